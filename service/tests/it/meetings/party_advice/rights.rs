//! Who may ask, who may answer, and what is left for who is left out.

use domain::fault::Code;
use domain::meetings::command::Exclude;
use domain::meetings::party_advice_command::{GivePartyAdvice, WithdrawPartyAdvice};
use service::error::Error;
use service::meetings;

use super::super::faults;
use super::{ITEM, LATER, ask, asks, desk, gives, on_item};
use crate::stage::{Stage, on_both};

#[tokio::test]
async fn only_who_may_change_an_item_asks_and_only_who_is_asked_answers() {
    on_both(async |stage: Stage| {
        let item = stage.id(ITEM);
        for (who, region, hidden) in [
            ("ggd", "amstelrand", true),
            ("vrijwilliger", "amstelrand", true),
            ("stuurgroep", "amstelrand", true),
            ("beheerder", "amstelrand", true),
            ("fg", "amstelrand", true),
            ("regisseur_delta", "vechtdelta", true),
        ] {
            let ctx = stage.ctx_in(who, region).await;
            let no = meetings::ask_party_advice(&ctx, asks(&stage, &ctx, item, "om")).await;
            assert_eq!(matches!(no, Err(Error::NotFound)), hidden, "{who}: {no:?}");
            assert!(
                meetings::asking(&ctx, &item.to_string()).await.is_err(),
                "{who}"
            );
        }
        // The owner asks as well; who only reads the item does not.
        let id = ask(&stage, "politie", item, "ggd").await;
        let ggd = stage.ctx("ggd").await;
        let no = meetings::ask_party_advice(&ggd, asks(&stage, &ggd, item, "om")).await;
        assert!(matches!(no, Err(Error::NotAllowed)), "{no:?}");
        for (who, region) in [
            ("om", "amstelrand"),
            ("vrijwilliger", "amstelrand"),
            ("beheerder", "amstelrand"),
            ("regisseur_delta", "vechtdelta"),
        ] {
            let ctx = stage.ctx_in(who, region).await;
            let no = meetings::give_party_advice(&ctx, gives(&id, 1, "Doen.")).await;
            assert!(matches!(no, Err(Error::NotFound)), "{who}: {no:?}");
        }
        for who in ["politie", "regisseur", "secretaris"] {
            let ctx = stage.ctx(who).await;
            let no = meetings::give_party_advice(&ctx, gives(&id, 1, "Doen.")).await;
            assert!(matches!(no, Err(Error::NotAllowed)), "{who}: {no:?}");
        }
        for (who, refused) in [
            ("vrijwilliger", true),
            ("ggd", false),
            ("secretaris", false),
        ] {
            let ctx = stage.ctx(who).await;
            let page = meetings::advice_desk(&ctx, &stage.id(LATER).to_string()).await;
            assert_eq!(page.is_err(), refused, "{who}");
        }
        let empty = GivePartyAdvice {
            counsel: "misschien".to_owned(),
            ..gives(&id, 1, " ")
        };
        let found = faults(meetings::give_party_advice(&ggd, empty).await);
        let expected = [("counsel", Code::NotAChoice), ("text", Code::Empty)];
        assert_eq!(
            found,
            expected.map(|(field, code)| (field.to_owned(), code))
        );
    })
    .await;
}

#[tokio::test]
async fn an_asking_is_taken_back_until_it_is_answered() {
    on_both(async |stage: Stage| {
        let item = stage.id(ITEM);
        let id = ask(&stage, "regisseur", item, "ggd").await;
        let back = |version| WithdrawPartyAdvice {
            id: id.clone(),
            version,
        };
        for (who, hidden) in [("ggd", false), ("politie", true), ("om", true)] {
            let ctx = stage.ctx(who).await;
            let no = meetings::withdraw_party_advice(&ctx, back(1)).await;
            assert_eq!(matches!(no, Err(Error::NotFound)), hidden, "{who}: {no:?}");
            assert!(no.is_err());
        }
        let secretary = stage.ctx("secretaris").await;
        let stale = meetings::withdraw_party_advice(&secretary, back(7)).await;
        assert!(matches!(stale, Err(Error::Stale(1))));
        meetings::withdraw_party_advice(&secretary, back(1))
            .await
            .unwrap();
        let twice = meetings::withdraw_party_advice(&secretary, back(2)).await;
        assert!(matches!(twice, Err(Error::NotNow(_))));
        assert_eq!(stage.audited("WithdrawPartyAdvice").await, 1);
        // The item is shut again for who was asked, and they can be asked anew.
        assert_eq!(on_item(&stage, "ggd", item).await, None);
        let ggd = stage.ctx("ggd").await;
        let late = meetings::give_party_advice(&ggd, gives(&id, 2, "Doen.")).await;
        assert!(matches!(late, Err(Error::NotFound)));
        let id = ask(&stage, "regisseur", item, "ggd").await;
        meetings::give_party_advice(&ggd, gives(&id, 1, "Doen."))
            .await
            .unwrap();
        let given = WithdrawPartyAdvice { id, version: 2 };
        let no = meetings::withdraw_party_advice(&secretary, given).await;
        assert!(matches!(no, Err(Error::NotNow(_))));
    })
    .await;
}

#[tokio::test]
async fn who_is_left_out_is_not_asked_and_sees_nothing_any_more() {
    on_both(async |stage: Stage| {
        let item = stage.id(ITEM);
        let police = stage.ctx("politie").await;
        let out = |organisation: &str| Exclude {
            id: item.to_string(),
            subject: stage
                .id(&format!("organisation.{organisation}"))
                .to_string(),
            why: "Er is een band met een betrokkene.".to_owned(),
            ..Exclude::default()
        };
        meetings::exclude(&police, out("om")).await.unwrap();
        let form = asks(&stage, &police, item, "om");
        let found = faults(meetings::ask_party_advice(&police, form).await);
        assert_eq!(found, [("organisation".to_owned(), Code::MayNotRead)]);
        let page = meetings::asking(&police, &item.to_string()).await.unwrap();
        let om = stage.id("organisation.om");
        assert!(page.choices.iter().all(|(id, _)| *id != om));
        // Left out after it was asked: nothing of it is left for them.
        let id = ask(&stage, "politie", item, "ggd").await;
        meetings::exclude(&police, out("ggd")).await.unwrap();
        assert_eq!(on_item(&stage, "ggd", item).await, None);
        assert!(desk(&stage, "ggd").await.mine.is_empty());
        let ggd = stage.ctx("ggd").await;
        let agenda = meetings::read(&ggd, &stage.id(LATER).to_string()).await;
        assert_eq!(agenda.unwrap().asked, 0);
        let no = meetings::give_party_advice(&ggd, gives(&id, 1, "Doen.")).await;
        assert!(matches!(no, Err(Error::NotFound)));
    })
    .await;
}
