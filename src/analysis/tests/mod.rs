//! The rules of the method, told on small studies, and a recount of random
//! ones that shares no code with what it checks.

mod axes;
mod cells;
mod cooccurrence;
mod evidence;
mod gaps;
mod portrait;
mod recount;
mod recount_any;
mod strengths;
pub(super) mod study;
mod talk;
mod together;
mod worth;
