//! Tables: text, and the files of spreadsheets.
#![no_main]

use libfuzzer_sys::fuzz_target;

include!("law.rs");

fuzz_target!(|bytes: &[u8]| {
    for ending in ["csv", "xlsx", "ods"] {
        law(ending, bytes);
    }
});
