//! The line to a provider: no redirects followed, nobody waited for long, no endless answers. What
//! somebody typed into a page is asked by a guarded line, which reaches nothing inside a network.

use std::error::Error as _;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use openidconnect::reqwest::dns::{Addrs, Name, Resolve, Resolving};
use openidconnect::reqwest::{self, Client, redirect::Policy};
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};

/// The most a provider may send at once, in bytes.
const ANSWER_LIMIT: usize = 256 * 1024;
/// How long it may take, in all.
const PATIENCE: Duration = Duration::from_secs(5);

/// Why a provider could not be asked.
#[derive(Debug, thiserror::Error)]
pub enum Lost {
    /// It does not answer.
    #[error("no answer")]
    Silent(#[from] reqwest::Error),
    /// It sends too much.
    #[error("an endless answer")]
    Endless,
    /// Its answer is no HTTP.
    #[error("a broken answer")]
    Broken(#[from] http::Error),
    /// It stands inside a network.
    #[error("an address inside")]
    Inside,
}

impl Lost {
    /// Whether its name led inside a network.
    pub fn is_inside(&self) -> bool {
        let mut source = self.source();
        while let Some(error) = source {
            if error
                .downcast_ref::<Self>()
                .is_some_and(|lost| matches!(lost, Self::Inside))
            {
                return true;
            }
            source = error.source();
        }
        matches!(self, Self::Inside)
    }
}

/// How far a line reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Wherever the operator says.
    Anywhere,
    /// What everybody on the internet reaches; with `true` this machine as well.
    Outside(bool),
}

/// The line that providers share.
#[derive(Debug, Clone)]
pub struct Line(Client, Reach);

impl Line {
    /// Makes it ready.
    ///
    /// # Errors
    /// When TLS cannot be set up on this machine.
    pub fn open() -> Result<Self, reqwest::Error> {
        let client = Client::builder()
            .redirect(Policy::none())
            .timeout(PATIENCE)
            .connect_timeout(PATIENCE)
            .build()?;
        Ok(Self(client, Reach::Anywhere))
    }

    /// Makes one ready for what somebody typed into a page. Names are looked up here and the answer
    /// is what is connected to, so a name cannot lead elsewhere the second time. `local` lets it
    /// reach this machine.
    ///
    /// # Errors
    /// When TLS cannot be set up on this machine.
    pub fn guarded(local: bool) -> Result<Self, reqwest::Error> {
        let client = Client::builder()
            .redirect(Policy::none())
            .timeout(PATIENCE)
            .connect_timeout(PATIENCE)
            .https_only(!local)
            // A proxy would look names up by itself.
            .no_proxy()
            .dns_resolver(Arc::new(Outside(local)))
            .build()?;
        Ok(Self(client, Reach::Outside(local)))
    }
}

/// Looks names up, and lets no answer through that lies inside.
struct Outside(bool);

impl Resolve for Outside {
    fn resolve(&self, name: Name) -> Resolving {
        let local = self.0;
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let found: Vec<SocketAddr> = found.collect();
            // One answer inside among good ones is no accident.
            if found.iter().all(|address| may_reach(address.ip(), local)) {
                Ok(Box::new(found.into_iter()) as Addrs)
            } else {
                Err(Lost::Inside.into())
            }
        })
    }
}

/// Whether an address names no place inside by number. What a name leads to is seen when it is
/// looked up; by number nothing is looked up.
pub(super) fn is_open(address: &str, local: bool) -> bool {
    let Ok(uri) = address.parse::<http::Uri>() else {
        return false;
    };
    let host = uri.host().unwrap_or_default().trim_matches(['[', ']']);
    match host.parse::<IpAddr>() {
        Ok(number) => may_reach(number, local),
        Err(_) => local || !(host == "localhost" || host.ends_with(".localhost")),
    }
}

fn may_reach(address: IpAddr, local: bool) -> bool {
    match address.to_canonical() {
        address if address.is_loopback() => local,
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

/// Not private, shared, local to a link, special or reserved (IANA special-purpose registry).
fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = address.is_private()
        || address.is_link_local()
        || address.is_documentation()
        || matches!(
            (a, b, c),
            (0 | 224.., ..) | (100, 64..=127, _) | (192, 0, 0) | (198, 18 | 19, _)
        );
    !special
}

/// Of the unicast that is given out, and not a way to say an address of the other kind.
fn is_public_v6(address: Ipv6Addr) -> bool {
    match address.segments() {
        [0x2001, 0x0000 | 0x0db8, ..] | [0x2002 | 0x3fff, ..] => false,
        [first, ..] => (0x2000..=0x3fff).contains(&first),
    }
}

impl<'c> AsyncHttpClient<'c> for Line {
    type Error = Lost;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Lost>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(ask(self, request))
    }
}

async fn ask(Line(client, reach): &Line, request: HttpRequest) -> Result<HttpResponse, Lost> {
    if let Reach::Outside(local) = *reach
        && !is_open(&request.uri().to_string(), local)
    {
        return Err(Lost::Inside);
    }
    let request = reqwest::Request::try_from(request)?;
    let mut answer = client.execute(request).await?;
    let mut built = http::Response::builder().status(answer.status());
    for (name, value) in answer.headers() {
        built = built.header(name, value);
    }
    let mut body = Vec::new();
    while let Some(part) = answer.chunk().await? {
        if body.len() + part.len() > ANSWER_LIMIT {
            return Err(Lost::Endless);
        }
        body.extend_from_slice(&part);
    }
    Ok(built.body(body)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guarded_line_reaches_what_everybody_reaches() {
        for (address, outside, local) in [
            ("https://example.org/x", true, true),
            ("https://192.0.1.1", true, true),
            ("https://[2606:4700::1]/", true, true),
            ("https://localhost:1", false, true),
            ("https://x.localhost", false, true),
            ("https://127.0.0.1", false, true),
            ("https://[::1]", false, true),
            ("https://[::ffff:127.0.0.1]", false, true),
            ("https://[::ffff:10.0.0.1]", false, false),
            ("https://10.0.0.1", false, false),
            ("https://172.16.0.1", false, false),
            ("https://192.168.1.1", false, false),
            ("https://169.254.169.254/latest", false, false),
            ("https://100.64.0.1", false, false),
            ("https://0.0.0.0", false, false),
            ("https://224.0.0.1", false, false),
            ("https://[fe80::1]", false, false),
            ("https://[fd00::1]", false, false),
            ("https://[64:ff9b::a00:1]", false, false),
            ("https://[2002:a00:1::]", false, false),
        ] {
            assert_eq!(is_open(address, false), outside, "{address}");
            assert_eq!(is_open(address, true), local, "{address}");
        }
    }

    #[tokio::test]
    async fn a_name_that_leads_inside_is_not_followed() {
        let name = || "localhost".parse::<Name>();
        let Ok(first) = name() else { panic!("a name") };
        let Err(error) = Outside(false).resolve(first).await else {
            panic!("let through");
        };
        assert!(error.downcast_ref::<Lost>().is_some_and(Lost::is_inside));
        let Ok(second) = name() else { panic!("a name") };
        assert!(Outside(true).resolve(second).await.is_ok());
    }
}
