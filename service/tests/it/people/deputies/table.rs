//! A deputy who runs the table, and one whom nobody named.

use domain::covenants::Shut;
use domain::fault::Code;
use domain::id::MeetingId;
use domain::meetings::Attendance;
use domain::meetings::live_command::{CloseMeeting, MarkAttendance};
use domain::people::command::{DecideApproval, NameDeputy};
use domain::policy::{Facts, Operation};
use service::error::Error;
use service::meetings::live;
use service::people::approvals::{Outcome, confirm};
use service::people::deputies::name_deputy;

use super::{NEXT, done, faults, name, start};
use crate::stage::on_both;

#[tokio::test]
async fn whoever_directs_for_a_day_is_agreed_on_by_two() {
    on_both(async |stage| {
        let director = stage.ctx("regisseur").await;
        let command = name(&stage, "regisseur", "secretaris");
        let silent = name_deputy(&director, command.clone()).await;
        assert_eq!(faults(silent), [Code::Empty], "the second reads why");
        let command = NameDeputy {
            why: "De regisseur is die dag afwezig.".to_owned(),
            ..command
        };
        let Outcome::Waits(id) = name_deputy(&director, command).await.unwrap() else {
            panic!("it should wait for a second person");
        };
        let facts = |meeting: &str| {
            let series = domain::id::SeriesId(stage.id("series.kega"));
            Facts::of_meeting(series, MeetingId(stage.id(meeting)))
        };
        let secretary = stage.ctx("secretaris").await;
        assert!(!secretary.may(Operation::CloseMeeting, facts(NEXT)));
        let decision = DecideApproval {
            id: id.to_string(),
            version: 1,
            ..DecideApproval::default()
        };
        // Neither who proposed it nor whom it is about.
        for ctx in [&director, &secretary] {
            let no = confirm(ctx, decision.clone()).await;
            assert!(matches!(no, Err(Error::FourEyes)));
        }
        let administrator = stage.ctx("beheerder").await;
        confirm(&administrator, decision).await.unwrap();
        let chair = stage.ctx("secretaris").await;
        assert!(chair.may(Operation::CloseMeeting, facts(NEXT)));
        assert!(!chair.may(Operation::CloseMeeting, facts("meeting.later")));
        for operation in [
            Operation::PlanMeeting,
            Operation::ProposeRight,
            Operation::VerifyAction,
            Operation::ScreenGuest,
        ] {
            assert!(!chair.may(operation, Facts::default()), "{operation:?}");
        }
        start(&chair, &stage).await;
        let id = stage.id(NEXT).to_string();
        live::close(&chair, CloseMeeting { id, ..done() })
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_deputy_whom_nobody_named_keeps_the_door_shut() {
    on_both(async |stage| {
        let secretary = stage.ctx("secretaris").await;
        start(&secretary, &stage).await;
        let mark = MarkAttendance {
            id: stage.id(NEXT).to_string(),
            seat: stage.id("seat.politie").to_string(),
            word: Attendance::Deputy.word().to_owned(),
        };
        live::mark_attendance(&secretary, mark).await.unwrap();
        let verdict = async || {
            let id = stage.id(NEXT).to_string();
            let table = live::read(&secretary, &id).await.unwrap();
            let mut chairs = table.chairs.into_iter();
            let police = stage.id("seat.politie");
            chairs.find(|chair| chair.seat.0 == police).unwrap().verdict
        };
        assert_eq!(verdict().await, Err(vec![Shut::UnknownDeputy]));
        name_deputy(&secretary, name(&stage, "politie", "politie_lead"))
            .await
            .unwrap();
        assert_eq!(verdict().await, Ok(()));
    })
    .await;
}
