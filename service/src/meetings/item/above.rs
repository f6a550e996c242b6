//! What is left of an item for who has no place at the table: from above (`docs/domain.md#from-above`), and
//! on a ground (`docs/domain.md#on-a-ground`).

use domain::id::MeetingId;
use domain::meetings::MeetingState;

use super::super::{ground, read, read_rows};
use super::{By, Content, Decided, ItemView, Rights, content, record, view};
use crate::audit;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::papers::PaperLine;
use crate::people::names;

impl ItemView {
    /// The same for who has no place at the table: what was published and decided, without who brought it
    /// in and without what is between those at the table.
    pub(super) fn lifted(mut self) -> Self {
        let over = matches!(self.head.state, MeetingState::Closed { .. });
        self.by = By::Above;
        self.organisation = String::new();
        self.content = self.content.map(|content| Content {
            body: content.body,
            // What a published agenda had, without who brought it in.
            papers: content
                .papers
                .into_iter()
                .filter(|paper| paper.published)
                .map(|paper| PaperLine {
                    organisation: String::new(),
                    ..paper
                })
                .collect(),
            decisions: content
                .decisions
                .into_iter()
                .filter(|_| over)
                .map(Decided::without_notes)
                .collect(),
            ..Content::default()
        });
        self
    }
}

impl Decided {
    fn without_notes(mut self) -> Self {
        for said in &mut self.positions {
            said.note = String::new();
        }
        self
    }
}

/// What opens on a ground. Until one is given the page is there without a word of content; then each
/// look is written down first, with the row of the trail that the ground is.
pub(super) async fn see_on_ground(ctx: &Ctx, id: &str) -> Result<ItemView> {
    let tx = ctx.read().await?;
    let row = ground::concerning(&tx, ctx, id).await?;
    let meeting = MeetingId(row.meeting_id.ok_or(Error::NotFound)?);
    let head = read::head(read_rows::head_of(&tx, ctx, meeting).await?)?;
    let ground = audit::ground(&tx, ctx).await?;
    let content = match ground {
        Some(_) => Some(content(&tx, ctx, &row).await?),
        None => None,
    };
    let owner = names(&tx, [row.organisation_id]).await?;
    let own = row.organisation_id == ctx.actor.organisation.0;
    drop(tx);
    let mut view = view(ctx, row, head, content, &owner)?;
    view.by = By::Ground;
    view.rights = Rights {
        // Who saw what others brought in is told on the same ground.
        readers: view.rights.readers && (own || ground.is_some()),
        ..Rights::default()
    };
    match ground {
        Some(ground) => {
            let detail = format!("class={} ground={ground}", view.class.word());
            record(ctx, &view, detail).await?;
        }
        None => view.title = String::new(),
    }
    Ok(view)
}
