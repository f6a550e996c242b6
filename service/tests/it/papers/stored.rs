//! What is kept of papers: along with what is held over, once for each form, on the trail, and shut.

use ::entity::paper;
use domain::fault::Code;
use domain::guard::Kind;
use domain::meetings::command::HoldOverItem;
use domain::papers::command::AttachPaper;
use sea_orm::EntityTrait;
use service::meetings;
use service::papers::samples::{self, CANARY};
use service::papers::{attach, papers};

use super::{ITEM, desk, file, form, gone, kept, open, pdf};
use crate::meetings::faults;
use crate::stage::{Engine, Stage, on_both};

#[tokio::test]
async fn papers_go_along_with_what_is_held_over() {
    on_both(async |stage: Stage| {
        let director = stage.ctx("regisseur").await;
        let command = form(&stage, &director, ITEM);
        attach(&director, &desk(), command.clone(), pdf())
            .await
            .unwrap();
        let id = stage.id(ITEM).to_string();
        let hold = HoldOverItem { id, version: 1 };
        meetings::hold_over(&director, hold).await.unwrap();
        crate::meetings::call_off_next(&stage, &director).await;
        let tx = stage.site.store.begin_read().await.unwrap();
        let rows = paper::Entity::find().all(&tx).await.unwrap();
        drop(tx);
        assert_eq!(rows.len(), 2);
        assert_eq!(kept(&stage).await, (2, 1));
        let copy = rows
            .iter()
            .find(|row| row.id.to_string() != command.id)
            .unwrap();
        assert!(open(&director, &copy.id.to_string()).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn two_at_once_make_two_papers_and_one_form_makes_one() {
    on_both(async |stage: Stage| {
        let ctx = stage.ctx("regisseur").await;
        let (one, two) = (form(&stage, &ctx, ITEM), form(&stage, &ctx, ITEM));
        let desk = desk();
        let (a, b, c) = tokio::join!(
            attach(&ctx, &desk, one.clone(), pdf()),
            attach(&ctx, &desk, one, pdf()),
            attach(&ctx, &desk, two, pdf()),
        );
        for done in [a, b, c] {
            done.unwrap();
        }
        let tx = stage.site.store.begin_read().await.unwrap();
        let rows = paper::Entity::find().all(&tx).await.unwrap();
        let mut numbers: Vec<i32> = rows.iter().map(|row| row.number).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, [1, 2]);
    })
    .await;
}

#[tokio::test]
async fn a_confidential_paper_is_written_down_before_it_leaves() {
    on_both(async |stage: Stage| {
        let owner = stage.ctx("politie").await;
        let command = form(&stage, &owner, "item.next.case2");
        let item = command.item.clone();
        // A full date of the past makes a case recognisable.
        let dated = file("a.txt", b"Gemeld op 12 maart 2026.".to_vec());
        let refused = faults(attach(&owner, &desk(), command.clone(), dated).await);
        assert_eq!(refused[0].1, Code::Personal(vec![Kind::PastDate]));
        attach(&owner, &desk(), command.clone(), pdf())
            .await
            .unwrap();
        open(&owner, &command.id).await.unwrap();
        assert_eq!(stage.audited("DownloadPaper").await, 1);
        assert!(stage.detail("DownloadPaper").await.contains(&item));
        assert!(papers(&owner, &item).await.is_ok());
        let outside = stage.ctx("rvdk").await;
        assert!(gone(&open(&outside, &command.id).await));
        assert!(gone(
            &open(&stage.ctx("vrijwilliger").await, &command.id).await
        ));
    })
    .await;
}

#[tokio::test]
async fn nothing_of_a_paper_lies_open_in_the_file() {
    let stage = Stage::new(Engine::Sqlite).await;
    let ctx = stage.ctx("regisseur").await;
    let secret = "Zeldzaam woord kiekeboe";
    for (name, bytes) in [
        ("a.pdf", samples::pdf(&[secret])),
        ("a.docx", samples::docx(&[secret], &[])),
        ("a.txt", secret.as_bytes().repeat(30_000)),
    ] {
        let command = AttachPaper {
            reason: "Namen van instellingen".to_owned(),
            ..form(&stage, &ctx, ITEM)
        };
        attach(&ctx, &desk(), command, file(name, bytes))
            .await
            .unwrap();
    }
    let (papers, pieces) = kept(&stage).await;
    assert_eq!(papers, 3);
    assert!(pieces > 4, "a large one is kept in pieces");
    let bytes: Vec<u8> = stage
        .files()
        .into_iter()
        .flat_map(|file| std::fs::read(file).unwrap_or_default())
        .collect();
    for hidden in [secret, CANARY, "%PDF-", "word/document.xml"] {
        let found = bytes
            .windows(hidden.len())
            .any(|it| it == hidden.as_bytes());
        assert!(!found, "{hidden}");
    }
}
