//! Filling the index.

use crate::index::error::IndexError;
use crate::index::find::Reading;
use crate::index::open::{Index, fingerprint_to_payload};
use crate::index::schema::{language_number, place_number, role_number};
use crate::model::{Document, Transcript, TranscriptId};
use std::borrow::Borrow;
use tantivy::{IndexWriter, TantivyDocument, Term};

/// Memory for all writing threads together, in bytes.
const MEMORY: usize = 100 << 20;
/// Bytes that a word may have: tantivy drops those that are longer once they
/// are written small, which can lengthen them.
const LONGEST_WORD: usize = tantivy::tokenizer::MAX_TOKEN_LEN / 4;

impl Index {
    /// Puts transcripts in, each in place of what the index had of it, takes
    /// the `remove`d ones out, and notes what the index then holds. All of it
    /// happens, or none. `progress` hears how many turns were added so far.
    ///
    /// `held` is the fingerprint that the caller saw when it worked out what to
    /// add and remove: against another content that would be wrong.
    ///
    /// # Errors
    /// [`IndexError::Busy`] while somebody else writes, or has written since.
    pub fn update<T, D>(
        &mut self,
        held: Option<&str>,
        add: impl IntoIterator<Item = (T, D)>,
        remove: &[TranscriptId],
        fingerprint: &str,
        progress: &mut dyn FnMut(usize),
    ) -> Result<(), IndexError>
    where
        T: Borrow<Transcript>,
        D: Borrow<Document>,
    {
        let dir = self.dir.clone();
        let failed = IndexError::of(&dir);
        let threads = std::thread::available_parallelism().map_or(1, |cores| cores.get().min(2));
        let mut writer: IndexWriter = self
            .inner
            .writer_with_num_threads(threads, MEMORY)
            .map_err(&failed)?;
        // Asked again now that nobody else can write.
        if self.fingerprint().as_deref() != held {
            return Err(IndexError::Busy {
                dir: self.dir.clone(),
            });
        }
        for transcript in remove {
            writer.delete_term(self.term_of(*transcript));
        }
        let mut turns = 0;
        for (transcript, document) in add {
            writer.delete_term(self.term_of(transcript.borrow().id));
            turns += self
                .add(&writer, transcript.borrow(), document.borrow())
                .map_err(&failed)?;
            progress(turns);
        }
        let mut commit = writer.prepare_commit().map_err(&failed)?;
        commit.set_payload(&fingerprint_to_payload(fingerprint));
        commit.commit().map_err(&failed)?;
        writer.wait_merging_threads().map_err(&failed)?;
        self.reader.reload().map_err(&failed)?;
        self.seal();
        Ok(())
    }

    fn term_of(&self, transcript: TranscriptId) -> Term {
        Term::from_field_u64(self.fields.transcript, u64::from(transcript.0))
    }

    fn add(
        &self,
        writer: &IndexWriter,
        transcript: &Transcript,
        document: &Document,
    ) -> tantivy::Result<usize> {
        let fields = &self.fields;
        let language = transcript.language;
        for turn in &document.turns {
            let speech = document.speech(turn);
            let said = document.said(turn);
            // A note inside a turn stands between its words, or not.
            let readings = match speech == said {
                true => vec![(speech, None)],
                false => vec![
                    (speech, Some(Reading::AsItStands)),
                    (&*said, Some(Reading::Said)),
                ],
            };
            for (words, only) in readings {
                if words.is_empty() {
                    continue; // nothing can be found in it
                }
                let mut entry = TantivyDocument::default();
                if words.len() > LONGEST_WORD {
                    entry.add_u64(fields.doubt, 1);
                }
                if let Some(only) = only {
                    entry.add_u64(fields.only, only as u64);
                }
                entry.add_u64(fields.transcript, u64::from(transcript.id.0));
                entry.add_u64(fields.place, place_number(transcript.id, turn.number));
                entry.add_u64(fields.language, language_number(language));
                entry.add_u64(fields.role, role_number(transcript.role(&turn.speaker)));
                entry.add_text(fields.speaker, &turn.speaker);
                if let Some(case) = transcript.case_of(&turn.speaker) {
                    entry.add_text(fields.case, case);
                }
                let texts = [fields.stems(language), fields.words(language)];
                for field in texts.into_iter().flatten() {
                    entry.add_text(field, words);
                }
                writer.add_document(entry)?;
            }
        }
        Ok(document.turns.len())
    }
}
