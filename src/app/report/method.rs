//! What a reader must know of how a study was coded, in sentences of numbers.

use crate::app::load::Loaded;
use crate::app::table::{built_in, make};
use crate::app::{AppError, Study};
use crate::model::{
    CellMeasure, CodeKind, Codebook, Coding, Origin, ReviewState, Table, TableSpec, Transcript,
};
use crate::store::CodingFilter;
use crate::text::counted;
use indexmap::IndexMap;

/// The method, as far as the study itself knows it.
pub struct Method {
    /// Who made the report from what.
    pub below_title: Vec<String>,
    /// One paragraph for each thing.
    pub paragraphs: Vec<String>,
    /// The cases with their attributes, if they have any.
    pub cases: Option<Table>,
    /// The codebook as it stands.
    pub codebook: Codebook,
}

/// Looks the numbers up.
pub fn method(study: &Study) -> Result<Method, AppError> {
    let words_spec = TableSpec {
        cells: CellMeasure::Words,
        ..TableSpec::default()
    };
    let found = study.store.read(|reader| -> Result<_, AppError> {
        let loaded = Loaded::for_specs(reader, &[&words_spec])?;
        let words: u64 = loaded.view().words.values().map(|map| map.total()).sum();
        let newest = reader
            .journal()?
            .into_iter()
            .rev()
            .find(|entry| entry.in_force);
        Ok(Found {
            words,
            main_coder: loaded.main_coder.clone(),
            transcripts: reader.transcripts()?,
            cases: reader.cases()?.len(),
            codings: reader.codings(&CodingFilter::default())?,
            codebook: reader.codebook()?,
            newest: newest.map(|entry| (entry.id, entry.at)),
        })
    })?;
    let cases = built_in("cases")
        .map(|spec| make(study, &spec))
        .transpose()?
        .filter(|table| !table.rows.is_empty() && !table.columns.is_empty());
    let mut below_title = vec![format!(
        "Made with crosscase {}.",
        env!("CARGO_PKG_VERSION")
    )];
    if let Some((number, at)) = &found.newest {
        let day = at.get(..10).unwrap_or(at);
        below_title.push(format!("State of the study: change {number} of {day}."));
    }
    Ok(Method {
        below_title,
        paragraphs: vec![
            found.data(),
            found.coding(),
            found.origins(),
            found.reading(),
        ],
        cases,
        codebook: found.codebook,
    })
}

struct Found {
    words: u64,
    main_coder: Vec<String>,
    transcripts: Vec<Transcript>,
    cases: usize,
    codings: Vec<Coding>,
    codebook: Codebook,
    newest: Option<(i64, String)>,
}

impl Found {
    fn data(&self) -> String {
        let mut languages: IndexMap<String, usize> = IndexMap::new();
        for transcript in &self.transcripts {
            *languages
                .entry(transcript.language.to_string())
                .or_default() += 1;
        }
        let languages: Vec<String> = languages
            .into_iter()
            .map(|(language, count)| format!("{count} in {language}"))
            .collect();
        let mut sentence = format!(
            "The study has {} of {}, in which the informants say {}",
            counted(self.transcripts.len(), "transcript"),
            counted(self.cases, "case"),
            counted(self.words as usize, "word"),
        );
        if !languages.is_empty() {
            sentence.push_str(&format!(" ({})", languages.join(", ")));
        }
        sentence + "."
    }

    fn coding(&self) -> String {
        let patterns = |code: &&crate::model::Code| code.kind == CodeKind::Pattern;
        let active = || self.codebook.codes.values().filter(|code| !code.retired);
        let of_patterns = active().filter(patterns).count();
        let mut by_coder: IndexMap<&str, usize> = IndexMap::new();
        for coding in self.accepted() {
            *by_coder.entry(&coding.coder).or_default() += 1;
        }
        let coders: Vec<String> = by_coder
            .iter()
            .map(|(coder, count)| format!("{coder} ({})", counted(*count, "coding")))
            .collect();
        let who = match coders.as_slice() {
            [] => "nobody yet".to_owned(),
            coders => coders.join(", "),
        };
        format!(
            "They were coded with the codebook “{}” ({}, {} among them), by {who}.",
            self.codebook.name,
            counted(active().count(), "code"),
            counted(of_patterns, "pattern code"),
        )
    }

    fn accepted(&self) -> impl Iterator<Item = &Coding> {
        let codings = self.codings.iter();
        codings.filter(|coding| coding.state == ReviewState::Accepted)
    }

    fn origins(&self) -> String {
        let of = |wanted: fn(&Origin) -> bool| {
            self.accepted()
                .filter(|coding| wanted(&coding.origin))
                .count()
        };
        let by_hand = of(|origin| matches!(origin, Origin::Hand));
        let imported = of(|origin| matches!(origin, Origin::Import));
        let suggested = of(Origin::is_suggested);
        let in_state = |state| self.codings.iter().filter(|it| it.state == state).count();
        let (rejected, waiting) = (
            in_state(ReviewState::Rejected),
            in_state(ReviewState::Pending),
        );
        let mut parts = vec![format!("{by_hand} were coded by hand")];
        if imported > 0 {
            parts.push(format!("{imported} came from files"));
        }
        if suggested > 0 {
            parts.push(format!(
                "{suggested} were suggested by rules or searches and accepted by a person"
            ));
        }
        let mut sentence = format!("Of these codings, {}.", parts.join(", "));
        if rejected + waiting > 0 {
            sentence.push_str(&format!(
                " Of the suggestions, {rejected} were rejected and {waiting} wait for a decision."
            ));
        }
        sentence
    }

    fn reading(&self) -> String {
        let whose = match self.main_coder.as_slice() {
            [] => "Nothing has been coded yet.".to_owned(),
            coders => format!(
                "Where a table does not say otherwise, it counts the codings of {}.",
                coders.join(" and ")
            ),
        };
        format!("{whose} Every number and every summary rests on the quotes that its cell names.")
    }
}
