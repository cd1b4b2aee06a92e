//! `originals/`: the imported files, byte for byte.

use crate::store::StoreError;
use crate::text::ContentHash;
use std::io::Write;
use std::path::Path;

/// Keeps `bytes` under `name`, or under `name-2` and so on where another file
/// has that name. Written aside, flushed and renamed, so that a file under its
/// final name is always whole. Safe to repeat; a file left by a killed import
/// is simply taken up again.
pub fn keep(
    study: &Path,
    name: &str,
    bytes: &[u8],
    hash: &ContentHash,
) -> Result<String, StoreError> {
    let folder = study.join("originals");
    let io = |path: &Path| {
        let path = path.to_owned();
        move |source| StoreError::Io { path, source }
    };
    std::fs::create_dir_all(&folder).map_err(io(&folder))?;
    let name = safe_name(name);
    for attempt in 1u32.. {
        let candidate = numbered(&name, attempt);
        let target = folder.join(&candidate);
        if target.exists() {
            let held = std::fs::read(&target).map_err(io(&target))?;
            if ContentHash::of(&held) == *hash {
                return Ok(candidate);
            }
            continue;
        }
        // A short name of its own: the final one may be as long as a name can be.
        let aside = folder.join(format!(".part-{}", std::process::id()));
        let mut file = std::fs::File::create(&aside).map_err(io(&aside))?;
        file.write_all(bytes).map_err(io(&aside))?;
        file.sync_all().map_err(io(&aside))?;
        std::fs::rename(&aside, &target).map_err(io(&target))?;
        // The new name itself must survive a power cut, too.
        #[cfg(unix)]
        std::fs::File::open(&folder)
            .and_then(|folder| folder.sync_all())
            .map_err(io(&folder))?;
        return Ok(candidate);
    }
    Ok(name)
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

    #[test]
    fn the_same_file_is_kept_once_another_of_its_name_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let put =
            |bytes: &[u8]| keep(folder.path(), "a.txt", bytes, &ContentHash::of(bytes)).unwrap();
        assert_eq!(put(b"one"), "a.txt");
        assert_eq!(put(b"one"), "a.txt");
        assert_eq!(put(b"two"), "a-2.txt");
        let held = std::fs::read(folder.path().join("originals/a-2.txt")).unwrap();
        assert_eq!(held, b"two");
    }

    #[test]
    fn a_name_cannot_lead_out_of_the_folder() {
        assert_eq!(safe_name("../../etc/passwd"), "_.._etc_passwd");
        assert_eq!(safe_name(".."), "transcript");
    }
}
