//! A paper as one web page: a file that needs nothing beside it, neither a
//! script nor the network.
//!
//! What goes into the page is escaped by the type that holds it (`maud`), and
//! the page's own policy forbids a browser to run or load anything, so that
//! the words of an interview stay words. Wide tables scroll in a box of their
//! own on a screen and take a landscape page in print. Numbers are links to
//! the quotes behind them, which stand folded at the end of the page, each
//! written once ([`behind`]).

mod behind;
mod picture;
mod quote;
mod table;
#[cfg(test)]
mod tests;

use crate::formats::table::visible;
use crate::model::{Block, Figure, Paper, Table};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

const STYLE: &str = include_str!("page.css");

/// A paper of so many headings gets a list of them at its top.
const HEADINGS_TO_LIST: usize = 4;

/// Writes the page (UTF-8); the same paper gives the same bytes.
pub fn write(paper: &Paper) -> String {
    let tables: Vec<&Table> = paper.blocks.iter().filter_map(as_table).collect();
    let title = title_of(paper, &tables);
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy());
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    @if !paper.title.is_empty() {
                        header {
                            h1 dir="auto" { (lines(&paper.title)) }
                            @for line in &paper.below_title {
                                p dir="auto" { (lines(line)) }
                            }
                        }
                    }
                    (contents(paper))
                    (blocks(paper))
                    (behind::section(&tables, paper))
                }
            }
        }
    };
    let mut page = page.into_string();
    page.push('\n');
    page
}

/// The style is known by its checksum; nothing else may be used or loaded.
fn policy() -> String {
    let checksum = BASE64_STANDARD.encode(Sha256::digest(STYLE));
    format!(
        "default-src 'none'; style-src 'sha256-{checksum}'; base-uri 'none'; form-action 'none'"
    )
}

fn as_table(block: &Block) -> Option<&Table> {
    match block {
        Block::Table(table) => Some(table),
        _ => None,
    }
}

fn title_of(paper: &Paper, tables: &[&Table]) -> String {
    let of_table = tables.first().map(|table| table.title.as_str());
    let all = [Some(paper.title.as_str()), of_table, Some("crosscase")];
    let mut all = all.into_iter().flatten();
    let title = all.find(|title| !title.trim().is_empty());
    one_line(title.unwrap_or_default())
}

/// The headings as links, where there are many.
fn contents(paper: &Paper) -> Markup {
    let headings = || {
        let numbered = paper.blocks.iter().enumerate();
        numbered.filter_map(|(at, block)| match block {
            Block::Heading { level, text } if *level <= 2 => Some((at, *level, text)),
            _ => None,
        })
    };
    let many = headings().count() >= HEADINGS_TO_LIST;
    html! {
        @if many {
            nav aria-label="Contents" {
                details {
                    summary { "Contents" }
                    ul {
                        @for (at, level, text) in headings() {
                            li class={ "level" (level) } {
                                a href={ "#part" (at) } dir="auto" { (one_line(text)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn blocks(paper: &Paper) -> Markup {
    let (mut tables, mut figures) = (0, 0);
    // Below the page's own title, and never a level skipped.
    let title = u8::from(!paper.title.is_empty());
    let mut deepest = title;
    html! {
        @for (at, block) in paper.blocks.iter().enumerate() {
            @match block {
                Block::Heading { level, text } => {
                    @let wanted = level.saturating_add(title).clamp(1, 6);
                    @let level = wanted.min(deepest.saturating_add(1));
                    ({ deepest = level; heading(level, at, text) })
                }
                Block::Paragraph(text) => p dir="auto" { (lines(text)) },
                Block::List(items) => ul {
                    @for item in items {
                        li dir="auto" { (lines(item)) }
                    }
                },
                Block::Table(it) => ({
                    tables += 1;
                    table::write(it, tables, paper)
                }),
                Block::Figure(it) => ({
                    figures += 1;
                    figure(it, figures, paper.numbered)
                }),
                Block::Quote(quoted) => (quote::set_apart(quoted)),
            }
        }
    }
}

fn heading(level: u8, at: usize, text: &str) -> Markup {
    let id = format!("part{at}");
    let words = lines(text);
    match level {
        1 => html! { h1 id=(id) dir="auto" { (words) } },
        2 => html! { h2 id=(id) dir="auto" { (words) } },
        3 => html! { h3 id=(id) dir="auto" { (words) } },
        4 => html! { h4 id=(id) dir="auto" { (words) } },
        5 => html! { h5 id=(id) dir="auto" { (words) } },
        _ => html! { h6 id=(id) dir="auto" { (words) } },
    }
}

fn figure(figure: &Figure, number: usize, numbered: bool) -> Markup {
    html! {
        figure id={ "figure" (number) } {
            figcaption {
                @if numbered {
                    span class="number" { "Figure " (number) }
                }
                span class="title" dir="auto" { (one_line(&figure.title)) }
            }
            div class="scroll" tabindex="0" role="group" aria-label=(one_line(&figure.title)) {
                (picture::inside(&figure.svg, number))
            }
        }
    }
}

/// Text with its line breaks, and nothing that steers what stands around it.
fn lines(text: &str) -> Markup {
    let shown = visible(text);
    html! {
        @for (at, line) in shown.trim().split('\n').enumerate() {
            @if at > 0 { br; }
            (line)
        }
    }
}

fn one_line(text: &str) -> String {
    visible(text).trim().replace('\n', " ")
}
