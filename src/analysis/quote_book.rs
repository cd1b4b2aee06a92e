//! A quote book: quotes by code or by case, in the order of the codebook and
//! of the cases, as a paper and as a list.

use crate::analysis::evidence::{TIME, number, without_empty_times, words};
use crate::analysis::heads::field_head;
use crate::analysis::view::Passage;
use crate::model::{Block, Case, Code, Codebook, Paper, Quoted, Table};
use crate::text::counted;
use std::collections::{BTreeSet, HashMap};

/// What the chapters of a quote book are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// The codes, and in each of them the cases.
    #[default]
    Code,
    /// The cases, and in each of them the codes.
    Case,
}

/// What is said of a passage whose transcript has no case.
const NO_CASE: &str = "No case";

/// Quotes in the order in which the book shows them. A passage that several
/// people coded alike is in it once, with all of them.
#[derive(Clone, Debug, Default)]
pub struct QuoteBook {
    by: By,
    quotes: Vec<Quoted>,
    /// What codes are called beside their names, and what they mean.
    codes: HashMap<String, (String, Option<String>)>,
}

impl QuoteBook {
    /// Puts passages in order. Codes and cases that the study does not know
    /// stand last.
    pub fn new(passages: &[Passage], by: By, codebook: &Codebook, cases: &[Case]) -> Self {
        let code_order: HashMap<&str, usize> = codebook
            .codes
            .values()
            .enumerate()
            .map(|(at, code)| (code.id.as_str(), at))
            .collect();
        let case_order: HashMap<&str, usize> = cases
            .iter()
            .enumerate()
            .map(|(at, case)| (case.name.as_str(), at))
            .collect();
        let mut ordered: Vec<&Passage> = passages.iter().collect();
        // The sort is stable: inside a section the order of the text remains.
        ordered.sort_by_key(|it| {
            let last = usize::MAX;
            // Those that the study does not know keep together by their names.
            let code = it.code.as_str();
            let code = (code_order.get(code).copied().unwrap_or(last), code);
            let case = it.case.as_deref().unwrap_or_default();
            let case = (case_order.get(case).copied().unwrap_or(last), case);
            match by {
                By::Code => (code, case),
                By::Case => (case, code),
            }
        });
        let describe = |code: &Code| {
            let label = code.label.trim().to_owned();
            (code.id.0.clone(), (label, code.definition.clone()))
        };
        Self {
            by,
            quotes: once_each(&ordered),
            codes: codebook.codes.values().map(describe).collect(),
        }
    }

    /// The quotes, to be counted or to have names replaced in them.
    pub fn quotes_mut(&mut self) -> &mut [Quoted] {
        &mut self.quotes
    }

    /// The quotes in their order.
    pub fn quotes(&self) -> &[Quoted] {
        &self.quotes
    }

    /// The title.
    pub fn title(&self) -> &'static str {
        match self.by {
            By::Code => "Quotes by code",
            By::Case => "Quotes by case",
        }
    }

    /// The book in one sentence of numbers.
    pub fn counts(&self) -> String {
        let all: Vec<&Quoted> = self.quotes.iter().collect();
        format!(
            "{} of {} {}.",
            counted(all.len(), "quote"),
            counted(distinct(&all, |it| Some(&it.code)), "code"),
            from_cases(&all)
        )
    }

    /// The book as a paper, without what stands below its title. What a heading
    /// says is not said again of each quote, nor the coder if it is always the
    /// same.
    pub fn paper(&self) -> Paper {
        let coders: BTreeSet<&str> = self.quotes.iter().map(|it| it.coder.as_str()).collect();
        let mut blocks = Vec::new();
        for chapter in self.quotes.chunk_by(|a, b| self.outer(a) == self.outer(b)) {
            let Some(first) = chapter.first() else {
                continue;
            };
            let all: Vec<&Quoted> = chapter.iter().collect();
            blocks.push(Block::Heading {
                level: 1,
                text: match self.by {
                    By::Code => self.code(first),
                    By::Case => case(first),
                },
            });
            if self.by == By::Code {
                let known = self.codes.get(&first.code);
                let definition = known.and_then(|(_, definition)| definition.clone());
                blocks.extend(definition.map(Block::Paragraph));
            }
            blocks.push(Block::Paragraph(match self.by {
                By::Code => format!("{} {}.", counted(all.len(), "quote"), from_cases(&all)),
                By::Case => format!(
                    "{} of {}.",
                    counted(all.len(), "quote"),
                    counted(distinct(&all, |it| Some(&it.code)), "code")
                ),
            }));
            for section in chapter.chunk_by(|a, b| self.inner(a) == self.inner(b)) {
                if let Some(first) = section.first() {
                    let name = match self.by {
                        By::Code => case(first),
                        By::Case => self.code(first),
                    };
                    blocks.push(Block::Heading {
                        level: 2,
                        text: format!("{name} ({})", section.len()),
                    });
                }
                blocks.extend(section.iter().map(|quoted| {
                    let mut quoted = quoted.clone();
                    quoted.code.clear();
                    quoted.case = None;
                    if coders.len() < 2 {
                        quoted.coder.clear();
                    }
                    Block::Quote(Box::new(quoted))
                }));
            }
        }
        Paper {
            title: self.title().to_owned(),
            blocks,
            ..Paper::default()
        }
    }

    /// The book as a list, a row for each quote, numbered from 1; `turn` and
    /// `line` are counts. `time` stands there only if any quote has one.
    pub fn listed(&self) -> Table {
        let heads = [
            "code",
            "label",
            "case",
            "transcript",
            "turn",
            "line",
            TIME,
            "speaker",
            "quote",
            "memo",
            "coder",
        ];
        let row = |quoted: &Quoted| {
            let label = self
                .codes
                .get(&quoted.code)
                .map(|(label, _)| label.as_str());
            vec![
                words(&quoted.code),
                words(label.unwrap_or_default()),
                words(quoted.case.as_deref().unwrap_or_default()),
                words(&quoted.transcript),
                number(u64::from(quoted.turn)),
                number(quoted.line as u64),
                words(quoted.time.as_deref().unwrap_or_default()),
                words(&quoted.speaker),
                words(&quoted.words),
                words(&quoted.memos.join("\n")),
                words(&quoted.coder),
            ]
        };
        let mut listed = Table {
            title: self.title().to_owned(),
            corner: "no.".to_owned(),
            rows: (1..=self.quotes.len())
                .map(|at| field_head(&at.to_string()))
                .collect(),
            columns: heads.into_iter().map(field_head).collect(),
            cells: self.quotes.iter().map(row).collect(),
            ..Table::default()
        };
        without_empty_times(&mut listed);
        listed
    }

    fn outer<'a>(&self, quoted: &'a Quoted) -> Option<&'a str> {
        match self.by {
            By::Code => Some(&quoted.code),
            By::Case => quoted.case.as_deref(),
        }
    }

    fn inner<'a>(&self, quoted: &'a Quoted) -> Option<&'a str> {
        match self.by {
            By::Code => quoted.case.as_deref(),
            By::Case => Some(&quoted.code),
        }
    }

    fn code(&self, quoted: &Quoted) -> String {
        match self.codes.get(&quoted.code) {
            Some((label, _)) if !label.is_empty() && *label != quoted.code => {
                format!("{}: {label}", quoted.code)
            }
            _ => quoted.code.clone(),
        }
    }
}

fn case(quoted: &Quoted) -> String {
    quoted.case.clone().unwrap_or_else(|| NO_CASE.to_owned())
}

fn from_cases(quotes: &[&Quoted]) -> String {
    let known = distinct(quotes, |it| it.case.as_deref());
    let without = quotes.iter().any(|it| it.case.is_none());
    match (known, without) {
        (0, _) => "from no case".to_owned(),
        (known, false) => format!("from {}", counted(known, "case")),
        (known, true) => format!("from {} and from no case", counted(known, "case")),
    }
}

fn distinct<'a>(quotes: &[&'a Quoted], of: impl Fn(&'a Quoted) -> Option<&'a str>) -> usize {
    let all: BTreeSet<&str> = quotes.iter().filter_map(|it| of(it)).collect();
    all.len()
}

/// Neighbours that are the same words with the same code become one.
fn once_each(ordered: &[&Passage]) -> Vec<Quoted> {
    let place = |it: &Passage| (it.transcript.clone(), it.turn, it.in_turn, it.code.clone());
    let same = ordered.chunk_by(|a, b| place(a) == place(b));
    same.filter_map(|all| {
        let mut quoted = Quoted::from(*all.first()?);
        for other in all.iter().skip(1) {
            if !quoted.coder.split(", ").any(|coder| coder == other.coder) {
                quoted.coder.push_str(", ");
                quoted.coder.push_str(&other.coder);
            }
            quoted.memos.extend(other.memos.iter().cloned());
        }
        Some(quoted)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CodingId, Origin, ReviewState};
    use crate::text::{CodePointSpan, Language};

    fn passage(case: Option<&str>, code: &str, turn: u32, coder: &str) -> Passage {
        Passage {
            id: CodingId(u64::from(turn)),
            transcript: case.unwrap_or("spare").to_lowercase(),
            case: case.map(str::to_owned),
            turn,
            in_turn: CodePointSpan::new(0, 4).unwrap(),
            line: turn as usize,
            starts_at: None,
            language: Language::English,
            speaker: "J".to_owned(),
            code: code.to_owned(),
            quote: format!("said {turn}"),
            coder: coder.to_owned(),
            origin: Origin::Hand,
            state: ReviewState::Accepted,
            decided_at: None,
            memos: vec![format!("memo of {coder}")],
        }
    }

    fn book(by: By) -> QuoteBook {
        let passages = [
            passage(None, "X", 9, "Anna"),
            passage(Some("B"), "X", 1, "Anna"),
            passage(Some("B"), "X", 1, "Bo"),
            passage(Some("A"), "X", 2, "Anna"),
            passage(Some("A"), "Y", 3, "Anna"),
        ];
        let cases = ["A", "B"].map(|name| Case {
            name: name.to_owned(),
            ..Case::default()
        });
        QuoteBook::new(&passages, by, &Codebook::default(), &cases)
    }

    fn shown(paper: &Paper) -> Vec<String> {
        let blocks = paper.blocks.iter();
        blocks
            .map(|block| match block {
                Block::Heading { level, text } => format!("{level} {text}"),
                Block::Paragraph(text) => text.clone(),
                Block::Quote(quoted) => format!("{} {}", quoted.words, quoted.coder),
                _ => String::new(),
            })
            .collect()
    }

    #[test]
    fn a_passage_coded_alike_by_two_is_in_the_book_once_with_both() {
        let book = book(By::Code);
        assert_eq!(
            book.counts(),
            "4 quotes of 2 codes from 2 cases and from no case."
        );
        assert_eq!(book.quotes()[1].coder, "Anna, Bo");
        assert_eq!(book.quotes()[1].memos, ["memo of Anna", "memo of Bo"]);
    }

    #[test]
    fn chapters_are_codes_or_cases_in_their_order() {
        assert_eq!(
            shown(&book(By::Code).paper()),
            [
                "1 X",
                "3 quotes from 2 cases and from no case.",
                "2 A (1)",
                "said 2 Anna",
                "2 B (1)",
                "said 1 Anna, Bo",
                "2 No case (1)",
                "said 9 Anna",
                "1 Y",
                "1 quote from 1 case.",
                "2 A (1)",
                "said 3 Anna",
            ]
        );
        let by_case = shown(&book(By::Case).paper());
        assert_eq!(by_case[..3], ["1 A", "2 quotes of 2 codes.", "2 X (1)"]);
        assert_eq!(by_case.last().unwrap(), "said 9 Anna");
    }

    #[test]
    fn the_list_has_a_row_for_each_quote() {
        let listed = book(By::Case).listed();
        assert_eq!(listed.rows.len(), 4);
        let heads: Vec<&str> = listed.columns.iter().map(|it| it.name.as_str()).collect();
        assert!(!heads.contains(&TIME), "no quote has a time");
        assert_eq!(listed.cells[0][0].words(), "X");
    }
}
