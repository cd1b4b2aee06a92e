//! The words of a rich text file, as its groups and control words tell them.

use super::doc::Doc;
use super::docx_parts::is_heading_name;
use super::rtf_characters::{Numbers, escaped, named};
use super::rtf_fonts::{Fonts, of_code_page};
use super::rtf_frames::Frames;
use super::rtf_groups::{Group, Kind, destination};
use super::rtf_tokens::{Token, Tokens};
use super::wording::Sign;
use crate::model::Problem;
use std::collections::{HashMap, HashSet};

/// Word stays below a hundred groups in one another.
const DEEPEST: usize = 500;
/// A paragraph can cost more memory than its bytes do.
const MOST_PARTS: usize = 2_000_000;

/// Reads the file into the document.
///
/// # Errors
/// A [`Problem`] for a file that goes past a limit.
pub(super) fn read_body(bytes: &[u8], doc: &mut Doc) -> Result<(), Problem> {
    let mut body = Body {
        frames: Frames::new(doc),
        groups: vec![Group::default()],
        fonts: Fonts::default(),
        headings: HashSet::new(),
        pending: Vec::new(),
        fallback: 0,
        numbers: Numbers::default(),
        gathered: String::new(),
        author: String::new(),
        comments: HashMap::new(),
        written: Written::Plain,
    };
    let too_much = |what: &str| {
        Problem::new(format!("this is no interview: {what}"))
            .next("open it in Word and save it as .docx")
    };
    for token in Tokens::new(bytes) {
        body.take(token);
        if body.groups.len() > DEEPEST {
            return Err(too_much("its parts are nested too deep"));
        }
        if body.frames.parts > MOST_PARTS {
            return Err(too_much("it holds too many paragraphs"));
        }
    }
    body.flush();
    if body.groups.len() > 1 {
        let note = "the file ends in the middle; what is there was read";
        body.frames.doc.told.notes.push(note.to_owned());
    }
    while body.groups.len() > 1 {
        body.close();
    }
    body.frames.finish();
    Ok(())
}

/// What was written last, to count what stands together as one change.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    Plain,
    Inserted,
    Deleted,
    Moved,
    Hidden,
}

struct Body<'a> {
    frames: Frames<'a>,
    groups: Vec<Group>,
    fonts: Fonts,
    /// Numbers of the styles that are headings.
    headings: HashSet<i32>,
    /// Bytes that are not yet decoded: a letter may take two.
    pending: Vec<u8>,
    /// How many characters to come only stand in for the one before.
    fallback: usize,
    numbers: Numbers,
    /// The words of a name or number that is being read.
    gathered: String,
    /// Who wrote the next comment.
    author: String,
    /// Comments by the numbers that the file gives them.
    comments: HashMap<String, usize>,
    written: Written,
}

impl Body<'_> {
    fn group(&mut self) -> Option<&mut Group> {
        self.groups.last_mut()
    }

    fn now(&self) -> Group {
        self.groups.last().cloned().unwrap_or_default()
    }

    fn take(&mut self, token: Token) {
        match token {
            Token::Byte(byte) | Token::Hex(byte) if self.fallback == 0 => {
                self.end_half();
                self.pending.push(byte);
            }
            Token::Byte(_) | Token::Hex(_) => self.fallback -= 1,
            Token::Open => {
                self.pause();
                let group = self.now().inner();
                self.groups.push(group);
            }
            Token::Close => {
                self.pause();
                if self.groups.len() > 1 {
                    self.close();
                }
            }
            Token::Symbol(symbol) => {
                self.flush();
                if self.fallback > 0 {
                    self.fallback -= 1;
                } else {
                    self.symbol(symbol);
                }
            }
            Token::Word("u", number) => {
                self.flush();
                self.number(number.unwrap_or(0));
            }
            Token::Word(word, number) => {
                self.flush();
                let character = named(word);
                if self.fallback > 0 && character.is_some() {
                    self.fallback -= 1;
                    return;
                }
                self.fallback = 0;
                match character {
                    Some(character) => self.write(character),
                    None => self.word(word, number),
                }
            }
        }
    }

    /// Where a group begins or ends, nothing goes on.
    fn pause(&mut self) {
        self.flush();
        self.fallback = 0;
    }

    fn flush(&mut self) {
        if !self.pending.is_empty() {
            let bytes = std::mem::take(&mut self.pending);
            let text = self.fonts.decode(&bytes, self.now().font);
            self.write(&text);
        }
    }

    /// A character by its number.
    fn number(&mut self, number: i32) {
        self.fallback = self.now().fallback;
        let text = self.numbers.take(number);
        self.write(&text);
    }

    fn end_half(&mut self) {
        if self.numbers.end() {
            self.write("\u{fffd}");
        }
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'\r' | b'\n' => self.word("par", None),
            b'*' => {
                if let Some(group) = self.group() {
                    group.starred = true;
                }
            }
            symbol => self.write(escaped(symbol)),
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        let starred = self
            .group()
            .is_some_and(|group| std::mem::take(&mut group.starred));
        let kind = self.now().kind;
        if let Some(wanted) = destination(word, starred, kind) {
            self.begin(wanted);
            return;
        }
        match kind {
            Kind::Text => self.in_text(word, number),
            Kind::Fonts => self.in_fonts(word, number),
            Kind::Styles if word == "s" => {
                if let Some(group) = self.group() {
                    group.style = number.unwrap_or(0);
                }
            }
            _ => {}
        }
        let on = number != Some(0);
        let Some(group) = self.groups.last_mut() else {
            return;
        };
        match word {
            "f" => group.font = number.unwrap_or(0),
            "uc" => group.fallback = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(8),
            "v" => group.hidden = on,
            "deleted" => group.deleted = on,
            "revised" => group.inserted = on,
            "mvf" => group.moved_away = on,
            "mvt" => group.moved_here = on,
            "plain" => *group = group.clone().plain(),
            "ansicpg" => self.code_page(number.unwrap_or(0)),
            "mac" => self.fonts.page = encoding_rs::MACINTOSH,
            _ => {}
        }
    }

    fn code_page(&mut self, page: i32) {
        match of_code_page(page) {
            Some(encoding) => self.fonts.page = encoding,
            None if page > 0 => self.frames.doc.told.notes.push(format!(
                "the file's code page {page} is not known; assumed Windows-1252"
            )),
            None => {}
        }
    }

    fn in_text(&mut self, word: &str, number: Option<i32>) {
        let deleted = self.now().left_out();
        match word {
            "par" | "sect" => {
                let Group { level, heading, .. } = self.now();
                self.frames.end_paragraph(level, heading, deleted);
            }
            "pard" => {
                if let Some(group) = self.group() {
                    group.heading = false;
                    group.level = 0;
                }
            }
            "s" => {
                let heading = number.is_some_and(|style| self.headings.contains(&style));
                if let Some(group) = self.group() {
                    group.heading = heading;
                }
            }
            "outlinelevel" => {
                if let Some(group) = self.group() {
                    group.heading = number.is_some_and(|level| (0..9).contains(&level));
                }
            }
            "intbl" => {
                if let Some(group) = self.group() {
                    group.level = group.level.max(1);
                }
            }
            "itap" => {
                if let Some(group) = self.group() {
                    group.level = usize::try_from(number.unwrap_or(1)).unwrap_or(0);
                }
            }
            "trowd" => self.frames.start_row(),
            "clmrg" => self.frames.next_cell_is_merged(),
            "cellx" => self.frames.define_cell(),
            "cell" => self.frames.end_cell(1),
            "nestcell" => {
                let level = self.now().level.max(2);
                self.frames.end_cell(level);
            }
            "row" => self.frames.end_row(1),
            "nestrow" => {
                let level = self.now().level.max(2);
                self.frames.end_row(level);
            }
            _ => {}
        }
    }

    fn in_fonts(&mut self, word: &str, number: Option<i32>) {
        if word == "f" {
            self.gathered.clear();
            self.fonts.all.entry(number.unwrap_or(0)).or_default();
            return;
        }
        let font = self.now().font;
        if let Some(font) = self.fonts.all.get_mut(&font) {
            match word {
                "fcharset" => font.charset = number,
                "cpg" => font.code_page = number,
                _ => {}
            }
        }
    }

    /// The group turns out to be of this kind.
    fn begin(&mut self, kind: Kind) {
        let before = self.now();
        match kind {
            Kind::Note if before.left_out() || before.kind != Kind::Text => {
                return self.set_kind(Kind::Skipped);
            }
            Kind::Note => self.frames.start_note(before.level),
            Kind::Comment => self.frames.start_comment(),
            Kind::Box => self.frames.start_box(),
            _ => {}
        }
        self.gathered.clear();
        self.set_kind(kind);
    }

    fn set_kind(&mut self, kind: Kind) {
        if let Some(group) = self.group() {
            let text = matches!(kind, Kind::Note | Kind::Comment | Kind::Box);
            group.kind = if text { Kind::Text } else { kind };
            group.ends = Some(kind);
            if text {
                group.level = 0;
                group.heading = false;
            }
        }
    }

    fn close(&mut self) {
        let Some(group) = self.groups.pop() else {
            return;
        };
        let gathered = self.gathered.trim().to_owned();
        match group.ends {
            Some(Kind::Note | Kind::Box) => self.frames.end_aside(),
            Some(Kind::Comment) => {
                self.frames.end_aside();
                self.author.clear();
            }
            Some(Kind::Author) => self.author = gathered,
            Some(Kind::CommentStarts) => {
                let number = self.frames.doc.margin.begin("");
                self.comments.insert(gathered, number);
                self.frames.doc.sign(Sign::Opens(number));
            }
            Some(Kind::CommentEnds) => {
                if let Some(number) = self.comments.get(&gathered) {
                    self.frames.doc.sign(Sign::Closes(*number));
                }
            }
            Some(Kind::CommentNumber) => {
                if let Some(number) = self.comments.get(&gathered) {
                    self.frames.comment_is(*number);
                }
            }
            _ => {}
        }
    }

    fn write(&mut self, text: &str) {
        let group = self.now();
        match group.kind {
            Kind::Text => {}
            Kind::Fonts => return self.font_name(text, group.font),
            Kind::Styles => return self.style_name(text, group.style),
            Kind::Author | Kind::CommentStarts | Kind::CommentEnds | Kind::CommentNumber => {
                return self.gathered.push_str(text);
            }
            _ => return,
        }
        let what = match () {
            () if group.deleted => Written::Deleted,
            () if group.hidden || group.moved_away => Written::Hidden,
            () if group.moved_here => Written::Moved,
            () if group.inserted => Written::Inserted,
            () => Written::Plain,
        };
        if what != self.written {
            let told = &mut self.frames.doc.told;
            match what {
                Written::Deleted => told.deleted += 1,
                Written::Inserted => told.inserted += 1,
                Written::Moved => told.moved += 1,
                Written::Hidden if group.hidden => told.hidden += 1,
                _ => {}
            }
        }
        self.written = what;
        if !group.left_out() {
            self.frames.write(text, group.level, &self.author);
        }
    }

    /// Each font's name ends with a semicolon.
    fn font_name(&mut self, text: &str, font: i32) {
        if let Some(font) = self.fonts.all.get_mut(&font) {
            font.name.push_str(text.trim_end_matches(';'));
        }
    }

    fn style_name(&mut self, text: &str, style: i32) {
        self.gathered.push_str(text);
        if let Some(name) = self.gathered.strip_suffix(';') {
            if is_heading_name(name) {
                self.headings.insert(style);
            }
            self.gathered.clear();
        }
    }
}
