//! What happened to each action of the demo. Days count from the day of seeding; no person is
//! named and no case has a story.

use domain::actions::{ActionEvent, ChainLink};
use domain::people::Class;

mod first;
mod second;
mod third;

use ActionEvent::*;

/// What is said of one action; see the fields.
#[derive(Debug)]
pub(super) struct Story {
    /// Its number.
    pub number: i32,
    /// What is to be done.
    pub title: &'static str,
    /// More about it.
    pub detail: &'static str,
    /// The organisation that is asked.
    pub owner: &'static str,
    /// Who acts for the owner.
    pub who: &'static str,
    /// Who judges the result.
    pub judge: &'static str,
    /// The day it was first due.
    pub due: i64,
    /// The decision, or the case item, that it came from.
    pub origin: &'static str,
    /// The step it moves.
    pub step: Option<&'static str>,
    /// The link of the chain it strengthens.
    pub link: Option<ChainLink>,
    /// How confidential it is.
    pub class: Class,
    /// The case it belongs to.
    pub case_ref: Option<&'static str>,
    /// What blocks it.
    pub bottleneck: Option<&'static str>,
    /// The day, what happened, and what was said; a new date says `day|reason`. What lies before
    /// the end of the meeting happened as it ended.
    pub events: &'static [(i64, ActionEvent, &'static str)],
}

impl Story {
    /// The meeting it came from.
    pub fn meeting(&self) -> String {
        let key = self.origin.split('.').next().unwrap_or_default();
        format!("meeting.{key}")
    }

    /// Who does what: the owner works, the director hands out and judges.
    pub fn actor(&self, kind: ActionEvent) -> &'static str {
        match kind {
            Assigned | Reassigned | Cancelled => "regisseur",
            Verified | Reopened => self.judge,
            _ => self.who,
        }
    }
}

const PLAIN: Story = Story {
    number: 0,
    title: "",
    detail: "",
    owner: "",
    who: "",
    judge: "regisseur",
    due: 0,
    origin: "",
    step: None,
    link: None,
    class: Class::K1,
    case_ref: None,
    bottleneck: None,
    events: &[],
};

/// All of them, in the order of their numbers.
pub(super) fn all() -> impl Iterator<Item = &'static Story> {
    [first::STORIES, second::STORIES, third::STORIES]
        .into_iter()
        .flatten()
}
