//! What the second past meeting handed out, nine weeks ago.

use domain::actions::{ActionEvent::*, ChainLink};
use domain::people::Class;

use super::{PLAIN, Story};

pub(super) const STORIES: &[Story] = &[
    Story {
        number: 106,
        title: "Lever cijfers over het derde kwartaal",
        owner: "veilig_thuis",
        who: "veilig_thuis",
        due: -4,
        origin: "past2.1",
        step: Some("oeverstad.B1"),
        link: Some(ChainLink::Signal),
        events: &[
            (-63, Assigned, ""),
            (-62, Accepted, ""),
            (-20, Updated, "De telling loopt."),
            (
                -5,
                ReportedDone,
                "De cijfers staan in de map van het overleg. Aantallen onder de vijf zijn weggelaten.",
            ),
        ],
        ..PLAIN
    },
    Story {
        number: 108,
        title: "Zoek noodplekken voor jongens",
        owner: "opvang",
        who: "opvang",
        due: 10,
        origin: "past2.1",
        step: Some("oeverstad.D1"),
        link: Some(ChainLink::Stop),
        bottleneck: Some("boys"),
        events: &[
            (-63, Assigned, ""),
            (-60, Accepted, ""),
            (-50, Updated, "Twee aanbieders gevraagd."),
            (
                -42,
                Blocked,
                "Er is in de regio geen opvangplek voor jongens.",
            ),
        ],
        ..PLAIN
    },
    Story {
        number: 109,
        title: "Leg de DPIA voor advies voor aan de FG",
        owner: "oeverstad",
        who: "regisseur",
        due: 3,
        origin: "past2.2",
        step: Some("oeverstad.A3"),
        events: &[
            (-63, Assigned, ""),
            (-63, Accepted, ""),
            (
                -2,
                ReportedDone,
                "De FG heeft advies gegeven; het advies is verwerkt.",
            ),
        ],
        ..PLAIN
    },
    Story {
        number: 110,
        title: "Beschrijf de meldroute in Polderhaven",
        owner: "polderhaven",
        who: "polderhaven",
        due: -19,
        origin: "past2.2",
        step: Some("polderhaven.C2"),
        link: Some(ChainLink::Signal),
        events: &[
            (-63, Assigned, ""),
            (-61, Accepted, ""),
            (
                -12,
                Updated,
                "Concept ligt bij de balie en bij het wijkteam.",
            ),
        ],
        ..PLAIN
    },
    Story {
        number: 111,
        title: "Toets het stappenplan bij minderjarigen",
        owner: "rvdk",
        who: "rvdk",
        due: 20,
        origin: "past2.2",
        link: Some(ChainLink::LimitHarm),
        events: &[
            (-63, Assigned, ""),
            (-60, Accepted, ""),
            (-15, Blocked, "Wacht op de landelijke handreiking."),
        ],
        ..PLAIN
    },
    Story {
        number: 112,
        title: "Vervolg bij casus AR-7K2Q",
        owner: "veilig_thuis",
        who: "veilig_thuis",
        due: -3,
        origin: "past2.case1",
        link: Some(ChainLink::Stop),
        class: Class::K3,
        case_ref: Some("AR-7K2Q"),
        events: &[
            (-63, Assigned, ""),
            (-63, Accepted, ""),
            (
                -21,
                Updated,
                "Afspraak met de betrokken partners is gemaakt.",
            ),
        ],
        ..PLAIN
    },
    Story {
        number: 113,
        title: "Werk de route voor nazorg uit",
        owner: "maatschappelijk_werk",
        who: "maatschappelijk_werk",
        due: -20,
        origin: "past2.1",
        step: Some("oeverstad.D3"),
        link: Some(ChainLink::LimitHarm),
        events: &[
            (-63, Assigned, ""),
            (-61, Accepted, ""),
            (-35, Updated, "Gesproken met opvang en GGD."),
            (-21, Postponed, "-6|Wachten op de opvang."),
        ],
        ..PLAIN
    },
];
