//! What a draft says of an item: one line for each thing that was written down about it.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use ::entity::{agenda_item, attendance, capture, decision, decision_position, seat};
use domain::calendar::day_month;
use domain::meetings::{
    Attendance, Capture, DecisionNumber, DecisionState, ItemKind, ItemState, Outcome, Position,
};
use domain::people::{Class, SeatKind};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::super::live::Scene;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::{people, seats, stored};

/// A sentence of `service/texts/minutes.toml`, filled in.
fn say(key: &str, with: &[(&str, &str)]) -> Result<String> {
    static TEXTS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
        toml::from_str(include_str!("../../../texts/minutes.toml")).unwrap_or_default()
    });
    let text = TEXTS.get(key).cloned();
    let text = text.ok_or_else(|| Error::broken(format!("no text for {key}")))?;
    let put =
        |text: String, (name, value): &(&str, &str)| text.replace(&format!("{{{name}}}"), value);
    Ok(with.iter().fold(text, put))
}

/// Everything that was written down at a meeting.
pub(super) struct Lines {
    decisions: Vec<decision::Model>,
    positions: HashMap<Uuid, Vec<decision_position::Model>>,
    captures: Vec<capture::Model>,
    names: HashMap<Uuid, String>,
    present: Vec<String>,
    /// The item that says who was there.
    opens: Option<Uuid>,
}

impl Lines {
    /// Reads it.
    pub async fn load(tx: &DatabaseTransaction, ctx: &Ctx, scene: &Scene) -> Result<Self> {
        let meeting = scene.desk.row.id;
        let decisions = decision::Entity::find()
            .filter(decision::Column::RegionId.eq(ctx.region().0))
            .filter(decision::Column::MeetingId.eq(meeting))
            .filter(decision::Column::StateWord.eq("confirmed"))
            .order_by_asc(decision::Column::Number)
            .all(tx)
            .await?;
        let ids = decisions.iter().map(|row| row.id);
        let mut positions: HashMap<Uuid, Vec<decision_position::Model>> = HashMap::new();
        for row in decision_position::Entity::find()
            .filter(decision_position::Column::DecisionId.is_in(ids))
            .all(tx)
            .await?
        {
            positions.entry(row.decision_id).or_default().push(row);
        }
        let captures = capture::Entity::find()
            .filter(capture::Column::RegionId.eq(ctx.region().0))
            .filter(capture::Column::MeetingId.eq(meeting))
            .filter(capture::Column::UndoneAt.is_null())
            .order_by_asc(capture::Column::CreatedAt)
            .all(tx)
            .await?;
        let names = people::organisations(tx, ctx).await?;
        let names = names.into_iter().map(|one| (one.id.0, one.name)).collect();
        let opening = |item: &&agenda_item::Model| item.kind == ItemKind::Opening.word();
        let opens = scene.items.iter().find(opening).map(|item| item.id);
        Ok(Self {
            present: present(tx, ctx, scene, &names).await?,
            decisions,
            positions,
            captures,
            names,
            opens,
        })
    }

    /// What the draft says of an item.
    pub fn of(&self, item: &agenda_item::Model) -> Result<String> {
        let mut lines = Vec::new();
        if self.opens == Some(item.id) {
            lines.extend(self.present.clone());
        }
        if !item.note.is_empty() {
            lines.push(item.note.clone());
        }
        for row in self.decisions.iter().filter(|row| row.item_id == item.id) {
            lines.push(self.decision(item, row)?);
        }
        for row in &self.captures {
            if row.item_id == Some(item.id) {
                lines.extend(self.captured(item, row)?);
            }
        }
        match stored::state::<ItemState>(&item.state)? {
            ItemState::Deferred { .. } => lines.push(say("deferred", &[])?),
            ItemState::Included if lines.is_empty() => lines.push(say("unreached", &[])?),
            _ => {}
        }
        if lines.is_empty() {
            lines.push(say("nothing", &[])?);
        }
        Ok(lines.join("\n\n"))
    }

    fn decision(&self, item: &agenda_item::Model, row: &decision::Model) -> Result<String> {
        let class = stored::word(Class::parse, &item.class)?;
        let number = DecisionNumber::of(class, row.number).to_string();
        let mut lines = vec![say(
            "decision",
            &[("number", &number), ("text", &row.text)],
        )?];
        if let DecisionState::Confirmed {
            outcome,
            motivation,
            ..
        } = stored::state(&row.state)?
        {
            lines.push(say(ended(outcome), &[])?);
            if let Some(text) = motivation.filter(|text| !text.is_empty()) {
                lines.push(say("motivation", &[("text", &text)])?);
            }
        }
        let said = self.positions.get(&row.id);
        for position in [Position::Agrees, Position::Commits, Position::Reserves] {
            let mut names = Vec::new();
            let of_kind = said.into_iter().flatten();
            for one in of_kind.filter(|one| one.position == position.word()) {
                let name = self.name(one.organisation_id);
                // What a party said with it is for the parties.
                let with = !one.note.is_empty() && !item.guest_shared;
                names.push(if with {
                    format!("{name} ({})", one.note.trim_end_matches('.'))
                } else {
                    name
                });
            }
            names.sort();
            if !names.is_empty() {
                lines.push(say(position.word(), &[("names", &names.join(", "))])?);
            }
        }
        Ok(lines.join("\n"))
    }

    /// A line for what was caught; nothing for what guests who read the item do not see of it.
    fn captured(&self, item: &agenda_item::Model, row: &capture::Model) -> Result<Option<String>> {
        let kind = stored::word(Capture::parse, &row.kind)?;
        if item.guest_shared && !kind.is_for_guest(false) {
            return Ok(None);
        }
        let text = row.text.as_str();
        Ok(match kind {
            // In words of its own, above.
            Capture::Decision => None,
            Capture::Action => {
                let owner = row.organisation_id.map(|id| self.name(id));
                let due = row.due_on.map(day_month);
                Some(say(
                    "action",
                    &[
                        ("text", text),
                        ("owner", &owner.unwrap_or_default()),
                        // Without a year: the guard of a case refuses a date that has passed.
                        ("due", &due.unwrap_or_default()),
                    ],
                )?)
            }
            Capture::Bottleneck => Some(say("bottleneck", &[("text", text)])?),
            Capture::Parked => Some(say("parked", &[("text", text)])?),
        })
    }

    fn name(&self, organisation: Uuid) -> String {
        self.names.get(&organisation).cloned().unwrap_or_default()
    }
}

const fn ended(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Adopted => "adopted",
        Outcome::Amended => "amended",
        Outcome::Deferred => "put_off",
        Outcome::NotAdopted => "not_adopted",
    }
}

/// Who was there, by organisation; of guests only how many.
async fn present(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    scene: &Scene,
    names: &HashMap<Uuid, String>,
) -> Result<Vec<String>> {
    let row = &scene.desk.row;
    let marks: HashMap<Uuid, String> = attendance::Entity::find()
        .filter(attendance::Column::RegionId.eq(ctx.region().0))
        .filter(attendance::Column::MeetingId.eq(row.id))
        .all(tx)
        .await?
        .into_iter()
        .map(|mark| (mark.seat_id, mark.word))
        .collect();
    let seats = seats::at_meeting(ctx, row.series_id, row.id)
        .all(tx)
        .await?;
    let mut by_mark: BTreeMap<Attendance, Vec<String>> = BTreeMap::new();
    let mut guests = 0_usize;
    for seat in &seats {
        let Some(word) = marks.get(&seat.id) else {
            continue;
        };
        let mark = stored::word(Attendance::parse, word)?;
        if seat.kind == SeatKind::Guest.word() {
            guests += usize::from(mark.at_table() || mark == Attendance::Left);
        } else {
            by_mark.entry(mark).or_default().push(called(seat, names));
        }
    }
    let mut lines = Vec::new();
    for (mark, mut names) in by_mark {
        let key = match mark {
            Attendance::Expected => continue,
            mark => mark.word(),
        };
        // An organisation has one name here, however many seats.
        let mut told = HashSet::new();
        names.retain(|name| told.insert(name.clone()));
        lines.push(say(key, &[("names", &names.join(", "))])?);
    }
    match guests {
        0 => {}
        1 => lines.push(say("guests_one", &[])?),
        count => lines.push(say("guests", &[("count", &count.to_string())])?),
    }
    // One line each, and one paragraph together.
    let told = lines.join("\n");
    Ok(if told.is_empty() { vec![] } else { vec![told] })
}

fn called(seat: &seat::Model, names: &HashMap<Uuid, String>) -> String {
    let name = names.get(&seat.organisation_id);
    name.cloned().unwrap_or_default()
}
