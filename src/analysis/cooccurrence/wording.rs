//! What stands below a table or list of co-occurrence.

use crate::analysis::cooccurrence::counted::Counted;
use crate::analysis::cooccurrence::strength::{Counts, Figures};
use crate::analysis::cooccurrence::{CooccurrenceSpec, Strength, Together};
use crate::analysis::notes;
use crate::model::{Emptiness, Table};
use crate::text::counted as many;
use std::collections::BTreeSet;

/// From here on ATLAS.ti, too, warns that one code is given so many times as
/// often as the other.
const UNLIKE: f64 = 5.0;

/// Pairs named in a note.
const NAMED: usize = 3;

/// What a table counts, in which a code may meet itself.
pub(super) fn unit(spec: &CooccurrenceSpec, meets_itself: bool) -> String {
    let together = spec.together;
    let mut words = match spec.measures.first() {
        Some(Strength::Count) | None => together.shared(),
        Some(Strength::C) => format!("c-coefficient of {}", together.places()),
        Some(measure) => format!("{} of {}", measure.printed(), together.units()),
    };
    if let Some(second) = spec.measures.get(1) {
        words.push_str(&format!("; in brackets, {}", second.printed()));
    }
    if meets_itself && spec.measures.contains(&Strength::Count) {
        words.push_str(&format!(
            "; where a code meets itself, its {}",
            together.places()
        ));
    }
    words
}

/// Says how to read the figures.
pub(super) fn explain(table: &mut Table, spec: &CooccurrenceSpec, counted: &Counted) {
    let mut notes: Vec<String> = Vec::new();
    let formulas = spec.measures.iter();
    notes.extend(formulas.filter_map(|measure| measure.formula(spec.together)));
    if spec.measures.iter().any(|it| it.of_all()) {
        notes.push(all_units(spec, counted));
    }
    if counted.apart {
        notes.push(
            "Only codes that the same coder gave stand together; each coder's codings are \
             counted by themselves and added up."
                .to_owned(),
        );
    } else if counted.force.names.len() > 1 {
        notes.push("Codes stand together whoever of these coders gave them.".to_owned());
    }
    notes.extend(notes::pending(counted.force.pending));
    if !counted.force.pending && counted.waiting > 0 {
        notes.push(format!(
            "Not counted, as they wait for review: {} of these codes.",
            many(counted.waiting, "suggestion")
        ));
    }
    for why in table.emptiness() {
        notes.extend(meaning(why).map(|meaning| format!("“{}”: {meaning}.", why.words())));
    }
    if counted.shares_codings() {
        notes.push(
            "Some of these codes share codings; such a coding stands together with itself."
                .to_owned(),
        );
    }
    if counted.tally.nowhere > 0 {
        notes.push(format!(
            "Not counted, as they hold nothing of any sentence: {}.",
            many(counted.tally.nowhere as usize, "passage")
        ));
    }
    if counted.tally.meetings.left_out() {
        notes.push(
            "The counts are of all codings, but there are too many to list them all behind \
             the cells: those of the later transcripts are left out there."
                .to_owned(),
        );
    }
    table.notes.extend(notes);
}

fn all_units(spec: &CooccurrenceSpec, counted: &Counted) -> String {
    let units = spec.together.units();
    let what = match spec.together.plain() {
        Together::Overlap | Together::Sentence => "of what the informants say",
        Together::SameTurn => "of the informants",
        Together::WithinTurns(_) => "in which an informant speaks",
    };
    let coded = if counted.apart {
        "in the transcripts that each coder has coded"
    } else {
        "in the transcripts coded"
    };
    let number = match counted.all {
        Some(all) => format!("N = {all} {units}"),
        None => format!("N, the number of {units}, is not known"),
    };
    format!("{number}: those {what} {coded}, and others in which something is coded.")
}

fn meaning(why: Emptiness) -> Option<&'static str> {
    match why {
        Emptiness::NotCoded => Some("none of the coders counted here has coded anything yet"),
        Emptiness::Undefined => {
            Some("the figure would divide by nothing, as where one of the codes is given nowhere")
        }
        _ => None,
    }
}

/// How many codes were left out of a table, as they are given nowhere.
pub(super) fn left_out(codes: usize) -> Option<String> {
    (codes > 0).then(|| {
        format!(
            "Left out, as no coding counted here has them: {}.",
            many(codes, "code")
        )
    })
}

/// What a reader must be told of one pair's figures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Remark {
    /// The c-coefficient is below 0, above 1, or has nothing to divide by.
    OutOfRange,
    /// One code is given so many times as often as the other.
    Unlike(f64),
}

impl Remark {
    /// As it stands beside the pair.
    pub(super) fn words(self) -> String {
        match self {
            Remark::OutOfRange => "c out of range".to_owned(),
            Remark::Unlike(times) => format!("one code {times:.0} times as often"),
        }
    }
}

/// The remarks on a pair that stands together anywhere.
pub(super) fn remarks(measures: &[Strength], figures: &Figures) -> Vec<Remark> {
    let Counts {
        first,
        second,
        both,
    } = figures.places;
    let mut found = Vec::new();
    if both == 0 {
        return found;
    }
    if measures.contains(&Strength::C) {
        let c = Strength::C.value(figures).number();
        if !c.is_some_and(|c| (0.0..=1.0).contains(&c)) {
            found.push(Remark::OutOfRange);
        }
    }
    let times = first.max(second) as f64 / first.min(second) as f64;
    if measures.iter().any(|it| it.wants_like_frequencies()) && times > UNLIKE {
        found.push(Remark::Unlike(times));
    }
    found
}

/// Says which of a table's codes is A, where a measure has a direction.
pub(super) fn direction(spec: &CooccurrenceSpec) -> Option<String> {
    let directed =
        |it: &Strength| matches!(it, Strength::SecondGivenFirst | Strength::FirstGivenSecond);
    let any = spec.measures.iter().any(directed);
    any.then(|| "A is the code of the row, B that of the column.".to_owned())
}

/// Says below a table which of its pairs are to be read with care.
pub(super) fn flag_cells(table: &mut Table, spec: &CooccurrenceSpec, counted: &Counted) {
    let mut seen = BTreeSet::new();
    let (mut out_of_range, mut unlike) = (Vec::new(), Vec::new());
    let name = |at: usize| counted.headings.own.get(at).map_or("", |it| &it.1.id.0);
    for row in &counted.rows {
        for column in &counted.columns {
            if row == column || !seen.insert((row.min(column), row.max(column))) {
                continue;
            }
            for remark in remarks(&spec.measures, &counted.figures(*row, *column)) {
                let pair = format!("{} × {}", name(*row), name(*column));
                match remark {
                    Remark::OutOfRange => out_of_range.push(pair),
                    Remark::Unlike(_) => unlike.push(pair),
                }
            }
        }
    }
    let mut say = |pairs: &[String], why: &str| {
        if let Some(pairs) = named(pairs) {
            table.notes.push(format!("{why}: {pairs}."));
        }
    };
    say(
        &out_of_range,
        "The c-coefficient is out of its range of 0 to 1, as passages meet many to many",
    );
    say(
        &unlike,
        "One code is given more than 5 times as often as the other, which keeps the \
         coefficient small",
    );
}

fn named(pairs: &[String]) -> Option<String> {
    let (first, more) = pairs.split_at(pairs.len().min(NAMED));
    match (first, more) {
        ([], _) => None,
        (first, []) => Some(first.join(", ")),
        (first, more) => Some(format!("{} and {} more", first.join(", "), more.len())),
    }
}
