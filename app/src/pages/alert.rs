//! What somebody has to know before anything else: that a person who is left out of an item tried to
//! open it, or that the trail is not whole. It stands on the page where each of those who have to know
//! begins.

use leptos::prelude::*;
use service::ctx::Ctx;

use super::meetings::attempt;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::say;
use crate::ui::{Notice, Tone};

/// The notice, or nothing. The links are for who may see the list of the item.
///
/// # Errors
/// When the database does not answer.
pub async fn alert(ctx: &Ctx, with_links: bool) -> Result<AnyView, AppError> {
    let trail = super::oversight::broken(ctx).await?;
    let hits = service::meetings::alerts(ctx).await?;
    if hits.is_empty() {
        return Ok(trail.into_any());
    }
    let l = Locale::Nl;
    let lines = hits
        .iter()
        .map(|hit| {
            let href = format!("/punt/{}/uitsluiten", hit.item);
            let link = with_links.then(|| {
                view! { " "<a class="utrecht-link" href=href>{say!(l, people.alert_item)}</a> }
            });
            view! { <li>{attempt(hit)}{link}</li> }
        })
        .collect_view();
    Ok(view! {
        {trail}
        <Notice tone=Tone::Critical>
            <p><b>{say!(l, people.alert_title)}</b></p>
            <ul>{lines}</ul>
        </Notice>
    }
    .into_any())
}
