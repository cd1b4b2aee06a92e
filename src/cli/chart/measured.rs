//! What every figure may ask: what is counted, and whose codings.

use crate::app::chart::{Measured, counts};
use crate::app::table::{TableRequest, table};
use crate::app::{AppError, Study};
use crate::cli::{CliError, Context};
use crate::model::{CellMeasure, Table};
use clap::ValueEnum;

#[derive(clap::Args, Debug)]
pub struct MeasuredArgs {
    /// What is measured, where no table is named [default: codings]
    #[arg(long, global = true)]
    measure: Option<Measure>,
    /// Whose codings count, names separated by commas
    #[arg(long, global = true, value_delimiter = ',', value_name = "NAMES")]
    coders: Vec<String>,
    /// Count suggestions that nobody has decided over yet, too
    #[arg(long, global = true)]
    pending: bool,
    /// Draw the pattern codes (themes) instead of the codes, where no table is named
    #[arg(long, global = true)]
    patterns: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Measure {
    /// Number of codings
    Codings,
    /// Coded words
    Words,
    /// Coded words as a share of what the case's informants said
    Share,
}

impl MeasuredArgs {
    /// The request for a figure that takes no table.
    pub fn request(self, context: &Context<'_>, study: &Study) -> Result<Measured, AppError> {
        Ok(Measured {
            measure: match self.measure.unwrap_or(Measure::Codings) {
                Measure::Codings => CellMeasure::Codings,
                Measure::Words => CellMeasure::Words,
                Measure::Share => CellMeasure::Share,
            },
            patterns: self.patterns,
            coders: context.coders(study, self.coders)?,
            pending: self.pending,
        })
    }

    /// The request for a figure that is always of codings.
    pub fn of_codings(
        self,
        context: &Context<'_>,
        study: &Study,
        advice: &'static str,
    ) -> Result<Measured, AppError> {
        if self.measure.is_some() {
            let what = "--measure is for charts of codes by cases";
            return Err(AppError::request(what, advice));
        }
        self.request(context, study)
    }

    /// The table that was named, or codes by cases.
    pub fn table(
        self,
        context: &Context<'_>,
        study: &Study,
        named: Option<String>,
    ) -> Result<Table, CliError> {
        let Some(spec) = named else {
            return Ok(counts(study, &self.request(context, study)?)?);
        };
        if self.measure.is_some() || self.patterns {
            let what = "--measure and --patterns are for charts without a table's name";
            let advice = "what the table measures stands in its spec";
            return Err(AppError::request(what, advice).into());
        }
        let request = TableRequest {
            spec,
            coders: context.coders(study, self.coders)?,
            pending: self.pending,
            ..TableRequest::default()
        };
        Ok(table(study, &request)?)
    }
}
