//! What somebody who vouches for a guest has to know where they begin: that the guest lost the way in and
//! waits for them.

use leptos::prelude::*;
use service::ctx::Ctx;
use service::guests::accounts::guests_waiting;

use crate::error::AppError;
use crate::i18n::Locale;
use crate::say;
use crate::ui::{Notice, Tone};

/// The notice, or nothing.
///
/// # Errors
/// When the database does not answer.
pub async fn hint(ctx: &Ctx) -> Result<Option<AnyView>, AppError> {
    let l = Locale::Nl;
    let text = match guests_waiting(ctx).await?.confirm {
        0 => return Ok(None),
        1 => say!(l, guest_accounts.waits_one).to_owned(),
        count => say!(l, guest_accounts.waits_many, count = count),
    };
    let link = say!(l, guest_accounts.waits_link);
    Ok(Some(
        view! {
            <Notice tone=Tone::Attention>
                {text}" "<a class="utrecht-link" href="/beheer/gasten">{link}</a>
            </Notice>
        }
        .into_any(),
    ))
}
