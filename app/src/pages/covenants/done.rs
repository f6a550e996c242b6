//! What just happened with the own signature, said on the page of the covenant to who did it. It
//! tells what stands in the record, and an address that was kept or sent on tells nothing.

use domain::covenants::PartyState;
use domain::id::PersonId;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use service::clock::{local_date, local_minutes};
use service::covenants::{CovenantView, Door, PartyView, SignatureView};

use super::term::grouped;
use crate::i18n::Locale;
use crate::say;
use crate::ui::{Fact, Facts, Icon, Panel, PanelKind};
use crate::words::covenants::{self as words, day};

/// Whether the reader comes from the form of the own signature.
pub fn asked() -> bool {
    use_query_map().with_untracked(|query| query.get("gedaan").is_some())
}

/// The confirmation, for who signed, withdrew or stays out, on the day itself.
pub fn done(covenant: &CovenantView, reader: PersonId) -> Option<AnyView> {
    let l = Locale::Nl;
    let party = covenant.mine()?;
    let (at, by) = party.state.answered()?;
    if by != reader || local_date(at) != covenant.today {
        return None;
    }
    let (title, body) = match (&party.state, &party.signature) {
        (PartyState::Signed { version, .. }, Some(signature)) => {
            let body = signed(covenant, party, signature, *version);
            (say!(l, covenants.done_signed), body)
        }
        (PartyState::Withdrawn { at, .. }, _) => {
            let text = say!(
                l,
                covenants.done_withdrawn_text,
                name = party.organisation.name,
                day = day(local_date(*at))
            );
            let shut = shuts(covenant, party);
            let body = view! { <p>{text}</p>{shut}<p>{say!(l, covenants.withdraw_after)}</p> };
            (say!(l, covenants.done_withdrawn), body.into_any())
        }
        (PartyState::Declined { .. }, _) => {
            let text = say!(
                l,
                covenants.done_declined_text,
                name = party.organisation.name
            );
            (
                say!(l, covenants.done_declined),
                view! { <p>{text}</p> }.into_any(),
            )
        }
        _ => return None,
    };
    Some(
        view! {
            <Panel kind=PanelKind::Next labelled_by="gedaan">
                <h2 class="utrecht-heading-3 kt-done" id="gedaan"><Icon name="done"/>{title}</h2>
                {body}
            </Panel>
        }
        .into_any(),
    )
}

/// What was signed, by whom, on what ground, when, and what that opens.
fn signed(
    covenant: &CovenantView,
    party: &PartyView,
    signature: &SignatureView,
    version: u32,
) -> AnyView {
    let l = Locale::Nl;
    let what = say!(
        l,
        covenants.done_text,
        title = covenant.title,
        number = version
    );
    let who = say!(
        l,
        covenants.done_by,
        name = party.organisation.name,
        function = signature.representative,
        capacity = signature.capacity
    );
    let mandate = say!(
        l,
        covenants.mandate,
        body = signature.deciding_body,
        day = day(signature.decision_on)
    );
    let minutes = local_minutes(signature.signed_at);
    let when = say!(
        l,
        covenants.done_when,
        day = day(local_date(signature.signed_at)),
        time = domain::calendar::clock(minutes / 60, minutes % 60),
        place = signature.place
    );
    let hash = covenant.hash().map(grouped).unwrap_or_default();
    view! {
        <Facts>
            <Fact label=say!(l, covenants.done_what)>{what}</Fact>
            <Fact label=say!(l, covenants.done_who)>{who}</Fact>
            <Fact label=say!(l, covenants.col_mandate)>{mandate}</Fact>
            <Fact label=say!(l, covenants.done_at)>{when}</Fact>
            <Fact label=say!(l, covenants.hash)><code class="kt-hash">{hash}</code></Fact>
        </Facts>
        <p>{opens(covenant, party)}</p>
    }
    .into_any()
}

fn opens(covenant: &CovenantView, party: &PartyView) -> String {
    let l = Locale::Nl;
    match &party.door {
        Door::Open => say!(
            l,
            covenants.done_opens,
            series = covenant.series.join(", "),
            name = party.organisation.name
        ),
        Door::Guest => say!(l, covenants.door_as_guest, name = party.organisation.name),
        Door::None => say!(l, covenants.sign_effect_none).to_owned(),
        Door::Shut(reasons) => {
            let reasons: Vec<&str> = reasons.iter().copied().map(words::shut).collect();
            say!(l, covenants.done_still_shut, why = reasons.join(" "))
        }
    }
}

/// For whom the closed part shuts, before and after the signature is withdrawn.
pub fn shuts(covenant: &CovenantView, party: &PartyView) -> AnyView {
    let l = Locale::Nl;
    let text = match &party.door {
        Door::None => say!(l, covenants.withdraw_no_door).to_owned(),
        Door::Guest => say!(l, covenants.door_as_guest, name = party.organisation.name),
        Door::Open => say!(
            l,
            covenants.withdraw_shuts,
            series = covenant.series.join(", "),
            name = party.organisation.name
        ),
        Door::Shut(_) => say!(
            l,
            covenants.withdraw_is_shut,
            series = covenant.series.join(", "),
            name = party.organisation.name
        ),
    };
    view! { <p><b>{text}</b></p> }.into_any()
}
