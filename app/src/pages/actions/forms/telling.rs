//! The forms that ask one text: which operation, what they say, and how loud their button is.

use domain::people::Class;
use service::actions::ActionView;

use crate::i18n::Locale;
use crate::say;
use crate::ui::ButtonKind;

const L: Locale = Locale::Nl;

/// A form with one text: which operation, what it says, and how loud its button is.
#[derive(Clone, Copy)]
pub struct Telling {
    pub verb: &'static str,
    pub summary: &'static str,
    pub label: &'static str,
    pub hint: &'static str,
    pub send: &'static str,
    pub kind: ButtonKind,
}

pub const DECLINE: Telling = Telling {
    verb: "decline",
    summary: say!(L, actions.do_decline),
    label: say!(L, actions.decline_label),
    hint: say!(L, actions.decline_hint),
    send: say!(L, actions.decline_send),
    kind: ButtonKind::Secondary,
};

pub const UPDATE: Telling = Telling {
    verb: "update",
    summary: say!(L, actions.do_update),
    label: say!(L, actions.update_label),
    hint: say!(L, actions.update_hint),
    send: say!(L, actions.update_send),
    kind: ButtonKind::Secondary,
};

pub const VERIFY: Telling = Telling {
    verb: "verify",
    summary: say!(L, actions.do_verify),
    label: say!(L, actions.verify_label),
    hint: say!(L, actions.verify_hint),
    send: say!(L, actions.verify_send),
    kind: ButtonKind::Primary,
};

pub const REOPEN: Telling = Telling {
    verb: "reopen",
    summary: say!(L, actions.do_reopen),
    label: say!(L, actions.reopen_label),
    hint: say!(L, actions.reopen_hint),
    send: say!(L, actions.reopen_send),
    kind: ButtonKind::Secondary,
};

pub const CANCEL: Telling = Telling {
    verb: "cancel",
    summary: say!(L, actions.do_cancel),
    label: say!(L, actions.cancel_label),
    hint: say!(L, actions.cancel_hint),
    send: say!(L, actions.cancel_send),
    kind: ButtonKind::Secondary,
};

/// Says that it is done; about a case without what would tell who it was about.
pub fn done(action: &ActionView) -> Telling {
    Telling {
        verb: "report_done",
        summary: say!(L, actions.do_done),
        label: say!(L, actions.done_label),
        hint: if action.class == Class::K3 {
            say!(L, actions.done_hint_case)
        } else {
            say!(L, actions.done_hint)
        },
        send: say!(L, actions.done_send),
        kind: ButtonKind::Primary,
    }
}
