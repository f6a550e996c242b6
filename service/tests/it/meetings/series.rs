//! A series: what it is, its rhythm, and planning what that gives.

use domain::fault::Code;
use domain::meetings::command::{ChangeSeries, PlanAhead};
use domain::meetings::{Beat, Evasion, MeetingState, Rhythm, Which, Workday};
use service::ctx::Ctx;
use service::error::Error;
use service::meetings::ahead::{Ahead, ahead};
use service::meetings::series::sheet;
use service::meetings::{change_series, list, plan_ahead, planning};

use super::faults;
use crate::stage::{Stage, on_both};

fn series(stage: &Stage) -> String {
    stage.id("series.kega").to_string()
}

/// Every second month on the last Thursday.
fn change(stage: &Stage) -> ChangeSeries {
    let word = |word: &str| word.to_owned();
    ChangeSeries {
        id: series(stage),
        version: 1,
        name: word("KEGA Amstelrand"),
        purpose: word("Afstemmen van de aanpak."),
        legal_basis: word("Taak van algemeen belang."),
        dpia_on: word("2026-02-03"),
        time: word("13:30"),
        length: word("60"),
        room: word("Stadhuis, kamer 3.01"),
        every: word("month"),
        count: word("2"),
        which: word("last"),
        day: word("thursday"),
        from: word("2026-01-08"),
        holiday: word("next_day"),
        school: word("next_week"),
        reason: String::new(),
    }
}

async fn left(ctx: &Ctx, id: &str) -> (i32, Vec<Ahead>) {
    let (sheet, days) = ahead(ctx, id).await.unwrap();
    let open = days.into_iter().filter(|day| !day.planned);
    (sheet.version, open.collect())
}

#[tokio::test]
async fn a_series_keeps_what_was_changed() {
    on_both(async |stage| {
        let director = stage.ctx("regisseur").await;
        let id = series(&stage);
        change_series(&director, change(&stage)).await.unwrap();
        let now = sheet(&director, &id).await.unwrap();
        let rhythm = Rhythm {
            beat: Beat::Month {
                which: Which::Last,
                day: Workday::Thursday,
                months: 2,
            },
            from: "2026-01-08".parse().unwrap(),
            holiday: Evasion::NextDay,
            school: Evasion::NextWeek,
        };
        assert_eq!(now.rhythm, Some(rhythm));
        assert_eq!((now.starts, now.length), (13 * 60 + 30, 60));
        assert_eq!(now.version, 2);
        // The same page a second time is one that was overtaken.
        let again = change_series(&director, change(&stage)).await;
        assert!(matches!(again, Err(Error::Stale(2))));
        let free = ChangeSeries {
            version: 2,
            every: "free".to_owned(),
            day: "someday".to_owned(),
            ..change(&stage)
        };
        change_series(&director, free).await.unwrap();
        assert_eq!(sheet(&director, &id).await.unwrap().rhythm, None);
        assert_eq!(ahead(&director, &id).await.unwrap().1, []);
        assert_eq!(stage.audited("ChangeSeries").await, 2);
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_with_a_series_is_said_field_by_field() {
    on_both(async |stage| {
        let director = stage.ctx("regisseur").await;
        let refused = async |change: ChangeSeries| faults(change_series(&director, change).await);
        let wrong = ChangeSeries {
            name: String::new(),
            dpia_on: "2031-01-01".to_owned(),
            time: "negen".to_owned(),
            length: "5".to_owned(),
            count: "0".to_owned(),
            day: "sunday".to_owned(),
            holiday: String::new(),
            ..change(&stage)
        };
        let said = |field: &str, code| (field.to_owned(), code);
        assert_eq!(
            refused(wrong).await,
            [
                said("name", Code::Empty),
                said("dpia_on", Code::InTheFuture),
                said("time", Code::NotADate),
                said("length", Code::OutOfRange(15, 480)),
                said("count", Code::OutOfRange(1, 12)),
                said("day", Code::NotAChoice),
                said("holiday", Code::Empty),
            ]
        );
        // The first Tuesday of August every year, and never in a school holiday.
        let never = ChangeSeries {
            count: "12".to_owned(),
            which: "first".to_owned(),
            day: "tuesday".to_owned(),
            from: "2026-08-01".to_owned(),
            school: "skip".to_owned(),
            ..change(&stage)
        };
        let known = refused(never).await;
        assert_eq!(known, [said("every", Code::NeverHeld)]);
        assert_eq!(stage.audited("ChangeSeries").await, 0);
    })
    .await;
}

#[tokio::test]
async fn the_next_meeting_is_proposed_by_the_rhythm() {
    on_both(async |stage| {
        let director = stage.ctx("regisseur").await;
        let id = series(&stage);
        change_series(&director, change(&stage)).await.unwrap();
        let proposed = planning(&director, &id, None).await.unwrap().date;
        let (_, days) = left(&director, &id).await;
        let held: Vec<_> = days
            .iter()
            .filter_map(|day| day.occurrence.held_on)
            .collect();
        assert!(held.contains(&proposed), "{proposed} in {held:?}");
    })
    .await;
}

#[tokio::test]
async fn a_year_is_planned_at_once_or_not_at_all() {
    on_both(async |stage| {
        let director = stage.ctx("regisseur").await;
        let id = series(&stage);
        let (version, days) = left(&director, &id).await;
        let held: Vec<_> = days
            .iter()
            .filter_map(|day| day.occurrence.held_on)
            .collect();
        let form = PlanAhead {
            series: id.clone(),
            version,
            days: held.iter().take(2).map(ToString::to_string).collect(),
            open: "yes".to_owned(),
        };
        let before = list(&director, Some(&id), 1).await.unwrap();
        let before = before.unwrap().ahead;
        let one_wrong = PlanAhead {
            days: vec![held[0].to_string(), "2026-02-30".to_owned()],
            ..form.clone()
        };
        let refused = plan_ahead(&director, one_wrong).await;
        assert_eq!(faults(refused), [("days".to_owned(), Code::NotAChoice)]);
        assert_eq!(stage.audited("PlanMeeting").await, 0);

        plan_ahead(&director, form.clone()).await.unwrap();
        let after = list(&director, Some(&id), 1).await.unwrap();
        let after = after.unwrap().ahead;
        assert_eq!(after.len(), before.len() + 2);
        let (_, days) = left(&director, &id).await;
        assert_eq!(
            days.iter().find_map(|day| day.occurrence.held_on),
            held.get(2).copied()
        );
        let collecting =
            |line: &&service::meetings::list::MeetingLine| line.state == MeetingState::Collecting;
        assert!(after.iter().filter(collecting).count() >= 2);
        assert_eq!(stage.audited("PlanMeeting").await, 2);

        let twice = plan_ahead(&director, form).await;
        let taken = ("days".to_owned(), Code::DayTaken);
        assert_eq!(faults(twice), [taken]);
        let nothing = PlanAhead {
            series: id,
            version,
            ..PlanAhead::default()
        };
        let refused = plan_ahead(&director, nothing).await;
        assert_eq!(faults(refused), [("days".to_owned(), Code::TooFew(1))]);
    })
    .await;
}

#[tokio::test]
async fn who_does_not_direct_reads_it_and_changes_nothing() {
    on_both(async |stage| {
        let id = series(&stage);
        let police = stage.ctx("politie").await;
        let page = sheet(&police, &id).await.unwrap();
        assert!(!page.may_change && !page.may_plan);
        for who in ["secretaris", "politie"] {
            let ctx = stage.ctx(who).await;
            let refused = change_series(&ctx, change(&stage)).await;
            assert!(matches!(refused, Err(Error::NotAllowed)), "{who}");
            let refused = plan_ahead(
                &ctx,
                PlanAhead {
                    series: id.clone(),
                    ..PlanAhead::default()
                },
            );
            assert!(matches!(refused.await, Err(Error::NotAllowed)), "{who}");
        }
        let elsewhere = stage.ctx_in("regisseur_delta", "vechtdelta").await;
        assert!(matches!(sheet(&elsewhere, &id).await, Err(Error::NotFound)));
        let refused = change_series(&elsewhere, change(&stage)).await;
        assert!(matches!(refused, Err(Error::NotFound)));
    })
    .await;
}
