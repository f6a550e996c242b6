//! The register of commitments of the demo: the nine of the memo of 2023, as the reference content has
//! them, and three of the region itself, one of which slipped.

use ::entity::{commitment, commitment_document, commitment_renewal, commitment_settlement};
use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use domain::programmes::{CommitmentKind, FuzzyDue, Season};
use sea_orm::{ActiveModelTrait, DatabaseTransaction, Set};
use uuid::Uuid;

use super::super::cast::Cast;
use crate::clock::local_date;
use crate::content;
use crate::content::agreements as told;
use crate::error::{Error, Result};
use crate::programmes::next_number;
use crate::stored::json;

/// The day of the memo.
const MEMO: Option<NaiveDate> = NaiveDate::from_ymd_opt(2023, 8, 28);

/// Who enters, where and when.
#[derive(Debug, Clone, Copy)]
struct Desk {
    region: Uuid,
    by: Uuid,
    at: DateTime<Utc>,
}

/// What was promised.
struct Entry<'a> {
    key: &'a str,
    text: &'a str,
    kind: CommitmentKind,
    made_to: &'a str,
    made_on: NaiveDate,
    due: FuzzyDue,
    wording: &'a str,
}

pub async fn fill(tx: &DatabaseTransaction, cast: &mut Cast) -> Result<()> {
    let desk = Desk {
        region: cast.id("region.amstelrand"),
        by: cast.id("person.secretaris"),
        at: cast.now(),
    };
    of_the_memo(tx, cast, desk).await?;
    of_the_region(tx, cast, desk).await
}

async fn of_the_memo(tx: &DatabaseTransaction, cast: &mut Cast, desk: Desk) -> Result<()> {
    let shared = content::shared()?;
    let made_on = MEMO.ok_or_else(|| Error::broken("a day that no calendar holds"))?;
    let mut letter = None;
    for one in &shared.commitments.commitments {
        let entry = Entry {
            key: &one.key,
            text: &one.text,
            kind: match one.kind {
                told::CommitmentKind::Promise => CommitmentKind::Promise,
                told::CommitmentKind::Motion => CommitmentKind::Motion,
            },
            made_to: match one.made_to {
                told::House::Lower => "Tweede Kamer",
                told::House::Upper => "Eerste Kamer",
            },
            made_on,
            due: due(&one.due),
            wording: &one.due_wording,
        };
        let id = enter(tx, cast, desk, entry).await?;
        let (Some(key), Some(on)) = (&one.settled_by, one.settled_on) else {
            continue;
        };
        let document = match letter {
            Some(document) => document,
            None => {
                let sources = &shared.sources.sources;
                let source = sources.iter().find(|source| source.key == *key);
                let source = source.ok_or_else(|| Error::broken("a source that is not there"))?;
                let place = source.reference.clone().unwrap_or_default();
                keep(tx, cast, desk, ("letter", &source.title, on, &place)).await?
            }
        };
        letter = Some(document);
        settle(tx, desk, id, document).await?;
    }
    Ok(())
}

fn due(due: &told::FuzzyDue) -> FuzzyDue {
    match due {
        told::FuzzyDue::Date { date } => FuzzyDue::Date { on: *date },
        told::FuzzyDue::Month { year, month } => FuzzyDue::Month {
            year: *year,
            month: u32::from(*month),
        },
        told::FuzzyDue::HalfYear { year, half } => FuzzyDue::HalfYear {
            year: *year,
            half: *half,
        },
        told::FuzzyDue::Begin { year } => FuzzyDue::Begin { year: *year },
        told::FuzzyDue::Relative { event, months } => FuzzyDue::Relative {
            event: event.clone(),
            happened_on: None,
            duration_months: u32::from(*months),
        },
        told::FuzzyDue::ByDocument { document, .. } => FuzzyDue::ByDocument {
            document: document.clone(),
        },
    }
}

/// Three of the region: one ahead, one that was given a later date, one settled by two documents.
async fn of_the_region(tx: &DatabaseTransaction, cast: &mut Cast, desk: Desk) -> Result<()> {
    let today = local_date(desk.at);
    let before = |days| today.checked_sub_days(Days::new(days)).unwrap_or(today);
    let year = today.year();
    let steering = "Stuurgroep Amstelrand";
    let ahead = Entry {
        key: "rapportage",
        text: "De stuurgroep een halfjaarrapportage over de routekaart sturen.",
        kind: CommitmentKind::Promise,
        made_to: steering,
        made_on: before(90),
        due: FuzzyDue::Begin { year: year + 1 },
        wording: "begin volgend jaar",
    };
    enter(tx, cast, desk, ahead).await?;
    let slipped = Entry {
        key: "opvang",
        text: "Met de buurregio's afspreken welke opvangplaatsen wij voor elkaar vrijhouden.",
        kind: CommitmentKind::Decision,
        made_to: steering,
        made_on: before(280),
        due: FuzzyDue::Season {
            year,
            season: Season::Summer,
        },
        wording: "voor het einde van de zomer",
    };
    let id = enter(tx, cast, desk, slipped).await?;
    commitment_renewal::ActiveModel {
        id: Set(cast.id("commitment_renewal.opvang")),
        region_id: Set(desk.region),
        commitment_id: Set(id),
        due: Set(json(&FuzzyDue::Year { year: year + 1 })?),
        wording: Set(String::new()),
        told_to: Set(steering.to_owned()),
        why: Set("Twee buurregio's wachten op hun eigen regiovisie.".to_owned()),
        at: Set(desk.at - chrono::TimeDelta::days(60)),
        by: Set(desk.by),
    }
    .insert(tx)
    .await?;
    let settled = Entry {
        key: "meldroute",
        text: "Uitleggen hoe de vier gemeenten samen één meldroute krijgen.",
        kind: CommitmentKind::Promise,
        made_to: "Gemeenteraden van de regio",
        made_on: before(300),
        due: FuzzyDue::Quarter { year, quarter: 3 },
        wording: "in het derde kwartaal",
    };
    let id = enter(tx, cast, desk, settled).await?;
    let papers = [
        (
            "route",
            "Raadsbrief over de meldroute",
            80,
            "Raadsinformatiesysteem van Oeverstad",
        ),
        (
            "kaart",
            "Ketenkaart van de regio",
            70,
            "Bij de secretaris van het overleg",
        ),
    ];
    for (key, title, days, place) in papers {
        let document = keep(tx, cast, desk, (key, title, before(days), place)).await?;
        settle(tx, desk, id, document).await?;
    }
    Ok(())
}

async fn enter(
    tx: &DatabaseTransaction,
    cast: &mut Cast,
    desk: Desk,
    entry: Entry<'_>,
) -> Result<Uuid> {
    let id = cast.id(&format!("commitment.{}", entry.key));
    commitment::ActiveModel {
        id: Set(id),
        region_id: Set(desk.region),
        number: Set(next_number(tx, desk.region).await?),
        text: Set(entry.text.to_owned()),
        kind: Set(entry.kind.word().to_owned()),
        made_to: Set(entry.made_to.to_owned()),
        made_on: Set(entry.made_on),
        due: Set(json(&entry.due)?),
        wording: Set(entry.wording.to_owned()),
        version: Set(1),
        created_at: Set(desk.at),
        created_by: Set(desk.by),
    }
    .insert(tx)
    .await?;
    Ok(id)
}

async fn keep(
    tx: &DatabaseTransaction,
    cast: &mut Cast,
    desk: Desk,
    (key, title, on, place): (&str, &str, NaiveDate, &str),
) -> Result<Uuid> {
    let id = cast.id(&format!("commitment_document.{key}"));
    commitment_document::ActiveModel {
        id: Set(id),
        region_id: Set(desk.region),
        title: Set(title.to_owned()),
        dated_on: Set(on),
        place: Set(place.to_owned()),
        created_at: Set(desk.at),
        created_by: Set(desk.by),
    }
    .insert(tx)
    .await?;
    Ok(id)
}

async fn settle(
    tx: &DatabaseTransaction,
    desk: Desk,
    commitment: Uuid,
    document: Uuid,
) -> Result<()> {
    commitment_settlement::ActiveModel {
        commitment_id: Set(commitment),
        document_id: Set(document),
        region_id: Set(desk.region),
        at: Set(desk.at),
        by: Set(desk.by),
    }
    .insert(tx)
    .await?;
    Ok(())
}
