//! From pieces of speech (speaker, words, time) to a reading whose text is
//! written here: one turn a paragraph, `Name: words`, a blank line between.
//! For formats that are no text of their own, such as captions and chats.

use super::Reading;
use super::turns::too_long;
use crate::model::{Moment, Problem, Turn};
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

/// Writes the text and cuts the turns. Pieces that follow each other and have
/// one speaker become one turn, unless the later one is `fresh`; each keeps its
/// time. Pieces without words are left out.
///
/// # Errors
/// A [`Problem`] for a text of more than 4 GiB.
pub(super) fn assemble(pieces: Vec<Piece>) -> Result<Reading, Problem> {
    let mut writer = Writer::default();
    for piece in pieces {
        writer.add(piece)?;
    }
    writer.close();
    // Piece by piece canonical and joined by marks that compose with nothing,
    // the whole is canonical already, and the spans hold.
    Ok(Reading {
        text: CanonicalText::from_raw(&writer.text),
        turns: writer.turns,
        moments: writer.moments,
        ..Reading::default()
    })
}

#[derive(Default)]
struct Writer {
    text: String,
    turns: Vec<Turn>,
    moments: Vec<Moment>,
    /// Times of the pieces in the last turn.
    inside: Vec<Moment>,
}

impl Writer {
    fn add(&mut self, piece: Piece) -> Result<(), Problem> {
        let words = canonical(&piece.text);
        if words.is_empty() {
            return Ok(());
        }
        let speaker = canonical(&piece.speaker);
        let goes_on = !piece.fresh && self.turns.last().is_some_and(|it| it.speaker == speaker);
        if goes_on {
            self.text.push(' ');
        } else {
            self.close();
            if !self.text.is_empty() {
                self.text.push_str("\n\n");
            }
            if !speaker.is_empty() {
                self.text.push_str(&speaker);
                self.text.push_str(": ");
            }
        }
        let start = self.text.len();
        self.text.push_str(&words);
        let span = ByteSpan::new(start, self.text.len()).map_err(|_| too_long())?;
        if let Some(starts_at) = piece.starts_at {
            self.inside.push(Moment {
                span,
                starts_at,
                ends_at: piece.ends_at,
            });
        }
        match self.turns.last_mut().filter(|_| goes_on) {
            Some(turn) => {
                let whole = ByteSpan::new(turn.span.start(), span.end());
                turn.span = whole.map_err(|_| too_long())?;
                turn.starts_at = turn.starts_at.or(piece.starts_at);
                // Captions overlap: the turn ends with the last to end.
                turn.ends_at = turn.ends_at.max(piece.ends_at);
            }
            None => self.turns.push(Turn {
                number: u32::try_from(self.turns.len() + 1).map_err(|_| too_long())?,
                speaker,
                span,
                starts_at: piece.starts_at,
                ends_at: piece.ends_at,
            }),
        }
        Ok(())
    }

    /// A turn of one piece has its time already.
    fn close(&mut self) {
        if self.inside.len() > 1 {
            self.moments.append(&mut self.inside);
        }
        self.inside.clear();
    }
}

fn canonical(raw: &str) -> String {
    let outside = |c: char| c.is_whitespace() || c == '\u{feff}';
    let text = CanonicalText::from_raw(raw.trim_matches(outside)).into_string();
    let trimmed = text.trim_matches(outside);
    if trimmed.len() == text.len() {
        text
    } else {
        trimmed.to_owned()
    }
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
    fn one_speakers_pieces_become_one_turn_and_keep_their_times() {
        let pieces = vec![
            piece("Ann", "Hello", 1),
            piece("Ann", "there.", 5),
            piece("", " nobody ", 7),
            piece("Ann", " ", 8),
        ];
        let reading = assemble(pieces).unwrap();
        assert_eq!(reading.text.as_str(), "Ann: Hello there.\n\nnobody");
        let first = &reading.turns[0];
        assert_eq!((first.starts_at, first.ends_at), (Some(1), Some(6)));
        assert_eq!(reading.turns.len(), 2);
        let timed = |moment: &Moment| (moment.span.slice(reading.text.as_str()), moment.starts_at);
        let times: Vec<_> = reading.moments.iter().map(timed).collect();
        assert_eq!(times, [(Some("Hello"), 1), (Some("there."), 5)]);
    }

    #[test]
    fn a_fresh_piece_starts_a_turn() {
        let second = Piece {
            fresh: true,
            ..piece("Ann", "two", 5)
        };
        let reading = assemble(vec![piece("Ann", "one", 1), second]).unwrap();
        assert_eq!(reading.turns.len(), 2);
        assert!(reading.moments.is_empty());
    }

    proptest! {
        #[test]
        fn every_turn_has_its_words(
            pieces in proptest::collection::vec(("[A-Zאo\u{308}\u{feff}]{0,3}", "[a😀o\u{308}\u{feff}\u{338}=\r\n ب]{0,8}"), 0..8)
        ) {
            let wanted: Vec<String> = pieces.iter().map(|(_, words)| canonical(words)).filter(|w| !w.is_empty()).collect();
            let fresh = |(who, words): &(String, String)| Piece { fresh: true, ..piece(who, words, 0) };
            let reading = assemble(pieces.iter().map(fresh).collect()).unwrap();
            let got: Vec<&str> = reading.turns.iter().filter_map(|turn| turn.span.slice(reading.text.as_str())).collect();
            prop_assert_eq!(got, wanted);
        }

        #[test]
        fn every_moment_has_its_piece(
            pieces in proptest::collection::vec(("[AB]?", "[a😀o\u{308}\u{338}=\r\n ب]{0,8}"), 0..8)
        ) {
            let given = pieces.iter().zip(0u64..).map(|((who, words), at)| piece(who, words, at)).collect();
            let reading = assemble(given).unwrap();
            for moment in &reading.moments {
                let words = moment.span.slice(reading.text.as_str()).unwrap();
                prop_assert_eq!(words, canonical(&pieces[moment.starts_at as usize].1));
            }
        }
    }
}
