//! How heads that are codes are printed in a finished table.

use crate::model::{Axis, Code, CodeKey, Codebook, HeadKind, Heading, Table};
use std::collections::{HashMap, HashSet};

/// Heads start at the left edge, also where they are codes from deep in the tree.
pub(super) fn outdent(table: &mut Table) {
    for heads in [&mut table.rows, &mut table.columns] {
        let items = || heads.iter().filter(|head| head.kind == HeadKind::Item);
        let least = items().map(|head| head.depth).min().unwrap_or(0);
        for head in heads.iter_mut() {
            head.depth = head.depth.saturating_sub(least);
        }
    }
}

/// Puts the labels of codes in the place of their names, on both sides. Where
/// two codes of the codebook share a label, the name stands behind it.
pub(super) fn in_words(table: &mut Table, book: &Codebook) {
    let by_key: HashMap<CodeKey, &Code> =
        book.codes.values().map(|code| (code.key, code)).collect();
    let mut seen = HashSet::new();
    let labels = book.codes.values().map(|code| code.label.trim());
    let shared: HashSet<&str> = labels.filter(|label| !seen.insert(*label)).collect();
    let words = |subject: &Axis| {
        let (Axis::Code(key) | Axis::Furthest(key)) = subject else {
            return None;
        };
        let code = by_key.get(key)?;
        Some(match code.label.trim() {
            "" => code.id.0.clone(),
            label if shared.contains(label) => format!("{label} ({})", code.id),
            label => label.to_owned(),
        })
    };
    for head in table.rows.iter_mut().chain(&mut table.columns) {
        relabel(head, book, &words);
    }
}

fn relabel(head: &mut Heading, book: &Codebook, words: &impl Fn(&Axis) -> Option<String>) {
    let Axis::Nested(levels) = &head.subject else {
        if let Some(label) = words(&head.subject) {
            head.label = label;
        }
        // Codes that stand under a family of theirs name it above.
        for above in &mut head.above {
            let family = book.get(above).map(|code| Axis::Code(code.key));
            if let Some(label) = family.and_then(|family| words(&family)) {
                *above = label;
            }
        }
        return;
    };
    let labels = head
        .above
        .iter_mut()
        .chain(std::iter::once(&mut head.label));
    for (label, level) in labels.zip(levels) {
        if let Some(words) = words(level) {
            *label = words;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book() -> Codebook {
        let codes = [
            ("CRM", "Customer relations"),
            ("CRM-org", "an issue"),
            ("MO-org", "an issue"),
            ("X", " "),
        ];
        let code = |(key, (id, label)): (u32, &(&str, &str))| Code {
            key: CodeKey(key),
            ..Code::new(id, label)
        };
        let codes = (1..).zip(&codes).map(code);
        Codebook {
            codes: codes.map(|code| (code.id.clone(), code)).collect(),
            ..Codebook::default()
        }
    }

    fn head(subject: Axis, above: &[&str], label: &str) -> Heading {
        Heading {
            subject,
            label: label.to_owned(),
            above: above.iter().map(|it| (*it).to_owned()).collect(),
            depth: 2,
            ..Heading::default()
        }
    }

    #[test]
    fn labels_stand_for_names_and_tell_codes_of_one_label_apart() {
        let code = |key| Axis::Code(CodeKey(key));
        let case = || Axis::Case("X".to_owned());
        let mut table = Table {
            rows: vec![
                head(code(2), &["CRM"], "CRM-org"),
                head(code(4), &[""], "X"),
                head(Axis::Furthest(CodeKey(3)), &[""], "MO-org"),
            ],
            columns: vec![head(Axis::Nested(vec![case(), code(1)]), &["X"], "CRM")],
            ..Table::default()
        };
        in_words(&mut table, &book());
        outdent(&mut table);
        let printed: Vec<String> = table
            .rows
            .iter()
            .chain(&table.columns)
            .map(Heading::path)
            .collect();
        assert_eq!(
            printed,
            [
                "Customer relations › an issue (CRM-org)",
                "X",
                "an issue (MO-org)",
                "X › Customer relations"
            ]
        );
        assert!(table.rows.iter().all(|head| head.depth == 0));
    }
}
