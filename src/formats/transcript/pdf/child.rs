//! Has a PDF read by this program in a process of its own.
//!
//! The danger: a PDF can bring its reader down, fill the memory or keep it at
//! work for years, by mistake or on purpose, and forty good interviews would
//! be lost with it. A process can be ended; a thread cannot.

use super::page::PdfContent;
use crate::model::Problem;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

/// The subcommand that reads a PDF from standard input.
pub const READ_PDF: &str = "read-pdf";

/// An hour of talk is read in a tenth of a second.
pub(super) const PATIENCE: Duration = Duration::from_secs(60);

/// The lines of the longest interview take a hundredth of it.
const MOST_ANSWER: u64 = 256 * 1024 * 1024;

/// What to do with a PDF that cannot be read.
pub(super) const EXPORT: &str =
    "export the text from the program the PDF was made with, as .docx or .txt, and import that";

/// Ends the process, whatever happens to the one who waits for it.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // Both fail only where it has ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Reads a PDF in a process of its own, which is ended when it takes longer
/// than `patience`.
///
/// # Errors
/// A [`Problem`] where the process could not be started, broke down, or did
/// not come to an end.
pub(super) fn content_of(
    bytes: &[u8],
    program: Option<&Path>,
    patience: Duration,
) -> Result<PdfContent, Problem> {
    let program = program.ok_or_else(|| {
        Problem::new(
            "a PDF is read in a process of its own, and where this program lies is not known",
        )
        .next(EXPORT)
    })?;
    let not_started = |reason: std::io::Error| {
        let program = program.display();
        Problem::new(format!(
            "a PDF is read in a process of its own, and {program} could not be started ({reason})"
        ))
        .next(EXPORT)
    };
    let child = Command::new(program)
        .arg(READ_PDF)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        // What it says when it breaks down is for its makers.
        .stderr(Stdio::null())
        .spawn()
        .map_err(not_started)?;
    let answer = talk(Running(child), bytes, patience).map_err(|silence| match silence {
        RecvTimeoutError::Timeout => Problem::new(format!(
            "reading this PDF was given up after {} seconds",
            patience.as_secs()
        ))
        .next(EXPORT),
        RecvTimeoutError::Disconnected => broke_down(),
    })?;
    serde_json::from_slice(&answer).map_err(|_| broke_down())
}

fn broke_down() -> Problem {
    Problem::new("this PDF cannot be read: it is damaged, or asks for too much memory or work")
        .next(EXPORT)
}

/// Gives the bytes and takes the answer. Both at the same time, as each side
/// would wait for ever for the other to take what it has to say.
fn talk(
    mut running: Running,
    bytes: &[u8],
    patience: Duration,
) -> Result<Vec<u8>, RecvTimeoutError> {
    let (told, hear) = channel();
    let (stdin, stdout) = (running.0.stdin.take(), running.0.stdout.take());
    thread::scope(|scope| {
        scope.spawn(move || {
            if let Some(mut stdin) = stdin {
                // It may know enough before it has read all.
                let _ = stdin.write_all(bytes);
            }
        });
        scope.spawn(move || {
            let mut answer = Vec::new();
            if let Some(stdout) = stdout {
                let _ = stdout.take(MOST_ANSWER).read_to_end(&mut answer);
            }
            let _ = told.send(answer);
        });
        let answer = hear.recv_timeout(patience);
        // The threads end when their pipes do.
        drop(running);
        answer
    })
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    /// A program that does something else than reading a PDF.
    fn script(folder: &Path, body: &str) -> PathBuf {
        use std::os::unix::fs::PermissionsExt;
        let path = folder.join("program");
        std::fs::write(&path, format!("#!/bin/sh\n{body}\n")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        path
    }

    fn problem(body: &str, patience: Duration) -> String {
        let folder = tempfile::tempdir().unwrap();
        let program = script(folder.path(), body);
        // More than a pipe holds, so that a reader who never reads is felt.
        let bytes = vec![b' '; 1 << 20];
        let problem = content_of(&bytes, Some(&program), patience).unwrap_err();
        assert!(problem.next.is_some_and(|next| next.contains(".docx")));
        problem.what
    }

    #[test]
    fn whoever_does_not_come_to_an_end_is_ended() {
        let what = problem("exec sleep 1000", Duration::from_millis(100));
        assert!(what.contains("given up"), "{what}");
    }

    #[test]
    fn whoever_breaks_down_or_talks_nonsense_is_told() {
        for body in [
            "kill -9 $$",
            "exit 3",
            "echo nonsense",
            "cat",
            "echo '{\"Pages\":'",
        ] {
            let what = problem(body, PATIENCE);
            assert!(what.contains("cannot be read"), "{body}: {what}");
        }
    }

    #[test]
    fn an_answer_is_taken_even_if_not_all_was_read() {
        let folder = tempfile::tempdir().unwrap();
        let program = script(folder.path(), "echo '\"Locked\"'");
        let bytes = vec![b' '; 1 << 20];
        let content = content_of(&bytes, Some(&program), PATIENCE).unwrap();
        assert_eq!(content, PdfContent::Locked);
    }

    #[test]
    fn without_a_program_nothing_is_read() {
        let unknown = content_of(b"%PDF-", None, PATIENCE).unwrap_err();
        assert!(unknown.what.contains("not known"), "{}", unknown.what);
        let nowhere = Path::new("/nowhere/at/all");
        let missing = content_of(b"%PDF-", Some(nowhere), PATIENCE).unwrap_err();
        assert!(
            missing.what.contains("could not be started"),
            "{}",
            missing.what
        );
    }
}
