//! The rules of the house for what faces the user: styles, sentences, and the doors to the server.

use super::source::{Literal, Source, root, rust_files};
use super::{expect_none, places};

#[test]
fn there_are_no_inline_styles() {
    let inline = |file: &Source| {
        let attribute = |line: &str| {
            line.match_indices("style").any(|(at, word)| {
                let rest = &line[at + word.len()..];
                let alone =
                    !line[..at].ends_with(|c: char| c.is_alphanumeric() || "_-.:".contains(c));
                let directive = rest.strip_prefix(':').is_some_and(|name| {
                    name.starts_with(|c: char| c.is_ascii_lowercase()) && name.contains('=')
                });
                alone && (directive || rest.starts_with('='))
            })
        };
        file.shipped()
            .lines()
            .enumerate()
            .filter(|(_, line)| attribute(line))
            .map(|(at, _)| at + 1)
            .collect()
    };
    let found = places(|file| file.path.starts_with("app/src/"), inline);
    expect_none(
        &found,
        "The content security policy refuses it: use a class, or an attribute of the SVG.",
    );
}

#[test]
fn a_server_function_is_an_adapter() {
    let long = |file: &Source| {
        server_functions(file)
            .into_iter()
            .filter(|f| f.body > 15)
            .map(|f| f.line)
            .collect()
    };
    expect_none(
        &places(|_| true, long),
        "At most 15 lines: context, one call of service, done.",
    );
}

#[test]
fn every_operation_has_its_page() {
    let mut missing = Vec::new();
    for file in rust_files() {
        for function in server_functions(&file) {
            let place = format!("{}:{}", file.path, function.line);
            let Some(endpoint) = function.endpoint else {
                missing.push(format!(
                    "{place} names no endpoint: #[server(endpoint = \"slice/verb\")]"
                ));
                continue;
            };
            let page = format!(
                "docs/operations/{}.md",
                endpoint.trim_matches('/').replace('/', ".")
            );
            let text = std::fs::read_to_string(root().join(&page)).unwrap_or_default();
            let lacks = |heading: &&str| !text.contains(&format!("## {heading}"));
            for heading in ["Payload", "Rule", "Permission"].into_iter().filter(lacks) {
                missing.push(format!(
                    "{place} needs {page} with a section \"## {heading}\""
                ));
            }
        }
    }
    expect_none(
        &missing,
        "Write the page of the operation: what goes in, the rule with its source, who may.",
    );
}

/// Words that are the same in every language, with the reason.
const NOT_TRANSLATED: &[(&str, &str)] = &[
    ("Ketentafel", "the name of the product"),
    ("Shift", "the name of a key"),
    ("Enter", "the name of a key"),
];

#[test]
fn every_sentence_lives_in_the_locale_file() {
    let interface = |file: &Source| {
        ["pages", "islands", "ui"]
            .iter()
            .any(|part| file.path.starts_with(&format!("app/src/{part}")))
    };
    let sentences = |file: &Source| {
        let end = file.shipped().lines().count();
        let hard = file
            .literals
            .iter()
            .filter(|literal| literal.line <= end && shown(literal));
        let hard =
            hard.filter(|literal| NOT_TRANSLATED.iter().all(|(text, _)| *text != literal.text));
        hard.map(|literal| literal.line).collect()
    };
    let found = places(interface, sentences);
    expect_none(
        &found,
        "Move the text to app/locales/nl.json, or list it in NOT_TRANSLATED with the reason.",
    );
}

/// A guess, made to find: words between tags, or two plain words after each other anywhere else
/// than in a technical attribute, a log line or an attribute of the compiler.
pub fn shown(literal: &Literal) -> bool {
    let before = literal.before.as_str();
    let technical = [
        "reason =",
        "expect(",
        "tracing::",
        "debug!(",
        "info!(",
        "warn!(",
        "error!(",
    ];
    if technical.iter().any(|word| before.contains(word))
        || !literal.text.contains(char::is_alphabetic)
    {
        return false;
    }
    if let Some(attribute) = before
        .strip_suffix('=')
        .filter(|rest| !rest.ends_with([' ', '=', '!']))
    {
        let spoken = [
            "aria-label",
            "aria-description",
            "title",
            "alt",
            "placeholder",
        ];
        return spoken.iter().any(|name| attribute.ends_with(name)) && literal.text.contains(' ');
    }
    let in_tags = before.ends_with('>') && !before.ends_with("=>") && !before.ends_with("->");
    let plain = |word: &&str| {
        let word = word.trim_end_matches(['.', ',', '?', '!', ':', ';']);
        word.len() > 1 && word.chars().all(char::is_alphabetic)
    };
    let words: Vec<&str> = literal.text.split_whitespace().collect();
    (in_tags && literal.after == Some('<')) || words.windows(2).any(|pair| pair.iter().all(plain))
}

pub struct ServerFunction {
    pub line: usize,
    pub endpoint: Option<String>,
    /// Lines between the braces.
    pub body: usize,
}

pub fn server_functions(file: &Source) -> Vec<ServerFunction> {
    let starts = file
        .code
        .match_indices("#[server")
        .filter(|(at, word)| file.code[at + word.len()..].starts_with(['(', ']']));
    starts
        .map(|(at, _)| {
            let code = &file.code[at..];
            let head = code.find("fn ").unwrap_or(code.len());
            let open = head + code[head..].find('{').unwrap_or(code.len() - head);
            let endpoint = file.text[at..at + head]
                .split_once("endpoint")
                .and_then(|(_, rest)| rest.split('"').nth(1));
            ServerFunction {
                line: file.code[..at].matches('\n').count() + 1,
                endpoint: endpoint.map(str::to_owned),
                body: code[open..open + block(&code[open..])]
                    .lines()
                    .count()
                    .saturating_sub(2),
            }
        })
        .collect()
}

/// The length of the block that opens at the start.
pub fn block(code: &str) -> usize {
    let mut depth = 0_usize;
    for (at, letter) in code.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 1 => return at + 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    code.len()
}

#[test]
fn a_textarea_is_written_by_the_design_system_only() {
    let found = places(
        |file| file.path.starts_with("app/src/") && !file.path.starts_with("app/src/ui"),
        |file| super::lines_with(&file.code, &["<textarea"]),
    );
    expect_none(
        &found,
        "Leptos does not escape the children of a textarea on the server: use ui::TextArea.",
    );
}
