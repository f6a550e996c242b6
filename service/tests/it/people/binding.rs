//! One account in several regions, and taking away who somebody is at a provider.

use ::entity::{account, identity, person, session};
use domain::fault::Code;
use domain::id::{AccountId, PersonId};
use domain::people::command::{BindIdentity, DecideApproval, RegisterPerson, UnbindIdentity};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use service::ctx::Ctx;
use service::error::Error;
use service::identity::{Origin, ask_code, own_code, request_sign_in, sign_in_bound, viewer};
use service::people::approvals::{Outcome, confirm};
use service::people::{bind_identity, register_person, unbind_identity};
use uuid::Uuid;

use crate::stage::{Stage, on_both};

const ISSUER: &str = "https://aanmelden.politie.example";
const SUBJECT: &str = "0e6d";

/// The police officer of Amstelrand comes in by a provider.
async fn bound(stage: &Stage) -> Ctx {
    let police = stage.ctx("politie").await;
    let row = identity::Model {
        issuer: ISSUER.to_owned(),
        subject: SUBJECT.to_owned(),
        account_id: police.actor.account.0,
        bound_at: police.now(),
    };
    let tx = stage.site.store.begin_write().await.unwrap();
    row.into_active_model().insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    police
}

/// The same officer, made known in Vechtdelta without anything.
async fn newcomer(stage: &Stage) -> (Ctx, PersonId) {
    let director = stage.ctx_in("regisseur_delta", "vechtdelta").await;
    let command = RegisterPerson {
        id: director.new_id().to_string(),
        name: "Taakaccenthouder".to_owned(),
        function: "Taakaccenthouder".to_owned(),
        organisation: stage.id("organisation.politie_vechtdelta").to_string(),
    };
    let person = register_person(&director, command).await.unwrap();
    (director, person)
}

fn bind(person: PersonId, code: &str) -> BindIdentity {
    BindIdentity {
        person: person.to_string(),
        code: code.to_owned(),
        why: "Werkt voortaan in beide regio's.".to_owned(),
        ..BindIdentity::default()
    }
}

async fn row(ctx: &Ctx, person: Uuid) -> person::Model {
    let tx = ctx.read().await.unwrap();
    let row = person::Entity::find_by_id(person).one(&*tx).await.unwrap();
    row.unwrap()
}

/// Somebody who agrees in Vechtdelta: the director there becomes administrator's second.
async fn second(stage: &Stage) -> Ctx {
    use ::entity::role_grant;
    let police = stage.ctx_in("politie_delta", "vechtdelta").await;
    let grant = role_grant::Model {
        id: police.new_id(),
        region_id: police.region().0,
        person_id: police.actor.person.0,
        role: "administrator".to_owned(),
        series_id: None,
        granted_at: police.now(),
        granted_by: None,
    };
    let tx = stage.site.store.begin_write().await.unwrap();
    grant.into_active_model().insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    stage.ctx_in("politie_delta", "vechtdelta").await
}

#[tokio::test]
async fn an_account_works_in_a_second_region() {
    on_both(async |stage| {
        let police = bound(&stage).await;
        assert_eq!(own_code(&police).await.unwrap(), (true, None));
        ask_code(&police).await.unwrap();
        let (_, code) = own_code(&police).await.unwrap();
        let code = code.expect("a code to read out");
        ask_code(&police).await.unwrap();
        assert_eq!(own_code(&police).await.unwrap().1.as_ref(), Some(&code));
        assert_eq!(stage.audited("AskCode").await, 2);

        let (director, person) = newcomer(&stage).await;
        let alone = row(&director, person.0).await.account_id;
        let waits = bind_identity(&director, bind(person, &code)).await.unwrap();
        let Outcome::Waits(id) = waits else {
            panic!("it should wait for a second person");
        };
        let decision = DecideApproval {
            id: id.to_string(),
            version: 1,
            ..DecideApproval::default()
        };
        assert!(confirm(&director, decision.clone()).await.is_err());
        confirm(&second(&stage).await, decision).await.unwrap();

        // One account, two places of work, and the account that was made with the person is gone.
        let joined = row(&director, person.0).await.account_id;
        assert_eq!(joined, police.actor.account.0);
        let reader = stage.site.store.reader();
        let left = account::Entity::find_by_id(alone)
            .one(reader)
            .await
            .unwrap();
        assert!(left.is_none());
        let account = AccountId(joined);
        for region in [police.region(), director.region()] {
            let seen = viewer(&stage.site, account, region).await.unwrap().unwrap();
            assert_eq!(seen.regions.len(), 2);
        }
        // It gives no right there by itself, and nobody becomes somebody else here.
        let there = viewer(&stage.site, account, director.region()).await;
        let there = there.unwrap().unwrap();
        assert!(there.actor.roles.is_empty() && there.actor.seats.is_empty());
        ask_code(&police).await.unwrap();
        let again = own_code(&police).await.unwrap().1.unwrap();
        let (_, other) = newcomer(&stage).await;
        let no = bind_identity(&director, bind(other, &again)).await;
        assert!(matches!(no, Err(Error::Refused(faults)) if faults[0].code == Code::AlreadySo));
    })
    .await;
}

#[tokio::test]
async fn who_comes_in_without_a_provider_has_no_code() {
    on_both(async |stage| {
        let police = stage.ctx("politie").await;
        assert_eq!(own_code(&police).await.unwrap(), (false, None));
        assert!(matches!(ask_code(&police).await, Err(Error::NotNow(_))));
    })
    .await;
}

#[tokio::test]
async fn taking_a_binding_away_counts_at_once() {
    on_both(async |stage| {
        let police = bound(&stage).await;
        let origin = Origin::Provider("politie");
        let came = sign_in_bound(&stage.site, ISSUER, SUBJECT, origin).await;
        assert!(came.unwrap().is_some());
        open_session(&stage, police.actor.account).await;
        let command = UnbindIdentity {
            person: stage.id("person.politie").to_string(),
            issuer: ISSUER.to_owned(),
        };
        for (who, hidden) in [("om", true), ("politie", true), ("secretaris", false)] {
            let ctx = stage.ctx(who).await;
            let no = unbind_identity(&ctx, command.clone()).await;
            assert_eq!(matches!(no, Err(Error::NotFound)), hidden, "{who}: {no:?}");
            assert!(no.is_err());
        }
        let lead = stage.ctx("politie_lead").await;
        unbind_identity(&lead, command.clone()).await.unwrap();
        assert_eq!(stage.detail("UnbindIdentity").await, "sessions=1");
        let came = sign_in_bound(&stage.site, ISSUER, SUBJECT, origin).await;
        assert!(came.unwrap().is_none());
        let open = session::Entity::find()
            .filter(session::Column::AccountId.eq(police.actor.account.0))
            .all(stage.site.store.reader())
            .await
            .unwrap();
        assert!(open.is_empty());
        let twice = unbind_identity(&lead, command).await;
        assert!(matches!(twice, Err(Error::Refused(_))));
        // Whoever comes back is unknown, and gets a code like anybody else.
        let code = request_sign_in(&stage.site, ISSUER, SUBJECT, "politie").await;
        assert_eq!(code.unwrap().len(), 8);
    })
    .await;
}

async fn open_session(stage: &Stage, account: AccountId) {
    let now = stage.site.clock.now();
    let row = session::Model {
        id: "een-sessie".to_owned(),
        account_id: Some(account.0),
        region_id: Some(stage.id("region.amstelrand")),
        data: "{}".to_owned(),
        created_at: now,
        seen_at: now,
        expires_at: now + chrono::TimeDelta::minutes(30),
    };
    let tx = stage.site.store.begin_write().await.unwrap();
    row.into_active_model().insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
}
