//! A server of mail as ours may meet one: it takes letters, refuses them, breaks off, or cannot be
//! trusted. It speaks SMTP over a real line, with TLS where that is asked for.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// Who vouches for the server, as the client has to be told.
pub const AUTHORITY: &[u8] = include_bytes!("ca.pem");

/// How the server treats one visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// It takes letters.
    Takes,
    /// It does not know the receiver.
    KnowsNobody,
    /// It does not take the text.
    RefusesText,
    /// It does not take letters now.
    Later,
    /// It greets with a refusal.
    Closed,
    /// It keeps the letter, and breaks off before it says so.
    DropsAfterText,
    /// It says that it has the letter, and breaks off.
    DropsAfterwards,
    /// It says nothing any more.
    Hangs,
    /// It lets nobody in.
    LocksUp,
}

/// How safe its line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    Plain,
    Wrapped,
    StartTls,
}

/// A letter that the server has.
#[derive(Debug, Clone)]
pub struct Received {
    pub to: String,
    /// Headers and text, unfolded.
    pub raw: String,
    /// Whether it came over a safe line.
    pub safely: bool,
    /// Whether the visitor showed a name and a password.
    pub let_in: bool,
}

impl Received {
    /// The value of a header.
    pub fn header(&self, name: &str) -> String {
        let start = format!("{name}: ");
        let found = self.raw.lines().find_map(|it| it.strip_prefix(&start));
        found.unwrap_or_else(|| panic!("no {name}")).to_owned()
    }

    /// The address that its link leads to.
    pub fn link(&self) -> String {
        let found = self.raw.lines().find(|it| it.starts_with("https://"));
        found.expect("no link").to_owned()
    }

    /// The address with which its receiver says whether they come.
    pub fn answer(&self) -> Option<String> {
        let mut links = self.raw.lines().filter(|it| it.starts_with("https://"));
        links
            .find(|it| it.contains("/antwoord/"))
            .map(str::to_owned)
    }

    /// The entry for a calendar in it, with the lines that were folded put together again.
    pub fn calendar(&self) -> Option<String> {
        let (_, rest) = self.raw.split_once("BEGIN:VCALENDAR")?;
        let (text, _) = rest.split_once("END:VCALENDAR")?;
        let text = text.replace("\n ", "");
        Some(format!("BEGIN:VCALENDAR{text}END:VCALENDAR\n"))
    }
}

/// The server, until it is dropped.
pub struct Server {
    pub port: u16,
    letters: Arc<Mutex<Vec<Received>>>,
    moods: Arc<Mutex<VecDeque<Mood>>>,
    open: tokio::task::JoinHandle<()>,
}

impl Server {
    pub async fn start(line: Line) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let letters = Arc::new(Mutex::new(Vec::new()));
        let moods = Arc::new(Mutex::new(VecDeque::new()));
        let (kept, next) = (letters.clone(), moods.clone());
        let open = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let mood = next.lock().unwrap().pop_front().unwrap_or(Mood::Takes);
                tokio::spawn(receive(stream, (line, mood), kept.clone()));
            }
        });
        Self {
            port,
            letters,
            moods,
            open,
        }
    }

    /// How the next visits are treated; those after them find a server that takes letters.
    pub fn expect(&self, moods: &[Mood]) {
        self.moods.lock().unwrap().extend(moods);
    }

    /// The letters it has.
    pub fn letters(&self) -> Vec<Received> {
        self.letters.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.open.abort();
    }
}

fn acceptor() -> TlsAcceptor {
    let chain = CertificateDer::from_pem_slice(include_bytes!("server.pem")).unwrap();
    let key = PrivateKeyDer::from_pem_slice(include_bytes!("server.key")).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![chain], key)
        .unwrap();
    TlsAcceptor::from(Arc::new(config))
}

async fn receive(stream: TcpStream, (line, mood): (Line, Mood), kept: Arc<Mutex<Vec<Received>>>) {
    let mut visit = Visit {
        mood,
        safely: false,
        offers: line == Line::StartTls,
        let_in: false,
        to: String::new(),
        kept,
    };
    if line == Line::Wrapped {
        // A visitor that does not trust us is gone by now.
        let Ok(stream) = acceptor().accept(stream).await else {
            return;
        };
        visit.safely = true;
        visit.talk(stream, true).await;
    } else if let Some(stream) = visit.talk(stream, true).await {
        let Ok(stream) = acceptor().accept(stream).await else {
            return;
        };
        visit.safely = true;
        visit.offers = false;
        visit.talk(stream, false).await;
    }
}

struct Visit {
    mood: Mood,
    safely: bool,
    offers: bool,
    let_in: bool,
    to: String,
    kept: Arc<Mutex<Vec<Received>>>,
}

impl Visit {
    /// Talks until the visitor leaves; gives the line back when it is to be made safe.
    async fn talk<S>(&mut self, stream: S, greet: bool) -> Option<S>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let mut stream = BufReader::new(stream);
        if greet {
            let greeting = if self.mood == Mood::Closed {
                "554 not here"
            } else {
                "220 here"
            };
            say(&mut stream, greeting).await?;
        }
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await.ok()? == 0 {
                return None;
            }
            let verb = line.trim_end().to_ascii_uppercase();
            let answer = match verb.split([' ', ':']).next().unwrap_or_default() {
                "EHLO" if self.offers => "250-here\r\n250 STARTTLS",
                "EHLO" => "250-here\r\n250 AUTH PLAIN",
                "STARTTLS" => {
                    say(&mut stream, "220 go on").await?;
                    return Some(stream.into_inner());
                }
                "AUTH" if self.mood == Mood::LocksUp => "535 no",
                "AUTH" => {
                    self.let_in = true;
                    "235 come in"
                }
                "MAIL" if self.mood == Mood::Later => "451 later",
                "RCPT" if self.mood == Mood::KnowsNobody => "550 5.1.1 who?",
                "RCPT" => {
                    line.trim_end().clone_into(&mut self.to);
                    "250 yes"
                }
                "DATA" if self.mood == Mood::Hangs => std::future::pending().await,
                "DATA" => {
                    say(&mut stream, "354 go on").await?;
                    let raw = text(&mut stream).await?;
                    self.keep(raw)?
                }
                "QUIT" if self.mood == Mood::DropsAfterwards => return None,
                "QUIT" => {
                    say(&mut stream, "221 bye").await?;
                    return None;
                }
                _ => "250 yes",
            };
            say(&mut stream, answer).await?;
        }
    }

    fn keep(&self, raw: String) -> Option<&'static str> {
        if self.mood == Mood::RefusesText {
            return Some("554 no");
        }
        self.kept.lock().unwrap().push(Received {
            to: self.to.clone(),
            raw,
            safely: self.safely,
            let_in: self.let_in,
        });
        (self.mood != Mood::DropsAfterText).then_some("250 mine")
    }
}

async fn say(stream: &mut (impl AsyncWrite + Unpin), line: &str) -> Option<()> {
    let line = format!("{line}\r\n");
    stream.write_all(line.as_bytes()).await.ok()?;
    stream.flush().await.ok()
}

/// The letter up to the dot, with what quoted-printable did to it undone.
async fn text<S: AsyncRead + Unpin>(stream: &mut BufReader<S>) -> Option<String> {
    let mut raw = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        if line == ".\r\n" {
            break;
        }
        raw.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
    let raw = raw.replace("=\r\n", "").replace("=3D", "=");
    Some(raw.replace("\r\n", "\n"))
}
