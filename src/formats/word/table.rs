//! A table in print: rules only above, below the heads and below, as the APA
//! sets it; heads that come again on each page; notes at the foot.

use super::cell::{Frame, cell_words, margin, rule};
use super::heads::{self, HeadCell, Merge};
use super::measure;
use super::widths::{self, Block, PADDING, Plan};
use super::words::{Look, Paragraph, words};
use super::xml::Xml;
use crate::formats::table::spans::{label, numbers_only, opened};
use crate::formats::table::visible;
use crate::model::heading::HeadKind;
use crate::model::table::Table;
use std::io::{self, Write};

/// The rules above and below the table, in eighths of a point.
const OUTER_RULE: &str = "8";
/// The room above and below the words of a cell, in twentieths of a point:
/// where cells hold sentences, only room tells the rows apart.
const LEADING: u32 = 30;
const LEADING_WORDS: u32 = 60;
/// A line of words in a cell, in twentieths of a point.
const LINE: u32 = 232;
/// A row of no more lines than this stays on one page.
const SHORT_ROW: u32 = 12;

/// Writes the table with its notes; its caption stands above it already.
pub(super) fn write<W: Write>(
    xml: &mut Xml<W>,
    table: &Table,
    plan: &Plan,
    number: Option<u32>,
) -> io::Result<()> {
    if table.rows.is_empty() || table.columns.is_empty() {
        let what = if table.rows.is_empty() {
            "rows"
        } else {
            "columns"
        };
        let nothing = format!("This table has no {what}.");
        Paragraph::of("TableText").write(xml, &nothing, Look::PLAIN)?;
    } else {
        for (index, block) in plan.blocks.iter().enumerate() {
            if index > 0 {
                continued(xml, table, number)?;
            }
            Setting::new(table, plan, block).write(xml)?;
        }
    }
    note(xml, table)
}

/// The line above each further block of columns. It is no caption, which
/// would come again in the list of tables.
fn continued<W: Write>(xml: &mut Xml<W>, table: &Table, number: Option<u32>) -> io::Result<()> {
    let name = match number {
        Some(number) => format!("Table {number}"),
        None => table.title.clone(),
    };
    let words = format!("{name} (continued)");
    Paragraph::of("TableTitle").write(xml, words.trim_start(), Look::PLAIN)
}

/// What a reader must know, in one paragraph below. There always is one: two
/// tables with nothing between them would be one.
fn note<W: Write>(xml: &mut Xml<W>, table: &Table) -> io::Result<()> {
    let mut sentences = table.footnotes();
    if !table.as_of.is_empty() {
        sentences.push(format!("As of {}.", table.as_of));
    }
    let paragraph = Paragraph::of("TableNote");
    if sentences.is_empty() {
        return paragraph.write(xml, "", Look::PLAIN);
    }
    paragraph.open(xml, "Note")?;
    words(xml, "Note.", Look::ITALIC)?;
    words(xml, &format!(" {}", sentences.join(" ")), Look::PLAIN)?;
    xml.close("w:p")
}

/// One block of columns with the heads of its rows, as Word sees it: a table.
struct Setting<'a> {
    table: &'a Table,
    stub: u32,
    block: &'a Block,
    /// For each column of the block, whether it holds numbers.
    numbers: Vec<bool>,
    heads: Vec<Vec<HeadCell>>,
    /// How many lines each row takes, about.
    lines: Vec<u32>,
    leading: u32,
    /// Whether the heads come again on each page.
    repeats: bool,
    /// Whether all of it stays on one page.
    together: bool,
}

impl<'a> Setting<'a> {
    fn new(table: &'a Table, plan: &Plan, block: &'a Block) -> Self {
        let columns = block.first..block.first + block.widths.len();
        let numbers = columns.clone().map(|column| numbers_only(table, column));
        let mut setting = Self {
            table,
            stub: plan.stub,
            block,
            numbers: numbers.collect(),
            heads: heads::rows(table, columns),
            lines: Vec::new(),
            leading: LEADING,
            repeats: true,
            together: true,
        };
        setting.lines = (0..table.rows.len())
            .map(|row| setting.lines_of(row))
            .collect();
        let words = setting.numbers.iter().any(|numbers| !numbers);
        if words && setting.lines.iter().any(|lines| *lines > 1) {
            setting.leading = LEADING_WORDS;
        }
        let leading = setting.leading;
        let height = |lines: u32| lines.saturating_mul(LINE).saturating_add(2 * leading);
        let heads = setting.heads.iter().flatten();
        let head_lines = heads
            .map(|head| measure::lines(&visible(&head.label), setting.width(head) - 2 * PADDING));
        let head = height(head_lines.max().unwrap_or(1))
            .saturating_mul(u32::try_from(setting.heads.len()).unwrap_or(u32::MAX));
        // Heads as tall as the page would leave no room for rows.
        setting.repeats = head < plan.page.height() / 2;
        let rows = setting.lines.iter().map(|lines| height(*lines));
        let all = rows.fold(head, u32::saturating_add);
        setting.together = all < plan.page.height() / 4 * 3;
        setting
    }

    /// The width of a head and all the columns below it.
    fn width(&self, head: &HeadCell) -> u32 {
        let below = head.columns.clone().map(|column| self.width_of(column));
        below.sum::<u32>().max(2 * PADDING)
    }

    fn width_of(&self, column: usize) -> u32 {
        let within = column.checked_sub(self.block.first);
        let width = within.and_then(|within| self.block.widths.get(within));
        width.copied().unwrap_or_default()
    }

    fn lines_of(&self, row: usize) -> u32 {
        let head = self.table.rows.get(row).map(|head| {
            let indent = widths::indent(self.table, row);
            let room = self.stub.saturating_sub(PADDING + indent);
            measure::lines(&visible(&label(head)), room)
        });
        let cells = self.columns().filter_map(|column| {
            let words = visible(&self.table.cell(row, column)?.words());
            let room = self.width_of(column).saturating_sub(2 * PADDING);
            Some(measure::lines(&words, room))
        });
        head.into_iter().chain(cells).max().unwrap_or(1)
    }

    fn columns(&self) -> std::ops::Range<usize> {
        self.block.first..self.block.first + self.block.widths.len()
    }

    fn write<W: Write>(&self, xml: &mut Xml<W>) -> io::Result<()> {
        xml.open("w:tbl", &[])?;
        self.properties(xml)?;
        for (level, heads) in self.heads.iter().enumerate() {
            self.head_row(xml, level, heads)?;
        }
        for row in 0..self.table.rows.len() {
            let group = self.groups(xml, row)?;
            self.row(xml, row, !group)?;
        }
        xml.close("w:tbl")
    }

    /// The table's properties and its grid, in the schema's order (`CT_TblPr`).
    fn properties<W: Write>(&self, xml: &mut Xml<W>) -> io::Result<()> {
        let widths = std::iter::once(&self.stub).chain(&self.block.widths);
        let total = widths.clone().sum::<u32>().to_string();
        xml.open("w:tblPr", &[])?;
        xml.empty("w:tblW", &[("w:w", &total), ("w:type", "dxa")])?;
        xml.empty("w:tblInd", &[("w:w", "0"), ("w:type", "dxa")])?;
        xml.open("w:tblBorders", &[])?;
        rule(xml, "w:top", OUTER_RULE)?;
        rule(xml, "w:bottom", OUTER_RULE)?;
        xml.close("w:tblBorders")?;
        // Widths are kept as they are, whatever stands in the cells.
        xml.empty("w:tblLayout", &[("w:type", "fixed")])?;
        xml.open("w:tblCellMar", &[])?;
        for (side, room) in [
            ("w:top", self.leading),
            ("w:left", PADDING),
            ("w:bottom", self.leading),
            ("w:right", PADDING),
        ] {
            margin(xml, side, room)?;
        }
        xml.close("w:tblCellMar")?;
        // The first row and the first column are heads, for screen readers.
        xml.empty(
            "w:tblLook",
            &[
                ("w:val", "00A0"),
                ("w:firstRow", "1"),
                ("w:lastRow", "0"),
                ("w:firstColumn", "1"),
                ("w:lastColumn", "0"),
                ("w:noHBand", "0"),
                ("w:noVBand", "0"),
            ],
        )?;
        if !self.table.title.is_empty() {
            xml.value("w:tblCaption", &visible(&self.table.title))?;
        }
        xml.close("w:tblPr")?;
        xml.open("w:tblGrid", &[])?;
        for width in widths {
            xml.empty("w:gridCol", &[("w:w", &width.to_string())])?;
        }
        xml.close("w:tblGrid")
    }

    fn head_row<W: Write>(
        &self,
        xml: &mut Xml<W>,
        level: usize,
        heads: &[HeadCell],
    ) -> io::Result<()> {
        let last = level + 1 == self.heads.len();
        xml.open("w:tr", &[])?;
        xml.open("w:trPr", &[])?;
        xml.empty("w:cantSplit", &[])?;
        if self.repeats {
            xml.empty("w:tblHeader", &[])?;
        }
        xml.close("w:trPr")?;
        let frame = Frame {
            rule_below: last,
            foot: true,
            ..Frame::default()
        };
        let corner = Frame {
            width: self.stub,
            first: true,
            merge: match (self.heads.len(), level) {
                (1, _) => Merge::No,
                (_, 0) => Merge::Begins,
                _ => Merge::GoesOn,
            },
            ..frame
        };
        let label = if level == 0 { &self.table.corner } else { "" };
        let paragraph = Paragraph::of("TableHead");
        corner.write(xml, |xml| paragraph.write(xml, label, Look::PLAIN))?;
        for head in heads {
            let cell = Frame {
                width: self.width(head),
                span: head.columns.len(),
                merge: head.merge,
                last: head.columns.end == self.columns().end,
                ..frame
            };
            let continues = head.merge == Merge::GoesOn;
            let style = if head.over && !continues {
                "TableSpanner"
            } else {
                "TableHead"
            };
            let paragraph = Paragraph {
                right: !head.over && self.holds_numbers(head.columns.start),
                ..Paragraph::of(style)
            };
            cell.write(xml, |xml| paragraph.write(xml, &head.label, Look::PLAIN))?;
        }
        xml.close("w:tr")
    }

    fn holds_numbers(&self, column: usize) -> bool {
        let within = column.checked_sub(self.block.first);
        within
            .and_then(|within| self.numbers.get(within))
            .copied()
            .unwrap_or(false)
    }

    /// Whether a rule parts a row from the one before: totals and syntheses
    /// stand apart from what they speak of.
    fn rule_above(&self, row: usize) -> bool {
        let kind = |row: usize| self.table.rows.get(row).map(|head| head.kind);
        let before = row.checked_sub(1).and_then(kind);
        before.is_some() && before != kind(row)
    }

    /// Writes a line for each head that begins here and that this row and the
    /// next ones stand under. Tells whether there was one.
    fn groups<W: Write>(&self, xml: &mut Xml<W>, row: usize) -> io::Result<bool> {
        let rows = &self.table.rows;
        let Some(head) = rows.get(row) else {
            return Ok(false);
        };
        let before = row.checked_sub(1).and_then(|before| rows.get(before));
        let groups = opened(before, head);
        for (index, (level, label)) in groups.iter().enumerate() {
            let frame = Frame {
                width: self.stub + self.block.widths.iter().sum::<u32>(),
                span: self.block.widths.len() + 1,
                first: true,
                last: true,
                rule_above: index == 0 && self.rule_above(row),
                ..Frame::default()
            };
            let outer = head.above.iter().take(*level);
            let outer = outer.filter(|label| !label.is_empty()).count();
            let paragraph = Paragraph {
                indent: widths::indent_of(outer),
                ..Paragraph::of("TableGroup")
            };
            xml.open("w:tr", &[])?;
            xml.open("w:trPr", &[])?;
            xml.empty("w:cantSplit", &[])?;
            xml.close("w:trPr")?;
            frame.write(xml, |xml| paragraph.write(xml, label, Look::PLAIN))?;
            xml.close("w:tr")?;
        }
        Ok(!groups.is_empty())
    }

    fn row<W: Write>(&self, xml: &mut Xml<W>, row: usize, may_rule: bool) -> io::Result<()> {
        let Some(head) = self.table.rows.get(row) else {
            return Ok(());
        };
        let short = self.lines.get(row).is_some_and(|lines| *lines <= SHORT_ROW);
        // The last row does not leave its notes alone on the next page.
        let is_last = row + 1 == self.table.rows.len();
        let keep_next = self.together || (is_last && short);
        xml.open("w:tr", &[])?;
        if short {
            xml.open("w:trPr", &[])?;
            xml.empty("w:cantSplit", &[])?;
            xml.close("w:trPr")?;
        }
        let frame = Frame {
            rule_above: may_rule && self.rule_above(row),
            ..Frame::default()
        };
        let stub = Frame {
            width: self.stub,
            first: true,
            ..frame
        };
        let paragraph = Paragraph {
            indent: widths::indent(self.table, row),
            ..Paragraph::of("TableText").keeping_next(keep_next)
        };
        stub.write(xml, |xml| paragraph.write(xml, &label(head), Look::PLAIN))?;
        for column in self.columns() {
            let cell = Frame {
                width: self.width_of(column),
                last: column + 1 == self.columns().end,
                ..frame
            };
            let style = self.style(row, column);
            let paragraph = Paragraph::of(style).keeping_next(keep_next);
            cell.write(xml, |xml| match self.table.cell(row, column) {
                Some(cell) => cell_words(xml, cell, paragraph),
                None => paragraph.write(xml, "", Look::PLAIN),
            })?;
        }
        xml.close("w:tr")
    }

    fn style(&self, row: usize, column: usize) -> &'static str {
        let heads = [self.table.rows.get(row), self.table.columns.get(column)];
        let synthesis = heads
            .into_iter()
            .flatten()
            .any(|head| head.kind == HeadKind::Synthesis);
        if self.holds_numbers(column) {
            "TableNumber"
        } else if synthesis {
            "TableSynthesis"
        } else {
            "TableText"
        }
    }
}
