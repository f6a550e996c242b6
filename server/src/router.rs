//! Puts the site together: pages, operations, entrance, assets, health, and the layers around them.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use app::bridge::Entrances;
use app::pages::{App, shell};
use axum::Router;
use axum::extract::FromRef;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use leptos::config::LeptosOptions;
use leptos::prelude::provide_context;
use leptos_axum::{LeptosRoutes, generate_route_list};
use service::ctx::Site;
use service::identity::Sessions;
use service::vault::Vault;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_sessions::cookie::SameSite;
use tower_sessions::cookie::time::Duration;
use tower_sessions::{Expiry, SessionManagerLayer};

use webauthn_rs::Webauthn;

use crate::oidc::Providers;
use crate::{assets, entrance, guest, headers, live, measure, oidc, refused, visit};

/// The most a request body may hold, in bytes.
const BODY_LIMIT: usize = 256 * 1024;

/// The stream of events of one meeting.
const STREAM: &str = "/live/{id}";
/// The regions of its live page, for who follows it.
const REGIONS: &str = "/live/{id}/deel";

/// Doors for reading that are not pages; the roster knocks on them too.
pub const READS: [&str; 2] = [STREAM, REGIONS];

/// What the operator chose, as far as the router cares.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The origin people type, such as `http://localhost:3000`.
    pub origin: String,
    /// Whether the demo's way in is open.
    pub demo: bool,
    /// The sign-in providers.
    pub providers: Providers,
    /// The key for secrets that the house reads again.
    pub vault: Vault,
    /// What passkeys are made and shown by; nothing on an address without a domain.
    pub passkeys: Option<Arc<Webauthn>>,
    /// Counts SQL statements for the bench.
    pub statements: Option<Arc<AtomicU64>>,
}

/// What handlers and layers share.
#[derive(Debug, Clone)]
pub struct State {
    /// The installation.
    pub site: Site,
    /// The choices of the operator.
    pub settings: Settings,
    leptos: LeptosOptions,
}

impl State {
    /// The ways in, for the front door and for setting up.
    pub fn entrances(&self) -> Entrances {
        Entrances {
            providers: self.settings.providers.shown(),
            demo: self.settings.demo,
        }
    }
}

impl FromRef<State> for LeptosOptions {
    fn from_ref(state: &State) -> Self {
        state.leptos.clone()
    }
}

/// The whole site as one service.
pub fn router(site: Site, settings: Settings) -> Router {
    let leptos = LeptosOptions::builder().output_name("ketentafel").build();
    let secure = settings.origin.starts_with("https://");
    let sessions = SessionManagerLayer::new(Sessions::new(site.store.clone(), site.clock.clone()))
        .with_name(if secure { "__Host-ketentafel" } else { "ketentafel" })
        .with_secure(secure)
        .with_http_only(true)
        // A strict cookie is lost on the way back from a sign-in provider or out of a mail.
        .with_same_site(SameSite::Lax)
        .with_expiry(Expiry::OnInactivity(Duration::minutes(30)));
    let state = State {
        site: site.clone(),
        settings,
        leptos,
    };
    let entrances = state.entrances();
    let context = move || {
        provide_context(site.clone());
        provide_context(entrances.clone());
    };
    let mut routes = Router::new()
        .leptos_routes_with_context(&state, generate_route_list(App), context, shell)
        .route("/aanmelden", post(entrance::sign_in))
        .route("/aanmelden/{provider}", get(oidc::begin))
        .route("/aanmelden/{provider}/terug", get(oidc::come_back))
        .route("/afmelden", post(entrance::sign_out))
        .route("/verlaten", post(entrance::leave))
        .route("/weg", get(entrance::away))
        .route("/regio", post(entrance::switch_region))
        .merge(guest::routes())
        .route(STREAM, get(live::stream))
        .route(REGIONS, get(live::regions));
    if state.settings.statements.is_some() {
        routes = routes.route("/maat/overleg/{meeting}", get(measure::agenda));
    }
    routes
        // Before the layers, so that an unknown address is behind the door like a known one.
        .fallback(assets::serve)
        .method_not_allowed_fallback(assets::wrong_way)
        .layer(from_fn_with_state(state.clone(), refused::layer))
        .layer(from_fn_with_state(state.clone(), visit::layer))
        .layer(sessions)
        .layer(from_fn_with_state(state.clone(), headers::refuse_forged))
        // Not from a browser: a provider tells that sessions ended, and proves it by its signature.
        .route("/aanmelden/{provider}/beeindigd", post(oidc::end_elsewhere))
        .route("/health/live", get(|| async { "ok" }))
        .route("/health/ready", get(headers::ready))
        .layer(from_fn_with_state(state.clone(), headers::add))
        .layer(RequestBodyLimitLayer::new(BODY_LIMIT))
        .layer(CatchPanicLayer::custom(headers::panicked))
        .layer(from_fn(headers::log_failures))
        .with_state(state)
}
