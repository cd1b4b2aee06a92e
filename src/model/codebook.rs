//! The codebook: the codes in their order, and what they hang from.

use crate::model::code::{Code, CodeId, CodeKey, CodeKind};
use crate::model::nearest::did_you_mean;
use crate::model::problem::Problem;
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use std::cell::Cell;
use std::collections::{HashMap, HashSet};

/// A research question that codes serve.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResearchQuestion {
    /// Its number as printed, such as `1.0.1`.
    pub id: String,
    /// The question.
    pub text: String,
}

/// A topic of the interview guide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuideQuestion {
    /// Its number in the guide.
    pub id: String,
    /// What is asked.
    pub text: String,
}

/// As the parent of a code: none, although its name continues another code's.
pub const TOP: &str = "-";

/// Codes in the order in which their list names them. The order is part of
/// the codebook: tables and exports keep it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Codebook {
    /// The codebook's name.
    pub name: String,
    /// Research questions in order.
    pub questions: Vec<ResearchQuestion>,
    /// The interview guide in order.
    pub guide: Vec<GuideQuestion>,
    /// The codes by name, in order.
    pub codes: IndexMap<CodeId, Code>,
}

impl Codebook {
    /// The code of that name.
    pub fn get(&self, id: &str) -> Option<&Code> {
        // IndexMap looks up by an equal key; the newtype has one String inside.
        self.codes.get(&CodeId::from(id))
    }

    /// The code with that number.
    pub fn by_key(&self, key: CodeKey) -> Option<&Code> {
        self.codes.values().find(|code| code.key == key)
    }

    /// The code of that name, or a problem that offers the nearest names.
    pub fn require(&self, id: &str) -> Result<&Code, Problem> {
        self.get(id).ok_or_else(|| {
            let known = self.codes.keys().map(CodeId::as_str);
            Problem::new(format!("no code '{id}' in the codebook")).next(did_you_mean(
                id,
                known,
                "`crosscase codebook show` lists the codes",
            ))
        })
    }

    /// The parent of a code: the one it names ([`TOP`] for none), or else the
    /// longest other code
    /// whose name it continues after a hyphen (`CRM-STR-rew` → `CRM-STR`).
    pub fn parent(&self, code: &Code) -> Option<&Code> {
        if let Some(parent) = &code.parent {
            return self.codes.get(parent);
        }
        let mut name = code.id.as_str();
        while let Some((shorter, _)) = name.rsplit_once('-') {
            if let Some(parent) = self.get(shorter)
                && (parent.kind == CodeKind::Pattern) == (code.kind == CodeKind::Pattern)
            {
                return Some(parent);
            }
            name = shorter;
        }
        None
    }

    /// How deep a code hangs in the tree; 0 for a top code.
    pub fn depth(&self, code: &Code) -> usize {
        let mut depth = 0;
        let mut at = code;
        while let Some(parent) = self.parent(at) {
            depth += 1;
            at = parent;
            if depth > self.codes.len() {
                break; // a cycle; `problems` reports it
            }
        }
        depth
    }

    /// The codes whose codings count for `code`: those a pattern code gathers
    /// (themselves gathered, if patterns), or else the code alone.
    pub fn gathered(&self, code: &Code) -> Vec<&Code> {
        let mut found: Vec<&Code> = Vec::new();
        let mut seen: HashSet<&CodeId> = HashSet::new();
        // A list of what is still to do instead of recursion: a file may chain
        // ten thousand pattern codes. Each comes back after its parts.
        let mut waiting: Vec<(&CodeId, bool)> = vec![(&code.id, false)];
        while let Some((id, parts_done)) = waiting.pop() {
            let Some((id, own)) = self.codes.get_key_value(id) else {
                continue;
            };
            if parts_done {
                // A pattern code may carry codings of its own: they count too.
                found.push(own);
            } else if seen.insert(id) {
                // Seen before its parts are: patterns that gather each other end.
                waiting.push((id, true));
                if own.kind == CodeKind::Pattern {
                    waiting.extend(own.gathers.iter().rev().map(|part| (part, false)));
                }
            }
        }
        found
    }

    /// Everything wrong inside the codebook: unknown parents, questions, guide
    /// topics and gathered codes, parent cycles, rules that share a name.
    pub fn problems(&self) -> Vec<Problem> {
        let by_code = self.problems_by_code();
        by_code.into_iter().map(|(_, problem)| problem).collect()
    }

    /// The same, each with the code it was found at, for readers of files who
    /// know on which line that code stands.
    pub fn problems_by_code(&self) -> Vec<(&CodeId, Problem)> {
        let mut all = Vec::new();
        let names = || self.codes.keys().map(CodeId::as_str);
        let mut rule_owner: IndexMap<&str, &CodeId> = IndexMap::new();
        let mut heir: IndexMap<&CodeId, &CodeId> = IndexMap::new();
        let in_cycle = self.in_parent_cycle();
        // Each offer of the nearest names costs a look at every code.
        let offers = Cell::new(OFFERS);
        let did_you_mean = |wanted: &str, known, fallback: &str| {
            offers.set(offers.get().saturating_sub(1));
            match offers.get() {
                0 => fallback.to_owned(),
                _ => did_you_mean(wanted, known, fallback),
            }
        };
        for code in self.codes.values() {
            let id = &code.id;
            let mut problems = Vec::new();
            if let Some(parent) = &code.parent
                && parent.as_str() != TOP
                && !self.codes.contains_key(parent)
            {
                problems.push(
                    Problem::new(format!("code '{id}' names an unknown parent '{parent}'")).next(
                        did_you_mean(parent.as_str(), names(), "add the parent code first"),
                    ),
                );
            }
            if in_cycle.contains(id) {
                problems.push(
                    Problem::new(format!("code '{id}' is its own ancestor"))
                        .next("change one `parent` in the circle"),
                );
            }
            for part in &code.gathers {
                if !self.codes.contains_key(part) {
                    problems.push(
                        Problem::new(format!(
                            "pattern code '{id}' gathers an unknown code '{part}'"
                        ))
                        .next(did_you_mean(
                            part.as_str(),
                            names(),
                            "add that code first",
                        )),
                    );
                }
            }
            if !code.gathers.is_empty() && code.kind != CodeKind::Pattern {
                problems.push(
                    Problem::new(format!("code '{id}' gathers codes but is no pattern code"))
                        .next("set kind = \"pattern\" or remove `gathers`"),
                );
            }
            self.check_references(code, &mut problems);
            for rule in &code.rules {
                if let Some(other) = rule_owner.insert(&rule.id, id) {
                    problems.push(
                        Problem::new(format!(
                            "rule '{}' stands under '{other}' and under '{id}'",
                            rule.id
                        ))
                        .next("give each rule its own id"),
                    );
                }
            }
            if let Some(was) = &code.was
                && let Some(other) = heir.insert(was, id)
            {
                problems.push(
                    Problem::new(format!(
                        "'{other}' and '{id}' both say that they were '{was}'"
                    ))
                    .next("keep `was` at the one that takes over its codings"),
                );
            }
            all.extend(problems.into_iter().map(|problem| (id, problem)));
        }
        all
    }

    fn check_references(&self, code: &Code, problems: &mut Vec<Problem>) {
        // A list without questions or a guide of its own (a CSV) may name any.
        let known_questions = !self.questions.is_empty();
        let known_guide = !self.guide.is_empty();
        for question in code.questions.iter().filter(|_| known_questions) {
            if !self.questions.iter().any(|known| known.id == *question) {
                problems.push(
                    Problem::new(format!(
                        "code '{}' serves an unknown research question '{question}'",
                        code.id
                    ))
                    .next("add it as [[question]] or correct its number"),
                );
            }
        }
        for topic in code.guide.iter().filter(|_| known_guide) {
            if !self.guide.iter().any(|known| known.id == *topic) {
                problems.push(
                    Problem::new(format!(
                        "code '{}' points to an unknown guide question '{topic}'",
                        code.id
                    ))
                    .next("add it as [[guide]] or correct its number"),
                );
            }
        }
    }

    /// The codes that are their own ancestors. Each code is walked over once.
    fn in_parent_cycle(&self) -> HashSet<&CodeId> {
        let mut cyclic = HashSet::new();
        // In which walk a code was met first.
        let mut met: HashMap<&CodeId, usize> = HashMap::new();
        for (walk, start) in self.codes.values().enumerate() {
            let mut at = Some(start);
            while let Some(code) = at {
                match met.get(&code.id) {
                    None => {
                        met.insert(&code.id, walk);
                        at = self.parent(code);
                    }
                    Some(earlier) if *earlier == walk => {
                        let mut member = code;
                        while cyclic.insert(&member.id) {
                            member = self.parent(member).unwrap_or(member);
                        }
                        break;
                    }
                    Some(_) => break,
                }
            }
        }
        cyclic
    }
}

/// Up to how many problems offer the nearest known names.
const OFFERS: usize = 50;

#[cfg(test)]
mod tests {
    use super::*;

    fn book(codes: Vec<Code>) -> Codebook {
        Codebook {
            codes: codes.into_iter().map(|c| (c.id.clone(), c)).collect(),
            ..Codebook::default()
        }
    }

    #[test]
    fn the_parent_is_the_longest_name_it_continues() {
        let book = book(vec![
            Code::new("CRM", "crm"),
            Code::new("CRM-STR", "strategy"),
            Code::new("CRM-STR-rew", "rewards"),
            Code::new("CRM-IM-cinfo", "no CRM-IM here"),
            Code::new("CCRM", "no hyphen, no child"),
        ]);
        let parent = |id: &str| book.parent(book.get(id).unwrap()).map(|c| c.id.0.as_str());
        assert_eq!(parent("CRM-STR-rew"), Some("CRM-STR"));
        assert_eq!(parent("CRM-IM-cinfo"), Some("CRM"));
        assert_eq!(parent("CCRM"), None);
        assert_eq!(book.depth(book.get("CRM-STR-rew").unwrap()), 2);
    }

    #[test]
    fn a_code_can_stand_at_the_top_in_spite_of_its_name() {
        let mut child = Code::new("CRM-X", "x");
        child.parent = Some(TOP.into());
        let book = book(vec![Code::new("CRM", "crm"), child]);
        assert_eq!(book.parent(book.get("CRM-X").unwrap()), None);
        assert!(book.problems().is_empty());
    }

    #[test]
    fn a_parent_cycle_an_unknown_parent_and_a_shared_rule_are_found() {
        let mut a = Code::new("A", "a");
        a.parent = Some("B".into());
        let mut b = Code::new("B", "b");
        b.parent = Some("A".into());
        let mut c = Code::new("C", "c");
        c.parent = Some("CRN".into());
        let told: Vec<String> = book(vec![a, b, c])
            .problems()
            .iter()
            .map(|p| p.to_string())
            .collect();
        assert_eq!(
            told,
            [
                "code 'A' is its own ancestor",
                "code 'B' is its own ancestor",
                "code 'C' names an unknown parent 'CRN'"
            ]
        );
    }

    #[test]
    fn a_pattern_code_gathers_through_pattern_codes_and_counts_each_once() {
        let mut inner = Code::new("P1", "inner");
        inner.kind = CodeKind::Pattern;
        inner.gathers = vec!["A".into(), "B".into()];
        let mut outer = Code::new("P2", "outer");
        outer.kind = CodeKind::Pattern;
        outer.gathers = vec!["P1".into(), "B".into()];
        let book = book(vec![Code::new("A", "a"), Code::new("B", "b"), inner, outer]);
        let ids: Vec<&str> = book
            .gathered(book.get("P2").unwrap())
            .iter()
            .map(|c| c.id.as_str())
            .collect();
        assert_eq!(ids, ["A", "B", "P1", "P2"]);
    }

    #[test]
    fn patterns_that_gather_each_other_come_to_an_end() {
        let codes: Vec<Code> = (0..40)
            .map(|n| {
                let mut code = Code::new(&format!("P{n}"), "p");
                code.kind = CodeKind::Pattern;
                let next = format!("P{}", (n + 1) % 40);
                code.gathers = vec![next.as_str().into(), next.as_str().into()];
                code
            })
            .collect();
        let book = book(codes);
        assert_eq!(book.gathered(book.get("P0").unwrap()).len(), 40);
    }

    #[test]
    fn a_former_name_has_one_heir() {
        let mut a = Code::new("A", "a");
        a.was = Some("OLD".into());
        let mut b = Code::new("B", "b");
        b.was = Some("OLD".into());
        assert_eq!(
            book(vec![a, b]).problems()[0].to_string(),
            "'A' and 'B' both say that they were 'OLD'"
        );
    }
}
