//! Paragraphs and tables of a rich text file. Nothing in it says where they
//! begin: a paragraph is whatever stands before `\par`, a table is whatever
//! paragraphs say that they are in one.

use super::doc::Doc;
use super::doc_table::Table;
use super::wording::Sign;

/// How deep tables may lie in one another.
const MOST_TABLES: usize = 16;
/// How many cells a row may be said to have.
const MOST_CELLS: usize = 64;

/// The text, or a footnote, a comment or a text box in it.
#[derive(Default)]
struct Frame {
    what: What,
    /// Whether a paragraph is open.
    open: bool,
    tables: Vec<Place>,
}

#[derive(Clone, Copy, Default)]
enum What {
    #[default]
    Text,
    Note,
    Box,
    /// A comment of which no word was read yet: its number, if words are
    /// marked for it.
    NextComment(Option<usize>),
    Comment,
}

/// Where the reading of a table stands.
#[derive(Default)]
struct Place {
    in_row: bool,
    in_cell: bool,
    cell: usize,
}

pub(super) struct Frames<'a> {
    pub doc: &'a mut Doc,
    /// How many paragraphs and cells there were.
    pub parts: usize,
    around: Vec<Frame>,
    now: Frame,
    /// For the cells of a row, whether each belongs to the one before.
    merged: Vec<bool>,
    /// Whether the next cell does.
    next_merged: bool,
}

impl<'a> Frames<'a> {
    pub(super) fn new(doc: &'a mut Doc) -> Self {
        Self {
            doc,
            parts: 0,
            around: Vec::new(),
            now: Frame::default(),
            merged: Vec::new(),
            next_merged: false,
        }
    }

    /// Writes into the paragraph that is open, or a new one inside so many
    /// tables.
    pub(super) fn write(&mut self, text: &str, level: usize, author: &str) {
        self.open(level, author);
        self.doc.write(text);
    }

    fn open(&mut self, level: usize, author: &str) {
        if self.now.open {
            return;
        }
        if let What::NextComment(about) = self.now.what {
            let number = about.unwrap_or_else(|| {
                let number = self.doc.margin.begin("");
                self.doc.sign(Sign::Point(number));
                number
            });
            self.doc.margin.sign_off(number, author);
            self.doc.start_comment(number);
            self.now.what = What::Comment;
        }
        // A row ends only where it says so.
        let tables = &self.now.tables;
        let between_rows = tables.last().is_some_and(|place| !place.in_row);
        let least = tables.len() - usize::from(between_rows);
        self.go_to(level.max(least));
        self.now.open = true;
        self.parts += 1;
        self.doc.start_paragraph();
    }

    /// Ends tables that lie deeper, and begins those that are missing.
    fn go_to(&mut self, level: usize) {
        let level = level.min(MOST_TABLES);
        while self.now.tables.len() > level {
            self.now.tables.pop();
            self.doc.end_table();
        }
        while self.now.tables.len() < level {
            self.enter_cell();
            self.now.tables.push(Place::default());
            self.doc.start_table();
        }
        self.enter_cell();
    }

    fn enter_cell(&mut self) {
        let Some(place) = self.now.tables.last_mut() else {
            return;
        };
        if !place.in_row {
            self.doc.with_table(Table::start_row);
        }
        if !place.in_cell {
            self.doc.with_table(Table::start_cell);
            self.parts += 1;
        }
        place.in_row = true;
        place.in_cell = true;
    }

    pub(super) fn end_paragraph(&mut self, level: usize, heading: bool, goes_on: bool) {
        self.open(level, "");
        if heading {
            self.doc.is_heading();
        }
        self.doc.end_paragraph(goes_on);
        self.now.open = false;
    }

    /// What follows tells of the cells of a row.
    pub(super) fn start_row(&mut self) {
        self.merged.clear();
        self.next_merged = false;
    }

    pub(super) fn next_cell_is_merged(&mut self) {
        self.next_merged = true;
    }

    pub(super) fn define_cell(&mut self) {
        if self.merged.len() < MOST_CELLS {
            self.merged.push(self.next_merged);
        }
        self.next_merged = false;
    }

    pub(super) fn end_cell(&mut self, level: usize) {
        let cell = self.now.tables.last().map_or(0, |place| place.cell);
        let merged = level == 1 && self.merged.get(cell) == Some(&true);
        let begun = self.now.open || self.now.tables.last().is_some_and(|it| it.in_cell);
        if begun || !merged {
            // Words that did not say they are in a table are in this cell.
            self.go_to(level);
            self.close_paragraph();
        }
        if let Some(place) = self.now.tables.last_mut() {
            place.in_cell = false;
            place.cell += 1;
        }
    }

    pub(super) fn end_row(&mut self, level: usize) {
        if self.now.tables.len() < level {
            return;
        }
        self.close_paragraph();
        while self.now.tables.len() > level {
            self.now.tables.pop();
            self.doc.end_table();
        }
        if let Some(place) = self.now.tables.last_mut() {
            *place = Place::default();
        }
    }

    /// Writes the mark of a footnote; what follows is its text.
    pub(super) fn start_note(&mut self, level: usize) {
        self.open(level, "");
        let note = (self.doc.cited() + 1).to_string();
        self.doc.cite(&note);
        self.doc.start_note(note);
        self.begin(What::Note);
    }

    /// What follows is the text of a comment.
    pub(super) fn start_comment(&mut self) {
        self.begin(What::NextComment(None));
    }

    /// The comment that is being read is about words that were marked.
    pub(super) fn comment_is(&mut self, number: usize) {
        if let What::NextComment(about) = &mut self.now.what {
            *about = Some(number);
        }
    }

    /// What follows stands in a text box.
    pub(super) fn start_box(&mut self) {
        self.doc.told.boxes += 1;
        self.begin(What::Box);
    }

    fn begin(&mut self, what: What) {
        let inner = Frame {
            what,
            ..Frame::default()
        };
        self.around.push(std::mem::replace(&mut self.now, inner));
    }

    /// A footnote, a comment or a text box ends.
    pub(super) fn end_aside(&mut self) {
        self.finish();
        if matches!(self.now.what, What::Note | What::Comment) {
            self.doc.end_aside();
        }
        self.now = self.around.pop().unwrap_or_default();
    }

    /// Nothing more comes in this frame.
    pub(super) fn finish(&mut self) {
        self.close_paragraph();
        while self.now.tables.pop().is_some() {
            self.doc.end_table();
        }
    }

    fn close_paragraph(&mut self) {
        if std::mem::take(&mut self.now.open) {
            self.doc.end_paragraph(false);
        }
    }
}
