//! The covenant: its text, its signatures, and the door it opens and shuts.

use domain::covenants::command::{
    DraftCovenant, EditClause, InviteParty, LeaveCovenant, MoveCovenant, SignCovenant,
    SignStatement,
};
use domain::covenants::{CovenantState, Standing, Undertaking};
use domain::id::{CovenantId, OrganisationId, PersonId, SeriesId};
use service::covenants::{self, CovenantView, Door};
use service::door::Binding;
use service::error::Error;
use uuid::Uuid;

use crate::stage::{Stage, on_both};

async fn standing(stage: &Stage, organisation: &str) -> Undertaking {
    let ctx = stage.ctx("regisseur").await;
    let tx = ctx.read().await.unwrap();
    let binding = Binding::load(&tx, &ctx, SeriesId(stage.id("series.kega")))
        .await
        .unwrap();
    let organisation = OrganisationId(stage.id(&format!("organisation.{organisation}")));
    binding.undertaking(organisation, PersonId(Uuid::nil()))
}

#[tokio::test]
async fn the_seed_leaves_one_party_before_the_door() {
    on_both(async |stage: Stage| {
        assert_eq!(
            standing(&stage, "politie").await,
            Undertaking::Signature(Standing::InForce)
        );
        assert_eq!(
            standing(&stage, "om").await,
            Undertaking::Signature(Standing::Missing)
        );
    })
    .await;
}

async fn row(stage: &Stage, who: &str, id: CovenantId) -> CovenantView {
    covenants::read(&stage.ctx(who).await, id).await.unwrap()
}

fn kega(stage: &Stage) -> CovenantId {
    CovenantId(stage.id("covenant.kega"))
}

async fn signature_form(stage: &Stage, who: &str, id: CovenantId) -> SignCovenant {
    SignCovenant {
        id: id.to_string(),
        hash: row(stage, who, id).await.hash().unwrap().to_owned(),
        representative_function: "hoofdofficier".into(),
        capacity: "bij mandaat".into(),
        deciding_body: "parketleiding".into(),
        decision_date: "2026-11-10".into(),
        place: "Oeverstad".into(),
    }
}

fn leaving(id: CovenantId, motivation: &str) -> LeaveCovenant {
    LeaveCovenant {
        id: id.to_string(),
        motivation: motivation.into(),
        reason: String::new(),
    }
}

fn new_covenant(stage: &Stage, id: Uuid) -> DraftCovenant {
    let party = |key: &str| stage.id(&format!("organisation.{key}")).to_string();
    DraftCovenant {
        id: id.to_string(),
        title: "Convenant opvang".into(),
        purpose: "Plaatsen delen en samen plannen.".into(),
        effective_when: "per_party".into(),
        starts_on: "2026-11-18".into(),
        ends_on: "2028-11-17".into(),
        parties: vec![party("oeverstad"), party("opvang"), party("om")],
        ..DraftCovenant::default()
    }
}

/// A covenant that waits for the second person.
async fn proposed(stage: &Stage) -> CovenantId {
    let director = stage.ctx("regisseur").await;
    let id = covenants::draft(&director, new_covenant(stage, director.new_id()))
        .await
        .unwrap();
    covenants::consult(&director, step(stage, id).await)
        .await
        .unwrap();
    covenants::propose_freeze(&director, step(stage, id).await)
        .await
        .unwrap();
    id
}

async fn step(stage: &Stage, id: CovenantId) -> MoveCovenant {
    MoveCovenant {
        id: id.to_string(),
        version: row(stage, "regisseur", id).await.version,
    }
}

#[tokio::test]
async fn a_draft_takes_the_template_and_is_made_once() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let form = new_covenant(&stage, director.new_id());
        let id = covenants::draft(&director, form.clone()).await.unwrap();
        assert_eq!(covenants::draft(&director, form).await.unwrap(), id);
        let view = row(&stage, "regisseur", id).await;
        assert_eq!((view.clauses.len(), view.parties.len()), (23, 3));
        assert!(view.clauses[0].text.contains("Opvang De Veste"));
        assert!(view.clauses.iter().all(|clause| !clause.text.contains('{')));
        assert_eq!(stage.audited("DraftCovenant").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_bad_draft_is_refused_field_by_field() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let form = DraftCovenant {
            ends_on: "2020-01-01".into(),
            title: "x".repeat(200),
            parties: vec![stage.id("organisation.om").to_string()],
            effective_when: "ooit".into(),
            ..new_covenant(&stage, director.new_id())
        };
        let Err(Error::Refused(faults)) = covenants::draft(&director, form).await else {
            panic!("not refused");
        };
        let fields: Vec<_> = faults.iter().map(|fault| fault.field.as_str()).collect();
        assert_eq!(fields, ["title", "effective_when", "ends_on", "parties"]);
        let police = stage.ctx("politie").await;
        let form = new_covenant(&stage, police.new_id());
        let refused = covenants::draft(&police, form).await;
        assert!(matches!(refused, Err(Error::NotAllowed)));
        assert_eq!(stage.audited("DraftCovenant").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_clause_of_ones_own_choice_changes_and_drops_the_freeze() {
    on_both(async |stage: Stage| {
        let id = proposed(&stage).await;
        let secretary = stage.ctx("secretaris").await;
        let view = row(&stage, "secretaris", id).await;
        let free = view.clauses.iter().find(|c| c.number == 17).unwrap();
        let form = EditClause {
            id: free.id.to_string(),
            version: free.version,
            text: "Elke partij draagt haar eigen kosten.".into(),
            reason: String::new(),
        };
        covenants::edit_clause(&secretary, form.clone())
            .await
            .unwrap();
        let again = covenants::edit_clause(&secretary, form.clone()).await;
        assert!(matches!(again, Err(Error::Stale(2))));
        let after = row(&stage, "secretaris", id).await;
        assert_eq!(after.state, CovenantState::Consultation { freeze: None });

        let locked = EditClause {
            id: view.clauses[0].id.to_string(),
            version: 1,
            ..form
        };
        let refused = covenants::edit_clause(&secretary, locked).await;
        assert!(matches!(refused, Err(Error::NotNow(_))));
        assert_eq!(stage.audited("EditClause").await, 1);
    })
    .await;
}

#[tokio::test]
async fn the_text_is_fixed_by_two_and_then_signed() {
    on_both(async |stage: Stage| {
        let id = proposed(&stage).await;
        let director = stage.ctx("regisseur").await;
        let alone = covenants::confirm_freeze(&director, step(&stage, id).await).await;
        assert!(matches!(alone, Err(Error::NotAllowed)));
        let early = covenants::open_signing(&director, step(&stage, id).await).await;
        assert!(matches!(early, Err(Error::NotNow(_))));

        let secretary = stage.ctx("secretaris").await;
        let form = step(&stage, id).await;
        covenants::confirm_freeze(&secretary, form.clone())
            .await
            .unwrap();
        let twice = covenants::confirm_freeze(&secretary, form).await;
        assert!(matches!(twice, Err(Error::Stale(_))));
        assert_eq!(row(&stage, "om", id).await.hash().unwrap().len(), 64);

        let prosecution = stage.ctx("om").await;
        let shut = signature_form(&stage, "om", id).await;
        let closed = covenants::sign(&prosecution, shut.clone()).await;
        assert!(matches!(closed, Err(Error::NotNow(_))));
        covenants::open_signing(&director, step(&stage, id).await)
            .await
            .unwrap();
        covenants::sign(&prosecution, shut).await.unwrap();
        let view = row(&stage, "om", id).await;
        assert!(matches!(view.state, CovenantState::InForce { .. }));
        assert_eq!(view.signed(), 1);
    })
    .await;
}

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

        covenants::withdraw_signature(&prosecution, leaving(id, "Het mandaat is ingetrokken."))
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
        assert_eq!(faults.len(), 5);
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
async fn who_may_know_of_a_covenant() {
    on_both(async |stage: Stage| {
        let id = proposed(&stage).await;
        for (who, sees) in [
            ("politie", true),
            ("fg", true),
            ("vrijwilliger", false),
            ("beheerder", false),
        ] {
            let read = covenants::read(&stage.ctx(who).await, id).await;
            assert_eq!(read.is_ok(), sees, "{who}");
            let list = covenants::list(&stage.ctx(who).await, 0).await.unwrap();
            assert_eq!(list.lines.iter().any(|line| line.id == id), sees, "{who}");
        }
        let elsewhere = stage.ctx_in("regisseur_delta", "vechtdelta").await;
        let foreign = covenants::read(&elsewhere, kega(&stage)).await;
        assert!(matches!(foreign, Err(Error::NotFound)));
        assert!(
            covenants::list(&elsewhere, 0)
                .await
                .unwrap()
                .lines
                .is_empty()
        );
    })
    .await;
}

#[tokio::test]
async fn a_statement_opens_a_series_without_a_covenant() {
    on_both(async |stage: Stage| {
        let adviser = stage.ctx_in("adviseur", "vechtdelta").await;
        let list = covenants::list(&adviser, 0).await.unwrap();
        assert_eq!(list.statements.len(), 1);
        assert!(!list.statements[0].signed);
        let form = SignStatement {
            id: list.statements[0].series.to_string(),
            agreed: "yes".into(),
        };
        let silent = SignStatement {
            agreed: String::new(),
            ..form.clone()
        };
        let refused = covenants::sign_statement(&adviser, silent).await;
        assert!(matches!(refused, Err(Error::Refused(_))));
        covenants::sign_statement(&adviser, form.clone())
            .await
            .unwrap();
        covenants::sign_statement(&adviser, form.clone())
            .await
            .unwrap();
        assert!(covenants::list(&adviser, 0).await.unwrap().statements[0].signed);
        assert_eq!(stage.audited("SignStatement").await, 1);
        let stranger = stage.ctx("om").await;
        let refused = covenants::sign_statement(&stranger, form).await;
        assert!(matches!(refused, Err(Error::NotFound)));
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
