//! `crosscase table`

mod check;
mod evidence;
mod list;
mod order;

use crate::app::table::{
    TableRequest, evidence as quotes_behind, keep, save, spec, table, write_file,
};
use crate::cli::output::{for_people, print_table};
use crate::cli::{CliError, Context};
use crate::formats::spec::REFERENCE;
use crate::formats::table::FileOptions;
use crate::model::Problem;
use order::OrderArgs;
use std::path::{Path, PathBuf};

/// Make a table, or list the quotes behind every cell of it
///
/// A table is a spec in the study's folder tables/, a path to one, a built-in
/// one (cases, codings, words, share, presence, quotes), or what --rows,
/// --columns and --cells order. Counts are of one coder, or of the coders you
/// name, and say so.
///
/// Examples:
///   crosscase table table5
///   crosscase table table5 --evidence
///   crosscase table table5 --out table5.docx
///   crosscase table codings --coders Anna,Ben --format csv
///   crosscase table table5 --only size=large --hide-empty
///   crosscase table --rows patterns --columns attribute:size --cells cases \
///       --percent column --save themes-by-size
///   crosscase table --check
///   crosscase table --language
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
    #[command(flatten)]
    order: OrderArgs,
    /// Keep what was ordered as tables/NAME.toml; without a name, copy a spec
    /// given by its path there
    #[arg(long, value_name = "NAME", num_args = 0..=1, default_missing_value = "")]
    save: Option<String>,
    /// The file to write: .xlsx, .docx, .html, .tex, .md, .csv, .tidy.csv or .json
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Begin a .csv with a byte order mark, so that Excel opens it as UTF-8
    #[arg(long, requires = "out")]
    bom: bool,
    /// Write a .csv with one line for each cell, for R and Python (as .tidy.csv does)
    #[arg(long, requires = "out")]
    tidy: bool,
    /// Make nothing, but say what is wrong with the specs, and where
    #[arg(long, conflicts_with_all = ["out", "save", "evidence"])]
    check: bool,
    /// Print the language of specs on one page, with examples
    #[arg(long)]
    language: bool,
}

pub fn run(context: &mut Context<'_>, mut args: Args) -> Result<(), CliError> {
    if args.language {
        return context.print(REFERENCE.trim_end());
    }
    let study = context.open()?;
    if args.check {
        return check::run(context, &study, args.spec.as_deref());
    }
    let order = args.order.order()?;
    if args.spec.is_none() && order.is_empty() {
        // In `--save PATH` the path is the table.
        args.spec = args.save.take_if(|it| it.ends_with(".toml"));
        match &args.spec {
            Some(_) => args.save = Some(String::new()),
            None if args.out.is_some() || args.save.is_some() || args.evidence => {
                return Err(CliError::Usage(
                    Problem::new("no table is named")
                        .next("name one that `crosscase table` lists, or order one with --rows, --columns or --cells"),
                ));
            }
            None => return list::run(context, &study),
        }
    }
    let mut request = TableRequest {
        spec: args.spec.unwrap_or_default(),
        order,
        coders: context.coders(&study, args.coders)?,
        pending: args.pending,
    };
    let copied = args.save.as_deref() == Some("");
    if copied {
        if !request.order.is_empty() {
            return Err(CliError::Usage(
                Problem::new("the new spec has no name").next("give it one: --save NAME"),
            ));
        }
        let name = save(&study, Path::new(&request.spec))?;
        kept(context, &name)?;
        request.spec = name;
    }
    let made = table(&study, &request)?;
    // What cannot be made is not kept either.
    if let Some(name) = args.save.filter(|_| !copied) {
        let name = keep(&study, &name, &spec(&study, &request)?)?;
        kept(context, &name)?;
    }
    if let Some(file) = args.out {
        let shown = if args.evidence {
            quotes_behind(&study, &made)?
        } else {
            made
        };
        let options = FileOptions {
            bom: args.bom,
            tidy: args.tidy,
        };
        write_file(&study, &shown, &file, options)?;
        return context.say(format!("Wrote {}.", file.display()));
    }
    if args.evidence && for_people(context) {
        evidence::show(context, &study, &made)
    } else if args.evidence {
        print_table(context, &quotes_behind(&study, &made)?)
    } else {
        print_table(context, &made)
    }
}

fn kept(context: &mut Context<'_>, name: &str) -> Result<(), CliError> {
    context.say(format!("Kept as tables/{name}.toml; every build makes it."))
}
