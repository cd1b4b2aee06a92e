//! A network of codes: circles for codes, lines between those that stand
//! together.

use super::canvas::{Align, Canvas, Shape};
use super::colour::{Colour, GREY, INK, PAPER, scale};
use super::drawing::Drawing;
use super::error::ChartError;
use super::families;
use super::fit::{clean, shorten};
use super::fonts::Ruler;
use super::frame::{self, LABEL, MARGIN, NOTE};
use super::net::{Line, Net, Node};
use super::ring::{Guest, LARGEST, Ring, Seat};
use super::tree::Tree;
use crate::model::Table;

/// With more codes than this, no page holds the picture.
const MOST: usize = 300;
const LEAST_WIDTH: i32 = 420;
/// The thickest line.
const THICKEST: f64 = 7.0;
/// Between a circle, its number and its label.
const PAD: i32 = 5;
/// The strongest pairs are told in words below.
const TOLD: usize = 10;
/// Where their labels may be this long.
const TOLD_LABEL: i32 = 240;
/// Up to how many codes without anything are told by name.
const NAMED: usize = 12;

/// What a network is drawn of.
#[derive(Clone, Copy, Debug)]
pub struct NetworkOf<'a> {
    /// Codes by codes: how strongly each two stand together.
    pub strengths: &'a Table,
    /// Codes by the same codes; its diagonal says what each has by itself. May
    /// be the same table.
    pub own: &'a Table,
    /// How the codes hang together; they stand in its order.
    pub tree: &'a Tree,
    /// Draw only lines of at least this strength. Without it, the weakest are
    /// left out until about a hundred are left.
    pub least: Option<f64>,
}

/// Draws a table of codes by codes as a network.
///
/// Codes stand around an oval in the order of their tree. The area of a
/// circle grows with what the code has by itself, which is written beside it;
/// the width of a line with what the two codes have together. Legend and
/// notes say from which strength on lines are drawn, and name the strongest
/// pairs with their numbers.
///
/// # Errors
/// A table that is not the same from both sides, or more codes or lines than a
/// picture can show.
pub fn network(of: &NetworkOf<'_>) -> Result<Drawing, ChartError> {
    let ruler = Ruler::default();
    let (canvas, width, height) = compose(of, &ruler)?;
    canvas.finish(width, height, &of.strengths.title)
}

/// The shapes of the picture and its size.
pub(super) fn compose(of: &NetworkOf<'_>, ruler: &Ruler) -> Result<(Canvas, i32, i32), ChartError> {
    let table = of.strengths;
    let net = Net::of(table, of.own, of.least)?;
    if net.nodes.len() > MOST {
        let (rows, columns) = (table.rows.len(), table.columns.len());
        return Err(ChartError::TooLarge { rows, columns });
    }
    let drawn = Drawn::new(of, &net, ruler);
    let inner = (2 * drawn.half_width()).max(LEAST_WIDTH);
    let mut canvas = Canvas::default();
    let mut top = frame::header(&mut canvas, ruler, &table.title, "", inner);
    if net.nodes.is_empty() {
        let sentence = if table.rows.is_empty() {
            "There are no codes to compare."
        } else {
            "None of these codes has been given yet, so there is nothing to join."
        };
        canvas.text((MARGIN, top + 8), sentence, LABEL, Align::Start, GREY);
        top += 28;
    } else {
        let middle = (MARGIN + inner / 2, top + drawn.ring.half_height);
        drawn.draw(&mut canvas, &net, middle);
        top = middle.1 + drawn.ring.half_height + 14;
        top = legend(&mut canvas, ruler, &net, top, inner);
    }
    let said = said(of, &net, ruler);
    let bottom = frame::notes(&mut canvas, ruler, &said, inner, top + 4);
    Ok((canvas, inner + 2 * MARGIN, bottom + MARGIN))
}

/// The network with its places.
struct Drawn<'a> {
    ring: Ring,
    /// The codes in the order of their places, with number and colour.
    seated: Vec<(&'a Node, String, Colour)>,
    /// The width of the widest number.
    number: i32,
    most: f64,
}

impl<'a> Drawn<'a> {
    fn new(of: &NetworkOf<'_>, net: &'a Net, ruler: &Ruler) -> Self {
        let families = of.tree.families();
        let family = |row: usize| families.get(row).copied().unwrap_or(0);
        let coloured = coloured(of.tree);
        let node = |row: usize| net.nodes.iter().find(|node| node.row == row);
        let mut order: Vec<&Node> = of
            .tree
            .walk()
            .into_iter()
            .filter_map(|(row, _)| node(row))
            .collect();
        // A tree that lacks some of the codes must not hide them.
        let unknown = net.nodes.iter().filter(|node| node.row >= of.tree.len());
        order.extend(unknown);
        let guests: Vec<Guest> = order
            .iter()
            .map(|node| Guest {
                label: of
                    .strengths
                    .rows
                    .get(node.row)
                    .map(|head| clean(&head.label))
                    .unwrap_or_default(),
                family: family(node.row),
            })
            .collect();
        let seated: Vec<(&Node, String, Colour)> = order
            .into_iter()
            .map(|node| {
                let cell = of.own.cell(node.row, node.row);
                let words = cell.filter(|_| node.own.is_some());
                let words = words.map(|cell| cell.value.words()).unwrap_or_default();
                let colour = if coloured {
                    families::ink(family(node.row))
                } else {
                    scale(0.86)
                };
                (node, words, colour)
            })
            .collect();
        let numbers = seated.iter().map(|(_, words, _)| NOTE.width(ruler, words));
        let own = net.nodes.iter().filter_map(|node| node.own);
        Self {
            number: numbers.max().unwrap_or(0),
            most: own.fold(0.0, f64::max),
            ring: Ring::new(&guests, LABEL, ruler),
            seated,
        }
    }

    fn half_width(&self) -> i32 {
        self.ring.half_width + LARGEST + PAD + self.number + PAD + self.ring.label
    }

    fn draw(&self, canvas: &mut Canvas, net: &Net, middle: (i32, i32)) {
        let moved = |at: (i32, i32)| (middle.0 + at.0, middle.1 + at.1);
        let seat = |row: usize| self.seated.iter().position(|(node, ..)| node.row == row);
        for line in &net.lines {
            let (Some(from), Some(to)) = (seat(line.ends.0), seat(line.ends.1)) else {
                continue;
            };
            canvas.add(Shape::Path {
                points: self.ring.way(from, to).into_iter().map(moved).collect(),
                width: width(line, net),
                colour: colour(line, net),
            });
        }
        for (seat, (node, words, colour)) in self.ring.seats.iter().zip(&self.seated) {
            let centre = moved(seat.at);
            let radius = self.radius(node);
            circle(canvas, centre, radius, *colour, node.joined);
            self.label(canvas, centre, seat, words);
        }
    }

    /// Areas in proportion to what the codes have.
    fn radius(&self, node: &Node) -> u32 {
        let part = node.own.unwrap_or(0.0) / self.most;
        let part = if part.is_finite() { part.max(0.0) } else { 0.0 };
        ((f64::from(LARGEST) * part.sqrt()).round() as u32).max(2)
    }

    fn label(&self, canvas: &mut Canvas, centre: (i32, i32), seat: &Seat, words: &str) {
        let (align, away) = if seat.left {
            (Align::End, -1)
        } else {
            (Align::Start, 1)
        };
        let number = centre.0 + away * (LARGEST + PAD);
        canvas.text((number, centre.1), words, NOTE, align, GREY);
        let x = number + away * (self.number + PAD);
        let more = i32::try_from(seat.lines.len()).unwrap_or(1) - 1;
        let mut y = centre.1 - more * LABEL.line() / 2;
        for line in &seat.lines {
            canvas.text((x, y), line, LABEL, align, INK);
            y += LABEL.line();
        }
    }
}

/// Whether colours tell families apart. They do not where hardly any code
/// shares its family with another.
fn coloured(tree: &Tree) -> bool {
    tree.tops().len() * 2 <= tree.len()
}

/// A circle, with a rim of paper so that lines seem to end at it; hollow where
/// no line does.
fn circle(canvas: &mut Canvas, centre: (i32, i32), radius: u32, colour: Colour, full: bool) {
    let mut ring = |radius, colour| {
        canvas.add(Shape::Ring {
            centre,
            radius,
            colour,
            filled: true,
        });
    };
    ring(radius + 1, PAPER);
    ring(radius, colour);
    if !full {
        ring(radius.saturating_sub(1).max(1), PAPER);
    }
}

fn part(line: &Line, net: &Net) -> f64 {
    let part = line.strength / net.strongest();
    if part.is_finite() { part } else { 1.0 }
}

fn width(line: &Line, net: &Net) -> u32 {
    ((THICKEST * part(line, net)).round() as u32).max(1)
}

/// Weak lines are pale, so that they step back.
fn colour(line: &Line, net: &Net) -> Colour {
    scale(0.26 + 0.6 * part(line, net))
}

/// Lines of the greatest, a middle and the least strength, and what a hollow
/// circle means.
fn legend(canvas: &mut Canvas, ruler: &Ruler, net: &Net, top: i32, inner: i32) -> i32 {
    const HEIGHT: i32 = 18;
    const SAMPLE: i32 = 34;
    let mut shown: Vec<&Line> = Vec::new();
    let count = net.lines.len();
    for at in [count.wrapping_sub(1), count / 2, 0] {
        if let Some(line) = net.lines.get(at)
            && !shown.iter().any(|other| other.words == line.words)
        {
            shown.push(line);
        }
    }
    let mut at = (MARGIN, top);
    let mut place = |width: i32| {
        if at.0 > MARGIN && at.0 + width > MARGIN + inner {
            at = (MARGIN, at.1 + HEIGHT);
        }
        let here = at;
        at.0 += width + 18;
        here
    };
    let mut bottom = top;
    for line in shown {
        let here = place(SAMPLE + 6 + NOTE.width(ruler, &line.words));
        let middle = here.1 + HEIGHT / 2;
        canvas.add(Shape::Path {
            points: vec![(here.0, middle), (here.0 + SAMPLE, middle)],
            width: width(line, net),
            colour: colour(line, net),
        });
        let text = (here.0 + SAMPLE + 6, middle);
        canvas.text(text, &line.words, NOTE, Align::Start, GREY);
        bottom = here.1 + HEIGHT;
    }
    if net.nodes.iter().any(|node| !node.joined) {
        let words = "no line leads to this code";
        let here = place(16 + NOTE.width(ruler, words));
        let middle = here.1 + HEIGHT / 2;
        circle(canvas, (here.0 + 5, middle), 5, GREY, false);
        canvas.text((here.0 + 16, middle), words, NOTE, Align::Start, GREY);
        bottom = here.1 + HEIGHT;
    }
    bottom + 4
}

/// What stands below: what lines and circles are, and the strongest pairs.
fn said(of: &NetworkOf<'_>, net: &Net, ruler: &Ruler) -> Table {
    let table = of.strengths;
    let label = |row: usize| {
        let head = table.rows.get(row);
        head.map(|head| head.label.as_str()).unwrap_or_default()
    };
    let short = |label: &str| shorten(ruler, &clean(label), NOTE, TOLD_LABEL);
    let (pairs, _) = unit_and_own(&table.unit);
    let (_, own) = unit_and_own(&of.own.unit);
    let mut notes = Vec::new();
    if !net.nodes.is_empty() {
        notes.push(how_many(net));
        let own = own.map(|own| format!(", {own},")).unwrap_or_default();
        notes.push(format!(
            "The number at a code{own} is what it has by itself; the area of its circle is in \
             proportion to it."
        ));
        if coloured(of.tree) {
            notes.push("Colours: codes that hang under the same code at the top.".to_owned());
        }
        let strongest = net.lines.iter().rev().take(TOLD).map(|line| {
            let (a, b) = line.ends;
            format!("{} – {} {}", short(label(a)), short(label(b)), line.words)
        });
        let strongest: Vec<String> = strongest.collect();
        if !strongest.is_empty() {
            notes.push(format!("Strongest: {}.", strongest.join("; ")));
        }
    }
    if !net.absent.is_empty() && !net.nodes.is_empty() {
        let mut names: Vec<String> = net.absent.iter().map(|row| short(label(*row))).collect();
        let more = names.len().saturating_sub(NAMED);
        names.truncate(NAMED);
        let more = match more {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        notes.push(format!(
            "Not drawn, as they have not been given: {}{more}.",
            names.join(", ")
        ));
    }
    notes.extend(table.notes.iter().cloned());
    Table {
        unit: pairs.to_owned(),
        coders: table.coders.clone(),
        filters: table.filters.clone(),
        notes,
        ..Table::default()
    }
}

/// The two halves of a unit such as `turns with both; where a code meets
/// itself, its turns`: what is counted of a pair, and what of a code.
fn unit_and_own(unit: &str) -> (&str, Option<&str>) {
    match unit.split_once("; where a code meets itself, ") {
        Some((pairs, own)) => (pairs, Some(own)),
        None => (unit, None),
    }
}

fn how_many(net: &Net) -> String {
    let least = net.lines.first().map(|line| line.words.as_str());
    match (net.lines.len(), net.pairs) {
        (0, 0) => "No two of these codes stand together.".to_owned(),
        (0, pairs) => format!("None of the {pairs} pairs that stand together is that strong."),
        (drawn, pairs) if drawn == pairs => {
            "Lines: every pair of codes that stand together.".to_owned()
        }
        (drawn, pairs) => {
            let least = match net.least {
                Some(asked) if asked.fract() == 0.0 => format!("{asked}"),
                Some(asked) if least.is_none() => format!("{asked}"),
                _ => least.unwrap_or_default().to_owned(),
            };
            format!(
                "Lines: the {drawn} of {pairs} pairs that stand together with a strength of at least {least}."
            )
        }
    }
}
