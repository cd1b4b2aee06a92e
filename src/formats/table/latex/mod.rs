//! A table as LaTeX, to be put into a document with `\input`: rules of
//! `booktabs`, columns measured as shares of the line, so that it fits into
//! any class; `longtable` where it is longer than a page, a landscape page
//! where it is wider, and several tables where even that is too narrow.
//!
//! Every text is escaped ([`escape`]): what somebody said in an interview is
//! printed and never obeyed. A comment at the top says which packages the
//! document has to load, and which engine prints letters that pdfLaTeX lacks.

mod escape;
mod widths;

#[cfg(test)]
mod tests;

use super::spans::{HeadCell, begins_totals, head_lines, indent, label, numbers_only, opened};
use crate::model::{Cell, Heading, Table, Value};
use escape::{Lines, beyond_pdflatex, escaped};
use widths::{Part, Plan, WHOLE, pieces, plan};

/// No word is as long: in titles and notes TeX breaks by itself.
const NEVER: usize = usize::MAX;

/// Lines of the tallest row, which fits on a landscape page below the heads.
const TALLEST: usize = 24;

/// Behind the first part of a row that goes on in the next.
const GOES_ON: &str = " % goes on";

/// Writes the table; ends in a line break.
pub fn write(table: &Table) -> String {
    let plan = plan(table);
    let mut body = String::new();
    if plan.landscape {
        body.push_str("\\begin{landscape}\n");
    }
    body.push_str("\\begingroup\n");
    body.push_str("\\small\n");
    body.push_str("\\setlength{\\tabcolsep}{4pt}\n");
    for (at, part) in plan.parts.iter().enumerate() {
        write_part(&mut body, table, &plan, part, at);
    }
    body.push_str(&notes(table));
    body.push_str("\\par\\endgroup\n");
    if plan.landscape {
        body.push_str("\\end{landscape}\n");
    }
    if !plan.long {
        body = format!("\\begin{{table}}[htbp]\n{body}\\end{{table}}\n");
    }
    format!("{}{body}", preamble(&plan, &body))
}

/// What the document around the table has to load, as comments.
fn preamble(plan: &Plan, body: &str) -> String {
    let mut lines = vec![
        "% Put this file into a document with \\input. Its preamble needs:".to_owned(),
        "%   \\usepackage[T1]{fontenc}".to_owned(),
        "%   \\usepackage{array}".to_owned(),
        "%   \\usepackage{booktabs}".to_owned(),
    ];
    if plan.long {
        lines.push("%   \\usepackage{longtable}".to_owned());
    }
    if plan.landscape {
        lines.push("%   \\usepackage{pdflscape}".to_owned());
    }
    let beyond = beyond_pdflatex(body);
    if !beyond.is_empty() {
        const SHOWN: usize = 12;
        let mut names: Vec<String> = beyond
            .iter()
            .take(SHOWN)
            .map(|sign| format!("U+{:04X}", u32::from(*sign)))
            .collect();
        if beyond.len() > SHOWN {
            names.push(format!("and {} more", beyond.len() - SHOWN));
        }
        lines.extend([
            "% It holds letters that pdfLaTeX does not have. Compile with LuaLaTeX or".to_owned(),
            "% XeLaTeX, load fontspec instead of fontenc, and choose a font that has them:"
                .to_owned(),
            format!("%   {}", names.join(" ")),
        ]);
    }
    lines.push(String::new());
    lines.join("\n")
}

fn write_part(body: &mut String, table: &Table, plan: &Plan, part: &Part, number: usize) {
    let environment = if plan.long { "longtable" } else { "tabular" };
    let title = title(table, part, number);
    let heads = heads(table, part);
    if plan.long {
        body.push_str("\\setlength{\\LTcapwidth}{\\linewidth}\\setlength{\\LTpost}{4pt}%\n");
        body.push_str(&format!(
            "\\begin{{longtable}}{{{}}}\n",
            specification(table, part)
        ));
        let width = part.columns.len() + 1;
        body.push_str(&format!(
            "{title}\\\\\n\\toprule\n{heads}\\midrule\n\\endfirsthead\n"
        ));
        body.push_str(&format!(
            "\\multicolumn{{{width}}}{{@{{}}l@{{}}}}{{\\textit{{(continued)}}}}\\\\\n\
             \\toprule\n{heads}\\midrule\n\\endhead\n\\bottomrule\n\\endfoot\n\
             \\bottomrule\n\\endlastfoot\n"
        ));
        rows(body, table, part);
    } else {
        body.push_str(&format!("\\centering\n{title}\n\n"));
        body.push_str(&format!(
            "\\begin{{tabular}}{{{}}}\n\\toprule\n",
            specification(table, part)
        ));
        body.push_str(&format!("{heads}\\midrule\n"));
        rows(body, table, part);
        body.push_str("\\bottomrule\n");
    }
    body.push_str(&format!("\\end{{{environment}}}\n"));
}

/// The caption; further parts of a table do not count as tables of their own.
fn title(table: &Table, part: &Part, number: usize) -> String {
    let words = escaped(&table.title, Lines::Joined, NEVER);
    if number == 0 {
        return format!("\\caption{{{words}}}\\label{{{}}}", reference(&table.title));
    }
    let (from, to) = (part.columns.start + 1, part.columns.end);
    format!("\\caption*{{{words} (continued: columns {from} to {to})}}")
}

/// A label of plain letters, made of the title.
fn reference(title: &str) -> String {
    const LONGEST: usize = 40;
    let mut name = String::from("tab:");
    for letter in title.chars() {
        if name.len() > LONGEST {
            break;
        }
        if letter.is_ascii_alphanumeric() {
            name.push(letter.to_ascii_lowercase());
        } else if !name.ends_with(['-', ':']) {
            name.push('-');
        }
    }
    let name = name.trim_end_matches(['-', ':']);
    if name == "tab" {
        "tab:table".to_owned()
    } else {
        name.to_owned()
    }
}

/// The columns: each a paragraph as wide as its share of the line, numbers
/// set to the right.
fn specification(table: &Table, part: &Part) -> String {
    let mut written = String::from("@{}");
    for (at, share) in part.shares.iter().enumerate() {
        let number = at > 0 && numbers_only(table, part.columns.start + at - 1);
        let set = if number { "raggedleft" } else { "raggedright" };
        written.push_str(&format!(
            ">{{\\{set}\\arraybackslash\\hspace{{0pt}}}}p{{{}}}",
            width(part, &[*share])
        ));
    }
    written.push_str("@{}");
    written
}

/// The width of neighbouring columns, by their shares of what the gaps leave
/// of the line, with the gaps between them.
fn width(part: &Part, shares: &[u32]) -> String {
    let gaps = 2 * part.shares.len().saturating_sub(1);
    let share: u32 = shares.iter().sum();
    let between = match shares.len() {
        0 | 1 => String::new(),
        columns => format!("+{}\\tabcolsep", 2 * (columns - 1)),
    };
    format!("\\dimexpr(\\linewidth-{gaps}\\tabcolsep)*{share}/{WHOLE}{between}\\relax")
}

fn heads(table: &Table, part: &Part) -> String {
    let shown = table.columns.get(part.columns.clone()).unwrap_or_default();
    let lines = head_lines(shown);
    let mut written = String::new();
    for level in 0..lines.len() {
        let last = level + 1 == lines.len();
        // A head that reaches down is printed on the line where it ends.
        let mut ending: Vec<&HeadCell> = lines
            .iter()
            .take(level + 1)
            .enumerate()
            .flat_map(|(from, line)| line.iter().map(move |head| (from, head)))
            .filter(|(from, head)| from + head.levels == level + 1)
            .map(|(_, head)| head)
            .collect();
        ending.sort_by_key(|head| head.first);
        let corner = if last { table.corner.as_str() } else { "" };
        written.push_str(&escaped(corner, Lines::Joined, longest(part, 0)));
        let mut at = 0;
        let mut rules = String::new();
        for head in ending {
            while at < head.first {
                written.push_str(" &");
                at += 1;
            }
            written.push_str(" & ");
            if last {
                written.push_str(&escaped(&head.label, Lines::Joined, longest(part, at + 1)));
            } else {
                written.push_str(&spanning(part, head));
                rules.push_str(&format!(
                    "\\cmidrule(lr){{{}-{}}}",
                    head.first + 2,
                    head.end() + 1
                ));
            }
            at = head.end();
        }
        while at < shown.len() {
            written.push_str(" &");
            at += 1;
        }
        written.push_str(" \\\\\n");
        if !rules.is_empty() {
            written.push_str(&rules);
            written.push('\n');
        }
    }
    written
}

/// A head over several columns, in the middle above them.
fn spanning(part: &Part, head: &HeadCell) -> String {
    let shares = part
        .shares
        .get(head.first + 1..head.end() + 1)
        .unwrap_or_default();
    let letters = part
        .letters
        .get(head.first + 1..head.end() + 1)
        .unwrap_or_default();
    format!(
        "\\multicolumn{{{}}}{{>{{\\centering\\arraybackslash\\hspace{{0pt}}}}p{{{}}}}}{{{}}}",
        head.columns,
        width(part, shares),
        escaped(&head.label, Lines::Joined, letters.iter().sum())
    )
}

fn longest(part: &Part, at: usize) -> usize {
    part.letters.get(at).copied().unwrap_or(NEVER)
}

fn rows(body: &mut String, table: &Table, part: &Part) {
    let width = part.columns.len() + 1;
    let words = table
        .cells
        .iter()
        .flatten()
        .any(|cell| matches!(cell.value, Value::Text(_)));
    let mut before: Option<&Heading> = None;
    for (at, row) in table.rows.iter().enumerate() {
        let outer = opened(before, row);
        if before.is_some() && (words || !outer.is_empty() || begins_totals(before, row)) {
            body.push_str("\\addlinespace\n");
        }
        for (level, shared) in outer {
            body.push_str(&format!(
                "\\multicolumn{{{width}}}{{@{{}}p{{{}}}@{{}}}}{{{}\\textit{{{}}}}} \\\\*\n",
                self::width(part, &part.shares),
                stepped_in(level),
                escaped(shared, Lines::Joined, NEVER)
            ));
        }
        let texts = part.columns.clone().map(|column| {
            let cell = table.cell(at, column);
            cell.map(Cell::words).unwrap_or_default()
        });
        let texts: Vec<String> = std::iter::once(label(row)).chain(texts).collect();
        push_row(body, &stepped_in(indent(row)), &texts, part);
        before = Some(row);
    }
    if table.rows.is_empty() {
        body.push_str(&format!(
            "\\multicolumn{{{width}}}{{@{{}}l@{{}}}}{{This table has no rows.}} \\\\\n"
        ));
    }
}

/// A row; one that is taller than a page comes in several, as TeX breaks pages
/// only between rows.
fn push_row(body: &mut String, step: &str, texts: &[String], part: &Part) {
    let cells: Vec<Vec<String>> = texts
        .iter()
        .enumerate()
        .map(|(at, text)| pieces(text, longest(part, at), TALLEST))
        .collect();
    let rows = cells.iter().map(Vec::len).max().unwrap_or(1);
    for row in 0..rows {
        body.push_str(step);
        for (at, pieces) in cells.iter().enumerate() {
            if at > 0 {
                body.push_str(" & ");
            }
            let piece = pieces.get(row).map(String::as_str).unwrap_or_default();
            body.push_str(&escaped(piece, Lines::Kept, longest(part, at)));
        }
        body.push_str(" \\\\");
        if row + 1 < rows {
            body.push_str(GOES_ON);
        }
        body.push('\n');
    }
}

/// Moves all lines of a cell to the right.
fn stepped_in(depth: usize) -> String {
    match depth.min(8) {
        0 => String::new(),
        depth => format!("\\leftskip={depth}em\\relax "),
    }
}

fn notes(table: &Table) -> String {
    let mut notes = table.footnotes();
    if !table.as_of.is_empty() {
        notes.push(format!("State of the study: {}.", table.as_of));
    }
    if notes.is_empty() {
        return String::new();
    }
    let notes = notes.iter().map(|note| escaped(note, Lines::Joined, NEVER));
    let notes: Vec<String> = notes.collect();
    format!(
        "\\par\\nobreak\\vspace{{2pt}}\\noindent\\begin{{minipage}}{{\\linewidth}}\\raggedright\\footnotesize\n\
         \\textit{{Note.}} {}\n\\end{{minipage}}\n",
        notes.join("\n")
    )
}
