//! The words of one caption: tags and entities (WebVTT, W3C, section 4.2.2,
//! and what other formats and old players add to it).

/// A line of a caption, or the part of it that one voice speaks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// Who says it, where the caption has a voice tag.
    pub voice: Option<String>,
    /// The words, trimmed.
    pub text: String,
    /// Whether words carry times of their own, as in automatic captions.
    pub timed: bool,
    /// Which line of the caption it stands on, from 0.
    pub line: usize,
}

/// Reads the text of a caption.
pub(super) fn said_in(cue: &str) -> Vec<Said> {
    let mut parts = vec![Said::default()];
    let mut rest = cue;
    while !rest.is_empty() {
        let plain = rest.find(['\n', '<', '&', '{']).unwrap_or(rest.len());
        write(&mut parts, rest.get(..plain).unwrap_or_default());
        rest = rest.get(plain..).unwrap_or_default();
        let Some(sign) = rest.chars().next() else {
            break;
        };
        let length = match sign {
            '\n' => {
                new_line(&mut parts);
                Some(1)
            }
            '<' => {
                tag(rest).and_then(|(inside, length)| apply(inside, &mut parts).then_some(length))
            }
            '&' => entity(rest).map(|(character, length)| {
                write(&mut parts, character.encode_utf8(&mut [0; 4]));
                length
            }),
            _ => position(rest),
        };
        // A sign that starts nothing is text; all four are one byte long.
        if length.is_none() {
            write(&mut parts, rest.get(..1).unwrap_or_default());
        }
        rest = rest.get(length.unwrap_or(1)..).unwrap_or_default();
    }
    parts.retain_mut(|part| {
        let trimmed = part.text.trim();
        if trimmed.len() < part.text.len() {
            part.text = trimmed.to_owned();
        }
        !part.text.is_empty()
    });
    parts
}

fn new_line(parts: &mut Vec<Said>) {
    let (voice, line) = current(parts, |part| (part.voice.clone(), part.line + 1));
    parts.push(Said {
        voice,
        line,
        ..Said::default()
    });
}

fn current<T: Default>(parts: &[Said], read: impl Fn(&Said) -> T) -> T {
    parts.last().map(read).unwrap_or_default()
}

fn write(parts: &mut [Said], text: &str) {
    if let Some(part) = parts.last_mut() {
        part.text.push_str(text);
    }
}

/// Longest tag and entity, in characters: a file of nothing but `<` or `&`
/// must not be searched to its end from each of them.
const LONGEST_TAG: usize = 300;
const LONGEST_ENTITY: usize = 9;

/// A tag starts with a letter, a digit or a slash; "a < b" is text.
fn tag(rest: &str) -> Option<(&str, usize)> {
    let inside = rest.get(1..)?;
    let first = inside.chars().next()?;
    let (end, closer) = inside
        .char_indices()
        .take(LONGEST_TAG)
        .find(|(_, c)| matches!(c, '>' | '<' | '\n'))?;
    let opens = first.is_ascii_alphanumeric() || first == '/';
    (closer == '>' && opens).then_some((inside.get(..end)?, end + 2))
}

/// `{\an8}`: where on the screen a player shows the caption.
fn position(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix("{\\")?;
    let (end, closer) = inside
        .char_indices()
        .take(LONGEST_TAG)
        .find(|(_, c)| matches!(c, '}' | '{' | '\n'))?;
    (closer == '}').then_some(end + 3)
}

/// Tags that say how words look. What else stands in angle brackets is kept as
/// it is: somebody may have written `<laughs>`.
const STYLES: [&str; 19] = [
    "c", "i", "b", "u", "s", "ruby", "rt", "rp", "lang", "font", "span", "em", "strong", "strike",
    "p", "div", "big", "small", "a",
];

/// Does what a tag says, if it is one.
fn apply(tag: &str, parts: &mut Vec<Said>) -> bool {
    let closes = tag.starts_with('/');
    let bare = tag.trim_start_matches('/');
    let name_end = bare
        .find(|c: char| matches!(c, '.' | '/') || c.is_whitespace())
        .unwrap_or(bare.len());
    let name = bare.get(..name_end).unwrap_or_default();
    let voice = match name.to_ascii_lowercase().as_str() {
        "v" if closes => None,
        "v" => {
            let annotation = tag.find(char::is_whitespace).and_then(|at| tag.get(at..));
            Some(resolved(annotation.unwrap_or_default())).filter(|name| !name.is_empty())
        }
        "br" => {
            new_line(parts);
            return true;
        }
        style if STYLES.contains(&style) => return true,
        _ => {
            let time = super::stamp::clock(tag).is_some();
            if let Some(part) = parts.last_mut().filter(|_| time) {
                part.timed = true;
            }
            return time;
        }
    };
    let line = current(parts, |part| part.line);
    // A voice without a name, `<v ->`, says that somebody else speaks: a dash.
    let nameless = voice
        .as_deref()
        .is_some_and(|name| !name.chars().any(char::is_alphanumeric));
    parts.push(Said {
        voice: voice.filter(|_| !nameless),
        line,
        text: if nameless {
            "- ".to_owned()
        } else {
            String::new()
        },
        timed: false,
    });
    true
}

/// A name with its entities resolved and its spaces single.
fn resolved(annotation: &str) -> String {
    let mut name = String::new();
    let mut rest = annotation;
    while let Some(c) = rest.chars().next() {
        let (character, step) = entity(rest).unwrap_or((c, c.len_utf8()));
        name.push(character);
        rest = rest.get(step..).unwrap_or_default();
    }
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn entity(rest: &str) -> Option<(char, usize)> {
    let inside = rest.strip_prefix('&')?;
    let mut start = inside.char_indices().take(LONGEST_ENTITY);
    let (end, _) = start.find(|(_, c)| *c == ';')?;
    let name = inside.get(..end)?;
    let character = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "lrm" => '\u{200e}',
        "rlm" => '\u{200f}',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| !c.is_control())?
        }
    };
    Some((character, end + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cue: &str) -> Vec<(Option<String>, String)> {
        said_in(cue)
            .into_iter()
            .map(|said| (said.voice, said.text))
            .collect()
    }

    fn by(voice: &str, text: &str) -> (Option<String>, String) {
        (Some(voice.to_owned()), text.to_owned())
    }

    #[test]
    fn voices_classes_and_tags_are_told_from_words() {
        assert_eq!(
            read("<v.loud Ann>Hello <i>there</i></v> <v Bo &amp; Co>Hi\nAnn.</v>"),
            [
                by("Ann", "Hello there"),
                by("Bo & Co", "Hi"),
                by("Bo & Co", "Ann.")
            ]
        );
        assert_eq!(
            read("<v Example, Ann (Dept. A)>Yes"),
            [by("Example, Ann (Dept. A)", "Yes")]
        );
    }

    #[test]
    fn entities_are_resolved_and_lone_signs_kept() {
        let expected = "a < b & c\u{a0}d >> é & x <";
        assert_eq!(
            read("a < b &amp; c&nbsp;d &gt;&gt; &#xe9; & x &lt;")[0].1,
            expected
        );
    }

    #[test]
    fn times_inside_mark_automatic_captions() {
        let said = said_in("so<00:00:00.400><c> today</c>");
        assert_eq!((said[0].text.as_str(), said[0].timed), ("so today", true));
    }

    #[test]
    fn looks_go_and_words_in_brackets_stay() {
        assert_eq!(
            read("{\\an8}<font color=\"#fff\">Hi</font> <B>you</B> <laughs> {so} {\\ <1> x<br/>y"),
            [
                (None, "Hi you <laughs> {so} {\\ <1> x".to_owned()),
                (None, "y".to_owned())
            ]
        );
        assert_eq!(read("<v ->Yes</v>"), [(None, "- Yes".to_owned())]);
    }

    #[test]
    fn a_caption_of_openers_is_read_in_a_moment() {
        let signs = "<&{\\".repeat(50_000);
        assert_eq!(read(&signs)[0].1.len(), signs.len());
    }
}
