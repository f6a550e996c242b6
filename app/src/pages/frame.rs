//! The frame of every page: safety line and quick exit first, then menu, content and foot.

use crate::say;
use domain::policy::{Facts, Operation};
use leptos::prelude::*;

use super::public::About;
use super::screen::Nav;
use super::{done, guise};
use crate::bridge::Visit;
use crate::i18n::Locale;
use crate::islands::exit::QuickExit;
use crate::islands::kept::KeptText;
use crate::ui::{Arms, Icon, Mark};
use crate::words;

/// The safety line with the quick exit: the first thing on every page.
#[component]
pub fn Safety() -> impl IntoView {
    let l = Locale::Nl;
    view! {
        <aside class="kt-safety" aria-label=say!(l, common.safety)>
            <div class="kt-safety__in">
                <p class="kt-safety__line">
                    <span>{say!(l, common.danger)}" "<a href="tel:112">{say!(l, common.call)}</a></span>
                    " "
                    <span>
                        {say!(l, common.veilig_thuis)}" "<a href="tel:08002000">"0800-2000"</a>" "
                        <span class="kt-safety__free">{say!(l, common.free)}</span>
                    </span>
                </p>
                <QuickExit label=say!(l, common.exit).to_owned()/>
            </div>
        </aside>
    }
}

/// Everything around the content of a page for somebody who is signed in.
#[component]
pub fn Frame(
    visit: Visit,
    nav: Nav,
    comfort: bool,
    wide: bool,
    children: Children,
) -> impl IntoView {
    let mut main = String::from("kt-main");
    if wide {
        main.push_str(" kt-main--full");
    }
    if comfort {
        main.push_str(" kt-main--narrow");
    }
    let body = if comfort {
        "kt-body kt-body--comfort"
    } else {
        "kt-body"
    };
    view! {
        <div class=body>
            <Safety/>
            {guise::banner(&visit)}
            <Header visit=visit.clone() nav/>
            <main class=main id="inhoud" tabindex="-1">{done::notice()}{children()}</main>
            <KeptText account=visit.ctx.doer().account.to_string()/>
            <Footer visit/>
        </div>
    }
}

#[component]
fn Header(visit: Visit, nav: Nav) -> impl IntoView {
    let l = Locale::Nl;
    let links = links(&visit)
        .into_iter()
        .map(|(target, href, label)| {
            let current = (target == nav).then_some("page");
            view! { <li><a class="kt-nav__link" href=href aria-current=current>{label}</a></li> }
        })
        .collect_view();
    let role = visit
        .viewer
        .actor
        .leading_role()
        .map(words::role)
        .unwrap_or_default();
    // The arms of a municipality are for those who work there, not for its guests and partners.
    let arms = visit
        .viewer
        .arms
        .clone()
        .map(|theme| view! { <Arms theme/> });
    let who = view! {
        {arms}
        <span><span class="kt-visually-hidden">{say!(l, account.nav)}</span>" "<b>{visit.viewer.organisation.clone()}</b>" "<span class="kt-who__role">{role}</span></span>
    };
    // What is of one person alone is not looked at by another.
    let who = if visit.ctx.looks_as_another() {
        view! { <span class="kt-who">{who}</span> }.into_any()
    } else {
        view! { <a class="kt-who" href="/account">{who}</a> }.into_any()
    };
    view! {
        <header class="kt-header">
            <div class="kt-header__in">
                <a class="kt-brand" href="/"><Mark/><span class="kt-brand__name">"Ketentafel"</span></a>
                <button class="kt-menu-button" type="button" popovertarget="kt-menu">
                    <Icon name="menu"/><span>{say!(l, common.menu)}</span>
                </button>
                <div class="kt-menu" id="kt-menu" popover="auto">
                    <nav class="kt-nav" aria-label=say!(l, common.main_menu)>
                        <ul class="kt-nav__list">{links}</ul>
                    </nav>
                    <Switch visit=visit.clone()/>
                    {who}
                    <form class="kt-signout" method="post" action="/afmelden">
                        <button class="utrecht-button utrecht-button--subtle kt-compact" type="submit">
                            {say!(l, common.sign_out)}
                        </button>
                    </form>
                </div>
            </div>
        </header>
    }
}

fn links(visit: &Visit) -> Vec<(Nav, &'static str, &'static str)> {
    let l = Locale::Nl;
    let may = |operation| visit.ctx.may(operation, Facts::default());
    if visit.viewer.actor.is_guest() {
        return vec![
            (Nav::Guest, "/gast", say!(l, common.nav_guest)),
            (Nav::Meetings, "/overleg", say!(l, common.nav_meetings)),
            (Nav::Actions, "/acties", say!(l, common.nav_actions)),
            (Nav::Covenants, "/convenant", say!(l, common.nav_covenants)),
        ];
    }
    // A coordinator keeps the rights of the own colleagues.
    let manages = visit.ctx.may(
        Operation::ReadPeople,
        Facts::of_owner(visit.ctx.actor.organisation),
    );
    let pages: [(&[Operation], Nav, &'static str, &'static str); 7] = [
        (
            &[Operation::ReadCockpit],
            Nav::Regie,
            "/regie",
            say!(l, common.nav_regie),
        ),
        (
            &[Operation::ReadInvitations],
            Nav::Advice,
            "/adviezen",
            say!(l, common.nav_advice),
        ),
        (
            &[
                Operation::ReadMeetings,
                Operation::ReadPublished,
                Operation::CountMeetings,
            ],
            Nav::Meetings,
            "/overleg",
            say!(l, common.nav_meetings),
        ),
        (
            &[
                Operation::ReadActions,
                Operation::CountOverdue,
                Operation::CountActions,
            ],
            Nav::Actions,
            "/acties",
            say!(l, common.nav_actions),
        ),
        (
            &[Operation::ReadCovenants],
            Nav::Covenants,
            "/convenant",
            say!(l, common.nav_covenants),
        ),
        (
            &[Operation::ReadRoadmap],
            Nav::Roadmaps,
            "/routekaart",
            say!(l, common.nav_roadmaps),
        ),
        (
            &[Operation::Search],
            Nav::Search,
            "/zoek",
            say!(l, common.nav_search),
        ),
    ];
    pages
        .into_iter()
        .filter(|(any, ..)| any.iter().any(|operation| may(*operation)))
        .map(|(_, nav, href, label)| (nav, href, label))
        .chain(manages.then(|| (Nav::Manage, "/beheer", say!(l, common.nav_manage))))
        .collect()
}

/// Goes to another series, or another region for who works in several.
#[component]
fn Switch(visit: Visit) -> impl IntoView {
    let l = Locale::Nl;
    let viewer = visit.viewer;
    let label = viewer
        .series
        .first()
        .map_or_else(|| viewer.region.clone(), |s| s.name.clone());
    let series = viewer
        .series
        .iter()
        .map(|series| {
            let href = format!("/overleg?serie={}", series.id);
            view! { <li><a href=href>{series.name.clone()}<small>{words::series::rhythm(series.rhythm)}</small></a></li> }
        })
        .collect_view();
    let here = viewer.actor.region;
    let regions = viewer
        .regions
        .iter()
        .filter(|region| region.id != here)
        .map(|region| {
            let to = say!(l, common.to_region, region = region.name.clone());
            view! {
                <li>
                    <form method="post" action="/regio">
                        <input type="hidden" name="region" value=region.id.to_string()/>
                        <button class="kt-switch__do" type="submit">{to}</button>
                    </form>
                </li>
            }
        })
        .collect_view();
    view! {
        <details class="kt-switch">
            <summary class="kt-switch__button">
                <span class="kt-switch__label">{label}</span><Icon name="down"/>
            </summary>
            <ul class="kt-switch__list">
                {series}
                {regions}
            </ul>
        </details>
    }
}

#[component]
fn Footer(visit: Visit) -> impl IntoView {
    let l = Locale::Nl;
    let guests = visit
        .ctx
        .may(
            Operation::ReadGuests,
            Facts::of_owner(visit.viewer.actor.organisation),
        )
        .then(|| view! { <li><a href="/beheer/gasten">{say!(l, guest_accounts.title)}</a></li> });
    let promise = say!(l, common.promise, region = visit.viewer.region.clone());
    let minutes = visit.here.silence.num_minutes();
    let oversees = [
        Operation::ReadTrail,
        Operation::ReadTechnicalTrail,
        Operation::CountTrail,
    ];
    let may = |operation| visit.ctx.may(operation, Facts::default());
    let oversees = oversees.into_iter().any(may);
    view! {
        <footer class="kt-footer">
            <div class="kt-footer__in">
                <p><Mark small=true/>" "<b>"Ketentafel"</b>" "{promise}" "{say!(l, account.silence, minutes = minutes)}</p>
                <ul class="kt-footer__links">
                    <li><a href="/naslag">{say!(l, common.reference)}</a></li>
                    {guests}
                    {oversees.then(|| view! { <li><a href="/toezicht">{say!(l, oversight.title)}</a></li> })}
                    <About/>
                </ul>
            </div>
        </footer>
    }
}
