//! Writes a trail of a given length that waits for its seals, for measuring: `make verify` has the
//! release seal it and verify it. `cargo run -p service --example trail -- URL ROWS`, on a database
//! that has been migrated.

use std::error::Error;

use ::entity::audit;
use chrono::TimeDelta;
use service::audit::append;
use service::clock::{Clock, mint};
use service::db::Store;
use uuid::Uuid;

/// How many rows one transaction writes.
const BATCH: i64 = 10_000;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let (Some(url), Some(rows)) = (words.next(), words.next()) else {
        return Err("say which database and how many rows".into());
    };
    let rows: i64 = rows.parse()?;
    let store = Store::open(&url).await?;
    let began = Clock::System.now() - TimeDelta::milliseconds(rows);
    let regions: Vec<Uuid> = (0..3).map(|_| mint(began)).collect();
    for from in (0..rows).step_by(usize::try_from(BATCH)?) {
        let tx = store.begin_write().await?;
        for number in from..rows.min(from + BATCH) {
            let at = began + TimeDelta::milliseconds(number);
            let region = regions[usize::try_from(number)? % regions.len()];
            append(&tx, row(region, at, number)).await?;
        }
        tx.commit().await?;
    }
    store.close().await?;
    Ok(())
}

/// A row as the operations of a meeting leave it.
fn row(region: Uuid, at: chrono::DateTime<chrono::Utc>, number: i64) -> audit::Model {
    audit::Model {
        id: mint(at),
        region_id: Some(region),
        at,
        account_id: Some(mint(at)),
        person_id: Some(mint(at)),
        organisation_id: Some(mint(at)),
        role: "director".to_owned(),
        action: "EditItem".to_owned(),
        object: "agenda_item".to_owned(),
        object_id: Some(mint(at)),
        result: "done".to_owned(),
        origin: "web".to_owned(),
        purpose: "ketenoverleg".to_owned(),
        detail: format!("version={number} guard=name"),
    }
}
