//! The lines of an agenda that the reader's page and the bench share.

use domain::meetings::{Change, ItemKind, Wanted};
use domain::people::Class;
use leptos::prelude::*;
use service::meetings::read::Changed;

use crate::i18n::Locale;
use crate::say;
use crate::ui::{self, ClassBadge, Diff, DiffLine, Icon};
use crate::words;

/// The badge of a class.
pub fn class_badge(class: Class) -> AnyView {
    let code = class.word().to_uppercase();
    let word = words::class(class);
    view! { <ClassBadge code word lock=class == Class::K3/> }.into_any()
}

/// What is wanted, with deciding set apart.
pub fn want(wanted: Wanted) -> AnyView {
    let class = match wanted {
        Wanted::Inform => "kt-want kt-want--informeren",
        Wanted::Discuss => "kt-want kt-want--bespreken",
        Wanted::Decide => "kt-want kt-want--besluiten",
    };
    view! { <span class=class>{words::meetings::wanted(wanted)}</span> }.into_any()
}

/// Why something stands on the agenda by itself.
pub fn why(icon: &'static str, text: String) -> AnyView {
    view! { <p class="kt-item__why"><Icon name=icon/>{text}</p> }.into_any()
}

/// The title of an item, or what stands in its place for who may not read it.
pub fn title(title: &str, kind: ItemKind) -> String {
    match (title.is_empty(), kind) {
        (false, _) => title.to_owned(),
        (true, ItemKind::Case) => say!(Locale::Nl, meetings.opaque_case).to_owned(),
        (true, _) => say!(Locale::Nl, meetings.opaque_item).to_owned(),
    }
}

/// Differences between two versions, in sentences.
pub fn changes(changes: &[Changed]) -> AnyView {
    let lines = changes
        .iter()
        .map(|changed| {
            let (mark, text) = sentence(changed);
            let title = title(&changed.title, ItemKind::Policy);
            view! { <DiffLine change=mark><b>{text}</b>" "{title}</DiffLine> }
        })
        .collect_view();
    view! { <Diff>{lines}</Diff> }.into_any()
}

fn sentence(changed: &Changed) -> (ui::Change, String) {
    let l = Locale::Nl;
    match &changed.change {
        Change::Added(_) => (ui::Change::Added, say!(l, meetings.diff_added).to_owned()),
        Change::Removed(_) if changed.held_over => {
            (ui::Change::Removed, say!(l, meetings.diff_held).to_owned())
        }
        Change::Removed(_) => (
            ui::Change::Removed,
            say!(l, meetings.diff_removed).to_owned(),
        ),
        Change::Moved(_) => (ui::Change::Edited, say!(l, meetings.diff_moved).to_owned()),
        Change::Changed(_, fields) => {
            let what: Vec<_> = fields
                .iter()
                .map(|field| words::meetings::field(*field))
                .collect();
            let sentence = say!(l, meetings.diff_changed, what = what.join(", "));
            (ui::Change::Edited, sentence)
        }
    }
}
