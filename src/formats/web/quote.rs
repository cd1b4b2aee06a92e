//! A quote with all that says where it stands.

use super::lines;
use crate::model::case::folded_name;
use crate::model::{CodingId, Quoted};
use maud::{Markup, html};

/// A quote set apart from the text around it.
pub(super) fn set_apart(quoted: &Quoted) -> Markup {
    html! {
        figure class="quote" {
            blockquote dir="auto" lang="" { (lines(&quoted.words)) }
            figcaption {
                (source(quoted, None))
                (memos(quoted))
            }
        }
    }
}

/// A quote of the list at the end, where links find it.
pub(super) fn listed(id: CodingId, quoted: &Quoted) -> Markup {
    html! {
        li id={ "coding" (id) } {
            p dir="auto" lang="" { (lines(&quoted.words)) }
            (source(quoted, Some(id)))
            (memos(quoted))
        }
    }
}

/// Who said it where, under which code, and who coded.
fn source(quoted: &Quoted, id: Option<CodingId>) -> Markup {
    let same = |case: &&String| folded_name(case) != folded_name(&quoted.transcript);
    let mut parts = vec![quoted.source()];
    parts.extend(quoted.case.as_ref().filter(same).cloned());
    parts.push(quoted.code.clone());
    parts.push(quoted.coder.clone());
    parts.extend(id.map(|id| format!("coding {id}")));
    parts.retain(|part| !part.trim().is_empty());
    html! {
        p class="source" {
            @for (at, part) in parts.iter().enumerate() {
                @if at > 0 { " · " }
                bdi { (lines(part)) }
            }
        }
    }
}

fn memos(quoted: &Quoted) -> Markup {
    html! {
        @for memo in &quoted.memos {
            p class="memo" { "Memo: " bdi { (lines(memo)) } }
        }
    }
}
