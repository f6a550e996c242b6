//! The text on its way: drawn up, rewritten, fixed by two.

use super::*;

#[tokio::test]
async fn a_draft_takes_the_template_and_is_made_once() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let form = new_covenant(&stage, director.new_id());
        let id = covenants::draft(&director, form.clone()).await.unwrap();
        let again = covenants::draft(&director, form.clone()).await;
        assert_eq!(again.unwrap(), id);
        let other = DraftCovenant {
            parties: form.parties[..2].to_vec(),
            ..form
        };
        let lost = covenants::draft(&director, other).await;
        assert!(matches!(lost, Err(Error::Replayed)));
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
