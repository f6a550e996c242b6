//! The home of a guest at B1, and what guests brought in for who answers it.

mod asks;
mod contributions;
mod home;
mod meeting;
mod replies;
mod tell;

pub use contributions::{contribution, contributions};
pub use home::home;
pub use meeting::step_out_words;
