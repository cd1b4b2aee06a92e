//! `code`: a person says that a passage carries a code.

use crate::analysis::Passage;
use crate::app::{AppError, Session, Study, files, lookup, passages};
use crate::formats::codings::{CodingRow, read_codings};
use crate::model::change::Swap;
use crate::model::{
    Change, CodeKey, Codebook, Coder, Coding, CodingId, Document, Edit, GuideMark, Memo,
    MemoTarget, Origin, Problem, ReviewState, Transcript, TranscriptId,
};
use crate::store::{CodingFilter, Door};
use crate::text::{ByteSpan, QuoteSearch, find_quote};
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// More problems than this in one file are counted, not listed.
const MOST_PROBLEMS: usize = 20;

/// What coding came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coded {
    /// The new codings.
    pub codings: Vec<CodingId>,
    /// Rows that say what the same coder had said before.
    pub known: usize,
    /// New marks that a turn asks a question of the guide.
    pub guide_marks: usize,
    /// New memos.
    pub memos: usize,
}

/// Codes one passage by hand.
pub fn by_hand(
    study: &mut Study,
    session: &Session,
    transcript: &str,
    turn: u32,
    code: &str,
    quote: &str,
    memo: Option<&str>,
) -> Result<Coded, AppError> {
    let row = CodingRow {
        line: 0,
        transcript: transcript.to_owned(),
        turn,
        code: code.to_owned(),
        quote: quote.to_owned(),
        memo: memo.map(str::to_owned),
        coder: None,
    };
    let title = format!("coded {transcript}:{turn} as {code}");
    write_rows(study, session, vec![row], &Origin::Hand, None, title)
}

/// Reads codings from a CSV file: all of them or, if one is wrong, none.
pub fn from_file(study: &mut Study, session: &Session, file: &Path) -> Result<Coded, AppError> {
    let bytes = files::read(file)?;
    from_bytes(study, session, file, &bytes)
}

/// Reads codings from bytes at hand.
pub fn from_bytes(
    study: &mut Study,
    session: &Session,
    file: &Path,
    bytes: &[u8],
) -> Result<Coded, AppError> {
    let rows = read_codings(file, bytes)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let title = format!("read {} codings from {name}", rows.len());
    write_rows(study, session, rows, &Origin::Import, Some(file), title)
}

/// Takes codings away; their memos go with them.
pub fn remove(study: &mut Study, session: &Session, ids: &[CodingId]) -> Result<usize, AppError> {
    study.store.change(&session.who, &session.at, |door| {
        let cited: HashSet<CodingId> = door
            .summaries()?
            .iter()
            .flat_map(|summary| summary.cites.iter().map(|cite| cite.coding))
            .collect();
        let memos = door.memos()?;
        let mut edits = Vec::new();
        let mut problems = Vec::new();
        for id in ids.iter().collect::<std::collections::BTreeSet<_>>() {
            match door.coding(*id)? {
                None => problems.push(
                    Problem::new(format!("no coding {id}"))
                        .next("`crosscase code --list` shows the codings with their numbers"),
                ),
                Some(_) if cited.contains(id) => problems.push(
                    Problem::new(format!("coding {id} is cited by a summary"))
                        .next("write the summary anew without it first: `crosscase summary set`"),
                ),
                Some(coding) => {
                    for memo in &memos {
                        if memo.target == MemoTarget::Coding(*id) {
                            edits.push(Edit::Memo(Swap::remove(memo.clone())));
                        }
                    }
                    edits.push(Edit::Coding(Box::new(Swap::remove(coding))));
                }
            }
        }
        if !problems.is_empty() {
            return Err(AppError::Problems(problems));
        }
        let count = ids.len();
        let title = match ids {
            [one] => format!("removed coding {one}"),
            _ => format!("removed {count} codings"),
        };
        Ok(((count > 0).then(|| Change::new(title, edits)), count))
    })
}

/// Which codings to show, by names; an empty list sets no condition.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Of these transcripts.
    pub transcripts: Vec<String>,
    /// Of these cases.
    pub cases: Vec<String>,
    /// With these codes, and what pattern codes among them gather.
    pub codes: Vec<String>,
    /// By these coders.
    pub coders: Vec<Coder>,
    /// Suggested by these rules.
    pub rules: Vec<String>,
    /// In these states.
    pub states: Vec<ReviewState>,
    /// Only those a rule suggested.
    pub suggested: bool,
}

impl Selection {
    /// The filter in the store's terms. Unknown names are problems.
    pub(super) fn filter(
        &self,
        reader: &crate::store::Reader<'_>,
    ) -> Result<Option<CodingFilter>, AppError> {
        let transcripts = reader.transcripts()?;
        let codebook = reader.codebook()?;
        let mut wanted: Vec<TranscriptId> = Vec::new();
        for name in &self.transcripts {
            wanted.push(lookup::transcript(&transcripts, name)?.id);
        }
        let cases = reader.cases()?;
        for name in &self.cases {
            let case = lookup::case(&cases, name)?;
            wanted.extend(
                transcripts
                    .iter()
                    .filter(|it| it.case.as_deref() == Some(case.name.as_str()))
                    .map(|it| it.id),
            );
        }
        if wanted.is_empty() && !(self.transcripts.is_empty() && self.cases.is_empty()) {
            return Ok(None); // a case without transcripts: nothing can match
        }
        let mut codes: Vec<CodeKey> = Vec::new();
        for id in &self.codes {
            let code = codebook.require(id)?;
            codes.extend(codebook.gathered(code).iter().map(|code| code.key));
        }
        for rule in &self.rules {
            let known = codebook.codes.values().flat_map(|code| &code.rules);
            if !known.clone().any(|it| it.id == *rule) {
                let names = known.map(|it| it.id.as_str());
                return Err(Problem::new(format!("no rule '{rule}'"))
                    .next(crate::model::nearest::did_you_mean(
                        rule,
                        names,
                        "`crosscase codebook show CODE` lists a code's rules",
                    ))
                    .into());
            }
        }
        Ok(Some(CodingFilter {
            transcripts: wanted,
            turn: None,
            codes,
            coders: self.coders.clone(),
            states: self.states.clone(),
            rules: self.rules.clone(),
            suggested: self.suggested,
        }))
    }
}

/// The selected codings, as people want to see them.
pub fn list(study: &Study, selection: &Selection) -> Result<Vec<Passage>, AppError> {
    study.store.read(|reader| match selection.filter(reader)? {
        Some(filter) => passages::passages(reader, &reader.codings(&filter)?),
        None => Ok(Vec::new()),
    })
}

/// The part of the study that rows refer to, loaded once.
struct Source {
    transcript: Transcript,
    document: Document,
    held: HashSet<(CodeKey, ByteSpan, Coder)>,
}

/// A row that makes sense: what it adds.
enum Placed {
    Coding {
        source: usize,
        turn: u32,
        span: ByteSpan,
        code: CodeKey,
    },
    Guide(GuideMark),
}

fn write_rows(
    study: &mut Study,
    session: &Session,
    rows: Vec<CodingRow>,
    origin: &Origin,
    file: Option<&Path>,
    title: String,
) -> Result<Coded, AppError> {
    study.store.change(&session.who, &session.at, |door| {
        let codebook = door.codebook()?;
        let transcripts = door.transcripts()?;
        let mut guide: HashSet<GuideMark> = door.guide_marks()?.into_iter().collect();
        let mut sources: Vec<Source> = Vec::new();
        let mut places: HashMap<TranscriptId, usize> = HashMap::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        let mut told = Coded::default();
        let mut problems: Vec<Problem> = Vec::new();
        let mut fresh: Vec<(Coding, Option<String>)> = Vec::new();
        let mut edits: Vec<Edit> = Vec::new();
        for row in rows {
            // A file names the same transcript thousands of times.
            let source = match known.get(&row.transcript) {
                Some(at) => Ok(*at),
                None => lookup::transcript(&transcripts, &row.transcript)
                    .map_err(AppError::from)
                    .and_then(|it| source_of(door, it, &mut sources, &mut places)),
            };
            if let Ok(at) = source {
                known.entry(row.transcript.clone()).or_insert(at);
            }
            let placed = source.and_then(|at| Ok(place(&row, at, &sources, &codebook)?));
            match placed {
                Err(AppError::Problems(found)) => {
                    problems.extend(found.into_iter().map(|problem| match file {
                        Some(file) => problem.at_line(row.line).in_file(file),
                        None => problem,
                    }))
                }
                Err(other) => return Err(other),
                Ok(Placed::Guide(mark)) => {
                    if guide.insert(mark.clone()) {
                        told.guide_marks += 1;
                        edits.push(Edit::Guide(Swap::add(mark)));
                    } else {
                        told.known += 1;
                    }
                }
                Ok(Placed::Coding {
                    source,
                    turn,
                    span,
                    code,
                }) => {
                    let coder = row.coder.clone().unwrap_or_else(|| session.who.clone());
                    let Some(source) = sources.get_mut(source) else {
                        continue;
                    };
                    if !source.held.insert((code, span, coder.clone())) {
                        told.known += 1;
                        continue;
                    }
                    let coding = Coding {
                        id: CodingId(0),
                        transcript: source.transcript.id,
                        turn,
                        span,
                        quote: span
                            .slice(source.document.text.as_str())
                            .unwrap_or_default()
                            .to_owned(),
                        code,
                        coder,
                        origin: origin.clone(),
                        state: ReviewState::Accepted,
                    };
                    fresh.push((coding, row.memo));
                }
            }
        }
        if !problems.is_empty() {
            return Err(AppError::Problems(shortened(problems)));
        }
        number(door, fresh, &mut edits, &mut told)?;
        Ok(((!edits.is_empty()).then(|| Change::new(title, edits)), told))
    })
}

/// Gives new codings and their memos numbers and turns them into edits.
fn number(
    door: &Door<'_>,
    fresh: Vec<(Coding, Option<String>)>,
    edits: &mut Vec<Edit>,
    told: &mut Coded,
) -> Result<(), AppError> {
    if fresh.is_empty() {
        return Ok(());
    }
    let first = door.new_codings(fresh.len())?;
    for (at, (mut coding, memo)) in fresh.into_iter().enumerate() {
        coding.id = CodingId(first.0 + at as u64);
        told.codings.push(coding.id);
        if let Some(text) = memo {
            told.memos += 1;
            edits.push(Edit::Memo(Swap::add(Memo {
                id: door.new_memo()?,
                target: MemoTarget::Coding(coding.id),
                text,
                author: coding.coder.clone(),
            })));
        }
        edits.push(Edit::Coding(Box::new(Swap::add(coding))));
    }
    Ok(())
}

fn source_of(
    door: &Door<'_>,
    transcript: &Transcript,
    sources: &mut Vec<Source>,
    places: &mut HashMap<TranscriptId, usize>,
) -> Result<usize, AppError> {
    if let Some(at) = places.get(&transcript.id) {
        return Ok(*at);
    }
    let filter = CodingFilter {
        transcripts: vec![transcript.id],
        ..CodingFilter::default()
    };
    let held = door
        .codings(&filter)?
        .into_iter()
        .filter(|coding| coding.state == ReviewState::Accepted)
        .map(|coding| (coding.code, coding.span, coding.coder))
        .collect();
    sources.push(Source {
        transcript: transcript.clone(),
        document: door.document(&transcript.document)?,
        held,
    });
    places.insert(transcript.id, sources.len() - 1);
    Ok(sources.len() - 1)
}

fn place(
    row: &CodingRow,
    at: usize,
    sources: &[Source],
    codebook: &Codebook,
) -> Result<Placed, Problem> {
    let Some(source) = sources.get(at) else {
        return Err(Problem::new("this transcript could not be loaded"));
    };
    let turn = lookup::turn(&source.document, &source.transcript, row.turn)?;
    if let Some(number) = row.code.strip_prefix("guide:") {
        let question = lookup::guide_question(&codebook.guide, number.trim())?;
        return Ok(Placed::Guide(GuideMark {
            transcript: source.transcript.id,
            turn: turn.number,
            question: question.id.clone(),
        }));
    }
    let code = codebook.require(&row.code)?;
    if code.retired {
        return Err(
            Problem::new(format!("the code '{}' is retired", code.id)).next(format!(
                "choose another, or bring it back: `crosscase codebook retire {} --undo`",
                code.id
            )),
        );
    }
    let speech = source.document.speech(turn);
    let wanted = crate::text::CanonicalText::from_raw(row.quote.trim());
    let place = format!("{}:{}", source.transcript.name, turn.number);
    match find_quote(speech, wanted.as_str()) {
        QuoteSearch::Once(span) => {
            let span = span
                .shifted(turn.span.start())
                .map_err(|error| Problem::new(error.to_string()))?;
            Ok(Placed::Coding {
                source: at,
                turn: turn.number,
                span,
                code: code.key,
            })
        }
        QuoteSearch::Several(places) => Err(Problem::new(format!(
            "the quote {:?} stands {} times in {place}",
            shown(wanted.as_str()),
            places.len()
        ))
        .next("give more of the words around it, so that it stands there once")),
        QuoteSearch::Missing if wanted.as_str().is_empty() => {
            Err(Problem::new(format!("no quote is given for {place}"))
                .next("a coding carries its words: copy them from the transcript"))
        }
        QuoteSearch::Missing => Err(Problem::new(format!(
            "the quote {:?} is not in {place}",
            shown(wanted.as_str())
        ))
        .next(elsewhere(source, wanted.as_str(), &place))),
    }
}

/// Where else in the transcript the quote stands, as an offer only.
fn elsewhere(source: &Source, quote: &str, place: &str) -> String {
    let numbers: Vec<String> = source
        .document
        .turns
        .iter()
        .filter(|turn| find_quote(source.document.speech(turn), quote) != QuoteSearch::Missing)
        .map(|turn| turn.number.to_string())
        .collect();
    match numbers.as_slice() {
        [] => format!(
            "compare it with the turn, letter by letter: `crosscase read {}`",
            place.replace(':', " --turn ")
        ),
        [one] => format!("it stands in turn {one}"),
        many => format!("it stands in turns {}", many.join(", ")),
    }
}

fn shown(quote: &str) -> String {
    if quote.chars().count() <= 60 {
        return quote.to_owned();
    }
    let head: String = quote.chars().take(57).collect();
    format!("{head}…")
}

fn shortened(mut problems: Vec<Problem>) -> Vec<Problem> {
    if problems.len() > MOST_PROBLEMS {
        let more = problems.len() - MOST_PROBLEMS;
        problems.truncate(MOST_PROBLEMS);
        problems.push(Problem::new(format!("and {more} more")).next("mend these first"));
    }
    problems
}
