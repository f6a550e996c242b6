//! Words for the agenda: kinds, wanted outcomes, and every status with its shape.

use domain::calendar::Holiday;
use domain::meetings::{
    Answer, Field, ItemKind, ItemState, MeetingState, Minutes, Outcome, Position, Wanted,
};

use crate::i18n::Locale;
use crate::say;
use crate::ui::Tone;

/// A status: its tone, its icon and its word, as the look has them.
pub type Shown = (Tone, &'static str, &'static str);

/// What a kind of item is called.
pub fn kind(kind: ItemKind) -> &'static str {
    let l = Locale::Nl;
    match kind {
        ItemKind::Opening => say!(l, meetings.kind_opening),
        ItemKind::Announcement => say!(l, meetings.kind_announcement),
        ItemKind::Minutes => say!(l, meetings.kind_minutes),
        ItemKind::Policy => say!(l, meetings.kind_policy),
        ItemKind::Case => say!(l, meetings.kind_case),
        ItemKind::Covenant => say!(l, meetings.kind_covenant),
        ItemKind::Roadmap => say!(l, meetings.kind_roadmap),
        ItemKind::GuestContribution => say!(l, meetings.kind_guest_contribution),
        ItemKind::AnyOtherBusiness => say!(l, meetings.kind_any_other_business),
    }
}

/// What a public holiday is called.
pub fn holiday(holiday: Holiday) -> &'static str {
    let l = Locale::Nl;
    match holiday {
        Holiday::NewYearsDay => say!(l, meetings.holiday_new_year),
        Holiday::GoodFriday => say!(l, meetings.holiday_good_friday),
        Holiday::EasterSunday => say!(l, meetings.holiday_easter_sunday),
        Holiday::EasterMonday => say!(l, meetings.holiday_easter_monday),
        Holiday::KingsDay => say!(l, meetings.holiday_kings_day),
        Holiday::LiberationDay => say!(l, meetings.holiday_liberation_day),
        Holiday::AscensionDay => say!(l, meetings.holiday_ascension_day),
        Holiday::WhitSunday => say!(l, meetings.holiday_whit_sunday),
        Holiday::WhitMonday => say!(l, meetings.holiday_whit_monday),
        Holiday::ChristmasDay => say!(l, meetings.holiday_christmas),
        Holiday::SecondChristmasDay => say!(l, meetings.holiday_second_christmas),
    }
}

/// What is wanted of the table, as a verb.
pub fn wanted(wanted: Wanted) -> &'static str {
    let l = Locale::Nl;
    match wanted {
        Wanted::Inform => say!(l, meetings.wanted_inform),
        Wanted::Discuss => say!(l, meetings.wanted_discuss),
        Wanted::Decide => say!(l, meetings.wanted_decide),
    }
}

/// What wanting that means for the table.
pub fn wanted_meaning(wanted: Wanted) -> &'static str {
    let l = Locale::Nl;
    match wanted {
        Wanted::Inform => say!(l, meetings.wanted_inform_meaning),
        Wanted::Discuss => say!(l, meetings.wanted_discuss_meaning),
        Wanted::Decide => say!(l, meetings.wanted_decide_meaning),
    }
}

/// Where a meeting is in its life.
pub fn meeting(state: &MeetingState) -> Shown {
    let l = Locale::Nl;
    match state {
        MeetingState::Planned => (Tone::Neutral, "calendar", say!(l, meetings.state_planned)),
        MeetingState::Collecting => (Tone::Info, "chat", say!(l, meetings.state_collecting)),
        MeetingState::Published { .. } => (Tone::Info, "send", say!(l, meetings.state_published)),
        MeetingState::InProgress { .. } => {
            (Tone::Positive, "live", say!(l, meetings.state_in_progress))
        }
        MeetingState::Closed {
            minutes: Minutes::Missing,
            ..
        } => (Tone::Neutral, "lock", say!(l, meetings.state_closed)),
        MeetingState::Closed { minutes, .. } => super::minutes::state(minutes),
        MeetingState::Cancelled { .. } => (
            Tone::Neutral,
            "cancelled",
            say!(l, meetings.state_cancelled),
        ),
    }
}

/// Whether somebody comes.
pub fn answer(answer: Option<Answer>) -> Shown {
    let l = Locale::Nl;
    match answer {
        Some(Answer::Accepted) => (Tone::Positive, "check", say!(l, meetings.coming_is_yes)),
        Some(Answer::Declined) => (Tone::Attention, "cancelled", say!(l, meetings.coming_is_no)),
        None => (Tone::Neutral, "open", say!(l, meetings.coming_is_open)),
    }
}

/// Where an item is in its life.
pub fn item(state: &ItemState) -> Shown {
    let l = Locale::Nl;
    match state {
        ItemState::Proposed { .. } => (Tone::Neutral, "open", say!(l, meetings.item_proposed)),
        ItemState::Included => (Tone::Info, "quarter", say!(l, meetings.item_included)),
        ItemState::Returned { .. } => (Tone::Attention, "reopen", say!(l, meetings.item_returned)),
        ItemState::OnTable { .. } => (Tone::Info, "live", say!(l, meetings.item_on_table)),
        ItemState::Dealt { .. } => (Tone::Positive, "done", say!(l, meetings.item_dealt)),
        ItemState::Deferred {
            as_proposal: true, ..
        } => (
            Tone::Neutral,
            "reopen",
            say!(l, meetings.item_proposal_again),
        ),
        ItemState::Deferred { .. } => (Tone::Attention, "parked", say!(l, meetings.item_deferred)),
        ItemState::Withdrawn { .. } => {
            (Tone::Neutral, "cancelled", say!(l, meetings.item_withdrawn))
        }
    }
}

/// An item that the table did not get to before the meeting was over.
pub fn not_reached() -> Shown {
    let word = say!(Locale::Nl, meetings.item_not_reached);
    (Tone::Neutral, "open", word)
}

/// How a question to the table ended.
pub fn outcome(outcome: Outcome) -> Shown {
    let l = Locale::Nl;
    match outcome {
        Outcome::Adopted => (Tone::Positive, "done", say!(l, meetings.outcome_adopted)),
        Outcome::Amended => (Tone::Positive, "edit", say!(l, meetings.outcome_amended)),
        Outcome::Deferred => (
            Tone::Attention,
            "parked",
            say!(l, meetings.outcome_deferred),
        ),
        Outcome::NotAdopted => (
            Tone::Neutral,
            "declined",
            say!(l, meetings.outcome_not_adopted),
        ),
    }
}

/// Where one party stands.
pub fn position(position: Position) -> Shown {
    let l = Locale::Nl;
    match position {
        Position::Agrees => (Tone::Positive, "check", say!(l, meetings.position_agrees)),
        Position::Reserves => (Tone::Attention, "ask", say!(l, meetings.position_reserves)),
        Position::Commits => (Tone::Positive, "done", say!(l, meetings.position_commits)),
    }
}

/// What of an item changed, as a noun.
pub fn field(field: Field) -> &'static str {
    let l = Locale::Nl;
    match field {
        Field::Title => say!(l, meetings.field_title),
        Field::Kind => say!(l, meetings.field_kind),
        Field::Class => say!(l, meetings.field_class),
        Field::Minutes => say!(l, meetings.field_minutes),
        Field::Wanted => say!(l, meetings.field_wanted),
        Field::Part => say!(l, meetings.field_part),
        Field::Papers => say!(l, meetings.field_papers),
    }
}

/// Sentences that speak of one thing in another way than of more.
macro_rules! counted {
    ($($(#[$doc:meta])* $name:ident: $one:ident, $more:ident;)+) => {$(
        $(#[$doc])*
        pub fn $name<N: std::fmt::Display + PartialEq + From<u8>>(count: N) -> String {
            let l = Locale::Nl;
            if count == N::from(1) {
                say!(l, meetings.$one).to_owned()
            } else {
                say!(l, meetings.$more, count = count)
            }
        }
    )+};
}

counted! {
    /// How many proposals wait, beside their heading.
    waiting: waiting_one, waiting;
    /// How much an agenda proposes by itself.
    suggested: suggested_one, suggested;
    /// How many proposals wait, by itself.
    proposals_waiting: proposals_waiting_one, proposals_waiting;
    /// How many actions are open.
    open_actions: open_actions_one, open_actions;
    /// By how many minutes an agenda does not fit.
    too_long: too_long_one, too_long;
    /// The same, before publishing.
    publish_over: publish_over_one, publish_over;
    /// What a new version changes for guests.
    guest_changes: guest_changes_one, guest_changes;
}
