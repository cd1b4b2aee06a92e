//! The heads of rows and columns.

use crate::model::{Axis, Case, Code, CodeKind, Codebook, Heading};

/// A pattern code prints its label, any other its name: labels such as
/// "organizational issue" are shared by several codes, names by none.
pub(super) fn code_head(codebook: &Codebook, code: &Code) -> Heading {
    let label = match code.kind {
        CodeKind::Pattern if !code.label.trim().is_empty() => &code.label,
        _ => &code.id.0,
    };
    Heading {
        subject: Axis::Code(code.key),
        name: code.id.0.clone(),
        label: label.clone(),
        depth: codebook.depth(code),
        ..Heading::default()
    }
}

/// A case prints its name.
pub(super) fn case_head(case: &Case) -> Heading {
    Heading {
        subject: Axis::Case(case.name.clone()),
        name: case.name.clone(),
        label: case.name.clone(),
        depth: 0,
        ..Heading::default()
    }
}

/// A column (or row) of plain facts.
pub(super) fn field_head(name: &str) -> Heading {
    Heading {
        subject: Axis::Field(name.to_owned()),
        name: name.to_owned(),
        label: name.to_owned(),
        depth: 0,
        ..Heading::default()
    }
}
