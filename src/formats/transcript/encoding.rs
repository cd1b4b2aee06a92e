//! From the bytes of a text file to text, with a note of what was assumed.

use super::encoding_guess::{corrected, first_broken, wide_without_mark};
use super::signatures::looks_like;
use crate::model::Problem;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

/// A decoded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, still with the line ends of the file.
    pub text: String,
    /// What was assumed, if anything was.
    pub notes: Vec<String>,
    /// The line of the first character that could not be read, if any.
    pub unreadable: Option<usize>,
    /// Where letters stand that were broken before this file was saved, such
    /// as `Ã¤` for `ä`: the line of the first, and what stands there.
    pub broken: Option<(usize, String)>,
}

/// An interview of a hundred hours is a few megabytes of text.
const MOST_BYTES: usize = 64 * 1024 * 1024;

pub(super) const SAVE_AS_UTF8: &str =
    "open it in the program it was made with and save it as text in UTF-8";

/// Decodes a text file: by its byte order mark, else as UTF-8, else in the
/// encoding its bytes look like, which is then told in a note.
///
/// # Errors
/// A [`Problem`] for a file that is no text, or has none.
pub fn decode(bytes: &[u8]) -> Result<Decoded, Problem> {
    decode_declared(bytes, None)
}

/// Decodes a text file that names its encoding itself. Whether it is UTF-8, its
/// bytes tell better than the name.
///
/// # Errors
/// A [`Problem`] for a file that is no text, or has none.
pub fn decode_declared(
    bytes: &[u8],
    declared: Option<&'static Encoding>,
) -> Result<Decoded, Problem> {
    refuse_what_is_no_text(bytes)?;
    if bytes.len() > MOST_BYTES {
        return Err(Problem::new(format!(
            "the file has more than {} MB of text, which no interview has",
            MOST_BYTES / (1024 * 1024)
        ))
        .next("look whether it is the transcript, or import it in several files"));
    }
    let mut decoded = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => in_encoding(bytes, encoding, mark),
        None => without_byte_order_mark(bytes, declared)?,
    };
    if decoded.text.trim_matches(is_blank).is_empty() {
        return Err(Problem::new("the file has no words in it")
            .next("look whether it was saved before it was closed, and export it again"));
    }
    decoded.broken =
        first_broken(&decoded.text).map(|(at, signs)| (line_at(&decoded.text, at), signs));
    Ok(decoded)
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}' || c.is_control()
}

fn refuse_what_is_no_text(bytes: &[u8]) -> Result<(), Problem> {
    match looks_like(bytes) {
        None => Ok(()),
        Some((what, advice)) => {
            Err(Problem::new(format!("this is no plain text; it looks like {what}")).next(advice))
        }
    }
}

fn in_encoding(bytes: &[u8], encoding: &'static Encoding, mark: usize) -> Decoded {
    let body = bytes.get(mark..).unwrap_or_default();
    let (text, damaged) = encoding.decode_without_bom_handling(body);
    let text = text.into_owned();
    let unreadable = damaged.then(|| first_replacement(&text)).flatten();
    Decoded {
        notes: note_of_damage(unreadable, encoding),
        text,
        unreadable,
        broken: None,
    }
}

fn without_byte_order_mark(
    bytes: &[u8],
    declared: Option<&'static Encoding>,
) -> Result<Decoded, Problem> {
    if let Some(wide) = wide_without_mark(bytes) {
        let (text, _) = wide.decode_without_bom_handling(bytes);
        let text = text.into_owned();
        let first: String = text
            .trim_start()
            .chars()
            .take(20)
            .take_while(|c| *c != '\n' && *c != '\r')
            .collect();
        let notes = vec![format!(
            "the file has no byte order mark; assumed {}, so that it begins with '{}'",
            wide.name(),
            first.trim_end()
        )];
        return Ok(Decoded {
            text,
            notes,
            unreadable: None,
            broken: None,
        });
    }
    // A crash or an old program fills the end of a file with NULs.
    let text_end = bytes
        .iter()
        .rposition(|byte| *byte != 0)
        .map_or(0, |at| at + 1);
    let filled = bytes.len() - text_end;
    let bytes = bytes.get(..text_end).unwrap_or_default();
    let mut decoded = one_byte_at_least(bytes, declared)?;
    if filled > 0 {
        decoded.notes.push(format!(
            "the file ends with {filled} empty bytes, which were left out; look whether the \
             interview is whole"
        ));
    }
    Ok(decoded)
}

fn one_byte_at_least(
    bytes: &[u8],
    declared: Option<&'static Encoding>,
) -> Result<Decoded, Problem> {
    // A tab, a line end, a form feed and DOS's end-of-file mark are text; a
    // stray control character is a slip, one in a hundred bytes is a program.
    let controls = bytes
        .iter()
        .filter(|b| **b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1A))
        .count();
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        let before = bytes.get(..at).unwrap_or_default();
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        return Err(
            Problem::new("this is no text: it holds empty bytes (NUL), which no text has")
                .at_line(line)
                .next(SAVE_AS_UTF8),
        );
    }
    if controls > 1 + bytes.len() / 100 {
        return Err(
            Problem::new("this is no text: it holds bytes that no text has").next(SAVE_AS_UTF8),
        );
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Decoded {
            text: text.to_owned(),
            notes: Vec::new(),
            unreadable: None,
            broken: None,
        });
    }
    Ok(match declared.filter(|encoding| *encoding != UTF_8) {
        Some(encoding) => in_encoding(bytes, encoding, 0),
        None => guessed(bytes),
    })
}

fn guessed(bytes: &[u8]) -> Decoded {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = corrected(bytes, detector.guess(None, Utf8Detection::Deny));
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let text = text.into_owned();
    let unreadable = damaged.then(|| first_replacement(&text)).flatten();
    let name = display_name(encoding);
    let mut notes = vec![match first_foreign_word(&text) {
        Some((word, line)) => format!(
            "the file is not in UTF-8; assumed {name}, so that line {line} has '{word}'; \
             if that looks wrong, save the file as UTF-8 and import it again"
        ),
        None => format!("the file is not in UTF-8; assumed {name}"),
    }];
    notes.extend(note_of_damage(unreadable, encoding));
    Decoded {
        text,
        notes,
        unreadable,
        broken: None,
    }
}

fn note_of_damage(unreadable: Option<usize>, encoding: &'static Encoding) -> Vec<String> {
    let name = display_name(encoding);
    unreadable
        .map(|line| {
            format!("not everything could be read as {name}: '\u{fffd}' stands for it, first on line {line}")
        })
        .into_iter()
        .collect()
}

fn display_name(encoding: &'static Encoding) -> String {
    let name = encoding.name();
    match name.strip_prefix("windows-") {
        Some(page) => format!("Windows-{page}"),
        None if name == "macintosh" => "Mac Roman".to_owned(),
        None => name.to_owned(),
    }
}

fn first_replacement(text: &str) -> Option<usize> {
    let at = text.find('\u{fffd}')?;
    Some(line_at(text, at))
}

/// A word on which a person can see at once whether the assumption was right.
fn first_foreign_word(text: &str) -> Option<(&str, usize)> {
    let at = text.find(|c: char| !c.is_ascii() && c.is_alphabetic())?;
    let before = text.get(..at)?;
    let start = before
        .rfind(|c: char| !c.is_alphanumeric())
        .map_or(0, |found| {
            found
                + before
                    .get(found..)
                    .and_then(|s| s.chars().next())
                    .map_or(1, char::len_utf8)
        });
    let rest = text.get(start..)?;
    let end = rest
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(rest.len());
    Some((rest.get(..end)?, line_at(text, start)))
}

/// The line, counted from 1, whatever line ends the file has.
fn line_at(text: &str, offset: usize) -> usize {
    let before = text.get(..offset).unwrap_or(text);
    1 + before
        .match_indices(['\n', '\r'])
        .filter(|(at, end)| *end == "\n" || before.as_bytes().get(at + 1) != Some(&b'\n'))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: &str = "H: Kerro vähän työstäsi.\r\nV: Se on – pahinta, 30 €.";

    fn wide(big: bool) -> Vec<u8> {
        std::iter::once('\u{feff}')
            .chain(SAID.chars())
            .collect::<String>()
            .encode_utf16()
            .flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    }

    #[test]
    fn one_text_in_five_encodings_is_one_text() {
        let bom: Vec<u8> = [b"\xEF\xBB\xBF", SAID.as_bytes()].concat();
        for bytes in [SAID.as_bytes().to_vec(), bom, wide(false), wide(true)] {
            let decoded = decode(&bytes).unwrap();
            assert_eq!(decoded.text, SAID);
            assert!(decoded.notes.is_empty());
        }
        let (old, _, _) = encoding_rs::WINDOWS_1252.encode(SAID);
        let decoded = decode(&old).unwrap();
        assert_eq!(decoded.text, SAID);
        assert!(
            decoded.notes[0].contains("Windows-1252") && decoded.notes[0].contains("'vähän'"),
            "{:?}",
            decoded.notes
        );
    }

    #[test]
    fn what_is_no_text_is_named() {
        let cases: [(&[u8], &str); 6] = [
            (b"PK\x03\x04rest", "zip"),
            (b"%PDF-1.7", "PDF"),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", ".doc"),
            (b"H\0:\0 \0h\0i", "NUL"),
            (b"ab\0cd", "NUL"),
            (b"\x01\x02\x03\x04 a", "no text"),
        ];
        for (bytes, expected) in cases {
            let problem = decode(bytes).unwrap_err();
            assert!(problem.what.contains(expected), "{}", problem.what);
            assert!(problem.next.is_some());
        }
    }

    #[test]
    fn a_file_without_words_is_refused() {
        for bytes in [&b""[..], b" \r\n\t", b"\xEF\xBB\xBF\n", b"\xFF\xFE"] {
            assert!(decode(bytes).unwrap_err().what.contains("no words"));
        }
    }

    #[test]
    fn wide_text_without_its_mark_is_read_and_told() {
        for big in [false, true] {
            let bytes = wide(big);
            let decoded = decode(bytes.get(2..).unwrap()).unwrap();
            assert_eq!(decoded.text, SAID);
            assert!(
                decoded.notes[0].contains("'H: Kerro vähän työst'"),
                "{:?}",
                decoded.notes
            );
        }
    }

    #[test]
    fn old_encodings_of_unix_and_mac_are_read_and_told() {
        let said = "H: Kerro vähän työstäsi.\rV: Se maksoi 30 €, Šakki.";
        let latin = encoding_rs::ISO_8859_15.encode(said).0;
        let decoded = decode(&latin).unwrap();
        assert_eq!(decoded.text, said);
        assert!(decoded.notes[0].contains("ISO-8859-15"));
        let said = "H: Kerro vähän työstäsi.\rV: Älä kysy, “se” on pitkä…";
        // The library decodes Mac Roman, and writes it too.
        let mac = encoding_rs::MACINTOSH.encode(said).0;
        let decoded = decode(&mac).unwrap();
        assert_eq!(decoded.text, said);
        assert!(decoded.notes[0].contains("Mac Roman"));
    }

    #[test]
    fn letters_that_were_broken_before_are_told_and_not_mended() {
        let decoded = decode("one\r\nH: vÃ¤hÃ¤n".as_bytes()).unwrap();
        assert_eq!(decoded.broken, Some((2, "Ã¤".to_owned())));
        assert!(decoded.text.contains("vÃ¤hÃ¤n"));
    }

    #[test]
    fn empty_bytes_at_the_end_are_left_out_and_told() {
        let decoded = decode(b"Ann: Hello\n\0\0\0\0\0").unwrap();
        assert_eq!(decoded.text, "Ann: Hello\n");
        assert!(decoded.notes[0].contains("5 empty bytes"));
        assert_eq!(decode(b"a\nb\0c").unwrap_err().place.line, Some(2));
    }

    #[test]
    fn a_file_that_is_too_long_is_refused_at_once() {
        let problem = decode(&vec![b'a'; MOST_BYTES + 1]).unwrap_err();
        assert!(problem.what.contains("64 MB") && problem.next.is_some());
    }

    #[test]
    fn damage_is_told_with_its_line() {
        let decoded = decode(b"\xEF\xBB\xBFone\r\ntwo\r\nth\xFFree").unwrap();
        assert_eq!(decoded.unreadable, Some(3));
        assert!(decoded.notes[0].contains("line 3"));
    }
}
