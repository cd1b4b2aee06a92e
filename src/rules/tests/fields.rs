//! What fields find, in a small fixed study:
//!
//! | turn | speaker | words | asked | coded |
//! |---|---|---|---|---|
//! | 1 | I | How do you reward people? | topic 7 | |
//! | 2 | Anna Virtanen (Case A) | We pay a bonus. A bonus for all. | | "We pay a bonus." CRM-STR-rew |
//! | 3 | Bo (Case B) | No bonus here, only thanks. | | "only thanks" CRM-STR |
//! | 4 | I | And the system? Any bonus for using it? | topics 8, 9 | |
//! | 5 | Anna Virtanen (Case A) | The system is slow. | | "bonus … system" from turn 4 into 5: CRM-IT |
//!
//! The pattern code REWARDING gathers CRM-STR-rew; the guide has 7, 8 and 9.
//! The language is English.

use super::{keyed, rule, transcript};
use crate::model::{
    Code, CodeKey, CodeKind, Codebook, Document, Extent, GuideQuestion, Role, Rule, Scope,
    Transcript,
};
use crate::rules::{Names, Needs, RuleError, Surroundings, compile, parse};
use crate::text::{ByteSpan, Language};

pub(super) struct SmallStudy {
    pub codebook: Codebook,
    pub document: Document,
    pub transcript: Transcript,
    pub surroundings: Surroundings,
    pub cases: Vec<String>,
    pub speakers: Vec<String>,
}

impl SmallStudy {
    pub fn new() -> Self {
        let (document, mut transcript) = transcript(
            Language::English,
            &[
                ("I", "How do you reward people?"),
                ("Anna Virtanen", "We pay a bonus. A bonus for all."),
                ("Bo", "No bonus here, only thanks."),
                ("I", "And the system? Any bonus for using it?"),
                ("Anna Virtanen", "The system is slow."),
            ],
        );
        transcript.case = Some("Case A".into());
        transcript
            .speaker_cases
            .insert("Bo".into(), "Case B".into());
        for name in ["Anna Virtanen", "Bo"] {
            transcript.speakers.insert(name.into(), Role::Informant);
        }
        let text = document.text.as_str();
        let place = |from: &str, to: &str| {
            let start = text.find(from).unwrap();
            let end = start + text.get(start..).unwrap().find(to).unwrap() + to.len();
            ByteSpan::new(start, end).unwrap()
        };
        let surroundings = Surroundings {
            questions: vec![(1, "7".into()), (4, "8".into()), (4, "9".into())],
            coded: vec![
                (place("We pay", "bonus."), CodeKey(1)),
                (place("only", "thanks"), CodeKey(2)),
                (place("bonus for using", "The system"), CodeKey(3)),
            ],
        };
        let mut codes =
            ["CRM-STR-rew", "CRM-STR", "CRM-IT", "REWARDING"].map(|id| Code::new(id, id));
        for (key, code) in (1u32..).zip(&mut codes) {
            code.key = CodeKey(key);
        }
        codes[3].kind = CodeKind::Pattern;
        codes[3].gathers = vec!["CRM-STR-rew".into()];
        let guide = ["7", "8", "9"].map(|id| GuideQuestion {
            id: id.into(),
            text: id.into(),
        });
        Self {
            codebook: Codebook {
                guide: guide.into(),
                codes: codes.map(|code| (code.id.clone(), code)).into(),
                ..Codebook::default()
            },
            document,
            transcript,
            surroundings,
            cases: vec!["Case A".into(), "Case B".into()],
            speakers: vec!["Anna Virtanen".into(), "Bo".into(), "I".into()],
        }
    }

    pub fn names(&self) -> Names<'_> {
        Names {
            codebook: &self.codebook,
            cases: Some(&self.cases),
            speakers: Some(&self.speakers),
        }
    }

    /// Each hit as its turn and the words that matched.
    pub fn run(&self, rule: &Rule) -> Result<Vec<(u32, String)>, RuleError> {
        let (compiled, mut bad) = compile(&keyed(std::slice::from_ref(rule)), &self.names());
        if let Some(bad) = bad.pop() {
            return Err(bad.error);
        }
        let text = self.document.text.as_str();
        let hits = compiled.run(&self.document, &self.transcript, &self.surroundings);
        let words = |hit: &crate::rules::Hit| {
            let words = hit.matched.iter().map(|word| word.slice(text).unwrap());
            words.collect::<Vec<_>>().join("+")
        };
        Ok(hits.iter().map(|hit| (hit.turn, words(hit))).collect())
    }
}

/// The turns in which something is found by everybody's words.
fn turns(find: &str) -> Vec<u32> {
    let mut rule = rule("r", find, Extent::Hit);
    rule.scope = Scope::Anyone;
    let hits = SmallStudy::new().run(&rule).unwrap();
    hits.into_iter().map(|(turn, _)| turn).collect()
}

#[test]
fn a_field_keeps_the_finds_in_its_region_and_not_leaves_them_out() {
    assert_eq!(turns("bonus"), [2, 2, 3, 4]);
    assert_eq!(turns("bonus speaker:bo"), [3]);
    assert_eq!(turns("bonus AND speaker:“anna  virtanen”"), [2, 2]);
    assert_eq!(turns("bonus speaker:anna*"), [2, 2]);
    assert_eq!(turns("bonus role:interviewer"), [4]);
    assert_eq!(turns("bonus case:\"Case B\""), [3]);
    assert_eq!(turns("bonus case:case-a"), [2, 2, 4]);
    assert_eq!(turns("bonus case:case*"), [2, 2, 3, 4]);
    assert_eq!(turns("bonus NOT case:case-a"), [3]);
    assert_eq!(turns("bonus lang:EN"), [2, 2, 3, 4]);
    assert_eq!(turns("bonus lang:fi"), [0; 0]);
    assert_eq!(turns("bonus question:7"), [2, 2, 3]);
    assert_eq!(turns("system question:9 question:8"), [4, 5]);
    assert_eq!(turns("system question:7"), [0; 0]);
}

#[test]
fn a_code_is_touched_by_words_and_not_by_sentences() {
    assert_eq!(turns("bonus code:CRM-STR-rew"), [2], "the first bonus only");
    assert_eq!(turns("bonus code:rewarding"), [2], "gathered by a pattern");
    assert_eq!(turns("bonus code:CRM-STR"), [0; 0], "it is another code");
    assert_eq!(turns("only code:CRM-STR"), [3]);
    assert_eq!(turns("bonus code:CRM*"), [2, 4]);
    assert_eq!(turns("bonus NOT code:CRM-STR-rew"), [2, 3, 4]);
    assert_eq!(
        turns("system code:CRM-IT"),
        [5],
        "a passage goes on in turn 5"
    );
    assert_eq!(
        turns("bonus NOT (code:CRM-STR-rew OR role:interviewer)"),
        [2, 3]
    );
    assert_eq!(turns("bonus NOT (pay OR speaker:bo)"), [2, 4]);
}

#[test]
fn a_field_alone_finds_turns_or_passages() {
    assert_eq!(turns("question:7"), [1, 2, 3]);
    assert_eq!(turns("question:7 speaker:Anna*"), [2]);
    assert_eq!(turns("case:case-b OR question:8"), [3, 4, 5]);
    assert_eq!(turns("bonus (case:case-b OR question:8)"), [3, 4]);
    let rule = rule("r", "code:CRM* NOT code:CRM-STR", Extent::Hit);
    let hits = SmallStudy::new().run(&rule).unwrap();
    let own = |turn: u32, words: &str| (turn, words.to_owned());
    assert_eq!(hits, [own(2, "We pay a bonus."), own(5, "The system")]);
    let rule = super::rule("r", "question:7", Extent::Turn);
    let hits = SmallStudy::new().run(&rule).unwrap();
    assert_eq!(hits.len(), 2, "the answers, as the scope says");
}

#[test]
fn the_words_of_a_find_stay_its_own_and_each_find_by_itself() {
    let rule = rule("r", "bonus speaker:Anna*", Extent::Hit);
    let hits = SmallStudy::new().run(&rule).unwrap();
    assert_eq!(hits, [(2, "bonus".to_owned()), (2, "bonus".to_owned())]);
}

#[test]
fn a_wrong_field_is_told_at_its_column_with_what_is_near() {
    let error = |find: &str| {
        let told = SmallStudy::new().run(&rule("r", find, Extent::Hit));
        let error = told.unwrap_err();
        format!("{} {}: {}", error.column, error.what, error.next)
    };
    assert_eq!(
        error("bonus speakr:Anna"),
        "7 no field 'speakr:': did you mean speaker:? To find the text itself write exact\"speakr:Anna\""
    );
    assert!(error("at 10:30").starts_with("4 no field '10:': the fields are speaker:, role:"));
    assert!(error("http://x").ends_with("write exact\"http://x\""));
    assert_eq!(
        error("bonus code:CRM-STR-rw"),
        "12 no code 'CRM-STR-rw': did you mean CRM-STR-rew or CRM-STR or CRM-IT?"
    );
    assert!(error("case:\"Case C\"").starts_with("6 no case 'Case C': did you mean Case A"));
    assert!(error("speaker:Ann").starts_with("9 no speaker 'Ann': did you mean Anna Virtanen?"));
    assert!(error("question:77").starts_with("10 no guide question '77'"));
    assert!(error("role:boss").starts_with("6 no role 'boss'"));
    assert!(error("lang:xx").starts_with("6 'xx' is not a language"));
    assert!(error("role:inf*").starts_with("6 role: takes no star"));
    assert!(error("code:C*M").starts_with("6 a star inside a name"));
    assert!(error("speaker: Anna").starts_with("9 nothing stands after speaker:"));
    assert!(error("bonus NEAR/5 case:A").starts_with("14 a field has no place"));
    assert!(error("(bonus OR case:A) THEN/5 pay").starts_with("11 a field has no place"));
    assert!(error("\"we said code:X\"").starts_with("10 a field inside quotes"));
    assert!(error("NOT speaker:Bo").starts_with("1 NOT alone"));
    assert!(error("pay (bonus OR case:case-a)").starts_with("5 words or a field"));
}

#[test]
fn fields_print_a_form_that_reads_back_the_same() {
    for rule in [
        "speaker:\"Anna Virtanen\" NOT code:CRM*",
        "x AND (case:\"A (old)\" OR role:other)",
        "lang:fi question:7.1",
        "\"CRM:n\" \"*m:n*\"",
    ] {
        let query = parse(rule).unwrap();
        assert_eq!(parse(&query.to_string()), Ok(query));
    }
}

#[test]
fn an_app_is_told_what_to_load() {
    let needs = |find: &str| parse(find).unwrap().needs();
    assert_eq!(needs("bonus speaker:x"), Needs::default());
    assert!(needs("a OR (b NOT code:x)").codings && !needs("code:x").questions);
    assert!(needs("question:7").questions);
}

#[test]
fn without_names_only_what_every_codebook_must_have_is_checked() {
    let check = |find: &str| crate::rules::parse_known(find, &Names::default()).is_ok();
    assert!(check("case:nobody speaker:knows*"));
    assert!(!check("code:X") && !check("question:1"));
}
