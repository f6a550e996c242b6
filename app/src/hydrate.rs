//! The door of the browser: the script of the page calls this once, then wakes each island.

use wasm_bindgen::prelude::wasm_bindgen;

/// Prepares the browser for islands.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
