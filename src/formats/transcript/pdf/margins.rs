//! Running heads, running feet and page numbers: found, taken out of the text,
//! and told with their wording, since a person must be able to see that they
//! were no speech.
//!
//! The danger lies on both sides: a page number in the middle of a sentence
//! breaks its quote, and an answer that happens to stand first on two pages is
//! not a head.

use super::page::{PdfLine, PdfPage};
use crate::formats::transcript::mark::mark_of;
use indexmap::IndexMap;
use std::collections::HashMap;

/// How many lines at either edge of a page are looked at.
const DEEPEST: usize = 4;
/// Heads of one height differ by no more, in points.
const SAME_HEIGHT: f32 = 3.0;
/// A head is on most pages, in percent; left and right pages may have heads of
/// their own.
const MOST_PAGES: usize = 40;
const NEARLY_ALL_PAGES: usize = 75;
/// How many wordings of one line are told; of more, the first and the last.
const MOST_TOLD: usize = 4;

/// A line at the edge of a page, whatever its numbers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    top: bool,
    wording: String,
}

/// Takes running heads, feet and page numbers off the pages. Returns the notes
/// that tell of them.
pub(super) fn without_margins(pages: &mut [PdfPage]) -> Vec<String> {
    let mut seen: HashMap<Key, Vec<f32>> = HashMap::new();
    for page in pages.iter() {
        for top in [true, false] {
            for (key, y) in edge(&page.lines, top) {
                seen.entry(key).or_default().push(y);
            }
        }
    }
    let written = pages.iter().filter(|page| !page.lines.is_empty()).count();
    let mut taken: IndexMap<Key, Vec<String>> = IndexMap::new();
    for page in pages.iter_mut() {
        for top in [true, false] {
            let edge = edge(&page.lines, top);
            let recurring = |share: usize| {
                let recurs = |(key, y): &&(Key, f32)| recurs(&seen, key, *y, written, share);
                edge.iter().take_while(recurs).count()
            };
            let mut count = recurring(MOST_PAGES);
            while count > 0 && !stands_off(&page.lines, top, count) {
                count -= 1;
            }
            // What stands close to the text belongs to the margin only where
            // it is on nearly every page. "Anna 00:12:30" may be, and is none.
            if written > 3 {
                let unmarked = |line: &&PdfLine| mark_of(&line.text).is_none();
                let most = recurring(NEARLY_ALL_PAGES);
                let lines = page.lines.iter();
                count = count.max(if top {
                    lines.take(most).take_while(unmarked).count()
                } else {
                    lines.rev().take(most).take_while(unmarked).count()
                });
            }
            if count == 0 && numbers_page(&page.lines, top) {
                count = 1;
            }
            let keys = edge.into_iter().take(count).map(|(key, _)| key);
            for key in keys.collect::<Vec<_>>() {
                let at = if top { 0 } else { page.lines.len() - 1 };
                taken
                    .entry(key)
                    .or_default()
                    .push(page.lines.remove(at).text);
            }
        }
    }
    told(taken)
}

/// The lines at one edge, from the outside inward, with their heights.
fn edge(lines: &[PdfLine], top: bool) -> Vec<(Key, f32)> {
    let key = |line: &PdfLine| {
        let wording = wording(&line.text);
        (Key { top, wording }, line.y)
    };
    if top {
        lines.iter().take(DEEPEST).map(key).collect()
    } else {
        lines.iter().rev().take(DEEPEST).map(key).collect()
    }
}

/// The words with one mark for each number.
fn wording(text: &str) -> String {
    let mut wording = String::new();
    for letter in text.to_lowercase().chars() {
        if !letter.is_numeric() {
            wording.push(letter);
        } else if !wording.ends_with('#') {
            wording.push('#');
        }
    }
    wording
}

/// Whether a line stands at this height on more than this share of the pages.
fn recurs(seen: &HashMap<Key, Vec<f32>>, key: &Key, y: f32, pages: usize, percent: usize) -> bool {
    let heights = seen.get(key).map(Vec::as_slice).unwrap_or_default();
    let here = heights.iter().filter(|it| (*it - y).abs() < SAME_HEIGHT);
    let count = here.count();
    count >= 2 && count * 100 > pages * percent
}

/// Whether the outermost lines stand further from the rest than lines do.
fn stands_off(lines: &[PdfLine], top: bool, count: usize) -> bool {
    if count == 0 || count >= lines.len() {
        return false;
    }
    let inner = if top { count } else { lines.len() - count };
    let gap = |at: usize| match (
        at.checked_sub(1).and_then(|at| lines.get(at)),
        lines.get(at),
    ) {
        (Some(above), Some(below)) => below.y - above.y,
        _ => 0.0,
    };
    let mut gaps: Vec<f32> = (1..lines.len())
        .filter(|at| *at != inner)
        .map(gap)
        .collect();
    gaps.sort_by(f32::total_cmp);
    let usual = gaps.get(gaps.len() / 2).copied();
    let size = lines.get(inner).map_or(0.0, |line| line.size);
    gap(inner) > 1.5 * usual.unwrap_or(size).max(size)
}

/// "3", "- 3 -", "3/10", "Page 3 of 10" alone at the edge of a page.
fn numbers_page(lines: &[PdfLine], top: bool) -> bool {
    let outermost = if top { lines.first() } else { lines.last() };
    outermost.is_some_and(|line| is_page_number(&line.text)) && stands_off(lines, top, 1)
}

fn is_page_number(text: &str) -> bool {
    const WORDS: [&str; 16] = [
        "page", "pages", "p", "pg", "of", "sivu", "s", "sida", "sid", "av", "från", "seite", "von",
        "blad", "/", "|",
    ];
    let lower = text.to_lowercase();
    let spaced = lower.replace('/', " / ");
    let parts = spaced
        .split_whitespace()
        .map(|part| part.trim_matches(['-', '–', '—', '.', '(', ')', '[', ']', ',']));
    let mut numbers = 0;
    for part in parts.filter(|part| !part.is_empty()) {
        let digits = part.len() <= 5 && part.chars().all(|c| c.is_ascii_digit());
        numbers += usize::from(digits);
        if !digits && !WORDS.contains(&part) {
            return false;
        }
    }
    (1..=2).contains(&numbers)
}

fn told(taken: IndexMap<Key, Vec<String>>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut count = 0;
    for wordings in taken.into_values() {
        count += wordings.len();
        let mut different: Vec<String> = Vec::new();
        let mut known = std::collections::HashSet::new();
        for wording in wordings {
            if known.insert(wording.clone()) {
                different.push(format!("'{}'", wording.replace('\t', " ")));
            }
        }
        if different.len() > MOST_TOLD
            && let (Some(first), Some(last)) = (different.first(), different.last())
        {
            lines.push(format!("{first} to {last}"));
        } else {
            lines.extend(different);
        }
    }
    if lines.is_empty() {
        return Vec::new();
    }
    vec![format!(
        "{count} lines at the top or foot of pages were taken for running heads, feet and page \
         numbers, and left out: {}",
        lines.join(", ")
    )]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(lines: &[(&str, f32)]) -> PdfPage {
        let line = |(text, y): &(&str, f32)| PdfLine {
            text: (*text).to_owned(),
            y: *y,
            size: 10.0,
            ..PdfLine::default()
        };
        PdfPage {
            lines: lines.iter().map(line).collect(),
            ..PdfPage::default()
        }
    }

    fn left(pages: &[PdfPage]) -> Vec<Vec<&str>> {
        pages
            .iter()
            .map(|page| page.lines.iter().map(|line| line.text.as_str()).collect())
            .collect()
    }

    #[test]
    fn heads_and_feet_go_and_are_told() {
        let mut pages: Vec<PdfPage> = (1..=6)
            .map(|number| {
                let foot = format!("Page {number} of 6");
                let body = "x".repeat(number);
                page(&[
                    ("Interview 3, in confidence", 30.0),
                    ("Firm A", 42.0),
                    (body.as_str(), 80.0),
                    (body.as_str(), 95.0),
                    (body.as_str(), 110.0),
                    (foot.as_str(), 800.0),
                ])
            })
            .collect();
        let notes = without_margins(&mut pages);
        assert_eq!(left(&pages)[2], ["xxx"; 3]);
        assert_eq!(notes.len(), 1);
        let words = [
            "18 lines",
            "'Interview 3, in confidence', 'Firm A'",
            "'Page 1 of 6' to 'Page 6 of 6'",
        ];
        for word in words {
            assert!(notes[0].contains(word), "{}", notes[0]);
        }
    }

    #[test]
    fn every_way_of_numbering_pages() {
        for (one, two) in [
            ("1", "2"),
            ("- 1 -", "- 2 -"),
            ("1/2", "2/2"),
            ("Sivu 1", "Sivu 2"),
            ("Page 1 of 2", "Page 2 of 2"),
            ("1 (2)", "2 (2)"),
        ] {
            let first = [("a", 80.0), ("b", 95.0), ("c", 110.0)];
            let second = [("d", 80.0), ("e", 95.0), ("f", 110.0)];
            let numbered = |body: &[(&str, f32)], foot| page(&[body, &[(foot, 800.0)]].concat());
            let mut pages = [numbered(&first, one), numbered(&second, two)];
            let notes = without_margins(&mut pages);
            assert_eq!(left(&pages), [["a", "b", "c"], ["d", "e", "f"]], "{one}");
            assert!(notes[0].contains(one) && notes[0].contains(two));
            // The only page of a letter has a number, too.
            let mut single = [numbered(&first, one)];
            assert_eq!(without_margins(&mut single).len(), 1, "{one}");
        }
    }

    #[test]
    fn an_answer_at_the_edge_of_two_pages_is_no_head() {
        let said = page(&[("V: Joo.", 80.0), ("H: Ja?", 95.0), ("V: 12", 110.0)]);
        let mut pages = [said.clone(), said.clone()];
        assert_eq!(without_margins(&mut pages), Vec::<String>::new());
        assert_eq!(pages, [said.clone(), said]);
        // Nor is a bare number that stands among the lines.
        let mut counted = [page(&[("How many?", 80.0), ("some", 95.0), ("12", 110.0)])];
        assert!(without_margins(&mut counted).is_empty());
    }

    #[test]
    fn a_speaker_at_the_top_of_every_page_is_no_head() {
        let mut pages: Vec<PdfPage> = (1..=5)
            .map(|at| {
                let mark = format!("Anna Berg 00:1{at}:30");
                page(&[
                    (mark.as_str(), 80.0),
                    ("said", 95.0),
                    (&format!("more{}", "x".repeat(at)), 110.0),
                ])
            })
            .collect();
        assert!(without_margins(&mut pages).is_empty());
        assert_eq!(left(&pages)[4][0], "Anna Berg 00:15:30");
    }

    #[test]
    fn the_only_line_of_few_pages_stays() {
        let mut pages = [page(&[("1", 800.0)]), page(&[])];
        assert!(without_margins(&mut pages).is_empty());
    }
}
