//! The figures that any table of numbers can be drawn as, by name: what a
//! table's spec orders, and what `chart` offers.

use crate::app::AppError;
use crate::chart::{Drawing, heatmap};
use crate::model::Table;
use crate::model::nearest::did_you_mean;

/// What draws a table.
type Draw = fn(&Table) -> Result<Drawing, crate::chart::ChartError>;

/// The names, with what each shows.
pub const NAMES: [(&str, &str); 1] = [(
    "heatmap",
    "every cell with its number, darker where there is more",
)];

fn drawer(name: &str) -> Option<Draw> {
    match name {
        "heatmap" => Some(heatmap),
        _ => None,
    }
}

/// Draws a table as the figure of that name, one of [`NAMES`].
pub fn draw_named(table: &Table, name: &str) -> Result<Drawing, AppError> {
    let Some(draw) = drawer(name) else {
        let names = NAMES.iter().map(|(name, _)| *name);
        let known = names.clone().collect::<Vec<_>>().join(", ");
        let advice = did_you_mean(name, names, &format!("there are {known}"));
        return Err(AppError::request(format!("no chart '{name}'"), advice));
    };
    Ok(draw(table)?)
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
