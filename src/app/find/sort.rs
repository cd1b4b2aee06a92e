//! Putting all hits in order before the first of them are shown.

use crate::app::AppError;
use crate::app::find::shelf::Shelf;
use crate::app::find::{Find, FindRequest, Findings, Sort, shown};
use crate::index::Proposals;
use crate::rules::normal;
use crate::text::alphabet::sorting_key;
use crate::text::words::words;
use crate::text::{ByteSpan, Language};
use std::collections::HashMap;

/// As many hits are sorted at most: each takes about 150 bytes of memory.
pub const SORTED_MOST: usize = 200_000;
/// By so many words beside the hit; nobody reads further along a line.
const WORDS: usize = 6;

/// What a hit is sorted by, then where it stands.
type Key = (String, usize);

/// The first hits in the order asked for.
pub(super) fn sorted(
    candidates: &Proposals,
    shelf: &mut Shelf<'_>,
    request: &FindRequest,
) -> Result<Findings, AppError> {
    let cases = match request.sort {
        Sort::Case => shelf.reader.cases()?,
        _ => Vec::new(),
    };
    let ranks: HashMap<String, usize> = cases.into_iter().map(|case| case.name).zip(0..).collect();
    let mut found: Vec<(Key, Vec<ByteSpan>)> = Vec::new();
    let (mut turns, mut hits) = (0, 0);
    for (at, candidate) in candidates.turns.iter().enumerate() {
        let here = shelf.finds(candidate)?;
        turns += usize::from(!here.is_empty());
        hits += here.len();
        let room = SORTED_MOST.saturating_sub(found.len());
        if room == 0 || here.is_empty() {
            continue;
        }
        let turn = shelf.turn(candidate)?;
        let open = shelf.open(candidate.transcript)?;
        let text = turn.span.slice(&open.text.text).unwrap_or_default();
        let language = candidate.language;
        for matches in here.into_iter().take(room) {
            let key = match request.sort {
                Sort::Left => beside(text, &matches, Side::Left, language),
                Sort::Right => beside(text, &matches, Side::Right, language),
                _ => {
                    let case = open.transcript.case_of(&turn.speaker);
                    let rank = case.and_then(|case| ranks.get(case));
                    format!("{:010}", rank.unwrap_or(&ranks.len()))
                }
            };
            found.push(((key, at), matches));
        }
    }
    // Stable, so that hits that are alike stay in the order of the text.
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    found.truncate(request.limit);
    let finds: Vec<Find> = found
        .into_iter()
        .map(|((_, at), matches)| (at, matches))
        .collect();
    Ok(Findings {
        total_turns: turns,
        total_hits: Some(hits),
        hits: shown(candidates, finds, shelf)?,
        sorted_in_part: hits > SORTED_MOST,
        index: None,
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// The words on one side of a hit from the nearest on, letter case apart; then
/// the hit's own.
fn beside(text: &str, matches: &[ByteSpan], side: Side, language: Language) -> String {
    let start = matches.first().map_or(0, |span| span.start());
    let end = matches.last().map_or(start, |span| span.end());
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let listed = |text: &str| -> Vec<String> {
        words(text)
            .map(|(_, word)| sorting_key(&normal(word), language))
            .collect()
    };
    let mut near = match side {
        Side::Left => {
            let mut before = listed(part(0, start));
            before.reverse();
            before
        }
        Side::Right => listed(part(end, text.len())),
    };
    near.truncate(WORDS);
    near.extend(listed(part(start, end)).into_iter().take(WORDS));
    // Below every letter, so that a word sorts before a longer one.
    near.join("\u{1}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hits_sort_by_the_nearest_words_first_whatever_their_case() {
        let text = "We PAY no Bonus at all";
        let hit = [ByteSpan::new(10, 15).unwrap()];
        assert_eq!(
            beside(text, &hit, Side::Left, Language::English),
            ["no", "pay", "we", "bonus"].join("\u{1}")
        );
        assert_eq!(
            beside(text, &hit, Side::Right, Language::English),
            ["at", "all", "bonus"].join("\u{1}")
        );
    }
}
