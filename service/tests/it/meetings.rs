//! Planning, proposing, composing and publishing, on both engines.

mod adjust;
mod advice;
mod agenda;
mod carry;
mod cases;
mod exclude;
mod minutes;
pub mod party_advice;
mod propose;
mod readers;
mod register;
mod reschedule;
mod series;
mod sight;
mod story;
mod suggest;

use domain::fault::{Code, Fault};
use domain::meetings::MeetingState;
use domain::meetings::command::{CancelMeeting, OpenMeeting, PlanMeeting};
use service::ctx::Ctx;
use service::error::Error;
use service::meetings;
use uuid::Uuid;

use crate::stage::{Stage, on_both};

/// The faults of a refusal, as field and code.
pub fn faults<T: std::fmt::Debug>(result: Result<T, Error>) -> Vec<(String, Code)> {
    match result.unwrap_err() {
        Error::Refused(faults) => faults
            .into_iter()
            .map(|Fault { field, code }| (field, code))
            .collect(),
        other => panic!("not a refusal: {other:?}"),
    }
}

/// Calls the next meeting off.
pub async fn call_off_next(stage: &Stage, ctx: &Ctx) {
    adjust::call_off(stage, ctx, "meeting.next").await;
}

/// A form to plan a meeting on a Tuesday in January.
pub fn planned(stage: &Stage, id: Uuid) -> PlanMeeting {
    PlanMeeting {
        id: id.to_string(),
        series: stage.id("series.kega").to_string(),
        date: "2027-01-12".to_owned(),
        time: "09:00".to_owned(),
        length: "90".to_owned(),
        room: "Stadhuis, kamer 2.14".to_owned(),
        ..PlanMeeting::default()
    }
}

async fn version(ctx: &Ctx, id: &str) -> i32 {
    meetings::read(ctx, id).await.unwrap().head.version
}

#[tokio::test]
async fn a_planned_meeting_has_its_dates_and_its_standing_items() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let id = director.new_id();
        let first = meetings::plan(&director, planned(&stage, id))
            .await
            .unwrap();
        let again = meetings::plan(&director, planned(&stage, id))
            .await
            .unwrap();
        assert_eq!(first, again);
        let elsewhere = PlanMeeting {
            room: "Stadhuis, raadzaal".to_owned(),
            ..planned(&stage, id)
        };
        let lost = meetings::plan(&director, elsewhere).await;
        assert!(matches!(lost, Err(Error::Replayed)));
        assert_eq!(stage.audited("PlanMeeting").await, 1);

        let bench = meetings::compose(&director, &id.to_string()).await.unwrap();
        assert_eq!(bench.items.len(), 6);
        assert_eq!(bench.budget.total, 40);
        // Ten and five working days before, over New Year's Day.
        assert_eq!(bench.head.submission_due.to_string(), "2026-12-28");
        assert_eq!(bench.head.publication_due.to_string(), "2027-01-05");
        assert_eq!(bench.head.state, MeetingState::Planned);
    })
    .await;
}

#[tokio::test]
async fn a_plan_that_makes_no_sense_is_refused_field_by_field() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let mut form = planned(&stage, director.new_id());
        form.date = "2026-11-17".to_owned();
        form.time = "laat".to_owned();
        form.length = "5".to_owned();
        form.room = String::new();
        let found = faults(meetings::plan(&director, form).await);
        let expected = [
            ("time", Code::NotADate),
            ("length", Code::OutOfRange(15, 480)),
            ("room", Code::Empty),
            ("date", Code::InThePast),
        ];
        assert_eq!(
            found,
            expected.map(|(field, code)| (field.to_owned(), code))
        );
        assert_eq!(stage.audited("PlanMeeting").await, 0);
    })
    .await;
}

#[tokio::test]
async fn no_day_is_planned_unseen_and_the_deadlines_stand_in_order() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let id = director.new_id();
        let asked = async |change: fn(&mut PlanMeeting)| {
            let mut form = planned(&stage, id);
            form.shown.clone_from(&form.date);
            change(&mut form);
            meetings::plan(&director, form).await
        };
        let look = [("date".to_owned(), Code::LookFirst)];
        assert_eq!(
            faults(asked(|form| form.shown = "2027-01-13".to_owned()).await),
            look
        );
        assert_eq!(
            faults(asked(|form| form.reckon = "yes".to_owned()).await),
            look
        );
        for (due, code) in [
            ("2026-12-27", Code::AgendaBeforeProposals),
            ("2027-01-13", Code::AgendaAfterMeeting),
        ] {
            let mut form = planned(&stage, id);
            form.publication_due = due.to_owned();
            let found = faults(meetings::plan(&director, form).await);
            assert_eq!(found, [("publication_due".to_owned(), code)]);
        }
        assert_eq!(stage.audited("PlanMeeting").await, 0);
        asked(|_| ()).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn only_the_director_plans_and_only_in_a_known_series() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        for person in ["secretaris", "politie", "vrijwilliger"] {
            let ctx = stage.ctx(person).await;
            let refused = meetings::plan(&ctx, planned(&stage, ctx.new_id())).await;
            assert!(matches!(refused, Err(Error::NotAllowed)), "{person}");
        }
        for series in [stage.id("series.delta").to_string(), "x".to_owned()] {
            let mut form = planned(&stage, director.new_id());
            form.series = series;
            let refused = meetings::plan(&director, form).await;
            assert!(matches!(refused, Err(Error::NotFound)));
        }
    })
    .await;
}

#[tokio::test]
async fn a_planned_meeting_opens_once() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let id = director.new_id();
        meetings::plan(&director, planned(&stage, id))
            .await
            .unwrap();
        let id = id.to_string();
        let open = OpenMeeting {
            id: id.clone(),
            version: version(&director, &id).await,
        };
        let secretary = stage.ctx("secretaris").await;
        let refused = meetings::open(&secretary, open.clone()).await;
        assert!(matches!(refused, Err(Error::NotAllowed)));
        meetings::open(&director, open.clone()).await.unwrap();
        let again = meetings::open(&director, open).await;
        assert!(matches!(again, Err(Error::NotNow(_))));
        assert_eq!(stage.audited("OpenProposals").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_meeting_is_called_off_with_a_reason() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let id = stage.id("meeting.later").to_string();
        let mut form = CancelMeeting {
            id: id.clone(),
            version: 1,
            ..CancelMeeting::default()
        };
        let found = faults(meetings::cancel(&director, form.clone()).await);
        assert_eq!(found, [("why".to_owned(), Code::Empty)]);
        form.why = "Te weinig voorstellen.".to_owned();
        let stale = CancelMeeting {
            version: 7,
            ..form.clone()
        };
        let refused = meetings::cancel(&director, stale).await;
        assert!(matches!(refused, Err(Error::Stale(1))));
        meetings::cancel(&director, form.clone()).await.unwrap();
        let again = meetings::cancel(&director, form).await;
        assert!(matches!(again, Err(Error::NotNow(_))));
        assert_eq!(stage.audited("CancelMeeting").await, 1);

        let past = stage.id("meeting.past1").to_string();
        let late = CancelMeeting {
            id: past,
            version: 1,
            why: "Nee.".to_owned(),
            ..CancelMeeting::default()
        };
        assert!(matches!(
            meetings::cancel(&director, late).await,
            Err(Error::NotNow(_))
        ));
    })
    .await;
}

#[tokio::test]
async fn the_list_shows_what_is_ahead_and_behind() {
    on_both(async |stage: Stage| {
        let police = stage.ctx("politie").await;
        let view = meetings::list(&police, None, 1).await.unwrap().unwrap();
        assert_eq!((view.ahead.len(), view.past.len(), view.pages), (2, 3, 1));
        assert!(!view.may_plan && view.ahead.iter().all(|line| line.waiting == 0));
        let director = stage.ctx("regisseur").await;
        let view = meetings::list(&director, None, 9).await.unwrap().unwrap();
        assert_eq!(view.ahead[0].waiting, 3);
        let administrator = stage.ctx("beheerder").await;
        assert!(
            meetings::list(&administrator, None, 1)
                .await
                .unwrap()
                .is_none()
        );
        let foreign = stage.id("series.delta").to_string();
        let refused = meetings::list(&police, Some(&foreign), 1).await;
        assert!(matches!(refused, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn the_calendar_speaks_about_the_day() {
    use domain::calendar::Holiday;
    use service::meetings::planning::DayRemark;
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let series = stage.id("series.kega").to_string();
        let on = async |day: &str| {
            let day = day.parse().ok();
            meetings::planning(&director, &series, day)
                .await
                .unwrap()
                .remarks
        };
        assert_eq!(on("2027-01-12").await, []);
        let christmas = DayRemark::Holiday(Holiday::ChristmasDay);
        assert!(on("2026-12-25").await.contains(&christmas));
        let saturday = on("2027-12-25").await;
        assert!(saturday.starts_with(&[christmas, DayRemark::Weekend]));
        assert!(
            on("2026-12-22")
                .await
                .contains(&DayRemark::School("Kerstvakantie".to_owned()))
        );
        assert!(on("2026-11-28").await.contains(&DayRemark::Weekend));
        assert!(
            on("2026-11-24")
                .await
                .contains(&DayRemark::SubmissionPassed)
        );
        assert!(on("2039-01-11").await.contains(&DayRemark::NoSchoolData));
    })
    .await;
}
