//! The words of `word/document.xml`, paragraph by paragraph, and of the parts
//! with comments and footnotes, which are written alike.

use super::doc::Doc;
use super::doc_table::Table;
use super::docx_parts::Styles;
use super::symbols;
use super::wording::Sign;
use super::xml::{Name, Tag, Then, Walker, walk};
use crate::model::Problem;
use std::collections::HashMap;

/// A part of a Word file that holds words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Document,
    Comments,
    Footnotes,
    Endnotes,
}

/// The numbers of the comments, by the ids that the file gives them.
#[derive(Default)]
pub(super) struct Ids {
    comments: HashMap<String, usize>,
}

/// WordprocessingML, as Word writes it and in its strict form (ECMA-376).
const WORD: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];
const FORMULAS: [&str; 2] = [
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
];
const COMPATIBILITY: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";

/// What is formatting, the code of a field, or how a word is pronounced.
const SKIPPED: [&str; 9] = [
    "sectPr",
    "tblPr",
    "tblGrid",
    "tcPr",
    "delText",
    "delInstrText",
    "instrText",
    "rt",
    "fldData",
];

/// Reads one part into the document.
///
/// # Errors
/// A [`Problem`] for XML that is broken or goes past a limit.
pub(super) fn read_part(
    xml: &str,
    part: Part,
    styles: &Styles,
    ids: &mut Ids,
    doc: &mut Doc,
) -> Result<(), Problem> {
    let mut body = Body {
        part,
        styles,
        ids,
        doc,
        properties: Vec::new(),
        goes_on: Vec::new(),
        runs: Vec::new(),
        in_text: false,
        inserting: 0,
        change: None,
    };
    walk(xml, &mut body).map_err(|reason| {
        Problem::new(format!("the text inside the Word file is broken: {reason}"))
            .next("open it in Word, let Word repair it, and save it as .docx")
    })
}

/// Whose properties the walk is in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Properties {
    Paragraph,
    /// Of the sign at the end of a paragraph.
    ParagraphEnd,
    Run,
    Row,
    Block,
}

/// The last kind of change, to count what stands together as one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    Inserted,
    Deleted,
}

struct Body<'a> {
    part: Part,
    styles: &'a Styles,
    ids: &'a mut Ids,
    doc: &'a mut Doc,
    properties: Vec<Properties>,
    /// For each open paragraph, whether its end was deleted.
    goes_on: Vec<bool>,
    runs: Vec<Run>,
    in_text: bool,
    /// How many insertions are open.
    inserting: usize,
    change: Option<Change>,
}

/// An open run of letters that look alike.
#[derive(Clone, Copy, Default)]
struct Run {
    hidden: bool,
    /// Whether hidden words were left out.
    left_out: bool,
}

impl Walker for Body<'_> {
    fn opens(&mut self, name: Name, tag: &Tag) -> Then {
        if name.space == COMPATIBILITY && name.local == "Fallback" {
            // The same text box once more, for older programs.
            return Then::Skip;
        }
        if FORMULAS.contains(&name.space) && matches!(name.local, "t" | "r") {
            self.in_text = name.local == "t";
            return Then::GoIn;
        }
        if !WORD.contains(&name.space) {
            return Then::GoIn;
        }
        if let Some(properties) = self.properties.last().copied() {
            return self.property(properties, name.local, tag);
        }
        match name.local {
            _ if SKIPPED.contains(&name.local) => return Then::Skip,
            "pPr" => self.properties.push(Properties::Paragraph),
            "rPr" => self.properties.push(Properties::Run),
            "trPr" => self.properties.push(Properties::Row),
            "sdtPr" => self.properties.push(Properties::Block),
            "del" | "moveFrom" => return self.leave_out(name.local),
            "ins" => {
                self.count(Change::Inserted);
                self.inserting += 1;
            }
            "moveTo" => self.doc.told.moved += 1,
            "p" => {
                self.doc.start_paragraph();
                self.goes_on.push(false);
                self.change = None;
            }
            "r" => self.runs.push(Run::default()),
            "t" => self.in_text = true,
            "tab" | "ptab" => self.write("\t"),
            "br" | "cr" => self.write("\n"),
            "noBreakHyphen" => self.write("\u{2011}"),
            "softHyphen" => self.write("\u{ad}"),
            "sym" => self.symbol(tag),
            "tbl" => self.doc.start_table(),
            "tr" => self.doc.with_table(Table::start_row),
            "tc" => self.doc.with_table(Table::start_cell),
            "txbxContent" => self.doc.told.boxes += 1,
            "altChunk" | "subDoc" => self.doc.told.embedded = true,
            _ => return self.referred(name.local, tag),
        }
        Then::GoIn
    }

    fn closes(&mut self, name: Name) {
        if FORMULAS.contains(&name.space) && name.local == "t" {
            self.in_text = false;
        }
        if !WORD.contains(&name.space) {
            return;
        }
        match name.local {
            "pPr" | "rPr" | "trPr" | "sdtPr" => {
                self.properties.pop();
            }
            _ if !self.properties.is_empty() => {}
            "p" => {
                let goes_on = self.goes_on.pop().unwrap_or_default();
                self.doc.end_paragraph(goes_on);
            }
            "r" => {
                let left_out = self.runs.pop().is_some_and(|run| run.left_out);
                self.doc.told.hidden += usize::from(left_out);
            }
            "ins" => self.inserting = self.inserting.saturating_sub(1),
            "t" => self.in_text = false,
            "tbl" => self.doc.end_table(),
            "comment" if self.part == Part::Comments => self.doc.end_aside(),
            "footnote" if self.part == Part::Footnotes => self.doc.end_aside(),
            "endnote" if self.part == Part::Endnotes => self.doc.end_aside(),
            _ => {}
        }
    }

    fn says(&mut self, text: &str) {
        if self.in_text && self.properties.is_empty() {
            self.write(text);
        }
    }
}

impl Body<'_> {
    /// An element among properties. `w:tab` there is a tab stop, `w:ins` says
    /// who made the paragraph.
    fn property(&mut self, of: Properties, local: &str, tag: &Tag) -> Then {
        let value = || tag.attribute("val").unwrap_or_default();
        let on = || !matches!(value().as_str(), "0" | "false" | "off");
        match (of, local) {
            (Properties::Paragraph, "rPr") => self.properties.push(Properties::ParagraphEnd),
            (_, "pPr" | "rPr" | "trPr" | "sdtPr") => self.properties.push(Properties::Block),
            (Properties::Paragraph, "pStyle") if self.styles.is_heading(&value()) => {
                self.doc.is_heading();
            }
            (Properties::Paragraph, "outlineLvl")
                if value().parse().is_ok_and(|it: u32| it < 9) =>
            {
                self.doc.is_heading();
            }
            (Properties::ParagraphEnd, "del" | "moveFrom") => {
                if let Some(goes_on) = self.goes_on.last_mut() {
                    *goes_on = true;
                }
            }
            (Properties::Run, "vanish") if on() => {
                if let Some(run) = self.runs.last_mut() {
                    run.hidden = true;
                }
            }
            (Properties::Row, "del") => {
                self.count(Change::Deleted);
                self.doc.with_table(Table::deleted_row);
            }
            (Properties::Row, "ins") => self.count(Change::Inserted),
            // What the properties were before somebody changed them.
            (_, local) if local.ends_with("Change") => return Then::Skip,
            _ => {}
        }
        Then::GoIn
    }

    /// A place that something beside the text refers to.
    fn referred(&mut self, local: &str, tag: &Tag) -> Then {
        let Some(id) = tag.attribute("id") else {
            return Then::GoIn;
        };
        match (self.part, local) {
            (Part::Comments, "comment") => {
                let author = tag.attribute("author").unwrap_or_default();
                let number = self.doc.margin.begin(&author);
                self.ids.comments.insert(id, number);
                self.doc.start_comment(number);
            }
            (Part::Footnotes, "footnote") => self.doc.start_note(format!("foot {id}")),
            (Part::Endnotes, "endnote") => self.doc.start_note(format!("end {id}")),
            (_, "footnoteReference") => self.cite(&format!("foot {id}")),
            (_, "endnoteReference") => self.cite(&format!("end {id}")),
            (_, "commentRangeStart") => self.comment(&id, Sign::Opens),
            (_, "commentRangeEnd") => self.comment(&id, Sign::Closes),
            (_, "commentReference") => self.comment(&id, Sign::Point),
            _ => {}
        }
        Then::GoIn
    }

    fn comment(&mut self, id: &str, sign: impl Fn(usize) -> Sign) {
        if let Some(number) = self.ids.comments.get(id) {
            self.doc.sign(sign(*number));
        }
    }

    fn cite(&mut self, note: &str) {
        if !self.runs.last().is_some_and(|run| run.hidden) {
            self.doc.cite(note);
        }
    }

    fn leave_out(&mut self, local: &str) -> Then {
        if local == "del" {
            self.count(Change::Deleted);
        }
        Then::Skip
    }

    /// Word cuts one insertion into several where its formatting changes.
    fn count(&mut self, change: Change) {
        if self.change != Some(change) {
            match change {
                Change::Inserted => self.doc.told.inserted += 1,
                Change::Deleted => self.doc.told.deleted += 1,
            }
        }
        self.change = Some(change);
    }

    fn write(&mut self, text: &str) {
        match self.runs.last_mut().filter(|run| run.hidden) {
            Some(run) => run.left_out = true,
            None => {
                if self.inserting == 0 {
                    self.change = None;
                }
                self.doc.write(text);
            }
        }
    }

    fn symbol(&mut self, tag: &Tag) {
        let font = tag.attribute("font").unwrap_or_default();
        let code = tag.attribute("char").unwrap_or_default();
        let code = u32::from_str_radix(&code, 16).ok();
        let shown = code.and_then(|code| symbols::character(&font, code));
        if shown.is_none() {
            self.doc.told.symbols += 1;
        }
        self.write(shown.unwrap_or('\u{fffd}').encode_utf8(&mut [0; 4]));
    }
}

#[cfg(test)]
mod tests;
