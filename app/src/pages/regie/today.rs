//! What is asked of the director today: each row one thing, with the one place to do it.

use chrono::{Days, NaiveDate};
use domain::actions::ActionState;
use domain::calendar::{day_month, relative_day};
use domain::meetings::{MeetingState, Minutes};
use leptos::prelude::*;
use service::actions::ActionView;
use service::clock::local_date;
use service::regie::{Cockpit, NextMeeting, OpenMinutes};

use crate::i18n::Locale;
use crate::pages::actions::title;
use crate::say;
use crate::ui::{ButtonKind, Empty, LinkButton, Row, Rows, SectionHead, Tone};

const L: Locale = Locale::Nl;

/// Within how many days something is for now.
const NOW_DAYS: u64 = 7;

/// A row before it is drawn.
struct Line {
    /// The day it has to be done, when there is one.
    day: Option<NaiveDate>,
    tone: Tone,
    icon: &'static str,
    title: String,
    meta: Option<String>,
    when: Option<String>,
    href: String,
    word: &'static str,
    first: bool,
}

/// The list, or a sentence that nothing waits.
pub fn today(cockpit: &Cockpit) -> AnyView {
    let lines: Vec<Line> = cockpit
        .next
        .iter()
        .flat_map(|next| meeting(cockpit, next))
        .chain(cockpit.minutes.iter().map(minutes))
        .chain(cockpit.returned.iter().map(returned))
        .chain(claimed(cockpit))
        .chain(cockpit.blocked.iter().map(blocked))
        .chain(covenants(cockpit))
        .chain(contributions(cockpit))
        .chain(people(cockpit))
        .collect();
    let now = cockpit.today + Days::new(NOW_DAYS);
    let (soon, lines): (Vec<Line>, Vec<Line>) = lines
        .into_iter()
        .partition(|line| line.day.is_some_and(|day| day > now));
    let count = lines.len();
    let note = match count {
        0 => None,
        1 => Some(say!(L, regie.today_one).to_owned()),
        // About a minute and a half for each.
        _ => Some(say!(
            L,
            regie.today_note,
            count = count,
            minutes = (count * 3).div_ceil(2)
        )),
    };
    let body = if lines.is_empty() {
        view! { <Empty id="stil" title=say!(L, regie.quiet_title) text=say!(L, regie.quiet_text) icon="check"/> }
            .into_any()
    } else {
        let rows = lines.into_iter().map(row).collect::<Vec<_>>();
        view! { <Rows>{rows}</Rows> }.into_any()
    };
    let soon = (!soon.is_empty()).then(|| {
        let rows = soon.into_iter().map(row).collect::<Vec<_>>();
        view! {
            <section aria-labelledby="straks">
                <SectionHead id="straks" title=say!(L, regie.soon)/>
                <Rows>{rows}</Rows>
            </section>
        }
    });
    view! {
        <section aria-labelledby="nu">
            <SectionHead id="nu" title=say!(L, regie.today) note/>
            {body}
        </section>
        {soon}
    }
    .into_any()
}

fn row(line: Line) -> AnyView {
    let kind = if line.first {
        ButtonKind::Primary
    } else {
        ButtonKind::Secondary
    };
    let (href, word) = (line.href, line.word);
    view! {
        <Row tone=line.tone icon=line.icon title=line.title meta=line.meta when=line.when>
            <LinkButton href kind compact=true>{word}</LinkButton>
        </Row>
    }
    .into_any()
}

fn meeting(cockpit: &Cockpit, next: &NextMeeting) -> Vec<Line> {
    let mut lines = Vec::new();
    let line = |title: &str, meta: String, day: Option<NaiveDate>| Line {
        tone: Tone::Attention,
        icon: "send",
        title: title.to_owned(),
        meta: Some(meta),
        day,
        when: day.map(|day| say!(L, regie.by, day = relative_day(day, cockpit.today))),
        href: format!("/overleg/{}", next.id),
        word: say!(L, regie.do_agenda),
        first: true,
    };
    match &next.state {
        MeetingState::Planned => lines.push(line(
            say!(L, regie.row_open),
            say!(L, regie.row_open_meta).to_owned(),
            None,
        )),
        MeetingState::Collecting => lines.push(line(
            say!(L, regie.row_publish),
            say!(
                L,
                regie.row_publish_meta,
                minutes = next.minutes,
                length = next.length
            ),
            Some(next.publication_due),
        )),
        // What goes on now stands above everything.
        _ => {}
    }
    if next.proposals > 0 {
        let title = match next.proposals {
            1 => say!(L, regie.row_proposals_one).to_owned(),
            count => say!(L, regie.row_proposals, count = count),
        };
        lines.push(Line {
            icon: "chat",
            first: false,
            ..line(&title, say!(L, regie.row_proposals_meta).to_owned(), None)
        });
    }
    lines
}

/// Minutes that somebody writes, or that wait for the table.
fn minutes(open: &OpenMinutes) -> Line {
    let day = day_month(local_date(open.starts_at));
    let (title, word) = match open.minutes {
        Minutes::ForApproval { .. } => (
            say!(L, regie.row_minutes_approve, day = day),
            say!(L, regie.do_look),
        ),
        _ => (
            say!(L, regie.row_minutes_offer, day = day),
            say!(L, regie.do_write),
        ),
    };
    Line {
        day: None,
        tone: Tone::Info,
        icon: "file",
        title,
        meta: None,
        when: None,
        href: format!("/overleg/{}/verslag", open.meeting),
        word,
        first: false,
    }
}

fn returned(action: &ActionView) -> Line {
    let (number, name) = (action.number, title(action));
    let (sentence, meta, word) = match &action.state {
        ActionState::Declined { reason, .. } => (
            say!(L, regie.row_declined, number = number, title = name),
            say!(
                L,
                regie.row_declined_meta,
                owner = action.owner_name,
                reason = reason
            ),
            say!(L, regie.do_reassign),
        ),
        _ => (
            say!(L, regie.row_proposed, number = number, title = name),
            say!(L, regie.row_proposed_meta, owner = action.owner_name),
            say!(L, regie.do_assign),
        ),
    };
    Line {
        day: None,
        tone: Tone::Critical,
        icon: "declined",
        title: sentence,
        meta: Some(meta),
        when: Some(say!(L, regie.since_day, day = day_month(action.updated_on))),
        href: format!("/acties/{}", action.id),
        word,
        first: false,
    }
}

fn claimed(cockpit: &Cockpit) -> Option<Line> {
    // What the reader reported is for somebody else to look at.
    let others = || (cockpit.claimed.iter()).filter(|it| matches!(it.can.verify, Some(Ok(()))));
    let first = others().next()?;
    let own = cockpit.claimed.len() - others().count();
    let count = cockpit.counts.claimed - i64::try_from(own).unwrap_or_default();
    let which: Vec<String> = others()
        .map(|action| {
            let number = say!(L, actions.number, number = action.number);
            format!("{number} {}", action.owner_name)
        })
        .collect();
    Some(Line {
        day: None,
        tone: Tone::Info,
        icon: "claimed",
        title: if count == 1 {
            say!(L, regie.row_claimed_one).to_owned()
        } else {
            say!(L, regie.row_claimed, count = count)
        },
        meta: Some(which.join(", ")),
        when: Some(say!(L, regie.since_day, day = day_month(first.updated_on))),
        href: "/acties?toon=verifieren".to_owned(),
        word: say!(L, regie.do_verify),
        first: false,
    })
}

fn blocked(action: &ActionView) -> Line {
    let meta = match &action.state {
        ActionState::Blocked { reason, .. } if !reason.is_empty() => say!(
            L,
            regie.row_declined_meta,
            owner = action.owner_name,
            reason = reason
        ),
        _ => action.owner_name.clone(),
    };
    Line {
        day: None,
        tone: Tone::Critical,
        icon: "blocked",
        title: say!(
            L,
            regie.row_blocked,
            number = action.number,
            title = title(action)
        ),
        meta: Some(meta),
        when: Some(say!(L, regie.since_day, day = day_month(action.updated_on))),
        href: format!("/acties/{}", action.id),
        word: say!(L, regie.do_look),
        first: false,
    }
}

fn covenants(cockpit: &Cockpit) -> Vec<Line> {
    let line = |title: String, meta: String, when, href| Line {
        day: None,
        tone: Tone::Attention,
        icon: "signed",
        title,
        meta: Some(meta),
        when,
        href,
        word: say!(L, regie.do_covenant),
        first: false,
    };
    let unsigned = cockpit.unsigned.iter().map(|party| {
        let title = if party.mandate_asked {
            say!(L, regie.row_unsigned_mandate, party = party.party)
        } else if party.withdrew {
            say!(L, regie.row_withdrew, party = party.party)
        } else {
            say!(L, regie.row_unsigned, party = party.party)
        };
        let meta = say!(L, regie.row_unsigned_meta).to_owned();
        line(title, meta, None, format!("/convenant/{}", party.covenant))
    });
    let expiring = cockpit.expiring.iter().map(|covenant| {
        let over = covenant.ends_on < cockpit.today;
        let title = if over {
            say!(L, regie.row_expired)
        } else {
            say!(L, regie.row_expiring)
        };
        let when = relative_day(covenant.ends_on, cockpit.today);
        let href = format!("/convenant/{}", covenant.covenant);
        Line {
            icon: "wait",
            day: Some(covenant.ends_on),
            ..line(title.to_owned(), covenant.title.clone(), Some(when), href)
        }
    });
    unsigned.chain(expiring).collect()
}

/// Contributions whose answer is due within the week.
fn contributions(cockpit: &Cockpit) -> Vec<Line> {
    cockpit
        .waiting
        .iter()
        .filter(|waiting| waiting.answer_due <= cockpit.today + Days::new(NOW_DAYS))
        .map(|waiting| Line {
            day: Some(waiting.answer_due),
            tone: Tone::Attention,
            icon: "guest",
            title: say!(L, regie.row_contribution).to_owned(),
            meta: Some(say!(
                L,
                regie.row_contribution_meta,
                title = waiting.title,
                from = waiting.from
            )),
            when: Some(say!(
                L,
                regie.by,
                day = relative_day(waiting.answer_due, cockpit.today)
            )),
            href: format!("/bijdragen/{}", waiting.id),
            word: say!(L, regie.do_answer),
            first: false,
        })
        .collect()
}

/// Who waits for this reader: guests at the door, and whoever proposed what takes two.
fn people(cockpit: &Cockpit) -> Vec<Line> {
    let line = |count: usize, one: &'static str, many: String, meta: &'static str, href: &str| {
        (count > 0).then(|| Line {
            day: None,
            tone: Tone::Attention,
            icon: "guest",
            title: if count == 1 { one.to_owned() } else { many },
            meta: Some(meta.to_owned()),
            when: None,
            href: href.to_owned(),
            word: say!(L, regie.do_look),
            first: false,
        })
    };
    let guests = cockpit.guests;
    let (requests, recoveries) = (guests.requests, guests.confirm + guests.readmit);
    [
        line(
            requests,
            say!(L, regie.row_guest_one),
            say!(L, regie.row_guest, count = requests),
            say!(L, regie.row_guest_meta),
            "/beheer/gasten",
        ),
        line(
            recoveries,
            say!(L, regie.row_recovery_one),
            say!(L, regie.row_recovery, count = recoveries),
            say!(L, regie.row_recovery_meta),
            "/beheer/gasten",
        ),
        line(
            cockpit.proposals,
            say!(L, regie.row_four_eyes_one),
            say!(L, regie.row_four_eyes, count = cockpit.proposals),
            say!(L, regie.row_four_eyes_meta),
            "/beheer/vier-ogen",
        )
        .map(|line| Line {
            icon: "shield",
            ..line
        }),
    ]
    .into_iter()
    .flatten()
    .collect()
}
