//! Finding what a person named, or saying what there is instead.

use crate::model::case::folded_name;
use crate::model::nearest::did_you_mean;
use crate::model::{Case, Document, GuideQuestion, Problem, Transcript, Turn};

/// The one with exactly that name, or else one whose name is the same to a person.
fn named<'a, T>(all: &'a [T], name: &str, name_of: impl Fn(&T) -> &str) -> Option<&'a T> {
    let wanted = folded_name(name);
    let exact = all.iter().find(|it| name_of(it) == name);
    exact.or_else(|| all.iter().find(|it| folded_name(name_of(it)) == wanted))
}

/// The transcript of that name; `case-a` and `Case A` are the same name.
pub fn transcript<'a>(all: &'a [Transcript], name: &str) -> Result<&'a Transcript, Problem> {
    named(all, name, |it| &it.name).ok_or_else(|| {
        let known = all.iter().map(|it| it.name.as_str());
        Problem::new(format!("no transcript '{name}'")).next(if all.is_empty() {
            "import one first: `crosscase import FILE`".to_owned()
        } else {
            did_you_mean(name, known, "`crosscase read` lists the transcripts")
        })
    })
}

/// The case of that name; `case-a` and `Case A` are the same name.
pub fn case<'a>(all: &'a [Case], name: &str) -> Result<&'a Case, Problem> {
    named(all, name, |it| &it.name).ok_or_else(|| {
        let known = all.iter().map(|it| it.name.as_str());
        Problem::new(format!("no case '{name}'")).next(did_you_mean(
            name,
            known,
            "`crosscase case` lists the cases",
        ))
    })
}

/// The speaker of that name in a transcript.
pub fn speaker<'a>(transcript: &'a Transcript, name: &str) -> Result<&'a str, Problem> {
    let all: Vec<&str> = transcript.speakers.keys().map(String::as_str).collect();
    named(&all, name, |it| it).copied().ok_or_else(|| {
        let named = all.iter().copied().filter(|it| !it.is_empty());
        let list = format!("there are {}", named.clone().collect::<Vec<_>>().join(", "));
        let what = format!("no speaker '{name}' in '{}'", transcript.name);
        Problem::new(what).next(did_you_mean(name, named, &list))
    })
}

/// The turn of that number.
pub fn turn<'a>(
    document: &'a Document,
    transcript: &Transcript,
    number: u32,
) -> Result<&'a Turn, Problem> {
    document.turn(number).ok_or_else(|| {
        Problem::new(format!("'{}' has no turn {number}", transcript.name)).next(format!(
            "its turns are numbered 1 to {}; `crosscase read {}` shows them",
            document.turns.len(),
            transcript.name
        ))
    })
}

/// The guide question of that number.
pub fn guide_question<'a>(
    all: &'a [GuideQuestion],
    number: &str,
) -> Result<&'a GuideQuestion, Problem> {
    all.iter().find(|it| it.id == number).ok_or_else(|| {
        Problem::new(format!("the guide has no question '{number}'")).next(if all.is_empty() {
            "add [[guide]] entries to the codebook first".to_owned()
        } else {
            let known: Vec<&str> = all.iter().map(|it| it.id.as_str()).collect();
            format!("it has {}", known.join(", "))
        })
    })
}
