//! Guest accounts: asked for, screened, held back, renewed, taken away, and begun anew.

mod forget;
mod one_meeting;
mod twin;
mod withdraw;

use ::entity::{guest_account, outbox, person, role_grant, seat, session};
use chrono::TimeDelta;
use domain::fault::Code;
use domain::guard::Kind;
use domain::id::{AccountId, RegionId};
use domain::people::guest::{GuestStep, GuestTerm, GuestTold, RequestGuest};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, Set};
use service::ctx::Ctx;
use service::error::Error;
use service::guests::accounts;
use service::identity::viewer;

use crate::stage::{Stage, on_both};

fn wish(ctx: &Ctx, stage: &Stage) -> RequestGuest {
    RequestGuest {
        id: ctx.new_id().to_string(),
        series: stage.id("series.kega").to_string(),
        organisation: stage.id("organisation.vrouwen_verbinden").to_string(),
        function: "Vrijwilliger voorlichting".to_owned(),
        email: "Nieuw@Post.example".to_owned(),
        purpose: "Vertelt wat vrouwen in de wijk tegenhoudt om hulp te vragen.".to_owned(),
        ..RequestGuest::default()
    }
}

fn step(stage: &Stage, guest: &str, version: i32) -> GuestStep {
    GuestStep {
        id: stage.id(guest).to_string(),
        version,
    }
}

fn told(stage: &Stage, guest: &str, version: i32) -> GuestTold {
    GuestTold {
        id: stage.id(guest).to_string(),
        version,
        text: "Even niet, in overleg met de koepel.".to_owned(),
        ..GuestTold::default()
    }
}

fn term(stage: &Stage, guest: &str, version: i32, months: &str) -> GuestTerm {
    GuestTerm {
        id: stage.id(guest).to_string(),
        version,
        months: months.to_owned(),
    }
}

async fn row(stage: &Stage, guest: &str) -> guest_account::Model {
    let found = guest_account::Entity::find_by_id(stage.id(guest));
    let reader = stage.site.store.reader();
    found.one(reader).await.unwrap().unwrap()
}

async fn comes_in(stage: &Stage, person: &str) -> bool {
    let account = AccountId(stage.id(&format!("account.{person}")));
    let region = RegionId(stage.id("region.amstelrand"));
    viewer(&stage.site, account, region)
        .await
        .unwrap()
        .is_some()
}

#[tokio::test]
async fn a_sponsor_asks_once_and_the_director_decides() {
    on_both(async |stage: Stage| {
        let sponsor = stage.ctx("politie").await;
        let director = stage.ctx("regisseur").await;
        let form = wish(&sponsor, &stage);
        let id = accounts::request(&sponsor, form.clone()).await.unwrap();
        assert_eq!(accounts::request(&sponsor, form.clone()).await.unwrap(), id);
        let other = RequestGuest {
            function: "Bestuurslid".to_owned(),
            ..form.clone()
        };
        let other = accounts::request(&sponsor, other).await;
        assert!(matches!(other, Err(Error::Replayed)));
        let stolen = accounts::request(&director, form).await;
        assert!(matches!(stolen, Err(Error::NotFound)));
        assert_eq!(stage.audited("RequestGuest").await, 1);

        let view = accounts::account(&director, &id.to_string()).await.unwrap();
        assert!(view.may.screen && view.purpose.is_some());
        let months = |months: &str| GuestTerm {
            id: id.to_string(),
            version: 1,
            months: months.to_owned(),
        };
        let Err(Error::Refused(faults)) = accounts::screen(&director, months("7")).await else {
            panic!("it was accepted");
        };
        assert_eq!(faults[0].code, Code::OutOfRange(1, 6));
        let none = accounts::screen(&sponsor, months("6")).await;
        assert!(matches!(none, Err(Error::NotAllowed)));
        accounts::screen(&director, months("6")).await.unwrap();
        let twice = accounts::screen(&director, months("6")).await;
        assert!(matches!(twice, Err(Error::Stale(2))));
        let waiting = outbox::Entity::find().filter(outbox::Column::ReceiverId.eq(id.0));
        assert_eq!(waiting.count(stage.site.store.reader()).await.unwrap(), 1);
        assert_eq!(stage.audited("ScreenGuest").await, 1);
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_with_a_request_is_told_at_once() {
    on_both(async |stage: Stage| {
        let sponsor = stage.ctx("vrijwilliger").await;
        let form = RequestGuest {
            organisation: stage.id("organisation.jonge_stemmen").to_string(),
            email: "geen adres".to_owned(),
            purpose: "Bel haar op 06 12345678.".to_owned(),
            meeting: stage.id("meeting.past3").to_string(),
            ..wish(&sponsor, &stage)
        };
        let Err(Error::Refused(faults)) = accounts::request(&sponsor, form).await else {
            panic!("it was accepted");
        };
        let faults: Vec<_> = faults
            .into_iter()
            .map(|fault| (fault.field, fault.code))
            .collect();
        let wanted = [
            ("organisation", Code::NotAChoice),
            ("email", Code::NotAnAddress),
            ("purpose", Code::Personal(vec![Kind::Phone])),
            ("meeting", Code::NotAChoice),
        ];
        assert_eq!(faults, wanted.map(|(field, code)| (field.to_owned(), code)));
        // A colleague is fine, and so are people of the organisations under the umbrella.
        for (person, organisation) in [
            ("vrijwilliger", "vrouwen_verbinden"),
            ("koepel", "jonge_stemmen"),
        ] {
            let sponsor = stage.ctx(person).await;
            let form = RequestGuest {
                organisation: stage
                    .id(&format!("organisation.{organisation}"))
                    .to_string(),
                ..wish(&sponsor, &stage)
            };
            accounts::request(&sponsor, form).await.unwrap();
        }
        let steering = stage.ctx("stuurgroep").await;
        let none = accounts::request(&steering, wish(&steering, &stage)).await;
        assert!(matches!(none, Err(Error::NotAllowed)));
    })
    .await;
}

#[tokio::test]
async fn who_asked_does_not_decide() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let form = wish(&director, &stage);
        let id = accounts::request(&director, form).await.unwrap();
        let command = GuestTerm {
            id: id.to_string(),
            version: 1,
            months: "6".to_owned(),
        };
        let own = accounts::screen(&director, command.clone()).await;
        assert!(matches!(own, Err(Error::FourEyes)));
        let deputy = stage.ctx("plaatsvervanger").await;
        accounts::screen(&deputy, command).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_guest_of_one_meeting_leaves_with_it() {
    on_both(async |stage: Stage| {
        let sponsor = stage.ctx("politie").await;
        let form = RequestGuest {
            meeting: stage.id("meeting.next").to_string(),
            ..wish(&sponsor, &stage)
        };
        let id = accounts::request(&sponsor, form).await.unwrap();
        let director = stage.ctx("regisseur").await;
        let command = GuestTerm {
            id: id.to_string(),
            version: 1,
            months: "6".to_owned(),
        };
        accounts::screen(&director, command).await.unwrap();
        let view = accounts::account(&director, &id.to_string()).await.unwrap();
        let begins = view.meeting.unwrap();
        let ends = view.summary.ends_at.unwrap();
        assert!(ends > begins && ends - begins < TimeDelta::hours(8));
    })
    .await;
}

#[tokio::test]
async fn a_pause_shuts_everything_and_a_resume_gives_it_back() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let guest = stage.id("person.vrijwilliger");
        session::ActiveModel {
            id: Set("a".to_owned()),
            account_id: Set(Some(stage.id("account.vrijwilliger"))),
            region_id: Set(None),
            data: Set("{}".to_owned()),
            created_at: Set(director.now()),
            seen_at: Set(director.now()),
            expires_at: Set(director.now() + TimeDelta::hours(1)),
        }
        .insert(stage.site.store.writer())
        .await
        .unwrap();
        assert!(comes_in(&stage, "vrijwilliger").await);
        accounts::pause(&director, told(&stage, "guest.vrijwilliger", 1))
            .await
            .unwrap();
        assert!(!comes_in(&stage, "vrijwilliger").await);
        let reader = stage.site.store.reader();
        let places = async || {
            let seats = seat::Entity::find().filter(seat::Column::PersonId.eq(guest));
            let roles = role_grant::Entity::find().filter(role_grant::Column::PersonId.eq(guest));
            (
                seats.count(reader).await.unwrap(),
                roles.count(reader).await.unwrap(),
                session::Entity::find()
                    .filter(session::Column::AccountId.is_not_null())
                    .count(reader)
                    .await
                    .unwrap(),
            )
        };
        assert_eq!(places().await, (0, 0, 0));
        // What is left of a session knows why it ended, and of nobody.
        let left = session::Entity::find().one(reader).await.unwrap().unwrap();
        assert_eq!(left.data, r#"{"ended":"paused"}"#);
        let twice = accounts::pause(&director, told(&stage, "guest.vrijwilliger", 2)).await;
        assert!(matches!(twice, Err(Error::NotNow(_))));
        accounts::resume(&director, step(&stage, "guest.vrijwilliger", 2))
            .await
            .unwrap();
        assert_eq!(places().await, (1, 1, 0));
        assert!(comes_in(&stage, "vrijwilliger").await);
        let back = stage.ctx("vrijwilliger").await;
        assert!(back.actor.is_guest());
    })
    .await;
}

#[tokio::test]
async fn a_term_ends_at_its_instant_and_is_written_down_after() {
    on_both(async |stage: Stage| {
        let ends = row(&stage, "guest.vrijwilliger").await.ends_at.unwrap();
        stage.site.clock.set(ends - TimeDelta::seconds(1));
        assert!(comes_in(&stage, "vrijwilliger").await);
        assert_eq!(accounts::expire_due(&stage.site).await.unwrap(), 0);
        stage.site.clock.set(ends);
        assert!(
            !comes_in(&stage, "vrijwilliger").await,
            "before any task ran"
        );
        assert_eq!(accounts::expire_due(&stage.site).await.unwrap(), 3);
        assert_eq!(accounts::expire_due(&stage.site).await.unwrap(), 0);
        assert_eq!(
            row(&stage, "guest.vrijwilliger").await.state_word,
            "expired"
        );
        assert_eq!(stage.audited("ExpireGuest").await, 3);
        // Letting in again asks who one is, and half a year has passed.
        let director = stage.ctx("regisseur").await;
        accounts::renew(&director, term(&stage, "guest.vrijwilliger", 2, "1"))
            .await
            .unwrap();
        assert!(comes_in(&stage, "vrijwilliger").await);
        let ends = row(&stage, "guest.vrijwilliger").await.ends_at.unwrap();
        stage.site.clock.set(ends + TimeDelta::seconds(1));
        assert!(!comes_in(&stage, "vrijwilliger").await);
    })
    .await;
}

#[tokio::test]
async fn the_administrator_revokes_without_reading_why_they_came() {
    on_both(async |stage: Stage| {
        let administrator = stage.ctx("beheerder").await;
        let id = stage.id("guest.vrijwilliger").to_string();
        let view = accounts::account(&administrator, &id).await.unwrap();
        assert_eq!(view.purpose, None);
        assert!(view.may.revoke && !view.may.pause && !view.may.renew);
        let none = accounts::pause(&administrator, told(&stage, "guest.vrijwilliger", 1)).await;
        assert!(matches!(none, Err(Error::NotAllowed)));
        accounts::revoke(&administrator, told(&stage, "guest.vrijwilliger", 1))
            .await
            .unwrap();
        assert!(!comes_in(&stage, "vrijwilliger").await);
        let gone = person::Entity::find_by_id(stage.id("person.vrijwilliger"));
        let gone = gone.one(stage.site.store.reader()).await.unwrap().unwrap();
        assert!(!gone.active);
        let director = stage.ctx("regisseur").await;
        for again in [
            accounts::renew(&director, term(&stage, "guest.vrijwilliger", 2, "6")).await,
            accounts::resume(&director, step(&stage, "guest.vrijwilliger", 2)).await,
            accounts::revoke(&director, told(&stage, "guest.vrijwilliger", 2)).await,
        ] {
            assert!(matches!(again, Err(Error::NotNow(_))), "{again:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_sponsor_follows_its_own_guests_only() {
    on_both(async |stage: Stage| {
        let umbrella = stage.ctx("koepel").await;
        let list = accounts::accounts(&umbrella, false, 0).await.unwrap();
        assert!(!list.all && list.accounts.len() == 3, "{:?}", list.accounts);
        let police = stage.ctx("politie").await;
        let list = accounts::accounts(&police, false, 0).await.unwrap();
        assert!(list.accounts.is_empty());
        let id = stage.id("guest.vrijwilliger").to_string();
        for (person, region) in [
            ("politie", "amstelrand"),
            ("stuurgroep", "amstelrand"),
            ("regisseur_delta", "vechtdelta"),
        ] {
            let ctx = stage.ctx_in(person, region).await;
            let hidden = accounts::account(&ctx, &id).await;
            assert!(matches!(hidden, Err(Error::NotFound)), "{person}");
            let hidden = accounts::revoke(&ctx, told(&stage, "guest.vrijwilliger", 1)).await;
            assert!(matches!(hidden, Err(Error::NotFound)), "{person}");
        }
        let steering = stage.ctx("stuurgroep").await;
        let none = accounts::accounts(&steering, false, 0).await;
        assert!(matches!(none, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn a_lost_factor_takes_three_people() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let guest = || step(&stage, "guest.jongere", 1);
        let early = accounts::readmit(&director, guest()).await;
        assert!(matches!(early, Err(Error::NotNow(_))));
        // The guest's own colleague does not vouch; the umbrella does.
        let none = accounts::confirm(&stage.ctx("jongere").await, guest()).await;
        assert!(matches!(none, Err(Error::NotFound)));
        let none = accounts::confirm(&director, guest()).await;
        assert!(matches!(none, Err(Error::NotAllowed)));
        accounts::confirm(&stage.ctx("koepel").await, guest())
            .await
            .unwrap();
        accounts::readmit(&director, step(&stage, "guest.jongere", 2))
            .await
            .unwrap();
        assert!(!comes_in(&stage, "jongere").await);
        assert_eq!(row(&stage, "guest.jongere").await.state_word, "screened");
        let letters =
            outbox::Entity::find().filter(outbox::Column::ReceiverId.eq(stage.id("guest.jongere")));
        let letters = letters.all(stage.site.store.reader()).await.unwrap();
        let purposes: Vec<_> = letters.into_iter().map(|row| row.purpose).collect();
        assert_eq!(purposes.len(), 2, "{purposes:?}");
        assert!(purposes.contains(&"factor_changed".to_owned()));

        // Another time nobody can say that it is them.
        accounts::drop_recovery(&director, step(&stage, "guest.koepel", 1))
            .await
            .unwrap();
        assert!(comes_in(&stage, "koepel").await);
    })
    .await;
}
