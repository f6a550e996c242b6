//! A trail whose key was changed: it verifies across the change, and a key that was given up is of
//! no use to whoever finds it.

use ::entity::{audit, audit_pending, audit_seal};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use service::audit::{Ring, Sealer, Secret, What, change_key, key_of, verify};
use service::error::Error;

use super::{Archive, break_in};
use crate::stage::on_both;

#[tokio::test]
async fn a_trail_goes_on_with_a_new_key_and_verifies_across() {
    on_both(async |stage| {
        let mut archive = Archive::new(stage);
        let region = archive.region();
        archive.write(Some(region), 3).await;
        archive.write(None, 2).await;
        archive.seal().await;
        let mut file = archive.sign().await;
        archive.write(Some(region), 2).await;
        let before = archive.sealer.clone();
        let first = archive.ring.now().unwrap().public();
        archive.renew().await;
        let second = archive.ring.now().unwrap().public();
        let known = key_of(&archive.stage.site.store).await.unwrap();
        assert_eq!(known.as_ref(), Some(&second));
        // A node that still has the old key leaves the rows for who has the new one.
        archive.write(Some(region), 1).await;
        assert!(matches!(before.seal().await, Err(Error::Broken(..))));
        archive.seal().await;
        archive.renew().await;
        archive.write(None, 1).await;
        archive.seal().await;
        file += &archive.sign().await;
        let report = archive.verify(&file).await;
        assert!(report.whole(), "{report:?}");
        // 9 written, and at each change two in each of the two chains.
        assert_eq!((report.sealed, report.pending), (17, 0));
        let rows = audit::Entity::find()
            .filter(audit::Column::Action.eq("ChangeAuditKey"))
            .filter(audit::Column::RegionId.eq(region))
            .all(archive.stage.site.store.writer())
            .await
            .unwrap();
        assert_eq!(rows.len(), 4);
        let names = |key: &str| rows.iter().filter(|row| row.detail.ends_with(key)).count();
        assert_eq!((names(&first), names(&second)), (0, 2));

        // Without the older keys what they sealed cannot be computed, and nothing else is wrong.
        let alone = Ring::parse(archive.ring.to_text().lines().next().unwrap()).unwrap();
        let lines = Some(file.as_bytes());
        let report = verify(&archive.stage.site.store, &alone, lines).await;
        assert_eq!(report.unwrap().faults[0].what, What::Altered);
    })
    .await;
}

#[tokio::test]
async fn who_finds_an_old_key_writes_no_chain_with_it() {
    on_both(async |stage| {
        let mut archive = Archive::new(stage);
        let region = archive.region();
        archive.write(Some(region), 4).await;
        archive.seal().await;
        let found = archive.sealer.clone();
        archive.renew().await;
        let site = &archive.stage.site;
        let owner = archive.stage.owner().await;
        break_in(&owner).await;
        // Everything of the chain anew with the old key, as if it had never been changed.
        audit_seal::Entity::delete_many()
            .exec(&owner)
            .await
            .unwrap();
        let rows = audit::Entity::find().all(&owner).await.unwrap();
        for row in rows.iter().filter(|row| row.action == "Publish") {
            let waits = audit_pending::Model {
                region_id: region,
                audit_id: row.id,
            };
            let waits = sea_orm::IntoActiveModel::into_active_model(waits);
            audit_pending::Entity::insert(waits)
                .exec_without_returning(&owner)
                .await
                .unwrap();
        }
        audit::Entity::delete_many()
            .filter(audit::Column::Action.ne("Publish"))
            .exec(&owner)
            .await
            .unwrap();
        ::entity::setting::Entity::delete_by_id("audit_key")
            .exec(&owner)
            .await
            .unwrap();
        found.seal().await.unwrap();
        let report = verify(&site.store, &archive.ring, Some(&b""[..]))
            .await
            .unwrap();
        assert_eq!(report.faults.len(), 1, "{report:?}");
        assert_eq!(report.faults[0].what, What::OldKey);
    })
    .await;
}

#[tokio::test]
async fn a_key_is_changed_by_who_has_the_one_in_use() {
    on_both(async |stage| {
        let mut archive = Archive::new(stage);
        archive.write(None, 1).await;
        archive.seal().await;
        archive.renew().await;
        let drawn = || Ring::of(Secret::draw().unwrap()).unwrap().now().unwrap();
        let site = &archive.stage.site;
        let refused = change_key(site, drawn(), drawn()).await;
        assert!(matches!(refused, Err(Error::Broken(..))));
        let report = archive.verify("").await;
        assert!(report.whole(), "{report:?}");
        let again = Sealer::new(site, archive.ring.now().unwrap());
        assert_eq!(again.seal().await.unwrap(), 0);
    })
    .await;
}
