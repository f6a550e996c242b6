//! `/account`: who somebody is here, and where they are signed in. And the warning that a page shows
//! before a session ends.

use chrono::{DateTime, Utc};
use domain::identity::Device;
use leptos::prelude::*;
use service::identity::{MySession, Way, my_sessions, own_code};

use super::calendar;
use super::form::{Form, Hidden, Problem};
use super::mail;
use super::meetings::when;
use super::screen::{Nav, Page, screen};
use crate::bridge::{self, Visit};
use crate::i18n::Locale;
use crate::refused::field_name;
use crate::say;
use crate::ui::{
    Cell, Column, DenseTable, Fact, Facts, Head, NameCell, SectionHead, TableRow, TableShape,
};
use crate::words;

const END: &str = "/api/identity/end_session";
const ASK_CODE: &str = "/api/identity/ask_code";
const END_OTHERS: &str = "/api/identity/end_other_sessions";

/// The page.
pub fn account() -> AnyView {
    screen(Nav::Elsewhere, |visit| async move {
        bridge::no_store();
        let sessions = my_sessions(&visit.ctx).await?;
        let providers = bridge::providers().await?;
        let code = own_code(&visit.ctx).await?;
        let reach = service::mail::own(&visit.ctx).await?;
        let feed = calendar::section(&visit).await?;
        let l = Locale::Nl;
        let title = say!(l, account.title);
        let comfort = visit.viewer.actor.is_guest();
        let refused = bridge::refused(END).or_else(|| bridge::refused(END_OTHERS));
        let body = view! {
            <Problem refused/>
            <Head title/>
            <p>{say!(l, account.lead)}</p>
            {who(&visit)}
            {places(&visit, &sessions, &providers)}
            {mail::choice(&visit, reach)}
            {feed}
            {elsewhere(code)}
            <section aria-labelledby="gegevens">
                <SectionHead id="gegevens" title=say!(l, account.data_title)/>
                <p>{say!(l, account.data_lead)}</p>
                <p><a class="utrecht-link" href="/account/gegevens">{say!(l, account.data_link)}</a></p>
            </section>
        };
        let page = Page::new(title, body);
        Ok(if comfort { page.comfort() } else { page })
    })
}

fn who(visit: &Visit) -> AnyView {
    let l = Locale::Nl;
    let viewer = &visit.viewer;
    let mut roles: Vec<&str> = Vec::new();
    for held in &viewer.actor.roles {
        let word = words::role(held.role);
        if !roles.contains(&word) {
            roles.push(word);
        }
    }
    let roles = if roles.is_empty() {
        say!(l, account.roles_none).to_owned()
    } else {
        roles.join(", ")
    };
    let (function, organisation) = (viewer.function.clone(), viewer.organisation.clone());
    let (region, since) = (viewer.region.clone(), when::day(viewer.since));
    view! {
        <section aria-labelledby="wie">
            <SectionHead id="wie" title=say!(l, account.who_title)/>
            <Facts>
                <Fact label=say!(l, account.function)>{function}</Fact>
                <Fact label=say!(l, account.organisation)>{organisation}</Fact>
                <Fact label=say!(l, account.region)>{region}</Fact>
                <Fact label=say!(l, account.roles)>{roles}</Fact>
                <Fact label=say!(l, account.since)>{since}</Fact>
            </Facts>
        </section>
    }
    .into_any()
}

/// The code by which another region knows who one is, for who comes in by a provider.
fn elsewhere((may, code): (bool, Option<String>)) -> Option<AnyView> {
    let l = Locale::Nl;
    may.then(|| {
        let code = match code {
            Some(code) => {
                // Read out in two halves.
                let (first, second) = code.split_at(code.len() / 2);
                let code = format!("{first} {second}");
                view! { <p><b>{say!(l, account.code_is, code = code)}</b></p> }.into_any()
            }
            None => view! {
                <Form action=ASK_CODE class="kt-actions">
                    <input type="hidden" name=field_name("yes") value="yes"/>
                    <button class="utrecht-button utrecht-button--secondary-action" type="submit">
                        {say!(l, account.code_do)}
                    </button>
                </Form>
            }
            .into_any(),
        };
        view! {
            <section aria-labelledby="elders">
                <SectionHead id="elders" title=say!(l, account.code_title)/>
                <p>{say!(l, account.code_lead)}</p>
                {code}
            </section>
        }
        .into_any()
    })
}

fn places(visit: &Visit, sessions: &[MySession], providers: &[(String, String)]) -> AnyView {
    let l = Locale::Nl;
    let words = [
        say!(l, account.device),
        say!(l, account.began),
        say!(l, account.seen),
        say!(l, account.way),
        say!(l, account.end),
    ];
    let columns = words.map(|word| Column {
        word: word.to_owned(),
        numeric: false,
    });
    let rows = sessions
        .iter()
        .map(|session| row(session, session.name == visit.here.name, words, providers))
        .collect_view();
    let others = if sessions.len() > 1 {
        view! {
            <Form action=END_OTHERS class="kt-actions">
                <input type="hidden" name=field_name("all") value="yes"/>
                <button class="utrecht-button utrecht-button--secondary-action" type="submit">
                    {say!(l, account.end_others)}
                </button>
            </Form>
        }
        .into_any()
    } else {
        view! { <p class="kt-note">{say!(l, account.only_here)}</p> }.into_any()
    };
    let minutes = visit.here.silence.num_minutes();
    let lead = if visit.viewer.actor.is_guest() {
        say!(l, account.sessions_lead_guest, minutes = minutes)
    } else {
        say!(l, account.sessions_lead, minutes = minutes)
    };
    view! {
        <section aria-labelledby="waar">
            <SectionHead id="waar" title=say!(l, account.sessions_title)/>
            <p>{lead}</p>
            <DenseTable label=say!(l, account.sessions_title) columns=columns.to_vec() shape=TableShape::Cards>
                {rows}
            </DenseTable>
            {others}
        </section>
    }
    .into_any()
}

fn row(
    session: &MySession,
    here: bool,
    words: [&'static str; 5],
    providers: &[(String, String)],
) -> AnyView {
    let l = Locale::Nl;
    let device = device(session.device);
    let name = if here {
        view! { {device}" "<small>{say!(l, account.this_one)}</small> }.into_any()
    } else {
        device.into_any()
    };
    let began = at(session.began);
    let about = say!(l, account.end_about, device = device, at = began);
    let end = view! {
        <button class="utrecht-button utrecht-button--subtle kt-compact" type="submit">
            {say!(l, account.end)}<span class="kt-visually-hidden">{about}</span>
        </button>
    };
    let (seen, way, id) = (
        at(session.seen),
        way(&session.way, providers),
        session.name.clone(),
    );
    // This device signs out as it always does, which also clears what the browser kept.
    let end = if here {
        view! { <form method="post" action="/afmelden">{end}</form> }.into_any()
    } else {
        view! { <Form action=END><Hidden field="id" value=id/>{end}</Form> }.into_any()
    };
    view! {
        <TableRow>
            <NameCell>{name}</NameCell>
            <Cell label=words[1]>{began}</Cell>
            <Cell label=words[2]>{seen}</Cell>
            <Cell label=words[3]>{way}</Cell>
            <Cell label=words[4]>{end}</Cell>
        </TableRow>
    }
    .into_any()
}

fn at(instant: DateTime<Utc>) -> String {
    let (day, time) = (when::day(instant), when::time(instant));
    say!(Locale::Nl, account.at, day = day, time = time)
}

fn device(device: Device) -> &'static str {
    let l = Locale::Nl;
    match device {
        Device::Phone => say!(l, account.device_phone),
        Device::Tablet => say!(l, account.device_tablet),
        Device::Computer => say!(l, account.device_computer),
        Device::Unknown => say!(l, account.device_unknown),
    }
}

fn way(way: &Way, providers: &[(String, String)]) -> String {
    let l = Locale::Nl;
    match way {
        Way::Demo => say!(l, account.way_demo).to_owned(),
        Way::Provider(key) => {
            let name = providers.iter().find(|(known, _)| known == key);
            let name = name.map_or(key, |(_, name)| name);
            say!(l, account.way_provider, organisation = name)
        }
        Way::Other(word) => match word.as_str() {
            "passkey" => say!(l, account.way_passkey).to_owned(),
            "totp" => say!(l, account.way_totp).to_owned(),
            _ => say!(l, account.way_other).to_owned(),
        },
    }
}

/// What a page that stands open shows when the session is about to end: at that instant, and for good
/// when the session has lasted as long as any may.
pub fn idle_warning(until: DateTime<Utc>, last: bool) -> String {
    let l = Locale::Nl;
    let time = when::time(until);
    let (title, text, go) = if last {
        (
            say!(l, account.stay_last_title),
            say!(l, account.stay_last_text, time = time),
            say!(l, account.stay_last_do),
        )
    } else {
        (
            say!(l, account.stay_title),
            say!(l, account.stay_text, time = time),
            say!(l, account.stay_do),
        )
    };
    view! {
        <dialog class="kt-stay" id="kt-stay" role="alertdialog" aria-labelledby="kt-stay-title"
            aria-describedby="kt-stay-text" data-last=last.then_some("")>
            <h2 class="utrecht-heading-2" id="kt-stay-title">{title}</h2>
            <p id="kt-stay-text">{text}</p>
            <form method="dialog" class="kt-actions">
                <button class="utrecht-button utrecht-button--primary-action" type="submit">{go}</button>
            </form>
        </dialog>
    }
    .to_html()
}
