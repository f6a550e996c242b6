//! The certificate: what was destroyed, on which ground, on whose advice and by whose decision. It says
//! nothing of what was in it. Its hash stands in the trail, which shows every change.

use std::collections::BTreeMap;

use ::entity::{audit, destruction, destruction_line, person, series};
use chrono::{DateTime, NaiveDate, Utc};
use domain::id::ItemId;
use domain::policy::Operation;
use domain::retention::{DestructionState, Hand, MOST, TERM};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::clocks::Tracked;
use super::destroy::Counts;
use crate::error::{Error, Result};
use crate::meetings::freeze::sha256;
use crate::people;

/// An item that was destroyed, by all that is left of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gone {
    /// Which one.
    pub item: ItemId,
    /// The day of its meeting.
    pub meeting_on: Option<NaiveDate>,
    /// Where it stood on the agenda, counted from 1.
    pub place: Option<i32>,
    /// When it was last discussed, or proposed where it never was.
    pub last_on: NaiveDate,
    /// When it was due.
    pub due_on: NaiveDate,
    /// Until when that was put off.
    pub extended: Option<NaiveDate>,
    /// The hashes over its lines in agendas and minutes.
    pub hashes: Vec<String>,
}

impl Gone {
    pub(super) fn of(line: &destruction_line::Model, one: &Tracked, hashes: Vec<String>) -> Self {
        Self {
            item: ItemId(one.item),
            meeting_on: one.meeting_on,
            place: line.place,
            last_on: one.clock.last,
            due_on: one.clock.due_on(),
            extended: one.clock.extended,
            hashes,
        }
    }
}

/// Somebody at work, on the day it was written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// The function.
    pub function: String,
    /// The organisation.
    pub organisation: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// What is left of what was destroyed together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// The list.
    pub id: Uuid,
    /// The table.
    pub series: String,
    /// The term in months, and how far it can be put off.
    pub term: (u32, u32),
    /// When it was proposed.
    pub proposed_at: DateTime<Utc>,
    /// What the officer advised.
    pub opinion: String,
    /// In the words of the officer.
    pub advice: String,
    /// Who advised.
    pub advised: Signed,
    /// What who directs said to that.
    pub answer: Option<String>,
    /// Who decided.
    pub decided: Signed,
    /// Who confirmed; then it was destroyed.
    pub confirmed: Signed,
    /// What was destroyed.
    pub items: Vec<Gone>,
    /// How many rows went, by table.
    pub counts: BTreeMap<String, u64>,
}

/// What a certificate is made of.
pub(super) struct Parts<'a> {
    pub list: &'a destruction::Model,
    pub table: &'a series::Model,
    pub state: &'a DestructionState,
    pub gone: Vec<Gone>,
    pub counts: Counts,
}

/// Writes the certificate; answers its mark.
pub(super) async fn write(tx: &DatabaseTransaction, parts: Parts<'_>) -> Result<String> {
    let list = parts.list;
    let DestructionState::Decided {
        advised, at: on, ..
    } = crate::stored::state(&list.state)?
    else {
        return Err(Error::broken("a certificate before the decision"));
    };
    let DestructionState::Destroyed {
        decided,
        confirmed,
        at,
    } = parts.state
    else {
        return Err(Error::broken("a certificate of nothing"));
    };
    let certificate = Certificate {
        id: list.id,
        series: parts.table.name.clone(),
        term: (TERM, MOST),
        proposed_at: list.proposed_at,
        opinion: list.opinion.clone().unwrap_or_default(),
        advice: list.advice.clone().unwrap_or_default(),
        advised: signed(tx, advised, list.advised_at.unwrap_or_default()).await?,
        answer: list.answer.clone(),
        decided: signed(tx, *decided, on).await?,
        confirmed: signed(tx, *confirmed, *at).await?,
        items: parts.gone,
        counts: parts.counts,
    };
    let text = serde_json::to_string(&certificate)?;
    let mark = mark(&text);
    destruction::Entity::update_many()
        .col_expr(destruction::Column::Certificate, Expr::value(text))
        .col_expr(destruction::Column::Mark, Expr::value(mark.as_str()))
        .filter(destruction::Column::Id.eq(list.id))
        .exec(tx)
        .await?;
    Ok(mark)
}

/// The hash over a certificate.
fn mark(text: &str) -> String {
    sha256(&format!("destruction/1\n{text}"))
}

/// The certificate of a list, and whether it is what was written: by its mark, and by the one in the trail.
/// Nothing before anything was destroyed.
pub(super) async fn read(
    tx: &DatabaseTransaction,
    list: &destruction::Model,
) -> Result<Option<(Certificate, bool)>> {
    let (Some(text), Some(kept)) = (&list.certificate, &list.mark) else {
        return Ok(None);
    };
    let told = audit::Entity::find()
        .filter(audit::Column::RegionId.eq(list.region_id))
        .filter(audit::Column::ObjectId.eq(list.id))
        .filter(audit::Column::Action.eq(format!("{:?}", Operation::ConfirmDestruction)))
        .all(tx)
        .await?;
    let word = format!("certificate={kept}");
    let told = told
        .iter()
        .any(|row| row.detail.split(' ').any(|part| part == word));
    let whole = told && mark(text) == *kept;
    Ok(Some((serde_json::from_str(text)?, whole)))
}

async fn signed(tx: &DatabaseTransaction, by: Hand, at: DateTime<Utc>) -> Result<Signed> {
    let row = person::Entity::find_by_id(by.person.0).one(tx).await?;
    let Some(row) = row else {
        return Ok(Signed {
            at,
            ..Signed::default()
        });
    };
    let names = people::names(tx, [row.organisation_id]).await?;
    let organisation = names.get(&row.organisation_id);
    Ok(Signed {
        function: row.function,
        organisation: organisation.map(|it| it.name.clone()).unwrap_or_default(),
        at,
    })
}
