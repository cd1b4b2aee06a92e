//! The seal of the index: which files it has, and a checksum of each, written
//! when an update is done. What a file holds that was changed since, by a
//! failing disk or a half-copied folder, would be found wanting only by chance:
//! tantivy reads what it needs and trusts it, and a hit that a damaged file
//! hides is a hit that nobody misses.

use crc32fast::Hasher;
use std::collections::HashMap;
use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::Path;
use std::time::UNIX_EPOCH;

/// The seal's own file.
pub(super) const SEAL: &str = "crosscase-seal.txt";
/// What the first line says; raised when a line means something else.
const HEAD: &str = "crosscase index seal 1";
/// An index of up to so many bytes is read through whenever it is opened, which
/// takes a few milliseconds. In larger ones only files whose length or time has
/// changed are.
const READ_THROUGH: u64 = 16 << 20;

/// How closely to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// As whoever wants to search does.
    Quick,
    /// At every byte.
    Thorough,
}

/// What became of the files since they were sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sealed {
    /// All of them are as they were.
    Intact,
    /// There is no seal that could be read.
    Missing,
    /// This one is gone or has other content.
    Broken(String),
}

#[derive(Clone, PartialEq, Eq)]
struct Entry {
    length: u64,
    /// Nanoseconds since 1970, 0 where the system does not tell.
    changed: u128,
    checksum: u32,
}

/// Whether the files that were sealed in `dir` are as they were. Files beside
/// them, which a killed update leaves, do not matter: nothing refers to them.
pub(super) fn look(dir: &Path, how: Look) -> io::Result<Sealed> {
    let Some(entries) = read(dir)? else {
        return Ok(Sealed::Missing);
    };
    let total: u64 = entries.values().map(|entry| entry.length).sum();
    let thorough = how == Look::Thorough || total <= READ_THROUGH;
    let mut touched = false;
    for (name, entry) in &entries {
        let path = dir.join(name);
        let broken = || Ok(Sealed::Broken(name.clone()));
        let (length, changed) = match fs::metadata(&path) {
            Ok(found) => (found.len(), changed_at(&found)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return broken(),
            Err(error) => return Err(error),
        };
        if length != entry.length {
            return broken();
        }
        let same_time = changed == entry.changed;
        touched |= !same_time;
        if (thorough || !same_time) && checksum(&path)? != entry.checksum {
            return broken();
        }
    }
    if touched {
        // A copied study: its files are the same and have other times. If the
        // new ones cannot be written, they are compared again next time.
        let _ = seal(dir, &entries.into_keys().collect::<Vec<_>>());
    }
    Ok(Sealed::Intact)
}

/// Seals these files of `dir`. Checksums of files that are as they were are
/// taken over: what was written once stays in tantivy, so that a small update
/// of a large index seals only what it wrote.
pub(super) fn seal(dir: &Path, names: &[String]) -> io::Result<()> {
    let known = read(dir)?.unwrap_or_default();
    let mut lines = vec![HEAD.to_owned()];
    for name in names {
        let path = dir.join(name);
        let found = fs::metadata(&path)?;
        let (length, changed) = (found.len(), changed_at(&found));
        let held = known.get(name).filter(|_| is_written_once(name));
        let checksum = match held {
            Some(held) if held.length == length && held.changed == changed => held.checksum,
            _ => checksum(&path)?,
        };
        lines.push(format!("{checksum:08x} {length} {changed} {name}"));
    }
    let body = lines.join("\n");
    let own = crc32fast::hash(body.as_bytes());
    let unfinished = dir.join(format!("{SEAL}.new"));
    fs::write(&unfinished, format!("{body}\n{own:08x}\n"))?;
    fs::rename(unfinished, dir.join(SEAL))
}

/// Segment files never change; `meta.json` does.
fn is_written_once(name: &str) -> bool {
    name != "meta.json"
}

/// The seal, unless it is missing or damaged itself.
///
/// # Errors
/// Where it may not be read, which says nothing about the index.
fn read(dir: &Path) -> io::Result<Option<HashMap<String, Entry>>> {
    match fs::read_to_string(dir.join(SEAL)) {
        Ok(text) => Ok(entries(&text)),
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Err(error),
        Err(_) => Ok(None),
    }
}

fn entries(text: &str) -> Option<HashMap<String, Entry>> {
    let (body, own) = text.strip_suffix('\n')?.rsplit_once('\n')?;
    if own != format!("{:08x}", crc32fast::hash(body.as_bytes())) {
        return None;
    }
    let lines = body.strip_prefix(HEAD)?.strip_prefix('\n')?.lines();
    lines
        .map(|line| {
            let mut parts = line.splitn(4, ' ');
            let checksum = u32::from_str_radix(parts.next()?, 16).ok()?;
            let length = parts.next()?.parse().ok()?;
            let changed = parts.next()?.parse().ok()?;
            let entry = Entry {
                length,
                changed,
                checksum,
            };
            Some((parts.next()?.to_owned(), entry))
        })
        .collect()
}

fn changed_at(found: &Metadata) -> u128 {
    let since = found.modified().ok();
    let since = since.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    since.map_or(0, |since| since.as_nanos())
}

fn checksum(path: &Path) -> io::Result<u32> {
    let mut file = File::open(path)?;
    let mut hasher = Hasher::new();
    let mut part = vec![0; 1 << 16];
    loop {
        match file.read(&mut part)? {
            0 => return Ok(hasher.finalize()),
            read => hasher.update(part.get(..read).unwrap_or_default()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed() -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("a.idx"), "letters of a").unwrap();
        fs::write(dir.path().join("meta.json"), "{}").unwrap();
        seal(dir.path(), &["a.idx".to_owned(), "meta.json".to_owned()]).unwrap();
        dir
    }

    #[test]
    fn what_is_as_it_was_is_intact_whatever_lies_beside_it() {
        let dir = sealed();
        fs::write(dir.path().join("half-written.idx"), "x").unwrap();
        assert_eq!(look(dir.path(), Look::Quick).unwrap(), Sealed::Intact);
    }

    #[test]
    fn a_file_that_is_gone_cut_or_changed_breaks_the_seal() {
        for content in [None, Some("letters of b"), Some("letters of"), Some("")] {
            let dir = sealed();
            let file = dir.path().join("a.idx");
            match content {
                Some(content) => fs::write(file, content).unwrap(),
                None => fs::remove_file(file).unwrap(),
            }
            let found = look(dir.path(), Look::Quick).unwrap();
            assert_eq!(found, Sealed::Broken("a.idx".to_owned()), "{content:?}");
        }
    }

    #[test]
    fn damage_that_leaves_length_and_time_is_seen_too() {
        let dir = sealed();
        let path = dir.path().join("a.idx");
        let time = fs::metadata(&path).unwrap().modified().unwrap();
        fs::write(&path, "letters of b").unwrap();
        let file = File::options().write(true).open(&path).unwrap();
        file.set_modified(time).unwrap();
        assert_eq!(
            look(dir.path(), Look::Quick).unwrap(),
            Sealed::Broken("a.idx".to_owned())
        );
    }

    #[test]
    fn a_copy_with_other_times_is_intact_and_sealed_anew() {
        let dir = sealed();
        let path = dir.path().join("a.idx");
        let file = File::options().write(true).open(&path).unwrap();
        file.set_modified(UNIX_EPOCH).unwrap();
        assert_eq!(look(dir.path(), Look::Quick).unwrap(), Sealed::Intact);
        assert_eq!(read(dir.path()).unwrap().unwrap()["a.idx"].changed, 0);
    }

    #[test]
    fn a_seal_that_was_tampered_with_counts_for_nothing() {
        let dir = sealed();
        let path = dir.path().join(SEAL);
        let text = fs::read_to_string(&path).unwrap();
        for other in ["", "x", &text.replace("12", "13"), text.trim_end()] {
            fs::write(&path, other).unwrap();
            assert_eq!(look(dir.path(), Look::Quick).unwrap(), Sealed::Missing);
        }
    }
}
