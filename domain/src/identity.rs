//! How long somebody who came in stays in, and how recently they must have shown who they are.
//!
//! Source: ASVS 5.0 V7.3 (idle and absolute limits), V7.5 (showing again who one is), WCAG 2.2.1
//! (a limit that can be extended); `docs/domain.md#sessions`.

pub mod command;
pub mod provider;

use chrono::TimeDelta;

use crate::people::words::words;

/// After how much silence a session ends, unless the operator chose less.
pub const SILENCE: TimeDelta = TimeDelta::minutes(30);

/// How long before that the page warns.
pub const WARNING: TimeDelta = TimeDelta::minutes(2);

/// How long a session lasts at most, however busy it is: a working day.
pub const LONGEST: TimeDelta = TimeDelta::hours(10);

/// How recently somebody must have shown who they are for what is restricted
/// ([`crate::policy::Operation::is_restricted`]).
pub const PROOF: TimeDelta = TimeDelta::minutes(15);

words! {
    /// From what kind of machine somebody came in. Coarse on purpose: enough to know one's own
    /// telephone again, too little to follow anybody by.
    Device {
        /// A telephone.
        Phone = "phone",
        /// A tablet.
        Tablet = "tablet",
        /// A desk or lap computer.
        Computer = "computer",
        /// Nothing that a browser says.
        Unknown = "unknown",
    }
}

words! {
    /// Why a session is over. Told to nobody but who still holds its cookie.
    Ended {
        /// It lasted as long as any may.
        Long = "silent",
        /// Nothing happened for a while, or it was ended from elsewhere.
        Gone = "ended",
        /// The guest is held back.
        Paused = "paused",
        /// The guest comes no more, or has to begin anew.
        Left = "left",
        /// The account does not open any more.
        Shut = "shut",
    }
}

impl Device {
    /// The kind of machine by what the browser calls itself.
    pub fn of(agent: &str) -> Self {
        let has = |part: &str| agent.contains(part);
        if has("iPad") || has("Tablet") || (has("Android") && !has("Mobile")) {
            Self::Tablet
        } else if has("Mobile") || has("iPhone") || has("Android") {
            Self::Phone
        } else if has("Windows") || has("Macintosh") || has("Linux") || has("CrOS") || has("X11") {
            Self::Computer
        } else {
            Self::Unknown
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Device;

    #[test]
    fn a_browser_tells_what_kind_of_machine_it_runs_on() {
        for (agent, device) in [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Firefox/140.0",
                Device::Computer,
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605.1.15",
                Device::Computer,
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/156.0",
                Device::Computer,
            ),
            (
                "Mozilla/5.0 (Linux; Android 8.1.0; SM-J530F) Mobile Safari/537.36",
                Device::Phone,
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Mobile/15E148",
                Device::Phone,
            ),
            (
                "Mozilla/5.0 (Linux; Android 13; SM-X200) Safari/537.36",
                Device::Tablet,
            ),
            (
                "Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) Mobile/15E148",
                Device::Tablet,
            ),
            ("curl/8.5.0", Device::Unknown),
            ("", Device::Unknown),
        ] {
            assert_eq!(Device::of(agent), device, "{agent}");
        }
    }
}
