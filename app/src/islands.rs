//! The small pieces that wake up in the browser. Each works as plain HTML before it does.

pub mod agenda;
pub mod capture;
pub mod exit;
pub mod follow;
pub mod guarded;
pub mod kept;
