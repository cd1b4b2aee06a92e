//! One hue from near white to dark, which every eye and every copier can read.

/// A colour as red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Colour(pub(super) u8, pub(super) u8, pub(super) u8);

pub(super) const PAPER: Colour = Colour(255, 255, 255);
const BLACK: Colour = Colour(0, 0, 0);
pub(super) const INK: Colour = Colour(31, 35, 40);
/// For what is said in passing; 4.5 : 1 on paper at the least.
pub(super) const GREY: Colour = Colour(94, 101, 110);
pub(super) const RULE: Colour = Colour(176, 182, 190);
pub(super) const HATCH: Colour = Colour(150, 157, 166);
pub(super) const FAINT: Colour = Colour(246, 247, 248);

/// The scale at `part` of the way from nothing (0) to the greatest value (1).
///
/// Lightness falls evenly in OKLab (B. Ottosson, "A perceptual color space for
/// image processing", 2020), so that equal steps look equal, also in grey.
pub(super) fn scale(part: f64) -> Colour {
    let part = if part.is_finite() {
        part.clamp(0.0, 1.0)
    } else {
        0.0
    };
    let lightness = 0.972 - 0.612 * part;
    let chroma = 0.008 + 0.215 * part - 0.100 * part * part;
    // A hue of 256°, given as cosine and sine.
    from_oklab(lightness, chroma * -0.241_92, chroma * -0.970_30)
}

/// The scale for a value; what is not zero never looks like zero.
pub(super) fn shade(value: f64, greatest: f64) -> Colour {
    if value <= 0.0 || greatest <= 0.0 {
        scale(0.0)
    } else {
        scale(0.08 + 0.92 * value / greatest)
    }
}

/// Black or white, whichever stands out more on a ground. It must be black:
/// a softer ink would fall below 4.5 : 1 on the middle shades.
pub(super) fn text_on(ground: Colour) -> Colour {
    if contrast(BLACK, ground) >= contrast(PAPER, ground) {
        BLACK
    } else {
        PAPER
    }
}

/// Contrast from 1 to 21, as WCAG 2.2 defines it.
pub(super) fn contrast(one: Colour, other: Colour) -> f64 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

pub(super) fn luminance(Colour(red, green, blue): Colour) -> f64 {
    let linear = |byte: u8| {
        let part = f64::from(byte) / 255.0;
        if part <= 0.040_45 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

fn from_oklab(lightness: f64, a: f64, b: f64) -> Colour {
    let long = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let middle = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let short = (lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
    let byte = |linear: f64| {
        let part = if linear <= 0.003_130_8 {
            12.92 * linear
        } else {
            1.055 * linear.powf(1.0 / 2.4) - 0.055
        };
        // The cast saturates, so a colour outside the gamut is clipped.
        (part * 255.0).round() as u8
    };
    Colour(
        byte(4.076_741_662_1 * long - 3.307_711_591_3 * middle + 0.230_969_929_2 * short),
        byte(-1.268_438_004_6 * long + 2.609_757_401_1 * middle - 0.341_319_396_5 * short),
        byte(-0.004_196_086_3 * long - 0.703_418_614_7 * middle + 1.707_614_701_0 * short),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_is_darker_and_the_number_in_it_can_always_be_read() {
        let mut above = f64::INFINITY;
        for step in 0..=100 {
            let ground = scale(f64::from(step) / 100.0);
            let light = luminance(ground);
            assert!(light < above, "step {step}");
            above = light;
            let contrast = contrast(text_on(ground), ground);
            assert!(contrast >= 4.5, "step {step}: {contrast}");
        }
    }

    #[test]
    fn zero_is_near_white_and_one_in_a_thousand_is_not_zero() {
        let zero = shade(0.0, 1000.0);
        assert!(contrast(zero, PAPER) < 1.15);
        assert_ne!(shade(1.0, 1000.0), zero);
        assert_eq!(shade(0.0, 0.0), zero);
        assert_eq!(shade(f64::NAN, 1.0), scale(0.0));
    }

    #[test]
    fn what_is_said_in_passing_is_still_readable() {
        assert!(contrast(GREY, PAPER) >= 4.5);
        assert!(contrast(GREY, FAINT) >= 4.5);
    }
}
