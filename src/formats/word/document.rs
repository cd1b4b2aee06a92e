//! The document itself: one piece after the other, and the pages they stand on.

use super::figure;
use super::package::picture_relation;
use super::page::Page;
use super::table;
use super::widths::{self, Plan};
use super::words::{Look, Paragraph, counted, words};
use super::xml::Xml;
use crate::model::paper::{Block, Figure, Paper, Quoted};
use crate::model::table::Table;
use std::io::{self, Write};

/// The relation of the pages' foot.
pub(super) const FOOTER: &str = "footer1";

const HEADINGS: [&str; 6] = [
    "Heading1", "Heading2", "Heading3", "Heading4", "Heading5", "Heading6",
];

/// The prefixes used, and what they stand for.
const NAMESPACES: [(&str, &str); 5] = [
    (
        "xmlns:w",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        "xmlns:r",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        "xmlns:wp",
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
    (
        "xmlns:a",
        "http://schemas.openxmlformats.org/drawingml/2006/main",
    ),
    (
        "xmlns:pic",
        "http://schemas.openxmlformats.org/drawingml/2006/picture",
    ),
];

/// Whether pages have numbers: what is handed in does; a table on its way into
/// a thesis gets the thesis's.
pub(super) fn has_footer(paper: &Paper) -> bool {
    !paper.title.is_empty()
}

/// Writes `word/document.xml`.
pub(super) fn write<W: Write>(xml: &mut Xml<W>, paper: &Paper) -> io::Result<()> {
    xml.open("w:document", &NAMESPACES)?;
    xml.open("w:body", &[])?;
    let mut document = Document {
        xml,
        paper,
        page: Page::Upright,
        begun: false,
        tables: 0,
        figures: 0,
    };
    if !paper.title.is_empty() {
        document.paragraph(Paragraph::of("Title"), &paper.title)?;
    }
    for line in &paper.below_title {
        document.paragraph(Paragraph::of("Subtitle"), line)?;
    }
    let plans: Vec<Option<Plan>> = paper.blocks.iter().map(plan).collect();
    for (index, block) in paper.blocks.iter().enumerate() {
        let plan = plans.get(index).and_then(Option::as_ref);
        if matches!(block, Block::Heading { .. }) {
            document.turn_to(page_below(paper, &plans, index))?;
        }
        document.block(block, plan)?;
    }
    if !document.begun {
        document.paragraph(Paragraph::of("Normal"), "")?;
    }
    let page = document.page;
    page.write(xml, has_footer(paper).then_some(FOOTER))?;
    xml.close("w:body")?;
    xml.close("w:document")
}

/// How a block is set, if it is a table.
fn plan(block: &Block) -> Option<Plan> {
    match block {
        Block::Table(table) => Some(widths::plan(table)),
        _ => None,
    }
}

/// The pages on which a heading stands: those of what comes below it.
fn page_below(paper: &Paper, plans: &[Option<Plan>], heading: usize) -> Page {
    let blocks = paper.blocks.iter().zip(plans).skip(heading);
    let mut below = blocks.filter(|(block, _)| !matches!(block, Block::Heading { .. }));
    match below.next() {
        Some((Block::Figure(figure), _)) => figure::page(figure),
        Some((_, Some(plan))) => plan.page,
        _ => Page::Upright,
    }
}

/// What has been written so far.
struct Document<'a, W: Write> {
    xml: &'a mut Xml<W>,
    paper: &'a Paper,
    /// The pages of the section that is open.
    page: Page,
    /// Whether it holds anything.
    begun: bool,
    tables: u32,
    figures: u32,
}

impl<W: Write> Document<'_, W> {
    fn block(&mut self, block: &Block, plan: Option<&Plan>) -> io::Result<()> {
        match block {
            Block::Heading { level, text } => {
                let level = usize::from((*level).max(1)) - 1;
                let style = HEADINGS.get(level).unwrap_or(&"Heading6");
                Paragraph::of(style).write(self.xml, text, Look::PLAIN)
            }
            Block::Paragraph(text) => self.paragraph(Paragraph::of("Normal"), text),
            Block::List(items) => {
                for item in items {
                    self.paragraph(Paragraph::of("ListBullet"), item)?;
                }
                Ok(())
            }
            Block::Table(table) => plan.map_or(Ok(()), |plan| self.table(table, plan)),
            Block::Figure(figure) => self.figure(figure),
            Block::Quote(quote) => self.quote(quote),
        }
    }

    /// A paragraph on upright pages.
    fn paragraph(&mut self, paragraph: Paragraph, text: &str) -> io::Result<()> {
        self.turn_to(Page::Upright)?;
        paragraph.write(self.xml, text, Look::PLAIN)
    }

    /// Goes on with such pages: ends the section, unless it is empty, with a
    /// paragraph too small to be seen that carries its properties.
    fn turn_to(&mut self, page: Page) -> io::Result<()> {
        if self.page != page && self.begun {
            self.xml.open("w:p", &[])?;
            self.xml.open("w:pPr", &[])?;
            self.xml.value("w:pStyle", "SectionEnd")?;
            let footer = has_footer(self.paper).then_some(FOOTER);
            self.page.write(self.xml, footer)?;
            self.xml.close("w:pPr")?;
            self.xml.close("w:p")?;
        }
        self.page = page;
        self.begun = true;
        Ok(())
    }

    fn table(&mut self, table: &Table, plan: &Plan) -> io::Result<()> {
        self.turn_to(plan.page)?;
        self.tables += 1;
        let number = self.paper.numbered.then_some(self.tables);
        caption(self.xml, "Table", number, &table.title)?;
        table::write(self.xml, table, plan, number)
    }

    fn figure(&mut self, figure: &Figure) -> io::Result<()> {
        self.turn_to(figure::page(figure))?;
        let relation = picture_relation(usize::try_from(self.figures).unwrap_or(usize::MAX));
        self.figures += 1;
        let number = self.paper.numbered.then_some(self.figures);
        caption(self.xml, "Figure", number, &figure.title)?;
        Paragraph::of("Figure").open(self.xml, "")?;
        figure::write(self.xml, figure, self.figures, &relation)?;
        self.xml.close("w:p")
    }

    fn quote(&mut self, quote: &Quoted) -> io::Result<()> {
        let words = Paragraph::of("Quote").keeping_next(true);
        self.paragraph(words, &quote.words)?;
        let source = Paragraph::of("QuoteSource").keeping_next(!quote.memos.is_empty());
        self.paragraph(source, &source_line(quote))?;
        for (index, memo) in quote.memos.iter().enumerate() {
            let more = index + 1 < quote.memos.len();
            let memo_style = Paragraph::of("QuoteMemo").keeping_next(more);
            self.paragraph(memo_style, &format!("Memo: {memo}"))?;
        }
        Ok(())
    }
}

/// Where a quote stands, and who coded it as what.
fn source_line(quote: &Quoted) -> String {
    let coded = match (quote.code.as_str(), quote.coder.as_str()) {
        ("", _) => String::new(),
        (code, "") => format!(" [{code}, pending suggestion]"),
        (code, coder) => format!(" [{code}, {coder}]"),
    };
    format!("{}{coded}", quote.source())
}

/// The caption above a table or figure: its number in bold, counted by Word,
/// and its title in italics on a line of its own.
///
/// Both are one paragraph, so that a list of tables made by Word names the
/// title too; and bold and italics are set directly, for Word's own style for
/// captions is italic, and the italics of two styles cancel each other out.
fn caption<W: Write>(
    xml: &mut Xml<W>,
    sequence: &str,
    number: Option<u32>,
    title: &str,
) -> io::Result<()> {
    let Some(number) = number else {
        if title.is_empty() {
            return Ok(());
        }
        return Paragraph::of("TableTitle").write(xml, title, Look::PLAIN);
    };
    Paragraph::of("Caption").open(xml, sequence)?;
    words(xml, &format!("{sequence} "), Look::BOLD)?;
    counted(xml, sequence, number, Look::BOLD)?;
    if !title.is_empty() {
        words(xml, "\n", Look::PLAIN)?;
        words(xml, title, Look::ITALIC)?;
    }
    xml.close("w:p")
}
