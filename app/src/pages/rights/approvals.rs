//! `/beheer/vier-ogen`: what waits for a second person, and what was decided last.

use domain::people::approval::{ApprovalState, Proposal};
use leptos::prelude::*;
use service::people::approvals::ApprovalLine;

use super::crumbs;
use crate::bridge;
use crate::i18n::Locale;
use crate::pages::form::{Form, GuardReason, Problem, error, field_id, hidden, value};
use crate::pages::meetings::when;
use crate::pages::screen::{Nav, Page, screen};
use crate::refused::field_name;
use crate::say;
use crate::ui::{Button, ButtonKind, Empty, Head, Panel, SectionHead, Status, TextArea};
use crate::words;
use crate::words::people::{proposal, standing};

const CONFIRM: &str = "/api/people/confirm_approval";
const TURN_DOWN: &str = "/api/people/turn_down_approval";
const WITHDRAW: &str = "/api/people/withdraw_approval";

/// The list.
pub fn approvals() -> AnyView {
    screen(Nav::Manage, |visit| async move {
        let l = Locale::Nl;
        let all = service::people::approvals::approvals(&visit.ctx).await?;
        let title = say!(l, people.approvals_title);
        let problems = [CONFIRM, WITHDRAW].map(bridge::refused);
        let empty = all.waiting.is_empty().then(|| {
            let (title, text) = (
                say!(l, people.approvals_none),
                say!(l, people.approvals_none_text),
            );
            view! { <Empty id="leeg" title text icon="shield"/> }
        });
        let waiting = all.waiting.into_iter().map(|line| card(line, true));
        let waiting = waiting.collect_view();
        let decided = (!all.decided.is_empty()).then(|| {
            let lines = all.decided.into_iter().map(|line| card(line, false));
            let lines = lines.collect_view();
            view! {
                <section aria-labelledby="besloten">
                    <SectionHead id="besloten" title=say!(l, people.approvals_decided)/>
                    <div class="kt-stack">{lines}</div>
                </section>
            }
        });
        let body = view! {
            {crumbs(None, title)}
            {problems.map(|refused| view! { <Problem refused/> }).into_iter().collect_view()}
            <Head title/>
            <p>{say!(l, people.approvals_lead)}</p>
            <section aria-labelledby="wacht">
                <SectionHead id="wacht" title=say!(l, people.approvals_waiting)/>
                {empty}
                <div class="kt-stack">{waiting}</div>
            </section>
            {decided}
        };
        Ok(Page::new(title, body))
    })
}

/// One proposal, with what can be done about it where that is asked for.
pub(super) fn card(line: ApprovalLine, to_decide: bool) -> AnyView {
    let l = Locale::Nl;
    let day = line.starts_at.map(when::day);
    let named = line.series.as_deref().or(line.provider.as_deref());
    let what = proposal(&line.proposal, named, day);
    let (tone, icon, word) = standing(&line.state, line.open);
    let heading = format!("voorstel-{}", line.id);
    let about = line
        .person
        .as_ref()
        .map(|(name, _)| match &line.organisation {
            Some(organisation) => say!(
                l,
                people.proposal_for_of,
                name = name,
                organisation = organisation
            ),
            None => say!(l, people.proposal_for, name = name),
        });
    let settings = match line.proposal {
        Proposal::ChangeProvider { provider } => {
            let word = say!(l, providers.open_page).to_owned();
            Some((format!("/beheer/aanmeldpunten/{provider}"), word))
        }
        _ => None,
    };
    let link = settings.or_else(|| match line.proposal.item() {
        Some(item) => {
            let page = match line.proposal {
                Proposal::LiftExclusion { .. } => "/uitsluiten",
                _ => "",
            };
            let word = say!(l, people.proposal_item).to_owned();
            Some((format!("/punt/{item}{page}"), word))
        }
        None => line
            .proposal
            .person()
            .zip(about)
            .map(|(person, about)| (format!("/beheer/mensen/{person}"), about)),
    });
    let link =
        link.map(|(href, word)| view! { <p><a class="utrecht-link" href=href>{word}</a></p> });
    let (function, role) = &line.proposed_by;
    let role = words::role(*role);
    let who = if function == role {
        role.to_owned()
    } else {
        format!("{function} ({role})")
    };
    let by = say!(
        l,
        people.proposal_by,
        who = who,
        day = when::day(line.proposed_at)
    );
    let until = line
        .open
        .then(|| say!(l, people.proposal_until, day = when::day(line.waits_until)));
    let until = until.map(|until| view! { <p class="kt-note">{until}</p> });
    let why = match &line.why {
        Some(why) => say!(l, people.proposal_why, why = why),
        None => say!(l, people.proposal_why_hidden).to_owned(),
    };
    let decision = decision(&line);
    let forms = (to_decide && line.open).then(|| forms(&line, &what));
    view! {
        <Panel labelled_by=heading.clone()>
            <h3 class="utrecht-heading-3" id=heading>{what.clone()}</h3>
            <p><Status tone icon word/></p>
            {link}
            <p>{why}</p>
            <p class="kt-note">{by}</p>
            {until}
            {decision}
            {forms}
        </Panel>
    }
    .into_any()
}

fn decision(line: &ApprovalLine) -> Option<AnyView> {
    let l = Locale::Nl;
    let (at, reason) = match &line.state {
        ApprovalState::Confirmed { at, .. } => (*at, None),
        ApprovalState::Refused { at, reason, .. } => {
            let told = (!reason.is_empty()).then(|| say!(l, people.refused_why, why = reason));
            (*at, told)
        }
        ApprovalState::Waiting | ApprovalState::Withdrawn { .. } => return None,
    };
    let function = line.decided_by.clone().unwrap_or_default();
    let by = say!(
        l,
        people.decided_by,
        function = function,
        day = when::day(at)
    );
    Some(
        view! { {reason.map(|reason| view! { <p>{reason}</p> })}<p class="kt-note">{by}</p> }
            .into_any(),
    )
}

fn forms(line: &ApprovalLine, what: &str) -> AnyView {
    let l = Locale::Nl;
    let (id, version) = (line.id.to_string(), line.version.to_string());
    let keys = || hidden([("id", id.clone()), ("version", version.clone())]);
    if line.may_withdraw {
        let mine = keys();
        return view! {
            <p>{say!(l, people.own_waits)}</p>
            <Form action=WITHDRAW>
                {mine}
                <Button compact=true>{say!(l, people.withdraw_do)}</Button>
            </Form>
        }
        .into_any();
    }
    if !line.may_decide {
        return view! { <p>{say!(l, people.other_role)}</p> }.into_any();
    }
    let refused = bridge::refused(TURN_DOWN);
    let refused = refused.filter(|refused| refused.value("id") == Some(id.as_str()));
    let confirm = say!(l, people.confirm_about, what = what);
    let open = refused.is_some();
    let why = view! {
        <TextArea id=field_id("why", &id) name=field_name("why") rows=2
            label=say!(l, people.turn_down_label)
            value=value(refused.as_ref(), "why", "") error=error(refused.as_ref(), "why")/>
    };
    let (first, second) = (keys(), keys());
    view! {
        <Form action=CONFIRM>
            {first}
            <Button kind=ButtonKind::Primary>
                <span aria-hidden="true">{say!(l, people.confirm_do)}</span>
                <span class="kt-visually-hidden">{confirm}</span>
            </Button>
        </Form>
        <details class="kt-details" open=open>
            <summary>{say!(l, people.turn_down_form)}</summary>
            <Problem refused=refused.clone() suffix=id/>
            <Form action=TURN_DOWN class="kt-form">
                {second}
                {why}
                <GuardReason refused/>
                <div class="kt-actions"><Button>{say!(l, people.turn_down_do)}</Button></div>
            </Form>
        </details>
    }
    .into_any()
}
