//! Which lines of the trail somebody asks for: in the address, so that a page can be kept and shared
//! with nobody who may not see it.

use chrono::{NaiveDate, TimeDelta};
use domain::policy::Operation;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use service::audit::{Choices, Filter, place, place_word};
use service::clock::{Clock, local_date};

use crate::i18n::Locale;
use crate::say;
use crate::ui::{Button, ButtonKind, Choice, SelectField, TextField};
use crate::words;

/// How many days are shown when nobody chose.
const DAYS: i64 = 7;

/// What the address asks for.
pub fn from_query() -> Filter {
    use_query_map().with_untracked(|query| filter(|name| query.get(name)))
}

/// What the fields of the search ask for; what makes no sense asks for nothing.
pub fn filter(get: impl Fn(&str) -> Option<String>) -> Filter {
    let text = |name: &str| get(name).filter(|value| !value.is_empty());
    let day = |name: &str| text(name)?.parse::<NaiveDate>().ok();
    let today = Clock::System.today();
    Filter {
        from: day("van").or_else(|| Some(today - TimeDelta::days(DAYS))),
        to: day("tot").or(Some(today)),
        person: text("wie").and_then(|id| id.parse().ok()),
        organisation: text("organisatie").and_then(|id| id.parse().ok()),
        action: text("wat"),
        result: text("afloop"),
        object: text("soort"),
        before: text("voor").and_then(|word| place(&word)),
    }
}

/// The fields as they stand now, without the place.
pub fn fields(filter: &Filter) -> Vec<(&'static str, String)> {
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let mut fields = vec![("van", day(filter.from)), ("tot", day(filter.to))];
    fields.push((
        "wie",
        filter.person.map(|id| id.to_string()).unwrap_or_default(),
    ));
    let organisation = filter.organisation.map(|id| id.to_string());
    fields.push(("organisatie", organisation.unwrap_or_default()));
    fields.push(("wat", filter.action.clone().unwrap_or_default()));
    fields.push(("afloop", filter.result.clone().unwrap_or_default()));
    fields.push(("soort", filter.object.clone().unwrap_or_default()));
    fields.retain(|(_, value)| !value.is_empty());
    fields
}

/// The address of the page with these lines.
pub fn href(filter: &Filter) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(fields(filter));
    if let Some(before) = filter.before {
        query.append_pair("voor", &place_word(before));
    }
    format!("/toezicht?{}", query.finish())
}

/// The search of who reads everything.
pub fn form(filter: &Filter, choices: &Choices) -> AnyView {
    let l = Locale::Nl;
    let any = |word: &str| Choice {
        value: String::new(),
        word: word.to_owned(),
        explanation: String::new(),
    };
    let choice = |(value, word): (String, String)| Choice {
        value,
        word,
        explanation: String::new(),
    };
    let list = |first: &'static str, rest: Vec<(String, String)>| {
        std::iter::once(any(first))
            .chain(rest.into_iter().map(choice))
            .collect::<Vec<_>>()
    };
    let people = choices
        .people
        .iter()
        .map(|(id, word)| (id.to_string(), word.clone()));
    let people = list(say!(l, oversight.everybody), people.collect());
    let organisations = choices.organisations.iter();
    let organisations = organisations.map(|(id, word)| (id.to_string(), word.clone()));
    let organisations = list(say!(l, oversight.all), organisations.collect());
    let mut deeds: Vec<(String, String)> = Operation::ALL
        .into_iter()
        .map(|one| (format!("{one:?}"), words::oversight::deed(one).to_owned()))
        .collect();
    deeds.push((
        "SignIn".to_owned(),
        say!(l, oversight.deed_sign_in).to_owned(),
    ));
    deeds.sort_by(|one, next| one.1.cmp(&next.1));
    let deeds = list(say!(l, oversight.all), deeds);
    let results = list(
        say!(l, oversight.all),
        ["done", "refused"]
            .map(|word| (word.to_owned(), super::lines::outcome(word).to_owned()))
            .to_vec(),
    );
    let objects = [
        "item",
        "paper",
        "meeting",
        "action",
        "covenant",
        "step",
        "criterion",
        "bottleneck",
        "roadmap",
        "contribution",
        "series",
        "municipality",
        "account",
        "session",
        "trail",
    ];
    let objects = objects.map(|word| (word.to_owned(), words::oversight::thing(word).to_owned()));
    let objects = list(say!(l, oversight.all), objects.to_vec());
    let now = |id: Option<String>| id.unwrap_or_default();
    let (person, organisation) = (
        now(filter.person.map(|id| id.to_string())),
        now(filter.organisation.map(|id| id.to_string())),
    );
    let (action, result, object) = (
        now(filter.action.clone()),
        now(filter.result.clone()),
        now(filter.object.clone()),
    );
    view! {
        <details class="kt-details">
            <summary>{say!(l, oversight.filter_title)}</summary>
            <form method="get" action="/toezicht" class="kt-form">
                {days(filter)}
                <SelectField id="wie" name="wie" label=say!(l, oversight.person) choices=people value=person/>
                <SelectField id="organisatie" name="organisatie" label=say!(l, oversight.organisation)
                    choices=organisations value=organisation/>
                <SelectField id="wat" name="wat" label=say!(l, oversight.action) choices=deeds value=action/>
                <SelectField id="soort" name="soort" label=say!(l, oversight.object) choices=objects value=object/>
                <SelectField id="afloop" name="afloop" label=say!(l, oversight.result) choices=results value=result/>
                <div class="kt-actions">
                    <Button kind=ButtonKind::Primary>{say!(l, oversight.search)}</Button>
                </div>
            </form>
        </details>
    }
    .into_any()
}

/// The search of who sees only a period.
pub fn period(filter: &Filter) -> AnyView {
    let l = Locale::Nl;
    view! {
        <form method="get" action="/toezicht" class="kt-form">
            {days(filter)}
            <div class="kt-actions"><Button>{say!(l, oversight.search)}</Button></div>
        </form>
    }
    .into_any()
}

fn days(filter: &Filter) -> AnyView {
    let l = Locale::Nl;
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    view! {
        <TextField id="van" name="van" kind="date" label=say!(l, oversight.from) value=day(filter.from)/>
        <TextField id="tot" name="tot" kind="date" label=say!(l, oversight.to) value=day(filter.to)/>
    }
    .into_any()
}

/// The button that takes these lines along.
pub fn export(filter: &Filter) -> AnyView {
    let l = Locale::Nl;
    let hidden = fields(filter)
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view();
    view! {
        <form method="post" action="/toezicht/uitvoer" class="kt-actions">
            {hidden}
            <Button icon="file">{say!(l, oversight.export)}</Button>
        </form>
        <p class="kt-note">{say!(l, oversight.export_note)}</p>
    }
    .into_any()
}

/// The day of today, for a field.
pub fn today() -> String {
    local_date(Clock::System.now()).to_string()
}
