//! Codings as a delimited file: `transcript,turn,code,quote,memo` and, if
//! wanted, `coder`; the columns in any order.
//!
//! A list of codings that a study wrote has more: `start` (how many characters
//! of the turn stand before the quote), and where a coding comes from (`origin`,
//! `rule`, `version`, `search`, `decided`). Read again, these are kept; where
//! such a column holds something else it is somebody's own and left alone.
//!
//! The code `guide:7` says that this turn asks question 7 of the guide; such a
//! row needs no quote.

use crate::formats::delimited::{Row, read_rows, slip_of};
use crate::formats::problems::Problems;
use crate::model::nearest::did_you_mean;
use crate::model::{Origin, Problem};
use crate::text::{CanonicalText, CodePointSpan};
use std::path::Path;

/// One row of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodingRow {
    /// The line on which it starts, from 1.
    pub line: usize,
    /// The transcript's name.
    pub transcript: String,
    /// The turn, from 1.
    pub turn: u32,
    /// The code's name, or `guide:` and the number of a question.
    pub code: String,
    /// The words, in the canonical form of transcripts; empty only for `guide:`.
    pub quote: String,
    /// The analyst's note.
    pub memo: Option<String>,
    /// Who coded, where the file tells.
    pub coder: Option<String>,
    /// Where in its turn the quote stands, where the file tells.
    pub in_turn: Option<CodePointSpan>,
    /// The rule or the search that suggested it, where the file tells.
    pub origin: Option<Origin>,
    /// When it was coded or decided, RFC 3339 in UTC, where the file tells.
    pub decided_at: Option<String>,
}

const NEEDED: [&str; 4] = ["transcript", "turn", "code", "quote"];
const OPTIONAL: [&str; 2] = ["memo", "coder"];

struct Columns {
    transcript: usize,
    turn: usize,
    code: usize,
    quote: usize,
    memo: Option<usize>,
    coder: Option<usize>,
    start: Option<usize>,
    origin: Option<usize>,
    rule: Option<usize>,
    version: Option<usize>,
    search: Option<usize>,
    decided: Option<usize>,
    count: usize,
}

/// Reads all rows, or tells all that is wrong in the file. Whether the
/// transcripts, turns and codes exist is not known here. Columns with other
/// names are left alone.
pub fn read_codings(file: &Path, bytes: &[u8]) -> Result<Vec<CodingRow>, Vec<Problem>> {
    let rows = read_rows(bytes).map_err(|problem| vec![problem.in_file(file)])?;
    let mut problems = Problems::new(file);
    let mut rows = rows.into_iter();
    let Some(head) = rows.next() else {
        problems.push(
            Problem::new("no codings in the file")
                .next("the head row is transcript,turn,code,quote,memo"),
        );
        return problems.or(Vec::new());
    };
    let Some(columns) = columns(&head, &mut problems) else {
        return problems.or(Vec::new());
    };
    let mut codings = Vec::with_capacity(rows.len());
    for row in rows {
        codings.extend(coding(&row, &columns, &mut problems));
    }
    problems.or(codings)
}

fn columns(head: &Row, problems: &mut Problems) -> Option<Columns> {
    let names: Vec<String> = head
        .cells
        .iter()
        .map(|cell| cell.trim().to_lowercase())
        .collect();
    let find = |wanted: &str| names.iter().position(|name| name == wanted);
    for wanted in NEEDED.into_iter().filter(|wanted| find(wanted).is_none()) {
        let fallback = "the head row is transcript,turn,code,quote,memo";
        problems.push(
            Problem::new(format!("no column '{wanted}'"))
                .at_line(head.line)
                .next(renaming(wanted, &names).unwrap_or_else(|| fallback.to_owned())),
        );
    }
    let all = || NEEDED.into_iter().chain(OPTIONAL);
    for (at, name) in names.iter().enumerate() {
        if all().any(|known| known == name) {
            if find(name) != Some(at) {
                problems.push(
                    Problem::new(format!("two columns are called '{name}'"))
                        .at_line(head.line)
                        .next("remove or rename one"),
                );
            }
        } else if let Some(meant) =
            slip_of(name, OPTIONAL.into_iter().filter(|n| find(n).is_none()))
        {
            problems.push(
                Problem::new(format!("unknown column '{name}'"))
                    .at_line(head.line)
                    .next(format!("did you mean {meant}?")),
            );
        }
    }
    Some(Columns {
        transcript: find("transcript")?,
        turn: find("turn")?,
        code: find("code")?,
        quote: find("quote")?,
        memo: find("memo"),
        coder: find("coder"),
        start: find("start"),
        origin: find("origin"),
        rule: find("rule"),
        version: find("version"),
        search: find("search"),
        decided: find("decided"),
        count: names.len(),
    })
}

fn renaming(wanted: &str, names: &[String]) -> Option<String> {
    let foreign = names
        .iter()
        .map(String::as_str)
        .filter(|name| !NEEDED.contains(name));
    let advice = did_you_mean(wanted, foreign, "");
    let name = advice.strip_prefix("did you mean ")?.strip_suffix('?')?;
    Some(format!("rename the column '{name}', or add one"))
}

fn coding(row: &Row, columns: &Columns, problems: &mut Problems) -> Option<CodingRow> {
    let mut tell = |problem: Problem| problems.push(problem.at_line(row.line));
    if let Some(problem) = row.overflow(columns.count) {
        tell(problem);
        return None;
    }
    let mut needed = |column: usize, name: &str| {
        let text = row.filled(Some(column));
        if text.is_none() {
            tell(
                Problem::new(format!("no {name} in this row")).next(format!("fill in the {name}")),
            );
        }
        text.map(str::to_owned)
    };
    let transcript = needed(columns.transcript, "transcript");
    let code = needed(columns.code, "code");
    let turn = needed(columns.turn, "turn");
    let of_guide = code
        .as_deref()
        .is_some_and(|code| code.starts_with("guide:"));
    let quote = if of_guide {
        Some(row.cell(columns.quote).to_owned())
    } else {
        needed(columns.quote, "quote").map(|_| row.cell(columns.quote).to_owned())
    };
    let number = turn.as_deref().map(|turn| (turn, turn.parse::<u32>()));
    let turn = match number {
        Some((_, Ok(number))) if number > 0 => Some(number),
        Some((text, _)) => {
            let shown: String = text.chars().take(40).collect();
            tell(
                Problem::new(format!("turn '{shown}' is not a turn's number"))
                    .next("turns are whole numbers from 1"),
            );
            None
        }
        None => None,
    };
    let quote = CanonicalText::from_raw(&quote?).into_string();
    Some(CodingRow {
        line: row.line,
        transcript: transcript?,
        turn: turn?,
        code: code?,
        in_turn: in_turn(row.filled(columns.start), &quote),
        quote,
        memo: row.filled(columns.memo).map(str::to_owned),
        coder: row.filled(columns.coder).map(str::to_owned),
        origin: origin(row, columns),
        decided_at: row.filled(columns.decided).and_then(time),
    })
}

fn in_turn(start: Option<&str>, quote: &str) -> Option<CodePointSpan> {
    let start: usize = start?.trim().parse().ok()?;
    CodePointSpan::new(start, start.checked_add(quote.chars().count())?).ok()
}

fn origin(row: &Row, columns: &Columns) -> Option<Origin> {
    let text = |column| row.filled(column).map(|it| it.trim().to_owned());
    match text(columns.origin)?.as_str() {
        "rule" => Some(Origin::Rule {
            id: text(columns.rule)?,
            version: text(columns.version).unwrap_or_default(),
        }),
        "search" => Some(Origin::Search {
            query: text(columns.search)?,
        }),
        _ => None,
    }
}

/// A time as this program writes it.
fn time(text: &str) -> Option<String> {
    let time: jiff::Timestamp = text.trim().parse().ok()?;
    Some(time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<CodingRow>, Vec<Problem>> {
        read_codings(Path::new("c.csv"), text.as_bytes())
    }

    #[test]
    fn columns_stand_in_any_order_and_case() {
        let rows = read(
            "\u{feff}Quote;CODE;turn;Transcript;coder;note\r\n\"we; \"\"yes\"\"\";CRM;4;case-a;Anna;x\r\n",
        )
        .unwrap();
        assert_eq!(
            rows,
            [CodingRow {
                line: 2,
                transcript: "case-a".into(),
                turn: 4,
                code: "CRM".into(),
                quote: "we; \"yes\"".into(),
                memo: None,
                coder: Some("Anna".into()),
                in_turn: None,
                origin: None,
                decided_at: None,
            }]
        );
    }

    #[test]
    fn what_a_study_wrote_of_place_and_origin_is_read_again() {
        let rows = read(
            "transcript,turn,start,code,quote,coder,origin,rule,version,search,decided\n\
             a,1,4,X,tyo\u{308},Anna,rule,rew,1a2b3c4d,,2026-03-01T09:00:00Z\n\
             a,1,,X,b,Anna,search,,,bonus*,\n",
        )
        .unwrap();
        assert_eq!(rows[0].in_turn, CodePointSpan::new(4, 7).ok());
        let rule = Origin::Rule {
            id: "rew".into(),
            version: "1a2b3c4d".into(),
        };
        assert_eq!(rows[0].origin, Some(rule));
        assert_eq!(rows[0].decided_at.as_deref(), Some("2026-03-01T09:00:00Z"));
        let query = "bonus*".to_owned();
        assert_eq!(rows[1].origin, Some(Origin::Search { query }));
        assert_eq!(rows[1].decided_at, None);
    }

    #[test]
    fn columns_of_these_names_that_hold_something_else_are_left_alone() {
        let rows = read(
            "transcript,turn,code,quote,start,origin,decided,state\n\
             a,1,X,b,0:01:20,field notes,at the meeting,new\n",
        )
        .unwrap();
        let row = &rows[0];
        assert_eq!(
            (&row.in_turn, &row.origin, &row.decided_at),
            (&None, &None, &None)
        );
    }

    #[test]
    fn a_quote_is_brought_into_the_form_of_transcripts() {
        let rows = read("transcript,turn,code,quote\na,1,X,\"tyo\u{308}\r\nloppu\"\na,2,X,'-no\n")
            .unwrap();
        assert_eq!(rows[0].quote, "työ\nloppu");
        assert_eq!(rows[1].quote, "-no", "the guard against formulas is gone");
        assert_eq!(rows[1].line, 4);
    }

    #[test]
    fn a_row_of_the_guide_needs_no_quote_and_any_other_does() {
        let told = read("transcript,turn,code,quote\na,1,guide:7,\na,2,X,\n").unwrap_err();
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].to_string(), "c.csv:3: no quote in this row");
    }

    #[test]
    fn all_that_is_wrong_is_told_with_its_line() {
        let told =
            read("transcript,turn,code,quote\na,x,,q\na,0,X,q\n,1,X,yes, we did\n").unwrap_err();
        let lines: Vec<String> = told.iter().map(Problem::to_string).collect();
        assert_eq!(
            lines,
            [
                "c.csv:2: no code in this row",
                "c.csv:2: turn 'x' is not a turn's number",
                "c.csv:3: turn '0' is not a turn's number",
                "c.csv:4: 5 cells, but the head row has 4",
            ]
        );
    }

    #[test]
    fn a_misspelt_head_is_told_with_what_was_meant() {
        let told = read("transcript,turn,code,quotes,meno\na,1,X,q,m\n").unwrap_err();
        assert_eq!(told[0].to_string(), "c.csv:1: no column 'quote'");
        assert!(
            told[0].next.as_deref().unwrap().contains("'quotes'"),
            "{told:?}"
        );
        assert_eq!(told[1].next.as_deref(), Some("did you mean memo?"));
        assert!(read("").is_err());
        assert_eq!(read("transcript,turn,code,quote\n").unwrap(), []);
    }

    #[test]
    fn the_sample_codings_are_read() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-transcripts/codings");
        let mut rows = 0;
        for entry in std::fs::read_dir(folder).unwrap() {
            let file = entry.unwrap().path();
            rows += read_codings(&file, &std::fs::read(&file).unwrap())
                .unwrap()
                .len();
        }
        assert!(rows > 300, "{rows}");
    }
}
