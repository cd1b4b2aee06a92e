//! A table spec: what a person asks for in `tables/*.toml` or on the command
//! line.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

/// Which codes an analysis of codes alone compares.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum RowsSpec {
    /// All of a kind: `codes` or `patterns`.
    All(String),
    /// These codes, in this order.
    Codes(Vec<String>),
}

/// What heads of rows or columns can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HeadsOf {
    /// Cases.
    Cases,
    /// Codes that are no pattern codes, each for itself.
    Codes,
    /// Pattern codes, each for all that it gathers.
    Patterns,
    /// Codes at the top of the codebook's tree, each for all below it.
    Families,
    /// Research questions, each for the codes that serve it.
    Questions,
    /// Transcripts.
    Transcripts,
    /// Speakers: a name within one case.
    Speakers,
    /// What speakers do in the interview.
    Roles,
    /// Rounds of interviews.
    Rounds,
    /// Coders.
    Coders,
    /// Attributes of cases, for cells that show them.
    Attributes,
}

impl HeadsOf {
    /// All of them, in the order in which help texts name them.
    pub const ALL: [HeadsOf; 11] = [
        HeadsOf::Cases,
        HeadsOf::Codes,
        HeadsOf::Patterns,
        HeadsOf::Families,
        HeadsOf::Questions,
        HeadsOf::Transcripts,
        HeadsOf::Speakers,
        HeadsOf::Roles,
        HeadsOf::Rounds,
        HeadsOf::Coders,
        HeadsOf::Attributes,
    ];

    /// What people write.
    pub fn word(self) -> &'static str {
        match self {
            HeadsOf::Cases => "cases",
            HeadsOf::Codes => "codes",
            HeadsOf::Patterns => "patterns",
            HeadsOf::Families => "families",
            HeadsOf::Questions => "questions",
            HeadsOf::Transcripts => "transcripts",
            HeadsOf::Speakers => "speakers",
            HeadsOf::Roles => "roles",
            HeadsOf::Rounds => "rounds",
            HeadsOf::Coders => "coders",
            HeadsOf::Attributes => "attributes",
        }
    }

    /// Whether these heads are codes, in whatever way.
    pub fn is_codes(self) -> bool {
        matches!(
            self,
            HeadsOf::Codes | HeadsOf::Patterns | HeadsOf::Families | HeadsOf::Questions
        )
    }
}

/// One level of heads on a side of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LevelSpec {
    /// All of a kind.
    All(HeadsOf),
    /// These, of this kind, in this order.
    These(HeadsOf, Vec<String>),
    /// These, of whichever kind knows the names: codes or cases.
    Named(Vec<String>),
    /// The cases by their value of an attribute; all values that cases have,
    /// or these in this order.
    Attribute {
        /// The attribute.
        name: String,
        /// Its values; empty for all.
        values: Vec<String>,
    },
    /// The cases by the last of these codes, in this order, that occurs in them.
    Furthest(Vec<String>),
    /// The codes below this one in the codebook's tree.
    Under(String),
}

/// The levels of one side, the outermost first; one, for most tables.
pub type SideSpec = Vec<LevelSpec>;

/// What a cell shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CellMeasure {
    /// The written summary.
    Summary,
    /// How many codings: a passage with two codes counts once for each.
    #[default]
    Codings,
    /// How many passages: one with several codes counts once.
    Passages,
    /// How many coded words, each word once.
    Words,
    /// Coded words as a share of what the informants said.
    Share,
    /// Whether there is at least one coding.
    Presence,
    /// The quotes themselves.
    Quotes,
    /// How many transcripts with at least one coding.
    Transcripts,
    /// How many speakers with at least one coding.
    Speakers,
    /// How many cases with at least one coding.
    Cases,
    /// A case's attribute.
    Attribute,
}

impl CellMeasure {
    /// All of them, with the words that people write.
    pub const ALL: [(&'static str, CellMeasure); 11] = [
        ("summary", CellMeasure::Summary),
        ("codings", CellMeasure::Codings),
        ("passages", CellMeasure::Passages),
        ("words", CellMeasure::Words),
        ("share", CellMeasure::Share),
        ("presence", CellMeasure::Presence),
        ("quotes", CellMeasure::Quotes),
        ("transcripts", CellMeasure::Transcripts),
        ("speakers", CellMeasure::Speakers),
        ("cases", CellMeasure::Cases),
        ("attribute", CellMeasure::Attribute),
    ];

    /// What people write.
    pub fn word(self) -> &'static str {
        let all = Self::ALL.iter();
        let mut own = all.filter(|(_, measure)| *measure == self);
        own.next().map_or("", |(word, _)| *word)
    }

    /// Whether it counts whole things, so that percentages of it make sense.
    pub fn counts(self) -> bool {
        matches!(
            self,
            CellMeasure::Codings
                | CellMeasure::Passages
                | CellMeasure::Words
                | CellMeasure::Transcripts
                | CellMeasure::Speakers
                | CellMeasure::Cases
        )
    }
}

/// What a percentage is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PercentOf {
    /// Of the row.
    Row,
    /// Of the column.
    Column,
    /// Of the whole table.
    All,
}

/// On which sides something is added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sides {
    /// For each row, in a column of its own at the end.
    pub rows: bool,
    /// For each column, in a row of its own at the end.
    pub columns: bool,
}

/// Which quotes a cell of quotes shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum QuoteChoice {
    /// All.
    #[default]
    All,
    /// So many, the strongest first.
    Best(usize),
    /// Those that the cell's summary cites.
    Cited,
}

/// When a passage of one code stands together with one of another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Nearness {
    /// They share at least one character.
    #[default]
    Overlap,
    /// They touch the same sentence.
    Sentence,
    /// They start in the same turn.
    Turn,
    /// They start at most so many turns apart.
    Turns(u32),
}

/// What alone is looked at. Lists of one kind widen (any of them), different
/// kinds narrow (all of them).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only these cases.
    pub cases: Vec<String>,
    /// Only cases with one of these values of an attribute.
    pub attributes: IndexMap<String, Vec<String>>,
    /// Only these transcripts.
    pub transcripts: Vec<String>,
    /// Only these rounds of interviews.
    pub rounds: Vec<String>,
    /// Only speakers of these roles.
    pub roles: Vec<String>,
    /// Only these speakers.
    pub speakers: Vec<String>,
    /// Only passages that stand together with one of these codes.
    pub codes: Vec<String>,
}

impl Filter {
    /// Whether it lets everything through.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A table as ordered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableSpec {
    /// Its name: the file name without `.toml`.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The head above the row heads.
    pub corner: String,
    /// The rows.
    pub rows: SideSpec,
    /// The columns.
    pub columns: SideSpec,
    /// For a table of attributes: which ones, or all.
    pub attributes: Vec<String>,
    /// What a cell shows.
    pub cells: CellMeasure,
    /// What it shows beside, if anything.
    pub also: Option<CellMeasure>,
    /// Percentages of the first measure, beside it.
    pub percent: Option<PercentOf>,
    /// Only the percentages, not what they are computed from.
    pub percent_only: bool,
    /// Where distinct totals are given.
    pub totals: Sides,
    /// Where what a person wrote across the others is shown.
    pub syntheses: Sides,
    /// Which quotes, where cells show quotes.
    pub quotes: QuoteChoice,
    /// When codes of two sides count as standing together.
    pub near: Nearness,
    /// What alone is looked at.
    pub only: Filter,
    /// Leave out rows and columns in which nothing counts.
    pub hide_empty: bool,
    /// Print the labels of codes instead of their names.
    pub labels: bool,
    /// Whose codings count; empty: the study's main coder.
    pub coders: Vec<String>,
    /// Count pending suggestions too, and mark them.
    pub pending: bool,
    /// Sentences of the person's own to print below the table.
    pub note: Vec<String>,
    /// The charts that a build draws of it, such as `heatmap`.
    pub charts: Vec<String>,
}

impl TableSpec {
    /// Whether the words of each speaker must be told apart to make it.
    pub fn by_speaker(&self) -> bool {
        let of_speakers = |level: &LevelSpec| {
            matches!(
                level,
                LevelSpec::All(HeadsOf::Speakers | HeadsOf::Roles)
                    | LevelSpec::These(HeadsOf::Speakers | HeadsOf::Roles, _)
            )
        };
        self.rows.iter().chain(&self.columns).any(of_speakers)
            || !self.only.roles.is_empty()
            || !self.only.speakers.is_empty()
            || self.cells == CellMeasure::Speakers
            || self.also == Some(CellMeasure::Speakers)
    }

    /// Whether any cell shows this.
    pub fn shows(&self, measure: CellMeasure) -> bool {
        self.cells == measure || self.also == Some(measure)
    }
}
