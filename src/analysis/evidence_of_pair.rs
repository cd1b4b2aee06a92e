//! Which codings stand under a pair: what a written cell is about.
//!
//! Each of the two subjects narrows the codings down. A code, or a research
//! question, takes those of the codes it gathers; a case, a value of an
//! attribute, a transcript or a round takes those of its transcripts; `All`
//! takes everything. Two codes ask for more than that: a coding of the first
//! stands under them if it overlaps one of the second by at least one
//! character. One coding that counts for both overlaps itself.

use crate::analysis::axes::CaseFinder;
use crate::analysis::numbering::Numbering;
use crate::analysis::view::View;
use crate::model::{Axis, CodeKey, Coder, CodingId, ReviewState, TranscriptId};
use crate::text::ByteSpan;
use std::collections::{BTreeSet, HashMap};

/// The accepted codings of some coders, ready to be asked what stands under
/// which pair.
pub struct Pairs<'a> {
    view: View<'a>,
    cases: CaseFinder<'a>,
    /// The case of each transcript, both by their places in the view.
    case_of: Vec<Option<usize>>,
    /// The parts that the view has of each whole transcript which is in parts.
    parts: HashMap<TranscriptId, Vec<u32>>,
    /// By transcript, code, place.
    items: Vec<Item>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Item {
    transcript: u32,
    code: u32,
    span: ByteSpan,
    id: CodingId,
}

/// What a pair asks for: in which transcripts (by place in the view), and
/// codings of which codes (by place in the codebook) must meet.
#[derive(Default)]
struct Asked {
    transcripts: Option<Vec<u32>>,
    codes: Vec<BTreeSet<u32>>,
}

impl<'a> Pairs<'a> {
    /// Takes the accepted codings of these coders; of whoever coded first,
    /// where none are named. Time: one pass and a sort.
    pub fn new(view: &View<'a>, coders: &[Coder]) -> Self {
        let accepted = |state| state == ReviewState::Accepted;
        let mut in_force: Vec<bool> = view.coders.iter().map(|it| coders.contains(it)).collect();
        if coders.is_empty() {
            let by_somebody = view.marks.iter().filter(|mark| accepted(mark.state));
            let first = by_somebody.map(|mark| usize::from(mark.coder)).min();
            if let Some(first) = first.and_then(|at| in_force.get_mut(at)) {
                *first = true;
            }
        }
        let transcripts = Numbering::new(view.transcripts.iter().map(|one| one.id.0));
        let codes = Numbering::new(view.codebook.codes.values().map(|code| code.key.0));
        let of_force = view.marks.iter().filter(|mark| {
            accepted(mark.state) && in_force.get(usize::from(mark.coder)) == Some(&true)
        });
        let mut items: Vec<Item> = of_force
            .filter_map(|mark| {
                Some(Item {
                    transcript: transcripts.place(mark.transcript.0)? as u32,
                    code: codes.place(mark.code.0)? as u32,
                    span: mark.span,
                    id: mark.id,
                })
            })
            .collect();
        items.sort_unstable();
        let cases = CaseFinder::new(view);
        let of_transcripts = view.transcripts.iter();
        let case_of = of_transcripts.map(|it| cases.find(it.case.as_deref()?));
        let mut parts: HashMap<TranscriptId, Vec<u32>> = HashMap::new();
        for (at, transcript) in (0u32..).zip(view.transcripts) {
            if let Some(voice) = view.voices.get(&transcript.id) {
                parts.entry(voice.whole).or_default().push(at);
            }
        }
        Self {
            view: *view,
            parts,
            case_of: case_of.collect(),
            cases,
            items,
        }
    }

    /// The codings under a pair, in the order of the transcripts and of their
    /// places there. Nested subjects narrow down one after the other.
    ///
    /// `None` where codings do not tell what belongs to a subject: speakers,
    /// roles, coders, plain facts, the furthest code of a case.
    pub fn under(&self, one: &Axis, other: &Axis) -> Option<Vec<CodingId>> {
        let mut asked = Asked::default();
        self.ask(one, &mut asked)?;
        self.ask(other, &mut asked)?;
        let all = || (0..self.view.transcripts.len() as u32).collect();
        let mut found = Vec::new();
        for transcript in asked.transcripts.unwrap_or_else(all) {
            let here = self.of(transcript);
            let mut met: Vec<Item> = match asked.codes.split_first() {
                None => here.to_vec(),
                Some((first, others)) => {
                    let mut met = with_codes(here, first);
                    for codes in others {
                        let these = Reach::new(self.near(transcript, codes));
                        met.retain(|item| these.touch(item.span));
                    }
                    met
                }
            };
            met.sort_unstable_by_key(|item| (item.span, item.code, item.id));
            found.extend(met.into_iter().map(|item| item.id));
        }
        Some(found)
    }

    /// The same subject under the one name that the study has for it.
    pub(super) fn proper(&self, axis: &Axis) -> Axis {
        match axis {
            Axis::Case(name) => {
                let known = self.cases.find(name);
                let known = known.and_then(|at| self.view.cases.get(at));
                Axis::Case(known.map_or(name, |case| &case.name).clone())
            }
            Axis::Nested(parts) => Axis::Nested(parts.iter().map(|it| self.proper(it)).collect()),
            other => other.clone(),
        }
    }

    fn ask(&self, axis: &Axis, asked: &mut Asked) -> Option<()> {
        let cases = &self.view.cases;
        match axis {
            Axis::All => {}
            Axis::Code(key) => asked.codes.push(self.gathered([*key])),
            Axis::Question(id) => {
                let codes = self.view.codebook.codes.values();
                let serve = codes.filter(|code| code.questions.contains(id));
                asked.codes.push(self.gathered(serve.map(|code| code.key)));
            }
            Axis::Case(name) => {
                let wanted = self.cases.find(name);
                self.keep(asked, |at| wanted.is_some() && self.case_of(at) == wanted);
            }
            Axis::Attribute { name, value } => self.keep(asked, |at| {
                let case = self.case_of(at).and_then(|case| cases.get(case));
                case.and_then(|case| case.attributes.get(name)) == Some(value)
            }),
            Axis::Transcript(id) => self.keep(asked, |at| {
                let transcript = self.view.transcripts.get(at);
                transcript.is_some_and(|it| it.id == *id || self.whole(it.id) == Some(*id))
            }),
            Axis::Round(round) => self.keep(asked, |at| {
                let transcript = self.view.transcripts.get(at);
                transcript.is_some_and(|it| it.round.as_ref() == Some(round))
            }),
            Axis::Nested(parts) => {
                for part in parts {
                    self.ask(part, asked)?;
                }
            }
            Axis::Speaker { .. }
            | Axis::Role(_)
            | Axis::Coder(_)
            | Axis::Field(_)
            | Axis::Furthest(_) => return None,
        }
        Some(())
    }

    /// Of the transcripts asked for so far, keeps those that fit.
    fn keep(&self, asked: &mut Asked, fits: impl Fn(usize) -> bool) {
        let so_far = asked.transcripts.take();
        let all = || (0..self.view.transcripts.len() as u32).collect();
        let mut kept = so_far.unwrap_or_else(all);
        kept.retain(|at| fits(*at as usize));
        asked.transcripts = Some(kept);
    }

    /// The whole transcript that this one is a part of.
    fn whole(&self, part: TranscriptId) -> Option<TranscriptId> {
        self.view.voices.get(&part).map(|voice| voice.whole)
    }

    /// The codings of these codes that may overlap some of this transcript: in
    /// a group, those at the words of the others too.
    fn near(&self, transcript: u32, codes: &BTreeSet<u32>) -> Vec<Item> {
        let own = [transcript];
        let it = self.view.transcripts.get(transcript as usize);
        let whole = it.and_then(|it| self.whole(it.id));
        let parts = whole.and_then(|whole| self.parts.get(&whole));
        let parts = parts.map_or(own.as_slice(), Vec::as_slice);
        let here = parts.iter().map(|at| with_codes(self.of(*at), codes));
        here.flatten().collect()
    }

    fn case_of(&self, transcript: usize) -> Option<usize> {
        self.case_of.get(transcript).copied().flatten()
    }

    /// The places in the codebook of all codes that these gather.
    fn gathered(&self, keys: impl IntoIterator<Item = CodeKey>) -> BTreeSet<u32> {
        let book = self.view.codebook;
        let codes = keys.into_iter().filter_map(|key| book.by_key(key));
        let parts = codes.flat_map(|code| book.gathered(code));
        let places = parts.filter_map(|code| book.codes.get_index_of(&code.id));
        places.map(|at| at as u32).collect()
    }

    /// The codings of one transcript.
    fn of(&self, transcript: u32) -> &[Item] {
        let from = self.items.partition_point(|it| it.transcript < transcript);
        let to = self.items.partition_point(|it| it.transcript <= transcript);
        self.items.get(from..to).unwrap_or_default()
    }
}

/// Those of one transcript that have one of these codes.
fn with_codes(here: &[Item], codes: &BTreeSet<u32>) -> Vec<Item> {
    let mut found = Vec::new();
    for code in codes {
        let from = here.partition_point(|it| it.code < *code);
        let behind = here.get(from..).unwrap_or_default();
        found.extend(behind.iter().take_while(|it| it.code == *code));
    }
    found
}

/// Spans that are asked what touches them.
struct Reach {
    /// Starts in order, each with the furthest end of those up to it.
    spans: Vec<(usize, usize)>,
}

impl Reach {
    fn new(items: Vec<Item>) -> Self {
        let spans = items.iter().filter(|it| !it.span.is_empty());
        let mut spans: Vec<(usize, usize)> =
            spans.map(|it| (it.span.start(), it.span.end())).collect();
        spans.sort_unstable();
        let mut furthest = 0;
        for (_, end) in &mut spans {
            furthest = furthest.max(*end);
            *end = furthest;
        }
        Self { spans }
    }

    /// Whether one of them shares a character with this one.
    fn touch(&self, span: ByteSpan) -> bool {
        let before_its_end = self.spans.partition_point(|(start, _)| *start < span.end());
        let nearest = before_its_end
            .checked_sub(1)
            .and_then(|at| self.spans.get(at));
        !span.is_empty() && nearest.is_some_and(|(_, furthest)| *furthest > span.start())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::tests::study::Study;
    use crate::model::Role;
    use proptest::prelude::*;

    fn ids(found: Option<Vec<CodingId>>) -> Vec<u64> {
        found.unwrap().iter().map(|id| id.0).collect()
    }

    /// Two cases, of which the second has two interviews in two rounds, and a
    /// theme over two codes.
    fn study() -> Study {
        let mut study = Study::new(&["A", "B", "C"], &["One", "Two"]);
        study.pattern("THEME", "theme", &["A", "B"]);
        study.transcript("one", "One").transcript("two", "Two");
        study.transcript("two-b", "Two").transcript("stray", "");
        study.coding(1, "one", (20, 39), "A", "Anna");
        study.coding(2, "one", (24, 31), "C", "Anna");
        study.coding(3, "two", (20, 27), "B", "Anna");
        study.coding(4, "two", (27, 31), "C", "Anna");
        study.coding(5, "two-b", (40, 47), "A", "Anna");
        study.coding(6, "stray", (20, 27), "A", "Anna");
        study.coding(7, "two", (20, 27), "A", "Bo");
        study.pending(8, "two", (20, 27), "A");
        study.transcripts[2].round = Some("2".to_owned());
        study.cases[1]
            .attributes
            .insert("size".into(), "big".into());
        study
    }

    #[test]
    fn each_pair_has_its_codings() {
        let study = study();
        let code = |id: &str| Axis::Code(study.key(id));
        let case = |name: &str| Axis::Case(name.to_owned());
        let big = Axis::Attribute {
            name: "size".into(),
            value: "big".into(),
        };
        let round = Axis::Round("2".into());
        let pairs = Pairs::new(&study.view(), &["Anna".to_owned()]);
        for (one, other, wanted) in [
            (code("A"), case("One"), vec![1]),
            (code("THEME"), case("Two"), vec![3, 5]),
            (case("Two"), code("THEME"), vec![3, 5]),
            (code("THEME"), case("two"), vec![3, 5]),
            (code("THEME"), big.clone(), vec![3, 5]),
            (code("A"), round.clone(), vec![5]),
            (
                code("A"),
                Axis::Transcript(study.transcript_id("two-b")),
                vec![5],
            ),
            (code("A"), Axis::All, vec![1, 5, 6]),
            (Axis::All, case("Two"), vec![3, 4, 5]),
            // 3 and 4 only touch.
            (code("THEME"), code("C"), vec![1]),
            (code("C"), code("THEME"), vec![2]),
            (code("C"), code("C"), vec![2, 4]),
            (code("A"), case("Three"), vec![]),
            (code("A"), Axis::Nested(vec![big, round]), vec![5]),
        ] {
            assert_eq!(
                ids(pairs.under(&one, &other)),
                wanted,
                "{one:?} × {other:?}"
            );
        }
        let who = Axis::Role(Role::Informant);
        assert_eq!(pairs.under(&code("A"), &who), None);
    }

    #[test]
    fn only_accepted_codings_of_the_coders_asked_for_count() {
        let study = study();
        let of = |coders: &[&str]| {
            let coders: Vec<String> = coders.iter().map(|name| (*name).to_owned()).collect();
            let pairs = Pairs::new(&study.view(), &coders);
            ids(pairs.under(&Axis::Code(study.key("A")), &Axis::Case("Two".into())))
        };
        assert_eq!(of(&["Bo"]), [7]);
        assert_eq!(of(&["Anna", "Bo"]), [7, 5]);
        assert_eq!(of(&[]), [5], "whoever coded first");
        assert!(of(&["Cleo"]).is_empty());
    }

    #[test]
    fn a_research_question_takes_the_codes_that_serve_it() {
        let mut study = study();
        study.change("THEME", |code| code.questions.push("1.1".into()));
        let pairs = Pairs::new(&study.view(), &["Anna".to_owned()]);
        let of = |id: &str| {
            let question = Axis::Question(id.to_owned());
            ids(pairs.under(&question, &Axis::Case("Two".into())))
        };
        assert_eq!(of("1.1"), [3, 5]);
        assert!(of("1.2").is_empty());
    }

    proptest! {
        /// Whatever overlaps whatever, the sorted search finds what looking at
        /// every pair of codings finds.
        #[test]
        fn overlaps_are_those_of_the_definition(
            spans in prop::collection::vec((0usize..30, 0usize..8, any::<bool>()), 0..14),
        ) {
            let mut study = Study::new(&["A", "B"], &["One"]);
            study.transcript("one", "One");
            for (at, (start, length, of_a)) in spans.iter().enumerate() {
                let code = if *of_a { "A" } else { "B" };
                study.coding(at as u64, "one", (*start, start + length), code, "Anna");
            }
            let of = |wanted: bool| {
                let all = spans.iter().enumerate();
                all.filter(move |(_, (_, _, of_a))| *of_a == wanted)
            };
            let mut wanted: Vec<u64> = Vec::new();
            for (at, (a, a_long, _)) in of(true) {
                let shares = |place: usize| place >= *a && place < a + a_long;
                if of(false).any(|(_, (b, b_long, _))| (*b..b + b_long).any(shares)) {
                    wanted.push(at as u64);
                }
            }
            let pairs = Pairs::new(&study.view(), &["Anna".to_owned()]);
            let pair = (Axis::Code(study.key("A")), Axis::Code(study.key("B")));
            let mut found = ids(pairs.under(&pair.0, &pair.1));
            found.sort_unstable();
            prop_assert_eq!(found, wanted);
        }
    }
}
