//! What every page does alike: load through `service`, put the result in the frame, and answer
//! a failure with a page that says what to do.

use std::future::Future;

use crate::say;
use http::StatusCode;
use leptos::prelude::*;
use leptos_meta::Title;

use super::frame::Frame;
use super::public::About;
use crate::bridge::{self, Visit};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::islands::kept::KeptText;
use domain::policy::{Facts, Operation};

/// The part of the menu a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nav {
    /// The cockpit of the director.
    Regie,
    /// Meetings and agendas.
    Meetings,
    /// Advice that was asked for.
    Advice,
    /// Actions.
    Actions,
    /// Covenants.
    Covenants,
    /// Routekaarten.
    Roadmaps,
    /// The home of a guest.
    Guest,
    /// Searching.
    Search,
    /// Who may do what.
    Manage,
    /// None of these.
    Elsewhere,
}

/// A page that loaded.
pub struct Page {
    /// The kind of page, for the title of the window. Never its subject.
    pub title: String,
    /// More room between things, for guests.
    pub comfort: bool,
    /// The whole width, for the live screen and the matrix.
    pub wide: bool,
    /// What stands in `main`.
    pub body: AnyView,
}

impl Page {
    /// A page of the usual width and density.
    pub fn new(title: impl Into<String>, body: impl IntoView + 'static) -> Self {
        Self {
            title: title.into(),
            comfort: false,
            wide: false,
            body: body.into_any(),
        }
    }

    /// The same page with more air.
    #[must_use]
    pub fn comfort(mut self) -> Self {
        self.comfort = true;
        self
    }

    /// The same page over the whole width.
    #[must_use]
    pub fn wide(mut self) -> Self {
        self.wide = true;
        self
    }
}

/// Renders a page for somebody who is signed in.
pub fn screen<F, Fut>(nav: Nav, load: F) -> AnyView
where
    F: FnOnce(Visit) -> Fut + Send + 'static,
    Fut: Future<Output = Result<Page, AppError>> + Send + 'static,
{
    Suspend::new(async move {
        let visit = match bridge::visit() {
            Ok(visit) => visit,
            Err(error) => return bare(fault(&error)),
        };
        let page = load(visit.clone())
            .await
            .unwrap_or_else(|error| fault(&error));
        view! {
            <Title text=window_title(&page.title)/>
            <Frame visit nav comfort=page.comfort wide=page.wide>{page.body}</Frame>
        }
        .into_any()
    })
    .into_any()
}

/// The page for an address that leads nowhere.
pub fn not_found() -> AnyView {
    let error = if bridge::is_wrong_way() {
        AppError::WrongWay
    } else {
        AppError::NotFound
    };
    bridge::set_status(StatusCode::NOT_FOUND);
    match bridge::visit_quietly() {
        Some(_) => screen(Nav::Elsewhere, |_| async { Err(error) }),
        None => bare(fault(&error)),
    }
}

/// A page without a menu, for somebody who is not signed in.
pub fn bare(page: Page) -> AnyView {
    view! {
        <Title text=window_title(&page.title)/>
        <super::frame::Safety/>
        {forgotten()}
        {bridge::visit_quietly().as_ref().and_then(super::guise::banner)}
        <main class="kt-main kt-main--bare" id="inhoud" tabindex="-1">{page.body}</main>
        {foot()}
    }
    .into_any()
}

/// Where nobody is signed in, what the one before typed and did not send is gone with the session.
pub fn forgotten() -> Option<AnyView> {
    let nobody = bridge::visit_quietly().is_none();
    nobody.then(|| view! { <KeptText account=String::new()/> }.into_any())
}

/// The foot of a page without a menu.
pub fn foot() -> AnyView {
    view! {
        <footer class="kt-footer">
            <div class="kt-footer__in"><ul class="kt-footer__links"><About/></ul></div>
        </footer>
    }
    .into_any()
}

/// The page that stands in for one that could not be shown.
pub fn fault(error: &AppError) -> Page {
    let l = Locale::Nl;
    if *error == AppError::Unproven {
        return super::proof::ask();
    }
    let (title, text) = match error {
        AppError::NotFound | AppError::Malformed => (
            say!(l, faults.not_found_title),
            say!(l, faults.not_found_text),
        ),
        AppError::NotAllowed => (say!(l, faults.not_allowed_title), not_allowed()),
        AppError::DoorShut => (
            say!(l, faults.door_shut_title),
            say!(l, faults.door_shut_text),
        ),
        AppError::OnlyLooking => (
            say!(l, faults.only_looking_title),
            say!(l, faults.only_looking_text),
        ),
        AppError::SignedOut => (
            say!(l, faults.signed_out_title),
            say!(l, faults.signed_out_text),
        ),
        AppError::Unavailable => (
            say!(l, faults.unavailable_title),
            say!(l, faults.unavailable_text),
        ),
        AppError::Refused { .. }
        | AppError::NotNow { .. }
        | AppError::Stale { .. }
        | AppError::Replayed
        | AppError::Unproven
        | AppError::FourEyes => (say!(l, faults.not_now_title), say!(l, faults.not_now_text)),
        AppError::TooMany { after } => {
            let text = say!(l, faults.too_many_text, wait = wait(*after));
            return told(say!(l, faults.too_many_title), text);
        }
        AppError::TooLarge => (
            say!(l, faults.too_large_title),
            say!(l, faults.too_large_text),
        ),
        AppError::NoScanner => (say!(l, faults.no_scanner_title), say!(l, faults.no_scanner)),
        AppError::WrongWay => (
            say!(l, faults.wrong_way_title),
            say!(l, faults.wrong_way_text),
        ),
        AppError::Broken => (say!(l, faults.broken_title), say!(l, faults.broken_text)),
    };
    told(title, text.to_owned())
}

/// What to do about a page that is not for who asks: a director is not sent to the director.
fn not_allowed() -> &'static str {
    let l = Locale::Nl;
    let Some(visit) = bridge::visit_quietly() else {
        return say!(l, faults.not_allowed_nobody);
    };
    if visit.viewer.actor.is_guest() {
        say!(l, faults.not_allowed_guest)
    } else if visit.ctx.may(Operation::ReviewRights, Facts::default()) {
        say!(l, faults.not_allowed_director)
    } else {
        say!(l, faults.not_allowed_text)
    }
}

/// How long to wait, in words.
fn wait(seconds: i64) -> String {
    let l = Locale::Nl;
    match seconds {
        ..=90 => say!(l, faults.wait_seconds).to_owned(),
        91..=7200 => say!(l, faults.wait_minutes, minutes = (seconds + 59) / 60),
        _ => say!(l, faults.wait_hours).to_owned(),
    }
}

fn told(title: &'static str, text: String) -> Page {
    let home = say!(Locale::Nl, faults.home);
    Page::new(
        title.to_owned(),
        view! {
            <div class="kt-empty">
                <h1 class="utrecht-heading-1">{title}</h1>
                <p>{text}</p>
                <p><a class="utrecht-link" href="/">{home}</a></p>
            </div>
        },
    )
}

fn window_title(kind: &str) -> String {
    format!("{kind} - Ketentafel")
}
