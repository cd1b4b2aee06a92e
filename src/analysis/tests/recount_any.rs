//! Tables of any sides, counted again from the definitions: every cell, every
//! total, every percentage.

use super::recount::{Recount, a_study, coder_sets};
use super::study::{Study, owned};
use crate::model::{
    Axis, Cell, CellMeasure, CodeKey, CodeKind, Emptiness, HeadKind, Heading, HeadsOf, LevelSpec,
    Mark, Nearness, PercentOf, ReviewState, SideSpec, Sides, Table, TableSpec, TranscriptId, Value,
};
use proptest::prelude::*;
use std::collections::BTreeSet;

const SIZES: [&str; 3] = ["small", "large", ""];

fn level() -> impl Strategy<Value = LevelSpec> {
    prop_oneof![
        3 => Just(LevelSpec::All(HeadsOf::Codes)),
        1 => Just(LevelSpec::These(HeadsOf::Codes, owned(&["P", "B", "A"]))),
        1 => Just(LevelSpec::All(HeadsOf::Patterns)),
        1 => Just(LevelSpec::All(HeadsOf::Families)),
        1 => Just(LevelSpec::All(HeadsOf::Questions)),
        3 => Just(LevelSpec::All(HeadsOf::Cases)),
        1 => Just(LevelSpec::All(HeadsOf::Transcripts)),
        1 => Just(LevelSpec::All(HeadsOf::Coders)),
        2 => Just(LevelSpec::Attribute { name: "size".to_owned(), values: Vec::new() }),
        1 => Just(LevelSpec::Furthest(owned(&["A", "B", "C"]))),
    ]
}

fn side() -> impl Strategy<Value = SideSpec> {
    prop_oneof![
        4 => level().prop_map(|one| vec![one]),
        1 => (level(), level()).prop_map(|(one, two)| vec![one, two]),
    ]
}

fn measure() -> impl Strategy<Value = CellMeasure> {
    prop::sample::select(vec![
        CellMeasure::Codings,
        CellMeasure::Passages,
        CellMeasure::Words,
        CellMeasure::Share,
        CellMeasure::Transcripts,
        CellMeasure::Cases,
    ])
}

fn near() -> impl Strategy<Value = Nearness> {
    prop::sample::select(vec![Nearness::Overlap, Nearness::Turn, Nearness::Turns(1)])
}

/// What a head speaks of, read from the head and the spec alone.
struct Definition<'a> {
    recount: Recount<'a>,
    spec: &'a TableSpec,
    /// All codings in force, of any code.
    counted: Vec<Mark>,
}

/// One subject of a head, with the level it stands on, and the label of what
/// it belongs to where codes stand inside families, pattern codes or questions.
type Part<'a> = (&'a Axis, &'a LevelSpec, Option<&'a str>);

impl<'a> Definition<'a> {
    fn study(&self) -> &Study {
        self.recount.study
    }

    /// The subjects of a head, level by level; codes inside families, pattern
    /// codes or questions are one level of codes.
    fn parts<'h>(&self, head: &'h Heading, side: &'h SideSpec) -> Vec<Part<'h>> {
        match (&head.subject, side.as_slice()) {
            (Axis::Nested(subjects), levels) if subjects.len() == levels.len() => {
                let both = subjects.iter().zip(levels);
                both.map(|(subject, level)| (subject, level, None))
                    .collect()
            }
            (subject, levels) => {
                let within = head.above.first().filter(|label| !label.is_empty());
                vec![(subject, levels.last().unwrap(), within.map(String::as_str))]
            }
        }
    }

    fn is_code(part: &Part<'_>) -> bool {
        matches!(part.0, Axis::Code(_) | Axis::Question(_))
    }

    /// The codes whose codings count for a part.
    fn codes(&self, part: &Part<'_>) -> BTreeSet<CodeKey> {
        let own = self.own_codes(part);
        let Some(label) = part.2 else { return own };
        let side = [&self.spec.rows, &self.spec.columns]
            .into_iter()
            .find(|side| side.len() == 2 && std::ptr::eq(&side[1], part.1));
        let outer = &side.unwrap()[0];
        let book = &self.study().codebook;
        let group = match outer {
            LevelSpec::All(HeadsOf::Questions) => Axis::Question(label.to_owned()),
            _ => {
                let named = |code: &&crate::model::Code| {
                    let printed = match code.kind {
                        CodeKind::Pattern if !code.label.is_empty() => &code.label,
                        _ => &code.id.0,
                    };
                    printed == label
                };
                Axis::Code(book.codes.values().find(named).unwrap().key)
            }
        };
        let group = self.own_codes(&(&group, outer, None));
        own.intersection(&group).copied().collect()
    }

    fn own_codes(&self, part: &Part<'_>) -> BTreeSet<CodeKey> {
        let book = &self.study().codebook;
        let gathered = |id: &str| -> BTreeSet<CodeKey> {
            let names = self.recount.gathered(id);
            names.iter().map(|name| self.study().key(name)).collect()
        };
        match part {
            (Axis::Code(key), LevelSpec::All(HeadsOf::Families), _) => {
                let top = &book.by_key(*key).unwrap().id.0;
                let below = |id: &str| id == top || id.starts_with(&format!("{top}-"));
                let codes = book.codes.values().filter(|code| below(code.id.as_str()));
                codes.map(|code| code.key).collect()
            }
            (Axis::Code(key), ..) => gathered(book.by_key(*key).unwrap().id.as_str()),
            (Axis::Question(id), ..) => {
                let serving = book
                    .codes
                    .values()
                    .filter(|code| code.questions.contains(id));
                serving
                    .flat_map(|code| gathered(code.id.as_str()))
                    .collect()
            }
            _ => BTreeSet::new(),
        }
    }

    fn case_of(&self, transcript: TranscriptId) -> Option<&str> {
        let mut transcripts = self.study().transcripts.iter();
        let found = transcripts.find(|one| one.id == transcript).unwrap();
        found.case.as_deref()
    }

    fn size_of(&self, case: &str) -> Option<&str> {
        let mut cases = self.study().cases.iter();
        let value = cases.find(|one| one.name == case)?.attributes.get("size")?;
        Some(value.as_str()).filter(|value| !value.is_empty())
    }

    fn furthest_of(&self, case: &str) -> Option<CodeKey> {
        let steps = ["A", "B", "C"].map(|id| self.study().key(id));
        let there = |step: &&CodeKey| {
            let here = |mark: &&Mark| self.case_of(mark.transcript) == Some(case);
            self.counted
                .iter()
                .filter(here)
                .any(|mark| mark.code == **step)
        };
        steps.iter().rev().find(there).copied()
    }

    fn holds_case(&self, part: &Part<'_>, case: &str) -> bool {
        match part.0 {
            Axis::Case(name) => name == case,
            Axis::Attribute { value, .. } => self.size_of(case) == Some(value),
            Axis::Furthest(key) => self.furthest_of(case) == Some(*key),
            _ => true,
        }
    }

    fn holds_transcript(&self, part: &Part<'_>, transcript: TranscriptId) -> bool {
        match part.0 {
            Axis::Transcript(id) => *id == transcript,
            Axis::Case(_) | Axis::Attribute { .. } | Axis::Furthest(_) => {
                let case = self.case_of(transcript);
                case.is_some_and(|case| self.holds_case(part, case))
            }
            _ => true,
        }
    }

    fn coder<'p>(&self, part: &Part<'p>) -> Option<&'p str> {
        match part.0 {
            Axis::Coder(name) => Some(name),
            _ => None,
        }
    }

    fn together(&self, one: &Mark, other: &Mark) -> bool {
        let apart = one.turn.abs_diff(other.turn);
        one.transcript == other.transcript
            && match self.spec.near {
                Nearness::Overlap => {
                    let shared = one.span.end().min(other.span.end())
                        > one.span.start().max(other.span.start());
                    shared || one.id == other.id
                }
                Nearness::Turns(most) => apart <= most,
                _ => apart == 0,
            }
    }

    /// The codings of a cell: of the codes of the first part that has any,
    /// together with codes of every further part that has any.
    fn codings(&self, parts: &[Part<'_>]) -> Vec<Mark> {
        let mut of_codes = parts.iter().filter(|part| Self::is_code(part));
        let counted = of_codes.next().map(|part| self.codes(part));
        let company: Vec<BTreeSet<CodeKey>> = of_codes.map(|part| self.codes(part)).collect();
        let wanted = self.wanted();
        let fits = |mark: &&Mark| {
            let others = || {
                self.counted
                    .iter()
                    .filter(|other| wanted.contains(&other.code))
            };
            counted
                .as_ref()
                .is_none_or(|codes| codes.contains(&mark.code))
                && company.iter().all(|codes| {
                    let mut others = others();
                    others.any(|other| codes.contains(&other.code) && self.together(mark, other))
                })
                && parts.iter().all(|part| {
                    let own = &self.study().coders[mark.coder as usize];
                    let coder = self.coder(part);
                    self.holds_transcript(part, mark.transcript)
                        && coder
                            .is_none_or(|coder| coder == own && mark.state == ReviewState::Accepted)
                })
        };
        self.counted.iter().filter(fits).copied().collect()
    }

    /// Codings of codes that no head names are not looked at.
    fn wanted(&self) -> BTreeSet<CodeKey> {
        self.study()
            .codebook
            .codes
            .values()
            .map(|code| code.key)
            .collect()
    }

    fn without_codes(&self) -> bool {
        let mut levels = self.spec.rows.iter().chain(&self.spec.columns);
        !levels.any(|level| {
            matches!(level, LevelSpec::All(what) | LevelSpec::These(what, _)
                if what.is_codes() || *what == HeadsOf::Coders)
        })
    }

    fn transcripts(&self, parts: &[Part<'_>]) -> Vec<TranscriptId> {
        let all = self.study().transcripts.iter().map(|one| one.id);
        all.filter(|id| parts.iter().all(|part| self.holds_transcript(part, *id)))
            .collect()
    }

    fn cases(&self, parts: &[Part<'_>]) -> Vec<&str> {
        let by_transcript: Vec<&Part<'_>> = parts
            .iter()
            .filter(|part| matches!(part.0, Axis::Transcript(_)))
            .collect();
        let all = self.study().cases.iter().map(|case| case.name.as_str());
        all.filter(|case| {
            let spoken = |part: &&&Part<'_>| {
                let Axis::Transcript(id) = part.0 else {
                    return true;
                };
                self.case_of(*id) == Some(case)
            };
            parts.iter().all(|part| self.holds_case(part, case))
                && by_transcript.iter().filter(spoken).count() == by_transcript.len()
        })
        .collect()
    }

    /// The count of a measure over some codings, which lie in what the parts
    /// speak of.
    fn count(&self, codings: &[Mark], cells: &[Vec<Part<'_>>]) -> u64 {
        let transcripts: BTreeSet<TranscriptId> = cells
            .iter()
            .flat_map(|parts| self.transcripts(parts))
            .collect();
        let of_marks: BTreeSet<TranscriptId> = codings.iter().map(|mark| mark.transcript).collect();
        let cases: BTreeSet<&str> = cells.iter().flat_map(|parts| self.cases(parts)).collect();
        let size = match self.spec.cells {
            CellMeasure::Transcripts if self.without_codes() => transcripts.len(),
            CellMeasure::Cases if self.without_codes() => cases.len(),
            CellMeasure::Codings => codings
                .iter()
                .map(|mark| mark.id)
                .collect::<BTreeSet<_>>()
                .len(),
            CellMeasure::Passages => {
                let places = codings.iter().map(|mark| (mark.transcript, mark.span));
                places.collect::<BTreeSet<_>>().len()
            }
            CellMeasure::Transcripts => of_marks.len(),
            CellMeasure::Cases => {
                let cases = of_marks.iter().filter_map(|id| self.case_of(*id));
                cases.collect::<BTreeSet<_>>().len()
            }
            _ => {
                let homes: Vec<TranscriptId> = of_marks.into_iter().collect();
                self.recount.words(&homes, codings) as usize
            }
        };
        size as u64
    }

    /// The value of a cell, or of a total over several.
    fn value(&self, cells: &[Vec<Part<'_>>]) -> (u64, Vec<Mark>) {
        let mut codings: Vec<Mark> = cells.iter().flat_map(|parts| self.codings(parts)).collect();
        codings.sort_by_key(|mark| mark.id);
        codings.dedup_by_key(|mark| mark.id);
        (self.count(&codings, cells), codings)
    }

    /// Why a cell without codings is empty, if that means something else than
    /// none.
    fn emptiness(&self, parts: &[Part<'_>]) -> Option<Emptiness> {
        let homes = self.transcripts(parts);
        if homes.is_empty() {
            let cases = self.cases(parts);
            return Some(match cases.is_empty() {
                true => Emptiness::NotApplicable,
                false => Emptiness::NoTranscript,
            });
        }
        let coder = parts.iter().find_map(|part| self.coder(part));
        let is_coded = |mark: &Mark| {
            let own = &self.study().coders[mark.coder as usize];
            homes.contains(&mark.transcript)
                && self.recount.is_accepted(mark)
                && coder.is_none_or(|coder| coder == own)
        };
        if !self.study().marks.iter().any(is_coded) {
            return Some(Emptiness::NotCoded);
        }
        let counted = parts.iter().find(|part| Self::is_code(part));
        let codes = counted.map(|part| self.codes(part));
        let waits = |mark: &Mark| {
            mark.state == ReviewState::Pending
                && homes.contains(&mark.transcript)
                && codes
                    .as_ref()
                    .is_none_or(|codes| codes.contains(&mark.code))
        };
        if !self.spec.pending && self.study().marks.iter().any(waits) {
            return Some(Emptiness::Undecided);
        }
        let book = &self.study().codebook;
        let guides: BTreeSet<&String> = codes
            .iter()
            .flatten()
            .flat_map(|key| &book.by_key(*key).unwrap().guide)
            .collect();
        let marks = self.study().guide_marks.iter();
        let asked: BTreeSet<&String> = marks
            .filter(|mark| homes.contains(&mark.transcript))
            .map(|mark| &mark.question)
            .collect();
        let never = !guides.is_empty() && !asked.is_empty() && guides.is_disjoint(&asked);
        never.then_some(Emptiness::NotAsked)
    }
}

/// What a percentage is of: the distinct count over the row, the column or
/// all; but of transcripts and cases, where that side says nothing but which
/// of them it speaks of, all that any coder in force has coded at all.
fn base(define: &Definition<'_>, table: &Table, of: PercentOf, at: (usize, usize)) -> u64 {
    let all = |heads: &[Heading]| {
        let items = (0..heads.len()).filter(|line| heads[*line].kind == HeadKind::Item);
        items.collect::<Vec<usize>>()
    };
    let (rows, columns) = match of {
        PercentOf::Row => (lines(&table.rows, at.0), all(&table.columns)),
        PercentOf::Column => (all(&table.rows), lines(&table.columns, at.1)),
        PercentOf::All => (all(&table.rows), all(&table.columns)),
    };
    let spec = define.spec;
    let sources_only = |side: &SideSpec| {
        side.iter().all(|level| match level {
            LevelSpec::Attribute { .. } | LevelSpec::Furthest(_) => true,
            LevelSpec::All(what) => matches!(what, HeadsOf::Cases | HeadsOf::Transcripts),
            _ => false,
        })
    };
    let of_units = matches!(spec.cells, CellMeasure::Transcripts | CellMeasure::Cases);
    let own = match of {
        PercentOf::Row => vec![(&spec.rows, &table.rows, &rows)],
        PercentOf::Column => vec![(&spec.columns, &table.columns, &columns)],
        PercentOf::All => vec![
            (&spec.rows, &table.rows, &rows),
            (&spec.columns, &table.columns, &columns),
        ],
    };
    let units = own
        .into_iter()
        .find(|(side, ..)| of_units && sources_only(side));
    if let Some((side, heads, chosen)) = units {
        let parts: Vec<Vec<Part<'_>>> = chosen
            .iter()
            .map(|line| define.parts(&heads[*line], side))
            .collect();
        if define.without_codes() {
            return define.count(&[], &parts);
        }
        let marks = define
            .study()
            .marks
            .iter()
            .filter(|mark| define.recount.is_accepted(mark));
        let coded: BTreeSet<TranscriptId> = marks.map(|mark| mark.transcript).collect();
        let spoken: BTreeSet<TranscriptId> = parts
            .iter()
            .flat_map(|one| define.transcripts(one))
            .collect();
        let both = spoken.intersection(&coded);
        return match spec.cells {
            CellMeasure::Transcripts => both.count(),
            _ => both
                .filter_map(|id| define.case_of(*id))
                .collect::<BTreeSet<_>>()
                .len(),
        } as u64;
    }
    let mut parts = Vec::new();
    for row in &rows {
        for column in &columns {
            let mut both = define.parts(&table.rows[*row], &spec.rows);
            both.extend(define.parts(&table.columns[*column], &spec.columns));
            parts.push(both);
        }
    }
    define.value(&parts).0
}

/// The lines of cells that a head stands over.
fn lines(heads: &[Heading], at: usize) -> Vec<usize> {
    match heads[at].kind {
        HeadKind::Item => vec![at],
        _ => (0..heads.len())
            .filter(|line| heads[*line].kind == HeadKind::Item)
            .collect(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn every_number_of_any_table_is_what_its_definition_says(
        mut study in a_study(),
        sizes in prop::collection::vec(0usize..3, 3),
        serves in prop::collection::vec(prop::collection::vec(0usize..2, 0..2), 6),
        coders in coder_sets(),
        rows in side(),
        columns in side(),
        cells in measure(),
        near in near(),
        percent in prop::option::of(prop::sample::select(vec![
            PercentOf::Row, PercentOf::Column, PercentOf::All,
        ])),
        pending: bool,
        totals: (bool, bool),
    ) {
        for (case, size) in study.cases.iter_mut().zip(&sizes) {
            case.attributes.insert("size".to_owned(), SIZES[*size].to_owned());
        }
        study.questions(&["q1", "q2"]);
        for (id, serves) in ["A", "B", "C", "D", "P", "Q"].iter().zip(&serves) {
            study.change(id, |code| {
                code.questions = serves.iter().map(|at| format!("q{}", at + 1)).collect();
            });
        }
        coders.iter().for_each(|coder| { study.coder(coder); });
        let spec = TableSpec {
            rows,
            columns,
            cells,
            near,
            percent: percent.filter(|_| cells.counts()),
            pending,
            coders: coders.clone(),
            totals: Sides { rows: totals.0, columns: totals.1 },
            ..TableSpec::default()
        };
        // Sides of the same kind, an attribute that no case has: refused.
        let Ok(table) = study.build(&spec) else { return Ok(()) };
        let recount = Recount { study: &study, coders: &coders, pending };
        let counted = recount.counted();
        let define = Definition { recount, spec: &spec, counted };
        for row in 0..table.rows.len() {
            for column in 0..table.columns.len() {
                let cell = table.cell(row, column).unwrap();
                let mut parts = Vec::new();
                for row in lines(&table.rows, row) {
                    for column in lines(&table.columns, column) {
                        let mut both = define.parts(&table.rows[row], &spec.rows);
                        both.extend(define.parts(&table.columns[column], &spec.columns));
                        parts.push(both);
                    }
                }
                check(&define, &table, (row, column), cell, &parts)?;
            }
        }
    }
}

fn check(
    define: &Definition<'_>,
    table: &Table,
    at: (usize, usize),
    cell: &Cell,
    parts: &[Vec<Part<'_>>],
) -> Result<(), TestCaseError> {
    let (count, codings) = define.value(parts);
    let whole = at.0 < table.rows.len() && parts.len() == 1;
    let ids: BTreeSet<_> = codings.iter().map(|mark| mark.id).collect();
    prop_assert_eq!(cell.behind.iter().copied().collect::<BTreeSet<_>>(), ids);
    prop_assert_eq!(cell.behind.len(), codings.len(), "each once");
    match &cell.value {
        Value::Count(found) => prop_assert_eq!(*found, count, "{:?}", at),
        Value::Share { part, whole } => {
            prop_assert_eq!(*part, count, "{:?}", at);
            let transcripts: BTreeSet<TranscriptId> = parts
                .iter()
                .flat_map(|one| define.transcripts(one))
                .collect();
            prop_assert_eq!(*whole, transcripts.len() as u64 * 15);
        }
        Value::Empty(why) => {
            prop_assert!(codings.is_empty());
            if whole {
                prop_assert_eq!(Some(*why), define.emptiness(&parts[0]), "{:?}", at);
            }
        }
        other => prop_assert!(false, "{:?}", other),
    }
    if codings.is_empty() && whole && !matches!(cell.value, Value::Empty(_)) {
        let all = define.without_codes()
            && matches!(
                define.spec.cells,
                CellMeasure::Cases | CellMeasure::Transcripts
            );
        prop_assert!(all || define.emptiness(&parts[0]).is_none(), "{:?}", at);
    }
    if let (Value::Count(_), Some(of)) = (&cell.value, define.spec.percent) {
        let whole = base(define, table, of, at);
        let share = match whole {
            0 => Value::Empty(Emptiness::Undefined),
            whole => Value::Share { part: count, whole },
        };
        prop_assert_eq!(cell.also.as_ref(), Some(&share), "{:?}", at);
    }
    Ok(())
}
