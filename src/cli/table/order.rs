//! A table as ordered on the command line.

use crate::app::table::Order;
use crate::cli::CliError;
use crate::formats::spec::{
    MEASURES, PERCENT, SIDES, chosen, near, quote_choice, typed_only, typed_side,
};

#[derive(clap::Args, Debug)]
pub(super) struct OrderArgs {
    /// The rows: a word (cases, codes, patterns, families, questions,
    /// transcripts, speakers, roles, rounds, coders, attributes), names
    /// separated by commas, attribute:NAME, furthest:A,B,C or under:CODE;
    /// nested with " / " between the levels
    #[arg(long, value_name = "HEADS")]
    rows: Option<String>,
    /// The columns, in the same words
    #[arg(long, value_name = "HEADS")]
    columns: Option<String>,
    /// What cells show, one or two of: summary, codings, passages, words, share,
    /// presence, quotes, transcripts, speakers, cases, attribute
    #[arg(long, value_name = "MEASURES", value_delimiter = ',')]
    cells: Vec<String>,
    /// Percentages of the row, the column, or all
    #[arg(long, value_name = "OF")]
    percent: Option<String>,
    /// With --percent: only the percentages
    #[arg(long)]
    no_counts: bool,
    /// Add totals for rows, columns, or both; counted anew, not added up
    #[arg(long, value_name = "SIDES")]
    totals: Option<String>,
    /// Add what was written across the others, for rows, columns, or both
    #[arg(long, value_name = "SIDES")]
    syntheses: Option<String>,
    /// When two codes stand together: overlap, sentence, turn, or a number of turns
    #[arg(long, value_name = "HOW")]
    near: Option<String>,
    /// In cells of quotes: all, cited, or how many
    #[arg(long, value_name = "WHICH")]
    quotes: Option<String>,
    /// Look only at these, such as case="Case A", role=informant or size=large;
    /// may be given several times
    #[arg(long, value_name = "WHAT=WHICH")]
    only: Vec<String>,
    /// Leave out rows and columns in which nothing counts
    #[arg(long)]
    hide_empty: bool,
    /// Print the labels of codes instead of their names
    #[arg(long)]
    labels: bool,
    /// The title
    #[arg(long)]
    title: Option<String>,
    /// A sentence to print below the table; may be given several times
    #[arg(long)]
    note: Vec<String>,
    /// Make columns of the rows, and rows of the columns
    #[arg(long)]
    transpose: bool,
}

impl OrderArgs {
    /// What was typed, understood.
    pub(super) fn order(&self) -> Result<Order, CliError> {
        let side = |typed: &Option<String>| typed.as_deref().map(typed_side).transpose();
        let sides = |key, typed: &Option<String>| {
            let typed = typed.as_deref();
            typed.map(|it| chosen(key, it, &SIDES)).transpose()
        };
        let cells = self.cells.iter().map(|it| chosen("cells", it, &MEASURES));
        let order = || {
            Ok(Order {
                rows: side(&self.rows)?,
                columns: side(&self.columns)?,
                cells: cells.collect::<Result<_, _>>()?,
                percent: self
                    .percent
                    .as_deref()
                    .map(|it| chosen("percent", it, &PERCENT))
                    .transpose()?,
                percent_only: self.no_counts,
                totals: sides("totals", &self.totals)?,
                syntheses: sides("syntheses", &self.syntheses)?,
                quotes: self.quotes.as_deref().map(quote_choice).transpose()?,
                near: self.near.as_deref().map(near).transpose()?,
                only: typed_only(&self.only)?,
                hide_empty: self.hide_empty,
                labels: self.labels,
                title: self.title.clone(),
                note: self.note.clone(),
                transpose: self.transpose,
            })
        };
        order().map_err(CliError::Usage)
    }
}
