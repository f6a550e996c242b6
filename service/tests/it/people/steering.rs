//! The steering group reads from above what was published, up to K1, whatever seat it is given.

use ::entity::{agenda_item, bottleneck, meeting, seat};
use domain::people::{Class, SeatKind};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use service::actions::{Ask, list, tallies};
use service::ctx::Ctx;
use service::error::Error;
use service::meetings::item::By;
use service::meetings::{self, live};
use service::roadmaps;

use super::leave_out;
use crate::stage::{Stage, on_both};

/// A member of the steering group with a seat that would open everything.
async fn seated(stage: &Stage) -> Ctx {
    let who = stage.ctx("stuurgroep").await;
    let row = seat::Model {
        id: who.new_id(),
        region_id: who.region().0,
        series_id: stage.id("series.kega"),
        organisation_id: who.actor.organisation.0,
        person_id: Some(who.actor.person.0),
        meeting_id: None,
        kind: SeatKind::Member.word().to_owned(),
        ceiling: Class::K3.word().to_owned(),
        label: "Stuurgroeplid".to_owned(),
        position: 99,
    };
    let tx = stage.site.store.begin_write().await.unwrap();
    row.into_active_model().insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    let who = stage.ctx("stuurgroep").await;
    assert_eq!(who.actor.seats.len(), 1);
    who
}

#[tokio::test]
async fn it_reads_what_was_published_up_to_k1_and_no_draft() {
    on_both(async |stage| {
        let outside = stage.ctx("stuurgroep").await;
        let seated = seated(&stage).await;
        let tx = stage.site.store.begin_read().await.unwrap();
        let series = stage.id("series.kega");
        let items = agenda_item::Entity::find()
            .filter(agenda_item::Column::SeriesId.eq(series))
            .all(&tx)
            .await
            .unwrap();
        let all = meeting::Entity::find()
            .filter(meeting::Column::SeriesId.eq(series))
            .all(&tx)
            .await
            .unwrap();
        drop(tx);
        let mut opened = 0;
        // A seat that would open everything changes nothing.
        for who in [&outside, &seated] {
            for item in &items {
                let of = all.iter().find(|row| Some(row.id) == item.meeting_id);
                let published = of.is_some_and(|row| row.agenda_version > 0)
                    && !["proposed", "returned", "withdrawn"].contains(&item.state_word.as_str());
                let opens = published && ["k0", "k1"].contains(&item.class.as_str());
                let found = meetings::item(who, &item.id.to_string()).await;
                assert_eq!(found.is_ok(), opens, "{}", item.title);
                let Ok(found) = found else { continue };
                opened += 1;
                assert_eq!((found.by, found.organisation.as_str()), (By::Above, ""));
                let content = found.content.unwrap();
                assert_eq!(content.body, item.body);
                assert!(content.note.is_empty() && content.named.is_empty());
                assert!(content.guard_reason.is_empty() && content.advices.is_empty());
            }
            for meeting in &all {
                let id = meeting.id.to_string();
                let agenda = meetings::read(who, &id).await.unwrap();
                assert!(agenda.above && agenda.own.is_empty() && agenda.deputies.is_empty());
                assert!(agenda.open_actions.is_none() && agenda.waiting == 0);
                assert_eq!(agenda.slots.is_empty(), meeting.agenda_version == 0);
                assert!(matches!(live::read(who, &id).await, Err(Error::NotFound)));
                let decided = live::decisions(who, &id).await;
                assert_eq!(decided.is_ok(), meeting.state_word == "closed");
                let Ok(decided) = decided else { continue };
                assert!(decided.decisions.iter().all(|one| one.class <= Class::K1));
                assert!(decided.actions.is_empty() && decided.parked.is_empty());
                let said = decided.decisions.iter().flat_map(|one| &one.positions);
                assert!(said.into_iter().all(|stand| stand.note.is_empty()));
            }
        }
        assert!(opened > 10);
        assert!(
            meetings::may_follow(&outside, stage.id("meeting.next").into())
                .await
                .is_err()
        );
    })
    .await;
}

#[tokio::test]
async fn it_finds_the_meetings_and_counts_what_is_overdue() {
    on_both(async |stage| {
        let who = stage.ctx("stuurgroep").await;
        let view = meetings::list(&who, None, 1).await.unwrap().unwrap();
        assert!(!view.composes && !view.may_plan && !view.oversees);
        assert!(
            view.ahead
                .iter()
                .all(|line| line.waiting == 0 && line.items.is_none())
        );
        assert!(matches!(
            list(&who, Ask::default()).await,
            Err(Error::NotAllowed)
        ));
        let found = tallies(&who).await.unwrap();
        assert!(!found.whole && !found.rows.is_empty());
        for row in found.rows {
            assert!(row.late > 0 && row.by_state.is_none(), "{row:?}");
            assert!(row.oldest.is_some_and(|due| due < found.today));
        }
        for nobody in ["politie", "vrijwilliger", "beheerder"] {
            let nobody = stage.ctx(nobody).await;
            let refused = tallies(&nobody).await;
            assert!(matches!(refused, Err(Error::NotAllowed)));
        }
    })
    .await;
}

#[tokio::test]
async fn who_is_left_out_finds_it_nowhere_from_above_either() {
    on_both(async |stage| {
        let who = stage.ctx("stuurgroep").await;
        let id = stage.id("item.next.policy1").to_string();
        let title = meetings::item(&who, &id).await.unwrap().title;
        leave_out(&stage, stage.id("item.next.policy1"), who.actor.person.0).await;
        assert!(matches!(
            meetings::item(&who, &id).await,
            Err(Error::NotFound)
        ));
        let agenda = meetings::read(&who, &stage.id("meeting.next").to_string()).await;
        assert!(!format!("{:?}", agenda.unwrap()).contains(&title));
    })
    .await;
}

#[tokio::test]
async fn of_what_stands_in_the_way_it_reads_nothing_confidential() {
    on_both(async |stage| {
        use sea_orm::sea_query::Expr;
        let who = seated(&stage).await;
        let shown = async || roadmaps::bottlenecks(&who, 0).await.unwrap();
        let before = format!("{:?}", shown().await);
        assert!(before.contains("jongens"), "{before}");
        let tx = stage.site.store.begin_write().await.unwrap();
        bottleneck::Entity::update_many()
            .col_expr(bottleneck::Column::Class, Expr::value("k2"))
            .col_expr(
                bottleneck::Column::ItemId,
                Expr::value(stage.id("item.next.policy2")),
            )
            .filter(bottleneck::Column::Id.eq(stage.id("bottleneck.boys")))
            .exec(&tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let after = format!("{:?}", shown().await);
        assert!(!after.contains("jongens"), "{after}");
    })
    .await;
}
