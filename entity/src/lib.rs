//! One file per table: rows as SeaORM reads and writes them. Only `service` uses them.
//!
//! Rows hold plain ids and words; `service` turns them into the types of `domain`.

pub mod account;
pub mod action;
pub mod action_event;
pub mod agenda_item;
pub mod agenda_version;
pub mod agenda_version_item;
pub mod attendance;
pub mod audit;
pub mod bottleneck;
pub mod bottleneck_step;
pub mod capture;
pub mod clause;
pub mod confidentiality_statement;
pub mod contribution;
pub mod counter;
pub mod covenant;
pub mod covenant_party;
pub mod covenant_version;
pub mod criterion;
pub mod decision;
pub mod decision_position;
pub mod evidence;
pub mod guard_answer;
pub mod identity;
pub mod item_organisation;
pub mod meeting;
pub mod meeting_annex;
pub mod municipality;
pub mod organisation;
pub mod person;
pub mod reference;
pub mod region;
pub mod region_organisation;
pub mod roadmap;
pub mod roadmap_step;
pub mod role_grant;
pub mod seat;
pub mod series;
pub mod session;
pub mod setting;
pub mod signature;
pub mod taken_statement;
