//! Words for the table in session: presence, the gate, and what is caught.

use domain::covenants::Shut;
use domain::meetings::{Attendance, BobPhase, Capture, Outcome, Position, Wanted};

use crate::i18n::Locale;
use crate::say;
use crate::ui::Tone;

/// The presence of a seat: word, icon, tone.
pub fn attendance(attendance: Attendance) -> (&'static str, &'static str, Tone) {
    let l = Locale::Nl;
    match attendance {
        Attendance::Expected => (say!(l, live.expected), "open", Tone::Neutral),
        Attendance::Present => (say!(l, live.present), "done", Tone::Positive),
        Attendance::Late => (say!(l, live.late), "clock", Tone::Positive),
        Attendance::Excused => (say!(l, live.excused), "cancelled", Tone::Neutral),
        Attendance::Absent => (say!(l, live.absent), "minus", Tone::Attention),
        Attendance::Deputy => (say!(l, live.deputy), "half", Tone::Positive),
        Attendance::Left => (say!(l, live.left), "exit", Tone::Neutral),
    }
}

/// Why the gate is shut, to be read after the name of who it is shut for.
pub fn shut(reason: Shut) -> &'static str {
    let l = Locale::Nl;
    match reason {
        Shut::NoSeat => say!(l, live.shut_no_seat),
        Shut::GuestSeat => say!(l, live.shut_guest),
        Shut::NotSigned => say!(l, live.shut_not_signed),
        Shut::NotYetInForce => say!(l, live.shut_not_yet),
        Shut::Expired => say!(l, live.shut_expired),
        Shut::NoStatement => say!(l, live.shut_no_statement),
        Shut::NoDpia => say!(l, live.shut_no_dpia),
        Shut::NoAdvice => say!(l, live.shut_no_advice),
        Shut::NotPartner => say!(l, live.shut_not_partner),
        Shut::NoAnnex => say!(l, live.shut_no_annex),
        Shut::NotNamed => say!(l, live.shut_not_named),
        Shut::Excluded => say!(l, live.shut_excluded),
        Shut::UnknownDeputy => say!(l, live.shut_unknown_deputy),
    }
}

/// A phase of the discussion.
pub fn phase(phase: BobPhase) -> &'static str {
    let l = Locale::Nl;
    match phase {
        BobPhase::Picture => say!(l, live.phase_picture),
        BobPhase::Judgement => say!(l, live.phase_judgement),
        BobPhase::Decision => say!(l, live.phase_decision),
    }
}

/// Every reason in one line.
pub fn reasons(shut_by: &[Shut]) -> String {
    shut_by
        .iter()
        .map(|reason| shut(*reason))
        .collect::<Vec<_>>()
        .join(", ")
}

/// What is caught: word, icon, and the ending of its class in the log.
pub fn capture(kind: Capture) -> (&'static str, &'static str, &'static str) {
    let l = Locale::Nl;
    match kind {
        Capture::Decision => (say!(l, live.decision), "decide", "besluit"),
        Capture::Action => (say!(l, live.action), "action", "actie"),
        Capture::Bottleneck => (say!(l, live.bottleneck), "bottleneck", "knelpunt"),
        Capture::Parked => (say!(l, live.parked), "park", "park"),
    }
}

/// How a question to the table ended: word, icon, tone.
pub fn outcome(outcome: Outcome) -> (&'static str, &'static str, Tone) {
    let l = Locale::Nl;
    match outcome {
        Outcome::Adopted => (say!(l, live.adopted), "done", Tone::Positive),
        Outcome::Amended => (say!(l, live.amended), "edit", Tone::Positive),
        Outcome::Deferred => (say!(l, live.deferred), "parked", Tone::Attention),
        Outcome::NotAdopted => (say!(l, live.not_adopted), "declined", Tone::Neutral),
    }
}

/// Where one party stands.
pub fn position(position: Position) -> &'static str {
    let l = Locale::Nl;
    match position {
        Position::Agrees => say!(l, live.agrees),
        Position::Reserves => say!(l, live.reserves),
        Position::Commits => say!(l, live.commits),
    }
}

/// What the submitter wants of the table: word and the ending of its class.
pub fn wanted(wanted: Wanted) -> (&'static str, &'static str) {
    let l = Locale::Nl;
    match wanted {
        Wanted::Inform => (say!(l, live.inform), "informeren"),
        Wanted::Discuss => (say!(l, live.discuss), "bespreken"),
        Wanted::Decide => (say!(l, live.decide), "besluiten"),
    }
}
