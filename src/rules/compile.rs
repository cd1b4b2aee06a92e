//! A codebook's rules made ready to run over transcripts.

use crate::model::{CodeKey, Document, Extent, Rule, RuleId, Scope, Transcript, Turn};
use crate::rules::called::Called;
use crate::rules::error::RuleError;
use crate::rules::explain::{Reason, Spoken, reasons, taken_apart};
use crate::rules::found::{Found, merged};
use crate::rules::names::{CodeKeys, Names, parse_known};
use crate::rules::program::Program;
use crate::rules::query::Query;
use crate::rules::surroundings::{Needs, Surroundings, TurnContexts};
use crate::rules::turn::TurnView;
use crate::text::{ByteSpan, Language};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A rule that cannot run. The others run all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRule {
    /// The rule.
    pub rule: RuleId,
    /// The code it stands under.
    pub code: CodeKey,
    /// What is wrong with it.
    pub error: RuleError,
}

/// A passage that a rule proposes for a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The code.
    pub code: CodeKey,
    /// The rule.
    pub rule: RuleId,
    /// The version of the rule's text.
    pub version: String,
    /// The turn.
    pub turn: u32,
    /// What to code, after the rule's extent, in bytes of the document.
    pub span: ByteSpan,
    /// The words that matched, in bytes of the document: why this is a hit. In
    /// order and apart.
    pub matched: Vec<ByteSpan>,
}

/// Rules ready to run, from any number of threads at once.
pub struct CompiledRules {
    rules: Vec<Ready>,
    codes: CodeKeys,
    needs: Needs,
    /// One program for each language, made when its first transcript comes.
    programs: [OnceLock<InLanguage>; Language::ALL.len()],
}

struct Ready {
    code: CodeKey,
    id: RuleId,
    version: String,
    language: Option<Language>,
    scope: Scope,
    extent: Extent,
    query: Query,
    /// The query taken apart, for each language in which somebody asks why.
    parts: [OnceLock<Program>; Language::ALL.len()],
}

struct InLanguage {
    program: Program,
    /// Which rule each query of the program is.
    rules: Vec<usize>,
}

/// Reads all rules. Those that cannot be read, or name a language that is not
/// known or a field with a name that `names` does not know, come back with the
/// reason.
pub fn compile(rules: &[(CodeKey, &Rule)], names: &Names<'_>) -> (CompiledRules, Vec<BadRule>) {
    let mut ready = Vec::new();
    let mut bad = Vec::new();
    for (code, rule) in rules {
        let language = rule
            .lang
            .as_ref()
            .map(|tag| tag.parse::<Language>().map_err(unknown_language))
            .transpose();
        match language.and_then(|language| Ok((language, parse_known(&rule.find, names)?))) {
            Ok((language, query)) => ready.push(Ready {
                code: *code,
                id: rule.id.clone(),
                version: rule.version(),
                language,
                scope: rule.scope,
                extent: rule.extent,
                query,
                parts: Default::default(),
            }),
            Err(error) => bad.push(BadRule {
                rule: rule.id.clone(),
                code: *code,
                error,
            }),
        }
    }
    let queries: Vec<&Query> = ready.iter().map(|rule| &rule.query).collect();
    let needs = queries.iter().map(|query| query.needs());
    let rules = CompiledRules {
        codes: names.keys(&queries),
        needs: needs.fold(Needs::default(), Needs::and),
        rules: ready,
        programs: Default::default(),
    };
    (rules, bad)
}

fn unknown_language(what: String) -> RuleError {
    RuleError::new(
        1,
        what,
        "correct `lang`, or leave it out to read every language",
    )
}

impl CompiledRules {
    /// What the rules ask for beyond the words.
    pub fn needs(&self) -> Needs {
        self.needs
    }

    /// All hits in one transcript, in the order of their places. A rule has at
    /// most one hit for each place it proposes.
    /// What [`CompiledRules::needs`] names must be in `surroundings`.
    pub fn run(
        &self,
        document: &Document,
        transcript: &Transcript,
        surroundings: &Surroundings,
    ) -> Vec<Hit> {
        self.run_called(document, transcript, surroundings, None)
    }

    /// What the rules look for that read transcripts of a language, in the
    /// order in which [`Called`] numbers them.
    pub fn queries(&self, language: Language) -> Vec<&Query> {
        self.in_language(language)
            .into_iter()
            .flat_map(|ready| &ready.rules)
            .filter_map(|at| Some(&self.rules.get(*at)?.query))
            .collect()
    }

    /// The same hits as [`CompiledRules::run`] gives, with less work where
    /// somebody knows beforehand what to try where. `called` must leave nothing
    /// out that a rule would find.
    pub fn run_called(
        &self,
        document: &Document,
        transcript: &Transcript,
        surroundings: &Surroundings,
        called: Option<Called<'_>>,
    ) -> Vec<Hit> {
        let Some(ready) = self.in_language(transcript.language) else {
            return Vec::new();
        };
        let mut reader = ready.program.reader();
        let contexts = TurnContexts::new(document, transcript, surroundings);
        let mut hits = Vec::new();
        for turn in &document.turns {
            let role = transcript.role(&turn.speaker);
            let rule_of = |query: usize| self.rules.get(*ready.rules.get(query)?);
            if !self.rules.iter().any(|rule| rule.scope.reads(role)) {
                continue;
            }
            let mut here = Vec::new();
            let wanted = |query| rule_of(query).is_some_and(|rule| rule.scope.reads(role));
            let report = |query, found, view: &TurnView<'_>| {
                if let Some(rule) = rule_of(query) {
                    rule.hits(turn, found, view, &mut here);
                }
            };
            match called.and_then(|called| called.to_turn(turn.number)) {
                None => reader.read(&document.said(turn), &contexts.of(turn), wanted, report),
                Some(queries) => {
                    let mut queries = queries.peekable();
                    if queries.peek().is_some() {
                        let (said, context) = (document.said(turn), contexts.of(turn));
                        reader.read_for(&said, &context, queries, wanted, report);
                    }
                }
            }
            here.sort_by(|a: &Hit, b| (a.span, a.code, &a.rule).cmp(&(b.span, b.code, &b.rule)));
            hits.append(&mut here);
        }
        hits
    }

    /// Why each rule of a code proposes this place, in bytes of the document:
    /// its id, its version and the reasons, for every rule that has a hit
    /// overlapping it.
    pub fn reasons(
        &self,
        document: &Document,
        transcript: &Transcript,
        surroundings: &Surroundings,
        turn: u32,
        code: CodeKey,
        place: ByteSpan,
    ) -> Vec<(RuleId, String, Vec<Reason>)> {
        let Some(turn) = document.turn(turn) else {
            return Vec::new();
        };
        let contexts = TurnContexts::new(document, transcript, surroundings);
        let said = document.said(turn);
        let spoken = Spoken {
            text: &said,
            language: transcript.language,
            context: contexts.of(turn),
        };
        let overlaps = |rule: &Ready, found: &Found, view: &TurnView<'_>| {
            let proposed = view.proposed(found, rule.extent);
            let proposed = proposed.and_then(|it| it.shifted(turn.span.start()).ok());
            proposed.is_some_and(|it| it.overlaps(place))
        };
        let Some(ready) = self.in_language(transcript.language) else {
            return Vec::new();
        };
        let role = transcript.role(&turn.speaker);
        let rule_of = |query: usize| self.rules.get(*ready.rules.get(query)?);
        let mut rules: Vec<&Ready> = Vec::new();
        // Only those are taken apart that found something here.
        ready.program.reader().read(
            &said,
            &spoken.context,
            |query| rule_of(query).is_some_and(|rule| rule.code == code && rule.scope.reads(role)),
            |query, found, view| {
                let rule = rule_of(query);
                let hits = |rule: &&Ready| found.iter().any(|one| overlaps(rule, one, view));
                rules.extend(rule.filter(hits));
            },
        );
        rules
            .into_iter()
            .filter_map(|rule| {
                let window = rule.extent.into();
                let at = place_of(spoken.language)?;
                let parts = rule
                    .parts
                    .get(at)?
                    .get_or_init(|| taken_apart(&rule.query, window, spoken.language, &self.codes));
                let reasons = reasons(&rule.query, window, parts, &spoken, |found, view| {
                    overlaps(rule, found, view)
                });
                let told = (rule.id.clone(), rule.version.clone(), reasons);
                (!told.2.is_empty()).then_some(told)
            })
            .collect()
    }

    fn in_language(&self, language: Language) -> Option<&InLanguage> {
        let ready = self.programs.get(place_of(language)?)?.get_or_init(|| {
            let rules: Vec<usize> = (0..self.rules.len())
                .filter(|at| {
                    let wanted = self.rules.get(*at).and_then(|rule| rule.language);
                    wanted.is_none_or(|wanted| wanted == language)
                })
                .collect();
            let queries = rules.iter().filter_map(|at| {
                let rule = self.rules.get(*at)?;
                Some((&rule.query, rule.extent.into()))
            });
            InLanguage {
                program: Program::new(language, &self.codes, queries).without_numbers(),
                rules: rules.clone(),
            }
        });
        (!ready.rules.is_empty()).then_some(ready)
    }
}

/// Where a language stands among all of them.
fn place_of(language: Language) -> Option<usize> {
    Language::ALL.iter().position(|known| *known == language)
}

impl Ready {
    fn hits(&self, turn: &Turn, found: Vec<Found>, view: &TurnView<'_>, hits: &mut Vec<Hit>) {
        let mut places: BTreeMap<ByteSpan, Vec<ByteSpan>> = BTreeMap::new();
        for one in found {
            let Some(place) = view.proposed(&one, self.extent) else {
                continue;
            };
            places.entry(place).or_default().extend(one.words);
        }
        let from = turn.span.start();
        for (place, words) in places {
            if let Ok(span) = place.shifted(from) {
                hits.push(Hit {
                    code: self.code,
                    rule: self.id.clone(),
                    version: self.version.clone(),
                    turn: turn.number,
                    span,
                    matched: merged(words)
                        .into_iter()
                        .filter_map(|word| word.shifted(from).ok())
                        .collect(),
                });
            }
        }
    }
}
