//! What came in, or would: told to a person, or as a table of speakers for
//! programs.

use crate::app::Revision;
use crate::app::import::FileOutcome;
use crate::app::preview::{Imported, SpeakerLine};
use crate::cli::listing::Listing;
use crate::cli::{CliError, Context};
use crate::model::Table;
use crate::text::clock;
use crate::text::counted;

/// Doubts and moved passages that are listed one by one.
const MOST_LINES: usize = 10;

/// Tells what became of one transcript; `closely` with each speaker's first words.
pub fn describe(
    context: &mut Context<'_>,
    file: &str,
    it: &Imported,
    closely: bool,
) -> Result<(), CliError> {
    if let Some(twin) = &it.already {
        let done = if it.roles_changed {
            let case = match &it.case {
                Some(case) => format!("case {case}"),
                None => "no case".to_owned(),
            };
            let now = format!("'{}', {case}, language {}", it.name, it.language);
            format!("what is known of it was corrected: {now}")
        } else {
            "nothing done".to_owned()
        };
        context.print(format!(
            "{file}: the same file is here already as '{twin}'; {done}"
        ))?;
        for note in &it.notes {
            context.print(format!("    note: {note}"))?;
        }
        if it.roles_changed {
            speakers(context, it, closely)?;
        }
        return Ok(());
    }
    let case = match &it.case {
        Some(case) => format!("case {case}"),
        None => "no case".to_owned(),
    };
    let verb = if it.revision.is_some() {
        "corrected version of "
    } else {
        ""
    };
    context.print(format!(
        "{file}: {verb}'{}', {case}, language {}, {}, {}",
        it.name,
        it.language,
        counted(it.turns, "turn"),
        counted(it.words, "word")
    ))?;
    speakers(context, it, closely)?;
    if closely && !it.asides.is_empty() {
        let asides = it.asides.iter();
        let asides: Vec<String> = asides.map(|(kind, n)| format!("{kind} {n}")).collect();
        context.print(format!("    not speech: {}", asides.join(", ")))?;
    }
    if it.comments > 0 {
        let verb = if closely { "would become" } else { "became" };
        let what = match it.comments {
            1 => format!("1 comment {verb} a memo"),
            many => format!("{many} comments {verb} memos"),
        };
        context.print(format!("    {what}"))?;
    }
    for note in &it.notes {
        context.print(format!("    note: {note}"))?;
    }
    for doubt in it.doubts.iter().take(MOST_LINES) {
        context.print(format!("    look at line {}: {}", doubt.line, doubt.what))?;
    }
    if it.doubts.len() > MOST_LINES {
        let more = it.doubts.len() - MOST_LINES;
        context.print(format!("    and {more} more such lines"))?;
    }
    match &it.revision {
        Some(told) => revision(context, told),
        None => Ok(()),
    }
}

fn speakers(context: &mut Context<'_>, it: &Imported, closely: bool) -> Result<(), CliError> {
    for line in &it.speakers {
        let SpeakerLine {
            name,
            role,
            case,
            turns,
            words,
            first,
            starts_at,
        } = line;
        let name = if name.is_empty() {
            "(nobody named)"
        } else {
            name
        };
        let case = case.as_ref().map(|case| format!(", case {case}"));
        let mut text = format!(
            "    {name}: {role}{}, {}, {}",
            case.unwrap_or_default(),
            counted(*turns, "turn"),
            counted(*words, "word")
        );
        if closely {
            let time = starts_at.map(|at| format!(" at {}", clock(at)));
            text.push_str(&format!("; begins{} “{first}”", time.unwrap_or_default()));
        }
        context.print(text)?;
    }
    Ok(())
}

fn revision(context: &mut Context<'_>, told: &Revision) -> Result<(), CliError> {
    let codings = told.same + told.moved.len() + told.lost.len();
    context.print(format!(
        "    {}: {} same, {} moved, {} lost",
        counted(codings, "coding"),
        told.same,
        told.moved.len(),
        told.lost.len()
    ))?;
    for it in told.moved.iter().take(MOST_LINES) {
        let turns = if it.from == it.to {
            format!("in turn {}", it.to)
        } else {
            format!("from turn {} to {}", it.from, it.to)
        };
        context.print(format!(
            "    moved {turns}: {} {} “{}”",
            it.id, it.code, it.quote
        ))?;
    }
    if told.moved.len() > MOST_LINES {
        let more = told.moved.len() - MOST_LINES;
        context.print(format!("    and {more} more that moved"))?;
    }
    for it in &told.lost {
        context.print(format!(
            "    lost from turn {}: {} {} “{}”; {}; {}",
            it.turn,
            it.id,
            it.code,
            it.quote,
            it.reason,
            match it.candidates {
                0 => "no place is offered".to_owned(),
                some => format!("{} offered", counted(some, "place")),
            }
        ))?;
    }
    if told.found_again > 0 {
        let count = counted(told.found_again, "coding");
        context.print(format!("    {count} lost before found again"))?;
    }
    if told.suggestions_gone > 0 {
        let count = counted(told.suggestions_gone, "suggestion");
        context.print(format!(
            "    {count} about words that are gone; `crosscase suggest` looks at the new ones"
        ))?;
    }
    for (turn, question) in &told.guide_gone {
        context.print(format!(
            "    turn {turn} asked guide question {question} and is gone; mark it anew"
        ))?;
    }
    if told.memos_unplaced > 0 {
        let count = counted(told.memos_unplaced, "comment");
        context.print(format!(
            "    {count} about words that are gone; kept as memos on the transcript"
        ))?;
    }
    if !told.lost.is_empty() {
        context.print(
            "    lost codings count nowhere until you decide: `crosscase lost` shows them",
        )?;
    }
    Ok(())
}

/// One row a speaker: the structure of all files, for programs.
pub fn table(outcomes: &[FileOutcome]) -> Table {
    let heads = [
        "File",
        "Transcript",
        "Case",
        "Language",
        "State",
        "Speaker",
        "Role",
        "Turns",
        "Words",
        "Begins at (ms)",
        "First words",
        "Notes",
        "Doubtful lines",
    ];
    let mut list = Listing::new("Imported", &heads);
    for FileOutcome { file, result } in outcomes {
        let file = file.display().to_string();
        let transcripts = match result {
            Ok(transcripts) => transcripts,
            Err(problem) => {
                let mut cells = vec![String::new(); heads.len() - 1];
                if let Some(state) = cells.get_mut(3) {
                    *state = "left out".to_owned();
                }
                if let Some(notes) = cells.get_mut(10) {
                    *notes = problem.what.clone();
                }
                list.row(&file, cells);
                continue;
            }
        };
        for it in transcripts {
            let state = match (&it.already, &it.revision) {
                (Some(_), _) => "here already",
                (None, Some(_)) => "corrected",
                (None, None) => "new",
            };
            let doubts = it.doubts.iter();
            let doubts: Vec<String> = doubts
                .map(|it| format!("{}: {}", it.line, it.what))
                .collect();
            for line in &it.speakers {
                list.row(
                    &file,
                    vec![
                        it.name.clone(),
                        line.case.clone().or(it.case.clone()).unwrap_or_default(),
                        it.language.to_string(),
                        state.to_owned(),
                        line.name.clone(),
                        line.role.to_string(),
                        line.turns.to_string(),
                        line.words.to_string(),
                        line.starts_at.map(|at| at.to_string()).unwrap_or_default(),
                        line.first.clone(),
                        it.notes.join("; "),
                        doubts.join("; "),
                    ],
                );
            }
        }
    }
    list.into_table()
}
