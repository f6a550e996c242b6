//! What a proposal tells, and to whom: reasons hold content, and what is agreed on is what was proposed.

use domain::fault::Code;
use domain::meetings::command::{EditItem, Exclude, LowerClass};
use domain::people::command::{ChangePerson, DecideApproval, GrantRole, PausePerson};
use service::ctx::Ctx;
use service::error::Error;
use service::meetings::{self, How, exclude, propose_lift, propose_lower_class};
use service::people::approvals::{ApprovalLine, approvals, confirm, turn_down, withdraw};
use service::people::{change_person, grant_role, pause_person};

use crate::stage::{Stage, on_both};

const ITEM: &str = "item.next.policy2";
const SECRET: &str = "De afspraak met de opvang in het noorden geldt nog.";

fn out(stage: &Stage, why: &str) -> Exclude {
    Exclude {
        id: stage.id(ITEM).to_string(),
        subject: stage.id("person.politie").to_string(),
        why: why.to_owned(),
        ..Exclude::default()
    }
}

async fn about_an_item(ctx: &Ctx) -> Option<ApprovalLine> {
    let all = approvals(ctx).await.unwrap();
    let mut lines = all.waiting.into_iter().chain(all.decided);
    lines.find(|line| line.proposal.item().is_some())
}

fn decision(line: &ApprovalLine) -> DecideApproval {
    DecideApproval {
        id: line.id.to_string(),
        version: line.version,
        why: "Dat is nog niet zo.".to_owned(),
        ..DecideApproval::default()
    }
}

#[tokio::test]
async fn a_reason_about_an_item_is_for_who_reads_the_item() {
    on_both(async |stage| {
        let shelter = stage.ctx("opvang").await;
        exclude(&shelter, out(&stage, "Er is een band."))
            .await
            .unwrap();
        propose_lift(&shelter, out(&stage, SECRET)).await.unwrap();
        for (who, told) in [
            ("opvang", true),
            ("regisseur", true),
            ("secretaris", true),
            ("beheerder", false),
            ("fg", false),
        ] {
            let ctx = stage.ctx(who).await;
            let line = about_an_item(&ctx).await.unwrap();
            assert_eq!(line.why.as_deref() == Some(SECRET), told, "{who}");
            assert!(told || line.why.is_none() && !line.may_decide, "{who}");
        }
        // Who is left out finds nothing, and decides on nothing.
        let line = about_an_item(&shelter).await.unwrap();
        let police = stage.ctx("politie").await;
        assert!(about_an_item(&police).await.is_none());
        for no in [
            turn_down(&police, decision(&line)).await,
            withdraw(&police, decision(&line)).await,
            confirm(&police, decision(&line)).await.map(|_| ()),
        ] {
            assert!(matches!(no, Err(Error::NotFound)), "{no:?}");
        }
        // Nobody judges what they do not read; and that it was read is told to who brought it in.
        let administrator = stage.ctx("beheerder").await;
        let no = turn_down(&administrator, decision(&line)).await;
        assert!(
            matches!(no, Err(Error::FourEyes | Error::DoorShut)),
            "{no:?}"
        );
        let id = stage.id(ITEM).to_string();
        let seen = meetings::readers(&shelter, &id, 0).await.unwrap();
        let reasons = seen.readings.iter().filter(|it| it.how == How::Reasons);
        let who: Vec<_> = reasons.map(|it| it.function.as_str()).collect();
        assert!(
            who.contains(&"Regisseur") && who.contains(&"Secretaris"),
            "{who:?}"
        );
        // Why it was not agreed on is kept back with it.
        let director = stage.ctx("regisseur").await;
        turn_down(&director, decision(&line)).await.unwrap();
        let kept = format!("{:?}", about_an_item(&administrator).await.unwrap());
        assert!(!kept.contains("Dat is nog niet zo."), "{kept}");
    })
    .await;
}

#[tokio::test]
async fn what_changed_since_it_was_proposed_is_not_agreed_on() {
    on_both(async |stage| {
        let shelter = stage.ctx("opvang").await;
        let id = stage.id(ITEM).to_string();
        let lower = LowerClass {
            id: id.clone(),
            version: 1,
            class: "k1".to_owned(),
            why: "Er staat niets vertrouwelijks meer in.".to_owned(),
            ..LowerClass::default()
        };
        propose_lower_class(&shelter, lower).await.unwrap();
        let seen = meetings::item(&shelter, &id).await.unwrap();
        let content = seen.content.unwrap();
        let other = EditItem {
            id,
            version: seen.version,
            title: seen.title,
            question: content.question,
            body: "Hier staat nu iets anders.".to_owned(),
            class: "k2".to_owned(),
            minutes: "10".to_owned(),
            wanted: seen.wanted.word().to_owned(),
            ..EditItem::default()
        };
        meetings::edit(&shelter, other).await.unwrap();
        let director = stage.ctx("regisseur").await;
        let line = about_an_item(&director).await.unwrap();
        assert_eq!(
            codes(confirm(&director, decision(&line)).await),
            [Code::ChangedSince]
        );
    })
    .await;
}

#[tokio::test]
async fn somebody_renamed_since_and_a_proposer_without_the_role_do_not_count() {
    on_both(async |stage| {
        let administrator = stage.ctx("beheerder").await;
        let grant = GrantRole {
            person: stage.id("person.ggd").to_string(),
            role: "secretary".to_owned(),
            why: "Neemt het secretariaat over.".to_owned(),
            ..GrantRole::default()
        };
        grant_role(&administrator, grant).await.unwrap();
        let director = stage.ctx("regisseur").await;
        let mine = |line: &ApprovalLine| line.proposal.person().is_some() && line.version == 1;
        let find = async || {
            let all = approvals(&director).await.unwrap().waiting;
            let ggd = stage.id("person.ggd");
            all.into_iter()
                .find(|line| mine(line) && line.proposal.person().is_some_and(|id| id.0 == ggd))
                .unwrap()
        };
        let line = find().await;
        assert!(line.organisation.is_some_and(|name| name.contains("GGD")));
        let rename = ChangePerson {
            id: stage.id("person.ggd").to_string(),
            version: 1,
            name: "Beleidsadviseur OM".to_owned(),
            function: "Beleidsadviseur OM".to_owned(),
            email: String::new(),
        };
        change_person(&administrator, rename).await.unwrap();
        let line = find().await;
        assert_eq!(
            codes(confirm(&director, decision(&line)).await),
            [Code::ChangedSince]
        );
        let pause = PausePerson {
            id: stage.id("person.beheerder").to_string(),
            version: 1,
        };
        pause_person(&director, pause).await.unwrap();
        let both = codes(confirm(&director, decision(&line)).await);
        assert_eq!(both, [Code::ChangedSince, Code::ProposerGone]);
    })
    .await;
}

fn codes<T: std::fmt::Debug>(result: Result<T, Error>) -> Vec<Code> {
    match result {
        Err(Error::Refused(faults)) => faults.into_iter().map(|fault| fault.code).collect(),
        other => panic!("it should have been refused: {other:?}"),
    }
}

#[tokio::test]
async fn who_oversees_is_not_shut_out_by_who_keeps_the_machine() {
    on_both(async |stage| {
        let pause = || PausePerson {
            id: stage.id("person.fg").to_string(),
            version: 1,
        };
        let administrator = stage.ctx("beheerder").await;
        let no = pause_person(&administrator, pause()).await;
        assert!(matches!(no, Err(Error::NotAllowed)), "{no:?}");
        let director = stage.ctx("regisseur").await;
        pause_person(&director, pause()).await.unwrap();
    })
    .await;
}
