use super::*;
use proptest::prelude::*;

/// A line of letters that are half as wide as high, in a column that ends at
/// `RIGHT`.
const RIGHT: f32 = 300.0;

fn line(text: &str, x: f32, y: f32) -> PdfLine {
    let wide = |text: &str| 5.0 * text.chars().count() as f32;
    PdfLine {
        text: text.to_owned(),
        x,
        y,
        end: x + wide(text),
        size: 10.0,
        first: text.split_whitespace().next().map_or(0.0, wide),
    }
}

/// Fills the column to its end, so that no word would find room.
fn full(start: &str) -> String {
    let letters = (RIGHT / 5.0) as usize;
    let mut text = format!("{start} ");
    while text.chars().count() < letters {
        text.push('x');
    }
    text
}

fn page(lines: Vec<PdfLine>) -> PdfPage {
    PdfPage {
        lines,
        ..PdfPage::default()
    }
}

fn texts(pages: &[PdfPage]) -> Vec<String> {
    let (paragraphs, _) = paragraphs(pages);
    // Fillings are left away to be read more easily.
    let bare = |text: String| {
        let words = text.split_whitespace();
        let words = words.filter(|word| !word.starts_with("xx"));
        words.collect::<Vec<_>>().join(" ")
    };
    paragraphs.into_iter().map(|it| bare(it.text)).collect()
}

#[test]
fn a_gap_or_a_line_that_ends_early_parts_paragraphs() {
    let lines = vec![
        line(&full("one"), 0.0, 0.0),
        line(&full("two"), 0.0, 12.0),
        line("three ends early", 0.0, 24.0),
        line(&full("four"), 0.0, 36.0),
        line(&full("five"), 0.0, 56.0),
        line(&full("six"), 0.0, 68.0),
    ];
    assert_eq!(
        texts(&[page(lines)]),
        ["one two three ends early", "four", "five six"]
    );
}

#[test]
fn an_indent_starts_a_paragraph_where_first_lines_are_indented() {
    let mut lines = Vec::new();
    for at in 0..4 {
        let y = 36.0 * at as f32;
        let mut first = line(&full("first"), 20.0, y);
        first.end = RIGHT;
        lines.push(first);
        lines.push(line(&full("more"), 0.0, y + 12.0));
        lines.push(line("end", 0.0, y + 24.0));
    }
    assert_eq!(texts(&[page(lines)]), ["first more end"; 4]);
}

#[test]
fn hanging_lines_and_cells_go_on() {
    let mut lines = Vec::new();
    for at in 0..4 {
        let y = 36.0 * at as f32;
        lines.push(line(&full("Anna:\tfirst"), 0.0, y));
        let mut more = line(&full("more"), 60.0, y + 12.0);
        more.end = RIGHT;
        lines.push(more.clone());
        lines.push(PdfLine {
            y: y + 24.0,
            ..more
        });
    }
    let (paragraphs, _) = paragraphs(&[page(lines)]);
    assert_eq!(paragraphs.len(), 4);
    assert!(paragraphs[0].text.starts_with("Anna:\tfirst"));
}

#[test]
fn a_name_that_recurs_starts_a_paragraph_behind_a_full_line() {
    let lines = vec![
        line("Anna: yes", 0.0, 0.0),
        line(&full("Bo: one"), 0.0, 12.0),
        line(&full("Anna: two"), 0.0, 24.0),
        line(&full("Note: words of Anna"), 0.0, 36.0),
    ];
    assert_eq!(
        texts(&[page(lines)]),
        ["Anna: yes", "Bo: one", "Anna: two Note: words of Anna"]
    );
}

#[test]
fn a_paragraph_goes_over_the_page_and_a_word_too() {
    let first = page(vec![
        line(&full("one"), 0.0, 0.0),
        PdfLine {
            end: RIGHT,
            ..line("two palkit-", 0.0, 12.0)
        },
    ]);
    let second = page(vec![line("semisesta", 0.0, 0.0)]);
    let (paragraphs, notes) = paragraphs(&[first, second]);
    assert_eq!(paragraphs.len(), 1);
    assert!(paragraphs[0].text.ends_with("palkitsemisesta"));
    assert_eq!((paragraphs[0].from, paragraphs[0].to), (1, 2));
    assert_eq!(notes.len(), 1);
}

#[test]
fn left_and_right_pages_may_have_margins_of_their_own() {
    let pages: Vec<PdfPage> = [0.0, 40.0, 0.0, 40.0]
        .iter()
        .map(|x| {
            let lines = (0..6).map(|at| line(&full("words"), *x, 12.0 * at as f32));
            page(lines.collect())
        })
        .collect();
    assert_eq!(paragraphs(&pages).0.len(), 1);
}

proptest! {
    #[test]
    fn no_word_is_lost(
        given in proptest::collection::vec(("[a-z:\t -]{0,12}", -50.0f32..600.0, -50.0f32..900.0, 0.0f32..40.0), 0..20)
    ) {
        let lines: Vec<PdfLine> = given
            .iter()
            .map(|(text, x, y, size)| PdfLine { size: *size, ..line(text, *x, *y) })
            .collect();
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
        let all: String = lines.iter().map(|line| letters(&line.text)).collect();
        let (paragraphs, _) = paragraphs(&[page(lines)]);
        let kept: String = paragraphs.iter().map(|it| letters(&it.text)).collect();
        prop_assert_eq!(kept, all);
    }
}
