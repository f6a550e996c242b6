//! Who may enter the closed part, and who may read which item: facts for [`domain::covenants::gate`].
//!
//! Every query that returns content asks here; the page and the live event ask again each time.

mod binding;

use std::collections::HashSet;

use ::entity::{agenda_item, item_relation, seat};
use domain::actor::Actor;
use domain::covenants::{Shut, Subject, Undertaking, Visitor, gate};
use domain::id::{MeetingId, OrganisationId, PersonId, SeriesId};
use domain::people::{Class, SeatKind};
use domain::policy::{Facts, Operation, may};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::ctx::Ctx;
use crate::error::Result;
use crate::stored;

pub use binding::Binding;
pub(crate) use binding::bonds;

/// How a person stands to an item that they were invited to, to advise on it.
pub(crate) const INVITED: &str = "invited";

/// The reader of a series: what opens for the actor of this request.
#[derive(Debug, Clone)]
pub struct Reader {
    visitor: Visitor,
    ceiling: Class,
    named: HashSet<Uuid>,
    /// The items the person was invited to, to advise on them.
    invited: HashSet<Uuid>,
    /// Whether the person signed a statement of their own for this table.
    pledged: bool,
    excluded: HashSet<Uuid>,
    organisation: OrganisationId,
    /// Who really is there, when somebody looks as this reader.
    behind: Option<Box<Self>>,
}

impl Reader {
    /// Loads what decides for this actor, for the items given. With a meeting, also what opens by
    /// standing in there: then the items have to be of that meeting.
    pub async fn load(
        tx: &DatabaseTransaction,
        ctx: &Ctx,
        at: (SeriesId, Option<MeetingId>),
        items: impl IntoIterator<Item = Uuid>,
    ) -> Result<Self> {
        let binding = Binding::load(tx, ctx, at).await?;
        Self::bound(tx, ctx, at, (binding, items)).await
    }

    /// The same, for who knows already what binds the table.
    pub(crate) async fn bound(
        tx: &DatabaseTransaction,
        ctx: &Ctx,
        at: (SeriesId, Option<MeetingId>),
        (mut binding, items): (Binding, impl IntoIterator<Item = Uuid>),
    ) -> Result<Self> {
        let items: Vec<Uuid> = items.into_iter().collect();
        let relations = if items.is_empty() {
            Vec::new()
        } else {
            item_relation::Entity::find()
                .filter(item_relation::Column::RegionId.eq(ctx.region().0))
                .filter(item_relation::Column::SubjectId.is_in(ctx.subjects()))
                .filter(item_relation::Column::ItemId.is_in(items))
                .all(tx)
                .await?
        };
        binding.pledge(tx, at, &relations).await?;
        Ok(Self::of(&binding, ctx, at, &relations))
    }

    /// The same, from what binds the table and how organisations stand to its items.
    pub(crate) fn of(
        binding: &Binding,
        ctx: &Ctx,
        at: (SeriesId, Option<MeetingId>),
        relations: &[item_relation::Model],
    ) -> Self {
        let mut reader = Self::at(binding, &ctx.actor, at);
        let subjects = ctx.actor.subjects();
        let own = relations.iter();
        for row in own.filter(|row| subjects.contains(&row.subject_id)) {
            reader.relate(row.item_id, &row.relation);
        }
        let behind = ctx.behind();
        reader.behind = behind.map(|ctx| Box::new(Self::of(binding, &ctx, at, relations)));
        reader
    }

    /// A reader who is named on no item yet.
    fn at(
        binding: &Binding,
        actor: &Actor,
        (series, meeting): (SeriesId, Option<MeetingId>),
    ) -> Self {
        // A seat opens nothing for a role that has no business at the table, such as who oversees.
        let here = Facts::of_series(series).at(meeting);
        let at_table = may(actor, Operation::ReadMeetings, here);
        let seat = actor.seat_at(series, meeting).filter(|_| at_table);
        let seat = seat.map(|seat| (seat.kind, seat.ceiling));
        // Who steers reads from above what a member reads up to K1, never the closed part.
        let above = !at_table && may(actor, Operation::ReadPublished, here);
        let above = above.then_some((SeatKind::Member, Class::K1));
        let place = seat.or(above);
        Self {
            visitor: binding.visitor(
                place.map(|(kind, _)| kind),
                actor.organisation,
                actor.person,
            ),
            ceiling: place.map_or(Class::K0, |(_, ceiling)| ceiling),
            named: HashSet::new(),
            invited: HashSet::new(),
            pledged: binding.is_pledged(actor.person),
            excluded: HashSet::new(),
            organisation: actor.organisation,
            behind: None,
        }
    }

    /// How the organisation of this reader stands to an item, for who read that by itself.
    pub(crate) fn relate(&mut self, item: Uuid, relation: &str) {
        match relation {
            "named" => self.named.insert(item),
            INVITED => self.invited.insert(item),
            "excluded" => self.excluded.insert(item),
            _ => false,
        };
    }

    /// Whether this reader may read the content of an item of this series.
    pub fn may_read(&self, item: &agenda_item::Model) -> bool {
        Class::parse(&item.class).is_some_and(|class| {
            self.reads(
                item.id,
                class,
                item.guest_shared,
                OrganisationId(item.organisation_id),
            )
        })
    }

    /// Whether this reader may read something of a class that hangs on an item.
    pub fn reads(
        &self,
        item: Uuid,
        class: Class,
        for_guests: bool,
        submitter: OrganisationId,
    ) -> bool {
        // Who brought an item in always is named on it; an exclusion beats even that.
        let named = self.named.contains(&item) || submitter == self.organisation;
        let invited = self.invited.contains(&item);
        let subject = Subject {
            class,
            for_guests,
            named,
            invited,
            excluded: self.excluded.contains(&item),
        };
        let mut visitor = self.visitor;
        if invited && self.pledged {
            // Who is there for one item binds themselves, whether or not their organisation signed.
            visitor.undertaking = Undertaking::Statement(true);
        }
        let reaches = invited || class <= self.ceiling.max(Class::K0);
        let opens = reaches && gate(visitor, subject).is_ok();
        let behind = self.behind.as_ref();
        opens && behind.is_none_or(|it| it.reads(item, class, for_guests, submitter))
    }

    /// Whether this reader, or the organisation, is on the exclusion list of an item.
    pub fn excludes(&self, item: Uuid) -> bool {
        let behind = self.behind.as_ref();
        self.excluded.contains(&item) || behind.is_some_and(|it| it.excludes(item))
    }

    /// Whether the closed part as such is open for this reader.
    pub fn may_enter(&self) -> bool {
        self.enter().is_ok()
    }

    /// The same, with every reason why not.
    ///
    /// # Errors
    /// The reasons for which the closed part stays shut.
    pub fn enter(&self) -> std::result::Result<(), Vec<Shut>> {
        gate(self.visitor, Subject::CLOSED_PART)?;
        if self.ceiling >= Class::K2 {
            self.behind.as_ref().map_or(Ok(()), |it| it.enter())
        } else {
            // The seat itself does not reach this high.
            Err(vec![Shut::NoSeat])
        }
    }
}

/// Whether something that hangs on an item may be handed to an organisation. What is K2 or K3 goes
/// only to one for whom the item itself opens; an exclusion beats every class.
pub async fn opens_for(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    item: &agenda_item::Model,
    class: Class,
    organisation: OrganisationId,
) -> Result<bool> {
    let class = class.max(stored::word(Class::parse, &item.class)?);
    let relations = item_relation::Entity::find()
        .filter(item_relation::Column::ItemId.eq(item.id))
        .filter(item_relation::Column::SubjectId.eq(organisation.0))
        .all(tx)
        .await?;
    let is = |relation: &str| relations.iter().any(|row| row.relation == relation);
    if is("excluded") {
        return Ok(false);
    }
    if class <= Class::K1 {
        return Ok(true);
    }
    let series = SeriesId(item.series_id);
    let at = (series, item.meeting_id.map(MeetingId));
    let binding = Binding::load(tx, ctx, at).await?;
    let named = is("named") || item.organisation_id == organisation.0;
    let subject = Subject {
        class,
        for_guests: false,
        named,
        invited: false,
        excluded: false,
    };
    let seats = seat::Entity::find()
        .filter(seat::Column::RegionId.eq(ctx.region().0))
        .filter(seat::Column::SeriesId.eq(series.0))
        .filter(seat::Column::OrganisationId.eq(organisation.0))
        .all(tx)
        .await?;
    Ok(seats.iter().any(|seat| {
        let kind = SeatKind::parse(&seat.kind);
        let ceiling = Class::parse(&seat.ceiling).unwrap_or(Class::K0);
        let visitor = binding.visitor(
            kind,
            organisation,
            PersonId(seat.person_id.unwrap_or_default()),
        );
        ceiling >= class && gate(visitor, subject).is_ok()
    }))
}
