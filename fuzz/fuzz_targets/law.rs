// What every reader promises for any bytes at all; included by each target.

use crosscase::formats::transcript::{Hints, read_transcripts};
use std::path::PathBuf;

/// Reads `bytes` as a file with this ending: either a transcript whose places
/// all hold, or a problem that says what to do.
fn law(ending: &str, bytes: &[u8]) {
    let file = PathBuf::from(format!("a.{ending}"));
    let parsed = match read_transcripts(&file, bytes, &Hints::default()) {
        Ok(parsed) => parsed,
        Err(problem) => {
            assert!(problem.next.is_some() && problem.place.file.is_some());
            return;
        }
    };
    assert!(!parsed.is_empty());
    for one in parsed {
        let document = &one.document;
        let text = document.text.as_str();
        let mut last = 0;
        assert!(!document.turns.is_empty());
        for turn in &document.turns {
            let speech = turn.span.slice(text).expect("a turn lies inside its text");
            assert!(!speech.is_empty() && speech.trim() == speech);
            assert!(turn.span.start() >= last);
            assert!(one.speakers.contains_key(&turn.speaker) || turn.speaker.is_empty());
            assert_eq!(document.said(turn).len(), speech.len());
            last = turn.span.end();
        }
        let mut last = 0;
        for aside in &document.asides {
            assert!(aside.span.start() >= last);
            assert!(aside.span.slice(text).is_some_and(|words| !words.is_empty()));
            last = aside.span.end();
        }
        for moment in &document.moments {
            assert!(moment.span.slice(text).is_some());
        }
        for comment in &one.comments {
            assert!(comment.span.slice(text).is_some());
        }
    }
}
