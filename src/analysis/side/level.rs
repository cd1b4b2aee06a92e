//! One level of heads, and how codings fall under them.

use crate::analysis::hits::Hit;
use crate::analysis::sources::Sources;
use crate::model::Heading;

/// One thing compared.
pub(crate) struct Item {
    pub(crate) heading: Heading,
    pub(crate) sources: Option<Sources>,
    pub(crate) codes: Option<Vec<u32>>,
    pub(crate) coder: Option<u16>,
}

/// The items of one level.
pub(crate) struct Level {
    pub(super) items: Vec<Item>,
    pub(super) by: By,
}

/// What decides under which items a coding falls; each list holds, by place,
/// the items.
pub(super) enum By {
    /// Its code, by place in the codebook.
    Code(Vec<Vec<u32>>),
    /// The codes it stands together with, by place in the codebook.
    Company(Vec<Vec<u32>>),
    /// Its transcript, by place in the view.
    Source(Vec<Vec<u32>>),
    /// Its coder, by place in the view.
    Coder(Vec<Vec<u32>>),
}

impl By {
    /// The items of one coding; for company, by its own code alone.
    pub(super) fn of(&self, hit: &Hit) -> &[u32] {
        let (items, at) = match self {
            By::Code(items) | By::Company(items) => (items, hit.code as usize),
            By::Source(items) => (items, hit.transcript as usize),
            // Nobody has decided on a suggestion: it is no coder's.
            By::Coder(_) if hit.pending => return &[],
            By::Coder(items) => (items, usize::from(hit.coder)),
        };
        items.get(at).map_or(&[], Vec::as_slice)
    }
}

impl Level {
    /// Items that are codes; `counted` says whether their own codings are
    /// counted, or only looked for beside those of another level.
    pub(super) fn of_codes(items: Vec<Item>, codes: usize, counted: bool) -> Self {
        let lists = lists(&items, codes, |item| {
            item.codes.as_deref().unwrap_or_default()
        });
        if counted {
            return Self {
                items,
                by: By::Code(lists),
            };
        }
        let items = items.into_iter().map(|item| Item {
            codes: None,
            ..item
        });
        Self {
            items: items.collect(),
            by: By::Company(lists),
        }
    }

    /// Items that are cases, transcripts, speakers, or sets of them.
    pub(super) fn of_sources(items: Vec<Item>, transcripts: usize) -> Self {
        let lists = lists(&items, transcripts, |item| {
            let sources = item.sources.as_ref();
            sources.map_or(&[], |sources| sources.transcripts.as_slice())
        });
        Self {
            items,
            by: By::Source(lists),
        }
    }

    /// Items that are coders.
    pub(super) fn of_coders(items: Vec<Item>, coders: usize) -> Self {
        let mut lists = vec![Vec::new(); coders];
        for (at, item) in (0u32..).zip(&items) {
            let coder = item.coder.map(usize::from);
            if let Some(list) = coder.and_then(|coder| lists.get_mut(coder)) {
                list.push(at);
            }
        }
        Self {
            items,
            by: By::Coder(lists),
        }
    }
}

fn lists(items: &[Item], places: usize, of: impl Fn(&Item) -> &[u32]) -> Vec<Vec<u32>> {
    let mut lists = vec![Vec::new(); places];
    for (at, item) in (0u32..).zip(items) {
        for place in of(item) {
            if let Some(list) = lists.get_mut(*place as usize) {
                list.push(at);
            }
        }
    }
    lists
}
