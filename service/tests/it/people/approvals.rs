//! Four eyes: what waits, who may be the second, and what follows.

use ::entity::{identity, role_grant, seat};
use chrono::TimeDelta;
use domain::fault::Code;
use domain::id::AccountId;
use domain::meetings::command::LowerClass;
use domain::people::command::{BindIdentity, DecideApproval, GrantRole, GrantSeat};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use service::ctx::Ctx;
use service::error::Error;
use service::identity::{Bound, Origin, request_sign_in, sign_in_bound};
use service::people::approvals::{Outcome, approvals, confirm, turn_down, withdraw};
use service::people::{bind_identity, grant_role, grant_seat};

use crate::stage::{Stage, on_both, opening};

const WHY: &str = "Vervangt een collega die van functie wisselt.";

fn role(stage: &Stage, person: &str, role: &str) -> GrantRole {
    GrantRole {
        person: stage.id(&format!("person.{person}")).to_string(),
        role: role.to_owned(),
        why: WHY.to_owned(),
        ..GrantRole::default()
    }
}

fn seat_at(stage: &Stage, person: &str, ceiling: &str) -> GrantSeat {
    GrantSeat {
        person: stage.id(&format!("person.{person}")).to_string(),
        series: stage.id("series.kega").to_string(),
        ceiling: ceiling.to_owned(),
        why: WHY.to_owned(),
        ..GrantSeat::default()
    }
}

pub(super) fn decision(outcome: Outcome) -> DecideApproval {
    let Outcome::Waits(id) = outcome else {
        panic!("it should wait for a second person");
    };
    DecideApproval {
        id: id.to_string(),
        version: 1,
        ..DecideApproval::default()
    }
}

async fn holds(ctx: &Ctx, stage: &Stage, person: &str, role: &str) -> bool {
    let tx = ctx.read().await.unwrap();
    role_grant::Entity::find()
        .filter(role_grant::Column::PersonId.eq(stage.id(&format!("person.{person}"))))
        .filter(role_grant::Column::Role.eq(role))
        .count(&*tx)
        .await
        .unwrap()
        > 0
}

#[tokio::test]
async fn nobody_gives_a_weighty_role_alone() {
    on_both(async |stage| {
        let director = stage.ctx("regisseur").await;
        let secretary = stage.ctx("secretaris").await;
        for word in [
            "director",
            "secretary",
            "administrator",
            "data_protection_officer",
        ] {
            let waits = grant_role(&director, role(&stage, "ggd", word))
                .await
                .unwrap();
            assert!(!holds(&director, &stage, "ggd", word).await, "{word}");
            let decision = decision(waits);
            assert!(matches!(
                confirm(&director, decision.clone()).await,
                Err(Error::FourEyes)
            ));
            // Who directs one table is no second for the region.
            let deputy = stage.ctx("plaatsvervanger").await;
            assert!(matches!(
                confirm(&deputy, decision.clone()).await,
                Err(Error::NotAllowed)
            ));
            confirm(&secretary, decision.clone()).await.unwrap();
            assert!(holds(&director, &stage, "ggd", word).await, "{word}");
            assert!(matches!(
                confirm(&secretary, decision).await,
                Err(Error::NotNow(_))
            ));
        }
        assert_eq!(stage.audited("ConfirmApproval").await, 4);
    })
    .await;
}

#[tokio::test]
async fn a_director_gives_the_everyday_rights() {
    on_both(async |stage| {
        let director = stage.ctx("regisseur").await;
        let done = grant_role(&director, role(&stage, "ggd", "steering_member")).await;
        assert_eq!(done.unwrap(), Outcome::Done);
        let again = grant_role(&director, role(&stage, "ggd", "steering_member")).await;
        assert!(matches!(again, Err(Error::Refused(_))));
        let done = grant_seat(&director, seat_at(&stage, "stuurgroep", "k1")).await;
        assert_eq!(done.unwrap(), Outcome::Done);
        let waits = grant_seat(&director, seat_at(&stage, "stuurgroep", "k2")).await;
        let waits = decision(waits.unwrap());
        let administrator = stage.ctx("beheerder").await;
        confirm(&administrator, waits).await.unwrap();
        let tx = director.read().await.unwrap();
        let seats = seat::Entity::find()
            .filter(seat::Column::PersonId.eq(stage.id("person.stuurgroep")))
            .all(&*tx)
            .await
            .unwrap();
        assert_eq!(seats.len(), 1, "a new place takes that of the old one");
        assert_eq!(seats[0].ceiling, "k2");
    })
    .await;
}

#[tokio::test]
async fn nobody_is_the_second_for_their_own_rights() {
    on_both(async |stage| {
        let administrator = stage.ctx("beheerder").await;
        let waits = grant_role(&administrator, role(&stage, "secretaris", "director")).await;
        let decision = decision(waits.unwrap());
        let secretary = stage.ctx("secretaris").await;
        assert!(matches!(
            confirm(&secretary, decision.clone()).await,
            Err(Error::FourEyes)
        ));
        let director = stage.ctx("regisseur").await;
        confirm(&director, decision).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_proposal_can_be_turned_down_taken_back_and_forgotten() {
    on_both(async |stage| {
        let director = stage.ctx("regisseur").await;
        let secretary = stage.ctx("secretaris").await;
        let propose = |word: &'static str| grant_role(&director, role(&stage, "ggd", word));
        let first = decision(propose("secretary").await.unwrap());
        let twin = propose("secretary").await.unwrap_err();
        assert!(matches!(twin, Error::Refused(faults) if faults[0].code == Code::AlreadySo));
        let no = turn_down(&secretary, first.clone()).await.unwrap_err();
        assert!(matches!(no, Error::Refused(faults) if faults[0].field == "why"));
        let why = "Er is al een secretaris.".to_owned();
        turn_down(&secretary, DecideApproval { why, ..first })
            .await
            .unwrap();
        assert!(!holds(&director, &stage, "ggd", "secretary").await);

        let second = decision(propose("secretary").await.unwrap());
        assert!(matches!(
            withdraw(&secretary, second.clone()).await,
            Err(Error::NotAllowed)
        ));
        withdraw(&director, second).await.unwrap();

        let third = decision(propose("secretary").await.unwrap());
        stage.site.clock.set(opening() + TimeDelta::days(14));
        let secretary = stage.ctx("secretaris").await;
        assert!(matches!(
            confirm(&secretary, third).await,
            Err(Error::NotNow(_))
        ));
        let all = approvals(&director).await.unwrap();
        assert!(all.waiting.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_fg_sees_all_and_decides_nothing() {
    on_both(async |stage| {
        let director = stage.ctx("regisseur").await;
        let waits = grant_role(&director, role(&stage, "ggd", "secretary")).await;
        let decision = decision(waits.unwrap());
        let officer = stage.ctx("fg").await;
        let all = approvals(&officer).await.unwrap();
        assert_eq!(all.waiting.len(), 2);
        assert!(all.waiting.iter().all(|line| !line.may_decide));
        assert!(matches!(
            confirm(&officer, decision.clone()).await,
            Err(Error::NotAllowed)
        ));
        for stranger in ["politie", "vrijwilliger", "stuurgroep"] {
            let ctx = stage.ctx(stranger).await;
            let none = approvals(&ctx).await;
            assert!(none.is_ok_and(|all| all.waiting.is_empty()) || stranger != "politie");
            assert!(matches!(
                confirm(&ctx, decision.clone()).await,
                Err(Error::NotFound)
            ));
        }
        let elsewhere = stage.ctx_in("regisseur_delta", "vechtdelta").await;
        assert!(matches!(
            confirm(&elsewhere, decision).await,
            Err(Error::NotFound)
        ));
    })
    .await;
}

#[tokio::test]
async fn somebody_unknown_is_bound_by_two() {
    on_both(async |stage| {
        let (site, issuer) = (&stage.site, "https://login.example.nl");
        let code = request_sign_in(site, issuer, "x-1", "oeverstad")
            .await
            .unwrap();
        assert_eq!(
            request_sign_in(site, issuer, "x-1", "oeverstad")
                .await
                .unwrap(),
            code
        );
        let origin = Origin::Provider("oeverstad");
        assert!(
            sign_in_bound(site, &Bound::new(issuer, "x-1"), origin)
                .await
                .unwrap()
                .is_none()
        );
        let administrator = stage.ctx("beheerder").await;
        let bind = |code: &str| BindIdentity {
            person: stage.id("person.nieuw").to_string(),
            code: code.to_owned(),
            why: WHY.to_owned(),
            ..BindIdentity::default()
        };
        let unknown = bind_identity(&administrator, bind("AAAA2222"))
            .await
            .unwrap_err();
        assert!(matches!(unknown, Error::Refused(faults) if faults[0].code == Code::UnknownCode));
        let (first, second) = code.split_at(4);
        let spoken = format!("{} {second}", first.to_lowercase());
        let waits = bind_identity(&administrator, bind(&spoken)).await.unwrap();
        let director = stage.ctx("regisseur").await;
        confirm(&director, decision(waits)).await.unwrap();
        let (account, _) = sign_in_bound(site, &Bound::new(issuer, "x-1"), origin)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(account, AccountId(stage.id("account.nieuw")));
        let tx = director.read().await.unwrap();
        assert_eq!(identity::Entity::find().count(&*tx).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_code_is_good_for_seven_days() {
    on_both(async |stage| {
        let site = &stage.site;
        let issuer = "https://login.example.nl";
        let code = request_sign_in(site, issuer, "x-1", "oeverstad")
            .await
            .unwrap();
        let director = stage.ctx("regisseur").await;
        let bind = BindIdentity {
            person: stage.id("person.nieuw").to_string(),
            code,
            why: WHY.to_owned(),
            ..BindIdentity::default()
        };
        let waits = bind_identity(&director, bind.clone()).await.unwrap();
        site.clock.set(opening() + TimeDelta::days(7));
        // A week later both come in again.
        let director = stage.ctx("regisseur").await;
        let administrator = stage.ctx("beheerder").await;
        let late = confirm(&administrator, decision(waits)).await.unwrap_err();
        assert!(matches!(late, Error::Refused(faults) if faults[0].code == Code::UnknownCode));
        let late = bind_identity(&director, bind).await.unwrap_err();
        assert!(matches!(late, Error::Refused(faults) if faults[0].code == Code::UnknownCode));
    })
    .await;
}

#[tokio::test]
async fn a_class_is_lowered_by_two_who_read_the_item() {
    on_both(async |stage| {
        let director = stage.ctx("regisseur").await;
        let secretary = stage.ctx("secretaris").await;
        let id = stage.id("item.next.policy2").to_string();
        let lower = |class: &str| LowerClass {
            id: id.clone(),
            version: 1,
            class: class.to_owned(),
            why: "Er staat niets vertrouwelijks meer in.".to_owned(),
            ..LowerClass::default()
        };
        let none = service::meetings::propose_lower_class(&director, lower("k3")).await;
        assert!(matches!(none, Err(Error::Refused(_))));
        let item = service::meetings::propose_lower_class(&director, lower("k1")).await;
        assert_eq!(item.unwrap().to_string(), id);
        let before = service::meetings::item(&director, &id).await.unwrap();
        assert_eq!(before.class.word(), "k2");
        let waiting = approvals(&secretary).await.unwrap().waiting;
        let line = waiting.iter().find(|line| line.person.is_none()).unwrap();
        assert!(line.may_decide);
        let decision = DecideApproval {
            id: line.id.to_string(),
            version: line.version,
            ..DecideApproval::default()
        };
        let administrator = stage.ctx("beheerder").await;
        assert!(matches!(
            confirm(&administrator, decision.clone()).await,
            Err(Error::FourEyes)
        ));
        confirm(&secretary, decision).await.unwrap();
        let after = service::meetings::item(&director, &id).await.unwrap();
        assert_eq!(after.class.word(), "k1");
    })
    .await;
}

#[tokio::test]
async fn a_guest_stays_a_guest() {
    on_both(async |stage| {
        let director = stage.ctx("regisseur").await;
        let seat = grant_seat(&director, seat_at(&stage, "vrijwilliger", "k1")).await;
        let role = grant_role(&director, role(&stage, "vrijwilliger", "participant")).await;
        for refused in [seat, role] {
            let refused = refused.unwrap_err();
            assert!(matches!(refused, Error::Refused(faults) if faults[0].code == Code::IsGuest));
        }
    })
    .await;
}
