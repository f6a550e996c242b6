//! A house with the demo in it, and visitors who knock as a browser would.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use axum::response::Response;
use chrono::{DateTime, TimeDelta, Utc};
use domain::id::{AccountId, RegionId};
use domain::identity::provider::{ProviderWay, Unfit};
use domain::papers::command::AttachPaper;
use ketentafel::oidc::{ProviderSettings, Providers};
use ketentafel::router::{Edges, Settings, router};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, PaginatorTrait};
use service::clock::Clock;
use service::ctx::{Ctx, Site};
use service::db::Store;
use service::identity::providers::{Desk, Outside};
use service::identity::{Sessions, viewer};
use service::live::Live;
use service::papers::{Desk as Papers, Examiner, Upload, attach};
use service::seed::{self, Cast};
use service::vault::Vault;
use tokio::sync::OnceCell;
use tower::ServiceExt;
use uuid::Uuid;

pub const ORIGIN: &str = "http://localhost:3000";

static MASTER: OnceCell<(Cast, PathBuf)> = OnceCell::const_new();
static NUMBER: AtomicU32 = AtomicU32::new(0);

/// The key for secrets of every house.
pub fn vault() -> Vault {
    Vault::new([7; 32]).unwrap()
}

/// Finds every provider fit: what one says of itself is looked at in `oidc`.
struct Friendly;

#[async_trait::async_trait]
impl Outside for Friendly {
    async fn look(&self, _: &str, _: ProviderWay) -> Vec<Unfit> {
        Vec::new()
    }
}

/// A router on a database of its own.
pub struct House {
    pub router: Router,
    pub site: Site,
    pub settings: Settings,
    cast: Cast,
    file: PathBuf,
}

/// An answer, read to the end.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl House {
    pub async fn open() -> Self {
        Self::with(Vec::new()).await
    }

    /// One whose people may come in by these providers.
    pub async fn with(providers: Vec<ProviderSettings>) -> Self {
        Self::at(providers, Edges::default()).await
    }

    /// The same, with other edges.
    pub async fn at(providers: Vec<ProviderSettings>, edges: Edges) -> Self {
        let (cast, master) = MASTER.get_or_init(seeded).await;
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let file =
            std::env::temp_dir().join(format!("kt_house_{}_{number}.db", std::process::id()));
        std::fs::copy(master, &file).unwrap();
        let site = site(&file).await;
        let settings = Settings {
            edges,
            ..Self::settings(providers)
        };
        Self {
            router: router(site.clone(), settings.clone()),
            site,
            settings,
            cast: cast.clone(),
            file,
        }
    }

    /// The houses of several casts at one address, on one database.
    pub fn street(site: &Site, casts: Vec<Cast>) -> Vec<Self> {
        let settings = Self::settings(Vec::new());
        let router = router(site.clone(), settings.clone());
        let house = |cast| Self {
            router: router.clone(),
            site: site.clone(),
            settings: settings.clone(),
            cast,
            file: PathBuf::new(),
        };
        casts.into_iter().map(house).collect()
    }

    fn settings(providers: Vec<ProviderSettings>) -> Settings {
        let providers = Providers::load(providers, ORIGIN, vault()).unwrap();
        let desk = Desk {
            outside: Arc::new(Friendly),
            ..providers.desk().unwrap()
        };
        Settings {
            providers,
            desk,
            origin: ORIGIN.to_owned(),
            demo: true,
            vault: vault(),
            papers: Papers::new(
                vault(),
                Examiner::Process(env!("CARGO_BIN_EXE_ketentafel").into()),
                None,
            ),
            passkeys: ketentafel::passkey::ready(ORIGIN).map(Arc::new),
            // So that the door of the bench is there.
            statements: Some(Arc::default()),
            edges: Edges {
                gate: None,
                ..Edges::default()
            },
            contact: None,
        }
    }

    /// The same house, whose operator can be reached there.
    pub fn reached_at(&self, contact: &str) -> Router {
        let settings = Settings {
            contact: Some(contact.to_owned()),
            ..self.settings.clone()
        };
        router(self.site.clone(), settings)
    }

    /// The same house, so much later: its clock stands still there.
    pub fn later(&self, by: TimeDelta) -> Router {
        let site = Site {
            clock: Clock::fixed(Clock::System.now() + by),
            ..self.site.clone()
        };
        router(site, self.settings.clone())
    }

    /// Another node on the same database, which hears nothing of this one; its streams look this often
    /// whether their reader may still follow.
    pub fn beside(&self, beat: std::time::Duration) -> Router {
        let site = Site {
            live: Live::default(),
            ..self.site.clone()
        };
        let settings = Settings {
            edges: Edges {
                beat,
                ..self.settings.edges.clone()
            },
            ..self.settings.clone()
        };
        router(site, settings)
    }

    /// The id of a thing of the cast.
    pub fn id(&self, name: &str) -> Uuid {
        self.cast
            .get(name)
            .unwrap_or_else(|| panic!("the seed has no {name}"))
    }

    /// The id of a thing of the cast, if this house has it.
    pub fn known(&self, name: &str) -> Option<Uuid> {
        self.cast.get(name)
    }

    /// Signs in and returns the cookie.
    pub async fn enter(&self, person: &str) -> String {
        self.admit(person)
            .await
            .unwrap_or_else(|body| panic!("{person} could not sign in: {body}"))
    }

    /// The cookie of somebody who signs in, or the page that says why not.
    pub async fn admit(&self, person: &str) -> Result<String, String> {
        let form = format!("person={}", self.id(&format!("person.{person}")));
        let answer = self.post("/aanmelden", None, &form).await;
        if answer.status != StatusCode::SEE_OTHER {
            return Err(answer.body);
        }
        let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap();
        Ok(cookie.split(';').next().unwrap().to_owned())
    }

    /// How many lines the trail has.
    pub async fn audited(&self) -> u64 {
        let rows = ::entity::audit::Entity::find();
        rows.count(self.site.store.reader()).await.unwrap()
    }

    pub async fn get(&self, path: &str, cookie: Option<&str>) -> Answer {
        self.send(
            Method::GET,
            path,
            cookie,
            &[("accept", "text/html")],
            String::new(),
        )
        .await
    }

    /// Posts an HTML form from this site, as a browser without JavaScript does.
    pub async fn post(&self, path: &str, cookie: Option<&str>, form: &str) -> Answer {
        let headers = [
            ("accept", "text/html,application/xhtml+xml"),
            ("content-type", "application/x-www-form-urlencoded"),
            ("origin", ORIGIN),
            ("sec-fetch-site", "same-origin"),
            ("referer", "http://localhost:3000/regie"),
        ];
        self.send(Method::POST, path, cookie, &headers, form.to_owned())
            .await
    }

    pub async fn send(
        &self,
        method: Method,
        path: &str,
        cookie: Option<&str>,
        headers: &[(&str, &str)],
        body: String,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(cookie) = cookie {
            request = request.header(header::COOKIE, cookie);
        }
        let answer = self
            .router
            .clone()
            .oneshot(request.body(Body::from(body)).unwrap())
            .await
            .unwrap();
        Answer::read(answer).await
    }

    /// When a session was last seen.
    pub async fn seen(&self, cookie: &str) -> DateTime<Utc> {
        let id = cookie.split_once('=').unwrap().1.parse().unwrap();
        let row = ::entity::session::Entity::find_by_id(Sessions::name_of(id));
        let row = row.one(self.site.store.reader()).await.unwrap();
        row.unwrap().seen_at
    }
}

impl Answer {
    pub async fn read(answer: Response) -> Self {
        let (parts, body) = answer.into_parts();
        let streams = parts.headers.get(header::CONTENT_TYPE);
        let streams = streams.is_some_and(|kind| kind == "text/event-stream");
        let body = if streams { Body::empty() } else { body };
        let body = to_bytes(body, 4 << 20).await.unwrap();
        let body = String::from_utf8_lossy(&body).into_owned();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }
}

impl Drop for House {
    fn drop(&mut self) {
        for end in ["", "-wal", "-shm"] {
            drop(std::fs::remove_file(format!(
                "{}{end}",
                self.file.display()
            )));
        }
    }
}

async fn site(file: &std::path::Path) -> Site {
    let store = Store::open(&format!("sqlite:{}", file.display()))
        .await
        .unwrap();
    Site {
        store,
        clock: Clock::System,
        live: Live::default(),
    }
}

async fn seeded() -> (Cast, PathBuf) {
    let file = std::env::temp_dir().join(format!("kt_house_{}_master.db", std::process::id()));
    let house = site(&file).await;
    service::migrate(&house.store).await.unwrap();
    seed::content(&house).await.unwrap();
    let mut cast = seed::demo(&house)
        .await
        .unwrap()
        .expect("an empty database");
    doors(&house, &mut cast).await;
    attached(&house, &mut cast).await;
    house.store.close().await.unwrap();
    (cast, file)
}

/// Two providers more than the demo has: one looked at, and one in force that goes nowhere.
async fn doors(house: &Site, cast: &mut Cast) {
    use ::entity::provider;
    let old = cast.get("provider.old").unwrap();
    let old = provider::Entity::find_by_id(old);
    let old = old.one(house.store.writer()).await.unwrap().unwrap();
    for (name, word) in [("draft", "draft"), ("active", "active")] {
        let settings = old.settings.replace("oeverstad-oud", name);
        let settings = settings.replace(&old.issuer, &format!("https://{name}.example"));
        let row = provider::Model {
            id: cast.id(&format!("provider.{name}")),
            key: name.to_owned(),
            issuer: format!("https://{name}.example"),
            settings,
            word: word.to_owned(),
            version: 1,
            checked_at: house.clock.now(),
            changed_at: house.clock.now(),
            ..old.clone()
        };
        let row = row.into_active_model().insert(house.store.writer()).await;
        row.unwrap();
    }
}

/// A paper on a proposal that the table has not seen yet.
async fn attached(house: &Site, cast: &mut Cast) {
    let find = |name: &str| cast.get(name).unwrap();
    let region = RegionId(find("region.amstelrand"));
    let account = AccountId(find("account.regisseur"));
    let item = find("item.later.proposal1").to_string();
    let director = viewer(house, account, region).await.unwrap().unwrap();
    let ctx = Ctx::new(house.clone(), director.actor);
    let form = AttachPaper {
        id: cast.id("paper.1").to_string(),
        item,
        title: "Voortgang van de meldroute".to_owned(),
        ..AttachPaper::default()
    };
    let file = Upload {
        name: "stuk.txt".to_owned(),
        bytes: b"Beste partners".to_vec(),
        too_large: false,
    };
    let desk = Papers::new(vault(), Examiner::Here, None);
    attach(&ctx, &desk, form, Some(file)).await.unwrap();
}
