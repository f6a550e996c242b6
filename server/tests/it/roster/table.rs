//! The roster as a text that a clerk can read and a diff can show.

use std::fmt::Write as _;
use std::path::Path;

/// Rows of doors, columns of people.
pub struct Table {
    text: String,
}

impl Table {
    pub fn new(people: &[&str]) -> Self {
        Self::under(
            "What each door answers to each person. 200 = opens; 302/303 = done, or sent elsewhere;\n\
             401 = sign in first; 403 = not with your rights; 404 = does not exist for you;\n\
             409 = not in this state; 422 = opens, but the sample form is not good enough.\n\n",
            people,
        )
    }

    /// The doors that are neither a page nor an operation.
    pub fn of_doors(people: &[&str]) -> Self {
        Self::under(
            "What each door that is neither a page nor an operation answers to each person.\n\
             200/204 = opens; 303 = done, or sent elsewhere; 400 = not understood; 401 = sign in first;\n\
             403 = not with your rights, or not proven; 404 = does not exist for you, or any more;\n\
             422 = opens, but the sample is not good enough. * = leaves a line in the trail.\n\n",
            people,
        )
    }

    fn under(head: &str, people: &[&str]) -> Self {
        let mut text = head.to_owned();
        write!(text, "{:<52}", "door").unwrap();
        for person in people {
            write!(text, "{:<6}", person.chars().take(5).collect::<String>()).unwrap();
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
        Self { text }
    }

    pub fn add(&mut self, method: &str, door: &str, statuses: &[u16]) {
        let cells: Vec<String> = statuses.iter().map(u16::to_string).collect();
        self.row(method, door, &cells);
    }

    pub fn row(&mut self, method: &str, door: &str, cells: &[String]) {
        write!(self.text, "{:<52}", format!("{method} {door}")).unwrap();
        for cell in cells {
            write!(self.text, "{cell:<6}").unwrap();
        }
        self.text.truncate(self.text.trim_end().len());
        self.text.push('\n');
    }

    pub fn compare(&self, name: &str) {
        let file = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/it")
            .join(name);
        if std::env::var_os("UPDATE_TABLES").is_some() {
            std::fs::write(&file, &self.text).unwrap();
        }
        let committed = std::fs::read_to_string(&file).unwrap_or_default();
        assert_eq!(
            self.text, committed,
            "a door answers differently: read the difference, then UPDATE_TABLES=1"
        );
    }
}
