//! The register of decisions: what it lists is what the lists of the meetings show, for everybody.

use std::collections::BTreeSet;

use ::entity::{agenda_item, decision, meeting};
use domain::id::SeriesId;
use domain::meetings::Outcome;
use domain::meetings::command::Exclude;
use domain::people::Class;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, Set};
use service::clock::Clock;
use service::ctx::Ctx;
use service::error::Error;
use service::meetings::register::{Ask, Ended, PAGE};
use service::meetings::{self, RegisterLine, decision_register};
use uuid::Uuid;

use crate::stage::{Stage, on_both};

/// Everybody of the demo who could come by.
const EVERYBODY: [&str; 13] = [
    "regisseur",
    "secretaris",
    "politie",
    "politie_lead",
    "om",
    "ggd",
    "rvdk",
    "lindewaard",
    "vrijwilliger",
    "stuurgroep",
    "adviseur",
    "beheerder",
    "fg",
];

async fn all(ctx: &Ctx, ask: Ask) -> Vec<RegisterLine> {
    let mut lines = Vec::new();
    for page in 0.. {
        let found = decision_register(ctx, Ask { page, ..ask }).await.unwrap();
        lines.extend(found.lines);
        if !found.more {
            break;
        }
    }
    lines
}

fn ids(lines: &[RegisterLine]) -> BTreeSet<Uuid> {
    lines.iter().map(|line| line.id.0).collect()
}

/// What the decision lists of all meetings show of what took effect.
async fn lists(stage: &Stage, ctx: &Ctx) -> BTreeSet<Uuid> {
    let tx = stage.site.store.begin_read().await.unwrap();
    let meetings = meeting::Entity::find().all(&tx).await.unwrap();
    drop(tx);
    let mut ids = BTreeSet::new();
    for row in meetings {
        match meetings::live::decisions(ctx, &row.id.to_string()).await {
            Ok(list) => {
                let taken = list.decisions.into_iter();
                let taken = taken.filter(|one| one.state.outcome().is_some());
                ids.extend(taken.map(|one| one.id.0));
            }
            Err(Error::NotFound) => {}
            Err(error) => panic!("{error:?}"),
        }
    }
    ids
}

async fn change(stage: &Stage, item: &str, column: agenda_item::Column, value: &str) {
    let tx = stage.site.store.begin_write().await.unwrap();
    agenda_item::Entity::update_many()
        .col_expr(column, Expr::value(value))
        .filter(agenda_item::Column::Id.eq(stage.id(item)))
        .exec(&tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// Makes an item of each kind that does not open for everybody.
async fn canaries(stage: &Stage) {
    let class = agenda_item::Column::Class;
    change(stage, "item.past1.policy1", class, Class::K2.word()).await;
    change(stage, "item.past2.policy1", class, Class::K3.word()).await;
    change(stage, "item.past2.policy2", class, Class::K0.word()).await;
    let tx = stage.site.store.begin_write().await.unwrap();
    agenda_item::Entity::update_many()
        .col_expr(agenda_item::Column::GuestShared, Expr::value(true))
        .filter(agenda_item::Column::Id.is_in([
            stage.id("item.past2.policy3"),
            stage.id("item.past1.policy1"),
        ]))
        .exec(&tx)
        .await
        .unwrap();
    // Taken in after publishing and put off again: no agenda tells of it.
    let late = agenda_item::Entity::find_by_id(stage.id("item.past3.policy2"))
        .one(&tx)
        .await
        .unwrap()
        .unwrap();
    let mut late = late.into_active_model();
    late.id = Set(service::clock::mint(Clock::System.now()));
    let late = late.insert(&tx).await.unwrap();
    copy(&tx, stage, late.id, 40).await;
    tx.commit().await.unwrap();
    let out = Exclude {
        id: stage.id("item.past3.policy3").to_string(),
        subject: stage.id("organisation.om").to_string(),
        why: "Er is een band met een betrokkene.".to_owned(),
        ..Exclude::default()
    };
    let director = stage.ctx("regisseur").await;
    meetings::exclude(&director, out).await.unwrap();
}

/// Another decision like that on the plan of the last meeting, on an item.
async fn copy(tx: &sea_orm::DatabaseTransaction, stage: &Stage, item: Uuid, number: i32) -> Uuid {
    let like = decision::Entity::find_by_id(stage.id("decision.past3.1"))
        .one(tx)
        .await
        .unwrap()
        .unwrap();
    let mut row = like.into_active_model();
    let id = service::clock::mint(Clock::System.now());
    row.id = Set(id);
    row.item_id = Set(item);
    row.number = Set(number);
    row.insert(tx).await.unwrap();
    id
}

#[tokio::test]
async fn the_register_lists_what_the_lists_of_the_meetings_show_and_all_of_it_opens() {
    on_both(async |stage: Stage| {
        canaries(&stage).await;
        let mut counts = BTreeSet::new();
        for who in EVERYBODY {
            let ctx = stage.ctx(who).await;
            let shown = lists(&stage, &ctx).await;
            let found = match decision_register(&ctx, Ask::default()).await {
                Ok(_) => all(&ctx, Ask::default()).await,
                Err(Error::NotAllowed) => Vec::new(),
                Err(error) => panic!("{who}: {error:?}"),
            };
            assert_eq!(ids(&found), shown, "{who}");
            for line in &found {
                let item = meetings::item(&ctx, &line.item.to_string()).await;
                let content = item.unwrap().content.expect("an item that opens");
                let decided = content.decisions.iter().find(|it| it.number == line.number);
                assert_eq!(decided.unwrap().text, line.text, "{who}");
            }
            counts.insert(found.len());
        }
        assert!(counts.len() > 3, "people see different things: {counts:?}");
        let elsewhere = stage.ctx_in("regisseur_delta", "vechtdelta").await;
        let theirs = ids(&all(&elsewhere, Ask::default()).await);
        assert_eq!(theirs, lists(&stage, &elsewhere).await);
        let director = stage.ctx("regisseur").await;
        let ours = ids(&all(&director, Ask::default()).await);
        assert!(theirs.is_disjoint(&ours));
    })
    .await;
}

#[tokio::test]
async fn what_was_not_adopted_stands_there_with_why() {
    on_both(async |stage: Stage| {
        let police = stage.ctx("politie").await;
        let ended = |ended| Ask {
            ended,
            ..Ask::default()
        };
        let not = all(&police, ended(Ended::NotAdopted)).await;
        assert_eq!(not.len(), 1);
        assert_eq!(not[0].outcome, Outcome::NotAdopted);
        assert!(not[0].motivation.starts_with("De scholen vragen eerst"));
        assert!(not[0].stands.iter().any(|stand| !stand.note.is_empty()));
        let put_off = all(&police, ended(Ended::Deferred)).await;
        assert!(put_off.iter().all(|line| line.outcome == Outcome::Deferred));
        let adopted = all(&police, ended(Ended::Adopted)).await;
        let any = all(&police, Ask::default()).await;
        assert_eq!(any.len(), not.len() + put_off.len() + adopted.len());
        // From above and as a guest one reads where the parties stood, not in which words.
        let above = stage.ctx("stuurgroep").await;
        let above = all(&above, Ask::default()).await;
        assert!(!above.is_empty());
        for line in above {
            assert!(line.class <= Class::K1);
            assert!(line.stands.iter().all(|stand| stand.note.is_empty()));
        }
    })
    .await;
}

#[tokio::test]
async fn the_register_goes_page_by_page_and_narrows() {
    on_both(async |stage: Stage| {
        let tx = stage.site.store.begin_write().await.unwrap();
        for number in 100..140 {
            copy(&tx, &stage, stage.id("item.past3.policy1"), number).await;
        }
        tx.commit().await.unwrap();
        let police = stage.ctx("politie").await;
        let first = decision_register(&police, Ask::default()).await.unwrap();
        assert_eq!(first.lines.len(), PAGE as usize);
        assert!(first.more);
        let lines = all(&police, Ask::default()).await;
        assert_eq!(ids(&lines).len(), lines.len(), "nothing stands there twice");
        assert!(lines.is_sorted_by_key(|line| std::cmp::Reverse(line.starts_at)));
        let far = Ask {
            page: 100_000,
            ..Ask::default()
        };
        let far = decision_register(&police, far).await.unwrap();
        assert!(far.lines.is_empty() && !far.more);

        let year = |year| Ask {
            year: Some(year),
            ..Ask::default()
        };
        let of_2026 = all(&police, year(2026)).await.len();
        let before = lines.len() - of_2026;
        assert!(of_2026 >= 40);
        assert_eq!(all(&police, year(2025)).await.len(), before);
        assert!(all(&police, year(1999)).await.len() == lines.len());
        let kega = Ask {
            series: Some(SeriesId(stage.id("series.kega"))),
            ..Ask::default()
        };
        assert_eq!(all(&police, kega).await.len(), lines.len());
        // A table of elsewhere is one that does not exist.
        for series in [stage.id("series.delta"), Uuid::nil()] {
            let ask = Ask {
                series: Some(SeriesId(series)),
                ..Ask::default()
            };
            let refused = decision_register(&police, ask).await;
            assert!(matches!(refused, Err(Error::NotFound)));
        }
    })
    .await;
}

#[tokio::test]
async fn reading_a_confidential_decision_in_the_register_is_told_to_who_brought_it_in() {
    on_both(async |stage: Stage| {
        let case = stage.id("item.past3.case1").to_string();
        let police = stage.ctx("politie").await;
        let before = meetings::readers(&police, &case, 0).await.unwrap();
        assert!(before.readings.is_empty());
        let om = stage.ctx("om").await;
        let lines = all(&om, Ask::default()).await;
        assert!(lines.iter().all(|line| line.item.to_string() != case));
        all(&police, Ask::default()).await;
        let after = meetings::readers(&police, &case, 0).await.unwrap();
        let ways: Vec<_> = after.readings.iter().map(|reading| reading.how).collect();
        assert_eq!(ways, [meetings::How::Decisions]);
    })
    .await;
}
