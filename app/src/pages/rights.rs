//! `/beheer`: who is known here, who may do what, and what waits for a second person. No content.

mod approvals;
mod deputies;
mod organisations;
mod people;
mod person;
mod providers;
mod register;
mod reviews;
mod tables;

use leptos::prelude::*;
use service::people::view::Filter;

use super::alert::alert;
use super::mail;
use super::screen::{Nav, Page, screen};
use crate::i18n::Locale;
use crate::say;
use crate::ui::{Breadcrumbs, Crumb, Head, Row, Rows, Tone};
use domain::policy::{Facts, Operation};

pub use approvals::approvals;
pub use deputies::{ahead, deputies};
pub use organisations::organisations;
pub use people::people;
pub use person::person;
pub use providers::{
    add as add_provider, change as change_provider, list as providers, one as provider,
};
pub use register::register;
pub use reviews::reviews;
pub use tables::tables;

/// The overview.
pub fn overview() -> AnyView {
    screen(Nav::Manage, |visit| async move {
        let l = Locale::Nl;
        let ctx = &visit.ctx;
        let people = service::people::view::people(ctx, &Filter::default()).await?;
        let waiting = service::people::approvals::waiting_for(ctx).await?;
        let reviews = service::people::rights_reviews(ctx).await?;
        let overdue = reviews.iter().filter(|line| line.overdue).count();
        let whole = ctx.may(Operation::ReadPeople, Facts::default());
        let doors = ctx.may(Operation::ReadProviders, Facts::default());
        let guests = ctx.may(
            Operation::ReadGuests,
            Facts::of_owner(ctx.actor.organisation),
        );
        let sends = ctx.may(
            Operation::NameDeputy,
            Facts::of_owner(ctx.actor.organisation),
        );
        let theme = ctx.may(
            Operation::ChooseTheme,
            Facts::of_owner(ctx.actor.organisation),
        ) && visit.viewer.arms.is_some();
        let waits = match waiting {
            0 => say!(l, people.wait_none).to_owned(),
            1 => say!(l, people.wait_one).to_owned(),
            count => say!(l, people.wait_many, count = count),
        };
        let late = match overdue {
            0 => say!(l, people.overdue_none).to_owned(),
            1 => say!(l, people.overdue_one).to_owned(),
            count => say!(l, people.overdue_many, count = count),
        };
        let tone = |count| {
            if count > 0 {
                Tone::Attention
            } else {
                Tone::Neutral
            }
        };
        let post = if ctx.may(Operation::ReadLetters, Facts::default()) {
            Some(service::mail::failed(ctx).await?)
        } else {
            None
        };
        let post = post.map(|failed| {
            let tone = tone(usize::try_from(failed).unwrap_or(usize::MAX));
            part(
                "/beheer/post",
                say!(l, mail.title),
                say!(l, mail.part_text),
                (tone, "send"),
                Some(mail::failed(failed)),
            )
        });
        let destroys = service::retention::sees_any(ctx).await?;
        let alert = alert(ctx, false).await?;
        let body = view! {
            {alert}
            <Head title=say!(l, people.title)/>
            <p>{say!(l, people.lead)}</p>
            <Rows>
                {part("/beheer/vier-ogen", say!(l, people.part_approvals), say!(l, people.part_approvals_text),
                    (tone(waiting), "shield"), Some(waits))}
                {part("/beheer/mensen", say!(l, people.part_people), say!(l, people.part_people_text),
                    (Tone::Neutral, "guest"), Some(count(people.count)))}
                {guests.then(|| part("/beheer/gasten", say!(l, guest_accounts.title),
                    say!(l, guest_accounts.part_text), (Tone::Neutral, "unlock"), None))}
                {whole.then(|| part("/beheer/organisaties", say!(l, people.part_organisations),
                    say!(l, people.part_organisations_text), (Tone::Neutral, "link"), None))}
                {whole.then(|| part("/beheer/tafels", say!(l, people.part_tables),
                    say!(l, people.part_tables_text), (Tone::Neutral, "chat"), None))}
                {sends.then(|| part("/beheer/vervanging", say!(l, people.part_deputies),
                    say!(l, people.part_deputies_text), (Tone::Neutral, "guest"), None))}
                {doors.then(|| part("/beheer/aanmeldpunten", say!(l, providers.title),
                    say!(l, providers.part_text), (Tone::Neutral, "lock"), None))}
                {part("/beheer/rechten", say!(l, people.part_reviews), say!(l, people.part_reviews_text),
                    (tone(overdue), "check"), Some(late))}
                {post}
                {destroys.then(|| part("/beheer/vernietiging", say!(l, destruction.title),
                    say!(l, destruction.part_text), (Tone::Neutral, "clock"), None))}
                {theme.then(|| part("/beheer/thema", say!(l, people.part_theme),
                    say!(l, people.part_theme_text), (Tone::Neutral, "edit"), None))}
            </Rows>
        };
        Ok(Page::new(say!(l, people.title), body))
    })
}

fn part(
    href: &'static str,
    title: &'static str,
    text: &'static str,
    (tone, icon): (Tone, &'static str),
    when: Option<String>,
) -> AnyView {
    view! {
        <Row tone icon title=title meta=Some(text.to_owned()) when=when>
            <a class="utrecht-button utrecht-button--secondary-action kt-compact" href=href>
                {say!(Locale::Nl, common.open)}
                <span class="kt-visually-hidden">" "{title}</span>
            </a>
        </Row>
    }
    .into_any()
}

/// "24 mensen".
fn count(count: u64) -> String {
    let l = Locale::Nl;
    match count {
        1 => say!(l, people.people_count_one).to_owned(),
        count => say!(l, people.people_count_many, count = count),
    }
}

/// The way back up to the overview.
pub(super) fn crumbs(above: Option<(&str, &str)>, here: &str) -> AnyView {
    let l = Locale::Nl;
    let crumb = |word: &str, href: Option<&str>| Crumb {
        word: word.to_owned(),
        href: href.map(str::to_owned),
    };
    let mut trail = vec![crumb(say!(l, people.title), Some("/beheer"))];
    trail.extend(above.map(|(word, href)| crumb(word, Some(href))));
    trail.push(crumb(here, None));
    view! { <Breadcrumbs label=say!(l, people.crumbs) trail/> }.into_any()
}
