//! The register of commitments: vague dates, slipping, and documents that settle several at once.

use chrono::TimeDelta;
use domain::programmes::command::{MakeCommitment, RenewCommitment, SettleCommitment};
use domain::programmes::{CommitmentState, FuzzyDue, Season};
use service::clock::{Clock, mint};
use service::ctx::Ctx;
use service::error::Error;
use service::programmes::{
    self, Promise, Show, commitment, commitment_register, make_commitment, renew_commitment,
    settle_commitment,
};
use uuid::Uuid;

use crate::stage::{Stage, on_both};

fn fresh() -> String {
    mint(Clock::System.now()).to_string()
}

fn promise() -> MakeCommitment {
    MakeCommitment {
        id: fresh(),
        text: "De raad een overzicht van de opvangplaatsen sturen.".to_owned(),
        made_to: "Gemeenteraad van Oeverstad".to_owned(),
        kind: "promise".to_owned(),
        made_on: "2026-11-10".to_owned(),
        period: "autumn".to_owned(),
        year: "2026".to_owned(),
        ..MakeCommitment::default()
    }
}

fn later(one: &Promise) -> RenewCommitment {
    RenewCommitment {
        id: one.id.to_string(),
        version: one.version,
        period: "q2".to_owned(),
        year: "2027".to_owned(),
        told_to: "Gemeenteraad van Oeverstad".to_owned(),
        why: "De cijfers komen pas in het voorjaar.".to_owned(),
        ..RenewCommitment::default()
    }
}

fn by(one: &Promise, title: &str) -> SettleCommitment {
    SettleCommitment {
        id: one.id.to_string(),
        version: one.version,
        document: fresh(),
        title: title.to_owned(),
        dated_on: "2026-11-17".to_owned(),
        place: "Raadsinformatiesysteem".to_owned(),
        ..SettleCommitment::default()
    }
}

async fn one(ctx: &Ctx, id: impl std::fmt::Display) -> Promise {
    commitment(ctx, &id.to_string()).await.unwrap().commitment
}

async fn all(ctx: &Ctx, show: Show) -> Vec<Promise> {
    commitment_register(ctx, show, 0).await.unwrap().lines
}

#[tokio::test]
async fn the_register_has_the_nine_of_the_memo_and_those_of_the_region() {
    on_both(async |stage: Stage| {
        let police = stage.ctx("politie").await;
        let everything = all(&police, Show::All).await;
        assert_eq!(everything.len(), 12);
        let settled = all(&police, Show::Settled).await;
        assert_eq!(settled.len(), 4);
        // One letter settled three of them, and two documents settled one.
        let letter = stage.id("commitment_document.letter");
        let of = |id: Uuid| {
            let has = |one: &&Promise| one.settled.iter().any(|it| it.id == id);
            settled.iter().filter(has).count()
        };
        assert_eq!(of(letter), 3);
        let route = one(&police, stage.id("commitment.meldroute")).await;
        assert_eq!(route.settled.len(), 2);
        let slipped = all(&police, Show::Slipped).await;
        let shelter = one(&police, stage.id("commitment.opvang")).await;
        assert!(slipped.contains(&shelter));
        assert_eq!(shelter.renewals.len(), 1);
        assert_eq!(shelter.state, CommitmentState::Renewed);
        let orders = one(&police, stage.id("commitment.adviesplicht")).await;
        assert_eq!(orders.state, CommitmentState::Overdue);
        assert!(slipped.contains(&orders));
        // What has no day is not late.
        let staff = one(
            &police,
            stage.id("commitment.werkinstructie-grenspersoneel"),
        )
        .await;
        assert_eq!((staff.latest, staff.state), (None, CommitmentState::Open));
    })
    .await;
}

#[tokio::test]
async fn a_promise_is_made_slips_and_is_settled_by_two_documents() {
    on_both(async |stage: Stage| {
        let secretary = stage.ctx("secretaris").await;
        let form = promise();
        let id = make_commitment(&secretary, form.clone()).await.unwrap();
        // A click too many makes one; other text under its id is refused.
        assert_eq!(make_commitment(&secretary, form.clone()).await.unwrap(), id);
        let other = MakeCommitment {
            text: "Iets anders.".to_owned(),
            ..form
        };
        let refused = make_commitment(&secretary, other).await;
        assert!(matches!(refused, Err(Error::Replayed)));
        assert_eq!(stage.audited("MakeCommitment").await, 1);
        let made = one(&secretary, id).await;
        let autumn = FuzzyDue::Season {
            year: 2026,
            season: Season::Autumn,
        };
        assert_eq!((&made.due, &made.state), (&autumn, &CommitmentState::Due));

        let slip = later(&made);
        renew_commitment(&secretary, slip.clone()).await.unwrap();
        renew_commitment(&secretary, slip.clone()).await.unwrap();
        assert_eq!(stage.audited("RenewCommitment").await, 1);
        let stale = RenewCommitment {
            year: "2028".to_owned(),
            ..slip
        };
        let refused = renew_commitment(&secretary, stale).await;
        assert!(matches!(refused, Err(Error::Stale(2))));
        let slipped = one(&secretary, id).await;
        assert_eq!(slipped.due, autumn, "the first date stays");
        assert_eq!(slipped.state, CommitmentState::Renewed);
        assert_eq!(slipped.renewals.len(), 1);

        let director = stage.ctx("regisseur").await;
        let first = by(&slipped, "Raadsbrief over opvang");
        settle_commitment(&director, first.clone()).await.unwrap();
        settle_commitment(&director, first.clone()).await.unwrap();
        assert_eq!(stage.audited("SettleCommitment").await, 1);
        let done = one(&director, id).await;
        assert!(!done.state.is_open());
        let stale = by(&slipped, "Nog een brief");
        let refused = settle_commitment(&director, stale).await;
        assert!(matches!(refused, Err(Error::Stale(3))));
        settle_commitment(&director, by(&done, "Bijlage met cijfers"))
            .await
            .unwrap();
        let done = one(&director, id).await;
        assert_eq!(done.settled.len(), 2);
        // The same letter settles another one as well.
        let other = one(&director, stage.id("commitment.rapportage")).await;
        let same = SettleCommitment {
            known: first.document,
            ..by(&other, "")
        };
        settle_commitment(&director, same).await.unwrap();
        let other = one(&director, stage.id("commitment.rapportage")).await;
        assert_eq!(other.settled[0].title, "Raadsbrief over opvang");
        // What is settled gets no later date.
        let refused = renew_commitment(&director, later(&other)).await;
        assert!(matches!(refused, Err(Error::NotNow(_))));
    })
    .await;
}

#[tokio::test]
async fn what_is_not_fit_says_which_field() {
    on_both(async |stage: Stage| {
        let secretary = stage.ctx("secretaris").await;
        let fields = async |form: MakeCommitment| match make_commitment(&secretary, form).await {
            Err(Error::Refused(faults)) => {
                let faults = faults.into_iter();
                faults.map(|fault| fault.field).collect::<Vec<_>>()
            }
            other => panic!("{other:?}"),
        };
        let bare = MakeCommitment {
            id: fresh(),
            ..MakeCommitment::default()
        };
        let empty = ["text", "made_to", "kind", "made_on", "period"];
        assert_eq!(fields(bare).await, empty);
        let person = MakeCommitment {
            text: "Bel 06-12345678 over de opvang.".to_owned(),
            ..promise()
        };
        assert_eq!(fields(person).await, ["text"]);
        let after = MakeCommitment {
            period: "event".to_owned(),
            event: "Bel 06-12345678".to_owned(),
            months: "12".to_owned(),
            ..promise()
        };
        assert_eq!(fields(after).await, ["event"]);
        let route = one(&secretary, stage.id("commitment.rapportage")).await;
        let ahead = SettleCommitment {
            dated_on: "2031-01-01".to_owned(),
            ..by(&route, "Brief")
        };
        let refused = settle_commitment(&secretary, ahead).await;
        assert!(matches!(refused, Err(Error::Refused(_))));
        let nowhere = SettleCommitment {
            known: fresh(),
            ..by(&route, "Brief")
        };
        let refused = settle_commitment(&secretary, nowhere).await;
        assert!(matches!(refused, Err(Error::Refused(_))));
    })
    .await;
}

#[tokio::test]
async fn members_read_and_who_keeps_the_process_writes() {
    on_both(async |stage: Stage| {
        let id = stage.id("commitment.rapportage").to_string();
        let readers = ["politie", "om", "stuurgroep", "secretaris", "regisseur"];
        for who in readers {
            let ctx = stage.ctx(who).await;
            assert!(commitment(&ctx, &id).await.is_ok(), "{who}");
            let writes = make_commitment(&ctx, promise()).await;
            assert_eq!(
                writes.is_ok(),
                ["secretaris", "regisseur"].contains(&who),
                "{who}"
            );
        }
        for who in ["vrijwilliger", "beheerder", "fg"] {
            let ctx = stage.ctx(who).await;
            let refused = commitment_register(&ctx, Show::All, 0).await;
            assert!(matches!(refused, Err(Error::NotAllowed)), "{who}");
            let refused = commitment(&ctx, &id).await;
            assert!(matches!(refused, Err(Error::NotAllowed)), "{who}");
        }
        // One of elsewhere is one that does not exist.
        let elsewhere = stage.ctx_in("regisseur_delta", "vechtdelta").await;
        assert!(matches!(
            commitment(&elsewhere, &id).await,
            Err(Error::NotFound)
        ));
        assert!(all(&elsewhere, Show::All).await.is_empty());
        let secretary = stage.ctx("secretaris").await;
        let there = one(&secretary, &id).await;
        let refused = settle_commitment(&elsewhere, by(&there, "Brief")).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        let refused = renew_commitment(&elsewhere, later(&there)).await;
        assert!(matches!(refused, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn the_register_goes_page_by_page() {
    on_both(async |stage: Stage| {
        let secretary = stage.ctx("secretaris").await;
        for _ in 0..20 {
            make_commitment(&secretary, promise()).await.unwrap();
        }
        let first = commitment_register(&secretary, Show::All, 0).await.unwrap();
        let second = commitment_register(&secretary, Show::All, 1).await.unwrap();
        assert_eq!((first.lines.len(), first.more), (25, true));
        assert_eq!((second.lines.len(), second.more), (7, false));
        let far = commitment_register(&secretary, Show::All, u32::MAX)
            .await
            .unwrap();
        assert!(far.lines.is_empty() && !far.more);
        let late = |one: &Promise| one.latest.unwrap_or_default() - TimeDelta::days(1);
        let open = all(&secretary, Show::Open).await;
        let dated: Vec<_> = open.iter().filter(|one| one.latest.is_some()).collect();
        assert!(dated.is_sorted_by_key(|one| late(one)));
        assert!(programmes::making(&secretary).await.is_ok());
    })
    .await;
}
