//! Writing the codebook's own format, laid out for people to read and for
//! version control to compare: one key a line, keys only where they say
//! something, each rule under its code.

use crate::model::{Code, CodeId, Codebook, Rule};
use toml::Value;

pub(super) fn write_toml(codebook: &Codebook) -> String {
    let mut page = String::new();
    put(&mut page, "name", &codebook.name);
    for question in &codebook.questions {
        head(&mut page, "question");
        put(&mut page, "id", &question.id);
        put(&mut page, "text", &question.text);
    }
    for question in &codebook.guide {
        head(&mut page, "guide");
        put(&mut page, "id", &question.id);
        put(&mut page, "text", &question.text);
    }
    for code in codebook.codes.values() {
        head(&mut page, "code");
        put_code(&mut page, code);
        for rule in &code.rules {
            head(&mut page, "code.rule");
            put_rule(&mut page, rule);
        }
    }
    page
}

fn put_code(page: &mut String, code: &Code) {
    put(page, "id", code.id.as_str());
    put(page, "label", &code.label);
    put_some(page, "parent", code.parent.as_ref().map(CodeId::as_str));
    put(page, "kind", &code.kind.to_string());
    put_list(page, "questions", code.questions.iter().map(String::as_str));
    put_list(page, "guide", code.guide.iter().map(String::as_str));
    put_list(page, "gathers", code.gathers.iter().map(CodeId::as_str));
    put_some(page, "since", code.since.as_deref());
    put_some(page, "definition", code.definition.as_deref());
    put_some(page, "include", code.include.as_deref());
    put_some(page, "exclude", code.exclude.as_deref());
    put_some(page, "example", code.example.as_deref());
    put_some(page, "colour", code.colour.as_deref());
    if code.retired {
        line(page, "retired", "true");
    }
    put_some(page, "was", code.was.as_ref().map(CodeId::as_str));
}

fn put_rule(page: &mut String, rule: &Rule) {
    put(page, "id", &rule.id);
    put_pattern(page, "find", &rule.find);
    put_some(page, "lang", rule.lang.as_deref());
    put(page, "extent", &rule.extent.to_string());
    put(page, "scope", &rule.scope.to_string());
    put_some(page, "note", rule.note.as_deref());
}

fn head(page: &mut String, name: &str) {
    page.push_str(&format!("\n[[{name}]]\n"));
}

fn line(page: &mut String, key: &str, value: &str) {
    page.push_str(&format!("{key} = {value}\n"));
}

fn put(page: &mut String, key: &str, text: &str) {
    line(page, key, &quoted(text));
}

/// Patterns hold double quotes and backslashes, so they stand in single quotes
/// wherever TOML lets them.
fn put_pattern(page: &mut String, key: &str, text: &str) {
    if text.contains(|c: char| c == '\'' || c.is_control()) {
        put(page, key, text);
    } else {
        line(page, key, &format!("'{text}'"));
    }
}

fn put_some(page: &mut String, key: &str, text: Option<&str>) {
    if let Some(text) = text {
        put(page, key, text);
    }
}

fn put_list<'a>(page: &mut String, key: &str, texts: impl Iterator<Item = &'a str>) {
    let items: Vec<String> = texts.map(quoted).collect();
    if !items.is_empty() {
        line(page, key, &format!("[{}]", items.join(", ")));
    }
}

/// The text in the quotes that need the fewest escapes.
fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}
