//! What a page says on paper only: how confidential it is, whose copy it is, and of when.

use domain::calendar::long_date;
use domain::people::Class;
use leptos::prelude::*;
use service::clock::{local_date, local_minutes};

use crate::bridge::Visit;
use crate::i18n::Locale;
use crate::say;
use crate::ui::Icon;

/// The mark above what may not be left lying: K2 and K3. It names the strictest class on the page.
pub fn mark(strictest: Option<Class>) -> Option<AnyView> {
    let class = strictest.filter(|class| *class >= Class::K2)?;
    // The style prints the code at the head of every sheet, so that a loose one still says it.
    let style = format!("kt-print-only kt-papermark kt-papermark--{}", class.word());
    let word = say!(
        Locale::Nl,
        common.paper_mark,
        code = class.word().to_uppercase()
    );
    Some(view! { <p class=style><Icon name="lock"/><b>{word}</b></p> }.into_any())
}

/// The line under a page: what it is, who printed it, and how things stood when.
pub fn foot(visit: &Visit, what: String) -> AnyView {
    let now = visit.ctx.now();
    let minutes = local_minutes(now);
    let copy = say!(
        Locale::Nl,
        common.paper_copy,
        function = visit.viewer.function,
        organisation = visit.viewer.organisation,
        day = long_date(local_date(now)),
        time = format!("{:02}.{:02}", minutes / 60, minutes % 60)
    );
    view! { <p class="kt-print-only kt-paperfoot">{what}" "{copy}</p> }.into_any()
}
