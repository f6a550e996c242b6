//! Words for people: roles and classes of confidentiality.

use crate::say;
use domain::people::{Class, Role};

use crate::i18n::Locale;

/// What a role is called.
pub fn role(role: Role) -> &'static str {
    let l = Locale::Nl;
    match role {
        Role::Director => say!(l, words.role_director),
        Role::Secretary => say!(l, words.role_secretary),
        Role::Participant => say!(l, words.role_participant),
        Role::PartnerCoordinator => say!(l, words.role_partner_coordinator),
        Role::Guest => say!(l, words.role_guest),
        Role::SteeringMember => say!(l, words.role_steering_member),
        Role::NationalAdvisor => say!(l, words.role_national_advisor),
        Role::Administrator => say!(l, words.role_administrator),
        Role::DataProtectionOfficer => say!(l, words.role_data_protection_officer),
        Role::Deputy => say!(l, words.role_deputy),
    }
}

/// What a class is called beside its code.
pub fn class(class: Class) -> &'static str {
    let l = Locale::Nl;
    match class {
        Class::K0 => say!(l, words.class_k0),
        Class::K1 => say!(l, words.class_k1),
        Class::K2 => say!(l, words.class_k2),
        Class::K3 => say!(l, words.class_k3),
    }
}
