//! One sample per door: an address for a page, a form for an operation, and what has to happen
//! before an operation can be tried.

mod doors;
mod guests;
mod identity;
mod live;
mod minutes;
mod party_advice;
mod people;
mod programmes;
mod retention;
mod roadmaps;
mod series;

use crate::house::House;

pub use doors::{begun, invited, sample as door};

/// What somebody does before the door is tried: who, which operation, which form.
pub type Step = (&'static str, &'static str, String);

/// The address of a page on the demo, with ids that exist there.
pub fn page(house: &House, route: &str) -> Option<String> {
    let fill = |name: &str, thing: &str| Some(route.replace(name, &house.id(thing).to_string()));
    match route {
        "/"
        | "/zoek"
        | "/regie"
        | "/acties"
        | "/overleg"
        | "/convenant"
        | "/convenant/nieuw"
        | "/routekaart"
        | "/knelpunten"
        | "/gast"
        | "/bijdragen"
        | "/naslag"
        | "/naslag/maatregelen"
        | "/naslag/toezeggingen"
        | "/naslag/gemeenten"
        | "/naslag/keten"
        | "/naslag/meldcode"
        | "/naslag/contact"
        | "/beheer"
        | "/beheer/vier-ogen"
        | "/beheer/mensen"
        | "/beheer/mensen/nieuw"
        | "/beheer/organisaties"
        | "/beheer/tafels"
        | "/beheer/rechten"
        | "/beheer/vervanging"
        | "/beheer/aanmeldpunten"
        | "/beheer/aanmeldpunten/nieuw"
        | "/inrichten"
        | "/beheer/gasten"
        | "/beheer/gasten/nieuw"
        | "/account"
        | "/account/gegevens"
        | "/bevestigen"
        | "/bekijk-als"
        | "/adviezen"
        | "/besluiten"
        | "/toezeggingen"
        | "/toezeggingen/nieuw"
        | "/toezicht"
        | "/toezicht/lek"
        | "/toezicht/bewaking"
        | "/toegankelijkheid"
        | "/privacy"
        | "/beveiliging"
        | "/beheer/post"
        | "/beheer/vernietiging"
        | "/beheer/thema" => Some(route.to_owned()),
        "/beheer/aanmeldpunten/{id}" | "/beheer/aanmeldpunten/{id}/wijzigen" => {
            fill("{id}", "provider.old")
        }
        "/beheer/vernietiging/{id}" => fill("{id}", "destruction.old1"),
        "/beheer/vernietiging/punt/{id}" => fill("{id}", "item.old2.case1"),
        "/toezeggingen/{id}" => fill("{id}", "commitment.rapportage"),
        "/beheer/mensen/{id}" => fill("{id}", "person.politie"),
        "/beheer/gasten/{id}" => fill("{id}", "guest.vrijwilliger"),
        "/overleg/spoed" => Some(format!("/overleg/spoed?serie={}", house.id("series.kega"))),
        "/overleg/nieuw" => Some(format!("/overleg/nieuw?serie={}", house.id("series.kega"))),
        _ if route.starts_with("/overleg/reeks/{id}") => Some(series::page(house, route)),
        "/overleg/{id}/voorstel" => fill("{id}", "meeting.later"),
        "/overleg/{id}/besluiten" | "/overleg/{id}/verslag" | "/overleg/{id}/verslag/versies" => {
            fill("{id}", "meeting.past3")
        }
        "/punt/{id}" | "/punt/{id}/wijzigen" | "/punt/{id}/terug" | "/punt/{id}/eraf" => {
            fill("{id}", "item.later.proposal1")
        }
        "/punt/{id}/stukken" | "/punt/{id}/advies" => fill("{id}", "item.later.proposal1"),
        "/punt/{id}/uitsluiten" => fill("{id}", "item.next.policy1"),
        "/punt/{id}/gezien" => fill("{id}", "item.next.case2"),
        "/acties/{id}" => fill("{id}", "action.101"),
        "/convenant/{id}" | "/convenant/{id}/tekst" | "/convenant/{id}/ondertekenen" => {
            fill("{id}", "covenant.kega")
        }
        "/routekaart/{organisation}" => fill("{organisation}", "organisation.lindewaard"),
        "/routekaart/{organisation}/{code}" => Some(format!(
            "/routekaart/{}/A1",
            house.id("organisation.lindewaard")
        )),
        "/routekaart/stap/{step}" => fill("{step}", "step.lindewaard.A1"),
        "/bijdragen/{id}" => fill("{id}", "contribution.1"),
        "/live/{id}" | "/live/{id}/deel" => fill("{id}", "meeting.next"),
        _ if route.starts_with("/overleg/{id}") => fill("{id}", "meeting.next"),
        _ => None,
    }
}

/// A form for an operation that works for somebody who may.
#[expect(clippy::too_many_lines, reason = "one table, read from top to bottom")]
pub fn form(house: &House, operation: &str) -> Option<String> {
    let id = |name: &str| house.id(name).to_string();
    let fresh = "01900000-0000-7000-8000-000000000001".to_owned();
    let next = || id("meeting.next");
    let text = "Afgesproken met de ketenpartners";
    let fields: Vec<(&str, String)> = match operation.strip_prefix("/api/")? {
        "actions/accept" => one(&id("action.101")),
        "actions/decline" | "actions/update" | "actions/report_done" => {
            told(&id("action.101"), text)
        }
        "actions/block" => told(&id("action.101"), text),
        "actions/unblock" => one(&id("action.108")),
        "actions/postpone" => [
            one(&id("action.101")),
            vec![("to", "2031-01-14".to_owned()), ("text", text.to_owned())],
        ]
        .concat(),
        "actions/verify" | "actions/reopen" => told(&id("action.106"), text),
        "actions/reassign" => [
            one(&id("action.118")),
            vec![("organisation", id("organisation.ggd"))],
        ]
        .concat(),
        "actions/link_step" => [
            one(&id("action.118")),
            vec![("step", id("step.lindewaard.A1"))],
        ]
        .concat(),
        "actions/cancel" => told(&id("action.118"), text),
        "covenants/draft" => vec![
            ("id", fresh),
            ("title", "Convenant Nieuwe samenwerking".to_owned()),
            ("purpose", text.to_owned()),
            ("effective_when", "per_party".to_owned()),
            ("starts_on", "2031-01-01".to_owned()),
            ("ends_on", "2033-12-31".to_owned()),
            ("evaluation_on", "2032-01-01".to_owned()),
        ],
        "covenants/edit_clause" => [
            one(&id("covenant_version.kega1")),
            vec![("text", text.to_owned())],
        ]
        .concat(),
        "covenants/consult"
        | "covenants/propose_freeze"
        | "covenants/confirm_freeze"
        | "covenants/open_signing" => one(&id("covenant.kega")),
        "covenants/sign" => vec![
            ("id", id("covenant.kega")),
            ("representative_function", "Hoofdofficier".to_owned()),
            ("capacity", "gemandateerd".to_owned()),
            ("deciding_body", "College".to_owned()),
            ("decision_date", "2026-01-12".to_owned()),
            ("place", "Oeverstad".to_owned()),
            ("read", "yes".to_owned()),
        ],
        "covenants/decline_signing" | "covenants/withdraw_signature" => vec![
            ("id", id("covenant.kega")),
            ("motivation", text.to_owned()),
            ("sure", "yes".to_owned()),
        ],
        "covenants/invite_party" => one(&id("party.kega.om")),
        "covenants/sign_statement" => {
            vec![("id", id("series.delta")), ("agreed", "yes".to_owned())]
        }
        other if other.starts_with("guests/") => guests::form(house, other)?,
        other if other.starts_with("identity/") => identity::form(house, other)?,
        "meetings/plan" => vec![
            ("id", fresh),
            ("series", id("series.kega")),
            ("date", "2031-01-14".to_owned()),
            ("time", "09:00".to_owned()),
            ("length", "90".to_owned()),
            ("room", "Stadhuis".to_owned()),
        ],
        other if series::has(other) => series::form(house, other, text)?,
        other if other.ends_with("_party_advice") => party_advice::form(house, other, text)?,
        other if minutes::has(other) => minutes::form(house, other, text)?,
        other if live::has(other) => live::form(house, other, text),
        other if other.starts_with("retention/") => retention::form(house, other, text)?,
        "meetings/open" => one(&id("meeting.later")),
        "meetings/publish" => one(&next()),
        "meetings/accept" | "meetings/decline" => {
            vec![("id", next()), ("sequence", "0".to_owned())]
        }
        "meetings/cancel" => [one(&next()), vec![("why", text.to_owned())]].concat(),
        "meetings/propose" => vec![
            ("id", fresh),
            ("meeting", id("meeting.later")),
            ("kind", "policy".to_owned()),
            ("title", "Voortgang van de meldroute".to_owned()),
            ("class", "k1".to_owned()),
            ("minutes", "10".to_owned()),
            ("wanted", "discuss".to_owned()),
        ],
        "meetings/edit" => [
            one(&id("item.later.proposal1")),
            vec![
                ("title", "Voortgang van de meldroute".to_owned()),
                ("class", "k1".to_owned()),
                ("minutes", "10".to_owned()),
                ("wanted", "discuss".to_owned()),
            ],
        ]
        .concat(),
        "meetings/withdraw" | "meetings/include" => one(&id("item.later.proposal1")),
        "meetings/take_up" | "meetings/pass_suggestion" => vec![
            ("meeting", next()),
            ("cause", "bottleneck_open".to_owned()),
            ("object", id("bottleneck.boys")),
        ],
        "meetings/return" => [
            one(&id("item.later.proposal1")),
            vec![("why", text.to_owned())],
        ]
        .concat(),
        "meetings/allot" => [
            one(&id("item.next.policy1")),
            vec![("minutes", "10".to_owned())],
        ]
        .concat(),
        "meetings/take_off" => [
            one(&id("item.next.policy1")),
            vec![("why", text.to_owned())],
        ]
        .concat(),
        "meetings/hold_over" | "meetings/put_back" => one(&id("item.next.policy1")),
        "meetings/arrange" => [
            one(&next()),
            vec![("item", id("item.next.policy1")), ("to", "down".to_owned())],
        ]
        .concat(),
        "audit/open_trail" => vec![("why", "Halfjaarlijkse steekproef".to_owned())],
        "meetings/record_positions" => vec![("id", id("decision.past3.1"))],
        "meetings/confirm" => vec![
            ("id", id("decision.past3.1")),
            ("version", "1".to_owned()),
            ("text", text.to_owned()),
            ("outcome", "adopted".to_owned()),
        ],
        "meetings/invite_adviser" => vec![
            ("id", id("item.next.policy1")),
            ("person", id("person.adviseur")),
            ("why", text.to_owned()),
        ],
        "meetings/withdraw_invitation" => vec![
            ("id", id("item.next.policy1")),
            ("person", id("person.adviseur")),
        ],
        "meetings/give_advice" => vec![("id", id("item.next.policy1")), ("text", text.to_owned())],
        "meetings/exclude" | "meetings/lift_exclusion" => vec![
            ("id", id("item.next.policy1")),
            ("subject", id("organisation.om")),
            ("why", text.to_owned()),
        ],
        "meetings/lower_class" => [
            one(&id("item.next.policy1")),
            vec![("class", "k0".to_owned()), ("why", text.to_owned())],
        ]
        .concat(),
        "papers/remove" => vec![("id", house.known("paper.1")?.to_string())],
        other if other.starts_with("people/") => people::form(house, other)?,
        other if other.starts_with("programmes/") => programmes::form(house, other, text)?,
        other if other.starts_with("roadmaps/") => roadmaps::form(house, other)?,
        _ => return None,
    };
    Some(encode(&fields))
}

/// What has to happen first.
pub fn before(house: &House, operation: &str) -> Vec<Step> {
    let start = (
        "regisseur",
        "/api/meetings/start",
        encode(&[("id", house.id("meeting.next").to_string())]),
    );
    if operation == "/api/guests/withdraw_request" {
        return vec![guests::ask(house)];
    }
    if operation == "/api/guests/resume" {
        return vec![guests::pause(house)];
    }
    if let Some(asked) = party_advice::before(house, operation) {
        return vec![asked];
    }
    let invited = ["withdraw_invitation", "give_advice"];
    if invited.iter().any(|verb| operation.ends_with(verb)) {
        let invite = "/api/meetings/invite_adviser";
        return vec![("regisseur", invite, form(house, invite).unwrap_or_default())];
    }
    if operation == "/api/meetings/answer_advice" {
        let text = "Afgesproken met de ketenpartners";
        let advice = encode(&series::objection(house, text));
        return vec![("fg", "/api/meetings/advise_series", advice)];
    }
    if operation == "/api/people/dismiss_deputy" {
        return vec![people::name_deputy(house)];
    }
    if operation.starts_with("/api/retention/") {
        return retention::before(house, operation);
    }
    match operation.strip_prefix("/api/meetings/") {
        Some(verb) if live::needs_start(verb) => live::before(house, verb, start),
        _ => minutes::before(house, operation, start),
    }
}

fn one(id: &str) -> Vec<(&'static str, String)> {
    at(id, 1)
}

fn at(id: &str, version: i32) -> Vec<(&'static str, String)> {
    vec![("id", id.to_owned()), ("version", version.to_string())]
}

fn told(id: &str, text: &str) -> Vec<(&'static str, String)> {
    [one(id), vec![("text", text.to_owned())]].concat()
}

fn encode(fields: &[(&str, String)]) -> String {
    let pairs = fields
        .iter()
        .map(|(name, value)| (format!("command[{name}]"), value));
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish()
}
