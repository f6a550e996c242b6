//! The samples of sessions and sign-in providers.

use super::one;
use crate::house::House;

/// A form for an operation that works for somebody who may.
pub fn form(house: &House, operation: &str) -> Option<Vec<(&'static str, String)>> {
    let id = |name: &str| house.id(name).to_string();
    // A house that was not built for the roster has the demo's provider only.
    let provider = |name: &str| {
        let named = house.known(&format!("provider.{name}"));
        named
            .unwrap_or_else(|| house.id("provider.old"))
            .to_string()
    };
    let fresh = "01900000-0000-7000-8000-000000000001".to_owned();
    Some(match operation.strip_prefix("identity/")? {
        "end_session" => vec![("id", fresh)],
        "check_provider" => vec![
            ("id", fresh),
            ("key", "duinrand".to_owned()),
            ("name", "Gemeente Duinrand".to_owned()),
            ("organisations][", id("organisation.oeverstad")),
            ("issuer", "https://login.duinrand.example".to_owned()),
            ("client_id", "ketentafel".to_owned()),
            ("way", "key".to_owned()),
        ],
        "propose_provider" => [
            one(&provider("draft")),
            vec![("why", "Afgesproken met de ketenpartners".to_owned())],
        ]
        .concat(),
        "switch_off_provider" => one(&provider("active")),
        "new_feed" | "end_feed" | "ask_code" => vec![("yes", "yes".to_owned())],
        "end_other_sessions" => vec![("all", "yes".to_owned())],
        "end_sessions_of" => vec![("id", id("person.politie"))],
        _ => return None,
    })
}
