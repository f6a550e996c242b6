//! Freezing an agenda: immutable lines with a hash each, and one hash over all of them, so that
//! a confidential line can be destroyed later while the rest still verifies (DESIGN section 4).

use std::fmt::Write as _;

use ::entity::{agenda_item, agenda_version, agenda_version_item};
use chrono::{DateTime, Utc};
use domain::meetings::part_of;
use domain::people::Class;
use sea_orm::{ActiveModelTrait, DatabaseTransaction, EntityTrait, Set};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::clock::mint;
use crate::error::Result;
use crate::papers::Marks;
use crate::stored;

/// Which version of which agenda, made when and by whom.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Version {
    pub region: Uuid,
    pub meeting: Uuid,
    /// Counted from 1.
    pub number: i32,
    pub at: DateTime<Utc>,
    pub by: Uuid,
}

/// Writes the lines and their version. `items` come in the order of the agenda.
pub(crate) async fn freeze(
    tx: &DatabaseTransaction,
    version: Version,
    items: &[agenda_item::Model],
) -> Result<()> {
    let id = mint(version.at);
    let papers = Marks::load(tx, version.region, items).await?;
    let lines = items
        .iter()
        .enumerate()
        .map(|(at, item)| line((version, id), at, item, &papers))
        .collect::<Result<Vec<_>>>()?;
    let hashes: Vec<&str> = lines.iter().map(|line| line.hash.as_str()).collect();
    agenda_version::ActiveModel {
        id: Set(id),
        region_id: Set(version.region),
        meeting_id: Set(version.meeting),
        number: Set(version.number),
        published_at: Set(version.at),
        published_by: Set(version.by),
        hash: Set(roll_up(version.meeting, version.number, &hashes)),
    }
    .insert(tx)
    .await?;
    if !lines.is_empty() {
        let rows = lines
            .into_iter()
            .map(agenda_version_item::ActiveModel::from);
        agenda_version_item::Entity::insert_many(rows)
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}

/// Whether a version and its lines, in order, are still what was published. Of a line that was destroyed
/// only its hash is left, which counts.
pub fn verify(version: &agenda_version::Model, lines: &[agenda_version_item::Model]) -> bool {
    let hashes: Vec<&str> = lines.iter().map(|line| line.hash.as_str()).collect();
    let same = |line: &agenda_version_item::Model| {
        line.destroyed_at.is_some() || line_hash(line) == line.hash
    };
    lines.iter().all(same) && roll_up(version.meeting_id, version.number, &hashes) == version.hash
}

/// The hash of a version: over its meeting, its number and the hashes of its lines in order.
fn roll_up(meeting: Uuid, number: i32, hashes: &[&str]) -> String {
    sha256(&format!(
        "agenda/1\n{meeting}\n{number}\n{}\n",
        hashes.join("\n")
    ))
}

/// The hash of one line.
fn line_hash(line: &agenda_version_item::Model) -> String {
    let (item, position) = (line.item_id.to_string(), line.position.to_string());
    let (minutes, organisation) = (line.minutes.to_string(), line.organisation_id.to_string());
    let mut fields = vec![
        item.as_str(),
        &position,
        &line.title,
        &line.kind,
        &line.class,
        &minutes,
        &line.wanted,
        &line.part,
        &organisation,
        if line.guest_shared { "shared" } else { "" },
    ];
    // Lines from before there were papers keep the hash they have.
    if !line.papers.is_empty() {
        fields.push(&line.papers);
    }
    fields_hash("item/1\n", &fields)
}

/// The hash of a record of fields, of a kind. Every field is preceded by its length, so that no two records
/// that differ can read alike.
pub(super) fn fields_hash(kind: &str, fields: &[&str]) -> String {
    let mut text = String::from(kind);
    for field in fields {
        // Writing to a string does not fail.
        writeln!(text, "{}:{field}", field.len()).unwrap_or_default();
    }
    sha256(&text)
}

fn line(
    (version, id): (Version, Uuid),
    at: usize,
    item: &agenda_item::Model,
    papers: &Marks,
) -> Result<agenda_version_item::Model> {
    let mut line = agenda_version_item::Model {
        id: mint(version.at),
        region_id: version.region,
        version_id: id,
        item_id: item.id,
        position: i32::try_from(at).unwrap_or(i32::MAX),
        title: item.title.clone(),
        kind: item.kind.clone(),
        class: item.class.clone(),
        minutes: item.minutes,
        wanted: item.wanted.clone(),
        part: part_of(stored::word(Class::parse, &item.class)?)
            .word()
            .to_owned(),
        organisation_id: item.organisation_id,
        guest_shared: item.guest_shared,
        papers: papers.of(item.id),
        hash: String::new(),
        destroyed_at: None,
    };
    line.hash = line_hash(&line);
    Ok(line)
}

/// The hash of a text, in hexadecimal.
pub(crate) fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes())
        .iter()
        .fold(String::with_capacity(64), |mut hex, byte| {
            write!(hex, "{byte:02x}").unwrap_or_default();
            hex
        })
}
