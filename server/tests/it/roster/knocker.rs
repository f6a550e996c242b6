//! How each of the roster comes to the door.

use ::entity::{person, seat, session};
use chrono::TimeDelta;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use service::clock::Clock;
use service::identity::Sessions;
use uuid::Uuid;

use crate::house::House;

/// Somebody of the police whose session is over.
pub const EXPIRED: &str = "verlopen";
/// A guest whom nobody invited to this table.
pub const NOT_INVITED: &str = "ongenode_gast";

/// A guest who comes for the meeting after the next one, and to no other.
pub const VISITING: &str = "gast_van_later";

/// Whether this knocker is signed in.
pub fn is_in(who: &str) -> bool {
    who != "-" && who != EXPIRED
}

/// The person of the demo behind a knocker; nobody for who is unknown.
pub fn person(who: &str) -> Option<&str> {
    match who {
        "-" => None,
        EXPIRED => Some("politie"),
        NOT_INVITED => Some("vrijwilliger"),
        VISITING => Some("koepel"),
        known => Some(known),
    }
}

/// The cookie with which somebody knocks.
pub async fn pass(house: &House, who: &str) -> Option<String> {
    let name = person(who)?;
    let cookie = house.enter(name).await;
    let writer = house.site.store.writer();
    if who == EXPIRED {
        let id = cookie.split_once('=').unwrap().1.parse().unwrap();
        let past = Clock::System.now() - TimeDelta::hours(1);
        session::Entity::update_many()
            .col_expr(session::Column::ExpiresAt, Expr::value(past))
            .filter(session::Column::Id.eq(Sessions::name_of(id)))
            .exec(writer)
            .await
            .unwrap();
    }
    if who == NOT_INVITED {
        seat::Entity::delete_many()
            .filter(seat::Column::PersonId.eq(house.id(&format!("person.{name}"))))
            .exec(writer)
            .await
            .unwrap();
    }
    if who == VISITING {
        let only = Expr::value(house.id("meeting.later"));
        seat::Entity::update_many()
            .col_expr(seat::Column::MeetingId, only)
            .filter(seat::Column::PersonId.eq(house.id(&format!("person.{name}"))))
            .exec(writer)
            .await
            .unwrap();
    }
    Some(cookie)
}

/// The organisation somebody works for.
pub async fn organisation(house: &House, who: &str) -> Option<Uuid> {
    let id = house.id(&format!("person.{}", person(who)?));
    let found = person::Entity::find_by_id(id).one(house.site.store.reader());
    found.await.unwrap().map(|row| row.organisation_id)
}
