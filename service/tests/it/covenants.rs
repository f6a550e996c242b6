//! The covenant: its text, its signatures, and the door it opens and shuts.

use domain::covenants::{Standing, Undertaking};
use domain::id::{OrganisationId, PersonId, SeriesId};
use service::door::Binding;

use crate::stage::{Stage, on_both};

async fn standing(stage: &Stage, organisation: &str) -> Undertaking {
    let ctx = stage.ctx("regisseur").await;
    let tx = ctx.read().await.unwrap();
    let binding = Binding::load(&tx, &ctx, SeriesId(stage.id("series.kega")))
        .await
        .unwrap();
    let organisation = OrganisationId(stage.id(&format!("organisation.{organisation}")));
    binding.undertaking(organisation, PersonId(uuid::Uuid::nil()))
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
