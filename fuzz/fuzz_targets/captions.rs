//! Captions, and what speech recognition writes.
#![no_main]

use libfuzzer_sys::fuzz_target;

include!("law.rs");

fuzz_target!(|bytes: &[u8]| {
    for ending in ["vtt", "srt", "json", "tsv"] {
        law(ending, bytes);
    }
});
