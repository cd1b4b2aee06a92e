//! Words whose forms no rule gives: closed lists, one word a line, its base
//! form first.

use super::Made;

/// A form followed by this sign does not lead back to its base, as it is more
/// often another word (*found*, *left*).
pub(super) const ONE_WAY: char = '>';

/// Adds all forms of the group that `word` belongs to, also behind one of
/// `prefixes`, which the forms then have too: *beskriva* like *skriva*.
pub(super) fn forms(word: &str, groups: &str, prefixes: &[&str], forms: &mut Made) {
    let bare = prefixes
        .iter()
        .filter_map(|prefix| Some((*prefix, word.strip_prefix(prefix)?)));
    for (prefix, rest) in [("", word)].into_iter().chain(bare) {
        for group in groups.lines() {
            let members = group.split_whitespace();
            if !members.clone().any(|member| member == rest) {
                continue;
            }
            for (at, member) in members.enumerate() {
                let form = format!("{prefix}{}", member.trim_end_matches(ONE_WAY));
                if at == 0 && form != word {
                    forms.bases.push(form.clone());
                }
                forms.whole.push(form);
            }
        }
    }
}
