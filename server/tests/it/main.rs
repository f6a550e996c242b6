//! The whole router in-process: doors, headers, refused forms, faults, and the rules of the house.

mod doors;
mod edges;
mod faults;
mod house;
mod roster;
mod supply;
mod tidy;
