//! What each side of a table is about, where a spec leaves it open.

use crate::analysis::axes::CaseFinder;
use crate::analysis::view::View;
use crate::model::{HeadsOf, LevelSpec, Problem, SideSpec};

/// What one level is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Heads of this kind.
    Of(HeadsOf),
    /// The values of an attribute, which are sets of cases.
    Values,
    /// Sets of cases by how far they went.
    Furthest,
}

impl Kind {
    /// Whether heads of this kind are codes.
    pub(crate) fn is_codes(self) -> bool {
        matches!(self, Kind::Of(what) if what.is_codes())
    }

    /// Whether heads of this kind are sets of cases.
    pub(crate) fn is_cases(self) -> bool {
        matches!(
            self,
            Kind::Of(HeadsOf::Cases) | Kind::Values | Kind::Furthest
        )
    }
}

/// What each level of both sides is about. A list of names may be of codes or
/// of cases, and is read as what knows all of its names, or else as what the
/// other side leaves for it: most tables have codes on one side and cases on
/// the other.
///
/// # Errors
/// Both sides of the same kind, other than codes.
pub(crate) fn kinds(
    rows: &SideSpec,
    columns: &SideSpec,
    view: &View,
) -> Result<(Vec<Kind>, Vec<Kind>), Problem> {
    let told = |side: &SideSpec| -> Vec<Option<Kind>> { side.iter().map(told).collect() };
    let (told_rows, told_columns) = (told(rows), told(columns));
    let has_codes = |side: &[Option<Kind>]| side.iter().flatten().any(|kind| kind.is_codes());
    let has_cases = |side: &[Option<Kind>]| side.iter().flatten().any(|kind| kind.is_cases());
    let settle = |side: &SideSpec, told: &[Option<Kind>], other: &[Option<Kind>], first: bool| {
        let levels = side.iter().zip(told);
        let found = levels.map(|(level, told)| {
            told.unwrap_or_else(|| {
                let LevelSpec::Named(names) = level else {
                    return Kind::Of(HeadsOf::Codes);
                };
                // Without any sign, rows are codes and columns cases.
                let codes = if has_cases(other) || has_codes(other) {
                    !has_codes(other)
                } else {
                    first
                };
                named(names, codes, view)
            })
        });
        found.collect::<Vec<Kind>>()
    };
    let rows_found = settle(rows, &told_rows, &told_columns, true);
    let known_rows: Vec<Option<Kind>> = rows_found.iter().copied().map(Some).collect();
    let columns_found = settle(columns, &told_columns, &known_rows, false);
    let twice =
        |kind: &Kind| !kind.is_codes() && *kind != Kind::Values && columns_found.contains(kind);
    if let Some(Kind::Of(what)) = rows_found.iter().find(|kind| twice(kind)) {
        let word = what.word();
        return Err(Problem::new(format!(
            "{word} as rows and {word} as columns do not fit together"
        ))
        .next("put codes on one side, or something else that is compared"));
    }
    Ok((rows_found, columns_found))
}

fn told(level: &LevelSpec) -> Option<Kind> {
    match level {
        LevelSpec::All(what) | LevelSpec::These(what, _) => Some(Kind::Of(*what)),
        LevelSpec::Named(_) => None,
        LevelSpec::Attribute { .. } => Some(Kind::Values),
        LevelSpec::Furthest(_) => Some(Kind::Furthest),
        LevelSpec::Under(_) => Some(Kind::Of(HeadsOf::Codes)),
    }
}

fn named(names: &[String], rather_codes: bool, view: &View) -> Kind {
    let cases = CaseFinder::new(view);
    let of_codes = names
        .iter()
        .filter(|name| view.codebook.get(name).is_some());
    let of_cases = names.iter().filter(|name| cases.find(name).is_some());
    let (of_codes, of_cases) = (of_codes.count(), of_cases.count());
    let codes = match of_codes.cmp(&of_cases) {
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => rather_codes,
    };
    Kind::Of(if codes {
        HeadsOf::Codes
    } else {
        HeadsOf::Cases
    })
}
