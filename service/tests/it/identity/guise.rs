//! Looking as somebody else: what they see, never more than oneself, and in one's own name.

use ::entity::{agenda_item, audit, exclusion_hit, person};
use domain::id::{ActionId, PersonId};
use domain::meetings::command::Exclude;
use domain::people::command::NameDeputy;
use domain::policy::{Facts, Operation};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use service::actions::{Ask, list};
use service::ctx::Ctx;
use service::error::Error;
use service::identity::{behind, faces, look_as, my_sessions, own_data, viewer};
use service::meetings::live;
use service::people::deputies::name_deputy;
use service::{audit as trail, meetings};
use uuid::Uuid;

use crate::stage::{Stage, on_both};

const NEXT: &str = "meeting.next";

/// The director, looking as somebody.
async fn as_somebody(stage: &Stage, who: &str) -> Ctx {
    let director = stage.ctx("regisseur").await;
    let (account, region) = (director.actor.account, director.region());
    let mine = viewer(&stage.site, account, region).await.unwrap().unwrap();
    let face = PersonId(stage.id(&format!("person.{who}")));
    let shown = behind(&stage.site, &mine, face).await.unwrap();
    director.looking_as(shown.expect("somebody to look as").actor)
}

async fn opens(ctx: &Ctx, item: Uuid) -> bool {
    let found = meetings::item(ctx, &item.to_string()).await;
    assert!(matches!(found, Ok(_) | Err(Error::NotFound)));
    found.is_ok_and(|view| view.content.is_some())
}

async fn items(stage: &Stage) -> Vec<Uuid> {
    let tx = stage.site.store.begin_read().await.unwrap();
    let all = agenda_item::Entity::find()
        .filter(agenda_item::Column::SeriesId.eq(stage.id("series.kega")))
        .order_by_asc(agenda_item::Column::Id)
        .all(&tx)
        .await
        .unwrap();
    all.into_iter().map(|row| row.id).collect()
}

async fn actions(ctx: &Ctx) -> Vec<ActionId> {
    match list(ctx, Ask::default()).await {
        Ok(found) => found.actions.into_iter().map(|action| action.id).collect(),
        Err(Error::NotAllowed) => Vec::new(),
        Err(error) => panic!("{error}"),
    }
}

#[tokio::test]
async fn what_opens_is_what_opens_for_both() {
    on_both(async |stage| {
        let director = stage.ctx("regisseur").await;
        let all = items(&stage).await;
        let mut hidden = 0;
        for who in [
            "politie",
            "ggd",
            "om",
            "vrijwilliger",
            "adviseur",
            "secretaris",
            "fg",
        ] {
            let (theirs, looks) = (stage.ctx(who).await, as_somebody(&stage, who).await);
            assert!(looks.looks_as_another());
            for item in &all {
                let (one, other) = (opens(&theirs, *item).await, opens(&director, *item).await);
                assert_eq!(opens(&looks, *item).await, one && other, "{who} {item}");
                hidden += usize::from(one && !other);
            }
            for action in actions(&looks).await {
                let seen = service::actions::read(&director, action).await;
                assert!(seen.is_ok(), "{who} {action:?}");
            }
        }
        assert!(hidden > 0, "somebody reads what the director does not");
        // A guest's agenda is the very one the guest gets.
        let id = stage.id(NEXT).to_string();
        let shown = meetings::read(&as_somebody(&stage, "vrijwilliger").await, &id).await;
        let theirs = meetings::read(&stage.ctx("vrijwilliger").await, &id).await;
        assert_eq!(shown.unwrap().slots, theirs.unwrap().slots);
    })
    .await;
}

#[tokio::test]
async fn an_item_one_is_left_out_of_stays_hidden_as_whomever() {
    on_both(async |stage| {
        let item = stage.id("item.next.policy1");
        let secretary = stage.ctx("secretaris").await;
        let out = Exclude {
            id: item.to_string(),
            subject: stage.id("person.regisseur").to_string(),
            why: "Er is een band met een betrokkene.".to_owned(),
            ..Exclude::default()
        };
        meetings::exclude(&secretary, out).await.unwrap();
        for who in ["politie", "secretaris", "plaatsvervanger", "vrijwilliger"] {
            let looks = as_somebody(&stage, who).await;
            assert!(!opens(&looks, item).await, "{who}");
            let list = meetings::exclusions(&looks, &item.to_string()).await;
            assert!(list.is_err(), "{who}");
            let alerts = meetings::alerts(&looks).await.unwrap();
            assert!(alerts.iter().all(|hit| hit.item.0 != item), "{who}");
        }
        // Trying it is trying it oneself.
        let tx = stage.site.store.begin_read().await.unwrap();
        let hits = exclusion_hit::Entity::find().all(&tx).await.unwrap();
        let me = stage.id("person.regisseur");
        assert!(!hits.is_empty() && hits.iter().all(|hit| hit.person_id == me));
    })
    .await;
}

#[tokio::test]
async fn looking_changes_nothing_and_is_ones_own_reading() {
    on_both(async |stage| {
        let looks = as_somebody(&stage, "politie").await;
        assert!(matches!(looks.write().await, Err(Error::OnlyLooking)));
        let command = NameDeputy {
            meeting: stage.id(NEXT).to_string(),
            seat: stage.id("seat.politie").to_string(),
            person: stage.id("person.politie_lead").to_string(),
            ..NameDeputy::default()
        };
        let no = name_deputy(&looks, command).await;
        assert!(matches!(no, Err(Error::OnlyLooking)));

        let item = stage.id("item.next.policy2");
        assert!(opens(&looks, item).await);
        live::read(&looks, &stage.id(NEXT).to_string())
            .await
            .unwrap();
        let tx = stage.site.store.begin_read().await.unwrap();
        let rows = audit::Entity::find()
            .filter(audit::Column::ObjectId.eq(item))
            .all(&tx)
            .await
            .unwrap();
        let me = stage.ctx("regisseur").await;
        assert!(!rows.is_empty());
        for row in rows {
            assert_eq!(row.person_id, Some(me.actor.person.0));
            assert_eq!(row.account_id, Some(me.actor.account.0));
            assert_eq!(row.organisation_id, Some(me.actor.organisation.0));
            assert_eq!(row.role, "director");
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_of_one_person_alone_does_not_exist_meanwhile() {
    on_both(async |stage| {
        for who in ["politie", "vrijwilliger", "fg", "beheerder"] {
            let looks = as_somebody(&stage, who).await;
            let sessions = my_sessions(&looks).await;
            assert!(matches!(sessions, Err(Error::NotFound)), "{who}");
            let data = own_data(&looks).await;
            assert!(matches!(data, Err(Error::NotFound)), "{who}");
            // The trail is for who oversees, and for what was done to the machine.
            for operation in [
                Operation::OpenTrail,
                Operation::ReadTrail,
                Operation::ReadTechnicalTrail,
                Operation::ExportTrail,
            ] {
                assert!(
                    !looks.may(operation, Facts::default()),
                    "{who} {operation:?}"
                );
            }
            let technical = trail::technical(&looks, &trail::Filter::default()).await;
            assert!(technical.is_err(), "{who}");
        }
        // Who saw an item is for who brought it in.
        let brought = stage.id("item.next.case2").to_string();
        let police = stage.ctx("politie").await;
        assert!(meetings::readers(&police, &brought, 0).await.is_ok());
        let looks = as_somebody(&stage, "politie").await;
        let no = meetings::readers(&looks, &brought, 0).await;
        assert!(matches!(no, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn who_directs_looks_as_those_of_the_own_region() {
    on_both(async |stage| {
        let director = stage.ctx("regisseur").await;
        let (account, region) = (director.actor.account, director.region());
        let mine = viewer(&stage.site, account, region).await.unwrap().unwrap();
        let id = |who: &str| stage.id(&format!("person.{who}")).to_string();
        let (face, shown) = look_as(&director, &mine, &id("politie")).await.unwrap();
        assert_eq!(face.0, stage.id("person.politie"));
        assert_eq!(shown.function, "Taakaccenthouder politie");
        assert_eq!(stage.detail("ViewAs").await, "look=begin");
        // Where else somebody works is not shown.
        let (_, adviser) = look_as(&director, &mine, &id("adviseur")).await.unwrap();
        assert_eq!(adviser.regions.len(), 1);
        for nobody in ["regisseur", "politie_delta"] {
            let no = look_as(&director, &mine, &id(nobody)).await;
            assert!(matches!(no, Err(Error::NotFound)), "{nobody}");
        }
        assert!(look_as(&director, &mine, "niemand").await.is_err());
        pause(&stage, "ggd").await;
        let no = look_as(&director, &mine, &id("ggd")).await;
        assert!(matches!(no, Err(Error::NotFound)));
        let all = faces(&director).await.unwrap();
        let everybody = all.tables.iter().flat_map(|(_, faces)| faces);
        let everybody: Vec<_> = everybody.chain(&all.others).collect();
        let known = |who: &str| {
            everybody
                .iter()
                .any(|face| face.person.to_string() == id(who))
        };
        assert!(known("politie") && known("fg") && !known("regisseur") && !known("ggd"));
        for who in [
            "secretaris",
            "politie",
            "om",
            "vrijwilliger",
            "beheerder",
            "fg",
        ] {
            let ctx = stage.ctx(who).await;
            let (account, region) = (ctx.actor.account, ctx.region());
            let own = viewer(&stage.site, account, region).await.unwrap().unwrap();
            let no = look_as(&ctx, &own, &id("adviseur")).await;
            assert!(matches!(no, Err(Error::NotAllowed)), "{who}");
            let face = PersonId(stage.id("person.adviseur"));
            assert!(behind(&stage.site, &own, face).await.unwrap().is_none());
            assert!(matches!(faces(&ctx).await, Err(Error::NotAllowed)));
        }
    })
    .await;
}

async fn pause(stage: &Stage, who: &str) {
    let tx = stage.site.store.begin_write().await.unwrap();
    person::Entity::update_many()
        .col_expr(person::Column::Active, Expr::value(false))
        .filter(person::Column::Id.eq(stage.id(&format!("person.{who}"))))
        .exec(&tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}
