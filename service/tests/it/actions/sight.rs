//! Who sees what, in the list and one by one.

use ::entity::{action, audit};
use domain::people::Class;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use service::actions::{ActionList, Ask, Show, list, read};
use service::error::Error;
use uuid::Uuid;

use super::{id, seen};
use crate::stage::{Stage, on_both};

async fn shown(stage: &Stage, person: &str, show: Show) -> ActionList {
    let ask = Ask {
        show,
        ..Ask::default()
    };
    list(&stage.ctx(person).await, ask).await.unwrap()
}

fn numbers(list: &ActionList) -> Vec<i32> {
    list.actions.iter().map(|action| action.number).collect()
}

#[tokio::test]
async fn an_owner_first_sees_what_asks_for_an_answer() {
    on_both(async |stage: Stage| {
        let list = shown(&stage, "maatschappelijk_werk", Show::Own).await;
        assert_eq!(numbers(&list), [123, 124, 113, 119]);
        assert!(list.actions.iter().all(|action| action.can.work));
        assert_eq!(list.counts.own, 4);
        assert_eq!(list.slips.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_director_sees_the_process_of_a_case_and_not_its_words() {
    on_both(async |stage: Stage| {
        let list = shown(&stage, "regisseur", Show::Open).await;
        assert_eq!(list.counts.open, 20);
        let strict = list.actions.iter().find(|action| action.number == 112);
        let strict = strict.unwrap();
        assert_eq!(strict.case_ref.as_deref(), Some("AR-7K2Q"));
        assert!(!strict.can.work);
    })
    .await;
}

#[tokio::test]
async fn a_guest_sees_only_what_was_asked_of_the_own_organisation() {
    on_both(async |stage: Stage| {
        for show in Show::ALL {
            let list = shown(&stage, "vrijwilliger", show).await;
            assert!(numbers(&list).iter().all(|number| *number == 116));
        }
        let ctx = stage.ctx("vrijwilliger").await;
        let hidden = read(&ctx, id(&stage, 101)).await;
        assert!(matches!(hidden, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn the_administrator_and_the_steering_group_have_no_list() {
    on_both(async |stage: Stage| {
        for person in ["beheerder", "stuurgroep", "fg"] {
            let ctx = stage.ctx(person).await;
            let refused = list(&ctx, Ask::default()).await;
            assert!(matches!(refused, Err(Error::NotAllowed)), "{person}");
            let hidden = read(&ctx, id(&stage, 121)).await;
            assert!(matches!(hidden, Err(Error::NotFound)), "{person}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_door_decides_what_the_table_sees() {
    on_both(async |stage: Stage| {
        // Without its own signature in force the prosecution sees no K2 of others, but its own.
        let list = shown(&stage, "om", Show::Open).await;
        let seen_by_om = numbers(&list);
        assert!(seen_by_om.contains(&122) && !seen_by_om.contains(&123));
        let list = shown(&stage, "politie", Show::Open).await;
        assert!(numbers(&list).contains(&123));
        // A coordinator without a seat sees the own organisation only.
        let list = shown(&stage, "politie_lead", Show::Open).await;
        assert!(list.actions.iter().all(|action| action.own));
    })
    .await;
}

#[tokio::test]
async fn who_is_named_on_a_case_or_brought_it_in_reads_its_actions() {
    on_both(async |stage: Stage| {
        // The police brought in the case of 117 and owns the action; the GGD is named on it.
        for (who, reads) in [("politie", true), ("ggd", true), ("regisseur", false)] {
            let list = shown(&stage, who, Show::Open).await;
            let strict = list.actions.iter().find(|action| action.number == 117);
            let title = strict.and_then(|action| action.title.as_ref());
            assert_eq!(title.is_some(), reads, "{who}");
        }
        let list = shown(&stage, "leerplicht", Show::Open).await;
        assert!(!numbers(&list).contains(&117));
    })
    .await;
}

#[tokio::test]
async fn the_figures_are_what_the_lists_hold() {
    on_both(async |stage: Stage| {
        let counts = shown(&stage, "regisseur", Show::Open).await.counts;
        for (show, count) in [
            (Show::Confirm, counts.confirm),
            (Show::Unaccepted, counts.unaccepted),
            (Show::Running, counts.running),
            (Show::Late, counts.late),
            (Show::Blocked, counts.blocked),
            (Show::Claimed, counts.claimed),
            (Show::Returned, counts.returned),
        ] {
            let list = shown(&stage, "regisseur", show).await;
            assert_eq!(
                i64::try_from(list.actions.len()).unwrap(),
                count,
                "{show:?}"
            );
        }
        assert_eq!((counts.unaccepted, counts.blocked), (3, 2));
    })
    .await;
}

#[tokio::test]
async fn everybody_reads_the_history_of_what_they_read() {
    on_both(async |stage: Stage| {
        let ctx = stage.ctx("politie").await;
        let record = seen(&stage, &ctx, 104).await;
        assert_eq!(record.events.len(), 5);
        assert_eq!(record.events[0].by, "Gemeente Oeverstad");
    })
    .await;
}

#[tokio::test]
async fn a_list_leads_only_to_items_that_open() {
    on_both(async |stage: Stage| {
        let mut links = 0;
        for person in [
            "politie",
            "maatschappelijk_werk",
            "regisseur",
            "om",
            "vrijwilliger",
        ] {
            let ctx = stage.ctx(person).await;
            for action in shown(&stage, person, Show::Open).await.actions {
                if action.trace.item_opens {
                    links += 1;
                    assert!(read(&ctx, action.id).await.unwrap().item_opens, "{person}");
                }
            }
        }
        assert!(links > 10, "{links} links");
    })
    .await;
}

/// Who the trail says saw a thing: the action of the line and the person.
async fn seen_by(stage: &Stage, object: &str, thing: Uuid) -> Vec<(String, Option<Uuid>)> {
    let tx = stage.site.store.begin_read().await.unwrap();
    let rows = audit::Entity::find()
        .filter(audit::Column::Object.eq(object))
        .filter(audit::Column::ObjectId.eq(thing))
        .filter(audit::Column::Action.is_in(["ReadActions", "ReadMeetings"]))
        .all(&tx)
        .await
        .unwrap();
    let line = |row: audit::Model| (row.action, row.person_id);
    rows.into_iter().map(line).collect()
}

#[tokio::test]
async fn who_reads_a_confidential_action_is_written_down_for_it_and_for_its_item() {
    on_both(async |stage: Stage| {
        let action = stage.id("action.117");
        let tx = stage.site.store.begin_read().await.unwrap();
        let row = action::Entity::find_by_id(action).one(&tx).await.unwrap();
        let item = row.unwrap().item_id.unwrap();
        drop(tx);
        // Who sees the process and not the words has read nothing.
        shown(&stage, "regisseur", Show::Open).await;
        service::regie::cockpit(&stage.ctx("regisseur").await)
            .await
            .unwrap();
        assert!(seen_by(&stage, "action", action).await.is_empty());

        let reader = stage.ctx("ggd").await;
        seen(&stage, &reader, 117).await;
        let who = Some(reader.actor.person.0);
        let line = |action: &str| vec![(action.to_owned(), who)];
        assert_eq!(seen_by(&stage, "action", action).await, line("ReadActions"));
        assert_eq!(seen_by(&stage, "item", item).await, line("ReadMeetings"));
        // "Wie zag dit punt" tells it to who brought the case in.
        let police = stage.ctx("politie").await;
        let readers = service::meetings::readers(&police, &item.to_string(), 0).await;
        assert_eq!(readers.unwrap().readings.len(), 1);

        // A list shows what it says too: each line of it that is confidential, once a look.
        let list = shown(&stage, "ggd", Show::Open).await;
        let strict = list
            .actions
            .iter()
            .filter(|it| it.class >= Class::K2 && it.title.is_some());
        let before = stage.audited("ReadActions").await;
        shown(&stage, "ggd", Show::Open).await;
        let after = stage.audited("ReadActions").await;
        assert_eq!(after - before, u64::try_from(strict.count()).unwrap());
        assert_eq!(seen_by(&stage, "action", action).await.len(), 3);
        // What is open leaves no line.
        seen(&stage, &police, 104).await;
        assert!(
            seen_by(&stage, "action", stage.id("action.104"))
                .await
                .is_empty()
        );
    })
    .await;
}
