//! One query over any text: for looking things up rather than coding them.

use crate::model::Extent;
use crate::rules::found::merged;
use crate::rules::names::Names;
use crate::rules::program::Program;
use crate::rules::query::Query;
use crate::rules::surroundings::TurnContext;
use crate::rules::turn::Window;
use crate::text::{ByteSpan, Language};

/// A query made ready for texts of one language. AND and NOT look within the
/// whole text given.
pub struct Matcher {
    program: Program,
}

/// Makes a query ready. Of the names, it looks at the codes.
pub fn matcher(query: &Query, language: Language, names: &Names<'_>) -> Matcher {
    Matcher {
        program: Program::new(language, &names.keys(&[query]), [(query, Window::Turn)])
            .without_numbers(),
    }
}

impl Matcher {
    /// Every find in order, each as the words that matched, in bytes of `text`.
    /// Callers who know nothing of the turn say so with the default context.
    pub fn matches(&self, text: &str, context: &TurnContext<'_>) -> Vec<Vec<ByteSpan>> {
        let mut finds = Vec::new();
        self.program.reader().read(
            text,
            context,
            |_| true,
            |_, found, _| finds.extend(found.into_iter().map(|one| merged(one.words))),
        );
        finds
    }

    /// What to code for the finds, each passage once and in order, in bytes of
    /// `text`.
    pub fn proposed(&self, text: &str, context: &TurnContext<'_>, extent: Extent) -> Vec<ByteSpan> {
        let mut places: Vec<ByteSpan> = Vec::new();
        let mut reader = self.program.reader();
        reader.read(
            text,
            context,
            |_| true,
            |_, found, view| {
                places.extend(found.iter().filter_map(|one| view.proposed(one, extent)));
            },
        );
        places.sort_unstable();
        places.dedup();
        places
    }

    /// The words of all finds together, in order and apart.
    pub fn words(&self, text: &str, context: &TurnContext<'_>) -> Vec<ByteSpan> {
        merged(self.matches(text, context).concat())
    }
}
