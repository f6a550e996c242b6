//! Asking an organisation at the table for advice.

use ::entity::{agenda_item, meeting, party_advice};
use chrono::NaiveDate;
use domain::fault::{Code, Faults};
use domain::guard::Known;
use domain::id::{ItemId, MeetingId};
use domain::meetings::party_advice::{advice_due, proposed_days};
use domain::meetings::party_advice_command::AskPartyAdvice;
use domain::meetings::{ItemKind, PartyAdviceState};
use domain::people::mail::Notice;
use domain::policy::Operation;
use domain::text::{AdviceQuestion, Screen};
use sea_orm::{ActiveModelTrait, DatabaseTransaction, EntityTrait, QuerySelect, Set};
use std::collections::BTreeSet;
use uuid::Uuid;

use super::people::advisers;
use super::{look_again, meeting_of, open_for_advice, rows, sight};
use crate::audit;
use crate::clock::local_date;
use crate::ctx::{Ctx, Write};
use crate::error::{Error, Result, gather};
use crate::mail::notice::{About, put};
use crate::meetings::item::ItemView;
use crate::people::names;
use crate::{replay, screen, stored};

/// The page on which advice is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asking {
    /// The item.
    pub view: ItemView,
    /// Whether it is a case, which the guard reads more strictly.
    pub is_case: bool,
    /// The organisations that can be asked.
    pub choices: Vec<(Uuid, String)>,
    /// The term that is proposed, in working days.
    pub days: u32,
    /// A fresh id for the asking.
    pub fresh: Uuid,
    /// What the guard lets pass.
    pub known: Known,
}

/// The page on which who may ask does so.
///
/// # Errors
/// [`Error::NotNow`] for an item on which no advice can be asked now; [`Error::DoorShut`] for who may not
/// read it; [`Error::NotAllowed`], [`Error::NotFound`].
pub async fn asking(ctx: &Ctx, id: &str) -> Result<Asking> {
    let view = crate::meetings::item(ctx, id).await?;
    let tx = ctx.read().await?;
    let (item, meeting) = at_item(&tx, ctx, id).await?;
    let asked = of_item(&tx, &item).await?;
    let mut able = advisers(&tx, ctx, &item, None).await?;
    able.retain(|organisation, people| {
        !people.is_empty() && is_other(ctx, &item, *organisation) && !asked.contains(organisation)
    });
    let mut choices: Vec<(Uuid, String)> = names(&tx, able.into_keys())
        .await?
        .into_iter()
        .map(|(id, organisation)| (id, organisation.name))
        .collect();
    choices.sort_by(|a, b| a.1.cmp(&b.1));
    let known = screen::known(&tx, ctx).await?;
    Ok(Asking {
        is_case: view.kind == ItemKind::Case,
        view,
        choices,
        days: proposed_days(ctx.today(), local_date(meeting.starts_at)),
        fresh: ctx.new_id(),
        known,
    })
}

/// What was typed, once it is found fit.
struct Fit {
    organisation: Uuid,
    /// The people who get a letter.
    people: BTreeSet<Uuid>,
    question: String,
    due: NaiveDate,
}

/// Asks an organisation at the table for advice on an item, for the own organisation; who could give it
/// gets a letter. Sent twice it is asked once.
///
/// # Errors
/// `Refused` for an organisation for which the item does not open or that was asked already, a term that
/// does not end before the meeting, and by the guard; `NotNow` unless the item is ahead at a meeting that
/// collects or was published; `DoorShut` for who may not read it; `Replayed` for another question under
/// an id that was used; `NotAllowed`, `NotFound`.
pub async fn ask_party_advice(ctx: &Ctx, command: AskPartyAdvice) -> Result<MeetingId> {
    let mut tx = ctx.write().await?;
    let id = Uuid::try_parse(&command.id).map_err(|_| Error::NotFound)?;
    let (item, meeting) = at_item(&tx, ctx, &command.item).await?;
    // Who asks on the same item at the same time waits here.
    agenda_item::Entity::find_by_id(item.id)
        .lock_exclusive()
        .one(&*tx)
        .await?;
    if let Some(known) = party_advice::Entity::find_by_id(id).one(&*tx).await? {
        // An id that belongs to something else was never minted for this form.
        if known.item_id != item.id || known.asked_by != ctx.actor.person.0 {
            return Err(Error::NotFound);
        }
        let kept = (known.organisation_id.to_string(), known.question);
        let question = command.question.replace("\r\n", "\n").trim().to_owned();
        replay::same(kept, (command.organisation, question))?;
        return Ok(MeetingId(meeting.id));
    }
    let fit = judge(&tx, ctx, (&item, &meeting), &command).await?;
    let state = PartyAdviceState::Asked;
    let row = party_advice::ActiveModel {
        id: Set(id),
        region_id: Set(ctx.region().0),
        meeting_id: Set(meeting.id),
        item_id: Set(item.id),
        organisation_id: Set(fit.organisation),
        asker_id: Set(ctx.actor.organisation.0),
        asked_by: Set(ctx.actor.person.0),
        question: Set(fit.question),
        due_on: Set(fit.due),
        state_word: Set(state.word().to_owned()),
        state: Set(stored::json(&state)?),
        text: Set(None),
        version: Set(1),
        created_at: Set(ctx.now()),
        updated_at: Set(ctx.now()),
    };
    row.insert(&*tx).await?;
    let operation = Operation::AskPartyAdvice;
    let detail = format!(
        "advice={id} organisation={} due={}",
        fit.organisation, fit.due
    );
    audit::note(&tx, ctx, operation, ("item", item.id), detail).await?;
    let about = About {
        meeting: Some(meeting.id),
        object: Some(item.id),
    };
    put(&tx, ctx, (Notice::AdviceAsked, about), fit.people).await?;
    let meeting = look_again(&mut tx, meeting.id);
    tx.commit().await?;
    Ok(meeting)
}

/// The item and its meeting, if the actor reads it and may ask for advice on it now.
async fn at_item(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    id: &str,
) -> Result<(agenda_item::Model, meeting::Model)> {
    let id: ItemId = id.parse().map_err(|_| Error::NotFound)?;
    let (item, readable) = rows::item_read(tx, ctx, &id.to_string()).await?;
    ctx.authorise(Operation::AskPartyAdvice, rows::facts(&item))?;
    if !readable {
        return Err(Error::DoorShut);
    }
    let (meeting, state) = meeting_of(tx, ctx, &item).await?;
    open_for_advice(&item, &state, "ask_party_advice")?;
    Ok((item, meeting))
}

/// The organisations that were asked, and not unasked.
async fn of_item(tx: &DatabaseTransaction, item: &agenda_item::Model) -> Result<BTreeSet<Uuid>> {
    let rows = sight::standing(tx, item.region_id, item.id).await?;
    Ok(rows.into_iter().map(|row| row.organisation_id).collect())
}

/// Nobody asks the own organisation, nor who brought the item in.
fn is_other(ctx: &Ctx, item: &agenda_item::Model, organisation: Uuid) -> bool {
    organisation != ctx.actor.organisation.0 && organisation != item.organisation_id
}

async fn judge(
    tx: &Write,
    ctx: &Ctx,
    (item, meeting): (&agenda_item::Model, &meeting::Model),
    command: &AskPartyAdvice,
) -> Result<Fit> {
    let mut faults = Faults::default();
    let chosen = organisation(tx, ctx, item, &command.organisation).await?;
    let chosen = faults.keep("organisation", chosen);
    let question = question(tx, ctx, item, command).await;
    let question = gather(&mut faults, question)?;
    let days = match command.days.trim() {
        "" => Err(Code::Empty),
        typed => typed.parse().map_err(|_| Code::NotANumber),
    };
    let day = local_date(meeting.starts_at);
    let due = days.and_then(|days| advice_due(ctx.today(), days, day));
    let due = faults.keep("days", due);
    match (chosen, question, due) {
        (Some((organisation, people)), Some(question), Some(due)) => Ok(Fit {
            organisation,
            people,
            question,
            due,
        }),
        _ => Err(faults.into()),
    }
}

async fn question(
    tx: &Write,
    ctx: &Ctx,
    item: &agenda_item::Model,
    command: &AskPartyAdvice,
) -> Result<String> {
    let known = screen::known(tx, ctx).await?;
    let mut screen = Screen {
        reason: &command.reason,
        ..Screen::ordinary(&known)
    };
    if item.case_ref.is_some() {
        screen = screen.for_case();
    }
    let mut faults = Faults::default();
    let question = AdviceQuestion::parse(&command.question, &screen);
    let Some(question) = faults.keep("question", question) else {
        return Err(faults.into());
    };
    screen::keep_answer(tx, ctx, ("item", item.id), &screen, &[question.as_str()]).await?;
    Ok(question.into_string())
}

/// The organisation that is meant, with its people who could advise.
async fn organisation(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    item: &agenda_item::Model,
    typed: &str,
) -> Result<std::result::Result<(Uuid, BTreeSet<Uuid>), Code>> {
    if typed.is_empty() {
        return Ok(Err(Code::Empty));
    }
    let Some(id) = typed
        .parse()
        .ok()
        .filter(|organisation| is_other(ctx, item, *organisation))
    else {
        return Ok(Err(Code::NotAChoice));
    };
    if of_item(tx, item).await?.contains(&id) {
        return Ok(Err(Code::AlreadySo));
    }
    let people = advisers(tx, ctx, item, Some(id)).await?.remove(&id);
    Ok(match people {
        None => Err(Code::NotAChoice),
        Some(people) if people.is_empty() => Err(Code::MayNotRead),
        Some(people) => Ok((id, people)),
    })
}
