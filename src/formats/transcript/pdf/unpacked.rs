//! Whether the drawing of a page can be unpacked. The library shows what it can
//! of a damaged page and does not say what is missing; and it has no measure of
//! too much.

use flate2::read::ZlibDecoder;
use hayro_interpret::hayro_syntax::Filter;
use hayro_interpret::hayro_syntax::object::{Array, Stream};
use hayro_interpret::hayro_syntax::page::Page;
use std::io::Read;

/// The drawing of one page: a page of words takes a thousandth of it.
const MOST_BYTES: u64 = 64 * 1024 * 1024;
/// The parts it may come in.
const MOST_PARTS: usize = 20_000;

const CONTENTS: &str = "Contents";

/// How much of a page is there.
pub(super) enum Unpacked {
    Whole,
    InPart,
    TooMuch,
}

/// Looks how much of a page can be unpacked.
pub(super) fn unpacked(page: &Page<'_>) -> Unpacked {
    let mut parts: Vec<Stream<'_>> = Vec::new();
    // A part that is named and not there is missing.
    let mut named = usize::from(page.raw().contains_key(CONTENTS));
    if let Some(one) = page.raw().get::<Stream<'_>>(CONTENTS) {
        parts.push(one);
    } else if let Some(several) = page.raw().get::<Array<'_>>(CONTENTS) {
        named = several.raw_iter().take(MOST_PARTS + 1).count();
        if named > MOST_PARTS {
            return Unpacked::TooMuch;
        }
        parts.extend(several.iter::<Stream<'_>>());
    }
    let mut whole = parts.len() == named;
    let mut left = MOST_BYTES;
    for part in parts {
        match unpacked_size(&part, left) {
            Some(size) if size > left => return Unpacked::TooMuch,
            Some(size) => left -= size,
            None => whole = false,
        }
    }
    if whole {
        Unpacked::Whole
    } else {
        Unpacked::InPart
    }
}

/// How much a part unpacks to, counted until it is too much; `None` where it is
/// damaged. Only the packing that nearly all programs use is looked into.
fn unpacked_size(part: &Stream<'_>, most: u64) -> Option<u64> {
    let mut data = part.raw_data().into_owned();
    for filter in part.filters() {
        if data.len() as u64 > most || filter != Filter::FlateDecode {
            break;
        }
        let mut unpacked = Vec::new();
        let mut source = ZlibDecoder::new(data.as_slice()).take(most + 1);
        source.read_to_end(&mut unpacked).ok()?;
        data = unpacked;
    }
    Some(data.len() as u64)
}
