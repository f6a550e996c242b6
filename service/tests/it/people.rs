//! Who may do what, kept by more than one pair of eyes.

mod administrator;
mod approvals;
mod register;
mod setup;
