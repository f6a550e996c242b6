//! What the system holds about an account holder: complete, and about nobody else.

use service::error::Error;
use service::identity::{export_own_data, own_data};

use crate::stage::{Stage, on_both, opening};
use chrono::TimeDelta;
use domain::id::PersonId;

#[tokio::test]
async fn it_is_all_there_and_nothing_of_anybody_else() {
    on_both(async |stage: Stage| {
        service::seed::bind(&stage.site, "https://login.example")
            .await
            .unwrap();
        for person in ["person.politie", "person.om"] {
            let person = PersonId(stage.id(person));
            service::identity::sign_in_demo(&stage.site, person)
                .await
                .unwrap();
        }
        let police = stage.ctx("politie").await;
        let case = stage.id("item.next.case2").to_string();
        service::meetings::item(&police, &case).await.unwrap();
        let data = own_data(&police).await.unwrap();
        assert_eq!(data.account.id, stage.id("account.politie"));
        assert_eq!(data.person.id, stage.id("person.politie"));
        assert_eq!(data.person.region, "Amstelrand");
        assert_eq!(data.roles.len(), police.actor.roles.len());
        assert_eq!(data.seats.len(), police.actor.seats.len());
        assert_eq!(data.identities.len(), 1);
        assert!(data.identities[0].subject.starts_with('…'));
        let actions: Vec<_> = data.trail.iter().map(|line| line.action.as_str()).collect();
        assert!(actions.contains(&"SignIn") && actions.contains(&"ReadMeetings"));
        let file = export_own_data(&police).await.unwrap();
        assert!(file.contains(&stage.id("person.politie").to_string()));
        assert!(
            file.contains("ExportOwnData"),
            "that it is taken along stands in it"
        );
        assert!(!file.contains(&stage.id("person.om").to_string()));
        assert!(!file.contains(&stage.id("account.om").to_string()));

        // Who signed a covenant finds the signature.
        let director = own_data(&stage.ctx("regisseur").await).await.unwrap();
        let advisor = own_data(&stage.ctx("om").await).await.unwrap();
        assert!(director.signatures.len() + advisor.signatures.len() > 0);
        assert!(data.trail.iter().all(|line| line.at >= opening()));
    })
    .await;
}

#[tokio::test]
async fn it_is_taken_along_twenty_times_a_day_by_who_just_came_in() {
    on_both(async |stage: Stage| {
        let police = stage.ctx("politie").await;
        let stale = police.clone().proven_at(opening() - TimeDelta::minutes(16));
        assert!(matches!(
            export_own_data(&stale).await,
            Err(Error::Unproven)
        ));
        for _ in 0..20 {
            export_own_data(&police).await.unwrap();
        }
        assert!(matches!(
            export_own_data(&police).await,
            Err(Error::TooMany(_))
        ));
        let other = stage.ctx("om").await;
        export_own_data(&other).await.unwrap();
        assert_eq!(stage.audited("ExportOwnData").await, 21);
    })
    .await;
}
