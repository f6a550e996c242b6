//! Letters to who is asked for advice.

use domain::meetings::party_advice_command::WithdrawPartyAdvice;
use service::meetings;

use super::server::{Line, Server};
use super::work::{BUNDLE, send_all, to};
use super::{ORIGIN, later};
use crate::meetings::party_advice::{ITEM, ask};
use crate::stage::{Stage, on_both};

const GGD: &str = "ggd@werk.example";

#[tokio::test]
async fn who_is_asked_for_advice_gets_one_neutral_letter() {
    on_both(async |stage: Stage| {
        let server = Server::start(Line::Plain).await;
        send_all(&stage, &server).await;
        let before = to(&server, GGD).len();
        ask(&stage, "regisseur", stage.id(ITEM), "ggd").await;
        let other = stage.id("item.later.proposal2");
        ask(&stage, "regisseur", other, "ggd").await;
        // Asked and taken back: there is nothing to tell.
        let back = ask(&stage, "regisseur", other, "lindewaard").await;
        let form = WithdrawPartyAdvice {
            id: back,
            version: 1,
        };
        let director = stage.ctx("regisseur").await;
        meetings::withdraw_party_advice(&director, form)
            .await
            .unwrap();
        later(&stage, BUNDLE);
        send_all(&stage, &server).await;
        let letters = to(&server, GGD);
        assert_eq!(letters.len(), before + 1);
        let letter = letters.last().unwrap();
        let page = format!("{ORIGIN}/overleg/{}/advies", stage.id("meeting.later"));
        assert_eq!(letter.link(), page);
        assert!(!letter.raw.contains("Spoedoverleg") && !letter.raw.contains("werkproces"));
        assert!(to(&server, "lindewaard@werk.example").is_empty());
        assert!(to(&server, "regisseur@werk.example").is_empty());
    })
    .await;
}
