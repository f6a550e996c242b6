//! Who comes: on the page, and by the link of a letter.

use ::entity::{answer_link, meeting_answer};
use domain::meetings::Answer;
use domain::people::command::PausePerson;
use sea_orm::{EntityTrait, PaginatorTrait};
use service::calendar::door;
use service::error::Error;
use service::meetings::{self, Coming};
use service::people::pause_person;

use super::{called_off, moved, to, urgent};
use crate::mail::server::{Line, Received, Server};
use crate::mail::work::{POLICE, send_all, to as letters_to};
use crate::stage::{Stage, on_both};

/// The place of the police at a meeting, as the secretary sees it.
async fn police(stage: &Stage, id: &str) -> Coming {
    let secretary = stage.ctx("secretaris").await;
    let coming = meetings::read(&secretary, id).await.unwrap().coming;
    let mut mine = coming.into_iter().filter(|place| {
        let function = place.function.as_deref().unwrap_or_default();
        function == "Taakaccenthouder politie"
    });
    mine.next().unwrap()
}

#[tokio::test]
async fn who_comes_says_so_and_who_keeps_the_table_sees_it() {
    on_both(async |stage: Stage| {
        let id = stage.id("meeting.next").to_string();
        let ctx = stage.ctx("politie").await;
        let agenda = meetings::read(&ctx, &id).await.unwrap();
        assert!(agenda.rights.answer && agenda.head.answer.is_none());
        assert!(
            agenda.coming.is_empty(),
            "who comes is no business of the table"
        );
        assert_eq!(police(&stage, &id).await.answer, None);
        let command = to(&ctx, &id).await;
        // Twice says it once, and another answer takes its place.
        meetings::accept(&ctx, command.clone()).await.unwrap();
        meetings::accept(&ctx, command.clone()).await.unwrap();
        assert_eq!(police(&stage, &id).await.answer, Some(Answer::Accepted));
        meetings::decline(&ctx, command.clone()).await.unwrap();
        let place = police(&stage, &id).await;
        assert_eq!(place.answer, Some(Answer::Declined));
        assert!(place.replaceable);
        let agenda = meetings::read(&ctx, &id).await.unwrap();
        assert_eq!(agenda.head.answer, Some(Answer::Declined));
        assert!(agenda.rights.send_deputy);
        let rows = meeting_answer::Entity::find().count(stage.site.store.reader());
        assert_eq!(rows.await.unwrap(), 1);
        assert_eq!(stage.audited("AcceptMeeting").await, 2);
        assert_eq!(stage.detail("DeclineMeeting").await, "by=page");
        // At the same time.
        let both = tokio::join!(
            meetings::accept(&ctx, command.clone()),
            meetings::accept(&ctx, command.clone()),
        );
        assert!(both.0.is_ok() && both.1.is_ok(), "{both:?}");
        let rows = meeting_answer::Entity::find().count(stage.site.store.reader());
        assert_eq!(rows.await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_guest_says_so_too_and_others_find_no_meeting() {
    on_both(async |stage: Stage| {
        let id = stage.id("meeting.next").to_string();
        let guest = stage.ctx("vrijwilliger").await;
        let command = to(&guest, &id).await;
        meetings::accept(&guest, command.clone()).await.unwrap();
        let secretary = stage.ctx("secretaris").await;
        let coming = meetings::read(&secretary, &id).await.unwrap().coming;
        let said: Vec<_> = coming.iter().filter(|it| it.answer.is_some()).collect();
        assert_eq!(said.len(), 1);
        assert!(!said[0].replaceable, "a guest is not stood in for");
        for who in ["beheerder", "stuurgroep", "fg"] {
            let ctx = stage.ctx(who).await;
            let done = meetings::accept(&ctx, command.clone()).await;
            assert!(matches!(done, Err(Error::NotFound)), "{who}: {done:?}");
        }
        let elsewhere = stage.ctx_in("regisseur_delta", "vechtdelta").await;
        let done = meetings::accept(&elsewhere, command.clone()).await;
        assert!(matches!(done, Err(Error::NotFound)), "{done:?}");
        let mut nowhere = command;
        nowhere.id = "niets".to_owned();
        let done = meetings::decline(&guest, nowhere).await;
        assert!(matches!(done, Err(Error::NotFound)), "{done:?}");
    })
    .await;
}

#[tokio::test]
async fn another_day_asks_again_and_what_is_over_asks_nothing() {
    on_both(async |stage: Stage| {
        let id = stage.id("meeting.later").to_string();
        let ctx = stage.ctx("politie").await;
        let before = to(&ctx, &id).await;
        meetings::accept(&ctx, before.clone()).await.unwrap();
        moved(&stage, &id, "2027-02-09").await;
        assert_eq!(police(&stage, &id).await.answer, None);
        let late = meetings::accept(&ctx, before).await;
        assert!(matches!(late, Err(Error::Stale(1))), "{late:?}");
        let now = to(&ctx, &id).await;
        meetings::decline(&ctx, now.clone()).await.unwrap();
        called_off(&stage, &id).await;
        let over = meetings::accept(&ctx, now).await;
        assert!(matches!(over, Err(Error::NotNow(_))), "{over:?}");
        let agenda = meetings::read(&ctx, &id).await.unwrap();
        assert!(!agenda.rights.answer);
        let past = stage.id("meeting.past3").to_string();
        let past = to(&ctx, &past).await;
        let over = meetings::accept(&ctx, past).await;
        assert!(matches!(over, Err(Error::NotNow(_))), "{over:?}");
    })
    .await;
}

/// The token in the last letter to the police that asks.
fn token(server: &Server) -> String {
    let letters = letters_to(server, POLICE);
    let link = letters.iter().rev().find_map(Received::answer);
    link.unwrap().rsplit('/').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_link_answers_and_does_nothing_else() {
    on_both(async |stage: Stage| {
        let server = Server::start(Line::Plain).await;
        let id = urgent(&stage).await;
        send_all(&stage, &server).await;
        let token = token(&server);
        assert_eq!(token.len(), 64);
        let links = answer_link::Entity::find().all(stage.site.store.reader());
        let links = links.await.unwrap();
        assert!(links.len() > 3 && links.iter().all(|link| link.id != token));
        // Whoever checks mail looks, as often as they like.
        for _ in 0..3 {
            let asked = door::look(&stage.site, &token).await.unwrap().unwrap();
            assert_eq!((asked.minutes, asked.answer), (45, None));
        }
        for answer in [Answer::Accepted, Answer::Declined, Answer::Accepted] {
            let asked = door::answer(&stage.site, &token, answer).await.unwrap();
            assert_eq!(asked.unwrap().answer, Some(answer));
            assert_eq!(police(&stage, &id).await.answer, Some(answer));
        }
        assert_eq!(stage.detail("AcceptMeeting").await, "by=letter");
        for wrong in ["", "niets", &token[..63], &"0".repeat(64)] {
            assert_eq!(door::look(&stage.site, wrong).await.unwrap(), None);
        }
    })
    .await;
}

#[tokio::test]
async fn a_link_ends_with_the_meeting_the_day_and_the_place() {
    for ending in ["begun", "moved", "off", "paused", "over"] {
        on_both(async |stage: Stage| {
            let server = Server::start(Line::Plain).await;
            let id = urgent(&stage).await;
            send_all(&stage, &server).await;
            let token = token(&server);
            assert!(door::look(&stage.site, &token).await.unwrap().is_some());
            match ending {
                "moved" => moved(&stage, &id, "2026-11-19").await,
                "off" => called_off(&stage, &id).await,
                "paused" => {
                    let pause = PausePerson {
                        id: stage.id("person.politie").to_string(),
                        version: 1,
                    };
                    let administrator = stage.ctx("beheerder").await;
                    pause_person(&administrator, pause).await.unwrap();
                }
                _ => {
                    let four = "2026-11-18T15:00:00Z".parse().unwrap();
                    stage.site.clock.set(four);
                }
            }
            assert_eq!(
                door::look(&stage.site, &token).await.unwrap(),
                None,
                "{ending}"
            );
            let done = door::answer(&stage.site, &token, Answer::Accepted).await;
            assert_eq!(done.unwrap(), None, "{ending}");
            assert_eq!(stage.audited("AcceptMeeting").await, 0);
            if ending == "over" {
                service::calendar::forget(&stage.site).await.unwrap();
                let links = answer_link::Entity::find().count(stage.site.store.reader());
                assert_eq!(links.await.unwrap(), 0);
            }
        })
        .await;
    }
}
