//! What binds a table: one statement for the covenant, its parties, the annex and the advice, and one
//! for personal statements where they count.

use std::collections::{HashMap, HashSet};

use ::entity::{confidentiality_statement, item_relation};
use chrono::{DateTime, NaiveDate, Utc};
use domain::covenants::{
    CaseGround, CovenantState, PartyState, Standing, Term, Undertaking, Visitor, signature_standing,
};
use domain::id::{MeetingId, OrganisationId, PersonId, SeriesId};
use domain::meetings::{AdviceState, Opinion};
use domain::people::SeatKind;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait,
    QueryFilter, Statement,
};
use serde::Deserialize;
use uuid::Uuid;

use super::INVITED;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::gather::{self, Cell, gather, maybe_id};
use crate::stored;

/// What binds the table of a series: the covenant with its parties, the statements, and what case
/// discussion stands on.
#[derive(Debug, Clone)]
pub struct Binding {
    covenant: Option<(CovenantState, Term)>,
    parties: HashMap<Uuid, PartyState>,
    statements: HashSet<Uuid>,
    ground: CaseGround,
    partners: HashSet<Uuid>,
    today: NaiveDate,
}

/// A party, or the table itself where no covenant has one; in the order of [`BOND`].
#[derive(Debug, Deserialize)]
struct Row {
    state: Option<String>,
    starts_on: Option<NaiveDate>,
    ends_on: Option<NaiveDate>,
    #[serde(deserialize_with = "maybe_id")]
    organisation_id: Option<Uuid>,
    party_state: Option<String>,
    dpia_on: Option<NaiveDate>,
    opinion: Option<String>,
    answered_at: Option<DateTime<Utc>>,
    #[serde(deserialize_with = "maybe_id")]
    annex: Option<Uuid>,
    #[serde(deserialize_with = "maybe_id")]
    partner: Option<Uuid>,
}

const BOND: [Cell; 10] = [
    Cell::Plain("c.state"),
    Cell::Plain("c.starts_on"),
    Cell::Plain("c.ends_on"),
    Cell::Id("p.organisation_id"),
    Cell::Plain("p.state"),
    Cell::Plain("s.dpia_on"),
    Cell::Plain("d.opinion"),
    Cell::Plain("d.answered_at"),
    Cell::Id("a.id"),
    Cell::Id("w.organisation_id"),
];

/// What binds the table of the series `s` that the statement around it reads, with the place of today.
pub(crate) fn bonds(backend: DbBackend, today: &str) -> String {
    // One row to join to, also where there is nothing to join.
    let from = format!(
        "(SELECT 1 AS here) h \
         LEFT JOIN covenant c ON c.id = s.covenant_id AND c.region_id = s.region_id \
         LEFT JOIN covenant_party p ON p.covenant_id = c.id \
         LEFT JOIN series_advice d ON d.id = s.advice_id AND d.region_id = s.region_id \
         LEFT JOIN meeting_annex a ON a.series_id = s.id AND a.covenant_id = c.id \
         AND a.ended_at IS NULL AND a.in_force_from <= {today} \
         AND (a.in_force_to IS NULL OR a.in_force_to >= {today}) \
         LEFT JOIN annex_partner w ON w.annex_id = a.id AND w.organisation_id = p.organisation_id"
    );
    gather(backend, &BOND, &from, "")
}

impl Binding {
    /// Loads what binds the table of a series today; with a meeting, also who signed for that one alone.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the series is not of this region.
    pub async fn load(
        tx: &DatabaseTransaction,
        ctx: &Ctx,
        at: (SeriesId, Option<MeetingId>),
    ) -> Result<Self> {
        let backend = tx.get_database_backend();
        let today = ctx.today();
        let values = [at.0.0.into(), ctx.region().0.into(), today.into()];
        let sql = format!(
            "SELECT {} FROM series s WHERE s.id = $1 AND s.region_id = $2",
            bonds(backend, "$3")
        );
        let row = tx.query_one_raw(Statement::from_sql_and_values(backend, sql, values));
        let bonds: String = row.await?.ok_or(Error::NotFound)?.try_get_by_index(0)?;
        Self::of(tx, at, today, &bonds).await
    }

    /// The same, from what [`bonds`] gathered.
    pub(crate) async fn of(
        tx: &DatabaseTransaction,
        (series, meeting): (SeriesId, Option<MeetingId>),
        today: NaiveDate,
        bonds: &str,
    ) -> Result<Self> {
        let rows: Vec<Row> = gather::rows(bonds)?;
        let first = rows.first().ok_or(Error::NotFound)?;
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
        let ground = CaseGround {
            dpia: first.dpia_on.is_some(),
            advice: advice(first)?.counts(),
            annex: rows.iter().any(|row| row.annex.is_some()),
        };
        let partners = rows.iter().filter_map(|row| row.partner).collect();
        let mut parties = HashMap::new();
        for row in &rows {
            if let (Some(organisation), Some(state)) = (row.organisation_id, &row.party_state) {
                parties.insert(organisation, stored::state(state)?);
            }
        }
        let statements = if covenant.is_none() {
            statements(tx, (series, meeting), today).await?
        } else {
            HashSet::new()
        };
        Ok(Self {
            covenant,
            parties,
            statements,
            ground,
            partners,
            today,
        })
    }

    /// Reads who signed a statement of their own as well, where somebody was invited to an item: a
    /// covenant does not bind who is no party to it.
    pub(crate) async fn pledge(
        &mut self,
        tx: &DatabaseTransaction,
        at: (SeriesId, Option<MeetingId>),
        relations: &[item_relation::Model],
    ) -> Result<()> {
        if self.covenant.is_some() && relations.iter().any(|row| row.relation == INVITED) {
            self.statements = statements(tx, at, self.today).await?;
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
            ground: self.ground,
            partner: self.partners.contains(&organisation.0),
            unknown_deputy: false,
        }
    }

    /// Whether a person signed a statement of their own.
    pub(super) fn is_pledged(&self, person: PersonId) -> bool {
        self.statements.contains(&person.0)
    }

    /// What case discussion stands on at this table today.
    pub fn ground(&self) -> CaseGround {
        self.ground
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

/// Where the advice on the table stands.
fn advice(row: &Row) -> Result<AdviceState> {
    let Some(opinion) = &row.opinion else {
        return Ok(AdviceState::Missing);
    };
    let opinion = stored::word(Opinion::parse, opinion)?;
    Ok(AdviceState::kept(opinion, row.answered_at.is_some()))
}

/// Who signed a statement of their own: for the series, or for this one meeting of it.
async fn statements(
    tx: &DatabaseTransaction,
    (series, meeting): (SeriesId, Option<MeetingId>),
    today: NaiveDate,
) -> Result<HashSet<Uuid>> {
    use confidentiality_statement::Column::MeetingId as ForMeeting;
    let mut counts = Condition::any().add(ForMeeting.is_null());
    if let Some(meeting) = meeting {
        counts = counts.add(ForMeeting.eq(meeting.0));
    }
    Ok(confidentiality_statement::Entity::find()
        .filter(confidentiality_statement::Column::SeriesId.eq(series.0))
        .filter(counts)
        .all(tx)
        .await?
        .into_iter()
        .filter(|statement| statement.valid_to.is_none_or(|to| today <= to))
        .map(|statement| statement.person_id)
        .collect())
}
