//! The pieces that a rich text file is made of: groups in braces, control
//! words behind a backslash, and bytes of text.

/// One piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Open,
    Close,
    /// `\par`, `\u228`: a word, and its number if it has one.
    Word(&'a str, Option<i32>),
    /// `\~`: a backslash and one sign.
    Symbol(u8),
    /// `\'e4`: a byte of text, written as its number.
    Hex(u8),
    /// A byte of text as it stands there.
    Byte(u8),
}

/// Longest control word; the standard has none of more than 32 letters.
const LONGEST_WORD: usize = 64;
const LONGEST_NUMBER: usize = 10;

pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn take_while(&mut self, most: usize, wanted: impl Fn(u8) -> bool) -> &'a str {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest.iter().take(most).take_while(|b| wanted(**b)).count();
        self.at += length;
        let taken = rest.get(..length).unwrap_or_default();
        // Only letters and digits are asked for.
        std::str::from_utf8(taken).unwrap_or_default()
    }

    fn escaped(&mut self) -> Option<Token<'a>> {
        let first = self.peek()?;
        if first.is_ascii_alphabetic() {
            let word = self.take_while(LONGEST_WORD, |b| b.is_ascii_alphabetic());
            let negative = self.peek() == Some(b'-')
                && self.bytes.get(self.at + 1).is_some_and(u8::is_ascii_digit);
            self.at += usize::from(negative);
            let digits = self.take_while(LONGEST_NUMBER, |b| b.is_ascii_digit());
            let number = digits.parse::<i32>().ok();
            let number = number.map(|it| if negative { -it } else { it });
            if self.peek() == Some(b' ') {
                self.at += 1;
            }
            if word == "bin" {
                // What follows are the bytes of a picture.
                let length = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
                self.at = self.at.saturating_add(length).min(self.bytes.len());
            }
            return Some(Token::Word(word, number));
        }
        self.at += 1;
        if first != b'\'' {
            return Some(Token::Symbol(first));
        }
        let digit = |at: usize| {
            let byte = self.bytes.get(at).copied()?;
            char::from(byte).to_digit(16)
        };
        let value = digit(self.at).zip(digit(self.at + 1));
        let byte = value.and_then(|(high, low)| u8::try_from(high * 16 + low).ok());
        if byte.is_some() {
            self.at += 2;
        }
        Some(byte.map_or(Token::Symbol(b'\''), Token::Hex))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let byte = self.peek()?;
            self.at += 1;
            return match byte {
                b'{' => Some(Token::Open),
                b'}' => Some(Token::Close),
                b'\\' => self.escaped(),
                // Line ends are there for the eye.
                b'\r' | b'\n' | 0 => continue,
                byte => Some(Token::Byte(byte)),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_numbers_and_bytes_are_told_apart() {
        let tokens: Vec<Token> =
            Tokens::new(b"{\\b0 a\\u-3 ?\\'e4\\~\\'zz\\bin3 {{{\r\n\\li-\\x}\\").collect();
        assert_eq!(
            tokens,
            [
                Token::Open,
                Token::Word("b", Some(0)),
                Token::Byte(b'a'),
                Token::Word("u", Some(-3)),
                Token::Byte(b'?'),
                Token::Hex(0xe4),
                Token::Symbol(b'~'),
                Token::Symbol(b'\''),
                Token::Byte(b'z'),
                Token::Byte(b'z'),
                Token::Word("bin", Some(3)),
                Token::Word("li", None),
                Token::Byte(b'-'),
                Token::Word("x", None),
                Token::Close,
            ]
        );
    }

    proptest! {
        #[test]
        fn any_bytes_come_to_an_end(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
            prop_assert!(Tokens::new(&bytes).count() <= bytes.len());
        }
    }
}
