//! The forms of an English word that the stemmer does not see: irregular verbs
//! and plurals, as in *The Cambridge Grammar of the English Language* (chapter
//! 18). *Person* and *people* are two words to the field and stay two.

use super::{Made, groups};

const GROUPS: &str = "\
become became
begin began begun
break broke broken
bring brought
build built
buy bought
catch caught
choose chose chosen
come came
deal dealt
do did done does
draw drew drawn
drive drove driven
eat ate eaten
fall fell> fallen
feel felt
fight fought
find found>
fly flew flown
forget forgot forgotten
get got gotten
give gave given
go went gone goes
grow grew grown
have has had
hear heard
hide hid hidden
hold held
keep kept
know knew known
lay laid
lead led
learn learnt
leave left>
lend lent
lose lost
make made
mean meant
meet met
oversee oversaw overseen
pay paid
ride rode ridden
rise rose> risen
run ran
say said
see saw> seen
seek sought
sell sold
send sent
shake shook shaken
show shown
sit sat
sleep slept
speak spoke spoken
spend spent
stand stood
steal stole stolen
stick stuck
take took taken
teach taught
tell told
think thought>
throw threw thrown
understand understood
wear wore worn
win won
write wrote written
analysis analyses
basis bases>
child children children's
crisis crises
criterion criteria
foot feet
hypothesis hypotheses
life lives>
man men men's
mouse mice
phenomenon phenomena
tooth teeth
wife wives
woman women women's";

const PREFIXES: [&str; 6] = ["re", "over", "under", "out", "with", "up"];

pub(super) fn forms(word: &str) -> Made {
    let mut made = Made::default();
    groups::forms(word, GROUPS, &PREFIXES, &mut made);
    made
}
