//! Looking at a provider, and keeping the settings of one that can be used.

use ::entity::provider;
use domain::fault::{Code, Faults};
use domain::id::ProviderId;
use domain::identity::command::CheckProvider;
use domain::identity::provider::{ProviderSettings, ProviderState, ProviderWay};
use domain::policy::{Facts, Operation};
use sea_orm::{ActiveModelTrait, DatabaseTransaction, EntityTrait, IntoActiveModel};
use uuid::Uuid;

use super::force::is_taken;
use super::{Desk, Found, key, place, written};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::people::organisations;
use crate::replay::same;
use crate::stored;

/// Looks at a provider and keeps the settings when it can be used. Nobody comes in by it yet. The
/// secret goes into the vault; what was kept for the settings that change is kept on when the form
/// brings none, and issuer and client id stay the same: a secret goes to nobody but whom it was made
/// out to.
///
/// # Errors
/// `Refused` per field, and with everything that stands in the way of using the provider, on
/// `issuer`; `NotNow` for settings that cannot be changed; `NotAllowed`, `NotFound`, `Replayed`.
pub async fn check(ctx: &Ctx, desk: &Desk, form: CheckProvider) -> Result<ProviderId> {
    ctx.authorise(Operation::CheckProvider, Facts::default())?;
    let id: ProviderId = form.id.parse().map_err(|_| Error::NotFound)?;
    let (settings, from) = {
        let tx = ctx.read().await?;
        let from = before(&tx, ctx, &form.from).await?;
        let kept = from.as_ref().is_some_and(|from| keeps_secret(from, &form));
        let settings = ProviderSettings::parse(&form, desk.local, !kept)?;
        if let Some(sent) = provider::Entity::find_by_id(id.0).one(&*tx).await? {
            let sent = Found::read(sent)?;
            let mine = sent.row.region_id == ctx.region().0;
            same((sent.settings, mine), (settings, true))?;
            return Ok(id);
        }
        fits_beside(&tx, ctx, desk, &settings, from.as_ref()).await?;
        (settings, from)
    };
    // Outside any transaction: another house may take its time.
    let unfit = desk.outside.look(&settings.issuer, settings.way).await;
    if !unfit.is_empty() {
        let mut faults = Faults::default();
        for why in unfit {
            faults.add("issuer", Code::Unfit(why));
        }
        return Err(faults.into());
    }
    let (secret, public_key) = shut(desk, id.0, &settings, from.as_ref(), &form.secret)?;
    let row = provider::Model {
        id: id.0,
        region_id: ctx.region().0,
        key: settings.key.clone(),
        issuer: settings.issuer.clone(),
        settings: stored::json(&settings)?,
        secret: Some(secret),
        public_key,
        word: ProviderState::Draft.word().to_owned(),
        version: 1,
        checked_at: ctx.now(),
        changed_at: ctx.now(),
    };
    let tx = ctx.write().await?;
    row.clone().into_active_model().insert(&*tx).await?;
    written(&tx, ctx, Operation::CheckProvider, &row, "").await?;
    tx.commit().await?;
    Ok(id)
}

/// The settings that change, if any do.
async fn before(tx: &DatabaseTransaction, ctx: &Ctx, from: &str) -> Result<Option<Found>> {
    if from.is_empty() {
        return Ok(None);
    }
    let found = Found::load(tx, ctx, from).await?;
    if found.state.may_change() {
        Ok(Some(found))
    } else {
        Err(domain::fault::NotNow {
            state: found.state.word(),
            operation: "change",
        }
        .into())
    }
}

/// Whether the secret of the settings that change is good for the new ones. A key of our own never
/// leaves, so that one is.
fn keeps_secret(from: &Found, form: &CheckProvider) -> bool {
    let before = &from.settings;
    let same = before.issuer == form.issuer.trim() && before.client_id == form.client_id.trim();
    same && before.way == ProviderWay::Secret && from.row.secret.is_some()
}

/// Whether name, issuer and organisations fit beside what is there.
async fn fits_beside(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    desk: &Desk,
    settings: &ProviderSettings,
    from: Option<&Found>,
) -> Result<()> {
    let mut faults = Faults::default();
    let of_file = |same: &dyn Fn(&super::InFile) -> bool| desk.in_file.iter().any(same);
    let taken = is_taken(ctx, settings).await?;
    let changes = from.is_some_and(|from| from.row.key == settings.key);
    if of_file(&|it| it.key == settings.key) || taken.foreign_key || (taken.key && !changes) {
        faults.add("key", Code::Taken);
    }
    if of_file(&|it| it.issuer == settings.issuer) || taken.issuer {
        faults.add("issuer", Code::Taken);
    }
    let here = organisations(tx, ctx).await?;
    let known = |id| here.iter().any(|organisation| organisation.id == id);
    if !settings.organisations.iter().copied().all(known) {
        faults.add("organisations", Code::NotAChoice);
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults.into())
    }
}

/// The secret, shut away for its new place, and the public half of a key.
fn shut(
    desk: &Desk,
    id: Uuid,
    settings: &ProviderSettings,
    from: Option<&Found>,
    typed: &str,
) -> Result<(String, Option<String>)> {
    let kept = from.filter(|from| from.settings.way == settings.way);
    let kept = kept.and_then(|from| Some((from.row.secret.as_deref()?, &from.row)));
    let typed = typed.trim();
    let (secret, public) = match (settings.way, kept) {
        (ProviderWay::Secret, _) if !typed.is_empty() => (typed.as_bytes().to_vec(), None),
        (_, Some((secret, row))) => {
            let secret = desk.vault.open(&place(row.id), secret)?;
            (secret, row.public_key.clone())
        }
        (ProviderWay::Key, None) => {
            let drawn = key::draw()?;
            (drawn.private, Some(drawn.public))
        }
        (ProviderWay::Secret, None) => {
            let mut faults = Faults::default();
            faults.add("secret", Code::Empty);
            return Err(faults.into());
        }
    };
    Ok((desk.vault.shut(&place(id), &secret)?, public))
}
