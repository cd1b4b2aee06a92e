//! Finding the place that a row of codings means: its transcript, its turn,
//! its code, and its words, which must stand in that turn exactly once.

use crate::app::{AppError, lookup};
use crate::formats::codings::CodingRow;
use crate::model::{
    Code, CodeKey, Codebook, Coder, Document, GuideMark, Problem, ReviewState, Transcript,
    TranscriptId, Turn,
};
use crate::store::{CodingFilter, Door};
use crate::text::{ByteSpan, CanonicalText, QuoteSearch, find_quote, likely_place};
use std::collections::{HashMap, HashSet};

/// The part of the study that rows refer to, loaded once.
pub struct Source {
    /// The transcript.
    pub transcript: Transcript,
    /// Its text.
    pub document: Document,
    /// What is coded in it already.
    pub held: HashSet<(CodeKey, ByteSpan, Coder)>,
}

/// A row that makes sense: what it adds.
pub enum Placed {
    /// A passage and its code.
    Coding {
        source: usize,
        turn: u32,
        span: ByteSpan,
        code: CodeKey,
    },
    /// That a turn asks a question of the guide.
    Guide(GuideMark),
}

/// The place of a transcript among the sources, loaded on first sight.
pub fn source_of(
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

/// The place a row means, or what is wrong with it.
///
/// `offer` allows the search for where a missing quote stands instead, which
/// reads the whole transcript.
pub fn place(
    row: &CodingRow,
    at: usize,
    sources: &[Source],
    codebook: &Codebook,
    offer: bool,
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
    let code = in_use(codebook, &row.code)?;
    if let Some(span) = as_told(row, source, turn) {
        return Ok(Placed::Coding {
            source: at,
            turn: turn.number,
            span,
            code: code.key,
        });
    }
    let span = words_in(
        &source.document,
        &source.transcript,
        turn,
        &row.quote,
        offer,
    )?;
    Ok(Placed::Coding {
        source: at,
        turn: turn.number,
        span,
        code: code.key,
    })
}

/// The place that the row itself tells, if its quote stands right there: words
/// that stand in a turn several times are told apart so.
fn as_told(row: &CodingRow, source: &Source, turn: &Turn) -> Option<ByteSpan> {
    let speech = source.document.speech(turn);
    let span = row.in_turn?.to_bytes(speech).ok()?;
    let there = span.slice(speech) == Some(row.quote.as_str()) && !span.is_empty();
    span.shifted(turn.span.start()).ok().filter(|_| there)
}

/// The code of that name, if passages may be coded so.
pub fn in_use<'a>(codebook: &'a Codebook, id: &str) -> Result<&'a Code, Problem> {
    let code = codebook.require(id)?;
    if code.retired {
        return Err(
            Problem::new(format!("the code '{}' is retired", code.id)).next(format!(
                "choose another, or bring it back: `crosscase codebook retire {} --undo`",
                code.id
            )),
        );
    }
    Ok(code)
}

/// Where these words stand in a turn: in bytes of the document, and only if
/// they stand there once. `offer` as for [`place`].
pub fn words_in(
    document: &Document,
    transcript: &Transcript,
    turn: &Turn,
    words: &str,
    offer: bool,
) -> Result<ByteSpan, Problem> {
    let wanted = CanonicalText::from_raw(words.trim());
    let place = format!("{}:{}", transcript.name, turn.number);
    match find_quote(document.speech(turn), wanted.as_str()) {
        QuoteSearch::Once(span) => span
            .shifted(turn.span.start())
            .map_err(|error| Problem::new(error.to_string())),
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
        QuoteSearch::Missing if !offer => Err(Problem::new(format!("the quote is not in {place}"))
            .next("compare it with the turn; mend the rows above first")),
        QuoteSearch::Missing => Err(Problem::new(format!(
            "the quote {:?} is not in {place}",
            shown(wanted.as_str())
        ))
        .next(elsewhere(document, transcript, turn, wanted.as_str()))),
    }
}

/// What a person can look at: the turn in which the quote stands instead, or
/// where this turn has words like it. Only an offer.
fn elsewhere(document: &Document, transcript: &Transcript, turn: &Turn, quote: &str) -> String {
    let speech = document.speech(turn);
    let numbers: Vec<String> = document
        .turns
        .iter()
        .filter(|turn| find_quote(document.speech(turn), quote) != QuoteSearch::Missing)
        .map(|turn| turn.number.to_string())
        .collect();
    match numbers.as_slice() {
        [] => match likely_place(speech, quote) {
            Some(near) => format!("the turn has: “{}”", around(speech, near, quote.len())),
            None => format!(
                "compare it with the turn: `crosscase read {} --turn {}`",
                transcript.name, turn.number
            ),
        },
        [one] => format!("it stands in turn {one}"),
        many => format!("it stands in turns {}", many.join(", ")),
    }
}

/// About as many of the text's words as the quote had, from its likely place on.
fn around(text: &str, near: ByteSpan, length: usize) -> String {
    let spare = length.saturating_sub(near.len()) + 20;
    let cut = |from: usize, to: usize| {
        let from = (0..=from)
            .rev()
            .find(|at| text.is_char_boundary(*at))
            .unwrap_or(0);
        let to = (to..=text.len())
            .find(|at| text.is_char_boundary(*at))
            .unwrap_or(text.len());
        text.get(from..to).unwrap_or_default()
    };
    let shown = cut(
        near.start().saturating_sub(spare),
        (near.end() + spare).min(text.len()),
    );
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn shown(quote: &str) -> String {
    if quote.chars().count() <= 60 {
        return quote.to_owned();
    }
    let head: String = quote.chars().take(57).collect();
    format!("{head}…")
}
