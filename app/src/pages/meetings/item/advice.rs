//! Advice at one item: what was written, the form of who advises, and the invitations of who directs.

use leptos::prelude::*;
use service::meetings::item::ItemView;
use service::meetings::{Advice, Adviser};
use service::people::approvals::ApprovalLine;

use super::super::when;
use crate::bridge;
use crate::i18n::Locale;
use crate::pages::form::{Form, GuardReason, Problem, error, field_id, hidden, value};
use crate::refused::field_name;
use crate::say;
use crate::ui::{
    Button, ButtonKind, Choice, Panel, SectionHead, SelectField, Status, TextArea, Tone,
};

const GIVE: &str = "/api/meetings/give_advice";
const INVITE: &str = "/api/meetings/invite_adviser";
const WITHDRAW: &str = "/api/meetings/withdraw_invitation";
const SUFFIX: &str = "adviseur";

/// What was advised, with the form of who was asked to.
pub fn told(view: &ItemView, advices: &[Advice]) -> Option<AnyView> {
    let l = Locale::Nl;
    let lines = advices.iter().map(|advice| {
        let by = say!(
            l,
            meetings.advice_by,
            function = advice.function.clone(),
            organisation = advice.organisation.clone(),
            day = when::day(advice.at)
        );
        view! { <li><p class="kt-text">{advice.text.clone()}</p><p class="kt-note">{by}</p></li> }
    });
    let list =
        (!advices.is_empty()).then(|| view! { <ul class="kt-plain">{lines.collect_view()}</ul> });
    let form = view.rights.advise.then(|| give(view));
    (list.is_some() || form.is_some()).then(|| {
        view! {
            <section aria-labelledby="advies">
                <SectionHead id="advies" title=say!(l, meetings.advice_title)/>
                {list}
                {form}
            </section>
        }
        .into_any()
    })
}

fn give(view: &ItemView) -> AnyView {
    let l = Locale::Nl;
    let refused = bridge::refused(GIVE);
    let back = refused.as_ref();
    let fields = view! {
        {hidden([("id", view.id.to_string())])}
        <TextArea id="text" name=field_name("text") rows=6 label=say!(l, meetings.advice_label)
            hint=say!(l, meetings.advice_hint).to_owned() value=value(back, "text", "")
            error=error(back, "text")/>
    }
    .into_any();
    view! {
        <Problem refused=refused.clone()/>
        <Form action=GIVE class="kt-form">
            {fields}
            <GuardReason refused/>
            <div class="kt-actions">
                <Button kind=ButtonKind::Primary>{say!(l, meetings.advice_do)}</Button>
            </div>
        </Form>
    }
    .into_any()
}

/// Who advises on it, for who invites them; what waits for a second person, for who may know of that.
pub fn panel(view: &ItemView) -> Option<AnyView> {
    let l = Locale::Nl;
    let body = view.rights.invite.then(|| advisers(view));
    let waits = view.asked.iter().map(waits).collect_view();
    (body.is_some() || !view.asked.is_empty()).then(|| {
        view! {
            <Panel labelled_by="adviseur">
                <SectionHead id="adviseur" title=say!(l, meetings.adviser_title) small=true/>
                {waits}
                {body}
            </Panel>
        }
        .into_any()
    })
}

/// An invitation that somebody else has to agree on.
fn waits(line: &ApprovalLine) -> AnyView {
    let l = Locale::Nl;
    let who = line.person.as_ref().map(|(name, _)| name.clone());
    let word = say!(
        l,
        meetings.adviser_waits,
        who = who.unwrap_or_default(),
        by = line.proposed_by.0.clone(),
        until = when::day(line.waits_until)
    );
    let link = (line.may_decide || line.may_withdraw).then(|| {
        let word = if line.may_decide {
            say!(l, meetings.adviser_decide)
        } else {
            say!(l, meetings.adviser_own)
        };
        view! { <p><a class="utrecht-link" href="/beheer/vier-ogen">{word}</a></p> }
    });
    view! {
        <p><Status tone=Tone::Attention icon="wait" word/></p>
        {link}
    }
    .into_any()
}

fn advisers(view: &ItemView) -> AnyView {
    let l = Locale::Nl;
    let invited = view.advisers.iter().filter(|adviser| adviser.invited);
    let invited = invited.map(|adviser| line(view, adviser)).collect_view();
    let open: Vec<&Adviser> = view.advisers.iter().filter(|it| !it.invited).collect();
    let form = if view.advisers.is_empty() {
        view! { <p class="kt-note">{say!(l, meetings.adviser_none)}</p> }.into_any()
    } else if open.is_empty() {
        ().into_any()
    } else {
        invite(view, &open)
    };
    view! {
        <p class="kt-note">{say!(l, meetings.adviser_text)}</p>
        {invited}
        {form}
    }
    .into_any()
}

fn line(view: &ItemView, adviser: &Adviser) -> AnyView {
    let l = Locale::Nl;
    let word = say!(
        l,
        meetings.adviser_invited,
        function = adviser.function.clone(),
        organisation = adviser.organisation.clone()
    );
    let about = say!(
        l,
        meetings.adviser_withdraw_about,
        function = adviser.function.clone()
    );
    let keys = [
        ("id", view.id.to_string()),
        ("person", adviser.person.to_string()),
    ];
    view! {
        <p><Status tone=Tone::Positive icon="check" word/></p>
        <Form action=WITHDRAW>
            {hidden(keys)}
            <Button compact=true>
                <span aria-hidden="true">{say!(l, meetings.adviser_withdraw)}</span>
                <span class="kt-visually-hidden">{about}</span>
            </Button>
        </Form>
    }
    .into_any()
}

fn invite(view: &ItemView, open: &[&Adviser]) -> AnyView {
    let l = Locale::Nl;
    let refused = bridge::refused(INVITE);
    let back = refused.as_ref();
    let choice = |value: String, word: String| Choice {
        value,
        word,
        explanation: String::new(),
    };
    let mut choices = vec![choice(
        String::new(),
        say!(l, meetings.adviser_choose).to_owned(),
    )];
    choices.extend(open.iter().map(|adviser| {
        let word = format!("{}, {}", adviser.function, adviser.organisation);
        choice(adviser.person.to_string(), word)
    }));
    let fields = view! {
        {hidden([("id", view.id.to_string())])}
        <SelectField id=field_id("person", SUFFIX) name=field_name("person")
            label=say!(l, meetings.adviser_label) choices value=value(back, "person", "")
            error=error(back, "person")/>
        <TextArea id=field_id("why", SUFFIX) name=field_name("why") rows=2
            label=say!(l, meetings.adviser_why) value=value(back, "why", "") error=error(back, "why")/>
    }
    .into_any();
    let is_open = refused.is_some();
    view! {
        <details class="kt-details" open=is_open>
            <summary>{say!(l, meetings.adviser_form)}</summary>
            <Problem refused=refused.clone() suffix=SUFFIX/>
            <Form action=INVITE class="kt-form">
                {fields}
                <GuardReason refused/>
                <div class="kt-actions"><Button>{say!(l, meetings.adviser_do)}</Button></div>
            </Form>
        </details>
    }
    .into_any()
}
