//! The nearest known names, for every message that must say "no such …".

/// Up to three of `known` that look like `wanted`, the likest first.
pub fn nearest<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let folded = wanted.to_lowercase();
    let mut scored: Vec<(f64, &str)> = known
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&folded, &name.to_lowercase()), name))
        .filter(|(likeness, _)| *likeness >= 0.75)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    scored.into_iter().take(3).map(|(_, name)| name).collect()
}

/// The advice to print below "no such …": the nearest names, or `fallback`.
pub fn did_you_mean<'a>(
    wanted: &str,
    known: impl IntoIterator<Item = &'a str>,
    fallback: &str,
) -> String {
    match nearest(wanted, known).as_slice() {
        [] => fallback.to_owned(),
        names => format!("did you mean {}?", names.join(" or ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_key_is_recognised() {
        let known = ["CRM-STR-rew", "CRM-STR-rewlt", "MO-IG"];
        assert_eq!(nearest("CRM-STR-rw", known)[0], "CRM-STR-rew");
        assert_eq!(nearest("mo-ig", known), ["MO-IG"]);
        assert!(nearest("zzz", known).is_empty());
        assert_eq!(did_you_mean("zzz", known, "see the list"), "see the list");
    }
}
