//! Who is there: seat by seat, and everybody in one press.

use domain::meetings::live_command::MarkAllPresent;
use service::error::Error;
use service::meetings::live;

use super::{MEETING, id, in_closed_part, is_not_now, look, refused_field, seat, sitting};
use crate::stage::{Stage, on_both};

#[tokio::test]
async fn attendance_is_kept_per_seat() {
    on_both(async |stage: Stage| {
        let secretary = sitting(&stage).await;
        for word in ["present", "late"] {
            live::mark_attendance(&secretary, seat(&stage, "politie", word))
                .await
                .unwrap();
        }
        let found = look(&secretary, &stage).await;
        let police = found
            .chairs
            .iter()
            .find(|chair| chair.label.contains("politie"))
            .unwrap();
        assert_eq!(police.attendance.word(), "late");
        let unknown = live::mark_attendance(&secretary, seat(&stage, "politie", "asleep")).await;
        assert_eq!(refused_field(unknown), "word");
        let mut foreign = seat(&stage, "politie", "present");
        foreign.seat = id(&stage, "seat.regisseur_delta");
        let no = live::mark_attendance(&secretary, foreign).await;
        assert!(matches!(no, Err(Error::NotFound)));
        let partner = stage.ctx("politie").await;
        let no = live::mark_attendance(&partner, seat(&stage, "politie", "present")).await;
        assert!(matches!(no, Err(Error::NotAllowed)));
        assert_eq!(stage.audited("MarkAttendance").await, 2);
    })
    .await;
}

#[tokio::test]
async fn one_press_marks_who_is_still_expected() {
    on_both(async |stage: Stage| {
        let form = MarkAllPresent {
            id: id(&stage, MEETING),
        };
        let secretary = stage.ctx("secretaris").await;
        live::mark_attendance(&secretary, seat(&stage, "om", "excused"))
            .await
            .unwrap();
        // A mark that was taken back is no mark.
        for word in ["late", "expected"] {
            live::mark_attendance(&secretary, seat(&stage, "politie", word))
                .await
                .unwrap();
        }
        let before = stage.audited("MarkAttendance").await;
        live::mark_all_present(&secretary, form.clone())
            .await
            .unwrap();
        let found = look(&secretary, &stage).await;
        let of = |word: &str| {
            let chairs = found.chairs.iter();
            chairs
                .filter(|chair| chair.attendance.word() == word)
                .count()
        };
        assert_eq!(
            (of("excused"), of("present")),
            (1, found.chairs.len() - 1),
            "who was marked stays as marked"
        );
        let rows = stage.audited("MarkAttendance").await;
        assert_eq!(rows - before, u64::try_from(of("present")).unwrap());
        // Once more changes nothing, and leaves no trace.
        live::mark_all_present(&secretary, form.clone())
            .await
            .unwrap();
        assert_eq!(stage.audited("MarkAttendance").await, rows);
        let partner = stage.ctx("politie").await;
        let no = live::mark_all_present(&partner, form).await;
        assert!(matches!(no, Err(Error::NotAllowed)));
        let stranger = MarkAllPresent { id: "x".to_owned() };
        let no = live::mark_all_present(&secretary, stranger).await;
        assert!(matches!(no, Err(Error::NotFound)));
        let later = MarkAllPresent {
            id: id(&stage, "meeting.later"),
        };
        assert!(is_not_now(&live::mark_all_present(&secretary, later).await));
    })
    .await;
}

#[tokio::test]
async fn one_press_never_overwrites_a_mark_made_at_the_same_moment() {
    on_both(async |stage: Stage| {
        let secretary = sitting(&stage).await;
        let director = stage.ctx("regisseur").await;
        let form = MarkAllPresent {
            id: id(&stage, MEETING),
        };
        let (all, one) = tokio::join!(
            live::mark_all_present(&secretary, form),
            live::mark_attendance(&director, seat(&stage, "politie", "absent")),
        );
        all.unwrap();
        one.unwrap();
        let found = look(&secretary, &stage).await;
        let police = found
            .chairs
            .iter()
            .find(|chair| chair.seat.0 == stage.id("seat.politie"))
            .unwrap();
        assert_eq!(police.attendance.word(), "absent");
    })
    .await;
}

#[tokio::test]
async fn in_the_closed_part_one_press_marks_only_who_may_be_there() {
    on_both(async |stage: Stage| {
        let secretary = in_closed_part(&stage).await;
        let form = MarkAllPresent {
            id: id(&stage, MEETING),
        };
        live::mark_all_present(&secretary, form).await.unwrap();
        let found = look(&secretary, &stage).await;
        for chair in &found.chairs {
            let word = if chair.verdict.is_ok() {
                "present"
            } else {
                "expected"
            };
            assert_eq!(chair.attendance.word(), word, "{}", chair.label);
        }
        assert!(found.chairs.iter().any(|chair| chair.verdict.is_err()));
    })
    .await;
}
