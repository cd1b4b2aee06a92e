//! What oTranscribe saves (.otr): JSON around a piece of a web page.

use super::encoding::decode;
use super::html::reading;
use super::{Hints, Importer, Reading};
use crate::model::Problem;
use serde::Deserialize;

pub(super) struct OTranscribe;

#[derive(Deserialize)]
struct Saved {
    text: String,
}

impl Importer for OTranscribe {
    fn endings(&self) -> &'static [&'static str] {
        &["otr"]
    }

    fn read(&self, bytes: &[u8], hints: &Hints) -> Result<Vec<Reading>, Problem> {
        let decoded = decode(bytes)?;
        let text = decoded.text.trim_start_matches('\u{feff}');
        let saved: Saved = serde_json::from_str(text).map_err(|reason| {
            Problem::new(format!("this is not what oTranscribe saves ({reason})")).next(
                "export the transcript again from oTranscribe, also as Markdown or plain text",
            )
        })?;
        Ok(vec![reading(&saved.text, decoded.notes, hints)?])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_inside_is_read() {
        let saved = r#"{"text":"<p><span class=\"timestamp\" data-timestamp=\"1.5\">00:01</span>&nbsp;Ann: Hello.</p><p>Bo: Yes.<br></p><p>Ann: So.</p>","media":"x.mp3","media-time":12.3}"#;
        let reading = OTranscribe
            .read(saved.as_bytes(), &Hints::default())
            .unwrap()
            .remove(0);
        assert_eq!(
            reading.text.as_str(),
            "00:01\u{a0}Ann: Hello.\nBo: Yes.\nAnn: So."
        );
        assert_eq!(reading.turns[0].speaker, "Ann");
        assert_eq!(reading.turns[0].starts_at, Some(1_000));
        for other in ["{}", "x", "{\"text\": 1}", "{\"text\": \"\"}"] {
            let problem = OTranscribe
                .read(other.as_bytes(), &Hints::default())
                .unwrap_err();
            assert!(problem.next.is_some(), "{other}");
        }
    }
}
