//! Writes the letters about the work. What came within ten minutes about the same meeting goes in one
//! letter, and for who wants that all of a day; each thing is looked at as the receiver would find it
//! now, and what does not open is left out (`docs/domain.md#mail`).

use ::entity::{audit, outbox as row, person};
use domain::id::{AccountId, RegionId};
use domain::people::mail::Notice;
use domain::text::Email;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::send::Letterhead;
use super::text::{self, Written};
use super::{mailbox, sight};
use crate::calendar;
use crate::clock::mint;
use crate::ctx::{Ctx, Site};
use crate::error::Result;
use crate::identity::viewer;
use crate::outbox;

/// A letter about the work with its address, and the line of the trail that says that it left. Nothing
/// when nothing in it opens for the receiver.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn written(
    site: &Site,
    tx: &DatabaseTransaction,
    head: &Letterhead<'_>,
    row: &row::Model,
) -> Result<Option<(Email, Written, audit::Model)>> {
    let somebody = person::Entity::find_by_id(row.receiver_id)
        .filter(person::Column::RegionId.eq(row.region_id))
        .one(tx)
        .await?;
    let Some(somebody) = somebody else {
        return Ok(None);
    };
    let Some((to, daily)) = mailbox::address(tx, row.region_id, somebody.id).await? else {
        return Ok(None);
    };
    let account = AccountId(somebody.account_id);
    let Some(viewer) = viewer(site, account, RegionId(row.region_id)).await? else {
        return Ok(None);
    };
    let ctx = Ctx::new(site.clone(), viewer.actor);
    // A letter that is tried again is the same letter, also once it was given up; and what cannot wait
    // takes nothing along that makes it look as if it could.
    let alone = mailbox::notice(&row.purpose).is_some_and(Notice::leaves_at_once);
    let others = if row.attempts == 1 && row.trouble.is_none() && !alone {
        together(row, outbox::beside(tx, row, daily).await?)
    } else {
        Vec::new()
    };
    let mut opens = Vec::new();
    let read = ctx.read().await?;
    for one in std::iter::once(row).chain(&others) {
        if sight::opens(&read, &ctx, one).await? {
            opens.push(one);
        }
    }
    drop(read);
    outbox::fold(tx, &others, head.at).await?;
    let Some(said) = Said::of(&opens, daily) else {
        return Ok(None);
    };
    outbox::say(tx, row, (said.notice.word(), said.meeting, said.object)).await?;
    let link = format!("{}{}", head.origin, said.path());
    let mut written = text::write(said.notice.word(), link, head.at)?;
    if let Some(meeting) = said.meeting.filter(|_| said.notice.is_dated()) {
        let about = (meeting, written);
        written = calendar::enclose(tx, &ctx, head, (row, &to), about).await?;
    }
    Ok(Some((to, written, line(site, row, said.notice))))
}

fn is_dated(row: &row::Model) -> bool {
    mailbox::notice(&row.purpose).is_some_and(Notice::is_dated)
}

/// Which of the letters that wait go in this one: what is about the day of a meeting goes with the rest
/// about that meeting and with nothing else, because a calendar takes one entry from a letter.
fn together(row: &row::Model, mut others: Vec<row::Model>) -> Vec<row::Model> {
    let same = |it: &row::Model| it.meeting_id == row.meeting_id;
    if is_dated(row) || others.iter().any(|it| is_dated(it) && same(it)) {
        others.retain(same);
    } else {
        others.retain(|it| !is_dated(it));
    }
    others
}

/// What one letter says of several things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Said {
    notice: Notice,
    meeting: Option<Uuid>,
    object: Option<Uuid>,
}

impl Said {
    fn of(rows: &[&row::Model], daily: bool) -> Option<Self> {
        let first = rows.first()?;
        let notice = mailbox::notice(&first.purpose)?;
        let alike = rows.iter().all(|it| it.purpose == first.purpose);
        let same_meeting = rows.iter().all(|it| it.meeting_id == first.meeting_id);
        let same_object = rows.iter().all(|it| it.object_id == first.object_id);
        let meeting = first.meeting_id.filter(|_| same_meeting);
        if alike && same_meeting && (same_object || notice.is_a_list()) {
            return Some(Self {
                notice,
                meeting,
                object: first.object_id.filter(|_| same_object),
            });
        }
        Some(Self {
            notice: if rows.iter().any(|it| is_dated(it)) {
                Notice::SeveralDated
            } else if daily {
                Notice::Digest
            } else {
                Notice::Several
            },
            meeting,
            object: None,
        })
    }

    /// Where the one link leads.
    fn path(self) -> String {
        match (self.notice, self.meeting, self.object) {
            (Notice::ProposalsDue, Some(meeting), _) => format!("/overleg/{meeting}/voorstel"),
            (Notice::MinutesReady, Some(meeting), _) => format!("/overleg/{meeting}/verslag"),
            (Notice::AdviceAsked, Some(meeting), _) => format!("/overleg/{meeting}/advies"),
            (Notice::ProposalReturned, _, Some(item)) => format!("/punt/{item}"),
            (Notice::ActionAssigned, _, Some(action)) => format!("/acties/{action}"),
            (Notice::ActionAssigned, ..) => "/acties".to_owned(),
            (_, Some(meeting), _) => format!("/overleg/{meeting}"),
            _ => "/overleg".to_owned(),
        }
    }
}

fn line(site: &Site, row: &row::Model, notice: Notice) -> audit::Model {
    let now = site.clock.now();
    audit::Model {
        id: mint(now),
        region_id: Some(row.region_id),
        at: now,
        account_id: None,
        person_id: None,
        organisation_id: None,
        role: "none".to_owned(),
        action: "SendLetter".to_owned(),
        object: "person".to_owned(),
        object_id: Some(row.receiver_id),
        result: "done".to_owned(),
        origin: "house".to_owned(),
        purpose: "ketenoverleg".to_owned(),
        detail: format!("purpose={}", notice.word()),
    }
}
