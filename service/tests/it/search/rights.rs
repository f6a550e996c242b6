//! The same word stands in every text of every region: everybody finds what their own pages show them, and
//! nothing else.

use domain::people::Class;
use domain::search::Kind;
use service::ctx::Ctx;
use service::error::Error;
use service::search::{Hit, Target, is_for, search};
use service::{actions, covenants, meetings, roadmaps};

use super::{SEARCHED, WORD, all, ask, complete, count, run};
use crate::stage::{Stage, on_both};

/// Who searches, and in which region.
const PEOPLE: [(&str, &str); 12] = [
    ("regisseur", "amstelrand"),
    ("plaatsvervanger", "amstelrand"),
    ("secretaris", "amstelrand"),
    ("politie", "amstelrand"),
    ("om", "amstelrand"),
    ("ggd", "amstelrand"),
    ("maatschappelijk_werk", "amstelrand"),
    ("adviseur", "amstelrand"),
    ("stuurgroep", "amstelrand"),
    ("fg", "amstelrand"),
    ("regisseur_delta", "vechtdelta"),
    ("politie_delta", "vechtdelta"),
];

/// Puts the word in every text, and has the police left out of two items.
async fn plant(stage: &Stage) {
    complete(stage).await;
    for (_, table, columns) in SEARCHED {
        for column in columns {
            run(stage, &format!("UPDATE {table} SET {column} = '{WORD}'")).await;
        }
    }
    for item in ["item.next.policy1", "item.past3.policy1"] {
        exclude(stage, stage.id(item)).await;
    }
}

async fn exclude(stage: &Stage, item: uuid::Uuid) {
    use ::entity::item_relation;
    use sea_orm::{ActiveModelTrait, Set};
    let tx = stage.site.store.begin_write().await.unwrap();
    item_relation::ActiveModel {
        item_id: Set(item),
        subject_id: Set(stage.id("organisation.politie")),
        relation: Set("excluded".to_owned()),
        region_id: Set(stage.id("region.amstelrand")),
    }
    .insert(&tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

/// Whether the page of a hit shows the word to who found it.
async fn shows(ctx: &Ctx, hit: &Hit) -> bool {
    match hit.to {
        Target::Item(id) => {
            let view = meetings::item(ctx, &id.to_string()).await.unwrap();
            let content = view.content.unwrap();
            match hit.kind {
                Kind::Note => content.note == WORD,
                Kind::Decision => content.decisions.iter().any(|one| one.text == WORD),
                Kind::Paper => content.papers.iter().any(|one| one.id.0 == hit.id),
                _ => content.body == WORD && view.title == WORD,
            }
        }
        Target::Minutes(id) => {
            let view = meetings::read_minutes(ctx, &id.to_string()).await.unwrap();
            match hit.kind {
                Kind::Rectification => view.items.iter().any(|item| !item.notes.is_empty()),
                _ => view
                    .items
                    .iter()
                    .any(|item| item.id.0 == hit.id && item.text == WORD),
            }
        }
        Target::Action(id) => {
            let record = actions::read(ctx, id).await.unwrap();
            record.action.title.as_deref() == Some(WORD)
        }
        Target::Covenant(id) => covenants::read(ctx, id).await.unwrap().title == WORD,
        Target::Text(id) => {
            let view = covenants::read(ctx, id).await.unwrap();
            view.clauses.iter().any(|clause| clause.id == hit.id)
        }
        Target::Bottlenecks => {
            let mut page = 1;
            loop {
                let list = roadmaps::bottlenecks(ctx, page).await.unwrap();
                if list.rows.is_empty() {
                    return false;
                }
                if list.rows.iter().any(|row| row.id.0 == hit.id) {
                    return true;
                }
                page += 1;
            }
        }
        Target::Step(id) => roadmaps::step(ctx, &id.to_string()).await.unwrap().why == WORD,
    }
}

/// The items of all regions.
async fn items(stage: &Stage) -> Vec<uuid::Uuid> {
    use ::entity::agenda_item;
    use sea_orm::EntityTrait;
    let rows = agenda_item::Entity::find()
        .all(stage.site.store.reader())
        .await
        .unwrap();
    rows.into_iter().map(|row| row.id).collect()
}

#[tokio::test]
async fn everybody_finds_what_their_own_pages_show_and_nothing_else() {
    on_both(async |stage: Stage| {
        plant(&stage).await;
        let items = items(&stage).await;
        let mut kinds = Vec::new();
        let mut classes = Vec::new();
        for (person, region) in PEOPLE {
            let ctx = stage.ctx_in(person, region).await;
            let hits = all(&ctx, ask(WORD)).await;
            for hit in &hits {
                assert!(
                    shows(&ctx, hit).await,
                    "{person} found what no page shows: {hit:?}"
                );
                kinds.push(hit.kind);
                classes.push(hit.class);
            }
            let mut open = 0;
            for item in &items {
                let view = meetings::item(&ctx, &item.to_string()).await;
                let reads = view.is_ok_and(|view| view.content.is_some());
                let finds = hits
                    .iter()
                    .any(|hit| hit.kind == Kind::Item && hit.id == *item);
                assert_eq!(reads, finds, "{person} and item {item}");
                open += usize::from(reads);
            }
            let few = ["adviseur", "fg", "regisseur_delta", "politie_delta"];
            assert!(open > 3 || few.contains(&person), "{person} reads {open}");
        }
        for kind in Kind::ALL {
            assert!(kinds.contains(&kind), "nobody found a {kind:?}");
        }
        for class in [Class::K0, Class::K1, Class::K2, Class::K3] {
            assert!(
                classes.contains(&class),
                "nobody found anything of {class:?}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn guests_and_administrators_have_no_search() {
    on_both(async |stage: Stage| {
        for person in ["vrijwilliger", "beheerder"] {
            let ctx = stage.ctx(person).await;
            assert!(!is_for(&ctx), "{person}");
            let refused = search(&ctx, ask("overleg")).await;
            assert!(matches!(refused, Err(Error::NotAllowed)), "{person}");
        }
    })
    .await;
}

#[tokio::test]
async fn who_looks_as_somebody_else_finds_what_both_may_read() {
    on_both(async |stage: Stage| {
        plant(&stage).await;
        let director = stage.ctx("regisseur").await;
        let police = stage.ctx("politie").await;
        let key = |hit: &Hit| (hit.kind, hit.id);
        let own: Vec<_> = all(&director, ask(WORD)).await.iter().map(key).collect();
        let theirs: Vec<_> = all(&police, ask(WORD)).await.iter().map(key).collect();
        let looks = director.clone().looking_as((*police.actor).clone());
        let seen = all(&looks, ask(WORD)).await;
        assert!(!seen.is_empty());
        for hit in &seen {
            assert!(
                own.contains(&key(hit)) && theirs.contains(&key(hit)),
                "{hit:?}"
            );
            assert!(shows(&looks, hit).await, "{hit:?}");
        }
        // It is written down as done by who was there.
        let sql = "SELECT COUNT(*) FROM audit WHERE action = 'Search' AND role = 'director'";
        assert!(count(&stage, sql).await > 0);
    })
    .await;
}

#[tokio::test]
async fn what_is_found_of_a_case_is_told_to_who_brought_it_in() {
    on_both(async |stage: Stage| {
        plant(&stage).await;
        let police = stage.ctx("politie").await;
        let hits = all(&police, ask(WORD)).await;
        let case = hits
            .iter()
            .find(|hit| hit.kind == Kind::Item && hit.class == Class::K3);
        let case = case.unwrap().id;
        let told = count(
            &stage,
            "SELECT COUNT(*) FROM audit WHERE action = 'ReadMeetings' AND object = 'item' \
             AND detail LIKE '%list=search%'",
        );
        assert!(told.await > 0);
        let fg = meetings::readers(&police, &case.to_string(), 0).await;
        if let Ok(readers) = fg {
            assert!(
                readers
                    .readings
                    .iter()
                    .any(|one| one.how == meetings::How::Search)
            );
        }
    })
    .await;
}
