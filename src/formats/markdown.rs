//! A paper as Markdown (GitHub Flavored): for notes, wikis and converters.
//! Pictures stay out, as Markdown cannot hold them; their titles say so.

use crate::formats::table::markdown::{escaped, table_below_title};
use crate::formats::table::visible;
use crate::model::{Block, Paper, Quoted};

/// Writes the paper (UTF-8); ends in a line break.
pub fn write(paper: &Paper) -> String {
    let mut pieces: Vec<String> = Vec::new();
    let titled = !paper.title.is_empty();
    if titled {
        pieces.push(format!("# {}", one_line(&paper.title)));
        if !paper.below_title.is_empty() {
            let lines = paper.below_title.iter();
            pieces.push(
                lines
                    .map(|line| text(line))
                    .collect::<Vec<_>>()
                    .join("\\\n"),
            );
        }
    }
    let (mut tables, mut figures) = (0, 0);
    for block in &paper.blocks {
        let piece = match block {
            Block::Heading { level, text } => {
                let level = level.saturating_add(u8::from(titled)).clamp(1, 6);
                format!("{} {}", "#".repeat(level.into()), one_line(text))
            }
            Block::Paragraph(words) => text(words),
            Block::List(items) => {
                let items = items.iter().map(|item| format!("- {}", indented(item)));
                items.collect::<Vec<_>>().join("\n")
            }
            Block::Table(table) => {
                tables += 1;
                let title = numbered(paper, "Table", tables, &table.title);
                format!("{title}\n\n{}", table_below_title(table).trim_end())
            }
            Block::Figure(figure) => {
                figures += 1;
                let title = numbered(paper, "Figure", figures, &figure.title);
                format!("{title}\n\nThe picture is not in this file.")
            }
            Block::Quote(quoted) => quote(quoted),
        };
        pieces.push(piece);
    }
    pieces.retain(|piece| !piece.trim().is_empty());
    let mut written = pieces.join("\n\n");
    written.push('\n');
    written
}

fn numbered(paper: &Paper, what: &str, number: usize, title: &str) -> String {
    match paper.numbered {
        true => format!("**{what} {number}.** {}", one_line(title)),
        false => format!("**{}**", one_line(title)),
    }
}

fn quote(quoted: &Quoted) -> String {
    let mut source = vec![quoted.source(), quoted.code.clone(), quoted.coder.clone()];
    source.retain(|part| !part.trim().is_empty());
    let mut parts = vec![
        text(&quoted.words),
        text(&format!("— {}", source.join(" · "))),
    ];
    let memos = quoted.memos.iter();
    parts.extend(memos.map(|memo| text(&format!("Memo: {memo}"))));
    let lines = parts.join("\n\n");
    let lines = lines
        .lines()
        .map(|line| format!("> {line}").trim_end().to_owned());
    lines.collect::<Vec<_>>().join("\n")
}

fn one_line(words: &str) -> String {
    escaped(&words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A paragraph: a line break stays one, and no line begins like a list or a
/// rule.
fn text(words: &str) -> String {
    let shown = visible(words);
    let lines = shown
        .trim()
        .split('\n')
        .map(|line| plain_start(escaped(line)));
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    lines.join("\\\n")
}

fn indented(words: &str) -> String {
    text(words).replace('\n', "\n  ")
}

fn plain_start(line: String) -> String {
    if line.starts_with(['-', '+', '=', ':']) {
        return format!("\\{line}");
    }
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    match (digits, line.split_at_checked(digits)) {
        (1.., Some((number, rest))) if rest.starts_with(['.', ')']) => format!("{number}\\{rest}"),
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Figure, Table};

    #[test]
    fn a_paper_reads_from_top_to_bottom_and_words_stay_words() {
        let quoted = Quoted {
            words: "1. We pay *bonuses*\n- and more".to_owned(),
            speaker: "J".to_owned(),
            transcript: "case-a".to_owned(),
            turn: 4,
            line: 9,
            code: "CRM-REW".to_owned(),
            memos: vec!["ask <again>".to_owned()],
            ..Quoted::default()
        };
        let paper = Paper {
            title: "Quotes # 1".to_owned(),
            below_title: vec!["one study".to_owned(), "two lines".to_owned()],
            blocks: vec![
                Block::Heading {
                    level: 1,
                    text: "Rewards".to_owned(),
                },
                Block::Paragraph("+ a\nb".to_owned()),
                Block::List(vec!["one\ntwo".to_owned(), "three".to_owned()]),
                Block::Quote(Box::new(quoted)),
                Block::Table(Box::new(Table {
                    title: "Counts".to_owned(),
                    ..Table::default()
                })),
                Block::Figure(Box::new(Figure {
                    svg: String::new(),
                    png: Vec::new(),
                    width: 1,
                    height: 1,
                    title: "Heat".to_owned(),
                })),
            ],
            numbered: true,
            ..Paper::default()
        };
        insta::assert_snapshot!(write(&paper), @r"
# Quotes \# 1

one study\
two lines

## Rewards

\+ a\
b

- one\
  two
- three

> 1\. We pay \*bonuses\*\
> \- and more
>
> — J, case-a, turn 4, line 9 · CRM-REW
>
> Memo: ask &lt;again&gt;

**Table 1.** Counts

|  |
| --- |

**Figure 1.** Heat

The picture is not in this file.
");
    }
}
