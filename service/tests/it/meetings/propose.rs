//! Proposing, changing, taking back, taking in and sending back.

use domain::fault::Code;
use domain::guard::Kind;
use domain::meetings::ItemState;
use domain::meetings::command::{EditItem, IncludeItem, ProposeItem, ReturnItem, WithdrawItem};
use service::ctx::Ctx;
use service::error::Error;
use service::meetings;

use super::faults;
use crate::stage::{Stage, on_both};

pub(super) fn policy(stage: &Stage, ctx: &Ctx) -> ProposeItem {
    ProposeItem {
        id: ctx.new_id().to_string(),
        meeting: stage.id("meeting.later").to_string(),
        kind: "policy".to_owned(),
        title: "Wie belt wie bij spoed?".to_owned(),
        class: "k1".to_owned(),
        minutes: "10".to_owned(),
        wanted: "decide".to_owned(),
        ..ProposeItem::default()
    }
}

pub(super) fn case(stage: &Stage, ctx: &Ctx) -> ProposeItem {
    ProposeItem {
        kind: "case".to_owned(),
        title: String::new(),
        class: String::new(),
        question: "Welke partij voert het eerste gesprek?".to_owned(),
        named: vec![stage.id("organisation.veilig_thuis").to_string()],
        ..policy(stage, ctx)
    }
}

pub(super) async fn edited(ctx: &Ctx, id: &str) -> EditItem {
    let view = meetings::item(ctx, id).await.unwrap();
    EditItem {
        id: id.to_owned(),
        version: view.version,
        title: view.title,
        class: view.class.word().to_owned(),
        minutes: view.minutes.to_string(),
        wanted: view.wanted.word().to_owned(),
        body: view.content.unwrap().body,
        ..EditItem::default()
    }
}

#[tokio::test]
async fn a_partner_proposes_once() {
    on_both(async |stage: Stage| {
        let police = stage.ctx("politie").await;
        let form = policy(&stage, &police);
        let id = meetings::propose(&police, form.clone()).await.unwrap();
        assert_eq!(meetings::propose(&police, form.clone()).await.unwrap(), id);
        assert_eq!(stage.audited("ProposeItem").await, 1);
        let ggd = stage.ctx("ggd").await;
        let taken = meetings::propose(&ggd, form.clone()).await;
        assert!(matches!(taken, Err(Error::NotFound)));
        let other = ProposeItem {
            title: "Een ander voorstel".to_owned(),
            ..form
        };
        let lost = meetings::propose(&police, other).await;
        assert!(matches!(lost, Err(Error::Replayed)));
        let view = meetings::item(&police, &id.to_string()).await.unwrap();
        assert_eq!(view.state, ItemState::PROPOSED);
        // What is only proposed is between the submitter and who composes.
        let other = meetings::item(&ggd, &id.to_string()).await;
        assert!(matches!(other, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn everything_wrong_is_said_at_once() {
    on_both(async |stage: Stage| {
        let police = stage.ctx("politie").await;
        let mut form = policy(&stage, &police);
        form.title = String::new();
        form.minutes = "veel".to_owned();
        form.wanted = "vote".to_owned();
        form.body = "Het gaat om nummer 111222333.".to_owned();
        form.class = "k2".to_owned();
        form.guest_shared = "yes".to_owned();
        let found = faults(meetings::propose(&police, form).await);
        let expected = [
            ("title", Code::Empty),
            ("minutes", Code::NotANumber),
            ("wanted", Code::NotAChoice),
            ("body", Code::Personal(vec![Kind::Bsn])),
            ("class", Code::ClosedOnly),
        ];
        assert_eq!(
            found,
            expected.map(|(field, code)| (field.to_owned(), code))
        );
    })
    .await;
}

#[tokio::test]
async fn what_the_guard_asks_is_answered_with_a_reason() {
    on_both(async |stage: Stage| {
        let police = stage.ctx("politie").await;
        let mut form = policy(&stage, &police);
        form.body = "Met dank aan de heer Van den Berg.".to_owned();
        let found = faults(meetings::propose(&police, form.clone()).await);
        assert_eq!(
            found,
            [("body".to_owned(), Code::AskReason(vec![Kind::Name]))]
        );
        form.reason = "Een spreker van buiten, geen betrokkene.".to_owned();
        let id = meetings::propose(&police, form.clone()).await.unwrap();
        let view = meetings::item(&police, &id.to_string()).await.unwrap();
        assert_eq!(view.content.unwrap().guard_reason, form.reason);
    })
    .await;
}

#[tokio::test]
async fn a_case_is_a_reference_for_those_named() {
    on_both(async |stage: Stage| {
        let police = stage.ctx("politie").await;
        let mut form = case(&stage, &police);
        form.named.clear();
        let found = faults(meetings::propose(&police, form.clone()).await);
        assert_eq!(found, [("named".to_owned(), Code::NameOrganisations)]);
        let mut dated = case(&stage, &police);
        dated.question = "Wat gebeurde er op 3 maart 2025?".to_owned();
        let found = faults(meetings::propose(&police, dated).await);
        assert_eq!(
            found,
            [("question".to_owned(), Code::Personal(vec![Kind::PastDate]))]
        );

        let form = case(&stage, &police);
        let id = meetings::propose(&police, form.clone()).await.unwrap();
        assert_eq!(meetings::propose(&police, form).await.unwrap(), id);
        let id = id.to_string();
        let mine = meetings::item(&police, &id).await.unwrap();
        assert!(mine.title.contains("AR-") && mine.content.is_some());
        assert_eq!(stage.audited("ReadMeetings").await, 1);
        let director = stage.ctx("regisseur").await;
        let known = meetings::item(&director, &id).await.unwrap();
        assert!(known.content.is_none() && known.title == mine.title);
        let ggd = stage.ctx("ggd").await;
        assert!(matches!(
            meetings::item(&ggd, &id).await,
            Err(Error::NotFound)
        ));
        // What is hidden does not exist, whatever is tried with it.
        let withdraw = WithdrawItem {
            id: id.clone(),
            version: mine.version,
        };
        assert!(matches!(
            meetings::withdraw(&ggd, withdraw).await,
            Err(Error::NotFound)
        ));
        assert!(matches!(
            meetings::edit(
                &ggd,
                EditItem {
                    id,
                    ..EditItem::default()
                }
            )
            .await,
            Err(Error::NotFound)
        ));
    })
    .await;
}

#[tokio::test]
async fn who_may_not_read_a_class_does_not_bring_it_in() {
    on_both(async |stage: Stage| {
        // The prosecution has not signed; the director is no partner; a guest proposes nothing.
        let om = stage.ctx("om").await;
        let shut = meetings::propose(&om, case(&stage, &om)).await;
        assert!(matches!(shut, Err(Error::DoorShut)));
        for person in ["regisseur", "adviseur", "vrijwilliger"] {
            let ctx = stage.ctx(person).await;
            let refused = meetings::propose(&ctx, case(&stage, &ctx)).await;
            assert!(matches!(refused, Err(Error::NotAllowed)), "{person}");
        }
        let mut strict = policy(&stage, &om);
        strict.class = "k3".to_owned();
        let found = faults(meetings::propose(&om, strict).await);
        assert_eq!(found, [("class".to_owned(), Code::NotAChoice)]);
    })
    .await;
}

#[tokio::test]
async fn a_closed_meeting_takes_no_proposals() {
    on_both(async |stage: Stage| {
        let police = stage.ctx("politie").await;
        let mut form = policy(&stage, &police);
        form.meeting = stage.id("meeting.past3").to_string();
        let late = meetings::propose(&police, form).await;
        assert!(matches!(late, Err(Error::NotNow(_))));
    })
    .await;
}

#[tokio::test]
async fn the_second_of_two_editors_is_told() {
    on_both(async |stage: Stage| {
        let id = stage.id("item.later.proposal1").to_string();
        let police = stage.ctx("politie").await;
        let secretary = stage.ctx("secretaris").await;
        let first = edited(&police, &id).await;
        let mut second = edited(&secretary, &id).await;
        meetings::edit(
            &police,
            EditItem {
                minutes: "20".to_owned(),
                ..first
            },
        )
        .await
        .unwrap();
        second.minutes = "5".to_owned();
        let refused = meetings::edit(&secretary, second.clone()).await;
        assert!(matches!(refused, Err(Error::Stale(2))));
        second.version = 2;
        meetings::edit(&secretary, second).await.unwrap();
        let view = meetings::item(&police, &id).await.unwrap();
        assert_eq!((view.minutes, view.version), (5, 3));
        assert_eq!(stage.audited("EditItem").await, 2);
    })
    .await;
}

#[tokio::test]
async fn an_item_is_changed_by_its_own_and_never_made_less_strict_alone() {
    on_both(async |stage: Stage| {
        let id = stage.id("item.next.policy2").to_string();
        let shelter = stage.ctx("opvang").await;
        let form = edited(&shelter, &id).await;
        let lower = EditItem {
            class: "k1".to_owned(),
            ..form.clone()
        };
        assert!(matches!(
            meetings::edit(&shelter, lower).await,
            Err(Error::FourEyes)
        ));
        let police = stage.ctx("politie").await;
        assert!(matches!(
            meetings::edit(&police, form).await,
            Err(Error::NotAllowed)
        ));
        let past = stage.id("item.past1.policy1").to_string();
        let form = edited(&police, &past).await;
        assert!(matches!(
            meetings::edit(&police, form).await,
            Err(Error::NotNow(_))
        ));
    })
    .await;
}

#[tokio::test]
async fn a_returned_item_carries_its_reason_and_comes_back() {
    on_both(async |stage: Stage| {
        let id = stage.id("item.later.proposal1").to_string();
        let secretary = stage.ctx("secretaris").await;
        let mut form = ReturnItem {
            id: id.clone(),
            version: 1,
            ..ReturnItem::default()
        };
        let found = faults(meetings::return_item(&secretary, form.clone()).await);
        assert_eq!(found, [("why".to_owned(), Code::Empty)]);
        form.why = "Graag met een voorstel erbij.".to_owned();
        meetings::return_item(&secretary, form.clone())
            .await
            .unwrap();
        let again = meetings::return_item(&secretary, form).await;
        assert!(matches!(again, Err(Error::NotNow(_))));

        let police = stage.ctx("politie").await;
        let view = meetings::item(&police, &id).await.unwrap();
        assert!(
            matches!(view.state, ItemState::Returned { reason, .. } if reason.contains("voorstel"))
        );
        let form = edited(&police, &id).await;
        meetings::edit(&police, form).await.unwrap();
        let view = meetings::item(&police, &id).await.unwrap();
        assert_eq!(view.state, ItemState::PROPOSED);
        assert_eq!(stage.audited("ReturnItem").await, 1);
    })
    .await;
}

#[tokio::test]
async fn an_item_is_taken_back_by_its_own() {
    on_both(async |stage: Stage| {
        let form = WithdrawItem {
            id: stage.id("item.later.proposal1").to_string(),
            version: 1,
        };
        let ggd = stage.ctx("ggd").await;
        assert!(matches!(
            meetings::withdraw(&ggd, form.clone()).await,
            Err(Error::NotFound)
        ));
        let police = stage.ctx("politie").await;
        meetings::withdraw(&police, form.clone()).await.unwrap();
        assert!(matches!(
            meetings::withdraw(&police, form).await,
            Err(Error::NotNow(_))
        ));
        assert_eq!(stage.audited("WithdrawItem").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_proposal_is_taken_in_by_the_director_once() {
    on_both(async |stage: Stage| {
        let form = IncludeItem {
            id: stage.id("item.next.proposal3").to_string(),
            version: 1,
        };
        let secretary = stage.ctx("secretaris").await;
        assert!(matches!(
            meetings::include(&secretary, form.clone()).await,
            Err(Error::NotAllowed)
        ));
        let director = stage.ctx("regisseur").await;
        meetings::include(&director, form.clone()).await.unwrap();
        assert!(matches!(
            meetings::include(&director, form).await,
            Err(Error::NotNow(_))
        ));
        let bench = meetings::compose(&director, &stage.id("meeting.next").to_string())
            .await
            .unwrap();
        // An announcement stands with the announcements.
        let titles: Vec<_> = bench.items.iter().map(|item| item.title.as_str()).collect();
        assert_eq!(titles[2], "Nieuw werkproces van de Raad");
        assert_eq!((bench.budget.total, bench.budget.over), (95, 5));
        assert_eq!(stage.audited("IncludeItem").await, 1);
    })
    .await;
}
