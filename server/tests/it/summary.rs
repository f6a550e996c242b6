//! The summary above a refused form: every entry names its field as the label does, and its link
//! leads to that field.

use axum::http::StatusCode;

use crate::house::House;
use crate::roster::samples;

/// What a form keeps that its reader does not type.
const KEPT: [&str; 9] = [
    "id", "version", "series", "meeting", "kind", "item", "evidence", "hash", "document",
];

/// Who sends which form from which page.
fn forms(house: &House) -> Vec<(&'static str, String, &'static str)> {
    let id = |name: &str| house.id(name);
    let later = format!("/overleg/{}", id("meeting.later"));
    let next = format!("/overleg/{}", id("meeting.next"));
    let item = format!("/punt/{}", id("item.later.proposal1"));
    let step = format!("/routekaart/stap/{}", id("step.lindewaard.A1"));
    let covenant = format!("/convenant/{}/ondertekenen", id("covenant.kega"));
    let answer = format!("/bijdragen/{}", id("contribution.1"));
    let action = format!("/acties/{}", id("action.118"));
    let plan = format!("/overleg/nieuw?serie={}", id("series.kega"));
    let urgent = format!("/overleg/spoed?serie={}", id("series.kega"));
    let open = format!("/punt/{}", id("item.next.policy1"));
    let guest = format!("/beheer/gasten/{}", id("guest.vrijwilliger"));
    let promise = format!("/toezeggingen/{}", id("commitment.rapportage"));
    let page = |path: &str| path.to_owned();
    vec![
        ("regisseur", plan, "meetings/plan"),
        ("regisseur", urgent, "meetings/call_urgent"),
        (
            "regisseur",
            format!("{next}/verplaatsen"),
            "meetings/reschedule",
        ),
        ("politie", format!("{later}/voorstel"), "meetings/propose"),
        ("politie", format!("{item}/wijzigen"), "meetings/edit"),
        ("regisseur", format!("{item}/terug"), "meetings/return"),
        ("regisseur", format!("{next}/annuleren"), "meetings/cancel"),
        ("regisseur", page("/convenant/nieuw"), "covenants/draft"),
        ("om", covenant, "covenants/decline_signing"),
        ("vrijwilliger", page("/gast"), "guests/contribute"),
        ("regisseur", answer, "guests/answer_contribution"),
        ("regisseur", action.clone(), "actions/reassign"),
        ("regisseur", action, "actions/cancel"),
        ("politie", page("/knelpunten"), "roadmaps/raise_bottleneck"),
        (
            "regisseur",
            page("/knelpunten"),
            "roadmaps/accept_bottleneck",
        ),
        ("regisseur", step.clone(), "roadmaps/add_evidence"),
        ("regisseur", step, "roadmaps/answer_criterion"),
        ("regisseur", page("/beheer/thema"), "people/choose_theme"),
        ("fg", page("/toezicht"), "audit/open_trail"),
        ("politie", page("/beheer/gasten/nieuw"), "guests/request"),
        ("regisseur", guest.clone(), "guests/pause"),
        ("regisseur", guest, "guests/renew"),
        ("regisseur", open, "meetings/invite_adviser"),
        (
            "politie",
            format!("{item}/advies"),
            "meetings/ask_party_advice",
        ),
        (
            "secretaris",
            page("/toezeggingen/nieuw"),
            "programmes/make_commitment",
        ),
        ("secretaris", promise.clone(), "programmes/renew_commitment"),
        ("regisseur", promise, "programmes/settle_commitment"),
        ("beheerder", page("/beheer/mensen/nieuw"), "people/register"),
        (
            "beheerder",
            page("/beheer/organisaties"),
            "people/register_organisation",
        ),
        (
            "beheerder",
            page("/beheer/aanmeldpunten/nieuw"),
            "identity/check_provider",
        ),
    ]
}

/// The sample of the roster with everything emptied that is typed.
fn emptied(house: &House, operation: &str, page: &str) -> String {
    let sample = samples::form(house, operation).unwrap_or_default();
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.append_pair("page", page);
    for (name, value) in form_urlencoded::parse(sample.as_bytes()) {
        let kept = KEPT.iter().any(|field| name == format!("command[{field}]"));
        form.append_pair(&name, if kept { &value } else { "" });
    }
    form.finish()
}

#[tokio::test]
async fn every_entry_names_its_field_and_leads_to_it() {
    let house = House::open().await;
    for (person, page, operation) in forms(&house) {
        let cookie = house.enter(person).await;
        let path = format!("/api/{operation}");
        let form = emptied(&house, &path, &page);
        let answer = house.post(&path, Some(&cookie), &form).await;
        let status = answer.status;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{operation}");
        let entries = entries(&answer.body);
        assert!(!entries.is_empty(), "{operation} has no summary");
        let labels = labels(&answer.body);
        for (target, text) in entries {
            let here = format!("id=\"{target}\"");
            let found = answer.body.contains(&here);
            assert!(found, "{operation}: no field {target}");
            let named = labels
                .iter()
                .any(|label| text.starts_with(label) || label.starts_with(name_of(&text)));
            assert!(named, "{operation}: {text:?} names none of {labels:#?}");
        }
    }
}

/// What stands before the colon or up to the question mark.
fn name_of(text: &str) -> &str {
    text.split(':').next().unwrap_or(text)
}

/// The links of the summary: the id each leads to, and its words.
fn entries(html: &str) -> Vec<(String, String)> {
    let Some((_, summary)) = html.split_once("id=\"kt-errors\"") else {
        return Vec::new();
    };
    let summary = summary.split("</ul>").next().unwrap_or_default();
    summary
        .split("<a href=\"#")
        .skip(1)
        .filter_map(|link| {
            let (target, rest) = link.split_once("\">")?;
            let text = rest.split("</a>").next()?;
            Some((target.to_owned(), plain(text)))
        })
        .collect()
}

/// The words of every label and legend of a field.
fn labels(html: &str) -> Vec<String> {
    html.split("utrecht-form-label\"")
        .skip(1)
        .filter_map(|part| {
            let text = part.split_once('>')?.1.split('<').next()?;
            Some(plain(text))
        })
        .filter(|label| !label.is_empty())
        .collect()
}

/// Text without the comments that the renderer leaves behind.
fn plain(html: &str) -> String {
    html.replace("<!>", "")
        .replace("&#39;", "'")
        .trim()
        .to_owned()
}
