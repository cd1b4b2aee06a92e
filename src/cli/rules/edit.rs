//! `crosscase rules add`, `edit` and `remove`

use crate::app::rules::{self, NewRule, RuleChange, Saved};
use crate::cli::rule_args::{Reads, extent};
use crate::cli::{CliError, Context};
use crate::model::{Problem, Scope};

/// Add a rule to a code
///
/// In a terminal, put the pattern into single quotes.
///
/// Examples:
///   crosscase rules add CRM-STR-rew 'reward* OR "annual bonus"'
///   crosscase rules add CRM-STR-rew 'palkkio*' --id rew-fi --lang fi --extent turn
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Add {
    /// The code it suggests
    code: String,
    /// The pattern, in the rule language
    find: String,
    /// Its name; without it, one is made from the code's
    #[arg(long)]
    id: Option<String>,
    /// Whose words it reads
    #[arg(long, default_value = "informant")]
    scope: Reads,
    /// How much it proposes: hit, sentence, sentence+2 or turn
    #[arg(long, default_value = "sentence")]
    extent: String,
    /// Only transcripts in this language
    #[arg(long)]
    lang: Option<String>,
    /// Why it exists and where it fails
    #[arg(long)]
    note: Option<String>,
}

/// Change a rule; changed text is a new version
///
/// Examples:
///   crosscase rules edit rew-words --find 'reward* NOT award'
///   crosscase rules edit rew-words --extent turn --note "too many awards"
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Edit {
    /// The rule
    rule: String,
    /// The pattern, in the rule language
    #[arg(long)]
    find: Option<String>,
    /// Whose words it reads
    #[arg(long)]
    scope: Option<Reads>,
    /// How much it proposes: hit, sentence, sentence+2 or turn
    #[arg(long)]
    extent: Option<String>,
    /// Only transcripts in this language; any for all
    #[arg(long)]
    lang: Option<String>,
    /// Why it exists and where it fails
    #[arg(long)]
    note: Option<String>,
}

pub fn add(context: &mut Context<'_>, args: Add) -> Result<(), CliError> {
    let new = NewRule {
        code: args.code,
        find: args.find,
        id: args.id,
        scope: args.scope.into(),
        extent: extent(&args.extent)?,
        lang: args.lang,
        note: args.note,
    };
    let (mut study, session) = context.open_to_change()?;
    let saved = rules::add(&mut study, &session, &new)?;
    context.say(format!(
        "Added the rule {} to {} (version {}).",
        saved.id,
        saved.code,
        saved.after.as_deref().unwrap_or_default()
    ))?;
    next(context, &saved)
}

pub fn edit(context: &mut Context<'_>, args: Edit) -> Result<(), CliError> {
    let change = RuleChange {
        find: args.find,
        scope: args.scope.map(Scope::from),
        extent: args.extent.as_deref().map(extent).transpose()?,
        lang: args.lang,
        note: args.note,
    };
    if change == RuleChange::default() {
        return Err(CliError::Usage(
            Problem::new(format!("nothing to change about {} is given", args.rule))
                .next("give --find, --scope, --extent, --lang or --note"),
        ));
    }
    let (mut study, session) = context.open_to_change()?;
    let saved = rules::change(&mut study, &session, &args.rule, &change)?;
    if !saved.changed {
        return context.say(format!("The rule {} says so already.", saved.id));
    }
    context.say(changed(&saved))?;
    if saved.before == saved.after {
        return Ok(());
    }
    next(context, &saved)
}

pub fn remove(context: &mut Context<'_>, rule: &str) -> Result<(), CliError> {
    let (mut study, session) = context.open_to_change()?;
    let saved = rules::remove(&mut study, &session, rule)?;
    context.say(format!("Removed the rule {rule} from {}.", saved.code))?;
    context.say(
        "What was decided over its suggestions stays; `crosscase suggest` takes back those that \
         wait. `crosscase undo` brings the rule back.",
    )
}

/// A changed rule with its versions.
pub fn changed(saved: &Saved) -> String {
    match (&saved.before, &saved.after) {
        (Some(before), Some(after)) if before == after => {
            format!("Changed the note of the rule {}.", saved.id)
        }
        (Some(before), Some(after)) => {
            format!("Changed the rule {} ({before} → {after}).", saved.id)
        }
        (_, after) => {
            let version = after.as_deref().unwrap_or_default();
            let (id, code) = (&saved.id, &saved.code);
            format!("Added the rule {id} to {code} (version {version}).")
        }
    }
}

/// What to do with a new version of a rule.
pub fn next(context: &mut Context<'_>, saved: &Saved) -> Result<(), CliError> {
    context.say(format!(
        "Next: `crosscase rules show {0}` says what it is worth, `crosscase suggest --rule {0}` \
         lets it suggest.",
        saved.id
    ))
}
