//! `/naslag/contact`: where to report or ask now; what is past is told as history and never
//! offered to call.

use leptos::prelude::*;
use service::content::reporting::{Audience, ContactPoint, ContactStatus};

use super::{page, partial};
use crate::i18n::Locale;
use crate::pages::screen::{Nav, screen};
use crate::say;
use crate::ui::{Fact, Facts, Icon, SectionHead};

/// The points.
pub fn contacts() -> AnyView {
    screen(Nav::Elsewhere, |visit| async move {
        let file = service::programmes::contact_points(&visit.ctx).await?;
        let l = Locale::Nl;
        let points = &file.contact_points;
        let of = |status: ContactStatus| {
            points
                .iter()
                .filter(|point| point.status == status)
                .map(|point| contact(point, points))
                .collect_view()
        };
        let (now, past) = (of(ContactStatus::Current), of(ContactStatus::Historic));
        let body = view! {
            <section aria-labelledby="nu">
                <SectionHead id="nu" title=say!(l, programmes.contacts_now)/>
                <div class="kt-stack">{now}</div>
            </section>
            <section aria-labelledby="vroeger">
                <SectionHead id="vroeger" title=say!(l, programmes.contacts_past)/>
                <div class="kt-stack">
                    <p class="kt-inline-warn"><Icon name="cancelled"/><span>{say!(l, programmes.contacts_past_text)}</span></p>
                    {past}
                </div>
            </section>
        };
        Ok(page(
            say!(l, programmes.contacts),
            body,
            vec![(say!(l, programmes.contacts), file.provenance)],
        ))
    })
}

fn contact(point: &ContactPoint, all: &[ContactPoint]) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let current = point.status == ContactStatus::Current;
    let audience = match point.audience {
        Audience::Everyone => say!(l, programmes.for_everyone),
        Audience::Professionals => say!(l, programmes.for_professionals),
    };
    let successor = point.successor.as_ref().and_then(|key| {
        let next = all.iter().find(|point| point.key == *key);
        next.map(|next| next.name.clone())
    });
    let plain = |label: &'static str, value: Option<String>| {
        value.map(|value| view! { <Fact label>{value}</Fact> })
    };
    let facts = [
        plain(
            say!(l, programmes.contact_since),
            point.valid_from.as_ref().map(partial),
        ),
        plain(
            say!(l, programmes.contact_until),
            point.valid_to.as_ref().map(partial),
        ),
        plain(
            say!(l, programmes.contact_successor),
            successor.filter(|_| !current),
        ),
        plain(
            say!(l, programmes.contact_old_number),
            point.number.clone().filter(|_| !current),
        ),
    ]
    .into_iter()
    .flatten()
    .collect_view();
    let number = point.number.clone().filter(|_| current).map(|number| {
        let href = format!("tel:{}", number.replace('-', ""));
        view! {
            <Fact label=say!(l, programmes.contact_number)>
                <a class="utrecht-link" href=href>{number}</a>
            </Fact>
        }
    });
    let site = point.website.clone().filter(|_| current).map(|site| {
        let href = format!("https://{site}");
        view! {
            <Fact label=say!(l, programmes.contact_site)>
                <a class="utrecht-link" href=href rel="noreferrer">{site}</a>
            </Fact>
        }
    });
    let id = format!("punt-{}", point.key);
    let labelled_by = id.clone();
    let (name, note) = (point.name.clone(), point.note.clone());
    view! {
        <section class="kt-panel" aria-labelledby=labelled_by>
            <h3 class="utrecht-heading-4" id=id>{name}</h3>
            <p>{note}</p>
            <p class="kt-note">{audience}</p>
            <Facts>{number}{site}{facts}</Facts>
        </section>
    }
}
