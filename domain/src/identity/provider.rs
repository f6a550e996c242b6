//! A sign-in provider that the people of a region add themselves: what has to be known of it, what
//! it must offer before it is proposed, and where it stands.
//!
//! Source: NL GOV assurance profile for OpenID Connect and OAuth (code flow, PKCE S256, https);
//! OpenID Connect Discovery 1.0 section 4.3 (the issuer is the one that was asked);
//! `docs/domain.md#providers`.

use serde::{Deserialize, Serialize};

use super::command::CheckProvider;
use crate::fault::{Code, Faults, NotNow};
use crate::id::OrganisationId;
use crate::people::words::words;

/// The most a name in addresses holds, in characters.
const LONGEST_KEY: usize = 32;
/// The most any other line holds, in characters.
const LONGEST_LINE: usize = 300;
/// How long ago somebody may have signed in there at most, in minutes: a week.
const LONGEST_AGE: i64 = 10_080;

words! {
    /// How we show a provider who we are.
    ProviderWay {
        /// With a key of our own that never leaves the house (`private_key_jwt`, RFC 7523).
        Key = "key",
        /// With a secret that the provider gave us.
        Secret = "secret",
    }
}

words! {
    /// Why a provider cannot be used, as its own description tells.
    Unfit {
        /// It does not answer, or not with a description.
        Silent = "silent",
        /// It stands at an address inside a network: such a one is for the file of the operator.
        Inside = "inside",
        /// It says that it is another than was asked.
        OtherIssuer = "other_issuer",
        /// It does not offer the code flow.
        NoCode = "no_code",
        /// It does not offer PKCE with S256.
        NoPkce = "no_pkce",
        /// One of its addresses is not https.
        OpenLine = "open_line",
        /// It does not know the chosen way of showing who we are.
        OtherWay = "other_way",
    }
}

words! {
    /// Where a provider of the page stands. Each set of settings is a row of its own.
    ProviderState {
        /// Looked at and not yet proposed.
        Draft = "draft",
        /// Proposed, and waiting for a second person.
        Waiting = "waiting",
        /// People sign in by it.
        Active = "active",
        /// Newer settings took its place.
        Replaced = "replaced",
        /// Switched off.
        Off = "off",
        /// A second person did not agree, or it was taken back.
        Refused = "refused",
    }
}

words! {
    /// What happens to a provider.
    ProviderStep {
        /// Somebody proposes it.
        Propose = "propose",
        /// A second person agrees.
        Confirm = "confirm",
        /// A second person does not agree, or the proposal is taken back.
        Drop = "drop",
        /// Newer settings come into force.
        Replace = "replace",
        /// Somebody switches it off.
        SwitchOff = "switch_off",
    }
}

impl ProviderState {
    /// Where it stands after a step.
    ///
    /// # Errors
    /// [`NotNow`] when the step does not fit: settings that were decided on are not decided on again.
    pub const fn after(self, step: ProviderStep) -> Result<Self, NotNow> {
        match (self, step) {
            (Self::Draft, ProviderStep::Propose) => Ok(Self::Waiting),
            (Self::Waiting, ProviderStep::Confirm) => Ok(Self::Active),
            (Self::Waiting, ProviderStep::Drop) => Ok(Self::Refused),
            (Self::Active | Self::Off, ProviderStep::Replace) => Ok(Self::Replaced),
            (Self::Active, ProviderStep::SwitchOff) => Ok(Self::Off),
            _ => Err(NotNow {
                state: self.word(),
                operation: step.word(),
            }),
        }
    }

    /// Whether newer settings may be made from these.
    pub const fn may_change(self) -> bool {
        matches!(self, Self::Active | Self::Off | Self::Draft)
    }
}

/// What is known of a provider, but for the secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderSettings {
    /// Its name in addresses.
    pub key: String,
    /// Its name on the front door.
    pub name: String,
    /// The organisations whose people sign in there. Nobody else is bound to an identity of it.
    pub organisations: Vec<OrganisationId>,
    /// The issuer, exactly as the provider writes it.
    pub issuer: String,
    /// What the provider calls us.
    pub client_id: String,
    /// How we show who we are.
    pub way: ProviderWay,
    /// How the provider may have looked: one of these is asked for and demanded.
    pub acr: Vec<String>,
    /// The means the person must have used there, all of them.
    pub amr: Vec<String>,
    /// How long ago the person may have signed in there, in minutes.
    pub max_age_minutes: Option<u32>,
    /// Whether somebody who signs out is offered to sign out there too.
    pub end_session: bool,
}

impl ProviderSettings {
    /// Reads a form. `local` lets a provider on this machine do without https: for a demonstration.
    /// `needs_secret` is whether none is kept already.
    ///
    /// # Errors
    /// All faults of the form, one for each field.
    pub fn parse(form: &CheckProvider, local: bool, needs_secret: bool) -> Result<Self, Faults> {
        let mut faults = Faults::default();
        let key = faults.keep("key", parse_key(&form.key));
        let name = faults.keep("name", line(&form.name));
        let organisations = faults.keep("organisations", organisations(&form.organisations));
        let issuer = faults.keep("issuer", parse_issuer(&form.issuer, local));
        let client_id = faults.keep("client_id", line(&form.client_id));
        let way = ProviderWay::parse(&form.way).ok_or(if form.way.is_empty() {
            Code::Empty
        } else {
            Code::NotAChoice
        });
        let way = faults.keep("way", way);
        if way == Some(ProviderWay::Secret) && needs_secret && form.secret.trim().is_empty() {
            faults.add("secret", Code::Empty);
        }
        if form.secret.chars().count() > LONGEST_LINE {
            faults.add("secret", Code::TooLong(LONGEST_LINE));
        }
        let acr = faults.keep("acr", lines(&form.acr));
        let amr = faults.keep("amr", lines(&form.amr));
        let age = faults.keep("max_age", parse_age(&form.max_age));
        let (Some(key), Some(name), Some(organisations), Some(issuer), Some(client_id)) =
            (key, name, organisations, issuer, client_id)
        else {
            return Err(faults);
        };
        let (Some(way), Some(acr), Some(amr), Some(max_age_minutes), true) =
            (way, acr, amr, age, faults.is_empty())
        else {
            return Err(faults);
        };
        Ok(Self {
            key,
            name,
            organisations,
            issuer,
            client_id,
            way,
            acr,
            amr,
            max_age_minutes,
            end_session: form.end_session == "yes",
        })
    }
}

/// Small letters, digits and hyphens: it stands in addresses.
fn parse_key(raw: &str) -> Result<String, Code> {
    let key = raw.trim();
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if key.is_empty() {
        Err(Code::Empty)
    } else if key.len() > LONGEST_KEY {
        Err(Code::TooLong(LONGEST_KEY))
    } else if key.chars().all(plain) {
        Ok(key.to_owned())
    } else {
        Err(Code::NotAKey)
    }
}

fn line(raw: &str) -> Result<String, Code> {
    let text = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        Err(Code::Empty)
    } else if text.chars().count() > LONGEST_LINE {
        Err(Code::TooLong(LONGEST_LINE))
    } else {
        Ok(text)
    }
}

/// A word for each line or comma; none is none.
fn lines(raw: &str) -> Result<Vec<String>, Code> {
    if raw.chars().count() > LONGEST_LINE {
        return Err(Code::TooLong(LONGEST_LINE));
    }
    let parts = raw.split([',', '\n']).map(str::trim);
    Ok(parts
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect())
}

fn organisations(raw: &[String]) -> Result<Vec<OrganisationId>, Code> {
    if raw.is_empty() {
        return Err(Code::TooFew(1));
    }
    let read = raw
        .iter()
        .map(|id| id.parse().map_err(|_| Code::NotAChoice));
    read.collect()
}

fn parse_age(raw: &str) -> Result<Option<u32>, Code> {
    if raw.trim().is_empty() {
        return Ok(None);
    }
    let age: i64 = raw.trim().parse().map_err(|_| Code::NotANumber)?;
    match u32::try_from(age) {
        Ok(minutes) if (1..=LONGEST_AGE).contains(&age) => Ok(Some(minutes)),
        _ => Err(Code::OutOfRange(1, LONGEST_AGE)),
    }
}

/// An issuer: https, a host, no user, no query, no fragment (OpenID Connect Discovery 1.0, 2).
fn parse_issuer(raw: &str, local: bool) -> Result<String, Code> {
    let issuer = raw.trim();
    if issuer.is_empty() {
        return Err(Code::Empty);
    }
    if issuer.chars().count() > LONGEST_LINE {
        return Err(Code::TooLong(LONGEST_LINE));
    }
    let plain = issuer
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && !b"?#\\@<>\"".contains(&byte));
    let rest = match (
        issuer.strip_prefix("https://"),
        issuer.strip_prefix("http://"),
    ) {
        (Some(rest), _) => rest,
        (None, Some(rest)) if local && is_here(rest) => rest,
        _ => return Err(Code::NotALink),
    };
    let host = rest.split(['/', ':']).next().unwrap_or_default();
    if plain && !host.is_empty() {
        Ok(issuer.to_owned())
    } else {
        Err(Code::NotALink)
    }
}

fn is_here(rest: &str) -> bool {
    let host = rest.split(['/', ':']).next().unwrap_or_default();
    matches!(host, "localhost" | "127.0.0.1")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good() -> CheckProvider {
        CheckProvider {
            key: "oeverstad".to_owned(),
            name: "Gemeente Oeverstad".to_owned(),
            organisations: vec!["01900000-0000-7000-8000-000000000001".to_owned()],
            issuer: "https://aanmelden.oeverstad.example/realms/stad".to_owned(),
            client_id: "ketentafel".to_owned(),
            way: "key".to_owned(),
            acr: "streng, strenger\n strengst".to_owned(),
            max_age: "60".to_owned(),
            end_session: "yes".to_owned(),
            ..CheckProvider::default()
        }
    }

    #[test]
    fn a_form_is_read() {
        let read = ProviderSettings::parse(&good(), false, true).unwrap();
        assert_eq!(read.acr, ["streng", "strenger", "strengst"]);
        assert_eq!(read.max_age_minutes, Some(60));
        assert!(read.end_session && read.amr.is_empty());
    }

    #[test]
    fn all_faults_come_at_once() {
        let faults = ProviderSettings::parse(&CheckProvider::default(), false, true).unwrap_err();
        let fields: Vec<_> = faults.into_vec().into_iter().map(|it| it.field).collect();
        let all = ["key", "name", "organisations", "issuer", "client_id", "way"];
        assert_eq!(fields, all);
        let secret = CheckProvider {
            way: "secret".to_owned(),
            key: "Met Hoofdletters".to_owned(),
            max_age: "0".to_owned(),
            ..good()
        };
        let faults = ProviderSettings::parse(&secret, false, true).unwrap_err();
        let faults: Vec<_> = faults.into_vec().into_iter().map(|it| it.code).collect();
        let all = [Code::NotAKey, Code::Empty, Code::OutOfRange(1, LONGEST_AGE)];
        assert_eq!(faults, all);
        assert!(
            ProviderSettings::parse(
                &CheckProvider {
                    key: "a".into(),
                    max_age: String::new(),
                    ..secret
                },
                false,
                false
            )
            .is_ok()
        );
    }

    #[test]
    fn an_issuer_is_an_address_that_nobody_listens_in_on() {
        for (issuer, local, fits) in [
            ("https://a.example", false, true),
            ("https://a.example:8443/x/", false, true),
            ("http://a.example", true, false),
            ("http://localhost:3001", true, true),
            ("http://localhost:3001", false, false),
            ("http://localhost.example", true, false),
            ("https://user@a.example", false, false),
            ("https://a.example?x=1", false, false),
            ("https://a.example#x", false, false),
            ("https:///x", false, false),
            ("https://", false, false),
            ("ftp://a.example", false, false),
            ("zomaar", false, false),
        ] {
            assert_eq!(parse_issuer(issuer, local).is_ok(), fits, "{issuer}");
        }
    }

    #[test]
    fn every_state_meets_every_step() {
        use ProviderState::{Active, Draft, Off, Refused, Replaced, Waiting};
        use ProviderStep::{Confirm, Drop, Propose, Replace, SwitchOff};
        let fits = [
            (Draft, Propose, Waiting),
            (Waiting, Confirm, Active),
            (Waiting, Drop, Refused),
            (Active, Replace, Replaced),
            (Off, Replace, Replaced),
            (Active, SwitchOff, Off),
        ];
        for state in ProviderState::ALL {
            for step in ProviderStep::ALL {
                let next = fits
                    .iter()
                    .find(|(from, by, _)| (*from, *by) == (state, step));
                let next = next.map(|(_, _, to)| *to);
                assert_eq!(state.after(step).ok(), next, "{state:?} {step:?}");
            }
        }
    }
}
