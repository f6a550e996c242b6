//! Sign-in providers of the page: looked at, proposed, confirmed by a second, and switched off.

mod ending;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use domain::fault::Code;
use domain::id::ProviderId;
use domain::identity::command::{CheckProvider, ProposeProvider, SwitchOffProvider};
use domain::identity::provider::{ProviderState, ProviderWay, Unfit};
use domain::people::command::{BindIdentity, DecideApproval};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, PaginatorTrait};
use service::ctx::Ctx;
use service::error::Error;
use service::identity::providers::{
    Desk, InFile, Outside, active, check, in_force, propose, provider as read, providers,
    switch_off,
};
use service::identity::request_sign_in;
use service::people::approvals::{Outcome, approvals, confirm};
use service::people::bind_identity;
use service::vault::Vault;

use crate::stage::{Stage, on_both};

const ISSUER: &str = "https://login.duinrand.example";
const WHY: &str = "De gemeente stapt over op een eigen aanmeldpunt.";

/// Says what it was told to say, and counts how often it was asked.
#[derive(Default)]
struct Says(Vec<Unfit>, AtomicUsize);

#[async_trait::async_trait]
impl Outside for Says {
    async fn look(&self, _: &str, _: ProviderWay) -> Vec<Unfit> {
        self.1.fetch_add(1, Ordering::Relaxed);
        self.0.clone()
    }
}

fn desk(unfit: Vec<Unfit>) -> Desk {
    Desk {
        vault: Vault::new([9; 32]).unwrap(),
        outside: Arc::new(Says(unfit, AtomicUsize::new(0))),
        in_file: Arc::new([InFile {
            key: "bestand".to_owned(),
            name: "Uit het bestand".to_owned(),
            issuer: "https://bestand.example".to_owned(),
        }]),
        origin: "https://ketentafel.example".into(),
        local: false,
    }
}

fn form(stage: &Stage, ctx: &Ctx) -> CheckProvider {
    CheckProvider {
        id: ctx.new_id().to_string(),
        key: "duinrand".to_owned(),
        name: "Gemeente Duinrand".to_owned(),
        organisations: vec![stage.id("organisation.oeverstad").to_string()],
        issuer: ISSUER.to_owned(),
        client_id: "ketentafel".to_owned(),
        way: "secret".to_owned(),
        secret: "een geheim van de proef".to_owned(),
        ..CheckProvider::default()
    }
}

fn proposal(id: ProviderId) -> ProposeProvider {
    ProposeProvider {
        id: id.to_string(),
        version: 1,
        why: WHY.to_owned(),
        ..ProposeProvider::default()
    }
}

fn decision(outcome: Outcome) -> DecideApproval {
    let Outcome::Waits(id) = outcome else {
        panic!("it should wait for a second person");
    };
    DecideApproval {
        id: id.to_string(),
        version: 1,
        ..DecideApproval::default()
    }
}

fn codes(result: Result<ProviderId, Error>) -> Vec<(String, Code)> {
    let Err(Error::Refused(faults)) = result else {
        panic!("it should be refused: {result:?}");
    };
    faults.into_iter().map(|it| (it.field, it.code)).collect()
}

/// Brings one into force by two, and answers the settings.
async fn in_use(stage: &Stage, form: CheckProvider) -> ProviderId {
    let administrator = stage.ctx("beheerder").await;
    let id = check(&administrator, &desk(Vec::new()), form)
        .await
        .unwrap();
    let waits = propose(&administrator, proposal(id)).await.unwrap();
    let director = stage.ctx("regisseur").await;
    confirm(&director, decision(waits)).await.unwrap();
    id
}

#[tokio::test]
async fn nobody_comes_in_by_it_before_a_second_agrees() {
    on_both(async |stage| {
        let administrator = stage.ctx("beheerder").await;
        let desk = desk(Vec::new());
        let sent = form(&stage, &administrator);
        let id = check(&administrator, &desk, sent.clone()).await.unwrap();
        // A click too many makes nothing twice; other text under the same id is not swallowed.
        assert_eq!(
            check(&administrator, &desk, sent.clone()).await.unwrap(),
            id
        );
        let other = CheckProvider {
            name: "Anders".to_owned(),
            ..sent
        };
        assert!(matches!(
            check(&administrator, &desk, other).await,
            Err(Error::Replayed)
        ));
        let waits = propose(&administrator, proposal(id)).await.unwrap();
        assert_eq!(active(&stage.site).await.unwrap(), []);
        assert!(in_force(&stage.site, "duinrand").await.unwrap().is_none());
        assert!(matches!(
            propose(&administrator, proposal(id)).await,
            Err(Error::NotNow(_))
        ));

        let decision = decision(waits);
        assert!(matches!(
            confirm(&administrator, decision.clone()).await,
            Err(Error::FourEyes)
        ));
        // Whoever oversees sees it, and decides nothing.
        let fg = stage.ctx("fg").await;
        let seen = approvals(&fg).await.unwrap().waiting;
        let seen = seen.iter().find(|line| line.provider.is_some()).unwrap();
        assert_eq!(seen.provider.as_deref(), Some("Gemeente Duinrand"));
        assert!(!seen.may_decide);
        assert!(matches!(
            confirm(&fg, decision.clone()).await,
            Err(Error::NotAllowed)
        ));
        confirm(&stage.ctx("secretaris").await, decision)
            .await
            .unwrap();

        let shown = [("duinrand".to_owned(), "Gemeente Duinrand".to_owned())];
        assert_eq!(active(&stage.site).await.unwrap(), shown);
        let found = in_force(&stage.site, "duinrand").await.unwrap().unwrap();
        assert_eq!(
            found.secret(&desk.vault).unwrap(),
            b"een geheim van de proef"
        );
        for action in ["CheckProvider", "ProposeProvider", "ConfirmApproval"] {
            assert_eq!(stage.audited(action).await, 1, "{action}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_stands_in_the_way_is_told_at_once_and_keeps_nothing() {
    on_both(async |stage| {
        let administrator = stage.ctx("beheerder").await;
        let unfit = vec![Unfit::OtherIssuer, Unfit::NoPkce];
        let sent = form(&stage, &administrator);
        let refused = codes(check(&administrator, &desk(unfit), sent.clone()).await);
        let both =
            [Unfit::OtherIssuer, Unfit::NoPkce].map(|why| ("issuer".to_owned(), Code::Unfit(why)));
        assert_eq!(refused, both);
        let of_file = CheckProvider {
            key: "bestand".to_owned(),
            issuer: "https://bestand.example".to_owned(),
            organisations: vec![stage.id("organisation.vechtmonde").to_string()],
            ..sent.clone()
        };
        let asked = desk(Vec::new());
        let refused = codes(check(&administrator, &asked, of_file).await);
        let all = [
            ("key".to_owned(), Code::Taken),
            ("issuer".to_owned(), Code::Taken),
            ("organisations".to_owned(), Code::NotAChoice),
        ];
        assert_eq!(refused, all);
        let no_secret = CheckProvider {
            secret: String::new(),
            ..sent
        };
        let refused = codes(check(&administrator, &asked, no_secret).await);
        assert_eq!(refused, [("secret".to_owned(), Code::Empty)]);
        assert_eq!(stage.audited("CheckProvider").await, 0);
    })
    .await;
}

#[tokio::test]
async fn who_may_not_asks_nobody_outside() {
    on_both(async |stage| {
        for person in ["secretaris", "fg", "politie", "vrijwilliger", "stuurgroep"] {
            let ctx = stage.ctx(person).await;
            let asked = Arc::new(Says::default());
            let desk = Desk {
                outside: asked.clone(),
                ..desk(Vec::new())
            };
            let refused = check(&ctx, &desk, form(&stage, &ctx)).await;
            assert!(matches!(refused, Err(Error::NotAllowed)), "{person}");
            assert_eq!(asked.1.load(Ordering::Relaxed), 0, "{person}");
        }
        // Of another region: as if it were not there.
        let id = in_use(&stage, form(&stage, &stage.ctx("beheerder").await)).await;
        let elsewhere = stage.ctx_in("regisseur_delta", "vechtdelta").await;
        let desk = desk(Vec::new());
        assert!(matches!(
            read(&elsewhere, &id.to_string()).await,
            Err(Error::NotFound)
        ));
        assert!(providers(&elsewhere, &desk).await.unwrap().added.is_empty());
        let off = SwitchOffProvider {
            id: id.to_string(),
            version: 3,
        };
        assert!(matches!(
            switch_off(&elsewhere, off, "").await,
            Err(Error::NotFound)
        ));
        // Its name and its issuer are taken there all the same.
        let mine = CheckProvider {
            organisations: vec![stage.id("organisation.vechtmonde").to_string()],
            ..form(&stage, &elsewhere)
        };
        let refused = codes(check(&elsewhere, &desk, mine).await);
        let both = ["key", "issuer"].map(|field| (field.to_owned(), Code::Taken));
        assert_eq!(refused, both);
    })
    .await;
}

#[tokio::test]
async fn other_settings_take_the_place_of_the_old_by_two() {
    on_both(async |stage| {
        let administrator = stage.ctx("beheerder").await;
        let first = in_use(&stage, form(&stage, &administrator)).await;
        let change = CheckProvider {
            from: first.to_string(),
            name: "Gemeente Duinrand, nieuw".to_owned(),
            secret: String::new(),
            ..form(&stage, &administrator)
        };
        let second = in_use(&stage, change).await;
        let found = in_force(&stage.site, "duinrand").await.unwrap().unwrap();
        assert_eq!(found.id, second);
        let vault = desk(Vec::new()).vault;
        assert_eq!(
            found.secret(&vault).unwrap(),
            b"een geheim van de proef",
            "it is kept on"
        );
        let old = read(&administrator, &first.to_string()).await.unwrap();
        assert_eq!(old.state, ProviderState::Replaced);
        assert!(!old.keeps_secret && !old.may_change);
        // Without naming what it changes, the name is taken.
        let again = codes(
            check(
                &administrator,
                &desk(Vec::new()),
                form(&stage, &administrator),
            )
            .await,
        );
        assert_eq!(again, [("key".to_owned(), Code::Taken)]);
    })
    .await;
}

#[tokio::test]
async fn a_key_of_our_own_shows_its_public_half_only() {
    on_both(async |stage| {
        let administrator = stage.ctx("beheerder").await;
        let sent = CheckProvider {
            way: "key".to_owned(),
            secret: String::new(),
            ..form(&stage, &administrator)
        };
        let id = in_use(&stage, sent.clone()).await;
        let view = read(&administrator, &id.to_string()).await.unwrap();
        let public: serde_json::Value = serde_json::from_str(&view.public_key.unwrap()).unwrap();
        assert_eq!(public["crv"], "P-256");
        assert!(public.get("d").is_none());
        let found = in_force(&stage.site, "duinrand").await.unwrap().unwrap();
        assert_eq!(found.key_id.as_deref(), public["kid"].as_str());
        // Other settings keep the key: the supplier has nothing to change.
        let change = CheckProvider {
            id: administrator.new_id().to_string(),
            from: id.to_string(),
            client_id: "anders".to_owned(),
            ..sent
        };
        in_use(&stage, change).await;
        let later = in_force(&stage.site, "duinrand").await.unwrap().unwrap();
        assert_eq!(later.key_id, found.key_id);
    })
    .await;
}

#[tokio::test]
async fn a_provider_vouches_for_its_own_organisations_only() {
    on_both(async |stage| {
        let administrator = stage.ctx("beheerder").await;
        in_use(&stage, form(&stage, &administrator)).await;
        let code = request_sign_in(&stage.site, ISSUER, "x-1", "duinrand")
            .await
            .unwrap();
        let bind = |person: &str| BindIdentity {
            person: stage.id(&format!("person.{person}")).to_string(),
            code: code.clone(),
            why: WHY.to_owned(),
            ..BindIdentity::default()
        };
        let refused = bind_identity(&administrator, bind("politie"))
            .await
            .unwrap_err();
        assert!(matches!(refused, Error::Refused(faults) if faults[0].code == Code::OtherProvider));
        bind_identity(&administrator, bind("secretaris"))
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_kept_secret_goes_to_nobody_else() {
    on_both(async |stage| {
        let administrator = stage.ctx("beheerder").await;
        let first = in_use(&stage, form(&stage, &administrator)).await;
        let change = |issuer: &str, client_id: &str, secret: &str| CheckProvider {
            from: first.to_string(),
            issuer: issuer.to_owned(),
            client_id: client_id.to_owned(),
            secret: secret.to_owned(),
            ..form(&stage, &administrator)
        };
        let elsewhere = "https://elders.example";
        for (issuer, client_id) in [(elsewhere, "ketentafel"), (ISSUER, "anders")] {
            let sent = change(issuer, client_id, "");
            let refused = codes(check(&administrator, &desk(Vec::new()), sent).await);
            assert_eq!(
                refused,
                [("secret".to_owned(), Code::Empty)],
                "{issuer} {client_id}"
            );
        }
        // Nobody vouches any more for who came in by the old issuer.
        let now = stage.site.clock.now();
        let session = ::entity::session::Model {
            id: "een-sessie".to_owned(),
            account_id: Some(stage.id("account.nieuw")),
            region_id: Some(stage.id("region.amstelrand")),
            data: r#"{"provider":"duinrand"}"#.to_owned(),
            created_at: now,
            seen_at: now,
            expires_at: now + chrono::TimeDelta::minutes(30),
        };
        let tx = stage.site.store.begin_write().await.unwrap();
        session.into_active_model().insert(&tx).await.unwrap();
        tx.commit().await.unwrap();
        let open = || ::entity::session::Entity::find().count(stage.site.store.reader());
        let renamed = CheckProvider {
            name: "Gemeente Duinrand, nieuw".to_owned(),
            ..change(ISSUER, "ketentafel", "")
        };
        let second = in_use(&stage, renamed).await;
        assert_eq!(open().await.unwrap(), 1, "another name is the same house");
        let moved = CheckProvider {
            from: second.to_string(),
            ..change(elsewhere, "ketentafel", "een ander geheim")
        };
        in_use(&stage, moved).await;
        assert_eq!(open().await.unwrap(), 0);
        assert_eq!(stage.detail("EndSessions").await, "key=duinrand sessions=1");
        let found = in_force(&stage.site, "duinrand").await.unwrap().unwrap();
        let secret = found.secret(&desk(Vec::new()).vault).unwrap();
        assert_eq!(secret, b"een ander geheim");
    })
    .await;
}
