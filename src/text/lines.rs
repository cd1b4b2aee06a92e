//! Line numbers: what a person calls a place in a transcript.

/// Where each line of a text starts, so that a line number costs a search in
/// a sorted list and not a walk through the text.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Reads the line starts of a canonical text (lines end in LF).
    pub fn new(text: &str) -> Self {
        let starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        Self { starts }
    }

    /// The line, counted from 1, on which the byte at `offset` stands.
    pub fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset)
    }

    /// Line and column, both counted from 1, the column in code points.
    pub fn line_and_column(&self, text: &str, offset: usize) -> (usize, usize) {
        let line = self.line_of(offset);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let column = text
            .get(start..offset)
            .map_or(1, |before| before.chars().count() + 1);
        (line, column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one_and_in_characters() {
        let text = "äb\ncd\n";
        let lines = LineIndex::new(text);
        assert_eq!(lines.line_of(0), 1);
        assert_eq!(lines.line_of(3), 1, "the line end belongs to its line");
        assert_eq!(lines.line_of(4), 2);
        assert_eq!(lines.line_and_column(text, 2), (1, 2));
        assert_eq!(lines.line_of(text.len()), 3);
    }
}
