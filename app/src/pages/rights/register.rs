//! `/beheer/mensen/nieuw`: making somebody known.

use leptos::prelude::*;
use service::people::view::Filter;

use super::crumbs;
use crate::bridge;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::pages::form::{Form, Hidden, Problem, error, minted, value};
use crate::pages::screen::{Nav, Page, screen};
use crate::refused::field_name;
use crate::say;
use crate::ui::{Button, ButtonKind, Choice, Head, SelectField, TextField};

const REGISTER: &str = "/api/people/register";

/// The form.
pub fn register() -> AnyView {
    screen(Nav::Manage, |visit| async move {
        let l = Locale::Nl;
        let people = service::people::view::people(&visit.ctx, &Filter::default()).await?;
        if !people.may_register {
            return Err(AppError::NotAllowed);
        }
        let refused = bridge::refused(REGISTER);
        let id = minted(refused.as_ref(), &visit.ctx.new_id().to_string());
        let only = match people.organisations.as_slice() {
            [one] => one.id.to_string(),
            _ => String::new(),
        };
        let mut choices = vec![Choice {
            word: say!(l, people.organisation_choose).to_owned(),
            ..Choice::default()
        }];
        choices.extend(people.organisations.iter().map(|known| Choice {
            value: known.id.to_string(),
            word: known.name.clone(),
            explanation: String::new(),
        }));
        let title = say!(l, people.register_title);
        let field = |field: &'static str, now: &str| {
            (
                value(refused.as_ref(), field, now),
                error(refused.as_ref(), field),
            )
        };
        let (name, name_error) = field("name", "");
        let (function, function_error) = field("function", "");
        let (email, email_error) = field("email", "");
        let (organisation, organisation_error) = field("organisation", &only);
        let body = view! {
            {crumbs(Some((say!(l, people.people_title), "/beheer/mensen")), title)}
            <Problem refused=refused.clone()/>
            <Head title/>
            <p>{say!(l, people.register_lead)}</p>
            <Form action=REGISTER class="kt-form">
                <Hidden field="id" value=id/>
                <SelectField id="organisation" name=field_name("organisation")
                    label=say!(l, people.organisation_label) choices value=organisation error=organisation_error/>
                <TextField id="name" name=field_name("name") label=say!(l, people.name_label)
                    hint=say!(l, people.name_hint).to_owned() value=name error=name_error/>
                <TextField id="function" name=field_name("function") label=say!(l, people.function_label)
                    hint=say!(l, people.function_hint).to_owned() value=function error=function_error/>
                <TextField id="email" name=field_name("email") label=say!(l, mail.email_label)
                    hint=say!(l, mail.email_hint).to_owned() value=email error=email_error/>
                <div class="kt-actions">
                    <Button kind=ButtonKind::Primary>{say!(l, people.register_do)}</Button>
                    <a class="utrecht-link" href="/beheer/mensen">{say!(l, common.back)}</a>
                </div>
            </Form>
        };
        Ok(Page::new(title, body))
    })
}
