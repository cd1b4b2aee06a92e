//! The forms of a Swedish word that the stemmer does not see: words whose end
//! it takes for an ending (*marknad*, *projekt*), words that lose an e
//! (*nyckel* : *nycklar*), changed vowels and strong verbs. After *Svenska
//! Akademiens grammatik*, volume 2 (inflection of nouns, adjectives, verbs).

use super::{Made, groups};

/// The cases of nouns and adjectives, then those of verbs in -a.
const NOUN: &str = "en et ar er or arna erna orna na n t s ens ets arnas ernas ers";
const NOUN_IN_E: &str = "n t r na ns ts rna rnas s";
const NOUN_IN_A: &str = "or an orna ans ornas";
const VERB_IN_A: &str = "ar er ade at as te t de ats ades tes ta ad";

const GROUPS: &str = "\
anse ansåg ansett anser anses
be bad bett ber
bli blir blev blivit bliva
bjuda bjöd bjudit bjuder bjuds
bringa bragte bragt
bryta bröt brutit bryter brutna
bära bar> burit bär buren burna
dra drar drog dragit drogs dragits dras dragen
driva drev drivit drivs driven drivna drivits
falla föll fallit
finna fann funnit finns> funnen funna
flyga flög flugit
få får fick fått fås
ge ger gav gett givit ges gavs getts given givna
glömma glömde glömt
gripa grep gripit
gå går gick gått gås gångna
göra gör gjorde gjort gjordes gjorts gjord gjorda
hjälpa hjälpte hjälpt hjälps
hålla höll hållit hölls hållits hållna
komma kom> kommit
köpa köpte köpt köptes köpts köpta
le ler log
ligga legat
ljuga ljög ljugit
lägga lade lagt lades lagts lagda
låta lät låtit
njuta njöt njutit
rida red ridit
säga sa sade sagt sägs sades sagts sagda
sälja sålde sålt säljer såldes sålts såld sålda
sätta satte satt> sätts sattes
se ser såg sett ses sågs
sitta satt> suttit
skjuta sköt skjutit
skriva skrev skrivit skrevs skrivits skriven skrivna skrivet
slå slår slog slagit
springa sprang sprungit
stjäla stal stulit
stå står stod stått stås
ta tar tog tagit tas togs tagits tagen tagna
tiga teg tigit
veta vet visste vetat
vilja vill ville velat
vinna vann vunnit vunna vunnen vanns vunnits
välja valde valt valdes valts vald valda
växa växte växt>
äta åt> ätit
fara for> farit
lida led> lidit
vara är var> varit
bok böcker böckerna böckernas
bonde bönder bönderna
bror bröder bröderna
dotter döttrar döttrarna
far fäder fäderna
fot fötter fötterna
hand händer händerna
land länder länderna landet
man män männen mannen männens mäns mannens
mor mödrar mödrarna
natt nätter nätterna
rand ränder ränderna
rot rötter rötterna
son söner sönerna
stad stan stans städer städerna städernas staden
tand tänder tänderna
gammal gamla gammalt gamle äldre äldst äldsta
god gott goda bättre bäst bästa
liten litet lilla små mindre minst minsta
stor större störst största
lång längre längst längsta
ny nytt nya nye nyare nyaste
ung yngre yngst yngsta
tung tyngre tyngst tyngsta
hög högre högst högsta";

const PREFIXES: [&str; 20] = [
    "an", "av", "be", "bi", "er", "för", "före", "fram", "in", "inne", "med", "miss", "om", "på",
    "till", "upp", "ut", "under", "över", "åter",
];

pub(super) fn forms(word: &str) -> Made {
    let mut made = Made::default();
    groups::forms(word, GROUPS, &PREFIXES, &mut made);
    if word.chars().count() < 3 {
        return made;
    }
    let mut put = |stem: &str, endings: &str| {
        let endings = endings.split_whitespace();
        made.whole
            .extend(endings.map(|ending| format!("{stem}{ending}")));
    };
    if word.ends_with('e') {
        put(word, NOUN_IN_E);
    } else if let Some(stem) = word.strip_suffix('a') {
        put(stem, NOUN_IN_A);
        put(stem, VERB_IN_A);
    } else {
        put(word, NOUN);
    }
    // nyckel : nycklar, enkel : enkla, säker : säkra, öppen : öppna
    for end in ["el", "er", "en"] {
        let consonant = end.chars().nth(1).unwrap_or_default();
        let before = word
            .strip_suffix(end)
            .filter(|start| start.chars().count() > 1);
        if let Some(start) = before {
            // sommar and hammare keep two consonants, gammal does not
            put(
                &format!("{start}{consonant}"),
                "a ar er arna erna et en ets ens are ast aste",
            );
            put(&format!("{start}e"), "t");
        }
    }
    for known in word
        .strip_suffix("en")
        .into_iter()
        .chain(word.strip_suffix("et"))
        .chain(
            word.strip_suffix("n")
                .filter(|stem| stem.ends_with(['i', 'e'])),
        )
        .filter(|stem| stem.chars().count() > 3)
    {
        // marknaden -> marknad, strategin -> strategi
        made.bases.push(known.to_owned());
    }
    made
}
