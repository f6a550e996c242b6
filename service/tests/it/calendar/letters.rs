//! What letters bring along for a calendar.

use chrono::TimeDelta;
use domain::people::command::{DecideApproval, NameDeputy};
use domain::people::mail::ChooseDigest;
use service::mail::choose_digest;
use service::meetings;
use service::people::approvals::{Outcome, confirm};
use service::people::deputies::name_deputy;

use super::{called_off, moved, urgent};
use crate::mail::server::{Line, Mood, Server};
use crate::mail::work::{BUNDLE, POLICE, publish, send_all, to};
use crate::mail::{later, plain, send};
use crate::meetings::planned;
use crate::stage::{Stage, on_both};

fn line<'a>(text: &'a str, name: &str) -> &'a str {
    let found = text.lines().find_map(|line| line.strip_prefix(name));
    found.unwrap_or_else(|| panic!("no {name} in {text}"))
}

#[tokio::test]
async fn a_meeting_keeps_its_name_from_invitation_to_the_end() {
    on_both(async |stage: Stage| {
        let server = Server::start(Line::Plain).await;
        send_all(&stage, &server).await;
        let director = stage.ctx("regisseur").await;
        let id = director.new_id();
        let mut form = planned(&stage, id);
        form.open = "yes".to_owned();
        meetings::plan(&director, form).await.unwrap();
        later(&stage, BUNDLE);
        send_all(&stage, &server).await;
        moved(&stage, &id.to_string(), "2027-02-09").await;
        later(&stage, BUNDLE);
        send_all(&stage, &server).await;
        called_off(&stage, &id.to_string()).await;
        later(&stage, BUNDLE);
        send_all(&stage, &server).await;
        let letters = to(&server, POLICE);
        assert_eq!(letters.len(), 3);
        let entries: Vec<_> = letters.iter().map(|it| it.calendar().unwrap()).collect();
        let expected = [
            ("REQUEST", "0", "CONFIRMED", "20270112T080000Z"),
            ("REQUEST", "1", "CONFIRMED", "20270209T090000Z"),
            ("CANCEL", "2", "CANCELLED", "20270209T090000Z"),
        ];
        for (entry, (method, sequence, status, start)) in entries.iter().zip(expected) {
            assert_eq!(line(entry, "METHOD:"), method);
            assert_eq!(line(entry, "SEQUENCE:"), sequence);
            assert_eq!(line(entry, "STATUS:"), status);
            assert_eq!(line(entry, "DTSTART:"), start);
            assert_eq!(line(entry, "UID:"), format!("{id}@ketentafel.example"));
            assert_eq!(line(entry, "CLASS:"), "CONFIDENTIAL");
        }
        assert!(letters[0].answer().is_some() && letters[2].answer().is_none());
        assert_ne!(letters[0].answer(), letters[1].answer());
        assert!(
            letters[0]
                .raw
                .contains("text/calendar; charset=utf-8; method=REQUEST")
        );
        // Guests get the same.
        let guest = to(&server, "vrijwilliger@post.example");
        assert_eq!(guest.len(), 3);
        assert!(guest[0].calendar().is_some() && guest[0].answer().is_some());
    })
    .await;
}

#[tokio::test]
async fn nobody_but_the_receiver_is_named_in_a_calendar() {
    on_both(async |stage: Stage| {
        let server = Server::start(Line::Plain).await;
        urgent(&stage).await;
        send_all(&stage, &server).await;
        let mut seen = 0;
        for letter in server.letters() {
            let Some(entry) = letter.calendar() else {
                continue;
            };
            seen += 1;
            let attendees: Vec<_> = entry
                .lines()
                .filter(|line| line.starts_with("ATTENDEE"))
                .collect();
            assert_eq!(attendees.len(), 1);
            let (_, own) = letter.to.split_once('<').unwrap();
            let own = own.split('>').next().unwrap();
            assert!(attendees[0].ends_with(&format!(":mailto:{own}")), "{entry}");
            let addresses = entry.matches('@').count();
            // Its name, who sends, who receives.
            assert_eq!(addresses, 3, "{entry}");
        }
        assert!(seen > 5, "{seen}");
    })
    .await;
}

#[tokio::test]
async fn a_letter_that_is_tried_again_is_the_same_to_the_byte() {
    on_both(async |stage: Stage| {
        let server = Server::start(Line::Plain).await;
        send_all(&stage, &server).await;
        urgent(&stage).await;
        let before = server.letters().len();
        // It took the letter and died before it said so.
        server.expect(&[Mood::DropsAfterText]);
        send(&stage, &plain(&server)).await;
        later(&stage, TimeDelta::minutes(5));
        send_all(&stage, &server).await;
        let letters = server.letters();
        let first = &letters[before];
        let again = letters[before + 1..]
            .iter()
            .find(|letter| letter.to == first.to)
            .unwrap();
        let without_date = |raw: &str| {
            let lines = raw.lines().filter(|line| !line.starts_with("Date: "));
            lines.collect::<Vec<_>>().join("\n")
        };
        assert_eq!(without_date(&first.raw), without_date(&again.raw));
        assert!(first.calendar().is_some());
    })
    .await;
}

#[tokio::test]
async fn a_day_comes_alone_also_to_who_wants_one_letter_a_day() {
    on_both(async |stage: Stage| {
        let server = Server::start(Line::Plain).await;
        let police = stage.ctx("politie").await;
        let daily = "yes".to_owned();
        choose_digest(&police, ChooseDigest { daily })
            .await
            .unwrap();
        publish(&stage, "20").await;
        let next = stage.id("meeting.next").to_string();
        let later_one = stage.id("meeting.later").to_string();
        moved(&stage, &next, "2027-03-02").await;
        moved(&stage, &later_one, "2027-02-09").await;
        stage
            .site
            .clock
            .set("2026-11-19T06:00:00Z".parse().unwrap());
        send_all(&stage, &server).await;
        let letters = to(&server, POLICE);
        assert_eq!(letters.len(), 2, "one for each meeting that moved");
        let mut starts: Vec<String> = letters
            .iter()
            .map(|letter| line(&letter.calendar().unwrap(), "DTSTART:").to_owned())
            .collect();
        starts.sort();
        assert_eq!(starts, ["20270209T090000Z", "20270302T090000Z"]);
    })
    .await;
}

#[tokio::test]
async fn who_takes_the_place_of_a_colleague_is_invited() {
    on_both(async |stage: Stage| {
        let server = Server::start(Line::Plain).await;
        send_all(&stage, &server).await;
        let name = NameDeputy {
            meeting: stage.id("meeting.next").to_string(),
            seat: stage.id("seat.politie").to_string(),
            person: stage.id("person.politie_lead").to_string(),
            why: "De collega heeft die dag verlof.".to_owned(),
            ..NameDeputy::default()
        };
        let director = stage.ctx("regisseur").await;
        let Outcome::Waits(id) = name_deputy(&director, name).await.unwrap() else {
            panic!("it should wait for a second person");
        };
        let agreed = DecideApproval {
            id: id.to_string(),
            version: 1,
            ..DecideApproval::default()
        };
        let secretary = stage.ctx("secretaris").await;
        confirm(&secretary, agreed).await.unwrap();
        later(&stage, BUNDLE);
        send_all(&stage, &server).await;
        let letters = to(&server, "politie-lead@werk.example");
        assert_eq!(letters.len(), 1);
        assert!(letters[0].calendar().is_some() && letters[0].answer().is_some());
        assert!(to(&server, POLICE).is_empty());
    })
    .await;
}
