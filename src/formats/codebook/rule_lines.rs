//! Where in a codebook's file its rules stand. A rule may be wrong in ways
//! that show only in its study; whoever finds out asks here for the line.

use crate::formats::codebook::columns::{Column, Columns};
use crate::formats::codebook::list::{head_of, keywords_id};
use crate::formats::codebook::sheet::Sheet;
use crate::formats::codebook::{Kind, kind, sheet, typed_id};
use crate::formats::delimited::read_rows;
use crate::formats::problems::Problems;
use crate::formats::toml_walk::read;
use crate::model::RuleId;
use std::collections::HashMap;
use std::path::Path;

/// The line of each rule's `find`, or of the row with its keywords, from 1.
/// What cannot be read has none.
pub fn rule_lines(file: &Path, bytes: &[u8]) -> HashMap<RuleId, usize> {
    match kind(file) {
        Ok(Kind::Toml) => in_toml(file, bytes),
        Ok(Kind::Csv) => read_rows(bytes)
            .map(|rows| in_list(file, &Sheet::plain(rows)))
            .unwrap_or_default(),
        Ok(Kind::Sheet) => sheet::read_sheet(file, bytes)
            .map(|sheet| in_list(file, &sheet))
            .unwrap_or_default(),
        Err(_) => HashMap::new(),
    }
}

fn in_toml(file: &Path, bytes: &[u8]) -> HashMap<RuleId, usize> {
    let lines = read(file, bytes, |top| {
        let codes = top.sections("code", "[[code]]");
        let rules = codes
            .iter()
            .flat_map(|code| code.sections("rule", "[[code.rule]]"));
        rules
            .filter_map(|rule| Some((rule.text("id")?, rule.line_of("find"))))
            .collect()
    });
    lines.unwrap_or_default()
}

fn in_list(file: &Path, sheet: &Sheet) -> HashMap<RuleId, usize> {
    let head = head_of(&sheet.rows).and_then(|at| Some((at, sheet.rows.get(at)?)));
    let Some((at, head)) = head else {
        return HashMap::new();
    };
    let columns = Columns::read(head, &mut Problems::new(file));
    let rows = sheet.rows.iter().skip(at + 1);
    rows.filter_map(|row| {
        let id = typed_id(row.filled(columns.at(Column::Id))?).ok()?;
        Some((keywords_id(&id), row.line))
    })
    .collect()
}
