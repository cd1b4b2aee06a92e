//! The file around the document: a zip of parts, a list of their types and
//! lists of which refers to which (Open Packaging Conventions, ECMA-376 part 2).

use super::document::{self, FOOTER};
use super::xml::Xml;
use crate::model::paper::{Block, Figure, Paper};
use std::io::{self, BufWriter, Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PART: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// Parts that are the same in every file.
const STYLES: &str = include_str!("parts/styles.xml");
const SETTINGS: &str = include_str!("parts/settings.xml");
const NUMBERING: &str = include_str!("parts/numbering.xml");
const PAGE_NUMBER: &str = include_str!("parts/footer.xml");

/// Compressed bytes are taken from the writer in pieces of this many.
const PIECE: usize = 64 * 1024;

/// Puts the file together.
pub(super) fn write(paper: &Paper) -> io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut package = Package { zip: &mut zip };
    package.xml("[Content_Types].xml", |xml| content_types(xml, paper))?;
    package.xml("_rels/.rels", |xml| {
        let core = format!("{PACKAGE}/relationships/metadata/core-properties");
        let document = format!("{RELATION}/officeDocument");
        let relations = [
            ("rId1", document.as_str(), "word/document.xml"),
            ("rId2", core.as_str(), "docProps/core.xml"),
        ];
        relationships(xml, &relations)
    })?;
    package.xml("docProps/core.xml", |xml| core_properties(xml, paper))?;
    package.xml("word/_rels/document.xml.rels", |xml| beside(xml, paper))?;
    package.bytes("word/styles.xml", STYLES.as_bytes())?;
    package.bytes("word/settings.xml", SETTINGS.as_bytes())?;
    package.bytes("word/numbering.xml", NUMBERING.as_bytes())?;
    if document::has_footer(paper) {
        package.bytes("word/footer1.xml", PAGE_NUMBER.as_bytes())?;
    }
    package.xml("word/document.xml", |xml| document::write(xml, paper))?;
    for (index, figure) in figures(paper).enumerate() {
        let name = format!("word/{}", picture(index));
        package.bytes(&name, &figure.png)?;
    }
    Ok(zip.finish()?.into_inner())
}

struct Package<'a> {
    zip: &'a mut ZipWriter<Cursor<Vec<u8>>>,
}

impl Package<'_> {
    fn start(&mut self, name: &str) -> io::Result<()> {
        // The same paper gives the same bytes: no part carries the time.
        let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
        Ok(self.zip.start_file(name, options)?)
    }

    fn bytes(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.start(name)?;
        self.zip.write_all(bytes)
    }

    fn xml(
        &mut self,
        name: &str,
        fill: impl FnOnce(&mut Xml<BufWriter<&mut ZipWriter<Cursor<Vec<u8>>>>>) -> io::Result<()>,
    ) -> io::Result<()> {
        self.start(name)?;
        let mut xml = Xml::new(BufWriter::with_capacity(PIECE, &mut *self.zip))?;
        fill(&mut xml)?;
        xml.into_inner().flush()
    }
}

/// The pictures in their order.
pub(super) fn figures(paper: &Paper) -> impl Iterator<Item = &Figure> {
    paper.blocks.iter().filter_map(|block| match block {
        Block::Figure(figure) => Some(figure.as_ref()),
        _ => None,
    })
}

/// Where a picture lies, seen from the document.
fn picture(index: usize) -> String {
    format!("media/figure{}.png", index + 1)
}

/// The relation by which the document names a picture.
pub(super) fn picture_relation(index: usize) -> String {
    format!("figure{}", index + 1)
}

fn content_types<W: Write>(xml: &mut Xml<W>, paper: &Paper) -> io::Result<()> {
    let space = format!("{PACKAGE}/content-types");
    xml.open("Types", &[("xmlns", &space)])?;
    let relations = "application/vnd.openxmlformats-package.relationships+xml";
    for (ending, kind) in [
        ("rels", relations),
        ("xml", "application/xml"),
        ("png", "image/png"),
    ] {
        xml.empty("Default", &[("Extension", ending), ("ContentType", kind)])?;
    }
    let core = "application/vnd.openxmlformats-package.core-properties+xml";
    xml.empty(
        "Override",
        &[("PartName", "/docProps/core.xml"), ("ContentType", core)],
    )?;
    for (file, kind) in [
        ("document", "document.main"),
        ("styles", "styles"),
        ("settings", "settings"),
        ("numbering", "numbering"),
        ("footer1", "footer"),
    ] {
        if kind == "footer" && !document::has_footer(paper) {
            continue;
        }
        let name = format!("/word/{file}.xml");
        let kind = format!("{PART}.{kind}+xml");
        xml.empty("Override", &[("PartName", &name), ("ContentType", &kind)])?;
    }
    xml.close("Types")
}

fn relationships<W: Write>(xml: &mut Xml<W>, relations: &[(&str, &str, &str)]) -> io::Result<()> {
    let space = format!("{PACKAGE}/relationships");
    xml.open("Relationships", &[("xmlns", &space)])?;
    for (id, kind, target) in relations {
        xml.empty(
            "Relationship",
            &[("Id", id), ("Type", kind), ("Target", target)],
        )?;
    }
    xml.close("Relationships")
}

/// The parts that the document refers to.
fn beside<W: Write>(xml: &mut Xml<W>, paper: &Paper) -> io::Result<()> {
    let kind = |name: &str| format!("{RELATION}/{name}");
    let mut all = vec![
        ("rId1".to_owned(), kind("styles"), "styles.xml".to_owned()),
        (
            "rId2".to_owned(),
            kind("settings"),
            "settings.xml".to_owned(),
        ),
        (
            "rId3".to_owned(),
            kind("numbering"),
            "numbering.xml".to_owned(),
        ),
    ];
    if document::has_footer(paper) {
        all.push((FOOTER.to_owned(), kind("footer"), "footer1.xml".to_owned()));
    }
    for (index, _) in figures(paper).enumerate() {
        all.push((picture_relation(index), kind("image"), picture(index)));
    }
    let relations: Vec<(&str, &str, &str)> = all
        .iter()
        .map(|(id, kind, target)| (id.as_str(), kind.as_str(), target.as_str()))
        .collect();
    relationships(xml, &relations)
}

/// Title and program; no dates, which would differ from run to run.
fn core_properties<W: Write>(xml: &mut Xml<W>, paper: &Paper) -> io::Result<()> {
    let tables = paper.blocks.iter().find_map(|block| match block {
        Block::Table(table) => Some(table.title.as_str()),
        _ => None,
    });
    let title = match paper.title.as_str() {
        "" => tables.unwrap_or_default(),
        title => title,
    };
    let space = format!("{PACKAGE}/metadata/core-properties");
    xml.open(
        "cp:coreProperties",
        &[
            ("xmlns:cp", &space),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ],
    )?;
    for (name, value) in [("dc:title", title), ("dc:creator", "crosscase")] {
        xml.open(name, &[])?;
        xml.text(value)?;
        xml.close(name)?;
    }
    xml.close("cp:coreProperties")
}
