//! `/toezicht`: the trail for who oversees. The data protection officer reads it on a ground that is
//! written down, an administrator what was done to the machinery, a director how much was done.

mod answers;
mod breach;
mod file;
mod filter;
mod lines;
mod state;

use domain::guard::Known;
use domain::policy::{Facts, Operation};
use leptos::prelude::*;
use service::audit::{self, Deed, GuestDeed};

use super::form::{self, Form, GuardReason, Problem};
use super::meetings::when;
use super::screen::{Nav, Page, screen};
use crate::bridge::{self, Visit};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::refused::field_name;
use crate::say;
use crate::ui::{
    Button, ButtonKind, Cell, Column, DenseTable, Head, NameCell, Notice, TableRow, TableShape,
    TextArea, Tone,
};
use crate::words;

pub use answers::answers;
pub use breach::{between, breach};
pub use file::{breach_file, trail_file};
pub use filter::filter;
pub use state::broken;
use state::state;

const OPEN: &str = "/api/audit/open_trail";

/// The page.
pub fn oversight() -> AnyView {
    let asked = filter::from_query();
    screen(Nav::Elsewhere, |visit| async move {
        bridge::no_store();
        let may = |operation| visit.ctx.may(operation, Facts::default());
        let title = say!(Locale::Nl, oversight.title);
        let state = state(&visit).await?;
        let body = if may(Operation::ReadTrail) {
            match audit::open_until(&visit.ctx).await? {
                None => view! { {ground()}{state} }.into_any(),
                Some(until) => {
                    let found = audit::trail(&visit.ctx, &asked).await?;
                    let choices = audit::choices(&visit.ctx).await?;
                    let open = say!(Locale::Nl, oversight.open_until, time = when::time(until));
                    view! {
                        <Head title/>
                        <p>{say!(Locale::Nl, oversight.lead)}</p>
                        <Notice tone=Tone::Info>{open}</Notice>
                        {state}
                        {ways(&visit)}
                        {filter::form(&asked, &choices)}
                        {lines::table(&found, false)}
                        {lines::pager(&asked, &found)}
                        {filter::export(&asked)}
                    }
                    .into_any()
                }
            }
        } else if may(Operation::ReadTechnicalTrail) {
            let found = audit::technical(&visit.ctx, &asked).await?;
            view! {
                <Head title/>
                <p>{say!(Locale::Nl, oversight.lead_technical)}</p>
                {state}
                {filter::period(&asked)}
                {lines::table(&found, true)}
                {lines::pager(&asked, &found)}
            }
            .into_any()
        } else {
            let found = audit::counts(&visit.ctx).await?;
            view! {
                <Head title/>
                <p>{say!(Locale::Nl, oversight.lead_counts)}</p>
                {ways(&visit)}
                {counts(&found)}
            }
            .into_any()
        };
        Ok::<_, AppError>(Page::new(title, body))
    })
}

/// What has to be given first.
fn ground() -> AnyView {
    let l = Locale::Nl;
    let refused = bridge::refused(OPEN);
    let value = form::value(refused.as_ref(), "why", "");
    let error = form::error(refused.as_ref(), "why");
    view! {
        <Problem refused=refused.clone()/>
        <Head title=say!(l, oversight.title)/>
        <h2 class="utrecht-heading-2">{say!(l, oversight.ground_title)}</h2>
        <p>{say!(l, oversight.ground_text)}</p>
        <Form action=OPEN class="kt-form">
            <TextArea id="why" name=field_name("why") label=say!(l, oversight.ground_label)
                hint=say!(l, oversight.ground_hint).to_owned() value error rows=3/>
            {form::watch("why", false, &Known::default())}
            <GuardReason refused/>
            <div class="kt-actions">
                <Button kind=ButtonKind::Primary>{say!(l, oversight.ground_do)}</Button>
            </div>
        </Form>
    }
    .into_any()
}

/// The other pages of who oversees.
fn ways(visit: &Visit) -> AnyView {
    let l = Locale::Nl;
    let pages = [
        (
            Operation::ReportBreach,
            "/toezicht/lek",
            say!(l, oversight.breach_link),
        ),
        (
            Operation::ReadGuardAnswers,
            "/toezicht/bewaking",
            say!(l, oversight.guard_link),
        ),
    ];
    let links = pages
        .into_iter()
        .filter(|(operation, ..)| visit.ctx.may(*operation, Facts::default()))
        .map(|(_, href, word)| view! { <li><a class="utrecht-link" href=href>{word}</a></li> })
        .collect_view();
    view! { <ul class="kt-lines">{links}</ul> }.into_any()
}

fn counts(found: &[(Deed, i64)]) -> AnyView {
    let l = Locale::Nl;
    let words = [say!(l, oversight.what), say!(l, oversight.count)];
    let columns = vec![
        Column {
            word: words[0].to_owned(),
            numeric: false,
        },
        Column {
            word: words[1].to_owned(),
            numeric: true,
        },
    ];
    let rows = found
        .iter()
        .map(|(what, times)| {
            let (what, times) = (deed(*what), *times);
            view! {
                <TableRow>
                    <NameCell>{what}</NameCell>
                    <Cell label=words[1] numeric=true>{times}</Cell>
                </TableRow>
            }
        })
        .collect_view();
    view! {
        <DenseTable label=say!(l, oversight.counts_label) columns shape=TableShape::Cards>{rows}</DenseTable>
    }
    .into_any()
}

/// What was done, in words.
pub(super) fn deed(deed: Deed) -> &'static str {
    let l = Locale::Nl;
    match deed {
        Deed::SignIn => say!(l, oversight.deed_sign_in),
        Deed::SignInAgain => say!(l, oversight.deed_sign_in_again),
        Deed::SignInRefused => say!(l, oversight.deed_sign_in_refused),
        Deed::EndSession => say!(l, oversight.deed_end_session),
        Deed::TurnedAway => say!(l, oversight.deed_turned_away),
        Deed::KeyChanged => say!(l, oversight.deed_key_changed),
        Deed::Verified => say!(l, oversight.deed_verified),
        Deed::FoundBroken => say!(l, oversight.deed_found_broken),
        Deed::AtTheDoor(deed) => guest_deed(deed),
        Deed::Unknown => say!(l, oversight.deed_unknown),
        Deed::Done(_) => deed
            .operation()
            .map_or(say!(l, oversight.deed_unknown), words::oversight::deed),
    }
}

/// What happened around a guest.
fn guest_deed(deed: GuestDeed) -> &'static str {
    let l = Locale::Nl;
    match deed {
        GuestDeed::SendLetter => say!(l, oversight.guest_letter),
        GuestDeed::AskLink => say!(l, oversight.guest_ask_link),
        GuestDeed::UseLink => say!(l, oversight.guest_use_link),
        GuestDeed::AcceptInvitation => say!(l, oversight.guest_accept),
        GuestDeed::EnrolFactor => say!(l, oversight.guest_enrol),
        GuestDeed::ExpireGuest => say!(l, oversight.guest_expire),
        GuestDeed::ForgetGuest => say!(l, oversight.guest_forget),
    }
}
