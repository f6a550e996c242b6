//! One sample per door: an address for a page, a form for an operation.

use crate::house::House;

/// The address of a page on the demo, with ids that exist there.
pub fn page(_house: &House, route: &str) -> Option<String> {
    Some(match route {
        "/" => route.to_owned(),
        _ => return None,
    })
}

/// A form for an operation that would work for somebody who may.
pub fn form(_house: &House, _operation: &str) -> Option<String> {
    None
}
