//! What the types of text promise.

use chrono::NaiveDate;

use super::*;
use crate::guard::Kind;

fn judge<T>(
    parse: fn(&str, &Screen) -> Result<T, Code>,
    raw: &str,
    reason: &str,
) -> Result<T, Code> {
    let known = Known::default();
    parse(
        raw,
        &Screen {
            scope: Scope::Ordinary,
            known: &known,
            reason,
            deed: false,
        },
    )
}

#[test]
fn tidies_before_it_counts() {
    assert_eq!(
        judge(Body::parse, " een\r\ntwee\u{7}\rdrie \n", "")
            .unwrap()
            .as_str(),
        "een\ntwee\ndrie"
    );
    assert_eq!(
        judge(Title::parse, "een\ntwee", "").unwrap().as_str(),
        "een twee"
    );
    assert!(judge(Title::parse, &format!("  {}  ", "é".repeat(Title::MAX)), "").is_ok());
}

#[test]
fn faults_come_in_order() {
    assert_eq!(
        judge(Title::parse, " \t\u{0}\n", "").unwrap_err(),
        Code::Empty
    );
    let long = format!("123456782 {}", "a".repeat(Title::MAX));
    assert_eq!(
        judge(Title::parse, &long, "").unwrap_err(),
        Code::TooLong(120)
    );
    let both = "Een 16-jarige met nummer 123456782";
    assert_eq!(
        judge(Title::parse, both, "").unwrap_err(),
        Code::Personal(vec![Kind::Bsn, Kind::Age])
    );
    assert_eq!(
        judge(Title::parse, both, "Nodig voor het besluit").unwrap_err(),
        Code::Personal(vec![Kind::Bsn])
    );
}

#[test]
fn everything_that_stands_in_the_way_is_named_at_once() {
    let text = "Bel 06-12345678 of mail iemand@voorbeeld.nl over een 16-jarige en een 17-jarige";
    assert_eq!(
        judge(Body::parse, text, "").unwrap_err(),
        Code::Personal(vec![Kind::Email, Kind::Phone, Kind::Age])
    );
    assert_eq!(
        judge(Body::parse, text, "De leeftijd bepaalt de opvang").unwrap_err(),
        Code::Personal(vec![Kind::Email, Kind::Phone])
    );
}

#[test]
fn what_was_asked_is_kept_with_its_answer() {
    let known = Known::default();
    let screen = Screen {
        reason: " De leeftijd bepaalt de opvang ",
        ..Screen::ordinary(&known)
    };
    assert_eq!(screen.answer(&["Niets te vragen", ""]), None);
    assert_eq!(
        screen.answer(&["Een 16-jarige", "en een 17-jarige"]),
        Some(Answered {
            kinds: vec![Kind::Age],
            reason: "De leeftijd bepaalt de opvang".to_owned(),
        })
    );
}

#[test]
fn a_reason_answers_a_question_and_is_guarded_itself() {
    let asked = "Een 16-jarige vraagt om opvang";
    assert_eq!(
        judge(Body::parse, asked, "").unwrap_err(),
        Code::AskReason(vec![Kind::Age])
    );
    assert_eq!(
        judge(Body::parse, asked, " ja  ").unwrap_err(),
        Code::AskReason(vec![Kind::Age])
    );
    assert!(judge(Body::parse, asked, "De leeftijd bepaalt de opvang").is_ok());
    let leaking = judge(Body::parse, asked, "Het gaat om 123456782");
    assert_eq!(leaking.unwrap_err(), Code::Personal(vec![Kind::Bsn]));
}

#[test]
fn a_case_question_is_always_held_to_the_strictest() {
    let known = Known {
        today: NaiveDate::from_ymd_opt(2026, 11, 30).unwrap(),
        ..Known::default()
    };
    let screen = Screen::ordinary(&known);
    let text = "Zaak 123456782, gemeld op 3 maart 2026";
    assert!(Body::parse(text, &screen).is_ok());
    assert_eq!(
        CaseQuestion::parse(text, &screen).unwrap_err(),
        Code::Personal(vec![Kind::Bsn, Kind::PastDate])
    );
    let dated = CaseQuestion::parse("Gemeld op 3 maart 2026", &screen);
    assert_eq!(dated.unwrap_err(), Code::Personal(vec![Kind::PastDate]));
}

#[test]
fn an_optional_text_may_be_absent() {
    assert_eq!(judge(parse_optional, "  ", "").unwrap(), None);
    assert_eq!(
        judge(parse_optional, "ja", "")
            .unwrap()
            .unwrap()
            .to_string(),
        "ja"
    );
    assert_eq!(
        judge(parse_optional, "123456782", "").unwrap_err(),
        Code::Personal(vec![Kind::Bsn])
    );
}

#[test]
fn names_are_not_guarded() {
    assert!(judge(Name::parse, "Bureau F. Yilmaz, 1234 AB 12", "").is_ok());
    assert_eq!(
        judge(Name::parse, &"a".repeat(121), "").unwrap_err(),
        Code::TooLong(120)
    );
}

#[test]
fn links_are_https() {
    for good in [
        "https://voorbeeld.nl",
        "https://voorbeeld.nl/a/2026-03-01?b=c#d",
        "HTTPS://v.nl:8443/",
    ] {
        assert!(judge(Link::parse, good, "").is_ok(), "{good}");
    }
    for bad in [
        "http://v.nl",
        "javascript:alert(1)",
        "https://",
        "https://v",
        "https://a b.nl",
        "https://u@v.nl",
        "//v.nl",
        "héél.nl/a",
    ] {
        assert_eq!(
            judge(Link::parse, bad, "").unwrap_err(),
            Code::NotALink,
            "{bad}"
        );
    }
    let leaking = judge(Link::parse, "https://v.nl/?bsn=123456782", "");
    assert_eq!(leaking.unwrap_err(), Code::Personal(vec![Kind::Bsn]));
}

#[test]
fn case_references_have_one_shape() {
    let made = CaseRef::from_entropy("ar", [5, 49, 0, 255]).unwrap();
    assert_eq!(made.as_str(), "AR-7K2Z");
    assert_eq!(CaseRef::parse(" ar-7k2z ").unwrap(), made);
    for bad in [
        "AR7K2Z", "A-7K2Z", "AR-7K2", "AR-7K2O", "AR-7K21", "AR-7K2ZZ", "4R-7K2Z", "ÄR-7K2Z",
    ] {
        assert_eq!(CaseRef::parse(bad).unwrap_err(), Code::NotAChoice, "{bad}");
    }
    assert_eq!(CaseRef::parse(" ").unwrap_err(), Code::Empty);
    assert!(CaseRef::from_entropy("é", [0; 4]).is_err());
}

#[test]
fn an_address_is_where_a_letter_can_go() {
    for good in ["Buur@Vrouwen.example", " a.b+c@d-e.example "] {
        assert!(Email::parse(good).is_ok(), "{good}");
    }
    let same = Email::parse("Buur@Vrouwen.Example").unwrap();
    assert_eq!(same.as_str(), "buur@vrouwen.example");
    for bad in [
        "buur",
        "@vrouwen.example",
        "buur@example",
        "a b@vrouwen.example",
        "a@b@vrouwen.example",
        "a@vrouwen..example",
        "a@.example",
        "a@vrouwen.example\nBcc: x@y.example",
    ] {
        assert_eq!(Email::parse(bad).err(), Some(Code::NotAnAddress), "{bad}");
    }
    assert_eq!(Email::parse(" ").err(), Some(Code::Empty));
    assert_eq!(format!("{same:?}"), "Email(..)");
}
