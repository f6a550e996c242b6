//! An adviser at one item: what opens, what does not, and who has to agree.

use ::entity::seat;
use domain::covenants::command::SignStatement;
use domain::fault::Code;
use domain::id::MeetingId;
use domain::meetings::command::{EditItem, Exclude, GiveAdvice, InviteAdviser, WithdrawInvitation};
use domain::people::command::DecideApproval;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use service::covenants::sign_statement;
use service::ctx::Ctx;
use service::error::Error;
use service::meetings::{self, live};
use service::people::approvals::{approvals, confirm};

use crate::stage::{Stage, on_both};

const NEXT: &str = "meeting.next";
const OPEN: &str = "item.next.policy1";
const CASE: &str = "item.next.case1";

fn invite(stage: &Stage, item: &str, person: &str) -> InviteAdviser {
    InviteAdviser {
        id: stage.id(item).to_string(),
        person: stage.id(&format!("person.{person}")).to_string(),
        why: "De route naar het buitenland is nieuw voor ons.".to_owned(),
        ..InviteAdviser::default()
    }
}

fn advise(stage: &Stage, item: &str, text: &str) -> GiveAdvice {
    GiveAdvice {
        id: stage.id(item).to_string(),
        text: text.to_owned(),
        ..GiveAdvice::default()
    }
}

/// The adviser, who has no seat at this table.
async fn adviser(stage: &Stage) -> Ctx {
    let tx = stage.site.store.begin_write().await.unwrap();
    seat::Entity::delete_many()
        .filter(seat::Column::PersonId.eq(stage.id("person.adviseur")))
        .filter(seat::Column::SeriesId.eq(stage.id("series.kega")))
        .exec(&tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    stage.ctx("adviseur").await
}

async fn opens(ctx: &Ctx, stage: &Stage, item: &str) -> bool {
    let found = meetings::item(ctx, &stage.id(item).to_string()).await;
    assert!(matches!(found, Ok(_) | Err(Error::NotFound)));
    found.is_ok_and(|view| view.content.is_some())
}

fn code(result: Result<domain::id::ItemId, Error>) -> Code {
    match result {
        Err(Error::Refused(mut faults)) => faults.remove(0).code,
        other => panic!("it should have been refused: {other:?}"),
    }
}

#[tokio::test]
async fn an_adviser_sees_one_item_and_nothing_else_of_the_meeting() {
    on_both(async |stage| {
        let adviser = adviser(&stage).await;
        let director = stage.ctx("regisseur").await;
        assert!(!opens(&adviser, &stage, OPEN).await);
        assert!(meetings::invitations(&adviser).await.unwrap().is_empty());
        meetings::invite_adviser(&director, invite(&stage, OPEN, "adviseur"))
            .await
            .unwrap();
        assert!(opens(&adviser, &stage, OPEN).await);
        let mine = meetings::invitations(&adviser).await.unwrap();
        assert_eq!((mine.len(), mine[0].item.0), (1, stage.id(OPEN)));
        assert!(mine[0].title.is_some() && !mine[0].advised);
        for other in [
            "item.next.policy2",
            CASE,
            "item.next.case2",
            "item.later.proposal1",
        ] {
            assert!(!opens(&adviser, &stage, other).await, "{other}");
        }
        let id = stage.id(NEXT).to_string();
        assert!(meetings::read(&adviser, &id).await.is_err());
        assert!(live::read(&adviser, &id).await.is_err());
        assert!(live::decisions(&adviser, &id).await.is_err());
        let follows = meetings::may_follow(&adviser, MeetingId(stage.id(NEXT))).await;
        assert!(follows.is_err());
        assert!(meetings::list(&adviser, None, 1).await.unwrap().is_none());

        // The advice is for whoever reads the item, and stays when the invitation is taken back.
        let given = advise(&stage, OPEN, "Vraag eerst het landelijk knooppunt.");
        meetings::give_advice(&adviser, given.clone())
            .await
            .unwrap();
        let police = stage.ctx("politie").await;
        let read = async || {
            let view = meetings::item(&police, &stage.id(OPEN).to_string()).await;
            view.unwrap().content.unwrap().advices
        };
        assert_eq!(read().await[0].text, "Vraag eerst het landelijk knooppunt.");
        let back = WithdrawInvitation {
            id: stage.id(OPEN).to_string(),
            person: stage.id("person.adviseur").to_string(),
        };
        meetings::withdraw_invitation(&director, back.clone())
            .await
            .unwrap();
        assert!(!opens(&adviser, &stage, OPEN).await);
        let no = meetings::give_advice(&adviser, given).await;
        assert!(matches!(no, Err(Error::NotFound)));
        let twice = meetings::withdraw_invitation(&director, back).await;
        assert!(matches!(twice, Err(Error::NotFound)));
        assert_eq!(read().await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_case_takes_a_second_reader_and_a_statement() {
    on_both(async |stage| {
        let adviser = adviser(&stage).await;
        let director = stage.ctx("regisseur").await;
        meetings::invite_adviser(&director, invite(&stage, CASE, "adviseur"))
            .await
            .unwrap();
        let waiting = approvals(&director).await.unwrap().waiting;
        let item = domain::id::ItemId(stage.id(CASE));
        let mut waiting = waiting.into_iter();
        let line = waiting.find(|line| line.proposal.item() == Some(item));
        let line = line.expect("it waits for a second reader");
        let decision = DecideApproval {
            id: line.id.to_string(),
            version: line.version,
            ..DecideApproval::default()
        };
        assert!(!opens(&adviser, &stage, CASE).await);
        // Not who proposed it, and not who does not read the case.
        assert!(confirm(&director, decision.clone()).await.is_err());
        for stranger in ["ggd", "beheerder", "adviseur"] {
            let ctx = stage.ctx(stranger).await;
            assert!(confirm(&ctx, decision.clone()).await.is_err(), "{stranger}");
        }
        let owner = owner_of(&stage, CASE).await;
        // What waits shows on the item: to who proposed it and to who can agree, and to nobody else.
        let asked = async |ctx: &Ctx| {
            let view = meetings::item(ctx, &stage.id(CASE).to_string()).await;
            view.map(|view| view.asked.len()).unwrap_or_default()
        };
        assert_eq!((asked(&director).await, asked(&owner).await), (1, 1));
        for other in ["politie", "om", "ggd", "adviseur", "vrijwilliger"] {
            let ctx = stage.ctx(other).await;
            let own = ctx.actor.organisation == owner.actor.organisation;
            assert_eq!(asked(&ctx).await, usize::from(own), "{other}");
        }
        confirm(&owner, decision).await.unwrap();
        assert_eq!((asked(&director).await, asked(&owner).await), (0, 0));
        // Agreed on, and still shut: LKHA is no party to the covenant, so the adviser signs.
        assert!(!opens(&adviser, &stage, CASE).await);
        let mine = meetings::invitations(&adviser).await.unwrap();
        assert!(mine.len() == 1 && mine[0].title.is_none());
        let statement = SignStatement {
            id: stage.id("series.kega").to_string(),
            agreed: "yes".to_owned(),
            ..SignStatement::default()
        };
        let asked = service::covenants::list(&adviser, 0)
            .await
            .unwrap()
            .statements;
        assert!(asked.len() == 1 && asked[0].by_invitation && !asked[0].signed);
        sign_statement(&adviser, statement.clone()).await.unwrap();
        assert!(opens(&adviser, &stage, CASE).await);
        assert!(stage.detail("ReadMeetings").await.starts_with("class=k3"));
        assert!(!opens(&adviser, &stage, "item.next.case2").await);
        // The guard reads an advice at a case as it reads the case.
        let dated = advise(&stage, CASE, "Op 3 maart 2024 is er gemeld.");
        assert!(matches!(
            code(meetings::give_advice(&adviser, dated).await),
            Code::Personal(_)
        ));
        // Whoever sits there by the covenant signs nothing of their own.
        let police = stage.ctx("politie").await;
        let no = sign_statement(&police, statement).await;
        assert!(matches!(no, Err(Error::NotNow(_))));
    })
    .await;
}

/// Somebody of the organisation that brought the item in.
async fn owner_of(stage: &Stage, item: &str) -> Ctx {
    for who in [
        "politie",
        "veilig_thuis",
        "maatschappelijk_werk",
        "om",
        "ggd",
        "opvang",
    ] {
        let ctx = stage.ctx(who).await;
        let tx = ctx.read().await.unwrap();
        let row = ::entity::agenda_item::Entity::find_by_id(stage.id(item));
        let row = row.one(&*tx).await.unwrap().unwrap();
        if row.organisation_id == ctx.actor.organisation.0 {
            drop(tx);
            return ctx;
        }
    }
    panic!("nobody brought {item} in");
}

#[tokio::test]
async fn only_who_directs_invites_and_only_who_advises_comes() {
    on_both(async |stage| {
        for (who, hidden) in [
            ("secretaris", false),
            ("politie", false),
            ("adviseur", false),
            ("vrijwilliger", true),
            // Reads this item from above.
            ("stuurgroep", false),
            ("beheerder", true),
        ] {
            let ctx = stage.ctx(who).await;
            let no = meetings::invite_adviser(&ctx, invite(&stage, OPEN, "adviseur")).await;
            assert_eq!(matches!(no, Err(Error::NotFound)), hidden, "{who}: {no:?}");
            assert!(no.is_err(), "{who}");
        }
        let director = stage.ctx("regisseur").await;
        for other in ["politie", "stuurgroep", "vrijwilliger"] {
            let no = meetings::invite_adviser(&director, invite(&stage, OPEN, other)).await;
            assert_eq!(code(no), Code::NotAChoice, "{other}");
        }
        let silent = InviteAdviser {
            why: String::new(),
            ..invite(&stage, OPEN, "adviseur")
        };
        assert_eq!(
            code(meetings::invite_adviser(&director, silent).await),
            Code::Empty
        );
        meetings::invite_adviser(&director, invite(&stage, OPEN, "adviseur"))
            .await
            .unwrap();
        let again = meetings::invite_adviser(&director, invite(&stage, OPEN, "adviseur")).await;
        assert_eq!(code(again), Code::AlreadySo);
        for who in ["politie", "regisseur"] {
            let ctx = stage.ctx(who).await;
            let no = meetings::give_advice(&ctx, advise(&stage, OPEN, "Doe het zo.")).await;
            assert!(matches!(no, Err(Error::NotFound)), "{who}");
            assert!(matches!(
                meetings::invitations(&ctx).await,
                Err(Error::NotAllowed)
            ));
        }
        let adviser = stage.ctx("adviseur").await;
        let empty = meetings::give_advice(&adviser, advise(&stage, OPEN, " ")).await;
        assert_eq!(code(empty), Code::Empty);
        // An exclusion beats an invitation.
        let out = Exclude {
            id: stage.id(OPEN).to_string(),
            subject: stage.id("organisation.lkha").to_string(),
            why: "Er is een band met een betrokkene.".to_owned(),
            ..Exclude::default()
        };
        meetings::exclude(&director, out).await.unwrap();
        assert!(!opens(&adviser, &stage, OPEN).await);
        assert!(meetings::invitations(&adviser).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_stricter_class_ends_the_invitation_that_one_person_gave() {
    on_both(async |stage| {
        let adviser = adviser(&stage).await;
        let director = stage.ctx("regisseur").await;
        meetings::invite_adviser(&director, invite(&stage, OPEN, "adviseur"))
            .await
            .unwrap();
        let signed = SignStatement {
            id: stage.id("series.kega").to_string(),
            agreed: "yes".to_owned(),
            ..SignStatement::default()
        };
        sign_statement(&adviser, signed).await.unwrap();
        let id = stage.id(OPEN).to_string();
        let seen = meetings::item(&director, &id).await.unwrap();
        let content = seen.content.unwrap();
        let stricter = EditItem {
            id: id.clone(),
            version: seen.version,
            title: seen.title,
            question: content.question,
            body: content.body,
            class: "k2".to_owned(),
            minutes: "10".to_owned(),
            wanted: seen.wanted.word().to_owned(),
            ..EditItem::default()
        };
        meetings::edit(&director, stricter).await.unwrap();
        assert!(!opens(&adviser, &stage, OPEN).await);
        assert_eq!(stage.audited("WithdrawInvitation").await, 1);
        // Invited anew, for what it is now, by two.
        meetings::invite_adviser(&director, invite(&stage, OPEN, "adviseur"))
            .await
            .unwrap();
        assert!(!opens(&adviser, &stage, OPEN).await);
    })
    .await;
}
