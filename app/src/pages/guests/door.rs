//! The pages at the door of a guest: nobody is signed in yet, so they stand without a menu, and work
//! as plain forms. A script is there for the passkey alone. All text is B1.

mod answer;
mod enter;
mod post;

use leptos::prelude::*;
use service::calendar::door::Asked;
use service::guests::door::Invitation;
use service::identity::TotpSetup;
use service::mail::Delivered;

use super::super::Page;
use crate::i18n::Locale;
use crate::say;
use crate::ui::{Icon, Notice, Tone};

/// A page at the door.
#[derive(Clone)]
pub enum Door {
    /// An invitation, with what was not accepted yet.
    Invitation {
        /// Where the form goes.
        address: String,
        /// What it is for.
        invitation: Invitation,
        /// Whether something was left open.
        missing: bool,
    },
    /// A link that does not work (any more).
    Gone,
    /// Choose how to sign in from now on.
    Choose,
    /// Set up codes of an app.
    Codes {
        /// What to bring into the app.
        setup: TotpSetup,
        /// Whether the code was wrong.
        wrong: bool,
    },
    /// Sign in.
    SignIn {
        /// Whether the address could not be read.
        wrong: bool,
    },
    /// A letter was asked for; the same for every address.
    Asked,
    /// A link of a letter, before it is used.
    Begin {
        /// Where the form goes.
        address: String,
        /// The overleg.
        series: String,
    },
    /// The second half.
    Code {
        /// Whether the guest has codes.
        codes: bool,
        /// Whether the guest has a passkey.
        passkey: bool,
        /// Whether the code was wrong.
        wrong: bool,
    },
    /// Lost the second factor.
    Lost {
        /// Whether the address could not be read.
        wrong: bool,
    },
    /// The same, asked.
    LostAsked,
    /// A link with which somebody says whether they come.
    Answer {
        /// Where the form goes.
        address: String,
        /// When it is, and what was said.
        asked: Asked,
        /// Whether it was said just now; nothing when the form was sent without an answer.
        said: Option<bool>,
    },
    /// Such a link that does not work (any more).
    AnswerGone,
    /// The post of the demonstration.
    Post {
        /// What arrived, latest first.
        letters: Vec<Delivered>,
    },
}

impl Door {
    /// The page.
    pub(in crate::pages) fn page(self) -> Page {
        match self {
            Self::Invitation {
                address,
                invitation,
                missing,
            } => enter::invitation(address, &invitation, missing),
            Self::Gone => enter::gone(),
            Self::Choose => enter::choose(),
            Self::Codes { setup, wrong } => enter::codes(&setup, wrong),
            Self::SignIn { wrong } => enter::sign_in(wrong),
            Self::Asked => enter::said(
                say!(L, guest_door.asked_title),
                say!(L, guest_door.asked_text),
            ),
            Self::Begin { address, series } => enter::begin(address, series),
            Self::Code {
                codes,
                passkey,
                wrong,
            } => enter::code(codes, passkey, wrong),
            Self::Lost { wrong } => enter::lost(wrong),
            Self::LostAsked => enter::said(
                say!(L, guest_door.lost_asked_title),
                say!(L, guest_door.lost_asked_text),
            ),
            Self::Answer {
                address,
                asked,
                said,
            } => answer::page(&address, asked, said),
            Self::AnswerGone => answer::gone(),
            Self::Post { letters } => post::post(letters),
        }
    }
}

const L: Locale = Locale::Nl;

/// What every page at the door looks like.
fn plain(title: &'static str, body: impl IntoView + 'static) -> Page {
    Page::new(
        title,
        view! {
            <div class="kt-doorway">
                <h1 class="utrecht-heading-1">{title}</h1>
                {body}
            </div>
        },
    )
}

/// A sentence about what went wrong.
fn alert(sentence: &'static str) -> AnyView {
    view! { <Notice tone=Tone::Attention><span role="alert">{sentence}</span></Notice> }.into_any()
}

/// A place where a passkey is asked for.
pub(in crate::pages) struct Passkey {
    /// Where the answer goes; the question is at `/vraag` beneath it.
    pub address: &'static str,
    /// Whether one is made (`enrol`) or shown (`prove`).
    pub does: &'static str,
    /// What stands on the button.
    pub word: &'static str,
    /// The page to go back to, where that is not always the same.
    pub page: Option<String>,
}

impl Passkey {
    /// The button, with what to do where there is no passkey. The script shows the one or the other.
    pub(in crate::pages) fn button(self, instead: AnyView) -> AnyView {
        view! {
            <div data-passkey=self.address data-does=self.does data-page=self.page>
                <div data-able hidden>
                    <button class="utrecht-button utrecht-button--primary-action" type="button">
                        <Icon name="lock"/>{self.word}
                    </button>
                </div>
                <p role="alert" data-says=say!(L, guest_door.passkey_failed)></p>
                <div data-instead>{instead}</div>
            </div>
        }
        .into_any()
    }
}

/// The button for a passkey at the door.
fn passkey(
    address: &'static str,
    does: &'static str,
    word: &'static str,
    instead: AnyView,
) -> AnyView {
    let page = None;
    Passkey {
        address,
        does,
        word,
        page,
    }
    .button(instead)
}
