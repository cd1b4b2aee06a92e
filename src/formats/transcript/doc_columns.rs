//! What the columns of a table in a document are: who spoke, when, the words,
//! the row's number, somebody's notes.
//!
//! A heading over a column tells it; without one, the cells must show it, or
//! the table stays what it looks like: rows of cells.

use super::{name, role_words, stamp};
use std::collections::HashSet;

/// A table is one of speech up to here; a wider one is something else.
const MOST_COLUMNS: usize = 8;

/// Which column is which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    /// Whether the first row names the columns.
    pub head: bool,
    pub who: Option<usize>,
    pub time: Option<usize>,
    pub words: usize,
    /// Columns of remarks beside the words, with their headings.
    pub notes: Vec<(usize, String)>,
    /// Whether the rows are numbered.
    pub numbered: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    Who,
    Time,
    Words,
    Number,
    Notes,
}

const HEADS: &[(Use, &[&str])] = &[
    (
        Use::Who,
        &[
            "speaker",
            "speakers",
            "name",
            "who",
            "participant",
            "puhuja",
            "nimi",
            "kuka",
            "talare",
            "namn",
            "vem",
            "sprecher",
            "sprecherin",
            "sprecher:in",
            "wer",
            "name der person",
            "person",
        ],
    ),
    (
        Use::Time,
        &[
            "time",
            "timestamp",
            "time stamp",
            "timecode",
            "time code",
            "start",
            "start time",
            "aika",
            "aikaleima",
            "aikakoodi",
            "tid",
            "tidskod",
            "tidsstämpel",
            "zeit",
            "zeitmarke",
            "zeitstempel",
        ],
    ),
    (
        Use::Words,
        &[
            "text",
            "transcript",
            "transcription",
            "speech",
            "utterance",
            "words",
            "dialogue",
            "content",
            "what was said",
            "teksti",
            "puhe",
            "litterointi",
            "litteraatti",
            "puheenvuoro",
            "tal",
            "transkription",
            "transkript",
            "utskrift",
            "yttrande",
            "äußerung",
            "aussage",
            "gesagtes",
        ],
    ),
    (
        Use::Number,
        &[
            "#", "no", "no.", "nr", "nr.", "nro", "line", "turn", "number", "rivi", "numero",
            "rad", "nummer", "zeile",
        ],
    ),
    (
        Use::Notes,
        &[
            "note",
            "notes",
            "comment",
            "comments",
            "code",
            "codes",
            "coding",
            "coder's notes",
            "memo",
            "memos",
            "remarks",
            "themes",
            "theme",
            "huomio",
            "huomiot",
            "huomautukset",
            "kommentti",
            "kommentit",
            "koodi",
            "koodit",
            "muistiinpanot",
            "kommentar",
            "kommentarer",
            "anteckningar",
            "kod",
            "koder",
            "kommentare",
            "notizen",
            "anmerkungen",
            "bemerkungen",
        ],
    ),
];

fn head_of(cell: &str) -> Option<Use> {
    let bare = cell.trim().trim_end_matches(':').trim_end().to_lowercase();
    let mut heads = HEADS.iter();
    let (found, _) = heads.find(|(_, words)| words.contains(&bare.as_str()))?;
    Some(*found)
}

/// The time in a cell, as it is written there: of a stretch its start.
pub(super) fn time_in(cell: &str) -> Option<&str> {
    let bare = cell.trim();
    let bare = match bare.split_once("-->") {
        Some((start, _)) => start,
        None => bare.split([' ', '–', '—', '\n']).next().unwrap_or(bare),
    };
    let bare = bare.trim_matches(['[', ']', '(', ')', '#', ' ']);
    let is_time = |text: &str| stamp::clock(text).is_some();
    if is_time(bare) {
        return Some(bare);
    }
    // "0:01-0:05"; f4 has tenths behind the hyphen.
    let (start, _) = bare.split_once('-')?;
    is_time(start).then_some(start)
}

/// The name in a cell of the speakers' column.
pub(super) fn name_in(cell: &str) -> Option<String> {
    name::cleaned(cell.trim().trim_end_matches(':').trim_end())
}

fn is_number(cell: &str) -> bool {
    let digits = cell.trim().trim_end_matches(['.', ')', ':']);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

/// The columns of a table whose rows all have as many cells as the first.
/// `None` for a table that is not one of speech.
pub(super) fn understood(rows: &[Vec<&str>]) -> Option<Columns> {
    let first = rows.first()?;
    let width = first.len();
    if !(2..=MOST_COLUMNS).contains(&width) {
        return None;
    }
    let named: Vec<Option<Use>> = first.iter().map(|cell| head_of(cell)).collect();
    let head = named.iter().any(Option::is_some)
        && first
            .iter()
            .all(|cell| time_in(cell).is_none() && !is_number(cell));
    let body = rows.get(usize::from(head)..)?;
    let mut uses: Vec<Option<Use>> = vec![None; width];
    if head {
        uses = named;
        keep_the_first_of_each(&mut uses);
    }
    let column = |at: usize| {
        let cells = body.iter().filter_map(move |row| row.get(at).copied());
        cells.filter(|cell| !cell.trim().is_empty())
    };
    for (at, what) in uses.iter_mut().enumerate() {
        let all = |holds: fn(&str) -> bool| column(at).next().is_some() && column(at).all(holds);
        if what.is_none() && all(|cell| time_in(cell).is_some()) {
            *what = Some(Use::Time);
        } else if what.is_none() && all(is_number) {
            *what = Some(Use::Number);
        }
    }
    keep_the_first_of_each(&mut uses);
    let letters = |at: &usize| column(*at).map(str::len).sum::<usize>();
    let free = |uses: &[Option<Use>]| -> Vec<usize> {
        (0..uses.len())
            .filter(|at| uses.get(*at) == Some(&None))
            .collect()
    };
    let placed = |uses: &[Option<Use>], what| uses.iter().position(|at| *at == Some(what));
    let who = match placed(&uses, Use::Who) {
        Some(who) => Some(who).filter(|who| column(*who).all(|cell| name_in(cell).is_some())),
        None => {
            let mut left = free(&uses).into_iter();
            left.find(|at| holds_speakers(column(*at)))
        }
    };
    if let Some(what) = who.and_then(|at| uses.get_mut(at)) {
        *what = Some(Use::Who);
    }
    let words = match placed(&uses, Use::Words) {
        Some(words) => words,
        // Of two alike the right one holds the words.
        None => free(&uses).into_iter().max_by_key(letters)?,
    };
    *uses.get_mut(words)? = Some(Use::Words);
    let mut notes = Vec::new();
    for (at, what) in uses.iter().enumerate() {
        let over = if head { first.get(at) } else { None };
        let title = over.map(|cell| cell.trim()).unwrap_or_default();
        match what {
            Some(Use::Notes) => notes.push((at, title.to_owned())),
            // What stands beside the words under a heading is about them.
            None if at > words && !title.is_empty() => notes.push((at, title.to_owned())),
            None if column(at).next().is_some() => return None,
            _ => {}
        }
    }
    let time = placed(&uses, Use::Time);
    let of_speech = match (who, time) {
        (Some(who), _) => column(who).next().is_some(),
        (None, Some(time)) => column(time).count() > 1,
        (None, None) => false,
    };
    of_speech.then_some(Columns {
        head,
        who,
        time,
        words,
        notes,
        numbered: placed(&uses, Use::Number).is_some(),
    })
}

/// Two columns called alike: the second is not known, unless it holds notes.
fn keep_the_first_of_each(uses: &mut [Option<Use>]) {
    let mut seen: Vec<Use> = Vec::new();
    for what in uses {
        match *what {
            Some(Use::Notes) | None => {}
            Some(one) if seen.contains(&one) => *what = None,
            Some(one) => seen.push(one),
        }
    }
}

/// Names of which one recurs or is a role; but "Interviewer | Ann" above
/// "Date | 4 March" is a table of facts about the interview.
fn holds_speakers<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let mut keys = HashSet::new();
    let mut count = 0;
    let mut role = false;
    for cell in cells {
        let Some(speaker) = name_in(cell) else {
            return false;
        };
        if role_words::is_remark(&speaker) {
            return false;
        }
        count += 1;
        role |= role_words::known(&speaker).is_some();
        keys.insert(name::key(&speaker));
    }
    count > 1 && (keys.len() < count || role)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Head, speaker, time, words, and the titles of notes.
    type Seen<Title> = (bool, Option<usize>, Option<usize>, usize, Vec<Title>);

    fn seen(rows: &[&[&str]]) -> Option<Seen<String>> {
        let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.to_vec()).collect();
        let found = understood(&rows)?;
        let notes = found.notes.into_iter().map(|(_, title)| title).collect();
        Some((found.head, found.who, found.time, found.words, notes))
    }

    #[test]
    #[rustfmt::skip]
    fn the_ways_of_laying_out_a_transcript() {
        let cases: &[(&[&[&str]], Seen<&str>)] = &[
            (&[&["H", "Kerro?"], &["V", "No."], &["H", "Niin."]], (false, Some(0), None, 1, vec![])),
            (&[&["Puhuja", "Teksti"], &["Anna", "No."]], (true, Some(0), None, 1, vec![])),
            (&[&["00:01", "H", "Kerro?"], &["00:05", "V", "No."], &["", "H", "Niin."]], (false, Some(1), Some(0), 2, vec![])),
            (&[&["1", "H", "Kerro?"], &["2", "V", "No."], &["3", "H", "Niin."]], (false, Some(1), None, 2, vec![])),
            (&[&["H", "[00:01]", "Kerro?"], &["V", "[00:05]", "No."], &["H", "[00:07]", "Ai."]], (false, Some(0), Some(1), 2, vec![])),
            (&[&["Speaker", "Text", "Coder's notes"], &["A", "So it is.", "why?"], &["B", "Yes.", ""]], (true, Some(0), None, 1, vec!["Coder's notes"])),
            (&[&["Speaker", "Text", "Reflection"], &["A", "So.", "a very long remark on it"]], (true, Some(0), None, 1, vec!["Reflection"])),
            (&[&["0:01 - 0:05", "and so it went"], &["0:05 - 0:09", "on"]], (false, None, Some(0), 1, vec![])),
        ];
        for (rows, wanted) in cases {
            let found = seen(rows);
            let found = found.as_ref().map(|(head, who, time, words, notes)| {
                (*head, *who, *time, *words, notes.iter().map(String::as_str).collect())
            });
            assert_eq!(found.as_ref(), Some(wanted), "{rows:?}");
        }
    }

    #[test]
    fn other_tables_are_not_taken_for_speech() {
        let tables: &[&[&[&str]]] = &[
            &[&["Interviewer", "Ann"], &["Date", "4 March"]],
            &[&["2019", "12 %"], &["2020", "14 %"]],
            &[&["Apples", "many"], &["Pears", "few"]],
            &[&["A", "words", "more"], &["A", "words", "more"]],
            &[&["one column"], &["only"]],
            &[],
        ];
        for rows in tables {
            assert_eq!(seen(rows), None, "{rows:?}");
        }
    }

    #[test]
    fn a_time_is_read_in_whatever_brackets() {
        for (cell, time) in [
            ("[00:01:02]", Some("00:01:02")),
            ("#00:00:12-3#", Some("00:00:12-3")),
            ("0:01-0:05", Some("0:01")),
            ("0:0:1.20 --> 0:0:3.0", Some("0:0:1.20")),
            ("00:01 – 00:02", Some("00:01")),
            ("12", None),
            ("", None),
            ("at 10", None),
        ] {
            assert_eq!(time_in(cell), time, "{cell}");
        }
    }
}
