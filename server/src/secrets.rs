//! The key for secrets that the house must be able to read again, in a file outside the database.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use service::ctx::Site;
use service::vault::{Vault, adopt};

use crate::commands::Failure;

/// Reads the key, or draws one the first time, and looks whether it is the one that the secrets of
/// this database are shut with.
///
/// # Errors
/// When the file cannot be read or made, holds no such key, or holds another one.
pub async fn open(site: &Site, path: &Path) -> Result<Vault, Failure> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => make(path)?,
        Err(error) => return Err(format!("{}: {error}", path.display()).into()),
    };
    let vault = Vault::parse(&text).ok_or_else(|| {
        format!(
            "{} is not a key for secrets. Put the right file there, or pass --secrets-key-file.",
            path.display()
        )
    })?;
    if adopt(&site.store, &vault).await? {
        return Ok(vault);
    }
    Err(format!(
        "the secrets of this database are shut with another key than the one at {}. \
         Put the right one there, or pass --secrets-key-file (docs/decisions/0008).",
        path.display()
    )
    .into())
}

/// Writes a file that was not there and that only its owner reads, and waits until it is on disk.
pub(crate) fn write_new(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// Draws a key into a file that only its owner reads.
fn make(path: &Path) -> Result<String, Failure> {
    let failed = |error: io::Error| {
        format!(
            "the key for secrets cannot be written to {} ({error}). Pass --secrets-key-file with a place that can be written.",
            path.display()
        )
    };
    let line = Vault::draw()?;
    write_new(path, &line).map_err(failed)?;
    tracing::info!(path = %path.display(), "drew a new key for secrets: keep a copy of it, apart from the database");
    Ok(line)
}
