//! Which codes stand together with each coding: its company.

use crate::analysis::hits::{Hit, Hits};
use crate::analysis::places::Places;
use crate::analysis::view::View;
use crate::model::Nearness;
use std::collections::HashMap;

/// For each coding (by its place among the hits) the codes that stand
/// together with it, its own among them, by place in the codebook.
pub(super) struct Company {
    ends: Vec<u32>,
    codes: Vec<u32>,
}

impl Company {
    /// Passages of one transcript, whoever speaks in them.
    pub(super) fn new(hits: &Hits, places: &Places, near: Nearness, view: &View) -> Self {
        let mut lists: Vec<Vec<u32>> = vec![Vec::new(); hits.all().len()];
        let mut by_whole: Vec<Vec<u32>> = vec![Vec::new(); places.wholes.len()];
        for (at, hit) in (0u32..).zip(hits.all()) {
            let whole = places.whole.get(hit.transcript as usize);
            if let Some(list) = whole.and_then(|whole| by_whole.get_mut(*whole as usize)) {
                list.push(at);
            }
        }
        for members in &mut by_whole {
            let hit = |at: &u32| hits.all().get(*at as usize).copied();
            let mut here: Vec<(u32, Hit)> = members
                .iter()
                .filter_map(|at| Some((*at, hit(at)?)))
                .collect();
            match near {
                Nearness::Overlap => overlapping(&mut here, &mut lists),
                Nearness::Sentence => in_sentences(&here, view, &mut lists),
                Nearness::Turn => within_turns(&mut here, 0, &mut lists),
                Nearness::Turns(most) => within_turns(&mut here, most, &mut lists),
            }
        }
        let mut ends = Vec::with_capacity(lists.len());
        let mut codes = Vec::new();
        for list in &mut lists {
            list.sort_unstable();
            list.dedup();
            codes.extend_from_slice(list);
            ends.push(codes.len() as u32);
        }
        Self { ends, codes }
    }

    /// The codes together with one coding.
    pub(super) fn of(&self, hit: usize) -> &[u32] {
        let before = hit.checked_sub(1).and_then(|at| self.ends.get(at));
        let start = before.copied().unwrap_or(0) as usize;
        let end = self.ends.get(hit).copied().unwrap_or(0) as usize;
        self.codes.get(start..end).unwrap_or_default()
    }
}

fn put(lists: &mut [Vec<u32>], hit: u32, code: u32) {
    if let Some(list) = lists.get_mut(hit as usize)
        && list.last() != Some(&code)
    {
        list.push(code);
    }
}

/// Passages that share at least one character; one without characters has
/// only its own code for company.
fn overlapping(here: &mut [(u32, Hit)], lists: &mut [Vec<u32>]) {
    here.sort_by_key(|(_, hit)| hit.span);
    for (index, (at, hit)) in here.iter().enumerate() {
        put(lists, *at, hit.code);
        if hit.span.is_empty() {
            continue;
        }
        let later = here.iter().skip(index + 1);
        for (other_at, other) in later.take_while(|(_, it)| it.span.start() < hit.span.end()) {
            if !other.span.is_empty() {
                put(lists, *at, other.code);
                put(lists, *other_at, hit.code);
            }
        }
    }
}

/// Passages that touch the same sentence.
fn in_sentences(here: &[(u32, Hit)], view: &View, lists: &mut [Vec<u32>]) {
    let touched = |hit: &Hit| {
        let transcript = view.transcripts.get(hit.transcript as usize);
        let units = transcript.and_then(|one| view.units.get(&one.id));
        units
            .and_then(|units| units.sentences(hit.span))
            .unwrap_or(0..0)
    };
    let mut codes: HashMap<u32, Vec<u32>> = HashMap::new();
    for (_, hit) in here {
        for sentence in touched(hit) {
            codes.entry(sentence).or_default().push(hit.code);
        }
    }
    for (at, hit) in here {
        put(lists, *at, hit.code);
        for code in touched(hit)
            .filter_map(|sentence| codes.get(&sentence))
            .flatten()
        {
            put(lists, *at, *code);
        }
    }
}

/// Passages that start at most so many turns apart.
fn within_turns(here: &mut [(u32, Hit)], most: u32, lists: &mut [Vec<u32>]) {
    here.sort_by_key(|(_, hit)| hit.turn);
    let turns: Vec<&[(u32, Hit)]> = here.chunk_by(|a, b| a.1.turn == b.1.turn).collect();
    let turn_of = |group: &[(u32, Hit)]| group.first().map_or(0, |(_, hit)| hit.turn);
    let mut first = 0;
    for (index, group) in turns.iter().enumerate() {
        let turn = turn_of(group);
        while turns
            .get(first)
            .is_some_and(|early| turn - turn_of(early) > most)
        {
            first += 1;
        }
        let near = turns.iter().enumerate().skip(first);
        let near = near.take_while(|(_, it)| turn_of(it).saturating_sub(turn) <= most);
        let mut codes: Vec<u32> = near
            .flat_map(|(_, it)| it.iter().map(|(_, hit)| hit.code))
            .collect();
        codes.sort_unstable();
        codes.dedup();
        debug_assert!(index >= first);
        for (at, _) in *group {
            codes.iter().for_each(|code| put(lists, *at, *code));
        }
    }
}
