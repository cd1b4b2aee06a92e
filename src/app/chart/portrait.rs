//! The portrait of an interview.

use crate::analysis::{Defaults, PortraitSpec, View, portrait};
use crate::app::load::Loaded;
use crate::app::{AppError, Study, lookup};
use crate::chart::{Drawing, draw_portrait};

/// The codes along an interview, as a drawing.
pub fn draw_interview(
    study: &Study,
    transcript: &str,
    spec: &PortraitSpec,
) -> Result<Drawing, AppError> {
    let portrait = study.store.read(|reader| -> Result<_, AppError> {
        // Whole transcripts: a focus group is one conversation.
        let loaded = Loaded::for_cooccurrence(reader, None)?;
        let guide_marks = reader.guide_marks()?;
        let view = View {
            guide_marks: &guide_marks,
            ..loaded.view()
        };
        let transcript = lookup::transcript(view.transcripts, transcript)?;
        let document = reader.document(&transcript.document)?;
        let defaults = Defaults {
            coders: loaded.main_coder.clone(),
        };
        Ok(portrait(spec, &view, transcript, &document, &defaults)?)
    })?;
    Ok(draw_portrait(&portrait)?)
}
