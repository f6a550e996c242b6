//! Signing, staying out and leaving: what opens and shuts the door of the closed part.

use ::entity::{covenant_party, signature};
use domain::covenants::command::{InviteParty, LeaveCovenant, SignCovenant};
use domain::covenants::{Mandate, MandateDraft, PartyState};
use domain::fault::{Code, Faults, NotNow};
use domain::guard::Known;
use domain::id::{CovenantId, OrganisationId};
use domain::policy::{Facts, Operation};
use domain::text::{Name, Reason, Screen};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

use super::{parse, row};
use crate::audit::{self, Entry};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::{screen, stored};

/// Signs the text that is open for signing, for the own organisation and on its mandate.
/// The signature counts at once where the covenant binds per party.
///
/// # Errors
/// [`Error::NotFound`] when the own organisation is no party, [`Error::NotAllowed`] without the
/// right to sign for it, [`Error::NotNow`], [`Error::Stale`] when another text was read,
/// [`Error::Refused`] per field of the mandate, and unless it says that the text was read.
pub async fn sign(ctx: &Ctx, command: SignCovenant) -> Result<CovenantId> {
    let mut tx = ctx.write().await?;
    let id: CovenantId = parse::id(&command.id)?;
    let covenant = row::load(&tx, ctx, id).await?;
    let (party, state) = mine(&tx, ctx, id, Operation::SignCovenant).await?;
    let version = covenant
        .state
        .signable_version()
        .filter(|_| !covenant.term.is_over(ctx.today()));
    let version = version.ok_or(NotNow {
        state: covenant.state.word(),
        operation: "sign",
    })?;
    let text = row::text_version(&tx, id).await?;
    let hash = text.hash.clone().unwrap_or_default();
    if hash != command.hash {
        return Err(Error::Stale(covenant.row.version));
    }
    let mandate = mandate(ctx, &command)?;
    let state = state.sign(&mandate, version, ctx.now(), ctx.actor.person)?;
    row::save_party(&tx, ctx, &party, &state).await?;
    insert_signature(&tx, ctx, &party, (text.id, hash), mandate).await?;
    row::settle(&tx, ctx, id).await?;
    row::touch_meetings(&mut tx, ctx, id).await?;
    note(
        &tx,
        ctx,
        Operation::SignCovenant,
        &party,
        format!("text={version}"),
    )
    .await?;
    tx.commit().await?;
    Ok(id)
}

/// Stays out, with a motivation; the others need not wait any longer.
///
/// # Errors
/// [`Error::NotFound`], [`Error::NotAllowed`], [`Error::NotNow`], [`Error::Refused`].
pub async fn decline_signing(ctx: &Ctx, command: LeaveCovenant) -> Result<CovenantId> {
    let mut tx = ctx.write().await?;
    let id: CovenantId = parse::id(&command.id)?;
    let covenant = row::load(&tx, ctx, id).await?;
    let (party, state) = mine(&tx, ctx, id, Operation::DeclineSigning).await?;
    covenant.state.signable_version().ok_or(NotNow {
        state: covenant.state.word(),
        operation: "decline",
    })?;
    let mut faults = Faults::default();
    let motivation = motivation(&tx, ctx, &party, &command, &mut faults).await?;
    let motivation = motivation.ok_or(faults)?;
    let state = state.decline(ctx.now(), ctx.actor.person, motivation)?;
    row::save_party(&tx, ctx, &party, &state).await?;
    row::settle(&tx, ctx, id).await?;
    row::touch_meetings(&mut tx, ctx, id).await?;
    note(&tx, ctx, Operation::DeclineSigning, &party, String::new()).await?;
    tx.commit().await?;
    Ok(id)
}

/// Leaves: the signature counts no longer and the door shuts at once, also in a meeting that
/// is going on. The other parties need not sign again.
///
/// # Errors
/// [`Error::NotFound`], [`Error::NotAllowed`], [`Error::NotNow`], [`Error::Refused`], also unless
/// it says that what follows is known.
pub async fn withdraw_signature(ctx: &Ctx, command: LeaveCovenant) -> Result<CovenantId> {
    let mut tx = ctx.write().await?;
    let id: CovenantId = parse::id(&command.id)?;
    row::load(&tx, ctx, id).await?;
    let (party, state) = mine(&tx, ctx, id, Operation::WithdrawSignature).await?;
    let mut faults = Faults::default();
    let motivation = motivation(&tx, ctx, &party, &command, &mut faults).await?;
    let sure = faults.keep("sure", ticked(&command.sure));
    let (Some(motivation), Some(())) = (motivation, sure) else {
        return Err(faults.into());
    };
    let state = state.withdraw(ctx.now(), ctx.actor.person, motivation)?;
    row::save_party(&tx, ctx, &party, &state).await?;
    signature::Entity::update_many()
        .col_expr(signature::Column::WithdrawnAt, Expr::value(ctx.now()))
        .filter(signature::Column::PartyId.eq(party.id))
        .filter(signature::Column::WithdrawnAt.is_null())
        .exec(&*tx)
        .await?;
    row::touch_meetings(&mut tx, ctx, id).await?;
    note(
        &tx,
        ctx,
        Operation::WithdrawSignature,
        &party,
        String::new(),
    )
    .await?;
    tx.commit().await?;
    Ok(id)
}

/// Asks a party that stayed out or left once more.
///
/// # Errors
/// [`Error::NotFound`], [`Error::NotAllowed`], [`Error::NotNow`], [`Error::Stale`].
pub async fn invite_party(ctx: &Ctx, command: InviteParty) -> Result<CovenantId> {
    let tx = ctx.write().await?;
    let party = Uuid::try_parse(&command.id).map_err(|_| Error::NotFound)?;
    let party = covenant_party::Entity::find_by_id(party)
        .filter(covenant_party::Column::RegionId.eq(ctx.region().0))
        .one(&*tx)
        .await?
        .ok_or(Error::NotFound)?;
    let id = CovenantId(party.covenant_id);
    row::load(&tx, ctx, id).await?;
    ctx.authorise(Operation::InviteParty, Facts::default())?;
    if party.version != command.version {
        return Err(Error::Stale(party.version));
    }
    let state = stored::state::<PartyState>(&party.state)?.invite_again()?;
    row::save_party(&tx, ctx, &party, &state).await?;
    note(&tx, ctx, Operation::InviteParty, &party, String::new()).await?;
    tx.commit().await?;
    Ok(id)
}

/// The party of the own organisation, when the actor may do this for it.
async fn mine(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    id: CovenantId,
    operation: Operation,
) -> Result<(covenant_party::Model, PartyState)> {
    let party = row::own_party(tx, ctx, id).await?.ok_or(Error::NotFound)?;
    let owner = OrganisationId(party.organisation_id);
    ctx.authorise(operation, Facts::of_owner(owner))?;
    let state = stored::state(&party.state)?;
    Ok((party, state))
}

/// Functions, bodies and places are names; the guard does not read those, their length counts.
fn mandate(ctx: &Ctx, command: &SignCovenant) -> Result<Mandate> {
    let known = Known::default();
    let screen = Screen::ordinary(&known);
    let mut faults = Faults::default();
    for (field, raw) in [
        ("representative_function", &command.representative_function),
        ("capacity", &command.capacity),
        ("deciding_body", &command.deciding_body),
    ] {
        faults.keep(field, Name::parse(raw, &screen));
    }
    let date = match parse::day(&command.decision_date) {
        Ok(day) if day > ctx.today() => Err(Code::InTheFuture),
        other => other,
    };
    let decision_date = faults.keep("decision_date", date);
    faults.keep("place", Name::parse(&command.place, &screen));
    faults.keep("read", ticked(&command.read));
    if !faults.is_empty() {
        return Err(faults.into());
    }
    let draft = MandateDraft {
        representative_function: command.representative_function.clone(),
        capacity: command.capacity.clone(),
        deciding_body: command.deciding_body.clone(),
        decision_date,
        place: command.place.clone(),
    };
    Ok(Mandate::new(draft, ctx.today())?)
}

async fn motivation(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    party: &covenant_party::Model,
    command: &LeaveCovenant,
    faults: &mut Faults,
) -> Result<Option<String>> {
    let known = screen::known(tx, ctx).await?;
    let screen = Screen {
        reason: &command.reason,
        ..Screen::ordinary(&known)
    };
    let Some(motivation) = faults.keep("motivation", Reason::parse(&command.motivation, &screen))
    else {
        return Ok(None);
    };
    let texts = [motivation.as_str()];
    screen::keep_answer(tx, ctx, ("covenant", party.covenant_id), &screen, &texts).await?;
    Ok(Some(motivation.into_string()))
}

/// A box that has to be ticked.
fn ticked(raw: &str) -> Result<(), Code> {
    if raw == "yes" {
        Ok(())
    } else {
        Err(Code::Empty)
    }
}

async fn insert_signature(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    party: &covenant_party::Model,
    (version_id, text_hash): (Uuid, String),
    mandate: Mandate,
) -> Result<()> {
    signature::ActiveModel {
        id: Set(ctx.new_id()),
        region_id: Set(ctx.region().0),
        covenant_id: Set(party.covenant_id),
        version_id: Set(version_id),
        party_id: Set(party.id),
        organisation_id: Set(party.organisation_id),
        person_id: Set(ctx.actor.person.0),
        representative: Set(mandate.representative_function),
        capacity: Set(mandate.capacity),
        deciding_body: Set(mandate.deciding_body),
        decision_on: Set(mandate.decision_date),
        place: Set(mandate.place),
        text_hash: Set(text_hash),
        signed_at: Set(ctx.now()),
        withdrawn_at: Set(None),
    }
    .insert(tx)
    .await?;
    Ok(())
}

async fn note(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    operation: Operation,
    party: &covenant_party::Model,
    detail: String,
) -> Result<()> {
    let entry = Entry {
        operation,
        object: "covenant",
        id: party.covenant_id,
        detail,
    };
    audit::record(tx, ctx, entry).await
}
