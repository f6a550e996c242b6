//! When somebody has to look again at the rights of a person.

use chrono::{DateTime, TimeDelta, Utc};

use super::Role;

/// How long a look at somebody's rights counts: a year, and a quarter for roles that give or take
/// the rights of others (BIO2 5.18.02 and 8.02.01).
pub fn review_term(roles: &[Role]) -> TimeDelta {
    let special = roles.iter().any(|role| {
        matches!(
            role,
            Role::Director | Role::Secretary | Role::Administrator | Role::DataProtectionOfficer
        )
    });
    if special {
        TimeDelta::days(92)
    } else {
        TimeDelta::days(365)
    }
}

/// The instant by which the rights have to be looked at again; `looked` is the last time, or when
/// the person was made known.
pub fn review_due(roles: &[Role], looked: DateTime<Utc>) -> DateTime<Utc> {
    looked + review_term(roles)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn special_rights_are_looked_at_each_quarter() {
        let looked = DateTime::UNIX_EPOCH;
        let quarter = review_due(&[Role::Participant, Role::Administrator], looked);
        let year = review_due(&[Role::Participant], looked);
        assert_eq!(quarter - looked, TimeDelta::days(92));
        assert_eq!(year - looked, TimeDelta::days(365));
    }
}
