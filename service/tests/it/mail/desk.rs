//! Letters for who keeps the process, and the addresses for who keeps the people.

use ::entity::mailbox;
use chrono::TimeDelta;
use domain::fault::Code;
use domain::people::command::{ChangePerson, RegisterPerson};
use domain::people::mail::{RetryLetter, Trouble};
use sea_orm::EntityTrait;
use service::error::Error;
use service::mail::{failed, retry, stuck};
use service::people::view::person as person_view;
use service::people::{change_person, register_person};

use super::server::{Line, Mood, Server};
use super::work::{POLICE, send_all, to};
use super::{later, plain, send};
use crate::meetings::faults;
use crate::stage::{Stage, on_both};

#[tokio::test]
async fn who_keeps_the_process_sees_what_failed_and_has_it_tried_again() {
    on_both(async |stage: Stage| {
        let server = Server::start(Line::Plain).await;
        let secretary = stage.ctx("secretaris").await;
        let seen = stuck(&secretary).await.unwrap();
        assert_eq!(seen.len(), 1);
        assert_eq!(seen[0].receiver, "Taakaccenthouder politie");
        assert_eq!(
            (seen[0].trouble, seen[0].reply),
            (Trouble::Address, Some(550))
        );
        assert_eq!(failed(&secretary).await.unwrap(), 1);
        let form = RetryLetter {
            id: stage.id("letter.failed").to_string(),
        };
        for not in ["politie", "beheerder", "fg", "vrijwilliger"] {
            let ctx = stage.ctx(not).await;
            assert!(matches!(stuck(&ctx).await, Err(Error::NotAllowed)), "{not}");
            let tried = retry(&ctx, form.clone()).await;
            assert!(matches!(tried, Err(Error::NotAllowed)), "{not}");
        }
        let foreign = stage.ctx_in("regisseur_delta", "vechtdelta").await;
        assert!(stuck(&foreign).await.unwrap().is_empty());
        let tried = retry(&foreign, form.clone()).await;
        assert!(matches!(tried, Err(Error::NotFound)));
        let nothing = RetryLetter { id: "x".to_owned() };
        let tried = retry(&secretary, nothing).await;
        assert!(matches!(tried, Err(Error::NotFound)));
        retry(&secretary, form.clone()).await.unwrap();
        let twice = retry(&secretary, form.clone()).await;
        assert!(matches!(twice, Err(Error::NotNow(_))));
        assert_eq!(stage.audited("RetryLetter").await, 1);
        server.expect(&[Mood::Later, Mood::Later]);
        send(&stage, &plain(&server)).await;
        let waits = stuck(&secretary).await.unwrap();
        assert!(waits.iter().all(|letter| letter.failed.is_none()));
        assert_eq!(failed(&secretary).await.unwrap(), 0);
        later(&stage, TimeDelta::minutes(1));
        send_all(&stage, &server).await;
        let letters = to(&server, POLICE);
        assert_eq!(letters.len(), 1);
        let name = format!("<{}@ketentafel.example>", form.id);
        assert_eq!(letters[0].header("Message-ID"), name);
        assert!(stuck(&secretary).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_address_is_kept_by_who_manages_people_and_shown_to_nobody_else() {
    on_both(async |stage: Stage| {
        let ctx = stage.ctx("beheerder").await;
        let fresh = ctx.new_id().to_string();
        let mut form = RegisterPerson {
            id: fresh.clone(),
            name: "Adviseur preventie".to_owned(),
            function: "Adviseur".to_owned(),
            organisation: stage.id("organisation.ggd").to_string(),
            email: "geen adres\r\nBcc: alle@werk.example".to_owned(),
        };
        let found = faults(register_person(&ctx, form.clone()).await);
        assert_eq!(found, [("email".to_owned(), Code::NotAnAddress)]);
        form.email = "Adviseur@Werk.example".to_owned();
        register_person(&ctx, form.clone()).await.unwrap();
        register_person(&ctx, form.clone()).await.unwrap();
        let other = RegisterPerson {
            email: String::new(),
            ..form
        };
        let again = register_person(&ctx, other).await;
        assert!(matches!(again, Err(Error::Replayed)));
        let view = person_view(&ctx, &fresh).await.unwrap();
        assert_eq!(
            (view.email.as_str(), view.reached),
            ("adviseur@werk.example", true)
        );
        let secretary = stage.ctx("secretaris").await;
        let view = person_view(&secretary, &fresh).await.unwrap();
        assert_eq!((view.email.as_str(), view.reached), ("", true));
        let change = ChangePerson {
            id: fresh.clone(),
            version: 1,
            name: "Adviseur preventie".to_owned(),
            function: "Adviseur".to_owned(),
            email: String::new(),
        };
        change_person(&ctx, change).await.unwrap();
        assert!(!person_view(&ctx, &fresh).await.unwrap().reached);
        // The address of a guest is that of the invitation.
        let guest = stage.id("person.vrijwilliger").to_string();
        let change = ChangePerson {
            id: guest.clone(),
            version: 1,
            name: "Vrijwilliger".to_owned(),
            function: "Vrijwilliger".to_owned(),
            email: "ander@werk.example".to_owned(),
        };
        change_person(&ctx, change).await.unwrap();
        let view = person_view(&ctx, &guest).await.unwrap();
        assert!(view.is_guest && view.reached && view.email.is_empty());
        let kept = mailbox::Entity::find_by_id(stage.id("person.vrijwilliger"));
        assert!(kept.one(stage.site.store.reader()).await.unwrap().is_none());
    })
    .await;
}
