//! The cockpit: its numbers are the lists behind them, and only who directs sees it.

use domain::id::CovenantId;
use domain::people::command::GrantRole;
use domain::people::guest::GuestStep;
use service::actions::{Ask, Show, list};
use service::error::Error;
use service::guests::accounts::{accounts, confirm, guests_waiting};
use service::people::approvals::waiting_for;
use service::people::grant_role;
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

#[tokio::test]
async fn who_waits_at_the_door_and_what_takes_two_are_counted_for_who_may_decide() {
    on_both(async |stage: Stage| {
        let waits = async |who: &str| {
            let read = cockpit(&stage.ctx(who).await).await.unwrap();
            (read.guests.requests, read.guests.readmit, read.proposals)
        };
        let before = waits("regisseur").await;
        let director = stage.ctx("regisseur").await;
        assert_eq!(before.2, waiting_for(&director).await.unwrap());
        let open = accounts(&director, false, 0).await.unwrap().accounts;
        let requested = open.iter().filter(|one| one.state.word() == "requested");
        assert_eq!(before.0, requested.count());
        // The umbrella hears first; when it is them who asked, the director decides. A secretary does not.
        let umbrella = stage.ctx("koepel").await;
        assert_eq!(guests_waiting(&umbrella).await.unwrap().confirm, 1);
        confirm(
            &umbrella,
            GuestStep {
                id: stage.id("guest.jongere").to_string(),
                version: 1,
            },
        )
        .await
        .unwrap();
        assert_eq!(guests_waiting(&umbrella).await.unwrap().confirm, 0);
        assert_eq!(waits("regisseur").await, (before.0, before.1 + 1, before.2));
        assert_eq!(waits("secretaris").await.1, 0);
        // Who proposed it is not who it waits for.
        let grant = GrantRole {
            person: stage.id("person.politie_lead").to_string(),
            role: "secretary".to_owned(),
            why: "Neemt het waar.".to_owned(),
            ..GrantRole::default()
        };
        grant_role(&director, grant).await.unwrap();
        assert_eq!(waits("regisseur").await.2, before.2);
        let secretary = stage.ctx("secretaris").await;
        let counted = waits("secretaris").await.2;
        assert_eq!(counted, waiting_for(&secretary).await.unwrap());
        assert!(counted > 0);
    })
    .await;
}
