//! The settings for mail, from what the operator says. A line that is not safe is refused.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::Args;
use domain::text::Email;
use service::mail::smtp::{PATIENCE, Safety, Settings, Smtp};
use url::Url;

use crate::commands::Failure;

/// How letters leave.
#[derive(Debug, Clone, Default, Args)]
pub struct MailOptions {
    /// The server that takes letters: `smtps://NAME@HOST:465` (safe from the first byte) or
    /// `smtp://NAME@HOST:587` (made safe by STARTTLS, or not used). Without one, letters wait.
    #[arg(
        long,
        env = "KETENTAFEL_SMTP_URL",
        value_name = "URL",
        requires = "smtp_from"
    )]
    pub smtp_url: Option<String>,

    /// The address that letters come from; best one whose box nobody reads.
    #[arg(long, env = "KETENTAFEL_SMTP_FROM", value_name = "ADDRESS")]
    pub smtp_from: Option<String>,

    /// A file with the password for the server of mail, on one line.
    #[arg(long, env = "KETENTAFEL_SMTP_PASSWORD_FILE", value_name = "PATH")]
    pub smtp_password_file: Option<PathBuf>,

    /// A PEM file with certificates that may vouch for the server of mail, beside those the world
    /// trusts: for a server with a certificate of the organisation itself.
    #[arg(long, env = "KETENTAFEL_SMTP_CA_FILE", value_name = "PATH")]
    pub smtp_ca_file: Option<PathBuf>,

    /// Speak to the server of mail without TLS. For tests, with a server on this machine only.
    #[arg(long, env = "KETENTAFEL_SMTP_PLAIN_FOR_TESTS", requires = "smtp_url")]
    pub smtp_plain_for_tests: bool,
}

/// Makes mail ready; nothing when the operator named no server. `demo` sends no letter off this
/// machine: its people are made up, and what visitors type there may be somebody's address.
///
/// # Errors
/// When a setting is not one, or would have letters travel without TLS; says what to do.
pub fn ready(options: &MailOptions, demo: bool) -> Result<Option<Smtp>, Failure> {
    let Some(text) = &options.smtp_url else {
        return Ok(None);
    };
    let settings = settings(options, text, demo)?;
    let smtp = Smtp::new(settings).map_err(|why| format!("mail: {why}"))?;
    Ok(Some(smtp))
}

fn settings(options: &MailOptions, text: &str, demo: bool) -> Result<Settings, Failure> {
    let url = Url::parse(text).map_err(|_| "--smtp-url is no address; write smtps://HOST")?;
    let host = url.host_str().unwrap_or_default();
    let host = host
        .trim_start_matches('[')
        .trim_end_matches(']')
        .to_owned();
    let (safety, port) = match url.scheme() {
        _ if options.smtp_plain_for_tests => (Safety::PlainForTests, 25),
        "smtps" => (Safety::Wrapped, 465),
        "smtp" => (Safety::StartTls, 587),
        _ => return Err("--smtp-url begins with smtps:// or smtp://".into()),
    };
    if host.is_empty() || url.query().is_some() || !matches!(url.path(), "" | "/") {
        return Err("--smtp-url is a server and a port and nothing else; how the line is made safe follows from smtps:// or smtp://".into());
    }
    if safety == Safety::PlainForTests && !is_here(&host) {
        return Err(format!(
            "--smtp-plain-for-tests sends letters without TLS, so it only works with a server on this machine, not with {host}. Leave it out."
        )
        .into());
    }
    if demo && !is_here(&host) {
        return Err(format!(
            "demo mode sends no letters off this machine, so not to {host}. Leave out --smtp-url, or name a server on localhost."
        )
        .into());
    }
    let from = options.smtp_from.as_deref().unwrap_or_default();
    let from = Email::parse(from).map_err(|_| "--smtp-from is no address for mail")?;
    let authority = match &options.smtp_ca_file {
        Some(path) => Some(read(path)?.into_bytes()),
        None => None,
    };
    Ok(Settings {
        login: login(options, &url)?,
        port: url.port().unwrap_or(port),
        host,
        safety,
        from,
        authority,
        patience: PATIENCE,
    })
}

/// The name and the password that let us in; nothing where the server asks for none.
fn login(options: &MailOptions, url: &Url) -> Result<Option<(String, String)>, Failure> {
    let plain = |text: &str| {
        let bytes = percent(text).ok_or("--smtp-url: write %25 for a percent sign")?;
        String::from_utf8(bytes).map_err(|_| "--smtp-url: the name is no text")
    };
    let name = plain(url.username())?;
    let word = match (&options.smtp_password_file, url.password()) {
        (Some(path), _) => Some(read(path)?.trim_end_matches(['\r', '\n']).to_owned()),
        (None, Some(word)) => Some(plain(word)?),
        (None, None) => None,
    };
    match (name.is_empty(), word) {
        (true, None) => Ok(None),
        (false, Some(word)) => Ok(Some((name, word))),
        (true, Some(_)) => Err("--smtp-url has a password and no name".into()),
        (false, None) => {
            Err("--smtp-url has a name and no password; pass --smtp-password-file".into())
        }
    }
}

fn read(path: &PathBuf) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()).into())
}

/// The bytes behind percent signs.
fn percent(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, more @ ..] = rest {
        if *first != b'%' {
            bytes.push(*first);
            rest = more;
            continue;
        }
        let digits = std::str::from_utf8(more.get(..2)?).ok()?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = more.get(2..)?;
    }
    Some(bytes)
}

/// Whether a name can only mean this machine.
fn is_here(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(url: &str) -> MailOptions {
        MailOptions {
            smtp_url: Some(url.to_owned()),
            smtp_from: Some("post@ketentafel.example".to_owned()),
            ..MailOptions::default()
        }
    }

    fn of(url: &str) -> Settings {
        settings(&options(url), url, false).unwrap_or_else(|error| panic!("{url}: {error}"))
    }

    #[test]
    fn the_line_is_safe_by_its_scheme() {
        let wrapped = of("smtps://mail.example.org");
        assert_eq!((wrapped.safety, wrapped.port), (Safety::Wrapped, 465));
        let made_safe = of("smtp://na%40me:w%25rd@mail.example.org:2525/");
        assert_eq!((made_safe.safety, made_safe.port), (Safety::StartTls, 2525));
        let login = Some(("na@me".to_owned(), "w%rd".to_owned()));
        assert_eq!(made_safe.login, login);
        assert_eq!(of("smtps://[::1]:2465").host, "::1");
    }

    #[test]
    fn what_is_not_safe_or_not_clear_is_refused() {
        for url in [
            "http://mail.example.org",
            "mail.example.org",
            "smtp://mail.example.org?tls=opportunistic",
            "smtps://name@mail.example.org",
            "smtps://:word@mail.example.org",
            "smtps://",
        ] {
            assert!(settings(&options(url), url, false).is_err(), "{url}");
        }
        let mut plain = options("smtp://mail.example.org");
        plain.smtp_plain_for_tests = true;
        assert!(ready(&plain, false).is_err());
        for url in ["smtp://127.0.0.1:2525", "smtp://localhost:2525"] {
            plain.smtp_url = Some(url.to_owned());
            assert!(
                ready(&plain, true).is_ok_and(|smtp| smtp.is_some()),
                "{url}"
            );
        }
        assert!(ready(&options("smtps://mail.example.org"), true).is_err());
        let mut nobody = options("smtps://mail.example.org");
        nobody.smtp_from = Some("nobody\r\nBcc: all@example.org".to_owned());
        assert!(ready(&nobody, false).is_err());
        assert!(ready(&MailOptions::default(), false).is_ok_and(|smtp| smtp.is_none()));
    }
}
