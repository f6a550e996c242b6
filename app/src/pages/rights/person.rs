//! `/beheer/mensen/:id`: one person with all rights, and what can be done about them.

mod forms;

use leptos::prelude::*;
use service::people::approvals::ApprovalLine;
use service::people::view::{PersonView, RoleView, SeatView};

use super::crumbs;
use super::people::state;
use super::reviews::REVIEW;
use crate::bridge::{self, Entrances};
use crate::i18n::Locale;
use crate::pages::form::{Form, Problem, hidden};
use crate::pages::guise;
use crate::pages::meetings::{param, when};
use crate::pages::screen::{Nav, Page, screen};
use crate::say;
use crate::ui::{Button, Fact, Facts, Head, Notice, Panel, SectionHead, Status, Tone};
use crate::words;
use crate::words::people::code;
use domain::people::SeatKind;
use domain::policy::Operation;

const REVOKE: &str = "/api/people/revoke";
const UNBIND: &str = "/api/people/unbind_identity";

/// The page.
pub fn person() -> AnyView {
    let id = param("id");
    screen(Nav::Manage, move |visit| async move {
        bridge::no_store();
        let l = Locale::Nl;
        let view = service::people::view::person(&visit.ctx, &id).await?;
        let approvals = service::people::approvals::approvals(&visit.ctx).await?;
        let waiting: Vec<ApprovalLine> = approvals
            .waiting
            .into_iter()
            .filter(|line| line.proposal.person() == Some(view.id))
            .collect();
        let title = say!(l, people.person_title);
        let refused = [REVOKE, UNBIND, REVIEW, forms::PAUSE].map(bridge::refused);
        let me = view.is_me.then(|| {
            view! { <Notice tone=Tone::Info>{say!(l, people.person_me)}</Notice> }
        });
        let looks = !view.is_me && view.active;
        let looks = looks
            && visit
                .ctx
                .may(Operation::ViewAs, domain::policy::Facts::default());
        let look = looks.then(|| guise::as_person(view.id.to_string(), &view.function, ""));
        let body = view! {
            {crumbs(Some((say!(l, people.people_title), "/beheer/mensen")), &view.name)}
            {refused.map(|refused| view! { <Problem refused/> }).into_iter().collect_view()}
            <Head title=view.name.clone()/>
            {me}
            {facts(&view)}
            {look}
            {waits(waiting)}
            {roles(&view)}
            {seats(&view)}
            {bound(&view)}
            {review(&view)}
            {view.may_change.then(|| forms::rest(&view))}
        };
        Ok(Page::new(title, body))
    })
}

fn facts(view: &PersonView) -> AnyView {
    let l = Locale::Nl;
    let (function, organisation) = (view.function.clone(), view.organisation.name.clone());
    let demo = use_context::<Entrances>().is_some_and(|here| here.demo);
    let by_invitation = view.roles.iter().any(|held| !held.role.is_granted());
    let comes_in = demo || by_invitation || !view.identities.is_empty();
    let rights = [
        view.roles.is_empty(),
        view.seats.is_empty(),
        view.stand_ins.is_empty(),
    ];
    let state = state(view.active, comes_in, rights.contains(&false));
    let since = when::day(view.since);
    let reach = match (view.reached, view.is_guest) {
        (true, true) => say!(l, mail.reach_guest),
        (true, false) => say!(l, mail.reach_known),
        (false, _) => say!(l, mail.reach_none),
    };
    view! {
        <Facts>
            <Fact label=say!(l, people.person_function)>{function}</Fact>
            <Fact label=say!(l, people.person_organisation)>{organisation}</Fact>
            <Fact label=say!(l, people.person_state)>{state}</Fact>
            <Fact label=say!(l, people.person_since)>{since}</Fact>
            <Fact label=say!(l, mail.reach)>{reach}</Fact>
        </Facts>
    }
    .into_any()
}

fn waits(waiting: Vec<ApprovalLine>) -> Option<AnyView> {
    (!waiting.is_empty()).then(|| {
        let lines = waiting
            .into_iter()
            .map(|line| super::approvals::card(line, true))
            .collect_view();
        view! {
            <section aria-labelledby="wacht">
                <SectionHead id="wacht" title=say!(Locale::Nl, people.waits_title)/>
                <div class="kt-stack">{lines}</div>
            </section>
        }
        .into_any()
    })
}

fn roles(view: &PersonView) -> AnyView {
    let l = Locale::Nl;
    let line = |held: &RoleView| {
        let role = words::role(held.role);
        let series = held.series.clone();
        let at = series.unwrap_or_else(|| say!(l, people.role_everywhere).to_owned());
        let since = say!(l, people.role_since, day = when::day(held.since));
        let away = held
            .may_take
            .then(|| take_away(view, &held.id.to_string(), role));
        view! { <li><p><b>{role}</b>", "{at}", "{since}</p>{away}</li> }
    };
    let list = if view.roles.is_empty() {
        view! { <p>{say!(l, people.roles_none)}</p> }.into_any()
    } else {
        let lines = view.roles.iter().map(line).collect_view();
        view! { <ul class="kt-rights">{lines}</ul> }.into_any()
    };
    let form = gives(view).then(|| forms::role(view));
    view! {
        <Panel labelled_by="rollen">
            <SectionHead id="rollen" title=say!(l, people.roles_title) small=true/>
            {list}
            {form}
        </Panel>
    }
    .into_any()
}

fn seats(view: &PersonView) -> AnyView {
    let l = Locale::Nl;
    let line = |seat: &SeatView| {
        let text = say!(
            l,
            people.seat_line,
            series = seat.series.clone(),
            ceiling = code(seat.ceiling)
        );
        let guest = (seat.kind == SeatKind::Guest).then(|| say!(l, people.seat_guest));
        let guest = guest.map(|guest| format!(", {guest}"));
        let only = seat
            .meeting
            .map(|at| say!(l, people.seat_only, day = when::day(at)));
        let only = only.map(|only| format!(", {only}"));
        let away = take_away(view, &seat.id.to_string(), &seat.series);
        let away = seat.may_take.then_some(away);
        view! { <li><p>{text}{guest}{only}</p>{away}</li> }
    };
    let list = if view.seats.is_empty() {
        view! { <p>{say!(l, people.seats_none)}</p> }.into_any()
    } else {
        let lines = view.seats.iter().map(line).collect_view();
        view! { <ul class="kt-rights">{lines}</ul> }.into_any()
    };
    let form = gives(view).then(|| forms::seat(view));
    let stands_in = (!view.stand_ins.is_empty()).then(|| {
        let lines = view.stand_ins.iter().map(|(meeting, series, at)| {
            let day = when::day(*at);
            let line = say!(l, people.stands_in_line, series = series.clone(), day = day);
            let href = format!("/overleg/{meeting}/vervanging");
            view! { <li><a class="utrecht-link" href=href>{line}</a></li> }
        });
        let lines = lines.collect_view();
        view! {
            <h3 class="utrecht-heading-3">{say!(l, people.stands_in_title)}</h3>
            <ul>{lines}</ul>
        }
    });
    view! {
        <Panel labelled_by="plaatsen">
            <SectionHead id="plaatsen" title=say!(l, people.seats_title) small=true/>
            {list}
            {stands_in}
            {form}
        </Panel>
    }
    .into_any()
}

/// Whether the actor gives rights here: in the whole region, or at one table.
fn gives(view: &PersonView) -> bool {
    view.may_change || !view.tables.is_empty()
}

fn take_away(view: &PersonView, id: &str, what: &str) -> AnyView {
    let l = Locale::Nl;
    let keys = [("person", view.id.to_string()), ("id", id.to_owned())];
    let about = say!(l, people.take_away_about, what = what);
    view! {
        <Form action=REVOKE>
            {hidden(keys)}
            <Button compact=true>
                <span aria-hidden="true">{say!(l, people.take_away)}</span>
                <span class="kt-visually-hidden">{about}</span>
            </Button>
        </Form>
    }
    .into_any()
}

fn bound(view: &PersonView) -> AnyView {
    let l = Locale::Nl;
    let list = if view.identities.is_empty() {
        view! { <p>{say!(l, people.bind_none)}</p> }.into_any()
    } else {
        let lines = view
            .identities
            .iter()
            .map(|(issuer, at)| {
                let line = say!(
                    l,
                    people.bind_some,
                    issuer = issuer.clone(),
                    day = when::day(*at)
                );
                let keys = [("person", view.id.to_string()), ("issuer", issuer.clone())];
                let about = say!(l, people.unbind_about, issuer = issuer.clone());
                let away = view.may_unbind.then(|| {
                    view! {
                        <Form action=UNBIND>
                            {hidden(keys)}
                            <Button compact=true>
                                <span aria-hidden="true">{say!(l, people.unbind_do)}</span>
                                <span class="kt-visually-hidden">{about}</span>
                            </Button>
                        </Form>
                    }
                });
                view! { <li><p>{line}</p>{away}</li> }
            })
            .collect_view();
        view! { <ul class="kt-rights">{lines}</ul> }.into_any()
    };
    let form = view.may_change.then(|| forms::bind(view));
    view! {
        <Panel labelled_by="aanmelden">
            <SectionHead id="aanmelden" title=say!(l, people.bind_title) small=true/>
            {list}
            {form}
        </Panel>
    }
    .into_any()
}

fn review(view: &PersonView) -> AnyView {
    let l = Locale::Nl;
    let last = match view.looked {
        Some(at) => say!(l, people.review_last, day = when::day(at)),
        None => say!(l, people.review_never).to_owned(),
    };
    let due = if view.overdue {
        let word = say!(l, people.review_overdue, day = when::day(view.due));
        view! { <p><Status tone=Tone::Attention icon="late" word/></p> }.into_any()
    } else {
        view! { <p>{say!(l, people.review_due, day = when::day(view.due))}</p> }.into_any()
    };
    let keys = hidden([("id", view.id.to_string())]);
    let form = view.may_review.then(|| {
        view! {
            <Form action=REVIEW>
                {keys}
                <Button compact=true>{say!(l, people.review_do)}</Button>
            </Form>
        }
    });
    view! {
        <Panel labelled_by="nagekeken">
            <SectionHead id="nagekeken" title=say!(l, people.review_title) small=true/>
            <p>{last}</p>
            {due}
            {form}
        </Panel>
    }
    .into_any()
}
