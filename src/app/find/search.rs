//! From a query as it was typed to the turns that can hold it.

use crate::app::find::What;
use crate::app::find::shelf::Shelf;
use crate::app::search_index::Ready;
use crate::app::surroundings::{StudyNames, surroundings};
use crate::app::{AppError, IndexNews, Study, lookup};
use crate::index::{FindFilter, Index, IndexError, Order, Proposals, Reading, Rebuilt, Scope};
use crate::model::{Codebook, Problem, Transcript};
use crate::rules::{Names, Query, RuleError, parse, parse_known};
use crate::store::Reader;

/// A search that is about to be made.
pub(super) struct Search<'s> {
    study: &'s Study,
    what: &'s What,
    reading: Reading,
    order: Order,
    first: usize,
}

/// A search for `what`; of turns that are sure, only the `first` are wanted.
pub(super) fn search<'s>(
    study: &'s Study,
    what: &'s What,
    reading: Reading,
    order: Order,
    first: usize,
) -> Search<'s> {
    Search {
        study,
        what,
        reading,
        order,
        first,
    }
}

impl Search<'_> {
    /// Brings the index up to date, asks it, and has the candidates read.
    /// Progress counts turns that had to be indexed first, then what `read`
    /// counts.
    pub fn read<T>(
        &self,
        progress: &mut dyn FnMut(usize, usize),
        read: impl FnOnce(
            Proposals,
            &mut Shelf<'_>,
            &mut dyn FnMut(usize, usize),
        ) -> Result<T, AppError>,
    ) -> Result<(T, Option<IndexNews>), AppError> {
        self.study.store.read(|reader| {
            let transcripts = reader.transcripts()?;
            let known = Known::new(reader, &transcripts, &self.what.query)?;
            let names = known.names();
            let filter = filter(reader, &transcripts, self.what, self.reading)?;
            let surroundings = surroundings(reader, known.query.needs())?;
            let scope = Scope {
                filter: &filter,
                names,
                surroundings: Some(&surroundings),
            };
            let mut ready = self.study.refresh_index(reader, &transcripts, progress)?;
            let ask = |ready: &Ready| {
                let index = &ready.index;
                index.propose(&known.query, &scope, self.order, self.first)
            };
            let candidates = match ask(&ready) {
                // Damage that no look at the files has seen.
                Err(IndexError::Failed { .. }) if ready.index.is_on_disk() => {
                    Index::discard(&self.study.index_folder())?;
                    ready = self.study.refresh_index(reader, &transcripts, progress)?;
                    ready.news = Some(IndexNews::Rebuilt(Rebuilt::NotWhole));
                    ask(&ready)?
                }
                other => other?,
            };
            let mut shelf = Shelf::new(reader, &transcripts, &known.query, scope);
            Ok((read(candidates, &mut shelf, progress)?, ready.news))
        })
    }
}

/// A query whose names are known.
struct Known {
    query: Query,
    /// Gathered only for a query that names something.
    names: Option<(StudyNames, Codebook)>,
}

impl Known {
    fn new(reader: &Reader<'_>, transcripts: &[Transcript], query: &str) -> Result<Self, AppError> {
        let parsed = parse(query).map_err(in_query)?;
        if parsed.fields().is_empty() {
            return Ok(Self {
                query: parsed,
                names: None,
            });
        }
        let codebook = reader.codebook()?;
        let names = StudyNames::new(reader, transcripts)?;
        Ok(Self {
            query: parse_known(query, &names.names(&codebook)).map_err(in_query)?,
            names: Some((names, codebook)),
        })
    }

    fn names(&self) -> Names<'_> {
        let names = self.names.as_ref();
        names.map_or_else(Names::default, |(names, codebook)| names.names(codebook))
    }
}

fn in_query(error: RuleError) -> AppError {
    let what = format!(
        "in the query, at character {}: {}",
        error.column, error.what
    );
    Problem::new(what).next(error.next).into()
}

fn filter(
    reader: &Reader<'_>,
    transcripts: &[Transcript],
    what: &What,
    reading: Reading,
) -> Result<FindFilter, AppError> {
    let case = match &what.case {
        Some(name) => Some(lookup::case(&reader.cases()?, name)?.name.clone()),
        None => None,
    };
    let transcript = match &what.transcript {
        Some(name) => Some(lookup::transcript(transcripts, name)?.id),
        None => None,
    };
    Ok(FindFilter {
        case,
        transcript,
        role: what.role,
        reading,
    })
}
