//! Guests: how they come in, their home, and what they bring in: always answered, within fourteen
//! days.

pub mod accounts;
mod answer;
mod ask;
mod contribute;
pub mod door;
mod find;
mod home;
pub mod letters;
mod list;
mod next;
mod place;

pub use answer::answer_contribution;
pub use ask::{Ask, own_asks};
pub use contribute::contribute;
pub use home::{GuestHome, Reply, Talk, home};
pub use list::{ContributionList, ContributionView, PAGE, contribution, contributions};
pub use next::{GuestMeeting, GuestSlot};
pub use place::place_contribution;
