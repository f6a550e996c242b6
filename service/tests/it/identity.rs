//! Sessions: kept, prolonged, listed and ended.

mod own_data;
mod sessions;
