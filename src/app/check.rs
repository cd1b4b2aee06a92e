//! `check`: is everything where it should be?

use crate::analysis::Comparison;
use crate::app::load::Loaded;
use crate::app::summary::Names;
use crate::app::{AppError, Study, files};
use crate::model::{Document, Memo, MemoTarget, Transcript, TranscriptId};
use crate::store::CodingFilter;
use crate::text::ContentHash;
use crate::text::counted;
use std::collections::HashSet;

/// What `check` found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What was looked at, in words with numbers.
    pub looked_at: Vec<String>,
    /// Damage: things that must not be.
    pub damage: Vec<String>,
    /// Not damage, but worth knowing.
    pub remarks: Vec<String>,
}

/// Looks at everything: the database file, the place of every coding, what
/// memos and summaries refer to, and the originals.
pub fn check(study: &Study) -> Result<Report, AppError> {
    let mut report = Report {
        damage: study.store.integrity()?,
        ..Report::default()
    };
    study.store.read(|reader| -> Result<(), AppError> {
        let transcripts = reader.transcripts()?;
        let codebook = reader.codebook()?;
        let cases = reader.cases()?;
        let memos = reader.memos()?;
        let keys: HashSet<_> = codebook.codes.values().map(|code| code.key).collect();
        report
            .damage
            .extend(codebook.problems().iter().map(ToString::to_string));
        let mut ids = HashSet::new();
        let mut turns = 0;
        let mut codings_seen = 0;
        for transcript in &transcripts {
            let document = reader.document(&transcript.document)?;
            turns += document.turns.len();
            let filter = CodingFilter {
                transcripts: vec![transcript.id],
                ..CodingFilter::default()
            };
            for coding in reader.codings(&filter)? {
                codings_seen += 1;
                ids.insert(coding.id);
                if !keys.contains(&coding.code) {
                    report
                        .damage
                        .push(format!("coding {} has no code", coding.id));
                }
                if let Err(misplaced) = coding.placed(&document) {
                    report.damage.push(misplaced.to_string());
                }
            }
            check_memos(&memos, transcript, &document, &mut report);
            for (speaker, case) in &transcript.speaker_cases {
                if !cases.iter().any(|it| it.name == *case) {
                    report.damage.push(format!(
                        "{speaker} of '{}' belongs to the case '{case}', which is gone",
                        transcript.name
                    ));
                }
            }
            check_original(study, transcript, &mut report);
        }
        let lost = reader.lost_codings()?;
        ids.extend(lost.iter().map(|lost| lost.coding.id));
        if !lost.is_empty() {
            report.remarks.push(format!(
                "codings without a place since a transcript was corrected: {}; \
                 they count nowhere, `crosscase lost` shows them",
                lost.len()
            ));
        }
        for mark in reader.guide_marks()? {
            if !codebook.guide.iter().any(|topic| topic.id == mark.question) {
                report.remarks.push(format!(
                    "turn {} is marked as asking question {}, which the guide no longer has",
                    mark.turn, mark.question
                ));
            }
        }
        for memo in &memos {
            let there = match &memo.target {
                MemoTarget::Study => true,
                MemoTarget::Case(name) => cases.iter().any(|case| case.name == *name),
                MemoTarget::Transcript(id) | MemoTarget::Passage { transcript: id, .. } => {
                    known(&transcripts, *id)
                }
                MemoTarget::Code(key) => keys.contains(key),
                MemoTarget::Coding(id) => ids.contains(id),
            };
            if !there {
                report.remarks.push(format!(
                    "memo {} is about something that is gone",
                    memo.id.0
                ));
            }
        }
        let summaries = reader.summaries()?;
        let names = Names::new(reader)?;
        let loaded = Loaded::for_specs(reader, &[])?;
        let view = loaded.view();
        let comparison = Comparison::new(&view);
        let mut stale = 0;
        for summary in &summaries {
            if !(names.there(&summary.row) && names.there(&summary.column)) {
                let shown: String = summary.text.chars().take(40).collect();
                report.remarks.push(format!(
                    "the summary “{shown}” is about something that is gone"
                ));
            }
            stale += usize::from(!comparison.since(summary, &view).is_empty());
        }
        if stale > 0 {
            report.remarks.push(format!(
                "{stale} of {} summaries: evidence has changed since they were written",
                summaries.len()
            ));
        }
        report.remarks.extend(study.index_remark(&transcripts));
        report.looked_at = vec![
            format!(
                "{} with {}",
                counted(transcripts.len(), "transcript"),
                counted(turns, "turn")
            ),
            format!(
                "{}, each compared with its words in the text",
                counted(codings_seen, "coding")
            ),
            counted(codebook.codes.len(), "code"),
            format!(
                "{} and {}",
                counted(memos.len(), "memo"),
                counted(summaries.len(), "summary")
            ),
            counted(reader.journal()?.len(), "journal entry"),
        ];
        Ok(())
    })?;
    Ok(report)
}

fn known(transcripts: &[Transcript], id: TranscriptId) -> bool {
    transcripts.iter().any(|it| it.id == id)
}

/// A memo on a passage carries its words as a coding does.
fn check_memos(memos: &[Memo], transcript: &Transcript, document: &Document, report: &mut Report) {
    for memo in memos {
        if let MemoTarget::Passage {
            transcript: on,
            span,
            quote,
            ..
        } = &memo.target
            && *on == transcript.id
            && span.slice(document.text.as_str()) != Some(quote)
        {
            report.damage.push(format!(
                "memo {} does not stand where it should: the words are not “{quote}”",
                memo.id.0
            ));
        }
    }
}

fn check_original(study: &Study, transcript: &Transcript, report: &mut Report) {
    let file = study.folder().join("originals").join(&transcript.original);
    match files::read(&file) {
        Ok(bytes) if ContentHash::of(&bytes) == transcript.original_hash => {}
        Ok(_) => report.damage.push(format!(
            "originals/{} is not the file that was imported as '{}'",
            transcript.original, transcript.name
        )),
        Err(_) => report.damage.push(format!(
            "originals/{}, imported as '{}', is missing",
            transcript.original, transcript.name
        )),
    }
}
