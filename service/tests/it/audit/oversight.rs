//! Who oversees reads the trail on a ground; others read what is theirs to know.

use chrono::TimeDelta;
use domain::audit::command::OpenTrail;
use domain::fault::Code;
use domain::id::PersonId;
use domain::policy::Operation;
use service::audit::{
    Between, Deed, Filter, breach, breach_file, counts, export, guard_answers, open_trail,
    open_until, technical, trail,
};
use service::clock::local_date;
use service::ctx::Ctx;
use service::error::Error;
use service::{identity, meetings};

use crate::stage::{Stage, on_both, opening};

pub async fn open(ctx: &Ctx) {
    let why = OpenTrail {
        why: "Halfjaarlijkse steekproef".to_owned(),
        ..OpenTrail::default()
    };
    open_trail(ctx, why).await.unwrap();
}

/// Somebody comes in, somebody else reads a case twice.
pub async fn past(stage: &Stage) {
    let person = PersonId(stage.id("person.om"));
    identity::sign_in_demo(&stage.site, person).await.unwrap();
    identity::refuse_sign_in(&stage.site, identity::Origin::Demo, "unknown")
        .await
        .unwrap();
    let police = stage.ctx("politie").await;
    let case = stage.id("item.next.case2").to_string();
    for _ in 0..2 {
        meetings::item(&police, &case).await.unwrap();
    }
}

#[tokio::test]
async fn the_trail_opens_on_a_ground_for_an_hour() {
    on_both(async |stage: Stage| {
        past(&stage).await;
        let officer = stage.ctx("fg").await;
        let all = Filter::default();
        assert_eq!(open_until(&officer).await.unwrap(), None);
        assert!(matches!(
            trail(&officer, &all).await,
            Err(Error::NotAllowed)
        ));
        assert!(matches!(
            export(&officer, &all).await,
            Err(Error::NotAllowed)
        ));
        let empty = open_trail(&officer, OpenTrail::default()).await;
        assert!(matches!(empty, Err(Error::Refused(_))));
        // A ground is motivated: a letter is none.
        for (short, least) in [("x", 10), ("steekpr..", 10)] {
            let short = OpenTrail {
                why: short.to_owned(),
                ..OpenTrail::default()
            };
            let Err(Error::Refused(faults)) = open_trail(&officer, short).await else {
                panic!("it was accepted");
            };
            assert_eq!(faults[0].code, Code::TooShort(least));
        }
        let number = OpenTrail {
            why: "Bel 06 12345678 over deze zaak".to_owned(),
            ..OpenTrail::default()
        };
        assert!(matches!(
            open_trail(&officer, number).await,
            Err(Error::Refused(_))
        ));
        open(&officer).await;
        assert_eq!(
            stage.detail("OpenTrail").await,
            "reason=Halfjaarlijkse steekproef"
        );

        let found = trail(&officer, &all).await.unwrap();
        let read = found
            .lines
            .iter()
            .find(|line| line.object == "item")
            .unwrap();
        assert_eq!(read.deed.operation(), Some(Operation::ReadMeetings));
        assert_eq!(read.function.as_deref(), Some("Taakaccenthouder politie"));
        assert_eq!(read.object_id, Some(stage.id("item.next.case2")));
        assert!(
            !found
                .lines
                .iter()
                .any(|line| line.deed == Deed::SignInRefused)
        );
        assert_eq!(stage.audited("ReadTrail").await, 1, "reading it is in it");

        stage.site.clock.set(opening() + TimeDelta::minutes(61));
        assert_eq!(open_until(&officer).await.unwrap(), None);
        assert!(matches!(
            trail(&officer, &all).await,
            Err(Error::NotAllowed)
        ));
        for other in ["regisseur", "beheerder", "politie", "vrijwilliger"] {
            let other = stage.ctx(other).await;
            assert!(matches!(
                open_trail(&other, OpenTrail::default()).await,
                Err(Error::NotAllowed)
            ));
            assert!(matches!(trail(&other, &all).await, Err(Error::NotAllowed)));
        }
    })
    .await;
}

#[tokio::test]
async fn lines_are_found_by_who_what_when_and_page_by_page() {
    on_both(async |stage: Stage| {
        past(&stage).await;
        let officer = stage.ctx("fg").await;
        open(&officer).await;
        let police = PersonId(stage.id("person.politie"));
        let by = async |filter: Filter| trail(&officer, &filter).await.unwrap().lines.len();
        let today = Some(local_date(opening()));
        let read = Some("ReadMeetings".to_owned());
        let mine = Filter {
            person: Some(police),
            action: read.clone(),
            from: today,
            to: today,
            ..Filter::default()
        };
        assert_eq!(by(mine.clone()).await, 2);
        let tomorrow = today.and_then(|day| day.succ_opt());
        assert_eq!(
            by(Filter {
                from: tomorrow,
                to: tomorrow,
                ..mine.clone()
            })
            .await,
            0
        );
        let refused = Some("refused".to_owned());
        assert_eq!(
            by(Filter {
                result: refused,
                ..mine.clone()
            })
            .await,
            0
        );
        let meeting = Some("meeting".to_owned());
        assert_eq!(
            by(Filter {
                object: meeting,
                ..mine.clone()
            })
            .await,
            0
        );

        // Sixty lines more: page after page each comes once.
        let person = PersonId(stage.id("person.om"));
        for _ in 0..60 {
            identity::sign_in_demo(&stage.site, person).await.unwrap();
        }
        let mut asked = Filter {
            person: Some(person),
            ..Filter::default()
        };
        let first = trail(&officer, &asked).await.unwrap();
        assert_eq!(first.lines.len(), 50);
        asked.before = first.next;
        let rest = trail(&officer, &asked).await.unwrap();
        assert!(rest.next.is_none());
        let mut ids: Vec<_> = first
            .lines
            .iter()
            .chain(&rest.lines)
            .map(|line| line.id)
            .collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), first.lines.len() + rest.lines.len());
        assert!(ids.len() >= 61);
    })
    .await;
}

#[tokio::test]
async fn an_administrator_sees_the_machinery_and_a_director_only_numbers() {
    on_both(async |stage: Stage| {
        past(&stage).await;
        let administrator = stage.ctx("beheerder").await;
        let found = technical(&administrator, &Filter::default()).await.unwrap();
        assert!(found.lines.iter().any(|line| line.deed == Deed::SignIn));
        assert!(
            found
                .lines
                .iter()
                .any(|line| line.deed == Deed::SignInRefused)
        );
        let content = |operation: Operation| !operation.is_technical();
        assert!(
            !found
                .lines
                .iter()
                .filter_map(|line| line.deed.operation())
                .any(content)
        );
        assert!(found.lines.iter().all(|line| line.object_id.is_none()));
        let elsewhere = stage.ctx_in("regisseur_delta", "vechtdelta").await;
        assert!(
            counts(&elsewhere)
                .await
                .unwrap()
                .iter()
                .all(|(deed, _)| *deed != Deed::SignIn)
        );

        let director = stage.ctx("regisseur").await;
        let numbers = counts(&director).await.unwrap();
        let times = |deed: Deed| {
            numbers
                .iter()
                .find(|(one, _)| *one == deed)
                .map(|(_, times)| *times)
        };
        assert_eq!(times(Deed::of("ReadMeetings", "done", "")), Some(2));
        assert!(matches!(
            counts(&administrator).await,
            Err(Error::NotAllowed)
        ));
        assert!(matches!(
            technical(&director, &Filter::default()).await,
            Err(Error::NotAllowed)
        ));
        assert!(guard_answers(&director, 0).await.is_ok());
        assert!(matches!(
            guard_answers(&administrator, 0).await,
            Err(Error::NotAllowed)
        ));
    })
    .await;
}

#[tokio::test]
async fn a_breach_is_reported_by_kind_of_thing_and_taken_out_thing_by_thing() {
    on_both(async |stage: Stage| {
        past(&stage).await;
        let officer = stage.ctx("fg").await;
        let asked = Between {
            person: PersonId(stage.id("person.politie")),
            from: opening(),
            to: opening() + TimeDelta::minutes(1),
        };
        assert!(matches!(
            breach(&officer, asked).await,
            Err(Error::NotAllowed)
        ));
        open(&officer).await;
        let touched = breach(&officer, asked).await.unwrap();
        let read = touched.iter().find(|one| one.object == "item").unwrap();
        assert_eq!((read.things, read.times), (1, 2));
        assert_eq!((read.first, read.last), (opening(), opening()));
        for (from, to) in [(-60, 0), (1, 60)] {
            let beside = Between {
                from: opening() + TimeDelta::minutes(from),
                to: opening() + TimeDelta::minutes(to),
                ..asked
            };
            assert!(breach(&officer, beside).await.unwrap().is_empty());
        }
        let things = breach_file(&officer, asked).await.unwrap();
        let case = Some(stage.id("item.next.case2"));
        assert!(things.iter().any(|thing| thing.id == case), "{things:?}");
        let foreign = PersonId(stage.id("person.regisseur_delta"));
        let foreign = breach(
            &officer,
            Between {
                person: foreign,
                ..asked
            },
        )
        .await;
        assert!(matches!(foreign, Err(Error::NotFound)));

        // After a quarter of an hour it asks again who one is.
        let stale = officer
            .clone()
            .proven_at(opening() - TimeDelta::minutes(16));
        assert!(matches!(breach(&stale, asked).await, Err(Error::Unproven)));
        assert!(matches!(
            export(&stale, &Filter::default()).await,
            Err(Error::Unproven)
        ));
    })
    .await;
}

#[tokio::test]
async fn twenty_files_a_day_and_each_is_written_down() {
    on_both(async |stage: Stage| {
        past(&stage).await;
        let officer = stage.ctx("fg").await;
        open(&officer).await;
        let before = stage.audited("ExportTrail").await;
        for _ in 0..20 {
            let file = export(&officer, &Filter::default()).await.unwrap();
            let mut grounds = file.lines.iter().filter_map(|it| it.line.ground.as_deref());
            assert_eq!(grounds.next(), Some("Halfjaarlijkse steekproef"));
            assert!(!file.more);
        }
        let more = export(&officer, &Filter::default()).await;
        assert!(matches!(more, Err(Error::TooMany(_))));
        assert_eq!(stage.audited("ExportTrail").await, before + 20);
    })
    .await;
}
