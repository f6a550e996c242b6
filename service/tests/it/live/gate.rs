//! The door of the closed part: who is inside, who is shown out, and why.

use chrono::TimeDelta;
use domain::covenants::{PartyState, Shut};
use domain::id::PersonId;
use domain::meetings::Capture;
use domain::meetings::command::IncludeItem;
use domain::meetings::live_command::MarkAttendance;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, Set};
use service::ctx::Ctx;
use service::error::Error;
use service::meetings;
use service::meetings::live::{self, Chair, Now, Place, RailLine};

use super::{
    MEETING, door, id, in_closed_part, is_not_now, line, look, note, refused_field, seat, sitting,
    walk,
};
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
        live::open_closed_part(&secretary, door(&stage, "yes"))
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
        let seen = look(&guest, &stage).await;
        assert_eq!(seen.place, Place::Follower);
        // Something of the open part that is not for guests: a guest learns only that.
        live::call(&secretary, walk(&stage, "item.next.policy1"))
            .await
            .unwrap();
        let hidden = look(&guest, &stage).await;
        assert!(hidden.guest);
        assert_eq!(hidden.now, Some(Now::Hidden { id: None }));
        live::open_closed_part(&secretary, door(&stage, "yes"))
            .await
            .unwrap();
        let out = look(&guest, &stage).await;
        let Place::Out { back_at, .. } = out.place else {
            panic!("the guest is inside")
        };
        assert_eq!((back_at - guest.now()).num_minutes(), 30);
        assert!(out.rail.is_empty() && out.now.is_none() && out.log.is_empty());

        // Nothing inside moves the page of who is out, nor is it told that something happened.
        let mut heard = stage.site.live.listen();
        live::call(&secretary, walk(&stage, "item.next.case1"))
            .await
            .unwrap();
        live::deal(&secretary, walk(&stage, "item.next.case1"))
            .await
            .unwrap();
        stage.site.clock.set(guest.now() + TimeDelta::minutes(5));
        let still = look(&guest, &stage).await;
        assert_eq!((&still.place, still.ends_at), (&out.place, out.ends_at));
        let police = stage.ctx("politie").await;
        for _ in 0..2 {
            let inside = heard.recv().await.unwrap();
            assert!(!live::is_for(&guest, inside).await);
            assert!(live::is_for(&police, inside).await);
        }
        live::close_closed_part(&secretary, door(&stage, ""))
            .await
            .unwrap();
        let moved = heard.recv().await.unwrap();
        assert!(moved.turned && live::is_for(&guest, moved).await);
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
async fn who_is_not_marked_keeps_the_door_shut_too() {
    on_both(async |stage: Stage| {
        let secretary = sitting(&stage).await;
        let waiting = async || {
            let found = look(&secretary, &stage).await;
            let chairs = found.chairs.into_iter();
            chairs
                .filter(Chair::is_in_the_way)
                .map(|chair| chair.seat.0)
                .collect::<Vec<_>>()
        };
        // Nobody was marked: everybody for whom the gate is shut may be in the room.
        let all = waiting().await;
        assert!(all.contains(&stage.id("seat.om")));
        assert!(all.contains(&stage.id("seat.vrijwilliger")));
        assert!(!all.contains(&stage.id("seat.politie")));
        let asked = live::open_closed_part(&secretary, door(&stage, "")).await;
        assert_eq!(refused_field(asked), "cleared");

        for key in ["om", "vrijwilliger", "politie"] {
            live::mark_attendance(&secretary, seat(&stage, key, "present"))
                .await
                .unwrap();
        }
        assert_eq!(waiting().await, all);
        // Each away in its own way: did not come, sent word, went out.
        let words = ["left", "absent", "excused"];
        for (at, seat) in all.iter().enumerate() {
            let asked = live::open_closed_part(&secretary, door(&stage, "")).await;
            assert_eq!(refused_field(asked), "cleared");
            let form = MarkAttendance {
                id: id(&stage, MEETING),
                seat: seat.to_string(),
                word: words[at % 3].to_owned(),
            };
            live::mark_attendance(&secretary, form).await.unwrap();
        }
        assert!(waiting().await.is_empty());
        live::open_closed_part(&secretary, door(&stage, ""))
            .await
            .unwrap();
        live::close_closed_part(&secretary, door(&stage, ""))
            .await
            .unwrap();
        // Or the chair looks round and says once that the room is cleared.
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

async fn include(stage: &Stage, item: &str) {
    let director = stage.ctx("regisseur").await;
    let form = IncludeItem {
        id: id(stage, item),
        version: 1,
    };
    meetings::include(&director, form).await.unwrap();
}

async fn rail_of(ctx: &Ctx, meeting: &str) -> Vec<RailLine> {
    live::read(ctx, meeting).await.unwrap().rail
}

#[tokio::test]
async fn what_is_not_published_is_between_submitter_and_who_composes() {
    on_both(async |stage: Stage| {
        // A meeting that still collects has no agenda for others, nor minutes of a closed part.
        let collecting = id(&stage, "meeting.later");
        include(&stage, "item.later.proposal1").await;
        for person in ["ggd", "om", "vrijwilliger"] {
            let ctx = stage.ctx(person).await;
            assert_eq!(rail_of(&ctx, &collecting).await, [], "{person}");
        }
        let director = stage.ctx("regisseur").await;
        assert!(!rail_of(&director, &collecting).await.is_empty());

        // Nor is what was taken in after publishing told of, anywhere, until the meeting starts.
        let (published, fresh) = (id(&stage, MEETING), id(&stage, "item.next.proposal1"));
        let others = ["ggd", "vrijwilliger"];
        let mut before = Vec::new();
        for person in others {
            before.push(rail_of(&stage.ctx(person).await, &published).await);
        }
        include(&stage, "item.next.proposal1").await;
        let row = super::item(&stage, "item.next.proposal1").await;
        for (person, before) in others.into_iter().zip(before) {
            let ctx = stage.ctx(person).await;
            assert_eq!(rail_of(&ctx, &published).await, before, "{person}");
            let hidden = meetings::item(&ctx, &fresh).await;
            let own = row.organisation_id == ctx.actor.organisation.0;
            assert_eq!(hidden.is_ok(), own, "{person}");
        }
        meetings::item(&director, &fresh).await.unwrap();
        let secretary = sitting(&stage).await;
        assert_eq!(
            rail_of(&secretary, &published).await.len(),
            rail_of(&director, &published).await.len()
        );
        let shown = rail_of(&stage.ctx("ggd").await, &published).await;
        assert!(
            shown
                .iter()
                .any(|line| matches!(line, RailLine::Item { id, .. } if id.0 == row.id))
        );
    })
    .await;
}

#[tokio::test]
async fn a_proposal_is_not_there_for_the_table() {
    on_both(async |stage: Stage| {
        let secretary = sitting(&stage).await;
        let item = "item.next.proposal1";
        for person in ["secretaris", "ggd"] {
            let ctx = stage.ctx(person).await;
            let no = live::write_note(&ctx, note(&stage, item, 0, "Kort besproken.")).await;
            assert!(matches!(no, Err(Error::NotFound)), "{person}: {no:?}");
            let said = line(&stage, &ctx, item, Capture::Decision, "Zo doen we het.");
            let no = live::capture(&ctx, said).await;
            assert!(matches!(no, Err(Error::NotFound)), "{person}: {no:?}");
        }
        for no in [
            live::call(&secretary, walk(&stage, item)).await,
            live::defer(&secretary, walk(&stage, item)).await,
        ] {
            assert!(matches!(no, Err(Error::NotFound)), "{no:?}");
        }
        assert_eq!(stage.audited("Capture").await, 0);
    })
    .await;
}

#[tokio::test]
async fn the_closed_part_moves_nothing_for_whom_it_is_shut() {
    on_both(async |stage: Stage| {
        let secretary = sitting(&stage).await;
        let guest = stage.ctx("vrijwilliger").await;
        let before = look(&guest, &stage).await;
        let mut heard = stage.site.live.listen();
        live::defer(&secretary, walk(&stage, "item.next.case1"))
            .await
            .unwrap();
        let inside = heard.recv().await.unwrap();
        assert!(!live::is_for(&guest, inside).await);
        assert!(live::is_for(&stage.ctx("politie").await, inside).await);
        let after = look(&guest, &stage).await;
        assert_eq!((after.ends_at, &after.rail), (before.ends_at, &before.rail));
        let police = look(&stage.ctx("politie").await, &stage).await;
        assert!(police.ends_at < after.ends_at);
    })
    .await;
}
