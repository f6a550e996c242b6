//! The only way to chance: random bytes for references that must not be guessable from each other.

/// Four bytes from the generator of the operating system, by way of `rand`.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place that draws"
)]
pub fn four_bytes() -> [u8; 4] {
    rand::random()
}

/// A secret of 256 random bits, in 64 hexadecimal digits.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place that draws"
)]
pub fn token() -> String {
    crate::hex(&rand::random::<[u8; 32]>())
}
