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

/// A decision: number, key of the item, text, outcome, motivation, positions of parties.
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
    item("policy1", ItemKind::Policy, Class::K1, 20, Wanted::Decide, LINDEWAARD, "Eén meldroute voor alle vier gemeenten")
        .body("De vier gemeenten melden nu elk op een eigen manier. Voorstel: één route, te beginnen met een test van vier weken.")
        .note("De test begint in Lindewaard. Politie en Veilig Thuis houden bij hoeveel meldingen op de nieuwe route binnenkomen."),
    item("policy2", ItemKind::Policy, Class::K1, 15, Wanted::Decide, POLICE, "Vaste contactpersonen per organisatie")
        .body("Buiten kantooruren is niet altijd duidelijk wie gebeld kan worden.")
        .note("Elke partij geeft een functie door, geen naam. De lijst staat bij de secretaris."),
];

/// What was decided there.
pub const PAST1_DECIDED: [Decided; 2] = [
    (
        1,
        "policy1",
        "De vier gemeenten testen vier weken lang één meldroute.",
        Outcome::Adopted,
        "",
        &[
            ("politie", Position::Commits, ""),
            ("om", Position::Agrees, ""),
            ("veilig_thuis", Position::Commits, ""),
            ("maatschappelijk_werk", Position::Agrees, ""),
            ("ggd", Position::Agrees, ""),
            ("lindewaard", Position::Commits, ""),
        ],
    ),
    (
        2,
        "policy2",
        "Elke partij wijst een vaste functie aan die binnen één werkdag antwoordt.",
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
];

/// The one but last meeting but one.
pub const PAST2: [Item; 3] = [
    item("policy1", ItemKind::Policy, Class::K1, 15, Wanted::Decide, SOCIAL, "Nazorg: wie houdt contact na een jaar?")
        .body("Na afronding verdwijnt het contact. Voorstel: maatschappelijk werk belt na drie, zes en twaalf maanden.")
        .note("Besproken dat nazorg pas stopt als er twee keer rust is geweest."),
    item("policy2", ItemKind::Policy, Class::K2, 10, Wanted::Discuss, SHELTER, "Plaatsen in de opvang buiten de regio")
        .body("Welke afspraken gelden als een plek buiten de regio veiliger is?")
        .note("De Veste zet de afspraken met drie andere regio's op een rij."),
    item("policy3", ItemKind::Policy, Class::K1, 15, Wanted::Decide, SCHOOL, "Scholen: signalen voor de zomervakantie")
        .body("Achterlating valt vaak samen met de zomervakantie. Voorstel: elk voorjaar een overleg met alle scholen.")
        .note("Leerplicht maakt een handreiking van één pagina."),
];

/// What was decided there.
pub const PAST2_DECIDED: [Decided; 2] = [
    (
        1,
        "policy1",
        "Maatschappelijk werk neemt na drie, zes en twaalf maanden contact op.",
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
    item("case1", ItemKind::Case, Class::K3, 15, Wanted::Discuss, POLICE, "Casus AR-T8WN")
        .case("AR-T8WN", "Welke partij is het eerste aanspreekpunt zolang er nog geen plan ligt?", &["veilig_thuis", "maatschappelijk_werk", "opvang"])
        .note("Veilig Thuis is aanspreekpunt tot het plan er ligt."),
    item("policy1", ItemKind::Policy, Class::K1, 15, Wanted::Decide, SHELTER, "Geen opvangplek voor jongens")
        .body("In de regio is geen veilige plek voor jongens en jonge mannen. Dat houdt drie partijen op.")
        .note("Het knelpunt staat op de routekaart. De Veste zoekt een tijdelijke plek."),
    item("policy2", ItemKind::Policy, Class::K1, 10, Wanted::Decide, LINDEWAARD, "Meldroute: tweede test")
        .body("De eerste test gaf te weinig meldingen om iets te kunnen zeggen. Voorstel: een tweede test in alle gemeenten.")
        .note("De cijfers van de eerste test kwamen te laat. Volgend overleg opnieuw.")
        .deferred(),
    item("policy3", ItemKind::Policy, Class::K1, 10, Wanted::Decide, RVDK, "Eén formulier voor het veiligheidsplan")
        .body("Drie partijen gebruiken drie formulieren.")
        .note("Het formulier van Veilig Thuis is de basis; de Raad vult aan."),
];

/// What was decided there.
pub const PAST3_DECIDED: [Decided; 4] = [
    (
        1,
        "case1",
        "Veilig Thuis is aanspreekpunt tot het plan er ligt.",
        Outcome::Adopted,
        "",
        &[
            ("politie", Position::Agrees, ""),
            ("veilig_thuis", Position::Commits, ""),
            ("maatschappelijk_werk", Position::Agrees, ""),
            ("opvang", Position::Agrees, ""),
        ],
    ),
    (
        2,
        "policy1",
        "De Veste richt een tijdelijke plek voor jongens in en meldt of die voldoet.",
        Outcome::Adopted,
        "",
        &[
            ("politie", Position::Agrees, ""),
            ("veilig_thuis", Position::Agrees, ""),
            ("opvang", Position::Commits, ""),
            ("om", Position::Agrees, ""),
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
        4,
        "policy3",
        "Alle partijen gebruiken het formulier van Veilig Thuis, met de aanvulling van de Raad.",
        Outcome::Amended,
        "Aangevuld met de vragen over kinderen.",
        &[
            ("rvdk", Position::Commits, ""),
            ("veilig_thuis", Position::Commits, ""),
            ("politie", Position::Agrees, ""),
            (
                "om",
                Position::Reserves,
                "Het OM gebruikt het formulier alleen naast het eigen dossier.",
            ),
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
    item("policy1", ItemKind::Policy, Class::K1, 10, Wanted::Decide, POLDERHAVEN, "Instructie Burgerzaken vaststellen")
        .body("De balie krijgt een instructie van één pagina: wat te doen bij twijfel aan een aangifte van vertrek."),
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
