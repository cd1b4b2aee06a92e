//! From SVG to PNG.

use super::error::ChartError;
use super::fonts;
use resvg::{tiny_skia, usvg};

/// 64 million pixels are 256 MB while they are drawn.
const MOST_PIXELS: u64 = 64_000_000;
/// CSS pixels to the inch.
const CSS_DPI: u32 = 96;
/// A PNG begins with its signature (8 bytes) and the IHDR chunk (25).
const AFTER_HEADER: usize = 33;

pub(super) fn render(svg: &str, width: u32, height: u32, dpi: u32) -> Result<Vec<u8>, ChartError> {
    if !(36..=1200).contains(&dpi) {
        return Err(ChartError::Resolution(dpi));
    }
    let across = (u64::from(width) * u64::from(dpi)).div_ceil(u64::from(CSS_DPI));
    let down = (u64::from(height) * u64::from(dpi)).div_ceil(u64::from(CSS_DPI));
    let too_many = || ChartError::TooManyPixels {
        dpi,
        width: across,
        height: down,
    };
    if across.saturating_mul(down) > MOST_PIXELS {
        return Err(too_many());
    }
    let (Ok(pixels_across), Ok(pixels_down)) = (u32::try_from(across), u32::try_from(down)) else {
        return Err(too_many());
    };
    let refused = |error: &dyn std::fmt::Display| ChartError::Refused(error.to_string());
    let tree = usvg::Tree::from_str(svg, &fonts::options()).map_err(|error| refused(&error))?;
    let mut pixmap = tiny_skia::Pixmap::new(pixels_across, pixels_down).ok_or_else(too_many)?;
    let zoom = dpi as f32 / CSS_DPI as f32;
    resvg::render(
        &tree,
        tiny_skia::Transform::from_scale(zoom, zoom),
        &mut pixmap.as_mut(),
    );
    let plain = pixmap.encode_png().map_err(|error| refused(&error))?;
    Ok(with_resolution(&plain, dpi))
}

/// Adds the pHYs chunk (PNG, third edition, 11.3.4.3), which the encoder leaves out.
fn with_resolution(png: &[u8], dpi: u32) -> Vec<u8> {
    let Some((header, rest)) = png.split_at_checked(AFTER_HEADER) else {
        return png.to_vec();
    };
    // Dots per metre; an inch is 25.4 mm.
    let per_metre = (f64::from(dpi) / 0.0254).round() as u32;
    let mut chunk = b"pHYs".to_vec();
    chunk.extend(per_metre.to_be_bytes());
    chunk.extend(per_metre.to_be_bytes());
    chunk.push(1);
    let mut whole = header.to_vec();
    whole.extend(9u32.to_be_bytes());
    whole.extend(&chunk);
    whole.extend(checksum(&chunk).to_be_bytes());
    whole.extend(rest);
    whole
}

/// CRC-32 as PNG wants it (third edition, annex D): polynomial 0xEDB88320, reflected.
fn checksum(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 {
                0xEDB8_8320 ^ (sum >> 1)
            } else {
                sum >> 1
            };
        }
    }
    !sum
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOT: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"96\" height=\"48\"><rect width=\"96\" height=\"48\" fill=\"#fff\"/></svg>";

    #[test]
    fn checksums_agree_with_the_standards_example() {
        // The check value of CRC-32 that every catalogue gives.
        assert_eq!(checksum(b"123456789"), 0xCBF4_3926);
        // Every PNG ends in this chunk.
        assert_eq!(checksum(b"IEND"), 0xAE42_6082);
    }

    #[test]
    fn a_picture_of_an_inch_has_as_many_pixels_as_asked_and_says_so() {
        let png = render(DOT, 96, 48, 300).unwrap();
        assert_eq!(png[..8], *b"\x89PNG\r\n\x1a\n");
        assert_eq!(png[16..20], 300u32.to_be_bytes());
        assert_eq!(png[20..24], 150u32.to_be_bytes());
        assert_eq!(png[37..41], *b"pHYs");
        assert_eq!(png[41..45], 11_811u32.to_be_bytes());
        let read = tiny_skia::Pixmap::decode_png(&png).unwrap();
        assert_eq!(read.width(), 300);
    }

    #[test]
    fn too_many_pixels_are_refused_before_they_are_made() {
        assert_eq!(render(DOT, 96, 48, 0), Err(ChartError::Resolution(0)));
        let huge = render(DOT, u32::MAX, u32::MAX, 1200);
        assert!(matches!(huge, Err(ChartError::TooManyPixels { .. })));
    }
}
