//! From what a spec says to the sides of a table.

use super::level::{Item, Level};
use super::{Kind, Side, cases, codes, kind, sources};
use crate::analysis::axes;
use crate::analysis::coders::Force;
use crate::analysis::headings::codes_in_use;
use crate::analysis::hits::Hits;
use crate::analysis::places::Places;
use crate::analysis::view::View;
use crate::model::{Axis, Heading, HeadsOf, LevelSpec, Problem, SideSpec, TableSpec};

/// Both sides of a table, and what a reader must know of them.
pub(crate) struct Resolved {
    pub(crate) rows: Side,
    pub(crate) columns: Side,
    /// Sentences on what stands on neither side.
    pub(crate) notes: Vec<String>,
    /// Whether heads of either side are cases, or sets of them.
    pub(crate) of_cases: bool,
}

/// Finds what a spec names. Codings of the first level of codes (rows before
/// columns, outer before inner) are counted; further levels of codes say
/// beside which codes they stand.
///
/// # Errors
/// Unknown names (with the nearest known ones), and sides that cannot be.
pub(crate) fn resolve(
    spec: &TableSpec,
    view: &View,
    force: &Force,
    places: &Places,
) -> Result<Resolved, Problem> {
    let (row_kinds, column_kinds) = kind::kinds(&spec.rows, &spec.columns, view)?;
    let mut finder = Finder {
        view,
        force,
        places,
        counted: false,
        notes: Vec::new(),
    };
    let rows = finder.side(&spec.rows, &row_kinds)?;
    let columns = finder.side(&spec.columns, &column_kinds)?;
    let of_cases = row_kinds
        .iter()
        .chain(&column_kinds)
        .any(|kind| kind.is_cases());
    Ok(Resolved {
        rows,
        columns,
        notes: finder.notes,
        of_cases,
    })
}

struct Finder<'a> {
    view: &'a View<'a>,
    force: &'a Force,
    places: &'a Places<'a>,
    /// Whether a level has been found whose codings are counted.
    counted: bool,
    notes: Vec<String>,
}

impl Finder<'_> {
    fn side(&mut self, levels: &SideSpec, kinds: &[Kind]) -> Result<Side, Problem> {
        let mut found = Vec::new();
        let mut rest = levels.iter().zip(kinds).peekable();
        while let Some((level, kind)) = rest.next() {
            if let Kind::Of(what) = kind
                && gathers(*what)
                && let Some((inner, _)) = rest.next_if(|(_, inner)| **inner == CODES)
            {
                let outer = self.code_items(level, *what)?;
                let inner = self.code_items(inner, HeadsOf::Codes)?;
                found.push(self.of_codes(codes::grouped(outer, &inner)));
                continue;
            }
            found.push(self.level(level, *kind)?);
        }
        Side::new(found)
    }

    fn level(&mut self, level: &LevelSpec, kind: Kind) -> Result<Level, Problem> {
        let transcripts = self.view.transcripts.len();
        let names = match level {
            LevelSpec::These(_, names) | LevelSpec::Named(names) => Some(names),
            _ => None,
        };
        match (level, kind) {
            (_, Kind::Of(what)) if what.is_codes() => {
                let items = self.code_items(level, what)?;
                Ok(self.of_codes(items))
            }
            (LevelSpec::Attribute { name, values }, _) => {
                let (items, without) = cases::values(name, values, self.view, self.places)?;
                self.notes.extend(without_value(name, &without));
                Ok(Level::of_sources(items, transcripts))
            }
            (LevelSpec::Furthest(names), _) => {
                let items = self.furthest(names)?;
                Ok(Level::of_sources(items, transcripts))
            }
            (_, Kind::Of(HeadsOf::Cases)) => {
                let items = cases::cases(names, self.view, self.places)?;
                Ok(Level::of_sources(items, transcripts))
            }
            (_, Kind::Of(HeadsOf::Coders)) => Ok(Level::of_coders(
                self.coders(names)?,
                self.view.coders.len(),
            )),
            (_, Kind::Of(HeadsOf::Attributes)) => Err(Problem::new(
                "attributes as heads go with cells = \"attribute\"",
            )
            .next("to compare the cases by one of them, write { attribute = \"…\" }")),
            (_, Kind::Of(what)) => {
                let items = sources::items(what, names, self.view, self.places)?;
                Ok(Level::of_sources(items, transcripts))
            }
            (_, Kind::Values | Kind::Furthest) => Err(Problem::new("this level names nothing")),
        }
    }

    fn code_items(&self, level: &LevelSpec, what: HeadsOf) -> Result<Vec<Item>, Problem> {
        codes::items(level, what, self.view, || {
            codes_in_use(self.view, self.force)
        })
    }

    fn of_codes(&mut self, items: Vec<Item>) -> Level {
        let counted = !std::mem::replace(&mut self.counted, true);
        Level::of_codes(items, self.view.codebook.codes.len(), counted)
    }

    fn furthest(&mut self, names: &[String]) -> Result<Vec<Item>, Problem> {
        let named = LevelSpec::Named(names.to_vec());
        let codes = self.code_items(&named, HeadsOf::Codes)?;
        let mut wanted = vec![false; self.view.codebook.codes.len()];
        for code in codes.iter().flat_map(|item| item.codes.iter().flatten()) {
            if let Some(wanted) = wanted.get_mut(*code as usize) {
                *wanted = true;
            }
        }
        let hits = Hits::new(self.view, self.force, &wanted);
        let items = cases::furthest(&codes, &hits, self.view, self.places);
        let placed = items.iter().filter_map(|item| item.sources.as_ref());
        let placed: usize = placed.map(|sources| sources.cases.len()).sum();
        let left = self.view.cases.len() - placed;
        if left > 0 {
            self.notes.push(format!(
                "{} in which none of {} occurs {} under none of them.",
                crate::text::counted(left, "case"),
                names.join(", "),
                if left == 1 { "stands" } else { "stand" },
            ));
        }
        self.notes.push(
            "A case stands under the last of these codes, in their order, that occurs in it."
                .to_owned(),
        );
        Ok(items)
    }

    fn coders(&self, names: Option<&Vec<String>>) -> Result<Vec<Item>, Problem> {
        let found = self.force.names.iter().filter_map(|name| {
            if names.is_some_and(|names| !names.contains(name)) {
                return None;
            }
            let at = self.view.coders.iter().position(|coder| coder == name)?;
            Some(Item {
                heading: Heading {
                    subject: Axis::Coder(name.clone()),
                    name: name.clone(),
                    label: name.clone(),
                    ..Heading::default()
                },
                sources: None,
                codes: None,
                coder: u16::try_from(at).ok(),
            })
        });
        let found: Vec<Item> = found.collect();
        match found.is_empty() {
            true => Err(Problem::new("nobody has coded yet")
                .next("`crosscase code` codes a passage by hand")),
            false => Ok(found),
        }
    }
}

const CODES: Kind = Kind::Of(HeadsOf::Codes);

/// Whether codes nested in heads of this kind stand under those they belong to.
fn gathers(what: HeadsOf) -> bool {
    matches!(
        what,
        HeadsOf::Patterns | HeadsOf::Families | HeadsOf::Questions
    )
}

fn without_value(name: &str, cases: &[&str]) -> Option<String> {
    (!cases.is_empty()).then(|| {
        format!(
            "{} no {name} and {} no part here: {}.",
            match cases.len() {
                1 => "1 case has".to_owned(),
                many => format!("{many} cases have"),
            },
            if cases.len() == 1 { "plays" } else { "play" },
            axes::some_of(cases),
        )
    })
}

/// The coders whose codings a table with coders as heads compares.
pub(crate) fn coders_named(spec: &TableSpec, view: &View) -> Option<Vec<String>> {
    let levels = spec.rows.iter().chain(&spec.columns);
    let mut named = None;
    for level in levels {
        match level {
            LevelSpec::All(HeadsOf::Coders) if spec.coders.is_empty() => {
                let known = view.coders.iter().filter(|name| !name.is_empty());
                named = Some(known.cloned().collect());
            }
            LevelSpec::These(HeadsOf::Coders, names) => named = Some(names.clone()),
            _ => {}
        }
    }
    named
}
