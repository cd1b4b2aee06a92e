//! `demo`: the sample study from nothing, through the same verbs that users
//! have, so that what it shows is what they will get.

use crate::app::build::{Built, build};
use crate::app::import::{CaseChoice, FileOutcome, ImportRequest, import_bytes};
use crate::app::sample::{self, SampleFile};
use crate::app::suggest::{SuggestRequest, Suggested, suggest};
use crate::app::table::{TableRequest, table};
use crate::app::{AppError, NewStudy, Session, Study, cases, code, codebook, files, summary};
use crate::formats::transcript::Hints;
use crate::model::{Problem, Table};
use crate::text::Language;
use std::path::{Path, PathBuf};

/// The sample's first coder.
pub const FIRST: &str = "Aino";
/// The sample's second coder.
pub const SECOND: &str = "Mikko";

/// What the demo did and has to show.
#[derive(Debug)]
pub struct Demo {
    /// The study's folder.
    pub folder: PathBuf,
    /// Each step in words, with its numbers.
    pub steps: Vec<String>,
    /// Table 5.
    pub table5: Table,
    /// Codings per code and case.
    pub codings: Table,
    /// What was built.
    pub built: Built,
}

/// Makes the sample study in `folder`, which must not exist or be empty.
pub fn demo(folder: &Path, at: &str, progress: &dyn Fn(&str)) -> Result<Demo, AppError> {
    if std::fs::read_dir(folder).is_ok_and(|mut held| held.next().is_some()) || folder.is_file() {
        return Err(Problem::new(format!("{} is there already; nothing was touched", folder.display()))
            .next(format!(
                "look into it with `crosscase --study {0} table table5`, or give another folder: `crosscase demo OTHER`",
                folder.display()
            ))
            .into());
    }
    let mut steps = Vec::new();
    let mut step = |words: String| {
        progress(&words);
        steps.push(words);
    };
    let first = as_coder(FIRST, at);
    let new = NewStudy {
        name: "Collaborative CRM (sample)".to_owned(),
        coder: FIRST.to_owned(),
        language: Language::English,
    };
    let mut study = Study::create(folder, &new, &first)?;
    for file in sample::CODEBOOK {
        let plan = codebook::import_bytes(&mut study, &first, Path::new(file.name), file.bytes)?;
        step(format!("codebook {}: {} codes", file.name, plan.codes));
    }
    for file in sample::CASES {
        let told = cases::import_bytes(&mut study, &first, Path::new(file.name), file.bytes)?;
        step(format!("{} cases with their attributes", told.added));
    }
    let interviews = take_in(
        &mut study,
        &first,
        sample::INTERVIEWS,
        None,
        CaseChoice::FromName,
    )?;
    step(format!("interviews: {}", in_words(&interviews)));
    // The same talk twice would count twice: the Finnish one joins no case.
    let finnish = Some(Language::Finnish);
    let original = take_in(
        &mut study,
        &first,
        sample::FINNISH,
        finnish,
        CaseChoice::None,
    )?;
    step(format!(
        "interview D as it was held, in Finnish: {}",
        in_words(&original)
    ));
    let marks = read_codings(&mut study, &first, sample::GUIDE)?.guide_marks;
    step(format!(
        "{marks} marks where the interviewer asks a question of the guide"
    ));
    let coded = read_codings(&mut study, &first, sample::FIRST_CODER)?;
    step(format!(
        "{} codings and {} memos by {FIRST}",
        coded.codings.len(),
        coded.memos
    ));
    let again = read_codings(&mut study, &as_coder(SECOND, at), sample::SECOND_CODER)?;
    step(format!(
        "{} codings of B and D by {SECOND}, who did not see the others",
        again.codings.len()
    ));
    let mut written = 0;
    for file in sample::SUMMARIES {
        written += summary::from_bytes(&mut study, &first, Path::new(file.name), file.bytes)?.added;
    }
    step(format!(
        "{written} written summaries, each citing its codings"
    ));
    for file in sample::TABLES {
        files::write(&study.tables_folder().join(file.name), file.bytes)?;
    }
    let suggested: Suggested = suggest(&mut study, &first, &SuggestRequest::default(), &|_, _| {})?;
    step(format!(
        "{} rules: {} suggestions wait for review, {} hits lie on passages coded by hand",
        suggested.rules,
        suggested.added(),
        suggested.coded()
    ));
    let built = build(&study, &|_, _| {})?;
    step(format!("{} tables and charts built", built.files.len()));
    let show = |name: &str| {
        table(
            &study,
            &TableRequest {
                spec: name.to_owned(),
                ..TableRequest::default()
            },
        )
    };
    Ok(Demo {
        folder: folder.to_owned(),
        table5: show("table5")?,
        codings: show("codings")?,
        steps,
        built,
    })
}

fn as_coder(name: &str, at: &str) -> Session {
    Session {
        who: name.to_owned(),
        at: at.to_owned(),
    }
}

fn take_in(
    study: &mut Study,
    session: &Session,
    samples: &[SampleFile],
    language: Option<Language>,
    case: CaseChoice,
) -> Result<Vec<FileOutcome>, AppError> {
    let request = ImportRequest {
        case,
        language,
        hints: Hints::default(),
        ..ImportRequest::default()
    };
    let sources = samples
        .iter()
        .map(|file| (PathBuf::from(file.name), file.bytes.to_vec()))
        .collect();
    let outcomes = import_bytes(study, session, &request, sources)?;
    for outcome in &outcomes {
        if let Err(problem) = &outcome.result {
            return Err(AppError::Defect(format!("the sample is broken: {problem}")));
        }
    }
    Ok(outcomes)
}

fn in_words(outcomes: &[FileOutcome]) -> String {
    let parts: Vec<String> = outcomes
        .iter()
        .filter_map(|outcome| Some((outcome.file.display(), outcome.result.as_ref().ok()?)))
        .flat_map(|(file, came)| {
            came.iter().map(move |imported| {
                let (turns, words) = (imported.turns, imported.words);
                format!("{file} ({turns} turns, {words} words)")
            })
        })
        .collect();
    parts.join(", ")
}

fn read_codings(
    study: &mut Study,
    session: &Session,
    samples: &[SampleFile],
) -> Result<code::Coded, AppError> {
    let mut total = code::Coded::default();
    for file in samples {
        let told = code::from_bytes(study, session, Path::new(file.name), file.bytes)?;
        total.codings.extend(told.codings);
        total.guide_marks += told.guide_marks;
        total.memos += told.memos;
        total.known += told.known;
    }
    Ok(total)
}
