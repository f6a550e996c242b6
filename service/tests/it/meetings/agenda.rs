//! The order, the versions, and what each reader sees of them.

use domain::meetings::command::{ArrangeAgenda, IncludeItem, PublishAgenda};
use domain::meetings::{Part, Slot};
use service::ctx::Ctx;
use service::error::Error;
use service::meetings;
use service::meetings::read::{Agenda, Line};

use super::planned;
use crate::stage::{Stage, on_both};

fn lines(agenda: &Agenda) -> Vec<&Line> {
    let items = agenda.slots.iter().filter_map(|slot| match slot {
        Slot::Item { item, .. } => Some(item),
        Slot::ClosedBlock { .. } => None,
    });
    items.collect()
}

fn blocks(agenda: &Agenda) -> usize {
    let block = |slot: &&Slot<Line>| matches!(slot, Slot::ClosedBlock { .. });
    agenda.slots.iter().filter(block).count()
}

async fn agenda(stage: &Stage, person: &str) -> Agenda {
    let ctx = stage.ctx(person).await;
    meetings::read(&ctx, &stage.id("meeting.next").to_string())
        .await
        .unwrap()
}

async fn publish(stage: &Stage, director: &Ctx) -> Result<i32, Error> {
    let id = stage.id("meeting.next").to_string();
    let version = meetings::read(director, &id).await.unwrap().head.version;
    meetings::publish(director, PublishAgenda { id, version }).await
}

#[tokio::test]
async fn everyone_reads_their_own_agenda() {
    on_both(async |stage: Stage| {
        let police = agenda(&stage, "politie").await;
        assert_eq!((lines(&police).len(), blocks(&police)), (12, 0));
        assert!(lines(&police).iter().all(|line| !line.opaque));

        // Not named on either case: K2 is theirs, the cases are time.
        let rvdk = agenda(&stage, "rvdk").await;
        let closed = lines(&rvdk)
            .iter()
            .filter(|line| line.part == Part::Closed)
            .count();
        assert_eq!((lines(&rvdk).len(), closed, blocks(&rvdk)), (10, 1, 1));

        // Unsigned: the whole closed part is one block.
        let om = agenda(&stage, "om").await;
        assert_eq!((lines(&om).len(), blocks(&om)), (9, 1));

        // A guest: what is marked for guests, and a block of time.
        let guest = agenda(&stage, "vrijwilliger").await;
        assert_eq!((lines(&guest).len(), blocks(&guest)), (4, 1));
        assert!(guest.guest && guest.open_actions.is_none());

        // The director is named on the first case only, and knows that the second is there.
        let director = agenda(&stage, "regisseur").await;
        let opaque: Vec<_> = lines(&director)
            .iter()
            .filter(|line| line.opaque)
            .map(|line| line.title.clone())
            .collect();
        assert_eq!(opaque, ["Casus AR-M4TD"]);
        assert_eq!(lines(&director).len(), 12);

        // From above: the open part, without who brought what in, and a block of time.
        let steering = agenda(&stage, "stuurgroep").await;
        assert_eq!((lines(&steering).len(), blocks(&steering)), (9, 1));
        let silent = |line: &&Line| line.organisation.is_empty() && line.note.is_empty();
        assert!(lines(&steering).iter().all(silent));

        for stranger in ["beheerder", "fg", "politie_lead"] {
            let ctx = stage.ctx(stranger).await;
            let refused = meetings::read(&ctx, &stage.id("meeting.next").to_string()).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{stranger}");
        }
    })
    .await;
}

#[tokio::test]
async fn all_readers_have_the_same_times() {
    on_both(async |stage: Stage| {
        let ends = |agenda: &Agenda| {
            agenda.slots.last().map(|slot| match slot {
                Slot::Item { to, .. } | Slot::ClosedBlock { to, .. } => *to,
            })
        };
        let police = ends(&agenda(&stage, "politie").await);
        let guest = ends(&agenda(&stage, "vrijwilliger").await);
        assert_eq!(police, guest);
    })
    .await;
}

#[tokio::test]
async fn a_meeting_of_another_region_does_not_exist() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let foreign = stage.id("meeting.delta_next").to_string();
        for id in [
            foreign.as_str(),
            "x",
            "00000000-0000-0000-0000-000000000000",
        ] {
            assert!(matches!(
                meetings::read(&director, id).await,
                Err(Error::NotFound)
            ));
            assert!(matches!(
                meetings::compose(&director, id).await,
                Err(Error::NotFound)
            ));
            assert!(matches!(
                meetings::item(&director, id).await,
                Err(Error::NotFound)
            ));
        }
    })
    .await;
}

#[tokio::test]
async fn items_move_within_their_part() {
    on_both(async |stage: Stage| {
        let secretary = stage.ctx("secretaris").await;
        let id = stage.id("meeting.next").to_string();
        let form = |item: &str, to: &str, version| ArrangeAgenda {
            id: id.clone(),
            version,
            item: stage.id(item).to_string(),
            to: to.to_owned(),
        };
        let ggd = stage.ctx("ggd").await;
        let refused = meetings::arrange(&ggd, form("item.next.aob", "up", 1)).await;
        assert!(matches!(refused, Err(Error::NotAllowed)));
        meetings::arrange(&secretary, form("item.next.policy1", "up", 1))
            .await
            .unwrap();
        let stale = meetings::arrange(&secretary, form("item.next.policy1", "up", 1)).await;
        assert!(matches!(stale, Err(Error::Stale(2))));
        let bench = meetings::compose(&secretary, &id).await.unwrap();
        // An open item stepped over the closed part as a whole.
        let parts: Vec<_> = bench
            .items
            .iter()
            .map(|item| item.part == Part::Closed)
            .collect();
        assert_eq!(parts[4..9], [false, true, true, true, false]);
        meetings::arrange(&secretary, form("item.next.aob", "0", 2))
            .await
            .unwrap();
        let bench = meetings::compose(&secretary, &id).await.unwrap();
        assert_eq!(bench.items[0].title, "Rondvraag");
        assert_eq!(stage.audited("ArrangeAgenda").await, 2);
        let proposal = meetings::arrange(&secretary, form("item.next.proposal1", "up", 3)).await;
        assert!(matches!(proposal, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn a_change_becomes_the_next_version_and_shows_to_whom_it_concerns() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let unchanged = publish(&stage, &director).await;
        assert!(matches!(unchanged, Err(Error::NotNow(_))));

        let item = IncludeItem {
            id: stage.id("item.next.proposal1").to_string(),
            version: 1,
        };
        meetings::include(&director, item).await.unwrap();
        // The published version stands until the next.
        assert_eq!(lines(&agenda(&stage, "politie").await).len(), 12);
        let secretary = stage.ctx("secretaris").await;
        assert!(matches!(
            publish(&stage, &secretary).await,
            Err(Error::NotAllowed)
        ));
        assert_eq!(publish(&stage, &director).await.unwrap(), 2);

        let police = agenda(&stage, "politie").await;
        assert_eq!(lines(&police).len(), 13);
        let titles: Vec<_> = police
            .changes
            .iter()
            .map(|change| change.title.as_str())
            .collect();
        assert_eq!(titles, ["Scholing van huisartsen"]);
        assert!(agenda(&stage, "vrijwilliger").await.changes.is_empty());
        assert_eq!(stage.audited("PublishAgenda").await, 1);
    })
    .await;
}

#[tokio::test]
async fn two_who_publish_at_once_make_one_version() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let deputy = stage.ctx("plaatsvervanger").await;
        let item = IncludeItem {
            id: stage.id("item.next.proposal1").to_string(),
            version: 1,
        };
        meetings::include(&director, item).await.unwrap();
        let id = stage.id("meeting.next").to_string();
        let version = meetings::read(&director, &id).await.unwrap().head.version;
        let form = PublishAgenda { id, version };
        let both = tokio::join!(
            meetings::publish(&director, form.clone()),
            meetings::publish(&deputy, form),
        );
        let won = [&both.0, &both.1]
            .iter()
            .filter(|result| result.is_ok())
            .count();
        assert_eq!(won, 1, "{both:?}");
        assert_eq!(stage.audited("PublishAgenda").await, 1);
    })
    .await;
}

#[tokio::test]
async fn the_agenda_counts_the_actions_that_its_reader_sees() {
    on_both(async |stage: Stage| {
        let all = agenda(&stage, "regisseur").await.open_actions.unwrap();
        // Unsigned, not named, named: each as in the list of actions, where all are of this series.
        for (person, fewer) in [("om", true), ("rvdk", true), ("politie", false)] {
            let ctx = stage.ctx(person).await;
            let list = service::actions::list(&ctx, service::actions::Ask::default()).await;
            let seen = u64::try_from(list.unwrap().counts.open).unwrap();
            let told = agenda(&stage, person).await.open_actions.unwrap();
            assert_eq!(told, seen, "{person}");
            assert_eq!(told < all, fewer, "{person}: {told} of {all}");
        }
        let secretary = stage.ctx("secretaris").await;
        let bench = meetings::compose(&secretary, &stage.id("meeting.next").to_string()).await;
        assert_eq!(bench.unwrap().open_actions, all);
    })
    .await;
}

#[tokio::test]
async fn what_was_deferred_comes_back_once_and_says_so() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let bench = meetings::compose(&director, &stage.id("meeting.next").to_string())
            .await
            .unwrap();
        let back: Vec<_> = bench
            .items
            .iter()
            .filter(|item| item.deferred_on.is_some())
            .collect();
        assert_eq!(back.len(), 1);
        assert_eq!(back[0].title, "Meldroute: tweede test");
        assert!(bench.open_actions > 0);
        // It has its successor: planning another meeting brings no second one.
        let id = director.new_id();
        meetings::plan(&director, planned(&stage, id))
            .await
            .unwrap();
        let bench = meetings::compose(&director, &id.to_string()).await.unwrap();
        assert!(bench.items.iter().all(|item| item.deferred_on.is_none()));
    })
    .await;
}

#[tokio::test]
async fn a_published_agenda_verifies_line_by_line() {
    use ::entity::{agenda_version, agenda_version_item};
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
    on_both(async |stage: Stage| {
        let tx = stage.site.store.begin_read().await.unwrap();
        let meeting = stage.id("meeting.next");
        let version = agenda_version::Entity::find()
            .filter(agenda_version::Column::MeetingId.eq(meeting))
            .one(&tx)
            .await
            .unwrap()
            .unwrap();
        let mut rows = agenda_version_item::Entity::find()
            .filter(agenda_version_item::Column::VersionId.eq(version.id))
            .order_by_asc(agenda_version_item::Column::Position)
            .all(&tx)
            .await
            .unwrap();
        assert!(meetings::verify(&version, &rows));
        rows[0].minutes += 1;
        assert!(!meetings::verify(&version, &rows));
    })
    .await;
}
