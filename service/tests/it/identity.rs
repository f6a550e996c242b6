//! Sessions: kept, prolonged, listed and ended.

mod guise;
mod own_data;
mod providers;
mod sessions;
