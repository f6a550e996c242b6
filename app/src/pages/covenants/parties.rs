//! Who signed on which mandate, who is waited for, and for whom the door opens and why.

use chrono::NaiveDate;
use domain::covenants::PartyState;
use leptos::prelude::*;
use service::clock::local_date;
use service::covenants::{CovenantView, Door, PartyView};

use super::list::ring;
use crate::bridge;
use crate::i18n::Locale;
use crate::pages::form::{Form, Hidden, Problem};
use crate::say;
use crate::ui::{
    Button, Cell, Column, DenseTable, Icon, NameCell, Panel, PanelKind, SectionHead, Status,
    TableRow, TableShape, Tone,
};
use crate::words::covenants::{day, doors as doors_sentence, effective, party as party_word, shut};

const INVITE: &str = "/api/covenants/invite_party";

/// The table of parties.
pub fn parties(covenant: &CovenantView) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let note = say!(
        l,
        covenants.parties_note,
        signed = covenant.signed(),
        all = covenant.parties.len(),
        when = effective(covenant.when)
    );
    let columns = [
        say!(l, covenants.col_party),
        say!(l, covenants.col_for),
        say!(l, covenants.col_mandate),
        say!(l, covenants.col_state),
        say!(l, covenants.col_waits),
        say!(l, covenants.col_door),
    ]
    .into_iter()
    .map(|word| Column {
        word: word.to_owned(),
        numeric: false,
    })
    .collect();
    let rows = covenant
        .parties
        .iter()
        .map(|party| row(covenant, party))
        .collect_view();
    view! {
        <section aria-labelledby="partijen">
            <SectionHead id="partijen" title=say!(l, covenants.parties) note=note/>
            <Problem refused=bridge::refused(INVITE)/>
            <div class="kt-parties">
                <DenseTable label=say!(l, covenants.parties_label) columns shape=TableShape::Cards>
                    {rows}
                </DenseTable>
            </div>
        </section>
    }
}

/// Leaving is always possible and never the next thing to do: a quiet line beside the title.
pub fn leave(covenant: &CovenantView) -> AnyView {
    let l = Locale::Nl;
    let href = format!("/convenant/{}/ondertekenen", covenant.id);
    let line = covenant.may.withdraw.then(|| {
        view! {
            <p class="kt-noprint">
                {say!(l, covenants.withdraw_text)}" "
                <a class="utrecht-link" href=href>{say!(l, covenants.withdraw_go)}</a>
            </p>
        }
    });
    line.into_any()
}

fn row(covenant: &CovenantView, party: &PartyView) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let (tone, icon, word) = party_word(&party.state);
    let signature = party.signature.as_ref();
    let representative = signature.map(|signature| signature.representative.clone());
    let signed_on = signature.map(|signature| {
        let on = day(local_date(signature.signed_at));
        view! { <span class="kt-sub">{on}</span> }
    });
    let capacity = signature.map(|signature| {
        view! { <span class="kt-sub kt-sub--own">{signature.capacity.clone()}</span> }
    });
    let motivation = match &party.state {
        PartyState::Declined { reason, .. } | PartyState::Withdrawn { reason, .. } => {
            Some(view! { <span class="kt-sub kt-sub--own">{reason.clone()}</span> })
        }
        _ => None,
    };
    let again = (covenant.may.invite && motivation.is_some()).then(|| invite(party));
    let name = party.organisation.name.clone();
    let (mandate, waits, door) = (mandate(party), waits(covenant, party), door(&party.door));
    view! {
        <TableRow>
            <NameCell>{name}</NameCell>
            <Cell label=say!(l, covenants.col_for)>{or_dash(representative)}{capacity}</Cell>
            <Cell label=say!(l, covenants.col_mandate)>{or_dash(mandate)}</Cell>
            <Cell label=say!(l, covenants.col_state)>
                <Status tone icon word/>{signed_on}{motivation}{again}
            </Cell>
            <Cell label=say!(l, covenants.col_waits)>{or_dash(waits)}</Cell>
            <Cell label=say!(l, covenants.col_door)>{door}</Cell>
        </TableRow>
    }
}

/// A value, or a dash that is read aloud as "nothing".
fn or_dash(value: Option<String>) -> AnyView {
    match value {
        Some(value) => value.into_any(),
        None => view! {
            <span class="kt-cell--muted" aria-hidden="true">"–"</span>
            <span class="kt-vh">{say!(Locale::Nl, covenants.nothing)}</span>
        }
        .into_any(),
    }
}

fn mandate(party: &PartyView) -> Option<String> {
    let l = Locale::Nl;
    match (&party.signature, &party.state) {
        (Some(signature), _) => Some(say!(
            l,
            covenants.mandate,
            body = signature.deciding_body,
            day = day(signature.decision_on)
        )),
        (None, PartyState::MandatePending { since }) => Some(say!(
            l,
            covenants.mandate_asked,
            day = day(local_date(*since))
        )),
        _ => None,
    }
}

fn waits(covenant: &CovenantView, party: &PartyView) -> Option<String> {
    let l = Locale::Nl;
    covenant.state.signable_version()?;
    match &party.state {
        PartyState::MandatePending { since } => {
            let days = days_since(local_date(*since), covenant.today);
            Some(say!(l, covenants.waits_mandate, days = days))
        }
        PartyState::Invited => Some(say!(l, covenants.waits_signature).to_owned()),
        _ => None,
    }
}

fn days_since(from: NaiveDate, today: NaiveDate) -> i64 {
    today.signed_duration_since(from).num_days().max(0)
}

fn door(door: &Door) -> AnyView {
    let l = Locale::Nl;
    let (tone, icon, word) = match door {
        Door::Open => (Tone::Positive, "doorOpen", say!(l, covenants.door_open)),
        Door::Guest => (Tone::Neutral, "guest", say!(l, covenants.door_guest)),
        Door::Shut(_) => (Tone::Critical, "doorShut", say!(l, covenants.door_shut)),
        Door::None => return or_dash(None),
    };
    view! { <Status tone icon word/> }.into_any()
}

fn invite(party: &PartyView) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let name = party.organisation.name.clone();
    let (id, version) = (party.id.to_string(), party.version.to_string());
    view! {
        <Form action=INVITE>
            <Hidden field="id" value=id/>
            <Hidden field="version" value=version/>
            <Button compact=true>
                {say!(l, covenants.invite_again)}<span class="kt-vh">" "{name}</span>
            </Button>
        </Form>
    }
}

/// The ring of the table.
pub fn table(covenant: &CovenantView) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let signed: Vec<bool> = covenant
        .parties
        .iter()
        .map(|party| party.state.signed_version().is_some())
        .collect();
    view! {
        <section class="kt-panel" aria-labelledby="tafel">
            <h2 class="kt-vh" id="tafel">{say!(l, covenants.table)}</h2>
            <div class="kt-tablefig">{ring(&signed)}</div>
            <ul class="kt-legend kt-legend--center">
                <li><i class="kt-key kt-key--seat"></i>{say!(l, covenants.key_signed)}</li>
                <li><i class="kt-key kt-key--wait"></i>{say!(l, covenants.key_waits)}</li>
            </ul>
        </section>
    }
}

/// For whom the closed part is open or shut, and why.
pub fn doors(covenant: &CovenantView) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let count = covenant.doors();
    let open = (count.open > 0).then(|| {
        view! {
            <div>
                <dt><Status tone=Tone::Positive icon="doorOpen" word=say!(l, covenants.doors_open)/></dt>
                <dd>{say!(l, covenants.doors_open_text)}</dd>
            </div>
        }
    });
    let sentence =
        (count.all() > 0).then(|| view! { <p>{doors_sentence(count.open, &count.shut)}</p> });
    let others = covenant.parties.iter().filter_map(other).collect_view();
    let lead = if covenant.series.is_empty() {
        say!(l, covenants.door_lead_none)
    } else {
        say!(l, covenants.door_lead)
    };
    let runs = covenant.state.signable_version().is_some() && !covenant.series.is_empty();
    let after = covenant.term.ends.filter(|_| runs).map(|ends| {
        let text = say!(l, covenants.after_end, day = day(ends));
        view! { <p class="kt-inline-warn"><Icon name="wait"/><span>{text}</span></p> }
    });
    view! {
        <Panel kind=PanelKind::Door labelled_by="deur">
            <h2 class="utrecht-heading-3 kt-door__head" id="deur">
                <Icon name="doorOpen"/>{say!(l, covenants.door)}
            </h2>
            <p>{lead}</p>
            {sentence}
            <dl class="kt-doors">{open}{others}</dl>
            {after}
        </Panel>
    }
}

fn other(party: &PartyView) -> Option<AnyView> {
    let l = Locale::Nl;
    let name = party.organisation.name.clone();
    let (tone, icon, word, text) = match &party.door {
        Door::Open | Door::None => return None,
        Door::Guest => (
            Tone::Neutral,
            "guest",
            say!(l, covenants.doors_guest, name = name),
            guest_text(party).to_owned(),
        ),
        Door::Shut(reasons) => {
            let reasons: Vec<_> = reasons.iter().map(|reason| shut(*reason)).collect();
            (
                Tone::Critical,
                "doorShut",
                say!(l, covenants.doors_shut, name = name),
                reasons.join(" "),
            )
        }
    };
    Some(
        view! {
            <div>
                <dt><Status tone icon word/></dt>
                <dd>{text}</dd>
            </div>
        }
        .into_any(),
    )
}

fn guest_text(party: &PartyView) -> &'static str {
    let l = Locale::Nl;
    if party.state.signed_version().is_some() {
        say!(l, covenants.doors_guest_text)
    } else {
        say!(l, covenants.doors_guest_unsigned)
    }
}
