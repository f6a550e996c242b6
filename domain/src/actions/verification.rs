//! Who may say that an action is done: never the one who claimed it.

use crate::id::PersonId;

/// As what somebody judges an action; the first that fits counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Capacity {
    /// The director of the series.
    Director,
    /// A deputy of the director.
    Deputy,
    /// The submitter of the item the action came from.
    Submitter,
    /// Anyone else.
    Other,
}

/// What the answer depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verification {
    /// Who wants to verify.
    pub person: PersonId,
    /// As what.
    pub capacity: Capacity,
    /// Who reported it done.
    pub reported_by: PersonId,
    /// Whether the director owns the action.
    pub directors_own: bool,
}

/// Why somebody may not verify.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotVerify {
    /// It is their own claim.
    #[error("the person who reported it done does not verify it")]
    OwnReport,
    /// The director does not judge the director's own action.
    #[error("the director's own action is verified by somebody else")]
    DirectorsOwn,
    /// It is not theirs to judge.
    #[error("only the director or a deputy verifies")]
    NotInPosition,
}

/// A person who may verify one action; only [`may_verify`] makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verifier(PersonId);

impl Verifier {
    /// The person.
    pub const fn person(self) -> PersonId {
        self.0
    }
}

/// Decides who may verify (`docs/domain.md#verification`).
pub fn may_verify(facts: Verification) -> Result<Verifier, CannotVerify> {
    if facts.person == facts.reported_by {
        return Err(CannotVerify::OwnReport);
    }
    match (facts.capacity, facts.directors_own) {
        (Capacity::Director, true) => Err(CannotVerify::DirectorsOwn),
        (Capacity::Director | Capacity::Deputy, _) | (Capacity::Submitter, true) => {
            Ok(Verifier(facts.person))
        }
        (Capacity::Submitter, false) | (Capacity::Other, _) => Err(CannotVerify::NotInPosition),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn person(n: u128) -> PersonId {
        PersonId(Uuid::from_u128(n))
    }

    fn judge(capacity: Capacity, directors_own: bool) -> Result<Verifier, CannotVerify> {
        may_verify(Verification {
            person: person(1),
            capacity,
            reported_by: person(2),
            directors_own,
        })
    }

    #[test]
    fn nobody_verifies_their_own_report() {
        for capacity in [
            Capacity::Director,
            Capacity::Deputy,
            Capacity::Submitter,
            Capacity::Other,
        ] {
            for directors_own in [false, true] {
                let facts = Verification {
                    person: person(1),
                    capacity,
                    reported_by: person(1),
                    directors_own,
                };
                assert_eq!(may_verify(facts), Err(CannotVerify::OwnReport));
            }
        }
    }

    #[test]
    fn the_director_and_a_deputy_verify() {
        let yes = Ok(Verifier(person(1)));
        assert_eq!(judge(Capacity::Director, false), yes);
        assert_eq!(judge(Capacity::Deputy, false), yes);
        assert_eq!(
            judge(Capacity::Submitter, false),
            Err(CannotVerify::NotInPosition)
        );
        assert_eq!(
            judge(Capacity::Other, false),
            Err(CannotVerify::NotInPosition)
        );
    }

    #[test]
    fn the_directors_own_action_is_judged_by_another() {
        let yes = Ok(Verifier(person(1)));
        assert_eq!(
            judge(Capacity::Director, true),
            Err(CannotVerify::DirectorsOwn)
        );
        assert_eq!(judge(Capacity::Deputy, true), yes);
        assert_eq!(judge(Capacity::Submitter, true), yes);
        assert_eq!(
            judge(Capacity::Other, true),
            Err(CannotVerify::NotInPosition)
        );
    }
}
