//! The door of the closed part: who is inside, who is shown out, and why.

use domain::covenants::{PartyState, Shut};
use domain::id::PersonId;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, Set};
use service::error::Error;
use service::meetings::live::{self, Now, Place, RailLine};

use super::{door, in_closed_part, is_not_now, look, note, refused_field, seat, sitting, walk};
use crate::stage::{Stage, on_both};

#[tokio::test]
async fn a_strict_note_is_for_those_named_on_the_item() {
    on_both(async |stage: Stage| {
        let secretary = in_closed_part(&stage).await;
        live::call(&secretary, walk(&stage, "item.next.case1"))
            .await
            .unwrap();
        let text = note(
            &stage,
            "item.next.case1",
            0,
            "Opvang zoekt deze week een plek.",
        );
        live::write_note(&secretary, text).await.unwrap();
        let named = look(&stage.ctx("politie").await, &stage).await;
        assert!(matches!(named.now, Some(Now::Item(note)) if note.note.contains("Opvang")));
        let unnamed = look(&stage.ctx("ggd").await, &stage).await;
        assert_eq!(unnamed.place, Place::Follower);
        assert_eq!(unnamed.now, Some(Now::Hidden { id: None }));
        let shown = format!("{:?}", unnamed.rail);
        assert!(!shown.contains("AR-7K2Q"), "{shown}");
        // Not even who runs the table reads what is for others, though it can be called.
        live::call(&secretary, walk(&stage, "item.next.case2"))
            .await
            .unwrap();
        let hidden = look(&secretary, &stage).await;
        assert!(matches!(hidden.now, Some(Now::Hidden { id: Some(_) })));
        let no = live::write_note(&secretary, note(&stage, "item.next.case2", 0, "x")).await;
        assert!(matches!(no, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn the_door_is_shut_for_who_did_not_sign_and_opens_after_signing() {
    on_both(async |stage: Stage| {
        let secretary = sitting(&stage).await;
        let shut = live::call(&secretary, walk(&stage, "item.next.policy2")).await;
        assert!(matches!(shut, Err(Error::DoorShut)));
        live::open_closed_part(&secretary, door(&stage, ""))
            .await
            .unwrap();
        let open = live::call(&secretary, walk(&stage, "item.next.policy1")).await;
        assert!(is_not_now(&open));
        let om = stage.ctx("om").await;
        let Place::Out { why, .. } = look(&om, &stage).await.place else {
            panic!("the OM is inside")
        };
        assert_eq!(why, [Shut::NotSigned]);
        let gate = look(&secretary, &stage).await;
        let chair = gate
            .chairs
            .iter()
            .find(|chair| chair.label.contains("OM"))
            .unwrap();
        assert_eq!(chair.verdict, Err(vec![Shut::NotSigned]));
        sign_for_om(&stage).await;
        let found = look(&om, &stage).await;
        assert_eq!(found.place, Place::Follower);
        assert!(format!("{:?}", found.rail).contains("opvang buiten de regio"));
    })
    .await;
}

#[tokio::test]
async fn a_guest_is_shown_out_and_comes_back() {
    on_both(async |stage: Stage| {
        let secretary = sitting(&stage).await;
        let guest = stage.ctx("vrijwilliger").await;
        assert_eq!(look(&guest, &stage).await.place, Place::Follower);
        live::open_closed_part(&secretary, door(&stage, ""))
            .await
            .unwrap();
        let out = look(&guest, &stage).await;
        let Place::Out { back_at, .. } = out.place else {
            panic!("the guest is inside")
        };
        assert_eq!((back_at - guest.now()).num_minutes(), 30);
        assert!(out.rail.is_empty() && out.now.is_none() && out.log.is_empty());
        live::close_closed_part(&secretary, door(&stage, ""))
            .await
            .unwrap();
        let back = look(&guest, &stage).await;
        assert_eq!(back.place, Place::Follower);
        let blocks = back
            .rail
            .iter()
            .filter(|line| matches!(line, RailLine::Closed { .. }));
        assert_eq!(blocks.count(), 1);
        let again = live::close_closed_part(&secretary, door(&stage, "")).await;
        assert!(is_not_now(&again));
    })
    .await;
}

#[tokio::test]
async fn the_chair_says_that_the_room_is_cleared() {
    on_both(async |stage: Stage| {
        let secretary = sitting(&stage).await;
        for key in ["politie", "om", "vrijwilliger"] {
            live::mark_attendance(&secretary, seat(&stage, key, "present"))
                .await
                .unwrap();
        }
        let asked = live::open_closed_part(&secretary, door(&stage, "")).await;
        assert_eq!(refused_field(asked), "cleared");
        live::mark_attendance(&secretary, seat(&stage, "om", "left"))
            .await
            .unwrap();
        live::mark_attendance(&secretary, seat(&stage, "vrijwilliger", "left"))
            .await
            .unwrap();
        live::open_closed_part(&secretary, door(&stage, ""))
            .await
            .unwrap();
        live::close_closed_part(&secretary, door(&stage, ""))
            .await
            .unwrap();
        live::mark_attendance(&secretary, seat(&stage, "om", "present"))
            .await
            .unwrap();
        live::open_closed_part(&secretary, door(&stage, "yes"))
            .await
            .unwrap();
        assert_eq!(stage.audited("MoveDoor").await, 3);
    })
    .await;
}

/// Puts the signature in place as the covenant slice would, without its forms.
async fn sign_for_om(stage: &Stage) {
    use ::entity::covenant_party::{ActiveModel, Column, Entity};
    let tx = stage.site.store.begin_write().await.unwrap();
    let row = Entity::find()
        .filter(Column::CovenantId.eq(stage.id("covenant.kega")))
        .filter(Column::OrganisationId.eq(stage.id("organisation.om")))
        .one(&tx)
        .await
        .unwrap()
        .unwrap();
    let signed = PartyState::Signed {
        version: 1,
        at: stage.site.clock.now(),
        by: PersonId(stage.id("person.om")),
    };
    let mut row: ActiveModel = row.into();
    row.state = Set(serde_json::to_string(&signed).unwrap());
    row.state_word = Set(signed.word().to_owned());
    row.update(&tx).await.unwrap();
    tx.commit().await.unwrap();
}
