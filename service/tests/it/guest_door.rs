//! The door of a guest: letters, links that count once, and the second factor.

mod factors;
mod regions;

use std::sync::atomic::{AtomicUsize, Ordering};

use ::entity::{audit, link_request, outbox};
use chrono::TimeDelta;
use domain::people::guest::{GuestStep, GuestTold, INVITATION_LASTS, LINK_LASTS};
use domain::text::Email;
use futures_util::future::join_all;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use service::error::Error;
use service::guests::accounts;
use service::guests::door::{self, AtTheDoor};
use service::guests::letters::{self, Wish};
use service::identity::{self, Factor};
use service::mail::{self, Carrier};
use service::vault::Vault;

use crate::stage::{Stage, on_both};

const ORIGIN: &str = "https://ketentafel.example";

fn vault() -> Vault {
    Vault::new([7; 32]).unwrap()
}

async fn post(stage: &Stage) -> Vec<mail::Delivered> {
    let carrier = Carrier::DemoPost(vault());
    // Letters of one instant would lie in no order.
    let later = stage.site.clock.now() + TimeDelta::milliseconds(1);
    stage.site.clock.set(later);
    letters::answer_due(&stage.site).await.unwrap();
    mail::send_due(&stage.site, &carrier, ORIGIN).await.unwrap();
    mail::post(&stage.site, &vault()).await.unwrap()
}

/// The token in the last letter to somebody.
async fn token(stage: &Stage, receiver: &str) -> String {
    let post = post(stage).await;
    let letter = post.iter().find(|it| it.receiver.starts_with(receiver));
    let link = letter.expect("no letter").written.link.clone();
    link.rsplit('/').next().unwrap().to_owned()
}

async fn invited(stage: &Stage) -> String {
    token(stage, "Buurtmoeder").await
}

/// A code that is right now.
fn code(typed: &str, at: chrono::DateTime<chrono::Utc>) -> String {
    use totp_rs::{Builder, Secret};
    let secret = Secret::try_from_base32(typed.replace(' ', "")).unwrap();
    let totp = Builder::new().with_secret(secret).build().unwrap();
    totp.generate(u64::try_from(at.timestamp()).unwrap())
        .to_string()
}

/// A guest with codes of an app, and what the app shows.
async fn enrolled(stage: &Stage) -> (AtTheDoor, String) {
    let at = door::accept(&stage.site, &invited(stage).await)
        .await
        .unwrap()
        .expect("the invitation works");
    let setup = identity::totp_begin(&vault(), at.account).unwrap();
    let now = stage.site.clock.now();
    let shown = code(&setup.typed, now);
    let step = identity::totp_proves(&vault(), at.account, &setup.shut, &shown, now);
    let step = step.unwrap().expect("the code is right");
    let factor = Factor::Totp {
        secret: setup.shut.clone(),
        step,
    };
    door::enrol(&stage.site, at, factor).await.unwrap();
    (at, setup.typed)
}

/// Whether the trail holds that this was refused, and why.
async fn refused(stage: &Stage, action: &str, why: &str) -> bool {
    let rows = audit::Entity::find()
        .filter(audit::Column::Action.eq(action))
        .filter(audit::Column::Result.eq("refused"))
        .filter(audit::Column::Detail.eq(format!("why={why}")));
    rows.count(stage.site.store.reader()).await.unwrap() > 0
}

/// How many links are tried: one in `make test`, fifty in `make verify`.
fn links() -> usize {
    std::env::var("KETENTAFEL_LINKS").map_or(1, |said| said.parse().unwrap())
}

#[tokio::test]
async fn two_hundred_at_once_use_a_link_once() {
    let admitted = AtomicUsize::new(0);
    for _ in 0..links() {
        on_both(async |stage: Stage| {
            let token = invited(&stage).await;
            let tries = (0..200).map(|_| door::accept(&stage.site, &token));
            let done = join_all(tries).await;
            let mut here = 0;
            for one in done {
                match one {
                    Ok(Some(_)) => here += 1,
                    Ok(None) => {}
                    // Who could not get at the database in time got nothing either.
                    Err(error) => assert!(matches!(error, Error::Unavailable(_)), "{error:?}"),
                }
            }
            assert_eq!(here, 1);
            admitted.fetch_add(here, Ordering::Relaxed);
        })
        .await;
    }
    let admitted = admitted.into_inner();
    println!(
        "{} links on each engine at hand: {admitted} admitted",
        links()
    );
}

#[tokio::test]
async fn an_invitation_counts_for_seventy_two_hours() {
    on_both(async |stage: Stage| {
        let token = invited(&stage).await;
        let sent = stage.site.clock.now();
        stage
            .site
            .clock
            .set(sent + INVITATION_LASTS + TimeDelta::seconds(1));
        assert_eq!(door::look(&stage.site, &token).await.unwrap(), None);
        assert_eq!(door::accept(&stage.site, &token).await.unwrap(), None);
        assert!(refused(&stage, "AcceptInvitation", "late").await);
        stage
            .site
            .clock
            .set(sent + INVITATION_LASTS - TimeDelta::seconds(1));
        // Looking burns nothing.
        for _ in 0..3 {
            assert!(door::look(&stage.site, &token).await.unwrap().is_some());
        }
        assert!(door::accept(&stage.site, &token).await.unwrap().is_some());
        assert_eq!(door::accept(&stage.site, &token).await.unwrap(), None);
        assert!(refused(&stage, "AcceptInvitation", "used").await);
        assert_eq!(door::accept(&stage.site, "0000").await.unwrap(), None);
        assert!(refused(&stage, "AcceptInvitation", "unknown").await);
    })
    .await;
}

#[tokio::test]
async fn a_link_to_sign_in_counts_for_ten_minutes() {
    on_both(async |stage: Stage| {
        enrolled(&stage).await;
        let email = Email::parse("screened@post.example").unwrap();
        let ask = async || {
            letters::ask(&stage.site, Wish::SignIn, &email)
                .await
                .unwrap();
        };
        ask().await;
        let token = token(&stage, "Buurtmoeder").await;
        let sent = stage.site.clock.now();
        stage
            .site
            .clock
            .set(sent + LINK_LASTS + TimeDelta::seconds(1));
        assert_eq!(door::leads_to(&stage.site, &token).await.unwrap(), None);
        assert_eq!(door::begin(&stage.site, &token).await.unwrap(), None);
        stage
            .site
            .clock
            .set(sent + LINK_LASTS - TimeDelta::seconds(1));
        assert!(door::leads_to(&stage.site, &token).await.unwrap().is_some());
        // An invitation is no link to sign in with, nor the other way round.
        assert_eq!(door::accept(&stage.site, &token).await.unwrap(), None);
        assert!(door::begin(&stage.site, &token).await.unwrap().is_some());
        assert_eq!(door::begin(&stage.site, &token).await.unwrap(), None);
        assert!(refused(&stage, "UseLink", "used").await);
    })
    .await;
}

#[tokio::test]
async fn five_letters_go_to_an_address_in_an_hour_and_none_to_a_stranger() {
    on_both(async |stage: Stage| {
        enrolled(&stage).await;
        let known = Email::parse("screened@post.example").unwrap();
        let unknown = Email::parse("niemand@post.example").unwrap();
        let letters_to = async || {
            let post = post(&stage).await;
            post.iter()
                .filter(|it| it.written.link.contains("brief"))
                .count()
        };
        for _ in 0..7 {
            letters::ask(&stage.site, Wish::SignIn, &known)
                .await
                .unwrap();
            letters::ask(&stage.site, Wish::SignIn, &unknown)
                .await
                .unwrap();
            let later = stage.site.clock.now() + TimeDelta::seconds(1);
            stage.site.clock.set(later);
        }
        assert_eq!(letters_to().await, 5);
        assert!(refused(&stage, "AskLink", "too_many").await);
        letters::forget(&stage.site).await.unwrap();
        let hour = stage.site.clock.now() + TimeDelta::hours(1);
        stage.site.clock.set(hour);
        letters::forget(&stage.site).await.unwrap();
        let rows = link_request::Entity::find().count(stage.site.store.reader());
        assert_eq!(rows.await.unwrap(), 0);
        letters::ask(&stage.site, Wish::SignIn, &known)
            .await
            .unwrap();
        assert_eq!(letters_to().await, 6);
    })
    .await;
}

#[tokio::test]
async fn a_revoked_request_gets_no_letter() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let form = GuestTold {
            id: stage.id("guest.screened").to_string(),
            version: 1,
            text: "De aanvraag is ingetrokken.".to_owned(),
            ..GuestTold::default()
        };
        accounts::revoke(&director, form).await.unwrap();
        assert!(post(&stage).await.is_empty());
        let waiting = outbox::Entity::find()
            .all(stage.site.store.reader())
            .await
            .unwrap();
        let waits = |row: &outbox::Model| row.done_at.is_none() && row.failed_at.is_none();
        assert!(!waiting.iter().any(waits));
    })
    .await;
}

#[tokio::test]
async fn another_invitation_ends_the_first() {
    on_both(async |stage: Stage| {
        let first = invited(&stage).await;
        let again = GuestStep {
            id: stage.id("guest.screened").to_string(),
            version: 2,
        };
        accounts::invite_again(&stage.ctx("regisseur").await, again)
            .await
            .unwrap();
        assert_eq!(door::accept(&stage.site, &first).await.unwrap(), None);
        let second = invited(&stage).await;
        assert_ne!(first, second);
        assert!(door::accept(&stage.site, &second).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn a_lost_factor_is_asked_for_by_address_and_shows_on_the_account() {
    on_both(async |stage: Stage| {
        let email = Email::parse("vrijwilliger@post.example").unwrap();
        letters::ask(&stage.site, Wish::Recovery, &email)
            .await
            .unwrap();
        let stranger = Email::parse("niemand@post.example").unwrap();
        letters::ask(&stage.site, Wish::Recovery, &stranger)
            .await
            .unwrap();
        assert!(
            post(&stage)
                .await
                .iter()
                .all(|it| it.receiver.starts_with("Buurtmoeder"))
        );
        let id = stage.id("guest.vrijwilliger").to_string();
        let sponsor = stage.ctx("koepel").await;
        let view = accounts::account(&sponsor, &id).await.unwrap();
        assert!(view.may.confirm);
    })
    .await;
}

#[tokio::test]
async fn a_newer_invitation_puts_out_who_came_by_an_older_one() {
    on_both(async |stage| {
        let director = stage.ctx("regisseur").await;
        let first = invited(&stage).await;
        let again = async || {
            let id = stage.id("guest.screened").to_string();
            let version = accounts::account(&director, &id).await.unwrap().version;
            let step = GuestStep { id, version };
            accounts::invite_again(&director, step).await.unwrap();
        };
        again().await;
        let second = invited(&stage).await;
        assert_ne!(first, second);
        let no = door::accept(&stage.site, &first).await.unwrap();
        assert!(no.is_none(), "the newest letter counts");
        let early = door::accept(&stage.site, &second).await.unwrap().unwrap();
        let late = stage.site.clock.now() + TimeDelta::minutes(1);
        stage.site.clock.set(late);
        again().await;
        let third = invited(&stage).await;
        let at = door::accept(&stage.site, &third).await.unwrap().unwrap();
        let factor = || Factor::Totp {
            secret: identity::totp_begin(&vault(), at.account).unwrap().shut,
            step: 1,
        };
        let no = door::enrol(&stage.site, early, factor()).await;
        assert!(matches!(no, Err(Error::NotFound)), "{no:?}");
        door::enrol(&stage.site, at, factor()).await.unwrap();
    })
    .await;
}
