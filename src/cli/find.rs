//! `crosscase find`

use crate::app::find::{FindRequest, Hit, find};
use crate::cli::listing::Listing;
use crate::cli::output::{for_people, print_table};
use crate::cli::progress::bar;
use crate::cli::{CliError, Context};
use crate::formats::table::visible;
use crate::model::Role;
use crate::text::{ByteSpan, clock, counted};
use clap::ValueEnum;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Find words in context, in any of their forms
///
/// Words match by their stem in the transcript's language; word* by their
/// beginning; "several words" in this order. AND, OR, NOT, NEAR/5, THEN/5,
/// parentheses and /regular expressions/ work as in rules. In a terminal, put
/// the whole query into single quotes.
///
/// Examples:
///   crosscase find bonus
///   crosscase find 'reward* NEAR/5 "long term"' --role informant
///   crosscase find 'palkki*' --transcript case-d-fi
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Args {
    /// What to look for
    #[arg(required = true)]
    query: Vec<String>,
    /// Only this case
    #[arg(long)]
    case: Option<String>,
    /// Only this transcript
    #[arg(long)]
    transcript: Option<String>,
    /// Only what people in this role say
    #[arg(long)]
    role: Option<Speaker>,
    /// At most so many turns
    #[arg(long, default_value_t = 50)]
    limit: usize,
    /// The best turns first, instead of the order of the text
    #[arg(long)]
    best_first: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Speaker {
    Interviewer,
    Informant,
    Other,
}

pub fn run(context: &mut Context<'_>, args: Args) -> Result<(), CliError> {
    let study = context.open()?;
    let request = FindRequest {
        query: args.query.join(" "),
        case: args.case,
        transcript: args.transcript,
        role: args.role.map(|role| match role {
            Speaker::Interviewer => Role::Interviewer,
            Speaker::Informant => Role::Informant,
            Speaker::Other => Role::Other,
        }),
        limit: args.limit,
        by_relevance: args.best_first,
    };
    let bar = bar(context, "indexing turns");
    let found = find(&study, &request, &mut |turns| {
        bar.set_position(turns as u64)
    })?;
    bar.finish_and_clear();
    if for_people(context) {
        let place_width = found
            .hits
            .iter()
            .map(|hit| place(hit).width())
            .max()
            .unwrap_or(0);
        for hit in &found.hits {
            for (left, word, right) in lines(hit, context.width.saturating_sub(place_width + 2)) {
                let place = place(hit);
                let gap = " ".repeat(place_width - place.width());
                context.print(format!("{place}{gap}  {left}{word}{right}"))?;
            }
        }
        let turns = counted(found.total_turns, "turn");
        return if found.hits.len() < found.total_turns {
            context.say(format!(
                "{turns}; the first {} are shown, --limit shows more.",
                found.hits.len()
            ))
        } else {
            context.say(format!("{turns}."))
        };
    }
    let mut heads = vec!["transcript", "case", "turn", "line", "speaker"];
    let timed = found.hits.iter().any(|hit| hit.starts_at.is_some());
    if timed {
        heads.insert(4, "time");
    }
    heads.extend(["before", "match", "after"]);
    let mut listing = Listing::new("Found", &heads);
    for hit in &found.hits {
        for span in &hit.matches {
            let (before, word, after) = around(&hit.text, *span);
            let mut cells = vec![
                hit.case.clone().unwrap_or_default(),
                hit.turn.to_string(),
                hit.line.to_string(),
                hit.speaker.clone(),
                before.to_owned(),
                word.to_owned(),
                after.to_owned(),
            ];
            if timed {
                cells.insert(3, hit.starts_at.map(clock).unwrap_or_default());
            }
            listing.row(&hit.transcript, cells);
        }
    }
    listing.note(format!("{} in all.", counted(found.total_turns, "turn")));
    print_table(context, &listing.into_table())
}

fn place(hit: &Hit) -> String {
    let time = hit.starts_at.map(|ms| format!(" {}", clock(ms)));
    visible(&format!(
        "{}:{}{}",
        hit.transcript,
        hit.turn,
        time.unwrap_or_default()
    ))
}

fn around(text: &str, span: ByteSpan) -> (&str, &str, &str) {
    (
        text.get(..span.start()).unwrap_or_default(),
        span.slice(text).unwrap_or_default(),
        text.get(span.end()..).unwrap_or_default(),
    )
}

/// One line a match: the words before it flush right, so that matches stand
/// below one another.
fn lines(hit: &Hit, width: usize) -> Vec<(String, String, String)> {
    let side = width.max(40) * 2 / 5;
    hit.matches
        .iter()
        .map(|span| {
            let (before, word, after) = around(&hit.text, *span);
            let (before, word, after) = (flat(before), flat(word), flat(after));
            let left = take(before.graphemes(true).rev(), side);
            let left: String = left.into_iter().rev().collect();
            // Letters that join anew may come out wider than they went in.
            let gap = " ".repeat(side.saturating_sub(left.width()));
            let room = width.max(40).saturating_sub(side + word.width() + 2);
            (
                format!("{gap}{left}"),
                format!("⟦{word}⟧"),
                take(after.graphemes(true), room).concat(),
            )
        })
        .collect()
}

/// On one line and harmless, spaces at both ends kept.
fn flat(text: &str) -> String {
    visible(text).replace('\n', " ")
}

/// As many letters as fit into so many columns.
fn take<'a>(letters: impl Iterator<Item = &'a str>, columns: usize) -> Vec<&'a str> {
    let mut taken = Vec::new();
    let mut used = 0;
    for letter in letters {
        used += letter.width();
        if used > columns {
            break;
        }
        taken.push(letter);
    }
    taken
}
