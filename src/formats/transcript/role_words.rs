//! Words that tell what a name is: a role, a remark, or no name at all.
//! English, Finnish, Swedish and German; a word more is a word in a list.

use super::name;
use crate::model::Role;

const INTERVIEWERS: &[&str] = &[
    "interviewer",
    "interviewers",
    "researcher",
    "moderator",
    "facilitator",
    "questioner",
    "host",
    "haastattelija",
    "tutkija",
    "kysyjä",
    "moderaattori",
    "juontaja",
    "intervjuare",
    "intervjuaren",
    "forskare",
    "forskaren",
    "frågeställare",
    "interviewerin",
    "forscher",
    "forscherin",
    "moderatorin",
    "fragesteller",
    "fragestellerin",
    // Norwegian, Danish, Dutch, French, Spanish, Italian, Estonian
    "intervjuer",
    "forsker",
    "enquêteur",
    "enquêtrice",
    "entrevistador",
    "entrevistadora",
    "intervistatore",
    "intervistatrice",
    "küsitleja",
    // Hebrew, Arabic, Japanese
    "מראיין",
    "מראיינת",
    "המראיין",
    "המראיינת",
    "المحاور",
    "المحاورة",
    "محاور",
    "聞き手",
    "インタビュアー",
    "質問者",
];

const INFORMANTS: &[&str] = &[
    "informant",
    "informants",
    "respondent",
    "interviewee",
    "participant",
    "subject",
    "guest",
    "haastateltava",
    "informantti",
    "vastaaja",
    "osallistuja",
    "informanten",
    "respondenten",
    "intervjuperson",
    "deltagare",
    "deltagaren",
    "informantin",
    "befragter",
    "befragte",
    "teilnehmer",
    "teilnehmerin",
    "interviewte",
    "interviewter",
    "interviewpartner",
    "interviewpartnerin",
    "gesprächspartner",
    "gesprächspartnerin",
    "intervjuobjekt",
    "deltaker",
    "enquêté",
    "enquêtée",
    "entrevistado",
    "entrevistada",
    "intervistato",
    "intervistata",
    "vastaja",
    "מרואיין",
    "מרואיינת",
    "המרואיין",
    "המרואיינת",
    "المستجيب",
    "المشارك",
    "المشاركة",
    "話し手",
    "回答者",
    "語り手",
    "参加者",
];

/// Words that head a question or an answer, and a role only when they stand
/// alone: "Question 3" is a question of the guide.
const ASKING: &[&str] = &["question", "kysymys", "fråga", "frage"];
const ANSWERING: &[&str] = &["answer", "vastaus", "svar", "antwort"];

/// Words for anybody who speaks: a name when a number or letter follows.
const SPEAKERS: &[&str] = &[
    "speaker",
    "person",
    "voice",
    "puhuja",
    "henkilö",
    "talare",
    "sprecher",
    "sprecherin",
];

/// Words before a colon that head a remark, a line of a letterhead or an
/// example. Never a speaker, unless a person says so.
const REMARKS: &[&str] = &[
    "note",
    "notes",
    "nb",
    "warning",
    "remark",
    "comment",
    "comments",
    "example",
    "eg",
    "ie",
    "re",
    "fwd",
    "ps",
    "http",
    "https",
    "mailto",
    "www",
    "file",
    "subject line",
    "date",
    "time",
    "place",
    "location",
    "duration",
    "length",
    "recorded",
    "recording",
    "transcribed",
    "transcribed by",
    "transcriber",
    "transcript",
    "participants",
    "title",
    "source",
    "url",
    "keywords",
    "summary",
    "language",
    "chapter",
    "topic",
    "theme",
    "agenda",
    "attendees",
    "present",
    "from",
    "to",
    "cc",
    "bcc",
    "sent",
    "subject",
    "attachments",
    "address",
    "phone",
    "tel",
    "email",
    "e-mail",
    "fax",
    "interview",
    "case",
    "project",
    "version",
    "for example",
    "for instance",
    "first name",
    "see",
    "audio file",
    "file name",
    "start time",
    "end time",
    "huom",
    "huomio",
    "huomautus",
    "esim",
    "esimerkiksi",
    "eli",
    "siis",
    "toisaalta",
    "lisäksi",
    "kommentti",
    "päivä",
    "päivämäärä",
    "pvm",
    "aika",
    "kellonaika",
    "paikka",
    "kesto",
    "litteroija",
    "litterointi",
    "tallenne",
    "tiedosto",
    "kieli",
    "aihe",
    "läsnä",
    "klo",
    "lähettäjä",
    "vastaanottaja",
    "lähetetty",
    "osoite",
    "puhelin",
    "puh",
    "sähköposti",
    "haastattelu",
    "otsikko",
    "haastatteluaika",
    "haastattelupaikka",
    "huomaa",
    "vaikkapa",
    "toisin sanoen",
    "obs",
    "anm",
    "anmärkning",
    "kommentar",
    "exempel",
    "tex",
    "dvs",
    "datum",
    "tid",
    "plats",
    "längd",
    "fil",
    "språk",
    "ämne",
    "transkriberare",
    "från",
    "till",
    "skickat",
    "adress",
    "telefon",
    "e-post",
    "närvarande",
    "till exempel",
    "intervju",
    "hinweis",
    "von",
    "an",
    "gesendet",
    "betreff",
    "adresse",
    "anwesend",
    "zum beispiel",
    "beispielsweise",
    "fazit",
    "uhrzeit",
    "achtung",
    "anmerkung",
    "beispiel",
    "zb",
    "dh",
    "zeit",
    "ort",
    "dauer",
    "datei",
    "sprache",
    "thema",
    "transkription",
    "transkribiert von",
];

/// What happens between the turns: ends a turn and is nobody's.
const STAGE: &[&str] = &[
    "break",
    "music",
    "intro",
    "outro",
    "pause",
    "interruption",
    "advertisement",
    "jingle",
    "tauko",
    "musiikki",
    "keskeytys",
    "mainos",
    "paus",
    "musik",
    "avbrott",
    "unterbrechung",
];

/// Verbs, pronouns and joints that stand in sentences and in no name.
const OF_SENTENCES: &[&str] = &[
    "i", "my", "our", "your", "his", "their", "you", "he", "she", "it", "we", "they", "is", "was",
    "are", "were", "be", "has", "had", "said", "says", "say", "asked", "asks", "that", "this",
    "then", "if", "because", "what", "which", "there", "not", "to", "so", "but", "or", "as",
    "thing", "things", "like", "let", "sanoi", "sanoo", "on", "oli", "että", "niin", "sitten",
    "mä", "sä", "se", "me", "hän", "ne", "kun", "jos", "mutta", "ei", "siinä", "siitä", "är",
    "var", "sa", "säger", "att", "jag", "du", "han", "hon", "det", "vi", "men", "och", "om", "ist",
    "war", "sagt", "sagte", "dass", "ich", "er", "sie", "es", "wir", "aber", "und", "wenn",
];

/// Letters (and a number) that stand for a role where others do too.
const LETTERS: &[&str] = &[
    "q", "a", "i", "r", "p", "m", "h", "j", "v", "k", "t", "s", "b", "e", "f", "ip", "vp", "mod",
    "int", "inf", "resp", "iv", "ir", "ie", "tn",
];

/// What a name says about its bearer by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// A word for a role, such as "Haastattelija" or "Informant B".
    Is(Role),
    /// Surely a speaker, with any role: "Speaker 2".
    Speaker,
}

/// What the words of a name say about its bearer.
pub(super) fn known(speaker: &str) -> Option<Known> {
    let key = name::key(speaker);
    let words: Vec<&str> = key
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .collect();
    let has = |list: &[&str]| words.iter().any(|word| list.contains(word));
    if has(REMARKS) {
        None
    } else if has(INTERVIEWERS) || ASKING.contains(&key.as_str()) {
        Some(Known::Is(Role::Interviewer))
    } else if has(INFORMANTS) || ANSWERING.contains(&key.as_str()) {
        Some(Known::Is(Role::Informant))
    } else {
        let bare = SPEAKERS.contains(&key.as_str());
        (has(SPEAKERS) && !bare && words.len() <= 2).then_some(Known::Speaker)
    }
}

/// Whether a name is a word that heads questions.
pub(super) fn asks(speaker: &str) -> bool {
    ASKING.contains(&name::key(speaker).as_str())
}

/// Whether a name is a word that heads answers.
pub(super) fn answers(speaker: &str) -> bool {
    ANSWERING.contains(&name::key(speaker).as_str())
}

/// The role letter of a name such as `H`, `V2` or `IP`, in small letters.
pub(super) fn letter(speaker: &str) -> Option<String> {
    let key = name::key(speaker);
    let letter = key.trim_end_matches(|c: char| c.is_ascii_digit());
    LETTERS.contains(&letter).then(|| letter.to_owned())
}

/// Whether a name is a word that heads a remark.
pub(super) fn is_remark(speaker: &str) -> bool {
    let key = name::key(speaker);
    REMARKS.contains(&key.as_str())
        || key.split(' ').any(|word| {
            matches!(
                word,
                "note" | "notes" | "comment" | "comments" | "huom" | "kommentti" | "kommentar"
            )
        })
}

/// Whether a name stands for something between the turns, such as a break.
pub(super) fn is_stage(speaker: &str) -> bool {
    STAGE.contains(&name::key(speaker).as_str())
}

/// Whether a word (small letters) stands in sentences and in no name.
pub(super) fn is_word_of_sentences(word: &str) -> bool {
    OF_SENTENCES.contains(&word)
}

#[cfg(test)]
mod tests;
