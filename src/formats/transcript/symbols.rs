//! Characters of symbol fonts, which have numbers of their own: a smile typed
//! in Word is the letter J in Wingdings.

/// The character that a symbol font shows for a number, if it is a usual one.
pub(super) fn character(font: &str, code: u32) -> Option<char> {
    // Symbol fonts live in a private area, from F000 on.
    let private = (0xF000..=0xF0FF).contains(&code);
    let low = if private { code - 0xF000 } else { code };
    let font = font.to_lowercase();
    let known = if font.starts_with("wingdings 3") || font.starts_with("webdings") {
        None
    } else if font.starts_with("wingdings 2") {
        found(WINGDINGS_2, low)
    } else if font.starts_with("wingdings") {
        found(WINGDINGS, low)
    } else if font.starts_with("symbol") {
        found(SYMBOL, low).or_else(|| char::from_u32(low).filter(char::is_ascii_digit))
    } else if !private {
        return char::from_u32(code).filter(|c| !c.is_control());
    } else {
        None
    };
    // In an unknown font a private number may still be a plain letter.
    known
}

fn found(list: &[(u32, char)], code: u32) -> Option<char> {
    let (_, character) = list.iter().find(|(known, _)| *known == code)?;
    Some(*character)
}

const WINGDINGS: &[(u32, char)] = &[
    (0x28, '☎'),
    (0x4A, '☺'),
    (0x4B, '😐'),
    (0x4C, '☹'),
    (0x6C, '●'),
    (0x6E, '■'),
    (0x71, '❑'),
    (0x76, '❖'),
    (0x9F, '•'),
    (0xA7, '▪'),
    (0xA8, '◻'),
    (0xD8, '➢'),
    (0xDF, '←'),
    (0xE0, '→'),
    (0xE1, '↑'),
    (0xE2, '↓'),
    (0xE8, '➔'),
    (0xEF, '⇦'),
    (0xF0, '⇨'),
    (0xF3, '⇔'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];

const WINGDINGS_2: &[(u32, char)] = &[(0x4F, '✗'), (0x50, '✓'), (0x51, '☒'), (0x52, '☑')];

#[rustfmt::skip]
const SYMBOL: &[(u32, char)] = &[
    (0x41, 'Α'), (0x42, 'Β'), (0x43, 'Χ'), (0x44, 'Δ'), (0x45, 'Ε'), (0x46, 'Φ'), (0x47, 'Γ'),
    (0x48, 'Η'), (0x49, 'Ι'), (0x4B, 'Κ'), (0x4C, 'Λ'), (0x4D, 'Μ'), (0x4E, 'Ν'), (0x4F, 'Ο'),
    (0x50, 'Π'), (0x51, 'Θ'), (0x52, 'Ρ'), (0x53, 'Σ'), (0x54, 'Τ'), (0x55, 'Υ'), (0x57, 'Ω'),
    (0x58, 'Ξ'), (0x59, 'Ψ'), (0x5A, 'Ζ'), (0x61, 'α'), (0x62, 'β'), (0x63, 'χ'), (0x64, 'δ'),
    (0x65, 'ε'), (0x66, 'φ'), (0x67, 'γ'), (0x68, 'η'), (0x69, 'ι'), (0x6B, 'κ'), (0x6C, 'λ'),
    (0x6D, 'μ'), (0x6E, 'ν'), (0x6F, 'ο'), (0x70, 'π'), (0x71, 'θ'), (0x72, 'ρ'), (0x73, 'σ'),
    (0x74, 'τ'), (0x75, 'υ'), (0x77, 'ω'), (0x78, 'ξ'), (0x79, 'ψ'), (0x7A, 'ζ'), (0xA3, '≤'),
    (0xA5, '∞'), (0xAB, '↔'), (0xAC, '←'), (0xAD, '↑'), (0xAE, '→'), (0xAF, '↓'), (0xB0, '°'),
    (0xB1, '±'), (0xB3, '≥'), (0xB4, '×'), (0xB7, '•'), (0xB8, '÷'), (0xB9, '≠'), (0xBB, '≈'),
    (0xBC, '…'), (0xDB, '⇔'), (0xDE, '⇒'), (0x20, ' '), (0x21, '!'), (0x25, '%'), (0x26, '&'),
    (0x28, '('), (0x29, ')'), (0x2B, '+'), (0x2C, ','), (0x2D, '−'), (0x2E, '.'), (0x2F, '/'),
    (0x3A, ':'), (0x3B, ';'), (0x3C, '<'), (0x3D, '='), (0x3E, '>'), (0x3F, '?'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_symbols_are_read_and_others_are_not_guessed() {
        for (font, code, shown) in [
            ("Wingdings", 0xF04A, Some('☺')),
            ("Wingdings", 0xE0, Some('→')),
            ("Symbol", 0xF061, Some('α')),
            ("Symbol", 0xF032, Some('2')),
            ("Segoe UI Emoji", 0x1F600, Some('😀')),
            ("Webdings", 0xF04A, None),
            ("Anything", 0xF04A, None),
            ("Anything", 0xD800, None),
            ("Anything", 7, None),
        ] {
            assert_eq!(character(font, code), shown, "{font} {code:x}");
        }
    }
}
