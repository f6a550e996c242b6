//! What takes two people and what takes one, and a deputy whom nobody named.

use ::entity::{role_grant, seat};
use domain::covenants::command::SignStatement;
use domain::covenants::{Shut, Undertaking};
use domain::fault::Code;
use domain::id::{MeetingId, SeriesId};
use domain::meetings::Attendance;
use domain::meetings::live_command::{CloseMeeting, MarkAttendance};
use domain::people::Class;
use domain::people::command::{NameDeputy, RegisterPerson};
use domain::policy::{Facts, Operation};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use service::covenants::sign_statement;
use service::ctx::Ctx;
use service::door::Binding;
use service::error::Error;
use service::identity::viewer;
use service::meetings::live;
use service::people::approvals::{Outcome, confirm};
use service::people::deputies::{dismiss_deputy, name_deputy};
use service::people::register_person;

use super::{NEXT, WHY, account_of, away, decision, done, faults, name, name_by_two, opens, start};
use crate::stage::on_both;

#[tokio::test]
async fn whoever_directs_for_a_day_is_agreed_on_by_two() {
    on_both(async |stage| {
        let director = stage.ctx("regisseur").await;
        let command = name(&stage, "regisseur", "secretaris");
        let silent = NameDeputy {
            why: String::new(),
            ..command.clone()
        };
        let silent = name_deputy(&director, silent).await;
        assert_eq!(faults(silent), [Code::Empty], "the second reads why");
        let Outcome::Waits(id) = name_deputy(&director, command).await.unwrap() else {
            panic!("it should wait for a second person");
        };
        let facts = |meeting: &str| {
            let series = domain::id::SeriesId(stage.id("series.kega"));
            Facts::of_meeting(series, MeetingId(stage.id(meeting)))
        };
        let secretary = stage.ctx("secretaris").await;
        assert!(!secretary.may(Operation::CloseMeeting, facts(NEXT)));
        let decision = decision(id);
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
        // When the colleague holds the role no more, nor does who stands in.
        let keeps = async |held: bool| {
            let tx = stage.site.store.begin_write().await.unwrap();
            let role = if held { "director" } else { "participant" };
            role_grant::Entity::update_many()
                .col_expr(role_grant::Column::Role, Expr::value(role))
                .filter(role_grant::Column::PersonId.eq(stage.id("person.regisseur")))
                .exec(&tx)
                .await
                .unwrap();
            tx.commit().await.unwrap();
            let chair = stage.ctx("secretaris").await;
            assert_eq!(chair.may(Operation::CloseMeeting, facts(NEXT)), held);
        };
        keeps(false).await;
        keeps(true).await;
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
        let director = stage.ctx("regisseur").await;
        let command = name(&stage, "politie", "politie_lead");
        let Outcome::Waits(id) = name_deputy(&secretary, command).await.unwrap() else {
            panic!("it should wait for a second person");
        };
        assert_eq!(verdict().await, Err(vec![Shut::UnknownDeputy]));
        let mut heard = stage.site.live.listen();
        confirm(&director, decision(id)).await.unwrap();
        assert!(heard.recv().await.is_ok_and(|event| event.turned));
        assert_eq!(verdict().await, Ok(()));
    })
    .await;
}

#[tokio::test]
async fn a_seat_up_to_k1_takes_one_person_and_no_more_than_was_agreed_on() {
    on_both(async |stage| {
        let ceiling = async |class: Class| {
            let tx = stage.site.store.begin_write().await.unwrap();
            seat::Entity::update_many()
                .col_expr(seat::Column::Ceiling, Expr::value(class.word()))
                .filter(seat::Column::Id.eq(stage.id("seat.politie")))
                .exec(&tx)
                .await
                .unwrap();
            tx.commit().await.unwrap();
        };
        ceiling(Class::K1).await;
        let lead = stage.ctx("politie_lead").await;
        assert!(!opens(&lead, &stage, "item.next.policy1").await);
        let police = stage.ctx("politie").await;
        let command = NameDeputy {
            why: String::new(),
            ..name(&stage, "politie", "politie_lead")
        };
        let outcome = name_deputy(&police, command).await.unwrap();
        assert_eq!(outcome, Outcome::Done);
        let deputy = stage.ctx("politie_lead").await;
        assert!(opens(&deputy, &stage, "item.next.policy1").await);
        assert!(!opens(&deputy, &stage, "item.next.case1").await);
        // The seat comes to open more, by two people who looked at somebody else: not for the deputy.
        ceiling(Class::K3).await;
        let deputy = stage.ctx("politie_lead").await;
        assert!(opens(&deputy, &stage, "item.next.policy1").await);
        assert!(!opens(&deputy, &stage, "item.next.case1").await);
        dismiss_deputy(&police, away(&stage, "politie"))
            .await
            .unwrap();

        // Proposed for K2; the seat opens K3 by the time somebody agrees.
        ceiling(Class::K2).await;
        let command = name(&stage, "politie", "politie_lead");
        let Outcome::Waits(id) = name_deputy(&police, command).await.unwrap() else {
            panic!("it should wait for a second person");
        };
        ceiling(Class::K3).await;
        let director = stage.ctx("regisseur").await;
        let no = confirm(&director, decision(id)).await;
        assert!(matches!(no, Err(Error::Refused(_))), "{no:?}");
    })
    .await;
}

#[tokio::test]
async fn a_deputy_signs_the_statement_of_a_table_without_a_covenant() {
    on_both(async |stage| {
        let director = stage.ctx_in("regisseur_delta", "vechtdelta").await;
        let colleague = RegisterPerson {
            id: director.new_id().to_string(),
            name: "Wijkagent".to_owned(),
            function: "Wijkagent".to_owned(),
            organisation: stage.id("organisation.politie_vechtdelta").to_string(),
            email: String::new(),
        };
        let person = register_person(&director, colleague).await.unwrap();
        let command = NameDeputy {
            meeting: stage.id("meeting.delta_next").to_string(),
            seat: stage.id("seat.politie_delta").to_string(),
            person: person.to_string(),
            why: WHY.to_owned(),
            ..NameDeputy::default()
        };
        let police = stage.ctx_in("politie_delta", "vechtdelta").await;
        name_by_two(&stage, &police, &director, command).await;
        let account = account_of(&director, person.0).await;
        let region = director.region();
        let viewer = viewer(&stage.site, account, region).await.unwrap().unwrap();
        let deputy = Ctx::new(stage.site.clone(), viewer.actor);
        let signed = SignStatement {
            id: stage.id("series.delta").to_string(),
            agreed: "yes".to_owned(),
            ..SignStatement::default()
        };
        let asked = async || {
            let list = service::covenants::list(&deputy, 0).await.unwrap();
            let mut asked = list.statements.into_iter();
            asked.next().unwrap()
        };
        let here = MeetingId(stage.id("meeting.delta_next"));
        assert_eq!(asked().await.meeting.map(|(id, _)| id), Some(here));
        assert!(!asked().await.signed);
        sign_statement(&deputy, signed.clone()).await.unwrap();
        assert!(asked().await.signed);
        // It counts at the meeting of the place, and binds nobody at another one.
        let binds = async |meeting: Option<MeetingId>| {
            let tx = deputy.read().await.unwrap();
            let at = (SeriesId(stage.id("series.delta")), meeting);
            let binding = Binding::load(&tx, &deputy, at).await.unwrap();
            let (organisation, person) = (deputy.actor.organisation, deputy.actor.person);
            binding.undertaking(organisation, person) == Undertaking::Statement(true)
        };
        assert!(binds(Some(here)).await && !binds(None).await);
        // At a table where nobody is stood in for there is nothing to sign.
        let kega = SignStatement {
            id: stage.id("series.kega").to_string(),
            ..signed
        };
        let no = sign_statement(&police, kega).await;
        assert!(matches!(no, Err(Error::NotFound)));
    })
    .await;
}
