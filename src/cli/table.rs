//! `crosscase table`

use crate::app::table::{BUILT_IN, TableRequest, evidence, list, table};
use crate::cli::listing::Listing;
use crate::cli::output::print_table;
use crate::cli::{CliError, Context};

/// Make a table, or list the quotes behind every cell of it
///
/// A table is a spec in the study's folder tables/, a path to one, or a
/// built-in one: cases, codings, words, share, presence, quotes. Counts are of
/// one coder, or of the coders you name, and say so.
///
/// Examples:
///   crosscase table table5
///   crosscase table table5 --evidence
///   crosscase table codings --coders Anna,Ben --format csv
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Args {
    /// The table; without it, the list of tables
    spec: Option<String>,
    /// List, cell by cell, the quotes with transcript, turn and line
    #[arg(long)]
    evidence: bool,
    /// Whose codings count, names separated by commas
    #[arg(long, value_delimiter = ',', value_name = "NAMES")]
    coders: Vec<String>,
    /// Count suggestions that nobody has decided over yet, and mark them
    #[arg(long)]
    pending: bool,
}

pub fn run(context: &mut Context<'_>, args: Args) -> Result<(), CliError> {
    let study = context.open()?;
    let Some(spec) = args.spec else {
        let mut listing = Listing::new("Tables", &["table", "title", "from"]);
        for (name, title) in list(&study)? {
            let title = title.unwrap_or_else(|problem| format!("broken: {problem}"));
            listing.row(&name, vec![title, format!("tables/{name}.toml")]);
        }
        for (name, what) in BUILT_IN {
            listing.row(name, vec![what.to_owned(), "built in".to_owned()]);
        }
        return print_table(context, &listing.into_table());
    };
    let request = TableRequest {
        spec,
        coders: args.coders,
        pending: args.pending,
    };
    let made = table(&study, &request)?;
    if args.evidence {
        print_table(context, &evidence(&study, &made)?)
    } else {
        print_table(context, &made)
    }
}
