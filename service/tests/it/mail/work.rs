//! Letters about the work: to whom, when, and that they say nothing.

use std::collections::BTreeMap;

use ::entity::{action, agenda_item, covenant, organisation, outbox, person, region, series};
use chrono::{DateTime, Days, TimeDelta, Utc};
use domain::actions::command::MoveAction;
use domain::fault::Code;
use domain::id::{ActionId, OrganisationId, SeriesId};
use domain::meetings::command::{AllotMinutes, PublishAgenda, ReturnItem};
use domain::people::Class;
use domain::people::command::PausePerson;
use domain::people::mail::ChooseDigest;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use service::actions::{NewAction, accept, assign};
use service::mail::{choose_digest, own, remind_due};
use service::people::pause_person;
use service::{meetings, outbox as letters};

use super::server::{Line, Received, Server};
use super::{ORIGIN, later, plain, send};
use crate::meetings::{faults, planned};
use crate::stage::{Stage, on_both};

pub const POLICE: &str = "politie@werk.example";
pub const BUNDLE: TimeDelta = TimeDelta::minutes(10);

/// Changes the agenda of the next meeting and publishes it.
pub async fn publish(stage: &Stage, minutes: &str) {
    let secretary = stage.ctx("secretaris").await;
    let id = stage.id("meeting.next").to_string();
    let item = stage.id("item.next.policy1");
    let bench = meetings::compose(&secretary, &id).await.unwrap();
    let row = bench.items.iter().find(|row| row.id.0 == item).unwrap();
    let allot = AllotMinutes {
        id: item.to_string(),
        version: row.version,
        minutes: minutes.to_owned(),
    };
    meetings::allot(&secretary, allot).await.unwrap();
    let director = stage.ctx("regisseur").await;
    let version = meetings::read(&director, &id).await.unwrap().head.version;
    let form = PublishAgenda { id, version };
    meetings::publish(&director, form).await.unwrap();
}

/// Hands an action to the police out.
async fn hand_out(stage: &Stage) -> ActionId {
    let ctx = stage.ctx("secretaris").await;
    let draft = NewAction {
        id: ActionId(ctx.new_id()),
        title: "Maak een overzicht van de meldroutes".to_owned(),
        detail: String::new(),
        organisation: OrganisationId(stage.id("organisation.politie")),
        person: None,
        due_on: ctx.today() + Days::new(21),
        series: Some(SeriesId(stage.id("series.kega"))),
        meeting: None,
        item: None,
        decision: None,
        class: Class::K1,
        case_ref: None,
        chain_link: None,
        step: None,
    };
    let tx = ctx.write().await.unwrap();
    let id = assign(&tx, &ctx, draft).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// Sends until nothing is left to send now.
pub async fn send_all(stage: &Stage, server: &Server) {
    while send(stage, &plain(server)).await > 0 {}
}

/// The letters about the work that somebody has, and how many letters everybody has.
pub fn to(server: &Server, address: &str) -> Vec<Received> {
    let mut letters = server.letters();
    letters.retain(|letter| letter.to.contains(&format!("<{address}>")));
    letters
}

fn by_receiver(server: &Server) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for letter in server.letters() {
        let (_, rest) = letter.to.split_once('<').unwrap();
        let address = rest.split('>').next().unwrap().to_owned();
        *counts.entry(address).or_default() += 1;
    }
    counts
}

#[tokio::test]
async fn everybody_at_the_table_gets_one_letter_ten_minutes_later() {
    on_both(async |stage: Stage| {
        let server = Server::start(Line::Plain).await;
        send_all(&stage, &server).await;
        let before = server.letters().len();
        publish(&stage, "20").await;
        later(&stage, BUNDLE - TimeDelta::seconds(1));
        send_all(&stage, &server).await;
        assert_eq!(server.letters().len(), before);
        later(&stage, TimeDelta::seconds(1));
        send_all(&stage, &server).await;
        let mut counts = by_receiver(&server);
        counts.retain(|address, _| address.ends_with("@werk.example"));
        assert!(counts.values().all(|count| *count == 1), "{counts:?}");
        for there in ["politie", "secretaris", "om", "adviseur"] {
            assert!(
                counts.contains_key(&format!("{there}@werk.example")),
                "{there}"
            );
        }
        // Who did it, who oversees, who steers from above, who keeps the machine, and who has no seat.
        for not in ["regisseur", "fg", "stuurgroep", "beheerder", "politie-lead"] {
            assert!(
                !counts.contains_key(&format!("{not}@werk.example")),
                "{not}"
            );
        }
        // Guests get the same, where the invitation went.
        assert_eq!(to(&server, "vrijwilliger@post.example").len(), 1);
        let letter = &to(&server, POLICE)[0];
        let link = format!("{ORIGIN}/overleg/{}", stage.id("meeting.next"));
        assert_eq!(letter.link(), link);
        assert_eq!(letter.header("Subject"), "Er is iets voor u klaargezet");
        assert_eq!(stage.detail("SendLetter").await, "purpose=agenda_changed");
    })
    .await;
}

#[tokio::test]
async fn changes_within_ten_minutes_go_in_one_letter() {
    on_both(async |stage: Stage| {
        let server = Server::start(Line::Plain).await;
        publish(&stage, "20").await;
        later(&stage, TimeDelta::minutes(6));
        publish(&stage, "25").await;
        let id = stage.id("item.later.proposal1").to_string();
        let form = ReturnItem {
            id,
            version: 1,
            why: "Graag met een voorstel erbij.".to_owned(),
            ..ReturnItem::default()
        };
        let secretary = stage.ctx("secretaris").await;
        meetings::return_item(&secretary, form).await.unwrap();
        later(&stage, TimeDelta::minutes(4));
        send_all(&stage, &server).await;
        assert_eq!(to(&server, POLICE).len(), 1);
        later(&stage, TimeDelta::minutes(6));
        send_all(&stage, &server).await;
        // What came back is about another meeting, and a letter of its own, to who proposed it.
        let police = to(&server, POLICE);
        assert_eq!(police.len(), 2);
        let item = stage.id("item.later.proposal1");
        assert_eq!(police[1].link(), format!("{ORIGIN}/punt/{item}"));
        assert_eq!(to(&server, "om@werk.example").len(), 1);
        later(&stage, TimeDelta::days(1));
        send_all(&stage, &server).await;
        assert_eq!(to(&server, POLICE).len(), 2);
    })
    .await;
}

#[tokio::test]
async fn who_wants_one_letter_a_day_gets_it_at_seven() {
    on_both(async |stage: Stage| {
        let server = Server::start(Line::Plain).await;
        let police = stage.ctx("politie").await;
        let choose = |daily: &str| ChooseDigest {
            daily: daily.to_owned(),
        };
        let found = faults(choose_digest(&police, choose("soms")).await);
        assert_eq!(found, [("daily".to_owned(), Code::NotAChoice)]);
        choose_digest(&police, choose("yes")).await.unwrap();
        assert!(own(&police).await.unwrap().daily);
        publish(&stage, "20").await;
        hand_out(&stage).await;
        later(&stage, TimeDelta::hours(12));
        send_all(&stage, &server).await;
        assert!(to(&server, POLICE).is_empty());
        assert_eq!(to(&server, "om@werk.example").len(), 1);
        let seven: DateTime<Utc> = "2026-11-19T06:00:00Z".parse().unwrap();
        stage.site.clock.set(seven);
        send_all(&stage, &server).await;
        let letters = to(&server, POLICE);
        assert_eq!(letters.len(), 1);
        assert_eq!(letters[0].link(), format!("{ORIGIN}/overleg"));
        // Back to at once: what waits for the morning leaves ten minutes later.
        publish(&stage, "25").await;
        choose_digest(&police, choose("no")).await.unwrap();
        later(&stage, BUNDLE);
        send_all(&stage, &server).await;
        assert_eq!(to(&server, POLICE).len(), 2);
        assert_eq!(stage.audited("ChooseDigest").await, 2);
    })
    .await;
}

#[tokio::test]
async fn for_whom_nothing_opens_any_more_there_is_no_letter() {
    on_both(async |stage: Stage| {
        let server = Server::start(Line::Plain).await;
        publish(&stage, "20").await;
        let action = hand_out(&stage).await;
        let pause = PausePerson {
            id: stage.id("person.om").to_string(),
            version: 1,
        };
        pause_person(&stage.ctx("beheerder").await, pause)
            .await
            .unwrap();
        let taken = MoveAction {
            id: action.to_string(),
            version: 1,
        };
        accept(&stage.ctx("politie").await, taken).await.unwrap();
        later(&stage, BUNDLE);
        send_all(&stage, &server).await;
        assert!(to(&server, "om@werk.example").is_empty());
        // The agenda, and not what they took on already.
        let police = to(&server, POLICE);
        assert_eq!(police.len(), 1);
        assert!(police[0].link().contains("/overleg/"));
        let rows = outbox::Entity::find()
            .all(stage.site.store.reader())
            .await
            .unwrap();
        assert!(
            rows.iter()
                .all(|row| row.done_at.is_some() || row.failed_at.is_some())
        );
        later(&stage, TimeDelta::days(31));
        assert!(letters::forget(&stage.site).await.unwrap() > 0);
    })
    .await;
}

#[tokio::test]
async fn who_takes_an_action_on_hears_of_it() {
    on_both(async |stage: Stage| {
        let server = Server::start(Line::Plain).await;
        let first = hand_out(&stage).await;
        later(&stage, BUNDLE);
        send_all(&stage, &server).await;
        let letters = to(&server, POLICE);
        assert_eq!(letters.len(), 1);
        assert_eq!(letters[0].link(), format!("{ORIGIN}/acties/{first}"));
        hand_out(&stage).await;
        hand_out(&stage).await;
        later(&stage, BUNDLE);
        send_all(&stage, &server).await;
        let letters = to(&server, POLICE);
        assert_eq!(letters.len(), 2);
        assert_eq!(letters[1].link(), format!("{ORIGIN}/acties"));
    })
    .await;
}

#[tokio::test]
async fn the_last_day_to_propose_is_told_once_and_by_day() {
    on_both(async |stage: Stage| {
        let server = Server::start(Line::Plain).await;
        let director = stage.ctx("regisseur").await;
        let id = director.new_id();
        let mut form = planned(&stage, id);
        form.open = "yes".to_owned();
        meetings::plan(&director, form).await.unwrap();
        later(&stage, BUNDLE);
        send_all(&stage, &server).await;
        let opened = to(&server, POLICE);
        assert_eq!(opened.len(), 1);
        assert_eq!(opened[0].link(), format!("{ORIGIN}/overleg/{id}"));
        // The last day is Monday 28 December; two working days before it, over Christmas.
        for (now, reminded) in [
            ("2026-12-22T12:00:00Z", false),
            ("2026-12-23T02:00:00Z", false),
            ("2026-12-23T12:00:00Z", true),
        ] {
            stage.site.clock.set(now.parse().unwrap());
            remind_due(&stage.site).await.unwrap();
            let rows = outbox::Entity::find()
                .filter(outbox::Column::MeetingId.eq(id))
                .filter(outbox::Column::Purpose.eq("proposals_due"));
            let rows = rows.count(stage.site.store.reader()).await.unwrap();
            assert_eq!(rows > 0, reminded, "{now}");
        }
        assert_eq!(remind_due(&stage.site).await.unwrap(), 0);
        later(&stage, BUNDLE);
        send_all(&stage, &server).await;
        let link = format!("{ORIGIN}/overleg/{id}/voorstel");
        let reminders = |address: &str| {
            let letters = to(&server, address);
            letters
                .iter()
                .filter(|letter| letter.link() == link)
                .count()
        };
        assert_eq!(reminders(POLICE), 1);
        // A guest brings in something in another way.
        assert_eq!(reminders("vrijwilliger@post.example"), 0);
    })
    .await;
}

#[tokio::test]
async fn a_letter_says_nothing_of_the_matter() {
    on_both(async |stage: Stage| {
        let server = Server::start(Line::Plain).await;
        publish(&stage, "20").await;
        hand_out(&stage).await;
        later(&stage, BUNDLE);
        send_all(&stage, &server).await;
        publish(&stage, "25").await;
        later(&stage, BUNDLE);
        send_all(&stage, &server).await;
        let store = stage.site.store.reader();
        let mut words: Vec<String> = Vec::new();
        for row in agenda_item::Entity::find().all(store).await.unwrap() {
            words.extend([row.title, row.body]);
        }
        for row in action::Entity::find().all(store).await.unwrap() {
            words.extend([row.title, row.detail]);
        }
        for row in series::Entity::find().all(store).await.unwrap() {
            words.extend([row.name, row.purpose, row.room]);
        }
        for row in organisation::Entity::find().all(store).await.unwrap() {
            words.extend([row.name, row.short_name]);
        }
        for row in person::Entity::find().all(store).await.unwrap() {
            words.extend([row.name, row.function]);
        }
        for row in covenant::Entity::find().all(store).await.unwrap() {
            words.push(row.title);
        }
        for row in region::Entity::find().all(store).await.unwrap() {
            words.extend([row.name, row.slug]);
        }
        words.extend(["eergerelateerd", "schadelijke", "huwelijk", "casus"].map(str::to_owned));
        words.retain(|word| word.chars().count() > 3);
        let letters = server.letters();
        assert!(letters.len() > 20, "{}", letters.len());
        for letter in &letters {
            let lines = letter.raw.lines().filter(|line| !line.starts_with("To: "));
            let all = lines.collect::<Vec<_>>().join("\n").to_lowercase();
            for word in &words {
                assert!(!all.contains(&word.to_lowercase()), "{word} in {all}");
            }
        }
    })
    .await;
}
