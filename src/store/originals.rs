//! `originals/`: the imported files, byte for byte.

use crate::store::StoreError;
use crate::text::ContentHash;
use std::collections::HashMap;
use std::io::Write;
use std::path::Path;

/// Files being flushed at a time.
const WRITERS: usize = 8;

/// A file to be kept.
pub struct Original<'a> {
    /// Its name; a path or a hidden name is made harmless.
    pub name: &'a str,
    /// Its content.
    pub bytes: &'a [u8],
    /// The hash of its content.
    pub hash: &'a ContentHash,
}

/// Keeps files under their names, or under `name-2` and so on where another
/// file has that name, and says under which. Each is written aside, flushed and
/// renamed, so that a file under its final name is always whole. Safe to
/// repeat; a file left by a killed import is simply taken up again.
pub fn keep(study: &Path, files: &[Original<'_>]) -> Result<Vec<String>, StoreError> {
    let folder = study.join("originals");
    std::fs::create_dir_all(&folder).map_err(io(&folder))?;
    let mut names = Vec::with_capacity(files.len());
    let mut missing = Vec::new();
    // Disks that do not tell A from a must not get two files of one name.
    let mut taken: HashMap<String, &ContentHash> = HashMap::new();
    for file in files {
        let (name, is_there) = name_for(&folder, file, &taken)?;
        if !is_there {
            // A short name of its own: the final one may be as long as a name can be.
            let aside = format!(".part-{}-{}", std::process::id(), missing.len());
            missing.push((folder.join(&name), folder.join(aside), file));
        }
        taken.insert(name.to_lowercase(), file.hash);
        names.push(name);
    }
    // Disks flush many files at once in little more time than one.
    let share = missing.len().div_ceil(WRITERS).max(1);
    std::thread::scope(|scope| {
        let writers: Vec<_> = missing
            .chunks(share)
            .map(|share| {
                scope.spawn(move || {
                    share
                        .iter()
                        .try_for_each(|(target, aside, file)| write(target, aside, file.bytes))
                })
            })
            .collect();
        writers.into_iter().try_for_each(|writer| {
            let crashed = |_| StoreError::Damaged("a file was not kept".to_owned());
            writer.join().map_err(crashed)?
        })
    })?;
    // The new names themselves must survive a power cut, too.
    #[cfg(unix)]
    std::fs::File::open(&folder)
        .and_then(|folder| folder.sync_all())
        .map_err(io(&folder))?;
    Ok(names)
}

/// The name a file gets, and whether it is kept under it already.
fn name_for(
    folder: &Path,
    file: &Original<'_>,
    taken: &HashMap<String, &ContentHash>,
) -> Result<(String, bool), StoreError> {
    let name = safe_name(file.name);
    for attempt in 1u32.. {
        let candidate = numbered(&name, attempt);
        if let Some(hash) = taken.get(&candidate.to_lowercase()) {
            if *hash == file.hash {
                return Ok((candidate, true));
            }
            continue;
        }
        let target = folder.join(&candidate);
        if !target.exists() {
            return Ok((candidate, false));
        }
        let held = std::fs::read(&target).map_err(io(&target))?;
        if ContentHash::of(&held) == *file.hash {
            return Ok((candidate, true));
        }
    }
    Ok((name, false))
}

fn write(target: &Path, aside: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let mut file = std::fs::File::create(aside).map_err(io(aside))?;
    file.write_all(bytes).map_err(io(aside))?;
    file.sync_all().map_err(io(aside))?;
    std::fs::rename(aside, target).map_err(io(target))
}

fn io(path: &Path) -> impl FnOnce(std::io::Error) -> StoreError {
    let path = path.to_owned();
    move |source| StoreError::Io { path, source }
}

/// A file name is kept as it is, but never as a path or a hidden file.
fn safe_name(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| {
            if c == '/' || c == '\\' || c.is_control() {
                '_'
            } else {
                c
            }
        })
        .collect();
    match plain.trim_start_matches('.') {
        "" => "transcript".to_owned(),
        kept => kept.to_owned(),
    }
}

fn numbered(name: &str, attempt: u32) -> String {
    if attempt == 1 {
        return name.to_owned();
    }
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}-{attempt}.{ending}"),
        None => format!("{name}-{attempt}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(study: &Path, files: &[(&str, &[u8])]) -> Vec<String> {
        let hashes: Vec<ContentHash> = files.iter().map(|it| ContentHash::of(it.1)).collect();
        let files: Vec<Original> = files
            .iter()
            .zip(&hashes)
            .map(|((name, bytes), hash)| Original { name, bytes, hash })
            .collect();
        keep(study, &files).unwrap()
    }

    #[test]
    fn the_same_file_is_kept_once_another_of_its_name_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(put(folder.path(), &[("a.txt", b"one")]), ["a.txt"]);
        assert_eq!(put(folder.path(), &[("a.txt", b"one")]), ["a.txt"]);
        assert_eq!(put(folder.path(), &[("a.txt", b"two")]), ["a-2.txt"]);
        let held = std::fs::read(folder.path().join("originals/a-2.txt")).unwrap();
        assert_eq!(held, b"two");
    }

    #[test]
    fn files_that_come_together_keep_apart() {
        let folder = tempfile::tempdir().unwrap();
        let files: Vec<(String, Vec<u8>)> = (0..40)
            .map(|at| {
                (
                    format!("{}.txt", at % 10),
                    format!("{}", at / 20).into_bytes(),
                )
            })
            .collect();
        let given: Vec<(&str, &[u8])> = files.iter().map(|(n, b)| (n.as_str(), &b[..])).collect();
        let names = put(folder.path(), &given);
        for ((_, bytes), name) in given.iter().zip(&names) {
            let held = std::fs::read(folder.path().join("originals").join(name)).unwrap();
            assert_eq!(&held, bytes);
        }
        let kept = std::fs::read_dir(folder.path().join("originals")).unwrap();
        assert_eq!(kept.count(), 20);
    }

    #[test]
    fn two_spellings_of_one_name_get_a_file_each() {
        let folder = tempfile::tempdir().unwrap();
        let names = put(folder.path(), &[("A.txt", b"one"), ("a.txt", b"two")]);
        assert_eq!(names, ["A.txt", "a-2.txt"]);
    }

    #[test]
    fn a_name_cannot_lead_out_of_the_folder() {
        assert_eq!(safe_name("../../etc/passwd"), "_.._etc_passwd");
        assert_eq!(safe_name(".."), "transcript");
    }
}
