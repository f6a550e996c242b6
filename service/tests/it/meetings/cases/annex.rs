//! The annex: put in force, replaced, ended, and what opens by it.

use domain::covenants::{AnnexStanding, Shut};
use domain::fault::Code;
use domain::meetings::command::{EndAnnex, PutAnnex};
use service::ctx::Ctx;
use service::error::Error;
use service::meetings::cases::annex_form;
use service::meetings::{end_annex, put_annex};

use super::super::faults;
use super::{later, opens, series, shut, stands};
use crate::stage::{Stage, on_both};

const WHY: &str = "De werkgroep stopt met het bespreken van casussen.";

async fn put(director: &Ctx, stage: &Stage, from: &str) -> PutAnnex {
    let partners = ["oeverstad", "politie", "veilig_thuis"];
    let partners = partners.map(|key| stage.id(&format!("organisation.{key}")).to_string());
    PutAnnex {
        id: director.new_id().to_string(),
        series: series(stage),
        version: stands(director, stage).await.version,
        partners: partners.to_vec(),
        purpose: "Afspreken wie wat doet bij een melding.".to_owned(),
        information: "Referentie, vraag en wie wat doet.".to_owned(),
        from: from.to_owned(),
        to: String::new(),
        reason: String::new(),
    }
}

async fn end(director: &Ctx, stage: &Stage) -> EndAnnex {
    let cases = stands(director, stage).await;
    EndAnnex {
        id: cases.annexes[0].id.to_string(),
        series: series(stage),
        version: cases.version,
        why: WHY.to_owned(),
        reason: String::new(),
    }
}

fn standings(cases: &service::meetings::cases::Cases) -> Vec<AnnexStanding> {
    cases.annexes.iter().map(|annex| annex.standing).collect()
}

#[tokio::test]
async fn who_is_no_partner_reads_no_case() {
    on_both(async |stage| {
        let director = stage.ctx("regisseur").await;
        let (police, shelter) = (stage.ctx("politie").await, stage.ctx("opvang").await);
        assert!(opens(&police, &stage).await && opens(&shelter, &stage).await);
        let form = put(&director, &stage, "2026-11-18").await;
        put_annex(&director, form.clone()).await.unwrap();
        put_annex(&director, form.clone()).await.unwrap();
        let other = PutAnnex {
            purpose: "Iets heel anders dan er stond.".to_owned(),
            ..form
        };
        let replayed = put_annex(&director, other).await;
        assert!(matches!(replayed, Err(Error::Replayed)));
        assert!(opens(&police, &stage).await && !opens(&shelter, &stage).await);
        assert_eq!(shut(&shelter, &stage).await, [Shut::NotPartner]);
        let now = stands(&director, &stage).await;
        assert_eq!(
            standings(&now),
            [AnnexStanding::InForce, AnnexStanding::Over]
        );
        assert_eq!(
            now.annexes[0].partners,
            ["Oeverstad", "Politie", "Veilig Thuis"]
        );
        let form = annex_form(&director, &series(&stage)).await.unwrap();
        let ticked = form.parties.iter().filter(|party| party.partner).count();
        assert_eq!((ticked, form.parties.len()), (3, 13));
        assert_eq!(stage.audited("PutAnnex").await, 1);
        assert_eq!(stage.detail("PutAnnex").await, "partners=3");
    })
    .await;
}

#[tokio::test]
async fn the_next_annex_counts_from_its_day_and_another_gives_way() {
    on_both(async |stage| {
        let director = stage.ctx("regisseur").await;
        let shelter = stage.ctx("opvang").await;
        let form = put(&director, &stage, "2026-12-01").await;
        put_annex(&director, form).await.unwrap();
        assert!(opens(&shelter, &stage).await, "the first still counts");
        let now = stands(&director, &stage).await;
        assert_eq!(
            standings(&now),
            [AnnexStanding::Ahead, AnnexStanding::InForce]
        );
        assert_eq!(now.annexes[1].to, Some("2026-11-30".parse().unwrap()));
        later(&stage);
        let sooner = put(&director, &stage, "2026-11-25").await;
        put_annex(&director, sooner).await.unwrap();
        let now = stands(&director, &stage).await;
        assert_eq!(
            standings(&now),
            [
                AnnexStanding::Ahead,
                AnnexStanding::Ended,
                AnnexStanding::InForce
            ]
        );
        assert_eq!(now.annexes[2].to, Some("2026-11-24".parse().unwrap()));
        assert_eq!(now.missing, []);
    })
    .await;
}

#[tokio::test]
async fn an_annex_ends_at_once_and_once() {
    on_both(async |stage| {
        let director = stage.ctx("regisseur").await;
        let police = stage.ctx("politie").await;
        let form = end(&director, &stage).await;
        for (who, hidden) in [("secretaris", false), ("politie", false), ("fg", true)] {
            let ctx = stage.ctx(who).await;
            let refused = end_annex(&ctx, form.clone()).await.unwrap_err();
            let fits = if hidden {
                matches!(refused, Error::NotFound)
            } else {
                matches!(refused, Error::NotAllowed)
            };
            assert!(fits, "{who}: {refused:?}");
        }
        let short = EndAnnex {
            why: "Zomaar.".to_owned(),
            ..form.clone()
        };
        let told = faults(end_annex(&director, short).await);
        assert_eq!(told, [("why".to_owned(), Code::TooShort(10))]);
        assert!(opens(&police, &stage).await);
        end_annex(&director, form.clone()).await.unwrap();
        end_annex(&director, form.clone()).await.unwrap();
        assert!(!opens(&police, &stage).await);
        assert_eq!(shut(&police, &stage).await, [Shut::NoAnnex]);
        let again = EndAnnex {
            why: "Om een heel andere reden dan zojuist.".to_owned(),
            ..form.clone()
        };
        let refused = end_annex(&director, again).await;
        assert!(matches!(refused, Err(Error::NotNow(_))));
        let unknown = EndAnnex {
            id: stage.id("series.kega").to_string(),
            ..form.clone()
        };
        let refused = end_annex(&director, unknown).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        let elsewhere = stage.ctx_in("regisseur_delta", "vechtdelta").await;
        let refused = end_annex(&elsewhere, form).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        let now = stands(&director, &stage).await;
        assert_eq!(standings(&now), [AnnexStanding::Ended]);
        assert_eq!(now.annexes[0].ended.as_ref().unwrap().1, WHY);
        assert_eq!(stage.audited("EndAnnex").await, 1);
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_with_an_annex_is_said_field_by_field() {
    on_both(async |stage| {
        let director = stage.ctx("regisseur").await;
        let form = put(&director, &stage, "2026-11-17").await;
        let said = |field: &str, code| (field.to_owned(), code);
        let wrong = PutAnnex {
            partners: form.partners[..1].to_vec(),
            purpose: String::new(),
            information: "Kort.".to_owned(),
            to: "31 februari".to_owned(),
            ..form.clone()
        };
        assert_eq!(
            faults(put_annex(&director, wrong).await),
            [
                said("partners", Code::TooFew(2)),
                said("purpose", Code::Empty),
                said("information", Code::TooShort(10)),
                said("from", Code::InThePast),
                said("to", Code::NotADate),
            ]
        );
        let stranger = stage.id("organisation.vechtmonde").to_string();
        let wrong = PutAnnex {
            partners: [form.partners.clone(), vec![stranger]].concat(),
            from: "2026-12-10".to_owned(),
            to: "2026-12-09".to_owned(),
            ..form.clone()
        };
        assert_eq!(
            faults(put_annex(&director, wrong).await),
            [
                said("partners", Code::NotAChoice),
                said("to", Code::WrongOrder)
            ]
        );
        for (who, hidden) in [("secretaris", false), ("politie", false), ("fg", true)] {
            let ctx = stage.ctx(who).await;
            let refused = put_annex(&ctx, form.clone()).await.unwrap_err();
            let fits = if hidden {
                matches!(refused, Error::NotFound)
            } else {
                matches!(refused, Error::NotAllowed)
            };
            assert!(fits, "{who}: {refused:?}");
        }
        // A series without a covenant has nothing to put an annex to.
        let elsewhere = stage.ctx_in("regisseur_delta", "vechtdelta").await;
        let foreign = put_annex(&elsewhere, form.clone()).await;
        assert!(matches!(foreign, Err(Error::NotFound)));
        let there = PutAnnex {
            series: stage.id("series.delta").to_string(),
            ..form
        };
        let refused = put_annex(&elsewhere, there).await;
        assert!(matches!(refused, Err(Error::NotNow(_))));
        assert_eq!(stage.audited("PutAnnex").await, 0);
    })
    .await;
}

#[tokio::test]
async fn of_two_annexes_at_once_one_is_overtaken() {
    on_both(async |stage| {
        let director = stage.ctx("regisseur").await;
        let one = put(&director, &stage, "2026-11-18").await;
        let two = put(&director, &stage, "2026-11-20").await;
        let both = tokio::join!(put_annex(&director, one), put_annex(&director, two));
        let late = [both.0, both.1].into_iter().filter(Result::is_err);
        let late: Vec<_> = late.collect();
        assert!(matches!(late[..], [Err(Error::Stale(_))]), "{late:?}");
        assert_eq!(stands(&director, &stage).await.annexes.len(), 2);
    })
    .await;
}
