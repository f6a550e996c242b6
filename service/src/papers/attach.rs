//! Attaching a file to an item: may they, what is it, is it safe, what does it say; only then it is kept.

use ::entity::{agenda_item, meeting, paper};
use domain::fault::{Code, Faults};
use domain::guard::{Known, Scope};
use domain::id::{ItemId, MeetingId, PaperId};
use domain::meetings::{ItemKind, ItemState, MeetingState};
use domain::papers::command::AttachPaper;
use domain::papers::{Flaw, LARGEST, LARGEST_TOGETHER, MOST, PaperKind, Place, changeable, sniff};
use domain::people::Class;
use domain::policy::Operation;
use domain::text::{Screen, Title};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QuerySelect,
};
use sha2::{Digest, Sha256};

use super::examine::{Examined, Part};
use super::{Desk, store};
use crate::audit;
use crate::ctx::{Ctx, Write};
use crate::error::{Error, Result, is_duplicate};
use crate::limits;
use crate::meetings::{arrange, rows};
use crate::{replay, screen, stored};

const YES: &str = "yes";

/// A file that came with the form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Upload {
    /// What it was called where it came from; only its end is looked at, and nothing of it is kept.
    pub name: String,
    /// Its content; cut off where it was too large.
    pub bytes: Vec<u8>,
    /// Whether it was larger than what is taken in.
    pub too_large: bool,
}

/// An item whose papers may be changed now.
pub(super) struct At {
    pub(super) row: agenda_item::Model,
    included: bool,
}

impl At {
    /// Says that the agenda on which the item stands is another now.
    pub(super) async fn touch(&self, tx: &mut Write) -> Result<()> {
        if let Some(meeting) = self.row.meeting_id {
            if self.included {
                arrange::touch_agenda(tx, meeting).await?;
            }
            tx.touch(MeetingId(meeting));
        }
        Ok(())
    }
}

/// The item, if the actor reads it, may do this to its papers, and it is not too late.
pub(super) async fn at_item(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    id: &str,
    operation: Operation,
) -> Result<At> {
    let (row, readable) = rows::item_read(tx, ctx, id).await?;
    ctx.authorise(operation, rows::facts(&row))?;
    if !readable {
        return Err(Error::DoorShut);
    }
    let meeting = match row.meeting_id {
        Some(id) => meeting::Entity::find_by_id(id)
            .filter(meeting::Column::RegionId.eq(ctx.region().0))
            .one(tx)
            .await?
            .map(|meeting| stored::state::<MeetingState>(&meeting.state))
            .transpose()?,
        None => None,
    };
    let state: ItemState = stored::state(&row.state)?;
    let word = if operation == Operation::AttachPaper {
        "attach_paper"
    } else {
        "remove_paper"
    };
    changeable(meeting.as_ref(), &state, word)?;
    let included = state == ItemState::Included;
    Ok(At { row, included })
}

/// Refuses who may not attach anything to an item, before a file of theirs is read.
///
/// # Errors
/// [`Error::OnlyLooking`], [`Error::NotNow`], [`Error::DoorShut`], [`Error::NotAllowed`],
/// [`Error::NotFound`].
pub async fn may_attach(ctx: &Ctx, item: &str) -> Result<()> {
    if ctx.looks_as_another() {
        return Err(Error::OnlyLooking);
    }
    let tx = ctx.read().await?;
    at_item(&tx, ctx, item, Operation::AttachPaper).await?;
    Ok(())
}

/// A file that was found fit, and what is kept of it beside its content.
struct Fit {
    id: PaperId,
    title: Title,
    examined: Examined,
    looked_at: bool,
    sha256: String,
    /// Title and texts, for what the guard asked.
    asked: Option<domain::text::Answered>,
}

/// Attaches a file to an item.
///
/// # Errors
/// [`Error::Refused`] with what is wrong on `title`, `file`, `checked` or `reason`; [`Error::NoScanner`];
/// [`Error::TooMany`]; [`Error::Replayed`] for another file under an id that was used; as [`may_attach`].
pub async fn attach(
    ctx: &Ctx,
    desk: &Desk,
    command: AttachPaper,
    file: Option<Upload>,
) -> Result<ItemId> {
    let fit = judge(ctx, desk, &command, file.unwrap_or_default()).await?;
    let sealed = store::seal(&desk.vault, fit.id.0, &fit.examined.clean)?;
    let mut tx = ctx.write().await?;
    let at = at_item(&tx, ctx, &command.item, Operation::AttachPaper).await?;
    let item = ItemId(at.row.id);
    // Who attaches to the same item at the same time waits here.
    agenda_item::Entity::find_by_id(item.0)
        .lock_exclusive()
        .one(&*tx)
        .await?;
    if let Some(there) = paper::Entity::find_by_id(fit.id.0).one(&*tx).await? {
        // An id that belongs to something else was never minted for this form.
        if there.item_id != item.0 || there.region_id != ctx.region().0 {
            return Err(Error::NotFound);
        }
        let sent = (fit.sha256.as_str(), fit.title.as_str());
        replay::same((there.sha256.as_str(), there.title.as_str()), sent)?;
        return Ok(item);
    }
    let number = room(&tx, ctx, item, fit.examined.clean.len()).await?;
    let detail = format!(
        "item={item} number={number} kind={} size={} looked_at={} scanned={}",
        fit.examined.kind.word(),
        fit.examined.clean.len(),
        fit.looked_at,
        desk.scanner.is_some(),
    );
    let row = row(ctx, desk, (&at.row, number), &fit, sealed.len())?;
    let inserted = row.into_active_model().reset_all().insert(&*tx).await;
    match inserted {
        Err(error) if is_duplicate(&error) => return Err(Error::Replayed),
        other => other?,
    };
    store::keep(&tx, ctx, fit.id.0, sealed).await?;
    audit::note(
        &tx,
        ctx,
        Operation::AttachPaper,
        ("paper", fit.id.0),
        detail,
    )
    .await?;
    if let Some(answer) = fit.asked {
        screen::keep(&tx, ctx, ("paper", fit.id.0), answer).await?;
    }
    at.touch(&mut tx).await?;
    tx.commit().await?;
    Ok(item)
}

fn row(
    ctx: &Ctx,
    desk: &Desk,
    (item, number): (&agenda_item::Model, i32),
    fit: &Fit,
    parts: usize,
) -> Result<paper::Model> {
    let whole = |size: usize| i32::try_from(size).map_err(|_| Error::broken("a size"));
    Ok(paper::Model {
        id: fit.id.0,
        region_id: ctx.region().0,
        item_id: item.id,
        number,
        title: fit.title.as_str().to_owned(),
        kind: fit.examined.kind.word().to_owned(),
        size: whole(fit.examined.clean.len())?,
        sha256: fit.sha256.clone(),
        content_id: fit.id.0,
        parts: whole(parts)?,
        looked_at: fit.looked_at,
        scanned: desk.scanner.is_some(),
        organisation_id: ctx.actor.organisation.0,
        person_id: ctx.actor.person.0,
        created_at: ctx.now(),
        removed_at: None,
        removed_by: None,
    })
}

/// The number of the next paper of an item, when there is room for one of this size.
async fn room(tx: &DatabaseTransaction, ctx: &Ctx, item: ItemId, size: usize) -> Result<i32> {
    let papers = paper::Entity::find()
        .filter(paper::Column::RegionId.eq(ctx.region().0))
        .filter(paper::Column::ItemId.eq(item.0))
        .all(tx)
        .await?;
    let there = || papers.iter().filter(|paper| paper.removed_at.is_none());
    let together: u64 = there()
        .map(|paper| u64::from(paper.size.unsigned_abs()))
        .sum();
    let flaw = if there().count() as u64 >= MOST {
        Some(Flaw::TooMany)
    } else if together + size as u64 > LARGEST_TOGETHER {
        Some(Flaw::TooLargeTogether)
    } else {
        None
    };
    match flaw {
        Some(flaw) => Err(refused(flaw)),
        None => Ok(1 + papers
            .iter()
            .map(|paper| paper.number)
            .max()
            .unwrap_or_default()),
    }
}

fn refused(flaw: Flaw) -> Error {
    let mut faults = Faults::default();
    faults.add("file", Code::File(flaw));
    faults.into()
}

/// Looks at all of it without changing anything: first what costs nothing, then the file.
async fn judge(ctx: &Ctx, desk: &Desk, command: &AttachPaper, file: Upload) -> Result<Fit> {
    if ctx.looks_as_another() {
        return Err(Error::OnlyLooking);
    }
    let id: PaperId = command.id.parse().map_err(|_| Error::NotFound)?;
    let tx = ctx.read().await?;
    let at = at_item(&tx, ctx, &command.item, Operation::AttachPaper).await?;
    let known = screen::known(&tx, ctx).await?;
    drop(tx);
    let scope = scope(&at.row)?;
    let screen = Screen {
        scope,
        known: &known,
        reason: &command.reason,
        deed: false,
    };
    let mut faults = Faults::default();
    let title = faults.keep("title", Title::parse(&command.title, &screen));
    let promised = PaperKind::promised(&file.name);
    if let Err(flaw) = outside(&file) {
        faults.add("file", Code::File(flaw));
        return Err(faults.into());
    }
    let key = ctx.actor.person.0.to_string();
    limits::take_now(ctx.site(), limits::UPLOAD, &key).await?;
    // Before anything opens it (BIO2 8.07.04).
    if let Some(scanner) = &desk.scanner
        && let Err(flaw) = scanner.scan(&file.bytes).await?
    {
        return Err(refused(flaw));
    }
    let examined = match desk.examiner.examine(&file.bytes, promised).await? {
        Ok(examined) => examined,
        Err(flaw) => {
            faults.add("file", Code::File(flaw));
            return Err(faults.into());
        }
    };
    drop(file);
    let checked = command.checked == YES;
    if examined.unread && !checked {
        faults.add("checked", Code::File(Flaw::Unread));
    }
    let reason = command.reason.clone();
    let searched = tokio::task::spawn_blocking(move || {
        search(&examined, scope, &known, &reason).map(|asked| (examined, asked))
    });
    let searched = searched
        .await
        .map_err(|_| Error::broken("a text cannot be searched"))?;
    match (title, searched) {
        (Some(title), Ok((examined, asked))) if faults.is_empty() => {
            let sha256 = crate::hex(&Sha256::digest(&examined.clean));
            Ok(Fit {
                id,
                title,
                looked_at: examined.unread && checked,
                sha256,
                asked,
                examined,
            })
        }
        (_, Ok(_)) => Err(faults.into()),
        (_, Err((code, places))) => {
            faults.add("file", code);
            if !places.is_empty() {
                faults.add("file", Code::Found(places));
            }
            Err(faults.into())
        }
    }
}

/// What can be said of a file before it is opened.
fn outside(file: &Upload) -> std::result::Result<(), Flaw> {
    if file.too_large || file.bytes.len() > LARGEST {
        return Err(Flaw::TooLarge);
    }
    if file.bytes.is_empty() {
        let no_file = file.name.is_empty();
        return Err(if no_file {
            Flaw::Missing
        } else {
            Flaw::Nothing
        });
    }
    sniff(&file.bytes).map(|_| ())
}

/// A case is held to more, and so is what is for named people only.
fn scope(row: &agenda_item::Model) -> Result<Scope> {
    let class: Class = stored::word(Class::parse, &row.class)?;
    let kind = stored::word(ItemKind::parse, &row.kind)?;
    Ok(if kind == ItemKind::Case || class == Class::K3 {
        Scope::CaseItem
    } else {
        Scope::Ordinary
    })
}

type Searched = std::result::Result<Option<domain::text::Answered>, (Code, Vec<Place>)>;

/// Holds the texts of a file against the guard; answers what it asked about and let through.
fn search(examined: &Examined, scope: Scope, known: &Known, reason: &str) -> Searched {
    let screen = Screen {
        scope,
        known,
        reason,
        deed: false,
    };
    let texts: Vec<&str> = examined
        .parts
        .iter()
        .map(|part| part.text.as_str())
        .collect();
    match screen.admit_parts(&texts) {
        Ok(()) => Ok(screen.answer(&texts)),
        Err((code, found)) => {
            let place = |at: usize| examined.parts.get(at).map(|part: &Part| part.place);
            let mut places: Vec<Place> = found.into_iter().filter_map(place).collect();
            places.dedup();
            Err((code, places))
        }
    }
}
