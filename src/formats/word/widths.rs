//! How wide the columns of a table stand, on which sort of page, and which of
//! them stand side by side.

use super::heads::{self, Merge};
use super::measure::{self, Extent};
use super::page::Page;
use crate::formats::table::spans::{self, label, numbers_only};
use crate::formats::table::visible;
use crate::model::table::Table;

/// The room left and right of the words in a cell, in twentieths of a point;
/// all widths here are in these.
pub(super) const PADDING: u32 = 80;
/// What the measure of a word may be wrong by.
const SLACK: u32 = 40;
/// How far each level of the row heads is set in.
const INDENT: u32 = 200;
/// Deeper than this, row heads are set in no further.
const DEEPEST: usize = 8;
/// Words longer than this (7 cm) have to break.
const LONGEST_WORD: u32 = 4000;
/// A column of words has at least this much (2.4 cm) if it would like it …
const LEAST: u32 = 1350;
/// … and, as long as the page has room, so much that its longest text takes
/// no more lines than this …
const TALLEST: u32 = 8;
/// … unless it is wider than this (4.2 cm) already.
const ROOMY: u32 = 2400;
/// A head alone asks for no more than this (2.8 cm) before it breaks.
const HEAD: u32 = 1600;
/// A text longer than this (18 cm) asks for no more room than one as long.
const LONG: u32 = 10_000;
/// Word cannot have more than 63 columns in a table.
const MOST_COLUMNS: usize = 60;

/// A run of columns that stand side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// The first of them.
    pub first: usize,
    /// The width of each.
    pub widths: Vec<u32>,
}

/// How a table is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Plan {
    pub page: Page,
    /// The width of the row heads.
    pub stub: u32,
    pub blocks: Vec<Block>,
}

/// What a column asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Wish {
    /// Without this, a number or a word would be broken.
    tight: u32,
    /// Without this, it reads badly.
    least: u32,
    /// More than this it has no use for.
    like: u32,
}

/// How far the head of a row is set in.
pub(super) fn indent(table: &Table, row: usize) -> u32 {
    indent_of(table.rows.get(row).map_or(0, spans::indent))
}

/// How far a head on this level is set in.
pub(super) fn indent_of(level: usize) -> u32 {
    INDENT * u32::try_from(level.min(DEEPEST)).unwrap_or(0)
}

/// Decides how the table is set: upright if it reads well so, else across the
/// page, else across the page in as few blocks as can be.
pub(super) fn plan(table: &Table) -> Plan {
    let wishes = wishes(table);
    let stub = stub_wish(table);
    let needs = |pick: fn(&Wish) -> u32| -> u32 {
        let columns = wishes.iter().map(pick);
        columns.fold(0, u32::saturating_add)
    };
    let fits = |page: Page, stub: u32, needed: u32| {
        stub.saturating_add(needed) <= page.width() && wishes.len() < MOST_COLUMNS
    };
    let stub_of = |page: Page| stub.like.min(page.width() / 3).max(stub.tight);
    let least = needs(|wish| wish.least);
    for (page, stub) in [
        (Page::Upright, stub_of(Page::Upright)),
        (Page::Upright, stub.least),
        (Page::Across, stub_of(Page::Across)),
    ] {
        if fits(page, stub, least) {
            let widths = share_evenly(&wishes, page.width() - stub);
            let blocks = vec![Block { first: 0, widths }];
            return Plan { page, stub, blocks };
        }
    }
    if fits(Page::Across, stub.least, needs(|wish| wish.tight)) {
        let widths = share_by_need(&wishes, Page::Across.width() - stub.least);
        return Plan {
            page: Page::Across,
            stub: stub.least,
            blocks: vec![Block { first: 0, widths }],
        };
    }
    let page = Page::Across;
    let stub = stub_of(page);
    let blocks = blocks(&wishes, page.width() - stub);
    Plan { page, stub, blocks }
}

/// What the column of row heads asks for.
fn stub_wish(table: &Table) -> Wish {
    let corner = measure::extent(&visible(&table.corner));
    let heads = table.rows.iter().enumerate().map(|(row, head)| {
        let extent = measure::extent(&visible(&label(head)));
        let indent = indent(table, row);
        Extent {
            line: extent.line.saturating_add(indent),
            word: extent.word.saturating_add(indent),
        }
    });
    let (mut line, mut word) = (0, 0);
    for extent in heads.chain([corner]) {
        line = line.max(extent.line);
        word = word.max(extent.word);
    }
    let like = line.saturating_add(PADDING * 3);
    let tight = word.min(LONGEST_WORD) + PADDING * 2 + SLACK;
    Wish {
        tight,
        least: tight.max(like.min(HEAD)),
        like,
    }
}

/// What each column asks for, its heads included.
fn wishes(table: &Table) -> Vec<Wish> {
    let columns = 0..table.columns.len();
    let mut wishes: Vec<Wish> = columns.map(|column| wish(table, column)).collect();
    // Columns of numbers that are about as wide become alike, if the page has
    // the room.
    let likes: Vec<u32> = (wishes.iter().enumerate())
        .filter(|(column, _)| numbers_only(table, *column))
        .map(|(_, wish)| wish.like)
        .collect();
    for (column, wish) in wishes.iter_mut().enumerate() {
        if numbers_only(table, column) {
            let about = likes
                .iter()
                .filter(|like| **like <= wish.like.saturating_mul(3) / 2);
            wish.like = about.max().copied().unwrap_or(wish.like);
        }
    }
    let heads = heads::rows(table, 0..table.columns.len());
    let over = heads.into_iter().flatten().filter(|head| head.over);
    for head in over.filter(|head| head.merge != Merge::GoesOn) {
        let Some(run) = wishes.get_mut(head.columns) else {
            continue;
        };
        let extent = measure::extent(&visible(&head.label));
        widen(run, extent.word.min(LONGEST_WORD) + PADDING * 2 + SLACK);
    }
    wishes
}

fn wish(table: &Table, column: usize) -> Wish {
    let head = table.columns.get(column).map(|head| visible(&label(head)));
    let head = measure::extent(&head.unwrap_or_default());
    let numbers = numbers_only(table, column);
    let (mut line, mut word) = (0, 0);
    for row in 0..table.rows.len() {
        let Some(cell) = table.cell(row, column) else {
            continue;
        };
        let extent = measure::extent(&visible(&cell.words()));
        line = line.max(extent.line);
        // A number is never broken, nor torn from its share.
        word = word.max(if numbers && cell.value.number().is_some() {
            extent.line
        } else {
            extent.word
        });
    }
    let padding = PADDING * 2 + SLACK;
    let tight = word.max(head.word).min(LONGEST_WORD) + padding;
    let like = line
        .max(head.line.min(HEAD))
        .saturating_add(padding)
        .max(tight);
    let readable = (line / TALLEST)
        .clamp(LEAST, ROOMY)
        .max(head.line.min(LEAST));
    Wish {
        tight,
        least: tight.max(like.min(readable)),
        like,
    }
}

/// Widens a run of columns together to at least so much.
fn widen(run: &mut [Wish], wanted: u32) {
    let count = u32::try_from(run.len()).unwrap_or(u32::MAX).max(1);
    let fields: [fn(&mut Wish) -> &mut u32; 3] = [
        |wish| &mut wish.tight,
        |wish| &mut wish.least,
        |wish| &mut wish.like,
    ];
    for field in fields {
        let has = run
            .iter_mut()
            .map(|wish| *field(wish))
            .fold(0, u32::saturating_add);
        let more = wanted.saturating_sub(has).div_ceil(count);
        run.iter_mut().for_each(|wish| *field(wish) += more);
    }
}

/// As few blocks as fit, and about as many columns in each.
fn blocks(wishes: &[Wish], room: u32) -> Vec<Block> {
    let least = |wish: &Wish| wish.least.min(room);
    let fits = |run: &[Wish]| {
        let needed = run.iter().map(least).fold(0, u32::saturating_add);
        run.len() <= 1 || (needed <= room && run.len() < MOST_COLUMNS)
    };
    let mut runs: Vec<&[Wish]> = Vec::new();
    let mut rest = wishes;
    while !rest.is_empty() {
        let counts = (1..=rest.len()).take_while(|count| rest.get(..*count).is_some_and(fits));
        let (run, remaining) = rest.split_at(counts.last().unwrap_or(1));
        runs.push(run);
        rest = remaining;
    }
    let even = wishes.len().div_ceil(runs.len().max(1)).max(1);
    if wishes.chunks(even).all(fits) {
        runs = wishes.chunks(even).collect();
    }
    let mut first = 0;
    let blocks = runs.into_iter().map(|run| {
        let widths = share_evenly(run, room);
        let block = Block { first, widths };
        first += run.len();
        block
    });
    blocks.collect()
}

/// Gives every column what reads well, and fills those that would like more
/// to the same level, as far as the room goes. What none of them would like
/// stays free: a narrow table is not stretched over the page.
fn share_evenly(wishes: &[Wish], room: u32) -> Vec<u32> {
    let widths_at = |level: u32| -> Vec<u32> {
        let widths = wishes.iter().map(|wish| {
            let least = wish.least.min(room);
            level.clamp(least, wish.like.max(least))
        });
        widths.collect()
    };
    let fits = |level: u32| {
        let taken = widths_at(level).into_iter().map(u64::from).sum::<u64>();
        taken <= u64::from(room)
    };
    // The highest level that fits; widths only grow with it.
    let (mut low, mut high) = (0, room);
    while low < high {
        let middle = low + (high - low).div_ceil(2);
        if fits(middle) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    widths_at(low)
}

/// Where columns are many, gives each what keeps its words whole, and shares
/// the rest by what they lack, so that long texts get most of it.
fn share_by_need(wishes: &[Wish], room: u32) -> Vec<u32> {
    let lacks = |wish: &Wish| u64::from(wish.like.min(LONG).saturating_sub(wish.tight));
    let all = wishes.iter().map(lacks).sum::<u64>().max(1);
    let tight = wishes.iter().map(|wish| u64::from(wish.tight)).sum();
    let free = u64::from(room).saturating_sub(tight).min(all);
    let widths = wishes.iter().map(|wish| {
        let more = free * lacks(wish) / all;
        wish.tight + u32::try_from(more).unwrap_or(0)
    });
    widths.collect()
}
