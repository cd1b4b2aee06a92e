//! Word and OpenDocument files: the archive as it comes, and the XML in a sound
//! archive, which random bytes would hardly ever make.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

include!("law.rs");

fuzz_target!(|bytes: &[u8]| {
    for (ending, part) in [("docx", "word/document.xml"), ("odt", "content.xml")] {
        law(ending, bytes);
        law(ending, &archive(part, bytes));
    }
});

fn archive(part: &str, bytes: &[u8]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    writer.start_file(part, stored).expect("a part");
    writer.write_all(bytes).expect("its content");
    writer.finish().expect("an archive").into_inner()
}
