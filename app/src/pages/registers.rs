//! What runs over meetings: decisions and promises, each as far as its source opens.

mod commitments;
mod decisions;

use domain::policy::{Facts, Operation};
use leptos::prelude::*;

pub use commitments::{commitment, commitments, make};
pub use decisions::decisions;

use crate::bridge::Visit;
use crate::i18n::Locale;
use crate::say;
use crate::ui::Icon;

/// A register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Register {
    Decisions,
    Commitments,
}

impl Register {
    const ALL: [Self; 2] = [Self::Decisions, Self::Commitments];

    /// Where it is, its icon and its name.
    fn shown(self) -> (&'static str, &'static str, &'static str) {
        let l = Locale::Nl;
        match self {
            Self::Decisions => ("/besluiten", "decide", say!(l, registers.decisions)),
            Self::Commitments => ("/toezeggingen", "pin", say!(l, registers.commitments)),
        }
    }

    fn opens(self, visit: &Visit) -> bool {
        let may = |operation| visit.ctx.may(operation, Facts::default());
        match self {
            Self::Decisions => {
                let has_place = visit.viewer.actor.places().next().is_some();
                has_place || may(Operation::FollowMeeting) || may(Operation::ReadPublished)
            }
            Self::Commitments => may(Operation::ReadCommitments),
        }
    }
}

/// The registers there are for somebody, as links.
fn chips(visit: &Visit, here: Option<Register>) -> Option<AnyView> {
    let open: Vec<_> = Register::ALL
        .into_iter()
        .filter(|register| register.opens(visit))
        .collect();
    // Where there is one only, its page is the way.
    if open.is_empty() || here.is_some() && open.len() == 1 {
        return None;
    }
    let links = open
        .into_iter()
        .map(|register| {
            let (href, icon, word) = register.shown();
            let current = (here == Some(register)).then_some("page");
            view! {
                <li><a class="kt-chip" href=href aria-current=current><Icon name=icon/>{word}</a></li>
            }
        })
        .collect_view();
    let label = say!(Locale::Nl, registers.label);
    Some(view! { <ul class="kt-chips kt-noprint" aria-label=label>{links}</ul> }.into_any())
}

/// The way to the registers, for who has any.
pub(super) fn links(visit: &Visit) -> Option<AnyView> {
    chips(visit, None)
}
