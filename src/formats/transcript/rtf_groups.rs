//! What holds inside one pair of braces of a rich text file.

/// What the words of a group are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    #[default]
    Text,
    Skipped,
    /// The same words twice: first for programs without Unicode.
    Twice,
    Fonts,
    Styles,
    /// A footnote.
    Note,
    Comment,
    /// A text box.
    Box,
    /// Who wrote the comment that follows.
    Author,
    CommentStarts,
    CommentEnds,
    /// Which comment this is.
    CommentNumber,
}

/// A group, and what it has taken over from the one around it.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub kind: Kind,
    /// What ends with this very group.
    pub ends: Option<Kind>,
    /// Whether `\*` was just read.
    pub starred: bool,
    pub font: i32,
    pub style: i32,
    /// How many characters stand in for one that is given by its number.
    pub fallback: usize,
    pub hidden: bool,
    pub deleted: bool,
    pub inserted: bool,
    pub moved_away: bool,
    pub moved_here: bool,
    pub heading: bool,
    /// How many tables the paragraph is in.
    pub level: usize,
}

impl Default for Group {
    fn default() -> Self {
        Self {
            kind: Kind::Text,
            ends: None,
            starred: false,
            font: 0,
            style: 0,
            fallback: 1,
            hidden: false,
            deleted: false,
            inserted: false,
            moved_away: false,
            moved_here: false,
            heading: false,
            level: 0,
        }
    }
}

impl Group {
    /// A group that begins inside this one.
    pub(super) fn inner(self) -> Self {
        Self {
            ends: None,
            starred: false,
            ..self
        }
    }

    /// Letters without any format.
    pub(super) fn plain(self) -> Self {
        Self {
            hidden: false,
            deleted: false,
            inserted: false,
            moved_away: false,
            moved_here: false,
            ..self
        }
    }

    /// Whether its words are not part of the text as it is now.
    pub(super) fn left_out(&self) -> bool {
        self.deleted || self.hidden || self.moved_away
    }
}

/// Groups of these hold no words of the text.
const SKIPPED: &[&str] = &[
    "colortbl",
    "info",
    "pict",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "ftnsep",
    "ftnsepc",
    "ftncn",
    "aftnsep",
    "aftnsepc",
    "aftncn",
    "listtext",
    "pntext",
    "fldinst",
    "nonshppict",
    "objdata",
    "objclass",
    "objname",
    "shprslt",
    "sp",
    "tc",
    "xe",
    "rxe",
    "txe",
    "private",
    "filetbl",
    "revtbl",
    "listtable",
    "listoverridetable",
    "mmathPr",
    "nonesttables",
    "bkmkstart",
    "bkmkend",
    "template",
];

/// The kind of group that this word begins, if it begins one. A word that
/// nobody knows begins one that is skipped if a `\*` stands before it.
pub(super) fn destination(word: &str, starred: bool, inside: Kind) -> Option<Kind> {
    if inside == Kind::Twice {
        return Some(if word == "ud" {
            Kind::Text
        } else {
            Kind::Twice
        });
    }
    if inside == Kind::Skipped {
        return None;
    }
    let known = match word {
        "fonttbl" => Kind::Fonts,
        "stylesheet" => Kind::Styles,
        "footnote" => Kind::Note,
        "annotation" => Kind::Comment,
        "shptxt" | "dptxbxtext" => Kind::Box,
        "atnid" | "atnauthor" => Kind::Author,
        "atrfstart" => Kind::CommentStarts,
        "atrfend" => Kind::CommentEnds,
        "atnref" => Kind::CommentNumber,
        "upr" => Kind::Twice,
        _ if SKIPPED.contains(&word) => Kind::Skipped,
        // Inside them lie text boxes and the ends of nested rows.
        "shpinst" | "do" | "nesttableprops" => return None,
        _ if starred => Kind::Skipped,
        _ => return None,
    };
    Some(known)
}
