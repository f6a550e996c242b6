//! The samples of the region and its people.

use super::{Step, encode, one};
use crate::house::House;

/// A form for an operation on people that works for somebody who may.
pub fn form(house: &House, operation: &str) -> Option<Vec<(&'static str, String)>> {
    let id = |name: &str| house.id(name).to_string();
    let fresh = "01900000-0000-7000-8000-000000000001".to_owned();
    let text = "Afgesproken met de ketenpartners";
    Some(match operation {
        "people/register_organisation" => vec![
            ("id", fresh),
            ("name", "Stichting Brug".to_owned()),
            ("short", "Brug".to_owned()),
            ("kind", "social_work".to_owned()),
        ],
        "people/register" => vec![
            ("id", fresh),
            ("name", "Beleidsadviseur".to_owned()),
            ("function", "Beleidsadviseur".to_owned()),
            ("organisation", id("organisation.politie")),
        ],
        "people/change" => [
            one(&id("person.politie")),
            vec![
                ("name", "Taakaccenthouder".to_owned()),
                ("function", "Taakaccenthouder".to_owned()),
            ],
        ]
        .concat(),
        "people/pause" | "people/review_rights" => one(&id("person.politie")),
        "people/resume" => [one(&id("person.politie")), vec![("why", text.to_owned())]].concat(),
        "people/grant_role" => vec![
            ("person", id("person.politie")),
            ("role", "partner_coordinator".to_owned()),
            ("why", text.to_owned()),
        ],
        "people/grant_seat" => vec![
            ("person", id("person.politie")),
            ("series", id("series.kega")),
            ("ceiling", "k1".to_owned()),
            ("why", text.to_owned()),
        ],
        "people/name_deputy" => vec![
            ("meeting", id("meeting.next")),
            ("seat", id("seat.politie")),
            ("person", id("person.politie_lead")),
            ("why", text.to_owned()),
        ],
        "people/dismiss_deputy" => {
            vec![
                ("meeting", id("meeting.next")),
                ("seat", id("seat.politie")),
            ]
        }
        "people/revoke" => vec![("person", id("person.politie")), ("id", id("seat.politie"))],
        "people/bind_identity" => vec![
            ("person", id("person.politie")),
            ("code", "7KQ2M4PT".to_owned()),
            ("why", text.to_owned()),
        ],
        "people/unbind_identity" => vec![
            ("person", id("person.politie")),
            ("issuer", "https://aanmelden.example".to_owned()),
        ],
        "people/set_up" => vec![("token", fresh)],
        "people/confirm_approval" | "people/withdraw_approval" => one(&id("approval.seat")),
        "people/turn_down_approval" => {
            [one(&id("approval.seat")), vec![("why", text.to_owned())]].concat()
        }
        "people/choose_digest" => vec![("daily", "yes".to_owned())],
        "people/retry_letter" => one(&id("letter.failed")),
        "people/choose_theme" => vec![("theme", "lindewaard".to_owned())],
        _ => return None,
    })
}

/// Somebody of the police takes the place of a colleague.
pub fn name_deputy(house: &House) -> Step {
    let fields = form(house, "people/name_deputy").unwrap_or_default();
    ("politie", "/api/people/name_deputy", encode(&fields))
}
