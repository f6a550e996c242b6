//! Words for the routekaart: statuses, answers, evidence and bottlenecks.
//!
//! An outlined check is a claim, a filled check is verified, a shield is embedded.

use domain::roadmaps::{Answer, BottleneckCategory, EvidenceKind, StepStatus};

use crate::i18n::Locale;
use crate::say;
use crate::ui::Tone;

/// How a status of a step looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepLook {
    /// The word.
    pub word: &'static str,
    /// The icon.
    pub icon: &'static str,
    /// The tone.
    pub tone: Tone,
    /// The end of the class of its cell in the matrix.
    pub cell: &'static str,
}

/// How a status of a step looks.
pub fn step(status: StepStatus) -> StepLook {
    let l = Locale::Nl;
    let (word, icon, tone, cell) = match status {
        StepStatus::NotStarted => (
            say!(l, roadmaps.not_started),
            "none",
            Tone::Neutral,
            "begin",
        ),
        StepStatus::InProgress => (say!(l, roadmaps.in_progress), "half", Tone::Info, "doing"),
        StepStatus::AtRisk => (say!(l, roadmaps.at_risk), "risk", Tone::Attention, "risk"),
        StepStatus::Blocked => (
            say!(l, roadmaps.blocked),
            "blocked",
            Tone::Critical,
            "blocked",
        ),
        StepStatus::CriteriaMet => (
            say!(l, roadmaps.criteria_met),
            "claimed",
            Tone::Positive,
            "met",
        ),
        StepStatus::Verified => (
            say!(l, roadmaps.verified),
            "done",
            Tone::Positive,
            "verified",
        ),
        StepStatus::Embedded => (
            say!(l, roadmaps.embedded),
            "embedded",
            Tone::Positive,
            "embedded",
        ),
        StepStatus::NotApplicable => (say!(l, roadmaps.not_applicable), "na", Tone::Neutral, "na"),
    };
    StepLook {
        word,
        icon,
        tone,
        cell,
    }
}

/// How an answer looks; a yes without evidence is a claim that does not count yet.
pub fn answer(answer: Answer, met: bool) -> (&'static str, &'static str, Tone) {
    let l = Locale::Nl;
    match (answer, met) {
        (Answer::Open, _) => (say!(l, roadmaps.answer_open), "open", Tone::Neutral),
        (Answer::No, _) => (say!(l, roadmaps.answer_no), "none", Tone::Neutral),
        (Answer::Partly, _) => (say!(l, roadmaps.answer_partly), "half", Tone::Attention),
        (Answer::Yes, true) => (say!(l, roadmaps.answer_yes), "check", Tone::Positive),
        (Answer::Yes, false) => (say!(l, roadmaps.answer_bare), "ask", Tone::Attention),
    }
}

/// What a piece of evidence is.
pub fn evidence(kind: EvidenceKind) -> (&'static str, &'static str) {
    let l = Locale::Nl;
    match kind {
        EvidenceKind::Decision => (say!(l, roadmaps.kind_decision), "decide"),
        EvidenceKind::Meeting => (say!(l, roadmaps.kind_meeting), "calendar"),
        EvidenceKind::Document => (say!(l, roadmaps.kind_document), "file"),
        EvidenceKind::Link => (say!(l, roadmaps.kind_link), "link"),
    }
}

/// Where the chain falters.
pub fn category(category: BottleneckCategory) -> &'static str {
    let l = Locale::Nl;
    match category {
        BottleneckCategory::Signalling => say!(l, roadmaps.category_signalling),
        BottleneckCategory::Reporting => say!(l, roadmaps.category_reporting),
        BottleneckCategory::ExpertHelp => say!(l, roadmaps.category_expert_help),
        BottleneckCategory::ActingAbroad => say!(l, roadmaps.category_acting_abroad),
        BottleneckCategory::Other => say!(l, roadmaps.category_other),
    }
}

/// How the state of a bottleneck looks, by its stored word.
pub fn bottleneck(word: &str) -> (&'static str, &'static str, Tone) {
    let l = Locale::Nl;
    match word {
        "owned" => (say!(l, roadmaps.state_owned), "half", Tone::Info),
        "escalated_region" => (
            say!(l, roadmaps.state_escalated_region),
            "up",
            Tone::Attention,
        ),
        "escalated_national" => (
            say!(l, roadmaps.state_escalated_national),
            "up",
            Tone::Attention,
        ),
        "resolved" => (say!(l, roadmaps.state_resolved), "done", Tone::Positive),
        "accepted" => (say!(l, roadmaps.state_accepted), "parked", Tone::Neutral),
        _ => (say!(l, roadmaps.state_open), "blocked", Tone::Critical),
    }
}
