//! A form that comes a second time. Its id was minted with the page, so a click too many makes
//! nothing twice; but a browser that goes back sends the same id with other text, and that text
//! must not vanish behind an answer that says all is well.

use crate::error::{Error, Result};

/// Lets a form pass that was sent before with this very content: then nothing is left to do.
///
/// # Errors
/// [`Error::Replayed`] when what is kept under its id differs from what was sent now.
pub(crate) fn same<T: PartialEq>(kept: T, sent: T) -> Result<()> {
    if kept == sent {
        Ok(())
    } else {
        Err(Error::Replayed)
    }
}
