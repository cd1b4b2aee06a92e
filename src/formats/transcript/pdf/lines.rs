//! From letters with their places to lines, as the eye puts them together.

use super::columns::{Run, gutter};
use super::page::PdfLine;

/// A letter where it stands; the end is where the next one would.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    pub letter: char,
    pub x: f32,
    pub y: f32,
    pub end_x: f32,
    pub end_y: f32,
    pub size: f32,
    /// Whether it is drawn in one with the letter before, as in a ligature.
    pub tied: bool,
}

// All in parts of the letters' size.
/// Letters this far apart have a blank between them, drawn or not.
const BLANK: f32 = 0.17;
/// Words this far apart stand in two columns; justified lines stay below.
const COLUMN: f32 = 2.0;
/// Letters this far above or below each other stand on one line: raised ones.
const RAISED: f32 = 0.4;
/// The same letter drawn twice this near is one, made bold.
const BOLD: f32 = 0.1;

/// Places beyond this are no places.
const FARTHEST: f32 = 100_000.0;

/// The way letters run, in quarter turns; `None` is aslant.
type Way = Option<u8>;

/// Letters drawn one behind the other.
struct Piece {
    glyphs: Vec<Glyph>,
    x: f32,
    end: f32,
    y: f32,
    size: f32,
}

/// What stands on a page.
pub(super) struct Found {
    /// Its lines, from top to bottom, column by column.
    pub lines: Vec<PdfLine>,
    /// What runs another way than most of the page.
    pub across: Vec<String>,
    /// Whether there are two columns.
    pub columns: bool,
}

/// Finds what stands on a page of this width and height.
pub(super) fn lines_of(glyphs: Vec<Glyph>, page: (f32, f32)) -> Found {
    let mut ways = [0usize; 4];
    for glyph in glyphs.iter().filter(|glyph| glyph.letter != ' ') {
        if let Some(count) = way(glyph).and_then(|way| ways.get_mut(usize::from(way))) {
            *count += 1;
        }
    }
    let most = (0..4u8).rev().max_by_key(|way| ways.get(usize::from(*way)));
    let (straight, across): (Vec<Glyph>, Vec<Glyph>) =
        glyphs.into_iter().partition(|glyph| way(glyph) == most);
    let upright = straight
        .into_iter()
        .map(|glyph| upright(glyph, most.unwrap_or(0), page));
    let (lines, columns) = assembled(upright.collect());
    Found {
        lines,
        across: runs(&across),
        columns,
    }
}

fn way(glyph: &Glyph) -> Way {
    let places = [glyph.x, glyph.y, glyph.end_x, glyph.end_y, glyph.size];
    let sound = places.iter().all(|it| it.abs() < FARTHEST) && glyph.size > 0.0;
    let (x, y) = (glyph.end_x - glyph.x, glyph.end_y - glyph.y);
    match sound {
        false => None,
        // A letter without width, such as an accent, says nothing.
        true if x == 0.0 && y == 0.0 => Some(0),
        true if y.abs() < 0.1 * x.abs() => Some(if x > 0.0 { 0 } else { 2 }),
        true if x.abs() < 0.1 * y.abs() => Some(if y > 0.0 { 1 } else { 3 }),
        true => None,
    }
}

/// The letter as it stands when the page is turned so that it can be read.
fn upright(glyph: Glyph, way: u8, (width, height): (f32, f32)) -> Glyph {
    let turned = |x: f32, y: f32| match way {
        1 => (y, width - x),
        2 => (width - x, height - y),
        3 => (height - y, x),
        _ => (x, y),
    };
    let (x, y) = turned(glyph.x, glyph.y);
    let (end_x, end_y) = turned(glyph.end_x, glyph.end_y);
    Glyph {
        x,
        y,
        end_x,
        end_y,
        ..glyph
    }
}

/// What runs another way, in the order in which it was drawn.
fn runs(glyphs: &[Glyph]) -> Vec<String> {
    let mut runs: Vec<String> = Vec::new();
    let mut last: Option<&Glyph> = None;
    for glyph in glyphs {
        let near = |before: &Glyph| {
            let apart = (glyph.x - before.end_x).hypot(glyph.y - before.end_y);
            way(glyph) == way(before) && apart < glyph.size
        };
        match runs.last_mut().filter(|_| last.is_some_and(near)) {
            Some(run) => run.push(glyph.letter),
            None => runs.push(glyph.letter.to_string()),
        }
        last = Some(glyph);
    }
    let runs = runs.iter().map(|run| collapsed(run));
    runs.filter(|run| !run.is_empty()).collect()
}

/// The lines, and whether they stand in two columns.
fn assembled(glyphs: Vec<Glyph>) -> (Vec<PdfLine>, bool) {
    let mut rows = rows_of(glyphs);
    for row in &mut rows {
        row.sort_by(|one, other| one.x.total_cmp(&other.x));
        row.dedup_by(|later, earlier| same_drawn_twice(later, earlier));
    }
    let lines: Vec<PdfLine> = match gutter(&runs_of(&rows)) {
        Some(at) => by_columns(rows, at),
        None => {
            let lines = rows.into_iter().map(line);
            return (lines.filter(has_words).collect(), false);
        }
    };
    (lines.into_iter().filter(has_words).collect(), true)
}

fn has_words(line: &PdfLine) -> bool {
    !line.text.is_empty()
}

/// The runs of all rows, from one wide gap to the next.
fn runs_of(rows: &[Vec<Piece>]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for row in rows {
        let mut inside = false;
        for piece in row {
            let letters = piece.glyphs.len();
            match runs.last_mut().filter(|_| inside) {
                Some(run) if piece.x - run.end <= piece.size => {
                    run.end = run.end.max(piece.end);
                    run.letters += letters;
                }
                _ => runs.push(Run {
                    x: piece.x,
                    end: piece.end,
                    letters,
                }),
            }
            inside = true;
        }
    }
    runs
}

/// The lines of the left column, then those of the right one, as if it stood
/// below; a line over both parts what is above from what is below.
fn by_columns(rows: Vec<Vec<Piece>>, at: f32) -> Vec<PdfLine> {
    let start = |left: bool| {
        let pieces = rows.iter().flatten().filter(|it| (it.x < at) == left);
        pieces.map(|piece| piece.x).min_by(f32::total_cmp)
    };
    let shift = match (start(true), start(false)) {
        (Some(left), Some(right)) => right - left,
        _ => 0.0,
    };
    let mut lines = Vec::new();
    let mut waiting = Vec::new();
    for row in rows {
        if row.iter().any(|piece| piece.x < at && at < piece.end) {
            lines.append(&mut waiting);
            lines.push(line(row));
            continue;
        }
        let (left, right): (Vec<Piece>, Vec<Piece>) = row.into_iter().partition(|it| it.x < at);
        if !left.is_empty() {
            lines.push(line(left));
        }
        if !right.is_empty() {
            let mut right = line(right);
            right.x -= shift;
            right.end -= shift;
            waiting.push(right);
        }
    }
    lines.append(&mut waiting);
    lines
}

/// The pieces of each line, from top to bottom.
fn rows_of(glyphs: Vec<Glyph>) -> Vec<Vec<Piece>> {
    let mut pieces = pieces_of(glyphs);
    pieces.sort_by(|one, other| one.y.total_cmp(&other.y));
    let mut rows: Vec<Vec<Piece>> = Vec::new();
    // The height and size of the largest letters in the last row.
    let mut last = (f32::MIN, 0.0f32);
    for piece in pieces {
        let on_it = piece.y - last.0 <= RAISED * last.1.max(piece.size);
        match rows.last_mut().filter(|_| on_it) {
            Some(row) => {
                if piece.size > last.1 {
                    last = (piece.y, piece.size);
                }
                row.push(piece);
            }
            None => {
                last = (piece.y, piece.size);
                rows.push(vec![piece]);
            }
        }
    }
    rows
}

fn pieces_of(glyphs: Vec<Glyph>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut skipped = false;
    for glyph in glyphs {
        if skipped && glyph.tied {
            continue;
        }
        skipped = false;
        let goes_on = |piece: &&mut Piece| {
            let size = piece.size.max(glyph.size);
            (glyph.y - piece.y).abs() < 0.1 * size
                && (-0.5 * size..size).contains(&(glyph.x - piece.end))
        };
        let twice = |before: &Glyph| {
            !glyph.tied
                && before.letter == glyph.letter
                && (before.x - glyph.x).abs() < BOLD * glyph.size
                && (before.y - glyph.y).abs() < BOLD * glyph.size
        };
        match pieces.last_mut().filter(goes_on) {
            Some(piece) if piece.glyphs.last().is_some_and(twice) => skipped = true,
            Some(piece) => {
                piece.end = piece.end.max(glyph.end_x);
                piece.size = piece.size.max(glyph.size);
                piece.glyphs.push(glyph);
            }
            None => pieces.push(Piece {
                x: glyph.x,
                end: glyph.end_x,
                y: glyph.y,
                size: glyph.size,
                glyphs: vec![glyph],
            }),
        }
    }
    pieces
}

fn line(pieces: Vec<Piece>) -> PdfLine {
    let largest = pieces
        .iter()
        .max_by(|one, other| one.size.total_cmp(&other.size));
    let (y, size) = largest.map_or((0.0, 0.0), |piece| (piece.y, piece.size));
    let mut writer = Writer::default();
    for glyph in pieces.iter().flat_map(|piece| &piece.glyphs) {
        writer.add(glyph);
    }
    PdfLine {
        text: collapsed(&writer.text),
        x: writer.start.unwrap_or(0.0),
        end: writer.ink,
        y,
        size,
        first: writer.first.unwrap_or(writer.ink) - writer.start.unwrap_or(0.0),
    }
}

fn same_drawn_twice(later: &Piece, earlier: &Piece) -> bool {
    let letters = |piece: &Piece| -> Vec<char> {
        let letters = piece.glyphs.iter().map(|glyph| glyph.letter);
        letters.filter(|letter| *letter != ' ').collect()
    };
    (later.x - earlier.x).abs() < BOLD * later.size
        && (later.y - earlier.y).abs() < BOLD * later.size
        && letters(later) == letters(earlier)
}

/// Writes the letters of a line, with the blanks that its gaps are.
#[derive(Default)]
struct Writer {
    text: String,
    /// Where the first letter starts, and where the last one that is no blank
    /// ends.
    start: Option<f32>,
    ink: f32,
    /// Where the first word ends.
    first: Option<f32>,
}

impl Writer {
    fn add(&mut self, glyph: &Glyph) {
        if glyph.letter == ' ' {
            self.text.push(' ');
            return;
        }
        if let Some(start) = self.start {
            let gap = glyph.x - self.ink;
            if gap > COLUMN * glyph.size {
                self.text.push('\t');
            } else if gap > BLANK * glyph.size {
                self.text.push(' ');
            }
            if self.first.is_none() && self.text.ends_with([' ', '\t']) {
                self.first = Some(self.ink.max(start));
            }
        } else {
            self.start = Some(glyph.x);
            self.ink = glyph.x;
            self.text.clear();
        }
        self.ink = self.ink.max(glyph.end_x);
        self.text.push(glyph.letter);
    }
}

/// The text with one blank, or one tab, for each run of them.
fn collapsed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut blank, mut tab) = (false, false);
    for letter in text.trim().chars() {
        if letter.is_whitespace() {
            blank = true;
            tab |= letter == '\t';
            continue;
        }
        if blank {
            out.push(if tab { '\t' } else { ' ' });
            (blank, tab) = (false, false);
        }
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests;
