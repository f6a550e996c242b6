//! Puts the site together: pages, operations, entrance, assets, health, and the layers around them.

use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use app::bridge::Entrances;
use app::pages::{App, shell};
use axum::Router;
use axum::extract::FromRef;
use axum::middleware::{from_fn, from_fn_with_state};
use chrono::TimeDelta;
use domain::identity::{PROOF, SILENCE};
use ipnet::IpNet;
use leptos::config::LeptosOptions;
use leptos::prelude::provide_context;
use leptos_axum::{LeptosRoutes, generate_route_list};
use service::ctx::Site;
use service::identity::Sessions;
use service::identity::providers::Desk;
use service::vault::Vault;
use tower_http::catch_panic::CatchPanicLayer;
use tower_sessions::cookie::SameSite;
use tower_sessions::{Expiry, SessionManagerLayer};

use webauthn_rs::Webauthn;

use crate::doors::{Door, Doors};
use crate::limits::{self, Gate};
use crate::next::Pages;
use crate::oidc::Providers;
use crate::report::{self, Lines};
use crate::{
    agenda, assets, body, entrance, guest, guise, headers, knock, live, measure, oidc, oversight,
    papers, proof, refused, search, stay, told, visit, wellknown,
};

/// The most a request body may hold, in bytes.
pub(crate) const BODY_LIMIT: usize = 256 * 1024;

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
    /// What adding providers on a page takes.
    pub desk: Desk,
    /// What taking in files takes.
    pub papers: service::papers::Desk,
    /// What passkeys are made and shown by; nothing on an address without a domain.
    pub passkeys: Option<Arc<Webauthn>>,
    /// Counts SQL statements for the bench.
    pub statements: Option<Arc<AtomicU64>>,
    /// Where the site ends and how long it waits.
    pub edges: Edges,
    /// Where to write to about a weakness: an address with its scheme, such as `mailto:`.
    pub contact: Option<String>,
}

/// Where the site ends, and how long it waits.
#[derive(Debug, Clone)]
pub struct Edges {
    /// After how much silence a session ends.
    pub silence: TimeDelta,
    /// For how long somebody has proven who they are.
    pub proof: TimeDelta,
    /// How often a stream of events looks whether its reader may still follow, and says for them that
    /// they are still there.
    pub beat: std::time::Duration,
    /// How often an address may ask; nothing when it may ask as it likes.
    pub gate: Option<Arc<Gate>>,
    /// The proxies whose word counts about who asks.
    pub proxies: Vec<IpNet>,
    /// Bounds what browsers report.
    pub reports: Arc<Lines>,
}

impl Default for Edges {
    fn default() -> Self {
        Self {
            silence: SILENCE,
            proof: PROOF,
            beat: std::time::Duration::from_mins(1),
            gate: limits::gate(),
            proxies: Vec::new(),
            reports: Arc::default(),
        }
    }
}

/// What handlers and layers share. Each layer takes a copy for each request, so that is one pointer.
#[derive(Debug, Clone)]
pub struct State(Arc<Shared>);

/// The same, once.
#[derive(Debug)]
pub struct Shared {
    /// The installation.
    pub site: Site,
    /// The choices of the operator.
    pub settings: Settings,
    /// The pages that somebody is led to after signing in.
    pub pages: Pages,
    leptos: LeptosOptions,
}

impl Deref for State {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl Shared {
    /// The ways in, for the pages that name them.
    pub fn entrances(&self) -> Entrances {
        Entrances {
            in_file: self.settings.desk.in_file.clone(),
            demo: self.settings.demo,
            contact: self.settings.contact.clone(),
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
    let kept = Sessions::new(site.store.clone(), site.clock.clone());
    let sessions = SessionManagerLayer::new(kept.ending_after(settings.edges.silence))
        .with_name(if secure { "__Host-ketentafel" } else { "ketentafel" })
        .with_secure(secure)
        .with_http_only(true)
        // A strict cookie is lost on the way back from a sign-in provider or out of a mail.
        .with_same_site(SameSite::Lax)
        // How long it lasts is decided by the store; the cookie goes when the browser closes.
        .with_expiry(Expiry::OnSessionEnd);
    let routes = generate_route_list(App);
    let state = State(Arc::new(Shared {
        site: site.clone(),
        settings,
        pages: Pages::of(routes.iter().map(|route| route.path().to_owned())),
        leptos,
    }));
    let (entrances, desk) = (state.entrances(), state.settings.desk.clone());
    let context = move || {
        provide_context(site.clone());
        provide_context(entrances.clone());
        provide_context(desk.clone());
    };
    let measured = state.settings.statements.is_some();
    Router::new()
        .leptos_routes_with_context(&state, routes, context, shell)
        .merge(inside(measured).routes())
        // Before the layers, so that an unknown address is behind the door like a known one.
        .fallback(assets::serve)
        .method_not_allowed_fallback(assets::wrong_way)
        .layer(from_fn_with_state(state.clone(), refused::layer))
        .layer(from_fn(knock::layer))
        .layer(from_fn(told::layer))
        .layer(from_fn_with_state(state.clone(), visit::layer))
        .layer(sessions)
        .layer(from_fn_with_state(state.clone(), headers::refuse_forged))
        .merge(outside().routes())
        .layer(from_fn(body::layer))
        .layer(CatchPanicLayer::custom(headers::panicked))
        .layer(from_fn_with_state(state.clone(), limits::layer))
        .layer(from_fn(headers::be_friendly))
        // Around all of these, so that what they answer by themselves carries the headers too.
        .layer(from_fn_with_state(state.clone(), headers::add))
        .layer(from_fn(headers::log_failures))
        .with_state(state)
}

/// Every door that is neither a page nor an operation.
pub fn doors() -> Vec<Door> {
    inside(true).and(outside()).list()
}

/// The doors where somebody may be signed in; one of them is there for the bench only.
fn inside(measured: bool) -> Doors {
    let doors = Doors::default()
        .post("/aanmelden", entrance::sign_in)
        .get("/aanmelden/{provider}", oidc::begin)
        .get("/aanmelden/{provider}/terug", oidc::come_back)
        .post("/bevestigen", proof::demo)
        .get("/bevestigen/{provider}", oidc::prove_again)
        .post("/bevestigen/met/sleutel/vraag", proof::ask_key)
        .post("/bevestigen/met/sleutel", proof::prove_key)
        .post("/bevestigen/met/code", proof::prove_code)
        .post("/afmelden", entrance::sign_out)
        .post("/verlaten", entrance::leave)
        .get("/weg", entrance::away)
        .get("/sessie", stay::ask)
        .post("/sessie", stay::stay)
        .post("/account/gegevens/meenemen", oversight::own_data)
        .post("/toezicht/uitvoer", oversight::trail)
        .post("/toezicht/lek/uitvoer", oversight::breach)
        .post("/regio", entrance::switch_region)
        .post(app::pages::SEARCH, search::ask)
        .post(papers::ATTACH, papers::take_in)
        .get(papers::OPEN, papers::hand_over)
        .post(guise::BEGIN, guise::begin)
        .post(guise::BACK, guise::end)
        .and(guest::doors())
        .and(agenda::inside())
        .get(STREAM, live::stream)
        .get(REGIONS, live::regions);
    if measured {
        doors.get("/maat/overleg/{meeting}", measure::agenda)
    } else {
        doors
    }
}

/// The doors where nobody is anybody.
fn outside() -> Doors {
    Doors::default()
        // Not from a browser: a provider tells that sessions ended, and proves it by its signature.
        .post("/aanmelden/{provider}/beeindigd", oidc::end_elsewhere)
        .post(report::PATH, report::take)
        .and(agenda::outside())
        .get(wellknown::PATH, wellknown::security)
        .get("/health/live", || async { "ok" })
        .get("/health/ready", headers::ready)
        .get("/health/trail", headers::trail)
}
