//! Sounds of Finnish that change when a word is inflected: consonant gradation
//! (astevaihtelu) and vowel harmony (vokaalisointu).

/// Without its last `count` letters.
pub(super) fn without(word: &str, count: usize) -> &str {
    let mut letters = word.chars();
    for _ in 0..count {
        letters.next_back();
    }
    letters.as_str()
}

/// Its last letter; a space if there is none.
pub(super) fn last(word: &str) -> char {
    word.chars().next_back().unwrap_or(' ')
}

/// The letter before the last.
pub(super) fn last_but_one(word: &str) -> char {
    word.chars().nth_back(1).unwrap_or(' ')
}

pub(super) fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'ä' | 'ö' | 'å')
}

/// Runs of vowels: close to the number of syllables, and never above it.
pub(super) fn beats(word: &str) -> usize {
    let mut before = false;
    word.chars()
        .filter(|letter| {
            let begins = is_vowel(*letter) && !before;
            before = is_vowel(*letter);
            begins
        })
        .count()
}

/// Whether endings take a, ä or, in a compound or a loan such as *analyysi*,
/// either: the last vowel that is not e or i decides, compounds by their last
/// part, loans by habit.
pub(super) fn harmonies(word: &str) -> &'static [bool] {
    let back = |letter: &char| matches!(letter, 'a' | 'o' | 'u');
    let front = |letter: &char| matches!(letter, 'ä' | 'ö' | 'y');
    let has_back = word.chars().any(|letter| back(&letter));
    let decides = word
        .chars()
        .rev()
        .find(|letter| back(letter) || front(letter));
    match decides {
        Some('y') if has_back => &[false, true],
        Some(letter) if back(&letter) => &[true],
        Some(_) => &[false],
        // e and i alone take ä; in a compound the part before does not count.
        None => &[false],
    }
}

/// An ending written with back vowels, in the harmony asked for.
pub(super) fn harmonised(ending: &str, back: bool) -> String {
    if back {
        return ending.to_owned();
    }
    ending
        .chars()
        .map(|letter| match letter {
            'a' => 'ä',
            'o' => 'ö',
            'u' => 'y',
            other => other,
        })
        .collect()
}

/// The weak grades a stem can have, for its closed last syllable: *johto* →
/// *johdo*, *palkka* → *palka*. Newer words and names keep single stops
/// (*auto* → *auton*), so those come back unchanged too.
pub(super) fn weakened(stem: &str) -> Vec<String> {
    let vowel = last(stem);
    let head = without(stem, 1);
    if !is_vowel(vowel) || is_vowel(last(head)) {
        return vec![stem.to_owned()];
    }
    const PAIRS: [(&str, &str); 8] = [
        ("kk", "k"),
        ("pp", "p"),
        ("tt", "t"),
        ("nk", "ng"),
        ("mp", "mm"),
        ("nt", "nn"),
        ("lt", "ll"),
        ("rt", "rr"),
    ];
    for (strong, weak) in PAIRS {
        if let Some(start) = head.strip_suffix(strong) {
            return vec![format!("{start}{weak}{vowel}")];
        }
    }
    let start = without(head, 1);
    let before = last(start);
    let changed = match last(head) {
        't' if is_vowel(before) || before == 'h' => Some(format!("{start}d{vowel}")),
        'p' if is_vowel(before) || matches!(before, 'l' | 'r') => Some(format!("{start}v{vowel}")),
        'k' if matches!(before, 'l' | 'r' | 'h') && vowel == 'e' => {
            Some(format!("{start}j{vowel}"))
        }
        // luku : luvun, kyky : kyvyn; but maku : maun
        'k' if matches!(before, 'u' | 'y') && before == vowel => Some(format!("{start}v{vowel}")),
        'k' if is_vowel(before) || matches!(before, 'l' | 'r' | 'h') => {
            Some(format!("{start}{vowel}"))
        }
        _ => None,
    };
    changed.into_iter().chain([stem.to_owned()]).collect()
}

/// The strong grades that can stand behind a weak one: *tavoite* → *tavoitte-*,
/// *tarve* → *tarpe-*. The stem itself comes first, as many do not change.
pub(super) fn strengthened(stem: &str) -> Vec<String> {
    let vowel = last(stem);
    let head = without(stem, 1);
    let mut found = vec![stem.to_owned()];
    if !is_vowel(vowel) {
        return found;
    }
    const PAIRS: [(&str, &str); 7] = [
        ("ng", "nk"),
        ("mm", "mp"),
        ("nn", "nt"),
        ("ll", "lt"),
        ("rr", "rt"),
        ("lj", "lk"),
        ("rj", "rk"),
    ];
    for (weak, strong) in PAIRS {
        if let Some(start) = head.strip_suffix(weak) {
            found.push(format!("{start}{strong}{vowel}"));
            return found;
        }
    }
    let start = without(head, 1);
    let before = last(start);
    match last(head) {
        'v' if before == vowel && matches!(vowel, 'u' | 'y') => {
            found.push(format!("{start}k{vowel}"));
        }
        'v' if is_vowel(before) || matches!(before, 'l' | 'r') => {
            found.push(format!("{start}p{vowel}"));
        }
        'd' if is_vowel(before) || before == 'h' => found.push(format!("{start}t{vowel}")),
        stop @ ('k' | 'p' | 't') if is_vowel(before) || matches!(before, 'l' | 'r' | 'n' | 'm') => {
            found.push(format!("{head}{stop}{vowel}"));
        }
        _ => {}
    }
    found
}
