//! Sixty words put everywhere that people write; none of them comes out by a letter or a calendar.

use ::entity::{action, agenda_item, meeting, organisation, person, region, seat, series};
use chrono::TimeDelta;
use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Set};
use service::calendar::{new_feed, of_meeting, read_feed, secret};
use service::vault::Vault;

use super::{called_off, moved, urgent};
use crate::mail::ORIGIN;
use crate::mail::later;
use crate::mail::server::{Line, Server};
use crate::mail::work::{BUNDLE, publish, send_all};
use crate::stage::{Stage, on_both};

/// A word that nobody writes by chance, for one place of one row.
fn canary(number: usize) -> String {
    format!("kanarie{number:03}zq")
}

/// Puts canaries into everything that people write; how many.
async fn release(stage: &Stage) -> usize {
    let store = stage.site.store.writer();
    let mut number = 0;
    let mut next = || {
        number += 1;
        canary(number)
    };
    for row in series::Entity::find().all(store).await.unwrap() {
        let mut row = row.into_active_model();
        (row.name, row.purpose) = (Set(next()), Set(next()));
        (row.room, row.legal_basis) = (Set(next()), Set(next()));
        row.update(store).await.unwrap();
    }
    for row in region::Entity::find().all(store).await.unwrap() {
        let mut row = row.into_active_model();
        (row.name, row.slug) = (Set(next()), Set(next()));
        row.update(store).await.unwrap();
    }
    for row in organisation::Entity::find().all(store).await.unwrap() {
        let mut row = row.into_active_model();
        (row.name, row.short_name) = (Set(next()), Set(next()));
        row.update(store).await.unwrap();
    }
    for row in meeting::Entity::find().all(store).await.unwrap() {
        let mut row = row.into_active_model();
        row.room = Set(next());
        (row.moved_because, row.urgent_because) = (Set(Some(next())), Set(Some(next())));
        row.update(store).await.unwrap();
    }
    for row in person::Entity::find().all(store).await.unwrap() {
        let mut row = row.into_active_model();
        (row.name, row.function) = (Set(next()), Set(next()));
        row.update(store).await.unwrap();
    }
    for row in agenda_item::Entity::find().all(store).await.unwrap() {
        let mut row = row.into_active_model();
        (row.title, row.body) = (Set(next()), Set(next()));
        row.update(store).await.unwrap();
    }
    let (title, detail, label) = (next(), next(), next());
    let put = |word: String| -> SimpleExpr { Expr::value(word) };
    action::Entity::update_many()
        .col_expr(action::Column::Title, put(title))
        .col_expr(action::Column::Detail, put(detail))
        .exec(store)
        .await
        .unwrap();
    seat::Entity::update_many()
        .col_expr(seat::Column::Label, put(label))
        .exec(store)
        .await
        .unwrap();
    number
}

#[tokio::test]
async fn no_word_that_people_wrote_leaves_by_letter_or_calendar() {
    on_both(async |stage: Stage| {
        let server = Server::start(Line::Plain).await;
        let words = release(&stage).await;
        assert!(words >= 60, "{words}");
        let (next, after) = ("meeting.next", "meeting.later");
        publish(&stage, "20").await;
        later(&stage, BUNDLE);
        send_all(&stage, &server).await;
        let call = urgent(&stage).await;
        moved(&stage, &stage.id(after).to_string(), "2027-02-09").await;
        later(&stage, BUNDLE);
        send_all(&stage, &server).await;
        let vault = Vault::new([7; 32]).unwrap();
        let mut files = Vec::new();
        for who in ["politie", "secretaris", "vrijwilliger", "adviseur"] {
            let ctx = stage.ctx(who).await;
            new_feed(&ctx, &vault).await.unwrap();
            let secret = secret(&ctx, &vault).await.unwrap();
            files.extend(read_feed(&stage.site, ORIGIN, &secret).await.unwrap());
            for id in [stage.id(next).to_string(), stage.id(after).to_string()] {
                files.extend(of_meeting(&ctx, ORIGIN, &id).await);
            }
        }
        called_off(&stage, &call).await;
        called_off(&stage, &stage.id(after).to_string()).await;
        later(&stage, BUNDLE + TimeDelta::minutes(1));
        send_all(&stage, &server).await;
        let letters = server.letters();
        let dated = letters.iter().filter(|letter| letter.calendar().is_some());
        assert!(
            letters.len() > 30 && dated.count() > 20,
            "{}",
            letters.len()
        );
        assert!(files.len() >= 10, "{}", files.len());
        files.extend(letters.into_iter().map(|letter| letter.raw));
        for text in &files {
            let text = text.replace("\r\n ", "").replace("\n ", "").to_lowercase();
            assert!(!text.contains("kanarie"), "{text}");
            for number in 1..=words {
                assert!(!text.contains(&canary(number)), "{number} in {text}");
            }
        }
    })
    .await;
}
