//! Advice between organisations: all of a meeting at `/overleg/:id/advies`, asking at `/punt/:id/advies`.

mod ask;
mod give;
mod shown;

use leptos::prelude::*;
use service::meetings::{AdviceDesk, AdviceLine};

use super::{crumbs, keys, lines, param, when};
use crate::bridge;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::pages::form::{Form, Problem};
use crate::pages::screen::{Nav, Page, screen};
use crate::say;
use crate::ui::{Button, ButtonKind, Empty, Head, SectionHead};

pub use ask::ask;
pub use shown::{on_bench, on_item};

const WITHDRAW: &str = "/api/meetings/withdraw_party_advice";

/// `/overleg/:id/advies`
pub fn desk() -> AnyView {
    let id = param("id");
    screen(Nav::Meetings, move |visit| async move {
        let desk = service::meetings::advice_desk(&visit.ctx, &id).await?;
        bridge::no_store();
        let title = say!(Locale::Nl, party_advice.title);
        Ok::<_, AppError>(Page::new(title, body(&desk)))
    })
}

fn body(desk: &AdviceDesk) -> AnyView {
    let l = Locale::Nl;
    let title = say!(
        l,
        party_advice.title_of,
        day = when::day(desk.head.starts_at)
    );
    let nothing = desk.mine.is_empty() && desk.waiting.is_empty() && desk.given.is_empty();
    let all = if nothing {
        let title = say!(l, party_advice.none_title);
        let text = say!(l, party_advice.none_text);
        view! { <Empty id="leeg" icon="ask" title text/> }.into_any()
    } else {
        view! {
            <div class="kt-stack">
                {mine(desk)}
                {section(desk, ("wacht", say!(l, party_advice.waiting)), &desk.waiting)}
                {section(desk, ("binnen", say!(l, party_advice.given)), &desk.given)}
            </div>
        }
        .into_any()
    };
    view! {
        {crumbs(&desk.head, Some(say!(l, party_advice.title)))}
        {give::lost(desk)}
        <Problem refused=bridge::refused(WITHDRAW)/>
        <Head title/>
        <p>{say!(l, party_advice.lead)}</p>
        {all}
    }
    .into_any()
}

/// What the own organisation is asked; also where that is nothing, because people come here for it.
fn mine(desk: &AdviceDesk) -> AnyView {
    let l = Locale::Nl;
    let title = say!(l, party_advice.mine);
    if !desk.mine.is_empty() {
        return section(desk, ("gevraagd", title), &desk.mine).into_any();
    }
    view! {
        <section aria-labelledby="gevraagd">
            <SectionHead id="gevraagd" title/>
            <p class="kt-note">{say!(l, party_advice.none_mine)}</p>
        </section>
    }
    .into_any()
}

fn section(
    desk: &AdviceDesk,
    (id, title): (&'static str, &'static str),
    all: &[AdviceLine],
) -> Option<AnyView> {
    let rows = all.iter().map(|line| row(desk, line)).collect_view();
    (!all.is_empty()).then(|| {
        view! {
            <section aria-labelledby=id>
                <SectionHead id title/>
                <ul class="kt-corrections">{rows}</ul>
            </section>
        }
        .into_any()
    })
}

fn row(desk: &AdviceDesk, line: &AdviceLine) -> AnyView {
    let l = Locale::Nl;
    let title = lines::title(&line.title, line.kind);
    let advice = &line.advice;
    let named = keys(advice.id, advice.version);
    let about = say!(
        l,
        party_advice.withdraw_about,
        organisation = advice.organisation
    );
    let withdraw = line.may_withdraw.then(|| {
        view! {
            <Form action=WITHDRAW>
                {named}
                <Button kind=ButtonKind::Subtle compact=true>
                    {say!(l, party_advice.withdraw_do)}
                    <span class="kt-visually-hidden">" "{about}</span>
                </Button>
            </Form>
        }
    });
    let form = line.may_give.then(|| give::form(desk, line));
    let fixed = (advice.is_mine && !line.may_give)
        .then(|| view! { <p class="kt-note">{say!(l, party_advice.fixed)}</p> });
    view! {
        <li class="kt-correction" id=format!("advies-{}", advice.id) tabindex="-1">
            <h3 class="utrecht-heading-3">
                <a class="utrecht-link" href=format!("/punt/{}", line.item)>{title}</a>
                " "{lines::class_badge(line.class)}
            </h3>
            {shown::told(advice)}
            {fixed}
            {form}
            {withdraw}
        </li>
    }
    .into_any()
}
