//! What case discussion stands on at the table of the demo: the advice of the officer, with a condition
//! that the director answered, and the annex. The other region has neither yet.

use ::entity::{annex_partner, meeting_annex, series_advice};
use domain::meetings::Opinion;
use sea_orm::{ActiveModelTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, Set};

use super::super::cast::Cast;
use super::covenants;
use super::people::{DPIA, LEGAL_BASIS, PURPOSE};
use crate::error::Result;

/// Fills the advice and the annex.
pub async fn fill(tx: &DatabaseTransaction, cast: &mut Cast) -> Result<()> {
    add_advice(tx, cast).await?;
    add_annex(tx, cast).await
}

async fn add_advice(tx: &DatabaseTransaction, cast: &mut Cast) -> Result<()> {
    let advice = series_advice::Model {
        id: cast.id("advice.kega"),
        region_id: cast.id("region.amstelrand"),
        series_id: cast.id("series.kega"),
        opinion: Opinion::Conditional.word().to_owned(),
        text:
            "Akkoord met het bespreken van casussen met een referentie, als elke partij per punt \
               vastlegt waarom het nodig is en het verslag na zes maanden wordt vernietigd."
                .to_owned(),
        purpose: PURPOSE.to_owned(),
        legal_basis: LEGAL_BASIS.to_owned(),
        dpia_on: Some(cast.day(DPIA)),
        organisation_id: cast.id("organisation.oeverstad"),
        person_id: cast.id("person.fg"),
        given_at: cast.at(-190, 10 * 60),
        answer: Some(
            "Beide voorwaarden zijn overgenomen: de vraag aan de tafel staat bij elke casus en de \
             bewaartermijn staat in de overlegbijlage."
                .to_owned(),
        ),
        answered_at: Some(cast.at(-183, 14 * 60)),
        answered_by: Some(cast.id("person.regisseur")),
    };
    advice.into_active_model().reset_all().insert(tx).await?;
    Ok(())
}

async fn add_annex(tx: &DatabaseTransaction, cast: &mut Cast) -> Result<()> {
    let id = cast.id("annex.kega");
    let region_id = cast.id("region.amstelrand");
    let annex = meeting_annex::Model {
        id,
        region_id,
        covenant_id: cast.id("covenant.kega"),
        series_id: cast.id("series.kega"),
        purpose: "De ketenaanpak afstemmen en casussen bespreken die meer partijen raken."
            .to_owned(),
        information:
            "Casusreferentie, vraag aan de tafel, wie wat doet. Geen namen en geen adressen."
                .to_owned(),
        in_force_from: covenants::begins(cast),
        in_force_to: None,
        put_at: cast.at(-183, 15 * 60),
        put_by: cast.id("person.regisseur"),
        ended_at: None,
        ended_by: None,
        end_reason: String::new(),
    };
    annex.into_active_model().reset_all().insert(tx).await?;
    let partners = covenants::parties().map(|organisation| annex_partner::ActiveModel {
        annex_id: Set(id),
        organisation_id: Set(cast.id(&format!("organisation.{organisation}"))),
        region_id: Set(region_id),
    });
    let partners: Vec<_> = partners.collect();
    annex_partner::Entity::insert_many(partners)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}
