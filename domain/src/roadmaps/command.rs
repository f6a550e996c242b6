//! What the forms of the routekaart send: raw words, judged by `service` only.

use crate::people::words::commands;

commands! {
    /// Makes the template the routekaart of a municipality.
    AdoptRoadmap {
        /// The municipality.
        organisation: String,
    }
    /// Answers a criterion, with evidence when there is something new to show.
    AnswerCriterion {
        /// The criterion.
        id: String,
        /// The version the form was made from.
        version: i32,
        /// `open`, `no`, `partly` or `yes`.
        answer: String,
        /// The id of the evidence, minted with the form.
        evidence: String,
        /// What the evidence is: empty, `document`, `link`, `decision/<id>` or `meeting/<id>`.
        source: String,
        /// What it shows.
        title: String,
        /// The address, for `link`.
        link: String,
        /// Why a yes is no yes any more; asked once the result was verified.
        why: String,
        /// The answer to what the guard asked.
        reason: String,
    }
    /// Adds something that shows that a criterion is met.
    AddEvidence {
        /// The criterion.
        id: String,
        /// The id of the evidence, minted with the form.
        evidence: String,
        /// As in [`AnswerCriterion`], but not empty.
        source: String,
        /// What it shows.
        title: String,
        /// The address, for `link`.
        link: String,
        /// The answer to what the guard asked.
        reason: String,
    }
    /// Takes a piece of evidence away.
    RemoveEvidence {
        /// The piece of evidence.
        id: String,
        /// Why; asked once the result was verified.
        why: String,
        /// The answer to what the guard asked.
        reason: String,
    }
    /// Says who carries a step and when it is due.
    PlanStep {
        /// The step.
        id: String,
        /// The version the form was made from.
        version: i32,
        /// The organisation that carries it; empty for nobody yet.
        owner: String,
        /// The due date, as `jjjj-mm-dd`; empty for none.
        due: String,
    }
    /// Records that somebody looked and the criteria are met.
    VerifyStep {
        /// The step.
        id: String,
        /// The version the form was made from.
        version: i32,
    }
    /// Records that a verified result is secured.
    EmbedStep {
        /// The step.
        id: String,
        /// The version the form was made from.
        version: i32,
    }
    /// Leaves a step out.
    SetAside {
        /// The step.
        id: String,
        /// The version the form was made from.
        version: i32,
        /// Why it does not apply here.
        why: String,
        /// The answer to what the guard asked.
        reason: String,
    }
    /// Takes a step that was left out back in.
    TakeUp {
        /// The step.
        id: String,
        /// The version the form was made from.
        version: i32,
    }
    /// Names an obstacle that the table cannot solve alone.
    RaiseBottleneck {
        /// Its id, minted with the form.
        id: String,
        /// What is in the way.
        title: String,
        /// More about it.
        detail: String,
        /// One of the words of the categories.
        category: String,
        /// The step it holds up; empty for none.
        step: String,
        /// The answer to what the guard asked.
        reason: String,
    }
    /// Gives a bottleneck to an organisation.
    OwnBottleneck {
        /// The bottleneck.
        id: String,
        /// The version the form was made from.
        version: i32,
        /// The organisation that works on it.
        owner: String,
    }
    /// Records how a bottleneck was solved.
    ResolveBottleneck {
        /// The bottleneck.
        id: String,
        /// The version the form was made from.
        version: i32,
        /// How it was solved.
        how: String,
        /// The answer to what the guard asked.
        reason: String,
    }
    /// Records that a bottleneck stays.
    AcceptBottleneck {
        /// The bottleneck.
        id: String,
        /// The version the form was made from.
        version: i32,
        /// Why the table lives with it.
        why: String,
        /// The answer to what the guard asked.
        reason: String,
    }
}
