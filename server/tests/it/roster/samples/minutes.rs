//! The forms about minutes.

use super::Step;
use super::series::MINTED;
use crate::house::House;

const VERBS: [&str; 10] = [
    "draft_minutes",
    "edit_minutes",
    "offer_minutes",
    "propose_correction",
    "withdraw_correction",
    "accept_correction",
    "decline_correction",
    "approve_minutes",
    "rectify_minutes",
    "restore_revision",
];

/// Whether a form is about minutes.
pub fn has(operation: &str) -> bool {
    let verb = operation.strip_prefix("meetings/");
    verb.is_some_and(|verb| VERBS.contains(&verb))
}

/// The fields of a form, if it is one of these.
pub fn form(house: &House, operation: &str, text: &str) -> Option<Vec<(&'static str, String)>> {
    let id = |name: &str| house.id(name).to_string();
    let at = |id: String, version: u32| vec![("id", id), ("version", version.to_string())];
    let said = |fields: Vec<(&'static str, String)>, name: &'static str| {
        [fields, vec![(name, text.to_owned())]].concat()
    };
    let correction = || at(id("correction.past3.1"), 1);
    Some(match operation {
        "meetings/draft_minutes" => vec![("id", id("meeting.past1"))],
        "meetings/edit_minutes" => said(at(id("item.past3.policy1"), 1), "text"),
        "meetings/offer_minutes" => {
            [at(id("meeting.past1"), 1), vec![("days", "5".to_owned())]].concat()
        }
        "meetings/propose_correction" => said(
            vec![
                ("id", MINTED.to_owned()),
                ("item", id("item.past3.policy1")),
                ("version", "1".to_owned()),
            ],
            "text",
        ),
        "meetings/withdraw_correction" => correction(),
        "meetings/accept_correction" => said(correction(), "text"),
        "meetings/decline_correction" => said(correction(), "why"),
        "meetings/approve_minutes" => [
            at(id("meeting.past3"), 3),
            vec![("agreed", "yes".to_owned())],
        ]
        .concat(),
        "meetings/rectify_minutes" => {
            let item = vec![
                ("id", MINTED.to_owned()),
                ("item", id("item.past2.policy1")),
            ];
            said(said(item, "text"), "why")
        }
        "meetings/restore_revision" => [
            at(id("item.past3.policy1"), 2),
            vec![("number", "1".to_owned())],
        ]
        .concat(),
        _ => return None,
    })
}

/// What has to happen first.
pub fn before(house: &House, operation: &str, start: Step) -> Vec<Step> {
    let step = |who: &'static str, verb: &'static str| {
        let path: &'static str = match verb {
            "draft" => "/api/meetings/draft_minutes",
            "edit" => "/api/meetings/edit_minutes",
            _ => "/api/meetings/accept_correction",
        };
        let form = super::form(house, path).unwrap_or_default();
        (who, path, form)
    };
    match operation.strip_prefix("/api/meetings/") {
        Some("offer_minutes") => vec![step("secretaris", "draft")],
        Some("restore_revision") => vec![step("secretaris", "edit")],
        Some("approve_minutes") => vec![start, step("secretaris", "accept")],
        _ => Vec::new(),
    }
}
