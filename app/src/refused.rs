//! A form that was refused comes back with everything that was typed.
//!
//! Without JavaScript the `refused` layer of `server` renders the form's page again and provides
//! this as a context; with JavaScript an island holds the same thing. See DESIGN section 2.

use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// The refused form: which operation, why, and what was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// The path of the operation, such as `/api/meetings/plan`.
    pub operation: String,
    /// Why.
    pub error: AppError,
    /// The fields as they came in, in order, names as in the form.
    pub fields: Vec<(String, String)>,
}

impl Refused {
    /// What was typed into a field of the command.
    pub fn value(&self, field: &str) -> Option<&str> {
        let name = field_name(field);
        self.fields
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value.as_str())
    }

    /// All values of a field that can be chosen more than once.
    pub fn values(&self, field: &str) -> Vec<&str> {
        let name = format!("{}[]", field_name(field));
        self.fields
            .iter()
            .filter(|(known, _)| *known == name)
            .map(|(_, v)| v.as_str())
            .collect()
    }

    /// Whether this is the refusal of the form for one thing on a page with many such forms.
    pub fn is_for(&self, operation: &str, id: &str) -> bool {
        self.operation == operation && self.value("id") == Some(id)
    }
}

/// The name of a form field of a command: server functions take one struct called `command`.
pub fn field_name(field: &str) -> String {
    format!("command[{field}]")
}
