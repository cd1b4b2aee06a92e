//! A sealed place to run the binary in: its own folder, no colours, a fixed
//! clock, a fixed name, and no environment of the machine.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

/// 2026-01-02T03:04:05Z
const CLOCK: &str = "1767323045";

/// A temporary folder in which commands run.
pub struct World {
    folder: tempfile::TempDir,
    here: PathBuf,
}

/// What a command said and how it ended.
pub struct Ran {
    pub shown: String,
    pub out: String,
    pub err: String,
    pub code: i32,
}

impl World {
    /// An empty folder.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let here = folder.path().to_owned();
        Self { folder, here }
    }

    /// A folder with an empty study, standing in it.
    pub fn with_study() -> Self {
        let mut world = Self::new();
        world.ok(&["new", "study"]);
        world.go("study");
        world
    }

    /// The sample study, standing in it.
    pub fn with_demo() -> Self {
        // Made once for all tests: a demo builds all its tables and charts.
        static DEMO: OnceLock<World> = OnceLock::new();
        let demo = DEMO.get_or_init(|| {
            let world = Self::new();
            world.ok(&["demo", "study"]);
            world
        });
        let mut world = Self::new();
        copy(&demo.path("study"), &world.path("study"));
        world.go("study");
        world
    }

    /// A study with one short interview and three codes.
    pub fn with_interview() -> Self {
        let world = Self::with_study();
        world.file(
            "codes.csv",
            "code,description\nBS-LT,long term\nCF-LTV,value\nBS-BR,results\n",
        );
        world.file(
            "firm-1.txt",
            "Interviewer: How do you look at customers?\nAnna: We look ten years ahead, and the results follow. We look at all of them.\nInterviewer: And rewards?\nAnna: No bonus, no glory.\n",
        );
        world.ok(&["codebook", "import", "codes.csv"]);
        world.ok(&["import", "firm-1.txt"]);
        world
    }

    /// Goes into a folder.
    pub fn go(&mut self, folder: &str) {
        self.here.push(folder);
    }

    /// A path below where we stand.
    pub fn path(&self, name: &str) -> PathBuf {
        self.here.join(name)
    }

    /// Writes a file.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    /// Reads a file.
    pub fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// The binary, ready to be given arguments.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_crosscase"));
        command
            .env_clear()
            .env("SOURCE_DATE_EPOCH", CLOCK)
            .env("COLUMNS", "100")
            .env("USER", "Anna")
            .env("LANG", "C.UTF-8")
            .current_dir(&self.here)
            .stdin(Stdio::null());
        command
    }

    /// Runs a command line.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        let output = self.command().args(arguments).output().unwrap();
        self.ran(arguments, &output)
    }

    /// Runs a command line that reads answers.
    pub fn answer(&self, arguments: &[&str], answers: &str) -> Ran {
        use std::io::Write;
        let mut child = self
            .command()
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(answers.as_bytes())
            .unwrap();
        let output = child.wait_with_output().unwrap();
        self.ran(arguments, &output)
    }

    /// Runs a command line that must succeed; its standard output.
    pub fn ok(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!(ran.code, 0, "{}", ran.shown);
        ran.out
    }

    /// A table as CSV: its records, heads first.
    pub fn csv(&self, arguments: &[&str]) -> Vec<Vec<String>> {
        let mut arguments = arguments.to_vec();
        arguments.extend(["--format", "csv"]);
        records(&self.ok(&arguments))
    }

    fn ran(&self, arguments: &[&str], output: &Output) -> Ran {
        let plain = |bytes: &[u8]| {
            let text = String::from_utf8(bytes.to_vec()).expect("output is UTF-8");
            text.replace(&*self.folder.path().to_string_lossy(), "[WORLD]")
                .replace(env!("CARGO_BIN_EXE_crosscase"), "[PROGRAM]")
        };
        let (out, err) = (plain(&output.stdout), plain(&output.stderr));
        let code = output.status.code().unwrap_or(-1);
        let mut shown = format!("$ crosscase {}\n", quoted(arguments));
        for (name, text) in [("", &out), ("stderr: ", &err)] {
            for line in text.lines() {
                shown.push_str(&format!("{name}{line}\n"));
            }
        }
        shown.push_str(&format!("exit status: {code}\n"));
        Ran {
            shown,
            out,
            err,
            code,
        }
    }

    /// Every file below where we stand, with its bytes, in order.
    pub fn everything(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut found = Vec::new();
        walk(&self.here, &self.here, &mut found);
        found.sort();
        found
    }
}

/// The records of a CSV text.
pub fn records(csv: &str) -> Vec<Vec<String>> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(csv.as_bytes())
        .records()
        .map(|record| record.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

fn walk(root: &Path, folder: &Path, found: &mut Vec<(PathBuf, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(root, &path, found);
        } else {
            let bytes = std::fs::read(&path).unwrap();
            found.push((path.strip_prefix(root).unwrap().to_owned(), bytes));
        }
    }
}

fn quoted(arguments: &[&str]) -> String {
    arguments
        .iter()
        .map(|word| {
            if word.contains([' ', '"']) {
                format!("'{word}'")
            } else {
                (*word).to_owned()
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// A folder with all in it, of the same age: the index knows its files by it.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), &target).unwrap();
            let age = entry.metadata().unwrap().modified().unwrap();
            let file = std::fs::File::options().write(true).open(&target).unwrap();
            file.set_modified(age).unwrap();
        }
    }
}
