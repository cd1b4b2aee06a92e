//! Why a chart cannot be drawn.

use crate::model::Problem;
use thiserror::Error;

/// Why a chart cannot be drawn.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ChartError {
    /// The cells hold words.
    #[error("this table holds words, not numbers, so there is nothing to draw")]
    NotNumbers,
    /// A matrix or a network of a table that is not code by code.
    #[error("this table does not compare codes with each other, so there are no pairs to draw")]
    NotCodesByCodes,
    /// A half of a matrix, or a network, of strengths that have a direction.
    #[error("each two codes have two strengths here, one in each direction")]
    TwoStrengths,
    /// More lines than a network can show.
    #[error("{pairs} pairs of codes stand together, too many to draw as lines")]
    TooManyPairs {
        /// The pairs at or above the threshold.
        pairs: usize,
    },
    /// There is no such row.
    #[error("there is no row {wanted}; the table has {rows}")]
    NoSuchRow {
        /// The row asked for, from 1.
        wanted: usize,
        /// How many there are.
        rows: usize,
    },
    /// There is no such column.
    #[error("there is no column {wanted}; the table has {columns}")]
    NoSuchColumn {
        /// The column asked for, from 1.
        wanted: usize,
        /// How many there are.
        columns: usize,
    },
    /// More rows or columns than a picture can show.
    #[error("a table of {rows} rows and {columns} columns is too large for one picture")]
    TooLarge {
        /// Rows of the table.
        rows: usize,
        /// Columns of the table.
        columns: usize,
    },
    /// More series than can be told apart.
    #[error("{series} series of bars cannot be told apart in print; {most} can")]
    TooManySeries {
        /// How many there are.
        series: usize,
        /// How many there may be.
        most: usize,
    },
    /// Numbers that are not parts of one whole.
    #[error("these numbers are not parts of a whole, so bars of them cannot be stacked")]
    NotParts,
    /// A number that a bar cannot show.
    #[error("there are numbers below zero, which a bar cannot show")]
    BelowZero,
    /// A resolution outside 36 to 1200 dots per inch.
    #[error("{0} dots per inch is not a resolution this program draws in")]
    Resolution(u32),
    /// The PNG would not fit in a reasonable amount of memory.
    #[error("at {dpi} dots per inch the picture would be {width} by {height} pixels, too many")]
    TooManyPixels {
        /// The resolution asked for.
        dpi: u32,
        /// Pixels across.
        width: u64,
        /// Pixels down.
        height: u64,
    },
    /// A page of a PDF can be no larger (Acrobat's limit, ISO 32000-1 annex C).
    #[error("the picture is {inches} inches long, and a page of a PDF can have 200 at most")]
    TooLargeForPdf {
        /// The longer side, in inches, rounded up.
        inches: u32,
    },
    /// The drawing library refused what we gave it: our bug.
    #[error("the picture could not be drawn: {0}")]
    Refused(String),
}

impl ChartError {
    /// What the person can do next.
    pub fn advice(&self) -> &'static str {
        match self {
            ChartError::NotNumbers => {
                "a chart needs a table with cells = \"codings\", \"words\", \"share\" or \"transcripts\""
            }
            ChartError::NotCodesByCodes => {
                "a matrix or a network is drawn of how often codes stand together"
            }
            ChartError::TwoStrengths => {
                "choose a measure that is the same in both directions, such as jaccard, or draw \
                 the whole matrix"
            }
            ChartError::TooManyPairs { .. } => "draw only the stronger ones: `--least N`",
            ChartError::NoSuchRow { .. } | ChartError::NoSuchColumn { .. } => {
                "print the table to see its rows and columns"
            }
            ChartError::TooLarge { .. } => "choose fewer rows or columns in the table's spec",
            ChartError::TooManySeries { .. } => {
                "draw the other side's lines as series (--by), choose fewer in the table's spec, or draw a heatmap"
            }
            ChartError::NotParts => {
                "draw them side by side, or choose counts, or percentages of the row or column that the bars stand for"
            }
            ChartError::BelowZero => "draw a heatmap, or print the table",
            ChartError::Resolution(_) => "choose 36 to 1200; 300 is usual for print",
            ChartError::TooManyPixels { .. } => {
                "choose a lower resolution, or SVG, which has no pixels"
            }
            ChartError::TooLargeForPdf { .. } => {
                "choose fewer rows or columns in the table's spec, or SVG, which has no such limit"
            }
            ChartError::Refused(_) => {
                "please report this, with the table if it is not confidential"
            }
        }
    }
}

impl From<ChartError> for Problem {
    fn from(error: ChartError) -> Self {
        Problem::new(error.to_string()).next(error.advice())
    }
}
