//! The portrait of an interview: a lane for each code, with bars where the
//! code runs, under bands that say who speaks and what is asked.

use super::axis::Axis;
use super::canvas::{Align, Canvas, Shape};
use super::colour::{Colour, GREY, INK, PAPER, RULE, scale};
use super::drawing::Drawing;
use super::error::ChartError;
use super::fit::{clean, shorten};
use super::fonts::Ruler;
use super::frame::{self, LABEL, MARGIN, NOTE, RowLabels};
use crate::analysis::Portrait;
use crate::analysis::portrait::{Asked, Lane};
use crate::model::{Role, Table};
use crate::text::counted;

const MOST_LANES: usize = 1_000;
/// Viewers choke on more bars than this.
const MOST_BARS: usize = 50_000;
const GAP: i32 = 12;
/// The height of a bar, and of a band that says who speaks.
const BAR: i32 = 10;
const BAND: i32 = 8;
const BAND_ROW: i32 = 15;
/// The numbers of questions stand in up to so many rows, one above the other.
const ASKED_ROWS: usize = 3;
const ASKED_ROW: i32 = 13;
/// The longest number of a question.
const QUESTION_ROOM: i32 = 60;
const SWATCH: i32 = 24;

/// Draws the portrait of an interview.
///
/// # Errors
/// More lanes or bars than a picture can show.
pub fn draw_portrait(portrait: &Portrait) -> Result<Drawing, ChartError> {
    let ruler = Ruler::default();
    let (canvas, width, height) = compose(portrait, &ruler)?;
    canvas.finish(width, height, &title(portrait))
}

fn title(portrait: &Portrait) -> String {
    format!("Codes along the interview: {}", portrait.transcript)
}

/// The shapes of the picture and its size.
pub(super) fn compose(
    portrait: &Portrait,
    ruler: &Ruler,
) -> Result<(Canvas, i32, i32), ChartError> {
    let lanes = &portrait.lanes;
    let bars: usize = lanes
        .iter()
        .map(|lane| lane.coded.len() + lane.suggested.len())
        .sum();
    if lanes.len() > MOST_LANES || bars > MOST_BARS {
        let (rows, columns) = (lanes.len(), bars);
        return Err(ChartError::TooLarge { rows, columns });
    }
    let bands = bands(portrait);
    let labels = RowLabels::new(
        ruler,
        lanes
            .iter()
            .map(|lane| (lane.head.label.as_str(), lane.head.depth)),
    );
    let beside = bands.iter().map(|(_, words)| *words);
    let beside = beside.chain([ASKED_WORDS]);
    let beside = beside.map(|words| NOTE.width(ruler, words)).max();
    let left = MARGIN + labels.width.max(beside.unwrap_or(0)) + GAP;
    let axis = Axis::new(portrait.along, portrait.length, left);
    let numbers: Vec<String> = lanes.iter().map(number).collect();
    let widest = numbers.iter().map(|number| NOTE.width(ruler, number));
    let room = widest.max().unwrap_or(0).max(30) + GAP;
    let inner = left - MARGIN + axis.width + room;

    let mut canvas = Canvas::default();
    let mut top = frame::header(&mut canvas, ruler, &title(portrait), "", inner);
    if portrait.length == 0 {
        let sentence = "Nothing is said in this transcript.";
        canvas.text((MARGIN, top + 8), sentence, LABEL, Align::Start, GREY);
        let bottom = frame::notes(&mut canvas, ruler, &said(portrait), inner, top + 28);
        return Ok((canvas, inner + 2 * MARGIN, bottom + MARGIN));
    }
    let questions = Questions::new(&portrait.asked, &axis, ruler);
    let first = top + questions.height();
    let under_bands = first + BAND_ROW * i32::try_from(bands.len()).unwrap_or(0) + 6;
    let rows: i32 = labels.rows.iter().map(|label| label.height).sum();
    let foot = under_bands + rows.max(24);
    questions.draw(&mut canvas, top, foot);
    top = first;
    for (role, words) in &bands {
        let middle = top + BAND_ROW / 2;
        canvas.text((MARGIN, middle), words, NOTE, Align::Start, GREY);
        band(&mut canvas, portrait, *role, &axis, middle - BAND / 2);
        top += BAND_ROW;
    }
    canvas.add(Shape::Box {
        at: (MARGIN, under_bands - 4),
        size: (left - MARGIN + axis.width, 1),
        fill: RULE,
    });
    top = under_bands;
    if lanes.is_empty() {
        let sentence = "Nothing is coded in this interview yet.";
        canvas.text((MARGIN, top + 10), sentence, LABEL, Align::Start, GREY);
    }
    for ((label, lane), number) in labels.rows.iter().zip(lanes).zip(&numbers) {
        label.draw(&mut canvas, (MARGIN, top));
        let middle = top + (label.height - 1) / 2;
        canvas.add(Shape::Box {
            at: (left, middle),
            size: (axis.width, 1),
            fill: LANE,
        });
        for stretch in &lane.suggested {
            hollow(&mut canvas, axis.box_of(*stretch), middle);
        }
        for stretch in &lane.coded {
            let (x, wide) = axis.box_of(*stretch);
            canvas.add(Shape::Box {
                at: (x, middle - BAR / 2),
                size: (wide, BAR),
                fill: scale(0.75),
            });
        }
        let end = (left + axis.width + room, middle);
        canvas.text(end, number, NOTE, Align::End, GREY);
        top += label.height;
    }
    if !lanes.is_empty() {
        let end = (left + axis.width + room, under_bands - 4 - BAND_ROW / 2);
        canvas.text(end, "n", NOTE, Align::End, GREY);
    }
    top = axis.draw(&mut canvas, ruler, foot + 2);
    top = legend(&mut canvas, ruler, portrait, top + 8);
    let bottom = frame::notes(&mut canvas, ruler, &said(portrait), inner, top + 4);
    Ok((canvas, inner + 2 * MARGIN, bottom + MARGIN))
}

/// The line in the middle of a lane, where nothing runs.
const LANE: Colour = Colour(226, 229, 233);
const ASKED_WORDS: &str = "Questions of the guide";

fn number(lane: &Lane) -> String {
    match lane.pending {
        0 => lane.codings.to_string(),
        pending => format!("{} + {pending}", lane.codings),
    }
}

/// The bands that say who speaks, of those who do.
fn bands(portrait: &Portrait) -> Vec<(Role, &'static str)> {
    let all = [
        (Role::Interviewer, "Interviewer"),
        (Role::Informant, "Informant"),
        (Role::Other, "Others"),
    ];
    let speaks = |role: Role| portrait.speech.iter().any(|turn| turn.role == role);
    all.into_iter().filter(|(role, _)| speaks(*role)).collect()
}

/// Who speaks: dark where all of a pixel's words are theirs, paler where only
/// some are, so that short questions are not lost in a long interview.
fn band(canvas: &mut Canvas, portrait: &Portrait, role: Role, axis: &Axis, top: i32) {
    let turns = portrait.speech.iter();
    let own = turns.filter(|turn| turn.role == role);
    let shares = axis.shares(own.map(|turn| turn.stretch));
    let mut from = 0;
    for same in shares.chunk_by(|a, b| a == b) {
        let wide = i32::try_from(same.len()).unwrap_or(0);
        if let Some(share) = same.first().filter(|share| **share > 0) {
            canvas.add(Shape::Box {
                at: (axis.left + from, top),
                size: (wide, BAND),
                fill: mixed(*share),
            });
        }
        from += wide;
    }
}

/// From paper (0) to grey (`Axis::WHOLE`).
fn mixed(share: u8) -> Colour {
    let part = f64::from(share) / f64::from(Axis::WHOLE);
    let between = |paper: u8, grey: u8| {
        (f64::from(paper) + part * (f64::from(grey) - f64::from(paper))).round() as u8
    };
    Colour(
        between(PAPER.0, GREY.0),
        between(PAPER.1, GREY.1),
        between(PAPER.2, GREY.2),
    )
}

/// A bar that nobody has decided over yet.
fn hollow(canvas: &mut Canvas, (x, wide): (i32, i32), middle: i32) {
    let colour = scale(0.55);
    canvas.add(Shape::Box {
        at: (x, middle - BAR / 2),
        size: (wide, BAR),
        fill: colour,
    });
    if wide > 2 {
        canvas.add(Shape::Box {
            at: (x + 1, middle - BAR / 2 + 1),
            size: (wide - 2, BAR - 2),
            fill: PAPER,
        });
    }
}

/// The questions of the guide, each over the place where it is asked.
struct Questions {
    /// The place of each, its number, and the row in which that finds room.
    places: Vec<(i32, String, Option<usize>)>,
    /// The ends of the rows filled so far.
    rows: Vec<i32>,
    numbers: (i32, i32),
}

impl Questions {
    fn new(asked: &[Asked], axis: &Axis, ruler: &Ruler) -> Self {
        let numbers = (axis.left, axis.left + axis.width);
        let mut found = Self {
            places: Vec::new(),
            rows: Vec::new(),
            numbers,
        };
        for asked in asked {
            let x = axis.place(asked.at);
            let words = shorten(ruler, &clean(&asked.question), NOTE, QUESTION_ROOM);
            let half = NOTE.width(ruler, &words) / 2 + 1;
            let row = found.row_for(x, half);
            found.places.push((x, words, row));
        }
        found
    }

    /// The lowest row in which there is room around a place.
    fn row_for(&mut self, x: i32, half: i32) -> Option<usize> {
        let x = self.inside(x, half);
        let free = self.rows.iter().position(|end| end + 5 < x - half);
        let row = match free {
            Some(row) => row,
            None if self.rows.len() < ASKED_ROWS => {
                self.rows.push(i32::MIN / 2);
                self.rows.len() - 1
            }
            None => return None,
        };
        if let Some(end) = self.rows.get_mut(row) {
            *end = x + half;
        }
        Some(row)
    }

    /// Where a number stands that must not leave the picture.
    fn inside(&self, x: i32, half: i32) -> i32 {
        let (left, right) = self.numbers;
        x.min(right - half).max(left + half)
    }

    fn height(&self) -> i32 {
        match i32::try_from(self.rows.len()).unwrap_or(0) {
            0 => 0,
            rows => rows * ASKED_ROW + 6,
        }
    }

    fn draw(&self, canvas: &mut Canvas, top: i32, foot: i32) {
        if self.places.is_empty() {
            return;
        }
        let bottom = top + self.height() - 4;
        let words = (MARGIN, bottom - ASKED_ROW / 2);
        canvas.text(words, ASKED_WORDS, NOTE, Align::Start, GREY);
        let ruler = Ruler::default();
        for (x, number, row) in &self.places {
            canvas.add(Shape::Box {
                at: (*x, bottom),
                size: (1, foot - bottom),
                fill: RULE,
            });
            if let Some(row) = row {
                let up = i32::try_from(*row).unwrap_or(0) * ASKED_ROW;
                let half = NOTE.width(&ruler, number) / 2 + 1;
                let place = (self.inside(*x, half), bottom - ASKED_ROW / 2 - up);
                canvas.text(place, number, NOTE, Align::Middle, INK);
            }
        }
    }
}

fn legend(canvas: &mut Canvas, ruler: &Ruler, portrait: &Portrait, top: i32) -> i32 {
    if portrait.lanes.is_empty() {
        return top;
    }
    let middle = top + 7;
    let mut x = MARGIN;
    let mut entry = |canvas: &mut Canvas, words: &str, draw: &dyn Fn(&mut Canvas, i32)| {
        draw(canvas, x);
        let place = (x + SWATCH + 6, middle);
        canvas.text(place, words, NOTE, Align::Start, GREY);
        x += SWATCH + 6 + NOTE.width(ruler, words) + 18;
    };
    entry(canvas, "coded", &|canvas, x| {
        canvas.add(Shape::Box {
            at: (x, middle - BAR / 2),
            size: (SWATCH, BAR),
            fill: scale(0.75),
        });
    });
    if portrait.pending {
        entry(canvas, "suggested, nobody has decided yet", &|canvas, x| {
            hollow(canvas, (x, SWATCH), middle);
        });
    }
    top + 20
}

/// What stands below.
fn said(portrait: &Portrait) -> Table {
    let mut notes = Vec::new();
    if portrait.length > 0 {
        let shown = match portrait.pending {
            true => "n: codings + pending suggestions.",
            false => "n: codings.",
        };
        notes.push(format!(
            "A bar runs over what is coded; codings that overlap or meet are one bar. {shown}"
        ));
    }
    if portrait.waiting > 0 {
        notes.push(format!(
            "Not drawn, as they wait for review: {}.",
            counted(portrait.waiting, "suggestion")
        ));
    }
    if portrait.silent > 0 && !portrait.lanes.is_empty() {
        notes.push(format!(
            "Without a lane, as they are not given here: {}.",
            counted(portrait.silent, "code")
        ));
    }
    notes.extend(questions(&portrait.asked));
    Table {
        coders: portrait.coders.clone(),
        notes,
        ..Table::default()
    }
}

/// The questions in words, with the turns in which they are asked.
fn questions(asked: &[Asked]) -> Option<String> {
    let mut known: Vec<(&Asked, Vec<String>)> = Vec::new();
    for one in asked {
        let turn = one.turn.to_string();
        match known.iter_mut().find(|(it, _)| it.question == one.question) {
            Some((_, turns)) => turns.push(turn),
            None => known.push((one, vec![turn])),
        }
    }
    if known.is_empty() {
        return None;
    }
    let told = known.iter().map(|(asked, turns)| {
        let turns = match turns.as_slice() {
            [turn] => format!("turn {turn}"),
            turns => format!("turns {}", turns.join(", ")),
        };
        format!("{} {} ({turns})", asked.question, asked.text)
    });
    let told: Vec<String> = told.collect();
    Some(format!("Asked: {}.", told.join("; ")))
}
