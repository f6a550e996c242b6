//! Who read something of an item of K2 or K3 in another place than on its page.

use domain::people::Class;
use domain::policy::Operation;
use uuid::Uuid;

use crate::audit::note;
use crate::ctx::Ctx;
use crate::error::Result;

/// Writes down that these items were read in a list, one line each, as for their own pages; of K0 and
/// K1 nothing is kept.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn witness(
    ctx: &Ctx,
    list: &str,
    items: impl IntoIterator<Item = (Uuid, Class)>,
) -> Result<()> {
    let mut seen = Vec::new();
    for (item, class) in items {
        if class >= Class::K2 && !seen.contains(&(item, class)) {
            seen.push((item, class));
        }
    }
    if seen.is_empty() {
        return Ok(());
    }
    let tx = ctx.aside().await?;
    for (item, class) in seen {
        let detail = format!("class={} list={list}", class.word());
        note(&tx, ctx, Operation::ReadMeetings, ("item", item), detail).await?;
    }
    Ok(tx.commit().await?)
}
