//! Back from a form to the words it can be a form of: *asiakkaat* → *asiakas*,
//! *johdolle* → *johto*. Guesses; each must give the form again before it
//! counts.

use super::sounds::{is_vowel, last, strengthened, weakened, without};

/// Endings of cases, standard ones only.
const ENDINGS: [&str; 26] = [
    "ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle", "ksi", "tta", "ttä", "seen",
    "siin", "den", "tten", "ten", "jen", "ien", "hin", "ta", "tä", "n", "t", "a", "ä",
];

/// Ends of infinitives that few partitives have.
const INFINITIVES: [&str; 12] = [
    "ttaa", "ttää", "staa", "stää", "ltaa", "ltää", "htaa", "htää", "rtaa", "rtää", "itaa", "itää",
];

/// What is left of a form when an ending is taken off must have as many
/// letters, or too many words look inflected.
const SHORTEST: usize = 4;

/// Nominatives that may stand behind this form.
pub(super) fn nominatives(form: &str) -> Vec<String> {
    let mut found = Vec::new();
    for ending in ENDINGS {
        let Some(stem) = form.strip_suffix(ending) else {
            continue;
        };
        if stem.chars().count() < SHORTEST {
            continue;
        }
        match ending {
            // A verb (muodostaa), a noun of doing (toiminta) or an adjective
            // (taloudellinen) is what it looks like.
            "a" | "ä" if INFINITIVES.iter().any(|end| form.ends_with(end)) => {}
            "ta" | "tä" if stem.ends_with('n') => {}
            "n" if stem.ends_with("ne") => {}
            "jen" => plural(&format!("{stem}i"), &mut found),
            "ien" => plural(&format!("{stem}i"), &mut found),
            // Behind u it is more often somebody who does it: puhuja.
            "a" | "ä" if stem.ends_with("uj") || stem.ends_with("yj") => {}
            "a" | "ä" if stem.ends_with('j') => {
                plural(&format!("{}i", without(stem, 1)), &mut found);
            }
            "n" if is_vowel(last(stem)) && stem.ends_with(&last(stem).to_string().repeat(2)) => {
                singular(stem, &mut found);
                singular(without(stem, 1), &mut found);
            }
            _ => singular(stem, &mut found),
        }
    }
    found.sort_unstable();
    found.dedup();
    found.retain(|base| base != form);
    found
}

fn singular(stem: &str, found: &mut Vec<String>) {
    let end = last(stem);
    if matches!(end, 's' | 'n') {
        found.push(stem.to_owned());
        if let Some(start) = stem.strip_suffix('s') {
            found.push(format!("{start}nen"));
        }
        return;
    }
    if !is_vowel(end) {
        return;
    }
    let swaps: [(&str, &[&str]); 12] = [
        ("kse", &["s"]),
        ("ude", &["us"]),
        ("yde", &["ys"]),
        ("ute", &["us"]),
        ("yte", &["ys"]),
        ("se", &["nen"]),
        ("ime", &["in"]),
        ("miehe", &["mies"]),
        ("ttoma", &["ton"]),
        ("ttömä", &["tön"]),
        ("ene", &["en"]),
        ("mma", &["mpi"]),
    ];
    for (from, to) in swaps {
        if let Some(start) = stem.strip_suffix(from) {
            found.extend(to.iter().map(|to| format!("{start}{to}")));
            if let ("ime", Some(weak)) = (from, weakened(&format!("{start}i")).first()) {
                found.push(format!("{weak}n"));
            }
        }
    }
    let short = without(stem, 1);
    if last(short) == end {
        for weak in weakened(short) {
            match end {
                'e' => found.push(weak),
                'a' | 'ä' => found.push(format!("{weak}s")),
                'i' => found.push(format!("{weak}s")),
                _ => {}
            }
        }
    }
    found.extend(strengthened(stem));
    if end == 'e' && !is_vowel(last(short)) {
        let strong = strengthened(stem);
        found.extend(
            strong
                .iter()
                .map(|strong| format!("{}i", without(strong, 1))),
        );
    }
    if end == 'i' {
        plural(stem, found);
    }
}

/// From the stem of the plural, which ends in its i.
fn plural(stem: &str, found: &mut Vec<String>) {
    let Some(start) = stem.strip_suffix('i') else {
        return;
    };
    let head = without(start, 1);
    match last(start) {
        'o' => ending(head, &["o", "a"], found),
        'ö' => ending(head, &["ö", "ä"], found),
        'u' | 'y' => ending(start, &[""], found),
        'e' => {
            ending(head, &["i"], found);
            found.extend(weakened(start));
        }
        end @ ('a' | 'ä') => {
            for weak in weakened(&format!("{head}{end}")) {
                found.push(format!("{weak}s"));
            }
        }
        's' => {
            found.push(format!("{head}nen"));
            if let Some(start) = start.strip_suffix("ks") {
                found.push(format!("{start}s"));
            }
            ending(start, &["a", "ä"], found);
        }
        'h' => found.extend(
            start
                .strip_suffix("mieh")
                .map(|start| format!("{start}mies")),
        ),
        'm' => {
            ending(start, &["a", "ä"], found);
            found.push(format!("{}n", head));
        }
        _ => ending(start, &["a", "ä"], found),
    }
}

fn ending(start: &str, vowels: &[&str], found: &mut Vec<String>) {
    for vowel in vowels {
        found.extend(strengthened(&format!("{start}{vowel}")));
    }
}

/// Infinitives that may stand behind this form, if it is a passive
/// (*palkitaan*) or a third person (*puhuu*, *tapaa*).
pub(super) fn infinitives(form: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (a, passives) in [
        ("a", ["taan", "daan", "laan"]),
        ("ä", ["tään", "dään", "lään"]),
    ] {
        for passive in passives {
            let Some(stem) = form.strip_suffix(passive) else {
                continue;
            };
            let sign = passive.chars().next().unwrap_or(' ');
            found.push(format!("{stem}{sign}{a}"));
            if sign != 't' {
                continue;
            }
            for strong in strengthened(stem) {
                found.push(format!("{strong}{a}"));
                if let Some(start) = strong.strip_suffix('e') {
                    found.push(format!("{start}{a}{a}"));
                }
            }
        }
        let (vowel, short) = (last(form), without(form, 1));
        if is_vowel(vowel) && vowel == last(short) && short.chars().count() >= SHORTEST {
            found.push(format!("{short}{a}"));
            found.extend(weakened(short).iter().map(|weak| format!("{weak}t{a}")));
            if let Some(start) = short.strip_suffix("tse") {
                found.push(format!("{start}t{a}"));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found.retain(|base| base != form);
    found
}
