//! The address at which a calendar finds somebody's meetings.

use ::entity::{calendar_feed, guest_account, meeting, person, seat};
use chrono::TimeDelta;
use domain::people::command::PausePerson;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use service::calendar::{end_feed, new_feed, own_feed, read_feed, secret};
use service::ctx::Ctx;
use service::error::Error;
use service::people::pause_person;
use service::vault::Vault;

use super::called_off;
use crate::stage::{Stage, on_both};

const ORIGIN: &str = "https://ketentafel.example";

fn vault() -> Vault {
    Vault::new([7; 32]).unwrap()
}

/// Makes an address; its secret.
async fn made(ctx: &Ctx) -> String {
    new_feed(ctx, &vault()).await.unwrap();
    secret(ctx, &vault()).await.unwrap()
}

async fn read(stage: &Stage, secret: &str) -> Option<String> {
    read_feed(&stage.site, ORIGIN, secret).await.unwrap()
}

fn holds(stage: &Stage, text: &str, meeting: &str) -> bool {
    text.contains(&format!("UID:{}@", stage.id(meeting)))
}

#[tokio::test]
async fn an_address_shows_the_meetings_at_which_somebody_sits() {
    on_both(async |stage: Stage| {
        let police = stage.ctx("politie").await;
        assert_eq!(own_feed(&police).await.unwrap(), (true, None));
        let gone = secret(&police, &vault()).await;
        assert!(matches!(gone, Err(Error::NotFound)));
        let secret = made(&police).await;
        assert_eq!(secret.len(), 64);
        let rows = calendar_feed::Entity::find().all(stage.site.store.reader());
        let rows = rows.await.unwrap();
        assert!(
            rows.iter()
                .all(|row| row.hash != secret && row.hash.len() == 64)
        );
        let text = read(&stage, &secret).await.unwrap();
        for meeting in ["meeting.next", "meeting.later"] {
            assert!(holds(&stage, &text, meeting), "{meeting}");
        }
        // The same bytes as long as nothing changed.
        assert_eq!(read(&stage, &secret).await.unwrap(), text);
        called_off(&stage, &stage.id("meeting.next").to_string()).await;
        let text = read(&stage, &secret).await.unwrap();
        assert!(!holds(&stage, &text, "meeting.next"));
        assert!(holds(&stage, &text, "meeting.later"));
        // Who has no seat in a region finds nothing of it.
        assert!(!text.contains("ATTENDEE") && !text.contains("LOCATION"));
        assert_eq!(stage.audited("NewFeed").await, 1);
    })
    .await;
}

#[tokio::test]
async fn an_address_covers_all_regions_as_far_as_somebody_sits_there() {
    on_both(async |stage: Stage| {
        let store = stage.site.store.writer();
        let adviser = stage.ctx("adviseur").await;
        let there = stage.ctx_in("adviseur", "vechtdelta").await;
        let next = meeting::Entity::find_by_id(stage.id("meeting.next"));
        let mut row = next.one(store).await.unwrap().unwrap();
        (row.id, row.region_id) = (there.new_id(), there.region().0);
        row.series_id = stage.id("series.delta");
        let uid = format!("UID:{}@", row.id);
        let row = row.into_active_model().reset_all();
        row.insert(store).await.unwrap();
        let secret = made(&adviser).await;
        let place = seat::Model {
            id: there.new_id(),
            region_id: there.region().0,
            series_id: stage.id("series.delta"),
            organisation_id: there.actor.organisation.0,
            person_id: Some(there.actor.person.0),
            meeting_id: None,
            kind: "member".to_owned(),
            ceiling: "k1".to_owned(),
            label: "Adviseur".to_owned(),
            position: 9,
        };
        let mine = seat::Column::PersonId.eq(there.actor.person.0);
        for sits in [false, true, false] {
            let gone = seat::Entity::delete_many().filter(mine.clone());
            gone.exec(store).await.unwrap();
            if sits {
                let row = place.clone().into_active_model().reset_all();
                row.insert(store).await.unwrap();
            }
            let text = read(&stage, &secret).await.unwrap();
            assert!(holds(&stage, &text, "meeting.next"));
            assert_eq!(text.contains(&uid), sits);
        }
    })
    .await;
}

#[tokio::test]
async fn an_address_ends_at_once() {
    on_both(async |stage: Stage| {
        let police = stage.ctx("politie").await;
        let first = made(&police).await;
        // A new one ends the one before.
        stage
            .site
            .clock
            .set(stage.site.clock.now() + TimeDelta::seconds(1));
        let second = made(&police).await;
        assert_ne!(first, second);
        assert_eq!(read(&stage, &first).await, None);
        assert!(read(&stage, &second).await.is_some());
        end_feed(&police).await.unwrap();
        assert_eq!(read(&stage, &second).await, None);
        stage
            .site
            .clock
            .set(stage.site.clock.now() + TimeDelta::seconds(1));
        end_feed(&police).await.unwrap();
        assert_eq!(stage.detail("EndFeed").await, "ended=0");
        for wrong in ["", "niets", &"0".repeat(64)] {
            assert_eq!(read(&stage, wrong).await, None);
        }
    })
    .await;
}

#[tokio::test]
async fn an_address_ends_with_the_account() {
    on_both(async |stage: Stage| {
        let administrator = stage.ctx("beheerder").await;
        let secret = made(&stage.ctx("politie").await).await;
        let id = stage.id("person.politie").to_string();
        let pause = PausePerson { id, version: 1 };
        pause_person(&administrator, pause).await.unwrap();
        assert_eq!(read(&stage, &secret).await, None);
        person::Entity::update_many()
            .col_expr(person::Column::Active, Expr::value(true))
            .filter(person::Column::Id.eq(stage.id("person.politie")))
            .exec(stage.site.store.writer())
            .await
            .unwrap();
        assert!(read(&stage, &secret).await.is_some());
        // A guest, at the instant at which the term ends.
        let guest = stage.ctx("vrijwilliger").await;
        let secret = made(&guest).await;
        assert!(read(&stage, &secret).await.is_some());
        guest_account::Entity::update_many()
            .col_expr(
                guest_account::Column::EndsAt,
                Expr::value(stage.site.clock.now()),
            )
            .filter(guest_account::Column::PersonId.eq(guest.actor.person.0))
            .exec(stage.site.store.writer())
            .await
            .unwrap();
        assert_eq!(read(&stage, &secret).await, None);
    })
    .await;
}

#[tokio::test]
async fn who_has_no_place_at_a_table_has_no_address() {
    on_both(async |stage: Stage| {
        for who in ["beheerder", "fg", "stuurgroep"] {
            let ctx = stage.ctx(who).await;
            assert!(!own_feed(&ctx).await.unwrap().0, "{who}");
            let done = new_feed(&ctx, &vault()).await;
            assert!(matches!(done, Err(Error::NotAllowed)), "{who}: {done:?}");
            let done = end_feed(&ctx).await;
            assert!(matches!(done, Err(Error::NotAllowed)), "{who}: {done:?}");
        }
    })
    .await;
}
