//! Whether the trail is still whole: what the house found when it verified by itself.

use domain::policy::{Facts, Operation};
use leptos::prelude::*;
use service::audit::check::{Checked, last};
use service::ctx::Ctx;

use crate::bridge::Visit;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::pages::meetings::when;
use crate::say;
use crate::ui::{Notice, Panel, SectionHead, Status, Tone};

/// For who oversees with what was found, for an administrator that it was; nothing for others.
pub(super) async fn state(visit: &Visit) -> Result<Option<AnyView>, AppError> {
    let ctx = &visit.ctx;
    if !concerned(ctx) {
        return Ok(None);
    }
    let last = last(ctx.site()).await?;
    Ok(Some(panel(ctx, last.as_ref())))
}

/// The alert that it is not whole, for whoever has to do something about it.
///
/// # Errors
/// When the database does not answer.
pub async fn broken(ctx: &Ctx) -> Result<Option<AnyView>, AppError> {
    if !concerned(ctx) {
        return Ok(None);
    }
    let l = Locale::Nl;
    let found = last(ctx.site()).await?.filter(|last| !last.whole());
    Ok(found.map(|_| {
        view! {
            <Notice tone=Tone::Critical>
                <b>{say!(l, oversight.alert_trail)}</b>" "
                <a class="utrecht-link" href="/toezicht">{say!(l, oversight.alert_trail_link)}</a>
            </Notice>
        }
        .into_any()
    }))
}

fn concerned(ctx: &Ctx) -> bool {
    let may = |operation| ctx.may(operation, Facts::default());
    may(Operation::ReadTrail) || may(Operation::ReadTechnicalTrail)
}

fn panel(ctx: &Ctx, last: Option<&Checked>) -> AnyView {
    let l = Locale::Nl;
    let (tone, icon, word, text) = match last {
        None => (
            Tone::Neutral,
            "wait",
            say!(l, oversight.state_none),
            say!(l, oversight.state_none_text).to_owned(),
        ),
        Some(last) => {
            let (day, time) = (when::day(last.at), when::time(last.at));
            if last.whole() {
                let text = say!(l, oversight.state_whole_text, day = day, time = time);
                (
                    Tone::Positive,
                    "check",
                    say!(l, oversight.state_whole),
                    text,
                )
            } else {
                let text = say!(l, oversight.state_broken_text, day = day, time = time);
                (
                    Tone::Critical,
                    "risk",
                    say!(l, oversight.state_broken),
                    text,
                )
            }
        }
    };
    let found = last
        .filter(|last| !last.whole() && ctx.may(Operation::ReadTrail, Facts::default()))
        .map(|last| lines(&last.lines(ctx)));
    let late = last
        .filter(|last| last.is_late(ctx.now()))
        .map(|_| view! { <Notice tone=Tone::Attention>{say!(l, oversight.state_late)}</Notice> });
    view! {
        <Panel labelled_by="heel">
            <SectionHead id="heel" title=say!(l, oversight.state_title) small=true/>
            <p><Status tone icon word/></p>
            <p>{text}</p>
            {found}
            {late}
        </Panel>
    }
    .into_any()
}

fn lines(found: &[&str]) -> AnyView {
    let l = Locale::Nl;
    if found.is_empty() {
        return view! { <p>{say!(l, oversight.state_broken_elsewhere)}</p> }.into_any();
    }
    let found = found.iter().map(|line| {
        let line = (*line).to_owned();
        view! { <li>{line}</li> }
    });
    let found = found.collect_view();
    view! { <p>{say!(l, oversight.state_first)}</p><ul class="kt-lines">{found}</ul> }.into_any()
}
