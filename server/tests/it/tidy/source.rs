//! Reads the source tree for the tidy tests: files, and their code apart from comments and texts,
//! so that a rule about code is never broken by a sentence about code.

#![expect(
    clippy::expect_used,
    reason = "A test that cannot read the sources has to stop"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// A text in double quotes, with what stands around it.
pub struct Literal {
    pub line: usize,
    pub text: String,
    /// Code before it on the same line, trimmed.
    pub before: String,
    /// The first character of code after it that is not white space.
    pub after: Option<char>,
}

/// One Rust file.
pub struct Source {
    /// From the root of the workspace, with `/`.
    pub path: String,
    pub text: String,
    /// The text with comments and the inside of literals blanked; byte for byte as long.
    pub code: String,
    pub literals: Vec<Literal>,
}

impl Source {
    pub fn parse(path: &str, text: &str) -> Self {
        let mut code = text.as_bytes().to_vec();
        let spans = blank(&mut code);
        let code = String::from_utf8_lossy(&code).into_owned();
        let literals = spans
            .into_iter()
            .map(|span| literal(text, &code, span))
            .collect();
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
            code,
            literals,
        }
    }

    /// Whether the file is there for tests only.
    pub fn is_test(&self) -> bool {
        self.path.contains("/tests/")
            || self.path.ends_with("/tests.rs")
            || self.path.contains("/benches/")
    }

    /// The code that ships: up to the tests at the foot of the file.
    pub fn shipped(&self) -> &str {
        if self.is_test() {
            return "";
        }
        self.code.split("#[cfg(test)]").next().unwrap_or_default()
    }

    /// Line numbers, from one, of the shipped code that contain one of the words.
    pub fn shipped_lines_with(&self, words: &[&str]) -> Vec<usize> {
        lines_with(self.shipped(), words)
    }
}

/// Line numbers, from one, that contain one of the words, not as the tail of a longer word.
pub fn lines_with(code: &str, words: &[&str]) -> Vec<usize> {
    let found = |line: &str| {
        words.iter().any(|word| {
            line.match_indices(word)
                .any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
        })
    };
    code.lines()
        .enumerate()
        .filter(|(_, line)| found(line))
        .map(|(at, _)| at + 1)
        .collect()
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every Rust file of every crate of the workspace.
pub fn rust_files() -> Vec<Source> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(root())
        .expect("the workspace can be read")
        .flatten()
    {
        if entry.path().join("Cargo.toml").exists() {
            collect(&entry.path(), &mut paths);
        }
    }
    paths.sort();
    assert!(
        !paths.is_empty(),
        "no Rust file found below {}",
        root().display()
    );
    paths
        .iter()
        .map(|path| {
            let text = fs::read_to_string(path).expect("a source file can be read");
            let relative = path.strip_prefix(root()).expect("below the root");
            Source::parse(&relative.to_string_lossy().replace('\\', "/"), &text)
        })
        .collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder)
        .expect("a folder can be read")
        .flatten()
    {
        let path = entry.path();
        let name = entry.file_name();
        if path.is_dir() {
            if name != "target" && name != "node_modules" {
                collect(&path, paths);
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
}

fn literal(text: &str, code: &str, (start, end): (usize, usize)) -> Literal {
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    Literal {
        line: text[..start].matches('\n').count() + 1,
        text: text[start..end].to_owned(),
        before: code[line_start..start]
            .trim_end_matches(['"', '#', 'r'])
            .trim()
            .to_owned(),
        after: code[end..]
            .trim_start_matches(['"', '#'])
            .trim_start()
            .chars()
            .next(),
    }
}

/// Blanks comments and the inside of literals, keeping line ends; answers the spans of the texts.
fn blank(code: &mut [u8]) -> Vec<(usize, usize)> {
    let mut spans = Vec::new();
    let mut at = 0;
    while at < code.len() {
        let rest = &code[at..];
        if rest.starts_with(b"//") {
            let end = at + find(rest, b"\n").unwrap_or(rest.len());
            at = wipe(code, at, end);
        } else if rest.starts_with(b"/*") {
            let end = at + comment_end(rest);
            at = wipe(code, at, end);
        } else if let Some(hashes) = raw_start(code, at) {
            let start = at + hashes + 2;
            let close = [b"\"".as_slice(), &b"#".repeat(hashes)].concat();
            let end = start + find(&code[start..], &close).unwrap_or(code.len() - start);
            spans.push((start, end));
            at = wipe(code, start, end) + close.len();
        } else if rest[0] == b'"' {
            let end = at + 1 + text_end(&rest[1..]);
            spans.push((at + 1, end));
            at = wipe(code, at + 1, end) + 1;
        } else if let Some(length) = char_length(rest) {
            at = wipe(code, at + 1, at + length - 1) + 1;
        } else {
            at += 1;
        }
    }
    spans
}

fn wipe(code: &mut [u8], from: usize, to: usize) -> usize {
    let to = to.min(code.len());
    for byte in &mut code[from..to] {
        if *byte != b'\n' {
            *byte = b' ';
        }
    }
    to
}

fn find(code: &[u8], word: &[u8]) -> Option<usize> {
    code.windows(word.len()).position(|window| window == word)
}

/// Block comments nest in Rust.
fn comment_end(code: &[u8]) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < code.len() {
        if code[at..].starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if code[at..].starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                break;
            }
        } else {
            at += 1;
        }
    }
    at
}

/// The number of `#` when a raw text starts here: `r"`, `r#"`, also behind a `b`.
fn raw_start(code: &[u8], at: usize) -> Option<usize> {
    if code[at] != b'r'
        || (at > 0
            && (code[at - 1].is_ascii_alphanumeric() && code[at - 1] != b'b'
                || code[at - 1] == b'_'))
    {
        return None;
    }
    let hashes = code[at + 1..]
        .iter()
        .take_while(|byte| **byte == b'#')
        .count();
    (code.get(at + 1 + hashes) == Some(&b'"')).then_some(hashes)
}

fn text_end(code: &[u8]) -> usize {
    let mut at = 0;
    while at < code.len() && code[at] != b'"' {
        at += if code[at] == b'\\' { 2 } else { 1 };
    }
    at.min(code.len())
}

/// The length of a character literal; none for a lifetime, which has no closing quote.
fn char_length(code: &[u8]) -> Option<usize> {
    if code[0] != b'\'' {
        return None;
    }
    let inside = if code.get(1) == Some(&b'\\') {
        2 + find(&code[3.min(code.len())..], b"'")?
    } else {
        match code.get(1)? {
            byte if *byte < 0x80 => 1,
            byte if *byte < 0xE0 => 2,
            byte if *byte < 0xF0 => 3,
            _ => 4,
        }
    };
    (code.get(1 + inside) == Some(&b'\'')).then_some(inside + 2)
}

/// The names of all tests of the workspace.
pub fn tests_by_name() -> std::collections::BTreeSet<String> {
    let mut names = std::collections::BTreeSet::new();
    for file in rust_files() {
        for part in file.code.split("test]").skip(1) {
            let name = part.split_once("fn ").map_or("", |(_, rest)| rest);
            let end = name.find('(').unwrap_or_default();
            names.insert(name[..end].to_owned());
        }
    }
    names
}
