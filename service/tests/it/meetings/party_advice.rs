//! Advice of one organisation at the table for another: who is asked, who reads it, and until when.

mod closed;
mod rights;

use chrono::{Days, TimeDelta};
use domain::fault::Code;
use domain::meetings::command::{IncludeItem, PublishAgenda};
use domain::meetings::party_advice_command::{AskPartyAdvice, GivePartyAdvice};
use domain::meetings::{Counsel, PartyAdviceState};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use service::ctx::Ctx;
use service::error::Error;
use service::meetings::{self, AdviceDesk, PartyAdvice};
use uuid::Uuid;

use super::faults;
use crate::stage::{Stage, on_both};

/// A proposal of the police for a meeting that collects; nobody else reads it yet.
pub const ITEM: &str = "item.later.proposal1";
pub const LATER: &str = "meeting.later";

pub fn asks(stage: &Stage, ctx: &Ctx, item: Uuid, organisation: &str) -> AskPartyAdvice {
    AskPartyAdvice {
        id: ctx.new_id().to_string(),
        item: item.to_string(),
        organisation: stage
            .id(&format!("organisation.{organisation}"))
            .to_string(),
        question: "Kan dit binnen uw werkproces?".to_owned(),
        days: "3".to_owned(),
        ..AskPartyAdvice::default()
    }
}

pub fn gives(id: &str, version: i32, text: &str) -> GivePartyAdvice {
    GivePartyAdvice {
        id: id.to_owned(),
        version,
        counsel: "conditional".to_owned(),
        text: text.to_owned(),
        ..GivePartyAdvice::default()
    }
}

/// Asks as somebody of the cast, and answers the id of the asking.
pub async fn ask(stage: &Stage, who: &str, item: Uuid, organisation: &str) -> String {
    let ctx = stage.ctx(who).await;
    let form = asks(stage, &ctx, item, organisation);
    let id = form.id.clone();
    meetings::ask_party_advice(&ctx, form).await.unwrap();
    id
}

/// What somebody sees of advice on an item; nothing where it does not open.
pub async fn on_item(stage: &Stage, who: &str, item: Uuid) -> Option<Vec<PartyAdvice>> {
    let ctx = stage.ctx(who).await;
    let found = meetings::item(&ctx, &item.to_string()).await;
    assert!(matches!(found, Ok(_) | Err(Error::NotFound)), "{who}");
    Some(found.ok()?.content?.party_advices)
}

pub async fn desk(stage: &Stage, who: &str) -> AdviceDesk {
    let id = stage.id(LATER).to_string();
    meetings::advice_desk(&stage.ctx(who).await, &id)
        .await
        .unwrap()
}

async fn letters(stage: &Stage) -> Vec<Uuid> {
    use ::entity::outbox;
    let tx = stage.site.store.begin_read().await.unwrap();
    let rows = outbox::Entity::find()
        .filter(outbox::Column::Purpose.eq("advice_asked"))
        .all(&tx)
        .await
        .unwrap();
    rows.into_iter().map(|row| row.receiver_id).collect()
}

#[tokio::test]
async fn who_is_asked_reads_the_item_and_what_is_advised_is_for_all_who_read_it() {
    on_both(async |stage: Stage| {
        let item = stage.id(ITEM);
        assert_eq!(on_item(&stage, "ggd", item).await, None);
        let secretary = stage.ctx("secretaris").await;
        let form = asks(&stage, &secretary, item, "ggd");
        let id = form.id.clone();
        meetings::ask_party_advice(&secretary, form.clone())
            .await
            .unwrap();
        // The same form asks once; another question under its id is not lost.
        meetings::ask_party_advice(&secretary, form.clone())
            .await
            .unwrap();
        let other = AskPartyAdvice {
            question: "Iets anders?".to_owned(),
            ..form
        };
        let replayed = meetings::ask_party_advice(&secretary, other).await;
        assert!(matches!(replayed, Err(Error::Replayed)));
        assert_eq!(stage.audited("AskPartyAdvice").await, 1);
        assert_eq!(letters(&stage).await, [stage.id("person.ggd")]);

        // It opens for who is asked; what is waited for shows to them, who asked and who composes.
        for (who, seen) in [
            ("ggd", Some(1)),
            ("regisseur", Some(1)),
            ("secretaris", Some(1)),
            ("politie", Some(0)),
            ("om", None),
            ("vrijwilliger", None),
            ("adviseur", None),
        ] {
            let there = on_item(&stage, who, item).await.map(|all| all.len());
            assert_eq!(there, seen, "{who}");
        }
        let mine = desk(&stage, "ggd").await;
        let line = &mine.mine[0];
        assert!(mine.waiting.is_empty() && line.may_give && !line.may_withdraw);
        assert_eq!((line.advice.left, line.advice.days_late), (3, 0));
        assert_eq!(desk(&stage, "regisseur").await.waiting.len(), 1);
        assert!(desk(&stage, "politie").await.waiting.is_empty());
        let agenda = async |who: &str| {
            let ctx = stage.ctx(who).await;
            let read = meetings::read(&ctx, &stage.id(LATER).to_string()).await;
            read.unwrap().asked
        };
        assert_eq!((agenda("ggd").await, agenda("om").await), (1, 0));

        let ggd = stage.ctx("ggd").await;
        let form = gives(&id, 1, "Alleen met een vast contactpunt.");
        meetings::give_party_advice(&ggd, form.clone())
            .await
            .unwrap();
        meetings::give_party_advice(&ggd, form).await.unwrap();
        assert_eq!(stage.audited("GivePartyAdvice").await, 1);
        assert!(
            stage
                .detail("GivePartyAdvice")
                .await
                .ends_with("counsel=conditional")
        );
        for (who, seen) in [("politie", Some(1)), ("regisseur", Some(1)), ("om", None)] {
            let there = on_item(&stage, who, item).await.map(|all| all.len());
            assert_eq!(there, seen, "{who}");
        }
        assert_eq!(desk(&stage, "regisseur").await.given.len(), 1);
        assert_eq!(agenda("ggd").await, 0);
        let bench = meetings::compose(&secretary, &stage.id(LATER).to_string()).await;
        let bench = bench.unwrap();
        let waits = bench.proposals.iter().find(|row| row.id.0 == item).unwrap();
        let advice = &waits.advices[0];
        assert!(matches!(
            advice.state,
            PartyAdviceState::Given {
                counsel: Counsel::Conditional,
                ..
            }
        ));
    })
    .await;
}

#[tokio::test]
async fn it_changes_within_the_term_until_an_agenda_tells_it() {
    on_both(async |stage: Stage| {
        let item = stage.id(ITEM);
        let id = ask(&stage, "regisseur", item, "ggd").await;
        let ggd = stage.ctx("ggd").await;
        let give = async |version, text: &str| {
            meetings::give_party_advice(&ggd, gives(&id, version, text)).await
        };
        give(1, "Doen.").await.unwrap();
        let stale = give(1, "Niet doen.").await;
        assert!(matches!(stale, Err(Error::Stale(2))), "{stale:?}");
        give(2, "Toch niet doen.").await.unwrap();

        // The agenda with it is published: what everybody read it with stays.
        stage
            .site
            .clock
            .set(stage.site.clock.now() + TimeDelta::minutes(1));
        let director = stage.ctx("regisseur").await;
        let meeting = stage.id(LATER).to_string();
        let seen = meetings::item(&director, &item.to_string()).await.unwrap();
        let include = IncludeItem {
            id: item.to_string(),
            version: seen.version,
        };
        meetings::include(&director, include).await.unwrap();
        give(3, "Met een vast contactpunt.").await.unwrap();
        stage
            .site
            .clock
            .set(stage.site.clock.now() + TimeDelta::minutes(1));
        let version = meetings::read(&director, &meeting)
            .await
            .unwrap()
            .head
            .version;
        let form = PublishAgenda {
            id: meeting,
            version,
        };
        meetings::publish(&director, form).await.unwrap();
        let late = give(4, "Iets anders.").await;
        assert!(matches!(late, Err(Error::NotNow(_))), "{late:?}");
        let mine = desk(&stage, "ggd").await.mine;
        assert!(!mine[0].may_give && mine[0].advice.text == "Met een vast contactpunt.");
        // Who was not asked may read it now, and the guest only what is for guests.
        assert_eq!(
            on_item(&stage, "om", item).await.map(|all| all.len()),
            Some(1)
        );
        assert_eq!(on_item(&stage, "vrijwilliger", item).await, None);
    })
    .await;
}

#[tokio::test]
async fn what_is_late_shows_and_can_still_be_given_once() {
    on_both(async |stage: Stage| {
        let id = ask(&stage, "regisseur", stage.id(ITEM), "ggd").await;
        let ggd = stage.ctx("ggd").await;
        // The term runs until Monday the 23rd; it is Thursday the 26th.
        stage.site.clock.set(stage.site.clock.now() + Days::new(8));
        let waiting = desk(&stage, "secretaris").await.waiting;
        assert_eq!(
            (waiting[0].advice.days_late, waiting[0].advice.left),
            (3, 0)
        );
        meetings::give_party_advice(&ggd, gives(&id, 1, "Doen."))
            .await
            .unwrap();
        let given = desk(&stage, "secretaris").await.given;
        assert!(given[0].advice.came_late && given[0].advice.days_late == 0);
        let again = meetings::give_party_advice(&ggd, gives(&id, 2, "Niet doen.")).await;
        assert!(matches!(again, Err(Error::NotNow(_))));
    })
    .await;
}

#[tokio::test]
async fn everything_wrong_with_an_asking_is_said_at_once() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let item = stage.id(ITEM);
        let refused = async |change: fn(&mut AskPartyAdvice), organisation: &str| {
            let mut form = asks(&stage, &director, item, organisation);
            change(&mut form);
            faults(meetings::ask_party_advice(&director, form).await)
        };
        let all = refused(
            |form| {
                form.organisation = String::new();
                form.question = String::new();
                form.days = "0".to_owned();
            },
            "ggd",
        );
        let expected = [
            ("organisation", Code::Empty),
            ("question", Code::Empty),
            ("days", Code::OutOfRange(1, 30)),
        ];
        assert_eq!(
            all.await,
            expected.map(|(field, code)| (field.to_owned(), code))
        );
        let one = |field: &str, code| vec![(field.to_owned(), code)];
        // The meeting is on Tuesday the 22nd of December.
        let long = refused(|form| form.days = "24".to_owned(), "ggd").await;
        assert_eq!(long, one("days", Code::TermAfterMeeting));
        let many = refused(|form| form.question = "a".repeat(1001), "ggd").await;
        assert_eq!(many, one("question", Code::TooLong(1000)));
        let number = refused(|form| form.question = "Klopt 111222333?".to_owned(), "ggd").await;
        assert!(matches!(number[0].1, Code::Personal(_)));
        // Who brought it in, who asks, a guest, who sits at no table, and another region.
        for (organisation, code) in [
            ("politie", Code::NotAChoice),
            ("oeverstad", Code::NotAChoice),
            ("vrouwen_verbinden", Code::MayNotRead),
            ("politie_vechtdelta", Code::NotAChoice),
        ] {
            let found = refused(|_| (), organisation).await;
            assert_eq!(found, one("organisation", code), "{organisation}");
        }
        let page = meetings::asking(&director, &item.to_string())
            .await
            .unwrap();
        let offered = |name: &str| page.choices.iter().any(|(id, _)| *id == stage.id(name));
        assert!(offered("organisation.ggd") && offered("organisation.om"));
        assert!(!offered("organisation.politie") && !offered("organisation.vrouwen_verbinden"));
        assert_eq!(page.days, 5);
        ask(&stage, "regisseur", item, "ggd").await;
        let twice = refused(|_| (), "ggd").await;
        assert_eq!(twice, one("organisation", Code::AlreadySo));
        assert_eq!(stage.audited("AskPartyAdvice").await, 1);
    })
    .await;
}
