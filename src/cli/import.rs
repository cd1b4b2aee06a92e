//! `crosscase import`

use crate::app::Severity;
use crate::app::import::{CaseChoice, FileOutcome, ImportRequest, Imported, import};
use crate::app::withdraw::withdraw;
use crate::cli::error::tell;
use crate::cli::{CliError, Context};
use crate::formats::transcript::{Hints, TurnMark};
use crate::model::Problem;
use crate::text::Language;
use crate::text::counted;
use std::path::PathBuf;

/// Read interview transcripts: .txt, .md, .docx, .vtt
///
/// Turns begin with a name and a colon, as in `Interviewer:` or `H:`. Each
/// transcript joins the case that is named like its file (made if there is
/// none), or the one you give. One bad file does not stop the others.
///
/// Examples:
///   crosscase import interviews/
///   crosscase import anna.docx --case "Firm 1" --informant Anna
///   crosscase import haastattelu.txt --language fi --interviewer H
///   crosscase import notes.txt --turn-mark '{name} |'
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Args {
    /// Files, or folders of files
    #[arg(required_unless_present = "remove")]
    paths: Vec<PathBuf>,
    /// Take a transcript out of the study again, with its codings
    #[arg(long, value_name = "TRANSCRIPT", conflicts_with = "paths")]
    remove: Option<String>,
    /// The case they belong to
    #[arg(long)]
    case: Option<String>,
    /// Leave them out of all cases, and so out of case tables
    #[arg(long, conflicts_with = "case")]
    no_case: bool,
    /// The language spoken: en, fi, sv, de or und; the study's without it
    #[arg(long)]
    language: Option<Language>,
    /// A speaker who asks; may be given several times
    #[arg(long, value_name = "SPEAKER")]
    interviewer: Vec<String>,
    /// A speaker who answers; may be given several times
    #[arg(long, value_name = "SPEAKER")]
    informant: Vec<String>,
    /// A speaker who neither asks nor answers; may be given several times
    #[arg(long, value_name = "SPEAKER")]
    other: Vec<String>,
    /// How lines name who speaks, as in '{name} |' or '{name} ({time}) -'; may
    /// be given several times
    #[arg(long, value_name = "TEMPLATE")]
    turn_mark: Vec<String>,
    /// The transcript's name, for a single file
    #[arg(long)]
    name: Option<String>,
    /// Only show what would come in
    #[arg(long)]
    dry_run: bool,
}

pub fn run(context: &mut Context<'_>, args: Args) -> Result<(), CliError> {
    let (mut study, session) = context.open_to_change()?;
    if let Some(name) = &args.remove {
        let gone = withdraw(&mut study, &session, name)?;
        context.say(format!(
            "Removed '{}' with {}. `crosscase undo` brings it back.",
            gone.name,
            counted(gone.codings, "coding")
        ))?;
        if gone.summaries > 0 {
            let count = counted(gone.summaries, "summary");
            context.say(format!(
                "{count} cited it; tables mark them: evidence changed."
            ))?;
        }
        return Ok(());
    }
    let turn_marks: Vec<TurnMark> = args
        .turn_mark
        .iter()
        .map(|template| template.parse())
        .collect::<Result<_, Problem>>()?;
    let request = ImportRequest {
        paths: args.paths,
        case: match args.case {
            Some(case) => CaseChoice::Named(case),
            None if args.no_case => CaseChoice::None,
            None => CaseChoice::FromName,
        },
        language: args.language,
        hints: Hints {
            interviewers: args.interviewer,
            informants: args.informant,
            others: args.other,
            turn_marks,
            program: context.program.clone(),
            ..Hints::default()
        },
        name: args.name,
        dry_run: args.dry_run,
    };
    let outcomes = import(&mut study, &session, &request)?;
    let mut failed = 0;
    let mut came = 0;
    let mut known = 0;
    for FileOutcome { file, result } in &outcomes {
        match result {
            Ok(transcripts) => {
                for imported in transcripts {
                    came += usize::from(imported.already.is_none());
                    known += usize::from(imported.already.is_some());
                    describe(context, &file.display().to_string(), imported)?;
                }
            }
            Err(problem) => {
                failed += 1;
                tell(context.err, problem, context.colour_err);
            }
        }
    }
    let verb = if args.dry_run {
        "would come in"
    } else {
        "came in"
    };
    let known = if known > 0 {
        format!(", {known} here already")
    } else {
        String::new()
    };
    context.say(format!(
        "{came} of {} {verb}{known}.",
        counted(outcomes.len(), "file")
    ))?;
    if failed > 0 {
        return Err(CliError::Said(Severity::Request));
    }
    Ok(())
}

fn describe(context: &mut Context<'_>, file: &str, it: &Imported) -> Result<(), CliError> {
    if let Some(twin) = &it.already {
        let done = if it.roles_changed {
            "its speakers' roles were corrected"
        } else {
            "nothing done"
        };
        context.print(format!(
            "{file}: the same file is here already as '{twin}'; {done}"
        ))?;
        if it.roles_changed {
            speakers(context, it)?;
        }
        return Ok(());
    }
    let case = match &it.case {
        Some(case) => format!("case {case}"),
        None => "no case".to_owned(),
    };
    context.print(format!(
        "{file}: '{}', {case}, language {}, {}, {}",
        it.name,
        it.language,
        counted(it.turns, "turn"),
        counted(it.words, "word")
    ))?;
    speakers(context, it)?;
    for note in &it.notes {
        context.print(format!("    note: {note}"))?;
    }
    for doubt in it.doubts.iter().take(10) {
        context.print(format!("    look at line {}: {}", doubt.line, doubt.what))?;
    }
    if it.doubts.len() > 10 {
        context.print(format!("    and {} more such lines", it.doubts.len() - 10))?;
    }
    Ok(())
}

fn speakers(context: &mut Context<'_>, it: &Imported) -> Result<(), CliError> {
    for (speaker, role, turns) in &it.speakers {
        let speaker = if speaker.is_empty() {
            "(nobody named)"
        } else {
            speaker
        };
        context.print(format!(
            "    {speaker}: {role}, {}",
            counted(*turns, "turn")
        ))?;
    }
    Ok(())
}
