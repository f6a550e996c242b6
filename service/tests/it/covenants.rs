//! The covenant: its text, its signatures, and the door it opens and shuts.

mod sign;
mod text;

use ::entity::meeting;
use domain::covenants::command::{
    DraftCovenant, EditClause, InviteParty, LeaveCovenant, MoveCovenant, SignCovenant,
    SignStatement,
};
use domain::covenants::{CovenantState, Standing, Undertaking};
use domain::id::{CovenantId, MeetingId, OrganisationId, PersonId, SeriesId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use service::covenants::{self, CovenantView, Door};
use service::door::Binding;
use service::error::Error;
use uuid::Uuid;

use crate::stage::{Stage, on_both};

async fn standing(stage: &Stage, organisation: &str) -> Undertaking {
    let ctx = stage.ctx("regisseur").await;
    let tx = ctx.read().await.unwrap();
    let binding = Binding::load(&tx, &ctx, (SeriesId(stage.id("series.kega")), None))
        .await
        .unwrap();
    let organisation = OrganisationId(stage.id(&format!("organisation.{organisation}")));
    binding.undertaking(organisation, PersonId(Uuid::nil()))
}

async fn row(stage: &Stage, who: &str, id: CovenantId) -> CovenantView {
    covenants::read(&stage.ctx(who).await, id).await.unwrap()
}

fn kega(stage: &Stage) -> CovenantId {
    CovenantId(stage.id("covenant.kega"))
}

async fn signature_form(stage: &Stage, who: &str, id: CovenantId) -> SignCovenant {
    SignCovenant {
        id: id.to_string(),
        hash: row(stage, who, id).await.hash().unwrap().to_owned(),
        representative_function: "hoofdofficier".into(),
        capacity: "bij mandaat".into(),
        deciding_body: "parketleiding".into(),
        decision_date: "2026-11-10".into(),
        place: "Oeverstad".into(),
        read: "yes".into(),
    }
}

fn leaving(id: CovenantId, motivation: &str) -> LeaveCovenant {
    LeaveCovenant {
        id: id.to_string(),
        motivation: motivation.into(),
        sure: "yes".into(),
        reason: String::new(),
    }
}

fn new_covenant(stage: &Stage, id: Uuid) -> DraftCovenant {
    let party = |key: &str| stage.id(&format!("organisation.{key}")).to_string();
    DraftCovenant {
        id: id.to_string(),
        title: "Convenant opvang".into(),
        purpose: "Plaatsen delen en samen plannen.".into(),
        effective_when: "per_party".into(),
        starts_on: "2026-11-18".into(),
        ends_on: "2028-11-17".into(),
        parties: vec![party("oeverstad"), party("opvang"), party("om")],
        ..DraftCovenant::default()
    }
}

/// A covenant that waits for the second person.
async fn proposed(stage: &Stage) -> CovenantId {
    let director = stage.ctx("regisseur").await;
    let id = covenants::draft(&director, new_covenant(stage, director.new_id()))
        .await
        .unwrap();
    covenants::consult(&director, step(stage, id).await)
        .await
        .unwrap();
    covenants::propose_freeze(&director, step(stage, id).await)
        .await
        .unwrap();
    id
}

async fn step(stage: &Stage, id: CovenantId) -> MoveCovenant {
    MoveCovenant {
        id: id.to_string(),
        version: row(stage, "regisseur", id).await.version,
    }
}

#[tokio::test]
async fn the_seed_leaves_one_party_before_the_door() {
    on_both(async |stage: Stage| {
        assert_eq!(
            standing(&stage, "politie").await,
            Undertaking::Signature(Standing::InForce)
        );
        assert_eq!(
            standing(&stage, "om").await,
            Undertaking::Signature(Standing::Missing)
        );
    })
    .await;
}

#[tokio::test]
async fn who_may_know_of_a_covenant() {
    on_both(async |stage: Stage| {
        let id = proposed(&stage).await;
        for (who, sees) in [
            ("politie", true),
            ("fg", true),
            ("vrijwilliger", false),
            ("beheerder", false),
        ] {
            let read = covenants::read(&stage.ctx(who).await, id).await;
            assert_eq!(read.is_ok(), sees, "{who}");
            let list = covenants::list(&stage.ctx(who).await, 0).await.unwrap();
            assert_eq!(list.lines.iter().any(|line| line.id == id), sees, "{who}");
        }
        let elsewhere = stage.ctx_in("regisseur_delta", "vechtdelta").await;
        let foreign = covenants::read(&elsewhere, kega(&stage)).await;
        assert!(matches!(foreign, Err(Error::NotFound)));
        assert!(
            covenants::list(&elsewhere, 0)
                .await
                .unwrap()
                .lines
                .is_empty()
        );
    })
    .await;
}

#[tokio::test]
async fn a_statement_opens_a_series_without_a_covenant() {
    on_both(async |stage: Stage| {
        let adviser = stage.ctx_in("adviseur", "vechtdelta").await;
        let list = covenants::list(&adviser, 0).await.unwrap();
        assert_eq!(list.statements.len(), 1);
        assert!(!list.statements[0].signed);
        let form = SignStatement {
            id: list.statements[0].series.to_string(),
            agreed: "yes".into(),
            ..SignStatement::default()
        };
        let silent = SignStatement {
            agreed: String::new(),
            ..form.clone()
        };
        let refused = covenants::sign_statement(&adviser, silent).await;
        assert!(matches!(refused, Err(Error::Refused(_))));
        covenants::sign_statement(&adviser, form.clone())
            .await
            .unwrap();
        covenants::sign_statement(&adviser, form.clone())
            .await
            .unwrap();
        assert!(covenants::list(&adviser, 0).await.unwrap().statements[0].signed);
        assert_eq!(stage.audited("SignStatement").await, 1);
        let stranger = stage.ctx("om").await;
        let refused = covenants::sign_statement(&stranger, form).await;
        assert!(matches!(refused, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn a_statement_for_one_meeting_opens_that_one_only() {
    on_both(async |stage: Stage| {
        let adviser = stage.ctx_in("adviseur", "vechtdelta").await;
        let series = SeriesId(stage.id("series.delta"));
        let next = MeetingId(stage.id("meeting.delta_next"));
        let binds = async |meeting: Option<MeetingId>| {
            let tx = adviser.read().await.unwrap();
            let at = (series, meeting);
            let binding = Binding::load(&tx, &adviser, at).await.unwrap();
            let (organisation, person) = (adviser.actor.organisation, adviser.actor.person);
            binding.undertaking(organisation, person) == Undertaking::Statement(true)
        };
        let form = SignStatement {
            id: series.to_string(),
            meeting: next.to_string(),
            agreed: "yes".into(),
        };
        for wrong in ["meeting.next", "series.delta"] {
            let wrong = SignStatement {
                meeting: stage.id(wrong).to_string(),
                ..form.clone()
            };
            let refused = covenants::sign_statement(&adviser, wrong).await;
            assert!(matches!(refused, Err(Error::NotFound)));
        }
        assert!(!binds(Some(next)).await);
        for _ in 0..2 {
            let signed = covenants::sign_statement(&adviser, form.clone()).await;
            signed.unwrap();
        }
        assert!(binds(Some(next)).await);
        assert!(!binds(None).await, "the other meetings stay shut");
        assert!(!binds(Some(MeetingId(adviser.new_id()))).await);
        assert_eq!(stage.audited("SignStatement").await, 1);
        let view = covenants::list(&adviser, 0).await.unwrap().statements;
        assert!(!view[0].signed && view[0].meeting.is_none());
        assert_eq!(view[0].signed_for.len(), 1);
        // For all of them is more, so it is signed beside it.
        let all = SignStatement {
            meeting: String::new(),
            ..form
        };
        covenants::sign_statement(&adviser, all).await.unwrap();
        assert!(binds(None).await);
        assert_eq!(stage.audited("SignStatement").await, 2);
    })
    .await;
}
