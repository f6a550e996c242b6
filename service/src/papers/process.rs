//! Who looks through a file: a process of its own, which knows no key and no database, has little memory
//! and little time, and dies with what it cannot stomach.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use domain::papers::{Flaw, LARGEST, PaperKind, Sniffed, sniff};
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;
use tokio::time::timeout;

use super::examine::{Examined, Part, examine};
use crate::error::{Error, Result};

/// How long looking through one file may take.
const LONGEST: Duration = Duration::from_secs(20);
/// The most an answer may hold, in bytes: the texts, and the file written anew.
const MOST_ANSWERED: u64 = 3 * LARGEST as u64 + 16 * 1024 * 1024;

/// Who looks through files.
#[derive(Debug, Clone)]
pub enum Examiner {
    /// A process of this program.
    Process(PathBuf),
    /// This process, for tests of what is done with the answer.
    Here,
}

/// What the process says of a file, before the file itself.
#[derive(Debug, Serialize, Deserialize)]
enum Said {
    Refused(Flaw),
    Fine {
        kind: PaperKind,
        parts: Vec<Part>,
        unread: bool,
    },
}

impl Examiner {
    /// Looks through a file whose name promises this kind.
    ///
    /// # Errors
    /// When no process can be started. What is wrong with the file is the answer.
    pub async fn examine(
        &self,
        file: &[u8],
        promised: Option<PaperKind>,
    ) -> Result<std::result::Result<Examined, Flaw>> {
        let answer = match self {
            Self::Here => {
                let file = file.to_vec();
                let looked = tokio::task::spawn_blocking(move || answer(&file, promised));
                // A panic there is the fault of the file.
                looked.await.unwrap_or_default()
            }
            Self::Process(program) => in_a_process(program, file, promised).await?,
        };
        Ok(read(&answer))
    }
}

/// Looks through a file and writes down what is said of it: a line of JSON, then the file written anew.
/// Nothing at all where looking went wrong.
pub fn answer(file: &[u8], promised: Option<PaperKind>) -> Vec<u8> {
    let (said, clean) = match examine(file, promised) {
        Ok(Examined {
            kind,
            clean,
            parts,
            unread,
        }) => (
            Said::Fine {
                kind,
                parts,
                unread,
            },
            clean,
        ),
        Err(flaw) => (Said::Refused(flaw), Vec::new()),
    };
    let Ok(mut answer) = serde_json::to_vec(&said) else {
        return Vec::new();
    };
    answer.push(b'\n');
    answer.extend(clean);
    answer
}

/// What an answer means. Whoever reads a file that means harm may be taken over by it, so what comes back
/// is no more trusted than the file.
fn read(answer: &[u8]) -> std::result::Result<Examined, Flaw> {
    let Some(end) = answer.iter().position(|byte| *byte == b'\n') else {
        return Err(Flaw::TooHard);
    };
    let (said, clean) = (&answer[..end], &answer[end + 1..]);
    match serde_json::from_slice(said) {
        Ok(Said::Refused(flaw)) => Err(flaw),
        Ok(Said::Fine {
            kind,
            parts,
            unread,
        }) => {
            let outside = match kind {
                PaperKind::Pdf | PaperKind::Png | PaperKind::Jpeg | PaperKind::Text => {
                    Sniffed::Kind(kind)
                }
                _ => Sniffed::Container,
            };
            if clean.len() > 2 * LARGEST {
                Err(Flaw::TooLarge)
            } else if sniff(clean) != Ok(outside) {
                Err(Flaw::Broken)
            } else {
                let clean = clean.to_vec();
                Ok(Examined {
                    kind,
                    clean,
                    parts,
                    unread,
                })
            }
        }
        Err(_) => Err(Flaw::TooHard),
    }
}

async fn in_a_process(
    program: &PathBuf,
    file: &[u8],
    promised: Option<PaperKind>,
) -> Result<Vec<u8>> {
    let away = |error: std::io::Error| Error::broken(format!("no process for a file: {error}"));
    let mut child = Command::new(program)
        .arg("examine-paper")
        .arg(promised.map_or("none", PaperKind::word))
        .env_clear()
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .map_err(away)?;
    let (Some(mut to), Some(from)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(Error::broken("a process without ends"));
    };
    let looking = async {
        let mut answer = Vec::new();
        let mut from = from.take(MOST_ANSWERED);
        let give = async {
            // Who has seen enough hangs up; what it says then counts.
            if to.write_all(file).await.is_ok() {
                drop(to);
            }
        };
        let ((), read) = tokio::join!(give, from.read_to_end(&mut answer));
        let ended = child.wait().await;
        let well = read.is_ok() && ended.is_ok_and(|status| status.success());
        if well { answer } else { Vec::new() }
    };
    // What takes too long is ended with the process.
    Ok(timeout(LONGEST, looking).await.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_back_is_not_trusted() {
        let fine = answer(b"Beste partners", Some(PaperKind::Text));
        assert_eq!(read(&fine).unwrap().clean, b"Beste partners");
        assert_eq!(read(&answer(b"Beste", None)), Err(Flaw::Renamed));
        assert_eq!(read(b""), Err(Flaw::TooHard));
        assert_eq!(read(b"nonsense\n"), Err(Flaw::TooHard));
        // Says that it is text, and hands over something else.
        let mut other = fine.clone();
        other.truncate(fine.iter().position(|byte| *byte == b'\n').unwrap() + 1);
        other.extend(b"%PDF-1.7");
        assert_eq!(read(&other), Err(Flaw::Broken));
    }
}
