//! The line to a provider: no redirects followed, nobody waited for long, no endless answers.

use std::pin::Pin;
use std::time::Duration;

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
}

/// The line that all providers share.
#[derive(Debug, Clone)]
pub struct Line(Client);

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
        Ok(Self(client))
    }
}

impl<'c> AsyncHttpClient<'c> for Line {
    type Error = Lost;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Lost>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(ask(&self.0, request))
    }
}

async fn ask(client: &Client, request: HttpRequest) -> Result<HttpResponse, Lost> {
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
