//! Words for organisations, people and what a second person looks at.

use domain::people::approval::{ApprovalState, Proposal};
use domain::people::{Class, OrganisationKind};

use crate::i18n::Locale;
use crate::say;
use crate::ui::Tone;
use crate::words;

/// What a kind of organisation is called.
pub fn kind(kind: OrganisationKind) -> &'static str {
    let l = Locale::Nl;
    match kind {
        OrganisationKind::Municipality => say!(l, people.kind_municipality),
        OrganisationKind::Police => say!(l, people.kind_police),
        OrganisationKind::PublicProsecution => say!(l, people.kind_public_prosecution),
        OrganisationKind::VeiligThuis => say!(l, people.kind_veilig_thuis),
        OrganisationKind::SocialWork => say!(l, people.kind_social_work),
        OrganisationKind::PublicHealth => say!(l, people.kind_public_health),
        OrganisationKind::MentalHealth => say!(l, people.kind_mental_health),
        OrganisationKind::Shelter => say!(l, people.kind_shelter),
        OrganisationKind::Education => say!(l, people.kind_education),
        OrganisationKind::YouthProtection => say!(l, people.kind_youth_protection),
        OrganisationKind::SafetyHouse => say!(l, people.kind_safety_house),
        OrganisationKind::Umbrella => say!(l, people.kind_umbrella),
        OrganisationKind::Community => say!(l, people.kind_community),
        OrganisationKind::National => say!(l, people.kind_national),
        OrganisationKind::Supplier => say!(l, people.kind_supplier),
    }
}

/// What is proposed, without for whom. `named` is the table or the sign-in provider it is about, `day`
/// that of the meeting.
pub fn proposal(proposal: &Proposal, named: Option<&str>, day: Option<String>) -> String {
    let l = Locale::Nl;
    match proposal {
        Proposal::GrantRole { role, .. } => match named {
            Some(series) => say!(
                l,
                people.proposal_role_at,
                role = words::role(*role),
                series = series
            ),
            None => say!(l, people.proposal_role, role = words::role(*role)),
        },
        Proposal::GrantSeat { ceiling, .. } => say!(
            l,
            people.proposal_seat,
            series = named.unwrap_or_default(),
            ceiling = code(*ceiling)
        ),
        Proposal::StandIn { role, ceiling, .. } => {
            let (series, day) = (named.unwrap_or_default(), day.unwrap_or_default());
            match role {
                Some(role) => say!(
                    l,
                    people.proposal_stand_in,
                    role = words::role(*role),
                    series = series,
                    day = day
                ),
                None => say!(
                    l,
                    people.proposal_place,
                    ceiling = code(*ceiling),
                    series = series,
                    day = day
                ),
            }
        }
        Proposal::BindIdentity { .. } => say!(l, people.proposal_bind).to_owned(),
        Proposal::Resume { .. } => say!(l, people.proposal_resume).to_owned(),
        Proposal::LowerClass { class, .. } => {
            say!(l, people.proposal_lower, class = words::class(*class))
        }
        Proposal::InviteAdviser { .. } => say!(l, people.proposal_adviser).to_owned(),
        Proposal::LiftExclusion { .. } => say!(l, people.proposal_lift).to_owned(),
        Proposal::ChangeProvider { .. } => {
            say!(l, providers.proposal, name = named.unwrap_or_default())
        }
    }
}

/// "K2", as everybody at the table says it.
pub fn code(class: Class) -> String {
    class.word().to_uppercase()
}

/// Where a proposal stands: tone, icon and word.
pub fn standing(state: &ApprovalState, open: bool) -> (Tone, &'static str, &'static str) {
    let l = Locale::Nl;
    match state {
        ApprovalState::Waiting if open => (Tone::Attention, "wait", say!(l, people.state_waiting)),
        ApprovalState::Waiting => (Tone::Neutral, "late", say!(l, people.state_lapsed)),
        ApprovalState::Confirmed { .. } => {
            (Tone::Positive, "check", say!(l, people.state_confirmed))
        }
        ApprovalState::Refused { .. } => {
            (Tone::Critical, "declined", say!(l, people.state_refused))
        }
        ApprovalState::Withdrawn { .. } => {
            (Tone::Neutral, "cancelled", say!(l, people.state_withdrawn))
        }
    }
}
