//! `find --collocates`: the words that keep company with what was found.

use crate::analysis::collocates::{Collocate, collocates as table_of};
use crate::analysis::keyness::Contrast;
use crate::app::find::said::{Spoken, Turns, each_turn};
use crate::app::find::search::search;
use crate::app::find::{What, filters};
use crate::app::{AppError, IndexNews, Study};
use crate::index::{Order, Reading};
use crate::model::{Table, TranscriptId};
use crate::text::cut::places_of_words;
use crate::text::function_words::is_function_word;
use crate::text::language::WordStemmer;
use crate::text::spelling_map::SpellingMap;
use crate::text::words::normal;
use crate::text::{ByteSpan, Language, counted};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Which words count as company.
#[derive(Clone, Copy, Debug)]
pub struct Company {
    /// At most so many words away, inside the turn.
    pub within: usize,
    /// Also articles, pronouns and their like.
    pub all_words: bool,
    /// At most so many of them are shown.
    pub limit: usize,
}

/// The strongest collocates of what is found. Progress counts turns that had
/// to be indexed first, then transcripts read.
pub fn collocates(
    study: &Study,
    what: &What,
    company: Company,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<(Table, Option<IndexNews>), AppError> {
    let look = search(study, what, Reading::Said, Order::ByPlace, usize::MAX);
    look.read(progress, |candidates, shelf, progress| {
        let mut languages: BTreeMap<Language, Words> = BTreeMap::new();
        let mut transcripts: HashSet<TranscriptId> = HashSet::new();
        let mut places = Vec::new();
        each_turn(&candidates, shelf, Turns::All, progress, &mut |spoken| {
            let language = spoken.transcript.language;
            let words = languages
                .entry(language)
                .or_insert_with(|| Words::new(language));
            places_of_words(spoken.words, &mut places);
            let found = match &spoken.query {
                Some((query, context)) => query.matches(spoken.words, context),
                None => Vec::new(),
            };
            if !found.is_empty() {
                transcripts.insert(spoken.transcript.id);
            }
            let roles = roles(&places, &found, company.within);
            words.take_in(spoken, &places, &roles);
        })?;
        let found = languages
            .into_values()
            .flat_map(|words| words.collocates(company.all_words));
        let mut notes = vec![format!(
            "Near: within {} of a hit, in the same turn.",
            counted(company.within, "word")
        )];
        if !company.all_words {
            notes.push(
                "Function words (the, and, of …) are left out; --all-words shows them.".to_owned(),
            );
        }
        Ok(table_of(
            &format!("Words near {}", what.query),
            found.collect(),
            transcripts.len() as u64,
            company.limit,
            filters(shelf.filter, what),
            notes,
        ))
    })
}

/// What a word of a turn is to the hits in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WordRole {
    Elsewhere,
    Near,
    OfHit,
}

/// Each word is near once, however many hits it stands by, and a word of a hit
/// is near none.
fn roles(places: &[ByteSpan], found: &[Vec<ByteSpan>], within: usize) -> Vec<WordRole> {
    let mut roles = vec![WordRole::Elsewhere; places.len()];
    let touched = |span: &ByteSpan| {
        let first = places.partition_point(|word| word.end() <= span.start());
        let after = places.partition_point(|word| word.start() < span.end());
        first..after.max(first)
    };
    for find in found {
        let first = find.first().map_or(0, |span| touched(span).start);
        let after = find.last().map_or(0, |span| touched(span).end);
        let around = first.saturating_sub(within)..(after + within).min(places.len());
        for role in roles.get_mut(around).unwrap_or_default() {
            *role = WordRole::Near;
        }
    }
    for span in found.iter().flatten() {
        for role in roles.get_mut(touched(span)).unwrap_or_default() {
            *role = WordRole::OfHit;
        }
    }
    roles
}

/// How often words of one language stand near hits and elsewhere.
struct Words {
    language: Language,
    stemmer: WordStemmer,
    /// The number of a spelling's normal form.
    spellings: SpellingMap<u32>,
    forms: HashMap<String, u32>,
    counts: Vec<Form>,
    stems: HashMap<String, u32>,
    by_stem: Vec<Stem>,
    near: u64,
    elsewhere: u64,
}

struct Form {
    text: String,
    stem: u32,
    near: u64,
    elsewhere: u64,
}

#[derive(Default)]
struct Stem {
    transcripts: u64,
    last: Option<TranscriptId>,
}

impl Words {
    fn new(language: Language) -> Self {
        Self {
            language,
            stemmer: language.stemmer(),
            spellings: SpellingMap::new(),
            forms: HashMap::new(),
            counts: Vec::new(),
            stems: HashMap::new(),
            by_stem: Vec::new(),
            near: 0,
            elsewhere: 0,
        }
    }

    fn take_in(&mut self, spoken: &Spoken<'_>, places: &[ByteSpan], roles: &[WordRole]) {
        for (place, role) in places.iter().zip(roles) {
            let form = match role {
                WordRole::OfHit => continue,
                _ => self.form(spoken.words, *place),
            };
            let Some(form) = self.counts.get_mut(form as usize) else {
                continue;
            };
            if *role == WordRole::Elsewhere {
                form.elsewhere += 1;
                self.elsewhere += 1;
                continue;
            }
            form.near += 1;
            self.near += 1;
            if let Some(stem) = self.by_stem.get_mut(form.stem as usize)
                && stem.last != Some(spoken.transcript.id)
            {
                stem.last = Some(spoken.transcript.id);
                stem.transcripts += 1;
            }
        }
    }

    fn form(&mut self, text: &str, place: ByteSpan) -> u32 {
        let (start, end) = (place.start(), place.end());
        if let Some(known) = self.spellings.get(text, start, end) {
            return known;
        }
        let word = normal(place.slice(text).unwrap_or_default()).into_owned();
        let form = match self.forms.get(&word) {
            Some(known) => *known,
            None => {
                let number = self.counts.len() as u32;
                let stem = self.stemmer.stem(&word);
                let next = self.by_stem.len() as u32;
                let stem = *self.stems.entry(stem).or_insert(next);
                if stem == next {
                    self.by_stem.push(Stem::default());
                }
                self.counts.push(Form {
                    text: word.clone(),
                    stem,
                    near: 0,
                    elsewhere: 0,
                });
                self.forms.insert(word, number);
                number
            }
        };
        self.spellings.put(text, start, end, form);
        form
    }

    /// Every word that stands near a hit, its forms together.
    fn collocates(self, all_words: bool) -> Vec<Collocate> {
        let mut by_stem: BTreeMap<u32, Vec<Form>> = BTreeMap::new();
        for form in self.counts {
            by_stem.entry(form.stem).or_default().push(form);
        }
        let found = by_stem.into_iter().filter_map(|(stem, mut forms)| {
            forms.sort_by(|a, b| b.near.cmp(&a.near).then_with(|| a.text.cmp(&b.text)));
            let commonest = forms.first().filter(|form| form.near > 0)?;
            if !all_words && is_function_word(&commonest.text, self.language) {
                return None;
            }
            Some(Collocate {
                word: commonest.text.clone(),
                language: self.language,
                transcripts: self.by_stem.get(stem as usize)?.transcripts,
                contrast: Contrast {
                    target: forms.iter().map(|form| form.near).sum(),
                    target_total: self.near,
                    reference: forms.iter().map(|form| form.elsewhere).sum(),
                    reference_total: self.elsewhere,
                },
            })
        });
        found.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use WordRole::{Elsewhere as E, Near as N, OfHit as H};

    #[test]
    fn a_word_between_two_hits_is_near_once_and_a_hit_is_near_none() {
        let text = "a b bonus c bonus d e f";
        let mut places = Vec::new();
        places_of_words(text, &mut places);
        let found = vec![vec![places[2]], vec![places[4]]];
        assert_eq!(roles(&places, &found, 1), [E, N, H, N, H, N, E, E]);
        assert_eq!(roles(&places, &found, 9), [N, N, H, N, H, N, N, N]);
        assert_eq!(roles(&places, &[], 5), [E; 8]);
    }

    #[test]
    fn what_stands_between_the_words_of_a_hit_is_near_it() {
        let text = "we pay for the target now";
        let mut places = Vec::new();
        places_of_words(text, &mut places);
        let found = vec![vec![places[1], places[4]]];
        assert_eq!(roles(&places, &found, 0), [E, H, N, N, H, E]);
    }
}
