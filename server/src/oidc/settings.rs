//! The providers an operator names in a file.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::commands::Failure;

/// The file as a whole.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    provider: Vec<ProviderSettings>,
}

/// One provider.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProviderSettings {
    /// Its name in addresses: small letters, digits and hyphens.
    pub key: String,
    /// The organisation whose people sign in here, as the sign-in page says it.
    pub name: String,
    /// The issuer, exactly as the provider writes it.
    pub issuer: String,
    /// What the provider calls us.
    pub client_id: String,
    /// A P-256 key in PKCS#8 PEM with which we prove who we are (`private_key_jwt`).
    #[serde(default)]
    pub client_key_file: Option<PathBuf>,
    /// What the provider calls that key.
    #[serde(default)]
    pub client_key_id: Option<String>,
    /// A file with the client secret, for a provider that knows no keys.
    #[serde(default)]
    pub client_secret_file: Option<PathBuf>,
    /// How the provider may have looked: one of these is asked for and demanded.
    #[serde(default)]
    pub acr: Vec<String>,
    /// The means the person must have used there, all of them, such as `mfa`.
    #[serde(default)]
    pub amr: Vec<String>,
    /// How long ago the person may have signed in there, in minutes.
    #[serde(default)]
    pub max_age_minutes: Option<u32>,
    /// Whether somebody who signs out here is offered to sign out there too.
    #[serde(default = "offered")]
    pub end_session: bool,
}

fn offered() -> bool {
    true
}

/// Reads the providers from a TOML file.
///
/// # Errors
/// When the file cannot be read, has a key that is not known, or names a provider that cannot be
/// used safely; the message says which and what to write.
pub fn read(path: &Path) -> Result<Vec<ProviderSettings>, Failure> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
    parse(&text).map_err(|error| format!("{}: {error}", path.display()).into())
}

fn parse(text: &str) -> Result<Vec<ProviderSettings>, String> {
    let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
    let mut keys = HashSet::new();
    for provider in &file.provider {
        let key = provider.key.as_str();
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if key.is_empty() || key.len() > 32 || !key.chars().all(plain) {
            return Err(format!(
                "provider key `{key}`: use small letters, digits and hyphens, at most 32."
            ));
        }
        if !keys.insert(key) {
            return Err(format!("provider key `{key}` is there twice."));
        }
        if !is_safe(&provider.issuer) {
            return Err(format!(
                "provider `{key}`: the issuer must be an https address."
            ));
        }
        if provider.client_key_file.is_some() == provider.client_secret_file.is_some() {
            return Err(format!(
                "provider `{key}`: give client_key_file or client_secret_file, one of them."
            ));
        }
    }
    Ok(file.provider)
}

/// Whether an address keeps what is sent there to itself. On this machine nobody listens in.
pub(super) fn is_safe(address: &str) -> bool {
    let Ok(uri) = address.parse::<http::Uri>() else {
        return false;
    };
    match (uri.scheme_str(), uri.host()) {
        (Some("https"), Some(_)) => true,
        (Some("http"), Some(host)) => is_loopback(host),
        _ => false,
    }
}

fn is_loopback(host: &str) -> bool {
    host == "localhost"
        || host
            .trim_matches(['[', ']'])
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "[[provider]]\nkey = 'voorbeeld'\nname = 'Gemeente Voorbeeld'\n\
         issuer = 'https://login.example'\nclient_id = 'ketentafel'\nclient_secret_file = 's'\n";

    #[test]
    fn a_provider_is_read() {
        let read = parse(GOOD).unwrap();
        assert_eq!(read[0].key, "voorbeeld");
        assert!(parse("").unwrap().is_empty());
    }

    #[test]
    fn what_is_unsafe_or_unknown_is_refused() {
        for (from, to, says) in [
            ("https://login", "http://login", "https"),
            ("'voorbeeld'", "'Voor/beeld'", "small letters"),
            ("client_secret_file = 's'", "", "one of them"),
            ("client_id", "clientid = ''\nclient_id", "unknown field"),
        ] {
            let error = parse(&GOOD.replace(from, to)).unwrap_err();
            assert!(error.contains(says), "{to}: {error}");
        }
        let twice = parse(&GOOD.repeat(2)).unwrap_err();
        assert!(twice.contains("twice"), "{twice}");
    }

    #[test]
    fn only_this_machine_may_do_without_tls() {
        for good in [
            "https://a.example/x",
            "http://localhost:9",
            "http://127.0.0.1",
            "http://[::1]:8",
        ] {
            assert!(is_safe(good), "{good}");
        }
        for bad in [
            "http://a.example",
            "ftp://localhost",
            "http://127.0.0.1.example",
            "niets",
            "",
        ] {
            assert!(!is_safe(bad), "{bad}");
        }
    }
}
