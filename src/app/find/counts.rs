//! `find --counts`: how often something is said, and by whom.

use crate::analysis::hit_counts::{Line, Tally, hit_counts};
use crate::app::find::said::{Turns, each_turn};
use crate::app::find::search::search;
use crate::app::find::shelf::Shelf;
use crate::app::find::{What, filters};
use crate::app::{AppError, IndexNews, Study};
use crate::index::{Order, Reading};
use crate::model::{Axis, Table, Transcript};
use crate::text::words::count_words;
use indexmap::IndexMap;

/// By what hits are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// By the case that the speaker belongs to; all cases of the study.
    Case,
    /// By speaker, those of each case apart.
    Speaker,
    /// By transcript.
    Transcript,
}

/// Counts hits, the turns that have them, and all words said there: a table for
/// each way of counting. Progress counts turns that had to be indexed first,
/// then transcripts read.
pub fn counts(
    study: &Study,
    what: &What,
    by: &[By],
    progress: &mut dyn FnMut(usize, usize),
) -> Result<(Vec<Table>, Option<IndexNews>), AppError> {
    let look = search(study, what, Reading::Said, Order::ByPlace, usize::MAX);
    let (counted, news) = look.read(progress, |candidates, shelf, progress| {
        let mut tallies: IndexMap<Key, Tally> = IndexMap::new();
        let cases = listed_cases(shelf)?;
        each_turn(&candidates, shelf, Turns::All, progress, &mut |spoken| {
            let key = Key {
                case: spoken.case.map(str::to_owned),
                speaker: spoken.turn.speaker.clone(),
                transcript: spoken.transcript.name.clone(),
            };
            let tally = tallies.entry(key).or_default();
            tally.words += count_words(spoken.words) as u64;
            if let Some((query, context)) = &spoken.query {
                let hits = query.matches(spoken.words, context).len() as u64;
                tally.hits += hits;
                tally.turns += u64::from(hits > 0);
            }
        })?;
        Ok((tallies, cases, filters(shelf.filter, what)))
    })?;
    let (tallies, cases, filters) = counted;
    let tables = by.iter().map(|by| {
        let lines = match by {
            By::Case => by_case(&tallies, &cases),
            By::Speaker => by_speaker(&tallies),
            By::Transcript => by_transcript(&tallies),
        };
        let (head, title) = match by {
            By::Case => ("Case", "by case"),
            By::Speaker => ("Speaker", "by speaker"),
            By::Transcript => ("Transcript", "by transcript"),
        };
        hit_counts(
            &format!("{} {title}", what.query),
            head,
            lines,
            filters.clone(),
        )
    });
    Ok((tables.collect(), news))
}

/// Who speaks where.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    case: Option<String>,
    speaker: String,
    transcript: String,
}

type Tallies = IndexMap<Key, Tally>;

/// Sums up what has the same name, in the order of the text.
fn summed<K: std::hash::Hash + Eq>(
    tallies: &Tallies,
    name: impl Fn(&Key) -> K,
) -> IndexMap<K, Tally> {
    let mut sums: IndexMap<K, Tally> = IndexMap::new();
    for (key, tally) in tallies {
        sums.entry(name(key)).or_default().add(tally);
    }
    sums
}

/// A case in a table, and whether it has a transcript to count in.
type Listed = (String, bool);

/// The study's cases; where the search looks into one transcript, those that
/// speak there.
fn listed_cases(shelf: &Shelf<'_>) -> Result<Vec<Listed>, AppError> {
    let (filter, transcripts) = (shelf.filter, shelf.transcripts);
    let looked_into = |it: &Transcript| filter.transcript.is_none_or(|only| only == it.id);
    let cases = shelf.reader.cases()?.into_iter().filter_map(|case| {
        let wanted = filter.case.as_ref().is_none_or(|only| *only == case.name);
        let mut speaking = transcripts.iter().filter(|it| it.speaks_for(&case.name));
        let speaks = speaking.any(looked_into);
        (wanted && (speaks || filter.transcript.is_none())).then_some((case.name, speaks))
    });
    Ok(cases.collect())
}

fn by_case(tallies: &Tallies, cases: &[Listed]) -> Vec<Line> {
    let mut sums = summed(tallies, |key| key.case.clone());
    let listed = cases.iter().map(|(case, speaks)| Line {
        subject: Axis::Case(case.clone()),
        name: case.clone(),
        case: None,
        // Where the role asked for is silent, no words are no hits.
        tally: sums
            .shift_remove(&Some(case.clone()))
            .or(speaks.then(Tally::default)),
    });
    let mut lines: Vec<Line> = listed.collect();
    lines.extend(sums.shift_remove(&None).map(|tally| Line {
        subject: Axis::Field("no case".to_owned()),
        name: "(no case)".to_owned(),
        case: None,
        tally: Some(tally),
    }));
    lines
}

fn by_speaker(tallies: &Tallies) -> Vec<Line> {
    let sums = summed(tallies, |key| (key.speaker.clone(), key.case.clone()));
    let lines = sums.into_iter().map(|((speaker, case), tally)| Line {
        subject: Axis::Field(speaker.clone()),
        name: match speaker.as_str() {
            "" => "(nobody named)".to_owned(),
            _ => speaker,
        },
        case: Some(case.unwrap_or_default()),
        tally: Some(tally),
    });
    lines.collect()
}

fn by_transcript(tallies: &Tallies) -> Vec<Line> {
    let sums = summed(tallies, |key| key.transcript.clone());
    let lines = sums.into_iter().map(|(transcript, tally)| Line {
        subject: Axis::Field(transcript.clone()),
        name: transcript,
        case: None,
        tally: Some(tally),
    });
    lines.collect()
}
