//! The data protection officer sees numbers, dates and states; what concerns the own organisation opens on
//! a ground that stands in the trail, each time anew.

use chrono::TimeDelta;
use domain::audit::command::OpenTrail;
use domain::people::Class;
use service::actions::{Ask, list, tallies};
use service::audit::open_trail;
use service::ctx::Ctx;
use service::error::Error;
use service::meetings::item::By;
use service::meetings::{self, item, live, outline};

use super::{leave_out, relate};
use crate::stage::{Stage, on_both, opening};

async fn give_a_ground(ctx: &Ctx) {
    let why = OpenTrail {
        why: "Vraag van het college over deze casus".to_owned(),
        ..OpenTrail::default()
    };
    open_trail(ctx, why).await.unwrap();
}

/// The row of the trail that the last ground is.
async fn ground(stage: &Stage) -> String {
    use ::entity::audit::{Column, Entity};
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
    let tx = stage.site.store.begin_read().await.unwrap();
    let row = Entity::find()
        .filter(Column::Action.eq("OpenTrail"))
        .order_by_desc(Column::At)
        .one(&tx)
        .await
        .unwrap();
    row.unwrap().id.to_string()
}

#[tokio::test]
async fn the_agenda_is_kinds_classes_and_states_without_a_word() {
    on_both(async |stage| {
        let officer = stage.ctx("fg").await;
        let view = meetings::list(&officer, None, 1).await.unwrap().unwrap();
        assert!(view.oversees && !view.may_plan);
        let next = stage.id("meeting.next");
        let line = view.ahead.iter().find(|line| line.id.0 == next).unwrap();
        let items = line.items.unwrap();
        assert_eq!((items.open, items.closed), (9, 3));
        assert!(line.room.is_empty());
        let found = outline(&officer, &next.to_string()).await.unwrap();
        assert_eq!(found.lines.len(), 12);
        let said = format!("{found:?}");
        let director = stage.ctx("regisseur").await;
        for line in &found.lines {
            let whole = item(&director, &line.id.to_string()).await.unwrap();
            assert!(whole.title.is_empty() || !said.contains(&whole.title));
            assert_eq!((line.kind, line.class), (whole.kind, whole.class));
        }
        let first = found
            .lines
            .iter()
            .find(|line| line.id.0 == stage.id("item.next.case1"));
        assert!(first.is_some_and(|line| line.concerns && line.number.is_none()));
        let second = found
            .lines
            .iter()
            .find(|line| line.id.0 == stage.id("item.next.case2"));
        assert!(second.is_some_and(|line| !line.concerns && line.class == Class::K3));
        // Nothing of the rest opens, and nobody else gets this page.
        let id = next.to_string();
        assert!(meetings::read(&officer, &id).await.is_err());
        assert!(live::read(&officer, &id).await.is_err());
        assert!(live::decisions(&officer, &id).await.is_err());
        for nobody in ["politie", "stuurgroep", "beheerder", "vrijwilliger"] {
            let nobody = stage.ctx(nobody).await;
            assert!(matches!(outline(&nobody, &id).await, Err(Error::NotFound)));
        }
        let foreign = stage.id("meeting.delta_next").to_string();
        assert!(matches!(
            outline(&officer, &foreign).await,
            Err(Error::NotFound)
        ));
    })
    .await;
}

#[tokio::test]
async fn actions_are_counted_by_organisation_and_state() {
    on_both(async |stage| {
        let officer = stage.ctx("fg").await;
        assert!(matches!(
            list(&officer, Ask::default()).await,
            Err(Error::NotAllowed)
        ));
        let found = tallies(&officer).await.unwrap();
        assert!(found.whole);
        let sum = found.rows.iter().filter_map(|row| row.by_state);
        let sum: i64 = sum
            .map(|by| by.confirm + by.running + by.blocked + by.claimed + by.returned)
            .sum();
        let director = stage.ctx("regisseur").await;
        let counts = list(&director, Ask::default()).await.unwrap().counts;
        assert_eq!(sum, counts.open);
        let late: i64 = found.rows.iter().map(|row| row.late).sum();
        assert_eq!(late, counts.late);
    })
    .await;
}

#[tokio::test]
async fn what_concerns_the_own_organisation_opens_on_a_ground_and_each_time_is_written_down() {
    on_both(async |mut stage: Stage| {
        let officer = stage.ctx("fg").await;
        let id = stage.id("item.next.case1").to_string();
        let before = item(&officer, &id).await.unwrap();
        assert_eq!((before.by, before.title.as_str()), (By::Ground, ""));
        assert!(before.content.is_none() && !before.rights.exclude && !before.rights.edit);
        assert_eq!(stage.audited("ReadMeetings").await, 0);
        give_a_ground(&officer).await;
        for times in 1..=2 {
            let seen = item(&officer, &id).await.unwrap();
            assert!(!seen.title.is_empty() && !seen.content.unwrap().question.is_empty());
            assert_eq!(stage.audited("ReadMeetings").await, times);
        }
        let written = format!("class=k3 ground={}", ground(&stage).await);
        assert_eq!(stage.detail("ReadMeetings").await, written);
        // Of others nothing opens, whatever ground was given, and it opens for no one else.
        let other = stage.id("item.next.case2").to_string();
        assert!(matches!(item(&officer, &other).await, Err(Error::NotFound)));
        let administrator = stage.ctx("beheerder").await;
        assert!(matches!(
            item(&administrator, &id).await,
            Err(Error::NotFound)
        ));
        // After an hour the ground is gone.
        stage.site.clock = service::clock::Clock::fixed(opening() + TimeDelta::minutes(61));
        let officer = stage.ctx("fg").await;
        assert!(item(&officer, &id).await.unwrap().content.is_none());
    })
    .await;
}

#[tokio::test]
async fn an_exclusion_beats_the_ground() {
    on_both(async |stage| {
        let officer = stage.ctx("fg").await;
        give_a_ground(&officer).await;
        let case = stage.id("item.next.case2");
        let own = officer.actor.organisation.0;
        relate(&stage, case, own, "named").await;
        assert!(
            item(&officer, &case.to_string())
                .await
                .unwrap()
                .content
                .is_some()
        );
        leave_out(&stage, case, officer.actor.person.0).await;
        let shut = item(&officer, &case.to_string()).await;
        assert!(matches!(shut, Err(Error::NotFound)));
        let next = stage.id("meeting.next").to_string();
        let found = outline(&officer, &next).await.unwrap();
        assert!(found.lines.iter().all(|line| line.id.0 != case));
        let view = meetings::list(&officer, None, 1).await.unwrap().unwrap();
        let line = view.ahead.iter().find(|line| line.id.to_string() == next);
        assert_eq!(line.unwrap().items.unwrap().closed, 2);
        // The organisation beats it too, and what was never published does not open either.
        let first = stage.id("item.next.case1");
        leave_out(&stage, first, own).await;
        let shut = item(&officer, &first.to_string()).await;
        assert!(matches!(shut, Err(Error::NotFound)));
        let draft = stage.id("item.later.proposal1");
        relate(&stage, draft, own, "named").await;
        let shut = item(&officer, &draft.to_string()).await;
        assert!(matches!(shut, Err(Error::NotFound)));
    })
    .await;
}
