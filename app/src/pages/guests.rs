//! The home of a guest at B1, and what guests brought in for who answers it.

pub mod accounts;
mod asks;
mod contributions;
pub mod door;
mod home;
mod meeting;
mod replies;
mod tell;

pub use contributions::{contribution, contributions};
pub use home::home;
pub use meeting::step_out_words;
