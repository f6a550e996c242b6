//! Looks at a provider that somebody typed into a page, before anybody is sent there.
//!
//! What is typed must not make this server ask machines that its readers cannot reach, so the line is
//! guarded ([`super::line`]). What came back is judged and never shown.

use async_trait::async_trait;
use domain::identity::provider::{ProviderWay, Unfit};
use openidconnect::{AsyncHttpClient, HttpRequest, IssuerUrl};
use serde::Deserialize;
use service::identity::providers::Outside;

use super::line::{Line, Lost, is_open};
use super::provider::Metadata;
use super::settings::is_safe;

/// Where a provider describes itself (OpenID Connect Discovery 1.0, section 4).
const DESCRIPTION: &str = "/.well-known/openid-configuration";

/// The part of a description that decides.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Description {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    end_session_endpoint: Option<String>,
    response_types_supported: Vec<String>,
    code_challenge_methods_supported: Vec<String>,
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
}

/// Looks by way of a guarded line.
#[derive(Debug, Clone)]
pub struct Look {
    line: Line,
    local: bool,
}

impl Look {
    /// Makes it ready. `local` lets it look at this machine.
    ///
    /// # Errors
    /// When TLS cannot be set up on this machine.
    pub fn ready(local: bool) -> Result<Self, crate::commands::Failure> {
        let line = Line::guarded(local)?;
        Ok(Self { line, local })
    }

    async fn describe(&self, issuer: &str) -> Result<Description, Unfit> {
        let address = format!("{}{DESCRIPTION}", issuer.trim_end_matches('/'));
        let request = http::Request::get(address).body(Vec::new());
        let request: HttpRequest = request.map_err(|_| Unfit::Silent)?;
        let answer = self.line.call(request).await.map_err(|lost| match lost {
            Lost::Inside => Unfit::Inside,
            lost if lost.is_inside() => Unfit::Inside,
            _ => Unfit::Silent,
        })?;
        if !answer.status().is_success() {
            return Err(Unfit::Silent);
        }
        serde_json::from_slice(answer.body()).map_err(|_| Unfit::Silent)
    }
}

#[async_trait]
impl Outside for Look {
    async fn look(&self, issuer: &str, way: ProviderWay) -> Vec<Unfit> {
        let said = match self.describe(issuer).await {
            Ok(said) => said,
            Err(why) => return vec![why],
        };
        let unfit = judge(&said, issuer, way, self.local);
        if !unfit.is_empty() {
            return unfit;
        }
        // As a sign-in will do it, keys and all.
        let Ok(issuer) = IssuerUrl::new(issuer.to_owned()) else {
            return vec![Unfit::Silent];
        };
        match Metadata::discover_async(issuer, &self.line).await {
            Ok(_) => Vec::new(),
            Err(_) => vec![Unfit::Silent],
        }
    }
}

/// Everything that stands in the way, so that whoever runs the provider hears it all at once.
fn judge(said: &Description, issuer: &str, way: ProviderWay, local: bool) -> Vec<Unfit> {
    let mut unfit = Vec::new();
    let mut demand = |holds: bool, why| {
        if !holds {
            unfit.push(why);
        }
    };
    let has = |list: &[String], word: &str| list.iter().any(|one| one == word);
    demand(said.issuer == issuer, Unfit::OtherIssuer);
    demand(has(&said.response_types_supported, "code"), Unfit::NoCode);
    demand(
        has(&said.code_challenge_methods_supported, "S256"),
        Unfit::NoPkce,
    );
    let addresses = [
        Some(&said.authorization_endpoint),
        Some(&said.token_endpoint),
        Some(&said.jwks_uri),
        said.end_session_endpoint.as_ref(),
    ];
    let mut addresses = addresses.into_iter().flatten();
    let open = |address: &String| is_safe(address) && is_open(address, local);
    demand(addresses.all(open), Unfit::OpenLine);
    // Who does not say knows the usual way (Discovery 1.0, section 3).
    let usual = ["client_secret_basic".to_owned()];
    let ways = said.token_endpoint_auth_methods_supported.as_deref();
    let word = match way {
        ProviderWay::Key => "private_key_jwt",
        ProviderWay::Secret => "client_secret_basic",
    };
    demand(has(ways.unwrap_or(&usual), word), Unfit::OtherWay);
    unfit
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good() -> Description {
        let words = |list: &[&str]| list.iter().map(|&word| word.to_owned()).collect();
        Description {
            issuer: "https://a.example".to_owned(),
            authorization_endpoint: "https://a.example/auth".to_owned(),
            token_endpoint: "https://b.example/token".to_owned(),
            jwks_uri: "https://a.example/keys".to_owned(),
            end_session_endpoint: None,
            response_types_supported: words(&["code", "id_token"]),
            code_challenge_methods_supported: words(&["plain", "S256"]),
            token_endpoint_auth_methods_supported: Some(words(&["private_key_jwt"])),
        }
    }

    #[test]
    fn a_good_one_has_nothing_in_the_way() {
        let judged = judge(&good(), "https://a.example", ProviderWay::Key, false);
        assert_eq!(judged, []);
    }

    #[test]
    fn everything_in_the_way_is_told_at_once() {
        let judged = judge(
            &Description::default(),
            "https://a.example",
            ProviderWay::Key,
            false,
        );
        let all = [
            Unfit::OtherIssuer,
            Unfit::NoCode,
            Unfit::NoPkce,
            Unfit::OpenLine,
            Unfit::OtherWay,
        ];
        assert_eq!(judged, all);
    }

    #[test]
    fn an_address_inside_is_no_address() {
        for inside in [
            "http://a.example/t",
            "https://10.1.2.3/t",
            "https://[fd00::1]/t",
            "http://localhost/t",
        ] {
            let said = Description {
                token_endpoint: inside.to_owned(),
                ..good()
            };
            let judged = judge(&said, "https://a.example", ProviderWay::Key, false);
            assert_eq!(judged, [Unfit::OpenLine], "{inside}");
        }
        let said = Description {
            token_endpoint: "http://localhost/t".to_owned(),
            ..good()
        };
        assert_eq!(
            judge(&said, "https://a.example", ProviderWay::Key, true),
            []
        );
    }
}
