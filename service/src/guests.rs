//! The home of a guest, and what guests bring in: always answered, within fourteen days.

mod answer;
mod ask;
mod contribute;
mod find;
mod home;
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
