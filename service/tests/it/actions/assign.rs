//! Handing out an action, also the one and only time when it is sent twice.

use ::entity::action;
use domain::actions::ChainLink;
use domain::id::{ActionId, MeetingId, OrganisationId, SeriesId};
use domain::people::Class;
use sea_orm::EntityTrait;
use service::actions::{NewAction, assign};
use service::ctx::Ctx;
use service::error::Error;

use crate::stage::{Stage, on_both};

fn draft(stage: &Stage, ctx: &Ctx) -> NewAction {
    NewAction {
        id: ActionId(ctx.new_id()),
        title: "Maak een overzicht van de meldroutes".to_owned(),
        detail: String::new(),
        organisation: OrganisationId(stage.id("organisation.politie")),
        person: None,
        due_on: ctx.today() + chrono::Days::new(21),
        series: Some(SeriesId(stage.id("series.kega"))),
        meeting: Some(MeetingId(stage.id("meeting.past3"))),
        item: None,
        decision: None,
        class: Class::K1,
        case_ref: None,
        chain_link: Some(ChainLink::Signal),
        step: None,
    }
}

#[tokio::test]
async fn an_action_gets_the_next_number_and_three_working_days() {
    on_both(async |stage: Stage| {
        let ctx = stage.ctx("secretaris").await;
        let draft = draft(&stage, &ctx);
        let tx = ctx.write().await.unwrap();
        let id = assign(&tx, &ctx, draft.clone()).await.unwrap();
        assert_eq!(assign(&tx, &ctx, draft.clone()).await.unwrap(), id);
        let other = NewAction {
            title: "Maak een overzicht van de opvang".to_owned(),
            ..draft
        };
        let lost = assign(&tx, &ctx, other).await;
        assert!(matches!(lost, Err(Error::Replayed)));
        tx.commit().await.unwrap();

        let tx = ctx.read().await.unwrap();
        let row = action::Entity::find_by_id(id.0).one(&*tx).await.unwrap();
        let row = row.unwrap();
        assert_eq!((row.number, row.state_word.as_str()), (125, "assigned"));
        // From Wednesday 18 November three working days lead over the weekend to Monday.
        assert_eq!(row.accept_due.unwrap().to_string(), "2026-11-23");
        assert_eq!(stage.audited("AssignAction").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_partner_hands_out_nothing() {
    on_both(async |stage: Stage| {
        let ctx = stage.ctx("politie").await;
        let draft = draft(&stage, &ctx);
        let tx = ctx.write().await.unwrap();
        let refused = assign(&tx, &ctx, draft).await;
        assert!(matches!(refused, Err(Error::NotAllowed)));
        drop(tx);
        assert_eq!(stage.audited("AssignAction").await, 0);
    })
    .await;
}

#[tokio::test]
async fn another_regions_id_is_unknown() {
    on_both(async |stage: Stage| {
        let there = stage.ctx_in("regisseur_delta", "vechtdelta").await;
        let mut draft = draft(&stage, &there);
        draft.id = ActionId(stage.id("action.101"));
        draft.series = None;
        let tx = there.write().await.unwrap();
        let refused = assign(&tx, &there, draft).await;
        assert!(matches!(refused, Err(Error::NotFound)));
    })
    .await;
}
