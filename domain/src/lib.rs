//! The language of the field: words, states, rules. Pure: no clock, no chance, no input or
//! output, no storage, no interface. Compiled for the server and for the browser.

pub mod actor;
pub mod calendar;
pub mod fault;
pub mod guard;
pub mod id;
pub mod policy;
pub mod text;

pub mod actions;
pub mod audit;
pub mod covenants;
pub mod identity;
pub mod meetings;
pub mod papers;
pub mod people;
pub mod programmes;
pub mod retention;
pub mod roadmaps;
pub mod search;
