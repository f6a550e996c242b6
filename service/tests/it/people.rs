//! Who may do what, kept by more than one pair of eyes.

mod administrator;
mod approvals;
mod binding;
mod deputies;
mod register;
mod setup;
mod sight;
mod steering;
