//! Making people known, pausing them, and who directs last.

use domain::fault::Code;
use domain::id::AccountId;
use domain::people::command::{
    PausePerson, RegisterOrganisation, RegisterPerson, ResumePerson, ReviewRights, RevokeRight,
};
use service::error::Error;
use service::identity::viewer;
use service::people::approvals::Outcome;
use service::people::view::{Filter, people, person};
use service::people::{
    pause_person, register_organisation, register_person, resume_person, review_rights,
    revoke_right, rights_reviews,
};

use crate::stage::{Stage, on_both};

fn code(error: &Error) -> Option<&Code> {
    match error {
        Error::Refused(faults) => faults.first().map(|fault| &fault.code),
        _ => None,
    }
}

fn newcomer(stage: &Stage, id: &str, organisation: &str) -> RegisterPerson {
    RegisterPerson {
        id: id.to_owned(),
        name: "Adviseur preventie".to_owned(),
        function: "Adviseur".to_owned(),
        organisation: stage
            .id(&format!("organisation.{organisation}"))
            .to_string(),
        email: String::new(),
    }
}

#[tokio::test]
async fn who_is_made_known_may_nothing() {
    on_both(async |stage| {
        let ctx = stage.ctx("beheerder").await;
        let fresh = ctx.new_id().to_string();
        let form = newcomer(&stage, &fresh, "ggd");
        let id = register_person(&ctx, form.clone()).await.unwrap();
        // Sent twice, it is one person; sent with other words, it is refused.
        assert_eq!(register_person(&ctx, form.clone()).await.unwrap(), id);
        let other = RegisterPerson {
            name: "Iemand anders".to_owned(),
            ..form
        };
        assert!(matches!(
            register_person(&ctx, other).await,
            Err(Error::Replayed)
        ));
        let view = person(&ctx, &id.to_string()).await.unwrap();
        assert!(view.active && view.roles.is_empty() && view.seats.is_empty());
        assert!(view.identities.is_empty());
        assert_eq!(stage.audited("RegisterPerson").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_coordinator_knows_the_own_people_only() {
    on_both(async |stage| {
        let ctx = stage.ctx("politie_lead").await;
        let all = people(&ctx, &Filter::default()).await.unwrap();
        assert!(
            all.lines
                .iter()
                .all(|line| line.organisation.contains("Politie"))
        );
        assert_eq!(all.organisations.len(), 1);
        let foreign = stage.id("person.om").to_string();
        assert!(matches!(person(&ctx, &foreign).await, Err(Error::NotFound)));
        let fresh = ctx.new_id().to_string();
        let own = newcomer(&stage, &fresh, "politie");
        register_person(&ctx, own).await.unwrap();
        let fresh = ctx.new_id().to_string();
        let other = register_person(&ctx, newcomer(&stage, &fresh, "om")).await;
        assert!(matches!(other, Err(Error::NotAllowed)));
        // A participant keeps nobody's rights.
        let ctx = stage.ctx("politie").await;
        assert!(matches!(
            people(&ctx, &Filter::default()).await,
            Err(Error::NotAllowed)
        ));
    })
    .await;
}

#[tokio::test]
async fn a_pause_shuts_out_at_once_and_comes_back_by_two() {
    on_both(async |stage| {
        let ctx = stage.ctx("beheerder").await;
        let police = stage.ctx("politie").await;
        let id = stage.id("person.politie").to_string();
        let pause = PausePerson {
            id: id.clone(),
            version: 1,
        };
        pause_person(&ctx, pause.clone()).await.unwrap();
        let account = AccountId(stage.id("account.politie"));
        let gone = viewer(&stage.site, account, police.region()).await.unwrap();
        assert!(gone.is_none());
        assert!(matches!(
            pause_person(&ctx, pause).await,
            Err(Error::Stale(2))
        ));
        let resume = ResumePerson {
            id,
            version: 2,
            why: "De schorsing is voorbij.".to_owned(),
            ..ResumePerson::default()
        };
        let outcome = resume_person(&ctx, resume.clone()).await.unwrap();
        assert!(matches!(outcome, Outcome::Waits(_)));
        let director = stage.ctx("regisseur").await;
        assert_eq!(
            resume_person(&director, resume).await.unwrap(),
            Outcome::Done
        );
        let back = viewer(&stage.site, account, police.region()).await.unwrap();
        assert!(back.is_some());
    })
    .await;
}

#[tokio::test]
async fn somebody_keeps_directing() {
    on_both(async |stage| {
        let ctx = stage.ctx("beheerder").await;
        let pause = |key: &str| PausePerson {
            id: stage.id(&format!("person.{key}")).to_string(),
            version: 1,
        };
        pause_person(&ctx, pause("plaatsvervanger")).await.unwrap();
        let refused = pause_person(&ctx, pause("regisseur")).await.unwrap_err();
        assert_eq!(code(&refused), Some(&Code::LastDirector));
        let id = stage.id("person.regisseur").to_string();
        let view = person(&ctx, &id).await.unwrap();
        let revoke = RevokeRight {
            person: id,
            id: view.roles[0].id.to_string(),
        };
        let refused = revoke_right(&ctx, revoke).await.unwrap_err();
        assert_eq!(code(&refused), Some(&Code::LastDirector));
    })
    .await;
}

#[tokio::test]
async fn rights_are_looked_at_by_somebody_else() {
    on_both(async |stage| {
        let ctx = stage.ctx("regisseur").await;
        let lines = rights_reviews(&ctx).await.unwrap();
        assert!(lines.is_sorted_by_key(|line| line.due));
        let police = lines
            .iter()
            .find(|line| line.person.0 == stage.id("person.politie"));
        assert!(police.unwrap().overdue);
        let id = stage.id("person.politie").to_string();
        review_rights(
            &ctx,
            ReviewRights {
                id: id.clone(),
                ..ReviewRights::default()
            },
        )
        .await
        .unwrap();
        assert!(!person(&ctx, &id).await.unwrap().overdue);
        let own = ReviewRights {
            id: stage.id("person.regisseur").to_string(),
            ..ReviewRights::default()
        };
        assert!(matches!(
            review_rights(&ctx, own).await,
            Err(Error::FourEyes)
        ));
        let administrator = stage.ctx("beheerder").await;
        assert!(matches!(
            review_rights(
                &administrator,
                ReviewRights {
                    id,
                    ..ReviewRights::default()
                }
            )
            .await,
            Err(Error::NotAllowed)
        ));
    })
    .await;
}

#[tokio::test]
async fn an_organisation_has_its_own_name() {
    on_both(async |stage| {
        let ctx = stage.ctx("regisseur").await;
        let form = RegisterOrganisation {
            id: ctx.new_id().to_string(),
            name: "Stichting Brug".to_owned(),
            short: "Brug".to_owned(),
            kind: "social_work".to_owned(),
        };
        register_organisation(&ctx, form.clone()).await.unwrap();
        let twin = RegisterOrganisation {
            id: ctx.new_id().to_string(),
            ..form
        };
        let refused = register_organisation(&ctx, twin).await.unwrap_err();
        assert_eq!(code(&refused), Some(&Code::AlreadySo));
        // One that exists in another region is not told of here.
        let elsewhere = RegisterOrganisation {
            id: stage.id("organisation.politie_vechtdelta").to_string(),
            name: "Politie".to_owned(),
            short: "Politie".to_owned(),
            kind: "police".to_owned(),
        };
        assert!(matches!(
            register_organisation(&ctx, elsewhere).await,
            Err(Error::NotFound)
        ));
    })
    .await;
}
