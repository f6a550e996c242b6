//! Fields: label, hint and error, wired to their input so that they are read aloud together.

mod choices;
mod file;
mod text;

use leptos::prelude::*;

pub use choices::{Choice, RadioGroup, SelectField};
pub use file::FileField;
pub use text::{TextArea, TextField};

use super::{Icon, Lines};

/// What every field has: where it is, what it is called, and what is said about it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wiring {
    /// The id of the input; links of the error summary lead to it.
    pub id: String,
    /// What the label says.
    pub label: String,
    /// What the label says on to who hears it, where the place of the field says it to the eye.
    pub about: String,
    /// What helps before typing.
    pub hint: Option<String>,
    /// What to write instead, after a refusal.
    pub error: Option<String>,
}

impl Wiring {
    /// The id of the hint.
    pub fn hint_id(&self) -> String {
        format!("{}-hint", self.id)
    }

    /// The id of the error.
    pub fn error_id(&self) -> String {
        format!("{}-error", self.id)
    }

    /// The value of `aria-describedby`: hint first, error after it; nothing when there is neither.
    pub fn described_by(&self) -> Option<String> {
        match (&self.hint, &self.error) {
            (None, None) => None,
            (Some(_), None) => Some(self.hint_id()),
            (None, Some(_)) => Some(self.error_id()),
            (Some(_), Some(_)) => Some(format!("{} {}", self.hint_id(), self.error_id())),
        }
    }

    /// The value of `aria-invalid`.
    pub fn invalid(&self) -> Option<&'static str> {
        self.error.as_ref().map(|_| "true")
    }

    /// `block`, and `block--invalid` beside it after a refusal.
    fn class(&self, block: &str) -> String {
        match self.error {
            Some(_) => format!("{block} {block}--invalid"),
            None => block.to_owned(),
        }
    }
}

/// The frame of one field: label, hint, error, then the input as children, then what reassures.
#[component]
pub fn Field(
    wiring: Wiring,
    #[prop(optional_no_strip, into)] after: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    let class = wiring.class("utrecht-form-field");
    let about = wiring.about.clone();
    let about =
        (!about.is_empty()).then(|| view! { <span class="kt-visually-hidden">" "{about}</span> });
    view! {
        <div class=class>
            <div class="utrecht-form-field__label">
                <label class="utrecht-form-label" for=wiring.id.clone()>{wiring.label.clone()}{about}</label>
            </div>
            {notes(&wiring)}
            <div class="utrecht-form-field__input">{children()}</div>
            {after}
        </div>
    }
}

/// Hint and error of a field or a group, with the ids that [`Wiring::described_by`] names.
fn notes(wiring: &Wiring) -> impl IntoView + use<> {
    let hint = wiring.hint.clone().map(|hint| {
        view! {
            <div class="utrecht-form-field__description utrecht-form-field-description" id=wiring.hint_id()>
                {hint}
            </div>
        }
    });
    let error = wiring.error.clone().map(|error| {
        view! {
            <div
                class="utrecht-form-field__error-message utrecht-form-field-error-message kt-fielderror"
                id=wiring.error_id()
            >
                <Icon name="blocked" />
                <Lines text=error />
            </div>
        }
    });
    (hint, error)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(hint: Option<&str>, error: Option<&str>) -> String {
        let (hint, error) = (hint.map(str::to_owned), error.map(str::to_owned));
        view! { <TextField id="m" name="minutes" label="L" value="a\"b" hint=hint error=error required=true /> }
            .to_html()
    }

    #[test]
    fn a_plain_field_describes_nothing() {
        let html = text(None, None);
        assert!(html.contains(r#"<label for="m""#), "{html}");
        assert!(
            html.contains(r#"id="m""#) && html.contains(r#"name="minutes""#),
            "{html}"
        );
        assert!(html.contains(r#"value="a&quot;b""#), "{html}");
        assert!(html.contains(" required"), "{html}");
        assert!(
            !html.contains("aria-describedby") && !html.contains("aria-invalid"),
            "{html}"
        );
    }

    #[test]
    fn hint_and_error_are_read_in_that_order() {
        let html = text(Some("H"), Some("E"));
        assert!(
            html.contains(r#"aria-describedby="m-hint m-error""#),
            "{html}"
        );
        assert!(
            html.contains(r#"id="m-hint""#) && html.contains(r#"id="m-error""#),
            "{html}"
        );
        assert!(html.contains(r#"aria-invalid="true""#), "{html}");
        assert!(
            html.contains("utrecht-textbox--invalid")
                && html.contains("utrecht-form-field--invalid"),
            "{html}"
        );
        assert!(text(Some("H"), None).contains(r#"aria-describedby="m-hint""#));
        assert!(text(None, Some("E")).contains(r#"aria-describedby="m-error""#));
    }

    fn choices() -> Vec<Choice> {
        ["a", "b"]
            .map(|value| Choice {
                value: value.to_owned(),
                word: value.to_owned(),
                ..Choice::default()
            })
            .into()
    }

    #[test]
    fn what_was_chosen_stays_chosen() {
        let select =
            view! { <SelectField id="k" name="k" label="L" choices=choices() value="b" /> }
                .to_html();
        assert!(select.contains(r#"<option value="b" selected"#), "{select}");
        let radio = view! { <RadioGroup id="w" name="w" label="L" choices=choices() value="b" /> }
            .to_html();
        assert!(
            radio.contains(r#"id="w""#) && radio.contains(r#"id="w-1""#),
            "{radio}"
        );
        assert_eq!(radio.matches(" checked").count(), 1, "{radio}");
    }

    #[test]
    fn typed_lines_stay_as_typed() {
        let area = |value: &str| {
            view! { <TextArea id="t" name="t" label="L" value=value.to_owned() /> }.to_html()
        };
        let html = area("een & twee\n</textarea><b>drie");
        assert!(
            html.contains("een &amp; twee\n&lt;/textarea>&lt;b>drie</textarea>"),
            "{html}"
        );
        assert!(area("\nregel").contains(">\n\nregel</textarea>"));
    }
}
