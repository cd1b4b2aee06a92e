//! What a file is by its first bytes, whatever its ending says.

use super::encoding::SAVE_AS_UTF8;

/// What a file starts with that is no text, whatever its ending says.
const SIGNATURES: &[(&[u8], &str, &str)] = &[
    (
        b"PK\x03\x04",
        "a Word, Excel or zip file",
        "give it its own ending again (.docx, .odt), or save it as plain text",
    ),
    (
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        "an old Word file (.doc)",
        "open it in Word and save it as .docx",
    ),
    (b"%PDF-", "a PDF", "give it its own ending again (.pdf)"),
    (
        b"{\\rtf",
        "a rich text file (.rtf)",
        "give it the ending .rtf",
    ),
    (b"\xFF\xFE\0\0", "text in UTF-32", SAVE_AS_UTF8),
    (b"\0\0\xFE\xFF", "text in UTF-32", SAVE_AS_UTF8),
    (
        b"\x89PNG",
        "a picture",
        "bring the document itself, or text recognised from the picture",
    ),
    (
        b"\xFF\xD8\xFF",
        "a picture",
        "bring the document itself, or text recognised from the picture",
    ),
    (b"ID3", "a sound recording", "transcribe it first"),
    (b"RIFF", "a sound recording", "transcribe it first"),
    (b"OggS", "a sound recording", "transcribe it first"),
    (b"\x1F\x8B", "a compressed file", "unpack it first"),
];

/// What the first bytes of a file tell that it is, and what to do with such a file.
pub(super) fn looks_like(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let mut known = SIGNATURES.iter();
    let (_, what, advice) = known.find(|(signature, ..)| bytes.starts_with(signature))?;
    Some((what, advice))
}
