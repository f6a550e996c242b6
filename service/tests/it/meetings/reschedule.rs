//! Another day, time or place, and meetings that cannot wait, on both engines.

use ::entity::{agenda_item, guest_account, meeting};
use chrono::{Days, NaiveDate, TimeDelta};
use domain::fault::Code;
use domain::meetings::MeetingState;
use domain::meetings::command::{CallUrgent, CancelMeeting, RescheduleMeeting};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use service::clock::local_date;
use service::ctx::Ctx;
use service::error::Error;
use service::mail::remind_due;
use service::meetings;

use super::{faults, planned};
use crate::stage::{Stage, on_both};

/// The demo meeting `key`, to be on another day at ten.
async fn to(stage: &Stage, ctx: &Ctx, key: &str, date: &str) -> RescheduleMeeting {
    let id = stage.id(key).to_string();
    let head = meetings::read(ctx, &id).await.unwrap().head;
    RescheduleMeeting {
        id,
        version: head.version,
        date: date.to_owned(),
        time: "10:00".to_owned(),
        length: "60".to_owned(),
        room: "Buurthuis".to_owned(),
        why: "De zaal is niet beschikbaar.".to_owned(),
        ..RescheduleMeeting::default()
    }
}

fn urgent(stage: &Stage, ctx: &Ctx, date: NaiveDate) -> CallUrgent {
    CallUrgent {
        id: ctx.new_id().to_string(),
        series: stage.id("series.kega").to_string(),
        date: date.to_string(),
        time: "16:00".to_owned(),
        length: "45".to_owned(),
        room: "Stadhuis, kamer 2.14".to_owned(),
        why: "Er moet vandaag worden besloten.".to_owned(),
        reason: String::new(),
    }
}

async fn row(stage: &Stage, key: &str) -> meeting::Model {
    let tx = stage.site.store.begin_read().await.unwrap();
    let found = meeting::Entity::find_by_id(stage.id(key));
    found.one(&tx).await.unwrap().unwrap()
}

async fn items(stage: &Stage, meeting: uuid::Uuid) -> Vec<agenda_item::Model> {
    let tx = stage.site.store.begin_read().await.unwrap();
    agenda_item::Entity::find()
        .filter(agenda_item::Column::MeetingId.eq(meeting))
        .all(&tx)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_meeting_moves_with_all_that_hangs_on_it() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let before = row(&stage, "meeting.later").await;
        let had = items(&stage, before.id).await.len();
        let form = to(&stage, &director, "meeting.later", "2027-02-09").await;
        meetings::reschedule(&director, form.clone()).await.unwrap();
        let after = row(&stage, "meeting.later").await;
        assert_eq!(local_date(after.starts_at).to_string(), "2027-02-09");
        assert_eq!(
            (after.length_minutes, after.room.as_str()),
            (60, "Buurthuis")
        );
        // Ten and five working days before the new day.
        assert_eq!(after.submission_due.to_string(), "2027-01-26");
        assert_eq!(after.publication_due.to_string(), "2027-02-02");
        assert_eq!((after.state, after.sequence), (before.state, 1));
        assert_eq!(items(&stage, before.id).await.len(), had);
        let police = stage.ctx("politie").await;
        let agenda = meetings::read(&police, &form.id).await.unwrap();
        let moved = agenda.head.moved.unwrap();
        assert_eq!(moved.from, Some(before.starts_at));
        assert_eq!(moved.because, form.why);
        assert!(!agenda.rights.reschedule);
        let again = meetings::reschedule(&director, form.clone()).await;
        assert!(matches!(again, Err(Error::Stale(_))));
        let same = to(&stage, &director, "meeting.later", "2027-02-09").await;
        let found = faults(meetings::reschedule(&director, same).await);
        assert_eq!(found, [("date".to_owned(), Code::AlreadySo)]);
        assert_eq!(stage.audited("RescheduleMeeting").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_published_agenda_and_its_terms_stay() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let before = row(&stage, "meeting.next").await;
        let day = local_date(before.starts_at) + Days::new(1);
        let form = to(&stage, &director, "meeting.next", &day.to_string()).await;
        meetings::reschedule(&director, form).await.unwrap();
        let after = row(&stage, "meeting.next").await;
        assert_eq!(
            (
                after.submission_due,
                after.publication_due,
                after.agenda_version
            ),
            (
                before.submission_due,
                before.publication_due,
                before.agenda_version
            )
        );
        // Only the place: what it was planned for first still shows.
        let mut form = to(&stage, &director, "meeting.next", &day.to_string()).await;
        form.room = "Raadzaal".to_owned();
        meetings::reschedule(&director, form).await.unwrap();
        let last = row(&stage, "meeting.next").await;
        assert_eq!(
            (last.moved_from, last.sequence),
            (Some(before.starts_at), 2)
        );
    })
    .await;
}

#[tokio::test]
async fn a_meeting_moves_to_no_moment_that_is_over_and_not_unseen() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        // It is ten in the morning of this day.
        for (date, time, field, code) in [
            ("2026-11-17", "10:00", "date", Code::InThePast),
            ("2026-11-18", "09:59", "time", Code::TimePassed),
            ("gisteren", "10:00", "date", Code::NotADate),
        ] {
            let mut form = to(&stage, &director, "meeting.next", date).await;
            form.time = time.to_owned();
            let found = faults(meetings::reschedule(&director, form).await);
            assert_eq!(found, [(field.to_owned(), code)], "{date} {time}");
        }
        let mut form = to(&stage, &director, "meeting.later", "2027-02-09").await;
        form.shown = "2027-02-02".to_owned();
        let found = faults(meetings::reschedule(&director, form.clone()).await);
        assert_eq!(found, [("date".to_owned(), Code::LookFirst)]);
        form.shown.clone_from(&form.date);
        form.why = String::new();
        let found = faults(meetings::reschedule(&director, form.clone()).await);
        assert_eq!(found, [("why".to_owned(), Code::Empty)]);
        form.publication_due = "2027-02-10".to_owned();
        form.why = "De zaal is niet beschikbaar.".to_owned();
        let found = faults(meetings::reschedule(&director, form).await);
        assert_eq!(
            found,
            [("publication_due".to_owned(), Code::AgendaAfterMeeting)]
        );
        assert_eq!(row(&stage, "meeting.later").await.sequence, 0);
        assert_eq!(stage.audited("RescheduleMeeting").await, 0);
    })
    .await;
}

#[tokio::test]
async fn only_the_director_moves_and_calls_and_not_what_is_over() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let form = to(&stage, &director, "meeting.next", "2027-01-12").await;
        for person in ["secretaris", "politie", "vrijwilliger"] {
            let ctx = stage.ctx(person).await;
            let refused = meetings::reschedule(&ctx, form.clone()).await;
            let is_shut = matches!(refused, Err(Error::NotAllowed | Error::NotFound));
            assert!(is_shut, "{person}");
            let call = urgent(&stage, &ctx, ctx.today());
            let refused = meetings::call_urgent(&ctx, call).await;
            let is_shut = matches!(refused, Err(Error::NotAllowed | Error::NotFound));
            assert!(is_shut, "{person}");
        }
        let past = to(&stage, &director, "meeting.past1", "2027-01-12").await;
        let refused = meetings::reschedule(&director, past).await;
        assert!(matches!(refused, Err(Error::NotNow(_))));
        let past = stage.id("meeting.past1").to_string();
        let page = meetings::rescheduling(&director, &past, None).await;
        assert!(matches!(page, Err(Error::NotNow(_))));
    })
    .await;
}

#[tokio::test]
async fn a_guest_of_that_meeting_stays_until_its_new_end() {
    use guest_account::{Column, Entity};
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let meeting = row(&stage, "meeting.next").await;
        let ends = meeting.starts_at + TimeDelta::minutes(meeting.length_minutes.into());
        let guest = stage.id("guest.vrijwilliger");
        let tx = stage.site.store.begin_write().await.unwrap();
        Entity::update_many()
            .col_expr(Column::MeetingId, Expr::value(Some(meeting.id)))
            .col_expr(Column::EndsAt, Expr::value(Some(ends)))
            .filter(Column::Id.eq(guest))
            .exec(&tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let form = to(&stage, &director, "meeting.next", "2027-01-12").await;
        meetings::reschedule(&director, form).await.unwrap();
        let after = row(&stage, "meeting.next").await;
        let tx = stage.site.store.begin_read().await.unwrap();
        let rows = Entity::find().all(&tx).await.unwrap();
        let hour = TimeDelta::minutes(60);
        for row in rows {
            let moved = row.ends_at == Some(after.starts_at + hour);
            assert_eq!(moved, row.id == guest, "{}", row.id);
        }
    })
    .await;
}

#[tokio::test]
async fn an_urgent_meeting_is_open_at_once_and_about_nothing_else() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let call = urgent(&stage, &director, director.today());
        let id = meetings::call_urgent(&director, call.clone())
            .await
            .unwrap();
        let again = meetings::call_urgent(&director, call.clone())
            .await
            .unwrap();
        assert_eq!(id, again);
        let other = CallUrgent {
            why: "Om een andere reden.".to_owned(),
            ..call.clone()
        };
        let lost = meetings::call_urgent(&director, other).await;
        assert!(matches!(lost, Err(Error::Replayed)));
        assert!(items(&stage, id.0).await.is_empty());
        let police = stage.ctx("politie").await;
        let agenda = meetings::read(&police, &id.to_string()).await.unwrap();
        assert_eq!(agenda.head.state, MeetingState::Collecting);
        assert_eq!(agenda.head.urgent, Some(call.why));
        assert!(agenda.rights.propose);
        let list = meetings::list(&police, None, 1).await.unwrap().unwrap();
        assert!(list.ahead[0].urgent && !list.ahead[1].urgent);
        assert_eq!(stage.audited("CallUrgent").await, 1);

        // What another meeting leaves over passes it by.
        let next = stage.id("meeting.next").to_string();
        let version = meetings::read(&director, &next).await.unwrap().head.version;
        let cancel = CancelMeeting {
            id: next,
            version,
            why: "De zaal is niet beschikbaar.".to_owned(),
            reason: String::new(),
        };
        meetings::cancel(&director, cancel).await.unwrap();
        assert!(items(&stage, id.0).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn people_are_reminded_of_another_last_day_and_not_of_an_urgent_meeting() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let mut plan = planned(&stage, director.new_id());
        plan.open = "yes".to_owned();
        let id = meetings::plan(&director, plan).await.unwrap();
        // The last day is Monday 28 December; two working days before it.
        let now = "2026-12-23T12:00:00Z".parse().unwrap();
        stage.site.clock.set(now);
        let director = stage.ctx("regisseur").await;
        assert!(remind_due(&stage.site).await.unwrap() > 0);
        assert_eq!(remind_due(&stage.site).await.unwrap(), 0);
        let head = meetings::read(&director, &id.to_string())
            .await
            .unwrap()
            .head;
        let form = RescheduleMeeting {
            id: id.to_string(),
            version: head.version,
            date: "2027-01-12".to_owned(),
            time: "09:00".to_owned(),
            length: "90".to_owned(),
            room: "Stadhuis".to_owned(),
            submission_due: "2026-12-24".to_owned(),
            why: "De stukken moeten eerder klaar zijn.".to_owned(),
            ..RescheduleMeeting::default()
        };
        meetings::reschedule(&director, form).await.unwrap();
        assert_eq!(remind_due(&stage.site).await.unwrap(), 1);
        let call = urgent(&stage, &director, director.today());
        meetings::call_urgent(&director, call).await.unwrap();
        assert_eq!(remind_due(&stage.site).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn what_can_wait_is_no_urgent_meeting() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let today = director.today();
        for (days, time, why, expected) in [
            (30, "09:00", "Er is haast.", ("date", Code::NotUrgent)),
            (0, "09:30", "Er is haast.", ("time", Code::TimePassed)),
            (1, "09:30", " ", ("why", Code::Empty)),
        ] {
            let mut call = urgent(&stage, &director, today + Days::new(days));
            call.time = time.to_owned();
            call.why = why.to_owned();
            let found = faults(meetings::call_urgent(&director, call).await);
            assert_eq!(found, [(expected.0.to_owned(), expected.1)]);
        }
        let mut call = urgent(&stage, &director, today);
        call.date = "2026-11-17".to_owned();
        let found = faults(meetings::call_urgent(&director, call).await);
        assert_eq!(found, [("date".to_owned(), Code::InThePast)]);
        assert_eq!(stage.audited("CallUrgent").await, 0);
    })
    .await;
}
