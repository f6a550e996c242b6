//! Guests: their own slice, their contribution, and the answer to it.

use ::entity::{action, agenda_item, contribution, item_relation};
use domain::fault::Code;
use domain::guard::Kind;
use domain::meetings::command::{HoldOverItem, IncludeItem};
use domain::meetings::contribution_command::{AnswerContribution, Contribute, PlaceContribution};
use domain::meetings::live_command::{CloseMeeting, StartMeeting};
use sea_orm::{ActiveModelTrait, EntityTrait, Set};
use service::ctx::Ctx;
use service::error::Error;
use service::guests::{self, Talk};
use service::meetings;

use crate::stage::{Stage, on_both};

fn idea(ctx: &Ctx, stage: &Stage) -> Contribute {
    Contribute {
        id: ctx.new_id().to_string(),
        series: stage.id("series.kega").to_string(),
        title: "Een avond voor moeders".to_owned(),
        body: "Moeders willen samen praten over zelf kiezen.".to_owned(),
        ..Contribute::default()
    }
}

fn reply(id: impl ToString, version: i32) -> AnswerContribution {
    AnswerContribution {
        id: id.to_string(),
        version,
        text: "Goed idee. Wij organiseren de avond samen met u.".to_owned(),
        ..AnswerContribution::default()
    }
}

#[tokio::test]
async fn a_guest_brings_in_an_idea_and_reads_the_answer() {
    on_both(async |stage: Stage| {
        let guest = stage.ctx("vrijwilliger").await;
        let director = stage.ctx("regisseur").await;
        let form = idea(&guest, &stage);
        let id = guests::contribute(&guest, form.clone()).await.unwrap();
        let again = guests::contribute(&guest, form.clone()).await;
        assert_eq!(again.unwrap(), id);
        // The browser went back and sent another idea with the first one's id.
        let other = Contribute {
            body: "Vaders willen dat ook.".to_owned(),
            ..form
        };
        let lost = guests::contribute(&guest, other.clone()).await;
        assert!(matches!(lost, Err(Error::Replayed)));
        assert_eq!(stage.audited("Contribute").await, 1);
        let fresh = Contribute {
            id: guest.new_id().to_string(),
            ..other
        };
        guests::contribute(&guest, fresh).await.unwrap();
        assert_eq!(stage.audited("Contribute").await, 2);

        let home = guests::home(&guest).await.unwrap();
        let mine = home.replies.iter().find(|reply| reply.id == id).unwrap();
        assert!(mine.answer.is_none());
        guests::answer_contribution(&director, reply(id, 1))
            .await
            .unwrap();
        let again = guests::answer_contribution(&director, reply(id, 2)).await;
        assert!(matches!(again, Err(Error::NotNow(_))));
        let home = guests::home(&guest).await.unwrap();
        let mine = home.replies.iter().find(|reply| reply.id == id).unwrap();
        let (text, from, _) = mine.answer.clone().unwrap();
        assert!(mine.new && text.starts_with("Goed idee"));
        assert_eq!(from, "Gemeente Oeverstad");
        // Another organisation does not see it.
        let other = guests::home(&stage.ctx("jongere").await).await.unwrap();
        assert!(other.replies.iter().all(|reply| reply.id != id));
    })
    .await;
}

#[tokio::test]
async fn what_the_guard_refuses_is_not_kept() {
    on_both(async |stage: Stage| {
        let guest = stage.ctx("vrijwilliger").await;
        let form = Contribute {
            title: String::new(),
            body: "Bel haar op 06 12345678.".to_owned(),
            ..idea(&guest, &stage)
        };
        let Err(Error::Refused(faults)) = guests::contribute(&guest, form).await else {
            panic!("it was accepted");
        };
        assert_eq!(faults[0].code, Code::Empty);
        assert_eq!(faults[1].code, Code::Personal(vec![Kind::Phone]));
        assert_eq!(stage.audited("Contribute").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_contribution_goes_onto_the_next_agenda_once() {
    on_both(async |stage: Stage| {
        let secretary = stage.ctx("secretaris").await;
        let form = |minutes: &str| PlaceContribution {
            id: stage.id("contribution.2").to_string(),
            version: 1,
            item: secretary.new_id().to_string(),
            minutes: minutes.to_owned(),
        };
        let Err(Error::Refused(faults)) = guests::place_contribution(&secretary, form("90")).await
        else {
            panic!("it was accepted");
        };
        assert_eq!(faults[0].code, Code::OutOfRange(5, 60));
        let good = form("10");
        guests::place_contribution(&secretary, good.clone())
            .await
            .unwrap();
        let twice = guests::place_contribution(&secretary, good.clone()).await;
        assert!(matches!(twice, Err(Error::Stale(2))));
        let again = PlaceContribution {
            version: 2,
            ..form("10")
        };
        let again = guests::place_contribution(&secretary, again).await;
        assert!(matches!(again, Err(Error::NotNow(_))));

        let tx = stage.site.store.begin_read().await.unwrap();
        let item = agenda_item::Entity::find_by_id(good.item.parse::<uuid::Uuid>().unwrap())
            .one(&tx)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (item.class.as_str(), item.state_word.as_str()),
            ("k1", "proposed")
        );
        assert!(item.guest_shared);
        assert_eq!(item.origin_id, Some(stage.id("contribution.2")));
        drop(tx);
        // The answer is still owed.
        guests::answer_contribution(&secretary, reply(stage.id("contribution.2"), 2))
            .await
            .unwrap();
    })
    .await;
}

/// The item of a contribution that waits among the proposals of the next meeting.
async fn placed(stage: &Stage) -> String {
    let secretary = stage.ctx("secretaris").await;
    let form = PlaceContribution {
        id: stage.id("contribution.2").to_string(),
        version: 1,
        item: secretary.new_id().to_string(),
        minutes: "10".to_owned(),
    };
    let item = form.item.clone();
    guests::place_contribution(&secretary, form).await.unwrap();
    item
}

/// When the guest who sent it reads that it is talked about.
async fn talk(stage: &Stage) -> Option<Talk> {
    let tx = stage.site.store.begin_read().await.unwrap();
    let row = contribution::Entity::find_by_id(stage.id("contribution.2"));
    let row = row.one(&tx).await.unwrap().unwrap();
    drop(tx);
    for person in ["vrijwilliger", "jongere"] {
        let ctx = stage.ctx(person).await;
        if ctx.actor.organisation.0 == row.organisation_id {
            let replies = guests::home(&ctx).await.unwrap().replies;
            return replies.iter().find(|it| it.id.0 == row.id).unwrap().talk;
        }
    }
    panic!("nobody sent it");
}

#[tokio::test]
async fn a_guest_reads_no_date_for_what_is_only_proposed() {
    on_both(async |stage: Stage| {
        let item = placed(&stage).await;
        assert_eq!(talk(&stage).await, None);
        let director = stage.ctx("regisseur").await;
        let include = IncludeItem {
            id: item.clone(),
            version: 1,
        };
        meetings::include(&director, include).await.unwrap();
        assert!(matches!(talk(&stage).await, Some(Talk::On(_))));
        let hold = HoldOverItem {
            id: item,
            version: 2,
        };
        meetings::hold_over(&director, hold).await.unwrap();
        assert_eq!(talk(&stage).await, Some(Talk::Later));
    })
    .await;
}

#[tokio::test]
async fn a_guest_reads_no_date_for_what_a_meeting_never_took_in() {
    on_both(async |stage: Stage| {
        let item = placed(&stage).await;
        let tx = stage.site.store.begin_read().await.unwrap();
        let row = agenda_item::Entity::find_by_id(item.parse::<uuid::Uuid>().unwrap());
        let id = row.one(&tx).await.unwrap().unwrap().meeting_id.unwrap();
        drop(tx);
        assert_eq!(id, stage.id("meeting.next"));
        let id = id.to_string();
        let director = stage.ctx("regisseur").await;
        let start = StartMeeting { id: id.clone() };
        meetings::live::start(&director, start).await.unwrap();
        let close = CloseMeeting {
            id,
            ..CloseMeeting::default()
        };
        meetings::live::close(&director, close).await.unwrap();
        assert_eq!(talk(&stage).await, None);
    })
    .await;
}

#[tokio::test]
async fn only_who_directs_the_series_answers() {
    on_both(async |stage: Stage| {
        let id = stage.id("contribution.2");
        for (person, region) in [
            ("politie", "amstelrand"),
            ("vrijwilliger", "amstelrand"),
            ("jongere", "amstelrand"),
            ("regisseur_delta", "vechtdelta"),
        ] {
            let ctx = stage.ctx_in(person, region).await;
            let refused = guests::answer_contribution(&ctx, reply(id, 1)).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{person}");
        }
        for person in ["politie", "vrijwilliger", "stuurgroep"] {
            let ctx = stage.ctx(person).await;
            assert!(matches!(
                guests::contributions(&ctx, false, 1).await,
                Err(Error::NotFound)
            ));
        }
        let partner = stage.ctx("politie").await;
        let refused = guests::contribute(&partner, idea(&partner, &stage)).await;
        assert!(matches!(refused, Err(Error::NotAllowed)));
        let abroad = stage.ctx_in("regisseur_delta", "vechtdelta").await;
        let refused = guests::contribute(&abroad, idea(&abroad, &stage)).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        assert_eq!(
            guests::contributions(&abroad, false, 1)
                .await
                .unwrap()
                .waiting,
            0
        );
    })
    .await;
}

#[tokio::test]
async fn a_guest_sees_the_closed_part_as_time_only() {
    on_both(async |stage: Stage| {
        let home = guests::home(&stage.ctx("vrijwilliger").await)
            .await
            .unwrap();
        let meeting = home.meeting.unwrap();
        assert_eq!(meeting.id.0, stage.id("meeting.next"));
        let closed: Vec<_> = meeting
            .slots
            .iter()
            .filter(|slot| slot.title.is_none())
            .collect();
        assert_eq!(closed.len(), 1);
        // The same as on the agenda: out with the closed part, back with what is theirs after it.
        let after = meeting.slots.iter().find(|slot| slot.from >= closed[0].to);
        let out = meeting.step_out.unwrap();
        assert_eq!(out.from, closed[0].from);
        assert_eq!(out.back, after.map(|slot| slot.from));
        let guest = stage.ctx("vrijwilliger").await;
        let agenda = service::meetings::read(&guest, &meeting.id.to_string()).await;
        assert_eq!(agenda.unwrap().step_out, Some(out));
        assert!(home.asks.iter().all(|ask| !ask.title.is_empty()));
        let staff = guests::home(&stage.ctx("regisseur").await).await;
        assert!(matches!(staff, Err(Error::NotFound)));
    })
    .await;
}

/// The question on the guest's own page is in the list of actions too, or in neither.
#[tokio::test]
async fn a_guest_is_not_asked_what_the_list_hides() {
    on_both(async |stage: Stage| {
        let guest = stage.ctx("vrijwilliger").await;
        let asks = async || guests::home(&guest).await.unwrap().asks.len();
        let change = async |fill: &dyn Fn(&mut action::ActiveModel)| {
            let tx = stage.site.store.begin_write().await.unwrap();
            let mut row = action::ActiveModel {
                id: Set(stage.id("action.116")),
                ..Default::default()
            };
            fill(&mut row);
            row.update(&tx).await.unwrap();
            tx.commit().await.unwrap();
        };
        assert_eq!(asks().await, 1);
        change(&|row| row.case_ref = Set(Some("AR-7K2Q".to_owned()))).await;
        assert_eq!(asks().await, 0);

        let item = stage.id("item.next.policy1");
        change(&|row| {
            row.case_ref = Set(None);
            row.item_id = Set(Some(item));
        })
        .await;
        assert_eq!(asks().await, 1);
        let tx = stage.site.store.begin_write().await.unwrap();
        item_relation::ActiveModel {
            item_id: Set(item),
            subject_id: Set(guest.actor.organisation.0),
            relation: Set("excluded".to_owned()),
            region_id: Set(guest.region().0),
        }
        .insert(&tx)
        .await
        .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(asks().await, 0);
    })
    .await;
}

#[tokio::test]
async fn the_list_counts_what_waits() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let list = guests::contributions(&director, false, 1).await.unwrap();
        assert_eq!((list.waiting, list.answered, list.rows.len()), (2, 3, 2));
        assert_eq!(list.rows[0].id.0, stage.id("contribution.1"));
        let done = guests::contributions(&director, true, 1).await.unwrap();
        assert_eq!(done.rows.len(), 3);
    })
    .await;
}
