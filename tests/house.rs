//! The house's own laws, read off the source: imports go only downward, files
//! stay small, and the list of formats in the help is the list in the code.

// A test that cannot go on should stop where it stands.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice
)]

use std::fs;
use std::path::{Path, PathBuf};

/// The floors from the bottom up; rooms on one floor do not know each other,
/// except where `ALSO` says so.
const FLOORS: [&[&str]; 6] = [
    &["text"],
    &["model"],
    &["rules", "analysis", "chart"],
    &["store", "index", "formats"],
    &["app"],
    &["cli"],
];
const ALSO: [(&str, &str); 1] = [("chart", "analysis")];

/// Past this many lines a file holds more than one idea.
const LONGEST: usize = 600;

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

fn all_sources() -> Vec<PathBuf> {
    let mut found = Vec::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut found,
    );
    found.sort();
    assert!(
        found.len() > 40,
        "the walk found only {} files",
        found.len()
    );
    found
}

/// The rooms that a source names with `crate::ROOM`, also in grouped imports.
fn rooms_named(source: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for part in source.split("crate::").skip(1) {
        let group = part.strip_prefix('{').map(|rest| {
            let end = rest.find('}').unwrap_or(rest.len());
            rest[..end]
                .split(',')
                .map(str::trim)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        });
        for name in group.unwrap_or_else(|| vec![part.to_owned()]) {
            let room: String = name
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            rooms.push(room);
        }
    }
    rooms
}

#[test]
fn imports_go_only_downward() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut upward = Vec::new();
    for file in all_sources() {
        let inside = file.strip_prefix(&root).unwrap();
        let own = inside
            .components()
            .next()
            .unwrap()
            .as_os_str()
            .to_string_lossy()
            .into_owned();
        let Some(own_floor) = floor(&own) else {
            continue;
        };
        for room in rooms_named(&fs::read_to_string(&file).unwrap()) {
            let Some(other) = floor(&room) else { continue };
            let allowed =
                room == own || other < own_floor || ALSO.contains(&(own.as_str(), room.as_str()));
            if !allowed {
                upward.push(format!("{} uses crate::{room}", inside.display()));
            }
        }
    }
    assert!(
        upward.is_empty(),
        "imports that do not go downward:\n{}",
        upward.join("\n")
    );
}

#[test]
fn the_upward_check_sees_an_upward_import() {
    assert_eq!(rooms_named("use crate::app::Study;"), ["app"]);
    assert_eq!(
        rooms_named("use crate::{text::Span, cli};"),
        ["text", "cli"]
    );
    assert!(floor("app") > floor("store") && floor("store") > floor("rules"));
}

#[test]
fn no_file_holds_more_than_a_person_can_hold() {
    let long: Vec<String> = all_sources()
        .iter()
        .map(|file| (file, fs::read_to_string(file).unwrap().lines().count()))
        .filter(|(_, lines)| *lines > LONGEST)
        .map(|(file, lines)| format!("{} has {lines} lines", file.display()))
        .collect();
    assert!(long.is_empty(), "split by ideas:\n{}", long.join("\n"));
}

#[test]
fn every_room_of_the_house_is_known_to_the_floors() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(root).unwrap() {
        let entry = entry.unwrap();
        if entry.path().is_dir() {
            let name = entry.file_name().to_string_lossy().into_owned();
            assert!(floor(&name).is_some(), "src/{name} stands on no floor");
        }
    }
}
