//! Letters that leave by mail, with a server of mail in every mood.

mod advice;
mod desk;
pub mod server;
mod urgent;
pub mod work;

use std::time::Duration;

use ::entity::outbox;
use chrono::TimeDelta;
use domain::text::Email;
use futures_util::future::join_all;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use service::guests::door;
use service::mail::smtp::{Safety, Settings, Smtp};
use service::mail::{Carrier, send_due};
use service::vault::Vault;

use crate::stage::{Stage, on_both};
use server::{AUTHORITY, Line, Mood, Server};

pub const ORIGIN: &str = "https://ketentafel.example";
const PATIENCE: Duration = Duration::from_secs(20);

fn settings(server: &Server, safety: Safety) -> Settings {
    Settings {
        host: "localhost".to_owned(),
        port: server.port,
        safety,
        login: None,
        from: Email::parse("post@ketentafel.example").unwrap(),
        authority: Some(AUTHORITY.to_vec()),
        patience: PATIENCE,
    }
}

fn carrier(settings: Settings) -> Carrier {
    Carrier::Mail(Smtp::new(settings).unwrap(), Vault::new([7; 32]).unwrap())
}

pub fn plain(server: &Server) -> Carrier {
    carrier(settings(server, Safety::PlainForTests))
}

/// The one letter that waits in the demo: an invitation.
async fn waiting(stage: &Stage) -> outbox::Model {
    let mut rows = outbox::Entity::find()
        .filter(outbox::Column::Purpose.eq("invitation"))
        .all(stage.site.store.reader())
        .await
        .unwrap();
    assert_eq!(rows.len(), 1);
    rows.remove(0)
}

pub async fn send(stage: &Stage, carrier: &Carrier) -> usize {
    send_due(&stage.site, carrier, ORIGIN).await.unwrap()
}

pub fn later(stage: &Stage, wait: TimeDelta) {
    stage.site.clock.set(stage.site.clock.now() + wait);
}

/// Whether the link of a letter opens the door of the invited.
async fn opens(stage: &Stage, link: &str) -> bool {
    let token = link.rsplit('/').next().unwrap();
    door::look(&stage.site, token).await.unwrap().is_some()
}

#[tokio::test]
async fn a_letter_leaves_by_mail_and_its_link_works() {
    on_both(async |stage: Stage| {
        let server = Server::start(Line::Plain).await;
        let row = waiting(&stage).await;
        assert_eq!(send(&stage, &plain(&server)).await, 1);
        assert_eq!(send(&stage, &plain(&server)).await, 0);
        let letters = server.letters();
        assert_eq!(letters.len(), 1);
        let letter = &letters[0];
        assert_eq!(
            letter.header("From"),
            "Ketentafel <post@ketentafel.example>"
        );
        let name = format!("<{}@ketentafel.example>", row.id);
        assert_eq!(letter.header("Message-ID"), name);
        assert_eq!(letter.header("Subject"), "Uw uitnodiging");
        assert_eq!(letter.header("Auto-Submitted"), "auto-generated");
        assert!(letter.to.contains('@'));
        assert!(opens(&stage, &letter.link()).await);
        let row = waiting(&stage).await;
        assert!(row.done_at.is_some() && row.trouble.is_none());
        assert_eq!(stage.detail("SendLetter").await, "purpose=invitation");
    })
    .await;
}

#[tokio::test]
async fn what_is_refused_for_now_is_tried_again_and_then_given_up() {
    on_both(async |stage: Stage| {
        let server = Server::start(Line::Plain).await;
        server.expect(&[Mood::Later, Mood::Closed, Mood::Later, Mood::Later]);
        server.expect(&[Mood::Later, Mood::Later]);
        let carrier = plain(&server);
        for minutes in [1, 5, 15, 60, 240] {
            assert_eq!(send(&stage, &carrier).await, 1);
            let row = waiting(&stage).await;
            let wait = TimeDelta::minutes(minutes);
            assert_eq!(row.due_at, stage.site.clock.now() + wait);
            assert!(row.failed_at.is_none() && row.done_at.is_none());
            later(&stage, wait - TimeDelta::seconds(1));
            assert_eq!(send(&stage, &carrier).await, 0);
            later(&stage, TimeDelta::seconds(1));
        }
        assert_eq!(send(&stage, &carrier).await, 1);
        let row = waiting(&stage).await;
        assert_eq!(row.failed_at, Some(stage.site.clock.now()));
        assert_eq!(
            (row.trouble.as_deref(), row.reply),
            (Some("busy"), Some(451))
        );
        let detail = stage.detail("SendLetter").await;
        assert_eq!(detail, "purpose=invitation trouble=busy");
        later(&stage, TimeDelta::days(1));
        assert_eq!(send(&stage, &carrier).await, 0);
        assert!(server.letters().is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_is_refused_for_good_is_given_up_at_once() {
    let server = Server::start(Line::Plain).await;
    for (mood, trouble, reply) in [
        (Mood::KnowsNobody, "address", 550),
        (Mood::RefusesText, "refused", 554),
    ] {
        on_both(async |stage: Stage| {
            server.expect(&[mood]);
            assert_eq!(send(&stage, &plain(&server)).await, 1);
            let row = waiting(&stage).await;
            assert!(row.failed_at.is_some(), "{mood:?}");
            assert_eq!(
                (row.trouble.as_deref(), row.reply),
                (Some(trouble), Some(reply))
            );
        })
        .await;
    }
    assert!(server.letters().is_empty());
}

#[tokio::test]
async fn a_line_that_breaks_after_the_text_brings_the_same_letter_again() {
    on_both(async |stage: Stage| {
        let server = Server::start(Line::Plain).await;
        server.expect(&[Mood::DropsAfterText]);
        let carrier = plain(&server);
        send(&stage, &carrier).await;
        assert_eq!(
            waiting(&stage).await.trouble.as_deref(),
            Some("unreachable")
        );
        assert!(opens(&stage, &server.letters()[0].link()).await);
        later(&stage, TimeDelta::minutes(1));
        send(&stage, &carrier).await;
        let letters = server.letters();
        assert_eq!(letters.len(), 2);
        assert_eq!(
            letters[0].header("Message-ID"),
            letters[1].header("Message-ID")
        );
        assert_eq!(letters[0].link(), letters[1].link());
        assert!(opens(&stage, &letters[1].link()).await);
    })
    .await;
}

#[tokio::test]
async fn a_letter_that_arrived_after_all_is_not_sent_again_once_its_link_was_used() {
    on_both(async |stage: Stage| {
        let server = Server::start(Line::Plain).await;
        server.expect(&[Mood::DropsAfterText]);
        let carrier = plain(&server);
        send(&stage, &carrier).await;
        let link = server.letters()[0].link();
        let token = link.rsplit('/').next().unwrap();
        assert!(door::accept(&stage.site, token).await.unwrap().is_some());
        later(&stage, TimeDelta::minutes(1));
        send(&stage, &carrier).await;
        assert_eq!(server.letters().len(), 1);
        assert!(waiting(&stage).await.done_at.is_some());
    })
    .await;
}

#[tokio::test]
async fn what_the_server_took_is_sent_whatever_it_does_next() {
    on_both(async |stage: Stage| {
        let server = Server::start(Line::Plain).await;
        server.expect(&[Mood::DropsAfterwards]);
        send(&stage, &plain(&server)).await;
        assert!(waiting(&stage).await.done_at.is_some());
        later(&stage, TimeDelta::days(1));
        assert_eq!(send(&stage, &plain(&server)).await, 0);
        assert_eq!(server.letters().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_server_that_falls_silent_is_not_waited_for() {
    on_both(async |stage: Stage| {
        let server = Server::start(Line::Plain).await;
        server.expect(&[Mood::Hangs]);
        let short = Settings {
            patience: Duration::from_millis(200),
            ..settings(&server, Safety::PlainForTests)
        };
        send(&stage, &carrier(short)).await;
        let row = waiting(&stage).await;
        assert_eq!(
            (row.trouble.as_deref(), row.reply),
            (Some("unreachable"), None)
        );
        later(&stage, TimeDelta::minutes(1));
        send(&stage, &plain(&server)).await;
        assert_eq!(server.letters().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_server_that_is_not_there_is_tried_again() {
    on_both(async |stage: Stage| {
        let gone = plain(&Server::start(Line::Plain).await);
        send(&stage, &gone).await;
        assert_eq!(
            waiting(&stage).await.trouble.as_deref(),
            Some("unreachable")
        );
    })
    .await;
}

#[tokio::test]
async fn of_many_nodes_one_sends() {
    on_both(async |stage: Stage| {
        let server = Server::start(Line::Plain).await;
        let carrier = plain(&server);
        let tries = (0..8).map(|_| send_due(&stage.site, &carrier, ORIGIN));
        for done in join_all(tries).await {
            done.unwrap();
        }
        assert_eq!(server.letters().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_a_node_took_with_it_another_sends_when_the_lease_is_over() {
    on_both(async |stage: Stage| {
        let server = Server::start(Line::Plain).await;
        server.expect(&[Mood::Hangs]);
        let carrier = plain(&server);
        let dies = send_due(&stage.site, &carrier, ORIGIN);
        let died = tokio::time::timeout(Duration::from_millis(500), dies).await;
        assert!(died.is_err());
        assert_eq!(send(&stage, &carrier).await, 0);
        later(&stage, TimeDelta::minutes(3) + TimeDelta::seconds(1));
        assert_eq!(send(&stage, &carrier).await, 1);
        assert_eq!(server.letters().len(), 1);
        assert_eq!(waiting(&stage).await.attempts, 2);
    })
    .await;
}

#[tokio::test]
async fn a_letter_travels_safely_or_not_at_all() {
    for (line, safety) in [
        (Line::Wrapped, Safety::Wrapped),
        (Line::StartTls, Safety::StartTls),
    ] {
        on_both(async |stage: Stage| {
            let server = Server::start(line).await;
            let login = Settings {
                login: Some(("naam".to_owned(), "woord".to_owned())),
                ..settings(&server, safety)
            };
            // Nobody vouches for the server.
            let unknown = Settings {
                authority: None,
                ..login.clone()
            };
            send(&stage, &carrier(unknown)).await;
            assert_eq!(waiting(&stage).await.trouble.as_deref(), Some("unsafe"));
            // It is another than we were told.
            let another = Settings {
                host: "127.0.0.1".to_owned(),
                ..login.clone()
            };
            later(&stage, TimeDelta::minutes(1));
            send(&stage, &carrier(another)).await;
            assert_eq!(waiting(&stage).await.trouble.as_deref(), Some("unsafe"));
            assert!(server.letters().is_empty());
            server.expect(&[Mood::LocksUp]);
            later(&stage, TimeDelta::minutes(5));
            send(&stage, &carrier(login.clone())).await;
            let row = waiting(&stage).await;
            assert_eq!(
                (row.trouble.as_deref(), row.reply),
                (Some("login"), Some(535))
            );
            later(&stage, TimeDelta::minutes(15));
            send(&stage, &carrier(login)).await;
            let letters = server.letters();
            assert_eq!(letters.len(), 1);
            assert!(letters[0].safely && letters[0].let_in);
        })
        .await;
    }
}

#[tokio::test]
async fn a_server_that_offers_no_safety_hears_nothing() {
    on_both(async |stage: Stage| {
        let server = Server::start(Line::Plain).await;
        let login = Settings {
            login: Some(("naam".to_owned(), "woord".to_owned())),
            ..settings(&server, Safety::StartTls)
        };
        send(&stage, &carrier(login)).await;
        assert_eq!(waiting(&stage).await.trouble.as_deref(), Some("unsafe"));
        assert!(server.letters().is_empty());
    })
    .await;
}
