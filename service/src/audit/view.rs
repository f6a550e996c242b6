//! The trail for who oversees: read on a ground that is written down first, by page, and taken out as
//! a file. An administrator sees what was done to the machinery, a director how much was done.

use ::entity::audit;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::id::{OrganisationId, PersonId};
use domain::people::Role;
use domain::policy::{Facts, Operation};
use sea_orm::{
    ColumnTrait, Condition, DatabaseTransaction, EntityTrait, FromQueryResult, QueryFilter,
    QueryOrder, QuerySelect, Select,
};
use std::collections::HashMap;
use uuid::Uuid;

use super::ground::{looked, must_be_open};
use super::guest_deed::GuestDeed;
use super::knock::KNOCK;
use super::names::Names;
use super::reach::reach;
use super::{check, renew};
use crate::clock::midnight;
use crate::ctx::Ctx;
use crate::error::Result;

/// How many lines a page has.
const PAGE: u64 = 50;
/// The end of an action about coming in.
pub(super) const SIGN_IN: &str = "SignIn";
/// A session that a provider ended.
pub(super) const END_SESSION: &str = "EndSession";

/// Which lines somebody asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// From the beginning of this day in the Netherlands.
    pub from: Option<NaiveDate>,
    /// Until the end of this one.
    pub to: Option<NaiveDate>,
    /// By whom.
    pub person: Option<PersonId>,
    /// For which organisation.
    pub organisation: Option<OrganisationId>,
    /// What, by the name that the trail keeps.
    pub action: Option<String>,
    /// How it ended.
    pub result: Option<String>,
    /// To what kind of thing.
    pub object: Option<String>,
    /// Older than this line.
    pub before: Option<(DateTime<Utc>, Uuid)>,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deed {
    /// An operation, by its place in the list of all.
    Done(usize),
    /// Somebody came in.
    SignIn,
    /// Somebody who was in showed again who they are.
    SignInAgain,
    /// Somebody was not let in.
    SignInRefused,
    /// A provider ended a session.
    EndSession,
    /// A door did not open for somebody who is in.
    TurnedAway,
    /// The house verified the trail, and it was whole.
    Verified,
    /// The house verified the trail, and it was not.
    FoundBroken,
    /// The operator changed the key of the trail.
    KeyChanged,
    /// What a guest does at the door, or what the program does about guests.
    AtTheDoor(GuestDeed),
    /// Something that this version has no name for.
    Unknown,
}

/// One line of the trail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Which one.
    pub id: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// The function of the person; nothing when nobody was known.
    pub function: Option<String>,
    /// The organisation, as it was then.
    pub organisation: Option<String>,
    /// The role, as it was then.
    pub role: Option<Role>,
    /// What was done.
    pub deed: Deed,
    /// The kind of thing it was done to.
    pub object: String,
    /// Which one; nothing in what an administrator sees.
    pub object_id: Option<Uuid>,
    /// How it ended.
    pub result: String,
    /// By which way it came in.
    pub origin: String,
    /// Of a ground on which the trail was opened: the words.
    pub ground: Option<String>,
    /// The function of the person it was done to, if it was done to one.
    pub about: Option<String>,
}

/// A page of lines, the latest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lines {
    /// The lines.
    pub lines: Vec<Line>,
    /// Where the next page begins, when there is one.
    pub next: Option<(DateTime<Utc>, Uuid)>,
}

/// The place of a line as one word, for an address.
pub fn place_word((at, id): (DateTime<Utc>, Uuid)) -> String {
    format!("{}_{id}", at.timestamp_micros())
}

/// The place of a line by its word; nothing for any other text.
pub fn place(word: &str) -> Option<(DateTime<Utc>, Uuid)> {
    let (at, id) = word.split_once('_')?;
    let at = DateTime::from_timestamp_micros(at.parse().ok()?)?;
    Some((at, id.parse().ok()?))
}

impl Deed {
    /// What was done, by what the trail keeps.
    pub fn of(action: &str, result: &str, detail: &str) -> Self {
        match action {
            SIGN_IN if result == "refused" => Self::SignInRefused,
            SIGN_IN if detail.contains("again=yes") => Self::SignInAgain,
            SIGN_IN => Self::SignIn,
            END_SESSION => Self::EndSession,
            KNOCK => Self::TurnedAway,
            renew::ACTION => Self::KeyChanged,
            check::ACTION if result == "done" => Self::Verified,
            check::ACTION => Self::FoundBroken,
            _ => Operation::named(action)
                .and_then(|named| Operation::ALL.iter().position(|one| *one == named))
                .map(Self::Done)
                .or_else(|| GuestDeed::named(action).map(Self::AtTheDoor))
                .unwrap_or(Self::Unknown),
        }
    }

    /// The operation, when it is one.
    pub fn operation(self) -> Option<Operation> {
        match self {
            Self::Done(place) => Operation::ALL.get(place).copied(),
            _ => None,
        }
    }
}

/// A page of the trail, as far as the actor oversees it. That it was looked at is a line of it.
///
/// # Errors
/// [`crate::error::Error::NotAllowed`], also when no ground was given in the last hour.
pub async fn trail(ctx: &Ctx, filter: &Filter) -> Result<Lines> {
    ctx.authorise(Operation::ReadTrail, Facts::default())?;
    let tx = ctx.aside().await?;
    must_be_open(&tx, ctx).await?;
    let here = reach(&tx, ctx).await?;
    let found = page(&tx, ctx, filter, here).await?;
    looked(&tx, ctx, Operation::ReadTrail, found.lines.len()).await?;
    tx.commit().await?;
    Ok(found)
}

/// A page of what was done to the machinery, without the things it was done to; also who was not let
/// in, whom no region knows.
///
/// # Errors
/// [`crate::error::Error::NotAllowed`].
pub async fn technical(ctx: &Ctx, filter: &Filter) -> Result<Lines> {
    ctx.authorise(Operation::ReadTechnicalTrail, Facts::default())?;
    let tx = ctx.aside().await?;
    let names = Operation::ALL.iter().filter(|one| one.is_technical());
    let names = names.map(|one| format!("{one:?}"));
    let names =
        names.chain([SIGN_IN, END_SESSION, check::ACTION, renew::ACTION].map(str::to_owned));
    let strangers = Condition::all()
        .add(audit::Column::RegionId.is_null())
        .add(audit::Column::Action.eq(SIGN_IN));
    let here = Condition::any().add(in_region(ctx)).add(strangers);
    let only = Condition::all()
        .add(here)
        .add(audit::Column::Action.is_in(names));
    let mut found = page(&tx, ctx, filter, only).await?;
    for line in &mut found.lines {
        line.object_id = None;
        line.about = None;
    }
    looked(&tx, ctx, Operation::ReadTechnicalTrail, found.lines.len()).await?;
    tx.commit().await?;
    Ok(found)
}

/// How often what was done in the last thirty days, the most frequent first.
///
/// # Errors
/// [`crate::error::Error::NotAllowed`].
pub async fn counts(ctx: &Ctx) -> Result<Vec<(Deed, i64)>> {
    #[derive(FromQueryResult)]
    struct Row {
        action: String,
        result: String,
        times: i64,
    }
    ctx.authorise(Operation::CountTrail, Facts::default())?;
    let tx = ctx.read().await?;
    let rows: Vec<Row> = audit::Entity::find()
        .select_only()
        .column(audit::Column::Action)
        .column(audit::Column::Result)
        .column_as(audit::Column::Id.count(), "times")
        .filter(audit::Column::RegionId.eq(ctx.region().0))
        .filter(audit::Column::At.gte(ctx.now() - TimeDelta::days(30)))
        .group_by(audit::Column::Action)
        .group_by(audit::Column::Result)
        .into_model()
        .all(&*tx)
        .await?;
    let mut found: HashMap<Deed, i64> = HashMap::new();
    for row in rows {
        *found
            .entry(Deed::of(&row.action, &row.result, ""))
            .or_default() += row.times;
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by_key(|(deed, times)| (-times, *deed));
    Ok(found)
}

pub(super) fn in_region(ctx: &Ctx) -> Condition {
    Condition::all().add(audit::Column::RegionId.eq(ctx.region().0))
}

pub(super) fn select(filter: &Filter, only: Condition) -> Select<audit::Entity> {
    use audit::Column;
    let mut all = only
        .add_option(filter.from.map(|day| Column::At.gte(midnight(day))))
        .add_option(
            filter
                .to
                .and_then(|day| day.succ_opt())
                .map(|day| Column::At.lt(midnight(day))),
        )
        .add_option(filter.person.map(|id| Column::PersonId.eq(id.0)))
        .add_option(
            filter
                .organisation
                .map(|id| Column::OrganisationId.eq(id.0)),
        )
        .add_option(
            filter
                .action
                .as_ref()
                .map(|action| Column::Action.eq(action)),
        )
        .add_option(
            filter
                .result
                .as_ref()
                .map(|result| Column::Result.eq(result)),
        )
        .add_option(
            filter
                .object
                .as_ref()
                .map(|object| Column::Object.eq(object)),
        );
    if let Some((at, id)) = filter.before {
        let same = Condition::all()
            .add(Column::At.eq(at))
            .add(Column::Id.lt(id));
        all = all.add(Condition::any().add(Column::At.lt(at)).add(same));
    }
    audit::Entity::find()
        .filter(all)
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id)
}

async fn page(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    filter: &Filter,
    only: Condition,
) -> Result<Lines> {
    let mut rows = select(filter, only).limit(PAGE + 1).all(tx).await?;
    let size = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = rows.len() > size;
    rows.truncate(size);
    let names = Names::of(tx, &rows).await?;
    let next = rows.last().filter(|_| more).map(|row| (row.at, row.id));
    let lines = rows.into_iter().map(|row| line(ctx, &names, row));
    Ok(Lines {
        lines: lines.collect(),
        next,
    })
}

/// A line with the names of those in it.
pub(super) fn line(ctx: &Ctx, names: &Names, row: audit::Model) -> Line {
    // Nobody of another region shows here, not even by a function.
    let here = row.region_id == Some(ctx.region().0);
    Line {
        id: row.id,
        at: row.at,
        function: names
            .function(row.person_id)
            .filter(|_| here)
            .map(str::to_owned),
        organisation: names
            .organisation(row.organisation_id)
            .filter(|_| here)
            .map(str::to_owned),
        role: Role::parse(&row.role),
        deed: Deed::of(&row.action, &row.result, &row.detail),
        ground: ground_of(&row),
        about: names.about(&row).filter(|_| here).map(str::to_owned),
        object: row.object,
        object_id: row.object_id,
        result: row.result,
        origin: row.origin,
    }
}

/// The words of the ground, where a line is the opening of the trail.
fn ground_of(row: &audit::Model) -> Option<String> {
    let opened = Operation::named(&row.action) == Some(Operation::OpenTrail);
    let words = row.detail.strip_prefix("reason=");
    words.filter(|_| opened).map(str::to_owned)
}
