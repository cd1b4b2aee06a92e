//! What is looked at before a spreadsheet is read: its size, and its promises.

use super::{Limits, damaged};
use crate::model::Problem;
use std::io::{Cursor, Read};
use std::sync::LazyLock;

/// Unpacks everything once and looks at it: sizes that an archive states of
/// itself may be lies. Returns how many rows of Excel sheets are hidden.
pub(super) fn check_parts(bytes: &[u8], limits: &Limits) -> Result<usize, Problem> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut left = limits.bytes;
    let mut hidden = 0;
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(damaged)?;
        let is_sheet = entry
            .name()
            .is_ok_and(|name| name.starts_with("xl/worksheets/"));
        let mut part = Vec::new();
        entry
            .take(left + 1)
            .read_to_end(&mut part)
            .map_err(damaged)?;
        left = left
            .checked_sub(part.len() as u64)
            .ok_or_else(|| limits.unpacks_too_far())?;
        check_promises(&part)?;
        if is_sheet {
            hidden += hidden_rows(&part);
        }
    }
    Ok(hidden)
}

/// Refuses a part that promises more shared texts than it has bytes: the
/// library makes room for as many as are promised before it reads any.
fn check_promises(part: &[u8]) -> Result<(), Problem> {
    let start = part.get(..200).unwrap_or(part).to_ascii_lowercase();
    let wide = [b"\xff\xfe".as_slice(), b"\xfe\xff", b"<\0", b"\0<"];
    let says_wide = start.windows(6).any(|bytes| bytes == b"utf-16");
    if start.starts_with(b"<?xml") && says_wide || wide.iter().any(|bom| start.starts_with(bom)) {
        return Err(damaged("it is written in UTF-16"));
    }
    const COUNT: &[u8] = b"uniqueCount";
    let mut rest = part;
    while let Some(at) = rest.windows(COUNT.len()).position(|bytes| bytes == COUNT) {
        rest = rest.get(at + COUNT.len()..).unwrap_or_default();
        let digits = rest
            .iter()
            .skip_while(|byte| byte.is_ascii_whitespace() || b"='\"+".contains(byte))
            .take_while(|byte| byte.is_ascii_digit());
        let promised = digits.fold(0usize, |sum, digit| {
            sum.saturating_mul(10)
                .saturating_add(usize::from(digit - b'0'))
        });
        if promised > part.len() {
            return Err(damaged("it promises more texts than it has room for"));
        }
    }
    Ok(())
}

/// The reading library does not say which rows a filter or a person hides.
fn hidden_rows(part: &[u8]) -> usize {
    static HIDDEN: LazyLock<Option<regex::bytes::Regex>> = LazyLock::new(|| {
        regex::bytes::Regex::new(r#"<(?:\w+:)?row\b[^>]*\shidden=["'](?:1|true)["']"#).ok()
    });
    HIDDEN
        .as_ref()
        .map_or(0, |hidden| hidden.find_iter(part).count())
}
