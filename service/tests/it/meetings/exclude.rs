//! Leaving out: it beats every role, counts at once, and an attempt is told to who has to know.

use domain::fault::Code;
use domain::meetings::command::{ArrangeAgenda, Exclude, HoldOverItem, ReturnItem, TakeOffItem};
use domain::people::command::{DecideApproval, GrantSeat};
use service::ctx::Ctx;
use service::error::Error;
use service::meetings::{
    alerts, arrange, compose, exclude, exclusions, hold_over, item, propose_lift, read,
    return_item, take_off,
};
use service::people::approvals::{approvals, confirm};
use service::people::grant_seat;

use crate::stage::{Stage, on_both};

fn out(stage: &Stage, item: &str, subject: &str) -> Exclude {
    Exclude {
        id: stage.id(item).to_string(),
        subject: stage.id(subject).to_string(),
        why: "Er is een band met een betrokkene.".to_owned(),
        ..Exclude::default()
    }
}

#[tokio::test]
async fn who_is_left_out_finds_it_nowhere_and_an_attempt_is_told() {
    on_both(async |stage| {
        let id = stage.id("item.next.policy1").to_string();
        let police = stage.ctx("politie").await;
        let seat = GrantSeat {
            person: stage.id("person.politie_lead").to_string(),
            series: stage.id("series.kega").to_string(),
            ceiling: "k1".to_owned(),
            why: "Kijkt mee.".to_owned(),
            ..GrantSeat::default()
        };
        grant_seat(&stage.ctx("regisseur").await, seat)
            .await
            .unwrap();
        let colleague = stage.ctx("politie_lead").await;
        let submitter = stage.ctx("polderhaven").await;
        assert!(item(&police, &id).await.is_ok());
        let form = out(&stage, "item.next.policy1", "person.politie");
        exclude(&submitter, form).await.unwrap();
        // One person is left out, and not the colleague.
        assert!(matches!(item(&police, &id).await, Err(Error::NotFound)));
        assert!(item(&colleague, &id).await.is_ok());
        let meeting = stage.id("meeting.next").to_string();
        let agenda = format!("{:?}", read(&police, &meeting).await.unwrap());
        assert!(!agenda.contains(&id) && !agenda.contains("Instructie Burgerzaken"));
        // Whom it concerns is told; who is left out and who has no business with it is not.
        for (who, told) in [
            ("polderhaven", 1),
            ("regisseur", 1),
            ("fg", 1),
            ("politie", 0),
            ("politie_lead", 0),
            ("om", 0),
        ] {
            let ctx = stage.ctx(who).await;
            assert_eq!(alerts(&ctx).await.unwrap().len(), told, "{who}");
        }
        let list = exclusions(&submitter, &id).await.unwrap();
        assert_eq!(list.excluded.len(), 1);
        assert_eq!(list.hits[0].function, police_function());
        assert!(matches!(
            exclusions(&police, &id).await,
            Err(Error::NotFound)
        ));
        assert_eq!(stage.detail("ReadMeetings").await, "why=excluded");
    })
    .await;
}

fn police_function() -> &'static str {
    "Taakaccenthouder politie"
}

#[tokio::test]
async fn a_director_is_left_out_like_anybody() {
    on_both(async |stage| {
        let shelter = stage.ctx("opvang").await;
        let id = stage.id("item.next.policy2").to_string();
        let form = out(&stage, "item.next.policy2", "person.regisseur");
        exclude(&shelter, form.clone()).await.unwrap();
        let director = stage.ctx("regisseur").await;
        let seen = item(&director, &id).await;
        assert!(matches!(seen, Err(Error::NotFound)));
        finds_and_steers_nothing(&director, &stage, &id).await;
        assert!(alerts(&director).await.unwrap().is_empty());
        assert_eq!(alerts(&shelter).await.unwrap().len(), 1);
        // Nor does he lift it, alone or as the second.
        let lift = propose_lift(&director, form.clone()).await;
        assert!(matches!(lift, Err(Error::NotFound)));
        let lift = Exclude {
            why: "De band is er niet meer.".to_owned(),
            ..form
        };
        propose_lift(&shelter, lift).await.unwrap();
        let waiting = approvals(&director).await.unwrap().waiting;
        assert!(waiting.iter().all(|line| line.person.is_some()));
        let waiting = approvals(&shelter).await.unwrap().waiting;
        let line = waiting.iter().find(|line| line.person.is_none()).unwrap();
        let decision = DecideApproval {
            id: line.id.to_string(),
            version: 1,
            ..DecideApproval::default()
        };
        let own = confirm(&director, decision.clone()).await;
        assert!(matches!(own, Err(Error::NotFound)), "{own:?}");
        let deputy = stage.ctx("plaatsvervanger").await;
        confirm(&deputy, decision).await.unwrap();
        assert!(item(&director, &id).await.unwrap().content.is_some());
    })
    .await;
}

#[tokio::test]
async fn not_oneself_and_not_who_brought_it_in() {
    on_both(async |stage| {
        let director = stage.ctx("regisseur").await;
        for subject in [
            "organisation.opvang",
            "organisation.oeverstad",
            "person.regisseur",
            "person.regisseur_delta",
        ] {
            let form = out(&stage, "item.next.policy2", subject);
            let refused = exclude(&director, form).await.unwrap_err();
            assert!(
                matches!(&refused, Error::Refused(faults) if faults[0].code == Code::NotAChoice),
                "{subject}: {refused:?}"
            );
        }
        let form = out(&stage, "item.next.policy2", "organisation.om");
        let stranger = stage.ctx("ggd").await;
        assert!(matches!(
            exclude(&stranger, form.clone()).await,
            Err(Error::NotAllowed)
        ));
        let none = Exclude {
            why: String::new(),
            ..form.clone()
        };
        assert!(matches!(
            exclude(&director, none).await,
            Err(Error::Refused(_))
        ));
        exclude(&director, form.clone()).await.unwrap();
        assert!(matches!(
            exclude(&director, form).await,
            Err(Error::Refused(_))
        ));
    })
    .await;
}

#[tokio::test]
async fn an_exclusion_goes_with_what_is_held_over() {
    on_both(async |stage| {
        let director = stage.ctx("regisseur").await;
        let police = stage.ctx("politie").await;
        // What comes from an earlier meeting is one thing with what it came from.
        let form = out(&stage, "item.next.policy3", "person.politie");
        exclude(&director, form).await.unwrap();
        for id in ["item.next.policy3", "item.past3.policy2"] {
            let seen = item(&police, &stage.id(id).to_string()).await;
            assert!(matches!(seen, Err(Error::NotFound)), "{id}");
        }
        // Another item is untouched.
        let seen = item(&police, &stage.id("item.next.policy1").to_string()).await;
        assert!(seen.is_ok());
    })
    .await;
}

/// Who composes and is left out has no line of it, and cannot move it.
async fn finds_and_steers_nothing(director: &Ctx, stage: &Stage, id: &str) {
    let meeting = stage.id("meeting.next").to_string();
    let bench = compose(director, &meeting).await.unwrap();
    let version = bench.head.version;
    assert!(!format!("{bench:?}").contains(id));
    let agenda = read(director, &meeting).await.unwrap();
    assert!(!format!("{agenda:?}").contains(id));
    let (id, why) = (id.to_owned(), "Het komt nu niet uit.".to_owned());
    let held = HoldOverItem {
        id: id.clone(),
        version: 1,
    };
    let off = TakeOffItem {
        id: id.clone(),
        version: 1,
        why: why.clone(),
        ..TakeOffItem::default()
    };
    let back = ReturnItem {
        id: id.clone(),
        version: 1,
        why,
        ..ReturnItem::default()
    };
    let moved = ArrangeAgenda {
        id: meeting,
        item: id,
        to: "up".to_owned(),
        version,
    };
    for tried in [
        hold_over(director, held).await.map(|_| ()),
        take_off(director, off).await.map(|_| ()),
        return_item(director, back).await.map(|_| ()),
        arrange(director, moved).await,
    ] {
        assert!(matches!(tried, Err(Error::NotFound)), "{tried:?}");
    }
}
