//! Sealing: every row once, in order, whoever seals; and heads that a cut chain does not get.

use ::entity::{audit_head, audit_pending, audit_seal};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use service::audit::{AuditKey, BATCH, Head, Secret, What, adopt, key_of, verify};
use service::identity::sign_in_demo;

use super::{Archive, break_in};
use crate::stage::on_both;

#[tokio::test]
async fn every_row_gets_the_next_place_of_its_chain_once() {
    on_both(async |stage| {
        let mut archive = Archive::new(stage);
        let region = archive.region();
        archive.write(Some(region), 320).await;
        archive.write(None, 3).await;
        archive.write(Some(region), 300).await;
        assert_eq!(archive.sealer.seal().await.unwrap(), BATCH);
        assert_eq!(archive.sealer.seal().await.unwrap(), 623 - BATCH);
        assert_eq!(archive.sealer.seal().await.unwrap(), 0);
        let reader = archive.stage.site.store.reader();
        let seals = audit_seal::Entity::find()
            .filter(audit_seal::Column::RegionId.eq(region))
            .order_by_asc(audit_seal::Column::Seq)
            .all(reader)
            .await
            .unwrap();
        assert!(seals.iter().map(|seal| seal.seq).eq(1..=620));
        assert!(seals.is_sorted_by_key(|seal| seal.audit_id));
        let report = archive.verify("").await;
        assert!(report.whole(), "{report:?}");
        assert_eq!((report.chains, report.sealed, report.pending), (2, 623, 0));
    })
    .await;
}

#[tokio::test]
async fn two_sealers_at_once_make_one_chain() {
    on_both(async |stage| {
        let mut archive = Archive::new(stage);
        let region = archive.region();
        archive.write(Some(region), 1200).await;
        let sealers = [0; 4].map(|_| {
            let sealer = archive.sealer.clone();
            tokio::spawn(async move {
                for _ in 0..4 {
                    sealer.seal().await.unwrap();
                }
            })
        });
        for sealer in sealers {
            sealer.await.unwrap();
        }
        archive.seal().await;
        let report = archive.verify("").await;
        assert!(report.whole(), "{report:?}");
        assert_eq!((report.sealed, report.pending), (1200, 0));
    })
    .await;
}

#[tokio::test]
async fn signing_in_waits_for_its_seal_and_nobody_waits_for_it() {
    on_both(async |stage| {
        let archive = Archive::new(stage);
        let person = archive.stage.id("person.regisseur").into();
        sign_in_demo(&archive.stage.site, person).await.unwrap();
        let reader = archive.stage.site.store.reader();
        let waiting = audit_pending::Entity::find();
        assert_eq!(waiting.clone().count(reader).await.unwrap(), 1);
        let report = archive.verify("").await;
        assert!(report.whole(), "{report:?}");
        assert_eq!((report.sealed, report.pending), (0, 1));
        archive.seal().await;
        assert_eq!(waiting.count(reader).await.unwrap(), 0);
        assert_eq!(archive.verify("").await.sealed, 1);
    })
    .await;
}

#[tokio::test]
async fn a_chain_that_did_not_grow_gets_no_new_head() {
    on_both(async |stage| {
        let mut archive = Archive::new(stage);
        let region = archive.region();
        archive.write(Some(region), 2).await;
        archive.write(None, 1).await;
        archive.seal().await;
        let mut file = archive.sign().await;
        assert_eq!(file.lines().count(), 2);
        assert_eq!(archive.sign().await, "");
        archive.write(Some(region), 1).await;
        archive.seal().await;
        file += &archive.sign().await;
        assert_eq!(file.lines().count(), 3);
        let report = archive.verify(&file).await;
        assert!(report.whole(), "{report:?}");
        assert_eq!(report.heads, 6);
        assert_eq!(report.last_head, Some(archive.stage.site.clock.now()));
    })
    .await;
}

#[tokio::test]
async fn a_chain_written_anew_is_never_signed_over() {
    on_both(async |stage| {
        let mut archive = Archive::new(stage);
        let region = archive.region();
        archive.write(Some(region), 5).await;
        archive.seal().await;
        let file = archive.sign().await;

        // The last three rows are put back in wait, one of them changed, and the sealer seals them again.
        let owner = archive.stage.owner().await;
        break_in(&owner).await;
        let end = audit_seal::Entity::find()
            .filter(audit_seal::Column::Seq.gt(2))
            .order_by_asc(audit_seal::Column::Seq)
            .all(&owner)
            .await
            .unwrap();
        super::tamper::unseal(&owner, &end).await;
        super::tamper::edit_detail(&owner, end[0].audit_id).await;
        archive.seal().await;
        archive.write(Some(region), 1).await;
        archive.seal().await;

        let signing = archive.sealer.sign().await.unwrap();
        assert_eq!(signing.heads, []);
        assert_eq!(signing.lost.len(), 1);
        let report = archive.verify(&file).await;
        let first = &report.faults[0];
        assert_eq!((first.chain, first.seq), (Some(region), Some(5)));
        assert!(matches!(first.what, What::HeadLost { .. }), "{report:?}");

        // Also when the stored head is gone, the file still knows.
        audit_head::Entity::delete_many()
            .exec(&owner)
            .await
            .unwrap();
        let report = archive.verify(&file).await;
        assert!(matches!(report.faults[0].what, What::HeadLost { .. }));
    })
    .await;
}

#[tokio::test]
async fn a_file_of_heads_that_is_gone_forged_or_garbled_is_a_fault() {
    on_both(async |stage| {
        let mut archive = Archive::new(stage);
        archive.write(None, 2).await;
        archive.seal().await;
        let store = &archive.stage.site.store;
        let unsigned = verify(store, &archive.ring, None::<&[u8]>).await.unwrap();
        assert!(unsigned.whole(), "{unsigned:?}");

        let file = archive.sign().await;
        let gone = verify(store, &archive.ring, None::<&[u8]>).await.unwrap();
        assert_eq!(gone.faults[0].what, What::HeadsGone);
        let garbled = archive.verify(&format!("{file}niets\n")).await;
        assert_eq!(garbled.faults[0].what, What::LineUnreadable { line: 2 });
        let mut head = Head::parse(&file).unwrap();
        assert_eq!(head.to_line(), file);
        head.seq = 1;
        let forged = archive.verify(&head.to_line()).await;
        assert_eq!(forged.faults[0].what, What::HeadForged { at: head.at });
    })
    .await;
}

#[tokio::test]
async fn a_database_keeps_to_the_key_it_began_with() {
    on_both(async |stage| {
        let store = &stage.site.store;
        let first = AuditKey::new(&Secret::draw().unwrap()).unwrap();
        let second = AuditKey::new(&Secret::draw().unwrap()).unwrap();
        assert_eq!(key_of(store).await.unwrap(), None);
        assert!(adopt(store, &first).await.unwrap());
        assert!(!adopt(store, &second).await.unwrap());
        assert!(adopt(store, &first).await.unwrap());
        assert_eq!(key_of(store).await.unwrap(), Some(first.public()));
    })
    .await;
}
