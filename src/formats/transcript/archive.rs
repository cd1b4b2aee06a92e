//! Office files as archives: a zip of parts, each part XML.
//!
//! A few kilobytes of zip can unpack to gigabytes, in one part or spread over
//! many. So parts are unpacked one by one into memory, never to the disk and
//! never by a path from the archive, and all of them share one limit.

use super::signatures::looks_like;
use crate::model::Problem;
use encoding_rs::Encoding;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// An interview of a hundred thousand words is a few megabytes of XML; a bomb
/// is refused while it unpacks, whatever size its directory claims.
const MOST_BYTES: u64 = 200 * 1024 * 1024;
const MOST_ENTRIES: usize = 10_000;

/// How messages name a kind of office file.
pub(super) struct Office {
    /// "Word file"
    pub name: &'static str,
    /// What helps if such a file cannot be read.
    pub save_again: &'static str,
}

/// An opened office file.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    office: &'static Office,
    names: Vec<String>,
    most: u64,
    left: u64,
}

impl<'a> Archive<'a> {
    /// Opens an archive.
    ///
    /// # Errors
    /// A [`Problem`] for what is no archive, or no sane one.
    pub(super) fn open(bytes: &'a [u8], office: &'static Office) -> Result<Self, Problem> {
        Self::with_limit(bytes, office, MOST_BYTES)
    }

    pub(super) fn with_limit(
        bytes: &'a [u8],
        office: &'static Office,
        most: u64,
    ) -> Result<Self, Problem> {
        let Office { name, save_again } = office;
        if bytes.is_empty() {
            return Err(Problem::new("the file is empty").next("export it again"));
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| {
            if bytes.starts_with(b"PK") {
                return Problem::new(format!("this {name} is cut off or damaged"))
                    .next("copy or download it again, or export it again");
            }
            match looks_like(bytes) {
                Some((what, advice)) => {
                    Problem::new(format!("this is not a {name}; it looks like {what}")).next(advice)
                }
                None => Problem::new(format!("this is not a {name}, or a damaged one"))
                    .next(*save_again),
            }
        })?;
        if zip.len() > MOST_ENTRIES {
            return Err(
                Problem::new(format!("this is no {name}: it holds too many parts"))
                    .next(*save_again),
            );
        }
        let names = zip.file_names().filter_map(Result::ok);
        let names = names.map(|name| name.into_owned()).collect();
        Ok(Self {
            zip,
            office,
            names,
            most,
            left: most,
        })
    }

    /// The names of all parts.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// The XML of a part; none where there is no such part.
    ///
    /// # Errors
    /// A [`Problem`] for a part that cannot be unpacked, is no text, or is the
    /// one with which the parts grow past their limit.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Problem> {
        // Some programs write backslashes, or a slash in front.
        let plain = |name: &str| name.replace('\\', "/").trim_start_matches('/').to_owned();
        let wanted = plain(name);
        let same = |other: &&String| plain(other).eq_ignore_ascii_case(&wanted);
        let Some(found) = self.names.iter().find(same).cloned() else {
            return Ok(None);
        };
        let office = self.office;
        let damaged = |reason: &str| damaged(office, &found, reason);
        let entry = match self.zip.by_name(&found) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(reason) => return Err(damaged(&reason.to_string())),
        };
        let mut bytes = Vec::new();
        let read = entry.take(self.left + 1).read_to_end(&mut bytes);
        if let Err(reason) = read {
            return Err(damaged(&reason.to_string()));
        }
        self.left = self
            .left
            .checked_sub(bytes.len() as u64)
            .ok_or_else(|| self.too_large())?;
        if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
            let body = bytes.get(mark..).unwrap_or_default();
            let (text, garbled) = encoding.decode_without_bom_handling(body);
            if garbled {
                return Err(damaged("it is no text"));
            }
            return Ok(Some(text.into_owned()));
        }
        let text = String::from_utf8(bytes);
        text.map(Some).map_err(|_| damaged("it is not in UTF-8"))
    }

    fn too_large(&self) -> Problem {
        Problem::new(format!(
            "the document unpacks to more than {} MB, which no interview does",
            self.most / (1024 * 1024)
        ))
        .next("copy the text into a new file of its word processor and import that")
    }
}

fn damaged(office: &Office, part: &str, reason: &str) -> Problem {
    let Office { name, save_again } = office;
    Problem::new(format!(
        "the {name} is damaged: {part} cannot be unpacked ({reason})"
    ))
    .next(*save_again)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    const OFFICE: Office = Office {
        name: "Word file",
        save_again: "save it again",
    };

    /// An archive of these parts.
    pub(in crate::formats::transcript) fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            writer
                .start_file(*name, SimpleFileOptions::default())
                .unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn parts_are_found_by_name_however_it_is_written() {
        let bytes = zipped(&[("word\\A.xml", b"<a/>"), ("/b.xml", b"\xFF\xFE<\0b\0")]);
        let mut archive = Archive::open(&bytes, &OFFICE).unwrap();
        assert_eq!(archive.part("word/a.xml").unwrap().as_deref(), Some("<a/>"));
        assert_eq!(archive.part("b.xml").unwrap().as_deref(), Some("<b"));
        assert_eq!(archive.part("../c.xml").unwrap(), None);
    }

    #[test]
    fn parts_share_one_limit() {
        let blank = vec![b' '; 700_000];
        let bytes = zipped(&[("a.xml", &blank), ("b.xml", &blank)]);
        assert!(bytes.len() < 10_000);
        let mut archive = Archive::with_limit(&bytes, &OFFICE, 1024 * 1024).unwrap();
        assert!(archive.part("a.xml").unwrap().is_some());
        let refused = archive.part("b.xml").unwrap_err();
        assert!(refused.what.contains("more than 1 MB"));
        assert!(refused.next.is_some());
    }

    #[test]
    fn what_is_no_archive_is_refused() {
        for (bytes, said) in [(&b""[..], "empty"), (b"plain text", "not a Word file")] {
            let Err(problem) = Archive::open(bytes, &OFFICE) else {
                panic!("opened");
            };
            assert!(problem.what.contains(said) && problem.next.is_some());
        }
        let mut cut = zipped(&[("a.xml", b"<a/>")]);
        cut.truncate(cut.len() / 2);
        assert!(Archive::open(&cut, &OFFICE).is_err());
        let bytes = zipped(&[("a.xml", b"\xFF\xF0")]);
        let mut archive = Archive::open(&bytes, &OFFICE).unwrap();
        assert!(archive.part("a.xml").unwrap_err().what.contains("UTF-8"));
    }
}
