//! The second factor, and who is turned away in spite of it.

use ::entity::{
    audit, demo_letter, guest_account, guest_link, link_request, outbox, session, totp,
};
use chrono::TimeDelta;
use domain::id::AccountId;
use domain::people::guest::{GuestStep, GuestTold};
use domain::text::Email;
use futures_util::future::join_all;
use sea_orm::{EntityTrait, PaginatorTrait};
use service::error::Error;
use service::guests::accounts;
use service::guests::door::{self, AtTheDoor};
use service::guests::letters::{self, Wish};
use service::identity::{self, Factor};

use super::{code, enrolled, invited, post, refused, token, vault};
use crate::stage::{Stage, on_both};

#[tokio::test]
async fn nobody_comes_in_without_a_second_factor() {
    on_both(async |stage: Stage| {
        let link = invited(&stage).await;
        let at = door::accept(&stage.site, &link).await.unwrap().unwrap();
        assert_eq!(
            door::enter(&stage.site, at.account, "totp").await.unwrap(),
            None
        );
        let region = at.region;
        let nobody = identity::viewer(&stage.site, at.account, region).await;
        assert!(nobody.unwrap().is_none());
        assert_eq!(
            session::Entity::find()
                .count(stage.site.store.reader())
                .await
                .unwrap(),
            0
        );
    })
    .await;
}

#[tokio::test]
async fn a_code_counts_once_and_five_wrong_ones_need_another_letter() {
    on_both(async |stage: Stage| {
        let (at, typed) = enrolled(&stage).await;
        let begun = stage.site.clock.now();
        let now = |seconds: i64| stage.site.clock.set(begun + TimeDelta::seconds(seconds));
        let verify = async |code: &str| {
            let done = identity::totp_verify(&stage.site, &vault(), at.account, code).await;
            done.unwrap()
        };
        let right = |seconds: i64| code(&typed, begun + TimeDelta::seconds(seconds));
        // The code that set it up was seen already.
        assert!(!verify(&right(0)).await);
        now(60);
        assert!(verify(&right(60)).await);
        assert!(!verify(&right(60)).await, "the same step twice");
        assert!(!verify(&right(30)).await, "an older step");
        now(120);
        let both = join_all([verify(&right(120)), verify(&right(120))]).await;
        assert_eq!(both.iter().filter(|done| **done).count(), 1, "two at once");
        now(300);
        for _ in 0..5 {
            assert!(!verify("000000").await);
        }
        assert!(!verify(&right(300)).await, "five were wrong");
        let email = Email::parse("screened@post.example").unwrap();
        letters::ask(&stage.site, Wish::SignIn, &email)
            .await
            .unwrap();
        let link = token(&stage, "Buurtmoeder").await;
        door::begin(&stage.site, &link).await.unwrap().unwrap();
        assert!(verify(&right(300)).await);
        assert!(!verify("").await && !verify("12345").await && !verify("1234567").await);
        let other = AccountId(stage.id("account.vrijwilliger"));
        let none = identity::totp_verify(&stage.site, &vault(), other, "123456").await;
        assert!(!none.unwrap());
    })
    .await;
}

#[tokio::test]
async fn who_is_turned_away_gets_no_letter_and_no_way_in() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let id = stage.id("guest.screened");
        let version = async || {
            let row = guest_account::Entity::find_by_id(id);
            let row = row.one(stage.site.store.reader()).await.unwrap().unwrap();
            row.version
        };
        let told = async || GuestTold {
            id: id.to_string(),
            version: version().await,
            text: "Op verzoek van de organisatie.".to_owned(),
            ..GuestTold::default()
        };
        let (at, typed) = enrolled(&stage).await;
        let email = Email::parse("screened@post.example").unwrap();
        letters::ask(&stage.site, Wish::SignIn, &email)
            .await
            .unwrap();
        let link = token(&stage, "Buurtmoeder").await;
        accounts::pause(&director, told().await).await.unwrap();
        assert_eq!(door::begin(&stage.site, &link).await.unwrap(), None);
        assert!(refused(&stage, "UseLink", "paused").await);
        assert_eq!(
            door::enter(&stage.site, at.account, "totp").await.unwrap(),
            None
        );
        letters::ask(&stage.site, Wish::SignIn, &email)
            .await
            .unwrap();
        let before = demo_letter::Entity::find()
            .count(stage.site.store.reader())
            .await
            .unwrap();
        assert_eq!(post(&stage).await.len() as u64, before);
        let back = GuestStep {
            id: id.to_string(),
            version: version().await,
        };
        accounts::resume(&director, back).await.unwrap();
        assert_eq!(
            door::enter(&stage.site, at.account, "totp").await.unwrap(),
            Some(at.region)
        );
        accounts::revoke(&director, told().await).await.unwrap();
        let later = stage.site.clock.now() + TimeDelta::seconds(60);
        stage.site.clock.set(later);
        let right = code(&typed, later);
        let none = identity::totp_verify(&stage.site, &vault(), at.account, &right).await;
        assert!(!none.unwrap(), "the factor is forgotten");
        assert_eq!(
            door::enter(&stage.site, at.account, "totp").await.unwrap(),
            None
        );
    })
    .await;
}

#[tokio::test]
async fn a_passkey_belongs_to_one_account() {
    on_both(async |stage: Stage| {
        let key = || Factor::Passkey {
            id: "aa01".to_owned(),
            credential: "{}".to_owned(),
        };
        let link = invited(&stage).await;
        let at = door::accept(&stage.site, &link).await.unwrap().unwrap();
        door::enrol(&stage.site, at, key()).await.unwrap();
        let twice = door::enrol(&stage.site, at, key()).await;
        assert!(matches!(twice, Err(Error::NotNow(_))));
        let found = identity::passkey(&stage.site, &[0xaa, 0x01]).await.unwrap();
        assert_eq!(found, Some((at.account, "{}".to_owned())));

        let again = GuestStep {
            id: stage.id("guest.invited").to_string(),
            version: 1,
        };
        accounts::invite_again(&stage.ctx("regisseur").await, again)
            .await
            .unwrap();
        let link = token(&stage, "Coördinator").await;
        let other = door::accept(&stage.site, &link).await.unwrap().unwrap();
        let stolen = door::enrol(&stage.site, other, key()).await;
        assert!(matches!(stolen, Err(Error::NotAllowed)));
        let mixed = AtTheDoor {
            account: at.account,
            ..other
        };
        let mixed = door::enrol(&stage.site, mixed, key()).await;
        assert!(matches!(mixed, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn no_token_no_secret_and_no_address_lies_where_it_should_not() {
    on_both(async |stage: Stage| {
        let link = invited(&stage).await;
        let at = door::accept(&stage.site, &link).await.unwrap().unwrap();
        let setup = identity::totp_begin(&vault(), at.account).unwrap();
        let now = stage.site.clock.now();
        let shown = code(&setup.typed, now);
        let step = identity::totp_proves(&vault(), at.account, &setup.shut, &shown, now);
        let secret = setup.shut.clone();
        let factor = Factor::Totp {
            secret,
            step: step.unwrap().unwrap(),
        };
        door::enrol(&stage.site, at, factor).await.unwrap();
        let email = Email::parse("screened@post.example").unwrap();
        letters::ask(&stage.site, Wish::SignIn, &email)
            .await
            .unwrap();
        post(&stage).await;

        let reader = stage.site.store.reader();
        let mut rows = String::new();
        macro_rules! all {
            ($($table:ident),+) => {$(
                rows.push_str(&format!("{:?}", $table::Entity::find().all(reader).await.unwrap()));
            )+};
        }
        all!(
            guest_link,
            demo_letter,
            outbox,
            link_request,
            totp,
            audit,
            session
        );
        assert!(!rows.contains(&link));
        assert!(!rows.contains(&setup.typed.replace(' ', "")));
        assert!(
            !rows.contains("post.example"),
            "an address outside its column"
        );
        let accounts = guest_account::Entity::find().all(reader).await.unwrap();
        assert!(!format!("{accounts:?}").contains(&link));
    })
    .await;
}
