//! The words of one caption: tags and entities (WebVTT, W3C, section 4.2.2).

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
    while let Some(c) = rest.chars().next() {
        let mut step = c.len_utf8();
        match c {
            '\n' => {
                let (voice, line) = current(&parts, |part| (part.voice.clone(), part.line + 1));
                parts.push(Said {
                    voice,
                    line,
                    ..Said::default()
                });
            }
            '<' => match tag(rest) {
                Some((inside, length)) => {
                    step = length;
                    apply(inside, &mut parts);
                }
                None => write(&mut parts, '<'),
            },
            '&' => match entity(rest) {
                Some((character, length)) => {
                    step = length;
                    write(&mut parts, character);
                }
                None => write(&mut parts, '&'),
            },
            other => write(&mut parts, other),
        }
        rest = rest.get(step..).unwrap_or_default();
    }
    for part in &mut parts {
        part.text = part.text.trim().to_owned();
    }
    parts.retain(|part| !part.text.is_empty());
    parts
}

fn current<T: Default>(parts: &[Said], read: impl Fn(&Said) -> T) -> T {
    parts.last().map(read).unwrap_or_default()
}

fn write(parts: &mut [Said], c: char) {
    if let Some(part) = parts.last_mut() {
        part.text.push(c);
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

fn apply(tag: &str, parts: &mut Vec<Said>) {
    let name_end = tag
        .find(|c: char| c == '.' || c.is_whitespace())
        .unwrap_or(tag.len());
    let voice = match tag.get(..name_end) {
        Some("v") => {
            let annotation = tag.find(char::is_whitespace).and_then(|at| tag.get(at..));
            Some(resolved(annotation.unwrap_or_default())).filter(|name| !name.is_empty())
        }
        Some("/v") => None,
        Some(other) => {
            if other.starts_with(|c: char| c.is_ascii_digit())
                && let Some(part) = parts.last_mut()
            {
                part.timed = true;
            }
            return;
        }
        None => return,
    };
    let line = current(parts, |part| part.line);
    parts.push(Said {
        voice,
        line,
        ..Said::default()
    });
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
}
