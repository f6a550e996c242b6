//! From an invitation, or a letter, to a way in.

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};
use service::guests::door::Invitation;
use service::identity::TotpSetup;

use super::{L, alert, passkey, plain};
use crate::pages::Page;
use crate::pages::meetings::day;
use crate::say;
use crate::ui::{Button, ButtonKind, TextField};

pub fn invitation(address: String, invitation: &Invitation, missing: bool) -> Page {
    let title = say!(L, guest_door.invitation_title);
    let welcome = say!(
        L,
        guest_door.invitation_lead,
        series = invitation.series.clone()
    );
    let until = invitation
        .ends_at
        .map(|at| view! { <p>{say!(L, guest_door.until, day = day(at))}</p> });
    let missing = missing.then(|| alert(say!(L, guest_door.missing)));
    let rules = [
        say!(L, guest_door.rule_1),
        say!(L, guest_door.rule_2),
        say!(L, guest_door.rule_3),
        say!(L, guest_door.rule_4),
    ]
    .map(|rule| view! { <li>{rule}</li> });
    let secret = [
        say!(L, guest_door.secret_1),
        say!(L, guest_door.secret_2),
        say!(L, guest_door.secret_3),
    ]
    .map(|rule| view! { <li>{rule}</li> });
    plain(
        title,
        view! {
            {missing}
            <p class="kt-doorway__lead">{welcome}</p>
            {until}
            <form class="kt-form" method="post" action=address novalidate>
                <h2 class="utrecht-heading-2">{say!(L, guest_door.rules)}</h2>
                <ul class="kt-numbered">{rules}</ul>
                {tick("huisregels", say!(L, guest_door.rules_agree))}
                <h2 class="utrecht-heading-2">{say!(L, guest_door.secret)}</h2>
                <ul class="kt-numbered">{secret}</ul>
                {tick("geheim", say!(L, guest_door.secret_agree))}
                <div class="kt-actions">
                    <Button kind=ButtonKind::Primary>{say!(L, guest_door.accept)}</Button>
                </div>
                <p class="kt-note">{say!(L, guest_door.accept_note)}</p>
            </form>
        },
    )
}

fn tick(name: &'static str, word: &'static str) -> impl IntoView {
    view! {
        <label class="kt-choice" for=name>
            <input class="utrecht-checkbox utrecht-checkbox--html-input" type="checkbox" id=name name=name value="ja"/>
            <span>{word}</span>
        </label>
    }
}

pub fn gone() -> Page {
    said(
        say!(L, guest_door.gone_title),
        say!(L, guest_door.gone_text),
    )
}

pub fn said(title: &'static str, text: &'static str) -> Page {
    plain(
        title,
        view! {
            <p>{text}</p>
            <p><a class="utrecht-link" href="/aanmelden-gast">{say!(L, guest_door.to_sign_in)}</a></p>
        },
    )
}

pub fn choose() -> Page {
    let instead = view! { <p>{say!(L, guest_door.no_passkey)}</p> }.into_any();
    let key = passkey(
        "/toegang/sleutel",
        "enrol",
        say!(L, guest_door.make_passkey),
        instead,
    );
    plain(
        say!(L, guest_door.choose_title),
        view! {
            <p class="kt-doorway__lead">{say!(L, guest_door.choose_lead)}</p>
            <h2 class="utrecht-heading-2">{say!(L, guest_door.by_passkey)}</h2>
            <p>{say!(L, guest_door.by_passkey_text)}</p>
            {key}
            <h2 class="utrecht-heading-2">{say!(L, guest_door.by_codes)}</h2>
            <p>{say!(L, guest_door.by_codes_text)}</p>
            <p>
                <a class="utrecht-button utrecht-button--secondary-action" href="/toegang/code">
                    {say!(L, guest_door.take_codes)}
                </a>
            </p>
        },
    )
}

pub fn codes(setup: &TotpSetup, wrong: bool) -> Page {
    let steps = [
        say!(L, guest_door.codes_1),
        say!(L, guest_door.codes_2),
        say!(L, guest_door.codes_3),
    ]
    .map(|step| view! { <li>{step}</li> });
    let typed = setup.typed.clone();
    let address = setup.address.clone();
    let square = qr(&address, say!(L, guest_door.square)).map(|square| {
        view! { <p>{say!(L, guest_door.square_text)}</p>{square} }
    });
    plain(
        say!(L, guest_door.by_codes),
        view! {
            <ol class="kt-numbered">{steps}</ol>
            {square}
            <p>
                <a class="utrecht-link" href=address>{say!(L, guest_door.open_app)}</a>
            </p>
            <p>{say!(L, guest_door.key)}<br/><b class="kt-secret">{typed}</b></p>
            {code_form("/toegang/code", wrong)}
            <p><a class="utrecht-link" href="/toegang">{say!(L, guest_door.other_way)}</a></p>
        },
    )
}

/// A text as a square that a camera reads, with the white edge of four modules that ISO/IEC 18004
/// asks for; nothing for a text that is too long for one.
fn qr(text: &str, label: &'static str) -> Option<AnyView> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let size = code.size();
    let dark = (0..size).flat_map(|y| (0..size).map(move |x| (x, y)));
    let dark = dark.filter(|(x, y)| code.get_module(*x, *y));
    let dark: Vec<_> = dark.map(|(x, y)| format!("M{x} {y}h1v1h-1z")).collect();
    let dark = dark.concat();
    let around = format!("-4 -4 {0} {0}", size + 8);
    let edge = (size + 8).to_string();
    Some(
        view! {
            <svg class="kt-qr" viewBox=around role="img" aria-label=label shape-rendering="crispEdges">
                <rect x="-4" y="-4" width=edge.clone() height=edge fill="#fff"/>
                <path d=dark fill="#000"/>
            </svg>
        }
        .into_any(),
    )
}

fn code_form(action: &'static str, wrong: bool) -> impl IntoView {
    let error = wrong.then(|| say!(L, guest_door.code_wrong).to_owned());
    view! {
        <form class="kt-form" method="post" action=action novalidate>
            <TextField id="code" name="code" label=say!(L, guest_door.code) hint=say!(L, guest_door.code_hint).to_owned()
                error inputmode="numeric" autocomplete="one-time-code" maxlength=10 short=true/>
            <div class="kt-actions">
                <Button kind=ButtonKind::Primary>{say!(L, guest_door.go)}</Button>
            </div>
        </form>
    }
}

pub fn sign_in(wrong: bool) -> Page {
    let instead = view! { <p>{say!(L, guest_door.no_passkey_here)}</p> }.into_any();
    let key = passkey(
        "/aanmelden-gast/sleutel",
        "prove",
        say!(L, guest_door.use_passkey),
        instead,
    );
    plain(
        say!(L, guest_door.sign_in_title),
        view! {
            <h2 class="utrecht-heading-2">{say!(L, guest_door.by_passkey)}</h2>
            {key}
            <h2 class="utrecht-heading-2">{say!(L, guest_door.by_letter)}</h2>
            <p>{say!(L, guest_door.by_letter_text)}</p>
            {address_form("/aanmelden-gast/brief", say!(L, guest_door.send_letter), wrong)}
            <p><a class="utrecht-link" href="/aanmelden-gast/kwijt">{say!(L, guest_door.lost)}</a></p>
            <p><a class="utrecht-link" href="/">{say!(L, guest_door.not_a_guest)}</a></p>
        },
    )
}

fn address_form(action: &'static str, word: &'static str, wrong: bool) -> impl IntoView {
    let error = wrong.then(|| say!(L, faults.not_an_address).to_owned());
    view! {
        <form class="kt-form" method="post" action=action novalidate>
            <TextField id="email" name="email" label=say!(L, guest_door.email) kind="email" error
                inputmode="email" autocomplete="email" maxlength=254/>
            <div class="kt-actions">
                <Button>{word}</Button>
            </div>
        </form>
    }
}

pub fn begin(address: String, series: String) -> Page {
    plain(
        say!(L, guest_door.sign_in_title),
        view! {
            <p>{say!(L, guest_door.begin_text)}</p>
            <p>{say!(L, guest_door.begin_for, series = series)}</p>
            <form method="post" action=address>
                <Button kind=ButtonKind::Primary>{say!(L, guest_door.go)}</Button>
            </form>
        },
    )
}

pub fn code(codes: bool, has_passkey: bool, wrong: bool) -> Page {
    let form = codes.then(|| code_form("/aanmelden-gast/code", wrong));
    let key = has_passkey.then(|| {
        let instead = view! { <p>{say!(L, guest_door.no_passkey_here)}</p> }.into_any();
        let word = say!(L, guest_door.use_passkey);
        passkey("/aanmelden-gast/sleutel", "prove", word, instead)
    });
    plain(
        say!(L, guest_door.second_title),
        view! {
            <p>{say!(L, guest_door.second_text)}</p>
            {key}
            {form}
            <p><a class="utrecht-link" href="/aanmelden-gast/kwijt">{say!(L, guest_door.lost)}</a></p>
        },
    )
}

pub fn lost(wrong: bool) -> Page {
    plain(
        say!(L, guest_door.lost_title),
        view! {
            <p>{say!(L, guest_door.lost_text)}</p>
            {address_form("/aanmelden-gast/kwijt", say!(L, guest_door.ask_anew), wrong)}
        },
    )
}
