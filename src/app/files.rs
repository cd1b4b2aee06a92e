//! Files from and to the disk, with limits and with messages people can use.

use crate::app::AppError;
use crate::model::Problem;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// No interview is larger; a file that is, is a mistake or an attack.
const LARGEST: u64 = 512 * 1024 * 1024;

/// The bytes of a file.
pub fn read(path: &Path) -> Result<Vec<u8>, AppError> {
    let file = std::fs::File::open(path).map_err(|error| AppError::io(path, &error))?;
    let too_large = || {
        Problem::new("this file is larger than 512 MiB")
            .in_file(path)
            .next("split it, or check that it is the file you meant")
    };
    // Said at once where the disk knows; a pipe does not say how long it is.
    if file.metadata().is_ok_and(|it| it.len() > LARGEST) {
        return Err(too_large().into());
    }
    let mut bytes = Vec::new();
    file.take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| AppError::io(path, &error))?;
    if bytes.len() as u64 > LARGEST {
        return Err(too_large().into());
    }
    Ok(bytes)
}

/// The text of a file that must be UTF-8 (a spec, a codebook).
pub fn read_text(path: &Path) -> Result<String, AppError> {
    String::from_utf8(read(path)?).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let line = error
            .as_bytes()
            .iter()
            .take(valid)
            .filter(|b| **b == b'\n')
            .count()
            + 1;
        Problem::new("this file is not UTF-8 text")
            .in_file(path)
            .at_line(line)
            .next("save it again with the encoding UTF-8")
            .into()
    })
}

/// Writes a file whole or not at all, and says whether it differs from before.
pub fn write(path: &Path, bytes: &[u8]) -> Result<bool, AppError> {
    if std::fs::read(path).is_ok_and(|held| held == bytes) {
        return Ok(false);
    }
    let fail = |error: std::io::Error| AppError::io(path, &error);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(fail)?;
    }
    let mut aside = path.as_os_str().to_owned();
    aside.push(".part");
    let aside = PathBuf::from(aside);
    let mut file = std::fs::File::create(&aside).map_err(fail)?;
    file.write_all(bytes).map_err(fail)?;
    file.sync_all().map_err(fail)?;
    std::fs::rename(&aside, path).map_err(fail)?;
    Ok(true)
}

/// The files of a folder in the order of their names, folders left out.
pub fn list(folder: &Path) -> Result<Vec<PathBuf>, AppError> {
    let fail = |error: std::io::Error| AppError::io(folder, &error);
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        let hidden = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if path.is_file() && !hidden {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The files of a folder and of the folders in it, each folder in the order of
/// its names. Links to folders are not followed: they can lead in circles.
pub fn list_deep(folder: &Path) -> Result<Vec<PathBuf>, AppError> {
    let fail = |error: std::io::Error| AppError::io(folder, &error);
    let mut found = list(folder)?;
    let mut folders = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(fail)? {
        let entry = entry.map_err(fail)?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if !hidden && entry.file_type().map_err(fail)?.is_dir() {
            folders.push(entry.path());
        }
    }
    folders.sort();
    for inner in folders {
        found.extend(list_deep(&inner)?);
    }
    Ok(found)
}

/// The files that a pattern such as `interviews/*.docx` names, where the shell
/// has not put them in its place; `None` where this is no pattern. `*` stands
/// for any letters but a slash, `?` for one, `**` for any folders.
pub fn matching(pattern: &Path) -> Result<Option<Vec<PathBuf>>, AppError> {
    let text = pattern.to_string_lossy();
    if !text.contains(['*', '?']) {
        return Ok(None);
    }
    let wrong = |told: String| AppError::request(format!("'{text}': {told}"), "name the files");
    let paths = glob::glob(&text).map_err(|error| wrong(error.msg.to_owned()))?;
    let mut found = Vec::new();
    for path in paths {
        let path = path.map_err(|error| AppError::io(error.path(), error.error()))?;
        if path.is_file() {
            found.push(path);
        }
    }
    found.sort();
    if found.is_empty() {
        return Err(AppError::request(
            format!("no file fits '{text}'"),
            "look at the folder's name and the ending",
        ));
    }
    Ok(Some(found))
}

/// The file name without its ending.
pub fn stem(path: &Path) -> String {
    path.file_stem().map_or_else(
        || "file".to_owned(),
        |stem| stem.to_string_lossy().into_owned(),
    )
}
