//! The head of a row or a column.

use crate::model::axis::Axis;
use serde::Serialize;
use std::collections::HashMap;

/// What sort of line a head stands over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum HeadKind {
    /// One of the things compared.
    #[default]
    Item,
    /// The distinct total of the others: counted anew, not added up.
    Total,
    /// What a person wrote across the others: a row's synthesis, a case's
    /// portrait.
    Synthesis,
}

/// The head of a row or column.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Heading {
    /// What it stands for.
    pub subject: Axis,
    /// Its short name (a code's id, a case's name).
    pub name: String,
    /// What is printed.
    pub label: String,
    /// How deep it hangs in a tree; 0 for most.
    pub depth: usize,
    /// The labels of the heads it stands under where heads are nested,
    /// outermost first. All heads of one side have equally many; a total or a
    /// synthesis has empty ones. Neighbours with equal ones share them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub above: Vec<String>,
    /// What sort of line it stands over.
    pub kind: HeadKind,
    /// How many units the percentages below (or beside) it are of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<u64>,
}

impl Heading {
    /// The label with its base, as in `New customers (n = 40)`.
    pub fn printed(&self) -> String {
        match self.base {
            Some(base) => format!("{} (n = {base})", self.label),
            None => self.label.clone(),
        }
    }

    /// The label after those it stands under, for where a line has to do:
    /// `Developed markets › New customers`.
    pub fn path(&self) -> String {
        let above = self.above.iter().filter(|label| !label.is_empty());
        let mut parts: Vec<&str> = above.map(String::as_str).collect();
        let own = self.printed();
        parts.push(&own);
        parts.join(" › ")
    }
}

/// The path of each head, with its name added where two print alike.
pub fn told_apart(heads: &[Heading]) -> Vec<String> {
    let mut times: HashMap<String, usize> = HashMap::new();
    for head in heads {
        *times.entry(head.path()).or_default() += 1;
    }
    let alike = |head: &Heading| times.get(&head.path()).is_some_and(|n| *n > 1);
    heads
        .iter()
        .map(|head| {
            if alike(head) && head.label != head.name {
                format!("{} ({})", head.path(), head.name)
            } else {
                head.path()
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nested_head_says_where_it_stands_and_of_how_many() {
        let head = Heading {
            label: "New".to_owned(),
            above: vec![String::new(), "Developed".to_owned()],
            base: Some(40),
            ..Heading::default()
        };
        assert_eq!(head.path(), "Developed › New (n = 40)");
    }
}
