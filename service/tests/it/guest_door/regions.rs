//! One address that is a guest in two regions: two accounts, and no way from the one into the other
//! ([decision 0018](../../../../docs/decisions/0018-one-account-per-region.md)).

use ::entity::{guest_account, outbox};
use chrono::TimeDelta;
use domain::id::AccountId;
use domain::people::guest::{GuestState, Letter};
use domain::text::Email;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Set};
use service::guests::door::{self, AtTheDoor};
use service::guests::letters::{self, Wish};
use service::identity::{self, Factor};
use uuid::Uuid;

use super::{code, enrolled, post, vault};
use crate::stage::{Stage, on_both};

const THERE: &str = "Ook gast in de andere regio";

/// Invites the same address in another region.
async fn invite_there(stage: &Stage) {
    let reader = stage.site.store.reader();
    let here = guest_account::Entity::find_by_id(stage.id("guest.screened"));
    let here = here.one(reader).await.unwrap().unwrap();
    let director = stage.ctx_in("regisseur_delta", "vechtdelta").await;
    let state = GuestState::Screened {
        at: director.now(),
        by: director.actor.person,
    };
    let there = guest_account::Model {
        id: director.new_id(),
        region_id: stage.id("region.vechtdelta"),
        series_id: stage.id("series.delta"),
        function: THERE.to_owned(),
        account_id: None,
        person_id: None,
        state_word: state.word().to_owned(),
        state: serde_json::to_string(&state).unwrap(),
        version: 1,
        ..here
    };
    let tx = stage.site.store.begin_write().await.unwrap();
    let letter = outbox::ActiveModel {
        id: Set(director.new_id()),
        region_id: Set(there.region_id),
        purpose: Set(Letter::Invitation.word().to_owned()),
        receiver_id: Set(there.id),
        meeting_id: Set(None),
        object_id: Set(None),
        at: Set(director.now()),
        due_at: Set(director.now()),
        leased_until: Set(None),
        attempts: Set(0),
        done_at: Set(None),
        failed_at: Set(None),
        trouble: Set(None),
        reply: Set(None),
    };
    there
        .into_active_model()
        .reset_all()
        .insert(&tx)
        .await
        .unwrap();
    letter.insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
}

/// Comes in by an invitation, with codes of an app; what the app was given.
async fn enrols(stage: &Stage, token: &str) -> (AtTheDoor, String) {
    let at = door::accept(&stage.site, token).await.unwrap().unwrap();
    let setup = identity::totp_begin(&vault(), at.account).unwrap();
    let now = stage.site.clock.now();
    let shown = code(&setup.typed, now);
    let step = identity::totp_proves(&vault(), at.account, &setup.shut, &shown, now);
    let factor = Factor::Totp {
        secret: setup.shut.clone(),
        step: step.unwrap().unwrap(),
    };
    door::enrol(&stage.site, at, factor).await.unwrap();
    (at, setup.typed)
}

/// The tokens of the letters that arrived since, by whom they are for.
async fn tokens(stage: &Stage, before: &[Uuid]) -> Vec<(String, String)> {
    let post = post(stage).await;
    let fresh = post
        .into_iter()
        .filter(|letter| !before.contains(&letter.id));
    fresh
        .map(|letter| {
            let token = letter.written.link.rsplit('/').next().unwrap().to_owned();
            (letter.receiver, token)
        })
        .collect()
}

#[tokio::test]
async fn no_account_is_reached_with_the_letter_or_the_factor_of_another() {
    on_both(async |stage: Stage| {
        let (here, codes_here) = enrolled(&stage).await;
        invite_there(&stage).await;
        let invitation = tokens(&stage, &[]).await;
        let invitation = invitation.iter().find(|(who, _)| who == THERE).unwrap();
        let (there, codes_there) = enrols(&stage, &invitation.1).await;
        assert_ne!(here.account, there.account);
        assert_ne!(here.region, there.region);

        let before: Vec<Uuid> = post(&stage).await.iter().map(|letter| letter.id).collect();
        let email = Email::parse("screened@post.example").unwrap();
        letters::ask(&stage.site, Wish::SignIn, &email)
            .await
            .unwrap();
        let fresh = tokens(&stage, &before).await;
        assert_eq!(fresh.len(), 2, "a letter for each");
        let now = stage.site.clock.now() + TimeDelta::minutes(2);
        stage.site.clock.set(now);
        for (who, token) in fresh {
            let series = door::leads_to(&stage.site, &token).await.unwrap().unwrap();
            let at = door::begin(&stage.site, &token).await.unwrap().unwrap();
            let (own, right, wrong) = if who == THERE {
                (there, &codes_there, &codes_here)
            } else {
                (here, &codes_here, &codes_there)
            };
            assert_eq!(at, own, "exactly the account it was asked for");
            assert_eq!(series == "KEGA Amstelrand", own == here, "{series}");
            let proves = async |account: AccountId, typed: &str| {
                let code = code(typed, now);
                let vault = vault();
                let done = identity::totp_verify(&stage.site, &vault, account, &code);
                done.await.unwrap()
            };
            assert!(!proves(at.account, wrong).await, "the factor of the other");
            assert!(proves(at.account, right).await);
            let region = door::enter(&stage.site, at.account, "totp").await.unwrap();
            assert_eq!(region, Some(own.region));
            for other in [here, there] {
                let seen = identity::viewer(&stage.site, at.account, other.region);
                assert_eq!(seen.await.unwrap().is_some(), other == own);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn what_happens_to_a_guest_in_one_region_leaves_the_other_alone() {
    on_both(async |stage: Stage| {
        let (here, _) = enrolled(&stage).await;
        invite_there(&stage).await;
        let invitation = tokens(&stage, &[]).await;
        let invitation = invitation.iter().find(|(who, _)| who == THERE).unwrap();
        let (there, _) = enrols(&stage, &invitation.1).await;
        let director = stage.ctx("regisseur").await;
        let row = guest_account::Entity::find_by_id(here.guest.0);
        let row = row.one(stage.site.store.reader()).await.unwrap().unwrap();
        let gone = domain::people::guest::GuestTold {
            id: here.guest.to_string(),
            version: row.version,
            text: "Doet hier niet meer mee.".to_owned(),
            ..Default::default()
        };
        service::guests::accounts::revoke(&director, gone)
            .await
            .unwrap();
        for (at, comes) in [(here, false), (there, true)] {
            let has = identity::factors(&stage.site, at.account).await.unwrap();
            assert_eq!(has.totp, comes);
            let let_in = door::enter(&stage.site, at.account, "totp").await.unwrap();
            assert_eq!(let_in, comes.then_some(at.region));
        }
    })
    .await;
}
