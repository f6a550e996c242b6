//! What the system holds about an account holder: complete, and about nobody else.

use ::entity::stand_in;
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use service::error::Error;
use service::identity::{OwnData, export_own_data, own_data};

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
        assert_eq!(data.regions.len(), 1);
        let here = &data.regions[0];
        assert_eq!(here.person.id, stage.id("person.politie"));
        assert_eq!(here.person.region, "Amstelrand");
        assert_eq!(here.roles.len(), police.actor.roles.len());
        assert_eq!(here.seats.len(), police.actor.seats.len());
        assert_eq!(data.identities.len(), 1);
        assert!(data.identities[0].subject.starts_with('…'));
        let actions: Vec<_> = here.trail.iter().map(|line| line.action.as_str()).collect();
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
        let signed = |data: &OwnData| data.regions[0].signatures.len();
        assert!(signed(&director) + signed(&advisor) > 0);
        assert!(here.trail.iter().all(|line| line.at >= opening()));
    })
    .await;
}

#[tokio::test]
async fn who_works_in_two_regions_finds_both_and_both_know() {
    on_both(async |stage: Stage| {
        let adviser = stage.ctx("adviseur").await;
        let regions = |data: &OwnData| -> Vec<String> {
            let names = data.regions.iter().map(|it| it.person.region.clone());
            names.collect()
        };
        let data = own_data(&adviser).await.unwrap();
        assert_eq!(regions(&data), ["Amstelrand", "Vechtdelta"]);
        export_own_data(&adviser).await.unwrap();
        let there = stage.ctx_in("adviseur", "vechtdelta").await;
        let data = own_data(&there).await.unwrap();
        assert_eq!(regions(&data), ["Vechtdelta", "Amstelrand"]);
        for region in &data.regions {
            let taken = region
                .trail
                .iter()
                .filter(|line| line.action == "ExportOwnData");
            assert_eq!(taken.count(), 1, "{}", region.person.region);
        }
    })
    .await;
}

#[tokio::test]
async fn a_guest_finds_the_invitation_and_a_deputy_the_place() {
    on_both(async |stage: Stage| {
        let guest = own_data(&stage.ctx("vrijwilliger").await).await.unwrap();
        let [invitation] = &guest.regions[0].guest[..] else {
            panic!("a guest came by invitation");
        };
        assert!(invitation.email.contains('@') && !invitation.purpose.is_empty());

        let tx = stage.site.store.begin_write().await.unwrap();
        let place = stand_in::Model {
            meeting_id: stage.id("meeting.next"),
            seat_id: stage.id("seat.politie"),
            region_id: stage.id("region.amstelrand"),
            person_id: stage.id("person.politie_lead"),
            ceiling: "k3".to_owned(),
            role: None,
            named_by: stage.id("person.politie"),
            named_at: opening(),
        };
        place.into_active_model().insert(&tx).await.unwrap();
        tx.commit().await.unwrap();
        let deputy = own_data(&stage.ctx("politie_lead").await).await.unwrap();
        assert_eq!(deputy.regions[0].deputies.len(), 1);
        let other = own_data(&stage.ctx("om").await).await.unwrap();
        assert!(other.regions[0].deputies.is_empty() && other.regions[0].guest.is_empty());
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
