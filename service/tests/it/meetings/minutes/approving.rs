//! Approving: at a later meeting, once, and for good; then notes only.

use ::entity::{minutes, minutes_correction, minutes_item};
use domain::id::MeetingId;
use domain::meetings::live_command::StartMeeting;
use domain::meetings::minutes_command::{ApproveMinutes, RectifyMinutes, RestoreRevision};
use sea_orm::sea_query::Expr;

use super::correcting::{accepting, declining};
use super::*;

fn approving(stage: &Stage, version: i32, agreed: &str) -> ApproveMinutes {
    ApproveMinutes {
        id: id(stage, "meeting.past3"),
        version,
        agreed: agreed.to_owned(),
    }
}

/// The next meeting begins.
async fn begin(ctx: &Ctx, stage: &Stage) {
    let form = StartMeeting {
        id: id(stage, "meeting.next"),
    };
    meetings::live::start(ctx, form).await.unwrap();
}

/// Takes the correction of the demo over.
async fn settle(ctx: &Ctx, stage: &Stage) {
    let one = id(stage, "correction.past3.1");
    let form = accepting(&one, 1, "De werkinstructie van het OM gaat in januari in.");
    meetings::accept_correction(ctx, form).await.unwrap();
}

fn rectifying(stage: &Stage, ctx: &Ctx, item: &str) -> RectifyMinutes {
    RectifyMinutes {
        id: ctx.new_id().to_string(),
        item: id(stage, item),
        text: "De instructie gaat in februari in.".to_owned(),
        why: "De datum was verkeerd verstaan.".to_owned(),
        reason: String::new(),
    }
}

#[tokio::test]
async fn minutes_are_approved_once_at_a_later_meeting_and_never_change_again() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let secretary = stage.ctx("secretaris").await;
        let meeting = MeetingId(stage.id("meeting.past3"));
        let early = meetings::approve_minutes(&director, approving(&stage, 2, "yes")).await;
        assert!(is_not_now(&early));
        let early = meetings::verify_minutes(&director, meeting).await;
        assert!(matches!(early, Err(Error::NotFound)));
        begin(&director, &stage).await;
        let found = faults(meetings::approve_minutes(&director, approving(&stage, 2, "")).await);
        assert_eq!(
            found,
            [
                (String::new(), Code::CorrectionsWait),
                ("agreed".to_owned(), Code::TermRuns)
            ]
        );
        settle(&secretary, &stage).await;
        let unseen = meetings::approve_minutes(&director, approving(&stage, 2, "yes")).await;
        assert!(matches!(unseen, Err(Error::Stale(3))));
        let refused = meetings::approve_minutes(&secretary, approving(&stage, 3, "yes")).await;
        assert!(matches!(refused, Err(Error::NotAllowed)));
        let both = tokio::join!(
            meetings::approve_minutes(&director, approving(&stage, 3, "yes")),
            meetings::approve_minutes(&director, approving(&stage, 3, "yes")),
        );
        assert_eq!(
            [both.0.is_ok(), both.1.is_ok()]
                .iter()
                .filter(|ok| **ok)
                .count(),
            1
        );
        let again = meetings::approve_minutes(&director, approving(&stage, 4, "yes")).await;
        assert!(is_not_now(&again));
        let Minutes::Approved {
            meeting: at,
            changed,
            ..
        } = state(&stage, "meeting.past3").await
        else {
            panic!("they should be approved");
        };
        assert!(changed && at.0 == stage.id("meeting.next"));
        let view = look(&director, &stage, "meeting.past3").await;
        assert!(view.approved.unwrap().whole && view.rights.rectify && !view.rights.edit);
        let item = "item.past3.announcement";
        let late = meetings::edit_minutes(&secretary, writing(&stage, item, 2, "Anders.")).await;
        assert!(is_not_now(&late));
        let late = RestoreRevision {
            id: id(&stage, item),
            version: 2,
            number: 1,
        };
        assert!(is_not_now(
            &meetings::restore_revision(&secretary, late).await
        ));
        let one = id(&stage, "correction.past3.1");
        let late = meetings::decline_correction(&secretary, declining(&one, 2, "Te laat.")).await;
        assert!(is_not_now(&late));
        assert_eq!(stage.audited("ApproveMinutes").await, 1);
    })
    .await;
}

#[tokio::test]
async fn what_was_approved_shows_every_change_and_outlives_a_destroyed_item() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let approved = MeetingId(stage.id("meeting.past2"));
        let whole = async || meetings::verify_minutes(&director, approved).await.unwrap();
        assert!(whole().await);
        let owner = stage.owner().await;
        let case = stage.id("item.past2.case1");
        // Destroyed: title and text go, the hash stays.
        minutes_item::Entity::update_many()
            .col_expr(minutes_item::Column::Text, Expr::value(""))
            .col_expr(minutes_item::Column::Title, Expr::value(""))
            .col_expr(
                minutes_item::Column::DestroyedAt,
                Expr::value(Some(director.now())),
            )
            .filter(minutes_item::Column::ItemId.eq(case))
            .exec(&owner)
            .await
            .unwrap();
        assert!(whole().await);
        let police = look(&stage.ctx("politie").await, &stage, "meeting.past2").await;
        assert!(of(&police, &stage, "item.past2.case1").unwrap().destroyed);
        let policy = stage.id("item.past2.policy1");
        let put = async |column: minutes_item::Column, value: &str| {
            minutes_item::Entity::update_many()
                .col_expr(column, Expr::value(value.to_owned()))
                .filter(minutes_item::Column::ItemId.eq(policy))
                .exec(&owner)
                .await
                .unwrap();
        };
        let tx = stage.site.store.begin_read().await.unwrap();
        let row = minutes_item::Entity::find_by_id(policy).one(&tx).await;
        let row = row.unwrap().unwrap();
        drop(tx);
        for (column, was, other) in [
            (
                minutes_item::Column::Text,
                row.text.as_str(),
                "Iets anders.",
            ),
            (
                minutes_item::Column::Title,
                row.title.as_str(),
                "Iets anders",
            ),
            (minutes_item::Column::Class, row.class.as_str(), "k0"),
            (
                minutes_item::Column::Hash,
                row.hash.as_deref().unwrap(),
                "0",
            ),
        ] {
            put(column, other).await;
            assert!(!whole().await, "{column:?}");
            put(column, was).await;
            assert!(whole().await, "{column:?}");
        }
        // An item that is gone with its hash, and another hash over all.
        minutes::Entity::update_many()
            .col_expr(minutes::Column::Hash, Expr::value("0"))
            .filter(minutes::Column::MeetingId.eq(approved.0))
            .exec(&owner)
            .await
            .unwrap();
        assert!(!whole().await);
    })
    .await;
}

#[tokio::test]
async fn approved_minutes_get_notes_and_keep_their_text() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let item = "item.past2.announcement";
        let early = rectifying(&stage, &director, "item.past3.announcement");
        assert!(is_not_now(
            &meetings::rectify_minutes(&director, early).await
        ));
        let police = stage.ctx("politie").await;
        let form = rectifying(&stage, &police, item);
        let refused = meetings::rectify_minutes(&police, form).await;
        assert!(matches!(refused, Err(Error::NotAllowed)));
        let before = look(&director, &stage, "meeting.past2").await;
        let before = of(&before, &stage, item).unwrap().text;
        let form = rectifying(&stage, &director, item);
        meetings::rectify_minutes(&director, form.clone())
            .await
            .unwrap();
        meetings::rectify_minutes(&director, form.clone())
            .await
            .unwrap();
        let mut other = form.clone();
        other.text = "Iets anders.".to_owned();
        let other = meetings::rectify_minutes(&director, other).await;
        assert!(matches!(other, Err(Error::Replayed)));
        let mut bare = rectifying(&stage, &director, item);
        bare.why = String::new();
        let found = faults(meetings::rectify_minutes(&director, bare).await);
        assert_eq!(found, [("why".to_owned(), Code::Empty)]);
        // A case that the director is not named on is not there.
        let view = look(&police, &stage, "meeting.past2").await;
        let found = of(&view, &stage, item).unwrap();
        assert_eq!(
            (found.text.as_str(), found.notes.len()),
            (before.as_str(), 1)
        );
        assert_eq!(found.notes[0].why, "De datum was verkeerd verstaan.");
        assert!(view.approved.unwrap().whole);
        assert_eq!(stage.audited("RectifyMinutes").await, 1);
    })
    .await;
}

#[tokio::test]
async fn minutes_that_were_approved_leave_the_agendas_ahead() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let secretary = stage.ctx("secretaris").await;
        drafted(&stage).await;
        // Another meeting's minutes bring the waiting ones of the demo onto the next agenda as well.
        meetings::offer_minutes(&director, offering(&stage, 1, "5"))
            .await
            .unwrap();
        begin(&director, &stage).await;
        settle(&secretary, &stage).await;
        meetings::approve_minutes(&director, approving(&stage, 3, "yes"))
            .await
            .unwrap();
        let tx = stage.site.store.begin_read().await.unwrap();
        let items = agenda_item::Entity::find()
            .filter(agenda_item::Column::Origin.eq("minutes"))
            .all(&tx)
            .await
            .unwrap();
        assert_eq!(items.len(), 2);
        let there = |item: &&agenda_item::Model| item.meeting_id == Some(stage.id("meeting.next"));
        assert_eq!(items.iter().filter(there).count(), 2);
        let open = minutes_correction::Entity::find()
            .filter(minutes_correction::Column::StateWord.eq("proposed"))
            .count(&tx)
            .await
            .unwrap();
        assert_eq!(open, 0);
    })
    .await;
}
