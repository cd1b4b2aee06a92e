//! `crosscase codebook`

use crate::app::codebook::{self, CodebookPlan};
use crate::app::{Severity, Study};
use crate::cli::error::tell;
use crate::cli::listing::Listing;
use crate::cli::output::{print_table, tell_specs};
use crate::cli::{CliError, Context};
use crate::model::codebook::TOP;
use crate::model::{Code, Codebook};
use crate::text::counted;
use clap::Subcommand;
use std::path::{Path, PathBuf};

/// The codes: show, import, export, compare, change
///
/// A codebook is a TOML, CSV or Excel file. A CSV or Excel list needs a column
/// of codes and one of descriptions. Changing the codebook never loses a
/// coding: codes that are gone from a file but in use are retired.
///
/// Examples:
///   crosscase codebook import codes.csv
///   crosscase codebook show CRM-STR-rew
///   crosscase codebook rename CRM-STR-rew CRM-REWARD
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Args {
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Subcommand, Debug)]
enum Action {
    /// List the codes, or show all about one (also without any word)
    Show {
        /// The code
        code: Option<String>,
    },
    /// Read the codebook from a file, after showing what differs
    Import {
        /// The file: .toml, .csv, .xlsx or .ods
        file: PathBuf,
        /// Apply without asking
        #[arg(long, short)]
        yes: bool,
    },
    /// Write the codebook to a file
    Export {
        /// The file: .toml or .csv
        file: PathBuf,
    },
    /// Show how a file differs from the codebook; changes nothing
    Diff {
        /// The file
        file: PathBuf,
    },
    /// Give a code another id; its codings follow
    Rename {
        /// Its id now
        from: String,
        /// Its id from now on
        to: String,
    },
    /// Hang a code under another one, or under none
    Move {
        /// The code
        code: String,
        /// Its new parent
        #[arg(long, required_unless_present = "top")]
        under: Option<String>,
        /// Under no code at all
        #[arg(long, conflicts_with = "under")]
        top: bool,
    },
    /// Take a code out of use; its codings stay and count
    Retire {
        /// The code
        code: String,
        /// Bring it back into use
        #[arg(long)]
        undo: bool,
    },
}

pub fn run(context: &mut Context<'_>, args: Args) -> Result<(), CliError> {
    let (mut study, session) = context.open_to_change()?;
    match args.action.unwrap_or(Action::Show { code: None }) {
        Action::Show { code: None } => list(context, &study),
        Action::Show { code: Some(id) } => {
            let (book, counts) = codebook::show(&study)?;
            let code = book.require(&id)?;
            let gathered = book.gathered(code);
            let count = gathered
                .iter()
                .filter_map(|part| counts.get(&part.key))
                .sum();
            show(context, &book, code, count)
        }
        Action::Import { file, yes } => {
            let plan = codebook::plan(&study, &file)?;
            if plan.diff.is_empty() {
                for problem in &plan.bad_rules {
                    tell(context.err, problem, context.colour_err);
                }
                return context.say("The study has this codebook already; nothing to do.");
            }
            if !plan.first {
                tell_plan(context, &plan)?;
                if !yes && !agreed(context)? {
                    return Err(CliError::Said(Severity::Request));
                }
            }
            let plan = codebook::import(&mut study, &session, &file)?;
            for problem in &plan.bad_rules {
                tell(context.err, problem, context.colour_err);
            }
            context.say(format!(
                "The codebook has {} now.",
                counted(plan.codes, "code")
            ))
        }
        Action::Export { file } => {
            let codes = codebook::export(&study, &file)?;
            context.say(format!("Wrote {codes} codes to {}.", file.display()))
        }
        Action::Diff { file } => diff(context, &study, &file),
        Action::Rename { from, to } => {
            let followed = codebook::rename(&mut study, &session, &from, &to)?;
            context.say(format!("{from} is called {to} now; its codings followed."))?;
            for it in followed {
                context.say(format!(
                    "The rule {} names it so and has a new version: {} → {}.",
                    it.rule, it.before, it.after
                ))?;
            }
            tell_specs(context, &study, &from)
        }
        Action::Move { code, under, .. } => {
            let parent = under.as_deref().unwrap_or(TOP);
            codebook::move_under(&mut study, &session, &code, parent)?;
            context.say(match &under {
                Some(under) => format!("{code} hangs under {under} now."),
                None => format!("{code} stands at the top now."),
            })
        }
        Action::Retire { code, undo } => {
            codebook::retire(&mut study, &session, &code, !undo)?;
            context.say(if undo {
                format!("{code} is in use again.")
            } else {
                format!("{code} is retired; its codings stay.")
            })
        }
    }
}

fn diff(context: &mut Context<'_>, study: &Study, file: &Path) -> Result<(), CliError> {
    let plan = codebook::plan(study, file)?;
    if plan.diff.is_empty() {
        return context.say("No difference.");
    }
    tell_plan(context, &plan)
}

fn tell_plan(context: &mut Context<'_>, plan: &CodebookPlan) -> Result<(), CliError> {
    context.print(plan.diff.to_string().trim_end())?;
    for code in &plan.retired {
        context.print(format!("{code} is in use: it will be retired, not removed"))?;
    }
    Ok(())
}

fn agreed(context: &mut Context<'_>) -> Result<bool, CliError> {
    if context.interactive {
        let answer = context.ask("Apply these changes? [y/N]")?;
        if matches!(answer.as_deref(), Some("y" | "yes")) {
            return Ok(true);
        }
        context.say("Nothing was changed.")?;
    } else {
        context.say("Nothing was changed. Give the command again with --yes to apply this.")?;
    }
    Ok(false)
}

fn list(context: &mut Context<'_>, study: &Study) -> Result<(), CliError> {
    let (book, counts) = codebook::show(study)?;
    if book.codes.is_empty() {
        context.say("No codes yet. `crosscase codebook import FILE` reads a list.")?;
    }
    let mut listing = Listing::new(
        &book.name,
        &["code", "label", "kind", "questions", "rules", "codings"],
    );
    for code in book.codes.values() {
        let kind = if code.retired {
            format!("{}, retired", code.kind)
        } else {
            code.kind.to_string()
        };
        let count = counts.get(&code.key).copied().unwrap_or_default();
        let row = vec![
            code.label.clone(),
            kind,
            code.questions.join(", "),
            if code.rules.is_empty() {
                String::new()
            } else {
                code.rules.len().to_string()
            },
            count.to_string(),
        ];
        listing.nested(code.id.as_str(), book.depth(code), row);
    }
    listing.note("Codings: accepted ones, of all coders.");
    print_table(context, &listing.into_table())
}

fn show(
    context: &mut Context<'_>,
    book: &Codebook,
    code: &Code,
    count: usize,
) -> Result<(), CliError> {
    let mut listing = Listing::new(&format!("{} — {}", code.id, code.label), &["", ""]);
    let mut fact = |name: &str, value: String| {
        if !value.is_empty() {
            listing.row(name, vec![value]);
        }
    };
    fact("kind", code.kind.to_string());
    fact(
        "parent",
        book.parent(code)
            .map(|parent| parent.id.to_string())
            .unwrap_or_default(),
    );
    fact(
        "gathers",
        code.gathers
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(", "),
    );
    fact("definition", code.definition.clone().unwrap_or_default());
    fact("include", code.include.clone().unwrap_or_default());
    fact("exclude", code.exclude.clone().unwrap_or_default());
    fact("example", code.example.clone().unwrap_or_default());
    fact("since", code.since.clone().unwrap_or_default());
    for question in book
        .questions
        .iter()
        .filter(|it| code.questions.contains(&it.id))
    {
        fact(&format!("question {}", question.id), question.text.clone());
    }
    for topic in book.guide.iter().filter(|it| code.guide.contains(&it.id)) {
        fact(&format!("guide {}", topic.id), topic.text.clone());
    }
    for rule in &code.rules {
        let languages = rule.lang.as_deref().unwrap_or("any language");
        fact(
            &format!("rule {}", rule.id),
            format!(
                "{} ({languages}, {}, {})",
                rule.find, rule.scope, rule.extent
            ),
        );
    }
    fact(
        "retired",
        if code.retired {
            "yes".to_owned()
        } else {
            String::new()
        },
    );
    fact("codings", count.to_string());
    print_table(context, &listing.into_table())
}
