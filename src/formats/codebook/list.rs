//! From the rows of a list of codes to a codebook.

use crate::formats::codebook::columns::{Column, Columns};
use crate::formats::codebook::read_toml::KINDS;
use crate::formats::codebook::sheet::Sheet;
use crate::formats::codebook::{
    MOST_CODES, bad_colour, is_colour, stands_twice, too_many, typed_id,
};
use crate::formats::delimited::Row;
use crate::formats::problems::Problems;
use crate::model::nearest::did_you_mean;
use crate::model::{Code, CodeId, CodeKind, Codebook, Extent, Problem, Rule, RuleId, Scope};
use indexmap::IndexMap;
use std::collections::HashMap;
use std::path::Path;

/// Above the head row a spreadsheet may have a title and some remarks.
const ROWS_ABOVE_HEAD: usize = 30;

/// Where the head row is, if there is one.
pub(super) fn head_of(rows: &[Row]) -> Option<usize> {
    rows.iter().take(ROWS_ABOVE_HEAD).position(Columns::is_head)
}

/// Reads a list. What it has no column for stays as in `held`: a list of three
/// columns must not wipe out definitions, rules and the guide.
pub(super) fn read_list(
    file: &Path,
    name: &str,
    sheet: &Sheet,
    held: &Codebook,
) -> Result<Codebook, Vec<Problem>> {
    let mut problems = Problems::new(file);
    let mut codebook = Codebook {
        name: if held.codes.is_empty() {
            name
        } else {
            &held.name
        }
        .to_owned(),
        questions: held.questions.clone(),
        guide: held.guide.clone(),
        codes: IndexMap::new(),
    };
    let head = head_of(&sheet.rows).and_then(|at| Some((at, sheet.rows.get(at)?)));
    let Some((at, head)) = head else {
        problems.push(
            Problem::new("no head row with a column for the codes")
                .next("name the columns, such as: Description of codes,Codes,Q & SQ"),
        );
        return problems.or(codebook);
    };
    let columns = Columns::read(head, &mut problems);
    let mut lines = HashMap::new();
    let mut complete = true;
    let ours = |row: &&Row| {
        (0..row.cells.len()).any(|at| columns.reads(at) && row.filled(Some(at)).is_some())
    };
    for row in sheet.rows.iter().skip(at + 1).filter(ours) {
        if lines.len() == MOST_CODES {
            problems.push(too_many().at_line(row.line));
            complete = false;
            break;
        }
        let Some(mut code) = code(row, &columns, sheet, &mut problems) else {
            complete = false;
            continue;
        };
        let former = code.was.as_ref().and_then(|was| held.codes.get(was));
        if let Some(known) = held.codes.get(&code.id).or(former) {
            keep_what_is_not_listed(&mut code, known, &columns);
        }
        if let Some(first) = lines.get(&code.id) {
            problems.push(stands_twice(&code.id, *first).at_line(row.line));
            continue;
        }
        lines.insert(code.id.clone(), row.line);
        codebook.codes.insert(code.id.clone(), code);
    }
    // A row left out above would make others point to an unknown code.
    if complete {
        for (code, problem) in codebook.problems_by_code() {
            problems.push(match lines.get(code) {
                Some(line) => problem.at_line(*line),
                None => problem,
            });
        }
    }
    problems.or(codebook)
}

fn code(row: &Row, columns: &Columns, sheet: &Sheet, problems: &mut Problems) -> Option<Code> {
    if let Some(problem) = row.overflow(columns.count).filter(|_| sheet.is_delimited) {
        problems.push(problem);
        return None;
    }
    for unreadable in sheet.unreadable(row.line, |column| columns.reads(column)) {
        problems.push(unreadable.at_line(row.line));
    }
    let mut tell = |problem: Problem| problems.push(problem.at_line(row.line));
    let filled = |column: Column| row.filled(columns.at(column));
    // Long texts keep their line breaks and spaces.
    let text = |column: Column| {
        filled(column)
            .and_then(|_| columns.at(column))
            .map(|at| row.cell(at).to_owned())
    };
    let Some(id) = filled(Column::Id) else {
        tell(Problem::new("a row without a code").next("fill in the code, or clear the row"));
        return None;
    };
    let mut checked = |text: &str| typed_id(text).map_err(&mut tell).ok();
    let id = checked(id);
    let parent = filled(Column::Parent).and_then(&mut checked);
    let was = filled(Column::Was).and_then(&mut checked);
    let gathers: Vec<CodeId> = filled(Column::Gathers)
        .unwrap_or_default()
        .split(|c: char| c.is_whitespace() || c == ',' || c == ';')
        .filter(|part| !part.is_empty())
        .filter_map(&mut checked)
        .collect();
    let colour = filled(Column::Colour);
    if let Some(colour) = colour.filter(|colour| !is_colour(colour)) {
        tell(bad_colour(colour));
    }
    let kind = filled(Column::Kind).map_or(CodeKind::default(), |word| kind(word, &mut tell));
    let retired = filled(Column::Retired).is_some_and(|word| yes(word, &mut tell));
    let id = id?;
    let keywords = filled(Column::Keywords).and_then(|words| keyword_rule(&id, words));
    Some(Code {
        parent,
        kind,
        questions: parts(filled(Column::Questions)),
        guide: parts(filled(Column::Guide)),
        gathers,
        since: filled(Column::Since).map(str::to_owned),
        definition: text(Column::Definition),
        include: text(Column::Include),
        exclude: text(Column::Exclude),
        example: text(Column::Example),
        colour: colour.map(str::to_owned),
        retired,
        was,
        rules: keywords.into_iter().collect(),
        ..Code::new(id.as_str(), filled(Column::Label).unwrap_or(id.as_str()))
    })
}

fn keep_what_is_not_listed(code: &mut Code, known: &Code, columns: &Columns) {
    let listed = |column: Column| columns.at(column).is_some();
    let known = known.clone();
    macro_rules! keep {
        ($($column:ident $field:ident),+) => {
            $(if !listed(Column::$column) { code.$field = known.$field; })+
        };
    }
    keep!(Label label, Parent parent, Kind kind, Questions questions, Guide guide,
        Gathers gathers, Since since, Definition definition, Include include, Exclude exclude,
        Example example, Colour colour, Retired retired, Keywords rules);
}

/// `1.0.1/1.1` → two questions.
fn parts(cell: Option<&str>) -> Vec<String> {
    let parts = cell.unwrap_or_default().split('/').map(str::trim);
    parts
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

fn kind(word: &str, tell: &mut impl FnMut(Problem)) -> CodeKind {
    let folded = word.to_lowercase();
    let meant = KINDS.iter().find(|(name, _)| *name == folded);
    if meant.is_none() {
        let names = KINDS.iter().map(|(name, _)| *name);
        let fallback = "write descriptive, interpretive or pattern";
        tell(
            Problem::new(format!("'{word}' is no kind of code"))
                .next(did_you_mean(word, names, fallback)),
        );
    }
    meant.map(|(_, kind)| *kind).unwrap_or_default()
}

fn yes(word: &str, tell: &mut impl FnMut(Problem)) -> bool {
    match word.to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" | "x" => true,
        "no" | "n" | "false" | "0" | "-" => false,
        _ => {
            tell(
                Problem::new(format!(
                    "'{word}' in the column 'retired' is neither yes nor no"
                ))
                .next("write yes, or leave the cell empty"),
            );
            false
        }
    }
}

/// The id of the rule that is made of a code's keywords.
pub(super) fn keywords_id(id: &CodeId) -> RuleId {
    format!("{id}-keywords")
}

/// `bonus*; award ceremony` → a rule that finds either.
fn keyword_rule(id: &CodeId, words: &str) -> Option<Rule> {
    let bare = |word: &str| {
        let stem = word.strip_suffix('*').unwrap_or(word);
        let reserved = ["OR", "AND", "NOT"].contains(&stem);
        !reserved && !stem.is_empty() && stem.chars().all(char::is_alphanumeric)
    };
    let terms: Vec<String> = words
        .split([',', ';', '/', '\n'])
        .map(|word| word.replace('"', " ").trim().to_owned())
        .filter(|word| word.contains(char::is_alphanumeric))
        .map(|word| {
            if bare(&word) {
                word
            } else {
                format!("\"{word}\"")
            }
        })
        .collect();
    (!terms.is_empty()).then(|| Rule {
        id: keywords_id(id),
        find: terms.join(" OR "),
        lang: None,
        scope: Scope::default(),
        extent: Extent::default(),
        note: Some("Made of the keywords in the list of codes.".to_owned()),
    })
}
