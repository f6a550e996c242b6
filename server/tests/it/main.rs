//! The whole router in-process: doors, headers, refused forms, faults, and the rules of the house.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on says so by failing"
)]

mod agenda;
mod borders;
mod device;
mod doors;
mod edges;
mod faults;
mod guests;
mod guise;
mod house;
mod isolation;
mod leaks;
mod live;
mod mail;
mod oidc;
mod onward;
mod oversight;
mod papers;
mod proof;
mod replay;
mod roster;
mod search;
mod sessions;
mod summary;
mod supply;
mod tend;
mod tidy;
mod trail;
