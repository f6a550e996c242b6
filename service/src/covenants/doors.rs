//! For which party the closed part opens, by the gate of `domain`.

use std::collections::HashMap;

use ::entity::{meeting_annex, seat, series};
use chrono::NaiveDate;
use domain::covenants::{
    PartyState, Shut, Subject, Undertaking, Visitor, gate, signature_standing,
};
use domain::people::SeatKind;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::row;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::stored;

/// For whom the closed part is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Door {
    /// The covenant governs no series, so there is no door.
    None,
    /// Open.
    Open,
    /// At the table as a guest, whatever was signed.
    Guest,
    /// Shut, with every reason.
    Shut(Vec<Shut>),
}

/// The tables that a covenant governs: their names, their annexes, who sits there as what.
pub struct Table {
    /// The names of the series, in their order.
    pub names: Vec<String>,
    annex_in_force: bool,
    seats: HashMap<Uuid, SeatKind>,
}

impl Table {
    /// Loads what decides about the doors of a covenant.
    pub async fn load(
        tx: &DatabaseTransaction,
        ctx: &Ctx,
        covenant: &row::Covenant,
    ) -> Result<Self> {
        let governed = series::Entity::find()
            .filter(series::Column::RegionId.eq(ctx.region().0))
            .filter(series::Column::CovenantId.eq(covenant.row.id))
            .order_by_asc(series::Column::Name)
            .all(tx)
            .await?;
        let ids: Vec<Uuid> = governed.iter().map(|series| series.id).collect();
        let mut table = Self {
            names: governed.into_iter().map(|series| series.name).collect(),
            annex_in_force: false,
            seats: HashMap::new(),
        };
        if ids.is_empty() {
            return Ok(table);
        }
        let today = ctx.today();
        let annexes = meeting_annex::Entity::find()
            .filter(meeting_annex::Column::CovenantId.eq(covenant.row.id))
            .all(tx)
            .await?;
        table.annex_in_force = annexes.iter().any(|annex| {
            annex.in_force_from <= today && annex.in_force_to.is_none_or(|to| today <= to)
        });
        let seats = seat::Entity::find()
            .filter(seat::Column::SeriesId.is_in(ids))
            .all(tx)
            .await?;
        for seat in seats {
            let kind = stored::word(SeatKind::parse, &seat.kind)?;
            let known = table.seats.entry(seat.organisation_id).or_insert(kind);
            // One member's seat is enough to open the door for the organisation.
            if kind == SeatKind::Member {
                *known = kind;
            }
        }
        Ok(table)
    }

    /// The door of one party today.
    pub fn door(
        &self,
        covenant: &row::Covenant,
        party: &PartyState,
        organisation: Uuid,
        today: NaiveDate,
    ) -> Door {
        if self.names.is_empty() {
            return Door::None;
        }
        let seat = self.seats.get(&organisation).copied();
        if seat == Some(SeatKind::Guest) {
            return Door::Guest;
        }
        let standing = signature_standing(party, &covenant.state, covenant.term, today);
        let visitor = Visitor {
            seat,
            undertaking: Undertaking::Signature(standing),
            annex_in_force: self.annex_in_force,
        };
        match gate(visitor, Subject::CLOSED_PART) {
            Ok(()) => Door::Open,
            Err(reasons) => Door::Shut(reasons),
        }
    }
}
