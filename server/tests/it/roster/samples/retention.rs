//! The forms about destruction.

use super::Step;
use crate::house::House;

/// The fields of a form, if it is one of these.
pub fn form(house: &House, operation: &str, text: &str) -> Option<Vec<(&'static str, String)>> {
    let id = |name: &str| house.id(name).to_string();
    let list = |version: u32| {
        vec![
            ("id", id("destruction.old1")),
            ("version", version.to_string()),
        ]
    };
    let item = || vec![("item", id("item.old2.case1"))];
    let with = |fields: Vec<(&'static str, String)>, more: &[(&'static str, &str)]| {
        let more = more
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()));
        fields.into_iter().chain(more).collect()
    };
    Some(match operation {
        "retention/propose" => vec![("series", id("series.kega"))],
        "retention/advise" => with(list(1), &[("opinion", "positive"), ("text", text)]),
        "retention/decide" => with(list(2), &[("sure", "yes")]),
        "retention/confirm" => with(list(3), &[("choice", "confirm")]),
        "retention/extend" => with(item(), &[("months", "12"), ("why", text)]),
        "retention/hold" => with(item(), &[("asked_by", "Rechtbank"), ("why", text)]),
        "retention/release" => with(item(), &[("why", text)]),
        _ => return None,
    })
}

/// What has to happen first.
pub fn before(house: &House, operation: &str) -> Vec<Step> {
    let step = |who: &'static str, path: &'static str| {
        (who, path, super::form(house, path).unwrap_or_default())
    };
    let advise = step("fg", "/api/retention/advise");
    match operation.strip_prefix("/api/retention/") {
        Some("decide") => vec![advise],
        Some("confirm") => vec![advise, step("regisseur", "/api/retention/decide")],
        Some("release") => vec![step("regisseur", "/api/retention/hold")],
        _ => Vec::new(),
    }
}
