//! The doors that are neither a page nor an operation of the site: each is named as it is made, so
//! that the roster of the tests knocks on every one of them.

use axum::Router;
use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{get, post};

use crate::router::State;

/// A door: how one knocks, and its address as a pattern.
pub type Door = (Method, &'static str);

/// Routes, and the list of them.
#[derive(Debug, Default)]
pub struct Doors {
    routes: Router<State>,
    list: Vec<Door>,
}

impl Doors {
    /// One more door, to look through.
    #[must_use]
    pub fn get<H, T>(self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, State>,
        T: 'static,
    {
        let routes = self.routes.route(path, get(handler));
        Self { routes, ..self }.named(Method::GET, path)
    }

    /// One more door, to do something at.
    #[must_use]
    pub fn post<H, T>(self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, State>,
        T: 'static,
    {
        let routes = self.routes.route(path, post(handler));
        Self { routes, ..self }.named(Method::POST, path)
    }

    /// These and others.
    #[must_use]
    pub fn and(mut self, others: Self) -> Self {
        self.list.extend(others.list);
        Self {
            routes: self.routes.merge(others.routes),
            list: self.list,
        }
    }

    /// The routes.
    pub fn routes(self) -> Router<State> {
        self.routes
    }

    /// What they are called.
    pub fn list(self) -> Vec<Door> {
        self.list
    }

    fn named(mut self, method: Method, path: &'static str) -> Self {
        self.list.push((method, path));
        self
    }
}
