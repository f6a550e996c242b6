//! The work in between: updates, standing still, moving the day, reporting done.

use domain::actions::command::{BlockAction, PostponeAction};
use domain::fault::Code;
use service::actions::{block, postpone, report_done, to_write_with, unblock, update};
use service::error::Error;

use super::{id, seen, state, step, tell};
use crate::stage::{Stage, on_both};

fn later(stage: &Stage, number: i32, version: i32, to: &str, text: &str) -> PostponeAction {
    PostponeAction {
        id: id(stage, number).to_string(),
        version,
        to: to.to_owned(),
        text: text.to_owned(),
        reason: String::new(),
    }
}

#[tokio::test]
async fn an_accepted_action_gets_under_way_and_is_reported_done() {
    on_both(async |stage: Stage| {
        let ctx = stage.ctx("maatschappelijk_werk").await;
        update(&ctx, tell(&stage, 119, "De oefening staat gepland."))
            .await
            .unwrap();
        assert_eq!(state(&stage, 119).await, "in_progress");
        let stale = report_done(&ctx, tell(&stage, 119, "Geoefend.")).await;
        assert!(matches!(stale, Err(Error::Stale(2))));
        let mut command = tell(&stage, 119, "Geoefend met de opvang.");
        command.version = 2;
        report_done(&ctx, command).await.unwrap();
        assert_eq!(state(&stage, 119).await, "reported_done");
        assert_eq!(stage.audited("UpdateAction").await, 1);
        assert_eq!(stage.audited("ReportDone").await, 1);
    })
    .await;
}

#[tokio::test]
async fn what_is_not_accepted_is_not_reported_done() {
    on_both(async |stage: Stage| {
        let ctx = stage.ctx("maatschappelijk_werk").await;
        let refused = report_done(&ctx, tell(&stage, 124, "Klaar.")).await;
        assert!(matches!(refused, Err(Error::NotNow(_))));
        let refused = update(&ctx, tell(&stage, 124, "Bezig.")).await;
        assert!(matches!(refused, Err(Error::NotNow(_))));
    })
    .await;
}

#[tokio::test]
async fn standing_still_and_going_on() {
    on_both(async |stage: Stage| {
        let ctx = stage.ctx("maatschappelijk_werk").await;
        let known = to_write_with(&ctx).await.unwrap().0;
        let command = BlockAction {
            id: id(&stage, 119).to_string(),
            version: 1,
            text: "Wacht op de opvang.".to_owned(),
            bottleneck: "elders".to_owned(),
            reason: String::new(),
        };
        let refused = block(&ctx, command.clone()).await;
        assert!(matches!(refused, Err(Error::Refused(_))));
        let on_known = BlockAction {
            bottleneck: known[0].0.to_string(),
            ..command
        };
        block(&ctx, on_known).await.unwrap();
        assert_eq!(state(&stage, 119).await, "blocked");
        let mut on = step(&stage, 119);
        on.version = 2;
        unblock(&ctx, on).await.unwrap();
        assert_eq!(state(&stage, 119).await, "in_progress");
        assert_eq!(stage.audited("BlockAction").await, 2);
    })
    .await;
}

#[tokio::test]
async fn the_third_time_takes_a_reason_and_all_dates_stay_visible() {
    on_both(async |stage: Stage| {
        // This one has moved twice already.
        let ctx = stage.ctx("politie").await;
        let refused = postpone(&ctx, later(&stage, 104, 1, "2026-12-01", "")).await;
        let Err(Error::Refused(faults)) = refused else {
            panic!("the third time passed without a reason")
        };
        assert_eq!(faults[0].field, "text");
        assert_eq!(faults[0].code, Code::ReasonNeeded);
        postpone(
            &ctx,
            later(&stage, 104, 1, "1-12-2026", "Wacht op drukwerk."),
        )
        .await
        .unwrap();
        let record = seen(&stage, &ctx, 104).await;
        assert_eq!(record.action.postponements, 3);
        assert_eq!(record.action.due_on.to_string(), "2026-12-01");
        let dates = record.events.iter().filter(|event| event.due_on.is_some());
        assert_eq!(dates.count(), 3);
        assert_eq!(record.action.first_due_on.to_string(), "2026-09-23");
    })
    .await;
}

#[tokio::test]
async fn a_day_is_a_later_day() {
    on_both(async |stage: Stage| {
        let ctx = stage.ctx("maatschappelijk_werk").await;
        for (to, code) in [
            ("", Code::Empty),
            ("binnenkort", Code::NotADate),
            ("2026-11-01", Code::InThePast),
            ("2026-11-23", Code::WrongOrder),
        ] {
            let refused = postpone(&ctx, later(&stage, 119, 1, to, "")).await;
            let Err(Error::Refused(faults)) = refused else {
                panic!("{to} was not refused")
            };
            assert_eq!((faults[0].field.as_str(), &faults[0].code), ("to", &code));
        }
    })
    .await;
}

#[tokio::test]
async fn what_blocks_is_chosen_among_what_one_may_read() {
    on_both(async |stage: Stage| {
        // A coordinator without a seat at the table where the bottlenecks were named, like the
        // data protection officer, does not read them on the routekaart either.
        for (person, reads) in [("politie", true), ("politie_lead", false), ("fg", false)] {
            let ctx = stage.ctx(person).await;
            let choices = to_write_with(&ctx).await.unwrap().0;
            assert_eq!(choices.is_empty(), !reads, "{person}");
        }
        let lead = stage.ctx("politie_lead").await;
        let command = BlockAction {
            id: id(&stage, 104).to_string(),
            version: 1,
            text: "Wacht op de opvang.".to_owned(),
            bottleneck: stage.id("bottleneck.boys").to_string(),
            reason: String::new(),
        };
        let Err(Error::Refused(faults)) = block(&lead, command).await else {
            panic!("an unread bottleneck was named");
        };
        assert_eq!(faults[0].field, "bottleneck");
    })
    .await;
}
