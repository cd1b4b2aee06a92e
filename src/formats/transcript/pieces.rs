//! From pieces of speech (speaker, words, time) to a document whose text is
//! written here: one turn a paragraph, `Name: words`, a blank line between.
//! For formats that are no text of their own, such as captions.

use super::turns::too_long;
use crate::model::{Document, Problem, Turn};
use crate::text::{ByteSpan, CanonicalText};

/// A piece of somebody's speech.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Piece {
    /// The name, or empty where nobody is named.
    pub speaker: String,
    /// The words.
    pub text: String,
    /// When it starts, in milliseconds.
    pub starts_at: Option<u64>,
    /// When it ends, in milliseconds.
    pub ends_at: Option<u64>,
    /// Whether it starts a turn even behind a piece of the same speaker.
    pub fresh: bool,
}

/// Joins pieces that follow each other and have one speaker, with one space.
pub(super) fn join_same_speaker(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::new();
    for piece in pieces {
        match joined.last_mut() {
            Some(last) if !piece.fresh && last.speaker == piece.speaker => {
                if !last.text.is_empty() && !piece.text.is_empty() {
                    last.text.push(' ');
                }
                last.text.push_str(&piece.text);
                last.starts_at = last.starts_at.or(piece.starts_at);
                // Captions overlap: the turn ends with the last to end.
                last.ends_at = last.ends_at.max(piece.ends_at);
            }
            _ => joined.push(piece),
        }
    }
    joined
}

/// Writes the text and cuts the turns; pieces without words are left out.
///
/// # Errors
/// A [`Problem`] for a text of more than 4 GiB.
pub(super) fn assemble(pieces: Vec<Piece>) -> Result<Document, Problem> {
    let mut text = String::new();
    let mut turns: Vec<Turn> = Vec::new();
    for piece in pieces {
        let words = canonical(&piece.text);
        if words.is_empty() {
            continue;
        }
        let speaker = canonical(&piece.speaker);
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        if !speaker.is_empty() {
            text.push_str(&speaker);
            text.push_str(": ");
        }
        let start = text.len();
        text.push_str(&words);
        turns.push(Turn {
            number: u32::try_from(turns.len() + 1).map_err(|_| too_long())?,
            speaker,
            span: ByteSpan::new(start, text.len()).map_err(|_| too_long())?,
            starts_at: piece.starts_at,
            ends_at: piece.ends_at,
        });
    }
    // Piece by piece canonical and joined by marks that compose with nothing,
    // the whole is canonical already, and the spans hold.
    let text = CanonicalText::from_raw(&text);
    Ok(Document::new(text, turns))
}

fn canonical(raw: &str) -> String {
    let outside = |c: char| c.is_whitespace() || c == '\u{feff}';
    let text = CanonicalText::from_raw(raw.trim_matches(outside)).into_string();
    text.trim_matches(outside).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn piece(speaker: &str, text: &str, at: u64) -> Piece {
        Piece {
            speaker: speaker.to_owned(),
            text: text.to_owned(),
            starts_at: Some(at),
            ends_at: Some(at + 1),
            fresh: false,
        }
    }

    #[test]
    fn one_speakers_pieces_become_one_turn() {
        let pieces = vec![
            piece("Ann", "Hello", 1),
            piece("Ann", "there.", 5),
            piece("", " nobody ", 7),
            piece("Ann", " ", 8),
        ];
        let document = assemble(join_same_speaker(pieces)).unwrap();
        assert_eq!(document.text.as_str(), "Ann: Hello there.\n\nnobody");
        let first = &document.turns[0];
        assert_eq!((first.starts_at, first.ends_at), (Some(1), Some(6)));
        assert_eq!(document.speech(&document.turns[1]), "nobody");
        assert_eq!(document.turns.len(), 2);
    }

    proptest! {
        #[test]
        fn every_turn_has_its_words(
            pieces in proptest::collection::vec(("[A-Zאo\u{308}\u{feff}]{0,3}", "[a😀o\u{308}\u{feff}\u{338}=\r\n ب]{0,8}"), 0..8)
        ) {
            let wanted: Vec<String> = pieces.iter().map(|(_, words)| canonical(words)).filter(|w| !w.is_empty()).collect();
            let document = assemble(pieces.iter().map(|(who, words)| piece(who, words, 0)).collect()).unwrap();
            let got: Vec<&str> = document.turns.iter().map(|turn| document.speech(turn)).collect();
            prop_assert_eq!(got, wanted);
        }
    }
}
