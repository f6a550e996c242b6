//! Making the agenda fit, item by item: another length, off the agenda, or held over.

use leptos::prelude::*;
use service::meetings::compose::{Bench, Item};

use super::super::{keys, lines, query};
use crate::bridge;
use crate::i18n::Locale;
use crate::pages::form::{Form, error, value};
use crate::refused::field_name;
use crate::say;
use crate::ui::{Button, ButtonKind, LinkButton, TextField};

/// Gives an item another length.
pub const ALLOT: &str = "/api/meetings/allot";
/// Takes an item off the agenda.
pub const TAKE_OFF: &str = "/api/meetings/take_off";
/// Holds an item over to the next meeting.
pub const HOLD_OVER: &str = "/api/meetings/hold_over";
/// Puts an item back that was held over.
pub const PUT_BACK: &str = "/api/meetings/put_back";

/// What opens the fold of every item at once.
const SHORTEN: &str = "inkorten";

/// The way from "too long" to where it can be shortened.
pub fn shorten() -> AnyView {
    let href = format!("?{SHORTEN}=1#punten");
    view! { <a class="utrecht-link kt-budget__do" href=href>{say!(Locale::Nl, meetings.shorten)}</a> }
        .into_any()
}

/// What can be done with one item beside moving it; folded, and open while the agenda is shortened.
pub fn fit(bench: &Bench, item: &Item) -> AnyView {
    let l = Locale::Nl;
    let id = item.id.to_string();
    let refused = bridge::refused(ALLOT).filter(|refused| refused.is_for(ALLOT, &id));
    let open = refused.is_some() || (bench.budget.over > 0 && query(SHORTEN).is_some());
    let title = lines::title(&item.title, item.kind);
    let label = say!(l, meetings.fit_label, title = title);
    let about = say!(l, meetings.allot_about, title = title);
    let named = keys(item.id, item.version);
    let now = item.minutes.to_string();
    let leave = (bench.may_include && !item.standing).then(|| leave(item, &title));
    view! {
        <details class="kt-item__fit kt-noprint" open=open>
            <summary aria-label=label>{say!(l, meetings.fit)}</summary>
            <div class="kt-item__ways">
                <Form action=ALLOT class="kt-item__allot">
                    {named}
                    <TextField id=format!("minutes-{id}") name=field_name("minutes")
                        label=say!(l, meetings.allot_label) about short=true kind="number"
                        value=value(refused.as_ref(), "minutes", &now)
                        error=error(refused.as_ref(), "minutes")/>
                    <Button compact=true>{say!(l, meetings.allot_do)}</Button>
                </Form>
                {leave}
            </div>
        </details>
    }
    .into_any()
}

/// The two ways off this agenda. What everybody has read asks for a reason, on a page of its own.
fn leave(item: &Item, title: &str) -> AnyView {
    let l = Locale::Nl;
    let (off_title, over_title) = (title.to_owned(), title.to_owned());
    let off = if item.published {
        view! {
            <LinkButton href=format!("/punt/{}/eraf", item.id) kind=ButtonKind::Subtle compact=true>
                {say!(l, meetings.take_off_do)}<span class="kt-visually-hidden">" "{off_title}</span>
            </LinkButton>
        }
        .into_any()
    } else {
        let named = keys(item.id, item.version);
        view! {
            <Form action=TAKE_OFF>
                {named}
                <Button kind=ButtonKind::Subtle compact=true>{say!(l, meetings.take_off_do)}<span class="kt-visually-hidden">" "{off_title}</span></Button>
            </Form>
        }
        .into_any()
    };
    let named = keys(item.id, item.version);
    view! {
        <Form action=HOLD_OVER>
            {named}
            <Button kind=ButtonKind::Subtle compact=true>{say!(l, meetings.hold_over_do)}<span class="kt-visually-hidden">" "{over_title}</span></Button>
        </Form>
        {off}
    }
    .into_any()
}
