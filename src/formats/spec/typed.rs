//! Sides and filters as typed on a command line.

use super::sides::heads_of;
use crate::model::nearest::did_you_mean;
use crate::model::{Filter, LevelSpec, Problem, SideSpec};

/// A side as typed: `cases`, `A,B`, `attribute:size`, `attribute:size=small,large`,
/// `furthest:A,B,C`, `under:CRM`, `codes:A,B`; levels are parted by ` / `. A
/// name with a comma in it stands in double quotes.
pub fn typed_side(typed: &str) -> Result<SideSpec, Problem> {
    typed.split(" / ").map(|it| level(it.trim())).collect()
}

fn level(typed: &str) -> Result<LevelSpec, Problem> {
    if let Some(heads) = heads_of(typed) {
        return Ok(LevelSpec::All(heads));
    }
    let Some((kind, rest)) = typed.split_once(':') else {
        return Ok(LevelSpec::Named(names(typed)?));
    };
    let rest = rest.trim();
    match kind.trim() {
        "attribute" => {
            let (name, values) = match rest.split_once('=') {
                Some((name, values)) => (name.trim(), names(values)?),
                None => (rest, Vec::new()),
            };
            if name.is_empty() {
                return Err(nothing(typed));
            }
            Ok(LevelSpec::Attribute {
                name: name.to_owned(),
                values,
            })
        }
        "furthest" => Ok(LevelSpec::Furthest(names(rest)?)),
        "under" if rest.is_empty() => Err(nothing(typed)),
        "under" => Ok(LevelSpec::Under(rest.to_owned())),
        kind => match heads_of(kind) {
            Some(heads) => Ok(LevelSpec::These(heads, names(rest)?)),
            // A code such as `CRM:n` has its own colon.
            None => Ok(LevelSpec::Named(names(typed)?)),
        },
    }
}

fn nothing(typed: &str) -> Problem {
    Problem::new(format!("'{typed}' names nothing"))
        .next("write names with commas between them, or a word such as codes or cases")
}

/// Names with commas between them; a comma between double quotes is a name's.
fn names(typed: &str) -> Result<Vec<String>, Problem> {
    let mut quoted = false;
    let parts = typed.split(|c| {
        quoted ^= c == '"';
        c == ',' && !quoted
    });
    let found: Vec<String> = parts
        .map(|part| part.trim())
        .map(|part| part.strip_prefix('"').unwrap_or(part))
        .map(|part| part.strip_suffix('"').unwrap_or(part).to_owned())
        .collect();
    if found.iter().any(|name| name.trim().is_empty()) {
        return Err(nothing(typed));
    }
    Ok(found)
}

/// The words before `=` in a filter, beside the names of attributes.
const KINDS: [&str; 6] = ["case", "transcript", "round", "role", "speaker", "code"];

/// Filters as typed: `case=Case A`, `role=informant`, or an attribute such as
/// `size=large` (`attribute:case=…` for one called like a kind).
pub fn typed_only(typed: &[String]) -> Result<Filter, Problem> {
    let mut filter = Filter::default();
    for pair in typed {
        let parts = pair.split_once('=');
        let parts = parts.map(|(kind, value)| (kind.trim(), value.trim()));
        let Some((kind, value)) =
            parts.filter(|(kind, value)| !kind.is_empty() && !value.is_empty())
        else {
            let advice =
                "write what and which, such as role=informant, case=\"Case A\" or size=large";
            let word = pair.split('=').next().unwrap_or_default();
            return Err(Problem::new(format!("'{pair}' is no filter"))
                .next(did_you_mean(word, KINDS, advice)));
        };
        let value = value.to_owned();
        let singular = kind.strip_suffix('s').filter(|it| KINDS.contains(it));
        match singular.unwrap_or(kind) {
            "case" => filter.cases.push(value),
            "transcript" => filter.transcripts.push(value),
            "round" => filter.rounds.push(value),
            "role" => filter.roles.push(value),
            "speaker" => filter.speakers.push(value),
            "code" => filter.codes.push(value),
            _ => {
                let name = kind.strip_prefix("attribute:").unwrap_or(kind);
                let values = filter.attributes.entry(name.trim().to_owned());
                values.or_default().push(value);
            }
        }
    }
    Ok(filter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::HeadsOf;

    fn named(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn a_side_is_typed_as_a_word_a_list_or_a_level() {
        for (typed, level) in [
            ("cases", LevelSpec::All(HeadsOf::Cases)),
            ("REW", LevelSpec::Named(named(&["REW"]))),
            ("A, \"B, Ltd\"", LevelSpec::Named(named(&["A", "B, Ltd"]))),
            ("CRM:n,B", LevelSpec::Named(named(&["CRM:n", "B"]))),
            (
                "codes:A,B",
                LevelSpec::These(HeadsOf::Codes, named(&["A", "B"])),
            ),
            (
                "attribute:market area",
                LevelSpec::Attribute {
                    name: "market area".to_owned(),
                    values: Vec::new(),
                },
            ),
            (
                "attribute:size=small,large",
                LevelSpec::Attribute {
                    name: "size".to_owned(),
                    values: named(&["small", "large"]),
                },
            ),
            ("furthest:A,B", LevelSpec::Furthest(named(&["A", "B"]))),
            ("under:CRM", LevelSpec::Under("CRM".to_owned())),
        ] {
            assert_eq!(typed_side(typed), Ok(vec![level]), "{typed}");
        }
        assert_eq!(
            typed_side("attribute:market / NEW,CURRENT").unwrap().len(),
            2
        );
        for typed in ["", "A,,B", "under:", "furthest:", "attribute:", "A / "] {
            assert!(typed_side(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_filter_is_typed_as_what_and_which() {
        let typed = named(&[
            "role=informant",
            "cases=Case A",
            "case=B",
            "size=large",
            "size=small",
        ]);
        let filter = typed_only(&typed).unwrap();
        assert_eq!(filter.roles, ["informant"]);
        assert_eq!(filter.cases, ["Case A", "B"]);
        assert_eq!(filter.attributes["size"], ["large", "small"]);
        let told = typed_only(&named(&["informant"])).unwrap_err();
        assert_eq!(told.to_string(), "'informant' is no filter");
        assert!(typed_only(&named(&["=x"])).is_err() && typed_only(&named(&["role="])).is_err());
    }
}
