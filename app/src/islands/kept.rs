//! What somebody typed and the server did not acknowledge yet, on this device and nowhere else
//! (`docs/decisions/0032-typed-text-waits-on-the-device.md`). The place is emptied by leaving: by the
//! quick exit, by signing out, by a session that ended, and by somebody else who comes in here.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Storage};

/// What every key of ours begins with. The rest are ids: nobody reads from a key what was typed.
const OURS: &str = "ketentafel/";
/// How long a text is kept at most, in milliseconds.
const DAY: f64 = 24.0 * 60.0 * 60.0 * 1000.0;
/// Where the form goes that signs out.
const SIGN_OUT: &str = "/afmelden";

/// A text that waits.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiting {
    /// Where it stands.
    pub key: String,
    /// When it was typed, in milliseconds.
    pub at: f64,
    /// What was typed.
    pub text: String,
}

/// The key of a text of somebody.
pub fn key(account: &str, parts: &[&str]) -> String {
    format!("{OURS}{account}/{}", parts.join("/"))
}

/// What the key names after whose it is.
pub fn parts<'a>(account: &str, key: &'a str) -> Option<Vec<&'a str>> {
    let rest = key.strip_prefix(OURS)?.strip_prefix(account)?;
    Some(rest.strip_prefix('/')?.split('/').collect())
}

/// Keeps a text. A device that keeps nothing is as it was before.
pub fn keep(key: &str, text: &str) {
    if let Some(store) = store() {
        let value = format!("{}\n{text}", js_sys::Date::now());
        store.set_item(key, &value).unwrap_or_default();
    }
}

/// Whether a text is there.
pub fn waits(key: &str) -> bool {
    store().is_some_and(|store| store.get_item(key).is_ok_and(|it| it.is_some()))
}

/// Forgets a text.
pub fn forget(key: &str) {
    if let Some(store) = store() {
        store.remove_item(key).unwrap_or_default();
    }
}

/// Everything of somebody that waits, the latest first; what is too old, or of somebody else, is gone then.
pub fn waiting(account: &str) -> Vec<Waiting> {
    tidy(account);
    let mine = |key: &String| parts(account, key).is_some();
    let mut found: Vec<_> = keys().into_iter().filter(mine).filter_map(read).collect();
    found.sort_by(|a, b| b.at.total_cmp(&a.at));
    found
}

/// Forgets everything.
pub fn wipe() {
    for key in keys() {
        forget(&key);
    }
}

/// Forgets what is of somebody else, and what is older than a day.
fn tidy(account: &str) {
    for key in keys() {
        let fresh = read(key.clone()).is_some_and(|it| js_sys::Date::now() - it.at < DAY);
        if !fresh || parts(account, &key).is_none() {
            forget(&key);
        }
    }
}

fn read(key: String) -> Option<Waiting> {
    let value = store()?.get_item(&key).ok()??;
    let (at, text) = value.split_once('\n')?;
    Some(Waiting {
        at: at.parse().ok()?,
        text: text.to_owned(),
        key,
    })
}

fn keys() -> Vec<String> {
    let Some(store) = store() else {
        return Vec::new();
    };
    let count = store.length().unwrap_or_default();
    let all = (0..count).filter_map(|at| store.key(at).ok().flatten());
    all.filter(|key| key.starts_with(OURS)).collect()
}

fn store() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// Sees to it that this device keeps what is of `account` only, and nothing once that one signs out;
/// nothing at all where nobody is signed in.
#[island]
pub fn KeptText(account: String) -> impl IntoView {
    Effect::new(move || {
        if account.is_empty() {
            return wipe();
        }
        tidy(&account);
        let handle = window_event_listener_untyped("submit", |event| {
            let form = event.target().and_then(|it| it.dyn_into::<Element>().ok());
            let action = form.and_then(|form| form.get_attribute("action"));
            if action.as_deref() == Some(SIGN_OUT) {
                wipe();
            }
        });
        on_cleanup(move || handle.remove());
    });
}
