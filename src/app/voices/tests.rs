use super::*;
use crate::analysis::{Defaults, View, WordMap, build};
use crate::model::{
    Case, CellMeasure, Code, CodeKey, Codebook, CodingId, HeadsOf, LevelSpec, ReviewState, Table,
    TableSpec, Value,
};
use crate::text::{ByteSpan, CanonicalText, Language};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::convert::Infallible;

const CASES: [&str; 3] = ["A", "B", "G"];
const SPEAKERS: [&str; 4] = ["Mod", "Ann", "Bo", ""];
const TURN: &str = "one two three four\n";

/// A transcript whose turns are spoken by these.
#[derive(Clone, Debug)]
struct Group {
    case: Option<usize>,
    /// By speaker: a case of their own.
    own: [Option<usize>; 4],
    turns: Vec<usize>,
}

fn groups() -> impl Strategy<Value = Vec<Group>> {
    let case = || prop::option::of(0..CASES.len());
    let own = prop::array::uniform4(prop::option::weighted(0.6, 0..CASES.len()));
    let turns = prop::collection::vec(0..SPEAKERS.len(), 1..9);
    let group = (case(), own, turns).prop_map(|(case, own, turns)| Group { case, own, turns });
    prop::collection::vec(group, 1..4)
}

fn document(group: &Group) -> Document {
    let turns = group.turns.iter().enumerate().map(|(at, speaker)| Turn {
        number: at as u32 + 1,
        speaker: SPEAKERS[*speaker].to_owned(),
        span: ByteSpan::new(at * TURN.len(), (at + 1) * TURN.len() - 1).unwrap(),
        starts_at: None,
        ends_at: None,
    });
    let text = CanonicalText::from_raw(&TURN.repeat(group.turns.len()));
    Document::new(text, turns.collect(), Vec::new(), Vec::new())
}

fn transcript(at: usize, group: &Group, document: &Document) -> Transcript {
    let role = |speaker| match speaker {
        "Mod" => Role::Interviewer,
        "" => Role::Other,
        _ => Role::Informant,
    };
    let own = SPEAKERS.iter().zip(group.own);
    let own = own.filter_map(|(speaker, case)| Some((*speaker, CASES[case?])));
    Transcript {
        id: TranscriptId(7 * at as u32),
        name: format!("t{at}"),
        case: group.case.map(|at| CASES[at].to_owned()),
        language: Language::English,
        document: document.hash.clone(),
        original: String::new(),
        original_hash: document.hash.clone(),
        speakers: SPEAKERS.map(|one| (one.to_owned(), role(one))).into(),
        part: None,
        round: None,
        speaker_cases: own.map(|(a, b)| (a.to_owned(), b.to_owned())).collect(),
    }
}

/// A whole study: one coding of each word that `coded` names.
struct Study {
    documents: HashMap<ContentHash, Document>,
    transcripts: Vec<Transcript>,
    marks: Vec<Mark>,
    guide: Vec<GuideMark>,
}

impl Study {
    fn new(groups: &[Group], coded: &[(usize, usize)]) -> Self {
        let documents: Vec<Document> = groups.iter().map(document).collect();
        let transcripts: Vec<Transcript> = groups
            .iter()
            .zip(&documents)
            .enumerate()
            .map(|(at, (group, document))| transcript(at, group, document))
            .collect();
        let places: std::collections::BTreeSet<(usize, usize)> = coded
            .iter()
            .map(|(at, turn)| (at % groups.len(), *turn))
            .map(|(at, turn)| (at, turn % groups[at].turns.len()))
            .collect();
        let marks = places.iter().zip(1..).map(|((at, turn), id)| Mark {
            id: CodingId(id),
            transcript: transcripts[*at].id,
            turn: *turn as u32 + 1,
            span: ByteSpan::new(turn * TURN.len() + 4, turn * TURN.len() + 13).unwrap(),
            code: CodeKey(1),
            coder: 0,
            state: ReviewState::Accepted,
        });
        let guide = transcripts.iter().map(|it| GuideMark {
            transcript: it.id,
            turn: 1,
            question: "1".to_owned(),
        });
        Self {
            marks: marks.collect(),
            guide: guide.collect(),
            documents: documents
                .into_iter()
                .map(|it| (it.hash.clone(), it))
                .collect(),
            transcripts,
        }
    }

    fn apart(&self) -> Apart {
        let read = |hash: &ContentHash| Ok::<_, Infallible>(self.documents[hash].clone());
        let (transcripts, marks) = (self.transcripts.clone(), self.marks.clone());
        apart(By::Case, transcripts, marks, self.guide.clone(), read).unwrap()
    }

    /// Codings and coded words of informants by case, counted by hand.
    fn by_hand(&self) -> BTreeMap<Option<String>, (u64, u64)> {
        let mut counts: BTreeMap<Option<String>, (u64, u64)> = BTreeMap::new();
        for mark in &self.marks {
            let of = |it: &&Transcript| it.id == mark.transcript;
            let transcript = self.transcripts.iter().find(of).unwrap();
            let document = &self.documents[&transcript.document];
            let speaker = &document.turn(mark.turn).unwrap().speaker;
            let case = transcript.case_of(speaker).map(str::to_owned);
            let (codings, words) = counts.entry(case).or_default();
            *codings += 1;
            // "two three" lies under every coding.
            *words += 2 * u64::from(transcript.role(speaker) == Role::Informant);
        }
        counts
    }
}

fn table(study: &Study, apart: &Apart, cells: CellMeasure) -> Table {
    let maps = apart.transcripts.iter();
    let words: HashMap<TranscriptId, WordMap> = maps
        .map(|it| (it.id, WordMap::new(&study.documents[&it.document], it)))
        .collect();
    let mut code = Code::new("C", "code");
    code.key = CodeKey(1);
    let codebook = Codebook {
        codes: [(code.id.clone(), code)].into_iter().collect(),
        ..Codebook::default()
    };
    let case = |name: &&str| Case {
        name: (*name).to_owned(),
        ..Case::default()
    };
    let cases: Vec<Case> = CASES.iter().map(case).collect();
    let all = |what: HeadsOf| vec![LevelSpec::All(what)];
    let spec = TableSpec {
        name: "t".to_owned(),
        title: String::new(),
        corner: String::new(),
        rows: all(HeadsOf::Codes),
        columns: all(HeadsOf::Cases),
        cells,
        coders: vec!["Anna".to_owned()],
        ..TableSpec::default()
    };
    let view = View {
        cases: &cases,
        transcripts: &apart.transcripts,
        codebook: &codebook,
        marks: &apart.marks,
        coders: &["Anna".to_owned()],
        guide_marks: &apart.guide_marks,
        summaries: &[],
        evidence: &HashMap::new(),
        words: &words,
        units: &HashMap::new(),
        passages: &HashMap::new(),
        voices: &apart.voices,
    };
    build(&spec, &view, &Defaults::default()).unwrap()
}

fn count(table: &Table, case: usize) -> u64 {
    match table.cell(0, case).unwrap().value {
        Value::Count(count) => count,
        _ => 0,
    }
}

proptest! {
    #[test]
    fn every_coding_counts_in_the_case_of_its_speaker_and_nowhere_else(
        groups in groups(),
        coded in prop::collection::vec((0usize..4, 0usize..9), 0..12),
    ) {
        let study = Study::new(&groups, &coded);
        let apart = study.apart();
        let by_hand = study.by_hand();
        let codings = table(&study, &apart, CellMeasure::Codings);
        let words = table(&study, &apart, CellMeasure::Words);
        let mut behind: Vec<CodingId> = Vec::new();
        for (at, case) in CASES.iter().enumerate() {
            let wanted = by_hand.get(&Some((*case).to_owned())).copied();
            let counted = (count(&codings, at), count(&words, at));
            prop_assert_eq!(counted, wanted.unwrap_or_default(), "{}", case);
            behind.extend(&codings.cell(0, at).unwrap().behind);
        }
        // Those in no case are still there, in voices of no case.
        let homeless: HashSet<TranscriptId> = apart
            .transcripts
            .iter()
            .filter(|it| it.case.is_none())
            .map(|it| it.id)
            .collect();
        let alone = apart.marks.iter().filter(|mark| homeless.contains(&mark.transcript));
        behind.extend(alone.map(|mark| mark.id));
        behind.sort();
        let all: Vec<CodingId> = study.marks.iter().map(|mark| mark.id).collect();
        prop_assert_eq!(behind, all);
    }

    #[test]
    fn voices_have_their_own_numbers_and_every_informant_is_in_one(groups in groups()) {
        let study = Study::new(&groups, &[]);
        let apart = study.apart();
        let ids: HashSet<TranscriptId> = apart.transcripts.iter().map(|it| it.id).collect();
        prop_assert_eq!(ids.len(), apart.transcripts.len());
        for whole in &study.transcripts {
            let voices: Vec<&Transcript> = apart
                .transcripts
                .iter()
                .filter(|it| it.original_hash == whole.original_hash && it.name.starts_with(&whole.name))
                .collect();
            for (speaker, role) in &whole.speakers {
                if *role != Role::Informant {
                    continue;
                }
                let heard: Vec<_> = voices.iter().filter(|it| it.role(speaker) == *role).collect();
                prop_assert_eq!(heard.len(), 1, "{} of {}", speaker, whole.name);
                prop_assert_eq!(heard[0].case.as_deref(), whole.case_of(speaker));
            }
            for voice in &voices {
                prop_assert!(apart.guide_marks.iter().any(|mark| mark.transcript == voice.id));
            }
        }
    }
}

#[test]
fn a_moderator_without_a_case_is_no_transcript_without_a_case() {
    let mut group = Group {
        case: None,
        own: [None, Some(0), Some(1), Some(1)],
        turns: vec![0, 1, 2],
    };
    let names = |study: &Study| -> Vec<String> {
        let transcripts = study.apart().transcripts.into_iter();
        transcripts.map(|it| it.name).collect()
    };
    let silent = Study::new(std::slice::from_ref(&group), &[(0, 1)]);
    assert_eq!(names(&silent), ["t0 (Ann)", "t0 (Bo, nobody named)"]);
    let coded = Study::new(std::slice::from_ref(&group), &[(0, 0)]);
    assert_eq!(
        names(&coded),
        ["t0 (Ann)", "t0 (Bo, nobody named)", "t0 (Mod)"]
    );
    group.own = [None; 4];
    assert_eq!(names(&Study::new(&[group], &[])), ["t0"]);
}
