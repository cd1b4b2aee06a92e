use super::*;

fn read(line: &str) -> Option<(String, Shape, &str, Option<u64>)> {
    let mark = mark_of(line)?;
    let speech = line.get(mark.speech..).unwrap();
    Some((mark.name, mark.shape, speech, mark.time))
}

#[test]
#[rustfmt::skip]
fn the_ways_of_naming_a_speaker() {
    let minute = Some(61_000);
    for (line, name, shape, speech, time) in [
        ("Ann: Yes: so", "Ann", Shape::Colon, "Yes: so", None),
        ("P1:No space", "P1", Shape::Colon, "No space", None),
        ("P1 : Space", "P1", Shape::Colon, "Space", None),
        ("\u{a0}\u{a0}P1: Indented", "P1", Shape::Colon, "Indented", None),
        ("INFORMANT 1:\tTab", "INFORMANT 1", Shape::Colon, "Tab", None),
        ("**Ann Example:** Hi", "Ann Example", Shape::Colon, "Hi", None),
        ("**Ann**: Hi", "Ann", Shape::Colon, "Hi", None),
        ("*__Ann__*: Hi", "Ann", Shape::Colon, "Hi", None),
        ("[Ann]: Hi", "Ann", Shape::Colon, "Hi", None),
        ("المحاور: نعم", "المحاور", Shape::Colon, "نعم", None),
        ("Ann： Full width", "Ann", Shape::Colon, "Full width", None),
        ("Interviewer:", "Interviewer", Shape::Colon, "", None),
        ("A: 10:30 it was", "A", Shape::Colon, "10:30 it was", None),
        ("Ann [0:01:01]: Hi", "Ann", Shape::Stamped, "Hi", minute),
        ("[00:01:01] Ann: Hi", "Ann", Shape::Stamped, "Hi", minute),
        ("**Ann:** [00:01:01] Hi", "Ann", Shape::Stamped, "Hi", minute),
        ("Ann 1:01: Hi", "Ann", Shape::Colon, "Hi", minute),
        ("Ann Example   1:01  ", "Ann Example", Shape::Alone, "", minute),
        ("(00:01:01) P1 - dash", "P1", Shape::Dash, "dash", minute),
        ("<P1> angle", "P1", Shape::Loose, "angle", None),
        ("[Ann Example] Hi", "Ann Example", Shape::Bracket, "Hi", None),
        ("{Ann} Hi", "Ann", Shape::Bracket, "Hi", None),
        ("【聞き手】はい", "聞き手", Shape::Bracket, "はい", None),
        ("(Ann): Hi", "Ann", Shape::Colon, "Hi", None),
        ("@Ann: Hi", "Ann", Shape::Sign, "Hi", None),
        ("#Ann: Hi", "Ann", Shape::Sign, "Hi", None),
        (">> ANN: Hi", "ANN", Shape::Colon, "Hi", None),
        ("*ANN:\tHi", "ANN", Shape::Colon, "Hi", None),
        ("[Ann Example] 00:01:01", "Ann Example", Shape::Alone, "", minute),
        ("[00:01:01] - Ann", "Ann", Shape::Led, "", minute),
        ("00:01:01 Speaker 1", "Speaker 1", Shape::Led, "", minute),
        ("0:01:01 - 0:01:09\tAnn\tHi", "Ann", Shape::Tab, "Hi", minute),
        ("00:01:01.0Ann: Hi", "Ann", Shape::Stamped, "Hi", minute),
        ("Ann: 00:01:01 Hi", "Ann", Shape::Stamped, "Hi", minute),
        ("Ann: 1:01", "Ann", Shape::Colon, "1:01", None),
        ("Ann #00:01:01-0# Hi", "Ann", Shape::Loose, "Hi", minute),
        ("Ann Example 10:15 AM", "Ann Example", Shape::Alone, "", None),
        ("00:01:01 From Ann Example to Everyone:", "Ann Example", Shape::Stamped, "", minute),
        ("00:01:01\t From  Ann : Hi", "Ann", Shape::Stamped, "Hi", minute),
        ("00:01:01 From Ann To Bo(Privately): Hi", "Ann", Shape::Stamped, "Hi", minute),
        ("P1\ttab", "P1", Shape::Tab, "tab", None),
        ("**Ann** bold", "Ann", Shape::Bold, "bold", None),
    ] {
        assert_eq!(read(line), Some((name.to_owned(), shape, speech, time)), "{line}");
    }
}

#[test]
fn what_only_looks_like_a_mark() {
    for line in [
        "",
        "Just words.",
        "http://example.org/a:b was the page",
        "10:30 was the time",
        "Matt 5:12 says so",
        "The ratio is 3:1, a < b",
        "C:\\notes",
        "std::fmt",
        "Ann :) hello",
        "1. One: cost",
        "- Ann: in a list",
        "Haastattelu 3, 12.3.2024 klo 10:30, kesto 41:20",
        "So then he said: no",
        "\"Quoted\": words",
        "(tauko 5 s)",
        "[laughs]",
        "[Laughter]",
        "{um} Let me",
        "#metoo it was",
        "@ann hello",
        "(Ann) hello",
        "10:30 and then we left",
        "A word and a very long sentence before the first colon that comes: here",
    ] {
        assert_eq!(mark_of(line), None, "{line}");
    }
}
