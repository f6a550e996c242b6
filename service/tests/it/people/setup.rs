//! Setting up an installation: once, with the key, by two people, and with no default account.

use domain::fault::Code;
use domain::people::Role;
use domain::people::command::SetUp;
use service::error::Error;
use service::identity::{
    Bound, Origin, mint_setup, request_sign_in, set_up, setup_is_open, sign_in_bound, viewer,
};

use crate::stage::{Stage, on_both, on_both_bare};

const ISSUER: &str = "https://login.example.nl";

async fn code(stage: &Stage, subject: &str) -> String {
    request_sign_in(&stage.site, ISSUER, subject, "oeverstad")
        .await
        .unwrap()
}

async fn form(stage: &Stage, token: &str) -> SetUp {
    SetUp {
        token: token.to_owned(),
        region: "Nieuwland aan Zee".to_owned(),
        prefix: "nz".to_owned(),
        school: "midden".to_owned(),
        municipalities: "Gemeente Nieuwland\r\n\r\nGemeente Duinrand\r\nGemeente Nieuwland"
            .to_owned(),
        series: "Ketenoverleg Nieuwland".to_owned(),
        purpose: "Samen eergerelateerd geweld voorkomen en stoppen.".to_owned(),
        administrator: "Technisch beheerder".to_owned(),
        administrator_code: code(stage, "beheer").await,
        director: "Regisseur".to_owned(),
        director_code: code(stage, "regie").await,
    }
}

fn fields(error: &Error) -> Vec<(&str, &Code)> {
    match error {
        Error::Refused(faults) => faults
            .iter()
            .map(|fault| (fault.field.as_str(), &fault.code))
            .collect(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn two_people_set_up_a_region_once() {
    on_both_bare(async |stage| {
        assert!(setup_is_open(&stage.site).await.unwrap());
        let old = mint_setup(&stage.site).await.unwrap().unwrap();
        let key = mint_setup(&stage.site).await.unwrap().unwrap();
        let form = form(&stage, &key).await;
        let stale = SetUp {
            token: old,
            ..form.clone()
        };
        let refused = set_up(&stage.site, stale).await.unwrap_err();
        assert_eq!(fields(&refused), [("token", &Code::WrongToken)]);
        let alone = SetUp {
            director_code: form.administrator_code.clone(),
            ..form.clone()
        };
        let refused = set_up(&stage.site, alone).await.unwrap_err();
        assert_eq!(fields(&refused), [("director_code", &Code::SamePerson)]);
        let empty = set_up(&stage.site, SetUp::default()).await.unwrap_err();
        assert_eq!(fields(&empty).len(), 11, "everything is asked for at once");
        assert!(
            setup_is_open(&stage.site).await.unwrap(),
            "nothing was changed"
        );

        set_up(&stage.site, form.clone()).await.unwrap();
        assert!(matches!(
            set_up(&stage.site, form).await,
            Err(Error::NotFound)
        ));
        assert!(mint_setup(&stage.site).await.unwrap().is_none());
        let origin = Origin::Provider("oeverstad");
        for (subject, role, seats) in [
            ("beheer", Role::Administrator, 0),
            ("regie", Role::Director, 1),
        ] {
            let came = sign_in_bound(&stage.site, &Bound::new(ISSUER, subject), origin)
                .await
                .unwrap();
            let (account, region) = came.unwrap();
            let who = viewer(&stage.site, account, region).await.unwrap().unwrap();
            assert_eq!(who.region, "Nieuwland aan Zee");
            assert_eq!(who.organisation, "Gemeente Nieuwland");
            assert!(who.actor.holds(role, None));
            assert_eq!((who.actor.roles.len(), who.actor.seats.len()), (1, seats));
        }
        assert_eq!(stage.audited("SetUp").await, 1);
    })
    .await;
}

#[tokio::test]
async fn where_somebody_has_an_account_nothing_is_set_up() {
    on_both(async |stage| {
        assert!(!setup_is_open(&stage.site).await.unwrap());
        assert!(mint_setup(&stage.site).await.unwrap().is_none());
        let form = form(&stage, "").await;
        assert!(matches!(
            set_up(&stage.site, form).await,
            Err(Error::NotFound)
        ));
    })
    .await;
}
