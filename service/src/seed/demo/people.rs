//! The regions, organisations, people and seats of the demo.

mod list;

use std::collections::HashMap;

use ::entity::{
    account, identity, mailbox, municipality, organisation, person, region, region_organisation,
    role_grant, seat, series,
};
use chrono::{DateTime, Utc};
use domain::meetings::{Beat, Evasion, Rhythm, Which, Workday};
use domain::people::{Class, OrganisationKind, Role, SeatKind};
use sea_orm::{ActiveModelTrait, DatabaseTransaction, EntityTrait, Set};

use list::{AMSTELRAND, MEMBER, Organisation, PARTNERS_LEAD as LEAD, PEOPLE, Person, VECHTDELTA};

use super::super::cast::Cast;
use crate::clock::mint;
use crate::error::Result;
use crate::stored;

/// What both tables are for.
pub(super) const PURPOSE: &str =
    "Afstemmen van de ketenaanpak van eergerelateerd geweld en schadelijke praktijken.";
/// On what ground they meet.
pub(super) const LEGAL_BASIS: &str =
    "Taak van algemeen belang, per partij vastgelegd in het convenant";
/// The day of their DPIA, counted from the day of seeding.
pub(super) const DPIA: i64 = -200;

/// Gives the accounts of the demo an identity at a provider, by the short name of their part.
pub async fn bind(tx: &DatabaseTransaction, now: DateTime<Utc>, issuer: &str) -> Result<()> {
    let parts: HashMap<&str, &str> = PEOPLE
        .iter()
        .map(|(key, _, function, ..)| (*function, *key))
        .collect();
    let accounts = account::Entity::find().all(tx).await?;
    let people = person::Entity::find().all(tx).await?;
    let bound = people.into_iter().filter_map(|person| {
        let account = accounts.iter().find(|it| it.id == person.account_id)?;
        let key = parts.get(account.name.as_str())?;
        Some(identity::ActiveModel {
            issuer: Set(issuer.to_owned()),
            subject: Set((*key).to_owned()),
            region_id: Set(person.region_id),
            account_id: Set(account.id),
            bound_at: Set(now),
        })
    });
    identity::Entity::insert_many(bound)
        .on_conflict_do_nothing()
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Gives everybody at work an address, by the short name of their part. Last, so that nothing of the past
/// of the demo has a letter leave.
pub async fn reach(tx: &DatabaseTransaction, cast: &mut Cast) -> Result<()> {
    let people = person::Entity::find().all(tx).await?;
    let mut boxes = Vec::new();
    let at_work = PEOPLE
        .iter()
        .filter(|(_, _, _, roles, _)| !roles.contains(&Role::Guest));
    for (key, ..) in at_work {
        let id = cast.id(&format!("person.{key}"));
        let row = people.iter().find(|row| row.id == id);
        boxes.extend(row.map(|row| mailbox::ActiveModel {
            person_id: Set(row.id),
            region_id: Set(row.region_id),
            email: Set(Some(format!("{}@werk.example", key.replace('_', "-")))),
            daily: Set(false),
        }));
    }
    mailbox::Entity::insert_many(boxes)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Fills regions, organisations, people, the two series and their seats.
pub async fn fill(tx: &DatabaseTransaction, cast: &mut Cast) -> Result<()> {
    add_region(tx, cast, "amstelrand", "Amstelrand", &AMSTELRAND).await?;
    add_region(tx, cast, "vechtdelta", "Vechtdelta", &VECHTDELTA).await?;
    let kega = (
        "amstelrand",
        "oeverstad",
        "kega",
        "KEGA Amstelrand",
        (Which::Second, Workday::Tuesday),
    );
    add_series(tx, cast, kega, true).await?;
    let delta = (
        "vechtdelta",
        "vechtmonde",
        "delta",
        "Ketenoverleg Vechtdelta",
        (Which::First, Workday::Thursday),
    );
    add_series(tx, cast, delta, false).await?;
    for (position, person) in PEOPLE.iter().enumerate() {
        let at = i32::try_from(position).unwrap_or(i32::MAX);
        add_person(tx, cast, person, "amstelrand", "kega", at).await?;
    }
    let there: [Person; 3] = [
        (
            "regisseur_delta",
            "vechtmonde",
            "Regisseur Vechtdelta",
            &[Role::Director],
            MEMBER,
        ),
        (
            "politie_delta",
            "politie_vechtdelta",
            "Taakaccenthouder politie Vechtdelta",
            LEAD,
            MEMBER,
        ),
        // One account, two regions: the adviser sits in both.
        (
            "adviseur",
            "lkha",
            "Landelijk adviseur",
            &[Role::NationalAdvisor],
            Some((SeatKind::Member, Class::K2)),
        ),
    ];
    for (position, person) in there.iter().enumerate() {
        let at = i32::try_from(position).unwrap_or(i32::MAX);
        add_person(tx, cast, person, "vechtdelta", "delta", at).await?;
    }
    link(tx, cast, "vechtdelta", "lkha", 2).await
}

async fn add_region(
    tx: &DatabaseTransaction,
    cast: &mut Cast,
    slug: &str,
    name: &str,
    organisations: &[Organisation],
) -> Result<()> {
    let id = cast.id(&format!("region.{slug}"));
    let created_at = cast.now();
    region::ActiveModel {
        id: Set(id),
        slug: Set(slug.to_owned()),
        name: Set(name.to_owned()),
        school_region: Set("midden".to_owned()),
        case_prefix: Set(if slug == "amstelrand" { "AR" } else { "VD" }.to_owned()),
        created_at: Set(created_at),
    }
    .insert(tx)
    .await?;
    for (position, (key, kind, name, short)) in organisations.iter().enumerate() {
        let position = i32::try_from(position).unwrap_or(i32::MAX);
        let organisation_id = cast.id(&format!("organisation.{key}"));
        organisation::ActiveModel {
            id: Set(organisation_id),
            kind: Set(kind.word().to_owned()),
            name: Set((*name).to_owned()),
            short_name: Set((*short).to_owned()),
            created_at: Set(created_at),
        }
        .insert(tx)
        .await?;
        link(tx, cast, slug, key, position).await?;
        if *kind == OrganisationKind::Municipality {
            let theme = if slug == "amstelrand" {
                key
            } else {
                "veenrijk"
            };
            municipality::ActiveModel {
                organisation_id: Set(organisation_id),
                region_id: Set(id),
                theme: Set(theme.to_owned()),
                position: Set(position),
            }
            .insert(tx)
            .await?;
        }
    }
    Ok(())
}

async fn link(
    tx: &DatabaseTransaction,
    cast: &mut Cast,
    region: &str,
    key: &str,
    position: i32,
) -> Result<()> {
    region_organisation::ActiveModel {
        region_id: Set(cast.id(&format!("region.{region}"))),
        organisation_id: Set(cast.id(&format!("organisation.{key}"))),
        position: Set(position),
    }
    .insert(tx)
    .await?;
    Ok(())
}

async fn add_series(
    tx: &DatabaseTransaction,
    cast: &mut Cast,
    (region, municipality, key, name, (which, day)): (&str, &str, &str, &str, (Which, Workday)),
    covenant: bool,
) -> Result<()> {
    series::ActiveModel {
        id: Set(cast.id(&format!("series.{key}"))),
        region_id: Set(cast.id(&format!("region.{region}"))),
        name: Set(name.to_owned()),
        purpose: Set(PURPOSE.to_owned()),
        legal_basis: Set(LEGAL_BASIS.to_owned()),
        dpia_on: Set(Some(cast.day(DPIA))),
        ceiling: Set(if covenant { Class::K3 } else { Class::K2 }
            .word()
            .to_owned()),
        covenant_id: Set(covenant.then(|| cast.id("covenant.kega"))),
        organisation_id: Set(cast.id(&format!("organisation.{municipality}"))),
        rhythm: Set(stored::json(&Rhythm {
            beat: Beat::Month {
                which,
                day,
                months: 1,
            },
            from: cast.day(-365),
            holiday: Evasion::NextWeek,
            school: Evasion::Stay,
        })?),
        room: Set("Stadhuis, kamer 2.14".to_owned()),
        starts_at_minute: Set(if covenant { 9 * 60 } else { 13 * 60 + 30 }),
        length_minutes: Set(90),
        state: Set("active".to_owned()),
        version: Set(1),
        advice_id: Set(covenant.then(|| cast.id("advice.kega"))),
        ground_at: Set(None),
    }
    .insert(tx)
    .await?;
    Ok(())
}

async fn add_person(
    tx: &DatabaseTransaction,
    cast: &mut Cast,
    (key, organisation, function, roles, place): &Person,
    region: &str,
    series: &str,
    position: i32,
) -> Result<()> {
    let account_id = cast.id(&format!("account.{key}"));
    let home = region == "amstelrand" || !PEOPLE.iter().any(|(known, ..)| known == key);
    let suffix = if home {
        String::new()
    } else {
        format!(".{region}")
    };
    let person_id = cast.id(&format!("person.{key}{suffix}"));
    // One microsecond apart, so that lists by age keep this order.
    let created_at = cast.now() + chrono::TimeDelta::microseconds(i64::from(position));
    if home {
        account::ActiveModel {
            id: Set(account_id),
            name: Set((*function).to_owned()),
            active: Set(true),
            created_at: Set(created_at),
        }
        .insert(tx)
        .await?;
    }
    let region_id = cast.id(&format!("region.{region}"));
    let organisation_id = cast.id(&format!("organisation.{organisation}"));
    person::ActiveModel {
        id: Set(person_id),
        region_id: Set(region_id),
        account_id: Set(account_id),
        organisation_id: Set(organisation_id),
        name: Set((*function).to_owned()),
        function: Set((*function).to_owned()),
        active: Set(true),
        created_at: Set(created_at),
        version: Set(1),
    }
    .insert(tx)
    .await?;
    let series_id = cast.id(&format!("series.{series}"));
    for (order, role) in roles.iter().enumerate() {
        let later = chrono::TimeDelta::microseconds(i64::try_from(order).unwrap_or_default());
        role_grant::ActiveModel {
            id: Set(mint(created_at)),
            region_id: Set(region_id),
            person_id: Set(person_id),
            role: Set(role.word().to_owned()),
            // The deputy directs this series only.
            series_id: Set((*key == "plaatsvervanger").then_some(series_id)),
            granted_at: Set(created_at + later),
            granted_by: Set(None),
        }
        .insert(tx)
        .await?;
    }
    if let Some((kind, ceiling)) = place {
        seat::ActiveModel {
            id: Set(cast.id(&format!("seat.{key}{suffix}"))),
            region_id: Set(region_id),
            series_id: Set(series_id),
            organisation_id: Set(organisation_id),
            person_id: Set(Some(person_id)),
            meeting_id: Set(None),
            kind: Set(kind.word().to_owned()),
            ceiling: Set(ceiling.word().to_owned()),
            label: Set((*function).to_owned()),
            position: Set(position),
        }
        .insert(tx)
        .await?;
    }
    Ok(())
}
