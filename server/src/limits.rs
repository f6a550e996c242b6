//! How often one address may ask of this node, and which address that is.
//!
//! A proxy says on whose behalf it asks; everybody can say so. Only what a proxy says that the
//! operator named is believed, and of a chain only as far as it runs through such proxies.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use app::error::AppError;
use axum::extract::{ConnectInfo, Request, State as Extract};
use axum::http::HeaderMap;
use axum::middleware::Next;
use axum::response::Response;
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use ipnet::IpNet;

use crate::headers::fault_page;
use crate::router::State;

/// How many requests per second an address may keep up. A town hall is one address, and a change in a
/// meeting makes all its screens ask at once.
const STEADY: NonZeroU32 = NonZeroU32::new(200).unwrap();
/// How many it may ask at once.
const AT_ONCE: NonZeroU32 = NonZeroU32::new(2000).unwrap();
/// After how many requests addresses are forgotten that have their whole allowance again.
const SWEEP: u64 = 10_000;

/// The addresses of this node and what each has left.
#[derive(Debug)]
pub struct Gate {
    left: DefaultKeyedRateLimiter<IpAddr>,
    clock: DefaultClock,
    asked: AtomicU64,
}

impl Default for Gate {
    fn default() -> Self {
        Self::of(Quota::per_second(STEADY).allow_burst(AT_ONCE))
    }
}

impl Gate {
    /// A gate where each address has this quota.
    pub fn of(quota: Quota) -> Self {
        Self {
            left: RateLimiter::keyed(quota),
            clock: DefaultClock::default(),
            asked: AtomicU64::new(0),
        }
    }

    /// Lets one request of an address through.
    ///
    /// # Errors
    /// The seconds to wait.
    pub fn pass(&self, address: IpAddr) -> Result<(), i64> {
        if self.asked.fetch_add(1, Ordering::Relaxed) % SWEEP == SWEEP - 1 {
            self.left.retain_recent();
            self.left.shrink_to_fit();
        }
        self.left.check_key(&address).map_err(|early| {
            let wait = early.wait_time_from(self.clock.now());
            i64::try_from(wait.as_secs())
                .unwrap_or(i64::MAX)
                .saturating_add(1)
        })
    }

    /// How many addresses are remembered.
    pub fn remembered(&self) -> usize {
        self.left.len()
    }
}

/// On whose behalf a request comes: for counting, never for rights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asker(pub IpAddr);

/// Finds out which address asks, and lets it through as often as it may.
pub async fn layer(Extract(state): Extract<State>, mut request: Request, next: Next) -> Response {
    // Who watches over this node has to be answered then as well.
    if request.uri().path().starts_with("/health/") {
        return next.run(request).await;
    }
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let peer = peer.map_or(IpAddr::V6(Ipv6Addr::LOCALHOST), |peer| peer.0.ip());
    let address = asker(peer, request.headers(), &state.settings.edges.proxies);
    request.extensions_mut().insert(Asker(address));
    let passed = state
        .settings
        .edges
        .gate
        .as_ref()
        .map_or(Ok(()), |gate| gate.pass(address));
    match passed {
        Ok(()) => next.run(request).await,
        Err(after) => fault_page(AppError::TooMany { after }).await,
    }
}

/// The address on whose behalf a peer asks: its own, unless it is a proxy that the operator named;
/// then the last one in `X-Forwarded-For` that is no such proxy.
pub fn asker(peer: IpAddr, headers: &HeaderMap, proxies: &[IpNet]) -> IpAddr {
    let ours = |address: &IpAddr| proxies.iter().any(|net| net.contains(address));
    let mut found = peer.to_canonical();
    let said: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .collect();
    for said in said.into_iter().rev() {
        if !ours(&found) {
            break;
        }
        match said.trim().parse::<IpAddr>() {
            Ok(address) => found = address.to_canonical(),
            Err(_) => break,
        }
    }
    household(found)
}

/// Somebody with IPv6 has a whole network of addresses: that counts as one.
fn household(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        IpAddr::V4(_) => address,
    }
}

/// A gate to share.
pub fn gate() -> Option<Arc<Gate>> {
    Some(Arc::default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn heard(lines: &[&str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append("x-forwarded-for", HeaderValue::from_str(line).unwrap());
        }
        headers
    }

    #[test]
    fn only_a_proxy_that_was_named_says_who_asks() {
        let proxies = ["10.0.0.0/8".parse().unwrap(), "fd00::/8".parse().unwrap()];
        for (peer, lines, who) in [
            ("203.0.113.7", vec!["198.51.100.1"], "203.0.113.7"),
            ("10.0.0.1", vec!["198.51.100.1"], "198.51.100.1"),
            ("10.0.0.1", vec![], "10.0.0.1"),
            // What the asker writes stands in front of what our proxies add.
            ("10.0.0.1", vec!["1.2.3.4, 198.51.100.1"], "198.51.100.1"),
            (
                "10.0.0.1",
                vec!["1.2.3.4", "198.51.100.1, 10.0.0.2"],
                "198.51.100.1",
            ),
            ("10.0.0.1", vec!["1.2.3.4, onzin, 10.0.0.2"], "10.0.0.2"),
            ("::ffff:10.0.0.1", vec!["198.51.100.1"], "198.51.100.1"),
            ("fd00::1", vec!["2001:db8:1:2:3:4:5:6"], "2001:db8:1:2::"),
        ] {
            let found = asker(peer.parse().unwrap(), &heard(&lines), &proxies);
            assert_eq!(found, who.parse::<IpAddr>().unwrap(), "{peer} {lines:?}");
        }
        let peer = "10.0.0.1".parse().unwrap();
        assert_eq!(
            asker(peer, &heard(&["198.51.100.1"]), &[]),
            peer,
            "none was named"
        );
    }

    #[test]
    fn an_address_that_asks_too_much_waits_and_others_do_not() {
        let one = NonZeroU32::new(1).unwrap();
        let gate = Gate::of(Quota::per_minute(one).allow_burst(NonZeroU32::new(3).unwrap()));
        let (loud, quiet) = ("192.0.2.1".parse().unwrap(), "192.0.2.2".parse().unwrap());
        for _ in 0..3 {
            assert_eq!(gate.pass(loud), Ok(()));
        }
        assert!(matches!(gate.pass(loud), Err(1..=61)));
        assert_eq!(gate.pass(quiet), Ok(()));
    }

    #[test]
    fn addresses_that_asked_once_are_forgotten() {
        let gate = Gate::default();
        for number in 0..200_000_u32 {
            assert_eq!(gate.pass(IpAddr::from(number.to_be_bytes())), Ok(()));
        }
        assert!(
            gate.remembered() < 100_000,
            "{} remembered",
            gate.remembered()
        );
    }
}
