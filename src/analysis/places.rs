//! Where the words of a study lie: which case, transcript and speaker each
//! part of the view belongs to. Places in lists instead of names, so that what
//! follows is array work.

use crate::analysis::axes::CaseFinder;
use crate::analysis::view::View;
use crate::model::{Role, TranscriptId};
use indexmap::{IndexMap, IndexSet};

/// Who speaks: a name within one case, or within one transcript that belongs
/// to none. `J` in two cases is two people; in two interviews of one case, one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Person<'a> {
    /// The case, or the transcript's name.
    pub(super) within: &'a str,
    /// The name.
    pub(super) name: &'a str,
}

/// By place in the view's transcripts (each of one case and, where a table
/// tells speakers apart, of one speaker).
pub(super) struct Places<'a> {
    /// The case's place in the view.
    pub(super) case: Vec<Option<u32>>,
    /// The place of the whole transcript in [`Places::wholes`].
    pub(super) whole: Vec<u32>,
    /// A number for each transcript as far as it is of one case: a coder who
    /// has coded in it has been at all of its speakers of that case.
    pub(super) room: Vec<u32>,
    /// How many rooms there are.
    pub(super) rooms: usize,
    /// The place of the speaker in [`Places::people`].
    pub(super) person: Vec<Option<u32>>,
    /// The transcripts as people know them: number and name.
    pub(super) wholes: IndexMap<TranscriptId, &'a str>,
    /// The speakers, with what they do.
    pub(super) people: IndexMap<Person<'a>, Role>,
    /// By case in the view: the places of its transcripts.
    pub(super) interviews: Vec<Vec<u32>>,
    /// Places of transcripts that belong to no case.
    pub(super) homeless: Vec<u32>,
}

impl<'a> Places<'a> {
    pub(super) fn new(view: &View<'a>) -> Self {
        let cases = CaseFinder::new(view);
        let mut places = Self {
            case: Vec::with_capacity(view.transcripts.len()),
            whole: Vec::with_capacity(view.transcripts.len()),
            room: Vec::with_capacity(view.transcripts.len()),
            rooms: 0,
            person: Vec::with_capacity(view.transcripts.len()),
            wholes: IndexMap::new(),
            people: IndexMap::new(),
            interviews: vec![Vec::new(); view.cases.len()],
            homeless: Vec::new(),
        };
        let mut rooms: IndexSet<(u32, Option<u32>)> = IndexSet::new();
        for (at, transcript) in (0u32..).zip(view.transcripts) {
            let case = transcript.case.as_deref().and_then(|name| cases.find(name));
            match case.and_then(|case| places.interviews.get_mut(case)) {
                Some(list) => list.push(at),
                None => places.homeless.push(at),
            }
            places.case.push(case.map(|case| case as u32));
            let voice = view.voices.get(&transcript.id);
            let (id, name) = match voice {
                Some(voice) => (voice.whole, voice.name.as_str()),
                None => (transcript.id, transcript.name.as_str()),
            };
            let whole = places.wholes.entry(id);
            let (room, _) = rooms.insert_full((whole.index() as u32, case.map(|case| case as u32)));
            places.room.push(room as u32);
            places.whole.push(whole.index() as u32);
            whole.or_insert(name);
            let person = voice
                .and_then(|voice| voice.speaker.as_ref())
                .map(|(speaker, role)| {
                    let person = Person {
                        within: transcript.case.as_deref().unwrap_or(name),
                        name: speaker,
                    };
                    let entry = places.people.entry(person);
                    let at = entry.index() as u32;
                    entry.or_insert(*role);
                    at
                });
            places.person.push(person);
        }
        places.rooms = rooms.len();
        places
    }

    /// How many whole transcripts there are among these places.
    pub(super) fn count_wholes(&self, places: impl Iterator<Item = u32>) -> u64 {
        distinct(places.filter_map(|at| self.whole.get(at as usize).copied()))
    }

    /// How many cases.
    pub(super) fn count_cases(&self, places: impl Iterator<Item = u32>) -> u64 {
        distinct(places.filter_map(|at| self.case.get(at as usize).copied().flatten()))
    }

    /// How many speakers.
    pub(super) fn count_people(&self, places: impl Iterator<Item = u32>) -> u64 {
        distinct(places.filter_map(|at| self.person.get(at as usize).copied().flatten()))
    }

    /// Whether the words of a place are an interviewer's, as far as speakers
    /// are told apart.
    pub(super) fn asks(&self, place: u32) -> bool {
        let person = self.person.get(place as usize).copied().flatten();
        let role = person.and_then(|at| self.people.get_index(at as usize));
        role.is_some_and(|(_, role)| *role == Role::Interviewer)
    }

    /// Whether the words of a place are an informant's, as far as speakers are
    /// told apart; where they are not, a place holds its informants' words.
    pub(super) fn answers(&self, place: u32) -> bool {
        let person = self.person.get(place as usize).copied().flatten();
        let role = person.and_then(|at| self.people.get_index(at as usize));
        role.is_none_or(|(_, role)| *role == Role::Informant)
    }
}

fn distinct(numbers: impl Iterator<Item = u32>) -> u64 {
    let set: IndexSet<u32> = numbers.collect();
    set.len() as u64
}
