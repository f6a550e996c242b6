//! Prints a machine as text, and compares the text with the committed file.

use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

use chrono::{DateTime, Utc};
use domain::fault::NotNow;
use domain::id::PersonId;
use uuid::Uuid;

pub const AT: DateTime<Utc> = DateTime::UNIX_EPOCH;
pub const WHO: PersonId = PersonId(Uuid::nil());

/// An operation by name, with the arguments that do not matter filled in.
pub type Operation<S, T> = (&'static str, fn(S) -> Result<T, NotNow>);

/// One machine: its states, what can be asked of them, and how both are named.
pub struct Machine<'a, S, T> {
    pub name: &'a str,
    pub words: &'a [&'static str],
    pub states: Vec<S>,
    pub operations: &'a [Operation<S, T>],
    pub word: fn(&S) -> &'static str,
    pub label: fn(&S) -> String,
    pub result: fn(&T) -> String,
}

impl<S: Clone, T> Machine<'_, S, T> {
    /// Prints every state with every operation; a refusal must name both.
    pub fn print(&self) -> String {
        for word in self.words {
            let seen = self.states.iter().any(|state| (self.word)(state) == *word);
            assert!(seen, "{}: no state {word} in the table", self.name);
        }
        let mut text = format!("{}\n\n", self.name);
        for state in &self.states {
            for (operation, apply) in self.operations {
                let next = match apply(state.clone()) {
                    Ok(next) => (self.result)(&next),
                    Err(refused) => {
                        assert_eq!(refused.state, (self.word)(state));
                        assert_eq!(refused.operation, *operation);
                        "-".to_owned()
                    }
                };
                writeln!(text, "{:<26}{operation:<20}{next}", (self.label)(state)).unwrap();
            }
            text.push('\n');
        }
        text
    }
}

/// Fails when the text differs from the committed one, unless asked to write it.
pub fn compare(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/tables")
        .join(name);
    let text = format!("{}\n", text.trim_end());
    if env::var_os("UPDATE_TABLES").is_some() {
        fs::write(&path, text).unwrap();
        return;
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == text, "{name} differs; now it is:\n{text}");
}
