//! A table spec: what a person asks for in `tables/*.toml`.

use serde::{Deserialize, Serialize};

/// What the rows are: `"cases"`, `"codes"`, `"patterns"`, or a list of codes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum RowsSpec {
    /// All of a kind: `cases`, `codes` or `patterns`.
    All(String),
    /// These codes, in this order.
    Codes(Vec<String>),
}

/// What the columns are: `"cases"`, `"attributes"`, or a list of names of
/// either, in the order wished.
pub type ColumnsSpec = RowsSpec;

/// What a cell shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CellMeasure {
    /// The written summary.
    Summary,
    /// How many codings.
    Codings,
    /// How many coded words, each word once.
    Words,
    /// Coded words as a share of what the case's informants said.
    Share,
    /// Whether there is at least one coding.
    Presence,
    /// The quotes themselves.
    Quotes,
    /// How many transcripts with at least one coding.
    Transcripts,
    /// A case's attribute.
    Attribute,
}

/// A table as ordered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableSpec {
    /// Its name: the file name without `.toml`.
    #[serde(skip)]
    pub name: String,
    /// Its title.
    pub title: String,
    /// The head above the row heads.
    pub corner: String,
    /// The rows.
    pub rows: RowsSpec,
    /// The columns.
    pub columns: ColumnsSpec,
    /// For a table of attributes: which ones, or all.
    pub attributes: Vec<String>,
    /// What a cell shows.
    pub cells: CellMeasure,
    /// Whose codings count; empty: the study's main coder.
    pub coders: Vec<String>,
    /// Count pending suggestions too, and mark them.
    pub pending: bool,
}
