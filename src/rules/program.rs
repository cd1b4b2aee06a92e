//! A set of queries made ready for one language: reads a turn once for all of
//! them, and runs only those whose words the turn has.

use crate::rules::atoms::{AtomId, AtomTable, Need, Planner};
use crate::rules::found::Found;
use crate::rules::names::CodeKeys;
use crate::rules::operators::Executor;
use crate::rules::query::Query;
use crate::rules::surroundings::TurnContext;
use crate::rules::turn::{TurnView, Window};
use crate::rules::vocabulary::{Sense, Vocabulary};
use crate::text::cut::places_of_words;
use crate::text::{ByteSpan, Language};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::sync::{Mutex, PoisonError};

pub(crate) struct Program {
    language: Language,
    table: AtomTable,
    executors: Vec<Box<dyn Executor>>,
    /// For each atom the queries that a word of that kind calls.
    called_by: Vec<Vec<u32>>,
    /// Whether an atom calls any.
    calls: Vec<bool>,
    /// Queries that must look into every turn.
    always: Vec<u32>,
    /// For each query, whether it asks for words.
    asks_for_words: Vec<bool>,
    /// Whether somebody asks at which words the finds stand.
    numbers_words: bool,
    /// Memories that no thread is using just now. Each keeps what it knows of
    /// words, so that a word is stemmed once per thread and not per transcript.
    idle: Mutex<Vec<Memory>>,
}

/// What one thread knows and writes on.
struct Memory {
    vocabulary: Vocabulary,
    words: Vec<ByteSpan>,
    /// Words of the turn that are something to a query.
    marked: Vec<(u32, Sense)>,
    postings: Vec<Vec<u32>>,
    touched: Vec<AtomId>,
    called: Vec<u32>,
    is_called: Vec<bool>,
}

impl Program {
    pub fn new<'q>(
        language: Language,
        codes: &CodeKeys,
        queries: impl IntoIterator<Item = (&'q Query, Window)>,
    ) -> Self {
        let mut planner = Planner::new(language, codes.clone());
        let mut executors: Vec<Box<dyn Executor>> = Vec::new();
        let mut needs = Vec::new();
        for (query, window) in queries {
            planner.window = window;
            needs.push(query.operator().need(&mut planner));
            executors.push(query.operator().executor(&mut planner));
        }
        let table = planner.table();
        let mut called_by = vec![Vec::new(); table.count];
        let mut always = Vec::new();
        for (number, need) in (0u32..).zip(needs) {
            match need {
                Need::Anything => always.push(number),
                Need::OneOf { atoms, .. } => {
                    for atom in atoms {
                        if let Some(called) = called_by.get_mut(atom.at()) {
                            called.push(number);
                        }
                    }
                }
            }
        }
        let asks_for_words = executors.iter().map(|it| it.asks_for_words()).collect();
        Self {
            language,
            table,
            executors,
            asks_for_words,
            numbers_words: true,
            calls: called_by.iter().map(|called| !called.is_empty()).collect(),
            called_by,
            always,
            idle: Mutex::new(Vec::new()),
        }
    }

    /// For those who take from finds only what matched: [`Found::first`] and
    /// [`Found::last`] then mean nothing.
    pub fn without_numbers(self) -> Self {
        Self {
            numbers_words: false,
            ..self
        }
    }

    /// Reads turns, one after another, through `read`.
    pub fn reader(&self) -> Reader<'_> {
        let idle = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        let memory = idle.unwrap_or_else(|| Memory {
            vocabulary: Vocabulary::new(),
            words: Vec::new(),
            marked: Vec::new(),
            postings: vec![Vec::new(); self.table.count],
            touched: Vec::new(),
            called: Vec::new(),
            is_called: vec![false; self.executors.len()],
        });
        Reader {
            program: self,
            memory: Some(memory),
        }
    }
}

/// A thread's hold on a program.
pub(crate) struct Reader<'p> {
    program: &'p Program,
    memory: Option<Memory>,
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        if let Some(memory) = self.memory.take() {
            self.program
                .idle
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(memory);
        }
    }
}

impl Reader<'_> {
    /// Finds in one text all that the `wanted` queries find. `report` gets the
    /// number of each query that found something, in no order.
    pub fn read(
        &mut self,
        text: &str,
        context: &TurnContext<'_>,
        wanted: impl Fn(usize) -> bool,
        report: impl FnMut(usize, Vec<Found>, &TurnView<'_>),
    ) {
        let program = self.program;
        let Some(memory) = &mut self.memory else {
            return;
        };
        if memory.take_in(text, program) {
            memory.note();
            memory.call(program);
        }
        memory.run(text, context, true, program, wanted, report);
    }

    /// The same for those queries only which somebody else has called.
    pub fn read_for(
        &mut self,
        text: &str,
        context: &TurnContext<'_>,
        called: impl Iterator<Item = u32>,
        wanted: impl Fn(usize) -> bool,
        report: impl FnMut(usize, Vec<Found>, &TurnView<'_>),
    ) {
        let program = self.program;
        let Some(memory) = &mut self.memory else {
            return;
        };
        memory
            .called
            .extend(called.filter(|it| wanted(*it as usize)));
        let asks = |query: &u32| program.asks_for_words.get(*query as usize) == Some(&true);
        let cut = memory.called.iter().any(asks);
        if cut {
            memory.take_in(text, program);
            memory.note();
        }
        memory.run(text, context, cut, program, wanted, report);
    }
}

impl Memory {
    /// Runs what was called. `cut` says whether the text was taken in.
    fn run(
        &mut self,
        text: &str,
        context: &TurnContext<'_>,
        cut: bool,
        program: &Program,
        wanted: impl Fn(usize) -> bool,
        mut report: impl FnMut(usize, Vec<Found>, &TurnView<'_>),
    ) {
        if self.called.is_empty() {
            self.clear();
            return;
        }
        let memory = self;
        let view = TurnView {
            text,
            language: program.language,
            context,
            words: match cut {
                true => OnceCell::from(Cow::Borrowed(memory.words.as_slice())),
                false => OnceCell::new(),
            },
            postings: &memory.postings,
            sentences: OnceCell::new(),
        };
        for number in memory.called.iter().map(|number| *number as usize) {
            let executor = program.executors.get(number).filter(|_| wanted(number));
            let found = executor.map(|executor| match program.numbers_words {
                true => executor.find(&view),
                false => executor.find_alone(&view),
            });
            if let Some(found) = found.filter(|found| !found.is_empty()) {
                report(number, found, &view);
            }
        }
        memory.clear();
    }

    /// Cuts the text into words and marks those that are something to a query.
    /// Says whether any query is called.
    fn take_in(&mut self, text: &str, program: &Program) -> bool {
        self.marked.clear();
        self.vocabulary.make_room();
        places_of_words(text, &mut self.words);
        let mut anyone = !program.always.is_empty();
        for (number, word) in (0u32..).zip(&self.words) {
            let sense = self.vocabulary.sense(
                text,
                word.start(),
                word.end(),
                &program.table,
                &program.calls,
            );
            if let Some(sense) = sense {
                self.marked.push((number, sense));
                anyone |= sense.calls;
            }
        }
        anyone
    }

    /// Notes the places of the marked words.
    fn note(&mut self) {
        for (number, sense) in &self.marked {
            for atom in self.vocabulary.atoms(*sense) {
                if let Some(places) = self.postings.get_mut(atom.at()) {
                    if places.is_empty() {
                        self.touched.push(*atom);
                    }
                    places.push(*number);
                }
            }
        }
    }

    /// Calls the queries for which there is a word, or which never know.
    fn call(&mut self, program: &Program) {
        let by_words = self
            .touched
            .iter()
            .filter_map(|atom| program.called_by.get(atom.at()))
            .flatten();
        for number in program.always.iter().chain(by_words) {
            if let Some(known) = self.is_called.get_mut(*number as usize)
                && !*known
            {
                *known = true;
                self.called.push(*number);
            }
        }
    }

    fn clear(&mut self) {
        for atom in self.touched.drain(..) {
            if let Some(places) = self.postings.get_mut(atom.at()) {
                places.clear();
            }
        }
        for number in self.called.drain(..) {
            if let Some(known) = self.is_called.get_mut(number as usize) {
                *known = false;
            }
        }
    }
}
