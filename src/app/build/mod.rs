//! `build`: all tables, charts and the report of the study, made again with
//! one command. The same study gives the same bytes, and what has not changed
//! is not made again.

mod manifest;
mod output;
mod plan;

use crate::app::{AppError, Study, files};
use crate::model::Problem;
use manifest::{Line, Manifest};
use output::Output;
use plan::Plan;
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It was made, and differs from what was there before.
    Written,
    /// It is what it was.
    AsBefore,
}

/// What a build made.
#[derive(Clone, Debug, Default)]
pub struct Built {
    /// Files in their order, relative to the study.
    pub files: Vec<(PathBuf, State)>,
    /// Files of an earlier build that this study no longer makes; removed.
    pub removed: Vec<PathBuf>,
    /// Specs that could not be built; the others were.
    pub problems: Vec<Problem>,
}

/// Why a file of an earlier build is out of date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outdated {
    /// It was never made.
    New,
    /// What it shows has changed since.
    Changed,
    /// It is gone.
    Missing,
    /// Somebody has changed the file itself.
    Edited,
    /// The study no longer makes it.
    Left,
}

/// What a build would do.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// How many files are as a build would make them.
    pub current: usize,
    /// The others, relative to the study.
    pub outdated: Vec<(PathBuf, Outdated)>,
    /// Specs that cannot be built.
    pub problems: Vec<Problem>,
}

/// Builds everything into `out/`. `progress` is told each file, with how many
/// there are in all; it is called from several threads.
///
/// Each file is written whole or not at all, and the manifest last: a build
/// that is interrupted goes on where it was.
pub fn build(study: &Study, progress: &(dyn Fn(&str, usize) + Sync)) -> Result<Built, AppError> {
    let plan = Plan::new(study)?;
    let before = Manifest::read(study)?;
    let out = study.out_folder();
    let count = plan.outputs.len();
    let made: Vec<Result<(Line, State), AppError>> = plan
        .outputs
        .par_iter()
        .map(|output| {
            progress(&output.file, count);
            make(&out, &before, output)
        })
        .collect();
    let mut built = Built {
        problems: plan.problems,
        ..Built::default()
    };
    let mut lines = Vec::with_capacity(count);
    for made in made {
        match made {
            Ok((line, state)) => {
                built.files.push((in_out(&line.file), state));
                lines.push(line);
            }
            Err(AppError::Problems(problems)) => built.problems.extend(problems),
            Err(other) => return Err(other),
        }
    }
    let wanted = |file: &str| plan.outputs.iter().any(|output| output.file == file);
    for old in before.files.iter().filter(|old| !wanted(&old.file)) {
        // A file whose spec is broken just now is kept for the time being.
        if plan.broken.iter().any(|from| *from == old.from) {
            lines.push(old.clone());
        } else if std::fs::remove_file(out.join(&old.file)).is_ok() {
            built.removed.push(in_out(&old.file));
        }
    }
    Manifest::new(plan.inputs, lines).write(study)?;
    Ok(built)
}

fn in_out(file: &str) -> PathBuf {
    Path::new("out").join(file)
}

fn make(out: &Path, before: &Manifest, output: &Output) -> Result<(Line, State), AppError> {
    let file = out.join(&output.file);
    if let Some(line) = before.line(&output.file)
        && line.content == output.content
        && manifest::hash_of_file(&file)? == Some(line.sha256.clone())
    {
        return Ok((line.clone(), State::AsBefore));
    }
    let bytes = output.bytes()?;
    let line = Line {
        file: output.file.clone(),
        from: output.from.clone(),
        content: output.content.clone(),
        sha256: manifest::hash(&bytes),
    };
    let state = match files::write(&file, &bytes)? {
        true => State::Written,
        false => State::AsBefore,
    };
    Ok((line, state))
}

/// Says what is out of date in `out/`, and changes nothing.
pub fn check(study: &Study) -> Result<Checked, AppError> {
    let plan = Plan::new(study)?;
    let before = Manifest::read(study)?;
    let out = study.out_folder();
    let mut checked = Checked {
        problems: plan.problems,
        ..Checked::default()
    };
    for output in &plan.outputs {
        let why = match before.line(&output.file) {
            None => Some(Outdated::New),
            Some(line) if line.content != output.content => Some(Outdated::Changed),
            Some(line) => match manifest::hash_of_file(&out.join(&output.file))? {
                None => Some(Outdated::Missing),
                Some(hash) if hash != line.sha256 => Some(Outdated::Edited),
                Some(_) => None,
            },
        };
        match why {
            Some(why) => checked.outdated.push((in_out(&output.file), why)),
            None => checked.current += 1,
        }
    }
    let wanted = |file: &str| plan.outputs.iter().any(|output| output.file == file);
    let left = before.files.iter().filter(|line| !wanted(&line.file));
    let left = left.filter(|line| !plan.broken.contains(&line.from));
    checked
        .outdated
        .extend(left.map(|line| (in_out(&line.file), Outdated::Left)));
    Ok(checked)
}
