//! How cells look, in few words, and Excel's formats made of them.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};
use std::collections::{HashMap, HashSet};

/// Excel takes some 200 number formats; above this many, pending suggestions
/// are marked without their number.
const NUMBER_FORMATS: usize = 150;
/// The deepest indent.
const DEEPEST: usize = 15;

/// Ink that steps back but can be read in print.
const GREY: Color = Color::RGB(0x595959);
/// The ground of a cell whose evidence has changed.
const AMBER: Color = Color::RGB(0xFFF2CC);

/// What a cell is part of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Part {
    /// The table's body, and the lists of the other sheets.
    #[default]
    Body,
    Title,
    Head,
    Note,
}

/// How a number is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Digits {
    Whole,
    Percent,
    Two,
}

/// Where words stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Side {
    #[default]
    Left,
    Centre,
    Right,
}

/// A cell's look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Look {
    pub(super) part: Part,
    pub(super) side: Side,
    pub(super) bold: bool,
    /// Nothing stands here, and the words say why.
    pub(super) faint: bool,
    pub(super) draft: bool,
    pub(super) stale: bool,
    pub(super) pending: u64,
    pub(super) digits: Option<Digits>,
    pub(super) indent: usize,
    /// A rule above, or below.
    pub(super) above: bool,
    pub(super) below: bool,
    /// The words stay words when somebody edits them.
    pub(super) quoted: bool,
}

/// The formats made so far.
#[derive(Default)]
pub(super) struct Looks {
    made: HashMap<Look, Format>,
    number_formats: HashSet<String>,
}

impl Looks {
    pub(super) fn format(&mut self, look: Look) -> &Format {
        let numbers = &mut self.number_formats;
        self.made.entry(look).or_insert_with(|| {
            let format = format(look);
            match look.digits {
                Some(digits) => format.set_num_format(number_format(look, digits, numbers)),
                None => format,
            }
        })
    }
}

fn format(look: Look) -> Format {
    let mut format = Format::new().set_text_wrap();
    format = match look.part {
        Part::Title => format.set_bold().set_font_size(12),
        Part::Note => format.set_font_size(9),
        Part::Head | Part::Body => format,
    };
    format = match look.side {
        Side::Left => format.set_align(FormatAlign::Left),
        Side::Centre => format.set_align(FormatAlign::Center),
        Side::Right => format.set_align(FormatAlign::Right),
    };
    format = format.set_align(match look.part {
        Part::Head => FormatAlign::Bottom,
        _ => FormatAlign::Top,
    });
    if look.bold {
        format = format.set_bold();
    }
    if look.faint {
        format = format.set_font_color(GREY);
    }
    if look.draft {
        format = format.set_italic();
    }
    if look.stale {
        format = format.set_background_color(AMBER);
    }
    if look.indent > 0 {
        let indent = u8::try_from(look.indent.min(DEEPEST)).unwrap_or_default();
        format = format.set_indent(indent);
    }
    if look.above {
        format = format.set_border_top(FormatBorder::Thin);
    }
    if look.below {
        format = format.set_border_bottom(FormatBorder::Thin);
    }
    if look.quoted {
        format = format.set_quote_prefix();
    }
    format
}

/// The digits, and behind them the marks that words carry.
fn number_format(look: Look, digits: Digits, made: &mut HashSet<String>) -> String {
    let digits = match digits {
        Digits::Whole => "0",
        Digits::Percent => "0.0 %",
        Digits::Two => "0.00",
    };
    let mut marks = String::new();
    if look.draft {
        marks.push_str(" [draft]");
    }
    if look.stale {
        marks.push_str(" [evidence changed]");
    }
    let with = |pending: String| match format!("{pending}{marks}") {
        marks if marks.is_empty() => digits.to_owned(),
        marks => format!("{digits}\"{marks}\""),
    };
    if look.pending == 0 {
        return with(String::new());
    }
    let exact = with(format!(" ({} pending)", look.pending));
    if made.len() < NUMBER_FORMATS || made.contains(&exact) {
        made.insert(exact.clone());
        return exact;
    }
    with(" (pending)".to_owned())
}
