//! `crosscase import`

use crate::app::Severity;
use crate::app::import::{self, CaseChoice, FileOutcome, ImportRequest};
use crate::app::preview::Imported;
use crate::app::withdraw::withdraw;
use crate::cli::error::tell;
use crate::cli::imported::{describe, table};
use crate::cli::output::{for_people, print_table};
use crate::cli::progress::bar;
use crate::cli::{CliError, Context};
use crate::formats::transcript::{Hints, TurnMark, parse_column};
use crate::model::Problem;
use crate::text::{Language, counted};
use indexmap::IndexMap;
use std::path::PathBuf;

/// Read interview transcripts and other texts people said or wrote
///
/// Turns begin with a name and a colon, as in `Interviewer:` or `H:`, or in one
/// of the many ways in which programs write it. Each transcript joins the case
/// that is named like its file (made if there is none), or the one you say. One
/// bad file does not stop the others. Look first with --dry-run: it shows who
/// speaks, who was taken for the interviewer, and what is doubtful.
///
/// A table holds messages (one row each) or open answers (one row a
/// respondent). Its columns are known by their headers and shown; `--column
/// USE=COLUMN` names them by header or letter. Uses: transcript, time, end,
/// author, role, text, question, case, attribute, ignore.
///
/// Examples:
///   crosscase import interviews/ --dry-run
///   crosscase import anna.docx --case "Firm 1" --informant Anna
///   crosscase import "interviews/*.vtt" --case-from "{case}_{position}"
///   crosscase import group.docx --case-from speaker --speaker "Bo N.=Bo Neil"
///   crosscase import chat.csv --column text=Message --column author=B
///   crosscase import notes.txt --turn-mark '{name} |'
///   crosscase import anna.docx --corrected
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Args {
    /// Files, folders of files, or patterns such as "*.docx"
    #[arg(required_unless_present_any = ["remove", "forget"])]
    paths: Vec<PathBuf>,
    /// Only show what would come in
    #[arg(long)]
    dry_run: bool,
    /// The files are corrected versions of transcripts of the same name that
    /// are here: their codings are found again, or said to be lost
    #[arg(long)]
    corrected: bool,
    /// Take a transcript out of the study again, with its codings
    #[arg(long, value_name = "TRANSCRIPT", conflicts_with = "paths")]
    remove: Option<String>,
    /// The case they belong to
    #[arg(long)]
    case: Option<String>,
    /// Leave them out of all cases, and so out of case tables
    #[arg(long, conflicts_with = "case")]
    no_case: bool,
    /// Where the case is written: a pattern of file names such as
    /// "{case}_{position}_{any}" ("/" for folders; other names are attributes
    /// of the case), `folder`, or `speaker` (each informant is a case)
    #[arg(long, value_name = "PATTERN", conflicts_with_all = ["case", "no_case"])]
    case_from: Option<String>,
    /// The round of interviews they belong to, where a study has several
    #[arg(long)]
    round: Option<String>,
    /// The language spoken: en, fi, sv, de or und; the study's without it
    #[arg(long)]
    language: Option<Language>,
    /// A speaker who asks; may be given several times, as all that follow
    #[arg(long, value_name = "SPEAKER")]
    interviewer: Vec<String>,
    /// A speaker who answers
    #[arg(long, value_name = "SPEAKER")]
    informant: Vec<String>,
    /// A speaker who neither asks nor answers
    #[arg(long, value_name = "SPEAKER")]
    other: Vec<String>,
    /// A better name for a speaker; two under one name are one speaker
    #[arg(long, value_name = "OLD=NEW")]
    speaker: Vec<String>,
    /// A name before a colon that is no speaker
    #[arg(long, value_name = "NAME")]
    not_a_speaker: Vec<String>,
    /// The case of one speaker, if not the transcript's
    #[arg(long, value_name = "SPEAKER=CASE")]
    speaker_case: Vec<String>,
    /// How lines name who speaks, as in '{name} |' or '{name} ({time}) -'; the
    /// study remembers it
    #[arg(long, value_name = "TEMPLATE")]
    turn_mark: Vec<String>,
    /// What a column of a table is for; the study remembers it by its header
    #[arg(long, value_name = "USE=COLUMN")]
    column: Vec<String>,
    /// Forget the turn marks and columns that the study remembers from imports
    #[arg(long, conflicts_with = "paths")]
    forget: bool,
    /// The transcript's name, for a single file
    #[arg(long)]
    name: Option<String>,
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
                "{count} drew on it; tables mark them: evidence changed."
            ))?;
        }
        return Ok(());
    }
    if args.forget {
        let forgotten = import::forget(&mut study, &session)?;
        return context.say(format!(
            "Turn marks and columns that the study remembered and forgot: {forgotten}."
        ));
    }
    let dry_run = args.dry_run;
    let request = request(context, args)?;
    let given = !(request.hints.turn_marks.is_empty() && request.hints.columns.is_empty());
    let bar = bar(context, "files");
    let outcomes = import::import(&mut study, &session, &request, &|done, total| {
        bar.set_length(total as u64);
        bar.set_position(done as u64);
    });
    bar.finish_and_clear();
    let outcomes = outcomes?;
    // What fits no file is not kept.
    let fits = |it: &Imported| it.already.is_none() || it.roles_changed;
    let mut read = outcomes.iter().filter_map(|it| it.result.as_ref().ok());
    let changed = read.any(|transcripts| transcripts.iter().any(fits));
    let told = tell_outcomes(context, &outcomes, dry_run);
    if given && !dry_run && changed {
        context.say(
            "The study remembers these turn marks and columns; `crosscase import --forget` ends that.",
        )?;
    }
    told
}

fn request(context: &Context<'_>, args: Args) -> Result<ImportRequest, CliError> {
    if args
        .case
        .as_ref()
        .is_some_and(|case| case.trim().is_empty())
    {
        return Err(CliError::Usage(
            Problem::new("--case needs a name")
                .next("say --no-case to leave them out of all cases"),
        ));
    }
    if args.round.as_ref().is_some_and(|it| it.trim().is_empty()) {
        return Err(CliError::Usage(Problem::new("--round needs a name").next(
            "leave it out, or take one away with `crosscase case round --none`",
        )));
    }
    let case = match (args.case, args.case_from.as_deref()) {
        (Some(case), _) => CaseChoice::Named(case),
        (None, Some("folder")) => CaseChoice::Folder,
        (None, Some("speaker" | "speakers")) => CaseChoice::Speakers,
        (None, Some(pattern)) => CaseChoice::Pattern(pattern.parse().map_err(CliError::Usage)?),
        (None, None) if args.no_case => CaseChoice::None,
        (None, None) => CaseChoice::FromName,
    };
    let turn_marks = args.turn_mark.iter().map(|template| template.parse());
    let turn_marks = turn_marks.collect::<Result<Vec<TurnMark>, Problem>>();
    let columns = args.column.iter().map(|line| parse_column(line));
    let columns = columns.collect::<Result<Vec<_>, _>>();
    Ok(ImportRequest {
        paths: args.paths,
        case,
        speaker_cases: pairs("--speaker-case", &args.speaker_case)?,
        round: args.round.map(|round| round.trim().to_owned()),
        language: args.language,
        hints: Hints {
            interviewers: args.interviewer,
            informants: args.informant,
            others: args.other,
            not_speakers: args.not_a_speaker,
            renames: pairs("--speaker", &args.speaker)?,
            turn_marks: turn_marks.map_err(CliError::Usage)?,
            columns: columns.map_err(CliError::Usage)?,
            program: context.executable.clone(),
            ..Hints::default()
        },
        name: args.name,
        corrected: args.corrected,
        dry_run: args.dry_run,
    })
}

/// `OLD=NEW`, several times.
fn pairs(option: &str, given: &[String]) -> Result<IndexMap<String, String>, CliError> {
    let split = |pair: &String| match pair.split_once('=') {
        Some((from, to)) if !(from.trim().is_empty() || to.trim().is_empty()) => {
            Ok((from.trim().to_owned(), to.trim().to_owned()))
        }
        _ => Err(CliError::Usage(
            Problem::new(format!("{option} needs two names, not '{pair}'"))
                .next(format!("write it like {option} \"Ann E.=Ann Example\"")),
        )),
    };
    given.iter().map(split).collect()
}

fn tell_outcomes(
    context: &mut Context<'_>,
    outcomes: &[FileOutcome],
    dry_run: bool,
) -> Result<(), CliError> {
    if !for_people(context) {
        print_table(context, &table(outcomes))?;
    }
    let mut failed = 0;
    let (mut came, mut known, mut corrected) = (0, 0, 0);
    for FileOutcome { file, result } in outcomes {
        match result {
            Ok(transcripts) => {
                for imported in transcripts {
                    if imported.already.is_some() {
                        known += 1;
                    } else if imported.revision.is_some() {
                        corrected += 1;
                    } else {
                        came += 1;
                    }
                    if for_people(context) {
                        describe(context, &file.display().to_string(), imported, dry_run)?;
                    }
                }
            }
            Err(problem) => {
                failed += 1;
                tell(context.err, problem, context.colour_err);
            }
        }
    }
    let mut told = Vec::new();
    if came > 0 || corrected + known == 0 {
        told.push(format!(
            "{came} of {} {}",
            counted(came + known + corrected + failed, "transcript"),
            if dry_run { "would come in" } else { "came in" }
        ));
    }
    if corrected > 0 {
        let verb = if dry_run { "to be " } else { "" };
        told.push(format!(
            "{} {verb}corrected",
            counted(corrected, "transcript")
        ));
    }
    if known > 0 {
        told.push(format!("{known} here already"));
    }
    if failed > 0 {
        told.push(format!("{} left out", counted(failed, "file")));
    }
    context.say(format!("{}.", told.join(", ")))?;
    if failed > 0 {
        return Err(CliError::Said(Severity::Request));
    }
    Ok(())
}
