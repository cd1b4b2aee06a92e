//! HTML and rich text.
#![no_main]

use libfuzzer_sys::fuzz_target;

include!("law.rs");

fuzz_target!(|bytes: &[u8]| {
    for ending in ["html", "rtf"] {
        law(ending, bytes);
    }
});
