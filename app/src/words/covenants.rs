//! Words for covenants: states, parties, clauses and doors, each with its shape and tone.

use chrono::NaiveDate;
use domain::calendar::day_month;
use domain::covenants::{
    ClauseFlag, CovenantState, EffectiveWhen, PartyState, Shut, Term, expiring,
};

use crate::i18n::Locale;
use crate::say;
use crate::ui::Tone;

/// A day with its year: "8 december 2026".
pub fn day(date: NaiveDate) -> String {
    format!("{} {}", day_month(date), date.format("%Y"))
}

/// How a covenant stands today: tone, icon, word. A term that passed counts as expired, also
/// when nobody recorded the end; one that is near its end says so while it still binds.
pub fn covenant(
    state: &CovenantState,
    term: Term,
    today: NaiveDate,
) -> (Tone, &'static str, String) {
    let l = Locale::Nl;
    if state.signable_version().is_some() && term.is_over(today) {
        return (
            Tone::Critical,
            "late",
            say!(l, covenants.state_expired).to_owned(),
        );
    }
    let (tone, icon, word) = match state {
        CovenantState::Draft => (Tone::Neutral, "edit", say!(l, covenants.state_draft)),
        CovenantState::Consultation { .. } => {
            (Tone::Info, "chat", say!(l, covenants.state_consultation))
        }
        CovenantState::Frozen { .. } => (Tone::Info, "lock", say!(l, covenants.state_frozen)),
        CovenantState::OpenForSigning { .. } => (
            Tone::Info,
            "signed",
            say!(l, covenants.state_open_for_signing),
        ),
        CovenantState::InForce { since, .. } if *since > today => {
            let word = say!(l, covenants.state_from, day = day(*since));
            return (Tone::Info, "wait", word);
        }
        CovenantState::InForce { .. } if expiring(term, today).is_some() => {
            (Tone::Attention, "wait", say!(l, covenants.state_expiring))
        }
        CovenantState::InForce { .. } => {
            (Tone::Positive, "done", say!(l, covenants.state_in_force))
        }
        CovenantState::UnderEvaluation { .. } => (
            Tone::Info,
            "half",
            say!(l, covenants.state_under_evaluation),
        ),
        CovenantState::Expired { .. } => (Tone::Critical, "late", say!(l, covenants.state_expired)),
        CovenantState::Terminated { .. } => (
            Tone::Neutral,
            "cancelled",
            say!(l, covenants.state_terminated),
        ),
    };
    (tone, icon, word.to_owned())
}

/// How far a party is: tone, icon, word.
pub fn party(state: &PartyState) -> (Tone, &'static str, &'static str) {
    let l = Locale::Nl;
    match state {
        PartyState::Invited => (Tone::Info, "send", say!(l, covenants.party_invited)),
        PartyState::MandatePending { .. } => (
            Tone::Attention,
            "wait",
            say!(l, covenants.party_mandate_pending),
        ),
        PartyState::Signed { .. } => (Tone::Positive, "signed", say!(l, covenants.party_signed)),
        PartyState::Declined { .. } => {
            (Tone::Neutral, "declined", say!(l, covenants.party_declined))
        }
        PartyState::Withdrawn { .. } => (
            Tone::Critical,
            "cancelled",
            say!(l, covenants.party_withdrawn),
        ),
    }
}

/// How far a clause may differ: tone, icon, word.
pub fn clause(flag: ClauseFlag) -> (Tone, &'static str, &'static str) {
    let l = Locale::Nl;
    match flag {
        ClauseFlag::Locked => (Tone::Neutral, "lock", say!(l, covenants.flag_locked)),
        ClauseFlag::Optional => (Tone::Info, "unlock", say!(l, covenants.flag_optional)),
        ClauseFlag::Local => (Tone::Info, "edit", say!(l, covenants.flag_local)),
    }
}

/// What makes a covenant binding, as a sentence.
pub fn effective(when: EffectiveWhen) -> &'static str {
    let l = Locale::Nl;
    match when {
        EffectiveWhen::AllSigned => say!(l, covenants.when_all_signed),
        EffectiveWhen::Date => say!(l, covenants.when_date),
        EffectiveWhen::PerParty => say!(l, covenants.when_per_party),
    }
}

/// The days until the end of a term, as words.
pub fn days_left(days: i64) -> String {
    let l = Locale::Nl;
    match days {
        0 => say!(l, covenants.term_today).to_owned(),
        1 => say!(l, covenants.term_left_one).to_owned(),
        _ => say!(l, covenants.term_left, days = days),
    }
}

/// The days until an evaluation, negative when it is late: tone, icon, words.
pub fn evaluation(days: i64) -> (Tone, &'static str, String) {
    let l = Locale::Nl;
    match days {
        ..-1 => {
            let word = say!(l, covenants.evaluation_late, days = -days);
            (Tone::Critical, "late", word)
        }
        -1 => {
            let word = say!(l, covenants.evaluation_late_one).to_owned();
            (Tone::Critical, "late", word)
        }
        _ => (Tone::Attention, "wait", days_left(days)),
    }
}

/// For whom the closed part opens, as one sentence.
pub fn doors(open: usize, shut: &[String]) -> String {
    let l = Locale::Nl;
    let all = open + shut.len();
    if shut.is_empty() {
        say!(l, covenants.doors_all, all = all)
    } else {
        let names = shut.join(", ");
        say!(
            l,
            covenants.doors_some,
            open = open,
            all = all,
            shut = names
        )
    }
}

/// Why a door is shut, as a sentence.
pub fn shut(reason: Shut) -> &'static str {
    let l = Locale::Nl;
    match reason {
        Shut::NoSeat => say!(l, covenants.shut_no_seat),
        Shut::GuestSeat => say!(l, covenants.shut_guest_seat),
        Shut::NotSigned => say!(l, covenants.shut_not_signed),
        Shut::NotYetInForce => say!(l, covenants.shut_not_yet_in_force),
        Shut::Expired => say!(l, covenants.shut_expired),
        Shut::NoStatement => say!(l, covenants.shut_no_statement),
        Shut::NoDpia => say!(l, covenants.shut_no_dpia),
        Shut::NoAdvice => say!(l, covenants.shut_no_advice),
        Shut::NotPartner => say!(l, covenants.shut_not_partner),
        Shut::NoAnnex => say!(l, covenants.shut_no_annex),
        Shut::NotNamed => say!(l, covenants.shut_not_named),
        Shut::Excluded => say!(l, covenants.shut_excluded),
        Shut::UnknownDeputy => say!(l, covenants.shut_unknown_deputy),
    }
}
