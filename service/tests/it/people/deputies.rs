//! A deputy for one meeting: what opens, for how long, and who may name one.

mod table;

use domain::fault::Code;
use domain::id::{AccountId, ApprovalId, MeetingId};
use domain::meetings::command::CancelMeeting;
use domain::meetings::live_command::{CloseMeeting, StartMeeting};
use domain::people::command::{
    DecideApproval, DismissDeputy, GrantRole, NameDeputy, RegisterPerson,
};
use domain::policy::{Facts, Operation};
use sea_orm::EntityTrait;
use service::ctx::Ctx;
use service::error::Error;
use service::identity::viewer;
use service::meetings;
use service::meetings::live;
use service::people::approvals::{Outcome, confirm};
use service::people::deputies::{ahead, deputies, dismiss_deputy, name_deputy};
use service::people::{grant_role, register_person};
use uuid::Uuid;

use crate::stage::{Stage, on_both, opening};

const NEXT: &str = "meeting.next";
const WHY: &str = "De collega heeft die dag verlof.";

fn name(stage: &Stage, seat: &str, person: &str) -> NameDeputy {
    NameDeputy {
        meeting: stage.id(NEXT).to_string(),
        seat: stage.id(&format!("seat.{seat}")).to_string(),
        person: stage.id(&format!("person.{person}")).to_string(),
        why: WHY.to_owned(),
        ..NameDeputy::default()
    }
}

/// Names a deputy for a seat from K2 on: one proposes it, another agrees.
async fn name_by_two(stage: &Stage, first: &Ctx, second: &Ctx, command: NameDeputy) {
    let outcome = name_deputy(first, command).await.unwrap();
    let Outcome::Waits(id) = outcome else {
        panic!("it should wait for a second person");
    };
    confirm(second, decision(id)).await.unwrap();
    assert!(stage.audited("ConfirmApproval").await > 0);
}

fn decision(id: ApprovalId) -> DecideApproval {
    DecideApproval {
        id: id.to_string(),
        version: 1,
        ..DecideApproval::default()
    }
}

fn away(stage: &Stage, seat: &str) -> DismissDeputy {
    DismissDeputy {
        meeting: stage.id(NEXT).to_string(),
        seat: stage.id(&format!("seat.{seat}")).to_string(),
    }
}

/// Somebody of the police without any role or place, made known for this test.
async fn newcomer(stage: &Stage) -> (Uuid, AccountId) {
    let director = stage.ctx("regisseur").await;
    let command = RegisterPerson {
        id: director.new_id().to_string(),
        name: "Wijkagent".to_owned(),
        function: "Wijkagent".to_owned(),
        organisation: stage.id("organisation.politie").to_string(),
        email: String::new(),
    };
    let id = register_person(&director, command).await.unwrap().0;
    (id, account_of(&director, id).await)
}

async fn account_of(ctx: &Ctx, person: Uuid) -> AccountId {
    use ::entity::person;
    let tx = ctx.read().await.unwrap();
    let row = person::Entity::find_by_id(person).one(&*tx).await.unwrap();
    AccountId(row.unwrap().account_id)
}

async fn at_work(stage: &Stage, account: AccountId) -> Ctx {
    let region = stage.ctx("regisseur").await.region();
    let viewer = viewer(&stage.site, account, region).await.unwrap().unwrap();
    Ctx::new(stage.site.clone(), viewer.actor)
}

async fn reads(ctx: &Ctx, stage: &Stage, meeting: &str) -> bool {
    let id = stage.id(meeting).to_string();
    let agenda = meetings::read(ctx, &id).await;
    let table = live::read(ctx, &id).await;
    let list = live::decisions(ctx, &id).await;
    let all = [agenda.is_ok(), table.is_ok(), list.is_ok()];
    assert!(all.iter().all(|one| *one == all[0]), "{meeting}: {all:?}");
    let follows = meetings::may_follow(ctx, MeetingId(stage.id(meeting))).await;
    assert_eq!(follows.is_ok(), all[0]);
    all[0]
}

async fn opens(ctx: &Ctx, stage: &Stage, item: &str) -> bool {
    let found = meetings::item(ctx, &stage.id(item).to_string()).await;
    assert!(matches!(found, Ok(_) | Err(Error::NotFound)));
    found.is_ok_and(|view| view.content.is_some())
}

fn faults<T: std::fmt::Debug>(result: Result<T, Error>) -> Vec<Code> {
    match result {
        Err(Error::Refused(faults)) => faults.into_iter().map(|fault| fault.code).collect(),
        other => panic!("it should have been refused: {other:?}"),
    }
}

#[tokio::test]
async fn a_deputy_reads_one_meeting_and_not_the_ones_beside_it() {
    on_both(async |stage| {
        let (person, account) = newcomer(&stage).await;
        let police = stage.ctx("politie").await;
        let before = at_work(&stage, account).await;
        assert!(!reads(&before, &stage, NEXT).await);
        let command = NameDeputy {
            person: person.to_string(),
            ..name(&stage, "politie", "politie_lead")
        };
        let silent = NameDeputy {
            why: String::new(),
            ..command.clone()
        };
        let no = name_deputy(&police, silent).await;
        assert_eq!(faults(no), [Code::Empty], "the second reads why");
        let outcome = name_deputy(&police, command.clone()).await.unwrap();
        let Outcome::Waits(id) = outcome else {
            panic!("a seat from K2 on takes two people");
        };
        assert_eq!(stage.audited("NameDeputy").await, 1);
        assert!(!reads(&at_work(&stage, account).await, &stage, NEXT).await);
        // Meanwhile nobody else can be proposed for the seat, and no colleague agrees to it.
        let lead = stage.ctx("politie_lead").await;
        for ctx in [&police, &lead] {
            let twice = name_deputy(ctx, command.clone()).await;
            assert_eq!(faults(twice), [Code::AlreadySo]);
        }
        for ctx in [&police, &lead] {
            let no = confirm(ctx, decision(id)).await;
            assert!(
                matches!(no, Err(Error::FourEyes | Error::NotAllowed)),
                "{no:?}"
            );
        }
        let secretary = stage.ctx("secretaris").await;
        let seen = deputies(&secretary, &command.meeting).await.unwrap();
        let line = seen.lines.iter().find(|line| line.waits).unwrap();
        assert!(line.takes_two && line.may_confirm && line.may_dismiss);
        confirm(&secretary, decision(id)).await.unwrap();

        let deputy = at_work(&stage, account).await;
        assert!(reads(&deputy, &stage, NEXT).await);
        // What opens for the seat opens for the deputy: K1, K2, and K3 where the police is named.
        for (item, open) in [
            ("item.next.policy1", true),
            ("item.next.case1", true),
            ("item.later.proposal1", false),
        ] {
            assert_eq!(opens(&deputy, &stage, item).await, open, "{item}");
            assert!(opens(&police, &stage, item).await || !open, "{item}");
        }
        for meeting in ["meeting.later", "meeting.past3", "meeting.past1"] {
            assert!(!reads(&deputy, &stage, meeting).await, "{meeting}");
        }
        let list = meetings::list(&deputy, None, 1).await.unwrap().unwrap();
        let ids: Vec<Uuid> = list.ahead.iter().map(|line| line.id.0).collect();
        assert_eq!((ids, list.past.len()), (vec![stage.id(NEXT)], 0));
        let agenda = meetings::read(&deputy, &stage.id(NEXT).to_string())
            .await
            .unwrap();
        assert_eq!(
            agenda.stands_in.as_deref(),
            Some("Taakaccenthouder politie")
        );
        assert_eq!(agenda.open_actions, None);

        // Whatever hangs on a whole seat or on a role stays shut.
        let facts = Facts::default();
        for operation in [
            Operation::ReadActions,
            Operation::ReadBottlenecks,
            Operation::ReadRoadmap,
            Operation::RequestGuest,
            Operation::ReadPeople,
        ] {
            assert!(!deputy.may(operation, facts), "{operation:?}");
        }
        // Naming again, or a second deputy, is refused.
        assert_eq!(
            faults(name_deputy(&police, command).await),
            [Code::AlreadySo]
        );
    })
    .await;
}

#[tokio::test]
async fn the_place_of_a_deputy_ends_by_itself_and_by_taking_it_away() {
    on_both(async |stage| {
        let (person, account) = newcomer(&stage).await;
        let police = stage.ctx("politie").await;
        let command = NameDeputy {
            person: person.to_string(),
            ..name(&stage, "politie", "politie_lead")
        };
        let director = stage.ctx("regisseur").await;
        // What waits can be taken back, by whoever could take the place away.
        let outcome = name_deputy(&police, command.clone()).await.unwrap();
        let Outcome::Waits(dropped) = outcome else {
            panic!("it should wait for a second person");
        };
        dismiss_deputy(&police, away(&stage, "politie"))
            .await
            .unwrap();
        let no = confirm(&director, decision(dropped)).await;
        assert!(matches!(no, Err(Error::NotNow(_))));
        name_by_two(&stage, &police, &director, command.clone()).await;
        let mut heard = stage.site.live.listen();
        dismiss_deputy(&police, away(&stage, "politie"))
            .await
            .unwrap();
        assert!(heard.recv().await.is_ok_and(|event| event.turned));
        assert!(!reads(&at_work(&stage, account).await, &stage, NEXT).await);
        let again = dismiss_deputy(&police, away(&stage, "politie")).await;
        assert!(matches!(again, Err(Error::NotFound)));

        name_by_two(&stage, &police, &director, command.clone()).await;
        start(&director, &stage).await;
        let id = stage.id(NEXT).to_string();
        let close = CloseMeeting {
            id: id.clone(),
            ..done()
        };
        live::close(&director, close).await.unwrap();
        assert!(reads(&at_work(&stage, account).await, &stage, NEXT).await);
        // Wednesday 18 November: ten working days later it is Wednesday 2 December.
        stage
            .site
            .clock
            .set(opening() + chrono::TimeDelta::days(14));
        assert!(reads(&at_work(&stage, account).await, &stage, NEXT).await);
        stage
            .site
            .clock
            .set(opening() + chrono::TimeDelta::days(15));
        let late = at_work(&stage, account).await;
        assert!(!reads(&late, &stage, NEXT).await && late.actor.stand_ins.is_empty());
        let late = name_deputy(&police, command).await;
        assert!(matches!(late, Err(Error::NotNow(_))));
    })
    .await;
}

#[tokio::test]
async fn a_cancelled_meeting_has_no_deputies() {
    on_both(async |stage| {
        let police = stage.ctx("politie").await;
        let director = stage.ctx("regisseur").await;
        let command = name(&stage, "politie", "politie_lead");
        name_by_two(&stage, &police, &director, command).await;
        let deputy = stage.ctx("politie_lead").await;
        assert!(reads(&deputy, &stage, NEXT).await);
        let id = stage.id(NEXT).to_string();
        let version = meetings::read(&director, &id).await.unwrap().head.version;
        let cancel = CancelMeeting {
            id,
            version,
            why: "De zaal is niet vrij.".to_owned(),
            ..CancelMeeting::default()
        };
        meetings::cancel(&director, cancel).await.unwrap();
        let deputy = stage.ctx("politie_lead").await;
        assert!(!reads(&deputy, &stage, NEXT).await);
    })
    .await;
}

#[tokio::test]
async fn those_who_answer_for_a_seat_name_a_deputy_and_others_do_not() {
    on_both(async |stage| {
        let command = || name(&stage, "politie", "politie_lead");
        for stranger in ["om", "ggd", "adviseur", "lindewaard"] {
            let ctx = stage.ctx(stranger).await;
            let no = name_deputy(&ctx, command()).await;
            assert!(matches!(no, Err(Error::NotAllowed)), "{stranger}: {no:?}");
        }
        for hidden in ["vrijwilliger", "stuurgroep", "beheerder", "fg"] {
            let ctx = stage.ctx(hidden).await;
            let no = name_deputy(&ctx, command()).await;
            assert!(matches!(no, Err(Error::NotFound)), "{hidden}: {no:?}");
            let page = deputies(&ctx, &stage.id(NEXT).to_string()).await;
            assert!(matches!(page, Err(Error::NotFound)), "{hidden}");
        }
        let foreign = stage.ctx_in("regisseur_delta", "vechtdelta").await;
        let no = name_deputy(&foreign, command()).await;
        assert!(matches!(no, Err(Error::NotFound)));

        // A coordinator without a place there sees the seats of the own organisation, and no agenda.
        let lead = stage.ctx("politie_lead").await;
        let view = deputies(&lead, &stage.id(NEXT).to_string()).await.unwrap();
        assert!(!view.reads && view.lines.len() == 1 && view.lines[0].may_name);
        assert!(view.lines[0].choices.is_empty(), "nobody names themselves");
        assert_eq!(
            faults(name_deputy(&lead, command()).await),
            [Code::NotAChoice]
        );
        assert!(!ahead(&lead).await.unwrap().is_empty());
        // Who has the seat, the secretary and the director may; not for people of elsewhere, nor for
        // who oversees or keeps the machine.
        let secretary = stage.ctx("secretaris").await;
        for (seat, person) in [
            ("politie", "om"),
            ("politie", "politie"),
            ("om", "politie_lead"),
        ] {
            let no = name_deputy(&secretary, name(&stage, seat, person)).await;
            assert_eq!(faults(no), [Code::NotAChoice], "{seat} {person}");
        }
        for person in ["beheerder", "fg", "stuurgroep"] {
            let no = name_deputy(&secretary, name(&stage, "regisseur", person)).await;
            assert!(faults(no).contains(&Code::NotAChoice), "{person}");
        }
        let director = stage.ctx("regisseur").await;
        name_by_two(&stage, &secretary, &director, command()).await;
        let lead = stage.ctx("politie_lead").await;
        dismiss_deputy(&lead, away(&stage, "politie"))
            .await
            .unwrap();
        let police = stage.ctx("politie").await;
        name_by_two(&stage, &police, &secretary, command()).await;
    })
    .await;
}

#[tokio::test]
async fn a_deputy_who_comes_to_oversee_stands_in_no_more() {
    on_both(async |stage| {
        let police = stage.ctx("politie").await;
        let director = stage.ctx("regisseur").await;
        let command = name(&stage, "politie", "politie_lead");
        name_by_two(&stage, &police, &director, command).await;
        let grant = GrantRole {
            person: stage.id("person.politie_lead").to_string(),
            role: "steering_member".to_owned(),
            why: "Neemt zitting in de stuurgroep.".to_owned(),
            ..GrantRole::default()
        };
        grant_role(&director, grant).await.unwrap();
        let deputy = stage.ctx("politie_lead").await;
        // What is left is what the steering group reads from above: neither table nor closed part.
        let id = stage.id(NEXT).to_string();
        let agenda = meetings::read(&deputy, &id).await.unwrap();
        assert!(agenda.above && agenda.stands_in.is_none());
        assert!(live::read(&deputy, &id).await.is_err());
        let case = stage.id("item.next.case2").to_string();
        assert!(meetings::item(&deputy, &case).await.is_err());
    })
    .await;
}

/// Closing, with what was not reached held over.
fn done() -> CloseMeeting {
    CloseMeeting {
        all: "hold".to_owned(),
        ..CloseMeeting::default()
    }
}

async fn start(ctx: &Ctx, stage: &Stage) {
    let id = stage.id(NEXT).to_string();
    live::start(ctx, StartMeeting { id }).await.unwrap();
}
