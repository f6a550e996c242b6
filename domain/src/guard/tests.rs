//! The promises of the guard, held against a corpus and against chance.

use proptest::prelude::*;

use super::corpus::{INNOCENT, TELLING};
use super::*;

fn known() -> Known {
    Known {
        numbers: vec!["020 555 01 00".to_owned()],
        names: vec![
            "Noor van der Linden".to_owned(),
            "Stichting Open Poort".to_owned(),
        ],
        today: NaiveDate::from_ymd_opt(2026, 11, 30).unwrap(),
    }
}

fn kinds(text: &str, scope: Scope) -> Vec<Kind> {
    check(text, scope, &known())
        .into_iter()
        .map(|hit| hit.kind)
        .collect()
}

#[test]
fn innocent_prose_is_left_alone() {
    let hits: Vec<_> = INNOCENT
        .iter()
        .map(|text| (text, kinds(text, Scope::Ordinary)))
        .collect();
    let flagged: Vec<_> = hits.iter().filter(|(_, kinds)| !kinds.is_empty()).collect();
    let refused: Vec<_> = flagged
        .iter()
        .filter(|(_, kinds)| kinds.iter().any(|k| k.is_refused()))
        .collect();
    assert!(refused.is_empty(), "{refused:#?}");
    assert!(flagged.len() * 50 <= INNOCENT.len(), "{flagged:#?}");
}

#[test]
fn telling_text_is_found() {
    let missed: Vec<_> = TELLING
        .iter()
        .flat_map(|(kind, texts)| {
            texts
                .iter()
                .map(move |text| (*kind, *text, kinds(text, Scope::Ordinary)))
        })
        .filter(|(kind, _, found)| !found.contains(kind))
        .collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn a_bare_number_is_an_age_only_after_a_person() {
    for text in [
        "Een meisje van 16 uit Oeverstad",
        "meisje van zestien",
        "Fatima is 16",
        "Fatima is 16.",
        "Fatima is 16, haar zus is ouder.",
        "Fatima is 16 en woont thuis",
        "FATIMA YILMAZ, een vrouw van 34",
        "Mevrouw Chaouch is 41",
        "wij spraken Xandra Puttelaar van 34 over hulp",
        "Zij is 17",
        "zij wordt 18 in mei",
        "De dochter is 3",
        "hun zoon van 4 is thuis",
        "Een jongen van 15 is thuis, een man van 50 (de vader) niet",
        "mijn zus is 16",
        "Ik ben 16 en ik ben bang",
        "moeder van 34",
    ] {
        assert!(kinds(text, Scope::Ordinary).contains(&Kind::Age), "{text}");
    }
    for text in [
        "Het overleg van 16 januari gaat door",
        "De agenda van 16 punten",
        "De zaak van het slachtoffer is 16 januari besproken",
        "De client is 16 uur bereikbaar",
        "De partner van 12 organisaties",
        "De partner is 80 procent van de tijd bereikbaar",
        "De partner is 80% van de tijd bereikbaar",
        "De partner is 24/7 bereikbaar",
        "De leerling is 3 weken thuis",
        "De leerling van 9.30 uur is er",
        "Het slachtoffer is 2 keer gehoord",
        "Zij is 15 minuten te laat",
        "Hij is 1 van de 11 leden",
        "Moeder van 3 kinderen",
        "De moeder van 3 belde",
        "Het kind is een dag thuis",
        "De mail van Fatima van 16 januari",
        "De mail van Fatima van 16-1",
        "Jongere van 12 tot 18",
        "De regio is 16",
        "Versie is 12",
        "Het totaal is 16, het kind van de rekening",
        "Hij is 112 gaan bellen",
        "De jongere is 16e op de lijst",
        "Zaal 3 is 20 euro per uur",
        "Dit is punt 12 van 16",
    ] {
        assert_eq!(kinds(text, Scope::Ordinary), [], "{text}");
    }
}

#[test]
fn a_country_is_an_origin_when_somebody_comes_from_it() {
    for text in [
        "Een meisje uit Marokko",
        "uit Syrië",
        "zij komt uit turkije",
        "Haar man komt uit de Filipijnen",
        "ik kom uit Somalië",
        "het gezin uit Sierra Leone",
        "gevlucht uit Zuid-Soedan",
    ] {
        assert_eq!(kinds(text, Scope::Ordinary), [Kind::Nationality], "{text}");
    }
    for text in [
        "De aanpak in Marokko is anders",
        "De regels voor reizen naar Turkije",
        "Het rapport uit Syrië is gelezen",
        "Cijfers uit Irak ontbreken",
        "De delegatie uit Turkije is welkom",
        "Terug uit Oeverstad",
        "Nieuws uit de Molukken",
    ] {
        assert_eq!(kinds(text, Scope::Ordinary), [], "{text}");
    }
}

#[test]
fn another_number_explains_itself_except_in_a_case() {
    for text in [
        "zaaknummer 123456782",
        "RSIN: 123456782",
        "order nr. 123456782",
    ] {
        assert_eq!(kinds(text, Scope::Ordinary), [], "{text}");
        assert_eq!(kinds(text, Scope::CaseItem), [Kind::Bsn], "{text}");
    }
    assert_eq!(
        kinds("zaak met bsn 123456782", Scope::Ordinary),
        [Kind::Bsn]
    );
    assert_eq!(
        kinds("De zaak is klaar. Het is 123456782", Scope::Ordinary),
        [Kind::Bsn]
    );
}

#[test]
fn a_case_takes_no_date_of_the_past() {
    assert_eq!(
        kinds("Gemeld op 29-11-2026", Scope::CaseItem),
        [Kind::PastDate]
    );
    assert_eq!(
        kinds("Gemeld op 3 maart 2026", Scope::CaseItem),
        [Kind::PastDate]
    );
    assert_eq!(kinds("Overleg op 8 december 2026", Scope::CaseItem), []);
    assert_eq!(kinds("Overleg op 30-11-2026", Scope::CaseItem), []);
    assert_eq!(kinds("Gemeld op 3 maart 2026", Scope::Ordinary), []);
    assert_eq!(
        kinds(
            "Het kind is geboren. Op 3 maart 2026 volgt overleg",
            Scope::Ordinary
        ),
        []
    );
}

#[test]
fn registered_contact_points_and_names_pass() {
    for text in ["Bel 020-5550100", "Bel +31 20 555 01 00", "0031205550100"] {
        assert_eq!(kinds(text, Scope::Ordinary), [], "{text}");
    }
    assert_eq!(kinds("Bel 020-5550101", Scope::Ordinary), [Kind::Phone]);
    assert_eq!(
        kinds("Gevraagd aan Noor van der Linden", Scope::Ordinary),
        []
    );
    assert_eq!(
        kinds("Gevraagd aan mevrouw Van der Linden", Scope::Ordinary),
        []
    );
    assert_eq!(
        kinds("Gevraagd aan Noor van der Steen", Scope::Ordinary),
        [Kind::Name]
    );
    assert_eq!(
        kinds("Zaal van de Stichting Open Poort", Scope::Ordinary),
        []
    );
}

#[test]
fn findings_stand_in_order_and_point_at_the_text() {
    let text = "Fatima Yilmaz, 16 jaar oud, bel 06-12345678 of é@x, bsn 123456782.";
    let found: Vec<_> = check(text, Scope::Ordinary, &known())
        .into_iter()
        .map(|hit| (hit.kind, &text[hit.span]))
        .collect();
    let expected = [
        (Kind::Name, "Fatima Yilmaz"),
        (Kind::Age, "16 jaar"),
        (Kind::Phone, "06-12345678"),
        (Kind::Bsn, "123456782"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn nothing_shows_the_text() {
    let hits = format!("{:?}", check("bsn 123456782", Scope::Ordinary, &known()));
    assert!(!hits.contains("123456782"), "{hits}");
    assert!(!format!("{:?}", known()).contains("Linden"));
}

/// The words of DOMAIN 5.9, and how people at the table say it.
#[test]
fn going_to_the_family_is_asked_about_in_what_is_to_be_done() {
    for text in [
        "Gesprek met ouders voeren",
        "Een gesprek plannen met de familie",
        "Met beide ouders praten over de bruiloft",
        "Bemiddelen tussen dochter en gezin",
        "Bemiddelingsgesprek voorbereiden",
        "Mediation aanbieden",
        "De vader bellen",
        "Huisbezoek bij het gezin",
        "Familie uitnodigen voor overleg",
        "GESPREK MET DE MOEDER",
        "Contact leggen met haar oudste broer",
    ] {
        let found: Vec<_> = check_deed(text).into_iter().map(|hit| hit.kind).collect();
        assert_eq!(found, [Kind::Approach], "{text}");
        // Only of what is to be done: a decision may say that nobody does it.
        assert!(
            !kinds(text, Scope::CaseItem).contains(&Kind::Approach),
            "{text}"
        );
    }
    for text in [
        "",
        "Overleg met Veilig Thuis plannen",
        "Folder over familierecht bijwerken",
        "Gesprek met de school over voorlichting voor volgend jaar en de rol van ouders",
        "Bellen met de taakaccenthouder",
        "Ouderavond voorbereiden",
        "Dialoogbijeenkomst voor vrijwilligers",
    ] {
        assert_eq!(check_deed(text), [], "{text}");
    }
}

#[test]
fn words_of_kinds_are_distinct_and_lists_are_sorted() {
    for (at, kind) in Kind::ALL.iter().enumerate() {
        assert!(
            Kind::ALL[..at]
                .iter()
                .all(|other| other.word() != kind.word())
        );
    }
    for list in lists::ALL {
        assert!(list.iter().is_sorted());
        assert!(
            list.iter()
                .all(|word| list.has(word) && !list.has(&format!("{word}~")))
        );
    }
}

/// Twelve ways to write the same nine digits.
fn notations(digits: &str) -> Vec<String> {
    let (a, b, c) = (&digits[..3], &digits[3..6], &digits[6..]);
    let wide = digits
        .chars()
        .filter_map(|ch| char::from_u32(u32::from(ch) + 0xfee0))
        .collect();
    let spaced = digits
        .chars()
        .map(String::from)
        .collect::<Vec<_>>()
        .join(" ");
    // A letter beside another letter is read as a word, so one digit changes at a time.
    vec![
        digits.to_owned(),
        format!("{a}.{b}.{c}"),
        format!("{}.{}.{c}", &digits[..4], &digits[4..6]),
        format!("{a} {b} {c}"),
        format!("{a}-{b}-{c}"),
        format!("{a}/{b}/{c}"),
        format!("{a}\u{a0}{b}\u{202f}{c}"),
        format!("{}\n{}", &digits[..5], &digits[5..]),
        format!("bsn:{digits}"),
        digits.replace('0', "O").replace('1', "l"),
        wide,
        spaced,
    ]
}

fn numbers_that_pass() -> impl Strategy<Value = String> {
    (1_000_000_u32..100_000_000).prop_filter_map("no ninth digit passes", |first| {
        let text = format!("{first:08}");
        let sum: u32 = text
            .bytes()
            .zip((2..=9).rev())
            .map(|(byte, weight)| u32::from(byte - b'0') * weight)
            .sum();
        // All digits as letters would be a word.
        let has_digits = text.bytes().any(|byte| !matches!(byte, b'0' | b'1'));
        (sum % 11 < 10 && has_digits).then(|| format!("{text}{}", sum % 11))
    })
}

proptest! {
    #[test]
    fn every_service_number_is_found_in_every_notation(digits in numbers_that_pass()) {
        for text in notations(&digits) {
            for scope in [Scope::Ordinary, Scope::CaseItem] {
                let refused = check(&text, scope, &known()).iter().any(|hit| hit.kind.is_refused());
                prop_assert!(refused, "{text}");
            }
        }
    }

    #[test]
    fn no_text_brings_it_down(text in "\\PC*|([0-9OlI .@+(°/\\-]|geb|jaar|de |Ali |NL91|é|𝟙|\n|1234 AB){0,60}") {
        for scope in [Scope::Ordinary, Scope::CaseItem] {
            let mut end = 0;
            for hit in check(&text, scope, &known()) {
                prop_assert!(hit.span.start >= end && hit.span.start < hit.span.end);
                prop_assert!(text.get(hit.span.clone()).is_some());
                end = hit.span.end;
            }
        }
    }
}
