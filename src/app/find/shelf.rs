//! Reading turns that the index proposes.

use crate::app::AppError;
use crate::index::{FindFilter, Proposal, Scope};
use crate::model::{Moment, Transcript, TranscriptId, Turn};
use crate::rules::{Matcher, Names, Needs, Query, Surroundings, TurnContext, matcher};
use crate::store::{Reader, StoreError, StoredText};
use crate::text::{ByteSpan, Language, LineIndex};
use std::collections::HashMap;

/// The transcripts that were read last, the newest first: hits come from a few
/// at a time mostly, and a study may be too large to keep all of it open. Of
/// their turns only those in question are read.
pub(super) struct Shelf<'a> {
    pub reader: &'a Reader<'a>,
    pub transcripts: &'a [Transcript],
    /// Where the search looks.
    pub filter: &'a FindFilter,
    query: &'a Query,
    names: Names<'a>,
    surroundings: Option<&'a HashMap<TranscriptId, Surroundings>>,
    needs: Needs,
    places: HashMap<TranscriptId, &'a Transcript>,
    matchers: HashMap<Language, Matcher>,
    open: Vec<Open<'a>>,
}

/// How many transcripts stay open.
const SHELF: usize = 64;

/// A transcript whose text is at hand.
pub(super) struct Open<'a> {
    pub transcript: &'a Transcript,
    pub text: StoredText,
    /// Made for a transcript that is shown.
    pub lines: Option<LineIndex>,
    moments: Option<Vec<Moment>>,
}

impl Open<'_> {
    /// A time that cannot be read is no reason to find nothing.
    pub fn moments(&mut self, reader: &Reader<'_>) -> &[Moment] {
        let read = || reader.moments(&self.text).unwrap_or_default();
        self.moments.get_or_insert_with(read)
    }
}

impl<'a> Shelf<'a> {
    pub fn new(
        reader: &'a Reader<'a>,
        transcripts: &'a [Transcript],
        query: &'a Query,
        scope: Scope<'a>,
    ) -> Self {
        let Scope {
            filter,
            names,
            surroundings,
        } = scope;
        Self {
            reader,
            transcripts,
            filter,
            query,
            names,
            surroundings,
            needs: query.needs(),
            places: transcripts.iter().map(|it| (it.id, it)).collect(),
            matchers: HashMap::new(),
            open: Vec::new(),
        }
    }

    /// A transcript that a candidate is in.
    pub fn open(&mut self, id: TranscriptId) -> Result<&mut Open<'a>, AppError> {
        let place = self.open.iter().position(|open| open.transcript.id == id);
        let open = match place {
            Some(at) => self.open.remove(at),
            None => {
                let transcript = self.places.get(&id).ok_or_else(|| {
                    AppError::Defect(format!(
                        "the search index has a transcript {} too many",
                        id.0
                    ))
                })?;
                Open {
                    transcript,
                    text: self.reader.text(&transcript.document)?,
                    lines: None,
                    moments: None,
                }
            }
        };
        self.open.truncate(SHELF - 1);
        self.open.insert(0, open);
        self.open
            .first_mut()
            .ok_or_else(|| AppError::Defect("a transcript vanished".to_owned()))
    }

    /// The turn of a candidate.
    pub fn turn(&mut self, candidate: &Proposal) -> Result<Turn, AppError> {
        let reader = self.reader;
        let open = self.open(candidate.transcript)?;
        let turn = reader.turn(&open.text, candidate.turn)?;
        let lost = || {
            let name = &open.transcript.name;
            StoreError::Damaged(format!("'{name}' has lost its turn {}", candidate.turn))
        };
        Ok(turn.ok_or_else(lost)?)
    }

    /// The query made ready for a language.
    pub fn matcher(&mut self, language: Language) -> &Matcher {
        let (query, names) = (self.query, self.names);
        let ready = self.matchers.entry(language);
        ready.or_insert_with(|| matcher(query, language, &names))
    }

    /// What is known of a transcript beyond its words.
    pub fn surroundings(&self, id: TranscriptId) -> Option<&'a Surroundings> {
        self.surroundings?.get(&id)
    }

    /// Every find of the query in a candidate as it stands, each as the words
    /// that matched, in bytes of the turn's text.
    pub fn finds(&mut self, candidate: &Proposal) -> Result<Vec<Vec<ByteSpan>>, AppError> {
        let turn = self.turn(candidate)?;
        let nothing = Surroundings::default();
        let known = self.surroundings(candidate.transcript);
        let known = known.unwrap_or(&nothing);
        let coded = match self.needs.codings {
            true => known.coded_in(&turn),
            false => Vec::new(),
        };
        // Made ready before the text is borrowed.
        self.matcher(candidate.language);
        let open = self.open(candidate.transcript)?;
        let transcript = open.transcript;
        let context = TurnContext {
            speaker: &turn.speaker,
            role: Some(transcript.role(&turn.speaker)),
            case: transcript.case_of(&turn.speaker),
            questions: known.asked_at(turn.number),
            coded: &coded,
        };
        let ready = self.matchers.get(&candidate.language);
        let (Some(open), Some(ready)) = (self.open.first(), ready) else {
            return Ok(Vec::new());
        };
        let speech = turn.span.slice(&open.text.text).unwrap_or_default();
        Ok(ready.matches(speech, &context))
    }
}
