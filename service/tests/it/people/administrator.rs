//! A technical administrator, alone and with every operation there is, never comes by content.

use domain::people::Class;
use domain::people::command::{
    BindIdentity, ChangePerson, DecideApproval, GrantRole, GrantSeat, PausePerson, RegisterPerson,
    ResumePerson, RevokeRight,
};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use service::ctx::Ctx;
use service::error::Error;
use service::identity::{Bound, Origin, request_sign_in, sign_in_bound, viewer};
use service::people::approvals::{Outcome, approvals, confirm, withdraw};

use crate::stage::{Stage, on_both};

/// What an administrator may try, with the numbers that choose for whom and what.
#[derive(Debug, Clone, Copy)]
enum Try {
    Register,
    Role(usize, usize),
    Seat(usize, usize),
    Bind(usize),
    Pause(usize),
    Resume(usize),
    Revoke(usize),
    Rename(usize),
    ConfirmAll,
    WithdrawAll,
}

fn tries() -> impl Strategy<Value = Vec<Try>> {
    let one = prop_oneof![
        Just(Try::Register),
        (0..40_usize, 0..9_usize).prop_map(|(who, role)| Try::Role(who, role)),
        (0..40_usize, 0..4_usize).prop_map(|(who, class)| Try::Seat(who, class)),
        (0..40_usize).prop_map(Try::Bind),
        (0..40_usize).prop_map(Try::Pause),
        (0..40_usize).prop_map(Try::Resume),
        (0..40_usize).prop_map(Try::Revoke),
        (0..40_usize).prop_map(Try::Rename),
        Just(Try::ConfirmAll),
        Just(Try::WithdrawAll),
    ];
    prop::collection::vec(one, 60..90)
}

#[tokio::test]
async fn an_administrator_alone_never_comes_by_content() {
    on_both(async |stage| {
        let mut runner = TestRunner::deterministic();
        let code = request_sign_in(&stage.site, "https://mine.example", "me", "mine");
        let code = code.await.unwrap();
        for _ in 0..4 {
            let plan = tries().new_tree(&mut runner).unwrap().current();
            for each in plan {
                attempt(&stage, each, &code).await;
                reads_nothing(&stage).await;
            }
        }
    })
    .await;
}

/// The administrator as the next request would find him: with whatever rights he has got by now.
async fn me(stage: &Stage) -> Ctx {
    stage.ctx("beheerder").await
}

#[expect(clippy::too_many_lines, reason = "one arm for each thing to try")]
async fn attempt(stage: &Stage, each: Try, code: &str) {
    use service::people;
    let ctx = me(stage).await;
    let all = people::view::people(&ctx, &people::view::Filter::default()).await;
    let all = all.unwrap().lines;
    let pick = |who: usize| &all[who % all.len()];
    let why = "Het is nodig voor het werk.".to_owned();
    let result: Result<Option<Outcome>, Error> = match each {
        Try::Register => {
            let form = RegisterPerson {
                id: ctx.new_id().to_string(),
                name: "Stroman".to_owned(),
                function: "Stroman".to_owned(),
                organisation: stage.id("organisation.politie").to_string(),
                email: String::new(),
            };
            people::register_person(&ctx, form).await.map(|_| None)
        }
        Try::Role(who, role) => {
            let role = domain::people::Role::ALL[role];
            let form = GrantRole {
                person: pick(who).id.to_string(),
                role: role.word().to_owned(),
                why,
                ..GrantRole::default()
            };
            people::grant_role(&ctx, form).await.map(Some)
        }
        Try::Seat(who, class) => {
            let form = GrantSeat {
                person: pick(who).id.to_string(),
                series: stage.id("series.kega").to_string(),
                ceiling: Class::ALL[class].word().to_owned(),
                why,
                ..GrantSeat::default()
            };
            people::grant_seat(&ctx, form).await.map(Some)
        }
        Try::Bind(who) => {
            let form = BindIdentity {
                person: pick(who).id.to_string(),
                code: code.to_owned(),
                why,
                ..BindIdentity::default()
            };
            people::bind_identity(&ctx, form).await.map(Some)
        }
        Try::Pause(who) => {
            // Not oneself: that ends the game.
            let who = pick(who);
            if who.id == ctx.actor.person {
                return;
            }
            let view = people::view::person(&ctx, &who.id.to_string()).await;
            let form = PausePerson {
                id: who.id.to_string(),
                version: view.unwrap().version,
            };
            people::pause_person(&ctx, form).await.map(|_| None)
        }
        Try::Resume(who) => {
            let who = pick(who).id.to_string();
            let view = people::view::person(&ctx, &who).await.unwrap();
            let form = ResumePerson {
                id: who,
                version: view.version,
                why,
                ..ResumePerson::default()
            };
            people::resume_person(&ctx, form).await.map(Some)
        }
        Try::Revoke(who) => {
            let who = pick(who);
            let view = people::view::person(&ctx, &who.id.to_string())
                .await
                .unwrap();
            let (Some(held), false) = (view.roles.first(), who.id == ctx.actor.person) else {
                return;
            };
            let form = RevokeRight {
                person: who.id.to_string(),
                id: held.id.to_string(),
            };
            people::revoke_right(&ctx, form).await.map(|_| None)
        }
        Try::Rename(who) => {
            let who = pick(who).id.to_string();
            let view = people::view::person(&ctx, &who).await.unwrap();
            let form = ChangePerson {
                id: who,
                version: view.version,
                name: "Andere naam".to_owned(),
                function: "Andere functie".to_owned(),
                email: String::new(),
            };
            people::change_person(&ctx, form).await.map(|_| None)
        }
        Try::ConfirmAll | Try::WithdrawAll => {
            for line in approvals(&ctx).await.unwrap().waiting {
                let form = DecideApproval {
                    id: line.id.to_string(),
                    version: line.version,
                    ..DecideApproval::default()
                };
                if matches!(each, Try::ConfirmAll) {
                    let done = confirm(&ctx, form).await;
                    assert!(matches!(done, Err(Error::FourEyes)), "{done:?}");
                } else {
                    drop(withdraw(&ctx, form).await);
                }
            }
            return;
        }
    };
    // Nothing an administrator proposes is done at once.
    match result {
        Ok(Some(outcome)) => assert!(matches!(outcome, Outcome::Waits(_)), "{each:?}"),
        Ok(None) | Err(Error::Refused(_)) => {}
        // Who oversees him he does not shut out.
        Err(Error::NotAllowed) if matches!(each, Try::Pause(_) | Try::Revoke(_)) => {}
        Err(other) => panic!("{each:?}: {other:?}"),
    }
}

/// Neither as himself nor as a straw man does he read a meeting, an item, an action or a decision.
async fn reads_nothing(stage: &Stage) {
    let ctx = me(stage).await;
    let meeting = stage.id("meeting.next").to_string();
    assert!(service::meetings::read(&ctx, &meeting).await.is_err());
    for item in ["item.next.policy1", "item.next.case1"] {
        assert!(
            service::meetings::item(&ctx, &stage.id(item).to_string())
                .await
                .is_err()
        );
    }
    let action = domain::id::ActionId(stage.id("action.101"));
    assert!(service::actions::read(&ctx, action).await.is_err());
    assert!(service::regie::cockpit(&ctx).await.is_err());
    // The identity that he holds himself opens nothing.
    let origin = Origin::Provider("mine");
    let me = Bound::new("https://mine.example", "me");
    let mine = sign_in_bound(&stage.site, &me, origin);
    if let Some((account, region)) = mine.await.unwrap() {
        let straw = viewer(&stage.site, account, region).await.unwrap();
        panic!("a straw man came in: {straw:?}");
    }
}
