//! A guest who was let in for one meeting: at home there, and a stranger at all others of the series.

use ::entity::{agenda_item, guest_account, seat};
use chrono::TimeDelta;
use domain::id::MeetingId;
use domain::meetings::contribution_command::{Contribute, PlaceContribution};
use domain::meetings::live_command::{MarkAttendance, StartMeeting};
use domain::people::SeatKind;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use service::ctx::Ctx;
use service::error::{Error, Result};
use service::guests::{self, accounts};
use service::identity::own_data;
use service::meetings::{self, live};
use service::people::view;

use super::{comes_in, row, step, term, told, wish};
use crate::stage::{Stage, on_both};

const GUEST: &str = "guest.vrijwilliger";
/// Something that was marked for guests at another meeting of the series.
const OF_ANOTHER: &str = "item.past1.policy1";

/// Has the guest come for this meeting only, by the way every guest gets a place.
async fn limit(stage: &Stage, meeting: &str) -> Ctx {
    let director = stage.ctx("regisseur").await;
    accounts::pause(&director, told(stage, GUEST, 1))
        .await
        .unwrap();
    let tx = stage.site.store.begin_write().await.unwrap();
    guest_account::Entity::update_many()
        .col_expr(
            guest_account::Column::MeetingId,
            Expr::value(stage.id(meeting)),
        )
        .filter(guest_account::Column::Id.eq(stage.id(GUEST)))
        .exec(&tx)
        .await
        .unwrap();
    agenda_item::Entity::update_many()
        .col_expr(agenda_item::Column::GuestShared, Expr::value(true))
        .filter(agenda_item::Column::Id.eq(stage.id(OF_ANOTHER)))
        .exec(&tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    accounts::resume(&director, step(stage, GUEST, 2))
        .await
        .unwrap();
    stage.ctx("vrijwilliger").await
}

fn is_hidden<T>(found: Result<T>) -> bool {
    matches!(found, Err(Error::NotFound))
}

async fn reads(ctx: &Ctx, stage: &Stage, meeting: &str) -> bool {
    !is_hidden(meetings::read(ctx, &stage.id(meeting).to_string()).await)
}

async fn follows(ctx: &Ctx, stage: &Stage, meeting: &str) -> bool {
    !is_hidden(meetings::may_follow(ctx, MeetingId(stage.id(meeting))).await)
}

async fn sees(ctx: &Ctx, stage: &Stage, item: &str) -> bool {
    !is_hidden(meetings::item(ctx, &stage.id(item).to_string()).await)
}

/// How many guests the table waits for when it sits.
async fn guests_at(stage: &Stage, meeting: &str) -> usize {
    let secretary = stage.ctx("secretaris").await;
    let found = live::read(&secretary, &stage.id(meeting).to_string()).await;
    let chairs = found.unwrap().chairs.into_iter();
    chairs.filter(|chair| chair.kind == SeatKind::Guest).count()
}

#[tokio::test]
async fn the_one_meeting_opens_and_no_other_does() {
    on_both(async |stage: Stage| {
        let before = stage.ctx("vrijwilliger").await;
        assert!(reads(&before, &stage, "meeting.past1").await);
        let guest = limit(&stage, "meeting.next").await;
        assert!(guest.actor.is_guest() && guest.actor.seats.is_empty());
        for (ctx, others) in [(&before, true), (&guest, false)] {
            assert!(reads(ctx, &stage, "meeting.next").await);
            assert!(follows(ctx, &stage, "meeting.next").await);
            assert!(sees(ctx, &stage, "item.next.guest").await);
            for other in ["meeting.later", "meeting.past1", "meeting.past3"] {
                assert_eq!(reads(ctx, &stage, other).await, others, "{other}");
                assert_eq!(follows(ctx, &stage, other).await, others, "{other}");
                let list = live::decisions(ctx, &stage.id(other).to_string()).await;
                assert!(others || is_hidden(list), "{other}");
            }
            assert_eq!(sees(ctx, &stage, OF_ANOTHER).await, others);
        }

        let list = meetings::list(&guest, None, 1).await.unwrap().unwrap();
        let ahead: Vec<_> = list.ahead.iter().map(|line| line.id.0).collect();
        assert_eq!(ahead, [stage.id("meeting.next")]);
        assert!(list.past.is_empty() && list.pages == 1);
        let same = Some(stage.id("series.kega").to_string());
        let same = meetings::list(&guest, same.as_deref(), 1).await.unwrap();
        assert_eq!(same.unwrap().ahead.len(), 1);

        let home = guests::home(&guest).await.unwrap();
        let next = home.meeting.unwrap();
        assert_eq!(next.id.0, stage.id("meeting.next"));
        assert!(next.slots.iter().any(|slot| slot.title.is_some()));
        assert!(home.series.is_some() && !home.may_bring);
    })
    .await;
}

#[tokio::test]
async fn a_later_meeting_does_not_open_the_one_before_it() {
    on_both(async |stage: Stage| {
        let guests_before = guests_at(&stage, "meeting.next").await;
        let guest = limit(&stage, "meeting.later").await;
        assert!(reads(&guest, &stage, "meeting.later").await);
        assert!(!reads(&guest, &stage, "meeting.next").await);
        assert!(!sees(&guest, &stage, "item.next.guest").await);
        let home = guests::home(&guest).await.unwrap();
        assert_eq!(home.meeting.unwrap().id.0, stage.id("meeting.later"));
        // What the own organisation brought in is known; the meeting that talks about it is not.
        assert!(!home.replies.is_empty());
        assert!(home.replies.iter().all(|reply| reply.talk.is_none()));

        // At the table of the other meeting nobody waits for this guest.
        let guests_now = guests_at(&stage, "meeting.next").await;
        assert_eq!(guests_now, guests_before - 1);
        let secretary = stage.ctx("secretaris").await;
        let place = seat::Entity::find().filter(seat::Column::MeetingId.is_not_null());
        let place = place.one(stage.site.store.reader()).await.unwrap().unwrap();
        let start = StartMeeting {
            id: stage.id("meeting.next").to_string(),
        };
        live::start(&secretary, start).await.unwrap();
        let mark = MarkAttendance {
            id: stage.id("meeting.next").to_string(),
            seat: place.id.to_string(),
            word: "present".to_owned(),
        };
        assert!(is_hidden(live::mark_attendance(&secretary, mark).await));
    })
    .await;
}

#[tokio::test]
async fn a_guest_of_one_meeting_brings_something_in_and_nobody_along() {
    on_both(async |stage: Stage| {
        let guest = limit(&stage, "meeting.later").await;
        let idea = |series: &str| Contribute {
            id: guest.new_id().to_string(),
            series: stage.id(series).to_string(),
            title: "Een avond voor moeders".to_owned(),
            body: "Moeders willen samen praten over zelf kiezen.".to_owned(),
            ..Contribute::default()
        };
        let id = guests::contribute(&guest, idea("series.kega"))
            .await
            .unwrap();
        let home = guests::home(&guest).await.unwrap();
        assert_eq!(home.replies[0].id, id);
        // It goes onto the agenda of the first meeting, to which this guest does not come.
        let secretary = stage.ctx("secretaris").await;
        let place = PlaceContribution {
            id: id.to_string(),
            version: 1,
            item: secretary.new_id().to_string(),
            minutes: "10".to_owned(),
        };
        guests::place_contribution(&secretary, place.clone())
            .await
            .unwrap();
        assert!(is_hidden(meetings::item(&guest, &place.item).await));

        let asked = accounts::request(&guest, wish(&guest, &stage)).await;
        assert!(matches!(asked, Err(Error::NotAllowed)));
        assert!(is_hidden(accounts::request_page(&guest).await));
        assert!(is_hidden(accounts::accounts(&guest, false, 0).await));
    })
    .await;
}

#[tokio::test]
async fn who_keeps_the_rights_and_the_guest_read_which_meeting_it_is() {
    on_both(async |stage: Stage| {
        let guest = limit(&stage, "meeting.next").await;
        let director = stage.ctx("regisseur").await;
        let view = accounts::account(&director, &stage.id(GUEST).to_string()).await;
        let begins = view.unwrap().meeting;
        assert!(begins.is_some());
        let own = own_data(&guest).await.unwrap();
        assert_eq!(own.regions[0].seats[0].meeting, begins);
        let person = stage.id("person.vrijwilliger");
        let shown = view::person(&director, &person.to_string()).await.unwrap();
        assert_eq!(shown.seats[0].meeting, begins);
        let tables = view::tables(&director).await.unwrap();
        let places = tables.into_iter().flat_map(|(_, _, places)| places);
        let limited: Vec<_> = places.filter_map(|place| place.meeting).collect();
        assert_eq!(Some(limited), begins.map(|at| vec![at]));
    })
    .await;
}

#[tokio::test]
async fn the_place_ends_with_the_meeting_and_another_term_is_for_all_of_them() {
    on_both(async |stage: Stage| {
        let guest = limit(&stage, "meeting.next").await;
        // Another term while the guest still comes opens the other meetings.
        let director = stage.ctx("regisseur").await;
        accounts::renew(&director, term(&stage, GUEST, 3, "1"))
            .await
            .unwrap();
        let wide = stage.ctx("vrijwilliger").await;
        assert!(guest.actor.seats.is_empty() && wide.actor.guest_places.is_empty());
        assert!(reads(&wide, &stage, "meeting.later").await);
        assert_eq!(row(&stage, GUEST).await.meeting_id, None);
    })
    .await;
    on_both(async |stage: Stage| {
        limit(&stage, "meeting.next").await;
        let ends = row(&stage, GUEST).await.ends_at.unwrap();
        stage.site.clock.set(ends);
        assert!(!comes_in(&stage, "vrijwilliger").await);
        accounts::expire_due(&stage.site).await.unwrap();
        // Who comes again after it comes to all meetings of the term.
        let director = stage.ctx("regisseur").await;
        let again = term(&stage, GUEST, 4, "1");
        accounts::renew(&director, again).await.unwrap();
        stage.site.clock.set(ends + TimeDelta::minutes(1));
        let back = stage.ctx("vrijwilliger").await;
        assert_eq!(
            (back.actor.seats.len(), back.actor.guest_places.len()),
            (1, 0)
        );
    })
    .await;
}
