//! Who is in the demo: organisations and people by key.

use domain::people::{Class, OrganisationKind, Role, SeatKind};

pub type Organisation = (&'static str, OrganisationKind, &'static str, &'static str);

/// Amstelrand: key, kind, name, short name. The first four are its municipalities.
pub const AMSTELRAND: [Organisation; 17] = [
    (
        "oeverstad",
        OrganisationKind::Municipality,
        "Gemeente Oeverstad",
        "Oeverstad",
    ),
    (
        "lindewaard",
        OrganisationKind::Municipality,
        "Gemeente Lindewaard",
        "Lindewaard",
    ),
    (
        "polderhaven",
        OrganisationKind::Municipality,
        "Gemeente Polderhaven",
        "Polderhaven",
    ),
    (
        "veenrijk",
        OrganisationKind::Municipality,
        "Gemeente Veenrijk",
        "Veenrijk",
    ),
    (
        "politie",
        OrganisationKind::Police,
        "Politie Amstelrand",
        "Politie",
    ),
    (
        "om",
        OrganisationKind::PublicProsecution,
        "OM, parket Amstelrand",
        "OM",
    ),
    (
        "veilig_thuis",
        OrganisationKind::VeiligThuis,
        "Veilig Thuis Amstelrand",
        "Veilig Thuis",
    ),
    (
        "maatschappelijk_werk",
        OrganisationKind::SocialWork,
        "Stichting Maatschappelijk Werk",
        "Maatschappelijk Werk",
    ),
    (
        "ggd",
        OrganisationKind::PublicHealth,
        "GGD Amstelrand",
        "GGD",
    ),
    (
        "opvang",
        OrganisationKind::Shelter,
        "Opvang De Veste",
        "De Veste",
    ),
    (
        "onderwijs",
        OrganisationKind::Education,
        "Leerplicht Amstelrand",
        "Leerplicht",
    ),
    (
        "rvdk",
        OrganisationKind::YouthProtection,
        "Raad voor de Kinderbescherming",
        "RvdK",
    ),
    (
        "koepel",
        OrganisationKind::Umbrella,
        "Koepel Samen Amstelrand",
        "Koepel",
    ),
    (
        "vrouwen_verbinden",
        OrganisationKind::Community,
        "Stichting Vrouwen Verbinden",
        "Vrouwen Verbinden",
    ),
    (
        "jonge_stemmen",
        OrganisationKind::Community,
        "Vereniging Jonge Stemmen",
        "Jonge Stemmen",
    ),
    (
        "lkha",
        OrganisationKind::National,
        "Landelijk Knooppunt Huwelijksdwang en Achterlating",
        "LKHA",
    ),
    (
        "zvh",
        OrganisationKind::SafetyHouse,
        "Zorg- en Veiligheidshuis Amstelrand",
        "ZVH",
    ),
];

pub const VECHTDELTA: [Organisation; 2] = [
    (
        "vechtmonde",
        OrganisationKind::Municipality,
        "Gemeente Vechtmonde",
        "Vechtmonde",
    ),
    (
        "politie_vechtdelta",
        OrganisationKind::Police,
        "Politie Vechtdelta",
        "Politie",
    ),
];

/// Key, organisation, function, roles, seat at the KEGA (kind and ceiling).
pub type Person = (
    &'static str,
    &'static str,
    &'static str,
    &'static [Role],
    Option<(SeatKind, Class)>,
);

pub const MEMBER: Option<(SeatKind, Class)> = Some((SeatKind::Member, Class::K3));
const PARTNER: &[Role] = &[Role::Participant];
pub const PARTNERS_LEAD: &[Role] = &[Role::Participant, Role::PartnerCoordinator];

pub const PEOPLE: [Person; 22] = [
    (
        "regisseur",
        "oeverstad",
        "Regisseur",
        &[Role::Director],
        MEMBER,
    ),
    (
        "plaatsvervanger",
        "lindewaard",
        "Plaatsvervangend regisseur",
        &[Role::Director],
        MEMBER,
    ),
    (
        "secretaris",
        "oeverstad",
        "Secretaris",
        &[Role::Secretary],
        MEMBER,
    ),
    (
        "politie",
        "politie",
        "Taakaccenthouder politie",
        PARTNER,
        MEMBER,
    ),
    (
        "politie_lead",
        "politie",
        "Coördinator politie",
        PARTNERS_LEAD,
        None,
    ),
    ("om", "om", "Beleidsadviseur OM", PARTNERS_LEAD, MEMBER),
    (
        "veilig_thuis",
        "veilig_thuis",
        "Aandachtsfunctionaris Veilig Thuis",
        PARTNERS_LEAD,
        MEMBER,
    ),
    (
        "maatschappelijk_werk",
        "maatschappelijk_werk",
        "Teamleider maatschappelijk werk",
        PARTNERS_LEAD,
        MEMBER,
    ),
    ("ggd", "ggd", "Adviseur GGD", PARTNERS_LEAD, MEMBER),
    (
        "opvang",
        "opvang",
        "Teamleider opvang",
        PARTNERS_LEAD,
        MEMBER,
    ),
    (
        "leerplicht",
        "onderwijs",
        "Leerplichtambtenaar",
        PARTNERS_LEAD,
        Some((SeatKind::Member, Class::K2)),
    ),
    ("rvdk", "rvdk", "Raadsonderzoeker", PARTNERS_LEAD, MEMBER),
    (
        "lindewaard",
        "lindewaard",
        "Beleidsadviseur Lindewaard",
        PARTNERS_LEAD,
        MEMBER,
    ),
    (
        "polderhaven",
        "polderhaven",
        "Beleidsadviseur Polderhaven",
        PARTNERS_LEAD,
        MEMBER,
    ),
    (
        "veenrijk",
        "veenrijk",
        "Beleidsadviseur Veenrijk",
        PARTNERS_LEAD,
        MEMBER,
    ),
    (
        "koepel",
        "koepel",
        "Bestuurslid koepel",
        &[Role::Guest],
        Some((SeatKind::Guest, Class::K1)),
    ),
    (
        "vrijwilliger",
        "vrouwen_verbinden",
        "Vrijwilliger Vrouwen Verbinden",
        &[Role::Guest],
        Some((SeatKind::Guest, Class::K1)),
    ),
    (
        "jongere",
        "jonge_stemmen",
        "Vrijwilliger Jonge Stemmen",
        &[Role::Guest],
        Some((SeatKind::Guest, Class::K1)),
    ),
    (
        "adviseur",
        "lkha",
        "Landelijk adviseur",
        &[Role::NationalAdvisor],
        Some((SeatKind::Member, Class::K2)),
    ),
    (
        "stuurgroep",
        "oeverstad",
        "Stuurgroeplid",
        &[Role::SteeringMember],
        None,
    ),
    (
        "beheerder",
        "oeverstad",
        "Technisch beheerder",
        &[Role::Administrator],
        None,
    ),
    (
        "fg",
        "oeverstad",
        "Functionaris gegevensbescherming",
        &[Role::DataProtectionOfficer],
        None,
    ),
];
