//! The words by which headers are known: English, Finnish, Swedish, German.
//! A word more is a word in a list; earlier ones win over later ones.

use super::uses::ColumnUse;

const TRANSCRIPTS: &str = "\
    transcript, transcript id, transcript name, conversation, conversation id, \
    conversation name, interview, interview id, interview name, session, session id, \
    session name, dialogue, dialogue id, dialog id, chat, chat id, chat name, chat session, \
    channel, channel name, thread, thread id, room, call, call id, meeting, meeting id, \
    ticket, ticket id, document, document name, file, file name, filename, litteraatti, \
    haastattelu, haastattelun nimi, haastattelun tunnus, keskustelu, keskustelun tunnus, \
    istunto, kanava, ketju, puhelu, tiedosto, tiedoston nimi, intervju, samtal, \
    konversation, kanal, tråd, samtals id, fil, filnamn, transkript, gespräch, \
    gesprächs id, unterhaltung, sitzung, datei, dateiname";

/// Headers of dates that a time of day may stand beside.
const DATES: &str = "\
    date, day, sent date, message date, pvm, päivä, päivämäärä, päiväys, datum, tag, dag";

/// Headers of times of day.
const CLOCKS: &str = "\
    time, hour, clock, time of day, sent time, message time, klo, kello, kellonaika, aika, \
    tid, klockslag, klockan, zeit, uhrzeit";

/// Headers of times that count from the start of a recording.
const POSITIONS: &str = "\
    start, start time, starttime, starts at, begin, begin time, in, timecode, time code, \
    position, offset, start ms, start s, start sec, start seconds, start milliseconds, \
    alku, alkuaika, aloitusaika, alkaa, aikakoodi, starttid, börjar, tidskod, startzeit, \
    beginn, anfang, zeitmarke, timecode in";

const TIMES: &str = "\
    timestamp, time stamp, datetime, date time, date and time, sent at, sent on, sent, \
    created at, created, posted at, time sent, message timestamp, start date, submitted at, \
    date submitted, submission date, recorded date, aikaleima, pvm ja aika, \
    päivämäärä ja aika, pvm klo, ajankohta, lähetetty, lähetysaika, vastausaika, \
    tidsstämpel, tidpunkt, datum och tid, skickat, zeitstempel, zeitpunkt, \
    datum und uhrzeit, gesendet, gesendet am, ts, timespan, time span, aikaväli";

const ENDS: &str = "\
    end, end time, endtime, ends at, end ms, end s, end sec, end seconds, end milliseconds, \
    stop, stop time, finish, out, end date, completion time, loppu, loppuaika, lopetusaika, \
    päättyy, valmistumisaika, slut, sluttid, slutar, slutförandetid, ende, endzeit, \
    abschlusszeit, fertigstellungszeit";

const AUTHORS: &str = "\
    speaker, author, sender, from, speaker name, author name, sender name, from name, \
    display name, name, full name, nickname, participant, respondent, informant, \
    interviewee, user, user name, username, who, person, puhuja, kirjoittaja, lähettäjä, \
    puhujan nimi, lähettäjän nimi, nimi, vastaaja, haastateltava, osallistuja, käyttäjä, \
    nimimerkki, kuka, henkilö, talare, avsändare, skribent, namn, deltagare, författare, \
    användare, från, vem, sprecher, sprecherin, absender, absenderin, verfasser, autor, \
    befragter, befragte, teilnehmer, benutzer, nutzer, von, wer, speaker id, author id, \
    sender id, user id, userid, participant id, respondent id, response id, informant id, \
    vastaajan nimi, vastaajan id, vastaajan tunnus, vastaajan numero, vastaajanumero, \
    vastaaja id, vastaustunnus, deltagar id, svars id, respondent nr, teilnehmer id, \
    antwort id, email, e mail, email address, e mail address, sähköposti, sähköpostiosoite, \
    e post, e postadress, e mail adresse, id, tunnus, tunniste";

/// Headers whose column names one person a row: who has answered.
const RESPONDENTS: &str = "\
    respondent, respondent id, response id, participant id, vastaaja, vastaajan id, \
    vastaajan tunnus, vastaajan numero, vastaajanumero, vastaaja id, vastaustunnus, \
    svars id, respondent nr, teilnehmer id, antwort id, befragter, befragte, email, e mail, \
    email address, e mail address, sähköposti, sähköpostiosoite, e post, e postadress, \
    e mail adresse, id, tunnus, tunniste, name, nimi, namn, participant, osallistuja, \
    deltagare, teilnehmer, informant, haastateltava, interviewee";

const ROLES: &str = "\
    role, speaker role, sender role, author role, speaker type, sender type, author type, \
    rooli, puhujan rooli, roll, rolle";

/// Headers of messages and speech.
const MESSAGES: &str = "\
    text, message, utterance, message text, message body, messages, msg, speech, words, \
    content, body, said, post, viesti, viestin teksti, teksti, puhe, puheenvuoro, \
    repliikki, lausuma, sisältö, viestit, meddelande, meddelanden, yttrande, innehåll, tal, \
    nachricht, nachrichten, äußerung, äusserung, inhalt, wortlaut, redebeitrag";

/// Headers of answers, which may be messages too.
const ANSWERS: &str = "\
    answer, answers, response, responses, open answer, answer text, comment, comments, \
    feedback, reply, review, vastaus, vastaukset, avoin vastaus, kommentti, kommentit, \
    palaute, svar, kommentar, kommentarer, fritext, antwort, antworten, kommentare, \
    freitext, rückmeldung, transcript, litteraatti, transkript";

const QUESTIONS: &str = "\
    question, question text, prompt, kysymys, kysymyksen teksti, fråga, frågetext, frage, \
    fragetext";

const CASES: &str = "\
    case, case name, case id, company, company name, firm, firm name, organisation, \
    organization, organisation name, organization name, enterprise, account, account name, \
    tapaus, yritys, yrityksen nimi, organisaatio, firma, företag, företagsnamn, fall, \
    unternehmen, betrieb, unternehmensname";

/// A header in small letters, its words parted by one space; `StartDate` is
/// two words.
pub(super) fn folded(header: &str) -> String {
    let mut out = String::new();
    let mut before_small = false;
    for c in header.chars() {
        let parts = !c.is_alphanumeric() || (c.is_uppercase() && before_small);
        if parts && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        }
        before_small = c.is_lowercase();
    }
    out.truncate(out.trim_end().len());
    out
}

/// What a header says its column is for, and how strongly: the lower the
/// number, the stronger. Some words say two things, the likelier one first.
pub(super) fn known(header: &str) -> Vec<(ColumnUse, usize)> {
    let word = folded(header);
    let groups: [(ColumnUse, usize, &str); 13] = [
        (ColumnUse::Text, 0, MESSAGES),
        (ColumnUse::Transcript, 0, TRANSCRIPTS),
        (ColumnUse::Text, 1000, ANSWERS),
        (ColumnUse::Time, 0, TIMES),
        (ColumnUse::Time, 100, POSITIONS),
        (ColumnUse::Time, 200, DATES),
        (ColumnUse::Time, 300, CLOCKS),
        (ColumnUse::End, 0, ENDS),
        (ColumnUse::Author, 0, AUTHORS),
        (ColumnUse::Role, 0, ROLES),
        (ColumnUse::Question, 0, QUESTIONS),
        (ColumnUse::Case, 0, CASES),
        (ColumnUse::Author, 500, RESPONDENTS),
    ];
    let found = groups
        .iter()
        .filter_map(|(one, base, words)| Some((*one, base + place(words, &word)?)));
    found.collect()
}

/// Where a word stands in a list, whose words are parted by commas.
fn place(list: &str, word: &str) -> Option<usize> {
    list.split(',').position(|known| known.trim() == word)
}

fn has(list: &str, header: &str) -> bool {
    place(list, &folded(header)).is_some()
}

/// Whether a header is a word for messages, which answers are not called.
pub(super) fn says_messages(header: &str) -> bool {
    has(MESSAGES, header)
}

/// Whether a header names who speaks or writes, many times over.
pub(super) fn says_speakers(header: &str) -> bool {
    has(AUTHORS, header) && !has(RESPONDENTS, header)
}

/// How well a header names one person a row; the lower, the better.
pub(super) fn respondent_rank(header: &str) -> Option<usize> {
    place(RESPONDENTS, &folded(header))
}

/// Whether a header names what messages may carry along, too.
pub(super) fn may_be_sent(header: &str) -> bool {
    const SENT: &str = "\
        file, file name, filename, document, document name, thread, thread id, tiedosto, \
        tiedoston nimi, ketju, fil, filnamn, tråd, datei, dateiname";
    has(SENT, header)
}

/// Whether a header is a word for dates.
pub(super) fn says_dates(header: &str) -> bool {
    has(DATES, header)
}

/// Whether a header is a word for times of day.
pub(super) fn says_clocks(header: &str) -> bool {
    has(CLOCKS, header)
}

/// Whether a header is a word for places in a recording.
pub(super) fn says_positions(header: &str) -> bool {
    has(POSITIONS, header) || has(ENDS, header)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_known_in_four_languages() {
        for (header, wanted) in [
            ("Message", ColumnUse::Text),
            ("Viesti", ColumnUse::Text),
            ("Meddelande:", ColumnUse::Text),
            ("NACHRICHT", ColumnUse::Text),
            ("Lähettäjä", ColumnUse::Author),
            ("Avsändare", ColumnUse::Author),
            ("Sprecher/in", ColumnUse::Ignore),
            ("Absender", ColumnUse::Author),
            ("speaker_name", ColumnUse::Author),
            ("Kellonaika", ColumnUse::Time),
            ("SentAt", ColumnUse::Time),
            ("Uhrzeit", ColumnUse::Time),
            ("Tidpunkt", ColumnUse::Time),
            ("Haastattelu", ColumnUse::Transcript),
            ("Företag", ColumnUse::Case),
            ("Unternehmen", ColumnUse::Case),
            ("Yritys", ColumnUse::Case),
            ("rooli", ColumnUse::Role),
            ("Kysymys", ColumnUse::Question),
            ("Osasto", ColumnUse::Ignore),
        ] {
            let first = known(header).first().map(|(one, _)| *one);
            assert_eq!(first.unwrap_or(ColumnUse::Ignore), wanted, "{header}");
        }
    }

    #[test]
    fn words_run_together_are_parted() {
        assert_eq!(folded("StartDate"), "start date");
        assert_eq!(folded("  Q&A: _id_ "), "q a id");
        assert_eq!(folded("ID"), "id");
        assert_eq!(folded("?"), "");
    }
}
