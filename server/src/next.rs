//! Where somebody wanted to go who has to sign in first: a page of this site that is there to look at,
//! and nothing else.

use std::sync::Arc;

use app::error::AppError;
use axum::http::Uri;
use tower_sessions::Session;

use crate::refused::is_ours;

/// Under this name a session keeps it while somebody signs in.
const NEXT: &str = "next";
/// The longest address that is remembered.
const LONGEST: usize = 500;
/// Pages to come in by, and parts of one.
const NOT: [&str; 4] = ["/", "/inrichten", "/bevestigen", "/overleg/{id}/live/deel"];

/// The pages that somebody can ask for and be led to.
#[derive(Debug, Clone)]
pub struct Pages(Arc<[String]>);

impl Pages {
    /// Of these routes, those that are no way in themselves.
    pub fn of(routes: impl Iterator<Item = String>) -> Self {
        Self(routes.filter(|it| !NOT.contains(&it.as_str())).collect())
    }

    /// The address, if it is one of a page: never another site, never what only takes forms.
    pub fn allowed(&self, asked: &str) -> Option<String> {
        let path = asked.split(['?', '#']).next().unwrap_or_default();
        let is_page = || self.0.iter().any(|page| leads_to(page, path));
        (asked.len() <= LONGEST && is_ours(asked) && is_page()).then(|| asked.to_owned())
    }

    /// What the front door was told, in its own address, to go on to.
    pub fn named(&self, door: &Uri) -> Option<String> {
        let query = door.query().unwrap_or_default();
        let mut named = form_urlencoded::parse(query.as_bytes());
        let (_, next) = named.find(|(name, _)| name == NEXT)?;
        self.allowed(&next)
    }

    /// Remembers it for who goes on to another door; without one, what was remembered is forgotten.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn keep(&self, session: &Session, asked: Option<&str>) -> Result<(), AppError> {
        let away = |_| AppError::Unavailable;
        match asked.and_then(|asked| self.allowed(asked)) {
            Some(next) => session.insert(NEXT, next).await.map_err(away),
            None => session.remove::<String>(NEXT).await.map(drop).map_err(away),
        }
    }

    /// What was remembered, looked at again.
    pub async fn kept(&self, session: &Session) -> Option<String> {
        let kept: Option<String> = session.get(NEXT).await.ok().flatten();
        self.allowed(&kept?)
    }
}

/// The front door, with what happened and where to go on to.
pub fn front_door(why: Option<&str>, next: Option<&str>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    if let Some(why) = why {
        query.append_pair("waarom", why);
    }
    if let Some(next) = next {
        query.append_pair(NEXT, next);
    }
    let query = query.finish();
    if query.is_empty() {
        "/".to_owned()
    } else {
        format!("/?{query}")
    }
}

fn leads_to(page: &str, path: &str) -> bool {
    let (mut page, mut path) = (page.split('/'), path.split('/'));
    loop {
        match (page.next(), path.next()) {
            (None, None) => return true,
            (Some(part), Some(given)) if part == given => {}
            (Some(part), Some(given)) if part.starts_with('{') && !given.is_empty() => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Pages, front_door};

    fn pages() -> Pages {
        let routes = leptos_axum::generate_route_list(app::pages::App);
        Pages::of(routes.iter().map(|route| route.path().to_owned()))
    }

    #[test]
    fn only_a_page_of_this_site_is_gone_on_to() {
        let pages = pages();
        for page in [
            "/acties",
            "/acties?toon=mijn&van=0190",
            "/overleg/1",
            "/punt/0190/gezien",
            "/account/gegevens",
        ] {
            assert_eq!(pages.allowed(page).as_deref(), Some(page));
        }
        let long = format!("/acties?{}", "a".repeat(600));
        for page in [
            "",
            "/",
            "/inrichten",
            "/bevestigen",
            "/api/meetings/plan",
            "/afmelden",
            "/verlaten",
            "/regio",
            "/toezicht/uitvoer",
            "/account/gegevens/meenemen",
            "/overleg/1/live/deel",
            "/live/1",
            "/aanmelden",
            "/aanmelden/demo",
            "/aanmelden-gast",
            "/punt/",
            "/punt//x",
            "//elders.example",
            "https://elders.example/acties",
            "/\\elders.example",
            "/acties\n",
            long.as_str(),
        ] {
            assert_eq!(pages.allowed(page), None, "{page:?}");
        }
    }

    #[test]
    fn the_front_door_reads_what_it_was_told() {
        let door = front_door(Some("silent"), Some("/acties?toon=mijn&van=1"));
        assert!(door.starts_with("/?waarom=silent&next="), "{door}");
        let named = pages().named(&door.parse().unwrap());
        assert_eq!(named.as_deref(), Some("/acties?toon=mijn&van=1"));
        assert_eq!(front_door(None, None), "/");
        let led_away = "/?next=%2F%2Felders.example".parse().unwrap();
        assert_eq!(pages().named(&led_away), None);
    }
}
