//! Who saw what is confidential: kept before it is shown, and told to who brought it in.

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
        let overseen = meetings::readers(&officer, &id, 0).await.unwrap();
        assert_eq!(overseen.readings.len(), 2);
        assert!(overseen.title.is_empty());
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
