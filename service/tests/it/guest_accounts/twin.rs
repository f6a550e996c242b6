//! One address, one person in a region; and who hears that somebody comes already.

use ::entity::guest_account;
use chrono::TimeDelta;
use domain::fault::Code;
use domain::id::GuestId;
use domain::people::guest::{GuestState, GuestTerm, GuestTold, RequestGuest};
use futures_util::future::join;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use service::ctx::Ctx;
use service::error::{Error, Result};
use service::guests::accounts;

use super::{row, term, wish};
use crate::stage::{Stage, on_both};

fn six_months(id: GuestId, version: i32) -> GuestTerm {
    GuestTerm {
        id: id.to_string(),
        version,
        months: "6".to_owned(),
    }
}

/// The field that was refused because somebody comes already.
fn refused<T: std::fmt::Debug>(done: Result<T>) -> String {
    match done {
        Err(Error::Refused(faults)) if faults[0].code == Code::ComesAlready => {
            faults[0].field.clone()
        }
        other => panic!("{other:?}"),
    }
}

async fn asks(stage: &Stage, who: &str, email: &str) -> (Ctx, Result<GuestId>) {
    let ctx = stage.ctx(who).await;
    let form = RequestGuest {
        email: email.to_owned(),
        ..wish(&ctx, stage)
    };
    let done = accounts::request(&ctx, form).await;
    (ctx, done)
}

#[tokio::test]
async fn a_second_request_is_told_to_who_knows_of_the_first_and_to_nobody_else() {
    on_both(async |stage: Stage| {
        let (_, first) = asks(&stage, "politie", "twee@post.example").await;
        let first = first.unwrap();
        let (_, again) = asks(&stage, "politie", "Twee@Post.example").await;
        assert_eq!(refused(again), "email");
        let (director, again) = asks(&stage, "regisseur", "twee@post.example").await;
        assert_eq!(refused(again), "email");
        // To another organisation it looks like any other request.
        let (other, second) = asks(&stage, "om", "twee@post.example").await;
        let second = second.unwrap();
        let (_, unknown) = asks(&stage, "om", "onbekend@post.example").await;
        unknown.unwrap();
        let view = accounts::account(&other, &second.to_string())
            .await
            .unwrap();
        assert_eq!(view.twin, None);

        accounts::screen(&director, six_months(first, 1))
            .await
            .unwrap();
        let view = accounts::account(&other, &second.to_string())
            .await
            .unwrap();
        assert_eq!(view.twin, None, "the sponsor hears nothing of it");
        let view = accounts::account(&director, &second.to_string())
            .await
            .unwrap();
        assert_eq!(view.twin.map(|twin| twin.id), Some(first));
        assert_eq!(
            refused(accounts::screen(&director, six_months(second, 1)).await),
            ""
        );

        let gone = GuestTold {
            id: first.to_string(),
            version: 2,
            text: "Komt voortaan namens een ander.".to_owned(),
            ..GuestTold::default()
        };
        accounts::revoke(&director, gone).await.unwrap();
        accounts::screen(&director, six_months(second, 1))
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test]
async fn of_two_that_are_let_in_at_once_one_comes() {
    on_both(async |stage: Stage| {
        let (_, one) = asks(&stage, "politie", "twee@post.example").await;
        let (_, other) = asks(&stage, "om", "twee@post.example").await;
        let director = stage.ctx("regisseur").await;
        let deputy = stage.ctx("plaatsvervanger").await;
        let done = join(
            accounts::screen(&director, six_months(one.unwrap(), 1)),
            accounts::screen(&deputy, six_months(other.unwrap(), 1)),
        );
        let (one, other) = done.await;
        assert_eq!(usize::from(one.is_ok()) + usize::from(other.is_ok()), 1);
        assert_eq!(refused(if one.is_ok() { other } else { one }), "");
        let hash = row(&stage, "guest.vrijwilliger").await.email_hash;
        let let_in = guest_account::Entity::find()
            .filter(guest_account::Column::StateWord.eq("screened"))
            .filter(guest_account::Column::EmailHash.ne(hash));
        // The other one is of the demo.
        assert_eq!(let_in.count(stage.site.store.reader()).await.unwrap(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_term_is_not_renewed_for_who_comes_by_another_account_meanwhile() {
    on_both(async |stage: Stage| {
        let ends = row(&stage, "guest.vrijwilliger").await.ends_at.unwrap();
        stage.site.clock.set(ends + TimeDelta::seconds(1));
        accounts::expire_due(&stage.site).await.unwrap();
        let (_, second) = asks(&stage, "politie", "vrijwilliger@post.example").await;
        let director = stage.ctx("regisseur").await;
        accounts::screen(&director, six_months(second.unwrap(), 1))
            .await
            .unwrap();
        let renewed = accounts::renew(&director, term(&stage, "guest.vrijwilliger", 2, "6"));
        assert_eq!(refused(renewed.await), "");
        let kept = row(&stage, "guest.vrijwilliger").await;
        assert!(!GuestState::LET_IN.contains(&kept.state_word.as_str()));
    })
    .await;
}
