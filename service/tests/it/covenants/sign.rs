//! Signing, staying out, leaving: what the door does.

use super::*;

#[tokio::test]
async fn a_signature_opens_the_door_and_leaving_shuts_it() {
    on_both(async |stage: Stage| {
        let id = kega(&stage);
        let prosecution = stage.ctx("om").await;
        let form = signature_form(&stage, "om", id).await;
        covenants::sign(&prosecution, form.clone()).await.unwrap();
        let open = Undertaking::Signature(Standing::InForce);
        assert_eq!(standing(&stage, "om").await, open);
        assert_eq!(row(&stage, "om", id).await.mine().unwrap().door, Door::Open);
        let twice = covenants::sign(&prosecution, form).await;
        assert!(matches!(twice, Err(Error::NotNow(_))));

        let leave = leaving(id, "Het mandaat is ingetrokken.");
        let unsure = LeaveCovenant {
            sure: String::new(),
            ..leave.clone()
        };
        let refused = covenants::withdraw_signature(&prosecution, unsure).await;
        assert!(matches!(refused, Err(Error::Refused(faults)) if faults[0].field == "sure"));
        assert_eq!(standing(&stage, "om").await, open);
        covenants::withdraw_signature(&prosecution, leave)
            .await
            .unwrap();
        let missing = Undertaking::Signature(Standing::Missing);
        assert_eq!(standing(&stage, "om").await, missing);
        let mine = row(&stage, "om", id).await.mine().unwrap().clone();
        assert!(mine.signature.is_none());
        assert!(matches!(mine.door, Door::Shut(_)));

        let director = stage.ctx("regisseur").await;
        let again = InviteParty {
            id: mine.id.to_string(),
            version: mine.version,
        };
        covenants::invite_party(&director, again).await.unwrap();
        let form = signature_form(&stage, "om", id).await;
        covenants::sign(&prosecution, form).await.unwrap();
        assert_eq!(standing(&stage, "om").await, open);
        assert_eq!(stage.audited("SignCovenant").await, 2);
        assert_eq!(stage.audited("WithdrawSignature").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_signature_needs_a_mandate_and_a_signatory() {
    on_both(async |stage: Stage| {
        let id = kega(&stage);
        let form = signature_form(&stage, "om", id).await;
        let empty = SignCovenant {
            id: form.id.clone(),
            hash: form.hash.clone(),
            decision_date: "2027-01-01".into(),
            ..SignCovenant::default()
        };
        let refused = covenants::sign(&stage.ctx("om").await, empty).await;
        let Err(Error::Refused(faults)) = refused else {
            panic!("not refused");
        };
        assert_eq!(faults.len(), 6);
        let unread = SignCovenant {
            read: String::new(),
            ..form.clone()
        };
        let refused = covenants::sign(&stage.ctx("om").await, unread).await;
        let Err(Error::Refused(faults)) = refused else {
            panic!("signed unread");
        };
        assert_eq!(faults[0].field, "read");
        let other = SignCovenant {
            hash: "0".repeat(64),
            ..form.clone()
        };
        let refused = covenants::sign(&stage.ctx("om").await, other).await;
        assert!(matches!(refused, Err(Error::Stale(_))));
        // The police officer is no signatory, the adviser's organisation no party.
        for (who, not_found) in [("politie", false), ("adviseur", true), ("beheerder", false)] {
            let refused = covenants::sign(&stage.ctx(who).await, form.clone()).await;
            assert_eq!(matches!(refused, Err(Error::NotFound)), not_found, "{who}");
            assert_eq!(
                matches!(refused, Err(Error::NotAllowed)),
                !not_found,
                "{who}"
            );
        }
        assert_eq!(stage.audited("SignCovenant").await, 0);
    })
    .await;
}

#[tokio::test]
async fn staying_out_takes_a_motivation_without_personal_data() {
    on_both(async |stage: Stage| {
        let id = kega(&stage);
        let prosecution = stage.ctx("om").await;
        let phone = covenants::decline_signing(&prosecution, leaving(id, "Bel 06-12345678")).await;
        assert!(matches!(phone, Err(Error::Refused(_))));
        covenants::decline_signing(&prosecution, leaving(id, "Geen mandaat."))
            .await
            .unwrap();
        let state = row(&stage, "om", id).await.mine().unwrap().state.word();
        assert_eq!(state, "declined");
    })
    .await;
}

#[tokio::test]
async fn two_sign_at_once_and_one_signature_counts() {
    on_both(async |stage: Stage| {
        let id = kega(&stage);
        let form = signature_form(&stage, "om", id).await;
        let (one, two) = (stage.ctx("om").await, stage.ctx("om").await);
        let (first, second) = tokio::join!(
            covenants::sign(&one, form.clone()),
            covenants::sign(&two, form)
        );
        assert!(first.is_ok() != second.is_ok());
        assert_eq!(stage.audited("SignCovenant").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_meeting_that_goes_on_hears_that_a_door_shut() {
    on_both(async |stage: Stage| {
        let police = stage.ctx("politie_lead").await;
        let tx = police.write().await.unwrap();
        meeting::Entity::update_many()
            .col_expr(meeting::Column::StateWord, Expr::value("in_progress"))
            .filter(meeting::Column::Id.eq(stage.id("meeting.next")))
            .exec(&*tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let mut live = stage.site.live.listen();
        let leave = leaving(kega(&stage), "De eenheid herziet het mandaat.");
        covenants::withdraw_signature(&police, leave).await.unwrap();
        let heard = live.try_recv().unwrap();
        assert_eq!(heard.meeting.0, stage.id("meeting.next"));
        assert!(live.try_recv().is_err());
    })
    .await;
}
