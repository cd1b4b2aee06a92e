//! Which codes of a new codebook are old ones under another name.

use crate::model::code::{Code, CodeId, CodeKey};
use crate::model::codebook::Codebook;
use indexmap::IndexMap;
use std::collections::{HashMap, HashSet};

/// The new names of renamed codes, each with the old name.
///
/// Two codes of the same study have the same number, and a code from a file
/// says with `was` what it was called. Either is believed where the old name
/// stands for nothing else in the new codebook and the new name was free: so a
/// file can be read again after the renaming was done, and two codes can swap
/// their names.
pub fn renames(old: &Codebook, new: &Codebook) -> IndexMap<CodeId, CodeId> {
    let numbered = old.codes.values().filter(|code| code.key != CodeKey(0));
    let by_key: HashMap<CodeKey, &CodeId> = numbered.map(|code| (code.key, &code.id)).collect();
    let mut claimed = HashSet::new();
    let mut believed: IndexMap<&CodeId, &CodeId> = new
        .codes
        .values()
        .filter_map(|code| {
            let was = by_key.get(&code.key).copied();
            Some((&code.id, was.or_else(|| said(code, old))?))
        })
        .filter(|(id, was)| id != was && claimed.insert(*was))
        .collect();
    let heir: HashMap<&CodeId, &CodeId> = believed.iter().map(|(id, was)| (*was, *id)).collect();
    // Taking one back can make its two neighbours in a chain impossible.
    let mut doubted: Vec<&CodeId> = believed.keys().copied().collect();
    while let Some(id) = doubted.pop() {
        let Some(was) = believed.get(id).copied() else {
            continue;
        };
        let old_name_is_left = !new.codes.contains_key(was) || believed.contains_key(was);
        let new_name_is_free = !old.codes.contains_key(id)
            || heir.get(id).is_some_and(|heir| believed.contains_key(heir));
        if !(old_name_is_left && new_name_is_free) {
            believed.swap_remove(id);
            doubted.push(was);
            doubted.extend(heir.get(id));
        }
    }
    believed
        .into_iter()
        .map(|(id, was)| (id.clone(), was.clone()))
        .collect()
}

/// What the code says it was, unless there was no such code, or the old
/// codebook says the same and so has had the renaming done.
fn said<'a>(code: &'a Code, old: &Codebook) -> Option<&'a CodeId> {
    let was = code.was.as_ref()?;
    let done = old.codes.get(&code.id).and_then(|code| code.was.as_ref()) == Some(was);
    (old.codes.contains_key(was) && !done).then_some(was)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book(codes: &[(&str, Option<&str>)]) -> Codebook {
        let codes = codes.iter().map(|(id, was)| {
            let mut code = Code::new(id, id);
            code.was = was.map(CodeId::from);
            (code.id.clone(), code)
        });
        Codebook {
            codes: codes.collect(),
            ..Codebook::default()
        }
    }

    fn told(old: &[(&str, Option<&str>)], new: &[(&str, Option<&str>)]) -> Vec<String> {
        let mut told: Vec<String> = renames(&book(old), &book(new))
            .iter()
            .map(|(new, old)| format!("{old}>{new}"))
            .collect();
        told.sort();
        told
    }

    #[test]
    fn a_code_is_renamed_if_it_says_so_and_can_be() {
        let plain = [("A", None), ("B", None)];
        assert_eq!(told(&plain, &[("C", Some("A")), ("B", None)]), ["A>C"]);
        assert!(
            told(&plain, &[("C", None), ("B", None)]).is_empty(),
            "nobody said so"
        );
        assert!(
            told(&plain, &[("C", Some("X")), ("B", None)]).is_empty(),
            "no such code"
        );
        assert!(
            told(&plain, &[("A", None), ("B", None), ("C", Some("A"))]).is_empty(),
            "A is still there"
        );
        assert!(
            told(&plain, &[("B", Some("A"))]).is_empty(),
            "B is another code"
        );
    }

    #[test]
    fn the_number_inside_a_study_tells_as_well() {
        let mut old = book(&[("A", None), ("B", None)]);
        let mut new = book(&[("C", None), ("B", Some("A"))]);
        for (at, code) in old.codes.values_mut().enumerate() {
            code.key = CodeKey(at as u32 + 1);
        }
        for (at, code) in new.codes.values_mut().enumerate() {
            code.key = CodeKey(at as u32 + 1);
        }
        let found = renames(&old, &new);
        assert_eq!(found.get(&CodeId::from("C")), Some(&CodeId::from("A")));
        assert_eq!(found.len(), 1, "B is B by its number, whatever it says");
    }

    #[test]
    fn names_can_be_swapped_and_passed_on() {
        let plain = [("A", None), ("B", None)];
        let swapped = [("A", Some("B")), ("B", Some("A"))];
        assert_eq!(told(&plain, &swapped), ["A>B", "B>A"]);
        assert!(told(&swapped, &swapped).is_empty(), "done already");
        assert_eq!(
            told(&plain, &[("B", Some("A")), ("C", Some("B"))]),
            ["A>B", "B>C"]
        );
        assert!(
            told(&plain, &[("B", Some("A")), ("C", None)]).is_empty(),
            "B has nowhere to go"
        );
    }

    #[test]
    fn only_one_code_takes_over_an_old_name() {
        let new = [("B", Some("A")), ("C", Some("A"))];
        assert_eq!(told(&[("A", None)], &new), ["A>B"]);
    }
}
