//! Why a rule found what it found, in words for people: which operator, which
//! words, and how they stand to each other. Of an OR only the alternatives that
//! matched are told, of a field on which side of it the words lie.

use crate::model::{Extent, Role};
use crate::rules::found::{Found, merged};
use crate::rules::names::{CodeKeys, Names};
use crate::rules::operators::{Field, Shape};
use crate::rules::program::Program;
use crate::rules::query::{Binding, Query};
use crate::rules::surroundings::TurnContext;
use crate::rules::turn::{TurnView, Window};
use crate::rules::vocabulary::normal;
use crate::text::{ByteSpan, Language};
use std::fmt;

/// One reason why a turn was found. Prints as one short line:
/// `pay NEAR/5 target*: “pay” … “targets”, 3 words apart`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The part of the rule, as it prints itself.
    pub operator: String,
    /// The words that matched, in order and apart, in bytes of the turn's text;
    /// none where the reason is a region, or that something is absent.
    pub words: Vec<ByteSpan>,
    /// The same words, for people.
    pub quoted: String,
    /// How they matched: `same stem`, `3 words apart`, `inside CRM-IT`.
    pub why: String,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (operator, why) = (&self.operator, &self.why);
        match self.quoted.as_str() {
            "" => write!(f, "{operator}: {why}"),
            quoted => write!(f, "{operator}: {quoted}, {why}"),
        }
    }
}

/// A turn as rules read it.
#[derive(Clone, Copy, Debug)]
pub struct Spoken<'a> {
    /// What was said in it ([`crate::model::Document::said`]).
    pub text: &'a str,
    /// The transcript's language.
    pub language: Language,
    /// What is known beyond the words.
    pub context: TurnContext<'a>,
}

/// Why a query finds something in a turn; no reason where it finds nothing.
/// `extent` says within what AND and NOT look. With a place, in bytes of the
/// turn's text, only finds are told that have words there.
pub fn explain(
    query: &Query,
    extent: Extent,
    turn: &Spoken<'_>,
    names: &Names<'_>,
    place: Option<ByteSpan>,
) -> Vec<Reason> {
    let touches = |found: &Found, _: &TurnView<'_>| {
        place.is_none_or(|place| found.words.iter().any(|word| word.overlaps(place)))
    };
    let window = extent.into();
    let parts = taken_apart(query, window, turn.language, &names.keys(&[query]));
    reasons(query, window, &parts, turn, touches)
}

/// A program of a query and all of its parts. Making it costs far more than
/// running it: whoever explains many finds keeps it.
pub(crate) fn taken_apart(
    query: &Query,
    window: Window,
    language: Language,
    keys: &CodeKeys,
) -> Program {
    let mut all = Vec::new();
    number(query, &mut all);
    let queries = all.iter().map(|query| (*query, window));
    Program::new(language, keys, queries)
}

/// The same as [`explain`] for the finds that `keep` picks, with the query
/// [`taken_apart`].
pub(crate) fn reasons(
    query: &Query,
    window: Window,
    parts: &Program,
    turn: &Spoken<'_>,
    keep: impl Fn(&Found, &TurnView<'_>) -> bool,
) -> Vec<Reason> {
    let mut all = Vec::new();
    number(query, &mut all);
    let mut finds: Vec<Vec<Found>> = vec![Vec::new(); all.len()];
    parts.reader().read(
        turn.text,
        &turn.context,
        |_| true,
        |query, mut found, view| {
            // The query as a whole is number 0.
            if query == 0 {
                found.retain(|one| keep(one, view));
            }
            if let Some(place) = finds.get_mut(query) {
                *place = found;
            }
        },
    );
    let root = Node::new(query, &mut finds.into_iter());
    let mut teller = Teller {
        turn,
        window,
        reasons: Vec::new(),
    };
    if !root.finds.is_empty() {
        teller.tell(&root, &root.finds);
    }
    teller.reasons
}

/// A query and its parts, each before its own parts.
fn number<'q>(query: &'q Query, all: &mut Vec<&'q Query>) {
    all.push(query);
    for part in query.parts() {
        number(part, all);
    }
}

/// A query with what it finds.
struct Node<'q> {
    query: &'q Query,
    finds: Vec<Found>,
    parts: Vec<Node<'q>>,
}

impl<'q> Node<'q> {
    /// `finds` are those of the query and its parts, in the order of [`number`].
    fn new(query: &'q Query, finds: &mut impl Iterator<Item = Vec<Found>>) -> Self {
        let own = finds.next().unwrap_or_default();
        let parts = query.parts().into_iter();
        Self {
            query,
            finds: own,
            parts: parts.map(|part| Node::new(part, finds)).collect(),
        }
    }

    /// Its finds that fit to one of those that are to be explained.
    fn finds_in(&self, told: &[Found], fits: impl Fn(&Found, &Found) -> bool) -> Vec<Found> {
        let mine = self.finds.iter();
        mine.filter(|one| told.iter().any(|find| fits(one, find)))
            .cloned()
            .collect()
    }
}

struct Teller<'a> {
    turn: &'a Spoken<'a>,
    window: Window,
    reasons: Vec<Reason>,
}

impl Teller<'_> {
    /// Tells why the query of a node has these finds.
    fn tell(&mut self, node: &Node<'_>, finds: &[Found]) {
        match node.query {
            Query::Word(word) => {
                let same = |span: &ByteSpan| normal(self.slice(*span)) == word.text;
                let text = &word.text;
                let why = match word.shape {
                    Shape::Stem if finds.iter().flat_map(|one| &one.words).all(same) => {
                        "the word itself".to_owned()
                    }
                    Shape::Stem => "same stem".to_owned(),
                    Shape::Start => format!("starts with {text}"),
                    Shape::End => format!("ends with {text}"),
                    Shape::Middle => format!("has {text} in it"),
                };
                self.put(node.query, finds, why);
            }
            Query::Phrase(_) => self.put(node.query, finds, "in a row".into()),
            Query::Exact(_) => self.put(node.query, finds, "letter for letter".into()),
            Query::Regular(_) => self.put(node.query, finds, "fits the expression".into()),
            Query::Field(field) => self.put(node.query, &[], self.inside(field)),
            Query::Or(_) => {
                for part in &node.parts {
                    let found = part.finds_in(finds, |one, find| one == find);
                    if !found.is_empty() {
                        self.tell(part, &found);
                    }
                }
            }
            Query::And(_) => self.tell_and(node, finds),
            Query::Not(_) => {
                if let Some((keep, without)) = node.parts.split_first() {
                    self.tell(keep, finds);
                    for part in without {
                        self.tell_absent(part.query);
                    }
                }
            }
            Query::Near(_) | Query::Then(_) => {
                for find in finds {
                    let why = apart(node, find);
                    self.put(node.query, std::slice::from_ref(find), why);
                }
            }
        }
    }

    fn tell_and(&mut self, node: &Node<'_>, finds: &[Found]) {
        let all_regions = node.query.is_region();
        for (at, part) in node.parts.iter().enumerate() {
            let found = if part.query.is_region() && !(all_regions && at == 0) {
                part.finds_in(finds, Found::shares_a_word)
            } else {
                part.finds_in(finds, |one, find| {
                    one.words.iter().all(|word| find.words.contains(word))
                })
            };
            self.tell(part, &found);
        }
    }

    fn tell_absent(&mut self, query: &Query) {
        let operator = format!("NOT {}", query.inside(Binding::And));
        let why = match query {
            Query::Field(Field::Code(name)) => format!("outside {name}"),
            Query::Field(field) => format!("not {field}"),
            _ if query.is_region() => format!("outside {query}"),
            _ => {
                let unit = match self.window {
                    Window::Sentence => "sentence",
                    Window::Turn => "turn",
                };
                format!("nothing of {query} in the {unit}")
            }
        };
        self.reasons.push(Reason {
            operator,
            words: Vec::new(),
            quoted: String::new(),
            why,
        });
    }

    fn inside(&self, field: &Field) -> String {
        let context = &self.turn.context;
        match field {
            Field::Speaker(_) => format!("said by {}", context.speaker),
            Field::Role(Role::Informant) => "said by an informant".to_owned(),
            Field::Role(Role::Interviewer) => "said by the interviewer".to_owned(),
            Field::Role(Role::Other) => "said by somebody else".to_owned(),
            Field::Case(name) => match context.case {
                Some(case) => format!("in {case}"),
                None => format!("in {name}"),
            },
            Field::Code(name) => format!("inside {name}"),
            Field::Question(name) => format!("under question {name}"),
            Field::Lang(language) => format!("in {}", language.name()),
        }
    }

    fn slice(&self, span: ByteSpan) -> &str {
        span.slice(self.turn.text).unwrap_or_default()
    }

    fn put(&mut self, query: &Query, finds: &[Found], why: String) {
        let words = finds.iter().flat_map(|find| find.words.iter().copied());
        self.reasons.push(Reason {
            operator: query.to_string(),
            words: merged(words.collect()),
            quoted: self.quoted(finds),
            why,
        });
    }

    /// `“pay” … “targets”, “pay target”`
    fn quoted(&self, finds: &[Found]) -> String {
        let mut quotes: Vec<String> = finds
            .iter()
            .take(MOST_QUOTES)
            .map(|find| {
                let mut runs: Vec<ByteSpan> = Vec::new();
                for word in merged(find.words.clone()) {
                    let joined = runs.last().and_then(|last| {
                        let gap = ByteSpan::new(last.end(), word.start()).ok()?;
                        let blank = self.slice(gap).chars().all(char::is_whitespace);
                        let joined = ByteSpan::new(last.start(), word.end()).ok();
                        joined.filter(|_| blank)
                    });
                    match (joined, runs.last_mut()) {
                        (Some(joined), Some(last)) => *last = joined,
                        _ => runs.push(word),
                    }
                }
                let runs = runs.iter().map(|run| format!("“{}”", self.slice(*run)));
                runs.collect::<Vec<_>>().join(" … ")
            })
            .collect();
        if let Some(more) = finds
            .len()
            .checked_sub(MOST_QUOTES)
            .filter(|more| *more > 0)
        {
            quotes.push(format!("and {more} more"));
        }
        quotes.join(", ")
    }
}

/// More than these nobody reads on one line.
const MOST_QUOTES: usize = 5;

/// How far apart the two sides of a find are.
fn apart(node: &Node<'_>, find: &Found) -> String {
    let ordered = matches!(node.query, Query::Then(_));
    let [left, right] = node.parts.as_slice() else {
        return String::new();
    };
    let inside = |one: &&Found| one.words.iter().all(|word| find.words.contains(word));
    let lefts = left.finds.iter().filter(inside);
    let distance = lefts
        .flat_map(|a| {
            let rights = right.finds.iter().filter(inside);
            rights.map(move |b| (a, b))
        })
        .filter(|(a, b)| !a.shares_a_word(b) && (!ordered || a.last < b.first))
        .filter(|(a, b)| a.words.len() + b.words.len() >= find.words.len())
        .map(|(a, b)| a.distance(b))
        .min();
    let words = match distance {
        Some(0) | None => "interlocked".to_owned(),
        Some(1) => "side by side".to_owned(),
        Some(words) => format!("{words} words apart"),
    };
    if ordered {
        format!("{words}, in this order")
    } else {
        words
    }
}
