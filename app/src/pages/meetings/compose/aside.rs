//! Beside the agenda: publishing with what it changes, and the proposals that wait.

use domain::calendar::{day_month, weekday_day_month};
use domain::meetings::MeetingState;
use leptos::prelude::*;
use service::meetings::compose::{Bench, Item};

use super::super::{keys, lines, party_advice};
use crate::i18n::Locale;
use crate::pages::form::Form;
use crate::say;
use crate::ui::{
    Button, ButtonKind, Fact, Facts, Icon, LinkButton, Notice, Panel, PanelKind, SectionHead, Tone,
};
use crate::words;

/// The two panels.
pub fn aside(bench: &Bench) -> AnyView {
    let open = matches!(bench.head.state, MeetingState::Planned);
    view! {
        <div class="kt-stack kt-side kt-noprint">
            {if open { opening(bench) } else { publishing(bench) }}
            {proposals(bench)}
            {super::suggested::panel(bench)}
            {held(bench)}
        </div>
    }
    .into_any()
}

/// Before anything can be published, partners get to propose.
fn opening(bench: &Bench) -> AnyView {
    let l = Locale::Nl;
    let day = weekday_day_month(bench.head.submission_due);
    let named = keys(bench.head.id, bench.head.version);
    let form = bench.may_publish.then(|| {
        view! {
            <Form action="/api/meetings/open" class="kt-actions">
                {named}
                <Button kind=ButtonKind::Primary>{say!(l, meetings.open_do)}</Button>
            </Form>
        }
    });
    view! {
        <Panel kind=PanelKind::Publish labelled_by="openstellen">
            <h2 class="utrecht-heading-3" id="openstellen">{say!(l, meetings.open_title)}</h2>
            <p class="kt-note">{say!(l, meetings.open_text, day = day)}</p>
            {form}
        </Panel>
    }
    .into_any()
}

fn publishing(bench: &Bench) -> AnyView {
    let l = Locale::Nl;
    let next = bench.head.agenda_version + 1;
    let first = next == 1;
    let unchanged = !first && bench.changes.is_empty();
    let due = weekday_day_month(bench.head.publication_due);
    let over = (bench.budget.over > 0).then(|| {
        let text = words::meetings::publish_over(bench.budget.over);
        view! { <Notice tone=Tone::Attention>{text}" "{super::fit::shorten()}</Notice> }
    });
    let difference = (!first && !unchanged).then(|| {
        let guests = match bench.guest_changes {
            0 => say!(l, meetings.guest_changes_none).to_owned(),
            count => words::meetings::guest_changes(count),
        };
        view! {
            {lines::changes(&bench.changes)}
            <Facts><Fact label=say!(l, meetings.guests)>{guests}</Fact></Facts>
        }
    });
    let text = if unchanged {
        say!(l, meetings.unchanged, number = bench.head.agenda_version)
    } else if first {
        say!(l, meetings.publish_first, day = due)
    } else {
        say!(
            l,
            meetings.publish_again,
            number = bench.head.agenda_version
        )
    };
    let named = keys(bench.head.id, bench.head.version);
    let button = (bench.may_publish && !unchanged).then(|| {
        view! {
            <Form action="/api/meetings/publish" class="kt-actions">
                {named}
                <Button kind=ButtonKind::Primary>{say!(l, meetings.publish_do, number = next)}</Button>
            </Form>
        }
    });
    let who = (!bench.may_publish)
        .then(|| view! { <p class="kt-note">{say!(l, meetings.director_publishes)}</p> });
    let title = if unchanged {
        say!(
            l,
            meetings.published_title,
            number = bench.head.agenda_version
        )
    } else {
        say!(l, meetings.publish_do, number = next)
    };
    view! {
        <Panel kind=PanelKind::Publish labelled_by="publiceer">
            <h2 class="utrecht-heading-3" id="publiceer">{title}</h2>
            <p class="kt-note">{text}</p>
            {difference}
            {over}
            {button}
            {who}
        </Panel>
    }
    .into_any()
}

fn proposals(bench: &Bench) -> AnyView {
    let l = Locale::Nl;
    let count = bench.proposals.len();
    let note = words::meetings::waiting(count);
    let list = if count == 0 {
        view! { <p class="kt-note">{say!(l, meetings.no_proposals)}</p> }.into_any()
    } else {
        let rows: Vec<_> = bench
            .proposals
            .iter()
            .map(|item| proposal(bench, item))
            .collect();
        view! { <ul class="kt-proposals">{rows}</ul> }.into_any()
    };
    view! {
        <Panel labelled_by="voorstellen">
            <SectionHead id="voorstellen" title=say!(l, meetings.proposals) note small=true/>
            {list}
        </Panel>
    }
    .into_any()
}

fn proposal(bench: &Bench, item: &Item) -> AnyView {
    let l = Locale::Nl;
    let title = lines::title(&item.title, item.kind);
    let by = say!(
        l,
        meetings.brought_by,
        organisation = item.organisation,
        day = day_month(item.brought_on)
    );
    let wants = say!(
        l,
        meetings.wants,
        what = words::meetings::wanted(item.wanted)
    );
    let facts = say!(
        l,
        meetings.proposal_facts,
        kind = words::meetings::kind(item.kind),
        minutes = item.minutes,
        class = item.class.word().to_uppercase()
    );
    let object = title.clone();
    let named = keys(item.id, item.version);
    let include = bench.may_include.then(|| {
        view! {
            <Form action="/api/meetings/include">
                {named}
                <Button compact=true>{say!(l, meetings.include_do)}<span class="kt-visually-hidden">" "{object}</span></Button>
            </Form>
        }
    });
    let off = item.taken_off.as_ref().map(|reason| {
        let text = say!(l, meetings.taken_off_because, reason = reason);
        view! { <p class="kt-proposal__why"><Icon name="reopen"/>{text}</p> }
    });
    let said = say!(l, meetings.stands_proposed, title = title);
    view! {
        <li class="kt-proposal" id=format!("voorstel-{}", item.id) tabindex="-1" data-said=said>
            <h3 class="kt-proposal__title"><a class="utrecht-link" href=format!("/punt/{}", item.id)>{title.clone()}</a></h3>
            <p class="kt-proposal__by">{by}</p>
            <p class="kt-proposal__why"><Icon name="chat"/>{wants}</p>
            <p class="kt-proposal__meta">{facts}</p>
            {off}
            {party_advice::on_bench(&item.advices)}
            <div class="kt-actions">
                {include}
                <LinkButton href=format!("/punt/{}/terug", item.id) kind=ButtonKind::Subtle compact=true>
                    {say!(l, meetings.return_do)}<span class="kt-visually-hidden">" "{title}</span>
                </LinkButton>
            </div>
        </li>
    }
    .into_any()
}

/// What was held over to the next meeting, each with its way back.
fn held(bench: &Bench) -> Option<AnyView> {
    let l = Locale::Nl;
    let rows: Vec<_> = bench.held.iter().map(|item| holds(bench, item)).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <Panel labelled_by="aangehouden">
                <SectionHead id="aangehouden" title=say!(l, meetings.hold_over_title) small=true/>
                <p class="kt-note">{say!(l, meetings.hold_over_note)}</p>
                <ul class="kt-proposals">{rows}</ul>
            </Panel>
        }
        .into_any()
    })
}

fn holds(bench: &Bench, item: &Item) -> AnyView {
    let l = Locale::Nl;
    let title = lines::title(&item.title, item.kind);
    let said = say!(l, meetings.stands_held, title = title);
    let named = keys(item.id, item.version);
    let object = title.clone();
    let back = bench.may_include.then(|| {
        view! {
            <Form action=super::fit::PUT_BACK class="kt-actions">
                {named}
                <Button compact=true>{say!(l, meetings.put_back_do)}<span class="kt-visually-hidden">" "{object}</span></Button>
            </Form>
        }
    });
    view! {
        <li class="kt-proposal" id=format!("aangehouden-{}", item.id) tabindex="-1" data-said=said>
            <h3 class="kt-proposal__title"><a class="utrecht-link" href=format!("/punt/{}", item.id)>{title}</a></h3>
            {back}
        </li>
    }
    .into_any()
}
