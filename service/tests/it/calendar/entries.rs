//! A thousand entries, the nights in which clocks change among them: read by `calcard`, which has no part
//! in writing them, and held against RFC 5545 line by line. What people use reads some of them in the
//! journeys (`end2end/tests/meetings/calendar-files.spec.ts`).

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendarComponent, ICalendarComponentType, ICalendarProperty, ICalendarValue,
};
use calcard::{Entry as Read, Parser};
use chrono::{
    DateTime, Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Utc, Weekday,
};
use domain::text::Email;
use service::calendar::{Entry, Invited, file, invitation};
use service::clock::{at_local, mint};

const ORIGIN: &str = "https://ketentafel.example";

/// Numbers that look like chance and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }
}

/// The day on which clocks change in a month: its last Sunday.
fn change(year: i32, month: u32) -> NaiveDate {
    let days = (25..=31).filter_map(|day| NaiveDate::from_ymd_opt(year, month, day));
    let mut sundays = days.filter(|day| day.weekday() == Weekday::Sun);
    sundays.next_back().unwrap()
}

/// One in four on a day on which clocks change, at an hour around it.
fn random(dice: &mut Dice, number: u64) -> Entry {
    let year = 2026 + i32::try_from(dice.below(12)).unwrap();
    let (day, minutes) = match number % 8 {
        0 => (change(year, 3), dice.below(5 * 60)),
        1 => (change(year, 10), dice.below(5 * 60)),
        _ => {
            let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
            (first + Days::new(dice.below(365)), dice.below(24 * 60))
        }
    };
    let starts_at = at_local(day, u32::try_from(minutes).unwrap()).unwrap();
    Entry {
        id: mint(starts_at),
        starts_at,
        minutes: i32::try_from(15 + dice.below(466)).unwrap(),
        sequence: i32::try_from(dice.below(40)).unwrap(),
        stamp: starts_at - TimeDelta::days(30),
        is_off: number.is_multiple_of(11),
    }
}

/// The properties of an event, unfolded; every line is held against the standard.
fn properties(text: &str) -> Vec<(String, String)> {
    assert!(text.ends_with("\r\n"));
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.contains(['\r', '\n']) && !line.chars().any(char::is_control));
        assert!(!line.is_empty());
    }
    let whole = text.replace("\r\n ", "");
    let mut depth = Vec::new();
    let mut found = Vec::new();
    for line in whole.split_terminator("\r\n") {
        let (name, value) = line.split_once(':').unwrap();
        match name {
            "BEGIN" => depth.push(value.to_owned()),
            "END" => assert_eq!(depth.pop().as_deref(), Some(value)),
            _ => found.push((format!("{}/{name}", depth.join("/")), value.to_owned())),
        }
    }
    assert!(depth.is_empty());
    found
}

fn value<'a>(found: &'a [(String, String)], name: &str) -> Vec<&'a str> {
    let inside = format!("VCALENDAR/VEVENT/{name}");
    let mine = found.iter().filter(|(key, _)| {
        *key == inside
            || key
                .strip_prefix(&inside)
                .is_some_and(|it| it.starts_with(';'))
    });
    mine.map(|(_, value)| value.as_str()).collect()
}

fn instant(text: &str) -> DateTime<Utc> {
    let found = NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%SZ");
    found.unwrap().and_utc()
}

/// The one event in a text, as another program reads it: nothing before, after or beside it.
fn read(text: &str) -> ICalendarComponent {
    let mut parser = Parser::new(text);
    let Read::ICalendar(calendar) = parser.entry() else {
        panic!("no calendar: {text}");
    };
    assert_eq!(parser.entry(), Read::Eof);
    let events = calendar.components.into_iter();
    let mut events = events.filter(|it| it.component_type == ICalendarComponentType::VEvent);
    let event = events.next().unwrap();
    assert!(events.next().is_none());
    event
}

/// An instant of an event, as another program reads it.
fn at(event: &ICalendarComponent, name: &ICalendarProperty) -> DateTime<Utc> {
    let values = &event.property(name).unwrap().values;
    let [ICalendarValue::PartialDateTime(read)] = values.as_slice() else {
        panic!("{name:?} is no instant: {values:?}");
    };
    let PartialDateTime {
        year: Some(year),
        month: Some(month),
        day: Some(day),
        hour: Some(hour),
        minute: Some(minute),
        second: Some(second),
        tz_hour: Some(0),
        tz_minute: Some(0),
        ..
    } = **read
    else {
        panic!("{name:?} is not whole: {read:?}");
    };
    let [month, day, hour, minute, second] = [month, day, hour, minute, second].map(u32::from);
    let found = Utc.with_ymd_and_hms(year.into(), month, day, hour, minute, second);
    found.unwrap()
}

#[test]
fn a_thousand_entries_are_as_the_standard_says() {
    let mut dice = Dice(0x2026_1123_0900_0001);
    let by = Email::parse("post@ketentafel.example").unwrap();
    for number in 0..1000 {
        let entry = random(&mut dice, number);
        let who = format!(
            "iemand-{number}-met-een-lang-adres@{}.example",
            "a".repeat(60)
        );
        let who = Email::parse(&who).unwrap();
        let people = Invited { by: &by, who: &who };
        let (method, text) = invitation(ORIGIN, &entry, people).unwrap();
        let found = properties(&text);
        let head = |name: &str| {
            let key = format!("VCALENDAR/{name}");
            let mine = found.iter().filter(|(name, _)| *name == key);
            mine.map(|(_, value)| value.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(head("VERSION"), ["2.0"]);
        assert_eq!(head("METHOD"), [method]);
        assert_eq!(method, if entry.is_off { "CANCEL" } else { "REQUEST" });
        let uid = format!("{}@ketentafel.example", entry.id);
        assert_eq!(value(&found, "UID"), [uid]);
        assert_eq!(value(&found, "SEQUENCE"), [entry.sequence.to_string()]);
        assert_eq!(value(&found, "CLASS"), ["CONFIDENTIAL"]);
        assert_eq!(value(&found, "SUMMARY"), ["Overleg"]);
        let status = if entry.is_off {
            "CANCELLED"
        } else {
            "CONFIRMED"
        };
        assert_eq!(value(&found, "STATUS"), [status]);
        let ends = entry.starts_at + TimeDelta::minutes(i64::from(entry.minutes));
        let event = read(&text);
        for (name, there, instant_of) in [
            ("DTSTART", ICalendarProperty::Dtstart, entry.starts_at),
            ("DTEND", ICalendarProperty::Dtend, ends),
            ("DTSTAMP", ICalendarProperty::Dtstamp, entry.stamp),
        ] {
            let found = value(&found, name);
            assert_eq!(found.len(), 1, "{name}");
            assert_eq!(instant(found[0]), instant_of, "{name}");
            assert_eq!(at(&event, &there), instant_of, "{name}");
        }
        let invited = event.properties(&ICalendarProperty::Attendee);
        assert_eq!(invited.count(), 1);
        assert_eq!(
            value(&found, "ATTENDEE"),
            [format!("mailto:{}", who.as_str())]
        );
        assert_eq!(
            value(&found, "ORGANIZER"),
            ["mailto:post@ketentafel.example"]
        );
        assert!(value(&found, "LOCATION").is_empty());
    }
}

#[test]
fn nobody_is_named_in_a_file() {
    let mut dice = Dice(7);
    let entries: Vec<Entry> = (0..1000).map(|number| random(&mut dice, number)).collect();
    let text = file(ORIGIN, &entries).unwrap();
    let found = properties(&text);
    assert_eq!(value(&found, "UID").len(), 1000);
    for name in ["ATTENDEE", "ORGANIZER", "LOCATION"] {
        assert!(value(&found, name).is_empty(), "{name}");
    }
    assert!(found.iter().all(|(name, _)| name != "VCALENDAR/METHOD"));
}

#[test]
fn an_address_with_a_break_in_it_is_no_address() {
    for raw in [
        "politie@werk.example\r\nBcc: iemand@elders.example",
        "politie@werk.example\nATTENDEE:mailto:iemand@elders.example",
        "politie\r@werk.example",
        "politie@werk.example;iemand@elders.example",
        "\"a\\nb\"@werk.example",
        "politie@werk.example\u{2028}x",
    ] {
        assert!(Email::parse(raw).is_err(), "{raw:?}");
    }
    // What stands around an address is taken off.
    let email = Email::parse("politie@werk.example\r\n").unwrap();
    assert_eq!(email.as_str(), "politie@werk.example");
}
