//! What happens on one node is heard on the others, where nodes share a PostgreSQL (`LISTEN` and
//! `NOTIFY`). Told in the transaction of the operation: it is heard when that is done, and never
//! without it. What goes over the wire are ids, as everywhere.

use domain::id::{MeetingId, RegionId};
use sea_orm::sqlx::postgres::{PgListener, PgNotification};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, Statement};
use uuid::Uuid;

use super::{Event, Live};
use crate::ctx::Site;
use crate::error::{Error, Result};

const CHANNEL: &str = "ketentafel_live";

/// Has the other nodes hear of these once this transaction is done. An embedded database has one node.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn tell(tx: &DatabaseTransaction, live: &Live, events: &[Event]) -> Result<()> {
    if tx.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    for event in events {
        let said = written(live.node, *event);
        let values = [CHANNEL.into(), said.into()];
        let sql = "SELECT pg_notify($1, $2)";
        let notify = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
        tx.query_one_raw(notify).await?;
    }
    Ok(())
}

/// Hears what happens on the other nodes, and tells who listens here, until the connection breaks
/// down. Whoever listens looks again when it begins: something may have happened before.
///
/// # Errors
/// When the database does not answer. Without other nodes it never ends.
pub async fn hear(site: &Site) -> Result<()> {
    if site.store.is_sqlite() {
        return std::future::pending().await;
    }
    let broken = |error| Error::Broken("the wire between nodes".to_owned(), Some(Box::new(error)));
    let pool = site.store.reader().get_postgres_connection_pool();
    let mut listener = PgListener::connect_with(pool).await.map_err(broken)?;
    listener.listen(CHANNEL).await.map_err(broken)?;
    site.live.miss();
    loop {
        let heard = listener.try_recv().await.map_err(broken)?;
        match heard.map(|heard| read(&heard)) {
            Some(Some((node, _))) if node == site.live.node => {}
            Some(Some((_, event))) => {
                site.live.changed();
                site.live.announce(event);
            }
            // The connection was lost for a moment, or a newer node says something else.
            Some(None) | None => site.live.miss(),
        }
    }
}

fn written(node: Uuid, event: Event) -> String {
    let (turned, inside) = (u8::from(event.turned), u8::from(event.inside));
    format!(
        "{node} {} {} {turned} {inside}",
        event.region, event.meeting
    )
}

fn read(heard: &PgNotification) -> Option<(Uuid, Event)> {
    parsed(heard.payload())
}

fn parsed(said: &str) -> Option<(Uuid, Event)> {
    let mut words = said.split(' ');
    let node = words.next()?.parse().ok()?;
    let region: RegionId = words.next()?.parse().ok()?;
    let meeting: MeetingId = words.next()?.parse().ok()?;
    let mut yes = || match words.next()? {
        "0" => Some(false),
        "1" => Some(true),
        _ => None,
    };
    let (turned, inside) = (yes()?, yes()?);
    let event = Event {
        region,
        meeting,
        turned,
        inside,
    };
    words.next().is_none().then_some((node, event))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::{Clock, mint};

    #[test]
    fn what_is_said_is_what_is_heard() {
        let now = Clock::System.now();
        for (turned, inside) in [(false, false), (true, false), (false, true)] {
            let event = Event {
                region: RegionId(mint(now)),
                meeting: MeetingId(mint(now)),
                turned,
                inside,
            };
            let node = mint(now);
            assert_eq!(parsed(&written(node, event)), Some((node, event)));
        }
        for odd in ["", "7", "7 a b 0 0", "7 0 0", "x y z 1 1 1"] {
            assert_eq!(parsed(odd), None, "{odd}");
        }
    }
}
