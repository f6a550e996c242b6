//! Ends the meeting: what was agreed leaves the table, what was not reached comes back.

use std::collections::HashMap;

use ::entity::{agenda_item, capture, decision};
use domain::fault::{Code, Faults, NotNow};
use domain::id::{ActionId, BottleneckId, ItemId, MeetingId, OrganisationId, SeriesId};
use domain::meetings::live_command::CloseMeeting;
use domain::meetings::{
    Capture, DecisionState, ItemState, Unreached, is_unreached, leave_unreached,
};
use domain::policy::Operation;
use domain::roadmaps::BottleneckCategory;
use domain::text::{Screen, Title};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Set,
};
use uuid::Uuid;

use super::super::{adjust, fill};
use super::desk::{self, Desk};
use crate::actions::{self, NewAction};
use crate::ctx::{Ctx, Write};
use crate::door::Reader;
use crate::error::{Error, Result};
use crate::roadmaps::{self, NewBottleneck};
use crate::screen;

/// Ends the meeting. Actions go to their owners at once, with three working days to answer;
/// bottlenecks are raised; what was not reached is held over, or goes back among the proposals when
/// the command says so, but what who closes is left out of is always held over. What was on the table is dealt with. A decision that is not confirmed never
/// takes effect.
///
/// # Errors
/// `Refused` for an unknown word; `NotNow` when more decisions are not confirmed than the command
/// says were seen, or when the table does not sit.
pub async fn close(ctx: &Ctx, command: CloseMeeting) -> Result<MeetingId> {
    let tx = ctx.write().await?;
    let desk = Desk::sit(&tx, ctx, &command.id, Operation::CloseMeeting).await?;
    let state = desk.state.clone().close(ctx.now(), ctx.actor.person)?;
    let drafts = decision::Entity::find()
        .filter(decision::Column::MeetingId.eq(desk.row.id))
        .filter(decision::Column::StateWord.eq(DecisionState::Draft.word()))
        .count(&*tx)
        .await?;
    let how = Choices::read(&command)?;
    if drafts > command.unconfirmed.parse().unwrap_or_default() {
        let (state, operation) = ("drafts", "close");
        return Err(NotNow { state, operation }.into());
    }
    let items = desk.items(&tx).await?;
    let reader = Reader::load(&tx, ctx, desk.place(), items.iter().map(|item| item.id)).await?;
    for item in &items {
        let unreached = if reader.excludes(item.id) {
            Unreached::Hold
        } else {
            how.of(item.id)
        };
        wind_up(&tx, ctx, item, unreached).await?;
    }
    let sent = dispatch(&tx, ctx, &desk, &items).await?;
    desk.save(&tx, &state, None).await?;
    fill::carry_deferred(&tx, ctx, SeriesId(desk.row.series_id)).await?;
    let detail = format!("sent={sent} unconfirmed={drafts}");
    desk.record(&tx, ctx, Operation::CloseMeeting, detail)
        .await?;
    desk.turn(tx).await
}

/// What the director chose for what was not reached.
struct Choices {
    all: Option<Unreached>,
    each: HashMap<String, Unreached>,
}

impl Choices {
    /// Reads the choices of the form. What was reached meanwhile is simply not among the items that
    /// they are asked about.
    fn read(command: &CloseMeeting) -> Result<Self> {
        let mut faults = Faults::default();
        let mut word = |field: &str, word: &str| {
            faults.keep(field, Unreached::parse(word).ok_or(Code::NotAChoice))
        };
        let all = match command.all.as_str() {
            "" => None,
            all => word("all", all),
        };
        let mut each = HashMap::new();
        for line in &command.unreached {
            let (item, choice) = line.split_once(' ').unwrap_or((line, "hold"));
            if let Some(choice) = word("unreached", choice) {
                each.insert(item.to_owned(), choice);
            }
        }
        if faults.is_empty() {
            Ok(Self { all, each })
        } else {
            Err(faults.into())
        }
    }

    fn of(&self, item: Uuid) -> Unreached {
        let own = || self.each.get(&item.to_string()).copied();
        self.all.or_else(own).unwrap_or(Unreached::Hold)
    }
}

async fn wind_up(
    tx: &Write,
    ctx: &Ctx,
    item: &agenda_item::Model,
    unreached: Unreached,
) -> Result<()> {
    match desk::state(item)? {
        state @ ItemState::OnTable { .. } => {
            desk::keep(tx, ctx, item, &state.deal(ctx.now())?).await
        }
        state if is_unreached(&state, adjust::is_standing(item)) => {
            let state = leave_unreached(state, unreached, ctx.now())?;
            desk::keep(tx, ctx, item, &state).await
        }
        // What nobody judged waits for the next meeting.
        state @ ItemState::Proposed { .. } => {
            let state = state.defer_as_proposal(ctx.now())?;
            desk::keep(tx, ctx, item, &state).await
        }
        _ => Ok(()),
    }
}

/// Sends what was caught on its way; answers how many.
async fn dispatch(
    tx: &Write,
    ctx: &Ctx,
    desk: &Desk,
    items: &[agenda_item::Model],
) -> Result<usize> {
    let caught = capture::Entity::find()
        .filter(capture::Column::RegionId.eq(ctx.region().0))
        .filter(capture::Column::MeetingId.eq(desk.row.id))
        .filter(capture::Column::Kind.is_in(SENT.map(Capture::word)))
        .filter(capture::Column::UndoneAt.is_null())
        .filter(capture::Column::ObjectId.is_null())
        .order_by_asc(capture::Column::CreatedAt)
        .all(&**tx)
        .await?;
    let sent = caught.len();
    for row in caught {
        let item = items
            .iter()
            .find(|item| Some(item.id) == row.item_id)
            .ok_or_else(|| Error::broken("a capture without its item"))?;
        let object = if row.kind == Capture::Action.word() {
            send_action(tx, ctx, desk, item, &row).await?
        } else {
            send_bottleneck(tx, ctx, desk, item, &row).await?
        };
        let mut row: capture::ActiveModel = row.into();
        row.object_id = Set(Some(object));
        row.update(&**tx).await?;
    }
    Ok(sent)
}

/// What is caught at the table and leaves it when the meeting ends.
const SENT: [Capture; 2] = [Capture::Action, Capture::Bottleneck];

async fn send_action(
    tx: &Write,
    ctx: &Ctx,
    desk: &Desk,
    item: &agenda_item::Model,
    row: &capture::Model,
) -> Result<Uuid> {
    let (Some(owner), Some(due_on)) = (row.organisation_id, row.due_on) else {
        return Err(Error::broken("a captured action without owner or day"));
    };
    let draft = NewAction {
        // The id of the capture: closing again could never hand out twice.
        id: ActionId(row.id),
        title: row.text.clone(),
        detail: String::new(),
        organisation: OrganisationId(owner),
        person: None,
        due_on,
        series: Some(desk.series()),
        meeting: Some(MeetingId(desk.row.id)),
        item: Some(ItemId(item.id)),
        decision: None,
        class: desk::class(item)?,
        case_ref: item.case_ref.clone(),
        chain_link: None,
        step: None,
    };
    Ok(actions::assign(tx, ctx, draft).await?.0)
}

async fn send_bottleneck(
    tx: &Write,
    ctx: &Ctx,
    desk: &Desk,
    item: &agenda_item::Model,
    row: &capture::Model,
) -> Result<Uuid> {
    let known = screen::known(tx, ctx).await?;
    let mut screen = Screen::ordinary(&known);
    // Whatever the guard asked was answered when the text was caught.
    screen.reason = "answered when it was caught";
    let title = Title::parse(&row.text, &screen)
        .map_err(|_| Error::broken("a captured title that the guard refuses"))?;
    let draft = NewBottleneck {
        id: BottleneckId(row.id),
        title,
        detail: None,
        category: BottleneckCategory::Other,
        class: desk::class(item)?,
        item: Some(ItemId(item.id)),
        meeting: Some(MeetingId(desk.row.id)),
        steps: Vec::new(),
    };
    Ok(roadmaps::raise(tx, ctx, draft).await?.0)
}
