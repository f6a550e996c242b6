//! Every door to an item or an action × everybody × how their organisation stands to it: it brought the
//! thing in, is named on it, has nothing to do with it, or is left out of it.

use std::collections::HashMap;

use ::entity::{action, agenda_item, item_relation};
use axum::http::StatusCode;
use leptos_axum::generate_route_list;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

use super::{KNOCKERS, is_turned_away, knocker, prepared, samples, table};
use crate::house::House;

/// How an organisation stands to a thing.
const RELATIONS: [&str; 4] = ["own", "named", "other", "excluded"];

/// A case, and a piece of policy that everybody at the table may read; each with an action that hangs on it.
const THINGS: [(&str, &str, &str); 2] = [
    ("case", "item.next.case1", "action.112"),
    ("policy", "item.next.policy1", "action.104"),
];

/// Who composes the agenda: for them something they are left out of is a block of time without content.
const COMPOSERS: [&str; 3] = ["regisseur", "plaatsvervanger", "secretaris"];

/// What can be done with a block of time: order it, move it, let it pass.
const BLOCK_OF_TIME: [&str; 13] = [
    "/punt/{id}",
    "/punt/{id}/eraf",
    "/punt/{id}/terug",
    "/api/meetings/allot",
    "/api/meetings/arrange",
    "/api/meetings/call",
    "/api/meetings/deal",
    "/api/meetings/defer",
    "/api/meetings/hold_over",
    "/api/meetings/include",
    "/api/meetings/put_back",
    "/api/meetings/return",
    "/api/meetings/take_off",
];

/// Whether a door may open for somebody who is left out: the block of time, and who looked at it for who
/// oversees that.
fn may_open(door: &str, who: &str) -> bool {
    COMPOSERS.contains(&who) && BLOCK_OF_TIME.contains(&door)
        || (who, door) == ("fg", "/punt/{id}/gezien")
}

/// Whose nobody is who knocks.
const NOBODYS: &str = "organisation.onderwijs";

/// The things that samples name.
const NAMED_IN_SAMPLES: [&str; 8] = [
    "item.next.policy1",
    "item.next.case2",
    "item.later.proposal1",
    "action.101",
    "action.106",
    "action.108",
    "action.118",
    "decision.past3.1",
];

/// The sample with the thing in the place of what it names; nothing when it names no item and no action.
fn about(house: &House, sample: &str, (_, item, action): (&str, &str, &str)) -> Option<String> {
    let name = NAMED_IN_SAMPLES
        .into_iter()
        .find(|name| sample.contains(&house.id(name).to_string()))?;
    let thing = match name.split_once('.')?.0 {
        "item" => item,
        "action" => action,
        _ => return None,
    };
    Some(sample.replace(&house.id(name).to_string(), &house.id(thing).to_string()))
}

/// Has an organisation stand to a thing like this.
async fn relate(
    house: &House,
    (_, item, action): (&str, &str, &str),
    organisation: Option<Uuid>,
    relation: &str,
) {
    let tx = house.site.store.begin_write().await.unwrap();
    let (item, action) = (house.id(item), house.id(action));
    let nobody = house.id(NOBODYS);
    let owner = organisation.filter(|_| relation == "own").unwrap_or(nobody);
    agenda_item::Entity::update_many()
        .col_expr(agenda_item::Column::OrganisationId, Expr::value(owner))
        .filter(agenda_item::Column::Id.eq(item))
        .exec(&tx)
        .await
        .unwrap();
    action::Entity::update_many()
        .col_expr(action::Column::OrganisationId, Expr::value(owner))
        .col_expr(action::Column::ItemId, Expr::value(item))
        .filter(action::Column::Id.eq(action))
        .exec(&tx)
        .await
        .unwrap();
    item_relation::Entity::delete_many()
        .filter(item_relation::Column::ItemId.eq(item))
        .exec(&tx)
        .await
        .unwrap();
    let kept: &[&str] = match relation {
        "named" => &["named"],
        "excluded" => &["named", "excluded"],
        _ => &[],
    };
    for (word, organisation) in kept.iter().zip(organisation.into_iter().cycle()) {
        item_relation::ActiveModel {
            item_id: Set(item),
            subject_id: Set(organisation),
            relation: Set((*word).to_owned()),
            region_id: Set(house.id("region.amstelrand")),
        }
        .insert(&tx)
        .await
        .unwrap();
    }
    tx.commit().await.unwrap();
}

/// A house in which a door can be tried, and who is in already.
struct Place {
    house: House,
    cookies: HashMap<&'static str, Option<String>>,
}

impl Place {
    async fn new(door: &str) -> Self {
        Self {
            house: prepared(door).await,
            cookies: HashMap::new(),
        }
    }

    async fn knock(
        &mut self,
        (method, door): (&str, &str),
        thing: (&str, &str, &str),
        relation: &str,
        who: &'static str,
    ) -> StatusCode {
        let house = &self.house;
        let organisation = knocker::organisation(house, who).await;
        relate(house, thing, organisation, relation).await;
        if !self.cookies.contains_key(who) {
            let pass = knocker::pass(house, who).await;
            self.cookies.insert(who, pass);
        }
        let cookie = self.cookies[who].as_deref();
        if method == "GET" {
            let address = samples::page(house, door).unwrap();
            let address = about(house, &address, thing).unwrap();
            house.get(&address, cookie).await.status
        } else {
            let form = samples::form(house, door).unwrap();
            let form = about(house, &form, thing).unwrap();
            house.post(door, cookie, &form).await.status
        }
    }
}

#[tokio::test]
async fn every_door_knows_how_somebody_stands_to_a_thing() {
    let house = House::open().await;
    let mut printed = table::Table::new(&KNOCKERS);
    let mut pages: Vec<String> = generate_route_list(app::pages::App)
        .iter()
        .map(|route| route.path().to_owned())
        .collect();
    pages.sort();
    let mut operations: Vec<String> = leptos::server_fn::axum::server_fn_paths()
        .map(|(path, _)| path.to_owned())
        .collect();
    operations.sort();
    operations.dedup();
    let doors = pages
        .into_iter()
        .map(|page| ("GET", page))
        .chain(operations.into_iter().map(|operation| ("POST", operation)));
    let mut opened = Vec::new();
    for (method, door) in doors {
        let sample = match method {
            "GET" => samples::page(&house, &door),
            _ => samples::form(&house, &door),
        };
        if sample
            .and_then(|sample| about(&house, &sample, THINGS[0]))
            .is_none()
        {
            continue;
        }
        let (mut usual, mut elsewhere) = (Place::new(&door).await, Place::new(&door).await);
        for thing in THINGS {
            for relation in RELATIONS {
                let mut row = Vec::new();
                for who in KNOCKERS {
                    // Who lost their place lost it in a house of their own.
                    let place = match who {
                        knocker::NOT_INVITED => &mut elsewhere,
                        _ => &mut usual,
                    };
                    let status = place.knock((method, &door), thing, relation, who).await;
                    row.push(status.as_u16());
                    let shut = is_turned_away(status) || may_open(&door, who);
                    if relation == "excluded" && knocker::is_in(who) && !shut {
                        opened.push(format!("{method} {door} {} by {who}: {status}", thing.0));
                    }
                    if method == "POST" && status.is_redirection() {
                        *place = Place::new(&door).await;
                    }
                }
                printed.add(method, &format!("{door} {} {relation}", thing.0), &row);
            }
        }
    }
    printed.compare("relations.txt");
    assert!(
        opened.is_empty(),
        "these open for somebody who is left out: {opened:#?}"
    );
}
