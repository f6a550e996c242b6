//! The address at which a calendar finds one's meetings, on `/account`.

use leptos::prelude::*;
use service::calendar::{own_feed, secret};

use super::form::{Form, Problem};
use super::meetings::when;
use crate::bridge::{self, Done, Visit};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::refused::field_name;
use crate::say;
use crate::ui::{Button, ButtonKind, SectionHead};

const NEW: &str = "/api/identity/new_feed";
const END: &str = "/api/identity/end_feed";

/// The section; nothing for who has no place at any table. The address itself shows right after it was
/// made, and not again.
///
/// # Errors
/// When the database does not answer.
pub async fn section(visit: &Visit) -> Result<Option<AnyView>, AppError> {
    let (may, kept) = own_feed(&visit.ctx).await?;
    if !may {
        return Ok(None);
    }
    let l = Locale::Nl;
    let shown = if kept.is_some() && bridge::just_done() == Some(Done::FeedMade) {
        let desk = bridge::desk()?;
        let secret = secret(&visit.ctx, &desk.vault).await?;
        Some(address(format!("{}/agenda/{secret}.ics", desk.origin)))
    } else {
        None
    };
    let (state, word) = match kept {
        Some(kept) => (
            say!(l, account.feed_since, day = when::day(kept.since)),
            say!(l, account.feed_renew),
        ),
        None => (
            say!(l, account.feed_none).to_owned(),
            say!(l, account.feed_make),
        ),
    };
    let state = shown.is_none().then(|| view! { <p>{state}</p> });
    let end = kept.is_some().then(|| {
        view! {
            <Form action=END>
                <input type="hidden" name=field_name("yes") value="yes"/>
                <Button kind=ButtonKind::Subtle>{say!(l, account.feed_end)}</Button>
            </Form>
        }
    });
    Ok(Some(
        view! {
            <section aria-labelledby="agenda-adres">
                <SectionHead id="agenda-adres" title=say!(l, account.feed_title)/>
                <Problem refused=bridge::refused(NEW).or_else(|| bridge::refused(END))/>
                <p>{say!(l, account.feed_lead)}</p>
                {shown}
                {state}
                <div class="kt-actions">
                    <Form action=NEW>
                        <input type="hidden" name=field_name("yes") value="yes"/>
                        <Button>{word}</Button>
                    </Form>
                    {end}
                </div>
            </section>
        }
        .into_any(),
    ))
}

fn address(address: String) -> AnyView {
    let l = Locale::Nl;
    view! {
        <p>{say!(l, account.feed_here)}</p>
        <p><b class="kt-secret">{address}</b></p>
        <p>{say!(l, account.feed_how)}</p>
        <p class="kt-note">{say!(l, account.feed_careful)}</p>
    }
    .into_any()
}
