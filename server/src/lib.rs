//! The web server around the interface: configuration, router, sessions, headers, refused forms,
//! live events. Kept as a library so that tests run the same router in-process.

pub mod agenda;
pub mod assets;
pub mod body;
pub mod commands;
pub mod config;
pub mod doors;
pub mod entrance;
pub mod examine;
pub mod guest;
pub mod guise;
pub mod headers;
pub mod knock;
pub mod limits;
pub mod live;
pub mod log;
pub mod mail;
pub mod measure;
pub mod next;
pub mod oidc;
pub mod oversight;
pub mod papers;
pub mod passkey;
pub mod post;
pub mod proof;
pub mod refused;
pub mod report;
pub mod router;
pub mod search;
pub mod secrets;
pub mod stay;
pub mod tend;
pub mod told;
pub mod trail;
pub mod visit;
pub mod wellknown;
