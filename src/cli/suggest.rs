//! `crosscase suggest`

use crate::app::suggest::{SuggestRequest, suggest};
use crate::cli::error::tell;
use crate::cli::progress::bar;
use crate::cli::{CliError, Context};
use crate::text::counted;

/// Let the codebook's rules suggest passages; nothing counts until accepted
///
/// Running the rules again adds what is new, takes back what they no longer
/// find, and never asks again about what was rejected.
///
/// Examples:
///   crosscase suggest
///   crosscase suggest --code CRM-STR-rew --dry-run
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Args {
    /// Only rules of this code; may be given several times
    #[arg(long)]
    code: Vec<String>,
    /// Only this rule; may be given several times
    #[arg(long)]
    rule: Vec<String>,
    /// Only count what would be suggested
    #[arg(long)]
    dry_run: bool,
}

pub fn run(context: &mut Context<'_>, args: Args) -> Result<(), CliError> {
    let (mut study, session) = context.open_to_change()?;
    let request = SuggestRequest {
        codes: args.code,
        rules: args.rule,
        dry_run: args.dry_run,
    };
    let bar = bar(context, "rules");
    let told = suggest(&mut study, &session, &request, &|done, total| {
        bar.set_length(total as u64);
        bar.set_position(done as u64);
    })?;
    bar.finish_and_clear();
    for problem in &told.bad {
        tell(context.err, problem, context.colour_err);
    }
    for (rule, count) in told.added.values() {
        context.print(format!("{count:>6}  {rule}"))?;
    }
    let verb = if args.dry_run { "would be new" } else { "new" };
    context.say(format!(
        "{} over {}: {} {verb}, {} withdrawn, {} as before.",
        counted(told.rules, "rule"),
        counted(told.transcripts, "transcript"),
        counted(told.added_total(), "suggestion"),
        told.withdrawn,
        told.unchanged
    ))?;
    context.say(format!(
        "Not suggested: {} coded so already, {} rejected before.",
        counted(told.coded, "passage"),
        told.rejected
    ))?;
    if !args.dry_run && told.added_total() > 0 {
        context.say(
            "Next: `crosscase review` lists them, `crosscase review walk` goes through them.",
        )?;
    }
    if told.bad.is_empty() {
        Ok(())
    } else {
        Err(CliError::Said(crate::app::Severity::Request))
    }
}
