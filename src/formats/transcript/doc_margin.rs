//! Comments in the margin of a document, and the words they are about.

use super::Comment;
use super::wording::{Sign, Wording};
use crate::text::{ByteSpan, CanonicalText};

/// How many notes of a kind a person reads.
const MOST_TOLD: usize = 20;

/// All comments of a document, known by their number.
#[derive(Debug, Default)]
pub(super) struct Margin {
    comments: Vec<Written>,
    told: Vec<String>,
}

#[derive(Debug, Default)]
struct Written {
    author: String,
    text: Vec<String>,
}

impl Margin {
    /// A comment that is begun; its number.
    pub(super) fn begin(&mut self, author: &str) -> usize {
        let author = CanonicalText::from_raw(author.trim()).into_string();
        self.comments.push(Written {
            author,
            text: Vec::new(),
        });
        self.comments.len() - 1
    }

    /// Writes a paragraph of a comment.
    pub(super) fn write(&mut self, comment: usize, paragraph: &Wording) {
        if let Some(written) = self.comments.get_mut(comment) {
            written.text.push(paragraph.as_str().to_owned());
        }
    }

    /// Names the author of a comment.
    pub(super) fn sign_off(&mut self, comment: usize, author: &str) {
        if let Some(written) = self.comments.get_mut(comment) {
            written.author.push_str(author);
        }
    }

    /// A note in a column beside the words; its number, unless it is empty.
    pub(super) fn beside(&mut self, title: &str, note: &str) -> Option<usize> {
        let note = note.trim();
        let plain = ["note", "notes", "comment", "comments"];
        let text = match title.trim_end_matches(':') {
            "" => note.to_owned(),
            title if plain.contains(&title.to_lowercase().as_str()) => note.to_owned(),
            title => format!("{title}: {note}"),
        };
        (!note.is_empty()).then(|| {
            let comment = self.begin("");
            self.write(comment, &Wording::from(text.as_str()));
            comment
        })
    }

    /// Notes for a person what was done with columns; of several tables once.
    pub(super) fn tell(&mut self, what: String) {
        if self.told.len() < MOST_TOLD && !self.told.contains(&what) {
            self.told.push(what);
        }
    }

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.comments.len()
    }

    /// The comments with their places, and what is told of those that have
    /// none in the text.
    pub(super) fn placed(
        self,
        text: &CanonicalText,
        signs: &[(usize, Sign)],
    ) -> (Vec<Comment>, Vec<String>) {
        let mut places: Vec<Place> = Vec::new();
        places.resize_with(self.comments.len(), Place::default);
        for (at, sign) in signs {
            let (Sign::Opens(number) | Sign::Closes(number) | Sign::Point(number)) = sign else {
                continue;
            };
            if let Some(place) = places.get_mut(*number) {
                place.see(*at, *sign);
            }
        }
        let mut comments = Vec::new();
        let mut notes = self.told;
        let mut lost = 0;
        for (written, place) in self.comments.into_iter().zip(places) {
            let said = CanonicalText::from_raw(written.text.join("\n").trim()).into_string();
            let author = written.author.trim().to_owned();
            if said.is_empty() {
                continue;
            }
            match place.span(text) {
                Some(span) => comments.push(Comment {
                    span,
                    author,
                    text: said,
                }),
                None if lost < MOST_TOLD => {
                    lost += 1;
                    notes.push(format!(
                        "a comment stands at no place in the text: {author}{}'{said}'",
                        if author.is_empty() { "" } else { ": " }
                    ));
                }
                None => lost += 1,
            }
        }
        if lost > MOST_TOLD {
            let more = lost - MOST_TOLD;
            notes.push(format!(
                "{more} more comments stand at no place in the text"
            ));
        }
        comments.sort_by_key(|comment| comment.span);
        (comments, notes)
    }
}

/// Where a comment stands, in the canonical text.
#[derive(Debug, Default)]
struct Place {
    opens: Option<usize>,
    closes: Option<usize>,
    point: Option<usize>,
}

impl Place {
    fn see(&mut self, at: usize, sign: Sign) {
        match sign {
            Sign::Opens(_) => self.opens = self.opens.or(Some(at)),
            Sign::Closes(_) => self.closes = Some(at),
            _ => self.point = self.point.or(Some(at)),
        }
    }

    /// The words, without blanks around them.
    fn span(&self, text: &CanonicalText) -> Option<ByteSpan> {
        let start = self.opens.or(self.point).or(self.closes)?;
        let end = self.closes.or(self.point).unwrap_or(start).max(start);
        let words = text.as_str().get(start..end)?;
        if words.trim().is_empty() {
            return ByteSpan::new(start, start).ok();
        }
        let from = start + (words.len() - words.trim_start().len());
        ByteSpan::new(from, from + words.trim().len()).ok()
    }
}
