//! Keeps the audit trail sealed while the house is open, and the two files outside the database that
//! make a change to it show: the secret that seals, and the signed heads.

mod daily;
mod key;

use std::fs::{File, OpenOptions};
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use service::audit::{BATCH, Head, Report, Sealer, adopt, key_of};
use service::ctx::Site;
use service::error::Result;
use tokio::sync::watch;
use tokio::time::{Interval, MissedTickBehavior, interval};

use crate::commands::Failure;
use crate::config::TrailFiles;

pub use daily::{once as verify_once, verify_daily};
pub use key::renew;

const SEAL_EVERY: Duration = Duration::from_secs(1);
const SIGN_EVERY: Duration = Duration::from_mins(5);

/// What is sealed at most when the process is told to stop; the rest waits for the next start.
const LAST_BATCHES: usize = 20;

/// Where the secret and the heads are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Files {
    /// The secret.
    pub key: PathBuf,
    /// The signed heads, one a line.
    pub heads: PathBuf,
}

/// A sealer with the file in which its heads are kept.
#[derive(Debug)]
pub struct Trail {
    sealer: Sealer,
    site: Site,
    files: Files,
    failing: bool,
}

impl Files {
    /// The files of a database: those that were named, or else beside it and by its name, so that two
    /// databases in one place do not share them.
    pub fn of(url: &str, named: &TrailFiles) -> Self {
        let or = |named: &Option<PathBuf>, ending| {
            let named = named.clone();
            named.unwrap_or_else(|| beside(url, ending))
        };
        Self {
            key: or(&named.audit_key_file, "audit-key"),
            heads: or(&named.audit_heads_file, "audit-heads.log"),
        }
    }
}

/// A file that belongs to a database and stands beside it.
pub fn beside(url: &str, ending: &str) -> PathBuf {
    let place = url.split('?').next().unwrap_or_default();
    let database = match place.strip_prefix("sqlite:") {
        Some(path) => PathBuf::from(path.strip_prefix("//").unwrap_or(path)),
        None => Path::new("data").join(place.rsplit('/').next().unwrap_or_default()),
    };
    database.with_extension(ending)
}

/// Makes ready to seal: reads the secret, or draws one the first time, and looks whether it is the one
/// that seals this database.
///
/// # Errors
/// When the secret cannot be read or made, or is another one than the trail was begun with.
pub async fn open(site: &Site, files: Files) -> Result<Trail, Failure> {
    let ring = match key::read_for(site, &files.key).await? {
        Some(ring) => ring,
        None if key_of(&site.store).await?.is_some() => return Err(key::missing(&files.key)),
        None => key::make(&files.key)?,
    };
    let now = ring.now()?;
    if !adopt(&site.store, &now).await? {
        return Err(key::other(&files.key));
    }
    Ok(Trail {
        sealer: Sealer::new(site, now),
        site: site.clone(),
        files,
        failing: false,
    })
}

/// Verifies the trail with the secret and the heads of these files; makes neither.
///
/// # Errors
/// When the trail was never sealed, or the secret is missing or another one than it was begun with.
pub async fn verify(site: &Site, files: &Files) -> Result<Report, Failure> {
    let known = key_of(&site.store).await?.ok_or(
        "the audit trail of this database was never sealed: that begins when the server first starts.",
    )?;
    let ring = key::read_for(site, &files.key).await?;
    let ring = ring.ok_or_else(|| key::missing(&files.key))?;
    if known != ring.now()?.public() {
        return Err(key::other(&files.key));
    }
    // What is appended after the database was looked at is about rows that were not seen.
    let heads = match File::open(&files.heads) {
        Ok(file) => {
            let length = file.metadata()?.len();
            Some(BufReader::new(file.take(length)))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(format!("{}: {error}", files.heads.display()).into()),
    };
    Ok(service::audit::verify(&site.store, &ring, heads).await?)
}

/// Seals every second and signs every five minutes, until the other end of `serving` is dropped;
/// then once more, so that what was done last is covered too.
pub async fn every_second(mut trail: Trail, mut serving: watch::Receiver<()>) {
    let mut second = rhythm(SEAL_EVERY);
    let mut minutes = rhythm(SIGN_EVERY);
    loop {
        tokio::select! {
            _ = second.tick() => {
                let done = trail.seal(usize::MAX, &serving).await;
                trail.note(done);
            }
            _ = minutes.tick() => {
                trail.sign_or_tell().await;
            }
            // Nothing is ever sent: the only news is that there is no sender any more.
            _ = serving.changed() => {
                let (_stays, never) = watch::channel(());
                let sealed = trail.seal(LAST_BATCHES, &never).await;
                trail.note(sealed);
                trail.sign_or_tell().await;
                return;
            }
        }
    }
}

impl Trail {
    /// Seals batch by batch until nothing waits, and not past the moment that nobody serves any more.
    async fn seal(&mut self, batches: usize, serving: &watch::Receiver<()>) -> Result<(), Failure> {
        if self.failing {
            self.look_for_another_key().await?;
        }
        for _ in 0..batches {
            if self.sealer.seal().await? < BATCH || serving.has_changed().is_err() {
                break;
            }
        }
        Ok(())
    }

    /// Takes the key of the file into use when the trail goes on with that one: somebody changed it.
    async fn look_for_another_key(&mut self) -> Result<(), Failure> {
        let Some(ring) = key::read_for(&self.site, &self.files.key).await? else {
            return Ok(());
        };
        let now = ring.now()?;
        if key_of(&self.site.store).await? == Some(now.public()) {
            self.sealer = Sealer::new(&self.site, now);
        }
        Ok(())
    }

    /// Signs the heads, keeps them in the file and then in the database: a line that is not written is
    /// not counted as signed.
    async fn sign(&self) -> Result<(), Failure> {
        let signing = self.sealer.sign().await?;
        for lost in signing.lost {
            tracing::error!(
                chain = %lost.chain,
                seq = lost.seq,
                "the audit trail no longer holds its last signed head: run `ketentafel verify-audit`"
            );
        }
        if signing.heads.is_empty() {
            return Ok(());
        }
        let lines: String = signing.heads.iter().map(Head::to_line).collect();
        let path = self.files.heads.clone();
        let shown = path.display().to_string();
        tokio::task::spawn_blocking(move || append(&path, &lines))
            .await?
            .map_err(|error| format!("the heads cannot be appended to {shown}: {error}"))?;
        self.sealer.keep(signing.heads).await?;
        Ok(())
    }

    async fn sign_or_tell(&self) {
        if let Err(error) = self.sign().await {
            tracing::error!(%error, "the heads of the audit trail are not signed; tried again in five minutes");
        }
    }

    /// Tells the log when sealing begins to fail and when it works again, not every second.
    fn note(&mut self, done: Result<(), Failure>) {
        match done {
            Err(error) if !self.failing => {
                tracing::error!(%error, "the audit trail is not sealed; its rows wait");
                self.failing = true;
            }
            Ok(()) if self.failing => {
                tracing::info!("the audit trail is sealed again");
                self.failing = false;
            }
            _ => {}
        }
    }
}

fn rhythm(every: Duration) -> Interval {
    let mut rhythm = interval(every);
    rhythm.set_missed_tick_behavior(MissedTickBehavior::Delay);
    rhythm
}

/// Appends whole lines and waits until they are on disk.
fn append(path: &Path, lines: &str) -> io::Result<()> {
    let mut file = OpenOptions::new()
        .create(true)
        .read(true)
        .append(true)
        .mode(0o600)
        .open(path)?;
    // A line that a full disk cut off must not swallow the next one.
    let cut = file.seek(SeekFrom::End(-1)).is_ok() && {
        let mut last = [0];
        file.read_exact(&mut last)?;
        last != *b"\n"
    };
    let mut text = String::from(if cut { "\n" } else { "" });
    text.push_str(lines);
    file.write_all(text.as_bytes())?;
    file.sync_data()
}
