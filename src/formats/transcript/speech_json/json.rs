//! A JSON file as plain values, held in little memory: strings stay in the
//! file's text, and a file that unfolds to millions of values is refused, for a
//! few bytes of it could else become hundreds.

use crate::formats::transcript::stamp;
use crate::model::Problem;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

/// Ten hours of speech with times, probability and tokens of each word have
/// about two million values.
const MOST_VALUES: usize = 6_000_000;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Json<'a> {
    Nothing,
    Flag(bool),
    Number(f64),
    Text(Cow<'a, str>),
    List(Box<[Json<'a>]>),
    Fields(Box<[(Cow<'a, str>, Json<'a>)]>),
}

/// Reads a file.
///
/// # Errors
/// A [`Problem`] for what is no JSON, nests deep, or holds too much.
pub(super) fn parse(text: &str) -> Result<Json<'_>, Problem> {
    let left = Cell::new(MOST_VALUES);
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = Values(&left).deserialize(&mut reader);
    let whole = value.and_then(|value| reader.end().map(|()| value));
    whole.map_err(|reason| {
        if left.get() == 0 {
            return Problem::new(format!(
                "the file holds more than {MOST_VALUES} values, which no transcript does"
            ))
            .next("export the transcript without the times of words, or as .vtt or .srt");
        }
        Problem::new(format!("this is no JSON, or a damaged one ({reason})"))
            .at_line(reason.line().max(1))
            .next("export the transcript again; if this is plain text, give it the ending .txt")
    })
}

#[derive(Clone, Copy)]
struct Values<'c>(&'c Cell<usize>);

impl<'de> DeserializeSeed<'de> for Values<'_> {
    type Value = Json<'de>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Json<'de>, D::Error> {
        let left = self.0.get().saturating_sub(1);
        self.0.set(left);
        if left == 0 {
            return Err(D::Error::custom("too many values"));
        }
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Values<'_> {
    type Value = Json<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Json::Nothing)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Json::Flag(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Json::Number(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Json::Number(value as f64))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Json::Number(value as f64))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Self::Value, E> {
        Ok(Json::Text(Cow::Borrowed(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Json::Text(Cow::Owned(value.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = from.next_element_seed(self)? {
            items.push(item);
        }
        Ok(Json::List(items.into_boxed_slice()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Self::Value, A::Error> {
        let mut fields = Vec::new();
        while let Some(name) = from.next_key_seed(self)? {
            let Json::Text(name) = name else {
                return Err(A::Error::custom("a field without a name"));
            };
            fields.push((name, from.next_value_seed(self)?));
        }
        Ok(Json::Fields(fields.into_boxed_slice()))
    }
}

impl<'a> Json<'a> {
    /// The field of this name. The same service writes `start_time` in one
    /// library and `startTime` or `StartTime` in the next.
    pub(super) fn get(&self, name: &str) -> Option<&Json<'a>> {
        let Json::Fields(fields) = self else {
            return None;
        };
        let field = fields.iter().find(|(field, _)| is_same_name(field, name))?;
        Some(&field.1).filter(|value| **value != Json::Nothing)
    }

    /// The field at the end of a path such as `results.utterances`.
    pub(super) fn at(&self, path: &str) -> Option<&Json<'a>> {
        path.split('.')
            .try_fold(self, |value, name| value.get(name))
    }

    /// The entries of a list.
    pub(super) fn items(&self) -> Option<&[Json<'a>]> {
        match self {
            Json::List(items) => Some(items),
            _ => None,
        }
    }

    /// The entries of the list in a field.
    pub(super) fn list(&self, name: &str) -> Option<&[Json<'a>]> {
        self.get(name)?.items()
    }

    /// A string.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The string in a field.
    pub(super) fn words(&self, name: &str) -> Option<&str> {
        self.get(name)?.text()
    }

    /// A number, also one written as a string.
    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Json::Number(number) => Some(*number),
            Json::Text(text) => text.trim().parse().ok(),
            _ => None,
        }
    }

    /// A time in milliseconds, from seconds (`4.87`, `"4.87"`, `"4.870s"`,
    /// `{"seconds": 4, "nanos": 870000000}`), a clock or an ISO duration.
    pub(super) fn time(&self) -> Option<u64> {
        match self {
            Json::Number(seconds) => milliseconds(*seconds, 1000.0),
            Json::Text(text) => {
                let text = text.trim();
                let seconds = text.strip_suffix('s').unwrap_or(text).parse::<f64>().ok();
                seconds
                    .and_then(|seconds| milliseconds(seconds, 1000.0))
                    .or_else(|| stamp::clock(text))
                    .or_else(|| iso_duration(text))
            }
            Json::Fields(_) => {
                let part = |name| self.get(name).and_then(Json::number);
                let (seconds, nanos) = (part("seconds"), part("nanos"));
                seconds.or(nanos)?;
                let seconds = seconds.unwrap_or(0.0) + nanos.unwrap_or(0.0) / 1e9;
                milliseconds(seconds, 1000.0)
            }
            _ => None,
        }
    }

    /// A name for who speaks. A bare number or letter is none, and gets the
    /// word "Speaker" before it.
    pub(super) fn speaker(&self) -> Option<String> {
        match self {
            Json::Number(number) => Some(format!("Speaker {number}")),
            Json::Text(text) => {
                let name = text.trim();
                let bare = name.chars().count() == 1 || name.bytes().all(|b| b.is_ascii_digit());
                let known = name.chars().any(char::is_alphanumeric);
                known.then(|| {
                    if bare {
                        format!("Speaker {name}")
                    } else {
                        name.to_owned()
                    }
                })
            }
            Json::Fields(_) => ["name", "display_name", "label", "id"]
                .iter()
                .find_map(|name| self.get(name)?.speaker()),
            _ => None,
        }
    }
}

/// A length of time in milliseconds, with so many of them to the unit.
pub(super) fn milliseconds(number: f64, to_the_unit: f64) -> Option<u64> {
    let milliseconds = (number * to_the_unit).round();
    // A recording is shorter than thirty years.
    (0.0..1e12)
        .contains(&milliseconds)
        .then_some(milliseconds as u64)
}

fn is_same_name(field: &str, name: &str) -> bool {
    fn plain(name: &str) -> impl Iterator<Item = u8> {
        name.bytes()
            .filter(|b| *b != b'_')
            .map(|b| b.to_ascii_lowercase())
    }
    field == name || plain(field).eq(plain(name))
}

/// `PT1H2M3.5S`
fn iso_duration(text: &str) -> Option<u64> {
    let mut rest = text.strip_prefix("PT")?;
    let mut seconds = 0.0;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let number: f64 = rest.get(..end)?.parse().ok()?;
        seconds += number
            * match rest.get(end..=end)? {
                "H" => 3600.0,
                "M" => 60.0,
                "S" => 1.0,
                _ => return None,
            };
        rest = rest.get(end + 1..)?;
    }
    milliseconds(seconds, 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_however_they_are_written() {
        for (time, expected) in [
            ("4.87", Some(4_870)),
            ("\"4.87\"", Some(4_870)),
            ("\"4.870s\"", Some(4_870)),
            ("{\"seconds\": \"4\", \"nanos\": 870000000}", Some(4_870)),
            ("\"00:00:04,870\"", Some(4_870)),
            ("\"PT4.87S\"", Some(4_870)),
            ("\"PT1H2M3S\"", Some(3_723_000)),
            ("-1", None),
            ("1e300", None),
            ("\"PT\"", Some(0)),
            ("\"PTé\"", None),
            ("\"soon\"", None),
            ("{}", None),
        ] {
            assert_eq!(parse(time).unwrap().time(), expected, "{time}");
        }
    }

    #[test]
    fn names_of_fields_and_speakers_are_taken_as_meant() {
        let file = parse("{\"StartTime\": 1, \"x\": null, \"speaker\": {\"id\": 0}}").unwrap();
        assert_eq!(file.get("start_time").and_then(Json::number), Some(1.0));
        assert_eq!(file.get("x"), None);
        assert_eq!(
            file.at("speaker").and_then(Json::speaker).as_deref(),
            Some("Speaker 0")
        );
        for (label, name) in [
            ("\"A\"", Some("Speaker A")),
            ("\"spk_0\"", Some("spk_0")),
            ("2", Some("Speaker 2")),
            ("\"?\"", None),
        ] {
            assert_eq!(parse(label).unwrap().speaker().as_deref(), name, "{label}");
        }
    }

    #[test]
    fn what_is_deep_or_holds_too_much_is_refused() {
        let deep = "[".repeat(100_000);
        assert!(parse(&deep).unwrap_err().what.contains("no JSON"));
        let many = format!("[{}0]", "0,".repeat(MOST_VALUES));
        assert!(parse(&many).unwrap_err().what.contains("more than"));
        assert!(parse("{} x").is_err() && parse("").is_err());
    }
}
