//! What case discussion stands on: advice, the answer to it, and the annex.

mod annex;

use domain::covenants::Shut;
use domain::fault::Code;
use domain::meetings::command::{AdviseSeries, AnswerAdvice, ChangeSeries};
use domain::meetings::{AdviceState, Opinion};
use domain::people::Class;
use service::ctx::Ctx;
use service::error::Error;
use service::meetings::cases::{Cases, cases};
use service::meetings::naming::{NoCase, may_bring_case};
use service::meetings::series::{Sheet, sheet};
use service::meetings::{advise_series, answer_advice, change_series};

use super::faults;
use crate::stage::{Stage, on_both};

const CASE: &str = "item.next.case1";
const TEXT: &str = "Het bespreken past bij het doel en de DPIA dekt het.";
const WHY: &str = "De voorwaarde is overgenomen in de werkwijze.";

fn series(stage: &Stage) -> String {
    stage.id("series.kega").to_string()
}

async fn stands(ctx: &Ctx, stage: &Stage) -> Cases {
    cases(ctx, &series(stage)).await.unwrap().unwrap()
}

async fn version(ctx: &Ctx, stage: &Stage) -> i32 {
    stands(ctx, stage).await.version
}

async fn advice(officer: &Ctx, stage: &Stage, opinion: Opinion) -> AdviseSeries {
    AdviseSeries {
        id: officer.new_id().to_string(),
        series: series(stage),
        version: version(officer, stage).await,
        opinion: opinion.word().to_owned(),
        text: TEXT.to_owned(),
        reason: String::new(),
    }
}

async fn answer(director: &Ctx, stage: &Stage) -> AnswerAdvice {
    let cases = stands(director, stage).await;
    AnswerAdvice {
        id: cases.advice.unwrap().id.to_string(),
        series: series(stage),
        version: cases.version,
        why: WHY.to_owned(),
        reason: String::new(),
    }
}

/// Lets a minute pass, so that what was first stays first.
fn later(stage: &Stage) {
    let clock = &stage.site.clock;
    clock.set(clock.now() + chrono::TimeDelta::minutes(1));
}

/// The form of the series as it stands, with another day of the DPIA.
fn with_dpia(sheet: &Sheet, dpia_on: &str) -> ChangeSeries {
    ChangeSeries {
        id: sheet.id.to_string(),
        version: sheet.version,
        name: sheet.name.clone(),
        purpose: sheet.purpose.clone(),
        legal_basis: sheet.legal_basis.clone(),
        dpia_on: dpia_on.to_owned(),
        time: "09:00".to_owned(),
        length: "90".to_owned(),
        room: sheet.room.clone(),
        every: "free".to_owned(),
        ..ChangeSeries::default()
    }
}

/// Whether somebody who is named on it reads a case.
async fn opens(ctx: &Ctx, stage: &Stage) -> bool {
    let id = stage.id(CASE).to_string();
    match service::meetings::item(ctx, &id).await {
        Ok(view) => view.content.is_some(),
        Err(Error::NotFound) => false,
        Err(other) => panic!("{other:?}"),
    }
}

/// Why somebody cannot bring a case in.
async fn shut(ctx: &Ctx, stage: &Stage) -> Vec<Shut> {
    let series = domain::id::SeriesId(stage.id("series.kega"));
    match may_bring_case(ctx, series).await.unwrap() {
        Ok(()) => Vec::new(),
        Err(NoCase::Shut(why)) => why,
        Err(NoCase::NotYours) => panic!("they may"),
    }
}

#[tokio::test]
async fn the_demo_has_what_cases_stand_on_and_the_other_region_has_not() {
    on_both(async |stage| {
        let police = stage.ctx("politie").await;
        let here = stands(&police, &stage).await;
        assert_eq!(here.missing, []);
        assert!(!here.may_advise && !here.may_decide);
        let given = here.advice.unwrap();
        assert_eq!(given.opinion, Opinion::Conditional);
        assert!(given.answer.is_some() && !given.changes.any());
        assert_eq!(here.annexes.len(), 1);
        assert!(here.annexes[0].partners.contains(&"Politie".to_owned()));
        assert!(opens(&police, &stage).await);

        let elsewhere = stage.ctx_in("regisseur_delta", "vechtdelta").await;
        let there = stage.id("series.delta").to_string();
        let there = cases(&elsewhere, &there).await.unwrap().unwrap();
        assert_eq!(there.missing, [Shut::NoAdvice, Shut::NoAnnex]);
        assert_eq!((there.covenant, there.advice), (None, None));
        let foreign = cases(&elsewhere, &series(&stage)).await;
        assert!(matches!(foreign, Err(Error::NotFound)));
        // For a guest cases do not open, whatever stands.
        let guest = stage.ctx("vrijwilliger").await;
        assert_eq!(cases(&guest, &series(&stage)).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_new_advice_shuts_cases_until_it_is_answered() {
    on_both(async |stage| {
        let officer = stage.ctx("fg").await;
        let director = stage.ctx("regisseur").await;
        let police = stage.ctx("politie").await;
        for opinion in [Opinion::Conditional, Opinion::Negative] {
            later(&stage);
            let form = advice(&officer, &stage, opinion).await;
            advise_series(&officer, form.clone()).await.unwrap();
            // Sent twice it is one advice, and the second answer is the same.
            advise_series(&officer, form.clone()).await.unwrap();
            let other = AdviseSeries {
                text: "Iets heel anders dan wat er stond.".to_owned(),
                ..form
            };
            let replayed = advise_series(&officer, other).await;
            assert!(matches!(replayed, Err(Error::Replayed)));
            assert!(!opens(&police, &stage).await, "{opinion:?}");
            assert_eq!(shut(&police, &stage).await, [Shut::NoAdvice]);
            let form = answer(&director, &stage).await;
            answer_advice(&director, form.clone()).await.unwrap();
            answer_advice(&director, form).await.unwrap();
            assert!(opens(&police, &stage).await, "{opinion:?}");
        }
        later(&stage);
        let form = advice(&officer, &stage, Opinion::Positive).await;
        advise_series(&officer, form).await.unwrap();
        assert!(opens(&police, &stage).await);
        let now = stands(&director, &stage).await;
        let opinions: Vec<_> = now.earlier.iter().map(|it| it.opinion).collect();
        let earlier = [
            Opinion::Negative,
            Opinion::Conditional,
            Opinion::Conditional,
        ];
        assert_eq!(opinions, earlier);
        assert!(now.earlier.iter().all(|it| it.answer.is_some()));
        let positive = answer(&director, &stage).await;
        let nothing = answer_advice(&director, positive).await;
        assert!(matches!(nothing, Err(Error::NotNow(_))));
        assert_eq!(stage.audited("AdviseSeries").await, 3);
        assert_eq!(stage.audited("AnswerAdvice").await, 2);
        assert_eq!(stage.detail("AdviseSeries").await, "opinion=positive");
    })
    .await;
}

#[tokio::test]
async fn an_advice_says_on_what_it_was_given() {
    on_both(async |stage| {
        let director = stage.ctx("regisseur").await;
        let police = stage.ctx("politie").await;
        let officer = stage.ctx("fg").await;
        let before = sheet(&director, &series(&stage)).await.unwrap();
        let read = advice(&officer, &stage, Opinion::Positive).await;
        change_series(&director, with_dpia(&before, ""))
            .await
            .unwrap();
        // Without a DPIA cases are shut, and the advice says that it was given on one.
        assert_eq!(shut(&police, &stage).await, [Shut::NoDpia]);
        assert!(!opens(&police, &stage).await);
        let now = stands(&officer, &stage).await;
        let given = now.advice.unwrap();
        assert!(given.changes.dpia && !given.changes.purpose && !given.changes.legal_basis);
        assert!(now.changed_at.unwrap() > given.given_at);
        // Who read the page before that advises on something else.
        let stale = advise_series(&officer, read).await;
        assert!(matches!(stale, Err(Error::Stale(_))));
        let now = sheet(&director, &series(&stage)).await.unwrap();
        let dated = with_dpia(&now, "2026-11-02");
        change_series(&director, dated).await.unwrap();
        assert!(opens(&police, &stage).await);
        assert!(stands(&officer, &stage).await.advice.unwrap().changes.dpia);
        let form = advice(&officer, &stage, Opinion::Positive).await;
        advise_series(&officer, form).await.unwrap();
        let given = stands(&officer, &stage).await.advice.unwrap();
        assert!(!given.changes.any());
        assert_eq!(given.state, AdviceState::kept(Opinion::Positive, false));
        // What has nothing to do with it leaves it as it is.
        let now = sheet(&director, &series(&stage)).await.unwrap();
        let room = ChangeSeries {
            room: "Stadhuis, kamer 1.01".to_owned(),
            ..with_dpia(&now, "2026-11-02")
        };
        change_series(&director, room).await.unwrap();
        let given = stands(&officer, &stage).await.advice.unwrap();
        assert!(!given.changes.any());
    })
    .await;
}

#[tokio::test]
async fn only_the_officer_of_who_directs_advises_and_only_the_director_answers() {
    on_both(async |stage| {
        let officer = stage.ctx("fg").await;
        let director = stage.ctx("regisseur").await;
        let form = advice(&officer, &stage, Opinion::Negative).await;
        for (who, hidden) in [
            ("regisseur", false),
            ("secretaris", false),
            ("politie", false),
            ("beheerder", true),
            ("stuurgroep", true),
        ] {
            let ctx = stage.ctx(who).await;
            let refused = advise_series(&ctx, form.clone()).await.unwrap_err();
            let fits = if hidden {
                matches!(refused, Error::NotFound)
            } else {
                matches!(refused, Error::NotAllowed)
            };
            assert!(fits, "{who}: {refused:?}");
        }
        let elsewhere = stage.ctx_in("regisseur_delta", "vechtdelta").await;
        let refused = advise_series(&elsewhere, form.clone()).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        advise_series(&officer, form).await.unwrap();

        let form = answer(&director, &stage).await;
        for (who, hidden) in [("secretaris", false), ("politie", false), ("fg", true)] {
            let ctx = stage.ctx(who).await;
            let refused = answer_advice(&ctx, form.clone()).await.unwrap_err();
            let fits = if hidden {
                matches!(refused, Error::NotFound)
            } else {
                matches!(refused, Error::NotAllowed)
            };
            assert!(fits, "{who}: {refused:?}");
        }
        let refused = answer_advice(&elsewhere, form.clone()).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        let unknown = AnswerAdvice {
            id: stage.id("series.kega").to_string(),
            ..form.clone()
        };
        let refused = answer_advice(&director, unknown).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        let earlier = AnswerAdvice {
            id: stage.id("advice.kega").to_string(),
            ..form
        };
        let refused = answer_advice(&director, earlier).await;
        assert!(matches!(refused, Err(Error::Stale(_))));
        assert_eq!(stage.audited("AnswerAdvice").await, 0);
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_with_an_advice_is_said_field_by_field() {
    on_both(async |stage| {
        let officer = stage.ctx("fg").await;
        let form = advice(&officer, &stage, Opinion::Positive).await;
        let refused = async |form: AdviseSeries| faults(advise_series(&officer, form).await);
        let said = |field: &str, code| (field.to_owned(), code);
        let wrong = AdviseSeries {
            opinion: "perhaps".to_owned(),
            text: "Goed.".to_owned(),
            ..form.clone()
        };
        let told = refused(wrong).await;
        let short = said("text", Code::TooShort(10));
        assert_eq!(told, [said("opinion", Code::NotAChoice), short]);
        let empty = AdviseSeries {
            opinion: String::new(),
            text: String::new(),
            ..form.clone()
        };
        let told = refused(empty).await;
        assert_eq!(
            told,
            [said("opinion", Code::Empty), said("text", Code::Empty)]
        );
        let personal = AdviseSeries {
            text: "Vraag het na bij piet@example.nl voordat het doorgaat.".to_owned(),
            ..form.clone()
        };
        assert!(matches!(refused(personal).await[0].1, Code::Personal(_)));
        let nameless = AdviseSeries {
            id: "geen id".to_owned(),
            ..form
        };
        let refused = advise_series(&officer, nameless).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        let director = stage.ctx("regisseur").await;
        let short = AnswerAdvice {
            why: "Ja.".to_owned(),
            ..answer(&director, &stage).await
        };
        let told = faults(answer_advice(&director, short).await);
        assert_eq!(told, [said("why", Code::TooShort(10))]);
        assert_eq!(stage.audited("AdviseSeries").await, 0);
    })
    .await;
}

#[tokio::test]
async fn of_two_at_once_one_is_overtaken() {
    on_both(async |stage| {
        let officer = stage.ctx("fg").await;
        let director = stage.ctx("regisseur").await;
        let one = advice(&officer, &stage, Opinion::Negative).await;
        let two = advice(&officer, &stage, Opinion::Positive).await;
        let both = tokio::join!(advise_series(&officer, one), advise_series(&officer, two));
        let late = [both.0, both.1].into_iter().filter(Result::is_err);
        let late: Vec<_> = late.collect();
        assert!(matches!(late[..], [Err(Error::Stale(_))]), "{late:?}");
        assert_eq!(stage.audited("AdviseSeries").await, 1);
        // Who answers while the officer advises anew answers something else.
        let form = advice(&officer, &stage, Opinion::Conditional).await;
        advise_series(&officer, form).await.unwrap();
        let answered = answer(&director, &stage).await;
        let form = advice(&officer, &stage, Opinion::Negative).await;
        let both = tokio::join!(
            advise_series(&officer, form),
            answer_advice(&director, answered)
        );
        assert!(both.0.is_ok() != both.1.is_ok(), "{both:?}");
    })
    .await;
}

#[tokio::test]
async fn what_stands_below_k3_does_not_ask_for_it() {
    on_both(async |stage| {
        let director = stage.ctx("regisseur").await;
        let police = stage.ctx("politie").await;
        let series_id = domain::id::SeriesId(stage.id("series.kega"));
        let before = sheet(&director, &series(&stage)).await.unwrap();
        change_series(&director, with_dpia(&before, ""))
            .await
            .unwrap();
        for (class, may) in [(Class::K1, true), (Class::K2, true), (Class::K3, false)] {
            let found = service::meetings::item::may_bring(&police, series_id, class).await;
            assert_eq!(found.unwrap(), may, "{class:?}");
        }
    })
    .await;
}
