//! The file with the secrets that seal the trail: the one in use on the first line, those before it,
//! which only verify, below.

use std::io;
use std::path::{Path, PathBuf};

use service::audit::{Ring, Secret, change_key, key_of};
use service::ctx::Site;

use crate::commands::Failure;

/// Reads the secrets; nothing when there is no file.
///
/// # Errors
/// When it cannot be read or is no such file; the message says what to do.
pub(super) fn read(path: &Path) -> Result<Option<Ring>, Failure> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            return Err(format!(
                "the audit key at {} cannot be read: {error}",
                path.display()
            )
            .into());
        }
    };
    let ring = Ring::parse(&text).ok_or_else(|| {
        format!(
            "{} is not an audit key. Put the right file there, or move this one away to have a new key drawn.",
            path.display()
        )
    })?;
    Ok(Some(ring))
}

/// The same for a database: a change of key that was cut short between database and file is
/// finished first.
///
/// # Errors
/// As [`read`].
pub(super) async fn read_for(site: &Site, path: &Path) -> Result<Option<Ring>, Failure> {
    let next = next(path);
    if let Some(ring) = read(&next)?
        && key_of(&site.store).await? == Some(ring.now()?.public())
    {
        std::fs::rename(&next, path)?;
    }
    read(path)
}

/// Draws a secret into a file that only its owner reads.
///
/// # Errors
/// When the file cannot be written.
pub(super) fn make(path: &Path) -> Result<Ring, Failure> {
    let ring = Ring::of(Secret::draw()?)?;
    crate::secrets::write_new(path, &ring.to_text()).map_err(|error| unwritten(path, &error))?;
    tracing::info!(path = %path.display(), "drew a new audit key: keep a copy of it, apart from the database");
    Ok(ring)
}

/// Has the trail go on with a new secret: first into a file beside the old one, then in the database,
/// then the file takes the place of the old one. Whatever is cut short is finished at the next start.
///
/// # Errors
/// When there is no key or another one, the file cannot be written, or the server seals at this
/// moment.
pub async fn renew(site: &Site, path: &Path) -> Result<usize, Failure> {
    let ring = read_for(site, path).await?.ok_or_else(|| missing(path))?;
    let old = ring.now()?;
    if key_of(&site.store).await? != Some(old.public()) {
        return Err(other(path));
    }
    let renewed = ring.renewed(Secret::draw()?)?;
    let next = next(path);
    match std::fs::remove_file(&next) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    let written = crate::secrets::write_new(&next, &renewed.to_text());
    written.map_err(|error| unwritten(&next, &error))?;
    let chains = change_key(site, old, renewed.now()?).await?;
    std::fs::rename(&next, path)?;
    Ok(chains)
}

/// Where the new secrets stand until the database knows of them.
fn next(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    PathBuf::from(name)
}

fn unwritten(path: &Path, error: &io::Error) -> Failure {
    format!(
        "the audit key cannot be written to {} ({error}). Pass --audit-key-file with a place that can be written.",
        path.display()
    )
    .into()
}

pub(super) fn missing(path: &Path) -> Failure {
    format!(
        "there is no audit key at {}, and the trail of this database is sealed with one. \
         Put it back from where you keep it, or pass --audit-key-file (docs/decisions/0005).",
        path.display()
    )
    .into()
}

pub(super) fn other(path: &Path) -> Failure {
    format!(
        "the audit trail of this database is sealed with another key than the one at {}. \
         Put the right one there, or pass --audit-key-file (docs/decisions/0005).",
        path.display()
    )
    .into()
}
