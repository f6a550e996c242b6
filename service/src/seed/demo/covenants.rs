//! The covenants of the demo: one in force that a party has yet to sign, one about to expire,
//! and a region that works with personal statements instead.

use ::entity::{
    clause, confidentiality_statement, covenant, covenant_party, covenant_version, organisation,
    signature,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::covenants::{Clause, CovenantState, EffectiveWhen, PartyState};
use domain::id::PersonId;
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

use super::super::cast::Cast;
use crate::clock::mint;
use crate::covenants::template::{self, Filling};
use crate::error::Result;
use crate::stored::json;

/// A covenant of the demo; days count from the day of seeding.
struct Plan {
    key: &'static str,
    title: &'static str,
    purpose: &'static str,
    starts: i64,
    ends: i64,
    evaluation: i64,
    parties: &'static [Party],
}

/// Organisation, who signed for it (none: its mandate is still asked for), the function that
/// represents it, in what quality, and the body that decided.
type Party = (
    &'static str,
    Option<&'static str>,
    &'static str,
    &'static str,
    &'static str,
);

const MAYOR: (&str, &str, &str) = ("burgemeester", "bij mandaat", "college van B en W");

const KEGA: Plan = Plan {
    key: "kega",
    title: "Convenant Samenwerking Amstelrand",
    purpose: "Samenwerken in de ketenaanpak van eergerelateerd geweld en schadelijke praktijken.",
    starts: -426,
    ends: 304,
    evaluation: 120,
    parties: &[
        ("oeverstad", Some("regisseur"), MAYOR.0, MAYOR.1, MAYOR.2),
        ("lindewaard", Some("lindewaard"), MAYOR.0, MAYOR.1, MAYOR.2),
        (
            "polderhaven",
            Some("polderhaven"),
            MAYOR.0,
            MAYOR.1,
            MAYOR.2,
        ),
        ("veenrijk", Some("veenrijk"), MAYOR.0, MAYOR.1, MAYOR.2),
        (
            "politie",
            Some("politie_lead"),
            "politiechef",
            "bij volmacht",
            "eenheidsleiding",
        ),
        ("om", None, "hoofdofficier", "", ""),
        (
            "veilig_thuis",
            Some("veilig_thuis"),
            "directeur",
            "bij mandaat",
            "directie",
        ),
        (
            "maatschappelijk_werk",
            Some("maatschappelijk_werk"),
            "bestuurder",
            "op grond van de statuten",
            "raad van bestuur",
        ),
        (
            "ggd",
            Some("ggd"),
            "directeur publieke gezondheid",
            "bij mandaat",
            "dagelijks bestuur",
        ),
        (
            "opvang",
            Some("opvang"),
            "bestuurder",
            "op grond van de statuten",
            "raad van bestuur",
        ),
        (
            "onderwijs",
            Some("leerplicht"),
            "hoofd leerplicht",
            "bij mandaat",
            "college van B en W",
        ),
        (
            "rvdk",
            Some("rvdk"),
            "gebiedsdirecteur",
            "bij mandaat",
            "directie",
        ),
        (
            "koepel",
            Some("koepel"),
            "voorzitter",
            "op grond van de statuten",
            "bestuur",
        ),
    ],
};

const SCHOOLS: Plan = Plan {
    key: "onderwijs",
    title: "Convenant Signaleren op school",
    purpose: "Scholen, leerplicht en Veilig Thuis herkennen signalen en weten wie wat doet.",
    starts: -705,
    ends: 25,
    evaluation: -60,
    parties: &[
        ("oeverstad", Some("regisseur"), MAYOR.0, MAYOR.1, MAYOR.2),
        ("lindewaard", Some("lindewaard"), MAYOR.0, MAYOR.1, MAYOR.2),
        (
            "onderwijs",
            Some("leerplicht"),
            "hoofd leerplicht",
            "bij mandaat",
            "college van B en W",
        ),
        (
            "veilig_thuis",
            Some("veilig_thuis"),
            "directeur",
            "bij mandaat",
            "directie",
        ),
        (
            "ggd",
            Some("ggd"),
            "directeur publieke gezondheid",
            "bij mandaat",
            "dagelijks bestuur",
        ),
    ],
};

/// The days of the line, counted back from the first day.
const CONSULTED_BEFORE: i64 = 100;
const FROZEN_BEFORE: i64 = 60;
const SIGNED_BEFORE: i64 = 45;

/// Fills both covenants and the statements of the other region.
pub async fn fill(tx: &DatabaseTransaction, cast: &mut Cast) -> Result<()> {
    for plan in [&KEGA, &SCHOOLS] {
        add_covenant(tx, cast, plan).await?;
    }
    // The adviser has yet to sign, so that the demo shows what is asked then.
    for (person, organisation) in [
        ("regisseur_delta", "vechtmonde"),
        ("politie_delta", "politie_vechtdelta"),
    ] {
        add_statement(tx, cast, person, organisation).await?;
    }
    Ok(())
}

/// The organisations that are a party to the covenant of the table, signed or not.
pub(super) fn parties() -> impl Iterator<Item = &'static str> {
    KEGA.parties.iter().map(|(organisation, ..)| *organisation)
}

/// The first day of that covenant.
pub(super) fn begins(cast: &Cast) -> NaiveDate {
    cast.day(KEGA.starts)
}

async fn add_covenant(tx: &DatabaseTransaction, cast: &mut Cast, plan: &Plan) -> Result<()> {
    let id = cast.id(&format!("covenant.{}", plan.key));
    let region_id = cast.id("region.amstelrand");
    let (starts, ends) = (cast.day(plan.starts), cast.day(plan.ends));
    let hash = add_text(tx, cast, plan, id).await?;
    let state = CovenantState::InForce {
        version: 1,
        hash: hash.clone(),
        since: starts,
    };
    covenant::ActiveModel {
        id: Set(id),
        region_id: Set(region_id),
        title: Set(plan.title.to_owned()),
        purpose: Set(plan.purpose.to_owned()),
        state_word: Set(state.word().to_owned()),
        state: Set(json(&state)?),
        effective_when: Set(EffectiveWhen::PerParty.word().to_owned()),
        starts_on: Set(Some(starts)),
        ends_on: Set(Some(ends)),
        evaluation_on: Set(Some(cast.day(plan.evaluation))),
        version: Set(1),
        created_at: Set(cast.at(plan.starts - 120, 9 * 60)),
        created_by: Set(cast.id("person.regisseur")),
        consulted_at: Set(Some(cast.at(plan.starts - CONSULTED_BEFORE, 9 * 60))),
        opened_at: Set(Some(cast.at(plan.starts - SIGNED_BEFORE, 9 * 60))),
    }
    .insert(tx)
    .await?;
    for (position, party) in (0_i32..).zip(plan.parties) {
        add_party(tx, cast, plan, (id, &hash), party, position).await?;
    }
    Ok(())
}

/// Writes the frozen text and answers its hash.
async fn add_text(
    tx: &DatabaseTransaction,
    cast: &mut Cast,
    plan: &Plan,
    covenant_id: Uuid,
) -> Result<String> {
    let region_id = cast.id("region.amstelrand");
    let version_id = cast.id(&format!("covenant_version.{}1", plan.key));
    let mut parties = Vec::with_capacity(plan.parties.len());
    for (key, ..) in plan.parties {
        parties.push(name(tx, cast.id(&format!("organisation.{key}"))).await?);
    }
    let filled = template::clauses(&Filling {
        region: "Amstelrand",
        director: "Oeverstad",
        title: plan.title,
        parties: &parties,
        starts: cast.day(plan.starts),
        ends: cast.day(plan.ends),
    })?;
    let texts: Vec<Clause> = filled.iter().map(|(clause, _)| clause.clone()).collect();
    let hash = template::hash(&texts);
    covenant_version::ActiveModel {
        id: Set(version_id),
        region_id: Set(region_id),
        covenant_id: Set(covenant_id),
        number: Set(1),
        hash: Set(Some(hash.clone())),
        frozen_at: Set(Some(cast.at(plan.starts - FROZEN_BEFORE, 14 * 60))),
        frozen_by: Set(Some(cast.id("person.regisseur"))),
        frozen_with: Set(Some(cast.id("person.secretaris"))),
        created_at: Set(cast.at(plan.starts - 120, 9 * 60)),
    }
    .insert(tx)
    .await?;
    for (number, (clause, flag)) in (1_i32..).zip(filled) {
        clause::ActiveModel {
            id: Set(mint(cast.now())),
            region_id: Set(region_id),
            version_id: Set(version_id),
            number: Set(number),
            heading: Set(clause.heading),
            flag: Set(flag.word().to_owned()),
            text: Set(clause.body),
            version: Set(1),
        }
        .insert(tx)
        .await?;
    }
    Ok(hash)
}

async fn name(tx: &DatabaseTransaction, organisation: Uuid) -> Result<String> {
    let row = organisation::Entity::find()
        .filter(organisation::Column::Id.eq(organisation))
        .one(tx)
        .await?;
    Ok(row.map(|row| row.name).unwrap_or_default())
}

async fn add_party(
    tx: &DatabaseTransaction,
    cast: &mut Cast,
    plan: &Plan,
    (covenant_id, hash): (Uuid, &str),
    party: &Party,
    position: i32,
) -> Result<()> {
    let (organisation, signatory, ..) = party;
    let id = cast.id(&format!("party.{}.{organisation}", plan.key));
    let day = plan.starts - SIGNED_BEFORE + i64::from(position) * 2;
    let at = cast.at(day, 11 * 60);
    let state = match signatory {
        Some(person) => PartyState::Signed {
            version: 1,
            at,
            by: PersonId(cast.id(&format!("person.{person}"))),
        },
        None => PartyState::MandatePending {
            since: cast.at(-12, 10 * 60),
        },
    };
    covenant_party::ActiveModel {
        id: Set(id),
        region_id: Set(cast.id("region.amstelrand")),
        covenant_id: Set(covenant_id),
        organisation_id: Set(cast.id(&format!("organisation.{organisation}"))),
        core: Set(true),
        state_word: Set(state.word().to_owned()),
        state: Set(json(&state)?),
        position: Set(position),
        version: Set(1),
        updated_at: Set(at),
    }
    .insert(tx)
    .await?;
    if signatory.is_some() {
        let decided = cast.day(day - 9);
        add_signature(tx, cast, plan, (covenant_id, hash), party, (at, decided)).await?;
    }
    Ok(())
}

async fn add_signature(
    tx: &DatabaseTransaction,
    cast: &mut Cast,
    plan: &Plan,
    (covenant_id, hash): (Uuid, &str),
    (organisation, signatory, function, capacity, body): &Party,
    (signed_at, decision_on): (DateTime<Utc>, NaiveDate),
) -> Result<()> {
    signature::ActiveModel {
        id: Set(cast.id(&format!("signature.{}.{organisation}", plan.key))),
        region_id: Set(cast.id("region.amstelrand")),
        covenant_id: Set(covenant_id),
        version_id: Set(cast.id(&format!("covenant_version.{}1", plan.key))),
        party_id: Set(cast.id(&format!("party.{}.{organisation}", plan.key))),
        organisation_id: Set(cast.id(&format!("organisation.{organisation}"))),
        person_id: Set(cast.id(&format!("person.{}", signatory.unwrap_or_default()))),
        representative: Set((*function).to_owned()),
        capacity: Set((*capacity).to_owned()),
        deciding_body: Set((*body).to_owned()),
        decision_on: Set(decision_on),
        place: Set("Oeverstad".to_owned()),
        text_hash: Set(hash.to_owned()),
        signed_at: Set(signed_at),
        withdrawn_at: Set(None),
    }
    .insert(tx)
    .await?;
    Ok(())
}

async fn add_statement(
    tx: &DatabaseTransaction,
    cast: &mut Cast,
    person: &str,
    organisation: &str,
) -> Result<()> {
    confidentiality_statement::ActiveModel {
        id: Set(cast.id(&format!("statement.{person}"))),
        region_id: Set(cast.id("region.vechtdelta")),
        series_id: Set(cast.id("series.delta")),
        person_id: Set(cast.id(&format!("person.{person}"))),
        organisation_id: Set(cast.id(&format!("organisation.{organisation}"))),
        signed_at: Set(cast.at(-90, 10 * 60)),
        valid_to: Set(None),
        meeting_id: Set(None),
    }
    .insert(tx)
    .await?;
    Ok(())
}
