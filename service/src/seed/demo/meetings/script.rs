//! What stood on the agendas of the demo and what came of it. No name of a person, no story of
//! a case: a case is its reference and a question about how the chain works.

use domain::meetings::{ItemKind, Outcome, Position, Wanted};
use domain::people::Class;

/// An item: `key` is its name in the cast, `by` the key of the organisation and its person.
#[derive(Debug, Clone, Copy)]
pub struct Item {
    pub key: &'static str,
    pub kind: ItemKind,
    pub class: Class,
    pub minutes: i32,
    pub wanted: Wanted,
    pub by: (&'static str, &'static str),
    pub title: &'static str,
    pub body: &'static str,
    /// What was written down at the table.
    pub note: &'static str,
    /// For a case: its reference, the question and the organisations named.
    pub case: Option<(&'static str, &'static str, &'static [&'static str])>,
    pub deferred: bool,
    pub shared: bool,
}

/// A decision: number in its part, key of the item, text, outcome, motivation, positions of parties.
pub type Decided = (
    i32,
    &'static str,
    &'static str,
    Outcome,
    &'static str,
    &'static [(&'static str, Position, &'static str)],
);

const fn item(
    key: &'static str,
    kind: ItemKind,
    class: Class,
    minutes: i32,
    wanted: Wanted,
    by: (&'static str, &'static str),
    title: &'static str,
) -> Item {
    Item {
        key,
        kind,
        class,
        minutes,
        wanted,
        by,
        title,
        body: "",
        note: "",
        case: None,
        deferred: false,
        shared: false,
    }
}

impl Item {
    const fn body(self, body: &'static str) -> Self {
        Self { body, ..self }
    }

    const fn note(self, note: &'static str) -> Self {
        Self { note, ..self }
    }

    const fn shared(self) -> Self {
        Self {
            shared: true,
            ..self
        }
    }

    const fn deferred(self) -> Self {
        Self {
            deferred: true,
            ..self
        }
    }

    const fn case(
        self,
        reference: &'static str,
        question: &'static str,
        named: &'static [&'static str],
    ) -> Self {
        Self {
            case: Some((reference, question, named)),
            ..self
        }
    }
}

const POLICE: (&str, &str) = ("politie", "politie");
const VT: (&str, &str) = ("veilig_thuis", "veilig_thuis");
const SOCIAL: (&str, &str) = ("maatschappelijk_werk", "maatschappelijk_werk");
const GGD: (&str, &str) = ("ggd", "ggd");
const SHELTER: (&str, &str) = ("opvang", "opvang");
const SCHOOL: (&str, &str) = ("onderwijs", "leerplicht");
const RVDK: (&str, &str) = ("rvdk", "rvdk");
const LINDEWAARD: (&str, &str) = ("lindewaard", "lindewaard");
const POLDERHAVEN: (&str, &str) = ("polderhaven", "polderhaven");
const OM: (&str, &str) = ("om", "om");
const GUEST: (&str, &str) = ("vrouwen_verbinden", "vrijwilliger");
const DELTA_POLICE: (&str, &str) = ("politie_vechtdelta", "politie_delta");

/// The oldest meeting: what each party brings.
pub const PAST1: [Item; 2] = [
    item("policy1", ItemKind::Policy, Class::K1, 15, Wanted::Decide, POLICE, "Vaste contactpunten in de keten")
        .body("Buiten kantooruren is niet altijd duidelijk wie gebeld kan worden.")
        .note("Elke partij geeft een functie door, geen naam. De lijst staat bij de secretaris."),
    item("policy2", ItemKind::Policy, Class::K1, 20, Wanted::Decide, LINDEWAARD, "Wie doet wat: ketenkaart en werkinstructie")
        .body("De vier gemeenten melden nu elk op een eigen manier. Voorstel: per gemeente een ketenkaart.")
        .note("Lindewaard begint. De politie past de werkinstructie daarop aan."),
];

/// What was decided there.
pub const PAST1_DECIDED: [Decided; 2] = [
    (
        1,
        "policy1",
        "Elke schakel heeft een vast contactpunt dat binnen één werkdag antwoordt.",
        Outcome::Amended,
        "De termijn ging van vier uur naar één werkdag, omdat niet iedere partij een piket heeft.",
        &[
            ("politie", Position::Commits, ""),
            (
                "om",
                Position::Reserves,
                "Het OM toetst eerst of dit past binnen de eigen werkafspraken.",
            ),
            ("veilig_thuis", Position::Agrees, ""),
            ("maatschappelijk_werk", Position::Agrees, ""),
            ("ggd", Position::Agrees, ""),
        ],
    ),
    (
        2,
        "policy2",
        "Elke gemeente legt haar ketenkaart vast; de politie volgt met een werkinstructie.",
        Outcome::Adopted,
        "",
        &[
            ("politie", Position::Commits, ""),
            ("om", Position::Agrees, ""),
            ("veilig_thuis", Position::Agrees, ""),
            ("maatschappelijk_werk", Position::Agrees, ""),
            ("ggd", Position::Agrees, ""),
            ("lindewaard", Position::Commits, ""),
        ],
    ),
];

/// The meeting after it.
pub const PAST2: [Item; 5] = [
    item("case1", ItemKind::Case, Class::K3, 15, Wanted::Discuss, VT, "Casus AR-7K2Q")
        .case("AR-7K2Q", "Welke partij is het eerste aanspreekpunt zolang er nog geen plan ligt?", &["politie", "maatschappelijk_werk", "opvang"])
        .note("Veilig Thuis is aanspreekpunt tot het plan er ligt."),
    item("policy1", ItemKind::Policy, Class::K1, 15, Wanted::Decide, SOCIAL, "Opvang en nazorg: wat ontbreekt er?")
        .body("Na afronding verdwijnt het contact, en voor jongens is er geen plek. Voorstel: eerst de cijfers.")
        .note("Nazorg stopt pas als er twee keer rust is geweest."),
    item("policy2", ItemKind::Policy, Class::K1, 15, Wanted::Decide, POLDERHAVEN, "Meldroute beschrijven en toetsen")
        .body("De meldroute is nergens beschreven en nog niet getoetst op privacy.")
        .note("De beschrijving en de DPIA gaan samen naar de FG."),
    item("policy3", ItemKind::Policy, Class::K1, 10, Wanted::Decide, SCHOOL, "Elk voorjaar een overleg met alle scholen")
        .body("Achterlating valt vaak samen met de zomervakantie.")
        .note("De scholen vragen eerst een handreiking van één pagina."),
    item("policy4", ItemKind::Policy, Class::K2, 10, Wanted::Discuss, SHELTER, "Plaatsen in de opvang buiten de regio")
        .body("Welke afspraken gelden als een plek buiten de regio veiliger is?")
        .note("De Veste zet de afspraken met drie andere regio's op een rij."),
];

/// What was decided there.
pub const PAST2_DECIDED: [Decided; 3] = [
    (
        1,
        "policy1",
        "De partners brengen met cijfers in beeld welke plekken en welke nazorg ontbreken.",
        Outcome::Adopted,
        "",
        &[
            ("politie", Position::Agrees, ""),
            ("om", Position::Agrees, ""),
            ("veilig_thuis", Position::Agrees, ""),
            ("maatschappelijk_werk", Position::Commits, ""),
            ("ggd", Position::Agrees, ""),
        ],
    ),
    (
        2,
        "policy2",
        "De meldroute wordt beschreven en met de DPIA aan de FG voorgelegd.",
        Outcome::Amended,
        "Uitgebreid met een toets op minderjarigen.",
        &[
            ("polderhaven", Position::Commits, ""),
            ("veilig_thuis", Position::Agrees, ""),
            ("rvdk", Position::Agrees, ""),
        ],
    ),
    (
        3,
        "policy3",
        "Leerplicht belegt elk voorjaar een overleg met alle scholen.",
        Outcome::NotAdopted,
        "De scholen vragen eerst een handreiking. Het overleg komt terug zodra die er is.",
        &[
            ("onderwijs", Position::Agrees, ""),
            (
                "veilig_thuis",
                Position::Reserves,
                "Liever aansluiten bij het bestaande scholenoverleg.",
            ),
            ("politie", Position::Agrees, ""),
        ],
    ),
];

/// The last meeting.
pub const PAST3: [Item; 4] = [
    item("case1", ItemKind::Case, Class::K3, 15, Wanted::Decide, POLICE, "Casus AR-M4TD")
        .case("AR-M4TD", "Welke partij voert het eerste gesprek?", &["veilig_thuis", "maatschappelijk_werk", "ggd"])
        .note("Maatschappelijk werk voert het gesprek; de anderen wachten het af."),
    item("policy1", ItemKind::Policy, Class::K1, 15, Wanted::Decide, GGD, "Signaleren en voorlichten: het plan voor dit jaar")
        .body("Wie vertelt wat aan wie, en in welke maand? Voorstel: één plan voor alle partijen.")
        .note("Het plan krijgt een inloopspreekuur en een folder erbij."),
    item("policy2", ItemKind::Policy, Class::K1, 10, Wanted::Decide, LINDEWAARD, "Meldroute: tweede test")
        .body("De eerste test gaf te weinig meldingen om iets te kunnen zeggen. Voorstel: een tweede test in alle gemeenten.")
        .note("De cijfers van de eerste test kwamen te laat. Volgend overleg opnieuw.")
        .deferred(),
    item("policy3", ItemKind::Policy, Class::K1, 10, Wanted::Decide, SHELTER, "Overdracht tussen partijen oefenen")
        .body("Bij de overdracht aan de opvang gaat tijd verloren. Dat houdt drie partijen op.")
        .note("De Veste bereidt een oefening voor. Elke partij noemt een vervanger."),
];

/// What was decided there.
pub const PAST3_DECIDED: [Decided; 4] = [
    (
        1,
        "policy1",
        "Er komt één plan voor signaleren en voorlichten, met een taak voor elke partij.",
        Outcome::Adopted,
        "",
        &[
            ("politie", Position::Agrees, ""),
            ("veilig_thuis", Position::Commits, ""),
            ("ggd", Position::Commits, ""),
            ("om", Position::Agrees, ""),
        ],
    ),
    (
        2,
        "policy3",
        "De overdracht aan de opvang wordt geoefend; elke partij noemt een vervanger.",
        Outcome::Amended,
        "Aangevuld met een vast contactpunt bij het parket.",
        &[
            ("opvang", Position::Commits, ""),
            ("veilig_thuis", Position::Commits, ""),
            ("politie", Position::Agrees, ""),
            (
                "om",
                Position::Reserves,
                "Het OM doet mee zodra het eigen werkproces dat toelaat.",
            ),
        ],
    ),
    (
        3,
        "policy2",
        "Over een tweede test van de meldroute beslist het volgende overleg.",
        Outcome::Deferred,
        "De cijfers van de eerste test waren er nog niet.",
        &[],
    ),
    (
        1,
        "case1",
        "Maatschappelijk werk voert het eerste gesprek.",
        Outcome::Adopted,
        "",
        &[
            ("politie", Position::Agrees, ""),
            ("veilig_thuis", Position::Agrees, ""),
            ("maatschappelijk_werk", Position::Commits, ""),
            ("ggd", Position::Agrees, ""),
        ],
    ),
];

/// The next meeting, beside its standing items; `guest` comes from a contribution.
pub const NEXT: [Item; 5] = [
    item("guest", ItemKind::GuestContribution, Class::K1, 10, Wanted::Discuss, GUEST, "Wat vrouwen tegenhoudt om te melden")
        .body("In onze gesprekken horen wij steeds dezelfde drie redenen om niet te melden. Wij vertellen welke, en wat zou helpen.")
        .shared(),
    item("case1", ItemKind::Case, Class::K3, 10, Wanted::Discuss, VT, "Casus AR-7K2Q")
        .case("AR-7K2Q", "Welke partij kan binnen twee weken een veilige plek regelen, en wat is daarvoor nodig van de anderen?", &["politie", "maatschappelijk_werk", "opvang", "oeverstad"])
        .body("De vraag ligt hier omdat twee partijen op elkaar wachten."),
    item("case2", ItemKind::Case, Class::K3, 10, Wanted::Decide, POLICE, "Casus AR-M4TD")
        .case("AR-M4TD", "Spreken wij af dat maatschappelijk werk het gesprek voert en de politie op afstand blijft?", &["veilig_thuis", "maatschappelijk_werk", "ggd"])
        .body("Een besluit is nodig omdat de taken nu dubbel worden gedaan."),
    item("policy2", ItemKind::Policy, Class::K2, 10, Wanted::Discuss, SHELTER, "Afspraken met opvang buiten de regio")
        .body("De Veste heeft de afspraken met drie regio's op een rij gezet. Zijn ze voor alle partijen werkbaar?"),
    item("policy1", ItemKind::Policy, Class::K1, 10, Wanted::Decide, POLDERHAVEN, "Instructie Burgerzaken in alle gemeenten")
        .body("De balie heeft een instructie van één pagina voor twijfel bij een aangifte van vertrek. Voorstel: alle vier gemeenten voeren haar in."),
];

/// What waits to be taken in, or not.
pub const NEXT_PROPOSED: [Item; 3] = [
    item("proposal1", ItemKind::Policy, Class::K1, 15, Wanted::Decide, GGD, "Scholing van huisartsen")
        .body("Huisartsen herkennen de signalen nog te weinig. Voorstel: twee avonden in maart, samen met Veilig Thuis."),
    item("proposal2", ItemKind::Policy, Class::K1, 8, Wanted::Decide, SHELTER, "Plek voor jongens: tijdelijk wordt vast")
        .body("De tijdelijke plek loopt af. Voorstel: het knelpunt voorleggen aan de stuurgroep."),
    item("proposal3", ItemKind::Announcement, Class::K1, 5, Wanted::Inform, RVDK, "Nieuw werkproces van de Raad")
        .body("De Raad werkt vanaf volgende maand met een ander werkproces voor spoed."),
];

/// The meeting after the next.
pub const LATER_PROPOSED: [Item; 2] = [
    item(
        "proposal1",
        ItemKind::Policy,
        Class::K1,
        15,
        Wanted::Discuss,
        POLICE,
        "Spoedoverleg: wie roept het bijeen?",
    )
    .body("Bij spoed is niet vastgelegd wie de partijen bij elkaar roept en binnen welke tijd."),
    item(
        "proposal2",
        ItemKind::Policy,
        Class::K1,
        10,
        Wanted::Inform,
        OM,
        "Aangifte en vervolging in cijfers",
    )
    .body("Een overzicht van het afgelopen jaar, zonder zaken die te herkennen zijn."),
];

/// The small region.
pub const DELTA_PAST: [Item; 1] = [item(
    "policy1",
    ItemKind::Policy,
    Class::K1,
    20,
    Wanted::Decide,
    DELTA_POLICE,
    "Aansluiten bij een bestaande aanpak",
)
.body("Vechtdelta begint klein. Voorstel: de routekaart volgen en van Amstelrand leren.")
.note("Begonnen wordt met afspraken over signaleren.")];

/// What was decided there.
pub const DELTA_DECIDED: [Decided; 1] = [(
    1,
    "policy1",
    "Vechtdelta volgt de routekaart en kijkt over een half jaar terug.",
    Outcome::Adopted,
    "",
    &[
        ("politie_vechtdelta", Position::Commits, ""),
        ("vechtmonde", Position::Commits, ""),
    ],
)];

/// What waits there.
pub const DELTA_PROPOSED: [Item; 1] = [item(
    "proposal1",
    ItemKind::Policy,
    Class::K1,
    10,
    Wanted::Discuss,
    DELTA_POLICE,
    "Wie wordt vaste contactpersoon?",
)
.body("Twee organisaties hebben nog geen functie doorgegeven.")];
