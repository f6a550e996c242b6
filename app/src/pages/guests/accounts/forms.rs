//! The forms about one guest account: a button, a reason, or a term.

use chrono::{DateTime, Utc};
use domain::guard::Known;
use domain::people::guest::MONTHS_AT_MOST;
use leptos::prelude::*;
use service::guests::accounts::GuestView;

use crate::i18n::Locale;
use crate::pages::form::{Form, GuardReason, Hidden, watch};
use crate::pages::meetings::day;
use crate::pages::roadmaps::{Fold, Many};
use crate::refused::field_name;
use crate::say;
use crate::ui::{Button, ButtonKind, Choice, SelectField, TextArea};

const L: Locale = Locale::Nl;

/// Which account the forms are about.
pub struct Ask {
    id: String,
    version: String,
    known: Known,
}

impl Ask {
    pub fn of(guest: &GuestView) -> Self {
        Self {
            id: guest.summary.id.to_string(),
            version: guest.version.to_string(),
            known: guest.known.clone(),
        }
    }

    fn form(&self, action: &'static str) -> Many {
        Many::new(
            action,
            &self.id,
            action.rsplit('/').next().unwrap_or_default(),
        )
    }

    fn keys(&self) -> AnyView {
        view! {
            <Hidden field="id" value=self.id.clone()/>
            <Hidden field="version" value=self.version.clone()/>
        }
        .into_any()
    }
}

/// A step without words.
#[derive(Clone, Copy)]
pub struct Press {
    action: &'static str,
    word: &'static str,
    kind: ButtonKind,
}

/// A step that says why.
#[derive(Clone, Copy)]
pub struct Tell {
    action: &'static str,
    word: &'static str,
    hint: &'static str,
    send: &'static str,
}

pub const CONFIRM: Press = Press {
    action: "/api/guests/confirm",
    word: say!(L, guest_accounts.confirm),
    kind: ButtonKind::Primary,
};
pub const READMIT: Press = Press {
    action: "/api/guests/readmit",
    word: say!(L, guest_accounts.readmit),
    kind: ButtonKind::Primary,
};
pub const WITHDRAW: Press = Press {
    action: "/api/guests/withdraw_request",
    word: say!(L, guest_accounts.withdraw),
    kind: ButtonKind::Secondary,
};
pub const DROP: Press = Press {
    action: "/api/guests/drop_recovery",
    word: say!(L, guest_accounts.drop),
    kind: ButtonKind::Secondary,
};
pub const INVITE: Press = Press {
    action: "/api/guests/invite_again",
    word: say!(L, guest_accounts.invite),
    kind: ButtonKind::Secondary,
};
pub const RESUME: Press = Press {
    action: "/api/guests/resume",
    word: say!(L, guest_accounts.resume),
    kind: ButtonKind::Primary,
};
pub const TURN_DOWN: Tell = Tell {
    action: "/api/guests/turn_down",
    word: say!(L, guest_accounts.turn_down),
    hint: say!(L, guest_accounts.turn_down_hint),
    send: say!(L, guest_accounts.turn_down_do),
};
pub const PAUSE: Tell = Tell {
    action: "/api/guests/pause",
    word: say!(L, guest_accounts.pause),
    hint: say!(L, guest_accounts.pause_hint),
    send: say!(L, guest_accounts.pause_do),
};
pub const REVOKE: Tell = Tell {
    action: "/api/guests/revoke",
    word: say!(L, guest_accounts.revoke),
    hint: say!(L, guest_accounts.revoke_hint),
    send: say!(L, guest_accounts.revoke_do),
};

/// A button.
pub fn press(ask: &Ask, what: Press) -> AnyView {
    let form = ask.form(what.action);
    let keys = ask.keys();
    view! {
        <Form action=form.action>
            {form.problem()}
            {keys}
            <div><Button kind=what.kind>{what.word}</Button></div>
        </Form>
    }
    .into_any()
}

/// A form that folds out and asks why.
pub fn tell(ask: &Ask, what: Tell) -> AnyView {
    let form = ask.form(what.action);
    let field = form.id("text");
    let watch = watch(&field, false, &ask.known);
    let keys = ask.keys();
    view! {
        <Fold label=what.word open=form.open()>
            <Form action=form.action class="kt-inlineform">
                {form.problem()}
                {keys}
                <TextArea id=field name=field_name("text") label=say!(L, guest_accounts.why)
                    hint=what.hint.to_owned() value=form.value("text", "")
                    error=form.error("text") rows=3 after=watch/>
                <GuardReason refused=form.refused.clone()/>
                <div><Button>{what.send}</Button></div>
            </Form>
        </Fold>
    }
    .into_any()
}

/// The director lets the guest come, for so long.
pub fn screen(ask: &Ask, once: Option<DateTime<Utc>>) -> AnyView {
    let lead = match once {
        Some(at) => say!(L, guest_accounts.screen_once, day = day(at)),
        None => say!(L, guest_accounts.screen_lead).to_owned(),
    };
    let form = ask.form("/api/guests/screen");
    let keys = ask.keys();
    view! {
        <Form action=form.action class="kt-form">
            {form.problem()}
            {keys}
            <p>{lead}</p>
            {months(&form)}
            <div><Button kind=ButtonKind::Primary>{say!(L, guest_accounts.screen)}</Button></div>
        </Form>
    }
    .into_any()
}

/// Another term; for who came to one meeting, at every meeting.
pub fn renew(ask: &Ask, once: bool) -> AnyView {
    let lead = once.then(|| view! { <p>{say!(L, guest_accounts.renew_once)}</p> });
    let form = ask.form("/api/guests/renew");
    let keys = ask.keys();
    view! {
        <Fold label=say!(L, guest_accounts.renew) open=form.open()>
            <Form action=form.action class="kt-inlineform">
                {form.problem()}
                {keys}
                {lead}
                {months(&form)}
                <div><Button>{say!(L, guest_accounts.renew_do)}</Button></div>
            </Form>
        </Fold>
    }
    .into_any()
}

fn months(form: &Many) -> impl IntoView + use<> {
    let choices = (1..=MONTHS_AT_MOST)
        .map(|count| Choice {
            value: count.to_string(),
            word: match count {
                1 => say!(L, guest_accounts.month).to_owned(),
                count => say!(L, guest_accounts.months, count = count),
            },
            explanation: String::new(),
        })
        .collect();
    let most = MONTHS_AT_MOST.to_string();
    view! {
        <SelectField id=form.id("months") name=field_name("months") label=say!(L, guest_accounts.term)
            choices value=form.value("months", &most) error=form.error("months")/>
    }
}
