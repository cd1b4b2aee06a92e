//! Words for roles in chats, beside those for interviews: a word more is a
//! word in a list.

use crate::formats::transcript::name;
use crate::formats::transcript::role_words::{self, Known};
use crate::model::Role;

/// The role that a cell tells.
pub(super) fn role_of(word: &str) -> Option<Role> {
    const INFORM: &[&str] = &[
        "customer",
        "client",
        "patient",
        "student",
        "visitor",
        "asiakas",
        "potilas",
        "opiskelija",
        "kund",
        "klient",
        "patient",
        "kunde",
        "kundin",
        "klientin",
    ];
    const OTHERS: &[&str] = &[
        "agent",
        "operator",
        "support",
        "bot",
        "assistant",
        "system",
        "advisor",
        "other",
        "observer",
        "asiakaspalvelija",
        "neuvoja",
        "botti",
        "muu",
        "handläggare",
        "rådgivare",
        "annan",
        "berater",
        "beraterin",
        "andere",
    ];
    let key = name::key(word);
    if let Some(Known::Is(role)) = role_words::known(word) {
        Some(role)
    } else if INFORM.contains(&key.as_str()) {
        Some(Role::Informant)
    } else {
        OTHERS.contains(&key.as_str()).then_some(Role::Other)
    }
}
