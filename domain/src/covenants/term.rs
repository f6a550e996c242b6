//! When a covenant binds, and whether a party's signature counts today.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::party::PartyState;
use super::state::CovenantState;
use crate::people::words::words;

/// Days before the end at which the director is told, widest first.
pub const EXPIRY_BANDS: [i64; 3] = [180, 90, 30];

words! {
    /// What makes a covenant binding (`docs/domain.md#covenant-term`).
    EffectiveWhen {
        /// As soon as nobody is waited for.
        AllSigned = "all_signed",
        /// On a day named in the text.
        Date = "date",
        /// For each party from its own signature.
        PerParty = "per_party",
    }
}

words! {
    /// How much a party's signature counts for today.
    Standing {
        /// It binds.
        InForce = "in_force",
        /// Signed, but the covenant does not bind yet.
        NotYet = "not_yet",
        /// Signed, but the covenant binds no longer.
        Expired = "expired",
        /// Not signed, or not this version, or withdrawn.
        Missing = "missing",
    }
}

/// The days between which a covenant can bind, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// The first day.
    pub starts: NaiveDate,
    /// The last day; without one it runs until it is ended.
    pub ends: Option<NaiveDate>,
}

impl Term {
    /// Whether the last day lies behind us.
    pub fn is_over(&self, today: NaiveDate) -> bool {
        self.ends.is_some_and(|ends| ends < today)
    }
}

/// Whether an open round of signing may become binding (`docs/domain.md#covenant-term`).
///
/// An agreement takes two: with [`EffectiveWhen::AllSigned`] at least two must have signed.
/// Parties that declined or withdrew are not waited for.
pub fn takes_effect(
    when: EffectiveWhen,
    term: Term,
    parties: &[PartyState],
    today: NaiveDate,
) -> bool {
    let signed = parties
        .iter()
        .filter(|party| party.signed_version().is_some())
        .count();
    let started = term.starts <= today && !term.is_over(today);
    started
        && match when {
            EffectiveWhen::AllSigned => signed >= 2 && !parties.iter().any(PartyState::is_awaited),
            EffectiveWhen::Date => true,
            EffectiveWhen::PerParty => signed >= 1,
        }
}

/// Whether the covenant binds today; the term counts even when nobody recorded its end.
pub fn in_force(state: &CovenantState, term: Term, today: NaiveDate) -> bool {
    match state {
        CovenantState::InForce { since, .. } | CovenantState::UnderEvaluation { since, .. } => {
            *since <= today && term.starts <= today && !term.is_over(today)
        }
        _ => false,
    }
}

/// What a party's signature counts for (`docs/domain.md#gate`).
pub fn signature_standing(
    party: &PartyState,
    covenant: &CovenantState,
    term: Term,
    today: NaiveDate,
) -> Standing {
    let Some(signed) = party.signed_version() else {
        return Standing::Missing;
    };
    match covenant {
        CovenantState::Expired { .. } | CovenantState::Terminated { .. } => Standing::Expired,
        _ if covenant.signable_version() != Some(signed) => Standing::Missing,
        _ if in_force(covenant, term, today) => Standing::InForce,
        _ if term.is_over(today) => Standing::Expired,
        _ => Standing::NotYet,
    }
}

/// Whether a party's signature opens the door to the closed part.
pub fn signature_in_force(
    party: &PartyState,
    covenant: &CovenantState,
    term: Term,
    today: NaiveDate,
) -> bool {
    signature_standing(party, covenant, term, today) == Standing::InForce
}

/// The days left of a term that ends within the widest of [`EXPIRY_BANDS`].
pub fn expiring(term: Term, today: NaiveDate) -> Option<i64> {
    let left = term.ends?.signed_duration_since(today).num_days();
    (0..=EXPIRY_BANDS[0]).contains(&left).then_some(left)
}

/// Days before the day of evaluation at which it is announced.
pub const EVALUATION_NOTICE: i64 = 90;

/// The days left until the evaluation that was agreed, negative when it is late; nothing while it
/// is far off, and nothing for a covenant that does not run or is being evaluated already
/// (`docs/domain.md#covenant-term`).
pub fn evaluation_due(
    state: &CovenantState,
    on: Option<NaiveDate>,
    today: NaiveDate,
) -> Option<i64> {
    if !matches!(state, CovenantState::InForce { .. }) {
        return None;
    }
    let left = on?.signed_duration_since(today).num_days();
    (left <= EVALUATION_NOTICE).then_some(left)
}

/// The narrowest band that holds this number of days left.
pub fn expiry_band(days_left: i64) -> Option<i64> {
    EXPIRY_BANDS
        .into_iter()
        .rev()
        .find(|band| (0..=*band).contains(&days_left))
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Days};
    use uuid::Uuid;

    use super::*;
    use crate::id::PersonId;

    const START: NaiveDate = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
    const END: NaiveDate = NaiveDate::from_ymd_opt(2027, 12, 31).unwrap();
    const TERM: Term = Term {
        starts: START,
        ends: Some(END),
    };
    const WHO: PersonId = PersonId(Uuid::nil());

    fn signed(version: u32) -> PartyState {
        PartyState::Signed {
            version,
            at: DateTime::UNIX_EPOCH,
            by: WHO,
        }
    }

    fn force() -> CovenantState {
        CovenantState::InForce {
            version: 2,
            hash: "aa".into(),
            since: START,
        }
    }

    fn open() -> CovenantState {
        let at = DateTime::UNIX_EPOCH;
        CovenantState::OpenForSigning {
            version: 2,
            hash: "aa".into(),
            at,
            by: WHO,
        }
    }

    #[test]
    fn it_binds_from_the_first_to_the_last_day() {
        assert!(!in_force(&force(), TERM, START.pred_opt().unwrap()));
        assert!(in_force(&force(), TERM, START));
        assert!(in_force(&force(), TERM, END));
        assert!(!in_force(&force(), TERM, END.succ_opt().unwrap()));
        let endless = Term {
            starts: START,
            ends: None,
        };
        assert!(in_force(&force(), endless, END.succ_opt().unwrap()));
        assert!(!in_force(&open(), TERM, START));
    }

    #[test]
    fn a_signature_stands_or_falls_with_version_and_term() {
        let after = END.succ_opt().unwrap();
        let at = DateTime::UNIX_EPOCH;
        let ended = CovenantState::Terminated {
            at,
            by: WHO,
            reason: String::new(),
        };
        let left = PartyState::Withdrawn {
            at,
            by: WHO,
            reason: String::new(),
        };
        for (party, covenant, today, standing) in [
            (signed(2), force(), START, Standing::InForce),
            (signed(1), force(), START, Standing::Missing),
            (signed(2), force(), after, Standing::Expired),
            (signed(2), open(), START, Standing::NotYet),
            (signed(2), ended, START, Standing::Expired),
            (left, force(), START, Standing::Missing),
            (PartyState::Invited, force(), START, Standing::Missing),
        ] {
            assert_eq!(signature_standing(&party, &covenant, TERM, today), standing);
            let opens = standing == Standing::InForce;
            assert_eq!(signature_in_force(&party, &covenant, TERM, today), opens);
        }
    }

    #[test]
    fn three_ways_to_take_effect() {
        use EffectiveWhen::{AllSigned, Date, PerParty};
        let both = [signed(1), signed(1)];
        let one = [signed(1), PartyState::Invited];
        for (when, parties, expected) in [
            (AllSigned, &both[..], true),
            (AllSigned, &one[..], false),
            (AllSigned, &both[..1], false),
            (PerParty, &one[..], true),
            (PerParty, &one[1..], false),
            (Date, &one[1..], true),
        ] {
            assert_eq!(
                takes_effect(when, TERM, parties, START),
                expected,
                "{when:?}"
            );
            assert!(!takes_effect(
                when,
                TERM,
                parties,
                START.pred_opt().unwrap()
            ));
        }
    }

    #[test]
    fn an_evaluation_is_announced_and_then_late() {
        let due = |days: i64, state: &CovenantState| {
            evaluation_due(state, Some(START + chrono::Duration::days(days)), START)
        };
        assert_eq!(due(91, &force()), None);
        assert_eq!(due(90, &force()), Some(90));
        assert_eq!(due(-60, &force()), Some(-60));
        assert_eq!(due(-60, &open()), None);
        assert_eq!(evaluation_due(&force(), None, START), None);
    }

    #[test]
    fn the_end_is_announced_in_three_bands() {
        let before = |days| END - Days::new(days);
        assert_eq!(expiring(TERM, before(181)), None);
        assert_eq!(expiring(TERM, before(180)), Some(180));
        assert_eq!(expiring(TERM, END), Some(0));
        assert_eq!(expiring(TERM, END + Days::new(1)), None);
        let bands = [181, 180, 91, 90, 31, 30, 0, -1].map(expiry_band);
        let (wide, near, last) = (Some(180), Some(90), Some(30));
        assert_eq!(bands, [None, wide, wide, near, near, last, last, None]);
    }
}
