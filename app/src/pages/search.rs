//! `/zoek`: one field, and what was found in what the reader may see. The question comes as a form, so that
//! it stands in no address and no history.

use domain::fault::Code;
use domain::search::{Kind, LEAST, MOST};
use http::StatusCode;
use leptos::prelude::*;
use service::error::Error;
use service::search::{self, Ask, Found, Hit, Piece, Target};

use super::meetings::lines::class_badge;
use crate::bridge;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::pages::screen::{Nav, Page, screen};
use crate::say;
use crate::ui::{Button, ButtonKind, Choice, Empty, Head, SelectField, TextField};
use crate::words;

/// The address, for asking and for the answer.
pub const SEARCH: &str = "/zoek";

/// The page.
pub fn page() -> AnyView {
    let asked = bridge::asked().map(|fields| Asked::read(&fields));
    screen(Nav::Search, move |visit| async move {
        bridge::no_store();
        let l = Locale::Nl;
        let answer = match &asked {
            Some(asked) => Some(answer(&visit.ctx, asked).await?),
            None => {
                search::open(&visit.ctx)?;
                None
            }
        };
        let asked = asked.unwrap_or_default();
        let fault = match &answer {
            Some(Err(fault)) => Some(*fault),
            _ => None,
        };
        let found = answer
            .and_then(Result::ok)
            .map(|found| results(&asked, found));
        let body = view! {
            <Head title=say!(l, search.title)/>
            <p>{say!(l, search.lead)}</p>
            {form(&asked, fault)}
            {found}
        };
        Ok(Page::new(say!(l, search.title), body))
    })
}

/// What was asked, as it was typed.
#[derive(Debug, Clone, Default)]
struct Asked {
    text: String,
    kind: Option<Kind>,
    after: String,
}

impl Asked {
    fn read(fields: &[(String, String)]) -> Self {
        let field = |name: &str| {
            let found = fields.iter().find(|(known, _)| known == name);
            found.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        Self {
            text: field("vraag"),
            kind: Kind::parse(&field("soort")),
            after: field("na"),
        }
    }
}

/// What is found, or what is wrong with the question.
async fn answer(
    ctx: &service::ctx::Ctx,
    asked: &Asked,
) -> Result<Result<Found, &'static str>, AppError> {
    let ask = Ask {
        text: asked.text.clone(),
        kind: asked.kind,
        after: search::place(&asked.after),
    };
    match search::search(ctx, ask).await {
        Ok(found) => Ok(Ok(found)),
        Err(Error::Refused(faults)) => {
            bridge::set_status(StatusCode::UNPROCESSABLE_ENTITY);
            let l = Locale::Nl;
            let first = faults.into_iter().next();
            Ok(Err(match first.map(|fault| fault.code) {
                Some(Code::TooLong(_)) => say!(l, search.too_long),
                Some(Code::TooShort(_)) => say!(l, search.too_short),
                _ => say!(l, search.empty),
            }))
        }
        Err(error) => Err(error.into()),
    }
}

fn form(asked: &Asked, fault: Option<&'static str>) -> AnyView {
    let l = Locale::Nl;
    let choice = |value: &str, word: &str| Choice {
        value: value.to_owned(),
        word: word.to_owned(),
        explanation: String::new(),
    };
    let every = choice("", say!(l, search.every_kind));
    let kinds = Kind::ALL.map(|kind| choice(kind.word(), words::search::kind(kind)));
    let kinds: Vec<Choice> = std::iter::once(every).chain(kinds).collect();
    let value = asked.kind.map(Kind::word).unwrap_or_default();
    // What is too long to be a question is not sent back whole.
    let text: String = asked.text.chars().take(MOST).collect();
    let hint = say!(l, search.hint, least = LEAST);
    view! {
        <form method="post" action=SEARCH class="kt-form kt-search" role="search">
            <TextField id="vraag" name="vraag" kind="search" label=say!(l, search.label) hint=hint
                value=text error=fault.map(str::to_owned) maxlength=u32::try_from(MOST).ok()/>
            <SelectField id="soort" name="soort" label=say!(l, search.kind) choices=kinds value=value/>
            <div class="kt-actions">
                <Button kind=ButtonKind::Primary>{say!(l, search.ask)}</Button>
            </div>
        </form>
    }
    .into_any()
}

fn results(asked: &Asked, found: Found) -> AnyView {
    let l = Locale::Nl;
    if found.hits.is_empty() {
        let text = if asked.kind.is_some() {
            say!(l, search.none_of_kind)
        } else {
            say!(l, search.none_text)
        };
        return view! { <Empty id="niets" title=say!(l, search.none) text/> }.into_any();
    }
    let later = !asked.after.is_empty();
    let title = if later {
        say!(l, search.found_more)
    } else {
        say!(l, search.found)
    };
    let first = later.then(|| turn(asked, "", say!(l, search.first)));
    let next = found
        .after
        .map(|place| turn(asked, &search::place_word(place), say!(l, search.next)));
    let hits = found.hits.into_iter().map(one).collect_view();
    view! {
        <section aria-labelledby="gevonden">
            <h2 class="utrecht-heading-2" id="gevonden">{title}</h2>
            <ol class="kt-hits">{hits}</ol>
            <div class="kt-actions">{first}{next}</div>
        </section>
    }
    .into_any()
}

/// Asks the same again, from another place.
fn turn(asked: &Asked, after: &str, label: &'static str) -> AnyView {
    let kind = asked.kind.map(Kind::word).unwrap_or_default();
    view! {
        <form method="post" action=SEARCH>
            <input type="hidden" name="vraag" value=asked.text.clone()/>
            <input type="hidden" name="soort" value=kind/>
            <input type="hidden" name="na" value=after.to_owned()/>
            <Button kind=ButtonKind::Secondary>{label}</Button>
        </form>
    }
    .into_any()
}

fn one(hit: Hit) -> AnyView {
    let l = Locale::Nl;
    let day = words::covenants::day(hit.day);
    let day = if hit.at_meeting {
        say!(l, search.at_meeting, day = day)
    } else {
        day
    };
    let snippet = (!hit.snippet.is_empty())
        .then(|| view! { <p class="kt-hit__text">{pieces(&hit.snippet)}</p> });
    let title = if hit.title.is_empty() {
        words::search::kind(hit.kind).into_any()
    } else {
        pieces(&hit.title)
    };
    view! {
        <li class="kt-hit">
            <h3 class="kt-hit__title"><a class="utrecht-link" href=address(hit.to)>{title}</a></h3>
            <p class="kt-hit__meta">
                <span>{words::search::kind(hit.kind)}</span>" "<span>{day}</span>" "{class_badge(hit.class)}
            </p>
            {snippet}
        </li>
    }
    .into_any()
}

fn pieces(pieces: &[Piece]) -> AnyView {
    let piece = |piece: &Piece| {
        let text = piece.text.clone();
        if piece.hit {
            view! { <mark>{text}</mark> }.into_any()
        } else {
            text.into_any()
        }
    };
    pieces.iter().map(piece).collect_view().into_any()
}

fn address(to: Target) -> String {
    match to {
        Target::Item(id) => format!("/punt/{id}"),
        Target::Minutes(id) => format!("/overleg/{id}/verslag"),
        Target::Action(id) => format!("/acties/{id}"),
        Target::Covenant(id) => format!("/convenant/{id}"),
        Target::Text(id) => format!("/convenant/{id}/tekst"),
        Target::Bottlenecks => "/knelpunten".to_owned(),
        Target::Step(id) => format!("/routekaart/stap/{id}"),
    }
}
