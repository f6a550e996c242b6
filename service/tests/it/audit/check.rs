//! What the house keeps of its own verifications, and that one node at a time does them.

use chrono::TimeDelta;
use service::audit::check::{EVERY, is_due, keep, last};
use service::audit::{Fault, Report, What};
use service::lease;

use crate::stage::{on_both, opening};

#[tokio::test]
async fn a_verification_is_kept_and_due_again_a_day_later() {
    on_both(async |stage| {
        let site = &stage.site;
        assert!(last(site).await.unwrap().is_none());
        assert!(is_due(site, false).await.unwrap());
        let whole = Report {
            sealed: 12,
            ..Report::default()
        };
        keep(site, &whole).await.unwrap();
        let found = last(site).await.unwrap().unwrap();
        assert!(found.whole() && found.sealed == 12 && found.at == opening());
        // A line in each of the two regions.
        assert_eq!(stage.audited("VerifyTrail").await, 2);
        for (later, starting, due) in [
            (TimeDelta::minutes(9), true, false),
            (TimeDelta::minutes(10), true, true),
            (TimeDelta::hours(23), false, false),
            (EVERY, false, true),
        ] {
            site.clock.set(opening() + later);
            assert_eq!(is_due(site, starting).await.unwrap(), due, "{later}");
        }
        assert!(!found.is_late(opening() + EVERY));
        assert!(found.is_late(opening() + EVERY * 2 + TimeDelta::seconds(1)));
    })
    .await;
}

#[tokio::test]
async fn who_oversees_reads_what_was_found_in_the_own_region() {
    on_both(async |stage| {
        let fault = |chain| Fault {
            chain,
            seq: Some(7),
            row: None,
            what: What::Gap,
        };
        let broken = Report {
            faults: vec![
                fault(Some(stage.id("region.amstelrand"))),
                fault(Some(stage.id("region.vechtdelta"))),
                fault(Some(uuid::Uuid::nil())),
                fault(None),
            ],
            more: 3,
            ..Report::default()
        };
        keep(&stage.site, &broken).await.unwrap();
        let found = last(&stage.site).await.unwrap().unwrap();
        assert_eq!((found.whole(), found.faults), (false, 7));
        let officer = stage.ctx("fg").await;
        assert_eq!(found.lines(&officer).len(), 3);
        let elsewhere = stage.id("region.vechtdelta").to_string();
        assert!(!found.lines(&officer).concat().contains(&elsewhere));
    })
    .await;
}

#[tokio::test]
async fn one_node_at_a_time_has_a_lease_and_a_dead_one_loses_it() {
    on_both(async |stage| {
        let site = &stage.site;
        let hour = TimeDelta::hours(1);
        let mine = lease::take(site, "proef", hour).await.unwrap().unwrap();
        assert!(lease::take(site, "proef", hour).await.unwrap().is_none());
        let other = lease::take(site, "iets anders", hour).await.unwrap();
        assert!(other.is_some());
        site.clock.set(opening() + hour);
        let theirs = lease::take(site, "proef", hour).await.unwrap().unwrap();
        // What was lost meanwhile is not given back for somebody else.
        lease::give_back(site, mine).await.unwrap();
        assert!(lease::take(site, "proef", hour).await.unwrap().is_none());
        lease::give_back(site, theirs).await.unwrap();
        assert!(lease::take(site, "proef", hour).await.unwrap().is_some());
    })
    .await;
}
