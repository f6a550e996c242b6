//! What browsers report that the content security policy stopped: which rule, on which kind of page.
//! Nothing else of a report is kept: addresses in it may carry what somebody looked for.

use axum::body::{Body, to_bytes};
use axum::extract::State as Extract;
use axum::http::StatusCode;
use serde_json::Value;
use std::num::NonZeroU32;

use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};

use crate::router::State;

/// Where browsers send their reports.
pub const PATH: &str = "/csp";
/// The most a report may hold, in bytes.
const ROOM: usize = 16 * 1024;
/// How many lines of the log reports may take per minute: anybody can send one.
const LINES: NonZeroU32 = NonZeroU32::new(60).unwrap();

/// What bounds the reports of one node.
#[derive(Debug)]
pub struct Lines(DefaultDirectRateLimiter);

impl Default for Lines {
    fn default() -> Self {
        Self(RateLimiter::direct(Quota::per_minute(LINES)))
    }
}

/// Takes a report, in the old form (`application/csp-report`) or the new one
/// (`application/reports+json`).
pub async fn take(Extract(state): Extract<State>, body: Body) -> StatusCode {
    let Ok(body) = to_bytes(body, ROOM).await else {
        return StatusCode::PAYLOAD_TOO_LARGE;
    };
    let Ok(report) = serde_json::from_slice::<Value>(&body) else {
        return StatusCode::BAD_REQUEST;
    };
    for (rule, page) in stopped(&report) {
        if state.settings.edges.reports.0.check().is_err() {
            return StatusCode::TOO_MANY_REQUESTS;
        }
        tracing::warn!(rule, page, "the content security policy stopped something");
    }
    StatusCode::NO_CONTENT
}

/// The rules that stopped something, each with the kind of page.
fn stopped(report: &Value) -> Vec<(String, String)> {
    let old = report.get("csp-report").into_iter().map(|it| {
        let rule = it
            .get("effective-directive")
            .or_else(|| it.get("violated-directive"));
        (rule, it.get("document-uri"))
    });
    let new = report.as_array().into_iter().flatten().filter_map(|it| {
        let body = it.get("body")?;
        (it.get("type")? == "csp-violation")
            .then(|| (body.get("effectiveDirective"), body.get("documentURL")))
    });
    old.chain(new)
        .filter_map(|(rule, page)| {
            let rule = rule?.as_str()?.split(' ').next()?;
            Some((word(rule)?, kind(page?.as_str()?)))
        })
        .collect()
}

/// The first part of the path: the kind of page, without what is looked at on it.
fn kind(address: &str) -> String {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let first = path.split(['/', '?', '#']).nth(1);
    first.and_then(word).unwrap_or_else(|| "/".to_owned())
}

/// A word as we write them ourselves; anything else is not repeated.
fn word(text: &str) -> Option<String> {
    let plain = text
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    (plain && !text.is_empty() && text.len() <= 40).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn of_a_report_only_the_rule_and_the_kind_of_page_are_kept() {
        let old = json!({"csp-report": {
            "document-uri": "https://tafel.example/punt/0190?zoek=iets#hier",
            "violated-directive": "script-src 'nonce-geheim'",
            "blocked-uri": "https://elders.example/x",
        }});
        let kept = vec![("script-src".to_owned(), "punt".to_owned())];
        assert_eq!(stopped(&old), kept);
        let new = json!([
            {"type": "csp-violation", "body": {
                "documentURL": "https://tafel.example/punt/0190",
                "effectiveDirective": "script-src",
            }},
            {"type": "deprecation", "body": {"documentURL": "https://tafel.example/"}},
        ]);
        assert_eq!(stopped(&new), kept);
    }

    #[test]
    fn what_is_no_report_says_nothing() {
        for text in [
            json!(null),
            json!([]),
            json!({"csp-report": {}}),
            json!({"csp-report": {"effective-directive": "x\ny", "document-uri": "/"}}),
            json!({"csp-report": {"effective-directive": "Een Heel Verhaal", "document-uri": "/"}}),
            json!([{"type": "csp-violation"}]),
        ] {
            assert!(stopped(&text).is_empty(), "{text}");
        }
        assert_eq!(kind("https://tafel.example/"), "/");
        assert_eq!(kind("https://tafel.example/Jan%20Jansen"), "/");
        assert_eq!(kind("data:text/html,x"), "/");
    }
}
