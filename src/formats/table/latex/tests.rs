//! The file read back by a small reader of its own: every cell's words in
//! their place, every brace closed, no sign left that TeX would obey.

use super::*;
use crate::formats::table::agree;
use crate::formats::table::measure::visible;
use crate::model::{Emptiness, HeadKind};
use proptest::prelude::*;

/// The commands that the writer uses of its own, with what they print.
const PRINTS: [(&str, &str); 9] = [
    ("textbackslash", "\\"),
    ("textasciitilde", "~"),
    ("textasciicircum", "^"),
    ("textless", "<"),
    ("textgreater", ">"),
    ("textbar", "|"),
    ("textquotedbl", "\""),
    ("textasciigrave", "`"),
    ("newline", " "),
];

/// What a piece of escaped text prints. Fails on anything that TeX would obey.
fn printed(source: &str) -> Result<String, String> {
    let mut out = String::new();
    let mut letters = source.chars().peekable();
    let mut depth = 0usize;
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => {
                let mut command = String::new();
                while let Some(letter) = letters.next_if(char::is_ascii_alphabetic) {
                    command.push(letter);
                }
                if command.is_empty() {
                    match letters.next() {
                        Some(sign) if "{}$&#%_".contains(sign) => out.push(sign),
                        Some('-') => {}
                        other => return Err(format!("\\{other:?}")),
                    }
                    continue;
                }
                let known = PRINTS.iter().find(|(name, _)| *name == command);
                let Some((_, sign)) = known else {
                    return Err(format!("\\{command} in {source}"));
                };
                out.push_str(sign);
                letters.next_if_eq(&' ');
            }
            '{' => depth += 1,
            '}' => depth = depth.checked_sub(1).ok_or("a brace too many")?,
            '$' | '&' | '#' | '%' | '_' | '^' | '~' | '"' | '<' | '>' | '|' | '`' => {
                return Err(format!("{letter} is left in {source}"));
            }
            letter => out.push(letter),
        }
    }
    if depth == 0 {
        Ok(out)
    } else {
        Err("a brace is open".to_owned())
    }
}

fn squeezed(text: &str) -> String {
    let text: String = text.chars().filter(|it| *it != '\u{ad}').collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The cells of the rows that end in `\\`, spans and commands of the writer
/// taken off.
fn rows_of(written: &str) -> Vec<Vec<String>> {
    let body = written.lines().filter(|line| !line.starts_with('%'));
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut went_on = false;
    for line in body {
        let goes_on = line.strip_suffix(GOES_ON);
        let Some(line) = goes_on.unwrap_or(line).strip_suffix(" \\\\") else {
            continue;
        };
        if line.starts_with("\\multicolumn") {
            continue;
        }
        // An ampersand of the text is escaped.
        let cells = line.replace("\\&", "\u{1}");
        let cells = cells.split('&').map(|cell| cell.replace('\u{1}', "\\&"));
        let cells: Vec<String> = cells.map(|cell| cell.trim().to_owned()).collect();
        if went_on && let Some(row) = rows.last_mut() {
            for (begun, more) in row.iter_mut().zip(&cells) {
                begun.push(' ');
                begun.push_str(without_step(more));
            }
        } else {
            rows.push(cells);
        }
        went_on = goes_on.is_some();
    }
    rows
}

fn without_step(cell: &str) -> &str {
    match cell.strip_prefix("\\leftskip=") {
        Some(rest) => rest.split_once("\\relax ").map_or("", |(_, rest)| rest),
        None => cell.strip_suffix("\\relax").unwrap_or(cell),
    }
}

proptest! {
    #[test]
    fn escaped_text_prints_as_it_stands(text in any::<String>(), longest in 0..30usize) {
        let shown = squeezed(&visible(&text));
        for lines in [Lines::Kept, Lines::Joined] {
            let read = printed(&escaped(&text, lines, longest));
            prop_assert_eq!(squeezed(&read.unwrap()), shown.clone());
        }
    }

    #[test]
    fn signs_that_tex_obeys_are_printed_whatever_stands_beside_them(
        text in "[\\\\{}$&#%_^~<>\"|`'?!,\\-\\[\\]* a5c\n]{0,40}", longest in 0..30usize
    ) {
        let read = printed(&escaped(&text, Lines::Kept, longest));
        prop_assert_eq!(squeezed(&read.unwrap()), squeezed(&text));
    }

    #[test]
    fn a_file_read_back_has_the_cells_of_the_table(table in agree::random()) {
        let written = write(&table);
        prop_assert_eq!(&written, &write(&table));
        let opened = written.matches("\\begin{").count();
        prop_assert_eq!(opened, written.matches("\\end{").count());
        let plan = plan(&table);
        let rows = rows_of(&written);
        // Heads stand there once for each part, and again for the next page.
        let heads = if plan.long { 2 } else { 1 };
        let levels = |part: &Part| head_lines(&table.columns[part.columns.clone()]).len();
        let lines = |part: &Part| table.rows.len() + heads * levels(part);
        let wanted: usize = plan.parts.iter().map(lines).sum();
        prop_assert_eq!(rows.len(), wanted, "{}", written);
        let mut rows = rows.iter();
        for part in &plan.parts {
            let shares: u32 = part.shares.iter().sum();
            prop_assert!(shares <= WHOLE);
            for _ in 0..heads {
                let head = rows.nth(levels(part) - 1).unwrap();
                for (at, column) in part.columns.clone().enumerate() {
                    let read = printed(&head[at + 1]).unwrap();
                    prop_assert_eq!(squeezed(&read), squeezed(&visible(&table.columns[column].printed())));
                }
            }
            for row in 0..table.rows.len() {
                let cells = rows.next().unwrap();
                prop_assert_eq!(cells.len(), part.columns.len() + 1);
                let head = printed(without_step(&cells[0])).unwrap();
                prop_assert_eq!(squeezed(&head), squeezed(&visible(&table.rows[row].printed())));
                for (at, column) in part.columns.clone().enumerate() {
                    let read = printed(&cells[at + 1]).unwrap();
                    let words = table.cells[row][column].words();
                    prop_assert_eq!(squeezed(&read), squeezed(&visible(&words)));
                }
            }
        }
    }
}

#[test]
fn hostile_words_in_every_place_run_nothing() {
    let hostile = "\\write18{rm} \\input{/etc/passwd} ^^5cinput %\n\\end{document} $x$";
    let mut table = agree::table(&[hostile, "n"], 2, |_, _| Value::Text(hostile.to_owned()));
    table.title = hostile.to_owned();
    table.corner = hostile.to_owned();
    table.notes = vec![hostile.to_owned()];
    table.as_of = hostile.to_owned();
    for heads in [&mut table.rows, &mut table.columns] {
        heads[0].above = vec![hostile.to_owned()];
        heads[1].above = vec![String::new()];
        heads[0].label = hostile.to_owned();
    }
    let written = write(&table);
    for command in ["\\write", "\\input{", "^^", "\\end{document}", "$"] {
        let body: Vec<&str> = written
            .lines()
            .filter(|line| !line.starts_with('%'))
            .collect();
        let body = body.join("\n").replace("\\$", "");
        assert!(!body.contains(command), "{command} in {body}");
    }
}

#[test]
fn nested_heads_stand_above_what_they_share() {
    let mut table = agree::table(&["New", "Old", "Total"], 3, |row, column| {
        match (row, column) {
            (0, 0) => Value::Empty(Emptiness::NotAsked),
            _ => Value::Count(row as u64 * 3 + column as u64),
        }
    });
    for (at, above) in ["Developed", "Developed", ""].into_iter().enumerate() {
        table.columns[at].above = vec![above.to_owned()];
        table.rows[at].above = vec![above.replace("Developed", "Rewards")];
    }
    table.columns[2].kind = HeadKind::Total;
    table.rows[2].kind = HeadKind::Total;
    insta::assert_snapshot!(write(&table), @r"
% Put this file into a document with \input. Its preamble needs:
%   \usepackage[T1]{fontenc}
%   \usepackage{array}
%   \usepackage{booktabs}
\begin{table}[htbp]
\begingroup
\small
\setlength{\tabcolsep}{4pt}
\centering
\caption{A table}\label{tab:a-table}

\begin{tabular}{@{}>{\raggedright\arraybackslash\hspace{0pt}}p{\dimexpr(\linewidth-6\tabcolsep)*1212/10000\relax}>{\raggedleft\arraybackslash\hspace{0pt}}p{\dimexpr(\linewidth-6\tabcolsep)*909/10000\relax}>{\raggedleft\arraybackslash\hspace{0pt}}p{\dimexpr(\linewidth-6\tabcolsep)*757/10000\relax}>{\raggedleft\arraybackslash\hspace{0pt}}p{\dimexpr(\linewidth-6\tabcolsep)*1060/10000\relax}@{}}
\toprule
 & \multicolumn{2}{>{\centering\arraybackslash\hspace{0pt}}p{\dimexpr(\linewidth-6\tabcolsep)*1666/10000+2\tabcolsep\relax}}{Developed} & \\
\cmidrule(lr){2-3}
Code & New & Old & Total \\
\midrule
\multicolumn{4}{@{}p{\dimexpr(\linewidth-6\tabcolsep)*3938/10000+6\tabcolsep\relax}@{}}{\textit{Rewards}} \\*
\leftskip=1em\relax row 0 & not asked & 1 & 2 \\
\leftskip=1em\relax row 1 & 3 & 4 & 5 \\
\addlinespace
row 2 & 6 & 7 & 8 \\
\bottomrule
\end{tabular}
\par\nobreak\vspace{2pt}\noindent\begin{minipage}{\linewidth}\raggedright\footnotesize
\textit{Note.} Counted: codings.
\end{minipage}
\par\endgroup
\end{table}
");
}

#[test]
fn a_wide_table_lies_across_and_a_wider_one_comes_in_parts() {
    let words = |_: usize, _: usize| Value::Text("what they say of their customers".to_owned());
    let few = plan(&agree::table(&["A", "B"], 2, words));
    assert!(!few.landscape && !few.long && few.parts.len() == 1);
    let many: Vec<String> = (0..8).map(|at| format!("Case {at}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let wide = plan(&agree::table(&many, 2, words));
    assert!(wide.landscape && wide.long && wide.parts.len() == 1);
    let more: Vec<&str> = many.iter().cycle().take(40).copied().collect();
    let wider = plan(&agree::table(&more, 2, words));
    let columns: Vec<usize> = wider.parts.iter().map(|part| part.columns.len()).collect();
    assert!(columns.len() > 1 && columns.iter().sum::<usize>() == 40);
    let (least, most) = (columns.iter().min().unwrap(), columns.iter().max().unwrap());
    assert!(most - least <= 2 || columns.len() > 3, "{columns:?}");
    let long = plan(&agree::table(&["A"], 60, |_, _| Value::Count(1)));
    assert!(long.long && !long.landscape);
}

#[test]
fn the_comment_says_which_letters_need_another_engine() {
    let mut table = agree::table(&["A"], 1, |_, _| Value::Text("клиент 🙂".to_owned()));
    assert!(write(&table).contains("LuaLaTeX"));
    assert!(write(&table).contains("U+1F642"));
    table.cells[0][0].value = Value::Text("Yrjö: “työ” – 5 €".to_owned());
    assert!(!write(&table).contains("LuaLaTeX"));
}
