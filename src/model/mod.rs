//! The nouns of the method. Plain values, no files, no database.

pub mod axis;
pub mod case;
pub mod cell;
pub mod change;
pub mod code;
pub mod codebook;
pub mod codebook_diff;
pub mod coding;
pub mod coding_ref;
pub mod document;
pub mod heading;
pub mod lost;
pub mod memo;
pub mod nearest;
pub mod paper;
pub mod problem;
pub mod reanchor;
pub mod rule;
pub mod spec;
pub mod summary;
pub mod table;
pub mod transcript;

pub use axis::Axis;
pub use case::Case;
pub use cell::{Cell, Emptiness, Value};
pub use change::{Change, Edit};
pub use code::{Code, CodeId, CodeKey, CodeKind};
pub use codebook::{Codebook, GuideQuestion, ResearchQuestion};
pub use codebook_diff::{CodebookDiff, DiffEntry, Subject};
pub use coding::{Coder, Coding, CodingId, Mark, Origin, PlacedCoding, ReviewState};
pub use coding_ref::CodingRef;
pub use document::{Aside, AsideKind, Document, Moment};
pub use heading::{HeadKind, Heading};
pub use lost::LostCoding;
pub use memo::{Memo, MemoId, MemoTarget};
pub use paper::{Block, Figure, Paper, Quoted};
pub use problem::{Place, Problem};
pub use rule::{Extent, Rule, RuleId, Scope};
pub use spec::{
    CellMeasure, Filter, HeadsOf, LevelSpec, Nearness, PercentOf, QuoteChoice, RowsSpec, SideSpec,
    Sides, TableSpec,
};
pub use summary::{Citation, Seen, Summary, SummaryState, Wording};
pub use table::Table;
pub use transcript::{GuideMark, Role, Transcript, TranscriptId, Turn, Voice, speaker_cases_of};
