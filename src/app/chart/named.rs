//! The figures that any table of numbers can be drawn as, by name: what a
//! table's spec orders, and what `chart` offers.

use crate::app::AppError;
use crate::chart::{BarKind, ChartError, Drawing, bars, heatmap};
use crate::model::nearest::did_you_mean;
use crate::model::{Problem, Table};

/// What draws a table.
pub(in crate::app) type Draw = fn(&Table) -> Result<Drawing, ChartError>;

/// The names, with what each shows.
pub const NAMES: [(&str, &str); 4] = [
    (
        "heatmap",
        "every cell with its number, darker where there is more",
    ),
    ("bars", "bars side by side"),
    ("stacked", "bars end to end, as long as their sum"),
    ("share", "bars end to end, each 100 %"),
];

fn drawer(name: &str) -> Option<Draw> {
    match name {
        "heatmap" => Some(heatmap),
        "bars" => Some(|table| bars(table, BarKind::Grouped, None)),
        "stacked" => Some(|table| bars(table, BarKind::Stacked, None)),
        "share" => Some(|table| bars(table, BarKind::Share, None)),
        _ => None,
    }
}

/// Draws a table as the figure of that name, one of [`NAMES`].
pub fn draw_named(table: &Table, name: &str) -> Result<Drawing, AppError> {
    Ok(known(name)?(table)?)
}

/// What draws the figure of that name, if there is one.
pub(in crate::app) fn known(name: &str) -> Result<Draw, Problem> {
    drawer(name).ok_or_else(|| {
        let names = NAMES.iter().map(|(name, _)| *name);
        let known = names.clone().collect::<Vec<_>>().join(", ");
        let advice = did_you_mean(name, names, &format!("there are {known}"));
        Problem::new(format!("no chart '{name}'")).next(advice)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_that_is_offered_is_drawn() {
        for (name, _) in NAMES {
            assert!(draw_named(&Table::default(), name).is_ok(), "{name}");
        }
        assert!(draw_named(&Table::default(), "pie").is_err());
    }
}
