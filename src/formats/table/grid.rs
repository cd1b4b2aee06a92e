//! The columns of a table on a terminal: how wide each is, which stand side by
//! side, and the lines and rules they make.

use super::measure::{columns, visible, widest_line, wrap};
use super::spans::numbers_only;
use super::terminal::{BOLD, DIM, Page};
use crate::model::{Cell, Table, Value};

/// Below this width of the terminal, words get columns of `ROOMY`.
const NARROW: usize = 60;
const LEAST: usize = 12;
const ROOMY: usize = 18;
const DEEPEST: usize = 8;
/// Row heads that have to wrap get this much, if there is room.
const NARROW_HEAD: usize = 16;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Normal,
    Head,
    Faint,
}

/// A text on its way into a column.
struct Entry {
    text: String,
    look: Look,
    right: bool,
}

/// The table's texts, made visible, and how wide they want to be.
pub(super) struct Grid {
    /// Row heads with their indent; the corner first.
    heads: Vec<(usize, Entry)>,
    /// Each column from its head downward.
    columns: Vec<Vec<Entry>>,
    /// How wide each column would like to be, and the least it takes.
    wishes: Vec<(usize, usize)>,
    head_width: usize,
    /// Columns of words get a line between them; numbers do not need one.
    ruled: bool,
}

/// How wide the row heads stand: as wide as they like, up to a third of the
/// page. Where that would push columns of words into another block, the heads
/// wrap instead, for a comparison reads best side by side.
fn head_width(
    heads: &[(usize, Entry)],
    wishes: &[(usize, usize)],
    width: usize,
    ruled: bool,
) -> usize {
    let most = |measure: &dyn Fn(&str) -> usize| {
        let each = heads
            .iter()
            .map(|(indent, head)| indent + measure(&head.text));
        each.max().unwrap_or(0).min((width / 3).max(6)).min(44)
    };
    let wide = most(&widest_line);
    let tight = most(&|text| text.split_whitespace().map(columns).max().unwrap_or(0));
    let needed: usize = wishes.iter().map(|(_, least)| least + 3).sum();
    if ruled && wide + needed > width && tight + needed <= width {
        (width - needed).min(tight.max(NARROW_HEAD)).max(tight)
    } else {
        wide
    }
}

/// A run of columns that stand side by side, with their widths.
pub(super) struct Block {
    first: usize,
    widths: Vec<usize>,
}

impl Grid {
    pub(super) fn new(table: &Table, width: usize) -> Self {
        let head = |text: &str, right| Entry {
            text: visible(text),
            look: Look::Head,
            right,
        };
        let mut heads = vec![(0, head(&table.corner, false))];
        heads.extend(table.rows.iter().map(|row| {
            let entry = Entry {
                text: visible(&row.path()),
                look: Look::Normal,
                right: false,
            };
            (2 * row.depth.min(DEEPEST), entry)
        }));
        let words = |cell: &Cell| matches!(cell.value, Value::Text(_));
        let ruled = table.cells.iter().flatten().any(words);
        let all: Vec<Vec<Entry>> = table
            .columns
            .iter()
            .enumerate()
            .map(|(index, column)| {
                let right = numbers_only(table, index);
                let mut entries = vec![head(&column.path(), right)];
                let cells = (0..table.rows.len()).map(|row| table.cell(row, index));
                entries.extend(cells.map(|cell| entry(cell, right)));
                entries
            })
            .collect();
        let least = if width < NARROW { ROOMY } else { LEAST };
        let wishes: Vec<(usize, usize)> = all.iter().map(|column| wish(column, least)).collect();
        let head_width = head_width(&heads, &wishes, width, ruled);
        Self {
            heads,
            columns: all,
            wishes,
            head_width,
            ruled,
        }
    }

    fn gap(&self) -> usize {
        if self.ruled { 3 } else { 2 }
    }

    /// As few blocks as fit, and about as many columns in each.
    pub(super) fn blocks(&self, width: usize) -> Vec<Block> {
        let room = width.saturating_sub(self.head_width);
        let needs = |wishes: &[(usize, usize)]| -> usize {
            wishes.iter().map(|(_, least)| least + self.gap()).sum()
        };
        let mut runs: Vec<&[(usize, usize)]> = Vec::new();
        let mut rest = self.wishes.as_slice();
        while !rest.is_empty() {
            let fits = (1..=rest.len())
                .take_while(|count| rest.get(..*count).is_some_and(|run| needs(run) <= room))
                .last();
            let (run, remaining) = rest.split_at(fits.unwrap_or(1));
            runs.push(run);
            rest = remaining;
        }
        let even = self.wishes.len().div_ceil(runs.len().max(1)).max(1);
        let evenly: Vec<&[(usize, usize)]> = self.wishes.chunks(even).collect();
        if evenly.iter().all(|run| needs(run) <= room) {
            runs = evenly;
        }
        let mut first = 0;
        runs.into_iter()
            .map(|run| {
                let room = room.saturating_sub(run.len() * self.gap());
                let block = Block {
                    first,
                    widths: share_out(run, room),
                };
                first += run.len();
                block
            })
            .collect()
    }

    /// Writes one block with its heads and rules.
    pub(super) fn write(&self, page: &mut Page, block: &Block) {
        let rows: Vec<Vec<Vec<String>>> = (0..self.heads.len())
            .map(|row| self.wrapped(row, block))
            .collect();
        let rule = self.rule(block, '─', '┼');
        let height = |row: &Vec<Vec<String>>| row.iter().map(Vec::len).max().unwrap_or(1);
        let tall = rows.iter().skip(1).any(|row| height(row) > 1);
        page.line(&self.rule(block, '─', '┬'));
        for (row, cells) in rows.iter().enumerate() {
            if row == 1 {
                page.line(&rule);
            } else if row > 1 && tall {
                let between = if self.ruled {
                    self.rule(block, '┈', '┼')
                } else {
                    String::new()
                };
                page.line(&page.styled(&between, DIM));
            }
            for line in 0..height(cells) {
                let text = self.text_line(page, block, row, cells, line);
                page.line(&text);
            }
        }
        page.line(&self.rule(block, '─', '┴'));
    }

    /// The texts of a row, head first, each in its lines.
    fn wrapped(&self, row: usize, block: &Block) -> Vec<Vec<String>> {
        let mut cells = Vec::new();
        if let Some((indent, head)) = self.heads.get(row) {
            let indent = (*indent).min(self.head_width / 2);
            let lines = wrap(&head.text, self.head_width - indent).into_iter();
            cells.push(lines.map(|line| " ".repeat(indent) + &line).collect());
        }
        let texts = self.columns.iter().skip(block.first).zip(&block.widths);
        cells
            .extend(texts.filter_map(|(column, width)| Some(wrap(&column.get(row)?.text, *width))));
        cells
    }

    fn text_line(
        &self,
        page: &Page,
        block: &Block,
        row: usize,
        cells: &[Vec<String>],
        line: usize,
    ) -> String {
        let head = self.heads.get(row).map(|(_, head)| head);
        let entries = self.columns.iter().skip(block.first);
        let entries = head
            .into_iter()
            .chain(entries.filter_map(|column| column.get(row)));
        let widths = std::iter::once(&self.head_width).chain(&block.widths);
        let mut text = String::new();
        for (index, ((entry, width), lines)) in entries.zip(widths).zip(cells).enumerate() {
            if index > 0 {
                text.push_str(if self.ruled { " │ " } else { "  " });
            }
            let words = lines.get(line).map_or("", String::as_str);
            let pad = " ".repeat(width.saturating_sub(columns(words)));
            let words = match entry.look {
                Look::Normal => words.to_owned(),
                Look::Head => page.styled(words, BOLD),
                Look::Faint => page.styled(words, DIM),
            };
            if entry.right {
                text.push_str(&pad);
                text.push_str(&words);
            } else {
                text.push_str(&words);
                text.push_str(&pad);
            }
        }
        text
    }

    fn rule(&self, block: &Block, line: char, crossing: char) -> String {
        let stroke = |count: usize| String::from(line).repeat(count);
        let mut rule = stroke(self.head_width);
        for width in &block.widths {
            if self.ruled {
                rule.push(line);
                rule.push(crossing);
                rule.push(line);
            } else {
                rule.push_str(&stroke(self.gap()));
            }
            rule.push_str(&stroke(*width));
        }
        rule
    }
}

fn entry(cell: Option<&Cell>, right: bool) -> Entry {
    let empty = cell.is_none_or(|cell| matches!(cell.value, Value::Empty(_)));
    Entry {
        text: visible(&cell.map(Cell::words).unwrap_or_default()),
        look: if empty { Look::Faint } else { Look::Normal },
        right,
    }
}

/// How wide a column would like to be, and the least it takes: numbers are
/// never broken, words may be.
fn wish(column: &[Entry], least: usize) -> (usize, usize) {
    let like = column.iter().map(|entry| widest_line(&entry.text)).max();
    let like = like.unwrap_or(0).max(1);
    let number = column
        .iter()
        .filter(|entry| entry.right && entry.look == Look::Normal)
        .map(|entry| widest_line(&entry.text));
    (like, like.min(number.max().unwrap_or(0).max(least)))
}

/// Gives every column what it would like, or, where that is too much, fills
/// all of them to the same level, the narrow ones only to what they need.
fn share_out(wishes: &[(usize, usize)], room: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    order.sort_by_key(|index| wishes.get(*index).map(|(like, _)| *like));
    let mut widths = vec![1; wishes.len()];
    let mut left = room.max(wishes.len());
    for (done, index) in order.into_iter().enumerate() {
        let fair = left / (wishes.len() - done);
        let like = wishes.get(index).map_or(1, |(like, _)| *like);
        let given = like.min(fair).max(1);
        if let Some(width) = widths.get_mut(index) {
            *width = given;
        }
        left = left.saturating_sub(given);
    }
    widths
}
