//! Turns `locales/<language>/<slice>.json` into code, so that a sentence that is missing, or a
//! value that a sentence does not ask for, is a compile error. Why not a library: see
//! `docs/decisions/0001-sentences-by-build-script.md`.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

type Sentences = BTreeMap<String, String>;

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new("locales/nl");
    println!("cargo::rerun-if-changed=locales");
    let mut code = String::new();
    let mut files: Vec<_> = fs::read_dir(root)?.collect::<Result<_, _>>()?;
    files.sort_by_key(fs::DirEntry::file_name);
    for file in files {
        let path = file.path();
        let slice = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .ok_or("a file without a name")?;
        let sentences: Sentences = serde_json::from_str(&fs::read_to_string(&path)?)
            .map_err(|error| format!("{}: {error}", path.display()))?;
        writeln!(code, "/// Sentences of `{slice}`.\npub mod {slice} {{")?;
        for (key, sentence) in &sentences {
            add(&mut code, key, sentence).map_err(|error| format!("{slice}.{key}: {error}"))?;
        }
        code.push_str("}\n");
    }
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("sentences.rs"), code)?;
    Ok(())
}

/// One module per sentence: a function for a fixed one, a struct of its values for another.
fn add(code: &mut String, key: &str, sentence: &str) -> Result<(), Box<dyn Error>> {
    let mut format = String::new();
    let mut names: Vec<&str> = Vec::new();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after.split_once("}}").ok_or("a value that is not closed")?;
        let name = name.trim();
        write!(
            format,
            "{}{{{name}}}",
            before.replace('{', "{{").replace('}', "}}")
        )?;
        if !names.contains(&name) {
            names.push(name);
        }
        rest = after;
    }
    writeln!(code, "pub mod {key} {{")?;
    if names.is_empty() {
        writeln!(
            code,
            "#[inline]\npub const fn text(_: crate::i18n::Locale) -> &'static str {{ {sentence:?} }}"
        )?;
    } else {
        format.push_str(&rest.replace('{', "{{").replace('}', "}}"));
        writeln!(code, "pub struct Values<'a> {{")?;
        for name in &names {
            writeln!(code, "pub {name}: &'a dyn ::core::fmt::Display,")?;
        }
        let names = names.join(", ");
        writeln!(
            code,
            "}}\nimpl Values<'_> {{\npub fn text(self, _: crate::i18n::Locale) -> String {{ \
             let Self {{ {names} }} = self; format!({format:?}) }}\n}}"
        )?;
    }
    code.push_str("}\n");
    Ok(())
}
