//! Whatever happens to its files, an index finds all there is, or is empty and
//! says so.

use super::*;
use crate::index::Health;
use crate::index::seal::SEAL;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

/// The files of an index, without locks.
fn files(dir: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_none_or(|ending| ending != "lock"))
        .collect();
    files.sort();
    files
}

fn copy_of(dir: &Path) -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    for path in files(dir) {
        fs::copy(&path, copy.path().join(path.file_name().unwrap())).unwrap();
    }
    copy
}

/// Opens the index: sound and complete, or emptied and told. Whether sound.
fn is_sound_or_told(dir: &Path, how: &str) -> bool {
    let index = Index::open_or_create(dir).unwrap();
    if index.rebuilt().is_some() {
        assert_eq!(index.fingerprint(), None, "{how}");
        assert_eq!(look(&index, "bonus"), [], "{how}");
        return false;
    }
    assert_eq!(index.fingerprint().as_deref(), Some("first"), "{how}");
    assert_eq!(look(&index, "bonus").len(), 3, "{how}");
    assert_eq!(look(&index, "\"annual bonus\"").len(), 1, "{how}");
    assert_eq!(look(&index, "palk* OR *palkkaus").len(), 2, "{how}");
    true
}

#[test]
fn no_flipped_byte_hides_a_hit() {
    let dir = tempfile::tempdir().unwrap();
    drop(fill(dir.path()));
    let whole: Vec<(PathBuf, Vec<u8>)> = files(dir.path())
        .into_iter()
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect();
    assert!(whole.len() > 8, "{}", whole.len());
    let mut told = 0;
    for (path, bytes) in &whole {
        let places = [0, bytes.len() / 3, bytes.len() / 2, bytes.len() - 1];
        for at in places {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x10;
            let time = fs::metadata(path).unwrap().modified().unwrap();
            fs::write(path, damaged).unwrap();
            // A failing disk leaves no trace in the times of files.
            let file = fs::File::options().write(true).open(path).unwrap();
            file.set_modified(time).unwrap();
            let how = format!("{} at {at}", path.display());
            told += usize::from(!is_sound_or_told(dir.path(), &how));
            for (path, bytes) in &whole {
                fs::write(path, bytes).unwrap();
            }
        }
    }
    // All but those in `.managed.json`, which finds nothing and hides nothing.
    assert!(
        told >= (whole.len() - 1) * 4,
        "{told} of {}",
        whole.len() * 4
    );
    assert!(is_sound_or_told(dir.path(), "put back"));
}

#[test]
fn no_cut_emptied_or_missing_file_hides_a_hit() {
    let whole = tempfile::tempdir().unwrap();
    drop(fill(whole.path()));
    let mut told = 0;
    for halves in [Some(0), Some(1), Some(2), None] {
        for at in 0..files(whole.path()).len() {
            let dir = copy_of(whole.path());
            let path = files(dir.path()).remove(at);
            let bytes = fs::read(&path).unwrap();
            match halves {
                Some(halves) => {
                    let kept = (bytes.len() * halves / 2).min(bytes.len() - 1);
                    fs::write(&path, &bytes[..kept]).unwrap();
                }
                None => fs::remove_file(&path).unwrap(),
            }
            told += usize::from(!is_sound_or_told(dir.path(), &path.display().to_string()));
        }
    }
    assert!(told > 30, "{told}");
}

#[test]
fn what_is_not_an_index_survives_its_being_made_anew() {
    let dir = tempfile::tempdir().unwrap();
    drop(fill(dir.path()));
    fs::write(dir.path().join("meta.json"), "no json").unwrap();
    fs::write(dir.path().join("study.db"), "months of work").unwrap();
    let index = Index::open_or_create(dir.path()).unwrap();
    assert_eq!(index.rebuilt(), Some(Rebuilt::NotWhole));
    assert!(dir.path().join("study.db").exists());
    drop(index);
    assert_eq!(look(&fill(dir.path()), "bonus").len(), 3);
}

#[test]
fn an_index_of_another_version_is_made_anew_and_told_apart_from_damage() {
    let dir = tempfile::tempdir().unwrap();
    drop(fill(dir.path()));
    fs::remove_file(dir.path().join(SEAL)).unwrap();
    let meta = dir.path().join("meta.json");
    let text = fs::read_to_string(&meta).unwrap();
    let older = text.replace("crosscase index 2", "crosscase index 1");
    assert_ne!(older, text);
    fs::write(meta, older).unwrap();
    let health = Index::examine(dir.path()).unwrap();
    assert_eq!(health, Health::Useless(Rebuilt::OtherVersion));
    let index = Index::open_or_create(dir.path()).unwrap();
    assert_eq!(index.rebuilt(), Some(Rebuilt::OtherVersion));
}

#[test]
fn an_index_that_another_library_wrote_is_of_another_version_and_not_damaged() {
    let dir = tempfile::tempdir().unwrap();
    drop(fill(dir.path()));
    let later = r#"{"format": 99, "payload": "crosscase index 99\nfirst"}"#;
    fs::write(dir.path().join("meta.json"), later).unwrap();
    crate::index::seal::seal(dir.path(), &["meta.json".to_owned()]).unwrap();
    let health = Index::examine(dir.path()).unwrap();
    assert_eq!(health, Health::Useless(Rebuilt::OtherVersion));
    let index = Index::open_or_create(dir.path()).unwrap();
    assert_eq!(index.rebuilt(), Some(Rebuilt::OtherVersion));
}

#[test]
fn an_update_killed_before_it_was_sealed_counts_for_nothing() {
    let dir = tempfile::tempdir().unwrap();
    drop(fill(dir.path()));
    fs::remove_file(dir.path().join(SEAL)).unwrap();
    let index = Index::open_or_create(dir.path()).unwrap();
    assert_eq!(index.rebuilt(), Some(Rebuilt::NotWhole));
    drop(index);

    let dir = tempfile::tempdir().unwrap();
    drop(fill(dir.path()));
    let half = dir.path().join("0123456789abcdef0123456789abcdef.term");
    fs::write(half, "half a segment, which nothing refers to").unwrap();
    assert!(is_sound_or_told(dir.path(), "killed before the commit"));
}

#[test]
fn a_copied_index_is_the_same_index() {
    let dir = tempfile::tempdir().unwrap();
    drop(fill(dir.path()));
    let copy = copy_of(dir.path());
    assert!(is_sound_or_told(copy.path(), "copied"));
}

#[test]
fn a_look_at_the_index_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(Index::examine(dir.path()).unwrap(), Health::Absent);
    drop(fill(dir.path()));
    let fingerprint = Some("first".to_owned());
    let sound = Health::Sound { fingerprint };
    assert_eq!(Index::examine(dir.path()).unwrap(), sound);
    let path = files(dir.path()).pop().unwrap();
    fs::write(&path, "x").unwrap();
    let health = Index::examine(dir.path()).unwrap();
    assert_eq!(health, Health::Useless(Rebuilt::NotWhole));
    assert_eq!(fs::read(&path).unwrap(), b"x");
}

#[test]
fn two_who_open_at_once_wait_for_each_other() {
    let dir = tempfile::tempdir().unwrap();
    let first = Index::open_or_create(dir.path()).unwrap();
    let busy = Index::open_within(dir.path(), Duration::ZERO);
    assert!(matches!(busy, Err(IndexError::Busy { .. })));
    let path = dir.path().to_owned();
    let second = std::thread::spawn(move || Index::open_or_create(&path).map(|_| ()));
    drop(first);
    second.join().unwrap().unwrap();
}
