//! Guests who left a year ago: who they were is gone, down to the bytes of the file; what they
//! brought in stays.

use ::entity::{
    account, contribution, demo_letter, guard_answer, guest_account, guest_link, outbox, passkey,
    person, totp,
};
use chrono::{DateTime, Months, TimeDelta, Utc};
use domain::people::guest::GuestState;
use futures_util::future::join;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, Set,
};
use service::error::Error;
use service::guests::accounts;

use super::{row, term};
use crate::stage::{Engine, Stage, on_both};

/// What stands in the place of somebody.
const GONE: &str = "Gast (vertrokken)";

/// What nobody may find any more.
const SECRETS: [&str; 4] = [
    "Zilverspar-vrijwilliger",
    "zilverspar@post.example",
    "zilverspar-afdruk",
    "Zilverspar vertelt over de wijk.",
];

/// Gives a guest of the demo a name that is nowhere else, and everything that a guest leaves behind.
async fn known(stage: &Stage) {
    let tx = stage.site.store.begin_write().await.unwrap();
    let [name, email, hash, purpose] = SECRETS;
    let (guest, who) = (
        stage.id("guest.vrijwilliger"),
        stage.id("person.vrijwilliger"),
    );
    let of = stage.id("account.vrijwilliger");
    guest_account::Entity::update_many()
        .col_expr(guest_account::Column::Function, Expr::value(name))
        .col_expr(guest_account::Column::Email, Expr::value(email))
        .col_expr(guest_account::Column::EmailHash, Expr::value(hash))
        .col_expr(guest_account::Column::Purpose, Expr::value(purpose))
        .filter(guest_account::Column::Id.eq(guest))
        .exec(&tx)
        .await
        .unwrap();
    person::Entity::update_many()
        .col_expr(person::Column::Name, Expr::value(name))
        .col_expr(person::Column::Function, Expr::value(name))
        .filter(person::Column::Id.eq(who))
        .exec(&tx)
        .await
        .unwrap();
    account::Entity::update_many()
        .col_expr(account::Column::Name, Expr::value(name))
        .filter(account::Column::Id.eq(of))
        .exec(&tx)
        .await
        .unwrap();
    let (at, region) = (stage.site.clock.now(), stage.id("region.amstelrand"));
    let letter = demo_letter::ActiveModel {
        id: Set(guest),
        region_id: Set(region),
        receiver_id: Set(guest),
        letter: Set(name.to_owned()),
        at: Set(at),
    };
    letter.insert(&tx).await.unwrap();
    let link = guest_link::ActiveModel {
        id: Set(name.to_owned()),
        region_id: Set(region),
        guest_id: Set(guest),
        purpose: Set("sign_in".to_owned()),
        expires_at: Set(at),
        used_at: Set(None),
    };
    link.insert(&tx).await.unwrap();
    let key = passkey::ActiveModel {
        id: Set(name.to_owned()),
        account_id: Set(of),
        credential: Set(name.to_owned()),
        created_at: Set(at),
    };
    key.insert(&tx).await.unwrap();
    let codes = totp::ActiveModel {
        account_id: Set(of),
        secret: Set(name.to_owned()),
        last_step: Set(0),
        misses: Set(0),
        created_at: Set(at),
    };
    codes.insert(&tx).await.unwrap();
    let answer = guard_answer::ActiveModel {
        id: Set(guest),
        region_id: Set(region),
        object: Set("guest_account".to_owned()),
        object_id: Set(guest),
        kinds: Set("name".to_owned()),
        reason: Set(name.to_owned()),
        person_id: Set(stage.id("person.koepel")),
        at: Set(at),
    };
    answer.insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
}

/// Has the term of the guest end, and goes to a year later; the instant it ended.
async fn a_year_after_the_end(stage: &Stage) -> DateTime<Utc> {
    let ends = row(stage, "guest.vrijwilliger").await.ends_at.unwrap();
    stage.site.clock.set(ends);
    accounts::expire_due(&stage.site).await.unwrap();
    let year = ends.checked_add_months(Months::new(12)).unwrap();
    stage.site.clock.set(year);
    ends
}

/// How much is left of what came with a guest: letters, links, keys, codes, answers, waiting letters.
async fn left(stage: &Stage) -> [u64; 6] {
    let reader = stage.site.store.reader();
    let (guest, of) = (
        stage.id("guest.vrijwilliger"),
        stage.id("account.vrijwilliger"),
    );
    let letters = demo_letter::Entity::find().filter(demo_letter::Column::ReceiverId.eq(guest));
    let links = guest_link::Entity::find().filter(guest_link::Column::GuestId.eq(guest));
    let keys = passkey::Entity::find().filter(passkey::Column::AccountId.eq(of));
    let codes = totp::Entity::find_by_id(of);
    let answers = guard_answer::Entity::find().filter(guard_answer::Column::ObjectId.eq(guest));
    let waiting = outbox::Entity::find().filter(outbox::Column::ReceiverId.eq(guest));
    [
        letters.count(reader).await.unwrap(),
        links.count(reader).await.unwrap(),
        keys.count(reader).await.unwrap(),
        codes.count(reader).await.unwrap(),
        answers.count(reader).await.unwrap(),
        waiting.count(reader).await.unwrap(),
    ]
}

async fn forget(stage: &Stage) -> usize {
    accounts::forget_due(&stage.site).await.unwrap()
}

#[tokio::test]
async fn a_guest_is_known_for_a_year_after_the_end_and_then_no_more() {
    on_both(async |stage: Stage| {
        known(&stage).await;
        let brought = contribution::Entity::find()
            .filter(contribution::Column::PersonId.eq(stage.id("person.vrijwilliger")));
        let brought = || brought.clone().count(stage.site.store.reader());
        let contributions = brought().await.unwrap();
        assert!(contributions > 0);
        a_year_after_the_end(&stage).await;
        let year = stage.site.clock.now();
        stage.site.clock.set(year - TimeDelta::seconds(1));
        // Of the demo, who was never let in or never came is a year behind by then.
        let others = forget(&stage).await;
        assert_eq!(
            row(&stage, "guest.vrijwilliger").await.state_word,
            "expired"
        );
        assert_eq!(left(&stage).await, [1, 1, 1, 1, 1, 0]);
        stage.site.clock.set(year);
        assert_eq!(forget(&stage).await, 7 - others);
        assert_eq!(forget(&stage).await, 0);
        assert_eq!(stage.audited("ForgetGuest").await, 7);

        let gone = row(&stage, "guest.vrijwilliger").await;
        assert_eq!(gone.function, GONE);
        assert_eq!(
            (gone.state_word.as_str(), gone.idle_since),
            ("forgotten", None)
        );
        assert_eq!([gone.email, gone.email_hash, gone.purpose].concat(), "");
        assert_eq!(left(&stage).await, [0; 6]);
        assert_eq!(
            brought().await.unwrap(),
            contributions,
            "what was brought in"
        );
        let reader = stage.site.store.reader();
        let who = person::Entity::find_by_id(gone.person_id.unwrap());
        let who = who.one(reader).await.unwrap().unwrap();
        assert_eq!(
            (who.name.as_str(), who.function.as_str(), who.active),
            (GONE, GONE, false)
        );
        let of = account::Entity::find_by_id(gone.account_id.unwrap());
        let of = of.one(reader).await.unwrap().unwrap();
        assert_eq!((of.name.as_str(), of.active), (GONE, false));
    })
    .await;
}

#[tokio::test]
async fn the_pages_know_somebody_who_is_forgotten() {
    on_both(async |stage: Stage| {
        a_year_after_the_end(&stage).await;
        assert_eq!(forget(&stage).await, 7);
        let director = stage.ctx("regisseur").await;
        let list = accounts::accounts(&director, true, 0).await.unwrap();
        assert_eq!(list.accounts.len(), 8, "one was forgotten before");
        assert!(list.accounts.iter().all(|guest| guest.function == GONE));
        let now = accounts::accounts(&director, false, 0).await.unwrap();
        assert_eq!(now.accounts.len(), 0);
        let id = stage.id("guest.vrijwilliger").to_string();
        let view = accounts::account(&director, &id).await.unwrap();
        assert!(matches!(view.summary.state, GuestState::Forgotten { .. }));
        assert_eq!((view.purpose, view.summary.state.reason()), (None, None));
        assert_eq!(view.may, accounts::MayGuest::default());
        let version = row(&stage, "guest.vrijwilliger").await.version;
        let renewed = term(&stage, "guest.vrijwilliger", version, "6");
        let renewed = accounts::renew(&director, renewed).await;
        assert!(matches!(renewed, Err(Error::NotNow(_))), "{renewed:?}");
    })
    .await;
}

#[tokio::test]
async fn who_still_comes_is_not_forgotten_and_one_node_does_it() {
    on_both(async |stage: Stage| {
        a_year_after_the_end(&stage).await;
        // Somebody who was a guest, and works here now.
        person::Entity::update_many()
            .col_expr(person::Column::Active, Expr::value(true))
            .filter(person::Column::Id.eq(stage.id("person.jongere")))
            .exec(stage.site.store.writer())
            .await
            .unwrap();
        let beside = stage.site.clone();
        let (one, other) = join(
            accounts::forget_due(&stage.site),
            accounts::forget_due(&beside),
        )
        .await;
        assert_eq!(one.unwrap() + other.unwrap(), 6);
        assert_eq!(row(&stage, "guest.jongere").await.state_word, "expired");
        assert_eq!(forget(&stage).await, 0);
        assert_eq!(stage.audited("ForgetGuest").await, 6);
    })
    .await;
}

#[tokio::test]
async fn nothing_of_who_it_was_is_left_in_the_file() {
    let stage = Stage::new(Engine::Sqlite).await;
    known(&stage).await;
    let found = async || {
        let empty = "PRAGMA wal_checkpoint(TRUNCATE)";
        let writer = stage.site.store.writer();
        writer.execute_unprepared(empty).await.unwrap();
        let bytes: Vec<u8> = stage
            .files()
            .into_iter()
            .flat_map(|file| std::fs::read(file).unwrap_or_default())
            .collect();
        let is_there = |secret: &&str| {
            let secret = secret.as_bytes();
            bytes.windows(secret.len()).any(|window| window == secret)
        };
        SECRETS.into_iter().filter(is_there).collect::<Vec<_>>()
    };
    assert_eq!(found().await, SECRETS);
    a_year_after_the_end(&stage).await;
    forget(&stage).await;
    assert_eq!(found().await, [""; 0]);
}
