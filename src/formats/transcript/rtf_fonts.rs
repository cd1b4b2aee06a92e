//! Which letters the bytes of a rich text file are: the code page of the whole
//! file, and fonts that have one of their own.

use super::symbols;
use encoding_rs::{
    BIG5, EUC_KR, Encoding, GBK, IBM866, MACINTOSH, SHIFT_JIS, UTF_8, WINDOWS_874, WINDOWS_1250,
    WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256,
    WINDOWS_1257, WINDOWS_1258, X_MAC_CYRILLIC,
};
use std::collections::HashMap;

/// The encoding of a Windows code page, if it is known.
pub(super) fn of_code_page(page: i32) -> Option<&'static Encoding> {
    Some(match page {
        866 => IBM866,
        874 => WINDOWS_874,
        932 => SHIFT_JIS,
        936 => GBK,
        949 | 1361 => EUC_KR,
        950 => BIG5,
        1250 => WINDOWS_1250,
        1251 => WINDOWS_1251,
        1252 => WINDOWS_1252,
        1253 => WINDOWS_1253,
        1254 => WINDOWS_1254,
        1255 => WINDOWS_1255,
        1256 => WINDOWS_1256,
        1257 => WINDOWS_1257,
        1258 => WINDOWS_1258,
        10000 => MACINTOSH,
        10007 => X_MAC_CYRILLIC,
        65001 => UTF_8,
        _ => return None,
    })
}

/// A font, by what it says of its letters.
#[derive(Clone, Debug, Default)]
pub(super) struct Font {
    pub name: String,
    /// The number of its character set in Windows.
    pub charset: Option<i32>,
    pub code_page: Option<i32>,
}

/// All fonts by their number, and the code page of the file.
#[derive(Debug)]
pub(super) struct Fonts {
    pub all: HashMap<i32, Font>,
    pub page: &'static Encoding,
}

impl Default for Fonts {
    fn default() -> Self {
        Self {
            all: HashMap::new(),
            page: WINDOWS_1252,
        }
    }
}

impl Fonts {
    /// The text that these bytes are in this font.
    pub(super) fn decode(&self, bytes: &[u8], font: i32) -> String {
        let font = self.all.get(&font);
        if let Some(font) = font.filter(|font| font.charset == Some(2)) {
            return self.symbols(bytes, font);
        }
        let high = bytes.iter().any(|b| *b >= 0x80);
        let encoding = font.map_or(self.page, |font| self.of_font(font));
        match std::str::from_utf8(bytes) {
            Ok(plain) if !high => plain.to_owned(),
            _ => encoding.decode_without_bom_handling(bytes).0.into_owned(),
        }
    }

    /// A letter without a symbol is kept as the letter that it is.
    fn symbols(&self, bytes: &[u8], font: &Font) -> String {
        let shown = bytes.iter().map(|byte| {
            let symbol = symbols::character(&font.name, u32::from(*byte));
            let plain = char::from(*byte);
            symbol.unwrap_or(if byte.is_ascii() { plain } else { '\u{fffd}' })
        });
        shown.collect()
    }

    fn of_font(&self, font: &Font) -> &'static Encoding {
        let own = font.code_page.filter(|page| *page > 0);
        if let Some(page) = own.and_then(of_code_page) {
            return page;
        }
        // Programs that write another script by hand leave the font Western.
        let other_script = [WINDOWS_1251, WINDOWS_1253, WINDOWS_1255, WINDOWS_1256];
        match font.charset {
            Some(0) if !other_script.contains(&self.page) => WINDOWS_1252,
            Some(77) => MACINTOSH,
            Some(128) => SHIFT_JIS,
            Some(129 | 130) => EUC_KR,
            Some(134) => GBK,
            Some(136) => BIG5,
            Some(161) => WINDOWS_1253,
            Some(162) => WINDOWS_1254,
            Some(163) => WINDOWS_1258,
            Some(177) => WINDOWS_1255,
            Some(178) => WINDOWS_1256,
            Some(186) => WINDOWS_1257,
            Some(204) => WINDOWS_1251,
            Some(222) => WINDOWS_874,
            Some(238) => WINDOWS_1250,
            _ => self.page,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_the_letters_of_their_font() {
        let mut fonts = Fonts::default();
        for (number, charset) in [(1, 204), (2, 238), (3, 128), (4, 0), (5, 2)] {
            let font = Font {
                name: "Wingdings".to_owned(),
                charset: Some(charset),
                code_page: None,
            };
            fonts.all.insert(number, font);
        }
        for (font, bytes, letters) in [
            (0, &b"\xE4 \x80"[..], "ä €"),
            (1, b"\xE4\xE0", "да"),
            (2, b"\xB3", "ł"),
            (3, b"\x82\xA0", "あ"),
            (4, b"\xF1", "ñ"),
            (5, b"J\xE0 Q\xC1", "☺→ Q\u{fffd}"),
        ] {
            assert_eq!(fonts.decode(bytes, font), letters);
        }
        fonts.page = WINDOWS_1251;
        assert_eq!(fonts.decode(b"\xE4\xE0", 4), "да");
        assert_eq!(of_code_page(437), None);
    }
}
