//! A small study to count in.

use crate::analysis::{Defaults, Passage, Together, UnitMap, View, VoiceOf, WordMap, build};
use crate::model::{
    Axis, Case, CellMeasure, Citation, Code, CodeKey, CodeKind, Codebook, Coder, CodingId,
    Document, GuideMark, HeadsOf, LevelSpec, Mark, Origin, Problem, ResearchQuestion, ReviewState,
    Role, RowsSpec, SideSpec, Summary, Table, TableSpec, Transcript, TranscriptId, Turn,
};
use crate::text::{ByteSpan, CanonicalText, CodePointSpan, Language};
use std::collections::HashMap;

/// Every transcript has these turns, 20 bytes apart: five words of three
/// letters each, the first turn the interviewer's.
pub const SPEECH: &str = "abc def ghi jkl mno";
pub const TURNS: usize = 4;

#[derive(Debug, Default)]
pub struct Study {
    pub cases: Vec<Case>,
    pub transcripts: Vec<Transcript>,
    pub codebook: Codebook,
    pub marks: Vec<Mark>,
    pub coders: Vec<Coder>,
    pub guide_marks: Vec<GuideMark>,
    pub summaries: Vec<Summary>,
    pub evidence: HashMap<CodingId, String>,
    pub words: HashMap<TranscriptId, WordMap>,
    pub units: HashMap<TranscriptId, UnitMap>,
    pub passages: HashMap<CodingId, Passage>,
    pub voices: HashMap<TranscriptId, VoiceOf>,
}

/// The text that a transcript of so many turns has.
pub fn interview(turns: usize) -> Document {
    let text = CanonicalText::from_raw(&format!("{SPEECH}\n").repeat(turns));
    let speaker = |turn| if turn == 0 { "H" } else { "J" }.to_owned();
    Document {
        hash: text.hash(),
        text,
        turns: (0..turns)
            .map(|turn| Turn {
                number: turn as u32 + 1,
                speaker: speaker(turn),
                span: ByteSpan::new(20 * turn, 20 * turn + SPEECH.len()).unwrap(),
                starts_at: None,
                ends_at: None,
            })
            .collect(),
        asides: Vec::new(),
        moments: Vec::new(),
    }
}

impl Study {
    pub fn new(codes: &[&str], cases: &[&str]) -> Self {
        let mut study = Self::default();
        for id in codes {
            study.code(Code::new(id, "shared label"));
        }
        for name in cases {
            study.cases.push(Case {
                name: (*name).to_owned(),
                ..Case::default()
            });
        }
        study
    }

    pub fn code(&mut self, mut code: Code) -> &mut Self {
        // Keys as a study has them after codes have come and gone.
        code.key = CodeKey(10 + 3 * self.codebook.codes.len() as u32);
        self.codebook.codes.insert(code.id.clone(), code);
        self
    }

    pub fn pattern(&mut self, id: &str, label: &str, gathers: &[&str]) -> &mut Self {
        let mut code = Code::new(id, label);
        code.kind = CodeKind::Pattern;
        code.gathers = gathers.iter().map(|id| (*id).into()).collect();
        self.code(code)
    }

    pub fn change(&mut self, id: &str, change: impl FnOnce(&mut Code)) -> &mut Self {
        change(
            self.codebook
                .codes
                .get_mut(&crate::model::CodeId::from(id))
                .unwrap(),
        );
        self
    }

    /// Research questions without a text.
    pub fn questions(&mut self, ids: &[&str]) -> &mut Self {
        let question = |id: &&str| ResearchQuestion {
            id: (*id).to_owned(),
            text: String::new(),
        };
        self.codebook.questions = ids.iter().map(question).collect();
        self
    }

    pub fn key(&self, code: &str) -> CodeKey {
        self.codebook.get(code).unwrap().key
    }

    /// A transcript; an empty name of a case means none.
    pub fn transcript(&mut self, name: &str, case: &str) -> &mut Self {
        self.transcript_with(name, case, TURNS)
    }

    pub fn transcript_with(&mut self, name: &str, case: &str, turns: usize) -> &mut Self {
        let document = interview(turns);
        let transcript = Transcript {
            id: TranscriptId(100 - self.transcripts.len() as u32),
            name: name.to_owned(),
            case: Some(case.to_owned()).filter(|case| !case.is_empty()),
            language: Language::English,
            document: document.hash.clone(),
            original: String::new(),
            original_hash: document.hash.clone(),
            speakers: [
                ("H".to_owned(), Role::Interviewer),
                ("J".to_owned(), Role::Informant),
            ]
            .into_iter()
            .collect(),
            part: None,
            round: None,
            speaker_cases: Default::default(),
        };
        let words = WordMap::new(&document, &transcript);
        self.words.insert(transcript.id, words);
        self.transcripts.push(transcript);
        self
    }

    /// Counts what transcripts of the usual length can be counted in.
    pub fn cut(&mut self, together: Together) -> &mut Self {
        for transcript in &self.transcripts {
            let map = UnitMap::new(&document(TURNS), transcript, together);
            self.units.insert(transcript.id, map);
        }
        self
    }

    pub fn transcript_id(&self, name: &str) -> TranscriptId {
        let found = self.transcripts.iter().find(|one| one.name == name);
        found.unwrap().id
    }

    pub fn coder(&mut self, name: &str) -> u16 {
        let known = self.coders.iter().position(|coder| coder == name);
        known.unwrap_or_else(|| {
            self.coders.push(name.to_owned());
            self.coders.len() - 1
        }) as u16
    }

    pub fn mark(
        &mut self,
        id: u64,
        transcript: &str,
        span: (usize, usize),
        code: &str,
        coder: &str,
        state: ReviewState,
    ) -> &mut Self {
        let mark = Mark {
            id: CodingId(id),
            transcript: self.transcript_id(transcript),
            turn: (span.0 / 20) as u32 + 1,
            span: ByteSpan::new(span.0, span.1).unwrap(),
            code: self.key(code),
            coder: self.coder(coder),
            state,
        };
        let text = format!("{SPEECH}\n").repeat(10);
        let passage = Passage {
            id: mark.id,
            transcript: transcript.to_owned(),
            case: None,
            turn: mark.turn,
            in_turn: CodePointSpan::new(span.0 % 20, span.0 % 20 + span.1 - span.0).unwrap(),
            line: mark.turn as usize,
            starts_at: None,
            speaker: "J".to_owned(),
            code: code.to_owned(),
            quote: mark.span.slice(&text).unwrap().to_owned(),
            coder: coder.to_owned(),
            origin: Origin::Hand,
            state,
            decided_at: None,
            memos: Vec::new(),
            language: Language::English,
        };
        self.passages.insert(mark.id, passage);
        self.marks.push(mark);
        self
    }

    pub fn coding(
        &mut self,
        id: u64,
        transcript: &str,
        span: (usize, usize),
        code: &str,
        coder: &str,
    ) -> &mut Self {
        self.mark(id, transcript, span, code, coder, ReviewState::Accepted)
    }

    pub fn pending(
        &mut self,
        id: u64,
        transcript: &str,
        span: (usize, usize),
        code: &str,
    ) -> &mut Self {
        self.mark(id, transcript, span, code, "", ReviewState::Pending)
    }

    pub fn ask(&mut self, transcript: &str, question: &str) -> &mut Self {
        let transcript = self.transcript_id(transcript);
        self.guide_marks.push(GuideMark {
            transcript,
            turn: 1,
            question: question.to_owned(),
        });
        self
    }

    /// A summary that cites codings as they stand now.
    pub fn summary(&mut self, code: &str, case: &str, text: &str, cites: &[u64]) -> &mut Self {
        let cites: Vec<CodingId> = cites.iter().map(|id| CodingId(*id)).collect();
        for coding in &cites {
            self.evidence.insert(*coding, format!("says {coding}"));
        }
        self.summaries.push(Summary {
            row: Axis::Code(self.key(code)),
            column: Axis::Case(case.to_owned()),
            text: text.to_owned(),
            author: "Anna".to_owned(),
            cites: cites
                .into_iter()
                .map(|coding| Citation {
                    evidence: self.evidence[&coding].clone(),
                    coding,
                })
                .collect(),
            ..Summary::default()
        });
        self
    }

    pub fn view(&self) -> View<'_> {
        View {
            cases: &self.cases,
            transcripts: &self.transcripts,
            codebook: &self.codebook,
            marks: &self.marks,
            coders: &self.coders,
            guide_marks: &self.guide_marks,
            summaries: &self.summaries,
            evidence: &self.evidence,
            words: &self.words,
            units: &self.units,
            passages: &self.passages,
            voices: &self.voices,
        }
    }

    /// The table, with Anna as the main coder.
    pub fn build(&self, spec: &TableSpec) -> Result<Table, Problem> {
        build(spec, &self.view(), &anna())
    }

    pub fn table(&self, cells: CellMeasure) -> Table {
        self.build(&spec(all("codes"), all("cases"), cells))
            .unwrap()
    }
}

fn document(turns: usize) -> Document {
    let text = CanonicalText::from_raw(&format!("{SPEECH}\n").repeat(turns));
    let speaker = |turn| if turn == 0 { "H" } else { "J" }.to_owned();
    Document {
        hash: text.hash(),
        text,
        turns: (0..turns)
            .map(|turn| Turn {
                number: turn as u32 + 1,
                speaker: speaker(turn),
                span: ByteSpan::new(20 * turn, 20 * turn + SPEECH.len()).unwrap(),
                starts_at: None,
                ends_at: None,
            })
            .collect(),
        asides: Vec::new(),
        moments: Vec::new(),
    }
}

pub fn anna() -> Defaults {
    Defaults {
        coders: vec!["Anna".to_owned()],
    }
}

pub fn all(word: &str) -> SideSpec {
    let known = HeadsOf::ALL.into_iter().find(|what| what.word() == word);
    vec![LevelSpec::All(known.unwrap())]
}

pub fn list(names: &[&str]) -> SideSpec {
    vec![LevelSpec::Named(owned(names))]
}

/// Codes for an analysis of codes alone.
pub fn codes(names: &[&str]) -> RowsSpec {
    RowsSpec::Codes(owned(names))
}

pub fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

pub fn spec(rows: SideSpec, columns: SideSpec, cells: CellMeasure) -> TableSpec {
    TableSpec {
        name: "t".to_owned(),
        title: "A table".to_owned(),
        corner: "code".to_owned(),
        rows,
        columns,
        cells,
        ..TableSpec::default()
    }
}

pub fn shown(table: &Table) -> Vec<Vec<String>> {
    let words = |row: &Vec<crate::model::Cell>| row.iter().map(crate::model::Cell::words).collect();
    table.cells.iter().map(words).collect()
}

pub fn behind(table: &Table, row: usize, column: usize) -> Vec<u64> {
    let cell = table.cell(row, column).unwrap();
    cell.behind.iter().map(|id| id.0).collect()
}

pub fn names(heads: &[crate::model::Heading]) -> Vec<&str> {
    heads.iter().map(|head| head.name.as_str()).collect()
}
