//! What stands in calendars, and who says that they come.

mod answers;
mod canary;
mod entries;
mod feed;
mod letters;

use service::ctx::Ctx;
use service::meetings;

use domain::meetings::command::{AnswerMeeting, CallUrgent, CancelMeeting, RescheduleMeeting};

use crate::stage::Stage;

/// An answer to a meeting as it stands.
async fn to(ctx: &Ctx, id: &str) -> AnswerMeeting {
    let head = meetings::read(ctx, id).await.unwrap().head;
    AnswerMeeting {
        id: id.to_owned(),
        sequence: head.sequence,
    }
}

/// A meeting today that cannot wait.
async fn urgent(stage: &Stage) -> String {
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
    id.to_string()
}

/// Gives a meeting another day.
async fn moved(stage: &Stage, id: &str, date: &str) {
    let director = stage.ctx("regisseur").await;
    let head = meetings::read(&director, id).await.unwrap().head;
    let form = RescheduleMeeting {
        id: id.to_owned(),
        version: head.version,
        date: date.to_owned(),
        time: "10:00".to_owned(),
        length: "60".to_owned(),
        room: "Buurthuis".to_owned(),
        why: "De zaal is niet beschikbaar.".to_owned(),
        ..RescheduleMeeting::default()
    };
    meetings::reschedule(&director, form).await.unwrap();
}

/// Calls a meeting off.
async fn called_off(stage: &Stage, id: &str) {
    let director = stage.ctx("regisseur").await;
    let version = meetings::read(&director, id).await.unwrap().head.version;
    let form = CancelMeeting {
        id: id.to_owned(),
        version,
        why: "Er zijn te weinig onderwerpen.".to_owned(),
        reason: String::new(),
    };
    meetings::cancel(&director, form).await.unwrap();
}
