//! The forms of the register of commitments.

use super::series::MINTED;
use crate::house::House;

/// The fields of a form, if it is one of these.
pub fn form(house: &House, operation: &str, text: &str) -> Option<Vec<(&'static str, String)>> {
    let one = || super::one(&house.id("commitment.rapportage").to_string());
    let with = |fields: Vec<(&'static str, String)>, more: &[(&'static str, &str)]| {
        let more = more
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()));
        fields.into_iter().chain(more).collect()
    };
    let due = [("period", "autumn"), ("year", "2031")];
    Some(match operation {
        "programmes/make_commitment" => with(
            vec![("id", MINTED.to_owned())],
            &[
                ("text", text),
                ("made_to", "Gemeenteraad"),
                ("kind", "promise"),
                ("made_on", "2026-01-12"),
                due[0],
                due[1],
            ],
        ),
        "programmes/renew_commitment" => with(
            one(),
            &[due[0], due[1], ("told_to", "Stuurgroep"), ("why", text)],
        ),
        "programmes/settle_commitment" => with(
            one(),
            &[
                ("document", MINTED),
                ("title", "Raadsbrief"),
                ("dated_on", "2026-01-12"),
                ("place", text),
            ],
        ),
        _ => return None,
    })
}
