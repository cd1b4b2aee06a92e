//! The parts of a Word file beside its text: where they lie, which styles are
//! headings, and the names of comments and notes.

use super::archive::Archive;
use super::xml::{Name, Tag, Then, Walker, walk};
use crate::model::Problem;
use std::collections::{HashMap, HashSet};

/// Where the parts of a Word file lie. Word writes `word/document.xml`; Word
/// on the web has written `word/document2.xml`.
pub(super) struct Parts {
    pub document: String,
    pub styles: String,
    pub comments: String,
    pub footnotes: String,
    pub endnotes: String,
}

impl Parts {
    /// Finds the parts: as the archive's directory of them tells, else by the
    /// names they usually have. `None` where there is no document.
    pub(super) fn find(archive: &mut Archive) -> Result<Option<Self>, Problem> {
        let root = Relations::read(archive, "_rels/.rels", "")?;
        let told = root.target("/officeDocument");
        let told = told.filter(|told| archive.names().iter().any(|name| same(name, told)));
        let Some(document) = told.or_else(|| usual_document(archive)) else {
            return Ok(None);
        };
        let (folder, file) = document.rsplit_once('/').unwrap_or(("", &document));
        let beside = Relations::read(archive, &format!("{folder}/_rels/{file}.rels"), folder)?;
        let part = |kind: &str| {
            let told = beside.target(&format!("/{kind}"));
            told.unwrap_or_else(|| format!("{folder}/{kind}.xml"))
        };
        Ok(Some(Self {
            styles: part("styles"),
            comments: part("comments"),
            footnotes: part("footnotes"),
            endnotes: part("endnotes"),
            document,
        }))
    }
}

fn same(name: &str, other: &str) -> bool {
    let plain = |name: &str| name.replace('\\', "/").trim_start_matches('/').to_owned();
    plain(name).eq_ignore_ascii_case(&plain(other))
}

fn usual_document(archive: &Archive) -> Option<String> {
    let names = archive.names().iter();
    let mut names: Vec<String> = names
        .map(|name| name.replace('\\', "/"))
        .filter(|name| name.starts_with("word/document") && name.ends_with(".xml"))
        .collect();
    names.sort_by_key(|name| (name.len(), name.clone()));
    names.into_iter().next()
}

/// What one part says of others: their kind and where they lie.
#[derive(Default)]
struct Relations {
    folder: String,
    targets: Vec<(String, String)>,
}

impl Relations {
    fn read(archive: &mut Archive, part: &str, folder: &str) -> Result<Self, Problem> {
        let mut relations = Relations {
            folder: folder.to_owned(),
            ..Self::default()
        };
        if let Some(xml) = archive.part(part)? {
            // Of a broken directory, what could be read of it helps.
            let _ = walk(&xml, &mut relations);
        }
        Ok(relations)
    }

    /// Kinds are known by the end of their name, which differs in front
    /// between the two forms of the standard.
    fn target(&self, kind: &str) -> Option<String> {
        let mut targets = self.targets.iter();
        let (_, target) = targets.find(|(found, _)| found.ends_with(kind))?;
        Some(target.clone())
    }
}

impl Walker for Relations {
    fn opens(&mut self, name: Name, tag: &Tag) -> Then {
        if name.local == "Relationship"
            && tag.attribute("TargetMode").as_deref() != Some("External")
            && let (Some(kind), Some(target)) = (tag.attribute("Type"), tag.attribute("Target"))
        {
            let target = match target.strip_prefix('/') {
                Some(from_root) => from_root.to_owned(),
                None if self.folder.is_empty() => target,
                None => format!("{}/{target}", self.folder),
            };
            self.targets.push((kind, target));
        }
        Then::GoIn
    }
    fn closes(&mut self, _: Name) {}
    fn says(&mut self, _: &str) {}
}

/// Which paragraph styles are headings. A style is known by its id, which Word
/// writes in the user's language (Otsikko1, Rubrik1); its name is English, and
/// it may be based on another style.
#[derive(Default)]
pub(super) struct Styles {
    headings: HashSet<String>,
    open: Option<Style>,
    all: HashMap<String, Style>,
}

#[derive(Clone, Default)]
struct Style {
    id: String,
    name: String,
    based_on: Option<String>,
    /// 0 to 8 for headings, 9 for text.
    outline: Option<u32>,
}

/// How long a chain of styles based on each other is followed.
const LONGEST_CHAIN: usize = 20;

impl Styles {
    pub(super) fn read(xml: Option<String>) -> Self {
        let mut styles = Self::default();
        // Without its styles a document still has its words.
        let _ = xml.map(|xml| walk(&xml, &mut styles));
        let ids: Vec<String> = styles.all.keys().cloned().collect();
        let headings = ids.into_iter().filter(|id| styles.leads_to_heading(id));
        styles.headings = headings.collect();
        styles
    }

    /// Whether paragraphs of this style are headings.
    pub(super) fn is_heading(&self, style: &str) -> bool {
        self.headings.contains(style)
    }

    fn leads_to_heading(&self, id: &str) -> bool {
        let mut next = Some(id);
        for _ in 0..LONGEST_CHAIN {
            let Some(style) = next.and_then(|id| self.all.get(id)) else {
                return false;
            };
            if let Some(level) = style.outline {
                return level < 9;
            }
            if is_heading_name(&style.name) {
                return true;
            }
            next = style.based_on.as_deref();
        }
        false
    }
}

/// "heading 1", "Title", "toc 2": in English whatever the user's language.
pub(super) fn is_heading_name(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    matches!(
        bare,
        "heading" | "title" | "subtitle" | "toc" | "toc heading"
    )
}

impl Walker for Styles {
    fn opens(&mut self, name: Name, tag: &Tag) -> Then {
        let value = || tag.attribute("val").unwrap_or_default();
        match name.local {
            "style" if tag.attribute("type").as_deref() == Some("paragraph") => {
                let id = tag.attribute("styleId").unwrap_or_default();
                self.open = Some(Style {
                    id,
                    ..Style::default()
                });
            }
            "name" => self.set(|style| style.name = value()),
            "basedOn" => self.set(|style| style.based_on = Some(value())),
            "outlineLvl" => self.set(|style| style.outline = value().parse().ok()),
            _ => {}
        }
        Then::GoIn
    }

    fn closes(&mut self, name: Name) {
        if name.local == "style"
            && let Some(style) = self.open.take()
        {
            self.all.insert(style.id.clone(), style);
        }
    }

    fn says(&mut self, _: &str) {}
}

impl Styles {
    fn set(&mut self, act: impl FnOnce(&mut Style)) {
        if let Some(style) = &mut self.open {
            act(style);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::archive::tests::zipped;
    use super::super::docx::WORD_FILE;
    use super::*;

    #[test]
    fn parts_are_found_where_the_archive_says() {
        let rels = br#"<r xmlns="r"><Relationship Id="1" Target="text/main.xml"
            Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"/></r>"#;
        let beside = br#"<r><Relationship Type="http://x/comments" Target="/notes/c.xml"/>
            <Relationship Type="http://x/styles" TargetMode="External" Target="http://evil"/></r>"#;
        let bytes = zipped(&[
            ("_rels/.rels", rels),
            ("text/_rels/main.xml.rels", beside),
            ("text/main.xml", b"<d/>"),
        ]);
        let mut archive = Archive::open(&bytes, &WORD_FILE).unwrap();
        let parts = Parts::find(&mut archive).unwrap().unwrap();
        assert_eq!(parts.document, "text/main.xml");
        assert_eq!(parts.comments, "notes/c.xml");
        assert_eq!(parts.styles, "text/styles.xml");
        let bytes = zipped(&[("word/document2.xml", b"<d/>")]);
        let mut archive = Archive::open(&bytes, &WORD_FILE).unwrap();
        let parts = Parts::find(&mut archive).unwrap().unwrap();
        assert_eq!(parts.document, "word/document2.xml");
    }

    #[test]
    fn headings_are_known_by_name_level_and_ancestor() {
        let style = |id: &str, inside: &str| {
            format!("<w:style w:type='paragraph' w:styleId='{id}'>{inside}</w:style>")
        };
        let xml = format!(
            "<w:styles xmlns:w='w'>{}{}{}{}{}{}</w:styles>",
            style("Otsikko1", "<w:name w:val='heading 1'/>"),
            style("Oma", "<w:name w:val='Oma'/><w:basedOn w:val='Otsikko1'/>"),
            style("Taso", "<w:pPr><w:outlineLvl w:val='2'/></w:pPr>"),
            style(
                "Leipa",
                "<w:basedOn w:val='Otsikko1'/><w:pPr><w:outlineLvl w:val='9'/></w:pPr>"
            ),
            style("A", "<w:basedOn w:val='B'/>"),
            style("B", "<w:basedOn w:val='A'/>"),
        );
        let styles = Styles::read(Some(xml));
        for (id, heading) in [
            ("Otsikko1", true),
            ("Oma", true),
            ("Taso", true),
            ("Leipa", false),
            ("A", false),
            ("Unknown", false),
        ] {
            assert_eq!(styles.is_heading(id), heading, "{id}");
        }
    }
}
