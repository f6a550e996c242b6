//! Samples for the table in session.

use super::Step;
use crate::house::House;

/// What is done at the table once it sits.
const AT_TABLE: [&str; 12] = [
    "attend",
    "attend_all",
    "call",
    "deal",
    "defer",
    "phase",
    "give_time",
    "note",
    "capture",
    "open_door",
    "close_door",
    "close",
];

/// The item that is on the table.
const ITEM: &str = "item.next.policy1";

/// Whether an operation is one of these.
pub fn has(operation: &str) -> bool {
    let verb = operation.strip_prefix("meetings/");
    let others = ["start", "undo", "stage_note"];
    verb.is_some_and(|verb| needs_start(verb) || others.contains(&verb))
}

/// Whether the table has to sit.
pub fn needs_start(verb: &str) -> bool {
    AT_TABLE.contains(&verb)
}

/// A form that works for somebody who may.
pub fn form(house: &House, operation: &str, text: &str) -> Vec<(&'static str, String)> {
    let meeting = ("id", house.id("meeting.next").to_string());
    let item = house.id(ITEM).to_string();
    let fresh = "01900000-0000-7000-8000-000000000001".to_owned();
    let on_table = |more: Vec<(&'static str, String)>| {
        let first = vec![meeting.clone(), ("item", item.clone())];
        [first, more].concat()
    };
    match operation.trim_start_matches("meetings/") {
        "attend" => vec![
            meeting,
            ("seat", house.id("seat.politie").to_string()),
            ("word", "present".to_owned()),
        ],
        "call" | "deal" | "defer" => on_table(Vec::new()),
        "phase" => on_table(vec![("phase", "judgement".to_owned())]),
        "give_time" => on_table(vec![("minutes", "5".to_owned()), ("given", "0".to_owned())]),
        "note" => vec![
            ("id", item),
            ("version", "0".to_owned()),
            ("note", text.to_owned()),
        ],
        "stage_note" => vec![
            ("id", item),
            ("version", "0".to_owned()),
            ("text", text.to_owned()),
        ],
        "capture" => vec![
            ("id", fresh),
            ("item", item),
            ("kind", "parked".to_owned()),
            ("text", text.to_owned()),
        ],
        "undo" => vec![("id", fresh)],
        "open_door" | "close_door" => vec![meeting, ("cleared", "yes".to_owned())],
        _ => vec![meeting],
    }
}

/// What has to happen first: the table sits, and for some the item is on it.
pub fn before(house: &House, verb: &str, start: Step) -> Vec<Step> {
    let mut steps = vec![start];
    if matches!(verb, "phase" | "give_time") {
        let call = form(house, "meetings/call", "");
        steps.push(("regisseur", "/api/meetings/call", super::encode(&call)));
    }
    steps
}
