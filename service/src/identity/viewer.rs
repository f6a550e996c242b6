//! Turns the account of a session into the person at work: roles, seats and what the frame of
//! every page shows. One statement, because every request pays for it.

use std::sync::LazyLock;

use chrono::{DateTime, TimeDelta, Utc};
use domain::actor::{Actor, GuestPlace, HeldRole, HeldSeat, StandIn};
use domain::id::{AccountId, MeetingId, OrganisationId, PersonId, RegionId, SeriesId};
use domain::meetings::{MeetingState, Rhythm};
use domain::people::{Class, OrganisationKind, Role, SeatKind, deputy};
use sea_orm::{FromQueryResult, Statement};
use uuid::Uuid;

use super::bound::Opens;
use crate::clock::local_date;
use crate::ctx::Site;
use crate::error::{Error, Result};
use crate::meetings::series::read_rhythm;
use crate::stored;

/// A series somebody sits in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesRef {
    /// Which one.
    pub id: SeriesId,
    /// Its name.
    pub name: String,
    /// When it meets.
    pub rhythm: Option<Rhythm>,
}

/// A region somebody works in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegionRef {
    /// Which one.
    pub id: RegionId,
    /// Its name.
    pub name: String,
}

/// Who looks, with the names that the frame of a page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    /// The person at work.
    pub actor: Actor,
    /// The name of the region.
    pub region: String,
    /// The name of the organisation.
    pub organisation: String,
    /// What the person is called in this system (a function, never a private name).
    pub function: String,
    /// The theme of the own municipality, else of the one that directs, as the name of a style.
    pub theme: String,
    /// The coat of arms of the own organisation, by the name of its theme; nothing for who is no
    /// municipality.
    pub arms: Option<String>,
    /// The series with a seat, also at one meeting only, in the order of their names.
    pub series: Vec<SeriesRef>,
    /// All regions of the account that open.
    pub regions: Vec<RegionRef>,
    /// When the person was made known here.
    pub since: DateTime<Utc>,
}

/// One of the rows about somebody: each role beside each place, deputy's place and identity.
#[derive(Debug, FromQueryResult)]
pub(super) struct Row {
    account_id: Uuid,
    person_id: Uuid,
    region_id: Uuid,
    region_name: String,
    organisation_id: Uuid,
    organisation_name: String,
    organisation_kind: String,
    function: String,
    created_at: DateTime<Utc>,
    issuer: Option<String>,
    subject: Option<String>,
    role: Option<String>,
    role_series: Option<Uuid>,
    seat_series: Option<Uuid>,
    seat_meeting: Option<Uuid>,
    seat_kind: Option<String>,
    seat_ceiling: Option<String>,
    series_name: Option<String>,
    series_rhythm: Option<String>,
    theme: Option<String>,
    own_theme: Option<String>,
    deputy_meeting: Option<Uuid>,
    deputy_state: Option<String>,
    deputy_role: Option<String>,
    deputy_series: Option<Uuid>,
    deputy_kind: Option<String>,
    deputy_ceiling: Option<String>,
    deputy_agreed: Option<String>,
}

/// What is asked about somebody; $2 is now and $3 is [`LONG_OVER`] ago.
pub(super) const COLUMNS: &str = "a.id AS account_id, p.id AS person_id, p.region_id, \
     r.name AS region_name, \
     p.organisation_id, o.name AS organisation_name, o.kind AS organisation_kind, p.function, \
     p.created_at, i.issuer, i.subject, g.role, g.series_id AS role_series, \
     t.series_id AS seat_series, \
     t.meeting_id AS seat_meeting, t.kind AS seat_kind, t.ceiling AS seat_ceiling, s.name AS series_name, \
     s.rhythm AS series_rhythm, m.theme, om.theme AS own_theme, dm.id AS deputy_meeting, \
     dm.state AS deputy_state, dt.series_id AS deputy_series, \
     dt.kind AS deputy_kind, dt.ceiling AS deputy_ceiling, d.ceiling AS deputy_agreed, \
     CASE WHEN EXISTS (SELECT 1 FROM role_grant h JOIN person hp ON hp.id = h.person_id \
     WHERE h.person_id = dt.person_id AND h.region_id = d.region_id AND h.role = d.role \
     AND (h.series_id IS NULL OR h.series_id = dt.series_id) AND hp.active) \
     THEN d.role END AS deputy_role";

/// Where an account `a` has its places.
pub(super) const PLACES: &str = "JOIN person p ON p.account_id = a.id \
     JOIN region r ON r.id = p.region_id \
     JOIN organisation o ON o.id = p.organisation_id \
     LEFT JOIN identity i ON i.account_id = a.id AND i.region_id = p.region_id \
     LEFT JOIN role_grant g ON g.person_id = p.id AND g.region_id = p.region_id \
     LEFT JOIN seat t ON t.person_id = p.id AND t.region_id = p.region_id \
     LEFT JOIN series s ON s.id = t.series_id AND s.region_id = p.region_id \
     LEFT JOIN municipality m ON m.organisation_id = s.organisation_id \
     LEFT JOIN municipality om ON om.organisation_id = p.organisation_id \
     LEFT JOIN stand_in d ON d.person_id = p.id AND d.region_id = p.region_id \
     LEFT JOIN meeting dm ON dm.id = d.meeting_id AND dm.region_id = p.region_id AND dm.starts_at > $3 \
     LEFT JOIN seat dt ON dt.id = d.seat_id AND dt.organisation_id = p.organisation_id \
     AND dt.series_id = dm.series_id \
     WHERE a.active AND p.active \
     AND NOT EXISTS (SELECT 1 FROM guest_account x WHERE x.person_id = p.id \
     AND (x.ends_at <= $2 OR x.state_word <> 'active'))";

/// In which order rows come.
pub(super) const ORDER: &str = "ORDER BY r.name, g.granted_at, s.name";

static SQL: LazyLock<String> =
    LazyLock::new(|| format!("SELECT {COLUMNS} FROM account a {PLACES} AND a.id = $1 {ORDER}"));

/// How long ago a meeting was at which nobody stands in any more: longer than the place of a
/// deputy counts, holidays and all ([`deputy::AFTERWARDS`]).
pub(super) const LONG_OVER: TimeDelta = TimeDelta::days(60);

/// Loads who looks; `None` when the account or its person in this region is gone or paused.
pub async fn viewer(site: &Site, account: AccountId, region: RegionId) -> Result<Option<Viewer>> {
    viewer_by(site, account, region, &Opens::All).await
}

/// The same on a session that need not open every region of the account: `None` also for a region
/// that it does not open, and the others are not among the regions of the viewer.
pub async fn viewer_by(
    site: &Site,
    account: AccountId,
    region: RegionId,
    opens: &Opens,
) -> Result<Option<Viewer>> {
    let reader = site.store.reader();
    let now = site.clock.now();
    let values = [account.0.into(), now.into(), (now - LONG_OVER).into()];
    let statement = Statement::from_sql_and_values(reader.get_database_backend(), &*SQL, values);
    let rows = Row::find_by_statement(statement).all(reader).await?;
    of_rows(rows.iter().collect(), (account, region), opens, site)
}

/// The person at work in a region, from all rows about an account; `None` as for [`viewer_by`].
pub(super) fn of_rows(
    mut rows: Vec<&Row>,
    (account, region): (AccountId, RegionId),
    opens: &Opens,
    site: &Site,
) -> Result<Option<Viewer>> {
    rows.retain(|row| row.account_id == account.0 && row.is_open(opens));
    let mut regions: Vec<RegionRef> = Vec::new();
    for row in &rows {
        let id = RegionId(row.region_id);
        if !regions.iter().any(|known| known.id == id) {
            regions.push(RegionRef {
                id,
                name: row.region_name.clone(),
            });
        }
    }
    let here: Vec<&Row> = rows
        .iter()
        .copied()
        .filter(|row| row.region_id == region.0)
        .collect();
    let Some(first) = here.first() else {
        return Ok(None);
    };

    let mut actor = Actor {
        account,
        person: PersonId(first.person_id),
        region,
        organisation: OrganisationId(first.organisation_id),
        kind: OrganisationKind::parse(&first.organisation_kind).ok_or_else(|| {
            Error::broken(format!("organisation kind {}", first.organisation_kind))
        })?,
        roles: Vec::new(),
        seats: Vec::new(),
        stand_ins: Vec::new(),
        guest_places: Vec::new(),
    };
    let mut series = Vec::new();
    for row in &here {
        add_role(&mut actor, row)?;
        add_seat(&mut actor, &mut series, row)?;
        add_stand_in(&mut actor, row, site)?;
    }
    if !actor.roles.iter().all(|held| held.role.may_stand_in()) {
        actor.stand_ins.clear();
    }
    // People of a municipality see its own theme; all others that of who directs their table.
    let directing = || here.iter().find_map(|row| row.theme.clone());
    let theme = first.own_theme.clone().or_else(directing);
    Ok(Some(Viewer {
        actor,
        region: first.region_name.clone(),
        organisation: first.organisation_name.clone(),
        function: first.function.clone(),
        theme: theme.unwrap_or_default(),
        arms: first.own_theme.clone(),
        series,
        regions,
        since: first.created_at,
    }))
}

impl Row {
    /// Whether a session that opens this much opens the region of this row.
    fn is_open(&self, opens: &Opens) -> bool {
        match opens {
            Opens::All => true,
            Opens::Only(one) => self.region_id == one.0,
            Opens::Agreed(bound) => {
                self.issuer.as_ref() == Some(&bound.issuer)
                    && self.subject.as_ref() == Some(&bound.subject)
            }
        }
    }
}

fn add_role(actor: &mut Actor, row: &Row) -> Result<()> {
    let Some(word) = &row.role else { return Ok(()) };
    let role = Role::parse(word).ok_or_else(|| Error::broken(format!("role {word}")))?;
    let held = HeldRole {
        role,
        series: row.role_series.map(SeriesId),
    };
    if !actor.roles.contains(&held) {
        actor.roles.push(held);
    }
    Ok(())
}

fn add_seat(actor: &mut Actor, series: &mut Vec<SeriesRef>, row: &Row) -> Result<()> {
    let (Some(id), Some(kind), Some(ceiling)) =
        (row.seat_series, &row.seat_kind, &row.seat_ceiling)
    else {
        return Ok(());
    };
    let id = SeriesId(id);
    let seat = HeldSeat {
        series: id,
        kind: SeatKind::parse(kind).ok_or_else(|| Error::broken(format!("seat kind {kind}")))?,
        ceiling: Class::parse(ceiling).ok_or_else(|| Error::broken(format!("class {ceiling}")))?,
    };
    match row.seat_meeting.map(MeetingId) {
        Some(meeting) => {
            let place = GuestPlace { meeting, seat };
            if !actor.guest_places.contains(&place) {
                actor.guest_places.push(place);
            }
        }
        None if actor.seat(id).is_none() => actor.seats.push(seat),
        None => {}
    }
    if !series.iter().any(|known| known.id == id) {
        series.push(SeriesRef {
            id,
            name: row.series_name.clone().unwrap_or_default(),
            rhythm: read_rhythm(row.series_rhythm.as_deref().unwrap_or_default())?,
        });
    }
    Ok(())
}

/// A place that a colleague left to the actor, as long as it counts.
fn add_stand_in(actor: &mut Actor, row: &Row, site: &Site) -> Result<()> {
    let (Some(meeting), Some(state), Some(series), Some(kind), Some(ceiling), Some(agreed)) = (
        row.deputy_meeting,
        &row.deputy_state,
        row.deputy_series,
        &row.deputy_kind,
        &row.deputy_ceiling,
        &row.deputy_agreed,
    ) else {
        return Ok(());
    };
    let state: MeetingState = stored::state(state)?;
    if !deputy::counts(&state, local_date, site.clock.today()) {
        return Ok(());
    }
    let place = StandIn {
        meeting: MeetingId(meeting),
        seat: HeldSeat {
            series: SeriesId(series),
            kind: stored::word(SeatKind::parse, kind)?,
            // No more than was agreed on for the deputy, nor than the seat opens now.
            ceiling: stored::word(Class::parse, ceiling)?.min(stored::word(Class::parse, agreed)?),
        },
        role: match &row.deputy_role {
            Some(word) => Some(stored::word(Role::parse, word)?),
            None => None,
        },
    };
    if !actor.stand_ins.contains(&place) {
        actor.stand_ins.push(place);
    }
    Ok(())
}
