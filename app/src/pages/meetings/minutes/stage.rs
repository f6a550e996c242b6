//! What happens with the minutes next, and who does it.

use domain::calendar::long_date;
use domain::meetings::Minutes;
use leptos::prelude::*;
use service::meetings::MinutesView;

use super::super::{keys, when};
use crate::bridge;
use crate::i18n::Locale;
use crate::pages::form::{self, Form, Hidden, Problem};
use crate::refused::field_name;
use crate::say;
use crate::ui::{Button, ButtonKind, Fact, Facts, Panel, PanelKind, SectionHead, TextField};

const DRAFT: &str = "/api/meetings/draft_minutes";
const OFFER: &str = "/api/meetings/offer_minutes";
const APPROVE: &str = "/api/meetings/approve_minutes";

/// Beside the text.
pub fn side(view: &MinutesView) -> AnyView {
    let panel = match &view.minutes {
        Minutes::Missing => view.rights.draft.then(|| draft(view)),
        Minutes::Draft { .. } => view.rights.edit.then(|| offer(view)),
        Minutes::ForApproval { .. } => Some(approve(view)),
        Minutes::Approved { .. } => Some(approved(view)),
    };
    view! { <div class="kt-stack kt-side">{panel}</div> }.into_any()
}

fn draft(view: &MinutesView) -> AnyView {
    let l = Locale::Nl;
    let id = view.head.id.to_string();
    view! {
        <Panel kind=PanelKind::Publish labelled_by="nu">
            <SectionHead id="nu" title=say!(l, minutes.to_draft) small=true/>
            <Problem refused=bridge::refused(DRAFT)/>
            <Form action=DRAFT>
                <Hidden field="id" value=id/>
                <Button kind=ButtonKind::Primary>{say!(l, minutes.draft_do)}</Button>
            </Form>
        </Panel>
    }
    .into_any()
}

fn offer(view: &MinutesView) -> AnyView {
    let l = Locale::Nl;
    let refused = bridge::refused(OFFER);
    let named = keys(view.head.id, view.version);
    let days = form::value(refused.as_ref(), "days", &view.days.to_string());
    let error = form::error(refused.as_ref(), "days");
    let body = if view.rights.offer {
        view! {
            <p>{say!(l, minutes.offer_text)}</p>
            <Problem refused=refused/>
            <Form action=OFFER class="kt-form">
                {named}
                <TextField id="days" name=field_name("days") label=say!(l, minutes.offer_days)
                    hint=say!(l, minutes.offer_days_hint).to_owned() value=days error
                    inputmode="numeric" short=true/>
                <div class="kt-actions"><Button kind=ButtonKind::Primary>{say!(l, minutes.offer_do)}</Button></div>
            </Form>
        }
        .into_any()
    } else {
        view! { <p>{say!(l, minutes.offer_by_director)}</p> }.into_any()
    };
    view! {
        <Panel kind=PanelKind::Publish labelled_by="nu">
            <SectionHead id="nu" title=say!(l, minutes.offer_title) small=true/>
            <p class="kt-note">{say!(l, minutes.draft_lead)}</p>
            {body}
        </Panel>
    }
    .into_any()
}

fn approve(view: &MinutesView) -> AnyView {
    let l = Locale::Nl;
    let Minutes::ForApproval { until, .. } = &view.minutes else {
        return ().into_any();
    };
    let Some(approval) = &view.approval else {
        return ().into_any();
    };
    let day = long_date(*until);
    let term = if approval.term_runs {
        say!(l, minutes.term_until, day = day)
    } else {
        say!(l, minutes.term_over, day = day)
    };
    let where_ = match (approval.at, approval.can) {
        (Some((_, at)), true) => say!(l, minutes.approve_now, day = when::long(at)),
        (Some((_, at)), false) => say!(l, minutes.approve_next, day = when::long(at)),
        (None, _) => say!(l, minutes.approve_none).to_owned(),
    };
    let form = (view.rights.approve && approval.can).then(|| press(view, approval));
    view! {
        <Panel kind=PanelKind::Publish labelled_by="nu">
            <SectionHead id="nu" title=say!(l, minutes.approve_title) small=true/>
            <p>{term}</p>
            <p>{where_}</p>
            {form}
        </Panel>
    }
    .into_any()
}

fn press(view: &MinutesView, approval: &service::meetings::Approval) -> AnyView {
    let l = Locale::Nl;
    if approval.waits {
        return view! { <p class="kt-note">{say!(l, minutes.approve_waits)}</p> }.into_any();
    }
    let refused = bridge::refused(APPROVE);
    let named = keys(view.head.id, view.version);
    let ticked = refused.as_ref().and_then(|refused| refused.value("agreed")) == Some("yes");
    let agreed = approval.term_runs.then(|| {
        view! {
            <label class="kt-choice" for="agreed">
                <input class="utrecht-checkbox utrecht-checkbox--html-input" type="checkbox" id="agreed" name=field_name("agreed") value="yes" checked=ticked/>
                <span>{say!(l, minutes.approve_agreed)}</span>
            </label>
        }
    });
    view! {
        <Problem refused=refused.clone()/>
        <Form action=APPROVE class="kt-form">
            {named}
            {agreed}
            <p class="kt-note">{say!(l, minutes.approve_text)}</p>
            <div class="kt-actions kt-noprint"><Button kind=ButtonKind::Primary>{say!(l, minutes.approve_do)}</Button></div>
        </Form>
    }
    .into_any()
}

fn approved(view: &MinutesView) -> AnyView {
    let l = Locale::Nl;
    let Some(approved) = &view.approved else {
        return ().into_any();
    };
    let changed = matches!(&view.minutes, Minutes::Approved { changed: true, .. });
    let day = when::day(approved.held);
    let (function, organisation) = (&approved.by.function, &approved.by.organisation);
    let text = if changed {
        say!(
            l,
            minutes.approved_changed,
            day = day,
            function = function,
            organisation = organisation
        )
    } else {
        say!(
            l,
            minutes.approved_in,
            day = day,
            function = function,
            organisation = organisation
        )
    };
    let whole = if approved.whole {
        say!(l, minutes.whole)
    } else {
        say!(l, minutes.broken)
    };
    let hash = approved.hash.clone();
    view! {
        <Panel labelled_by="nu">
            <SectionHead id="nu" title=say!(l, minutes.state_approved) small=true/>
            <p>{text}</p>
            <p>{whole}</p>
            <Facts><Fact label=say!(l, minutes.hash_label)><code class="kt-hash">{hash}</code></Fact></Facts>
        </Panel>
    }
    .into_any()
}
