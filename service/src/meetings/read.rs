//! One reader's agenda: the published version, folded to what this reader may see.

mod view;

use domain::id::{ItemId, MeetingId, OrganisationId, SeriesId};
use domain::meetings::{
    Answer, Change, Entry, ItemKind, ItemState, MeetingState, Minutes, Outcome, Part, Slot,
    Snapshot, Wanted, diff, numbers, part_of, readers_agenda, step_out,
};
use domain::people::Class;
use domain::policy::{Facts, Operation};
use sea_orm::{ConnectionTrait, DatabaseTransaction, FromQueryResult, Statement};
use uuid::Uuid;

use super::read_rows::{self, HeadRow, LineRow};
use super::{answers, party_advice, rows};
use crate::ctx::Ctx;
use crate::door::Reader;
use crate::error::{Error, Result};
use crate::people::deputies::stood_in;
use crate::stored;

pub use view::{Agenda, Changed, DecisionLine, Head, Line, Moved, OwnProposal, Rights};

/// The agenda of a meeting as this reader may see it (`docs/domain.md#readers-agenda`).
///
/// # Errors
/// [`Error::NotFound`] for a meeting that does not exist for this actor.
pub async fn read(ctx: &Ctx, id: &str) -> Result<Agenda> {
    let id: MeetingId = id.parse().map_err(|_| Error::NotFound)?;
    let tx = ctx.read().await?;
    let (row, lines, binding) = read_rows::agenda(&tx, ctx, id).await?;
    let waiting = row.waiting()?;
    // What is not there is not asked for.
    let (replaced, proposed, to_give) = (row.deputies > 0, row.own > 0, row.asked);
    let head = head(row)?;
    let facts = head.facts();
    // The lines tell how this reader stands to them; not to what somebody was invited, nor how whoever
    // looks as this reader does.
    let asks = ctx.looks_as_another() || ctx.actor.advises();
    let asked = lines.iter().filter(|_| asks);
    let asked: Vec<Uuid> = asked.map(|line| line.item_id).collect();
    let mut reader =
        Reader::bound(&tx, ctx, (head.series, Some(head.id)), (binding, asked)).await?;
    for line in &lines {
        line.tell(&mut reader);
    }
    let composes = ctx.may(Operation::ArrangeAgenda, facts);
    let above = rows::is_above(ctx, facts);
    let closed = matches!(head.state, MeetingState::Closed { .. });
    let over = closed || matches!(head.state, MeetingState::Cancelled { .. });
    let published_at = lines.last().map(|line| line.published_at);
    let (now, before): (Vec<_>, Vec<_>) = lines
        .into_iter()
        .partition(|line| line.number == head.agenda_version);
    let changes = changes(&before, &now, &reader)?;
    let guest = ctx.actor.is_guest();
    let of_own = Facts::owned(None, ctx.actor.organisation);
    let open_actions = if over || guest || !ctx.may(Operation::ReadActions, of_own) {
        None
    } else {
        Some(read_rows::open_actions(&tx, ctx, head.series, &reader).await?)
    };
    let shown: Vec<Uuid> = now.iter().map(|line| line.item_id).collect();
    let slots = slots(now, &head, &reader, (composes, above))?;
    let told = !(guest || above || ctx.actor.is_guest_of(head.series));
    let deputies = if told && replaced {
        stood_in(&tx, ctx, head.id).await?
    } else {
        Vec::new()
    };
    let ahead = head.state.clone().answer().is_ok();
    let coming = if ahead && ctx.may(Operation::MarkAttendance, facts) {
        answers::coming(&tx, ctx, (head.id.0, head.series.0)).await?
    } else {
        Vec::new()
    };
    Ok(Agenda {
        coming,
        published_at,
        step_out: step_out(&slots),
        slots,
        changes,
        decisions: if closed {
            decisions(&tx, ctx, &head, &reader).await?
        } else {
            Vec::new()
        },
        own: if proposed && !(closed || guest || above) {
            own(&tx, ctx, &head, &reader, &shown).await?
        } else {
            Vec::new()
        },
        open_actions,
        waiting: if composes && !closed { waiting } else { 0 },
        is_today: crate::clock::local_date(head.starts_at) == ctx.today(),
        stands_in: deputies
            .iter()
            .find(|stood_in| stood_in.person == ctx.actor.person.0)
            .map(|stood_in| stood_in.label.clone()),
        deputies,
        asked: party_advice::to_answer(ctx, facts, to_give)
            .filter(|_| ahead)
            .unwrap_or(0),
        rights: rights(ctx, &head, composes),
        guest,
        above,
        head,
    })
}

/// The head of a meeting, from its row.
pub(crate) fn head(row: HeadRow) -> Result<Head> {
    Ok(Head {
        id: MeetingId(row.id),
        series: SeriesId(row.series_id),
        series_name: row.series_name,
        starts_at: row.starts_at,
        length: stored::count(row.length_minutes)?,
        room: row.room,
        state: stored::state(&row.state)?,
        submission_due: row.submission_due,
        publication_due: row.publication_due,
        sequence: row.sequence,
        answer: row
            .answer
            .as_deref()
            .map(|word| stored::word(Answer::parse, word))
            .transpose()?,
        version: row.version,
        agenda_version: row.agenda_version,
        urgent: row.urgent_because,
        moved: row.moved_because.map(|because| Moved {
            from: row.moved_from,
            because,
        }),
    })
}

fn rights(ctx: &Ctx, head: &Head, composes: bool) -> Rights {
    let facts = head.facts();
    let planned = matches!(head.state, MeetingState::Planned);
    let collecting = matches!(head.state, MeetingState::Collecting);
    let published = matches!(head.state, MeetingState::Published { .. });
    let running = matches!(head.state, MeetingState::InProgress { .. });
    let closed = matches!(head.state, MeetingState::Closed { .. });
    Rights {
        compose: composes && (planned || collecting || published),
        propose: (collecting || published) && ctx.may(Operation::ProposeItem, facts),
        open: planned && ctx.may(Operation::OpenProposals, facts),
        reschedule: (planned || collecting || published)
            && ctx.may(Operation::RescheduleMeeting, facts),
        cancel: (planned || collecting || published) && ctx.may(Operation::CancelMeeting, facts),
        answer: (planned || collecting || published)
            && !rows::is_above(ctx, facts)
            && ctx.may(Operation::AcceptMeeting, facts),
        send_deputy: ctx.may(
            Operation::SendDeputy,
            facts.owned_by(ctx.actor.organisation),
        ),
        script: !matches!(head.state, MeetingState::Cancelled { .. })
            && ctx.may(Operation::ReadScript, facts),
        start: published && ctx.may(Operation::StartMeeting, facts),
        follow: running && ctx.may(Operation::FollowMeeting, facts),
        decisions: closed
            && (rows::is_above(ctx, facts) || ctx.may(Operation::FollowMeeting, facts)),
        minutes: closed && sees_minutes(ctx, head),
        view_as: !ctx.looks_as_another() && ctx.may(Operation::ViewAs, Facts::default()),
    }
}

/// Whether there are minutes to read for this reader, or to write.
fn sees_minutes(ctx: &Ctx, head: &Head) -> bool {
    let facts = head.facts();
    let minutes = head.state.minutes();
    if rows::is_above(ctx, facts) {
        return matches!(minutes, Minutes::Approved { .. });
    }
    let told = minutes.is_told() && ctx.may(Operation::ReadMinutes, facts);
    told || ctx.may(Operation::EditMinutes, facts)
}

/// Whether the reader may read a line, as it was published and as it is now.
fn may_read(line: &LineRow, reader: &Reader) -> Result<bool> {
    let class: Class = stored::word(Class::parse, &line.class)?;
    let now: Class = stored::word(Class::parse, &line.class_now)?;
    let for_guests = line.guest_shared && line.shared_now;
    let submitter = OrganisationId(line.organisation_id);
    Ok(reader.reads(line.item_id, class.max(now), for_guests, submitter))
}

fn slots(
    rows: Vec<LineRow>,
    head: &Head,
    reader: &Reader,
    (composes, above): (bool, bool),
) -> Result<Vec<Slot<Line>>> {
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        let readable = may_read(&row, reader)?;
        lines.push(line(row, readable, above)?);
    }
    let numbers = numbers(lines.iter().map(|line| line.part));
    let mut entries = Vec::with_capacity(lines.len());
    for (mut line, number) in lines.into_iter().zip(numbers) {
        line.number = number;
        entries.push(Entry {
            part: line.part,
            minutes: line.minutes,
            item: line,
        });
    }
    Ok(readers_agenda(entries, head.starts_at, |line| {
        let steers = composes && !reader.excludes(line.id.0);
        !line.opaque || (steers && line.part == Part::Closed)
    }))
}

fn line(row: LineRow, readable: bool, above: bool) -> Result<Line> {
    let class = stored::word(Class::parse, &row.class)?;
    let part = part_of(class);
    let kind = stored::word(ItemKind::parse, &row.kind)?;
    // The reference of a case says nothing; the title of anything else may.
    let title = if readable || kind == ItemKind::Case {
        row.title
    } else {
        String::new()
    };
    // From above nothing shows that is not minutes yet, and not who brought it in.
    let shows_note = readable && !above && part == Part::Open;
    Ok(Line {
        number: None,
        id: ItemId(row.item_id),
        title,
        kind,
        class,
        minutes: stored::count(row.minutes)?,
        wanted: stored::word(Wanted::parse, &row.wanted)?,
        part,
        organisation: if above {
            String::new()
        } else {
            row.organisation
        },
        for_guests: row.guest_shared,
        state: stored::state(&row.state)?,
        deferred_on: row.deferred_at.map(crate::clock::local_date),
        note: if shows_note { row.note } else { String::new() },
        papers: if readable {
            stored::count(row.attached)?
        } else {
            0
        },
        opaque: !readable,
    })
}

fn changes(before: &[LineRow], now: &[LineRow], reader: &Reader) -> Result<Vec<Changed>> {
    if before.is_empty() {
        return Ok(Vec::new());
    }
    let old = seen(before, reader)?;
    let new = seen(now, reader)?;
    let title = |id: ItemId| {
        let named = new.iter().chain(&old).find(|snapshot| snapshot.id == id);
        named.map_or_else(String::new, |snapshot| snapshot.title.clone())
    };
    diff(&old, &new)
        .into_iter()
        .map(|change| {
            let id = subject(&change);
            let row = before.iter().find(|row| row.item_id == id.0);
            let state = row.map(|row| stored::state(&row.state)).transpose()?;
            Ok(Changed {
                title: title(id),
                held_over: is_held_over(&change, state.as_ref()),
                change,
            })
        })
        .collect()
}

/// Whether an item left the agenda for the next one.
pub(crate) fn is_held_over(change: &Change, state: Option<&ItemState>) -> bool {
    matches!(change, Change::Removed(_)) && matches!(state, Some(ItemState::Deferred { .. }))
}

/// The item that a change is about.
pub fn subject(change: &Change) -> ItemId {
    match change {
        Change::Added(id) | Change::Changed(id, _) | Change::Removed(id) | Change::Moved(id) => *id,
    }
}

fn seen(rows: &[LineRow], reader: &Reader) -> Result<Vec<Snapshot>> {
    let mut seen = Vec::with_capacity(rows.len());
    for row in rows {
        if may_read(row, reader)? {
            let class = stored::word(Class::parse, &row.class)?;
            seen.push(Snapshot {
                id: ItemId(row.item_id),
                title: row.title.clone(),
                kind: stored::word(ItemKind::parse, &row.kind)?,
                class,
                minutes: stored::count(row.minutes)?,
                wanted: stored::word(Wanted::parse, &row.wanted)?,
                part: part_of(class),
                papers: row.papers.clone(),
            });
        }
    }
    Ok(seen)
}

#[derive(Debug, FromQueryResult)]
struct DecisionRow {
    number: i32,
    item_id: Uuid,
    text: String,
    outcome: Option<String>,
    motivation: String,
    class: String,
    guest_shared: bool,
    organisation_id: Uuid,
}

async fn decisions(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    head: &Head,
    reader: &Reader,
) -> Result<Vec<DecisionLine>> {
    let sql = "SELECT d.number, d.item_id, d.text, d.outcome, d.motivation, i.class, \
               i.guest_shared, i.organisation_id \
               FROM decision d JOIN agenda_item i ON i.id = d.item_id \
               WHERE d.region_id = $1 AND d.meeting_id = $2 AND d.state_word = 'confirmed' \
               ORDER BY d.number";
    let values = [ctx.region().0.into(), head.id.0.into()];
    let statement = Statement::from_sql_and_values(tx.get_database_backend(), sql, values);
    let mut lines = Vec::new();
    for row in DecisionRow::find_by_statement(statement).all(tx).await? {
        let class: Class = stored::word(Class::parse, &row.class)?;
        let submitter = OrganisationId(row.organisation_id);
        let open = part_of(class) == Part::Open;
        if open && reader.reads(row.item_id, class, row.guest_shared, submitter) {
            lines.push(DecisionLine {
                number: row.number,
                item: ItemId(row.item_id),
                text: row.text,
                outcome: row
                    .outcome
                    .map(|word| stored::word(Outcome::parse, &word))
                    .transpose()?,
                motivation: row.motivation,
            });
        }
    }
    Ok(lines)
}

async fn own(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    head: &Head,
    reader: &Reader,
    published: &[Uuid],
) -> Result<Vec<OwnProposal>> {
    use ::entity::agenda_item::{Column, Entity};
    use ::entity::item_relation::{self, Column as Relation};
    use sea_orm::sea_query::Query;
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
    // The lines told only about what was published.
    let excluded = Query::select()
        .column(Relation::ItemId)
        .from(item_relation::Entity)
        .and_where(Relation::SubjectId.is_in(ctx.subjects()))
        .and_where(Relation::Relation.eq("excluded"))
        .to_owned();
    Entity::find()
        .filter(Column::RegionId.eq(ctx.region().0))
        .filter(Column::MeetingId.eq(head.id.0))
        .filter(Column::OrganisationId.eq(ctx.actor.organisation.0))
        .filter(Column::StateWord.is_in(["proposed", "returned", "included"]))
        .filter(Column::Origin.is_in([super::fill::PROPOSAL, super::fill::DEFERRED]))
        .filter(Column::Id.not_in_subquery(excluded))
        .order_by_asc(Column::CreatedAt)
        .all(tx)
        .await?
        .into_iter()
        .filter(|item| reader.may_read(item) && !published.contains(&item.id))
        .map(|item| {
            Ok(OwnProposal {
                id: ItemId(item.id),
                title: item.title,
                state: stored::state(&item.state)?,
            })
        })
        .collect()
}
