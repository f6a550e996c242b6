//! Where an organisation writes its advice. Whatever is refused is kept.

use domain::calendar::weekday_day_month;
use domain::meetings::{Counsel, ItemKind, PartyAdviceState};
use leptos::prelude::*;
use service::meetings::{AdviceDesk, AdviceLine};

use super::keys;
use crate::bridge;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::pages::form::{Form, GuardReason, Problem, error, field_id, value, watch};
use crate::refused::{Refused, field_name};
use crate::say;
use crate::ui::{Button, ButtonKind, Choice, Notice, RadioGroup, TextArea, Tone};
use crate::words;

const GIVE: &str = "/api/meetings/give_party_advice";

/// The form of one asking: open while it is waited for, folded once it was given.
pub fn form(desk: &AdviceDesk, line: &AdviceLine) -> AnyView {
    let l = Locale::Nl;
    let advice = &line.advice;
    let id = advice.id.to_string();
    let refused = bridge::refused(GIVE).filter(|refused| refused.is_for(GIVE, &id));
    let back = refused.as_ref();
    let (now, waits) = match advice.state {
        PartyAdviceState::Given { counsel, .. } => (counsel.word(), false),
        _ => ("", true),
    };
    let choices = Counsel::ALL.map(|counsel| Choice {
        value: counsel.word().to_owned(),
        word: words::party_advice::counsel(counsel).2.to_owned(),
        explanation: words::party_advice::means(counsel).to_owned(),
    });
    let hint = if advice.days_late > 0 {
        say!(l, party_advice.give_hint_late).to_owned()
    } else {
        let day = weekday_day_month(advice.due);
        say!(l, party_advice.give_hint, day = day)
    };
    let text = field_id("text", &id);
    let watch = watch(&text, line.kind == ItemKind::Case, &desk.known);
    let fields = view! {
        {keys(&id, advice.version)}
        <RadioGroup id=field_id("counsel", &id) name=field_name("counsel")
            label=say!(l, party_advice.give_counsel) choices=choices.to_vec()
            value=value(back, "counsel", now) error=error(back, "counsel")/>
        <TextArea id=text name=field_name("text") rows=5 label=say!(l, party_advice.give_text) hint
            value=value(back, "text", &advice.text) error=error(back, "text") after=watch/>
    }
    .into_any();
    let open = refused.is_some() || waits;
    let word = if waits {
        say!(l, party_advice.give_open)
    } else {
        say!(l, party_advice.give_again)
    };
    let clash = clash(line, back);
    view! {
        <details class="kt-details kt-noprint" open=open>
            <summary>{word}</summary>
            {clash}
            <Form action=GIVE class="kt-form">
                {fields}
                <GuardReason refused/>
                <div class="kt-actions">
                    <Button kind=ButtonKind::Primary>{say!(l, party_advice.give_do)}</Button>
                </div>
            </Form>
        </details>
    }
    .into_any()
}

/// What a colleague wrote meanwhile beside what was typed; else what was wrong.
fn clash(line: &AdviceLine, refused: Option<&Refused>) -> AnyView {
    let l = Locale::Nl;
    let Some(refused) = refused else {
        return ().into_any();
    };
    if !matches!(refused.error, AppError::Stale { .. }) {
        let suffix = line.advice.id.to_string();
        return view! { <Problem refused=Some(refused.clone()) suffix/> }.into_any();
    }
    let theirs = line.advice.text.clone();
    let mine = refused.value("text").unwrap_or_default().to_owned();
    view! {
        <div class="kt-conflict" role="alert">
            <h4 class="utrecht-heading-4">{say!(l, minutes.conflict_title)}</h4>
            <p>{say!(l, minutes.conflict_text)}</p>
            <div class="kt-conflict__pair">
                <section class="kt-conflict__side">
                    <h5 class="kt-h4">{say!(l, minutes.conflict_theirs)}</h5>
                    <p class="kt-conflict__text">{theirs}</p>
                </section>
                <section class="kt-conflict__side kt-conflict__side--mine">
                    <h5 class="kt-h4">{say!(l, minutes.conflict_mine)}</h5>
                    <p class="kt-conflict__text">{mine}</p>
                </section>
            </div>
        </div>
    }
    .into_any()
}

/// What was typed into a form that is no longer on the page, because the asking went on meanwhile.
pub fn lost(desk: &AdviceDesk) -> AnyView {
    let l = Locale::Nl;
    let there = |refused: &Refused| {
        let mut open = desk.mine.iter().filter(|line| line.may_give);
        open.any(|line| refused.is_for(GIVE, &line.advice.id.to_string()))
    };
    let Some(refused) = bridge::refused(GIVE).filter(|refused| !there(refused)) else {
        return ().into_any();
    };
    let typed = refused.value("text").unwrap_or_default().to_owned();
    let kept = (!typed.is_empty()).then(|| {
        view! { <TextArea id="geschreven" name="" label=say!(l, party_advice.lost_label) value=typed rows=6/> }
    });
    view! {
        <Notice tone=Tone::Attention>
            <p role="alert"><b>{say!(l, party_advice.lost_title)}</b>" "{say!(l, party_advice.lost_text)}</p>
            {kept}
        </Notice>
    }
    .into_any()
}
