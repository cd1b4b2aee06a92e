use super::*;

#[test]
fn words_for_roles_are_known_in_four_languages() {
    for asking in [
        "Interviewer",
        "HAASTATTELIJA 2",
        "The interviewer",
        "Intervjuare",
        "Frage",
    ] {
        assert_eq!(
            known(asking),
            Some(Known::Is(Role::Interviewer)),
            "{asking}"
        );
    }
    for answering in ["Informant B", "Haastateltava", "RESPONDENT", "Befragte 1"] {
        assert_eq!(
            known(answering),
            Some(Known::Is(Role::Informant)),
            "{answering}"
        );
    }
    assert_eq!(known("Speaker 2"), Some(Known::Speaker));
    assert_eq!(known("Unknown Speaker"), Some(Known::Speaker));
    for none in ["Speaker", "Ann", "Question 3", "Note by interviewer"] {
        assert_eq!(known(none), None, "{none}");
    }
}

#[test]
fn letters_may_carry_a_number() {
    assert_eq!(letter("V2").as_deref(), Some("v"));
    assert_eq!(letter("IP").as_deref(), Some("ip"));
    assert_eq!(letter("BÅ"), None);
}

#[test]
fn remarks_and_breaks_are_nobody() {
    assert!(is_remark("Huom") && is_remark("P.S.") && is_remark("Translator's note"));
    assert!(is_stage("Break") && !is_stage("Brea"));
}
