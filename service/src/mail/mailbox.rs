//! Where letters about the work go: the address of somebody at work, or that of the invitation of a
//! guest, and whether they are kept together until the next morning (`docs/domain.md#mail`).

use std::collections::{BTreeSet, HashMap};

use ::entity::{answer_link, demo_letter, guest_account, mailbox, outbox};
use domain::fault::{Code, Faults};
use domain::people::mail::{ChooseDigest, Notice, Purpose};
use domain::policy::{Facts, Operation};
use domain::text::Email;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, Set};
use uuid::Uuid;

use super::notice::BUNDLE;
use crate::audit::note;
use crate::ctx::Ctx;
use crate::error::Result;

/// What a form says for yes.
const YES: &str = "yes";
/// And for no.
const NO: &str = "no";

/// How letters reach the actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// Whether there is an address.
    pub is_known: bool,
    /// Whether they are kept together until the next morning.
    pub daily: bool,
}

/// How letters reach whoever asks.
///
/// # Errors
/// When the database does not answer.
pub async fn own(ctx: &Ctx) -> Result<Reach> {
    let tx = ctx.read().await?;
    let person = ctx.actor.person.0;
    let kept = of(&tx, person).await?;
    let known = reached(&tx, ctx.region().0, [person].into()).await?;
    Ok(Reach {
        is_known: known.contains_key(&person),
        daily: kept.is_some_and(|kept| kept.daily),
    })
}

/// Chooses whether letters come at once or once a day. What waits for the morning leaves at once for
/// who wants that.
///
/// # Errors
/// `Refused` for another word.
pub async fn choose_digest(ctx: &Ctx, command: ChooseDigest) -> Result<()> {
    let tx = ctx.write().await?;
    ctx.authorise(Operation::ChooseDigest, Facts::default())?;
    let daily = match command.daily.as_str() {
        YES => true,
        NO => false,
        word => {
            let mut faults = Faults::default();
            let code = if word.is_empty() {
                Code::Empty
            } else {
                Code::NotAChoice
            };
            faults.add("daily", code);
            return Err(faults.into());
        }
    };
    let person = ctx.actor.person.0;
    let row = mailbox::ActiveModel {
        person_id: Set(person),
        region_id: Set(ctx.region().0),
        email: Set(None),
        daily: Set(daily),
    };
    put(&tx, row, mailbox::Column::Daily).await?;
    if !daily {
        let soon = ctx.now() + BUNDLE;
        outbox::Entity::update_many()
            .col_expr(outbox::Column::DueAt, Expr::value(soon))
            .filter(outbox::Column::RegionId.eq(ctx.region().0))
            .filter(outbox::Column::ReceiverId.eq(person))
            .filter(outbox::Column::Purpose.is_in(Notice::ALL.map(Notice::word)))
            .filter(outbox::Column::DoneAt.is_null())
            .filter(outbox::Column::DueAt.gt(soon))
            .filter(outbox::Column::Attempts.eq(0))
            .exec(&*tx)
            .await?;
    }
    let detail = format!("daily={daily}");
    note(
        &tx,
        ctx,
        Operation::ChooseDigest,
        ("person", person),
        detail,
    )
    .await?;
    tx.commit().await
}

/// Reads an address that may be left out.
pub(crate) fn parse(raw: &str) -> std::result::Result<Option<Email>, Code> {
    match Email::parse(raw) {
        Ok(email) => Ok(Some(email)),
        Err(Code::Empty) => Ok(None),
        Err(code) => Err(code),
    }
}

/// Keeps where letters to somebody at work go; nothing where they have no address any more.
pub(crate) async fn keep(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    person: Uuid,
    email: Option<Email>,
) -> Result<()> {
    let row = mailbox::ActiveModel {
        person_id: Set(person),
        region_id: Set(ctx.region().0),
        email: Set(email.map(|email| email.as_str().to_owned())),
        daily: Set(false),
    };
    put(tx, row, mailbox::Column::Email).await
}

async fn put(
    tx: &DatabaseTransaction,
    row: mailbox::ActiveModel,
    changed: mailbox::Column,
) -> Result<()> {
    let mut there = OnConflict::column(mailbox::Column::PersonId);
    mailbox::Entity::insert(row)
        .on_conflict(there.update_column(changed).to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Whether somebody came by invitation.
pub(crate) async fn is_guest(tx: &DatabaseTransaction, person: Uuid) -> Result<bool> {
    let invited = guest_account::Entity::find()
        .filter(guest_account::Column::PersonId.eq(person))
        .count(tx)
        .await?;
    Ok(invited > 0)
}

/// The address of somebody at work, for who keeps it.
pub(crate) async fn email_of(tx: &DatabaseTransaction, person: Uuid) -> Result<Option<String>> {
    Ok(of(tx, person).await?.and_then(|row| row.email))
}

/// Forgets where letters went, and those that wait.
pub(crate) async fn forget(tx: &DatabaseTransaction, person: Uuid) -> Result<()> {
    mailbox::Entity::delete_by_id(person).exec(tx).await?;
    answer_link::Entity::delete_many()
        .filter(answer_link::Column::PersonId.eq(person))
        .exec(tx)
        .await?;
    demo_letter::Entity::delete_many()
        .filter(demo_letter::Column::ReceiverId.eq(person))
        .exec(tx)
        .await?;
    outbox::Entity::delete_many()
        .filter(outbox::Column::ReceiverId.eq(person))
        .exec(tx)
        .await?;
    Ok(())
}

/// Which of these people letters reach, each with whether they want them once a day.
pub(crate) async fn reached(
    tx: &DatabaseTransaction,
    region: Uuid,
    people: BTreeSet<Uuid>,
) -> Result<HashMap<Uuid, bool>> {
    let kept = mailbox::Entity::find()
        .filter(mailbox::Column::RegionId.eq(region))
        .filter(mailbox::Column::PersonId.is_in(people.clone()))
        .all(tx)
        .await?;
    let guests = guest_account::Entity::find()
        .filter(guest_account::Column::RegionId.eq(region))
        .filter(guest_account::Column::StateWord.eq("active"))
        .filter(guest_account::Column::PersonId.is_in(people))
        .all(tx)
        .await?;
    let at_work = kept.iter().filter(|row| row.email.is_some());
    let mut reached: HashMap<Uuid, bool> = at_work.map(|row| (row.person_id, row.daily)).collect();
    for person in guests.into_iter().filter_map(|row| row.person_id) {
        let daily = kept.iter().any(|row| row.person_id == person && row.daily);
        reached.insert(person, daily);
    }
    Ok(reached)
}

/// Where letters to somebody go now, and whether they want them once a day; nothing when they have no
/// address.
pub(super) async fn address(
    tx: &DatabaseTransaction,
    region: Uuid,
    person: Uuid,
) -> Result<Option<(Email, bool)>> {
    let kept = of(tx, person).await?;
    let daily = kept.as_ref().is_some_and(|row| row.daily);
    let guest = guest_account::Entity::find()
        .filter(guest_account::Column::RegionId.eq(region))
        .filter(guest_account::Column::StateWord.eq("active"))
        .filter(guest_account::Column::PersonId.eq(person))
        .one(tx)
        .await?;
    let email = guest
        .map(|row| row.email)
        .or_else(|| kept.and_then(|row| row.email));
    let email = email.and_then(|email| Email::parse(&email).ok());
    Ok(email.map(|email| (email, daily)))
}

async fn of(tx: &DatabaseTransaction, person: Uuid) -> Result<Option<mailbox::Model>> {
    Ok(mailbox::Entity::find_by_id(person).one(tx).await?)
}

/// Whether a purpose is about the work, and not a door of a guest.
pub(super) fn notice(purpose: &str) -> Option<Notice> {
    match Purpose::parse(purpose) {
        Some(Purpose::Notice(notice)) => Some(notice),
        _ => None,
    }
}
