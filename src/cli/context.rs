//! What a command may use: where to write, who works, which study.

use crate::app::{AppError, Session, Study};
use crate::cli::CliError;
use crate::formats::table::{TableFormat, visible};
use std::io::{BufRead, Write};
use std::path::PathBuf;

/// How a part of a line stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// As everything does.
    Plain,
    /// Beside the matter.
    Pale,
    /// What was looked for.
    Strong,
}

/// The world outside, given by the binary (or by a test).
pub struct Environment<'a> {
    /// Results.
    pub out: &'a mut dyn Write,
    /// Talk.
    pub err: &'a mut dyn Write,
    /// Answers to questions.
    pub input: &'a mut dyn BufRead,
    /// Whether a person sits at the other end of `input`.
    pub interactive: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// Whether results go to a terminal.
    pub on_terminal: bool,
    /// Whether results may be coloured.
    pub colour: bool,
    /// Whether talk may be coloured.
    pub colour_err: bool,
    /// Whether a progress bar can be drawn on standard error.
    pub progress: bool,
    /// Tells the time, RFC 3339 in UTC. It is asked anew for every change: a
    /// review takes hours.
    pub now: fn() -> String,
    /// The name of the person logged in.
    pub user: Option<String>,
    /// Who usually works here, set once for all commands. It names new codings,
    /// and never changes whose codings a table counts.
    pub coder: Option<String>,
    /// Where this program lies, if the shell does not find it by its name.
    pub program: Option<PathBuf>,
    /// The file of this program, to be started again for work that may fail.
    pub executable: Option<PathBuf>,
}

/// The same with what was typed about all commands.
pub struct Context<'a> {
    pub(super) out: &'a mut dyn Write,
    pub(super) err: &'a mut dyn Write,
    pub(super) input: &'a mut dyn BufRead,
    pub(super) interactive: bool,
    pub(super) width: usize,
    pub(super) on_terminal: bool,
    pub(super) colour: bool,
    pub(super) colour_err: bool,
    pub(super) progress: bool,
    pub(super) now: fn() -> String,
    pub(super) user: Option<String>,
    pub(super) program: Option<PathBuf>,
    pub(super) executable: Option<PathBuf>,
    pub(super) study: Option<PathBuf>,
    pub(super) coder: Option<String>,
    pub(super) usual_coder: Option<String>,
    pub(super) format: TableFormat,
    pub(super) quiet: bool,
}

impl Context<'_> {
    /// The study that was named, or the one around the current folder.
    pub fn open(&self) -> Result<Study, AppError> {
        let folder = match &self.study {
            Some(folder) => folder.clone(),
            None => Study::locate(&PathBuf::from("."))?,
        };
        Study::open(&folder)
    }

    /// Who works: as typed, or the study's coder, or whoever is logged in.
    pub fn session(&self, study: Option<&Study>) -> Result<Session, AppError> {
        let of_study = match study {
            Some(study) => study.setting("coder")?,
            None => None,
        };
        let named = [
            self.coder.clone(),
            self.usual_coder.clone(),
            of_study,
            self.user.clone(),
        ];
        let who = named
            .into_iter()
            .flatten()
            .find(|name| !name.trim().is_empty())
            .unwrap_or_else(|| "coder".to_owned());
        let known = match study {
            Some(study) => study.coders()?,
            None => Vec::new(),
        };
        Ok(Session {
            who: same_coder(&known, &who),
            at: (self.now)(),
        })
    }

    /// Whose codings count: those of `--coders`, or else of a typed `--coder`.
    pub fn coders(&self, study: &Study, named: Vec<String>) -> Result<Vec<String>, AppError> {
        let known = study.coders()?;
        let named = if named.is_empty() {
            self.coder.iter().cloned().collect()
        } else {
            named
        };
        let named = named.iter().filter(|name| !name.trim().is_empty());
        Ok(named.map(|name| same_coder(&known, name)).collect())
    }

    /// Opens the study to change it.
    pub fn open_to_change(&self) -> Result<(Study, Session), AppError> {
        let study = self.open()?;
        let session = self.session(Some(&study))?;
        Ok((study, session))
    }

    /// A line of talk, on standard error; none with `--quiet`.
    pub fn say(&mut self, words: impl AsRef<str>) -> Result<(), CliError> {
        if !self.quiet {
            // In a terminal both streams meet, and should in the right order.
            self.out.flush()?;
            writeln!(self.err, "{}", visible(words.as_ref()))?;
        }
        Ok(())
    }

    /// A line of the result, on standard output.
    pub fn print(&mut self, words: impl AsRef<str>) -> Result<(), CliError> {
        writeln!(self.out, "{}", visible(words.as_ref()))?;
        Ok(())
    }

    /// The same, but paler where there are colours: what stands beside the
    /// matter.
    pub fn print_dim(&mut self, words: impl AsRef<str>) -> Result<(), CliError> {
        let words = visible(words.as_ref());
        if self.colour {
            writeln!(self.out, "\u{1b}[2m{words}\u{1b}[0m")?;
        } else {
            writeln!(self.out, "{words}")?;
        }
        Ok(())
    }

    /// A line of the result in parts, each in its ink where there are colours.
    pub fn print_inked(&mut self, parts: &[(Ink, &str)]) -> Result<(), CliError> {
        let mut line = String::new();
        for (ink, words) in parts {
            let words = visible(words);
            match ink {
                _ if !self.colour || words.is_empty() => line.push_str(&words),
                Ink::Plain => line.push_str(&words),
                Ink::Pale => line.push_str(&format!("\u{1b}[2m{words}\u{1b}[0m")),
                Ink::Strong => line.push_str(&format!("\u{1b}[1;31m{words}\u{1b}[0m")),
            }
        }
        writeln!(self.out, "{}", line.trim_end())?;
        Ok(())
    }

    /// Asks a question; the answer in lower case, nothing at the end of input.
    pub fn ask(&mut self, question: &str) -> Result<Option<String>, CliError> {
        Ok(self.ask_as_typed(question)?.map(|it| it.to_lowercase()))
    }

    /// Asks a question whose answer may be words of a text.
    pub fn ask_as_typed(&mut self, question: &str) -> Result<Option<String>, CliError> {
        // What the question is about must stand before it.
        self.out.flush()?;
        write!(self.err, "{} ", visible(question))?;
        self.err.flush()?;
        let mut answer = String::new();
        if self.input.read_line(&mut answer)? == 0 {
            writeln!(self.err)?;
            return Ok(None);
        }
        Ok(Some(answer.trim().to_owned()))
    }
}

/// The coder who is meant: "vera" is Vera, not a third person whose codings no
/// table counts.
fn same_coder(known: &[String], name: &str) -> String {
    let name = name.trim();
    let mut same = known
        .iter()
        .filter(|coder| coder.to_lowercase() == name.to_lowercase());
    same.next().cloned().unwrap_or_else(|| name.to_owned())
}
