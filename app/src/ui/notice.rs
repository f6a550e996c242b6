//! Remarks in the flow of a page.

use leptos::prelude::*;

use super::{Icon, Tone};

/// A remark: [`Tone::Attention`] says the consequence, every other tone informs.
#[component]
pub fn Notice(tone: Tone, children: Children) -> impl IntoView {
    let (class, icon) = match tone {
        Tone::Attention | Tone::Critical => ("kt-inline-warn", "risk"),
        _ => ("kt-inline-warn kt-inline-warn--info", "info"),
    };
    view! {
        <div class=class>
            <Icon name=icon />
            <div>{children()}</div>
        </div>
    }
}

/// A sentence, or a list when the text has more lines: one thing to do each.
#[component]
pub fn Lines(#[prop(into)] text: String) -> impl IntoView {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    if lines.len() < 2 {
        return view! { <span>{lines.pop()}</span> }.into_any();
    }
    let lines: Vec<_> = lines
        .into_iter()
        .map(|line| view! { <li>{line}</li> })
        .collect();
    view! { <ul class="kt-lines">{lines}</ul> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_is_a_sentence_and_more_are_a_list() {
        let html = |text: &str| view! { <Lines text/> }.to_html();
        assert!(html("Eén.").contains("<span>Eén."));
        let two = html("Eén.\nTwee.");
        assert_eq!(two.matches("<li>").count(), 2, "{two}");
        assert!(two.contains("<ul class=\"kt-lines\">"), "{two}");
    }
}
