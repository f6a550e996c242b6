//! The only way to chance: random bytes for references that must not be guessable from each other.

/// Four bytes from the generator of the operating system, by way of `rand`.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place that draws"
)]
pub fn four_bytes() -> [u8; 4] {
    rand::random()
}
