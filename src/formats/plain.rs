//! Bytes of a plain text file, as Unicode with `\n` at the end of each line.

use crate::model::Problem;
use encoding_rs::Encoding;

/// Decodes UTF-8, or UTF-16 with a byte order mark (Excel's "Unicode text").
/// The byte order mark is taken off. Line ends become `\n`, unless the file
/// has bare `\n` already: then a `\r` in it is part of a text.
///
/// Any other encoding is a problem and not a guess: a wrong guess turns `ä`
/// into another letter without a word, and a quote is then not found again.
pub fn decode(bytes: &[u8]) -> Result<String, Problem> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(Problem::new("this is a spreadsheet or zip file, not text")
            .next("give it its true ending, such as .xlsx or .ods"));
    }
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => {
            let body = bytes.get(length..).unwrap_or_default();
            encoding
                .decode_without_bom_handling_and_without_replacement(body)
                .ok_or_else(|| {
                    Problem::new(format!(
                        "the file says it is {} but is not",
                        encoding.name()
                    ))
                    .next("save it again as UTF-8")
                })?
                .into_owned()
        }
        None => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(error) => {
                let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
                let line = 1 + good.iter().filter(|byte| **byte == b'\n').count();
                return Err(Problem::new("the file is not UTF-8 from here on")
                    .at_line(line)
                    .next("save it as UTF-8 (in Excel: 'CSV UTF-8 (comma delimited)')"));
            }
        },
    };
    Ok(with_plain_line_ends(text))
}

/// `\n` at the end of each line, unless the text has bare `\n` already.
pub fn with_plain_line_ends(text: String) -> String {
    let bytes = text.as_bytes();
    let bare = |(at, byte): (usize, &u8)| {
        *byte == b'\n' && at.checked_sub(1).and_then(|before| bytes.get(before)) != Some(&b'\r')
    };
    if !bytes.contains(&b'\r') || bytes.iter().enumerate().any(bare) {
        return text;
    }
    text.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encodings_that_say_what_they_are_are_read() {
        assert_eq!(decode("\u{feff}työ\r\n".as_bytes()).unwrap(), "työ\n");
        let wide: Vec<u8> = "\u{feff}a😀"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(decode(&wide).unwrap(), "a😀");
        assert_eq!(decode(b"a\rb").unwrap(), "a\nb");
        assert_eq!(decode(b"a\n\"b\r\nc\"\n").unwrap(), "a\n\"b\r\nc\"\n");
    }

    #[test]
    fn an_old_encoding_is_told_with_its_line_and_never_guessed() {
        let told = decode(b"a\nty\xf6\n").unwrap_err();
        assert_eq!(told.place.line, Some(2));
        assert!(told.next.unwrap().contains("UTF-8"));
        assert!(decode(b"PK\x03\x04....").is_err());
        assert!(decode(b"\xff\xfea").is_err(), "half a UTF-16 unit");
    }
}
