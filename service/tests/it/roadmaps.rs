//! The routekaart: who may do what to a step, and how its status follows.

mod bottlenecks;
mod evidence;
mod read;

use domain::fault::Code;
use domain::roadmaps::StepStatus;
use domain::roadmaps::command::{
    AddEvidence, AdoptRoadmap, AnswerCriterion, EmbedStep, PlanStep, SetAside, TakeUp, VerifyStep,
};
use service::ctx::Ctx;
use service::error::Error;
use service::roadmaps::{self, CriterionView, StepView};
use uuid::Uuid;

use crate::stage::{Stage, on_both};

/// The step of Polderhaven that the demo is about: one criterion of three met.
const DESK: &str = "step.polderhaven.C3";

async fn view(ctx: &Ctx, stage: &Stage, step: &str) -> StepView {
    roadmaps::step(ctx, &stage.id(step).to_string())
        .await
        .unwrap()
}

fn yes(ctx: &Ctx, criterion: &CriterionView) -> AnswerCriterion {
    AnswerCriterion {
        id: criterion.id.to_string(),
        version: criterion.version,
        answer: "yes".to_owned(),
        evidence: ctx.new_id().to_string(),
        source: "document".to_owned(),
        title: "Vastgestelde instructie".to_owned(),
        ..AnswerCriterion::default()
    }
}

/// Answers yes with evidence wherever that is not so yet.
async fn meet(ctx: &Ctx, stage: &Stage, step: &str) {
    for criterion in view(ctx, stage, step).await.criteria {
        if !criterion.met {
            roadmaps::answer_criterion(ctx, yes(ctx, &criterion))
                .await
                .unwrap();
        }
    }
}

fn codes(refused: Result<impl Sized, Error>) -> Vec<(String, Code)> {
    match refused {
        Err(Error::Refused(faults)) => faults
            .into_iter()
            .map(|fault| (fault.field, fault.code))
            .collect(),
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("it was accepted"),
    }
}

#[tokio::test]
async fn answers_lead_from_progress_to_a_verified_and_embedded_step() {
    on_both(async |stage: Stage| {
        let town = stage.ctx("polderhaven").await;
        let director = stage.ctx("regisseur").await;
        assert_eq!(
            view(&town, &stage, DESK).await.status,
            StepStatus::InProgress
        );
        meet(&town, &stage, DESK).await;
        let claimed = view(&town, &stage, DESK).await;
        assert_eq!(claimed.status, StepStatus::CriteriaMet);
        assert!(!claimed.may_verify);

        let id = claimed.id.to_string();
        let verify = |version| VerifyStep {
            id: id.clone(),
            version,
        };
        let own = roadmaps::verify_step(&town, verify(claimed.version)).await;
        assert!(matches!(own, Err(Error::NotAllowed)));
        roadmaps::verify_step(&director, verify(claimed.version))
            .await
            .unwrap();
        let again = roadmaps::verify_step(&director, verify(claimed.version)).await;
        assert!(matches!(again, Err(Error::Stale(_))));

        let verified = view(&town, &stage, DESK).await;
        assert_eq!(verified.status, StepStatus::Verified);
        assert_eq!(verified.recorded.unwrap().by, "Regisseur");
        let embed = EmbedStep {
            id,
            version: verified.version,
        };
        roadmaps::embed_step(&director, embed).await.unwrap();
        assert_eq!(view(&town, &stage, DESK).await.status, StepStatus::Embedded);
        assert_eq!(stage.audited("VerifyStep").await, 2);
        assert_eq!(stage.audited("UpdateStep").await, 2);
    })
    .await;
}

#[tokio::test]
async fn a_yes_needs_something_to_show() {
    on_both(async |stage: Stage| {
        let town = stage.ctx("polderhaven").await;
        let open = view(&town, &stage, DESK).await.criteria.pop().unwrap();
        let bare = AnswerCriterion {
            source: String::new(),
            title: String::new(),
            ..yes(&town, &open)
        };
        let refused = codes(roadmaps::answer_criterion(&town, bare).await);
        assert_eq!(refused, [("source".to_owned(), Code::EvidenceNeeded)]);
        // A title without a kind is evidence half told, never text to drop.
        let half = AnswerCriterion {
            source: String::new(),
            ..yes(&town, &open)
        };
        let refused = codes(roadmaps::answer_criterion(&town, half).await);
        assert_eq!(refused, [("source".to_owned(), Code::Empty)]);
        let foreign = AnswerCriterion {
            source: format!("decision/{}", Uuid::nil()),
            ..yes(&town, &open)
        };
        let refused = codes(roadmaps::answer_criterion(&town, foreign).await);
        assert_eq!(refused, [("source".to_owned(), Code::NotAChoice)]);
        let unsafe_link = AnswerCriterion {
            source: "link".to_owned(),
            link: "http://voorbeeld.nl".to_owned(),
            ..yes(&town, &open)
        };
        let refused = codes(roadmaps::answer_criterion(&town, unsafe_link).await);
        assert_eq!(refused, [("link".to_owned(), Code::NotALink)]);
        let wild = AnswerCriterion {
            answer: "misschien".to_owned(),
            ..yes(&town, &open)
        };
        let refused = codes(roadmaps::answer_criterion(&town, wild).await);
        assert_eq!(refused, [("answer".to_owned(), Code::NotAChoice)]);
        assert_eq!(stage.audited("UpdateStep").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_decision_and_a_meeting_can_be_pointed_at() {
    on_both(async |stage: Stage| {
        let town = stage.ctx("polderhaven").await;
        let step = view(&town, &stage, DESK).await;
        let meeting = step.sources.meetings.first().unwrap().id;
        let decision = step.sources.decisions.first().unwrap();
        let sources = [
            format!("decision/{}", decision.id),
            format!("meeting/{meeting}"),
        ];
        for source in sources {
            let criterion = view(&town, &stage, DESK).await.criteria.pop().unwrap();
            let form = AddEvidence {
                id: criterion.id.to_string(),
                evidence: town.new_id().to_string(),
                source,
                title: "Besproken in het overleg".to_owned(),
                ..AddEvidence::default()
            };
            roadmaps::add_evidence(&town, form.clone()).await.unwrap();
            roadmaps::add_evidence(&town, form.clone()).await.unwrap();
            let other = AddEvidence {
                title: "Besloten in het overleg".to_owned(),
                ..form
            };
            let lost = roadmaps::add_evidence(&town, other).await;
            assert!(matches!(lost, Err(Error::Replayed)));
        }
        let shown = view(&town, &stage, DESK)
            .await
            .criteria
            .pop()
            .unwrap()
            .evidence;
        assert_eq!(shown.len(), 2);
        assert!(shown.iter().all(|piece| piece.meeting.is_some()));
        assert_eq!(stage.audited("UpdateStep").await, 2);
    })
    .await;
}

#[tokio::test]
async fn two_people_answer_and_the_second_is_told() {
    on_both(async |stage: Stage| {
        let (one, other) = (stage.ctx("polderhaven").await, stage.ctx("regisseur").await);
        let criterion = view(&one, &stage, DESK).await.criteria.pop().unwrap();
        let partly = |ctx: &Ctx| AnswerCriterion {
            answer: "partly".to_owned(),
            source: String::new(),
            title: String::new(),
            ..yes(ctx, &criterion)
        };
        let (first, second) = tokio::join!(
            roadmaps::answer_criterion(&one, partly(&one)),
            roadmaps::answer_criterion(&other, partly(&other)),
        );
        let stale = |done: &Result<_, Error>| matches!(done, Err(Error::Stale(2)));
        assert_eq!(
            (first.is_ok(), second.is_ok()),
            (second.is_err(), first.is_err())
        );
        assert!(stale(&first) || stale(&second));
    })
    .await;
}

#[tokio::test]
async fn a_step_is_planned_and_a_near_date_puts_it_at_risk() {
    on_both(async |stage: Stage| {
        let town = stage.ctx("veenrijk").await;
        let step = view(&town, &stage, "step.veenrijk.B1").await;
        let plan = |due: &str, owner: String| PlanStep {
            id: step.id.to_string(),
            version: step.version,
            due: due.to_owned(),
            owner,
        };
        let ggd = stage.id("organisation.ggd").to_string();
        let past = codes(roadmaps::plan_step(&town, plan("2026-11-17", ggd.clone())).await);
        assert_eq!(past, [("due".to_owned(), Code::InThePast)]);
        let nobody = codes(roadmaps::plan_step(&town, plan("", Uuid::nil().to_string())).await);
        assert_eq!(nobody, [("owner".to_owned(), Code::NotAChoice)]);
        roadmaps::plan_step(&town, plan("2026-12-10", ggd.clone()))
            .await
            .unwrap();
        let planned = view(&town, &stage, "step.veenrijk.B1").await;
        assert_eq!(planned.status, StepStatus::AtRisk);
        assert_eq!(planned.owner.unwrap().short, "GGD");
        let stale = roadmaps::plan_step(&town, plan("2027-02-01", ggd)).await;
        assert!(matches!(stale, Err(Error::Stale(2))));
        // Who carries the step may answer it.
        assert!(
            view(&stage.ctx("ggd").await, &stage, "step.veenrijk.B1")
                .await
                .may_answer
        );
    })
    .await;
}

#[tokio::test]
async fn a_step_is_left_out_with_a_reason_and_taken_up_again() {
    on_both(async |stage: Stage| {
        let town = stage.ctx("veenrijk").await;
        let step = view(&town, &stage, "step.veenrijk.E3").await;
        let form = |why: &str| SetAside {
            id: step.id.to_string(),
            version: step.version,
            why: why.to_owned(),
            ..SetAside::default()
        };
        let silent = codes(roadmaps::set_aside(&town, form(" ")).await);
        assert_eq!(silent, [("why".to_owned(), Code::Empty)]);
        roadmaps::set_aside(&town, form("Geregeld in de regio."))
            .await
            .unwrap();
        let out = view(&town, &stage, "step.veenrijk.E3").await;
        assert_eq!(out.status, StepStatus::NotApplicable);
        let answer = roadmaps::answer_criterion(&town, yes(&town, &out.criteria[0])).await;
        assert!(matches!(answer, Err(Error::NotNow(_))));
        let back = TakeUp {
            id: out.id.to_string(),
            version: out.version,
        };
        roadmaps::take_up(&town, back).await.unwrap();
        assert_eq!(
            view(&town, &stage, "step.veenrijk.E3").await.status,
            StepStatus::NotStarted
        );
    })
    .await;
}

#[tokio::test]
async fn a_neighbour_a_guest_and_another_region_change_nothing() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let criterion = view(&director, &stage, DESK).await.criteria.pop().unwrap();
        for (person, region) in [("lindewaard", "amstelrand"), ("vrijwilliger", "amstelrand")] {
            let ctx = stage.ctx_in(person, region).await;
            let refused = roadmaps::answer_criterion(&ctx, yes(&ctx, &criterion)).await;
            assert!(matches!(refused, Err(Error::NotAllowed)), "{person}");
        }
        let abroad = stage.ctx_in("regisseur_delta", "vechtdelta").await;
        let refused = roadmaps::answer_criterion(&abroad, yes(&abroad, &criterion)).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        let malformed = AnswerCriterion {
            id: "x".to_owned(),
            ..yes(&director, &criterion)
        };
        let refused = roadmaps::answer_criterion(&director, malformed).await;
        assert!(matches!(refused, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn a_municipality_adopts_the_template_once() {
    on_both(async |stage: Stage| {
        let ctx = stage.ctx_in("regisseur_delta", "vechtdelta").await;
        let town = stage.id("organisation.vechtmonde").to_string();
        let form = AdoptRoadmap {
            organisation: town.clone(),
        };
        assert!(
            roadmaps::municipality(&ctx, &town)
                .await
                .unwrap()
                .phases
                .is_empty()
        );
        let (one, two) = tokio::join!(
            roadmaps::adopt(&ctx, form.clone()),
            roadmaps::adopt(&ctx, form.clone()),
        );
        assert_eq!(one.unwrap(), two.unwrap());
        let view = roadmaps::municipality(&ctx, &town).await.unwrap();
        let steps: usize = view.phases.iter().map(|phase| phase.steps.len()).sum();
        assert_eq!((view.phases.len(), steps), (5, 20));
        assert_eq!(view.sum.percent, Some(0));
        assert_eq!(stage.audited("AdoptRoadmap").await, 1);

        let partner = stage.ctx_in("politie_delta", "vechtdelta").await;
        let refused = roadmaps::adopt(&partner, form).await;
        assert!(matches!(refused, Err(Error::NotAllowed)));
        let police = AdoptRoadmap {
            organisation: stage.id("organisation.politie_vechtdelta").to_string(),
        };
        assert!(matches!(
            roadmaps::adopt(&ctx, police).await,
            Err(Error::NotFound)
        ));
    })
    .await;
}
