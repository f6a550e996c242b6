//! Opening a paper: by the same way as its item, so that whoever the item is shut for finds no paper.

use domain::id::PaperId;
use domain::meetings::{Part, part_of};
use domain::papers::PaperKind;
use domain::policy::{Facts, Operation};

use super::{remove, store};
use crate::audit;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::vault::Vault;

/// A paper that opened; its content is fetched piece by piece.
#[derive(Debug)]
pub struct Opened {
    /// What it is.
    pub kind: PaperKind,
    /// Its number within its item, for the name under which it leaves.
    pub number: i32,
    /// In bytes.
    pub size: u64,
    pieces: usize,
    next: usize,
    content: uuid::Uuid,
    vault: Vault,
    ctx: Ctx,
}

/// Opens a paper. One of a confidential item is written down before anything of it leaves.
///
/// # Errors
/// [`Error::NotFound`] for unknown, foreign, hidden and taken away alike.
pub async fn download(ctx: &Ctx, vault: &Vault, id: &str) -> Result<Opened> {
    let tx = ctx.read().await?;
    let paper = remove::row(&tx, ctx, id).await?;
    drop(tx);
    let view = crate::meetings::item(ctx, &paper.item_id.to_string()).await?;
    let facts = Facts::of_meeting(view.head.series, view.head.id);
    ctx.authorise(Operation::DownloadPaper, facts)
        .map_err(|_| Error::NotFound)?;
    let shown = view.content.as_ref().and_then(|content| {
        let mut papers = content.papers.iter();
        papers.find(|shown| shown.id == PaperId(paper.id) && shown.removed_at.is_none())
    });
    let shown = shown.ok_or(Error::NotFound)?;
    if part_of(view.class) == Part::Closed {
        let tx = ctx.aside().await?;
        let (item, class) = (view.id, view.class.word());
        let detail = format!("item={item} number={} class={class}", paper.number);
        let thing = ("paper", paper.id);
        audit::note(&tx, ctx, Operation::DownloadPaper, thing, detail).await?;
        tx.commit().await?;
    }
    let pieces = usize::try_from(paper.parts).map_err(|_| Error::broken("a count of pieces"))?;
    Ok(Opened {
        kind: shown.kind,
        number: shown.number,
        size: u64::from(shown.size),
        pieces,
        next: 0,
        content: paper.content_id,
        vault: vault.clone(),
        ctx: ctx.clone(),
    })
}

impl Opened {
    /// The next piece of the content; nothing after the last.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it was taken away meanwhile; [`Error::Broken`] when it was changed.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>> {
        if self.next == self.pieces {
            return Ok(None);
        }
        let at = self.next;
        let number = i32::try_from(at).map_err(|_| Error::broken("a number of a piece"))?;
        let tx = self.ctx.read().await?;
        let sealed = store::piece(&tx, &self.ctx, self.content, number).await?;
        drop(tx);
        let sealed = sealed.ok_or(Error::NotFound)?;
        let open = store::open(&self.vault, (self.content, at, self.pieces), &sealed)?;
        self.next += 1;
        Ok(Some(open))
    }

    /// The whole content at once.
    ///
    /// # Errors
    /// As [`Self::next`].
    pub async fn all(mut self) -> Result<Vec<u8>> {
        let mut all = Vec::new();
        while let Some(piece) = self.next().await? {
            all.extend(piece);
        }
        Ok(all)
    }
}
