//! A treemap: every code as a piece of one rectangle, as large as what it has,
//! beside the codes it hangs together with; below, all numbers in a list.

use super::canvas::{Align, Canvas, Shape};
use super::colour::{GREY, PAPER, text_on};
use super::drawing::Drawing;
use super::error::ChartError;
use super::families;
use super::fit::{clean, shorten, wrap};
use super::fonts::Ruler;
use super::frame::{self, LABEL, MARGIN, NOTE, number};
use super::squarify::{Plot, squarify};
use super::tree::Tree;
use super::treelist;
use crate::model::Table;

const MOST: usize = 2_000;
/// The rectangle's size, and its size for many pieces.
const SIZE: (i32, i32) = (620, 400);
const LARGE: (i32, i32) = (920, 600);
const MANY: usize = 60;
/// Between a piece's edge and its text.
const PAD: i32 = 6;
/// A label is shortened to no less than this.
const LEAST_LABEL: i32 = 30;

/// What each row has, by itself and with all that hangs under it.
pub(super) struct Sizes {
    pub(super) own: Vec<f64>,
    pub(super) whole: Vec<f64>,
}

impl Sizes {
    pub(super) fn of(table: &Table, column: usize, tree: &Tree) -> Self {
        let rows = 0..table.rows.len();
        let own = rows.map(|row| {
            let cell = table.cell(row, column);
            cell.and_then(number).unwrap_or(0.0).max(0.0)
        });
        let own: Vec<f64> = own.collect();
        let mut whole = own.clone();
        // What hangs lowest comes last in a walk.
        for (at, _) in tree.walk().into_iter().rev() {
            let sum = whole.get(at).copied().unwrap_or(0.0);
            if let Some(parent) = tree.parent(at)
                && let Some(above) = whole.get_mut(parent)
            {
                *above += sum;
            }
        }
        Self { own, whole }
    }

    fn own(&self, row: usize) -> f64 {
        self.own.get(row).copied().unwrap_or(0.0)
    }

    fn whole(&self, row: usize) -> f64 {
        self.whole.get(row).copied().unwrap_or(0.0)
    }
}

/// A piece of the rectangle that is one code's own.
pub(super) struct Tile {
    pub(super) row: usize,
    pub(super) plot: Plot,
}

/// The pieces, and the frames around those that hang together.
pub(super) struct Tiles {
    pub(super) tiles: Vec<Tile>,
    /// Each with how deep in the tree it lies, the deepest first.
    pub(super) frames: Vec<(usize, Plot)>,
}

impl Tiles {
    /// Deals the rectangle out to the tops of the tree, each of their pieces
    /// to what hangs under them, and so on.
    pub(super) fn new(sizes: &Sizes, tree: &Tree, whole: Plot) -> Self {
        let children = tree.children();
        let mut tiles = Vec::new();
        let mut frames = Vec::new();
        // Rows that share a plot; the first of them may be a parent's own part.
        let mut waiting: Vec<(Option<usize>, Vec<usize>, usize, Plot)> =
            vec![(None, tree.tops(), 0, whole)];
        while let Some((parent, rows, depth, plot)) = waiting.pop() {
            let own = parent.filter(|row| sizes.own(*row) > 0.0);
            let under: Vec<usize> = rows
                .into_iter()
                .filter(|row| sizes.whole(*row) > 0.0)
                .collect();
            let weights: Vec<f64> = own
                .iter()
                .map(|row| sizes.own(*row))
                .chain(under.iter().map(|row| sizes.whole(*row)))
                .collect();
            let mut plots = squarify(&weights, plot).into_iter();
            if let Some(row) = own
                && let Some(plot) = plots.next()
            {
                tiles.push(Tile { row, plot });
            }
            for (row, plot) in under.into_iter().zip(plots) {
                frames.push((depth, plot));
                let below = children.get(row).cloned().unwrap_or_default();
                waiting.push((Some(row), below, depth + 1, plot));
            }
        }
        tiles.sort_by_key(|tile| tile.row);
        frames.sort_by_key(|(depth, _)| std::cmp::Reverse(*depth));
        Self { tiles, frames }
    }
}

/// Draws one column of a table (counted from 0) as a treemap of its rows.
///
/// The area of each piece is in proportion to what the code has by itself;
/// pieces of codes that hang under the same code lie together. All numbers
/// stand in a list below, also those of pieces too small for a label, and of
/// codes that have none.
///
/// # Errors
/// A column that is not there, words instead of numbers, or more rows than a
/// picture can show.
pub fn treemap(table: &Table, column: usize, tree: &Tree) -> Result<Drawing, ChartError> {
    let ruler = Ruler::default();
    let (canvas, width, height) = compose(table, column, tree, &ruler)?;
    canvas.finish(width, height, &table.title)
}

/// The shapes of the picture and its size.
pub(super) fn compose(
    table: &Table,
    column: usize,
    tree: &Tree,
    ruler: &Ruler,
) -> Result<(Canvas, i32, i32), ChartError> {
    let (rows, columns) = (table.rows.len(), table.columns.len());
    if column >= columns && rows > 0 {
        let wanted = column.saturating_add(1);
        return Err(ChartError::NoSuchColumn { wanted, columns });
    }
    if rows > MOST {
        return Err(ChartError::TooLarge { rows, columns });
    }
    if frame::only_words(table.cells.iter().flatten()) {
        return Err(ChartError::NotNumbers);
    }
    let sizes = Sizes::of(table, column, tree);
    let pieces = sizes.own.iter().filter(|own| **own > 0.0).count();
    let size = if pieces > MANY { LARGE } else { SIZE };
    let inner = size.0;
    let mut canvas = Canvas::default();
    let mut top = frame::header(&mut canvas, ruler, &table.title, "", inner);
    let (families, base) = families(tree, &sizes);
    if pieces == 0 {
        let sentence = "Nothing has been coded yet, so there is nothing to draw.";
        canvas.text((MARGIN, top + 8), sentence, LABEL, Align::Start, GREY);
        top += 28;
    } else {
        let whole = Plot {
            left: f64::from(MARGIN),
            top: f64::from(top),
            width: f64::from(size.0),
            height: f64::from(size.1),
        };
        let tiles = Tiles::new(&sizes, tree, whole);
        for tile in &tiles.tiles {
            draw_tile(&mut canvas, ruler, table, column, tree, tile, &families);
        }
        for (depth, plot) in &tiles.frames {
            draw_frame(&mut canvas, *plot, depth.saturating_sub(base));
        }
        top += size.1 + 14;
    }
    if rows > 0 {
        let list = treelist::List {
            table,
            column,
            tree,
            sizes: &sizes,
            families: &families,
        };
        top = list.draw(&mut canvas, ruler, top, inner) + 8;
    }
    let bottom = frame::notes(&mut canvas, ruler, table, inner, top + 4);
    Ok((canvas, inner + 2 * MARGIN, bottom + MARGIN))
}

/// For each row its family, and how deep in the tree families lie: tops, or,
/// where all that has anything hangs under one top, what lies right below it.
fn families(tree: &Tree, sizes: &Sizes) -> (Vec<usize>, usize) {
    let mut tops = tree.tops().into_iter();
    let filled = tops.by_ref().find(|top| sizes.whole(*top) > 0.0);
    let another = tops.any(|top| sizes.whole(top) > 0.0);
    let Some(only) = filled.filter(|_| !another) else {
        return (tree.families(), 0);
    };
    let mut parents: Vec<Option<usize>> = (0..tree.len()).map(|at| tree.parent(at)).collect();
    for parent in &mut parents {
        *parent = parent.filter(|parent| *parent != only);
    }
    (Tree::new(parents).families(), 1)
}

fn draw_tile(
    canvas: &mut Canvas,
    ruler: &Ruler,
    table: &Table,
    column: usize,
    tree: &Tree,
    tile: &Tile,
    families: &[usize],
) {
    let (at, size) = tile.plot.rounded();
    if size.0 < 1 || size.1 < 1 {
        return;
    }
    let ground = families::ground(families.get(tile.row).copied().unwrap_or(0));
    canvas.add(Shape::Box {
        at,
        size,
        fill: ground,
    });
    let label = |row: usize| {
        let head = table.rows.get(row);
        head.map(|head| clean(&head.label)).unwrap_or_default()
    };
    let parent = tree.parent(tile.row).map(label).unwrap_or_default();
    let label = label(tile.row);
    let words = table
        .cell(tile.row, column)
        .map(|cell| clean(&cell.words()));
    let room = (size.0 - 2 * PAD, size.1 - 2 * PAD);
    let words = words.unwrap_or_default();
    let lines = written(ruler, &label, tail(&label, &parent), &words, room);
    let ink = text_on(ground);
    let mut middle = at.1 + PAD + LABEL.line() / 2;
    for line in lines {
        canvas.text((at.0 + PAD, middle), &line, LABEL, Align::Start, ink);
        middle += LABEL.line();
    }
}

/// What a label adds to its parent's: `rew` of `CRM-STR-rew` under `CRM-STR`.
fn tail<'a>(label: &'a str, parent: &str) -> Option<&'a str> {
    let tail = label.strip_prefix(parent)?.strip_prefix('-')?;
    (!parent.is_empty() && !tail.is_empty()).then_some(tail)
}

/// What is written into a piece: label and number if both fit, else what the
/// label adds to its parent's, else as much of it as fits, else the number,
/// else nothing; the list has them all.
fn written(
    ruler: &Ruler,
    label: &str,
    tail: Option<&str>,
    number: &str,
    (wide, high): (i32, i32),
) -> Vec<String> {
    let rows = usize::try_from(high / LABEL.line()).unwrap_or(0);
    let fits = |text: &str| LABEL.width(ruler, text) <= wide;
    if rows == 0 || !fits(number) {
        return Vec::new();
    }
    if rows > 1 {
        let mut lines = wrap(ruler, label, LABEL, wide, rows - 1);
        // A word that had to be cut in two reads worse than one cut short.
        if lines.join(" ") == label {
            lines.push(number.to_owned());
            return lines;
        }
    }
    let both = format!("{label} {number}");
    if fits(&both) {
        return vec![both];
    }
    if let Some(tail) = tail.map(|tail| format!("…{tail}")) {
        if rows > 1 && fits(&tail) {
            return vec![tail, number.to_owned()];
        }
        let both = format!("{tail} {number}");
        if fits(&both) {
            return vec![both];
        }
    }
    if rows > 1 && wide >= LEAST_LABEL {
        return vec![shorten(ruler, label, LABEL, wide), number.to_owned()];
    }
    vec![number.to_owned()]
}

/// White lines around what hangs together, thicker further up in the tree.
/// They lie on the edges, so that the pieces keep their areas.
fn draw_frame(canvas: &mut Canvas, plot: Plot, depth: usize) {
    let ((left, top), (width, height)) = plot.rounded();
    let (right, bottom) = (left + width, top + height);
    let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
    let mut points = corners.to_vec();
    points.push((left, top));
    canvas.add(Shape::Path {
        points,
        width: match depth {
            0 => 5,
            1 => 2,
            _ => 1,
        },
        colour: PAPER,
    });
}

/// The swatch of a family, for the list.
pub(super) fn swatch(canvas: &mut Canvas, at: (i32, i32), family: usize) {
    canvas.add(Shape::Box {
        at,
        size: (10, 10),
        fill: families::ground(family),
    });
}

/// Numbers of the list are set like notes.
pub(super) const LISTED: super::fit::Type = NOTE;
