//! The interface: pages that only the server renders, and islands that wake up in the browser.
//!
//! This is the only file with conditional compilation: `bridge` and `pages` exist on the server
//! alone, `hydrate` in the browser alone.

// Views of Leptos are deep types; without erasure the default limit is too small.
#![recursion_limit = "512"]

pub mod i18n;

pub mod api;
pub mod error;
pub mod islands;
pub mod refused;
pub mod ui;
pub mod words;

#[cfg(feature = "ssr")]
pub mod bridge;
#[cfg(feature = "ssr")]
pub mod pages;

#[cfg(feature = "hydrate")]
mod hydrate;
