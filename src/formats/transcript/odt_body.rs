//! The words of an OpenDocument text, paragraph by paragraph.

use super::doc::Doc;
use super::doc_table::Table;
use super::wording::Sign;
use super::xml::{Name, Tag, Then, Walker, walk};
use crate::model::Problem;
use std::collections::{HashMap, HashSet};

const OFFICE: &str = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
const TEXT: &str = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
const TABLE: &str = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
const STYLE: &str = "urn:oasis:names:tc:opendocument:xmlns:style:1.0";
const DRAWING: &str = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0";
const DUBLIN_CORE: &str = "http://purl.org/dc/elements/1.1/";

/// A few bytes can ask for a thousand million spaces or cells; a page has not
/// so many.
const MOST_SPACES: usize = 100;
const MOST_CELLS: usize = 32;

/// Reads the content into the document.
///
/// # Errors
/// A [`Problem`] for XML that is broken or goes past a limit, or is no text.
pub(super) fn read_content(xml: &str, doc: &mut Doc) -> Result<(), Problem> {
    let mut body = Body {
        doc,
        styles: Styles::default(),
        in_text: false,
        seen_text: false,
        contents: 0,
        blank_before: Vec::new(),
        cells_covered: 0,
        comments: Vec::new(),
        named: HashMap::new(),
        in_author: false,
    };
    walk(xml, &mut body).map_err(|reason| {
        Problem::new(format!("the text inside the file is broken: {reason}"))
            .next("open it in LibreOffice and save it as .odt or .docx")
    })?;
    if !body.seen_text {
        return Err(
            Problem::new("this is no text document: it has no part office:text")
                .next("open it in LibreOffice and save it as .odt or .docx"),
        );
    }
    Ok(())
}

/// Which styles are headings, and which hide their words.
#[derive(Default)]
struct Styles {
    open: String,
    titles: HashSet<String>,
    hidden: HashSet<String>,
}

struct Body<'a> {
    doc: &'a mut Doc,
    styles: Styles,
    in_text: bool,
    seen_text: bool,
    /// How many tables of contents are open.
    contents: usize,
    /// For each open paragraph, whether a blank here would be a second one.
    blank_before: Vec<bool>,
    /// Covered cells to come that belong to the cell before them.
    cells_covered: usize,
    /// Open comments.
    comments: Vec<usize>,
    /// Comments by the names that the file gives them; answers go with what
    /// they answer.
    named: HashMap<String, Vec<usize>>,
    in_author: bool,
}

impl Walker for Body<'_> {
    fn opens(&mut self, name: Name, tag: &Tag) -> Then {
        match name.space {
            OFFICE => self.office(name.local, tag),
            TEXT if self.in_text => self.words(name.local, tag),
            TABLE if self.in_text => self.table(name.local, tag),
            STYLE => {
                self.styles.see(name.local, tag);
                Then::GoIn
            }
            DRAWING => {
                if name.local == "text-box" {
                    self.doc.told.boxes += 1;
                }
                Then::GoIn
            }
            DUBLIN_CORE if name.local == "creator" && !self.comments.is_empty() => {
                self.in_author = true;
                Then::GoIn
            }
            // Dates of comments, descriptions of pictures, formulas.
            _ if self.in_text => Then::Skip,
            _ => Then::GoIn,
        }
    }

    fn closes(&mut self, name: Name) {
        match (name.space, name.local) {
            (OFFICE, "text") => self.in_text = false,
            (OFFICE, "annotation") if self.comments.pop().is_some() => self.doc.end_aside(),
            (DUBLIN_CORE, "creator") => self.in_author = false,
            (TEXT, "p" | "h") if self.in_text => {
                self.blank_before.pop();
                self.doc.end_paragraph(false);
            }
            (TEXT, "note-body") if self.in_text => self.doc.end_aside(),
            (TEXT, "table-of-content") => self.contents = self.contents.saturating_sub(1),
            (TABLE, "table") if self.in_text => self.doc.end_table(),
            _ => {}
        }
    }

    fn says(&mut self, text: &str) {
        if self.in_author {
            if let Some(comment) = self.comments.last() {
                self.doc.margin.sign_off(*comment, text);
            }
            return;
        }
        let Some(blank_before) = self.blank_before.last_mut() else {
            return;
        };
        // Blanks and line ends of the XML are one blank, and none at the start.
        let mut written = String::with_capacity(text.len());
        for c in text.chars() {
            let blank = matches!(c, ' ' | '\t' | '\n' | '\r');
            if !(blank && *blank_before) {
                written.push(if blank { ' ' } else { c });
            }
            *blank_before = blank;
        }
        self.doc.write(&written);
    }
}

impl Body<'_> {
    fn office(&mut self, local: &str, tag: &Tag) -> Then {
        match local {
            "text" => {
                self.in_text = true;
                self.seen_text = true;
            }
            "annotation" if self.in_text => {
                let number = self.doc.margin.begin("");
                self.doc.sign(Sign::Opens(number));
                for name in ["name", "parent-name"] {
                    if let Some(name) = tag.attribute(name) {
                        self.named.entry(name).or_default().push(number);
                    }
                }
                self.doc.start_comment(number);
                self.comments.push(number);
            }
            "annotation-end" if self.in_text => {
                let name = tag.attribute("name").unwrap_or_default();
                for number in self.named.get(&name).into_iter().flatten() {
                    self.doc.sign(Sign::Closes(*number));
                }
            }
            "meta" | "settings" | "scripts" | "font-face-decls" | "master-styles"
            | "binary-data" | "forms" | "event-listeners" => return Then::Skip,
            _ => {}
        }
        Then::GoIn
    }

    fn words(&mut self, local: &str, tag: &Tag) -> Then {
        let style = || tag.attribute("style-name").unwrap_or_default();
        match local {
            "p" | "h" => {
                self.doc.start_paragraph();
                self.blank_before.push(true);
                if local == "h" || self.contents > 0 || self.styles.titles.contains(&style()) {
                    self.doc.is_heading();
                }
            }
            "s" => {
                let count = tag.attribute("c").map_or(1, |count| number(&count));
                self.put(&" ".repeat(count.min(MOST_SPACES)));
            }
            "tab" => self.put("\t"),
            "line-break" => self.put("\n"),
            "note" => {
                let number = self.doc.cited() + 1;
                self.doc.cite(&number.to_string());
                self.seen(false);
            }
            "note-body" => self.doc.start_note(self.doc.cited().to_string()),
            "table-of-content" => self.contents += 1,
            "deletion" => {
                self.doc.told.deleted += 1;
                return Then::Skip;
            }
            "insertion" => {
                self.doc.told.inserted += 1;
                return Then::Skip;
            }
            "span" if self.styles.hidden.contains(&style()) => return self.hide(),
            "section" if tag.attribute("display").as_deref() == Some("none") => {
                return self.hide();
            }
            "hidden-text" => return self.hide(),
            "note-citation"
            | "ruby-text"
            | "format-change"
            | "script"
            | "table-of-content-source" => return Then::Skip,
            _ => {}
        }
        Then::GoIn
    }

    fn table(&mut self, local: &str, tag: &Tag) -> Then {
        let count = |name: &str| tag.attribute(name).map_or(1, |count| number(&count));
        match local {
            "table" => self.doc.start_table(),
            "table-row" => {
                self.cells_covered = 0;
                self.doc.with_table(Table::start_row);
            }
            "table-cell" => {
                self.cells_covered = count("number-columns-spanned").saturating_sub(1);
                // The last of them takes the words; repeated ones are empty.
                for _ in 0..count("number-columns-repeated").clamp(1, MOST_CELLS) {
                    self.doc.with_table(Table::start_cell);
                }
            }
            "covered-table-cell" => {
                // Covered from above, it has its own place in the row.
                let repeated = count("number-columns-repeated");
                let own = repeated.saturating_sub(self.cells_covered);
                self.cells_covered = self.cells_covered.saturating_sub(repeated);
                for _ in 0..own.min(MOST_CELLS) {
                    self.doc.with_table(Table::start_cell);
                }
                return Then::Skip;
            }
            _ => {}
        }
        Then::GoIn
    }

    fn hide(&mut self) -> Then {
        self.doc.told.hidden += 1;
        Then::Skip
    }

    /// Writes what is no blank of the XML.
    fn put(&mut self, text: &str) {
        self.doc.write(text);
        self.seen(false);
    }

    fn seen(&mut self, blank: bool) {
        if let Some(before) = self.blank_before.last_mut() {
            *before = blank;
        }
    }
}

fn number(digits: &str) -> usize {
    // Too large to be read is too large in any case.
    digits.trim().parse().unwrap_or(1)
}

impl Styles {
    fn see(&mut self, local: &str, tag: &Tag) {
        match local {
            "style" => {
                self.open = tag.attribute("name").unwrap_or_default();
                let parent = tag.attribute("parent-style-name").unwrap_or_default();
                if is_title(&self.open) || is_title(&parent) || self.titles.contains(&parent) {
                    self.titles.insert(self.open.clone());
                }
            }
            "text-properties" if tag.attribute("display").as_deref() == Some("none") => {
                self.hidden.insert(self.open.clone());
            }
            _ => {}
        }
    }
}

/// A style that LibreOffice calls "Title" or "Heading 1", whatever it shows.
fn is_title(style: &str) -> bool {
    let bare = style.trim_end_matches(|c: char| c.is_ascii_digit());
    matches!(bare, "Title" | "Subtitle" | "Heading" | "Heading_20_")
}
