//! The tidy tests read source text with a small scanner of their own: these tests hold the scanner.

use super::interface::{block, server_functions, shown};
use super::source::{Source, lines_with};

fn parse(text: &str) -> Source {
    Source::parse("app/src/pages/example.rs", text)
}

#[test]
fn comments_and_texts_are_not_code() {
    let file = parse(
        "// todo!\n/* a /* b */ dbg! */ let a = \"todo!\"; let b = r#\"dbg!\"#; let c = '\"'; todo!()\n",
    );
    assert_eq!(lines_with(&file.code, &["todo!"]), [2]);
    assert!(lines_with(&file.code, &["dbg!"]).is_empty());
    assert_eq!(file.code.len(), file.text.len());
}

#[test]
fn lifetimes_and_letters_do_not_swallow_code() {
    let file = parse(
        "fn a<'a>(x: &'a str) -> char { '\\'' }\nfn b() -> (char, char) { ('é', '\\u{1F600}') }\ndbg!(1)\n",
    );
    assert_eq!(lines_with(&file.code, &["dbg!"]), [3]);
}

#[test]
fn the_tests_at_the_foot_do_not_ship() {
    let file = parse("fn a() {}\n#[cfg(test)]\nmod tests { use sea_orm; }\n");
    assert!(file.shipped_lines_with(&["sea_orm"]).is_empty());
}

#[test]
fn a_server_function_is_measured_by_its_body() {
    let file = parse(
        "#[server(endpoint = \"items/propose\")]\npub async fn propose(a: A) -> R {\n    let b = 1;\n    b\n}\n",
    );
    let found = server_functions(&file);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].endpoint.as_deref(), Some("items/propose"));
    assert_eq!((found[0].line, found[0].body), (1, 2));
    assert_eq!(block("{ a { b } } c"), 11);
}

#[test]
fn sentences_are_told_from_class_names() {
    let shows = |text: &str| parse(text).literals.iter().any(shown);
    assert!(shows("view! { <h1>\"Regie\"</h1> }"));
    assert!(shows("view! { <button aria-label=\"Pagina verlaten\"/> }"));
    assert!(shows("let text = \"Geen open acties\";"));
    assert!(!shows("view! { <p class=\"kt row open\">{t}</p> }"));
    assert!(!shows(
        "let class = if open { \"kt-row kt-row--open\" } else { \"kt-row\" };"
    ));
    assert!(!shows("match a { A => \"open\", B => \"dicht\" }"));
    assert!(!shows(
        "#[expect(clippy::x, reason = \"Views read better\")]"
    ));
}
