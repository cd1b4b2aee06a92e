//! Nouns, adjectives and numerals: from the nominative to the forms of its
//! cases, in standard and in spoken shape.
//!
//! The types are those of Kotus, *Nykysuomen sanalista*, 1–49, in parentheses
//! below; the endings those of *Iso suomen kielioppi* (inflection of nominals).
//! Which type a word has is read off its end. Where two are possible both are
//! taken: a form that nobody says finds nothing.

use crate::text::forms::Made;

use super::sounds::{
    beats, harmonies, harmonised, is_vowel, last, last_but_one, strengthened, weakened, without,
};

/// Words in -i whose stem ends in -e (7, 23–28, 31–32): a closed class, to
/// which nothing new comes. In -si the stem is -te- (*vuosi* : *vuode-*).
const STEMS_IN_E: &str = "arki hanki henki hetki hiili hiiri huoli hanhi jousi juuri kausi lampi jälki järki \
    joki kaikki kaari kaksi kansi kieli kivi kuori kylki kynsi kärki käsi köysi lahti lapsi lehti lumi \
    länsi meri mieli moni mäki niemi nimi nuori onni ovi pieni pilvi polvi puoli reisi retki \
    saari salmi savi siipi sieni sormi suuri susi tali talvi tammi toimi torvi tosi tuki tuli \
    tuuli tyyni tähti täysi uni uusi varsi vesi veri viisi kuusi vuori vuosi väki yksi ääni";

/// Long vowels at the end of a nominative; others are partitives or verbs.
const ENDS_LONG: [&str; 13] = [
    "maa", "pää", "jää", "sää", "vapaa", "harmaa", "tee", "suu", "luu", "kuu", "puu", "uu", "yy",
];

/// Everything a nominative can become, itself included.
pub(super) fn forms(word: &str, forms: &mut Made) {
    forms.whole.push(word.to_owned());
    for back in harmonies(word) {
        Nominal { back: *back, forms }.inflect(word);
    }
}

/// The endings of the local cases without their last vowel; and *-ksi*, which
/// the stemmer takes for the stem of a word in -s (*teoksi* : *teos*).
const SPOKEN: [&str; 6] = ["s", "st", "l", "lt", "ks", "ksi"];

struct Nominal<'f> {
    back: bool,
    forms: &'f mut Made,
}

impl Nominal<'_> {
    fn inflect(&mut self, word: &str) {
        let before = last_but_one(word);
        match last(word) {
            'n' => self.in_n(word),
            's' => self.in_s(word),
            't' => self.in_t(word),
            'e' if !is_vowel(before) || beats(word) > 1 => self.in_e(word),
            'i' if !is_vowel(before) => self.in_i(word),
            end if end == before && !ENDS_LONG.iter().any(|known| word.ends_with(known)) => {}
            end if is_vowel(end) && is_vowel(before) => self.in_two_vowels(word, end, before),
            end @ ('a' | 'ä') => self.in_a(word, end),
            end if is_vowel(end) => {
                self.both_grades(word, word);
                self.plural_of_both_grades(word, word, "i");
            }
            // askel : askelen; loans and short names take -i: excel : excelin (5, 49)
            _ if word.chars().count() > 2 => {
                for vowel in ["e", "i"] {
                    let stem = format!("{word}{vowel}");
                    self.singular(&stem, &stem);
                }
                self.plural(&format!("{word}ei"), &format!("{word}ei"));
                self.plural(&format!("{word}i"), &format!("{word}i"));
                self.put(word, &["ta"]);
            }
            _ => {}
        }
    }

    fn put(&mut self, stem: &str, endings: &[&str]) {
        for ending in endings {
            let ending = harmonised(ending, self.back);
            self.forms.to_stem.push(format!("{stem}{ending}"));
        }
    }

    /// Forms that the stemmer would take apart at the wrong place.
    fn put_whole(&mut self, stem: &str, endings: &[&str]) {
        for ending in endings {
            let ending = harmonised(ending, self.back);
            self.forms.whole.push(format!("{stem}{ending}"));
        }
    }

    /// The cases of the singular. Spoken Finnish drops the last vowel of the
    /// local cases (*palkas*, *johdolt*) and says a long vowel for the
    /// partitive's -a (*johtoo*), which is also the illative without its n.
    fn singular(&mut self, strong: &str, weak: &str) {
        self.put(weak, &["n", "t", "ssa", "sta", "lla", "lta", "lle"]);
        self.put_whole(weak, &SPOKEN);
        self.put(strong, &["na", "a"]);
        let vowel = last(strong);
        if vowel == last_but_one(strong) {
            self.put(strong, &["seen"]);
        } else {
            self.put_whole(strong, &[&vowel.to_string()]);
            let illative = format!("{vowel}n");
            // The stemmer takes the end of myönteiseen for one of four letters.
            if strong.ends_with("se") {
                self.put_whole(strong, &[&illative]);
            } else {
                self.put(strong, &[&illative]);
            }
        }
    }

    /// The cases of the plural; both stems end in the i of the plural.
    fn plural(&mut self, strong: &str, weak: &str) {
        self.put(weak, &["ssa", "sta", "lla", "lta", "lle", "n"]);
        self.put_whole(weak, &SPOKEN);
        self.put(strong, &["na", "in"]);
        self.put_whole(strong, &["neen"]);
        let before = last_but_one(strong);
        if is_vowel(before) {
            if !matches!(before, 'a' | 'ä') {
                self.put(without(strong, 1), &["ja", "jen", "jensa"]);
            }
            self.put_whole(strong, &["", "t"]);
            self.put(strong, &["ta", "den", "densa", "tten", "hin", "siin"]);
        } else {
            self.put(strong, &["a", "i", "en"]);
        }
    }

    fn both_grades(&mut self, strong: &str, base: &str) {
        for weak in weakened(base) {
            self.singular(strong, &weak);
        }
    }

    /// The plural of a stem whose last vowel gives way to, or goes before, `i`.
    fn plural_of_both_grades(&mut self, strong: &str, base: &str, sign: &str) {
        for weak in weakened(base) {
            self.plural(&format!("{strong}{sign}"), &format!("{weak}{sign}"));
        }
    }

    /// *palkka*, *järjestelmä* (9–16): in the plural the a gives way to the i
    /// or becomes o before it, by the vowel of the first of two syllables;
    /// longer words go either way.
    fn in_a(&mut self, word: &str, end: char) {
        // aika : ajan, poika : pojan
        if let Some(start) = word
            .strip_suffix("ika")
            .filter(|start| start.ends_with(['a', 'o']))
        {
            self.singular(word, &format!("{start}ja"));
            self.plural(&format!("{start}ikoi"), &format!("{start}joi"));
            self.plural(&format!("{start}iki"), &format!("{start}ji"));
        }
        self.both_grades(word, word);
        let first = word.chars().find(|letter| is_vowel(*letter));
        let short = beats(word) == 2;
        let drops = !short || matches!(first, Some('o' | 'u' | 'ä' | 'ö' | 'y')) || end == 'ä';
        let rounds = !short || (end == 'a' && matches!(first, Some('a' | 'e' | 'i')));
        for weak in weakened(word) {
            let (strong, weak) = (without(word, 1), without(&weak, 1).to_owned());
            if drops {
                self.plural(&format!("{strong}i"), &format!("{weak}i"));
            }
            if rounds {
                let round = if end == 'a' { "oi" } else { "öi" };
                self.plural(&format!("{strong}{round}"), &format!("{weak}{round}"));
            }
        }
    }

    /// *asia*, *strategia*, *palkkio*, *korkea* (3, 12, 15), *työ*, *maa*,
    /// *vapaa* (17–21).
    fn in_two_vowels(&mut self, word: &str, end: char, before: char) {
        self.singular(word, word);
        self.put(word, &["ta"]);
        let start = without(word, 1);
        self.put(word, &[&format!("h{end}n")]);
        match (before, end) {
            ('e', 'a' | 'ä') => {
                // korkea, spoken korkee
                let spoken = format!("{start}e");
                self.singular(&spoken, &spoken);
                self.plural(&format!("{start}i"), &format!("{start}i"));
            }
            (_, 'a') if before != 'a' => self.plural(&format!("{start}oi"), &format!("{start}oi")),
            (_, 'ä') if before != 'ä' => {
                self.plural(&format!("{start}öi"), &format!("{start}öi"))
            }
            ('i', 'e') | ('u', 'o') | ('y', 'ö') => {
                let stem = format!("{}{end}i", without(start, 1));
                self.plural(&stem, &stem);
            }
            _ if before == end => self.plural(&format!("{start}i"), &format!("{start}i")),
            _ => {}
        }
        if matches!(end, 'o' | 'u' | 'ö' | 'y') && before != end {
            self.plural(&format!("{word}i"), &format!("{word}i"));
        }
    }

    /// *systeemi*, *myynti* (5–6): *systeemei-*; *nimi*, *vuosi* (7, 23–32).
    fn in_i(&mut self, word: &str) {
        let start = without(word, 1);
        let known = STEMS_IN_E.split_whitespace().find(|known| {
            word.strip_suffix(known)
                .is_some_and(|rest| rest.is_empty() || rest.chars().count() >= 3)
        });
        if known.is_some() {
            self.in_i_with_e(word);
        }
        // parempi : paremman (16)
        if let Some(start) = word.strip_suffix("mpi") {
            let a = harmonised("a", self.back);
            self.singular(&format!("{start}mp{a}"), &format!("{start}mm{a}"));
            self.plural(word, &format!("{start}mmi"));
            return;
        }
        if known == Some(word) {
            return;
        }
        self.both_grades(word, word);
        for weak in weakened(word) {
            let weak = without(&weak, 1);
            self.plural(&format!("{start}ei"), &format!("{weak}ei"));
        }
    }

    fn in_i_with_e(&mut self, word: &str) {
        let start = without(word, 1);
        if let Some(root) = word.strip_suffix("ksi") {
            // kaksi : kahde-, yksi : yhde- (31)
            self.singular(&format!("{root}hte"), &format!("{root}hde"));
            self.put(&format!("{root}ht"), &["a"]);
            self.plural(word, word);
            return;
        }
        if let Some(root) = word.strip_suffix("si").filter(|_| word != "lapsi") {
            self.singular(&format!("{root}te"), &format!("{root}de"));
            self.put(&format!("{root}t"), &["ta"]);
            if let Some(root) = root.strip_suffix(['n', 'l', 'r']) {
                let liquid = last(without(word, 2));
                self.singular(
                    &format!("{root}{liquid}te"),
                    &format!("{root}{liquid}{liquid}e"),
                );
            }
            self.plural(word, word);
            if word == "vuosi" {
                self.put_whole("vuon", &["na"]);
            }
            return;
        }
        let strong = format!("{start}e");
        self.both_grades(&strong, &strong);
        self.plural_of_i(word);
        if matches!(last(start), 'l' | 'n' | 'r') {
            self.put(start, &["ta"]);
        }
        if let Some(start) = start.strip_suffix('m') {
            self.put(&format!("{start}n"), &["ta"]);
        }
    }

    fn plural_of_i(&mut self, word: &str) {
        for weak in weakened(word) {
            self.plural(word, &weak);
        }
    }

    /// *tavoite* : *tavoittee-* (48): the base form has the weak grade.
    fn in_e(&mut self, word: &str) {
        self.put(word, &["tta"]);
        let mut stems = strengthened(word);
        // koe : kokeen, aie : aikeen
        if is_vowel(last_but_one(word)) {
            stems.push(format!("{}ke", without(word, 1)));
        }
        for stem in stems {
            let long = format!("{stem}e");
            self.singular(&long, &long);
            let plural = format!("{stem}i");
            self.plural(&plural, &plural);
        }
    }

    fn in_n(&mut self, word: &str) {
        // ihminen : ihmise- (38)
        if let Some(start) = word.strip_suffix("nen") {
            let stem = format!("{start}se");
            self.singular(&stem, &stem);
            self.put_whole(&format!("{start}s"), &["ta", "ten", "t"]);
            self.plural(&format!("{start}si"), &format!("{start}si"));
            return;
        }
        // kannustin : kannustime- (33), suurin : suurimpa- (36)
        if let Some(start) = word.strip_suffix("in") {
            self.put(word, &["ta", "ten"]);
            for strong in strengthened(&format!("{start}i")) {
                let stem = format!("{strong}me");
                self.singular(&stem, &stem);
                self.plural(&format!("{strong}mi"), &format!("{strong}mi"));
            }
            let a = harmonised("a", self.back);
            self.singular(&format!("{start}imp{a}"), &format!("{start}imm{a}"));
            return;
        }
        // uskoton : uskottoma- (34)
        let start = word
            .strip_suffix("ton")
            .or_else(|| word.strip_suffix("tön"));
        if let Some(start) = start {
            let stem = format!("{start}{}", harmonised("ttoma", self.back));
            self.singular(&stem, &stem);
            let plural = format!("{}i", without(&stem, 1));
            self.plural(&plural, &plural);
            self.put(word, &["ta"]);
            return;
        }
        // jäsen : jäsene- (32), stadion : stadioni- (5)
        let vowel = if word.ends_with("en") { "e" } else { "i" };
        let stem = format!("{word}{vowel}");
        self.singular(&stem, &stem);
        self.plural(&format!("{word}i"), &format!("{word}i"));
        self.put(word, &["ta", "ten"]);
    }

    fn in_s(&mut self, word: &str) {
        let start = without(word, 1);
        let vowel = last(start);
        if !is_vowel(vowel) {
            return;
        }
        self.put_whole(word, &["ta", "ten", "t"]);
        let is_long = last_but_one(start) == vowel;
        let after_vowel = is_vowel(last_but_one(start));
        // esimies : esimiehe- (42)
        if let Some(start) = word.strip_suffix("mies") {
            self.singular(&format!("{start}miehe"), &format!("{start}miehe"));
            self.plural(&format!("{start}miehi"), &format!("{start}miehi"));
            return;
        }
        // asiakkuus : asiakkuude- (40), vapaus : vapaude-
        if matches!(vowel, 'u' | 'y') && after_vowel {
            self.singular(&format!("{start}te"), &format!("{start}de"));
            self.put(&format!("{start}t"), &["ta", "een"]);
        }
        // bonus : bonukse- (39), lihas : lihakse-
        if !is_long || after_vowel {
            let stem = format!("{start}kse");
            self.plural(&format!("{start}ksi"), &format!("{start}ksi"));
            if !is_long {
                self.singular(&stem, &stem);
                self.put_whole(&stem, &["ni"]);
            }
        }
        // asiakas : asiakkaa-, kallis : kallii- (41)
        if matches!(vowel, 'a' | 'ä' | 'i' | 'e') {
            for strong in strengthened(start) {
                let stem = format!("{strong}{vowel}");
                self.singular(&stem, &stem);
                let plural = format!("{strong}i");
                self.plural(&plural, &plural);
            }
        }
    }

    /// *lyhyt* : *lyhye-* (43), *väsynyt* : *väsynee-* (47).
    fn in_t(&mut self, word: &str) {
        let start = without(word, 1);
        let vowel = last(start);
        if !matches!(vowel, 'u' | 'y') {
            return;
        }
        self.put(word, &["ta"]);
        let stem = match start
            .strip_suffix("nu")
            .or_else(|| start.strip_suffix("ny"))
        {
            Some(root) => {
                // väsynyt, spoken väsyny
                self.put_whole(start, &[""]);
                format!("{root}nee")
            }
            None => format!("{start}e"),
        };
        self.singular(&stem, &stem);
        let plural = format!("{}i", without(&stem, 1));
        self.plural(&plural, &plural);
    }
}
