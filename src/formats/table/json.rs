//! A table as JSON: all of it, with the numbers of the codings behind each cell.
//!
//! ```json
//! { "format": "crosscase table", "version": 1, "title": "…", "corner": "…",
//!   "rows": [ { "subject": {"code": 3}, "name": "CRM-STR", "label": "…", "depth": 0 } ],
//!   "columns": [ … ],
//!   "cells": [ [ { "value": {"count": 4}, "behind": [1, 5], "pending": 0, "stale": false } ] ],
//!   "unit": "codings", "coders": [ … ], "filters": [ … ], "notes": [ … ] }
//! ```
//! A value is `{"text": "…"}`, `{"count": 4}`, `{"share": {"part": 1, "whole": 8}}`
//! `{"number": 2.35}` or `{"empty": "not_asked"}`.

use crate::model::Table;
use serde::Serialize;

/// Raised when a reader of older files would misread newer ones.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Whole<'a> {
    format: &'static str,
    version: u32,
    #[serde(flatten)]
    table: &'a Table,
}

/// Writes the table as indented JSON.
pub fn write(table: &Table) -> String {
    let whole = Whole {
        format: "crosscase table",
        version: VERSION,
        table,
    };
    // A table has only texts, whole numbers and lists, which all can be written.
    let mut json = serde_json::to_string_pretty(&whole).unwrap_or_default();
    json.push('\n');
    json
}

#[cfg(test)]
mod tests {
    use super::super::agree::table;
    use super::*;
    use crate::model::{Emptiness, Value};
    use serde_json::json;

    #[test]
    fn programs_find_version_values_and_the_kind_of_emptiness() {
        let table = table(&["A"], 3, |row, _| match row {
            0 => Value::Count(u64::MAX),
            1 => Value::Share { part: 1, whole: 8 },
            _ => Value::Empty(Emptiness::NotCoded),
        });
        let read: serde_json::Value = serde_json::from_str(&write(&table)).unwrap();
        assert_eq!(read["version"], 1);
        assert_eq!(read["cells"][0][0]["value"], json!({"count": u64::MAX}));
        assert_eq!(
            read["cells"][1][0]["value"],
            json!({"share": {"part": 1, "whole": 8}})
        );
        assert_eq!(read["cells"][2][0]["value"], json!({"empty": "not_coded"}));
    }
}
