//! Who comes to a meeting: each for themselves, on its page or by the link of a letter
//! (`docs/domain.md#coming`).

use ::entity::{answer_link, meeting, meeting_answer};
use domain::id::MeetingId;
use domain::meetings::command::AnswerMeeting;
use domain::meetings::{Answer, MeetingState};
use domain::policy::Operation;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, FromQueryResult, QueryFilter,
    Set, Statement,
};
use uuid::Uuid;

use super::rows;
use crate::audit::note;
use crate::ctx::{Ctx, Write};
use crate::error::{Error, Result};
use crate::stored;

/// A place at a meeting, and whether who takes it comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coming {
    /// The short name of the organisation.
    pub organisation: String,
    /// What the seat is called.
    pub label: String,
    /// The function of who takes it there; nothing for a seat without anybody.
    pub function: Option<String>,
    /// Whether that is a deputy.
    pub deputy: bool,
    /// Whether a deputy can be named for it: not for the seat of a guest.
    pub replaceable: bool,
    /// What they said.
    pub answer: Option<Answer>,
}

/// Says that one comes to a meeting; changing one's mind is saying so again.
///
/// # Errors
/// [`crate::error::Error::NotNow`] once it has started or is off; `Stale` when its time or place changed
/// since; `NotAllowed` for who has no place there, `NotFound`.
pub async fn accept(ctx: &Ctx, command: AnswerMeeting) -> Result<MeetingId> {
    give(ctx, &command, (Answer::Accepted, "page")).await
}

/// Says that one does not come.
///
/// # Errors
/// As [`accept`].
pub async fn decline(ctx: &Ctx, command: AnswerMeeting) -> Result<MeetingId> {
    give(ctx, &command, (Answer::Declined, "page")).await
}

/// The same, by whom the letter went to.
pub(crate) async fn by_link(
    ctx: &Ctx,
    (id, sequence): (MeetingId, i32),
    answer: Answer,
) -> Result<()> {
    let command = AnswerMeeting {
        id: id.to_string(),
        sequence,
    };
    give(ctx, &command, (answer, "letter")).await?;
    Ok(())
}

async fn give(
    ctx: &Ctx,
    command: &AnswerMeeting,
    (answer, by): (Answer, &str),
) -> Result<MeetingId> {
    let tx = ctx.write().await?;
    let row = rows::meeting(&tx, ctx, &command.id).await?;
    let operation = match answer {
        Answer::Accepted => Operation::AcceptMeeting,
        Answer::Declined => Operation::DeclineMeeting,
    };
    ctx.authorise(operation, rows::meeting_facts(&row))?;
    stored::state::<MeetingState>(&row.state)?.answer()?;
    stands_still(&tx, &row, command.sequence).await?;
    let said = meeting_answer::ActiveModel {
        meeting_id: Set(row.id),
        person_id: Set(ctx.actor.person.0),
        region_id: Set(row.region_id),
        answer: Set(answer.word().to_owned()),
        at: Set(ctx.now()),
    };
    let instead = OnConflict::columns([
        meeting_answer::Column::MeetingId,
        meeting_answer::Column::PersonId,
    ])
    .update_columns([meeting_answer::Column::Answer, meeting_answer::Column::At])
    .to_owned();
    meeting_answer::Entity::insert(said)
        .on_conflict(instead)
        .exec_without_returning(&*tx)
        .await?;
    note(&tx, ctx, operation, ("meeting", row.id), format!("by={by}")).await?;
    tx.commit().await?;
    Ok(MeetingId(row.id))
}

/// Holds a meeting at the time that was seen until this is written: nobody moves it in between.
async fn stands_still(tx: &Write, row: &meeting::Model, seen: i32) -> Result<()> {
    let held = meeting::Entity::update_many()
        .col_expr(meeting::Column::Sequence, Expr::value(seen))
        .filter(meeting::Column::Id.eq(row.id))
        .filter(meeting::Column::Sequence.eq(seen))
        .exec(&**tx)
        .await?;
    if held.rows_affected == 1 {
        Ok(())
    } else {
        Err(Error::Stale(row.sequence))
    }
}

/// What the actor said about coming to a meeting.
pub(crate) async fn own(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    meeting: Uuid,
) -> Result<Option<Answer>> {
    let found = meeting_answer::Entity::find_by_id((meeting, ctx.actor.person.0))
        .filter(meeting_answer::Column::RegionId.eq(ctx.region().0))
        .one(tx)
        .await?;
    found
        .map(|row| stored::word(Answer::parse, &row.answer))
        .transpose()
}

/// Who comes to a meeting, place by place: who stands in for a colleague answers for that place.
pub(crate) async fn coming(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    row: (Uuid, Uuid),
) -> Result<Vec<Coming>> {
    let (meeting, series) = row;
    let values = [meeting.into(), ctx.region().0.into(), series.into()];
    let statement = Statement::from_sql_and_values(tx.get_database_backend(), COMING, values);
    let found = Row::find_by_statement(statement).all(tx).await?;
    found.into_iter().map(Row::read).collect()
}

const COMING: &str = "SELECT o.short_name AS organisation, t.label, t.kind, p.function, \
     d.person_id AS deputy, a.answer \
     FROM seat t JOIN organisation o ON o.id = t.organisation_id \
     LEFT JOIN stand_in d ON d.meeting_id = $1 AND d.seat_id = t.id AND d.region_id = $2 \
     LEFT JOIN person p ON p.id = COALESCE(d.person_id, t.person_id) AND p.region_id = $2 AND p.active \
     LEFT JOIN meeting_answer a ON a.meeting_id = $1 AND a.person_id = p.id AND a.region_id = $2 \
     WHERE t.region_id = $2 AND t.series_id = $3 AND (t.meeting_id IS NULL OR t.meeting_id = $1) \
     ORDER BY t.position, t.id";

#[derive(Debug, FromQueryResult)]
struct Row {
    organisation: String,
    label: String,
    kind: String,
    function: Option<String>,
    deputy: Option<Uuid>,
    answer: Option<String>,
}

impl Row {
    fn read(self) -> Result<Coming> {
        let answer = self.answer.as_deref();
        Ok(Coming {
            answer: answer
                .map(|word| stored::word(Answer::parse, word))
                .transpose()?,
            replaceable: self.kind == "member" && self.deputy.is_none(),
            organisation: self.organisation,
            label: self.label,
            function: self.function,
            deputy: self.deputy.is_some(),
        })
    }
}

/// A meeting has another day: what people said about the one before says nothing of it, and no letter
/// about that one works any more.
pub(super) async fn clear(tx: &Write, row: &meeting::Model, moved: bool) -> Result<()> {
    if moved {
        meeting_answer::Entity::delete_many()
            .filter(meeting_answer::Column::MeetingId.eq(row.id))
            .exec(&**tx)
            .await?;
    }
    answer_link::Entity::delete_many()
        .filter(answer_link::Column::MeetingId.eq(row.id))
        .exec(&**tx)
        .await?;
    Ok(())
}
