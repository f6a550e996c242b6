//! What the guests of the demo brought in: one on the next agenda, one waiting, three answered.

use ::entity::contribution;
use domain::id::PersonId;
use domain::meetings::ContributionState;
use domain::meetings::contribution::answer_due;
use sea_orm::{ActiveModelTrait, DatabaseTransaction, Set};

use super::super::cast::Cast;
use crate::clock::local_date;
use crate::error::Result;
use crate::stored::json;

struct Idea {
    key: &'static str,
    person: &'static str,
    organisation: &'static str,
    title: &'static str,
    body: &'static str,
    days: i64,
    /// The agenda item it became.
    item: Option<&'static str>,
    /// Days ago, and what was answered.
    answer: Option<(i64, &'static str)>,
}

const IDEAS: [Idea; 5] = [
    Idea {
        key: "1",
        person: "vrijwilliger",
        organisation: "vrouwen_verbinden",
        title: "Wat vrouwen tegenhoudt om te melden",
        body: "Veel vrouwen zijn bang dat hulp vragen meteen een politiezaak wordt. \
               Kunnen we beter uitleggen wat er gebeurt na een gesprek?",
        days: 11,
        item: Some("item.next.guest"),
        answer: None,
    },
    Idea {
        key: "2",
        person: "jongere",
        organisation: "jonge_stemmen",
        title: "Voorlichting door jongeren zelf",
        body: "Jongeren luisteren beter naar jongeren. Wij willen meedoen aan de lessen.",
        days: 4,
        item: None,
        answer: None,
    },
    Idea {
        key: "3",
        person: "vrijwilliger",
        organisation: "vrouwen_verbinden",
        title: "Een kaart in onze taal",
        body: "De hulpkaart is er alleen in het Nederlands. Veel vrouwen kunnen hem niet lezen.",
        days: 80,
        item: None,
        answer: Some((
            68,
            "Dank u wel. U had gelijk: de kaart was er alleen in het Nederlands. De GGD maakt \
             hem nu in zes talen. Wij laten u de kaart zien voordat wij hem drukken.",
        )),
    },
    Idea {
        key: "4",
        person: "jongere",
        organisation: "jonge_stemmen",
        title: "Een vaste plek voor vragen",
        body: "Waar kunnen jongeren terecht als zij alleen een vraag hebben?",
        days: 60,
        item: None,
        answer: Some((
            49,
            "Er komt een inloop bij het jongerencentrum, elke woensdagmiddag. Dat is in het \
             overleg besloten. U krijgt de folder als eerste.",
        )),
    },
    Idea {
        key: "5",
        person: "koepel",
        organisation: "koepel",
        title: "Eén boodschap voor alle organisaties",
        body: "Elke organisatie vertelt het anders. Kunnen wij samen één tekst maken?",
        days: 45,
        item: None,
        answer: Some((
            33,
            "Ja. Wij nemen dit over. De tekst komt op de agenda en u leest hem eerst.",
        )),
    },
];

/// Fills the contributions.
pub async fn fill(tx: &DatabaseTransaction, cast: &mut Cast) -> Result<()> {
    for idea in &IDEAS {
        let created_at = cast.at(-idea.days, 19 * 60 + 30);
        let item = idea.item.map(|name| cast.id(name));
        let state = match (idea.answer, item) {
            (None, None) => ContributionState::Received { at: created_at },
            (None, Some(item)) => ContributionState::OnAgenda { item: item.into() },
            (Some((ago, text)), _) => ContributionState::Answered {
                at: cast.at(-ago, 11 * 60),
                by: PersonId(cast.id("person.regisseur")),
                text: text.to_owned(),
            },
        };
        contribution::ActiveModel {
            id: Set(cast.id(&format!("contribution.{}", idea.key))),
            region_id: Set(cast.id("region.amstelrand")),
            series_id: Set(cast.id("series.kega")),
            organisation_id: Set(cast.id(&format!("organisation.{}", idea.organisation))),
            person_id: Set(cast.id(&format!("person.{}", idea.person))),
            title: Set(idea.title.to_owned()),
            body: Set(idea.body.to_owned()),
            state_word: Set(state.word().to_owned()),
            state: Set(json(&state)?),
            item_id: Set(item),
            answer_due: Set(answer_due(local_date(created_at))),
            version: Set(1),
            created_at: Set(created_at),
        }
        .insert(tx)
        .await?;
    }
    Ok(())
}
