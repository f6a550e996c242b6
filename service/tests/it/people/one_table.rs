//! Who directs one table keeps the rights there, and none in the region.

use domain::people::command::{
    GrantRole, GrantSeat, PausePerson, RegisterOrganisation, RevokeRight,
};
use service::ctx::Ctx;
use service::error::Error;
use service::identity::faces;
use service::people::approvals::{Outcome, confirm};
use service::people::view::person;
use service::people::{grant_role, grant_seat, pause_person, register_organisation, revoke_right};

use super::approvals::decision;
use crate::stage::{Stage, on_both};

const WHY: &str = "Vervangt een collega die van functie wisselt.";

fn role(stage: &Stage, word: &str, series: &str) -> GrantRole {
    GrantRole {
        person: stage.id("person.stuurgroep").to_string(),
        role: word.to_owned(),
        series: series.to_owned(),
        why: WHY.to_owned(),
        ..GrantRole::default()
    }
}

fn place(stage: &Stage, ceiling: &str, series: &str) -> GrantSeat {
    GrantSeat {
        person: stage.id("person.stuurgroep").to_string(),
        series: series.to_owned(),
        ceiling: ceiling.to_owned(),
        why: WHY.to_owned(),
        ..GrantSeat::default()
    }
}

#[tokio::test]
async fn rights_are_given_at_the_own_table_only() {
    on_both(async |stage| {
        // Directs this one table.
        let deputy = stage.ctx("plaatsvervanger").await;
        let table = stage.id("series.kega").to_string();
        let everywhere = grant_role(&deputy, role(&stage, "participant", "")).await;
        assert!(matches!(everywhere, Err(Error::NotAllowed)));
        let here = grant_role(&deputy, role(&stage, "participant", &table)).await;
        assert!(matches!(here, Ok(Outcome::Done)));
        let seat = grant_seat(&deputy, place(&stage, "k1", &table)).await;
        assert!(matches!(seat, Ok(Outcome::Done)));
        // Without a table the form says what is missing.
        let unsaid = grant_seat(&deputy, place(&stage, "k1", "")).await;
        assert!(matches!(unsaid, Err(Error::Refused(_))));
    })
    .await;
}

#[tokio::test]
async fn what_touches_the_whole_region_is_refused() {
    on_both(async |stage| {
        let deputy = stage.ctx("plaatsvervanger").await;
        let who = stage.id("person.stuurgroep").to_string();
        let pause = PausePerson {
            id: who.clone(),
            version: 1,
        };
        assert!(matches!(
            pause_person(&deputy, pause).await,
            Err(Error::NotAllowed)
        ));
        let organisation = RegisterOrganisation {
            id: uuid::Uuid::nil().to_string(),
            ..RegisterOrganisation::default()
        };
        assert!(matches!(
            register_organisation(&deputy, organisation).await,
            Err(Error::NotAllowed)
        ));
        assert!(matches!(faces(&deputy).await, Err(Error::NotAllowed)));
        // What somebody holds in the region stays; the page offers no way.
        let view = person(&deputy, &who).await.unwrap();
        let held = view.roles.iter().find(|held| held.series.is_none());
        let held = held.unwrap();
        assert!(!held.may_take && !view.may_change && !view.tables.is_empty());
        let revoke = RevokeRight {
            person: who,
            id: held.id.to_string(),
        };
        assert!(matches!(
            revoke_right(&deputy, revoke).await,
            Err(Error::NotAllowed)
        ));
    })
    .await;
}

#[tokio::test]
async fn a_second_pair_of_eyes_counts_at_the_own_table_only() {
    on_both(async |stage| {
        let administrator = stage.ctx("beheerder").await;
        let deputy = stage.ctx("plaatsvervanger").await;
        let agree = async |ctx: &Ctx, waits| confirm(ctx, decision(waits)).await;
        let everywhere = grant_role(&administrator, role(&stage, "participant", "")).await;
        let refused = agree(&deputy, everywhere.unwrap()).await;
        assert!(matches!(refused, Err(Error::NotAllowed)));
        let table = stage.id("series.kega").to_string();
        let seat = grant_seat(&administrator, place(&stage, "k3", &table)).await;
        agree(&deputy, seat.unwrap()).await.unwrap();
    })
    .await;
}
