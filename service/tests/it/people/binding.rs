//! One account in several regions, and taking away who somebody is at a provider.

use ::entity::{account, audit, identity, person, session};
use domain::fault::Code;
use domain::id::{AccountId, PersonId, RegionId};
use domain::people::command::{BindIdentity, DecideApproval, RegisterPerson, UnbindIdentity};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use service::ctx::Ctx;
use service::error::Error;
use service::identity::{
    Bound, Opens, Origin, Way, ask_code, own_code, own_data, request_sign_in, sign_in_bound,
    viewer, viewer_by,
};
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
        region_id: police.region().0,
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
        email: String::new(),
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
        let came = sign_in_bound(&stage.site, &Bound::new(ISSUER, SUBJECT), origin).await;
        assert!(came.unwrap().is_some());
        let account = police.actor.account;
        open_session(&stage, "hier", (account, "amstelrand")).await;
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
        let came = sign_in_bound(&stage.site, &Bound::new(ISSUER, SUBJECT), origin).await;
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

/// A national adviser works in two regions on one account, and only Amstelrand agrees to who they are
/// at its provider.
async fn known_in_one(stage: &Stage) -> (Ctx, Ctx) {
    let here = stage.ctx("adviseur").await;
    let there = stage.ctx_in("adviseur", "vechtdelta").await;
    assert_eq!(here.actor.account, there.actor.account);
    agree(stage, &here, ("beheerder", "regisseur"), "amstelrand").await;
    (here, there)
}

/// One person of a region proposes that somebody there is who asked at the provider, another agrees.
async fn agree(stage: &Stage, who: &Ctx, (first, other): (&str, &str), region: &str) {
    let code = request_sign_in(&stage.site, ISSUER, SUBJECT, "politie").await;
    let first = stage.ctx_in(first, region).await;
    let waits = bind_identity(&first, bind(who.actor.person, &code.unwrap())).await;
    let Outcome::Waits(id) = waits.unwrap() else {
        panic!("it should wait for a second person");
    };
    let decision = DecideApproval {
        id: id.to_string(),
        version: 1,
        ..DecideApproval::default()
    };
    let other = stage.ctx_in(other, region).await;
    confirm(&other, decision).await.unwrap();
}

/// The regions that a sign-in opens, by name; none when nobody comes in.
async fn opened(stage: &Stage) -> Vec<String> {
    let me = Bound::new(ISSUER, SUBJECT);
    let came = sign_in_bound(&stage.site, &me, Origin::Provider("politie")).await;
    let Some((account, region)) = came.unwrap() else {
        return Vec::new();
    };
    let opens = Opens::Agreed(me);
    let seen = viewer_by(&stage.site, account, region, &opens).await;
    let seen = seen.unwrap().expect("who comes in has a place");
    let regions = seen.regions.into_iter();
    regions.map(|region| region.name).collect()
}

/// What the trail of a region says about identities that another region bound or took away.
async fn told(stage: &Stage, region: RegionId) -> Vec<audit::Model> {
    let tx = stage.site.store.begin_read().await.unwrap();
    audit::Entity::find()
        .filter(audit::Column::Origin.eq("elsewhere"))
        .filter(audit::Column::RegionId.eq(region.0))
        .all(&tx)
        .await
        .unwrap()
}

#[tokio::test]
async fn an_identity_opens_the_region_that_agreed_and_no_other() {
    on_both(async |stage| {
        let (here, there) = known_in_one(&stage).await;
        assert_eq!(opened(&stage).await, ["Amstelrand"]);
        let opens = Opens::Agreed(Bound::new(ISSUER, SUBJECT));
        let account = here.actor.account;
        let other = viewer_by(&stage.site, account, there.region(), &opens).await;
        assert!(other.unwrap().is_none(), "nobody in Vechtdelta agreed");

        // The region that did not agree hears of it, and not by whom.
        let lines = told(&stage, there.region()).await;
        assert_eq!(lines.len(), 1);
        let line = &lines[0];
        assert_eq!(line.action, "BindIdentity");
        assert_eq!(line.object_id, Some(there.actor.person.0));
        assert_eq!((line.account_id, line.person_id), (None, None));
        assert_eq!(line.detail, format!("region={}", here.region()));

        // What the account holder may take along ends where the session ends.
        let session = here.clone().opening(opens);
        let held = own_data(&session).await.unwrap();
        assert_eq!((held.regions.len(), held.identities.len()), (1, 1));

        second(&stage).await;
        let vechtdelta = ("regisseur_delta", "politie_delta");
        agree(&stage, &there, vechtdelta, "vechtdelta").await;
        assert_eq!(opened(&stage).await, ["Amstelrand", "Vechtdelta"]);
        assert_eq!(own_data(&session).await.unwrap().regions.len(), 2);
        assert_eq!(told(&stage, here.region()).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_region_takes_away_what_it_agreed_to_itself() {
    on_both(async |stage| {
        let (here, there) = known_in_one(&stage).await;
        second(&stage).await;
        let vechtdelta = ("regisseur_delta", "politie_delta");
        agree(&stage, &there, vechtdelta, "vechtdelta").await;
        let account = here.actor.account;
        open_session(&stage, "hier", (account, "amstelrand")).await;
        open_session(&stage, "daar", (account, "vechtdelta")).await;
        let command = |person: &Ctx| UnbindIdentity {
            person: person.actor.person.to_string(),
            issuer: ISSUER.to_owned(),
        };
        let administrator = stage.ctx("beheerder").await;
        let foreign = unbind_identity(&administrator, command(&there)).await;
        assert!(matches!(foreign, Err(Error::NotFound)));
        unbind_identity(&administrator, command(&here))
            .await
            .unwrap();
        assert_eq!(opened(&stage).await, ["Vechtdelta"]);
        let open = session::Entity::find().all(stage.site.store.reader());
        let open: Vec<_> = open.await.unwrap().into_iter().map(|row| row.id).collect();
        assert_eq!(open, ["daar"]);
        let lines = told(&stage, there.region()).await;
        assert!(lines.iter().any(|line| line.action == "UnbindIdentity"));

        // When no region agrees any more it is nobody.
        let director = stage.ctx_in("regisseur_delta", "vechtdelta").await;
        unbind_identity(&director, command(&there)).await.unwrap();
        assert!(opened(&stage).await.is_empty());
        let left = identity::Entity::find().all(stage.site.store.reader());
        assert!(left.await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_a_guest_or_a_demonstration_proves_opens_one_region_or_all() {
    on_both(async |stage| {
        let here = stage.ctx("adviseur").await;
        let (account, region) = (here.actor.account, here.region());
        for (way, count) in [(Way::Other("passkey".to_owned()), 1), (Way::Demo, 2)] {
            let opens = Opens::of(None, &way, region);
            let seen = viewer_by(&stage.site, account, region, &opens).await;
            assert_eq!(seen.unwrap().unwrap().regions.len(), count, "{way:?}");
        }
    })
    .await;
}

async fn open_session(stage: &Stage, id: &str, (account, region): (AccountId, &str)) {
    let now = stage.site.clock.now();
    let row = session::Model {
        id: id.to_owned(),
        account_id: Some(account.0),
        region_id: Some(stage.id(&format!("region.{region}"))),
        data: "{}".to_owned(),
        created_at: now,
        seen_at: now,
        expires_at: now + chrono::TimeDelta::minutes(30),
    };
    let tx = stage.site.store.begin_write().await.unwrap();
    row.into_active_model().insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
}
