//! Advice on what is confidential, and on what moves on to another meeting or is on the table.

use chrono::TimeDelta;
use domain::fault::Code;
use domain::meetings::command::HoldOverItem;
use domain::meetings::live_command::{StartMeeting, WalkItem};
use service::meetings;
use service::meetings::live::{self, Now};

use super::super::{call_off_next, faults};
use super::{ask, asks, gives, on_item};
use crate::stage::{Stage, on_both};

/// A case of the police; Veilig Thuis, maatschappelijk werk and the GGD are named on it.
const CASE: &str = "item.next.case2";
/// An item of K1 of Polderhaven, on the published agenda.
const OPEN: &str = "item.next.policy1";

#[tokio::test]
async fn a_case_is_for_who_is_named_on_it() {
    on_both(async |stage: Stage| {
        let item = stage.id(CASE);
        let police = stage.ctx("politie").await;
        let page = meetings::asking(&police, &item.to_string()).await.unwrap();
        let offered = |name: &str| page.choices.iter().any(|(id, _)| *id == stage.id(name));
        assert!(page.is_case && offered("organisation.ggd"));
        assert!(!offered("organisation.om") && !offered("organisation.lindewaard"));
        let form = asks(&stage, &police, item, "om");
        let found = faults(meetings::ask_party_advice(&police, form).await);
        assert_eq!(found, [("organisation".to_owned(), Code::MayNotRead)]);
        // The guard reads it as it reads the case.
        let mut dated = asks(&stage, &police, item, "ggd");
        dated.question = "Klopt het dat er op 3 maart 2024 is gemeld?".to_owned();
        let found = faults(meetings::ask_party_advice(&police, dated).await);
        assert!(matches!(found[0].1, Code::Personal(_)), "{found:?}");

        let id = ask(&stage, "politie", item, "ggd").await;
        let ggd = stage.ctx("ggd").await;
        let dated = gives(&id, 1, "Op 3 maart 2024 is er gemeld.");
        let found = faults(meetings::give_party_advice(&ggd, dated).await);
        assert!(matches!(found[0].1, Code::Personal(_)), "{found:?}");
        let form = gives(&id, 1, "Het gesprek kan door ons worden gevoerd.");
        meetings::give_party_advice(&ggd, form).await.unwrap();
        let seen = async |who: &str| on_item(&stage, who, item).await.map(|all| all.len());
        assert_eq!(seen("veilig_thuis").await, Some(1));
        assert_eq!(seen("om").await, None);
        assert_eq!(seen("vrijwilliger").await, None);
        // Reading it in the list is written down as reading the case is.
        let before = stage.audited("ReadMeetings").await;
        let soon = stage.site.clock.now() + TimeDelta::seconds(1);
        stage.site.clock.set(soon);
        let meeting = stage.id("meeting.next").to_string();
        let desk = meetings::advice_desk(&ggd, &meeting).await.unwrap();
        assert_eq!(desk.mine.len(), 1);
        assert_eq!(stage.audited("ReadMeetings").await, before + 1);
        assert_eq!(
            stage.detail("ReadMeetings").await,
            "class=k3 list=party_advice"
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_held_over_takes_its_advice_along() {
    on_both(async |stage: Stage| {
        let item = stage.id(OPEN);
        let id = ask(&stage, "regisseur", item, "ggd").await;
        let ggd = stage.ctx("ggd").await;
        meetings::give_party_advice(&ggd, gives(&id, 1, "Doen."))
            .await
            .unwrap();
        ask(&stage, "regisseur", item, "om").await;
        let director = stage.ctx("regisseur").await;
        let seen = meetings::item(&director, &item.to_string()).await.unwrap();
        let over = HoldOverItem {
            id: item.to_string(),
            version: seen.version,
        };
        meetings::hold_over(&director, over).await.unwrap();
        call_off_next(&stage, &director).await;
        let later = stage.id("meeting.later").to_string();
        let desk = meetings::advice_desk(&director, &later).await.unwrap();
        assert_eq!((desk.given.len(), desk.waiting.len()), (1, 1));
        assert_ne!(desk.given[0].item.0, item);
        let om = stage.ctx("om").await;
        let desk = meetings::advice_desk(&om, &later).await.unwrap();
        let form = gives(&desk.mine[0].advice.id.to_string(), 1, "Doen.");
        meetings::give_party_advice(&om, form).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn on_the_table_it_is_read_beside_the_item() {
    on_both(async |stage: Stage| {
        let item = stage.id(OPEN);
        let id = ask(&stage, "regisseur", item, "ggd").await;
        let ggd = stage.ctx("ggd").await;
        let waiting = ask(&stage, "regisseur", item, "om").await;
        meetings::give_party_advice(&ggd, gives(&id, 1, "Met een vast contactpunt."))
            .await
            .unwrap();
        let director = stage.ctx("regisseur").await;
        let meeting = stage.id("meeting.next").to_string();
        let start = StartMeeting {
            id: meeting.clone(),
        };
        live::start(&director, start).await.unwrap();
        let call = WalkItem {
            id: meeting.clone(),
            item: item.to_string(),
        };
        live::call(&director, call).await.unwrap();
        for who in ["politie", "regisseur"] {
            let ctx = stage.ctx(who).await;
            let Some(Now::Item(note)) = live::read(&ctx, &meeting).await.unwrap().now else {
                panic!("nothing on the table for {who}");
            };
            assert_eq!(note.advices.len(), 1, "{who}");
            assert_eq!(note.advices[0].text, "Met een vast contactpunt.");
        }
        // What did not come before the meeting does not come any more.
        let om = stage.ctx("om").await;
        let late = meetings::give_party_advice(&om, gives(&waiting, 1, "Doen.")).await;
        assert!(late.is_err());
    })
    .await;
}
