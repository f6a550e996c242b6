//! `/beheer/thema`: a municipality chooses its colours and arms.

use domain::people::Theme;
use leptos::prelude::*;

use super::form::{self, Form, Problem};
use super::screen::{Nav, Page, screen};
use crate::bridge;
use crate::i18n::Locale;
use crate::refused::field_name;
use crate::say;
use crate::ui::{Button, ButtonKind, Choice, Head, RadioGroup};
use crate::words::programmes::theme as words_of;

const CHOOSE: &str = "/api/people/choose_theme";

/// The choice.
pub fn theme() -> AnyView {
    screen(Nav::Manage, |visit| async move {
        let now = service::people::own_theme(&visit.ctx).await?;
        let l = Locale::Nl;
        let refused = bridge::refused(CHOOSE);
        let choices = Theme::ALL
            .into_iter()
            .map(|theme| {
                let (word, explanation) = words_of(theme);
                Choice {
                    value: theme.word().to_owned(),
                    word: word.to_owned(),
                    explanation: explanation.to_owned(),
                }
            })
            .collect();
        let value = form::value(refused.as_ref(), "theme", now.word());
        let error = form::error(refused.as_ref(), "theme");
        let body = view! {
            <Problem refused/>
            <Head title=say!(l, programmes.theme_title)/>
            <p>{say!(l, programmes.theme_lead)}</p>
            <Form action=CHOOSE class="kt-form">
                <RadioGroup id="theme" name=field_name("theme") label=say!(l, programmes.theme_field)
                    choices value error required=true/>
                <div class="kt-actions">
                    <Button kind=ButtonKind::Primary>{say!(l, programmes.theme_do)}</Button>
                </div>
            </Form>
        };
        Ok(Page::new(say!(l, programmes.theme_title), body))
    })
}
