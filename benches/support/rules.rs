//! Fifty rules of the kinds people write: thirty phrases, fifteen regular
//! expressions, five that ask for nearness or for words together. And what the
//! made-up corpus says so that they find something.

use crosscase::model::{Code, CodeKey, Codebook, Extent, Rule, Scope};

/// What is said, and the rules that find it once where it is said.
pub const PLANTS: &[(&str, &[&str])] = &[
    ("open source", &["open-source"]),
    ("pull request", &["pull-request"]),
    ("machine learning", &["machine-learning"]),
    ("code review", &["code-review"]),
    ("side project", &["side-project"]),
    ("at the end of the day", &["at-the-end-of-the-day"]),
    ("makes sense", &["makes-sense"]),
    ("a lot of people", &["a-lot-of-people"]),
    ("the first time", &["the-first-time"]),
    ("point of view", &["point-of-view"]),
    ("technical debt", &["technical-debt"]),
    ("mental health", &["mental-health"]),
    ("imposter syndrome", &["imposter-syndrome"]),
    ("best practices", &["best-practices"]),
    ("learning curve", &["learning-curve"]),
    ("user experience", &["user-experience"]),
    ("pull requests", &["pull-requests"]),
    ("unit tests", &["unit-tests"]),
    ("security", &["security"]),
    ("remote work", &["remote-work"]),
    ("work life balance", &["work-life-balance"]),
    ("developer experience", &["developer-experience"]),
    ("worth it", &["worth-it"]),
    ("feedback loop", &["feedback-loop"]),
    ("single page app", &["single-page-app"]),
    ("burnout", &["burnout-word", "burnout"]),
    ("trade-off", &["trade-off"]),
    ("I have no idea", &["i-have-no-idea"]),
    ("easy to use", &["easy-to-use"]),
    ("the hard part", &["the-hard-part"]),
    ("burned out", &["burnout"]),
    ("we didn't really know", &["dontknow"]),
    ("20 percent", &["percent"]),
    ("https://example.com/crm", &["url"]),
    ("three years ago", &["years"]),
    ("frustrated", &["frustr"]),
    ("colours", &["colour"]),
    ("$5,000", &["money"]),
    ("CRM", &["caps"]),
    ("[laughs]", &["laugh"]),
    ("very very", &["intensified"]),
    ("why do they do it that way?", &[]),
    ("remote for all of this team", &["near-team-remote"]),
    ("learned from every mistake", &[]),
    ("testing is not production", &["near-test-production"]),
    ("kubernetes is simple", &["bool-kubernetes"]),
    ("ai takes my job", &["bool-ai"]),
];

/// Rules that find the commonest words too, so that nobody counts beforehand.
pub const NATURAL: &[&str] = &[
    "learn-stem",
    "should",
    "question",
    "hedge",
    "near-learn-mistake",
];

/// Name, rule and extent.
const RULES: &[(&str, &str, Extent)] = &[
    ("open-source", r#"exact"open source""#, Extent::Hit),
    ("pull-request", r#"exact"pull request""#, Extent::Hit),
    (
        "machine-learning",
        r#"exact"machine learning""#,
        Extent::Hit,
    ),
    ("code-review", r#"exact"code review""#, Extent::Hit),
    ("side-project", r#"exact"side project""#, Extent::Hit),
    (
        "at-the-end-of-the-day",
        r#"exact"at the end of the day""#,
        Extent::Hit,
    ),
    ("makes-sense", r#"exact"makes sense""#, Extent::Hit),
    ("a-lot-of-people", r#"exact"a lot of people""#, Extent::Hit),
    ("the-first-time", r#"exact"the first time""#, Extent::Hit),
    ("point-of-view", r#"exact"point of view""#, Extent::Hit),
    ("technical-debt", r#"exact"technical debt""#, Extent::Hit),
    ("mental-health", r#"exact"mental health""#, Extent::Hit),
    (
        "imposter-syndrome",
        r#"exact"imposter syndrome""#,
        Extent::Hit,
    ),
    ("best-practices", r#"exact"best practices""#, Extent::Hit),
    ("learning-curve", r#"exact"learning curve""#, Extent::Hit),
    ("user-experience", r#"exact"user experience""#, Extent::Hit),
    ("pull-requests", r#"exact"pull requests""#, Extent::Hit),
    ("unit-tests", r#"exact"unit tests""#, Extent::Hit),
    ("security", r#"exact"security""#, Extent::Hit),
    ("remote-work", r#"exact"remote work""#, Extent::Hit),
    (
        "work-life-balance",
        r#"exact"work life balance""#,
        Extent::Hit,
    ),
    (
        "developer-experience",
        r#"exact"developer experience""#,
        Extent::Hit,
    ),
    ("worth-it", r#"exact"worth it""#, Extent::Hit),
    ("feedback-loop", r#"exact"feedback loop""#, Extent::Hit),
    ("single-page-app", r#"exact"single page app""#, Extent::Hit),
    ("burnout-word", r#"exact"burnout""#, Extent::Hit),
    ("trade-off", r#"exact"trade-off""#, Extent::Hit),
    ("i-have-no-idea", r#"exact"I have no idea""#, Extent::Hit),
    ("easy-to-use", r#"exact"easy to use""#, Extent::Hit),
    ("the-hard-part", r#"exact"the hard part""#, Extent::Hit),
    ("burnout", r#"/\bburn(?:ed|t|ing)?[ -]?out\b/"#, Extent::Hit),
    (
        "dontknow",
        r#"/\b(?:I|we) (?:don't|do not|didn't) (?:really )?know\b/"#,
        Extent::Hit,
    ),
    (
        "percent",
        r#"/\b\d+(?:\.\d+)? ?(?:percent|%)/"#,
        Extent::Hit,
    ),
    ("url", r#"/\b(?:https?:\/\/|www\.)\S+/"#, Extent::Hit),
    (
        "years",
        r#"/\b(?:\d+|two|three|four|five|ten|twenty) years? (?:ago|later|back)\b/"#,
        Extent::Hit,
    ),
    (
        "learn-stem",
        r#"/\blearn(?:s|ed|ing|er|ers|t)?\b/"#,
        Extent::Hit,
    ),
    ("frustr", r#"/\bfrustrat\w+\b/"#, Extent::Hit),
    ("colour", r#"/\bcolou?rs?\b/"#, Extent::Hit),
    (
        "should",
        r#"/\b(?:you|we|they) (?:should|ought to|have to|need to) \w+\b/"#,
        Extent::Hit,
    ),
    (
        "question",
        r#"/\b(?:how|why|what) (?:do|does|did|would|can) (?:you|we|they) [^.?!]{3,60}\?/"#,
        Extent::Hit,
    ),
    ("hedge", r#"/\b(?:kind|sort) of(?: like)?\b/"#, Extent::Hit),
    (
        "money",
        r#"/\$ ?\d[\d,]*(?:\.\d+)?(?: ?(?:million|billion|k))?/"#,
        Extent::Hit,
    ),
    ("caps", r#"/(?-i)\b[A-Z]{3,6}\b/"#, Extent::Hit),
    (
        "laugh",
        r#"/\[(?:laughs?|laughter|laughing)\]/"#,
        Extent::Hit,
    ),
    (
        "intensified",
        r#"/\b(?:very|really|so) (?:very|really|so)\b/"#,
        Extent::Hit,
    ),
    ("near-team-remote", "team NEAR/8 remote", Extent::Hit),
    ("near-learn-mistake", "learn* NEAR/10 mistake*", Extent::Hit),
    (
        "near-test-production",
        "test* NEAR/12 production",
        Extent::Hit,
    ),
    (
        "bool-kubernetes",
        "kubernetes AND (simple OR easy) NOT docker",
        Extent::Turn,
    ),
    (
        "bool-ai",
        "ai AND (job OR jobs OR work) NOT google",
        Extent::Turn,
    ),
];

/// A codebook of fifty codes with a rule each.
pub fn codebook() -> Codebook {
    let code = |number: u32, (id, find, extent): &(&str, &str, Extent)| Code {
        key: CodeKey(number),
        rules: vec![Rule {
            id: (*id).to_owned(),
            find: (*find).to_owned(),
            lang: None,
            scope: Scope::Anyone,
            extent: *extent,
            note: None,
        }],
        ..Code::new(&format!("C-{id}"), "made up")
    };
    Codebook {
        name: "fifty rules".to_owned(),
        codes: (1..)
            .zip(RULES)
            .map(|(number, rule)| code(number, rule))
            .map(|code| (code.id.clone(), code))
            .collect(),
        ..Codebook::default()
    }
}
