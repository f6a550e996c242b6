//! What a guest at the table sees of what is caught there.

use domain::meetings::Capture;
use domain::meetings::live_command::CaptureLine;
use service::meetings::live;

use super::{id, line, look, sitting, walk};
use crate::stage::{Stage, on_both};

#[tokio::test]
async fn a_guest_sees_of_what_is_caught_what_is_for_guests() {
    on_both(async |stage: Stage| {
        let secretary = sitting(&stage).await;
        live::call(&secretary, walk(&stage, "item.next.guest"))
            .await
            .unwrap();
        let caught = |kind, text| line(&stage, &secretary, "item.next.guest", kind, text);
        let asked = |organisation: &str, text| CaptureLine {
            organisation: id(&stage, organisation),
            due: "2026-12-18".to_owned(),
            ..caught(Capture::Action, text)
        };
        for line in [
            caught(Capture::Decision, "Wij leggen de weg na een gesprek uit"),
            caught(Capture::Bottleneck, "Uitleg ontbreekt in drie talen"),
            asked("organisation.ggd", "Schrijf de uitleg"),
            asked("organisation.vrouwen_verbinden", "Lees de uitleg mee"),
            caught(Capture::Parked, "Een avond voor vrouwen"),
        ] {
            live::capture(&secretary, line).await.unwrap();
        }
        let all = look(&secretary, &stage).await.log;
        assert_eq!(all.len(), 5);
        let seen = look(&stage.ctx("vrijwilliger").await, &stage).await.log;
        let mut seen: Vec<_> = seen.iter().map(|line| line.text.as_str()).collect();
        seen.sort_unstable();
        assert_eq!(
            seen,
            [
                "Een avond voor vrouwen",
                "Lees de uitleg mee",
                "Wij leggen de weg na een gesprek uit",
            ]
        );
    })
    .await;
}
