//! What the first past meeting handed out, thirteen weeks ago.

use domain::actions::{ActionEvent::*, ChainLink};

use super::{PLAIN, Story};

pub(super) const STORIES: &[Story] = &[
    Story {
        number: 101,
        title: "Wijs per schakel een vast contactpunt aan",
        owner: "oeverstad",
        who: "regisseur",
        due: -60,
        origin: "past1.1",
        judge: "plaatsvervanger",
        step: Some("oeverstad.A2"),
        link: Some(ChainLink::Prevent),
        events: &[
            (-91, Assigned, ""),
            (-91, Accepted, ""),
            (
                -72,
                ReportedDone,
                "De lijst met contactpunten staat bij de ketenkaart.",
            ),
            (-63, Verified, ""),
        ],
        ..PLAIN
    },
    Story {
        number: 102,
        title: "Maak de aandachtsfunctionarissen van alle partners bekend",
        owner: "politie",
        who: "politie",
        due: -50,
        origin: "past1.1",
        step: Some("oeverstad.C1"),
        link: Some(ChainLink::Signal),
        events: &[
            (-91, Assigned, ""),
            (-89, Accepted, ""),
            (
                -66,
                Updated,
                "Zeven van de negen partners hebben een naam van een functie doorgegeven.",
            ),
            (
                -52,
                ReportedDone,
                "De lijst is rondgestuurd en staat op de ketenkaart.",
            ),
            (-49, Verified, ""),
        ],
        ..PLAIN
    },
    Story {
        number: 103,
        title: "Leg de ketenkaart van Lindewaard vast",
        owner: "lindewaard",
        who: "lindewaard",
        due: -40,
        origin: "past1.2",
        step: Some("lindewaard.A2"),
        link: Some(ChainLink::Prevent),
        events: &[
            (-91, Assigned, ""),
            (-90, Accepted, ""),
            (
                -45,
                ReportedDone,
                "De kaart is vastgesteld door het college.",
            ),
            (-40, Verified, ""),
        ],
        ..PLAIN
    },
    Story {
        number: 104,
        title: "Stuur de teamchefs de nieuwe werkinstructie",
        owner: "politie",
        who: "politie",
        due: -56,
        origin: "past1.2",
        step: Some("oeverstad.C1"),
        link: Some(ChainLink::Signal),
        events: &[
            (-91, Assigned, ""),
            (-90, Accepted, ""),
            (
                -70,
                Updated,
                "De instructie ligt bij de communicatieafdeling.",
            ),
            (-58, Postponed, "-30|Wachten op de eindtekst."),
            (-31, Postponed, "-9|"),
        ],
        ..PLAIN
    },
    Story {
        number: 105,
        title: "Stel een folder samen voor huisartsen",
        owner: "ggd",
        who: "ggd",
        due: -35,
        origin: "past1.2",
        link: Some(ChainLink::Prevent),
        events: &[
            (-91, Assigned, ""),
            (-88, Accepted, ""),
            (
                -63,
                Cancelled,
                "De landelijke folder is verschenen; een eigen folder is niet meer nodig.",
            ),
        ],
        ..PLAIN
    },
];
