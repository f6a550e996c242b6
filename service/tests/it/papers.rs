//! Papers on both engines: attached, opened, taken away, and refused.

mod fuzz;
mod scanner;
mod stored;

use ::entity::{agenda_version, agenda_version_item, paper, paper_part};
use domain::fault::Code;
use domain::guard::Kind;
use domain::meetings::command::{Exclude, PublishAgenda};
use domain::meetings::live_command::StartMeeting;
use domain::papers::command::{AttachPaper, RemovePaper};
use domain::papers::{Flaw, LARGEST, PaperKind, Place, Spot};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use service::ctx::Ctx;
use service::error::{Error, Result};
use service::meetings;
use service::papers::samples;
use service::papers::{Desk, Examiner, Upload, attach, download, remove};
use service::vault::Vault;

use crate::meetings::faults;
use crate::stage::{Stage, on_both};

const ITEM: &str = "item.next.policy1";

pub fn desk() -> Desk {
    Desk::new(Vault::new([9; 32]).unwrap(), Examiner::Here, None)
}

pub fn form(stage: &Stage, ctx: &Ctx, item: &str) -> AttachPaper {
    AttachPaper {
        id: ctx.new_id().to_string(),
        item: stage.id(item).to_string(),
        title: "Voortgang van de meldroute".to_owned(),
        ..AttachPaper::default()
    }
}

#[expect(clippy::unnecessary_wraps, reason = "a form may come without a file")]
pub fn file(name: &str, bytes: Vec<u8>) -> Option<Upload> {
    Some(Upload {
        name: name.to_owned(),
        bytes,
        too_large: false,
    })
}

fn pdf() -> Option<Upload> {
    file("nota.pdf", samples::pdf(&["Beste partners"]))
}

/// How many papers and pieces the database holds.
pub async fn kept(stage: &Stage) -> (u64, u64) {
    let tx = stage.site.store.begin_read().await.unwrap();
    let papers = paper::Entity::find().count(&tx).await.unwrap();
    (papers, paper_part::Entity::find().count(&tx).await.unwrap())
}

async fn open(ctx: &Ctx, id: &str) -> Result<Vec<u8>> {
    download(ctx, &desk().vault, id).await?.all().await
}

fn gone<T>(result: &Result<T>) -> bool {
    matches!(result, Err(Error::NotFound))
}

#[tokio::test]
async fn a_paper_is_attached_once_and_opens_where_its_item_opens() {
    on_both(async |stage: Stage| {
        let owner = stage.ctx("polderhaven").await;
        let command = form(&stage, &owner, ITEM);
        let id = command.id.clone();
        attach(&owner, &desk(), command.clone(), pdf())
            .await
            .unwrap();
        attach(&owner, &desk(), command.clone(), pdf())
            .await
            .unwrap();
        assert_eq!(stage.audited("AttachPaper").await, 1);
        assert_eq!(kept(&stage).await, (1, 1));
        let other = AttachPaper {
            title: "Iets anders".to_owned(),
            ..command
        };
        let lost = attach(&owner, &desk(), other, pdf()).await;
        assert!(matches!(lost, Err(Error::Replayed)));
        // Who reads the item finds it there, and opens it.
        let police = stage.ctx("politie").await;
        let item = stage.id(ITEM).to_string();
        let view = meetings::item(&police, &item).await.unwrap();
        let line = view.content.unwrap().papers.remove(0);
        assert_eq!((line.number, line.kind), (1, PaperKind::Pdf));
        let bytes = open(&police, &id).await.unwrap();
        assert!(bytes.starts_with(b"%PDF-"));
        assert_eq!(bytes.len(), usize::try_from(line.size).unwrap());
        let meeting = stage.id("meeting.next").to_string();
        let agenda = meetings::read(&police, &meeting).await.unwrap();
        assert!(format!("{agenda:?}").contains("papers: 1"));
        // Another region, no id at all and another key find nothing.
        let delta = stage.ctx_in("regisseur_delta", "vechtdelta").await;
        assert!(gone(&open(&delta, &id).await));
        assert!(gone(&open(&police, "niets").await));
        let key = Vault::new([8; 32]).unwrap();
        let opened = download(&police, &key, &id).await.unwrap();
        assert!(matches!(opened.all().await, Err(Error::Broken(..))));
        // Who is left out of the item is left out of the paper.
        let out = Exclude {
            id: item,
            subject: stage.id("organisation.politie").to_string(),
            why: "Er is een band met een betrokkene.".to_owned(),
            ..Exclude::default()
        };
        meetings::exclude(&owner, out).await.unwrap();
        assert!(gone(&open(&police, &id).await));
    })
    .await;
}

#[tokio::test]
async fn only_who_changes_the_item_attaches_and_only_in_time() {
    on_both(async |stage: Stage| {
        for (who, fine) in [
            ("regisseur", true),
            ("secretaris", true),
            ("polderhaven", true),
            ("politie", false),
            ("vrijwilliger", false),
            ("fg", false),
        ] {
            let ctx = stage.ctx(who).await;
            let done = attach(&ctx, &desk(), form(&stage, &ctx, ITEM), pdf()).await;
            assert_eq!(done.is_ok(), fine, "{who}: {done:?}");
        }
        let police = stage.ctx("politie").await;
        let refused = attach(&police, &desk(), form(&stage, &police, ITEM), pdf()).await;
        assert!(matches!(refused, Err(Error::NotAllowed)));
        let nowhere = AttachPaper {
            item: police.new_id().to_string(),
            ..form(&stage, &police, ITEM)
        };
        assert!(gone(&attach(&police, &desk(), nowhere, pdf()).await));
        // The director composes the case without reading it, and attaches nothing to it unseen.
        let director = stage.ctx("regisseur").await;
        let command = form(&stage, &director, "item.next.case2");
        let unseen = attach(&director, &desk(), command, pdf()).await;
        assert!(matches!(unseen, Err(Error::DoorShut)));
        let id = stage.id("meeting.next").to_string();
        meetings::live::start(&director, StartMeeting { id })
            .await
            .unwrap();
        let late = attach(&director, &desk(), form(&stage, &director, ITEM), pdf()).await;
        assert!(matches!(late, Err(Error::NotNow(_))));
        let tx = stage.site.store.begin_read().await.unwrap();
        let paper = paper::Entity::find().one(&tx).await.unwrap().unwrap();
        drop(tx);
        let id = paper.id.to_string();
        let late = remove(&director, RemovePaper { id }).await;
        assert!(matches!(late, Err(Error::NotNow(_))));
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_with_a_file_is_said_and_nothing_is_kept() {
    on_both(async |stage: Stage| {
        let ctx = stage.ctx("regisseur").await;
        let try_file = async |upload: Option<Upload>| {
            let command = form(&stage, &ctx, ITEM);
            faults(attach(&ctx, &desk(), command, upload).await)
        };
        let flaw = |flaw| vec![("file".to_owned(), Code::File(flaw))];
        assert_eq!(try_file(None).await, flaw(Flaw::Missing));
        let huge = Upload {
            name: "a.pdf".to_owned(),
            too_large: true,
            ..Upload::default()
        };
        assert_eq!(try_file(Some(huge)).await, flaw(Flaw::TooLarge));
        let large = file("a.txt", vec![b'a'; LARGEST + 1]);
        assert_eq!(try_file(large).await, flaw(Flaw::TooLarge));
        for (name, bytes, found) in [
            ("a.docx", samples::pdf(&["Beste"]), Flaw::Renamed),
            ("a.pdf", samples::pdf_with_script(), Flaw::Active),
            ("a.pdf", samples::pdf_locked(), Flaw::Encrypted),
            ("a.docx", samples::bomb(32 << 20), Flaw::Bomb),
            ("a.exe", b"MZ\0".to_vec(), Flaw::UnknownKind),
        ] {
            assert_eq!(try_file(file(name, bytes)).await, flaw(found), "{name}");
        }
        // A picture nobody looked at, and then somebody did.
        let unread = vec![("checked".to_owned(), Code::File(Flaw::Unread))];
        assert_eq!(try_file(file("a.png", samples::png())).await, unread);
        assert_eq!(kept(&stage).await, (0, 0));
        assert_eq!(stage.audited("AttachPaper").await, 0);
        let checked = AttachPaper {
            checked: "yes".to_owned(),
            ..form(&stage, &ctx, ITEM)
        };
        let done = attach(&ctx, &desk(), checked, file("a.jpeg", samples::jpeg())).await;
        done.unwrap();
        assert!(stage.detail("AttachPaper").await.contains("looked_at=true"));
    })
    .await;
}

#[tokio::test]
async fn what_points_at_a_person_is_found_in_every_kind_of_file() {
    on_both(async |stage: Stage| {
        let ctx = stage.ctx("regisseur").await;
        let bsn = "Burgerservicenummer 111222333";
        for (name, bytes, spot, number) in [
            (
                "a.pdf",
                samples::pdf(&["Beste partners", bsn]),
                Spot::Page,
                2,
            ),
            (
                "a.docx",
                samples::docx(
                    &[
                        "Beste",
                        "Burgerservicenummer 111</w:t></w:r><w:r><w:t>222333",
                    ],
                    &[],
                ),
                Spot::Text,
                0,
            ),
            ("a.odt", samples::odt(&[bsn]), Spot::Text, 0),
            ("a.txt", bsn.as_bytes().to_vec(), Spot::Text, 0),
        ] {
            let command = AttachPaper {
                reason: "Dit is echt nodig".to_owned(),
                ..form(&stage, &ctx, ITEM)
            };
            let refused = faults(attach(&ctx, &desk(), command, file(name, bytes)).await);
            let place = Place { spot, number };
            let said = [
                ("file".to_owned(), Code::Personal(vec![Kind::Bsn])),
                ("file".to_owned(), Code::Found(vec![place])),
            ];
            assert_eq!(refused, said, "{name}");
        }
        assert_eq!(kept(&stage).await, (0, 0));
        // What it only asks about passes with a reason, and the reason is kept.
        let age = || file("a.txt", b"Zij is 17 jaar oud.".to_vec());
        let command = form(&stage, &ctx, ITEM);
        let asked = faults(attach(&ctx, &desk(), command.clone(), age()).await);
        assert_eq!(asked[0].1, Code::AskReason(vec![Kind::Age]));
        let command = AttachPaper {
            reason: "Voorbeeld uit de handreiking".to_owned(),
            ..command
        };
        attach(&ctx, &desk(), command, age()).await.unwrap();
        let answers = stage.guard_answers().await;
        assert!(answers.contains(&"paper age: Voorbeeld uit de handreiking".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn taking_away_destroys_the_content_and_a_published_agenda_stays_true() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let meeting = stage.id("meeting.next").to_string();
        let item = stage.id(ITEM).to_string();
        let publish = async || {
            let version = meetings::compose(&director, &meeting)
                .await
                .unwrap()
                .head
                .version;
            let id = meeting.clone();
            meetings::publish(&director, PublishAgenda { id, version }).await
        };
        let first = form(&stage, &director, ITEM);
        attach(&director, &desk(), first.clone(), pdf())
            .await
            .unwrap();
        publish().await.unwrap();
        let agenda = meetings::read(&director, &meeting).await.unwrap();
        assert!(format!("{:?}", agenda.changes).contains("Papers"));
        let second = form(&stage, &director, ITEM);
        attach(&director, &desk(), second.clone(), pdf())
            .await
            .unwrap();
        for paper in [&first, &second] {
            let id = paper.id.clone();
            remove(&director, RemovePaper { id: id.clone() })
                .await
                .unwrap();
            remove(&director, RemovePaper { id }).await.unwrap();
        }
        assert_eq!(stage.audited("RemovePaper").await, 2);
        assert_eq!(kept(&stage).await, (2, 0));
        assert!(gone(&open(&director, &first.id).await));
        // What was published is still told; what never was is not.
        let view = meetings::item(&director, &item).await.unwrap();
        let papers = view.content.unwrap().papers;
        assert_eq!(papers.len(), 1);
        assert_eq!(papers[0].id.to_string(), first.id);
        assert!(papers[0].removed_at.is_some());
        publish().await.unwrap();
        // Every version still is what was published.
        let tx = stage.site.store.begin_read().await.unwrap();
        let versions = agenda_version::Entity::find()
            .filter(agenda_version::Column::MeetingId.eq(stage.id("meeting.next")));
        for version in versions.all(&tx).await.unwrap() {
            let lines = agenda_version_item::Entity::find()
                .filter(agenda_version_item::Column::VersionId.eq(version.id))
                .order_by_asc(agenda_version_item::Column::Position);
            let mut lines = lines.all(&tx).await.unwrap();
            assert!(meetings::verify(&version, &lines));
            if let Some(line) = lines.iter_mut().find(|line| !line.papers.is_empty()) {
                line.papers.replace_range(40..44, "0000");
                assert!(!meetings::verify(&version, &lines));
            }
        }
    })
    .await;
}
