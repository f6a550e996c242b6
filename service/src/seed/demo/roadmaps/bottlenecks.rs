//! Two obstacles: one that everybody knows, one about the table itself.

use ::entity::{bottleneck, bottleneck_step, counter};
use domain::id::{OrganisationId, PersonId};
use domain::people::Class;
use domain::roadmaps::{BottleneckCategory, BottleneckState};
use sea_orm::{ActiveModelTrait, DatabaseTransaction, Set};

use super::super::super::cast::Cast;
use crate::error::Result;
use crate::stored::json;

struct Obstacle {
    key: &'static str,
    number: i32,
    title: &'static str,
    detail: &'static str,
    category: BottleneckCategory,
    owner: Option<&'static str>,
    meeting: &'static str,
    days: i64,
    steps: &'static [&'static str],
}

const OBSTACLES: [Obstacle; 2] = [
    Obstacle {
        key: "boys",
        number: 1,
        title: "Geen opvangplek voor jongens",
        detail: "De regio heeft geen veilige plek waar jongens dezelfde dag terechtkunnen. \
                 Plaatsen buiten de regio zijn vaak vol.",
        category: BottleneckCategory::ExpertHelp,
        owner: Some("opvang"),
        meeting: "meeting.past2",
        days: 63,
        steps: &["lindewaard.D1", "polderhaven.D1"],
    },
    Obstacle {
        key: "acceptance",
        number: 2,
        title: "Acties worden traag bevestigd",
        detail: "Eén partner bevestigt acties pas na herinneringen. De afspraak is drie werkdagen.",
        category: BottleneckCategory::Other,
        owner: None,
        meeting: "meeting.past3",
        days: 28,
        steps: &["veenrijk.A5"],
    },
];

/// Fills the bottlenecks and what they hold up.
pub async fn fill(tx: &DatabaseTransaction, cast: &mut Cast) -> Result<()> {
    for obstacle in &OBSTACLES {
        add(tx, cast, obstacle).await?;
    }
    counter::ActiveModel {
        region_id: Set(cast.id("region.amstelrand")),
        name: Set("bottleneck".to_owned()),
        value: Set(2),
    }
    .insert(tx)
    .await?;
    Ok(())
}

async fn add(tx: &DatabaseTransaction, cast: &mut Cast, obstacle: &Obstacle) -> Result<()> {
    let at = cast.at(-obstacle.days, 10 * 60);
    let by = PersonId(cast.id("person.secretaris"));
    let owner = obstacle
        .owner
        .map(|key| OrganisationId(cast.id(&format!("organisation.{key}"))));
    let state = match owner {
        Some(owner) => BottleneckState::Owned { at, by, owner },
        None => BottleneckState::Open { at, by },
    };
    let id = cast.id(&format!("bottleneck.{}", obstacle.key));
    let region_id = cast.id("region.amstelrand");
    bottleneck::ActiveModel {
        id: Set(id),
        region_id: Set(region_id),
        number: Set(obstacle.number),
        title: Set(obstacle.title.to_owned()),
        detail: Set(obstacle.detail.to_owned()),
        category: Set(obstacle.category.word().to_owned()),
        owner_id: Set(owner.map(|owner| owner.0)),
        state_word: Set(state.word().to_owned()),
        state: Set(json(&state)?),
        item_id: Set(None),
        meeting_id: Set(Some(cast.id(obstacle.meeting))),
        class: Set(Class::K1.word().to_owned()),
        version: Set(1),
        created_at: Set(at),
        created_by: Set(by.0),
    }
    .insert(tx)
    .await?;
    for step in obstacle.steps {
        bottleneck_step::ActiveModel {
            bottleneck_id: Set(id),
            step_id: Set(cast.id(&format!("step.{step}"))),
            region_id: Set(region_id),
        }
        .insert(tx)
        .await?;
    }
    Ok(())
}
