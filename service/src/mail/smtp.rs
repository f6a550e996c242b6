//! Carries letters by mail, over a safe line or not at all.
//!
//! The steps are taken one by one, because what a refusal means depends on the step, and because a
//! letter has left once the server said so after the text, whatever happens to the line then.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use domain::people::mail::Trouble;
use domain::text::Email;
use lettre::address::Address;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MultiPart, MultiPartKind, SinglePart};
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use tokio::time::timeout;
use uuid::Uuid;

use super::send::Finished;
use super::text::Enclosed;

/// How long a server may take over one letter, less than a lease lasts.
pub const PATIENCE: Duration = Duration::from_mins(1);
/// How long it may take over saying goodbye.
const GOODBYE: Duration = Duration::from_secs(2);

/// How the line to the server is made safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Safety {
    /// Safe from the first byte (RFC 8314, port 465).
    Wrapped,
    /// Made safe before anything is said; a server that cannot is not used (RFC 3207).
    StartTls,
    /// Not safe: for a server on this machine, in tests.
    PlainForTests,
}

/// What is known of the server and of us.
#[derive(Clone)]
pub struct Settings {
    /// Its name, which its certificate has to carry.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the line is made safe.
    pub safety: Safety,
    /// The name and the password that let us in.
    pub login: Option<(String, String)>,
    /// Who letters are from.
    pub from: Email,
    /// Certificates that may vouch for the server, beside those the world trusts, as PEM.
    pub authority: Option<Vec<u8>>,
    /// How long it may take over one letter.
    pub patience: Duration,
}

/// A server of mail that takes our letters.
#[derive(Clone)]
pub struct Smtp(Arc<Line>);

struct Line {
    host: String,
    port: u16,
    safety: Safety,
    tls: TlsParameters,
    login: Option<Credentials>,
    from: Address,
    sender: Email,
    hello: ClientId,
    patience: Duration,
}

/// Why a letter did not leave, with the number the server gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopped {
    /// Why.
    pub trouble: Trouble,
    /// The number (RFC 5321, section 4.2).
    pub reply: Option<u16>,
}

impl Smtp {
    /// Makes ready; nothing is asked of the server yet.
    ///
    /// # Errors
    /// What is wrong with the settings, for whoever keeps the machine.
    pub fn new(settings: Settings) -> Result<Self, String> {
        let from: Address = settings.from.as_str().parse().map_err(|_| {
            "the address of the sender is not one that mail can come from".to_owned()
        })?;
        let mut tls = TlsParameters::builder(settings.host.clone());
        if let Some(pem) = &settings.authority {
            let authority = Certificate::from_pem(pem)
                .map_err(|_| "the file with certificates holds none (PEM)".to_owned())?;
            tls = tls.add_root_certificate(authority);
        }
        let tls = tls
            .build()
            .map_err(|_| format!("{} is no name of a server", settings.host))?;
        let login = settings
            .login
            .map(|(name, word)| Credentials::new(name, word));
        Ok(Self(Arc::new(Line {
            hello: ClientId::Domain(from.domain().to_owned()),
            host: settings.host,
            port: settings.port,
            safety: settings.safety,
            patience: settings.patience,
            tls,
            login,
            from,
            sender: settings.from,
        })))
    }

    /// Who letters are from.
    pub(super) fn from(&self) -> &Email {
        &self.0.sender
    }

    /// Carries a letter. Its name is that of its row, so that a second one can be known for the same.
    ///
    /// # Errors
    /// Why it did not leave, or may not have: a line that broke after the text says neither.
    pub(super) async fn carry(&self, letter: &Finished) -> Result<(), Stopped> {
        let carried = timeout(self.0.patience, self.0.hand_over(letter)).await;
        let mut line = carried.map_err(|_| Stopped::by(Trouble::Unreachable))??;
        // The letter left: what comes after cannot change that.
        drop(timeout(GOODBYE, line.quit()).await);
        Ok(())
    }
}

impl Line {
    async fn hand_over(&self, letter: &Finished) -> Result<AsyncSmtpConnection, Stopped> {
        let (to, message) = self.message(letter).ok_or(Stopped::by(Trouble::Address))?;
        let mut line = self.open().await?;
        let refused = |error: Error| judge(&error, Trouble::Refused);
        let from = Mail::new(Some(self.from.clone()), Vec::new());
        line.command(from).await.map_err(refused)?;
        let receiver = Rcpt::new(to, Vec::new());
        let unknown = |error: Error| judge(&error, Trouble::Address);
        line.command(receiver).await.map_err(unknown)?;
        line.command(Data).await.map_err(refused)?;
        line.message(&message).await.map_err(refused)?;
        Ok(line)
    }

    async fn open(&self) -> Result<AsyncSmtpConnection, Stopped> {
        let wrapped = (self.safety == Safety::Wrapped).then(|| self.tls.clone());
        let address = (self.host.as_str(), self.port);
        let opened =
            AsyncSmtpConnection::connect_tokio1(address, None, &self.hello, wrapped, None).await;
        // A server that greets us with a refusal may be mended: no letter is given up for that.
        let mut line = opened.map_err(|error| judge(&error, Trouble::Unreachable))?;
        if self.safety == Safety::StartTls {
            let unsafe_line = |error: Error| Stopped {
                reply: number(&error),
                trouble: Trouble::Unsafe,
            };
            let safe = line.starttls(self.tls.clone(), &self.hello).await;
            safe.map_err(unsafe_line)?;
        }
        if let Some(login) = &self.login {
            let shut = |error: Error| Stopped {
                reply: number(&error),
                trouble: Trouble::Login,
            };
            line.auth(DEFAULT_MECHANISMS, login).await.map_err(shut)?;
        }
        Ok(line)
    }

    /// The letter as it goes over the line, and to whom; nothing when it cannot be addressed.
    fn message(&self, letter: &Finished) -> Option<(Address, Vec<u8>)> {
        let to: Address = letter.to.as_str().parse().ok()?;
        let written = &letter.written;
        let mut text = written.text.clone();
        for (word, link) in [
            (&written.action, &written.link),
            (&written.answer_action, &written.answer),
        ] {
            if !link.is_empty() {
                text = format!("{text}\n\n{word}:\n{link}");
            }
        }
        let text = format!("{text}\n");
        let sender = Mailbox::new(Some(written.sender.clone()), self.from.clone());
        let message = Message::builder()
            .message_id(Some(format!("<{}@{}>", letter.id, self.from.domain())))
            .date(SystemTime::from(letter.at))
            .from(sender)
            .to(Mailbox::new(None, to.clone()))
            .subject(written.subject.as_str())
            .header(ByItself);
        let message = match &written.calendar {
            None => message.header(ContentType::TEXT_PLAIN).body(text),
            Some(calendar) => message.multipart(both(letter.id, text, calendar)?),
        };
        Some((to, message.ok()?.formatted()))
    }
}

impl Stopped {
    const fn by(trouble: Trouble) -> Self {
        Self {
            trouble,
            reply: None,
        }
    }
}

/// What an answer means, where a lasting refusal means `lasting`.
fn judge(error: &Error, lasting: Trouble) -> Stopped {
    let trouble = if error.is_permanent() {
        lasting
    } else if error.is_transient() {
        Trouble::Busy
    } else if is_unsafe(error) {
        Trouble::Unsafe
    } else {
        Trouble::Unreachable
    };
    Stopped {
        trouble,
        reply: number(error),
    }
}

fn number(error: &Error) -> Option<u16> {
    error.status().map(u16::from)
}

/// Whether the line could not be made safe: a certificate that does not hold comes as invalid data.
fn is_unsafe(error: &Error) -> bool {
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        let io = inner.downcast_ref::<std::io::Error>();
        if io.is_some_and(|io| io.kind() == std::io::ErrorKind::InvalidData) {
            return true;
        }
        source = inner.source();
    }
    error.is_tls()
}

/// A text with its entry for a calendar, as programs for mail look for it (RFC 6047, section 2.4). The
/// border between the two is of the letter, so that each try is the same.
fn both(id: Uuid, text: String, calendar: &Enclosed) -> Option<MultiPart> {
    let kind = format!("text/calendar; charset=utf-8; method={}", calendar.method);
    let entry = SinglePart::builder()
        .header(ContentType::parse(&kind).ok()?)
        .body(calendar.text.clone());
    let border = format!("ketentafel-{}", id.simple());
    let parts = MultiPart::builder()
        .kind(MultiPartKind::Alternative)
        .boundary(border);
    Some(parts.singlepart(SinglePart::plain(text)).singlepart(entry))
}

/// "Auto-Submitted: auto-generated" (RFC 3834): nobody's absence answers to it.
#[derive(Debug, Clone)]
struct ByItself;

impl Header for ByItself {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// Neither a password nor an address shows in a log.
impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Smtp")
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Settings")
    }
}
