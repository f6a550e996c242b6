//! An item as its form describes it: judged in one place for proposing and for editing.

use std::collections::HashSet;

use ::entity::{agenda_item, item_relation, seat, series};
use domain::fault::{Code, Faults};
use domain::guard::Known;
use domain::id::OrganisationId;
use domain::meetings::command::{EditItem, ProposeItem};
use domain::meetings::{ItemKind, Part, Wanted, part_of};
use domain::people::{Class, SeatKind};
use domain::text::{CaseQuestion, Screen, Title, parse_optional};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::fields;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::stored;

/// The fewest and the most minutes of one item.
pub const MINUTES: (i32, i32) = (1, 120);

/// The relation of an organisation that takes part in an item.
pub(crate) const NAMED: &str = "named";

/// The form, whichever of the two it came from.
pub(crate) struct Form<'a> {
    pub kind: ItemKind,
    pub title: &'a str,
    pub class: &'a str,
    pub minutes: &'a str,
    pub wanted: &'a str,
    pub body: &'a str,
    pub question: &'a str,
    pub named: &'a [String],
    pub guest_shared: &'a str,
    pub reason: &'a str,
}

impl<'a> Form<'a> {
    pub(crate) fn proposed(kind: ItemKind, form: &'a ProposeItem) -> Self {
        Self {
            kind,
            title: &form.title,
            class: &form.class,
            minutes: &form.minutes,
            wanted: &form.wanted,
            body: &form.body,
            question: &form.question,
            named: &form.named,
            guest_shared: &form.guest_shared,
            reason: &form.reason,
        }
    }

    pub(crate) fn edited(kind: ItemKind, form: &'a EditItem) -> Self {
        Self {
            kind,
            title: &form.title,
            class: &form.class,
            minutes: &form.minutes,
            wanted: &form.wanted,
            body: &form.body,
            question: &form.question,
            named: &form.named,
            guest_shared: &form.guest_shared,
            reason: &form.reason,
        }
    }
}

/// What the form came to.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    /// Empty for a case, whose title is its reference.
    pub title: String,
    pub class: Class,
    pub minutes: i32,
    pub wanted: Wanted,
    pub body: String,
    pub question: Option<String>,
    pub named: Vec<Uuid>,
    pub guest_shared: bool,
    /// Why a text was kept that the guard asked about; nothing when it did not ask.
    pub guard_reason: Option<String>,
}

/// What the form is held against.
pub(crate) struct Bench<'a> {
    pub known: &'a Known,
    pub series: &'a series::Model,
    /// The organisations with a seat for members.
    pub table: &'a HashSet<Uuid>,
    /// The organisation that brings the item in; it is always named.
    pub submitter: OrganisationId,
}

/// Judges all fields at once.
///
/// # Errors
/// [`crate::error::Error::Refused`] with every fault.
pub(crate) fn judge(form: &Form<'_>, bench: &Bench<'_>) -> Result<Draft> {
    let mut faults = Faults::default();
    let is_case = form.kind == ItemKind::Case;
    let mut screen = Screen {
        reason: form.reason,
        ..Screen::ordinary(bench.known)
    };
    if is_case {
        screen = screen.for_case();
    }
    let title = if is_case {
        Some(String::new())
    } else {
        faults
            .keep("title", Title::parse(form.title, &screen))
            .map(Title::into_string)
    };
    let class = if is_case {
        Some(Class::K3)
    } else {
        faults.keep("class", fields::choice(form.class, Class::parse))
    };
    let minutes = faults.keep(
        "minutes",
        fields::number(form.minutes, MINUTES.0, MINUTES.1),
    );
    let wanted = faults.keep("wanted", fields::choice(form.wanted, Wanted::parse));
    let question = is_case.then(|| {
        faults
            .keep("question", CaseQuestion::parse(form.question, &screen))
            .map(CaseQuestion::into_string)
    });
    let body = faults.keep("body", parse_optional(form.body, &screen));
    let guest_shared = form.guest_shared == fields::YES;
    if let Some(class) = class {
        judge_class(form.kind, class, guest_shared, bench.series, &mut faults)?;
    }
    let named = if is_case {
        named(form.named, bench, &mut faults)
    } else {
        Vec::new()
    };
    let (Some(title), Some(class), Some(minutes), Some(wanted), Some(body), true) =
        (title, class, minutes, wanted, body, faults.is_empty())
    else {
        return Err(faults.into());
    };
    Ok(Draft {
        guard_reason: asked(form, bench.known).then(|| form.reason.trim().to_owned()),
        title,
        class,
        minutes,
        wanted,
        body: body
            .map(domain::text::Body::into_string)
            .unwrap_or_default(),
        question: question.flatten(),
        named,
        guest_shared,
    })
}

/// Which class an item may have (`docs/domain.md#parts`, DESIGN section 6).
fn judge_class(
    kind: ItemKind,
    class: Class,
    guest_shared: bool,
    series: &series::Model,
    faults: &mut Faults,
) -> Result<()> {
    if class > stored::word(Class::parse, &series.ceiling)? {
        faults.add("class", Code::AboveCeiling);
    }
    // K3 is for those named on it, and only a case names anybody.
    if kind != ItemKind::Case && class == Class::K3 {
        faults.add("class", Code::NotAChoice);
    }
    let for_the_open_part = guest_shared || kind == ItemKind::GuestContribution;
    if for_the_open_part && part_of(class) == Part::Closed {
        faults.add("class", Code::ClosedOnly);
    }
    Ok(())
}

fn named(chosen: &[String], bench: &Bench<'_>, faults: &mut Faults) -> Vec<Uuid> {
    let mut named = Vec::new();
    for id in chosen {
        match id.parse::<OrganisationId>() {
            Ok(id) if bench.table.contains(&id.0) => {
                if id != bench.submitter && !named.contains(&id.0) {
                    named.push(id.0);
                }
            }
            _ => {
                faults.add("named", Code::NotAChoice);
                return named;
            }
        }
    }
    if named.is_empty() {
        faults.add("named", Code::NameOrganisations);
    }
    named
}

/// Whether the guard asked about something in these texts.
fn asked(form: &Form<'_>, known: &Known) -> bool {
    let scope = if form.kind == ItemKind::Case {
        domain::guard::Scope::CaseItem
    } else {
        domain::guard::Scope::Ordinary
    };
    [form.title, form.body, form.question]
        .iter()
        .any(|text| !domain::guard::check(text, scope, known).is_empty())
}

/// The organisations with a seat for members at the table of a series.
pub(crate) async fn table(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    series: Uuid,
) -> Result<HashSet<Uuid>> {
    let seats = seats(tx, ctx, series).await?;
    Ok(seats.into_iter().map(|seat| seat.organisation_id).collect())
}

/// The seats for members at the table of a series.
pub(crate) async fn seats(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    series: Uuid,
) -> Result<Vec<seat::Model>> {
    Ok(seat::Entity::find()
        .filter(seat::Column::RegionId.eq(ctx.region().0))
        .filter(seat::Column::SeriesId.eq(series))
        .filter(seat::Column::Kind.eq(SeatKind::Member.word()))
        .all(tx)
        .await?)
}

/// Writes who is named on an item, in place of who was.
pub(crate) async fn write_named(
    tx: &DatabaseTransaction,
    item: &agenda_item::Model,
    named: &[Uuid],
) -> Result<()> {
    item_relation::Entity::delete_many()
        .filter(item_relation::Column::ItemId.eq(item.id))
        .filter(item_relation::Column::Relation.eq(NAMED))
        .exec(tx)
        .await?;
    if named.is_empty() {
        return Ok(());
    }
    let rows = named.iter().map(|organisation| {
        item_relation::ActiveModel::from(item_relation::Model {
            item_id: item.id,
            subject_id: *organisation,
            relation: NAMED.to_owned(),
            region_id: item.region_id,
        })
    });
    item_relation::Entity::insert_many(rows)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}
