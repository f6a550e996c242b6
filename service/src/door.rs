//! Who may enter the closed part, and who may read which item: facts for [`domain::covenants::gate`].
//!
//! Every query that returns content asks here; the page and the live event ask again each time.

use std::collections::{HashMap, HashSet};

use ::entity::{agenda_item, confidentiality_statement, item_relation, seat};
use chrono::NaiveDate;
use domain::actor::Actor;
use domain::covenants::{
    CovenantState, PartyState, Shut, Standing, Subject, Term, Undertaking, Visitor, gate,
    signature_standing,
};
use domain::id::{MeetingId, OrganisationId, PersonId, SeriesId};
use domain::people::{Class, SeatKind};
use domain::policy::{Facts, Operation, may};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, FromQueryResult, QueryFilter,
    Statement,
};
use uuid::Uuid;

use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::stored;

/// How a person stands to an item that they were invited to, to advise on it.
pub(crate) const INVITED: &str = "invited";

/// What binds the table of a series: the covenant with its parties, the annex, the statements.
#[derive(Debug, Clone)]
pub struct Binding {
    covenant: Option<(CovenantState, Term)>,
    parties: HashMap<Uuid, PartyState>,
    statements: HashSet<Uuid>,
    annex_in_force: bool,
    today: NaiveDate,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    state: Option<String>,
    starts_on: Option<NaiveDate>,
    ends_on: Option<NaiveDate>,
    organisation_id: Option<Uuid>,
    party_state: Option<String>,
    in_force_from: Option<NaiveDate>,
    in_force_to: Option<NaiveDate>,
}

const SQL: &str = "SELECT c.state, c.starts_on, c.ends_on, p.organisation_id, p.state AS party_state, \
     a.in_force_from, a.in_force_to \
     FROM series s \
     LEFT JOIN covenant c ON c.id = s.covenant_id AND c.region_id = s.region_id \
     LEFT JOIN covenant_party p ON p.covenant_id = c.id \
     LEFT JOIN meeting_annex a ON a.series_id = s.id AND a.covenant_id = c.id \
     WHERE s.id = $1 AND s.region_id = $2";

impl Binding {
    /// Loads what binds the table of a series today.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the series is not of this region.
    pub async fn load(tx: &DatabaseTransaction, ctx: &Ctx, series: SeriesId) -> Result<Self> {
        let backend = tx.get_database_backend();
        let values = [series.0.into(), ctx.region().0.into()];
        let statement = Statement::from_sql_and_values(backend, SQL, values);
        let rows = Row::find_by_statement(statement).all(tx).await?;
        let first = rows.first().ok_or(Error::NotFound)?;
        let today = ctx.today();
        let covenant = match &first.state {
            Some(state) => {
                let starts = first
                    .starts_on
                    .ok_or_else(|| Error::broken("a covenant without a start"))?;
                Some((
                    stored::state(state)?,
                    Term {
                        starts,
                        ends: first.ends_on,
                    },
                ))
            }
            None => None,
        };
        let annex_in_force = rows.iter().any(|row| {
            row.in_force_from.is_some_and(|from| from <= today)
                && row.in_force_to.is_none_or(|to| today <= to)
        });
        let mut parties = HashMap::new();
        for row in &rows {
            if let (Some(organisation), Some(state)) = (row.organisation_id, &row.party_state) {
                parties.insert(organisation, stored::state(state)?);
            }
        }
        let statements = if covenant.is_none() {
            statements(tx, series, today).await?
        } else {
            HashSet::new()
        };
        Ok(Self {
            covenant,
            parties,
            statements,
            annex_in_force,
            today,
        })
    }

    /// Reads who signed a statement of their own as well, where somebody was invited to an item: a
    /// covenant does not bind who is no party to it.
    pub(crate) async fn pledge(
        &mut self,
        tx: &DatabaseTransaction,
        series: SeriesId,
        relations: &[item_relation::Model],
    ) -> Result<()> {
        if self.covenant.is_some() && relations.iter().any(|row| row.relation == INVITED) {
            self.statements = statements(tx, series, self.today).await?;
        }
        Ok(())
    }

    /// What the gate has to know of somebody at the table.
    pub fn visitor(
        &self,
        seat: Option<SeatKind>,
        organisation: OrganisationId,
        person: PersonId,
    ) -> Visitor {
        Visitor {
            seat,
            undertaking: self.undertaking(organisation, person),
            annex_in_force: self.annex_in_force,
            unknown_deputy: false,
        }
    }

    /// What binds an organisation or, without a covenant, a person.
    pub fn undertaking(&self, organisation: OrganisationId, person: PersonId) -> Undertaking {
        match &self.covenant {
            None => Undertaking::Statement(self.statements.contains(&person.0)),
            Some((covenant, term)) => Undertaking::Signature(
                self.parties
                    .get(&organisation.0)
                    .map_or(Standing::Missing, |party| {
                        signature_standing(party, covenant, *term, self.today)
                    }),
            ),
        }
    }
}

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
        (series, meeting): (SeriesId, Option<MeetingId>),
        items: impl IntoIterator<Item = Uuid>,
    ) -> Result<Self> {
        let mut binding = Binding::load(tx, ctx, series).await?;
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
        binding.pledge(tx, series, &relations).await?;
        let at = (series, meeting);
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
            pledged: binding.statements.contains(&actor.person.0),
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
    let binding = Binding::load(tx, ctx, series).await?;
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

async fn statements(
    tx: &DatabaseTransaction,
    series: SeriesId,
    today: NaiveDate,
) -> Result<HashSet<Uuid>> {
    Ok(confidentiality_statement::Entity::find()
        .filter(confidentiality_statement::Column::SeriesId.eq(series.0))
        .all(tx)
        .await?
        .into_iter()
        .filter(|statement| statement.valid_to.is_none_or(|to| today <= to))
        .map(|statement| statement.person_id)
        .collect())
}
