//! A table ordered on the command line: a new one, or a spec with changes.

use super::specs::built_in;
use crate::formats::spec::{contradictions, shows};
use crate::model::{
    CellMeasure, Filter, HeadsOf, LevelSpec, Nearness, PercentOf, Problem, QuoteChoice, SideSpec,
    Sides, TableSpec,
};

/// What is said about a table beyond its spec. What is not said stays.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Order {
    /// The rows.
    pub rows: Option<SideSpec>,
    /// The columns.
    pub columns: Option<SideSpec>,
    /// What a cell shows: one measure, or two.
    pub cells: Vec<CellMeasure>,
    /// Percentages.
    pub percent: Option<PercentOf>,
    /// Only the percentages.
    pub percent_only: bool,
    /// Distinct totals.
    pub totals: Option<Sides>,
    /// What was written across the others.
    pub syntheses: Option<Sides>,
    /// Which quotes.
    pub quotes: Option<QuoteChoice>,
    /// When codes stand together.
    pub near: Option<Nearness>,
    /// What alone is looked at: each kind named here replaces the spec's.
    pub only: Filter,
    /// Leave out what is empty.
    pub hide_empty: bool,
    /// Labels of codes instead of names.
    pub labels: bool,
    /// The title.
    pub title: Option<String>,
    /// Sentences below.
    pub note: Vec<String>,
    /// Rows become columns and columns rows.
    pub transpose: bool,
}

impl Order {
    /// Whether it says anything.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The table that is ordered without a spec.
    ///
    /// # Errors
    /// What is ordered contradicts itself.
    pub fn new_table(&self) -> Result<TableSpec, Vec<Problem>> {
        let built_in = match self.cells.as_slice() {
            [CellMeasure::Attribute] => built_in("cases"),
            _ => built_in("codings"),
        };
        let mut spec = self.change(TableSpec {
            name: "table".to_owned(),
            ..built_in.unwrap_or_default()
        })?;
        if self.title.is_none() {
            spec.title = shows(&spec);
        }
        Ok(spec)
    }

    /// A spec with the changes made.
    ///
    /// # Errors
    /// What comes out contradicts itself.
    pub fn change(&self, mut spec: TableSpec) -> Result<TableSpec, Vec<Problem>> {
        if self.is_empty() {
            return Ok(spec);
        }
        if let Some(rows) = &self.rows {
            spec.rows.clone_from(rows);
        }
        if let Some(columns) = &self.columns {
            spec.columns.clone_from(columns);
        }
        if let [cells, also @ ..] = self.cells.as_slice() {
            if also.len() > 1 {
                return Err(vec![
                    Problem::new("a cell shows two measures at most")
                        .next("make a second table for the others"),
                ]);
            }
            // What was chosen for other cells says nothing about these.
            (spec.cells, spec.also) = (*cells, also.first().copied());
            (spec.percent, spec.percent_only) = (None, false);
            spec.quotes = QuoteChoice::All;
        }
        if self.percent.is_some() {
            spec.percent = self.percent;
        }
        spec.percent_only = spec.percent_only || self.percent_only;
        spec.totals = self.totals.unwrap_or(spec.totals);
        spec.syntheses = self.syntheses.unwrap_or(spec.syntheses);
        spec.quotes = self.quotes.unwrap_or(spec.quotes);
        spec.near = self.near.unwrap_or(spec.near);
        self.narrow(&mut spec.only);
        spec.hide_empty |= self.hide_empty;
        spec.labels |= self.labels;
        if let Some(title) = &self.title {
            spec.title.clone_from(title);
        }
        spec.note.extend(self.note.iter().cloned());
        if self.transpose {
            transpose(&mut spec);
        }
        if self.rows.is_some() || self.transpose {
            spec.corner = corner(&spec.rows);
        }
        let mut told: Vec<Problem> = contradictions(&spec)
            .into_iter()
            .map(|(_, it)| it)
            .collect();
        if self.percent_only && spec.percent.is_none() {
            told.push(
                Problem::new("without counts and without percentages nothing is left to show")
                    .next("add --percent row, column or all"),
            );
        }
        if told.is_empty() { Ok(spec) } else { Err(told) }
    }

    /// The problem of a name that the study does not know, with the word that
    /// was probably meant: `--rows code` for codes.
    pub(super) fn word_meant(&self, problem: Problem) -> Problem {
        let typed = [&self.rows, &self.columns].into_iter().flatten();
        let mut words = typed.filter_map(|side| match side.as_slice() {
            [LevelSpec::Named(names)] => match names.as_slice() {
                [name] if problem.what.contains(&format!("'{name}'")) => Some(name),
                _ => None,
            },
            _ => None,
        });
        let meant = words.find_map(|name| {
            let known = HeadsOf::ALL.into_iter().map(HeadsOf::word);
            let name = name.to_lowercase();
            let mut near = known.filter(|word| strsim::osa_distance(&name, word) <= 1);
            near.next()
        });
        match meant {
            Some(word) => problem.next(format!("did you mean {word}?")),
            None => problem,
        }
    }

    fn narrow(&self, only: &mut Filter) {
        let replace = |new: &Vec<String>, old: &mut Vec<String>| {
            if !new.is_empty() {
                old.clone_from(new);
            }
        };
        replace(&self.only.cases, &mut only.cases);
        replace(&self.only.transcripts, &mut only.transcripts);
        replace(&self.only.rounds, &mut only.rounds);
        replace(&self.only.roles, &mut only.roles);
        replace(&self.only.speakers, &mut only.speakers);
        replace(&self.only.codes, &mut only.codes);
        for (name, values) in &self.only.attributes {
            only.attributes.insert(name.clone(), values.clone());
        }
    }
}

fn transpose(spec: &mut TableSpec) {
    std::mem::swap(&mut spec.rows, &mut spec.columns);
    for sides in [&mut spec.totals, &mut spec.syntheses] {
        std::mem::swap(&mut sides.rows, &mut sides.columns);
    }
    spec.percent = spec.percent.map(|of| match of {
        PercentOf::Row => PercentOf::Column,
        PercentOf::Column => PercentOf::Row,
        PercentOf::All => PercentOf::All,
    });
}

/// What usually stands above row heads of this kind.
fn corner(rows: &[LevelSpec]) -> String {
    let word = match rows {
        [LevelSpec::All(heads) | LevelSpec::These(heads, _)] => match heads {
            HeadsOf::Cases => "Case",
            HeadsOf::Codes => "Code",
            HeadsOf::Patterns => "Theme",
            HeadsOf::Families => "Code family",
            HeadsOf::Questions => "Research question",
            HeadsOf::Transcripts => "Transcript",
            HeadsOf::Speakers => "Speaker",
            HeadsOf::Roles => "Role",
            HeadsOf::Rounds => "Round",
            HeadsOf::Coders => "Coder",
            HeadsOf::Attributes => "Attribute",
        },
        [LevelSpec::Under(_)] => "Code",
        [LevelSpec::Attribute { name, .. }] => name,
        _ => "",
    };
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summaries() -> TableSpec {
        TableSpec {
            cells: CellMeasure::Summary,
            syntheses: Sides {
                rows: true,
                columns: false,
            },
            ..built_in("codings").unwrap()
        }
    }

    #[test]
    fn a_spec_keeps_what_the_order_does_not_speak_of() {
        let only = Filter {
            roles: vec!["informant".to_owned()],
            ..Filter::default()
        };
        let order = Order {
            hide_empty: true,
            only: only.clone(),
            ..Order::default()
        };
        let changed = order.change(summaries()).unwrap();
        let expected = TableSpec {
            hide_empty: true,
            only,
            ..summaries()
        };
        assert_eq!(changed, expected);
        assert_eq!(Order::default().change(summaries()).unwrap(), summaries());
    }

    #[test]
    fn other_cells_drop_what_was_chosen_for_the_old_ones() {
        let mut spec = summaries();
        (spec.cells, spec.quotes) = (CellMeasure::Quotes, QuoteChoice::Best(2));
        let order = Order {
            cells: vec![CellMeasure::Codings, CellMeasure::Cases],
            ..Order::default()
        };
        let changed = order.change(spec).unwrap();
        assert_eq!(changed.also, Some(CellMeasure::Cases));
        assert_eq!(changed.quotes, QuoteChoice::All);
    }

    #[test]
    fn what_contradicts_itself_is_refused() {
        let percent = Order {
            percent: Some(PercentOf::Row),
            ..Order::default()
        };
        let told = percent.change(summaries()).unwrap_err();
        assert!(told[0].what.contains("percentage"), "{told:?}");
        let bare = Order {
            percent_only: true,
            ..Order::default()
        };
        assert!(bare.new_table().is_err());
    }

    #[test]
    fn a_table_turned_round_keeps_its_figures() {
        let spec = TableSpec {
            percent: Some(PercentOf::Row),
            totals: Sides {
                rows: true,
                columns: false,
            },
            ..built_in("codings").unwrap()
        };
        let order = Order {
            transpose: true,
            ..Order::default()
        };
        let turned = order.change(spec).unwrap();
        assert_eq!(turned.rows, [LevelSpec::All(HeadsOf::Cases)]);
        assert_eq!(turned.corner, "Case");
        assert_eq!(turned.percent, Some(PercentOf::Column));
        assert!(turned.totals.columns && !turned.totals.rows);
    }
}
