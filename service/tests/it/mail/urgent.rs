//! Letters that wait for nothing.

use chrono::{DateTime, Utc};
use domain::meetings::command::CallUrgent;
use domain::people::mail::ChooseDigest;
use service::{mail, meetings};

use super::ORIGIN;
use super::server::{Line, Server};
use super::work::{POLICE, publish, send_all, to};
use crate::stage::{Stage, on_both};

#[tokio::test]
async fn what_cannot_wait_leaves_at_once_and_alone_also_to_who_wants_one_a_day() {
    on_both(async |stage: Stage| {
        let server = Server::start(Line::Plain).await;
        let police = stage.ctx("politie").await;
        let daily = "yes".to_owned();
        let daily = ChooseDigest { daily };
        mail::choose_digest(&police, daily).await.unwrap();
        publish(&stage, "20").await;
        let director = stage.ctx("regisseur").await;
        let call = CallUrgent {
            id: director.new_id().to_string(),
            series: stage.id("series.kega").to_string(),
            date: director.today().to_string(),
            time: "16:00".to_owned(),
            length: "45".to_owned(),
            room: "Stadhuis".to_owned(),
            why: "Er moet vandaag worden besloten.".to_owned(),
            reason: String::new(),
        };
        let id = meetings::call_urgent(&director, call).await.unwrap();
        send_all(&stage, &server).await;
        let letters = to(&server, POLICE);
        assert_eq!(letters.len(), 1);
        assert_eq!(letters[0].link(), format!("{ORIGIN}/overleg/{id}"));
        // The agenda that was published just before comes in the morning, as was chosen.
        let seven: DateTime<Utc> = "2026-11-19T06:00:00Z".parse().unwrap();
        stage.site.clock.set(seven);
        send_all(&stage, &server).await;
        assert_eq!(to(&server, POLICE).len(), 2);
    })
    .await;
}
