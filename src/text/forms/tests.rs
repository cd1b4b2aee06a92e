//! The cases in `tests/cases/word-forms.csv`.

use crate::text::Language;

#[test]
fn every_form_in_the_list_is_found_or_left_as_it_says() {
    let mut wrong = Vec::new();
    let list = include_str!("../../../tests/cases/word-forms.csv");
    let mut rows = csv::Reader::from_reader(list.as_bytes());
    for (line, row) in (2..).zip(rows.records()) {
        let row = row.unwrap();
        let language: Language = row[0].parse().unwrap();
        let (word, form, why) = (&row[1], row[2].to_lowercase(), &row[4]);
        let wanted = match &row[3] {
            "yes" => true,
            "no" => false,
            other => panic!("line {line}: 'found' is yes or no, not '{other}'"),
        };
        let stemmer = language.stemmer();
        let forms = stemmer.forms_of(word);
        let stem = stemmer.stem(&form);
        if (forms.stems.contains(&stem) || forms.whole.contains(&form)) != wanted {
            let verb = if wanted { "misses" } else { "finds" };
            wrong.push(format!(
                "line {line}: {language} {word} {verb} {form} ({why})"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_first_stem_is_that_of_the_word_itself() {
    for language in Language::ALL {
        let stemmer = language.stemmer();
        for word in [
            "Asiakkaat",
            "sold",
            "Konten",
            "marknaden",
            "a",
            "",
            "客户",
            "x2",
        ] {
            let forms = stemmer.forms_of(word);
            assert_eq!(forms.stems.first(), Some(&stemmer.stem(word)), "{word}");
        }
    }
}

#[test]
fn a_language_without_rules_has_the_word_only() {
    let forms = Language::Other.stemmer().forms_of("Rewards");
    assert_eq!(forms.stems, ["rewards"]);
    assert!(forms.whole.is_empty());
}

proptest::proptest! {
    #[test]
    fn no_word_makes_it_stumble_or_grow_without_end(word in "\\PC{0,24}") {
        for language in Language::ALL {
            let forms = language.stemmer().forms_of(&word);
            proptest::prop_assert!(forms.stems.len() + forms.whole.len() < 3_000);
        }
    }

    /// What may stand in the index twice would count twice there.
    #[test]
    fn no_form_is_found_by_its_stem_and_as_it_stands(word in "[a-zäöåß]{1,14}") {
        for language in Language::ALL {
            let stemmer = language.stemmer();
            let forms = stemmer.forms_of(&word);
            for whole in &forms.whole {
                proptest::prop_assert!(!forms.stems.contains(&stemmer.stem(whole)), "{}", whole);
            }
        }
    }
}
