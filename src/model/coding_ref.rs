//! How a person points to a coding: `case-a:14 CRM-IT`, and where that turn
//! carries the code twice, `case-a:14 CRM-IT "we bought"`.

use crate::model::problem::Problem;
use std::fmt;
use std::str::FromStr;

/// A transcript, a turn and a code, and words of the quote if needed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CodingRef {
    /// The transcript's name.
    pub transcript: String,
    /// The turn, from 1.
    pub turn: u32,
    /// The code's name.
    pub code: String,
    /// Words that stand in the quote; only needed to tell two codings apart.
    pub quote: Option<String>,
}

impl fmt::Display for CodingRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{} {}", self.transcript, self.turn, self.code)?;
        match &self.quote {
            Some(quote) => write!(f, " \"{quote}\""),
            None => Ok(()),
        }
    }
}

impl FromStr for CodingRef {
    type Err = Problem;

    /// Reads what `Display` writes. The quote ends at the last double quote,
    /// so it may hold others; a transcript's name may hold colons and spaces.
    fn from_str(text: &str) -> Result<Self, Problem> {
        let text = text.trim();
        // The first colon with a turn and a code behind it: everything before
        // it is the transcript.
        text.match_indices(':')
            .find_map(|(colon, _)| {
                let (transcript, rest) = (text.get(..colon)?, text.get(colon + 1..)?);
                with_transcript(transcript.trim(), rest)
            })
            .ok_or_else(|| {
                let shown: String = text.chars().take(60).collect();
                Problem::new(format!("'{shown}' does not point to a coding")).next(
                    "write transcript:turn code, such as case-a:14 CRM-IT, and where that fits \
                     several, some of the quoted words in double quotes behind it",
                )
            })
    }
}

fn with_transcript(transcript: &str, rest: &str) -> Option<CodingRef> {
    let (turn, rest) = rest.split_once(char::is_whitespace)?;
    // `parse` alone would take "+14".
    let digits = !turn.is_empty() && turn.bytes().all(|byte| byte.is_ascii_digit());
    let turn = turn.parse().ok().filter(|turn| digits && *turn > 0)?;
    let rest = rest.trim_start();
    let (code, tail) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let tail = tail.trim();
    let quote = match tail.strip_prefix('"') {
        Some(opened) => Some(opened.strip_suffix('"').filter(|quote| !quote.is_empty())?),
        None if tail.is_empty() => None,
        None => return None,
    };
    (!transcript.is_empty() && !code.is_empty() && !code.contains('"')).then(|| CodingRef {
        transcript: transcript.to_owned(),
        turn,
        code: code.to_owned(),
        quote: quote.map(str::to_owned),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_reference_names_transcript_turn_code_and_words() {
        let plain: CodingRef = " case-a:14   CRM-IT ".parse().unwrap();
        assert_eq!(plain.to_string(), "case-a:14 CRM-IT");
        let worded: CodingRef = "Case A: part 2:7 X \"he said \"no\": never\""
            .parse()
            .unwrap();
        assert_eq!(worded.transcript, "Case A: part 2");
        assert_eq!(worded.turn, 7);
        assert_eq!(worded.quote.as_deref(), Some("he said \"no\": never"));
    }

    #[test]
    fn what_points_nowhere_is_refused() {
        for bad in [
            "",
            "case-a",
            "case-a:14",
            "case-a:14 ",
            "case-a:0 X",
            "case-a:+1 X",
            "case-a:99999999999 X",
            ":14 X",
            "case-a 14 X",
            "case-a:14 X we bought",
            "case-a:14 X \"we bought",
            "case-a:14 X \"\"",
            "case-a:14 \"we bought\"",
        ] {
            assert!(bad.parse::<CodingRef>().is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn reading_undoes_writing(
            transcript in "[a-zä:.-][a-zä: .-]{0,6}[a-zä.-]",
            turn in 1u32..,
            code in "[A-Z]{1,4}(-[a-z]{1,3})?",
            quote in proptest::option::of("[a-zא😀\": \n]{1,12}"),
        ) {
            let written = CodingRef { transcript, turn, code, quote };
            prop_assert_eq!(written.to_string().parse::<CodingRef>().unwrap(), written);
        }
    }
}
