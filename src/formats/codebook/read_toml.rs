//! The codebook's own format.

use crate::formats::codebook::{
    MOST_CODES, bad_colour, is_colour, stands_twice, too_many, typed_id,
};
use crate::formats::toml_walk::{Section, read};
use crate::model::{
    Code, CodeId, CodeKind, Codebook, Extent, GuideQuestion, Problem, ResearchQuestion, Rule, Scope,
};
use crate::text::Language;
use std::collections::HashMap;
use std::path::Path;

pub(super) const KINDS: [(&str, CodeKind); 3] = [
    ("descriptive", CodeKind::Descriptive),
    ("interpretive", CodeKind::Interpretive),
    ("pattern", CodeKind::Pattern),
];

const SCOPES: [(&str, Scope); 3] = [
    ("informant", Scope::Informant),
    ("interviewer", Scope::Interviewer),
    ("anyone", Scope::Anyone),
];

const CODE_KEYS: [&str; 16] = [
    "id",
    "label",
    "parent",
    "kind",
    "questions",
    "guide",
    "gathers",
    "since",
    "definition",
    "include",
    "exclude",
    "example",
    "colour",
    "retired",
    "was",
    "rule",
];

pub(super) fn read_toml(file: &Path, bytes: &[u8], name: &str) -> Result<Codebook, Vec<Problem>> {
    read(file, bytes, |top| codebook(top, name))
}

fn codebook(top: &Section<'_>, name: &str) -> Codebook {
    top.allow(&["name", "question", "guide", "code"]);
    let questions = numbered(top, "question", "[[question]]")
        .map(|(id, text)| ResearchQuestion { id, text })
        .collect();
    let guide = numbered(top, "guide", "[[guide]]")
        .map(|(id, text)| GuideQuestion { id, text })
        .collect();
    let mut codebook = Codebook {
        name: top.text("name").unwrap_or_else(|| name.to_owned()),
        questions,
        guide,
        ..Codebook::default()
    };
    let sections = top.sections("code", "[[code]]");
    let mut section_of: HashMap<CodeId, &Section<'_>> = HashMap::new();
    let mut complete = true;
    if let Some(section) = sections.get(MOST_CODES) {
        section.tell(too_many());
        complete = false;
    }
    for section in sections.iter().take(MOST_CODES) {
        let Some(code) = code(section) else {
            complete = false;
            continue;
        };
        if let Some(first) = section_of.get(&code.id) {
            section.tell_at("id", stands_twice(&code.id, first.place().0));
            continue;
        }
        section_of.insert(code.id.clone(), section);
        codebook.codes.insert(code.id.clone(), code);
    }
    // A code left out above would make others point to an unknown code.
    if complete {
        for (code, problem) in codebook.problems_by_code() {
            match section_of.get(code) {
                Some(section) => section.tell(problem),
                None => top.tell(problem),
            }
        }
    }
    codebook
}

/// Sections with a number and a text; no number may stand twice.
fn numbered(top: &Section<'_>, key: &str, title: &str) -> impl Iterator<Item = (String, String)> {
    let mut first_line: HashMap<String, usize> = HashMap::new();
    let mut found = Vec::new();
    for section in top.sections(key, title) {
        section.allow(&["id", "text"]);
        let (id, text) = (section.needed("id"), section.needed("text"));
        let (Some(id), Some(text)) = (id, text) else {
            continue;
        };
        if let Some(first) = first_line.get(&id) {
            section.tell_at(
                "id",
                Problem::new(format!("{title} '{id}' stands on line {first} already"))
                    .next("give each its own number"),
            );
        } else {
            first_line.insert(id.clone(), section.place().0);
        }
        found.push((id, text));
    }
    found.into_iter()
}

fn code(section: &Section<'_>) -> Option<Code> {
    section.allow(&CODE_KEYS);
    let id = name_of_code(section, "id", section.needed("id"));
    let parent = name_of_code(section, "parent", section.text("parent"));
    let was = name_of_code(section, "was", section.text("was"));
    let mut gathers = Vec::new();
    section.each_text("gathers", |text, tell| match typed_id(text) {
        Ok(id) => gathers.push(id),
        Err(problem) => tell(problem),
    });
    let colour = section.text("colour");
    if let Some(colour) = colour.as_deref().filter(|colour| !is_colour(colour)) {
        section.tell_at("colour", bad_colour(colour));
    }
    let kind = section.word("kind", &KINDS).unwrap_or_default();
    let rules = section.sections("rule", "[[code.rule]]");
    let rules = rules.iter().filter_map(rule).collect();
    let label = section.text("label");
    let questions = section.texts("questions");
    let guide = section.texts("guide");
    let id = id?;
    Some(Code {
        label: label.unwrap_or_else(|| id.0.clone()),
        parent,
        kind,
        questions,
        guide,
        gathers,
        since: section.text("since"),
        definition: section.text("definition"),
        include: section.text("include"),
        exclude: section.text("exclude"),
        example: section.text("example"),
        colour,
        retired: section.flag("retired"),
        was,
        rules,
        ..Code::new(id.as_str(), "")
    })
}

fn name_of_code(section: &Section<'_>, key: &str, text: Option<String>) -> Option<CodeId> {
    match typed_id(&text?) {
        Ok(id) => Some(id),
        Err(problem) => {
            section.tell_at(key, problem);
            None
        }
    }
}

fn rule(section: &Section<'_>) -> Option<Rule> {
    section.allow(&["id", "find", "lang", "scope", "extent", "note"]);
    let lang = section.text("lang");
    if let Some(Err(why)) = lang.as_deref().map(str::parse::<Language>) {
        section.tell_at(
            "lang",
            Problem::new(why).next("remove `lang` if the rule reads every transcript"),
        );
    }
    let (id, find) = (section.needed("id"), section.needed("find"));
    let scope = section.word("scope", &SCOPES).unwrap_or_default();
    let extent = section.text("extent").map(|text| text.parse::<Extent>());
    let extent = extent.map(|extent| extent.map_err(|problem| section.tell_at("extent", problem)));
    Some(Rule {
        id: id?,
        find: find?,
        lang,
        scope,
        extent: extent.and_then(Result::ok).unwrap_or_default(),
        note: section.text("note"),
    })
}
