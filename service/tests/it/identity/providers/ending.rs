//! What ends: a provider that is switched off, a proposal that nobody agrees on, a draft left alone.

use ::entity::{provider, session};
use chrono::TimeDelta;
use domain::id::ProviderId;
use domain::identity::command::{CheckProvider, SwitchOffProvider};
use domain::people::command::DecideApproval;
use sea_orm::{ActiveModelTrait, EntityTrait, PaginatorTrait, Set};
use service::error::Error;
use service::identity::providers::{active, check, forget_drafts, in_force, propose, switch_off};
use service::people::approvals::{confirm, turn_down, withdraw};

use super::{decision, desk, form, in_use, proposal};
use crate::stage::{on_both, opening};

#[tokio::test]
async fn switching_off_counts_at_once_and_signs_out_who_came_by_it() {
    on_both(async |stage| {
        let administrator = stage.ctx("beheerder").await;
        let id = in_use(&stage, form(&stage, &administrator)).await;
        for (name, key) in [("a", "duinrand"), ("b", "duinrand"), ("c", "duinrand-2")] {
            session::ActiveModel {
                id: Set(name.to_owned()),
                account_id: Set(None),
                region_id: Set(None),
                data: Set(format!(r#"{{"provider":"{key}"}}"#)),
                created_at: Set(opening()),
                seen_at: Set(opening()),
                expires_at: Set(opening() + TimeDelta::hours(1)),
            }
            .insert(stage.site.store.writer())
            .await
            .unwrap();
        }
        let off = SwitchOffProvider {
            id: id.to_string(),
            version: 3,
        };
        assert_eq!(
            switch_off(&administrator, off.clone(), "b").await.unwrap(),
            1
        );
        assert_eq!(active(&stage.site).await.unwrap(), []);
        assert!(in_force(&stage.site, "duinrand").await.unwrap().is_none());
        let left = session::Entity::find()
            .count(stage.site.store.writer())
            .await;
        assert_eq!(left.unwrap(), 2);
        assert!(matches!(
            switch_off(&administrator, off, "b").await,
            Err(Error::NotNow(_))
        ));
        assert!(
            stage
                .detail("SwitchOffProvider")
                .await
                .contains("sessions=1")
        );
        // On again is like new: by two.
        let again = CheckProvider {
            from: id.to_string(),
            secret: String::new(),
            ..form(&stage, &administrator)
        };
        in_use(&stage, again).await;
        assert_eq!(active(&stage.site).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_is_not_agreed_on_loses_its_secret() {
    on_both(async |stage| {
        let administrator = stage.ctx("beheerder").await;
        let director = stage.ctx("regisseur").await;
        let secret = async |id: ProviderId| {
            let row = provider::Entity::find_by_id(id.0);
            row.one(stage.site.store.writer())
                .await
                .unwrap()
                .map(|row| row.secret)
        };
        let made = async || {
            let sent = form(&stage, &administrator);
            check(&administrator, &desk(Vec::new()), sent)
                .await
                .unwrap()
        };
        let first = made().await;
        let waits = decision(propose(&administrator, proposal(first)).await.unwrap());
        let no = DecideApproval {
            why: "Eerst met de leverancier bellen.".to_owned(),
            ..waits
        };
        turn_down(&director, no).await.unwrap();
        assert_eq!(secret(first).await, Some(None));
        let second = made().await;
        let waits = decision(propose(&administrator, proposal(second)).await.unwrap());
        withdraw(&administrator, waits).await.unwrap();
        assert_eq!(secret(second).await, Some(None));
        // What nobody proposed is gone after a day, and cannot be proposed any more before that.
        let third = made().await;
        let fourth = made().await;
        let waits = propose(&administrator, proposal(fourth)).await.unwrap();
        stage
            .site
            .clock
            .set(opening() + TimeDelta::days(1) + TimeDelta::seconds(1));
        let later = stage.ctx("beheerder").await;
        assert!(matches!(
            propose(&later, proposal(third)).await,
            Err(Error::NotNow(_))
        ));
        forget_drafts(&stage.site).await.unwrap();
        assert_eq!(secret(third).await, None);
        assert!(matches!(secret(fourth).await, Some(Some(_))));
        stage.site.clock.set(opening() + TimeDelta::days(15));
        forget_drafts(&stage.site).await.unwrap();
        assert_eq!(secret(fourth).await, Some(None));
        let director = stage.ctx("regisseur").await;
        assert!(matches!(
            confirm(&director, decision(waits)).await,
            Err(Error::NotNow(_))
        ));
    })
    .await;
}
