//! `crosscase table` without a word: the tables there are.

use crate::app::Study;
use crate::app::table::{BUILT_IN, built_in, list};
use crate::cli::listing::Listing;
use crate::cli::output::print_table;
use crate::cli::{CliError, Context};
use crate::formats::spec::shows;

pub(super) fn run(context: &mut Context<'_>, study: &Study) -> Result<(), CliError> {
    let mut listing = Listing::new("Tables", &["table", "title", "shows", "from"]);
    let own = list(study)?;
    for (name, what) in BUILT_IN {
        if own.iter().any(|(taken, _)| taken == name) {
            continue;
        }
        let shown = built_in(name).map(|spec| shows(&spec)).unwrap_or_default();
        listing.row(name, vec![what.to_owned(), shown, "built in".to_owned()]);
    }
    let mut broken = false;
    for (name, spec) in own {
        let (title, shown) = match spec {
            Ok(spec) => (spec.title.clone(), shows(&spec)),
            Err(problems) => {
                broken = true;
                let first = problems.first().map(ToString::to_string);
                (
                    format!("broken: {}", first.unwrap_or_default()),
                    String::new(),
                )
            }
        };
        listing.row(&name, vec![title, shown, format!("tables/{name}.toml")]);
    }
    if broken {
        listing.note("`crosscase table --check` says all that is wrong and what to do.");
    }
    print_table(context, &listing.into_table())
}
