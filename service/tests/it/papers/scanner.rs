//! A scanner that speaks the protocol of clamd, made here: it reads what is sent and answers as that does.

use domain::fault::Code;
use domain::papers::Flaw;
use service::error::Error;
use service::papers::{Desk, Examiner, Scanner, attach};
use service::vault::Vault;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::{ITEM, file, form, kept};
use crate::meetings::faults;
use crate::stage::{Stage, on_both};

/// What every scanner takes for a virus, written so that this source is taken for none.
fn eicar() -> Vec<u8> {
    let halves = [
        "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-",
        "ANTIVIRUS-TEST-FILE!$H+H*",
    ];
    halves.concat().into_bytes()
}

/// A scanner that answers `asked` times; `word` instead of a verdict where it is not empty.
async fn scanner(asked: usize, word: &'static str) -> Scanner {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        for _ in 0..asked {
            let (mut line, _) = listener.accept().await.unwrap();
            let mut order = [0; 10];
            line.read_exact(&mut order).await.unwrap();
            assert_eq!(&order, b"zINSTREAM\0");
            let mut sent = Vec::new();
            loop {
                let length = line.read_u32().await.unwrap();
                if length == 0 {
                    break;
                }
                let mut piece = vec![0; length as usize];
                line.read_exact(&mut piece).await.unwrap();
                sent.extend(piece);
            }
            let virus = eicar();
            let said = if !word.is_empty() {
                word
            } else if sent.windows(virus.len()).any(|window| window == virus) {
                "stream: Eicar-Test-Signature FOUND\0"
            } else {
                "stream: OK\0"
            };
            line.write_all(said.as_bytes()).await.unwrap();
        }
    });
    Scanner::parse(&format!("tcp:{address}")).unwrap()
}

fn desk(scanner: Scanner) -> Desk {
    Desk::new(Vault::new([9; 32]).unwrap(), Examiner::Here, Some(scanner))
}

#[tokio::test]
async fn a_virus_is_refused_and_a_scanner_that_is_away_means_no() {
    on_both(async |stage: Stage| {
        let ctx = stage.ctx("regisseur").await;
        let good = desk(scanner(2, "").await);
        let infected = attach(
            &ctx,
            &good,
            form(&stage, &ctx, ITEM),
            file("a.txt", eicar()),
        );
        let infected = faults(infected.await);
        assert_eq!(infected, [("file".to_owned(), Code::File(Flaw::Infected))]);
        let clean = || file("a.txt", b"Beste partners".to_vec());
        for (word, listens) in [("INSTREAM size limit exceeded. ERROR\0", true), ("", false)] {
            let asked = if listens {
                scanner(1, word).await
            } else {
                nobody().await
            };
            let away = attach(&ctx, &desk(asked), form(&stage, &ctx, ITEM), clean()).await;
            assert!(matches!(away, Err(Error::NoScanner(_))), "{away:?}");
        }
        assert_eq!(kept(&stage).await, (0, 0));
        attach(&ctx, &good, form(&stage, &ctx, ITEM), clean())
            .await
            .unwrap();
        assert!(stage.detail("AttachPaper").await.contains("scanned=true"));
    })
    .await;
}

/// An address at which nobody listens.
async fn nobody() -> Scanner {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    Scanner::parse(&format!("tcp:{address}")).unwrap()
}
