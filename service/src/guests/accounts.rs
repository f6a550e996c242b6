//! Guest accounts: asked for by a sponsor, screened by the director, and held back, renewed or taken
//! away later. Coming in is in [`crate::guests::door`].

mod decide;
mod expire;
mod forget;
mod hold;
mod list;
mod recover;
mod request;
mod row;
mod seat;
mod twin;
mod waiting;
mod withdraw;

pub use decide::{invite_again, screen, turn_down};
pub use expire::expire_due;
pub use forget::forget_due;
pub use hold::{pause, renew, resume, revoke};
pub use list::{
    GuestList, GuestSummary, GuestView, MayGuest, PAGE_OF_ACCOUNTS, RequestPage, account, accounts,
    request_page,
};
pub use recover::{confirm, drop_recovery, readmit};
pub use request::request;
pub use twin::Twin;
pub use waiting::{GuestsWaiting, guests_waiting};
pub use withdraw::withdraw_request;

pub(crate) use waiting::waiting;

pub(super) use row::{Held, by_id, update};
pub(super) use seat::give as give_place;
