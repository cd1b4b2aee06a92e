//! Failures become words and an exit code, here and nowhere else.

use crate::app::{AppError, Severity};
use crate::formats::table::visible;
use crate::model::Problem;
use std::io::{ErrorKind, Write};

/// How a command can end other than well.
#[derive(Debug)]
pub enum CliError {
    /// A verb failed; nothing was changed.
    App(AppError),
    /// The command line does not make sense.
    Usage(Problem),
    /// It is all said already; only the exit code is left to give.
    Said(Severity),
    /// Standard output or input failed.
    Stream(std::io::Error),
}

impl CliError {
    /// Says what is wrong and what to do, and returns the exit code.
    pub fn report(&self, err: &mut dyn Write, colour: bool) -> u8 {
        match self {
            CliError::App(error) => {
                for problem in error.problems() {
                    tell(err, &problem, colour);
                }
                code(error.severity())
            }
            CliError::Usage(problem) => {
                tell(err, problem, colour);
                2
            }
            CliError::Said(severity) => code(*severity),
            // `crosscase log | head` is no failure.
            CliError::Stream(error) if error.kind() == ErrorKind::BrokenPipe => 0,
            CliError::Stream(error) => {
                tell(
                    err,
                    &Problem::new(format!("output failed: {error}")),
                    colour,
                );
                1
            }
        }
    }
}

fn code(severity: Severity) -> u8 {
    match severity {
        Severity::Request => 1,
        Severity::Damage => 3,
    }
}

/// One problem: what, where, and what to do next.
pub fn tell(err: &mut dyn Write, problem: &Problem, colour: bool) {
    let (start, end) = if colour {
        ("\u{1b}[1;31m", "\u{1b}[0m")
    } else {
        ("", "")
    };
    let what = visible(&problem.to_string()).replace('\n', "\n  ");
    // Nowhere is left to report a failure of standard error.
    let _ = writeln!(err, "{start}error:{end} {what}");
    if let Some(next) = &problem.next {
        let _ = writeln!(err, "  {}", visible(next).replace('\n', "\n  "));
    }
}

/// Help, version, or a command line that clap could not read.
pub fn usage(error: &clap::Error, out: &mut dyn Write, err: &mut dyn Write, colour: bool) -> u8 {
    let text = error.render();
    let text = if colour {
        text.ansi().to_string()
    } else {
        text.to_string()
    };
    if error.use_stderr() {
        let _ = write!(err, "{text}");
        2
    } else {
        let _ = write!(out, "{text}");
        0
    }
}

impl From<AppError> for CliError {
    fn from(error: AppError) -> Self {
        CliError::App(error)
    }
}

impl From<Problem> for CliError {
    fn from(problem: Problem) -> Self {
        CliError::App(problem.into())
    }
}

impl From<std::io::Error> for CliError {
    fn from(error: std::io::Error) -> Self {
        CliError::Stream(error)
    }
}
