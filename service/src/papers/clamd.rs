//! Asks a virus scanner by the protocol of clamd: the file goes over in pieces, and one word comes back.
//! A scanner that was named and does not answer means that nothing is taken in (BIO2 8.07.04).

use std::path::PathBuf;
use std::time::Duration;

use domain::papers::Flaw;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpStream, UnixStream};
use tokio::time::timeout;

use crate::error::{Error, Result};

/// How long a scanner may take to be reached, and to answer.
const REACH: Duration = Duration::from_secs(3);
const ANSWER: Duration = Duration::from_mins(1);
/// How large a piece is, in bytes.
const PIECE: usize = 64 * 1024;
/// The longest answer that is read, in bytes.
const LONGEST: u64 = 4096;

/// Where a scanner is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scanner {
    /// On this machine.
    Socket(PathBuf),
    /// Elsewhere in a network of one's own: what is sent is not encrypted.
    Address(String),
}

impl Scanner {
    /// Reads `unix:/run/clamav/clamd.ctl` or `tcp:127.0.0.1:3310`.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(path) = text.strip_prefix("unix:") {
            return path.starts_with('/').then(|| Self::Socket(path.into()));
        }
        let address = text.strip_prefix("tcp:")?;
        let (host, port) = address.rsplit_once(':')?;
        let fits = !host.is_empty() && port.parse::<u16>().is_ok();
        fits.then(|| Self::Address(address.to_owned()))
    }

    /// Has a file scanned.
    ///
    /// # Errors
    /// [`Error::NoScanner`] when there is no clear answer in time. The flaw when it holds a virus.
    pub async fn scan(&self, file: &[u8]) -> Result<std::result::Result<(), Flaw>> {
        let away = |what: &str| Error::NoScanner(what.to_owned());
        let asked = async {
            match self {
                Self::Socket(path) => {
                    let line = timeout(REACH, UnixStream::connect(path)).await;
                    ask(line.map_err(|_| away("not reached in time"))?, file).await
                }
                Self::Address(address) => {
                    let line = timeout(REACH, TcpStream::connect(address.as_str())).await;
                    ask(line.map_err(|_| away("not reached in time"))?, file).await
                }
            }
        };
        let said = timeout(ANSWER, asked).await;
        let said = said.map_err(|_| away("no answer in time"))??;
        verdict(&said).ok_or_else(|| away("an answer that says neither yes nor no"))
    }
}

/// What an answer means; nothing where it means neither.
fn verdict(said: &str) -> Option<std::result::Result<(), Flaw>> {
    let said = said.trim_end_matches(['\0', '\n', '\r']);
    if said == "stream: OK" {
        Some(Ok(()))
    } else if said.starts_with("stream: ") && said.ends_with(" FOUND") {
        Some(Err(Flaw::Infected))
    } else {
        None
    }
}

async fn ask<L: AsyncRead + AsyncWrite + Unpin>(
    line: std::io::Result<L>,
    file: &[u8],
) -> Result<String> {
    let away = |error: std::io::Error| Error::NoScanner(error.to_string());
    let mut line = line.map_err(away)?;
    line.write_all(b"zINSTREAM\0").await.map_err(away)?;
    for piece in file.chunks(PIECE) {
        let length = u32::try_from(piece.len()).unwrap_or_default();
        line.write_all(&length.to_be_bytes()).await.map_err(away)?;
        line.write_all(piece).await.map_err(away)?;
    }
    line.write_all(&[0; 4]).await.map_err(away)?;
    line.flush().await.map_err(away)?;
    let mut said = Vec::new();
    let mut line = line.take(LONGEST);
    line.read_to_end(&mut said).await.map_err(away)?;
    Ok(String::from_utf8_lossy(&said).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_clear_answer_counts() {
        assert_eq!(verdict("stream: OK\0"), Some(Ok(())));
        let found = "stream: Eicar-Signature FOUND\0";
        assert_eq!(verdict(found), Some(Err(Flaw::Infected)));
        for unclear in [
            "",
            "OK",
            "stream: OK FOUND? ERROR",
            "INSTREAM size limit exceeded. ERROR",
            "stream: Can't allocate memory ERROR",
        ] {
            assert_eq!(verdict(unclear), None, "{unclear}");
        }
    }

    #[test]
    fn a_scanner_is_named_by_a_socket_or_an_address() {
        let address = |text: &str| Some(Scanner::Address(text.to_owned()));
        assert_eq!(
            Scanner::parse("unix:/run/clamd.ctl"),
            Some(Scanner::Socket("/run/clamd.ctl".into()))
        );
        assert_eq!(
            Scanner::parse("tcp:127.0.0.1:3310"),
            address("127.0.0.1:3310")
        );
        for wrong in [
            "",
            "unix:clamd.ctl",
            "tcp:127.0.0.1",
            "tcp::3310",
            "127.0.0.1:3310",
        ] {
            assert_eq!(Scanner::parse(wrong), None, "{wrong}");
        }
    }
}
