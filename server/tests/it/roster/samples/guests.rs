//! The samples of guests: what they bring in, and how they come and go.

use super::{Step, at, encode, one, told};
use crate::house::House;

/// A form for an operation that works for somebody who may.
pub fn form(house: &House, operation: &str) -> Option<Vec<(&'static str, String)>> {
    let id = |name: &str| house.id(name).to_string();
    let fresh = "01900000-0000-7000-8000-000000000001";
    let text = "Afgesproken met de ketenpartners";
    Some(match operation.strip_prefix("guests/")? {
        "contribute" => vec![
            ("id", fresh.to_owned()),
            ("series", id("series.kega")),
            ("title", "Een idee voor de buurt".to_owned()),
            ("body", text.to_owned()),
        ],
        "answer_contribution" => told(&id("contribution.1"), text),
        "place_contribution" => [
            one(&id("contribution.2")),
            vec![("item", fresh.to_owned()), ("minutes", "10".to_owned())],
        ]
        .concat(),
        "request" => vec![
            ("id", fresh.to_owned()),
            ("series", id("series.kega")),
            ("organisation", id("organisation.vrouwen_verbinden")),
            ("function", "Vrijwilliger".to_owned()),
            ("email", "nieuw@post.example".to_owned()),
            ("purpose", text.to_owned()),
        ],
        "screen" => [
            one(&id("guest.requested")),
            vec![("months", "6".to_owned())],
        ]
        .concat(),
        "turn_down" => told(&id("guest.requested"), text),
        "withdraw_request" => one(fresh),
        "invite_again" => one(&id("guest.invited")),
        "pause" | "revoke" => told(&id("guest.vrijwilliger"), text),
        "resume" => at(&id("guest.jongere"), 2),
        "renew" => [
            one(&id("guest.vrijwilliger")),
            vec![("months", "3".to_owned())],
        ]
        .concat(),
        "confirm" => one(&id("guest.jongere")),
        "readmit" | "drop_recovery" => one(&id("guest.koepel")),
        _ => return None,
    })
}

/// The police ask for a guest.
pub fn ask(house: &House) -> Step {
    let asked = form(house, "guests/request").unwrap_or_default();
    ("politie", "/api/guests/request", encode(&asked))
}

/// The director holds a guest back.
pub fn pause(house: &House) -> Step {
    let guest = house.id("guest.jongere").to_string();
    let form = encode(&told(&guest, "Even niet"));
    ("regisseur", "/api/guests/pause", form)
}
