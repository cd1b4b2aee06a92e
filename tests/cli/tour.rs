//! The ten steps of the README, run as they are written there.

use crate::world::World;

/// The commands of the tour, in order, out of the README's code blocks.
fn steps() -> Vec<String> {
    let readme =
        std::fs::read_to_string(format!("{}/README.md", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let tour = readme
        .split("## A first study in ten steps")
        .nth(1)
        .unwrap();
    let tour = tour.split("\n## ").next().unwrap();
    let mut inside = false;
    let mut commands = Vec::new();
    for line in tour.lines().map(str::trim) {
        if line.starts_with("```") {
            inside = !inside;
        } else if inside {
            commands.push(line.to_owned());
        }
    }
    commands
}

/// Splits a line as a shell does, as far as the README needs it.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            letter => words.last_mut().unwrap().push(letter),
        }
    }
    words
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, target).unwrap();
        }
    }
}

#[test]
fn the_ten_steps_of_the_readme_work_as_written() {
    let mut world = World::new();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["codebooks", "sample-transcripts"] {
        copy(&root.join(folder), &world.path(folder));
    }
    let mut shown = String::new();
    for step in steps() {
        if let Some(folder) = step.strip_prefix("cd ") {
            world.go(folder);
            continue;
        }
        let line = words(step.strip_prefix("crosscase ").expect(&step));
        let ran = world.run(&line.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(ran.code, 0, "{}", ran.shown);
        shown.push_str(&ran.shown);
    }
    assert!(
        shown.contains(
            "Rewarding policies × Case A: Short- and long-term rewards, mixed by position"
        )
    );
    assert!(shown.contains("written    out/charts/codes-by-case (svg, png, pdf)"));
    assert!(shown.contains("memo: by position, not by person"));
    assert!(shown.contains("written    out/tables/table5 (csv, xlsx, docx, html, tex, md)"));
    assert!(world.ok(&["check"]).contains("Nothing is wrong"));
}

#[test]
fn the_tour_has_ten_steps() {
    let readme =
        std::fs::read_to_string(format!("{}/README.md", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let tour = readme
        .split("## A first study in ten steps")
        .nth(1)
        .unwrap();
    let numbered = (1..=10)
        .filter(|step| tour.contains(&format!("\n{step}. ")))
        .count();
    assert_eq!(numbered, 10);
    assert!(steps().len() >= 14);
}
