//! The cockpit: its numbers are the lists behind them, and only who directs sees it.

use domain::id::CovenantId;
use service::actions::{Ask, Show, list};
use service::error::Error;
use service::regie::cockpit;

use crate::stage::{Stage, on_both};

#[tokio::test]
async fn every_number_is_the_length_of_its_list() {
    on_both(async |stage: Stage| {
        let ctx = stage.ctx("regisseur").await;
        let read = cockpit(&ctx).await.unwrap();
        for (show, count) in [
            (Show::Unaccepted, read.counts.unaccepted),
            (Show::Late, read.counts.late),
            (Show::Blocked, read.counts.blocked),
        ] {
            let ask = Ask {
                show,
                ..Ask::default()
            };
            let shown = list(&ctx, ask).await.unwrap().actions.len();
            assert_eq!(i64::try_from(shown).unwrap(), count, "{show:?}");
        }
        let sum = |count: fn(&service::regie::Turn) -> i64| read.turns.iter().map(count).sum();
        let totals: [i64; 4] = [
            sum(|turn| turn.open),
            sum(|turn| turn.unaccepted),
            sum(|turn| turn.late),
            sum(|turn| turn.blocked),
        ];
        let counts = read.counts;
        let wanted = [counts.open, counts.unaccepted, counts.late, counts.blocked];
        assert_eq!(totals, wanted);
        // The agenda of the series counts as the cockpit does: what was never asked is open too.
        let meeting = stage.id("meeting.next").to_string();
        let agenda = service::meetings::read::read(&ctx, &meeting).await.unwrap();
        let open = agenda
            .open_actions
            .and_then(|open| i64::try_from(open).ok());
        assert_eq!(open, Some(counts.open));
        assert_eq!(read.oldest.late.unwrap().to_string(), "2026-10-30");
        assert_eq!((read.since.done, read.since.declined), (0, 1));
    })
    .await;
}

#[tokio::test]
async fn the_door_and_the_covenants_agree() {
    on_both(async |stage: Stage| {
        let ctx = stage.ctx("secretaris").await;
        let read = cockpit(&ctx).await.unwrap();
        assert_eq!(read.unsigned.len(), 1);
        assert_eq!(read.unsigned[0].short, "OM");
        assert_eq!(read.expiring.len(), 1);
        let next = read.next.unwrap();
        // The national adviser takes a seat but is no party, and the umbrella signed as a guest.
        assert_eq!((next.doors.open, next.doors.all()), (11, 12));
        assert_eq!(next.doors.shut, ["OM"]);
        let covenant = CovenantId(stage.id("covenant.kega"));
        let page = service::covenants::read(&ctx, covenant).await.unwrap();
        assert_eq!(page.doors(), next.doors);
        let awaited: Vec<_> = page.awaited().iter().map(|party| party.own).collect();
        assert_eq!(awaited, [false]);
        assert_eq!(next.guests, 3);
        assert_eq!(read.waiting.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn only_who_directs_sees_it() {
    on_both(async |stage: Stage| {
        for person in ["politie", "vrijwilliger", "beheerder", "adviseur", "fg"] {
            let refused = cockpit(&stage.ctx(person).await).await;
            assert!(matches!(refused, Err(Error::NotAllowed)), "{person}");
        }
        // The other region has a cockpit of its own, with nothing of this one in it.
        let there = stage.ctx_in("regisseur_delta", "vechtdelta").await;
        let read = cockpit(&there).await.unwrap();
        assert_eq!((read.counts.open, read.turns.len()), (0, 0));
        assert!(read.unsigned.is_empty() && read.waiting.is_empty());
    })
    .await;
}
