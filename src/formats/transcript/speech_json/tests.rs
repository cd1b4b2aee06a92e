use super::*;
use crate::formats::transcript::{ParsedTranscript, finish};
use proptest::prelude::*;

fn read(json: &str) -> Result<ParsedTranscript, Problem> {
    let hints = Hints::default();
    let reading = SpeechJson.read(json.as_bytes(), &hints)?.remove(0);
    Ok(finish(reading, &hints))
}

/// Speaker, words and start in milliseconds of each turn.
fn turns(json: &str) -> Vec<String> {
    let parsed = read(json).unwrap();
    let document = &parsed.document;
    let turns = document.turns.iter();
    turns
        .map(|turn| {
            let start = turn.starts_at.map_or("-".to_owned(), |at| at.to_string());
            format!("{}|{}|{start}", turn.speaker, document.speech(turn))
        })
        .collect()
}

/// One short talk, as each program writes it.
const TALK: [&str; 2] = ["Speaker 1|So, why?|500", "Speaker 2|Because.|2100"];

#[test]
fn each_dialect_gives_the_same_talk() {
    for (program, json) in [
        (
            "Whisper and many others",
            r#"{"text":" So, why? Because.","segments":[
            {"id":0,"start":0.5,"end":1.5,"text":" So, why?","speaker":1,"tokens":[1,2]},
            {"id":1,"start":2.1,"end":2.8,"text":" Because.","speaker":2}],"language":"en"}"#,
        ),
        (
            "Whisper and many others",
            r#"{"version":"1.0.0","segments":[
            {"speaker":"Speaker 1","startTime":0.5,"endTime":1.5,"body":"So, why?"},
            {"speaker":"Speaker 2","startTime":2.1,"endTime":2.8,"body":"Because."}]}"#,
        ),
        (
            "Whisper and many others",
            r#"[{"start":0.5,"end":1.5,"text":"So,","speaker":"Speaker 1"},
            {"start":1.0,"end":1.5,"text":"why?","speaker":"Speaker 1"},
            {"start":2.1,"end":2.8,"text":"Because.","speaker":"Speaker 2"}]"#,
        ),
        (
            "Whisper and many others",
            r#"{"text":"x","chunks":[{"timestamp":[0.5,1.5],"text":"x"}],
            "speakers":[{"speaker":"1","timestamp":[0.5,1.5],"text":"So, why?"},
            {"speaker":"2","timestamp":[2.1,null],"text":"Because."}]}"#,
        ),
        (
            "Whisper and many others",
            r#"{"id":"x","status":"completed","words":[{"text":"So,","start":500,"end":700,"speaker":"A"}],
            "utterances":[{"speaker":"1","start":500,"end":1500,"text":"So, why?","words":[]},
            {"speaker":"2","start":2100,"end":2800,"text":"Because."}]}"#,
        ),
        (
            "Whisper and many others",
            r#"{"result":{"transcription":{"utterances":[
            {"speaker":1,"start":0.5,"end":1.5,"text":"So, why?"},{"speaker":2,"start":2.1,"end":2.8,"text":"Because."}]}}}"#,
        ),
        (
            "Whisper and many others",
            r#"{"LanguageCode":"en-US","Transcript":[
            {"ParticipantRole":"Speaker 1","BeginOffsetMillis":500,"EndOffsetMillis":1500,"Content":"So, why?"},
            {"ParticipantRole":"Speaker 2","BeginOffsetMillis":2100,"EndOffsetMillis":2800,"Content":"Because."}]}"#,
        ),
        (
            "whisper.cpp",
            r#"{"result":{"language":"en"},"transcription":[
            {"timestamps":{"from":"00:00:00,500","to":"00:00:01,500"},"offsets":{"from":500,"to":1500},"text":" So, why?","speaker":"1"},
            {"timestamps":{"from":"00:00:02,100","to":"00:00:02,800"},"offsets":{"from":2100,"to":2800},"text":" Because.","speaker":"2"}]}"#,
        ),
        (
            "Amazon Transcribe",
            r#"{"jobName":"x","results":{"transcripts":[{"transcript":"So, why? Because."}],
            "speaker_labels":{"speakers":2,"segments":[
              {"start_time":"0.5","end_time":"1.5","speaker_label":"1","items":[{"start_time":"0.5","speaker_label":"1"},{"start_time":"0.9","speaker_label":"1"}]},
              {"start_time":"2.1","end_time":"2.8","speaker_label":"2","items":[{"start_time":"2.1","speaker_label":"2"}]}]},
            "items":[{"start_time":"0.5","end_time":"0.7","alternatives":[{"confidence":"1","content":"So"}],"type":"pronunciation"},
              {"alternatives":[{"content":","}],"type":"punctuation"},
              {"start_time":"0.9","end_time":"1.5","alternatives":[{"content":"why"}],"type":"pronunciation"},
              {"alternatives":[{"content":"?"}],"type":"punctuation"},
              {"start_time":"2.1","end_time":"2.8","alternatives":[{"content":"Because"}],"type":"pronunciation"},
              {"alternatives":[{"content":"."}],"type":"punctuation"}]}}"#,
        ),
        (
            "Amazon Transcribe",
            r#"{"results":{"items":[],"audio_segments":[
            {"id":0,"transcript":"So, why?","start_time":"0.5","end_time":"1.5","speaker_label":"1"},
            {"id":1,"transcript":"Because.","start_time":"2.1","end_time":"2.8","speaker_label":"2"}]}}"#,
        ),
        (
            "Deepgram",
            r#"{"metadata":{},"results":{"channels":[{"alternatives":[{"transcript":"so why because","words":[
            {"word":"so","start":0.5,"end":0.7,"speaker":1,"punctuated_word":"So,"},
            {"word":"why","start":0.9,"end":1.5,"speaker":1,"punctuated_word":"why?"},
            {"word":"because","start":2.1,"end":2.8,"speaker":2,"punctuated_word":"Because."}]}]}]}}"#,
        ),
        (
            "Deepgram",
            r#"{"results":{"channels":[{"alternatives":[{"transcript":"x","words":[],"paragraphs":{"paragraphs":[
            {"speaker":1,"sentences":[{"text":"So, why?","start":0.5,"end":1.5}]},
            {"speaker":2,"sentences":[{"text":"Because.","start":2.1,"end":2.8}]}]}}]}]}}"#,
        ),
        (
            "Deepgram",
            r#"{"results":{"channels":[{"alternatives":[{"transcript":"x"}]}],"utterances":[
            {"start":0.5,"end":1.5,"transcript":"So, why?","speaker":1},{"start":2.1,"end":2.8,"transcript":"Because.","speaker":2}]}}"#,
        ),
        (
            "Google Speech-to-Text",
            r#"{"results":[
            {"alternatives":[{"transcript":"So, why? Because.","words":[{"word":"So,","startTime":"0.500s"}]}]},
            {"alternatives":[{"words":[{"startTime":"0.500s","endTime":"0.700s","word":"So,","speakerTag":1},
              {"startTime":"0.900s","endTime":"1.500s","word":"why?","speakerTag":1},
              {"startTime":"2.100s","endTime":"2.800s","word":"Because.","speakerTag":2}]}]}]}"#,
        ),
        (
            "Azure Speech",
            r#"{"source":"x","combinedRecognizedPhrases":[],"recognizedPhrases":[
            {"recognitionStatus":"Success","channel":0,"speaker":1,"offset":"PT0.5S","duration":"PT1S","offsetInTicks":5000000.0,"durationInTicks":10000000.0,"nBest":[{"lexical":"so why","display":"So, why?"}]},
            {"channel":0,"speaker":2,"offset":"PT2.1S","duration":"PT0.7S","nBest":[{"display":"Because."}]}]}"#,
        ),
        (
            "Azure Speech",
            r#"{"durationMilliseconds":3000,"combinedPhrases":[{"text":"x"}],"phrases":[
            {"speaker":1,"offsetMilliseconds":500,"durationMilliseconds":1000,"text":"So, why?"},
            {"speaker":2,"offsetMilliseconds":2100,"durationMilliseconds":700,"text":"Because."}]}"#,
        ),
        (
            "Rev",
            r#"{"monologues":[{"speaker":1,"elements":[{"type":"text","value":"So","ts":0.5,"end_ts":0.7},{"type":"punct","value":", "},
            {"type":"text","value":"why","ts":0.9,"end_ts":1.5},{"type":"punct","value":"?"}]},
            {"speaker":2,"elements":[{"type":"text","value":"Because","ts":2.1,"end_ts":2.8},{"type":"punct","value":"."}]}]}"#,
        ),
        (
            "Speechmatics",
            r#"{"format":"2.9","metadata":{},"results":[
            {"type":"word","start_time":0.5,"end_time":0.7,"alternatives":[{"content":"So","speaker":"1"}]},
            {"type":"punctuation","attaches_to":"previous","start_time":0.7,"end_time":0.7,"alternatives":[{"content":",","speaker":"1"}]},
            {"type":"word","start_time":0.9,"end_time":1.5,"alternatives":[{"content":"why?","speaker":"1"}]},
            {"type":"word","start_time":2.1,"end_time":2.8,"alternatives":[{"content":"Because.","speaker":"2"}]}]}"#,
        ),
        (
            "ElevenLabs",
            r#"{"language_code":"eng","text":"So, why? Because.","words":[
            {"text":"So,","start":0.5,"end":0.7,"type":"word","speaker_id":"1"},{"text":" ","start":0.7,"end":0.9,"type":"spacing","speaker_id":"1"},
            {"text":"why?","start":0.9,"end":1.5,"type":"word","speaker_id":"1"},{"text":" ","type":"spacing"},
            {"text":"Because.","start":2.1,"end":2.8,"type":"word","speaker_id":"2"}]}"#,
        ),
    ] {
        assert_eq!(turns(json), TALK, "{program}: {json}");
        let notes = read(json).unwrap().notes;
        assert!(notes.iter().any(|note| note.contains(program)), "{notes:?}");
    }
}

#[test]
fn without_speakers_a_pause_starts_a_turn_and_the_language_is_told() {
    let json = r#"{"text":"","segments":[{"start":0.0,"end":1.0,"text":" Hei."},{"start":1.0,"end":2.0,"text":" Kyllä."},
        {"start":9.5,"end":10.0,"text":" Niin."}],"language":"fi"}"#;
    assert_eq!(turns(json), ["|Hei. Kyllä.|0", "|Niin.|9500"]);
    assert!(
        read(json)
            .unwrap()
            .notes
            .iter()
            .any(|note| note.contains("'fi'"))
    );
}

#[test]
fn a_segment_in_which_two_speak_is_cut_between_them() {
    let json = r#"{"segments":[{"start":1.0,"end":3.0,"text":" Why? Because so.","speaker":"SPEAKER_00","words":[
        {"word":"Why?","start":1.0,"end":1.5,"speaker":"SPEAKER_00"},
        {"word":"Because","start":2.0,"end":2.5,"speaker":"SPEAKER_01"},{"word":"so."}]}]}"#;
    assert_eq!(
        turns(json),
        ["SPEAKER_00|Why?|1000", "SPEAKER_01|Because so.|2000"]
    );
}

#[test]
fn a_sign_that_the_speaker_changes_starts_a_turn() {
    let json = r#"{"transcription":[
        {"offsets":{"from":0,"to":900},"text":" Why? [SPEAKER_TURN]","speaker_turn_next":true},
        {"offsets":{"from":900,"to":1500},"text":" Because"},{"offsets":{"from":1500,"to":1900},"text":" so."}]}"#;
    assert_eq!(turns(json), ["|Why?|0", "|Because so.|900"]);
}

#[test]
fn channels_are_woven_into_one_talk() {
    let json = r#"{"results":{"channels":[
        {"alternatives":[{"words":[{"word":"Why?","start":0.5,"end":1.0},{"word":"Ah.","start":5.0,"end":5.5}]}]},
        {"alternatives":[{"words":[{"word":"Because.","start":2.0,"end":3.0}]}]}]}}"#;
    assert_eq!(
        turns(json),
        [
            "Channel 0|Why?|500",
            "Channel 1|Because.|2000",
            "Channel 0|Ah.|5000"
        ]
    );
}

#[test]
fn names_of_a_rev_file_are_used() {
    let json = r#"{"speakers":[{"id":1,"name":"Ann Example"}],"monologues":[{"speaker":1,"elements":[
        {"type":"text","value":"Hello","timestamp":"00:00:01,500","end_timestamp":"00:00:02,000"},
        {"type":"text","value":"World","timestamp":"00:00:02,100"},{"type":"punct","value":"."}]}]}"#;
    assert_eq!(turns(json), ["Ann Example|Hello World.|1500"]);
}

#[test]
fn other_json_is_refused_and_it_is_said_what_it_holds() {
    let problem =
        read(r#"{"num":141,"subsections":[{"statements":[{"text":"Hyvä"}]}],"year":2017}"#)
            .unwrap_err();
    assert!(
        problem
            .what
            .contains("'num', 'subsections' (a list of 1), 'year'"),
        "{}",
        problem.what
    );
    assert!(problem.next.unwrap().contains(".csv"));
    let problem = read(r#"[{"name":"x","text":"y"},{"name":"z"}]"#).unwrap_err();
    assert!(
        problem
            .what
            .contains("2 entries with the fields 'name', 'text'"),
        "{}",
        problem.what
    );
    for other in [
        "[]",
        "{}",
        "1",
        "[1,2]",
        "\"x\"",
        "{\"segments\":[]}",
        "{\"segments\":{}}",
        "{\"results\":[{}]}",
    ] {
        assert!(read(other).unwrap_err().next.is_some(), "{other}");
    }
    assert_eq!(read("{\n\"a\": tru").unwrap_err().place.line, Some(2));
    assert!(
        read(r#"{"segments":[{"start":1,"text":" "}]}"#)
            .unwrap_err()
            .what
            .contains("no words")
    );
}

#[test]
fn letters_cut_in_two_do_not_make_the_file_another_encoding() {
    let mut json = r#"{"transcription":[{"offsets":{"from":0,"to":1},"text":" Työ äänessä","tokens":[{"text":"X"}]}]}"#.as_bytes().to_vec();
    let at = json.iter().position(|b| *b == b'X').unwrap();
    json[at] = 0xC3;
    let reading = SpeechJson.read(&json, &Hints::default()).unwrap().remove(0);
    assert_eq!(reading.text.as_str(), "Työ äänessä");
}

proptest! {
    #[test]
    fn any_json_of_known_names_is_read_or_refused(
        json in r#"(\{|\[|\}|\]|,|:|"(segments|results|items|words|alternatives|text|start|end|speaker|channels|content|transcript|monologues|elements|value|ts|offsets|from|transcription|0.5s|PT1S|é😀)"|0.5|7|null|true){0,60}"#
    ) {
        if let Err(problem) = read(&json) {
            prop_assert!(problem.next.is_some());
        }
    }

    #[test]
    fn no_word_of_a_segment_is_lost(
        segments in proptest::collection::vec(("[a-c😀é]{1,4}( [a-c]{1,3}){0,3}", 0u32..50, proptest::option::of(0..3u8)), 1..8)
    ) {
        let json = serde_json::json!({"segments": segments.iter().map(|(text, at, who)| serde_json::json!({
            "text": text, "start": at, "end": at + 1, "speaker": who,
            "words": text.split(' ').enumerate().map(|(n, word)| serde_json::json!({"word": word, "speaker": n % 2})).collect::<Vec<_>>(),
        })).collect::<Vec<_>>()});
        let parsed = read(&json.to_string()).unwrap();
        let document = &parsed.document;
        let said: Vec<&str> = document.turns.iter().flat_map(|turn| document.speech(turn).split_whitespace()).collect();
        let given: Vec<&str> = segments.iter().flat_map(|(text, ..)| text.split_whitespace()).collect();
        prop_assert_eq!(said, given);
    }
}
