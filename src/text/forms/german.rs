//! The forms of a German word that the stemmer does not see: persons,
//! participles and the infinitive with *zu* of verbs, strong verbs, plurals of
//! foreign nouns, endings that look like part of a noun (*Probleme*). Umlauts
//! need no rule, as the stemmer drops them. After the *Duden-Grammatik*
//! (inflection of the verb, of the noun).

use super::{Made, groups};

/// Infinitive, present, past, subjunctive, participle, as far as they differ.
const GROUPS: &str = "\
beginnen begann begannen begonnen
bieten bot boten geboten
binden band> banden gebunden
bitten bat baten gebeten
bleiben blieb blieben geblieben
brechen bricht brach brachen gebrochen
bringen brachte brachten gebracht
denken dachte dachten gedacht
dürfen darf darfst durfte durften
empfehlen empfiehlt empfahl empfahlen empfohlen
entscheiden entschied entschieden
essen isst aß aßen gegessen
fahren fährt fuhr fuhren gefahren
fallen fällt fiel fielen gefallen>
fangen fängt fing fingen gefangen
finden fand fanden gefunden
fliegen flog flogen geflogen
geben gibt gibst gib gab gaben gäbe gegeben
gehen ging gingen gegangen
gelten gilt galt galten gegolten
gewinnen gewann gewannen gewonnen
greifen griff griffen gegriffen
haben hat hast hatte hatten gehabt
halten hält hielt hielten gehalten
heben hob hoben gehoben
heißen hieß hießen geheißen
helfen hilft half halfen geholfen
kennen kannte kannten gekannt
kommen kam kamen käme gekommen
können kann kannst konnte konnten könnte gekonnt
laden lädt lud luden geladen
lassen lässt ließ ließen gelassen>
laufen läuft lief liefen gelaufen
leiden litt litten gelitten
leihen lieh liehen geliehen
lesen liest las lasen gelesen
liegen lag lagen gelegen>
messen misst maß> maßen gemessen
mögen mag mochte mochten
müssen muss musste mussten müsste
nehmen nimmt nimmst nahm nahmen genommen
nennen nannte nannten genannt
raten rät riet rieten geraten
reißen riss rissen gerissen
rufen rief riefen gerufen
scheiden schied schieden geschieden
scheinen schien schienen geschienen
schlagen schlägt schlug schlugen geschlagen
schließen schloss schlossen geschlossen
schneiden schnitt schnitten geschnitten
schreiben schrieb schrieben geschrieben
sehen sieht siehst sah sahen gesehen
senden sandte sandten gesandt
singen sang sangen gesungen
sinken sank sanken gesunken
sitzen saß saßen gesessen
sprechen spricht sprichst sprach gesprochen
springen sprang sprangen gesprungen
stehen stand> standen gestanden
stehlen stiehlt stahl stahlen gestohlen
steigen stieg stiegen gestiegen
sterben stirbt starb starben gestorben
stoßen stößt stieß stießen gestoßen
streiten stritt stritten gestritten
tragen trägt trug trugen getragen
treffen trifft traf trafen getroffen
treiben trieb trieben getrieben
treten tritt trat traten getreten
tun tut tat> taten> getan
vergessen vergisst vergaß vergaßen
verlieren verlor verloren
verschwinden verschwand verschwanden verschwunden
wachsen wächst wuchs wuchsen gewachsen
weisen wies wiesen gewiesen
wenden wandte wandten gewandt
werben wirbt warb warben geworben
werden wird wurde wurden worden geworden
werfen wirft warf warfen geworfen
wissen weiß weiss wisst wusste wussten gewusst
wollen will wollte wollten
ziehen zog zogen gezogen
gut besser bessere besseren besserer besten beste bester bestes
viel mehr> meisten meiste
hoch hohe hohen hoher hohes höher höhere höchste höchsten
nah näher nähere nächste> nächsten>
bonus boni bonusse
kriterium kriterien
praxis praxen";

/// Prefixes that stay on the verb; its participle has no ge-.
const FIXED: [&str; 6] = ["be", "emp", "ent", "er", "ver", "zer"];
/// Prefixes that part from it: *einführen* : *eingeführt*, *einzuführen*.
const LOOSE: [&str; 24] = [
    "ab", "an", "auf", "aus", "bei", "dar", "durch", "ein", "fest", "fort", "her", "heraus", "hin",
    "mit", "nach", "teil", "um", "unter", "vor", "weiter", "wieder", "zu", "zurück", "zusammen",
];

pub(super) fn forms(word: &str) -> Made {
    let mut made = Made::default();
    groups::forms(word, GROUPS, &[], &mut made);
    for prefix in FIXED.iter().chain(&LOOSE) {
        strong_with(word, prefix, &mut made);
    }
    if word.chars().count() > 3 {
        nouns(word, &mut made);
        weak(word, &mut made);
    }
    made
}

/// A strong verb behind a prefix: *anbieten* : *angeboten*; behind one that
/// stays, the participle loses its ge-: *verstehen* : *verstanden*.
fn strong_with(word: &str, prefix: &str, made: &mut Made) {
    if !word.starts_with(prefix) {
        return;
    }
    for group in GROUPS.lines() {
        let mut members = group.split_whitespace();
        let Some(infinitive) = members.next().filter(|base| base.ends_with("en")) else {
            continue;
        };
        let base = format!("{prefix}{infinitive}");
        let mut own = vec![base.clone()];
        for member in members {
            let one_way = member.ends_with(groups::ONE_WAY);
            let member = member.trim_end_matches(groups::ONE_WAY);
            if one_way && word.ends_with(member) {
                continue;
            }
            let keeps = !FIXED.contains(&prefix) || infinitive.starts_with("ge");
            let bare = member.strip_prefix("ge").filter(|_| !keeps);
            own.push(format!("{prefix}{}", bare.unwrap_or(member)));
        }
        if own.iter().any(|form| form == word) {
            made.bases.push(base);
            made.whole.append(&mut own);
        }
    }
}

fn nouns(word: &str, made: &mut Made) {
    let mut put = |stem: &str, endings: &[&str]| {
        let endings = endings.iter().map(|ending| format!("{stem}{ending}"));
        made.whole.extend(endings);
    };
    put(word, &["e", "en", "s", "es", "n"]);
    for (end, plurals) in [
        ("um", &["en", "a"][..]),
        ("us", &["en", "i"]),
        ("ma", &["men", "mata"]),
        ("o", &["en", "i"]),
    ] {
        let stem = word.strip_suffix(end);
        if let Some(stem) = stem.filter(|stem| stem.chars().count() > 2) {
            put(stem, plurals);
        }
    }
    let stem = word
        .strip_suffix("en")
        .filter(|stem| stem.chars().count() > 3);
    if let Some(stem) = stem {
        // Konten -> Konto, Themen -> Thema, Zentren -> Zentrum
        put(stem, &["o", "um", "a"]);
    }
}

/// The regular verb: *kaufen* : *kauft*, *kaufte*, *gekauft*.
fn weak(word: &str, made: &mut Made) {
    let Some(stem) = word.strip_suffix("en").or_else(|| {
        word.strip_suffix('n')
            .filter(|stem| stem.ends_with(['l', 'r']))
    }) else {
        return;
    };
    put_weak("", stem, made);
    // A verb with a fixed prefix, or in -ieren, has a participle without ge-.
    if !stem.ends_with("ier") && !FIXED.iter().any(|prefix| stem.starts_with(prefix)) {
        put_weak("ge", stem, made);
    }
    for prefix in LOOSE {
        let root = stem.strip_prefix(prefix);
        if let Some(root) = root.filter(|root| root.chars().count() > 2) {
            put_weak(&format!("{prefix}ge"), root, made);
            let with_zu = word.replacen(prefix, &format!("{prefix}zu"), 1);
            made.whole.push(with_zu);
        }
    }
}

fn put_weak(start: &str, stem: &str, made: &mut Made) {
    let e = if stem.ends_with(['t', 'd']) { "e" } else { "" };
    for ending in ["t", "te", "ten", "ter", "tes", "tem"] {
        made.whole.push(format!("{start}{stem}{e}{ending}"));
    }
}
