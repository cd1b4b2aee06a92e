//! From the bytes of a PDF to letters with their places, with `hayro`.
//!
//! A PDF says where each letter is drawn, not what is a word, a line or a
//! paragraph. And it says what to unpack and how often to draw it: a file of a
//! few kilobytes can ask for years of work. So whoever calls this does it in a
//! process with little memory and time.

use super::lines::{Glyph, lines_of};
use super::page::{PdfContent, PdfPage};
use super::unpacked::{Unpacked, unpacked};
use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::object::Dict;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::kurbo::{BezPath, Point, Rect};
use hayro_interpret::{
    ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, TransformExt, interpret_page,
};
use std::sync::mpsc::{Sender, channel};

/// The letters of a file: ten times the longest interview.
const MOST_LETTERS: usize = 3_000_000;
/// Lines and boxes on a page; with more it is letters that are drawn.
const MOST_RULES: usize = 50;
/// Pages without a word on them are cheap to promise.
const MOST_PAGES: usize = 20_000;
/// Deeply nested files are read recursively.
const STACK: usize = 128 * 1024 * 1024;

/// Reads a PDF. What it costs is up to the file: call it only in a process of
/// its own, and end that process afterwards, as a thread may be left behind.
pub fn pdf_content(bytes: Vec<u8>) -> PdfContent {
    let (told, hear) = channel();
    let early = told.clone();
    let work = move || {
        let content = read(bytes, &early);
        // Nobody listens any more where the answer was given early.
        let _ = early.send(content);
    };
    drop(told);
    let started = std::thread::Builder::new().stack_size(STACK).spawn(work);
    if started.is_err() {
        return PdfContent::Damaged;
    }
    // A reader that breaks down sends nothing.
    hear.recv().unwrap_or(PdfContent::Damaged)
}

fn read(bytes: Vec<u8>, early: &Sender<PdfContent>) -> PdfContent {
    let pdf = match Pdf::new(bytes) {
        Ok(pdf) => pdf,
        Err(LoadPdfError::Decryption(_)) => return PdfContent::Locked,
        Err(LoadPdfError::Invalid) => return PdfContent::Damaged,
    };
    if pdf.pages().len() > MOST_PAGES {
        return PdfContent::TooMuch;
    }
    let cache = InterpreterCache::new();
    let mut left = MOST_LETTERS;
    let mut pages = Vec::new();
    for page in pdf.pages().iter() {
        let damaged = match unpacked(page) {
            Unpacked::Whole => false,
            Unpacked::InPart => true,
            Unpacked::TooMuch => return PdfContent::TooMuch,
        };
        let mut sheet = Sheet {
            glyphs: Vec::new(),
            picture: false,
            paths: 0,
            left,
            early,
        };
        let mut context = Context::new(
            page.initial_transform(true).to_kurbo(),
            Rect::new(0.0, 0.0, 1.0, 1.0),
            &cache,
            pdf.xref(),
            InterpreterSettings::default(),
        );
        interpret_page(page, &mut context, &mut sheet);
        left = sheet.left;
        let found = lines_of(sheet.glyphs, page.render_dimensions());
        pages.push(PdfPage {
            lines: found.lines,
            across: found.across,
            columns: found.columns,
            picture: sheet.picture || sheet.paths > MOST_RULES,
            damaged,
        });
    }
    PdfContent::Pages(pages, promised(&pdf))
}

/// How many pages the file says it has.
fn promised(pdf: &Pdf) -> Option<usize> {
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
    let count = catalog.get::<Dict<'_>>("Pages")?.get::<i32>("Count")?;
    usize::try_from(count).ok()
}

/// A page on which letters are noted instead of drawn.
struct Sheet<'a> {
    glyphs: Vec<Glyph>,
    picture: bool,
    paths: usize,
    /// How many more letters the file may have.
    left: usize,
    early: &'a Sender<PdfContent>,
}

impl Sheet<'_> {
    fn note(&mut self, drawn: &Drawn<'_>, place: hayro_interpret::kurbo::Affine) {
        // Of a letter that the file gives no meaning to, at least a mark.
        let letters: Vec<char> = match drawn.as_unicode() {
            Some(BfString::Char(letter)) => plain(letter),
            Some(BfString::String(letters)) => letters.chars().flat_map(plain).collect(),
            None => vec!['\u{fffd}'],
        };
        let advance = match drawn {
            Drawn::Outline(glyph) => glyph.advance_width(),
            Drawn::Type3(glyph) => glyph.advance_width(),
        };
        let start = place * Point::ZERO;
        let size = (place * Point::new(0.0, 1000.0) - start).hypot();
        let across = place * Point::new(1000.0, 0.0) - start;
        let width = advance.map_or(0.0, |advance| f64::from(advance) / 1000.0 * across.hypot());
        let width = if (0.0..=3.0 * size).contains(&width) {
            width
        } else {
            size / 2.0
        };
        let along = across / across.hypot();
        let share = width / letters.len().max(1) as f64;
        for (at, letter) in letters.into_iter().enumerate() {
            let start = start + along * (share * at as f64);
            let end = start + along * share;
            self.glyphs.push(Glyph {
                letter,
                x: start.x as f32,
                y: start.y as f32,
                end_x: end.x as f32,
                end_y: end.y as f32,
                size: size as f32,
                tied: at > 0,
            });
        }
    }
}

/// A letter without its typographic dress: ligatures are letters, and of the
/// blanks, which programs use as they like, there is one.
fn plain(letter: char) -> Vec<char> {
    let parts = match letter {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' | '\u{fb06}' => "st",
        '\u{ad}' => return vec![letter],
        _ if letter.is_whitespace() || letter.is_control() => " ",
        _ => return vec![letter],
    };
    parts.chars().collect()
}

impl Device<'_> for Sheet<'_> {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _mode: &DrawMode) {
        let Some(left) = self.left.checked_sub(run.glyphs().len()) else {
            // Nothing stops the drawing, but nobody has to wait for its end.
            let _ = self.early.send(PdfContent::TooMuch);
            return;
        };
        self.left = left;
        for glyph in run.glyphs() {
            self.note(glyph, props.transform * glyph.transform());
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {
        self.paths += 1;
    }

    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {
        self.picture = true;
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn pop_clip(&mut self) {}
    fn push_transparency_group(
        &mut self,
        _: f32,
        _: Option<SoftMask<'_>>,
        _: hayro_interpret::BlendMode,
    ) {
    }
    fn pop_transparency_group(&mut self) {}
}
