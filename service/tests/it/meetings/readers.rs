//! Who saw what is confidential: kept before it is shown, and told to who brought it in.

use domain::audit::command::OpenTrail;
use domain::meetings::command::Exclude;
use service::audit::open_trail;
use service::error::Error;
use service::meetings::{self, How};

use crate::stage::{Stage, on_both};

const CASE: &str = "item.next.case2";

#[tokio::test]
async fn who_opens_a_case_is_told_to_who_brought_it_in() {
    on_both(async |stage: Stage| {
        let id = stage.id(CASE).to_string();
        let police = stage.ctx("politie").await;
        let before = meetings::readers(&police, &id, 0).await.unwrap();
        assert!(before.readings.is_empty() && !before.title.is_empty());
        meetings::item(&police, &id).await.unwrap();
        meetings::item(&police, &id).await.unwrap();
        let after = meetings::readers(&police, &id, 0).await.unwrap();
        let ways: Vec<_> = after.readings.iter().map(|reading| reading.how).collect();
        assert_eq!(ways, [How::Item, How::Item], "each look by itself");
        assert!(after.readings[0].organisation.starts_with("Politie"));

        // Who oversees sees that it was read and not what it is; others learn nothing.
        let officer = stage.ctx("fg").await;
        let silent = meetings::readers(&officer, &id, 0).await;
        assert!(matches!(silent, Err(Error::NotAllowed)), "first a ground");
        let why = OpenTrail {
            why: "Halfjaarlijkse steekproef".to_owned(),
            ..OpenTrail::default()
        };
        open_trail(&officer, why).await.unwrap();
        let overseen = meetings::readers(&officer, &id, 0).await.unwrap();
        assert_eq!(overseen.readings.len(), 2);
        assert!(overseen.title.is_empty());
        assert_eq!(stage.audited("SeeReaders").await, 3);
        // A colleague without a place at the table learns who read it, not what it is; who is left
        // out learns nothing, and an attempt is no reading.
        let colleague = stage.ctx("politie_lead").await;
        let seen = meetings::readers(&colleague, &id, 0).await.unwrap();
        assert!(seen.title.is_empty() && seen.readings.len() == 2);
        let out = Exclude {
            id: id.clone(),
            subject: stage.id("person.politie_lead").to_string(),
            why: "Er is een band met een betrokkene.".to_owned(),
            ..Exclude::default()
        };
        meetings::exclude(&police, out).await.unwrap();
        let refused = meetings::readers(&colleague, &id, 0).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        assert!(meetings::item(&colleague, &id).await.is_err());
        let still = meetings::readers(&police, &id, 0).await.unwrap();
        assert_eq!(still.readings.len(), 2, "{still:?}");
        // Why somebody is left out is for who reads the item, and reading it is kept.
        let lists = async |who: &str| {
            let ctx = stage.ctx(who).await;
            meetings::exclusions(&ctx, &id)
                .await
                .unwrap()
                .excluded
                .remove(0)
                .why
        };
        assert!(lists("politie").await.is_some());
        assert_eq!(lists("regisseur").await, None);
        let still = meetings::readers(&police, &id, 0).await.unwrap();
        let reasons = still.readings.iter().filter(|it| it.how == How::Reasons);
        assert_eq!(reasons.count(), 1, "{still:?}");
        for other in ["regisseur", "om", "vrijwilliger", "beheerder"] {
            let other = stage.ctx(other).await;
            let refused = meetings::readers(&other, &id, 0).await;
            assert!(matches!(refused, Err(Error::NotFound)));
        }
        let elsewhere = stage.ctx_in("regisseur_delta", "vechtdelta").await;
        let refused = meetings::readers(&elsewhere, &id, 0).await;
        assert!(matches!(refused, Err(Error::NotFound)));
    })
    .await;
}
