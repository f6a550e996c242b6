//! The samples of the doors that are neither a page nor an operation.

use service::clock::Clock;

use crate::guests::{AGREED, MADE_UP, answer_path, path};
use crate::house::House;
use crate::papers::multipart;

/// The address of a door on the demo, and what is sent to it; nothing for a door without a sample.
pub async fn sample(house: &House, method: &str, door: &str) -> Option<(String, String)> {
    let address = address(house, door).await?;
    let sent = match method {
        "POST" => sent(house, door)?,
        _ => String::new(),
    };
    Some((address, sent))
}

async fn address(house: &House, door: &str) -> Option<String> {
    Some(match door {
        "/uitnodiging/{token}" => path(house, "Buurtmoeder").await,
        "/aanmelden-gast/brief/{token}" => begun(house).await,
        "/antwoord/{token}" => invited(house).await,
        "/agenda/{name}" => "/agenda/niets.ics".to_owned(),
        "/overleg/{id}/agenda.ics" => door.replace("{id}", &house.id("meeting.next").to_string()),
        "/punt/{id}/stukken" => door.replace("{id}", &house.id("item.later.proposal1").to_string()),
        "/stuk/{id}" => door.replace("{id}", &house.id("paper.1").to_string()),
        "/maat/overleg/{meeting}" => {
            door.replace("{meeting}", &house.id("meeting.next").to_string())
        }
        _ if door.contains("{provider}") => door.replace("{provider}", "niets"),
        _ if door.contains('{') => return None,
        _ => door.to_owned(),
    })
}

fn sent(house: &House, door: &str) -> Option<String> {
    let id = |name: &str| house.id(name).to_string();
    Some(match door {
        "/aanmelden" | "/bekijk-als" => format!("person={}", id("person.politie")),
        "/regio" => format!("region={}", id("region.amstelrand")),
        "/zoek" => "vraag=overleg".to_owned(),
        "/toezicht/lek/uitvoer" => {
            let today = Clock::System.today();
            format!(
                "wie={}&van={today}T00:00&tot={today}T23:59",
                id("person.politie")
            )
        }
        "/uitnodiging/{token}" => AGREED.to_owned(),
        "/antwoord/{token}" => "antwoord=accepted".to_owned(),
        "/toegang/code" | "/aanmelden-gast/code" | "/bevestigen/met/code" => {
            "code=000000".to_owned()
        }
        "/aanmelden-gast/brief" | "/aanmelden-gast/kwijt" => LETTER.to_owned(),
        "/toegang/sleutel" => MADE.to_owned(),
        "/aanmelden-gast/sleutel" | "/bevestigen/met/sleutel" => MADE_UP.to_owned(),
        "/aanmelden/{provider}/beeindigd" => "logout_token=niets".to_owned(),
        "/punt/{id}/stukken" => form(),
        "/csp"
        | "/toegang/sleutel/vraag"
        | "/aanmelden-gast/sleutel/vraag"
        | "/bevestigen/met/sleutel/vraag" => "{}".to_owned(),
        "/aanmelden-gast/brief/{token}"
        | "/bevestigen"
        | "/afmelden"
        | "/verlaten"
        | "/sessie"
        | "/account/gegevens/meenemen"
        | "/toezicht/uitvoer"
        | "/bekijk-als/terug" => String::new(),
        _ => return None,
    })
}

/// A form with a small file.
fn form() -> String {
    let fields = [
        ("id", "01900000-0000-7000-8000-000000000009"),
        ("title", "Voortgang van de meldroute"),
    ];
    let form = multipart(&fields, Some(("stuk.txt", b"Beste ketenpartners")));
    String::from_utf8(form).unwrap_or_default()
}

/// The address of a guest of the demo.
const LETTER: &str = "email=vrijwilliger%40post.example";

/// What a device would send that made a passkey, made up.
const MADE: &str = r#"{"id":"AAAA","rawId":"AAAA","type":"public-key","extensions":{},"response":{"attestationObject":"AAAA","clientDataJSON":"AAAA"}}"#;

/// The link of a letter with which the police says whether they come to an urgent meeting.
pub async fn invited(house: &House) -> String {
    let call = "/api/meetings/call_urgent";
    let director = house.enter("regisseur").await;
    let form = super::form(house, call).unwrap_or_default();
    house.post(call, Some(&director), &form).await;
    answer_path(house, "Taakaccenthouder politie").await
}

/// The link of a letter to sign in with, which a guest asked for.
pub async fn begun(house: &House) -> String {
    house.post("/aanmelden-gast/brief", None, LETTER).await;
    path(house, "Vrijwilliger Vrouwen").await
}
