//! The forms about advice between organisations.

use super::series::MINTED;
use super::{Step, form as sample};
use crate::house::House;

const ASK: &str = "/api/meetings/ask_party_advice";

/// The fields of a form, if it is one of these.
pub fn form(house: &House, operation: &str, text: &str) -> Option<Vec<(&'static str, String)>> {
    let id = |name: &str| house.id(name).to_string();
    Some(match operation {
        "meetings/ask_party_advice" => vec![
            ("id", MINTED.to_owned()),
            ("item", id("item.later.proposal1")),
            ("organisation", id("organisation.ggd")),
            ("question", text.to_owned()),
            ("days", "1".to_owned()),
        ],
        "meetings/withdraw_party_advice" => super::one(MINTED),
        "meetings/give_party_advice" => [
            super::one(MINTED),
            vec![
                ("counsel", "positive".to_owned()),
                ("text", text.to_owned()),
            ],
        ]
        .concat(),
        _ => return None,
    })
}

/// The director asks first: the prosecution where it is to answer, so that somebody who knocks can.
pub fn before(house: &House, operation: &str) -> Option<Step> {
    let verb = operation.strip_prefix("/api/meetings/")?;
    if !matches!(verb, "withdraw_party_advice" | "give_party_advice") {
        return None;
    }
    let ask = sample(house, ASK)?;
    let ggd = house.id("organisation.ggd").to_string();
    let om = house.id("organisation.om").to_string();
    Some(("regisseur", ASK, ask.replace(&ggd, &om)))
}
