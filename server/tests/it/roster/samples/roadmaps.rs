//! The forms about roadmaps and bottlenecks.

use super::one;
use crate::house::House;

/// A form for an operation on them; nothing for one without a sample.
pub fn form(house: &House, operation: &str) -> Option<Vec<(&'static str, String)>> {
    let id = |name: &str| house.id(name).to_string();
    let fresh = "01900000-0000-7000-8000-000000000001".to_owned();
    let text = "Afgesproken met de ketenpartners";
    Some(match operation {
        "roadmaps/adopt" => vec![("organisation", id("organisation.lindewaard"))],
        "roadmaps/answer_criterion" => [
            one(&id("criterion.lindewaard.A1.1")),
            vec![("answer", "partly".to_owned()), ("why", text.to_owned())],
        ]
        .concat(),
        "roadmaps/add_evidence" => vec![
            ("id", id("criterion.lindewaard.A1.1")),
            ("evidence", fresh),
            ("source", "document".to_owned()),
            ("title", "Collegebesluit".to_owned()),
        ],
        "roadmaps/remove_evidence" => vec![
            ("id", id("evidence.lindewaard.A1.1")),
            ("why", "Het stuk ging over iets anders".to_owned()),
        ],
        "roadmaps/plan_step" => [
            one(&id("step.lindewaard.A1")),
            vec![
                ("owner", id("organisation.ggd")),
                ("due", "2031-01-14".to_owned()),
            ],
        ]
        .concat(),
        "roadmaps/verify_step" | "roadmaps/embed_step" | "roadmaps/take_up" => {
            one(&id("step.lindewaard.A1"))
        }
        "roadmaps/set_aside" => [
            one(&id("step.lindewaard.A1")),
            vec![("why", text.to_owned())],
        ]
        .concat(),
        "roadmaps/raise_bottleneck" => vec![
            ("id", fresh),
            ("title", "Geen vaste contactpersoon".to_owned()),
            ("detail", text.to_owned()),
            ("category", "reporting".to_owned()),
        ],
        "roadmaps/own_bottleneck" => [
            one(&id("bottleneck.boys")),
            vec![("owner", id("organisation.ggd"))],
        ]
        .concat(),
        "roadmaps/resolve_bottleneck" => {
            [one(&id("bottleneck.boys")), vec![("how", text.to_owned())]].concat()
        }
        "roadmaps/accept_bottleneck" => {
            [one(&id("bottleneck.boys")), vec![("why", text.to_owned())]].concat()
        }
        _ => return None,
    })
}
