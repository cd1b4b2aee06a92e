use super::*;

mod cases;
mod hints;
mod twins;

fn one(file: &Path, bytes: &[u8], hints: &Hints) -> Result<ParsedTranscript, Problem> {
    Ok(read_transcripts(file, bytes, hints)?.remove(0))
}

fn read(name: &str, text: &str) -> Result<ParsedTranscript, Problem> {
    one(Path::new(name), text.as_bytes(), &Hints::default())
}

#[test]
fn the_ending_tells_the_format_and_an_unknown_one_names_the_known() {
    assert!(read("a.TXT", "H: Kerro?\nV: No.").is_ok());
    assert!(read("a.markdown", "**Ann:** Hi\n\n**Ann:** Ho").is_ok());
    let problem = read("interviews/a.mobi", "{}").unwrap_err();
    assert!(problem.what.contains(".mobi") && problem.what.contains(".docx"));
    assert_eq!(
        problem.place.file.as_deref(),
        Some(Path::new("interviews/a.mobi"))
    );
    assert!(
        read("a.doc", "x")
            .unwrap_err()
            .next
            .unwrap()
            .contains("save it as .docx")
    );
    assert!(
        read("noending", "x")
            .unwrap_err()
            .what
            .contains("no ending")
    );
    for ending in endings() {
        assert_eq!(ending, ending.to_lowercase().trim_start_matches('.'));
    }
}

#[test]
fn a_problem_inside_a_file_names_the_file() {
    let problem = read("a.vtt", "no captions").unwrap_err();
    assert_eq!(
        problem.to_string(),
        "a.vtt:1: the first line of a .vtt file must be WEBVTT"
    );
}

#[test]
fn a_hundred_doubts_are_shortened_and_it_is_said() {
    let text: String = (0..100)
        .map(|n: u8| {
            let (a, b) = (char::from(b'a' + n / 26), char::from(b'a' + n % 26));
            format!("Ann: hello\nX{a}{b}: odd\n")
        })
        .collect();
    let parsed = read("a.txt", &text).unwrap();
    assert_eq!(parsed.doubts.len(), MOST_DOUBTS);
    assert!(
        parsed
            .notes
            .iter()
            .any(|note| note.contains("more doubtful lines"))
    );
}

#[test]
fn a_hint_makes_a_speaker_and_a_role() {
    let hints = Hints {
        interviewers: vec!["ann".to_owned()],
        ..Hints::default()
    };
    let text = "Ann: Hello?\nBo: Yes.\nBo: So.";
    let parsed = one(Path::new("a.txt"), text.as_bytes(), &hints).unwrap();
    assert_eq!(parsed.speakers["Ann"], Role::Interviewer);
    assert_eq!(parsed.speakers["Bo"], Role::Informant);
}

mod laws {
    use super::*;
    use crate::model::Document;
    use proptest::prelude::*;

    fn assert_lawful(parsed: &ParsedTranscript) -> Result<(), TestCaseError> {
        let document = &parsed.document;
        let again = Document::new(
            document.text.clone(),
            document.turns.clone(),
            document.asides.clone(),
            document.moments.clone(),
        );
        prop_assert_eq!(&document.hash, &again.hash);
        let mut last = 0;
        for turn in &document.turns {
            let speech = turn.span.slice(document.text.as_str()).unwrap_or_default();
            prop_assert!(
                !speech.is_empty() && speech.trim() == speech,
                "{speech:?} in {document:?}"
            );
            prop_assert!(turn.span.start() >= last);
            last = turn.span.end();
        }
        let text = document.text.as_str();
        let mut last = 0;
        for aside in &document.asides {
            let words = aside.span.slice(text).unwrap_or_default();
            prop_assert!(
                !words.is_empty() && aside.span.start() >= last,
                "{aside:?} in {text:?}"
            );
            last = aside.span.end();
        }
        for moment in &document.moments {
            let turn = document.turn_at(moment.span);
            prop_assert!(turn.is_some_and(|turn| turn.span.contains(moment.span)));
            prop_assert!(!moment.span.slice(text).unwrap_or_default().is_empty());
        }
        for turn in &document.turns {
            prop_assert_eq!(document.said(turn).len(), turn.span.len());
        }
        prop_assert!(!document.turns.is_empty() && !parsed.speakers.is_empty());
        Ok(())
    }

    proptest! {
        #[test]
        fn any_bytes_under_any_ending_are_read_or_refused(
            bytes in proptest::collection::vec(any::<u8>(), 0..200)
        ) {
            for ending in endings() {
                let file = format!("a.{ending}");
                match one(Path::new(&file), &bytes, &Hints::default()) {
                    Ok(parsed) => assert_lawful(&parsed)?,
                    Err(problem) => prop_assert!(problem.next.is_some() && problem.place.file.is_some()),
                }
            }
        }

        #[test]
        fn captions_of_any_shape_keep_the_law(
            body in "(\n|\n\n|00:0[0-9]\\.000 --> 00:0[0-9]\\.500\n|<v (Ann|\u{5d0}\u{5d1})>|</v>|- |>> |&(amp|gt|#x308|x);|NOTE\n|Ann: |[a-z😀o\u{308}\u{627} <]{1,4}){0,40}"
        ) {
            for (name, text) in [
                ("a.vtt", format!("WEBVTT\n\n{body}")),
                ("a.srt", body.replace('.', ",")),
                ("a.txt", format!("1\n00:01,000 --> 00:02,000\n{body}")),
                ("a.html", body.replace("\n\n", "<p>")),
            ] {
                if let Ok(parsed) = read(name, &text) {
                    assert_lawful(&parsed)?;
                }
            }
        }
    }
}
