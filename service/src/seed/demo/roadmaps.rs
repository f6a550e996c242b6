//! The routekaarten of the four demo municipalities, about 55 % reached, with two bottlenecks.

mod bottlenecks;
mod evidence;

use ::entity::{criterion, evidence as shown, roadmap, roadmap_step};
use chrono::NaiveDate;
use domain::id::PersonId;
use domain::roadmaps::{
    Answer, CriterionFacts, EvidenceKind, Recorded, StepFacts, StepStatus, derive,
};
use sea_orm::{ActiveModelTrait, DatabaseTransaction, Set};
use uuid::Uuid;

use self::evidence::EVIDENCE;
use super::super::cast::Cast;
use crate::content;
use crate::content::roadmaps::{Criterion, Step};
use crate::error::Result;
use crate::stored::json;

/// A municipality and how far each of the twenty steps is, in the order of the template:
/// E embedded, V verified, M criteria met, P in progress, N not started, R at risk,
/// B blocked, X not applicable.
const PLAN: [(&str, &str); 4] = [
    ("oeverstad", "EVVVEV VMMP VVEV PPM MPP"),
    ("lindewaard", "VMVVVM PPMN MMMV BNP MPN"),
    ("polderhaven", "EVMVVV MVPP MMPV BMR PPN"),
    ("veenrijk", "MMRMBN NNRN MPNM XNP PNN"),
];

/// Steps that another organisation than the municipality carries.
const OWNERS: [(&str, &str); 6] = [
    ("B3", "onderwijs"),
    ("C1", "veilig_thuis"),
    ("C2", "veilig_thuis"),
    ("D1", "opvang"),
    ("D3", "maatschappelijk_werk"),
    ("E1", "ggd"),
];

/// Fills the routekaarten and the bottlenecks.
pub async fn fill(tx: &DatabaseTransaction, cast: &mut Cast) -> Result<()> {
    let template = &content::shared()?.roadmap_template;
    for (municipality, plan) in PLAN {
        let id = cast.id(&format!("roadmap.{municipality}"));
        roadmap::ActiveModel {
            id: Set(id),
            region_id: Set(cast.id("region.amstelrand")),
            organisation_id: Set(cast.id(&format!("organisation.{municipality}"))),
            template: Set(template.version.to_string()),
            adopted_on: Set(cast.day(-300)),
            adopted_by: Set(cast.id("person.regisseur")),
            version: Set(1),
        }
        .insert(tx)
        .await?;
        let letters = plan.chars().filter(|letter| *letter != ' ');
        for (position, (step, letter)) in (0..).zip(template.steps.iter().zip(letters)) {
            add_step(tx, cast, municipality, step, letter, position).await?;
        }
    }
    bottlenecks::fill(tx, cast).await
}

async fn add_step(
    tx: &DatabaseTransaction,
    cast: &mut Cast,
    municipality: &str,
    step: &Step,
    letter: char,
    position: i32,
) -> Result<()> {
    let id = cast.id(&format!("step.{municipality}.{}", step.code));
    let owner = OWNERS
        .iter()
        .find(|(code, _)| *code == step.code)
        .map_or(municipality, |(_, owner)| *owner);
    let recorded = recorded(cast, letter);
    let due = due(cast, letter, position);
    let status = status(cast, letter, step, due, recorded.as_ref());
    roadmap_step::ActiveModel {
        id: Set(id),
        region_id: Set(cast.id("region.amstelrand")),
        roadmap_id: Set(cast.id(&format!("roadmap.{municipality}"))),
        code: Set(step.code.clone()),
        phase: Set(step.phase.clone()),
        title: Set(step.title.clone()),
        why: Set(step.why.clone()),
        action_line: Set(step.action_line.map(|line| line.to_string())),
        owner_id: Set((letter != 'N').then(|| cast.id(&format!("organisation.{owner}")))),
        due_on: Set(due),
        lost: Set(None),
        recorded: Set(recorded.as_ref().map(json).transpose()?),
        status: Set(status.word().to_owned()),
        position: Set(position),
        version: Set(1),
        updated_at: Set(cast.at(-20, 15 * 60)),
    }
    .insert(tx)
    .await?;
    for (place, question) in step.criteria.iter().enumerate() {
        add_criterion(
            tx,
            cast,
            municipality,
            id,
            question,
            answer(letter, place),
            place,
        )
        .await?;
    }
    Ok(())
}

async fn add_criterion(
    tx: &DatabaseTransaction,
    cast: &mut Cast,
    municipality: &str,
    step: Uuid,
    question: &Criterion,
    answer: Answer,
    place: usize,
) -> Result<()> {
    let region = cast.id("region.amstelrand");
    let id = cast.id(&format!("criterion.{municipality}.{}", question.code));
    criterion::ActiveModel {
        id: Set(id),
        region_id: Set(region),
        step_id: Set(step),
        code: Set(question.code.clone()),
        text: Set(question.text.clone()),
        answer: Set(answer.word().to_owned()),
        position: Set(i32::try_from(place).unwrap_or(i32::MAX)),
        version: Set(1),
    }
    .insert(tx)
    .await?;
    let known = EVIDENCE.iter().find(|(code, ..)| *code == question.code);
    let (Answer::Yes, Some((_, kind, title, target))) = (answer, known) else {
        return Ok(());
    };
    let points = matches!(kind, EvidenceKind::Decision | EvidenceKind::Meeting);
    shown::ActiveModel {
        id: Set(cast.id(&format!("evidence.{municipality}.{}", question.code))),
        region_id: Set(region),
        criterion_id: Set(id),
        kind: Set(kind.word().to_owned()),
        title: Set((*title).to_owned()),
        ref_id: Set(points.then(|| cast.id(target))),
        link: Set((*kind == EvidenceKind::Link).then(|| (*target).to_owned())),
        created_at: Set(cast.at(-25, 11 * 60)),
        created_by: Set(cast.id("person.regisseur")),
    }
    .insert(tx)
    .await?;
    Ok(())
}

/// The answer to the criterion at a place, so that the step comes out as planned.
fn answer(letter: char, place: usize) -> Answer {
    match (letter, place) {
        ('E' | 'V' | 'M', _) | ('P' | 'R', 0) => Answer::Yes,
        ('P' | 'R', 1) | ('B', 0) => Answer::Partly,
        ('P' | 'R' | 'B', _) => Answer::No,
        _ => Answer::Open,
    }
}

fn recorded(cast: &mut Cast, letter: char) -> Option<Recorded> {
    let at = cast.at(-30, 14 * 60);
    let by = PersonId(cast.id("person.regisseur"));
    match letter {
        'E' => Some(Recorded::Embedded { at, by }),
        'V' => Some(Recorded::Verified { at, by }),
        'X' => Some(Recorded::NotApplicable {
            at,
            by,
            reason: "De opvang van Veenrijk is belegd bij Oeverstad.".to_owned(),
        }),
        _ => None,
    }
}

fn due(cast: &Cast, letter: char, position: i32) -> Option<NaiveDate> {
    let spread = i64::from(position) * 3;
    match letter {
        'R' => Some(cast.day(12)),
        'B' => Some(cast.day(60)),
        'P' => Some(cast.day(60 + spread)),
        'E' | 'V' | 'M' => Some(cast.day(-120 + spread)),
        _ => None,
    }
}

fn status(
    cast: &Cast,
    letter: char,
    step: &Step,
    due: Option<NaiveDate>,
    recorded: Option<&Recorded>,
) -> StepStatus {
    let criteria: Vec<CriterionFacts> = (0..step.criteria.len())
        .map(|place| answer(letter, place))
        .map(|answer| CriterionFacts {
            answer,
            evidence: usize::from(answer == Answer::Yes),
        })
        .collect();
    let facts = StepFacts {
        criteria: &criteria,
        open_bottlenecks: usize::from(letter == 'B'),
        due,
        recorded,
    };
    derive(&facts, cast.today())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_has_a_letter_and_every_criterion_something_to_show() {
        let template = &content::shared().unwrap().roadmap_template;
        for (_, plan) in PLAN {
            assert_eq!(plan.replace(' ', "").len(), template.steps.len());
        }
        for criterion in template.steps.iter().flat_map(|step| &step.criteria) {
            assert!(EVIDENCE.iter().any(|(code, ..)| *code == criterion.code));
        }
    }
}
