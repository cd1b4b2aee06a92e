//! Cells that show the words themselves.

use crate::analysis::hits::Hit;
use crate::analysis::view::View;
use crate::model::Value;

/// The passages, one on a line, as `“…” (transcript:turn)`. A passage that
/// carries several of the codes, or several coders' codings, is shown once.
/// A line break inside a passage becomes a space, since here it would look
/// like the next passage; the evidence list keeps it.
pub(super) fn quotes(hits: &[Hit], view: &View) -> Value {
    let places = hits.chunk_by(|a, b| (a.transcript, a.span) == (b.transcript, b.span));
    let lines = places.map(|same| {
        let pending = if same.iter().all(|hit| hit.pending) {
            ", pending"
        } else {
            ""
        };
        let known = same.iter().find_map(|hit| view.passages.get(&hit.id));
        match (known, same.first()) {
            (Some(passage), _) => format!(
                "“{}” ({}:{}{pending})",
                passage.quote.replace('\n', " "),
                passage.transcript,
                passage.turn
            ),
            (None, Some(hit)) => format!("[the words of coding {} are missing{pending}]", hit.id),
            (None, None) => String::new(),
        }
    });
    Value::Text(lines.collect::<Vec<_>>().join("\n"))
}
