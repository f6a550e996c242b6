//! `/adviezen`: the items to which an adviser was invited, where an adviser begins.

use leptos::prelude::*;
use service::meetings::Invitation;

use super::when;
use crate::bridge;
use crate::i18n::Locale;
use crate::pages::screen::{Nav, Page, screen};
use crate::say;
use crate::ui::{Empty, Head, Row, Rows, Tone};

/// The page.
pub fn advices() -> AnyView {
    screen(Nav::Advice, |visit| async move {
        bridge::no_store();
        let l = Locale::Nl;
        let all = service::meetings::invitations(&visit.ctx).await?;
        let title = say!(l, meetings.advices_page);
        let list = if all.is_empty() {
            let text = say!(l, meetings.advices_none);
            view! { <Empty id="leeg" icon="ask" title text/> }.into_any()
        } else {
            let rows = all.iter().map(row).collect_view();
            view! { <Rows>{rows}</Rows> }.into_any()
        };
        let body = view! {
            <Head title/>
            <p>{say!(l, meetings.advices_lead)}</p>
            {list}
        };
        Ok(Page::new(title, body))
    })
}

fn row(invitation: &Invitation) -> AnyView {
    let l = Locale::Nl;
    let of = say!(
        l,
        meetings.advices_of,
        organisation = invitation.organisation.clone()
    );
    // What is confidential has no title before its reader bound themselves.
    let (title, meta, href, word) = match &invitation.title {
        Some(title) => (
            title.clone(),
            of,
            format!("/punt/{}", invitation.item),
            say!(l, common.open),
        ),
        None => (
            of,
            say!(l, meetings.advices_sign).to_owned(),
            "/convenant".to_owned(),
            say!(l, meetings.advices_sign_do),
        ),
    };
    let (tone, icon, state) = if invitation.advised {
        (Tone::Positive, "check", say!(l, meetings.advices_given))
    } else {
        (Tone::Attention, "ask", say!(l, meetings.advices_asked))
    };
    let when = format!("{state}, {}", when::day(invitation.starts_at));
    view! {
        <Row tone icon title=title.clone() meta=Some(meta) when=Some(when)>
            <a class="utrecht-button utrecht-button--secondary-action kt-compact" href=href>
                {word}
                <span class="kt-visually-hidden">" "{title}</span>
            </a>
        </Row>
    }
    .into_any()
}
