//! The letterhead of an interview: `Date: …`, `Place: …`, `Interviewer: …` in
//! the first lines, one below the other. The names there start no speech.

use super::lines::{Kind, Line};
use super::mark::Shape;
use super::role_words;

/// Longest entry, in words.
const LONGEST: usize = 8;

/// Makes words of the marks in a letterhead; gives the first line and name
/// that would otherwise have been a speaker's.
pub(super) fn leave_out(lines: &mut [Line]) -> Option<(usize, String)> {
    let mut first = None;
    let mut at = 0;
    // A title and a date may stand apart from the rest.
    for _ in 0..4 {
        at += lines
            .iter()
            .skip(at)
            .take_while(|line| matches!(line.kind, Kind::Blank))
            .count();
        let length = lines
            .iter()
            .skip(at)
            .take_while(|line| !matches!(line.kind, Kind::Blank))
            .count();
        let Some(block) = lines.get_mut(at..at + length).filter(|it| !it.is_empty()) else {
            break;
        };
        if is_letterhead(block) {
            for line in block {
                if let Kind::Marked(mark) = &line.kind {
                    if !role_words::is_remark(&mark.name) && first.is_none() {
                        first = Some((line.number, mark.name.clone()));
                    }
                    line.kind = Kind::Words;
                }
            }
        } else if block
            .iter()
            .any(|line| matches!(line.kind, Kind::Marked(_)))
        {
            break;
        }
        at += length;
    }
    first
}

/// A block of short entries, one of which is of a kind that only letterheads
/// have, such as a date.
fn is_letterhead(block: &[Line]) -> bool {
    let mut telling = false;
    let mut entries = 0;
    for line in block {
        match &line.kind {
            Kind::Marked(mark) => {
                let brief = (1..=LONGEST).contains(&mark.words) && !ends_a_sentence(line.text);
                if mark.shape != Shape::Colon || !brief {
                    return false;
                }
                entries += 1;
                telling |= role_words::is_remark(&mark.name);
            }
            Kind::Words if entries > 0 && line.text.split_whitespace().take(20).count() == 20 => {
                return false;
            }
            _ => {}
        }
    }
    telling && entries > 1
}

fn ends_a_sentence(line: &str) -> bool {
    line.trim_end().ends_with(['?', '!', '？', '؟'])
}
