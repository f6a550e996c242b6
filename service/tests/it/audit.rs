//! The trail as a chain: sealed without gaps, closed to change, and every change found.

use ::entity::audit;
use chrono::TimeDelta;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend};
use service::audit::{
    BATCH, Head, Report, Ring, Sealer, Secret, adopt, append, change_key, verify,
};
use service::clock::mint;
use uuid::Uuid;

use crate::stage::Stage;

mod check;
mod oversight;
mod reach;
mod refused;
mod renew;
mod sealing;
mod tamper;

/// A stage with a key to its trail.
struct Archive {
    stage: Stage,
    ring: Ring,
    sealer: Sealer,
    written: i64,
}

impl Archive {
    fn new(stage: Stage) -> Self {
        let ring = Ring::of(Secret::draw().unwrap()).unwrap();
        let sealer = Sealer::new(&stage.site, ring.now().unwrap());
        Self {
            stage,
            ring,
            sealer,
            written: 0,
        }
    }

    fn region(&self) -> Uuid {
        self.stage.id("region.amstelrand")
    }

    /// A row that is like no other, a millisecond after the one before.
    fn row(&mut self, region: Option<Uuid>) -> audit::Model {
        self.written += 1;
        let at = self.stage.site.clock.now() + TimeDelta::milliseconds(self.written);
        let person = self.stage.id("person.regisseur");
        audit::Model {
            id: mint(at),
            region_id: region,
            at,
            account_id: None,
            person_id: region.map(|_| person),
            organisation_id: None,
            role: "director".to_owned(),
            action: "Publish".to_owned(),
            object: "meeting".to_owned(),
            object_id: Some(mint(at)),
            result: "done".to_owned(),
            origin: "web".to_owned(),
            purpose: "ketenoverleg".to_owned(),
            detail: format!("version={}", self.written),
        }
    }

    async fn write(&mut self, region: Option<Uuid>, rows: usize) {
        let tx = self.stage.site.store.begin_write().await.unwrap();
        for _ in 0..rows {
            let row = self.row(region);
            append(&tx, row).await.unwrap();
        }
        tx.commit().await.unwrap();
    }

    async fn seal(&self) {
        while self.sealer.seal().await.unwrap() == BATCH {}
    }

    /// Signs the heads, and returns what stands in the file then.
    async fn sign(&self) -> String {
        let signing = self.sealer.sign().await.unwrap();
        assert_eq!(signing.lost, []);
        let lines = signing.heads.iter().map(Head::to_line).collect();
        self.sealer.keep(signing.heads).await.unwrap();
        lines
    }

    /// Has the trail go on with a new key.
    async fn renew(&mut self) {
        let site = &self.stage.site;
        let old = self.ring.now().unwrap();
        assert!(adopt(&site.store, &old).await.unwrap());
        let ring = self.ring.renewed(Secret::draw().unwrap()).unwrap();
        change_key(site, old, ring.now().unwrap()).await.unwrap();
        self.sealer = Sealer::new(site, ring.now().unwrap());
        self.ring = ring;
    }

    async fn verify(&self, file: &str) -> Report {
        let lines = Some(file.as_bytes());
        verify(&self.stage.site.store, &self.ring, lines)
            .await
            .unwrap()
    }
}

/// Takes away what stands in the way of somebody who has the whole database in hand.
async fn break_in(owner: &DatabaseConnection) {
    for table in ["audit", "audit_seal", "audit_head"] {
        if owner.get_database_backend() == DbBackend::Postgres {
            let sql = format!("DROP TRIGGER {table}_append_only ON {table}");
            owner.execute_unprepared(&sql).await.unwrap();
            continue;
        }
        for verb in ["update", "delete", "replace"] {
            let sql = format!("DROP TRIGGER {table}_no_{verb}");
            owner.execute_unprepared(&sql).await.unwrap();
        }
    }
}
