//! Sends the letters that wait. A letter is written in one transaction, carried outside of any, and
//! marked in another: a server of mail takes its time, and nobody else may wait for it. Who dies in
//! between leaves a lease that ends; the letter then goes again under the same name.

use ::entity::{audit, outbox as row};
use chrono::{DateTime, Utc};
use domain::people::guest::Letter;
use domain::people::mail::{Purpose, Trouble, wait};
use domain::text::Email;
use uuid::Uuid;

use super::smtp::{Smtp, Stopped};
use super::text::Written;
use super::{compose, post};
use crate::audit::append;
use crate::ctx::Site;
use crate::error::{Error, Result};
use crate::guests::letters;
use crate::vault::Vault;
use crate::{outbox, stored};

/// How many letters one round sends.
const ROUND: usize = 20;

/// A letter that is ready to go.
#[derive(Debug, Clone)]
pub struct Finished {
    /// Which one: the same each time it is tried.
    pub id: Uuid,
    /// The region it is of.
    pub region: Uuid,
    /// Who it is for.
    pub receiver: Uuid,
    /// Where it goes.
    pub to: Email,
    /// What it says.
    pub written: Written,
    /// When it goes.
    pub at: DateTime<Utc>,
}

/// What a letter needs beside its row.
#[derive(Debug)]
pub(crate) struct Letterhead<'a> {
    /// Draws the tokens of links.
    pub vault: &'a Vault,
    /// Where links lead to.
    pub origin: &'a str,
    /// Who letters are from.
    pub from: &'a Email,
    /// When it is written.
    pub at: DateTime<Utc>,
}

/// Who carries letters. Both draw the tokens of links with the key of the house.
#[derive(Debug, Clone)]
pub enum Carrier {
    /// Into the post of a demonstration, shut with this key.
    DemoPost(Vault),
    /// By mail.
    Mail(Smtp, Vault),
}

impl Carrier {
    fn vault(&self) -> &Vault {
        match self {
            Self::DemoPost(vault) | Self::Mail(_, vault) => vault,
        }
    }

    /// The address that letters come from; in a demonstration one that is nobody's (RFC 2606).
    fn from(&self) -> Result<Email> {
        match self {
            Self::DemoPost(_) => Email::parse("ketentafel@post.example")
                .map_err(|_| Error::broken("the address of the demonstration")),
            Self::Mail(smtp, _) => Ok(smtp.from().clone()),
        }
    }

    /// Carries a letter out of the house. The post of a demonstration is in it, so that is written with
    /// the mark that the letter left.
    async fn carry(&self, letter: &Finished) -> std::result::Result<(), Stopped> {
        match self {
            Self::DemoPost(_) => Ok(()),
            Self::Mail(smtp, _) => smtp.carry(letter).await,
        }
    }
}

/// Sends what may leave by now; how many letters were looked at. `origin` is where links lead to. A round
/// ends where the server of mail cannot be used at all.
///
/// # Errors
/// When the database does not answer; what was not sent then is tried again.
pub async fn send_due(site: &Site, carrier: &Carrier, origin: &str) -> Result<usize> {
    let mut looked = 0;
    while looked < ROUND {
        let Some(row) = outbox::lease(site).await? else {
            break;
        };
        looked += 1;
        if !send(site, carrier, origin, &row).await? {
            break;
        }
    }
    Ok(looked)
}

/// Sends one letter; whether the next may be tried at once.
async fn send(site: &Site, carrier: &Carrier, origin: &str, row: &row::Model) -> Result<bool> {
    let at = site.clock.now();
    let from = carrier.from()?;
    let head = Letterhead {
        vault: carrier.vault(),
        origin,
        from: &from,
        at,
    };
    let Some((letter, line)) = prepare(site, &head, row).await? else {
        return Ok(true);
    };
    let carried = carrier.carry(&letter).await;
    let tx = site.store.begin_write().await?;
    let at = site.clock.now();
    let goes_on = match carried {
        Ok(()) => {
            // Who was slow may find that another node has the letter now.
            if outbox::finish(&tx, row, at).await? {
                if let Carrier::DemoPost(vault) = carrier {
                    post::put(&tx, vault, &letter).await?;
                }
                append(&tx, line).await?;
            }
            true
        }
        Err(stopped) => {
            tell(row, stopped);
            let tries = usize::try_from(row.attempts).unwrap_or(usize::MAX);
            let wait = wait(Letter::parse(&row.purpose), tries, stopped.trouble);
            let ours = outbox::put_off(&tx, row, (at, wait), stopped).await?;
            if ours && wait.is_none() {
                append(&tx, given_up(line, stopped)).await?;
            }
            !matches!(
                stopped.trouble,
                Trouble::Unreachable | Trouble::Login | Trouble::Unsafe
            )
        }
    };
    tx.commit().await?;
    Ok(goes_on)
}

/// Writes a letter, with the line of the trail that says that it left. Nothing when it is not wanted
/// any more: who was turned away meanwhile gets no link.
async fn prepare(
    site: &Site,
    head: &Letterhead<'_>,
    row: &row::Model,
) -> Result<Option<(Finished, audit::Model)>> {
    let tx = site.store.begin_write().await?;
    let written = match stored::word(Purpose::parse, &row.purpose)? {
        Purpose::Guest(letter) => letters::written(site, &tx, head, (row, letter)).await?,
        Purpose::Notice(_) => compose::written(site, &tx, head, row).await?,
    };
    if written.is_none() {
        outbox::finish(&tx, row, head.at).await?;
    }
    tx.commit().await?;
    Ok(written.map(|(to, written, line)| {
        let finished = Finished {
            id: row.id,
            region: row.region_id,
            receiver: row.receiver_id,
            to,
            written,
            at: head.at,
        };
        (finished, line)
    }))
}

fn given_up(line: audit::Model, stopped: Stopped) -> audit::Model {
    audit::Model {
        result: "refused".to_owned(),
        detail: format!("{} trouble={}", line.detail, stopped.trouble.word()),
        ..line
    }
}

/// Tells the log, without an address: whoever keeps the machine has to mend a server that is away.
fn tell(row: &row::Model, stopped: Stopped) {
    let (trouble, reply) = (stopped.trouble.word(), stopped.reply);
    tracing::warn!(letter = %row.id, tries = row.attempts, trouble, reply, "a letter did not leave");
}
