//! The `crosscase` binary: hands the world to the library and ends with its
//! exit code.

use crosscase::cli::{Environment, run};
use std::io::{BufWriter, IsTerminal, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let (out, err) = (std::io::stdout(), std::io::stderr());
    let colour = |terminal: bool| terminal && std::env::var_os("NO_COLOR").is_none();
    let (out_terminal, err_terminal) = (out.is_terminal(), err.is_terminal());
    let input = std::io::stdin();
    let interactive = input.is_terminal();
    let mut out = BufWriter::new(out.lock());
    // Not locked: progress bars write to it from other threads, and would wait
    // for ever for this one.
    let mut err = err;
    let code = run(
        std::env::args_os().collect(),
        Environment {
            out: &mut out,
            err: &mut err,
            input: &mut input.lock(),
            interactive,
            width: width(),
            on_terminal: out_terminal,
            colour: colour(out_terminal),
            colour_err: colour(err_terminal),
            progress: err_terminal,
            now,
            coder: std::env::var("CROSSCASE_CODER").ok(),
            program: unknown_to_the_shell(),
            executable: std::env::current_exe().ok(),
            user: std::env::var("USER")
                .or_else(|_| std::env::var("USERNAME"))
                .ok(),
        },
    );
    // A closed pipe is no failure of ours.
    let _ = out.flush();
    ExitCode::from(code)
}

/// The terminal's width, or 100 columns where there is none.
fn width() -> usize {
    std::env::var("COLUMNS")
        .ok()
        .and_then(|columns| columns.parse().ok())
        .or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)))
        .unwrap_or(100)
}

/// The time, or the one that `SOURCE_DATE_EPOCH` sets for reproducible runs.
fn now() -> String {
    let fixed = std::env::var("SOURCE_DATE_EPOCH")
        .ok()
        .and_then(|seconds| seconds.parse().ok())
        .and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    let now = fixed.unwrap_or_else(jiff::Timestamp::now);
    now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Where this program lies, unless its folder is among those that the shell
/// searches: after `cargo run`, for one, typing its name would not find it.
fn unknown_to_the_shell() -> Option<std::path::PathBuf> {
    let program = std::env::current_exe().ok()?;
    let folder = program.parent()?;
    let searched = std::env::var_os("PATH").unwrap_or_default();
    let known = std::env::split_paths(&searched).any(|path| path == folder);
    (!known).then_some(program)
}
