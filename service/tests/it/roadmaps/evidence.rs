//! Taking evidence away: what falls, what stays, and what is said about it.

use domain::fault::Code;
use domain::guard::Kind;
use domain::roadmaps::command::{AddEvidence, AnswerCriterion, RemoveEvidence};
use domain::roadmaps::{Answer, StepStatus};
use service::error::Error;
use service::roadmaps;

use super::{codes, view};
use crate::stage::{Stage, on_both};

#[tokio::test]
async fn taking_evidence_away_undoes_what_was_verified() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let step = "step.oeverstad.A2";
        let before = view(&director, &stage, step).await;
        assert_eq!(before.status, StepStatus::Verified);
        let piece = before.criteria[0].evidence[0].id.to_string();
        let form = RemoveEvidence {
            id: piece,
            ..RemoveEvidence::default()
        };
        let silent = roadmaps::remove_evidence(&director, form.clone()).await;
        assert_eq!(codes(silent), [("why".to_owned(), Code::ReasonNeeded)]);
        assert_eq!(view(&director, &stage, step).await, before);
        let form = RemoveEvidence {
            why: "Het document ging over een andere gemeente".to_owned(),
            ..form
        };
        roadmaps::remove_evidence(&director, form.clone())
            .await
            .unwrap();
        let after = view(&director, &stage, step).await;
        assert_eq!((after.status, after.recorded), (StepStatus::AtRisk, None));
        assert_eq!(after.lost.unwrap().reason, form.why);
        assert_eq!(after.version, before.version + 1);
        assert_eq!(after.criteria[0].answer, Answer::Yes);
        let again = roadmaps::remove_evidence(&director, form).await;
        assert!(matches!(again, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn taking_a_yes_back_after_it_was_verified_takes_a_reason() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let step = "step.oeverstad.A2";
        let before = view(&director, &stage, step).await;
        let criterion = &before.criteria[0];
        let form = AnswerCriterion {
            id: criterion.id.to_string(),
            version: criterion.version,
            answer: "no".to_owned(),
            ..AnswerCriterion::default()
        };
        let silent = roadmaps::answer_criterion(&director, form.clone()).await;
        assert_eq!(codes(silent), [("why".to_owned(), Code::ReasonNeeded)]);
        assert_eq!(view(&director, &stage, step).await, before);
        let same = AnswerCriterion {
            answer: "yes".to_owned(),
            ..form.clone()
        };
        roadmaps::answer_criterion(&director, same).await.unwrap();
        let form = AnswerCriterion {
            version: form.version + 1,
            why: "De instructie geldt nog niet voor alle balies".to_owned(),
            ..form
        };
        let why = form.why.clone();
        roadmaps::answer_criterion(&director, form).await.unwrap();
        let after = view(&director, &stage, step).await;
        assert_eq!((after.status, after.recorded), (StepStatus::AtRisk, None));
        assert_eq!(after.lost.unwrap().reason, why);
    })
    .await;
}

#[tokio::test]
async fn what_still_stands_says_that_its_evidence_changed_until_it_is_verified_again() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let step = "step.oeverstad.A2";
        let criterion = view(&director, &stage, step).await.criteria.remove(0);
        let second = AddEvidence {
            id: criterion.id.to_string(),
            evidence: director.new_id().to_string(),
            source: "document".to_owned(),
            title: "Raadsbesluit".to_owned(),
            ..AddEvidence::default()
        };
        roadmaps::add_evidence(&director, second.clone())
            .await
            .unwrap();
        let form = RemoveEvidence {
            id: second.evidence,
            why: "Het besluit werd ingetrokken, meldt een 16-jarige".to_owned(),
            ..RemoveEvidence::default()
        };
        let asked = roadmaps::remove_evidence(&director, form.clone()).await;
        let code = Code::AskReason(vec![Kind::Age]);
        assert_eq!(codes(asked), [("why".to_owned(), code)]);
        let form = RemoveEvidence {
            reason: "De leeftijd doet ertoe".to_owned(),
            ..form
        };
        roadmaps::remove_evidence(&director, form).await.unwrap();
        let after = view(&director, &stage, step).await;
        assert_eq!(after.status, StepStatus::Verified);
        assert!(after.recorded.is_some() && after.lost.is_some());
        let kept = stage.guard_answers().await;
        assert_eq!(kept, ["step age: De leeftijd doet ertoe"]);
    })
    .await;
}
