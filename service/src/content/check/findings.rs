//! Collects what is wrong with the content, file by file.

use std::collections::BTreeSet;
use std::fmt::Display;

/// What was found so far. Every finding begins with the file it is about.
#[derive(Default)]
pub(super) struct Findings {
    file: &'static str,
    problems: Vec<String>,
}

impl Findings {
    /// What follows is about `file`.
    pub fn about(&mut self, file: &'static str) {
        self.file = file;
    }

    pub fn ensure(&mut self, holds: bool, problem: impl FnOnce() -> String) {
        if !holds {
            self.problems.push(format!("{}: {}", self.file, problem()));
        }
    }

    pub fn count<T>(&mut self, what: &str, items: &[T], expected: usize) {
        self.ensure(items.len() == expected, || {
            format!("{what}: {expected} expected, {} found", items.len())
        });
    }

    pub fn unique<T: Ord + Display>(&mut self, what: &str, keys: impl Iterator<Item = T>) {
        let mut seen = BTreeSet::new();
        for key in keys {
            let label = key.to_string();
            self.ensure(seen.insert(key), || {
                format!("{what} `{label}` occurs twice")
            });
        }
    }

    /// Numbers must run 1, 2, 3 and so on, in the order of the file.
    pub fn numbered(&mut self, what: &str, numbers: impl Iterator<Item = u8>) {
        for (number, expected) in numbers.zip(1..) {
            self.ensure(number == expected, || {
                format!("{what} {number} stands where {expected} should")
            });
        }
    }

    pub fn into_problems(self) -> Vec<String> {
        self.problems
    }
}
