//! One meeting, one numbering: at the table everybody has the numbers of the agenda they read.

use domain::meetings::{Capture, Part, Slot};
use service::meetings::live::{self, Now, RailLine};
use service::meetings::read;

use super::{MEETING, id, in_closed_part, line, look, sitting, walk};
use crate::stage::{Stage, on_both};

#[tokio::test]
async fn one_meeting_has_one_numbering() {
    on_both(async |stage: Stage| {
        let secretary = sitting(&stage).await;
        for who in ["secretaris", "regisseur", "politie", "vrijwilliger"] {
            let ctx = stage.ctx(who).await;
            let agenda = read(&ctx, &id(&stage, MEETING)).await.unwrap();
            let printed: Vec<_> = agenda
                .slots
                .iter()
                .filter_map(|slot| match slot {
                    Slot::Item { item, .. } => Some((item.id, item.number)),
                    Slot::ClosedBlock { .. } => None,
                })
                .collect();
            let shown: Vec<_> = look(&ctx, &stage)
                .await
                .rail
                .into_iter()
                .filter_map(|line| match line {
                    RailLine::Item {
                        id, number, part, ..
                    } => {
                        assert_eq!(number.is_some(), part == Part::Open);
                        Some((id, number))
                    }
                    RailLine::Closed { .. } => None,
                })
                .collect();
            assert_eq!(shown, printed, "{who}");
        }
        live::call(&secretary, walk(&stage, "item.next.policy1"))
            .await
            .unwrap();
        let now = look(&secretary, &stage).await;
        assert!(matches!(now.now, Some(Now::Item(note)) if note.number == Some(5)));
    })
    .await;
}

/// Two decisions behind the door leave no gap in what a guest reads.
#[tokio::test]
async fn each_part_numbers_its_own_decisions() {
    on_both(async |stage: Stage| {
        let secretary = in_closed_part(&stage).await;
        for (item, text) in [
            ("item.next.policy2", "De plaatsen worden verdeeld."),
            ("item.next.policy2", "De afspraak geldt een jaar."),
            ("item.next.guest", "De gemeente zoekt een zaal."),
            ("item.next.policy1", "De instructie geldt."),
        ] {
            let said = line(&stage, &secretary, item, Capture::Decision, text);
            live::capture(&secretary, said).await.unwrap();
        }
        for (who, numbers) in [
            ("politie", &["1", "2", "B1", "B2"][..]),
            ("vrijwilliger", &["1"]),
        ] {
            let ctx = stage.ctx(who).await;
            let list = live::decisions(&ctx, &id(&stage, MEETING)).await.unwrap();
            let shown: Vec<_> = list
                .decisions
                .iter()
                .map(|decision| decision.number.to_string())
                .collect();
            assert_eq!(shown, numbers, "{who}");
        }
    })
    .await;
}
