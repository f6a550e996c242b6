//! What the third past meeting handed out, four weeks ago.

use domain::actions::{ActionEvent::*, ChainLink};
use domain::people::Class;

use super::{PLAIN, Story};

pub(super) const STORIES: &[Story] = &[
    Story {
        number: 107,
        title: "Roep scholen op om voor de zomervakantie op te letten",
        owner: "onderwijs",
        who: "leerplicht",
        due: 120,
        origin: "past3.2",
        step: Some("oeverstad.B3"),
        link: Some(ChainLink::Prevent),
        ..PLAIN
    },
    Story {
        number: 114,
        title: "Maak de instructie voor Burgerzaken bekend",
        owner: "veenrijk",
        who: "veenrijk",
        due: 25,
        origin: "past3.1",
        step: Some("veenrijk.C3"),
        link: Some(ChainLink::Signal),
        events: &[(-28, Assigned, "")],
        ..PLAIN
    },
    Story {
        number: 115,
        title: "Beschrijf wanneer landelijke experts meekijken",
        owner: "politie",
        who: "politie",
        due: 27,
        origin: "past3.1",
        step: Some("oeverstad.C4"),
        link: Some(ChainLink::Investigate),
        events: &[
            (-28, Assigned, ""),
            (-27, Accepted, ""),
            (
                -8,
                Updated,
                "Eerste versie is besproken met het landelijk expertisecentrum.",
            ),
        ],
        ..PLAIN
    },
    Story {
        number: 116,
        title: "Bekijk de woordkeus van de nieuwe folder",
        owner: "vrouwen_verbinden",
        who: "vrijwilliger",
        due: 12,
        origin: "past3.1",
        step: Some("oeverstad.B4"),
        link: Some(ChainLink::Prevent),
        events: &[(-28, Assigned, ""), (-26, Accepted, "")],
        ..PLAIN
    },
    Story {
        number: 117,
        title: "Vervolg bij casus AR-M4TD",
        owner: "politie",
        who: "politie",
        due: 17,
        origin: "past3.case1",
        link: Some(ChainLink::Stop),
        class: Class::K3,
        case_ref: Some("AR-M4TD"),
        events: &[(-28, Assigned, ""), (-27, Accepted, "")],
        ..PLAIN
    },
    Story {
        number: 118,
        title: "Start een inloopspreekuur",
        owner: "ggd",
        who: "ggd",
        due: 40,
        origin: "past3.1",
        step: Some("oeverstad.D3"),
        link: Some(ChainLink::LimitHarm),
        events: &[
            (-28, Assigned, ""),
            (-1, Declined, "Capaciteit pas vanaf februari."),
        ],
        ..PLAIN
    },
    Story {
        number: 119,
        title: "Oefen de overdracht aan de opvang",
        owner: "maatschappelijk_werk",
        who: "maatschappelijk_werk",
        due: 5,
        origin: "past3.2",
        step: Some("oeverstad.D1"),
        link: Some(ChainLink::Stop),
        class: Class::K2,
        events: &[(-28, Assigned, ""), (-26, Accepted, "")],
        ..PLAIN
    },
    Story {
        number: 120,
        title: "Zet het jaarprogramma voorlichting op",
        owner: "lindewaard",
        who: "lindewaard",
        due: 14,
        origin: "past3.2",
        step: Some("lindewaard.B2"),
        link: Some(ChainLink::Prevent),
        events: &[
            (-28, Assigned, ""),
            (-27, Accepted, ""),
            (-6, ReportedDone, "Het programma is klaar."),
            (
                -3,
                Reopened,
                "Het programma noemt nog geen mensen uit de gemeenschappen zelf.",
            ),
        ],
        ..PLAIN
    },
    Story {
        number: 121,
        title: "Test de meldroute buiten kantoortijd",
        owner: "politie",
        who: "politie",
        due: 39,
        origin: "past3.1",
        step: Some("oeverstad.C2"),
        link: Some(ChainLink::Signal),
        events: &[(-2, Assigned, "")],
        ..PLAIN
    },
    Story {
        number: 122,
        title: "Benoem een vast contactpunt bij het parket",
        owner: "om",
        who: "om",
        due: 6,
        origin: "past3.2",
        step: Some("oeverstad.A5"),
        link: Some(ChainLink::Sanction),
        class: Class::K2,
        events: &[(-28, Assigned, "")],
        ..PLAIN
    },
    Story {
        number: 123,
        title: "Noem een vervanger voor het besloten deel",
        owner: "maatschappelijk_werk",
        who: "maatschappelijk_werk",
        due: 8,
        origin: "past3.2",
        class: Class::K2,
        events: &[(-1, Assigned, "")],
        ..PLAIN
    },
    Story {
        number: 124,
        title: "Plan een training over signalen",
        detail: "Met aandacht voor huwelijksdwang en achterlating. Nodig ook de scholen uit.",
        owner: "maatschappelijk_werk",
        who: "maatschappelijk_werk",
        due: 32,
        origin: "past3.1",
        step: Some("oeverstad.E1"),
        link: Some(ChainLink::Signal),
        events: &[(-7, Assigned, "")],
        ..PLAIN
    },
];
