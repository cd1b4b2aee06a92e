//! The list of hits, for people and for programs.

use crate::app::find::{Findings, Hit, SORTED_MOST, Sort};
use crate::cli::context::Ink;
use crate::cli::find::kwic::{self, around, columns, fitted, line};
use crate::cli::listing::Listing;
use crate::cli::output::{for_people, print_table};
use crate::cli::{CliError, Context};
use crate::formats::table::visible;
use crate::text::{clock, counted};
use std::collections::BTreeSet;

/// Names are cut to so many columns.
const NAME: usize = 14;
/// From this width on there is room for the case of each line.
const WIDE: usize = 100;

pub fn print(
    context: &mut Context<'_>,
    found: &Findings,
    sort: Sort,
    words: Option<usize>,
) -> Result<(), CliError> {
    if !for_people(context) {
        return print_table(context, &table(found, words));
    }
    let layout = Layout::new(&found.hits, sort, context.width);
    let mut last = None;
    for (number, hit) in (1..).zip(&found.hits) {
        let heading = layout.heading(hit);
        if layout.together && last.as_ref() != Some(&heading) {
            context.print_dim(&heading)?;
            last = Some(heading);
        }
        print_line(context, &layout, number, hit, words)?;
    }
    for line in summary(found) {
        context.say(line)?;
    }
    Ok(())
}

/// What was found, in a sentence or two.
fn summary(found: &Findings) -> Vec<String> {
    let turns = counted(found.total_turns, "turn");
    let shown = found.hits.len();
    let mut lines = vec![match found.total_hits {
        Some(0) => "Nothing was found.".to_owned(),
        Some(hits) if hits == shown => format!("{} in {turns}.", counted(hits, "hit")),
        Some(hits) => format!(
            "{} in {turns}; the first {shown} are shown, --limit shows more.",
            counted(hits, "hit")
        ),
        None => format!("Hits stand in {turns}; the first {shown} are shown, --limit shows more."),
    }];
    if found.sorted_in_part {
        lines.push(format!(
            "There are too many to sort: only the first {SORTED_MOST} in the order of the text \
             were. Narrow the search, for example with --case."
        ));
    }
    lines
}

/// How wide the parts of all lines are.
struct Layout {
    number: usize,
    place: usize,
    name: usize,
    /// 0 where the case is not shown.
    case: usize,
    text: usize,
    /// How much of the text stands before the hit.
    side: usize,
    /// Hits of one transcript stand together and share a heading.
    together: bool,
    /// Transcripts whose hits belong to several cases that take turns: a focus
    /// group.
    mixed: BTreeSet<String>,
}

impl Layout {
    fn new(hits: &[Hit], sort: Sort, width: usize) -> Self {
        let together = matches!(sort, Sort::Place | Sort::Case);
        let mixed = match sort {
            Sort::Place => mixed(hits),
            _ => BTreeSet::new(),
        };
        let widest = |of: &dyn Fn(&Hit) -> String| {
            let widths = hits.iter().map(|hit| columns(&visible(&of(hit))));
            widths.max().unwrap_or(0)
        };
        let cases: BTreeSet<_> = hits.iter().filter_map(|hit| hit.case.as_deref()).collect();
        let told_above = together && mixed.is_empty();
        let case = match width >= WIDE && !told_above && cases.len() > 1 {
            true => widest(&case_of).min(NAME),
            false => 0,
        };
        let number = hits.len().to_string().len();
        let place = widest(&|hit| place(hit, together));
        let name = widest(&|hit| hit.speaker.clone()).min(NAME);
        let used: usize = [number, place, name, case]
            .into_iter()
            .filter(|part| *part > 0)
            .map(|part| part + 2)
            .sum();
        let text = width.saturating_sub(used).max(30);
        let mut side = widest(&|hit| around(hit, None).0.to_owned()).min(text * 2 / 5);
        let wide = |hit: &&Hit| columns(around(hit, None).1) > text - side;
        if hits.iter().filter(wide).count() * 2 > hits.len() {
            // Whole passages: they need the room more than what is before them.
            side = side.min(text / 5);
        }
        Self {
            number,
            place,
            name,
            case,
            text,
            side,
            together,
            mixed,
        }
    }

    fn heading(&self, hit: &Hit) -> String {
        match &hit.case {
            _ if self.mixed.contains(&hit.transcript) => {
                format!("{} · several cases", hit.transcript)
            }
            Some(case) if *case == hit.transcript => case.clone(),
            Some(case) => format!("{} · {case}", hit.transcript),
            None => format!("{} · no case", hit.transcript),
        }
    }
}

fn mixed(hits: &[Hit]) -> BTreeSet<String> {
    let pairs = hits.iter().zip(hits.iter().skip(1));
    let pairs =
        pairs.filter(|(one, next)| one.transcript == next.transcript && one.case != next.case);
    pairs.map(|(one, _)| one.transcript.clone()).collect()
}

fn case_of(hit: &Hit) -> String {
    hit.case.clone().unwrap_or_default()
}

/// Where a hit stands: its turn, and when that was said.
fn place(hit: &Hit, together: bool) -> String {
    let time = hit.starts_at.map(|ms| format!(" {}", clock(ms)));
    let turn = match together {
        true => hit.turn.to_string(),
        false => format!("{}:{}", hit.transcript, hit.turn),
    };
    format!("{turn}{}", time.unwrap_or_default())
}

fn print_line(
    context: &mut Context<'_>,
    layout: &Layout,
    number: usize,
    hit: &Hit,
    words: Option<usize>,
) -> Result<(), CliError> {
    let marks = match context.colour {
        true => kwic::NONE,
        false => kwic::BRACKETS,
    };
    let line = line(hit, words, layout.text, layout.side, marks);
    let mut head = format!("{number:>width$}  ", width = layout.number);
    let place = place(hit, layout.together);
    if layout.together {
        let gap = " ".repeat(layout.place.saturating_sub(columns(&place)));
        head.push_str(&format!("{gap}{place}  "));
    } else {
        head.push_str(&format!("{}  ", fitted(&place, layout.place)));
    }
    for (text, room) in [(&hit.speaker, layout.name), (&case_of(hit), layout.case)] {
        if room > 0 {
            head.push_str(&format!("{}  ", fitted(text, room)));
        }
    }
    let mut parts = vec![(Ink::Pale, head.as_str()), (Ink::Plain, line.left.as_str())];
    for (marked, part) in &line.hit {
        let ink = if *marked { Ink::Strong } else { Ink::Plain };
        parts.push((ink, part));
    }
    parts.push((Ink::Plain, line.right.as_str()));
    context.print_inked(&parts)
}

fn table(found: &Findings, words: Option<usize>) -> crate::model::Table {
    let mut heads = vec!["transcript", "case", "turn", "line", "speaker"];
    let timed = found.hits.iter().any(|hit| hit.starts_at.is_some());
    if timed {
        heads.insert(4, "time");
    }
    heads.extend(["before", "match", "after"]);
    let mut listing = Listing::new("Found", &heads);
    for hit in &found.hits {
        let (before, matched, after) = around(hit, words);
        let mut cells = vec![
            case_of(hit),
            hit.turn.to_string(),
            hit.line.to_string(),
            hit.speaker.clone(),
            before.to_owned(),
            matched.to_owned(),
            after.to_owned(),
        ];
        if timed {
            cells.insert(3, hit.starts_at.map(clock).unwrap_or_default());
        }
        listing.row(&hit.transcript, cells);
    }
    for line in summary(found) {
        listing.note(line);
    }
    listing.into_table()
}
