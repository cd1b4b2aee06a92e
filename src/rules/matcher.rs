//! One query over any text: for looking things up rather than coding them.

use crate::rules::found::merged;
use crate::rules::program::Program;
use crate::rules::query::Query;
use crate::rules::turn::Window;
use crate::text::{ByteSpan, Language};

/// A query made ready for texts of one language. AND and NOT look within the
/// whole text given.
pub struct Matcher {
    program: Program,
}

/// Makes a query ready.
pub fn matcher(query: &Query, language: Language) -> Matcher {
    Matcher {
        program: Program::new(language, [(query, Window::Turn)]),
    }
}

impl Matcher {
    /// Every find in order, each as the words that matched, in bytes of `text`.
    pub fn matches(&self, text: &str) -> Vec<Vec<ByteSpan>> {
        let mut finds = Vec::new();
        self.program.reader().read(
            text,
            |_| true,
            |_, found, _| finds.extend(found.into_iter().map(|one| merged(one.words))),
        );
        finds
    }

    /// The words of all finds together, in order and apart.
    pub fn words(&self, text: &str) -> Vec<ByteSpan> {
        merged(self.matches(text).concat())
    }
}
