//! The tables that Whisper writes: `start`, `end` and `text`, times in
//! milliseconds, nobody named.

use super::captions_speech::{Line, pieces};
use super::encoding::decode;
use super::lines::refuse_endless;
use super::tables::Tables;
use super::{Hints, Importer, Reading, asides, pieces as piece};
use crate::model::Problem;
use crate::text::CanonicalText;

pub(super) struct WhisperTsv;

impl Importer for WhisperTsv {
    fn endings(&self) -> &'static [&'static str] {
        &["tsv"]
    }

    fn read(&self, bytes: &[u8], hints: &Hints) -> Result<Vec<Reading>, Problem> {
        let decoded = decode(bytes).ok().filter(|it| is_one(&it.text));
        // Any other table, and one whose columns a person has named.
        let Some(decoded) = decoded.filter(|_| hints.columns.is_empty()) else {
            return Tables.read(bytes, hints);
        };
        let mut readings = read(&decoded.text, hints)?;
        for reading in &mut readings {
            reading.notes.splice(..0, decoded.notes.iter().cloned());
        }
        Ok(readings)
    }
}

/// Whether a table is one of Whisper's: its header, and times in whole
/// milliseconds below it.
pub(super) fn is_one(text: &str) -> bool {
    let mut rows = text.trim_start_matches('\u{feff}').lines();
    let header = rows.next().unwrap_or_default();
    header.trim_end() == "start\tend\ttext"
        && rows
            .find(|row| !row.trim().is_empty())
            .is_none_or(|row| times(row).is_some())
}

/// Start, end and the text behind them.
fn times(row: &str) -> Option<(u64, u64, &str)> {
    let mut cells = row.splitn(3, '\t');
    let mut time = || cells.next()?.trim().parse::<u64>().ok();
    Some((time()?, time()?, cells.next().unwrap_or_default()))
}

/// Reads a table of Whisper's.
///
/// # Errors
/// A [`Problem`] for a table without words, or with too many rows.
pub(super) fn read(text: &str, hints: &Hints) -> Result<Vec<Reading>, Problem> {
    let text = CanonicalText::from_raw(text);
    refuse_endless(text.as_str())?;
    let rows = (1..).zip(text.as_str().split('\n')).skip(1);
    let mut lines: Vec<Line> = Vec::new();
    for (number, row) in rows.filter(|(_, row)| !row.trim().is_empty()) {
        match (times(row), lines.last_mut()) {
            (Some((start, end, words)), _) => lines.push(Line {
                number,
                opens: true,
                text: words.trim().to_owned(),
                starts_at: Some(start),
                ends_at: Some(end).filter(|end| start <= *end),
                ..Line::default()
            }),
            // A row without times goes on with the one above.
            (None, Some(above)) => {
                above.text.push(' ');
                above.text.push_str(row.trim());
            }
            (None, None) => lines.push(Line {
                number,
                opens: true,
                text: row.trim().to_owned(),
                ..Line::default()
            }),
        }
    }
    let (mut notes, mut doubts) = (Vec::new(), Vec::new());
    let reading = piece::assemble(pieces(lines, hints, &mut notes, &mut doubts))?;
    if reading.turns.is_empty() {
        return Err(Problem::new("this table has no words in it")
            .next("look whether the recording was transcribed to its end"));
    }
    Ok(vec![Reading {
        asides: asides::in_turns(&reading.text, &reading.turns),
        notes,
        doubts,
        ..reading
    }])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_become_turns_at_pauses_and_keep_their_times() {
        let table = "start\tend\ttext\r\n0\t2500\tSo today\r\n2500\t4000\twe talk.\r\n9000\t9900\tAnd on.\r\n";
        assert!(is_one(table));
        let reading = WhisperTsv
            .read(table.as_bytes(), &Hints::default())
            .unwrap()
            .remove(0);
        assert_eq!(reading.text.as_str(), "So today we talk.\n\nAnd on.");
        let times: Vec<_> = reading
            .turns
            .iter()
            .map(|turn| (turn.starts_at, turn.ends_at))
            .collect();
        assert_eq!(times, [(Some(0), Some(4_000)), (Some(9_000), Some(9_900))]);
        assert_eq!(reading.moments.len(), 2);
    }

    #[test]
    fn other_tables_are_not_taken_for_whispers() {
        for table in [
            "speaker\ttext\nAnn\tHello",
            "start\tend\ttext\tspeaker\n0\t1\tHello\tAnn",
            "start\tend\ttext\n00:01\t00:02\tHello",
            "",
        ] {
            assert!(!is_one(table), "{table}");
        }
        let problem = WhisperTsv
            .read(b"a\tb\n1\t2", &Hints::default())
            .unwrap_err();
        assert!(!problem.what.contains("Whisper") && problem.next.is_some());
    }
}
