//! Writes a new covenant: its row, its text from the template, its parties and its annex.

use ::entity::{
    annex_partner, clause, covenant, covenant_party, covenant_version, meeting_annex, series,
};
use domain::covenants::{CovenantState, PartyState};
use domain::id::SeriesId;
use domain::people::OrganisationKind;
use sea_orm::{ActiveModelTrait, DatabaseTransaction, EntityTrait, Set};

use super::super::template::{self, Filling};
use super::Draft;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::people::OrganisationRef;
use crate::stored::json;

/// Writes everything a draft consists of.
pub async fn all(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    draft: &Draft,
    here: &[OrganisationRef],
) -> Result<()> {
    insert_covenant(tx, ctx, draft).await?;
    insert_text(tx, ctx, draft, here).await?;
    insert_parties(tx, ctx, draft).await?;
    if let Some(series) = draft.series {
        insert_annex(tx, ctx, draft, series).await?;
    }
    Ok(())
}

async fn insert_covenant(tx: &DatabaseTransaction, ctx: &Ctx, draft: &Draft) -> Result<()> {
    let state = CovenantState::Draft;
    covenant::ActiveModel {
        id: Set(draft.id.0),
        region_id: Set(ctx.region().0),
        title: Set(draft.title.clone()),
        purpose: Set(draft.purpose.clone()),
        state_word: Set(state.word().to_owned()),
        state: Set(json(&state)?),
        effective_when: Set(draft.when.word().to_owned()),
        starts_on: Set(Some(draft.starts)),
        ends_on: Set(Some(draft.ends)),
        evaluation_on: Set(draft.evaluation),
        version: Set(1),
        created_at: Set(ctx.now()),
        created_by: Set(ctx.actor.person.0),
        consulted_at: Set(None),
        opened_at: Set(None),
    }
    .insert(tx)
    .await?;
    Ok(())
}

async fn insert_text(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    draft: &Draft,
    here: &[OrganisationRef],
) -> Result<()> {
    let region = ::entity::region::Entity::find_by_id(ctx.region().0)
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    let parties: Vec<String> = draft.parties.iter().map(|p| p.name.clone()).collect();
    let filled = template::clauses(&Filling {
        region: &region.name,
        director: directing(ctx, here),
        title: &draft.title,
        parties: &parties,
        starts: draft.starts,
        ends: draft.ends,
    })?;
    let version_id = ctx.new_id();
    covenant_version::ActiveModel {
        id: Set(version_id),
        region_id: Set(ctx.region().0),
        covenant_id: Set(draft.id.0),
        number: Set(1),
        hash: Set(None),
        frozen_at: Set(None),
        frozen_by: Set(None),
        frozen_with: Set(None),
        created_at: Set(ctx.now()),
    }
    .insert(tx)
    .await?;
    let rows = (1_i32..)
        .zip(filled)
        .map(|(number, (text, flag))| clause::ActiveModel {
            id: Set(ctx.new_id()),
            region_id: Set(ctx.region().0),
            version_id: Set(version_id),
            number: Set(number),
            heading: Set(text.heading),
            flag: Set(flag.word().to_owned()),
            text: Set(text.body),
            version: Set(1),
        });
    clause::Entity::insert_many(rows)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// The municipality of who draws it up, else the first of the region.
fn directing<'a>(ctx: &Ctx, here: &'a [OrganisationRef]) -> &'a str {
    let is_municipality = |o: &&OrganisationRef| o.kind == OrganisationKind::Municipality;
    here.iter()
        .find(|o| o.id == ctx.actor.organisation && is_municipality(o))
        .or_else(|| here.iter().find(is_municipality))
        .map_or("", |organisation| organisation.short.as_str())
}

async fn insert_parties(tx: &DatabaseTransaction, ctx: &Ctx, draft: &Draft) -> Result<()> {
    let state = PartyState::Invited;
    let stored = json(&state)?;
    let rows = (0_i32..)
        .zip(&draft.parties)
        .map(|(position, party)| covenant_party::ActiveModel {
            id: Set(ctx.new_id()),
            region_id: Set(ctx.region().0),
            covenant_id: Set(draft.id.0),
            organisation_id: Set(party.id.0),
            core: Set(true),
            state_word: Set(state.word().to_owned()),
            state: Set(stored.clone()),
            position: Set(position),
            version: Set(1),
            updated_at: Set(ctx.now()),
        });
    covenant_party::Entity::insert_many(rows)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// The annex counts from the first day of the covenant, and only once that governs the series. All
/// parties take part until another annex says otherwise.
async fn insert_annex(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    draft: &Draft,
    series_id: SeriesId,
) -> Result<()> {
    let row = series::Entity::find_by_id(series_id.0)
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    let id = ctx.new_id();
    meeting_annex::ActiveModel {
        id: Set(id),
        region_id: Set(ctx.region().0),
        covenant_id: Set(draft.id.0),
        series_id: Set(series_id.0),
        purpose: Set(row.purpose),
        information: Set(draft.purpose.clone()),
        in_force_from: Set(draft.starts),
        in_force_to: Set(None),
        put_at: Set(ctx.now()),
        put_by: Set(ctx.actor.person.0),
        ended_at: Set(None),
        ended_by: Set(None),
        end_reason: Set(String::new()),
    }
    .insert(tx)
    .await?;
    let partners = draft
        .parties
        .iter()
        .map(|party| annex_partner::ActiveModel {
            annex_id: Set(id),
            organisation_id: Set(party.id.0),
            region_id: Set(ctx.region().0),
        });
    annex_partner::Entity::insert_many(partners)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}
