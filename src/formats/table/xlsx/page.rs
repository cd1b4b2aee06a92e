//! A sheet being written: every word goes through here, so that none becomes
//! a formula, breaks the file or is lost.

use super::look::{Look, Looks};
use super::text::{Long, clean};
use crate::formats::csv_safe::defuse;
use rust_xlsxwriter::{Format, Url, Worksheet, XlsxError};
use std::borrow::Cow;

/// Above this a double no longer counts by ones, and Excel shows zeros.
const LARGEST: u64 = 999_999_999_999_999;

/// What all sheets share.
#[derive(Default)]
pub(super) struct Kit {
    pub(super) looks: Looks,
    pub(super) long: Long,
}

/// One sheet.
pub(super) struct Page<'a> {
    pub(super) sheet: Worksheet,
    kit: &'a mut Kit,
}

/// A number of Excel's rows or columns; what is too large for them is refused
/// by the sheet.
pub(super) fn row(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

pub(super) fn column(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX)
}

impl<'a> Page<'a> {
    pub(super) fn new(name: &str, kit: &'a mut Kit) -> Result<Self, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        // A4, with room for the number of the page.
        sheet.set_paper_size(9);
        sheet.set_margins(0.5, 0.5, 0.6, 0.7, 0.3, 0.3);
        sheet.set_footer("&C&9&P / &N");
        sheet.set_print_fit_to_pages(1, 0);
        Ok(Self { sheet, kit })
    }

    /// Words, as they are; nothing but the look where there are none.
    pub(super) fn words(
        &mut self,
        at: (usize, usize),
        words: &str,
        look: Look,
    ) -> Result<(), XlsxError> {
        self.spread(at, at, words, look)
    }

    /// Words over all cells from the first to the last.
    pub(super) fn spread(
        &mut self,
        first: (usize, usize),
        last: (usize, usize),
        words: &str,
        look: Look,
    ) -> Result<(), XlsxError> {
        let words = clean(words);
        let words = self.kit.long.fitted(&words);
        let quoted = matches!(defuse(&words), Cow::Owned(_));
        let format = self.kit.looks.format(Look { quoted, ..look });
        let (top, left) = (row(first.0), column(first.1));
        if first != last {
            let (bottom, right) = (row(last.0), column(last.1));
            self.sheet
                .merge_range(top, left, bottom, right, "", format)?;
        }
        if words.starts_with("<r>") && words.ends_with("</r>") {
            // The writer would take such words for markup of its own.
            let plain = Format::default();
            let whole = [(&plain, words.as_ref())];
            self.sheet
                .write_rich_string_with_format(top, left, &whole, format)?;
        } else {
            self.sheet
                .write_string_with_format(top, left, words.as_ref(), format)?;
        }
        Ok(())
    }

    /// A number.
    pub(super) fn number(
        &mut self,
        at: (usize, usize),
        number: f64,
        look: Look,
    ) -> Result<(), XlsxError> {
        let format = self.kit.looks.format(look);
        let (row, column) = (row(at.0), column(at.1));
        self.sheet
            .write_number_with_format(row, column, number, format)?;
        Ok(())
    }

    /// A link; what the cell shows has to be written after it.
    pub(super) fn link(
        &mut self,
        at: (usize, usize),
        place: &str,
        tip: &str,
    ) -> Result<(), XlsxError> {
        let link = Url::new(format!("internal:{place}")).set_tip(tip);
        self.sheet.write_url(row(at.0), column(at.1), &link)?;
        Ok(())
    }
}

/// A count as a number that Excel holds exactly, if it can.
pub(super) fn exactly(count: u64) -> Option<f64> {
    (count <= LARGEST).then_some(count as f64)
}
