//! Files of values that a spreadsheet opens without running what stands in them (ASVS 5.0 V1.2.10).

/// A file that is being written: a mark for the encoding, semicolons as the Dutch setting wants.
#[derive(Debug)]
pub struct File(String);

impl File {
    /// A file with these headings.
    pub fn new(head: &[&str]) -> Self {
        let mut file = Self("\u{feff}".to_owned());
        file.row(head);
        file
    }

    /// Adds a line; nothing in it is computed.
    pub fn row(&mut self, values: &[&str]) {
        for (place, value) in values.iter().enumerate() {
            if place > 0 {
                self.0.push(';');
            }
            self.0.push('"');
            // What begins like this would be computed, or read as a part of the one before.
            if value.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
                self.0.push('\'');
            }
            self.0.push_str(&value.replace('"', "\"\""));
            self.0.push('"');
        }
        self.0.push_str("\r\n");
    }

    /// The file as text.
    #[must_use]
    pub fn done(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::File;

    #[test]
    fn nothing_in_a_file_is_computed() {
        let mut file = File::new(&["a", "b"]);
        for value in [
            "=1+1",
            "+1",
            "-1",
            "@x",
            "\t=1",
            "\r=1",
            "zei \"ja\"; en",
            "gewoon",
        ] {
            file.row(&[value]);
        }
        let text = file.done();
        assert!(text.starts_with("\u{feff}\"a\";\"b\"\r\n"));
        assert_eq!(text.matches("\"'").count(), 6, "{text}");
        assert!(text.contains("\"zei \"\"ja\"\"; en\""), "{text}");
    }
}
