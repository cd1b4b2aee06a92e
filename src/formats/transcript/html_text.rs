//! The text of a web page: a paragraph for each block, what is no text left out.
//!
//! The tags are read one by one (WHATWG, section 13.2.5) and no tree is built of
//! them: a page may leave tags open or nest them a hundred thousand deep.

use super::doc::Doc;
use super::doc_table::Table;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use std::convert::Infallible;

/// What is no text, or not the page's own.
const SKIPPED: [&str; 14] = [
    "script", "style", "title", "template", "noscript", "nav", "iframe", "svg", "audio", "video",
    "canvas", "select", "button", "datalist",
];

/// What stands on lines of its own; the rest stands within a line.
const BLOCKS: [&str; 36] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "ol",
    "p",
    "section",
    "summary",
    "tbody",
    "tfoot",
    "thead",
    "ul",
    "head",
];

/// Deeper tables are read as blocks: a person nests them three deep.
const MOST_TABLES: usize = 8;

/// Reads a page.
pub(super) fn document(html: &str) -> Doc {
    let walk = walk(html, true);
    // An element that never ends would take the rest of the page with it.
    if walk.skipped.is_some() {
        self::walk(html, false)
    } else {
        walk
    }
    .doc
}

fn walk(html: &str, skip: bool) -> Walk {
    let mut walk = Walk {
        skip,
        ..Walk::default()
    };
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| {
        match event {
            CallbackEvent::OpenStartTag { name } => walk.start(&String::from_utf8_lossy(name)),
            CallbackEvent::EndTag { name } => walk.end(&String::from_utf8_lossy(name)),
            CallbackEvent::String { value } => walk.text(&String::from_utf8_lossy(value)),
            _ => {}
        }
        None::<Infallible>
    });
    emitter.naively_switch_states(true);
    // Reading from memory cannot fail.
    let Ok(()) = Tokenizer::new_with_emitter(html, emitter).finish();
    walk.finish();
    walk
}

#[derive(Default)]
struct Walk {
    doc: Doc,
    /// The paragraph that is open.
    line: String,
    /// Whether a space is due before the next word.
    space: bool,
    heading: bool,
    preformatted: usize,
    tables: Vec<OpenTable>,
    /// Tables that were too deep to open.
    too_deep: usize,
    /// Whether elements that are no text of the page are left out.
    skip: bool,
    /// The element that is left out, and how often it is open.
    skipped: Option<(String, usize)>,
}

/// What of a table is open: tags may be missing, or stand where they must not.
#[derive(Default)]
struct OpenTable {
    row: bool,
    cell: bool,
}

impl Walk {
    fn start(&mut self, name: &str) {
        if let Some((skipped, depth)) = &mut self.skipped {
            *depth += usize::from(skipped == name);
            return;
        }
        match name {
            _ if SKIPPED.contains(&name) => {
                // These hold no text however the page goes on.
                let never_text = ["script", "style", "title", "template", "noscript", "iframe"];
                if self.skip || never_text.contains(&name) {
                    self.skipped = Some((name.to_owned(), 1));
                }
            }
            "br" => {
                self.line.push('\n');
                self.space = false;
            }
            "pre" => {
                self.flush();
                self.preformatted += 1;
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush();
                self.heading = true;
            }
            "table" => self.start_table(),
            "tr" => self.start_row(),
            "td" | "th" => self.start_cell(),
            _ if BLOCKS.contains(&name) => self.flush(),
            // Words in neighbouring inline elements stand as close as written.
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if let Some((skipped, depth)) = &mut self.skipped {
            *depth -= usize::from(skipped == name);
            if *depth == 0 {
                self.skipped = None;
            }
            return;
        }
        match name {
            "pre" => {
                self.flush();
                self.preformatted = self.preformatted.saturating_sub(1);
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.flush(),
            "table" => self.end_table(),
            "tr" | "td" | "th" => {
                self.flush();
                if let Some(open) = self.tables.last_mut() {
                    open.cell = false;
                    open.row &= name != "tr";
                }
            }
            _ if BLOCKS.contains(&name) => self.flush(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.skipped.is_some() {
            return;
        }
        if self.preformatted > 0 {
            self.line.push_str(text);
            return;
        }
        // A no-break space is no blank here, as it is none in a browser.
        let blank = |c: char| c.is_ascii_whitespace();
        self.space |= text.starts_with(blank);
        for word in text.split(blank).filter(|word| !word.is_empty()) {
            if self.space && !self.line.is_empty() && !self.line.ends_with('\n') {
                self.line.push(' ');
            }
            self.line.push_str(word);
            self.space = true;
        }
        self.space = text.ends_with(blank) || (self.space && text.trim_matches(blank).is_empty());
    }

    /// Ends the paragraph.
    fn flush(&mut self) {
        self.space = false;
        let heading = std::mem::take(&mut self.heading);
        let line = std::mem::take(&mut self.line);
        let line = line.trim_matches(['\n', ' ', '\t', '\r']);
        if !line.is_empty() {
            let line = line.replace('\r', "");
            self.emit(&line, heading);
        }
    }

    /// What stands in a table but in none of its cells, stands before it.
    fn emit(&mut self, paragraph: &str, heading: bool) {
        let closed = self.tables.iter().rev().take_while(|open| !open.cell);
        self.doc.before_tables(closed.count(), |doc| {
            doc.start_paragraph();
            doc.write(paragraph);
            if heading {
                doc.is_heading();
            }
            doc.end_paragraph(false);
        });
    }

    fn start_table(&mut self) {
        self.flush();
        if self.tables.len() < MOST_TABLES {
            self.doc.start_table();
            self.tables.push(OpenTable::default());
        } else {
            self.too_deep += 1;
        }
    }

    fn start_row(&mut self) {
        self.flush();
        if let Some(open) = self.tables.last_mut().filter(|_| self.too_deep == 0) {
            self.doc.with_table(Table::start_row);
            (open.row, open.cell) = (true, false);
        }
    }

    fn start_cell(&mut self) {
        self.flush();
        if let Some(open) = self.tables.last_mut().filter(|_| self.too_deep == 0) {
            if !open.row {
                self.doc.with_table(Table::start_row);
            }
            self.doc.with_table(Table::start_cell);
            (open.row, open.cell) = (true, true);
        }
    }

    fn end_table(&mut self) {
        self.flush();
        if self.too_deep > 0 {
            self.too_deep -= 1;
        } else if self.tables.pop().is_some() {
            self.doc.end_table();
        }
    }

    fn finish(&mut self) {
        self.flush();
        self.too_deep = 0;
        while !self.tables.is_empty() {
            self.end_table();
        }
    }
}
