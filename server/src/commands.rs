//! The subcommands. Errors say what to do.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::TimeDelta;
use domain::identity::PROOF;
use futures_util::future::try_join_all;
use service::clock::Clock;
use service::ctx::Site;
use service::db::Store;
use service::identity::is_demo_database;
use service::live::Live;
use service::mail::Carrier;
use service::papers::{Desk, Examiner};
use service::vault::Vault;
use tokio::sync::watch;

use crate::config::{SeedOptions, ServeOptions, TrailFiles};
use crate::limits;
use crate::live;
use crate::mail;
use crate::oidc::{self, Providers};
use crate::passkey;
use crate::post::{Post, Work};
use crate::router::{Edges, Settings, router};
use crate::trail::{self, Files};
use crate::{secrets, tend};

/// An error that is shown to the operator and ends the program.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Brings the database up to date and serves until the process is told to stop.
///
/// # Errors
/// When the database cannot be opened, the address is taken, or demo mode is not safe here.
pub async fn serve(url: &str, options: ServeOptions) -> Result<(), Failure> {
    let mut site = open(url).await?;
    service::migrate(&site.store).await?;
    // Its statements are not counted: sealing is nobody's request.
    let uncounted = site.clone();
    let closing = site.store.clone();
    let statements = Arc::new(AtomicU64::new(0));
    if options.count_sql {
        let counter = statements.clone();
        site.store.count_statements(move || {
            counter.fetch_add(1, Ordering::Relaxed);
        });
    }
    refuse_open_gate(&options)?;
    if options.demo {
        refuse_unsafe_demo(&site, &options).await?;
    }
    let origin = options
        .origin
        .clone()
        .unwrap_or_else(|| format!("http://localhost:{}", options.addr.port()));
    let providers = match &options.providers {
        Some(path) => oidc::read(path)?,
        None => Vec::new(),
    };
    let key_file = options
        .secrets_key_file
        .clone()
        .unwrap_or_else(|| trail::beside(url, "secrets-key"));
    let vault = secrets::open(&uncounted, &key_file).await?;
    let letters = Post {
        site: uncounted.clone(),
        carrier: carrier(&options, &vault)?,
        origin: origin.clone(),
    };
    let providers = Providers::load(providers, &origin, vault.clone())?;
    let settings = Settings {
        papers: papers(&options, &vault)?,
        passkeys: passkey::ready(&origin).map(Arc::new),
        vault,
        desk: providers.desk()?,
        providers,
        origin: origin.clone(),
        demo: options.demo,
        statements: options.count_sql.then_some(statements),
        edges: Edges {
            silence: TimeDelta::minutes(i64::from(options.idle_minutes)),
            proof: proof(options.demo, options.proof_seconds),
            gate: (!options.no_limits).then(limits::gate).flatten(),
            proxies: options.trusted_proxy,
            ..Edges::default()
        },
        contact: options.security_contact,
    };
    let listener = tokio::net::TcpListener::bind(options.addr)
        .await
        .map_err(|error| {
            format!(
                "{} is not free ({error}). Stop what listens there, or pass --addr.",
                options.addr
            )
        })?;
    let files = Files::of(url, &options.trail);
    let trail = trail::open(&uncounted, files.clone()).await?;
    tracing::info!(%origin, demo = options.demo, "serving");
    println!("Ketentafel: {origin}");
    if !options.demo
        && let Some(key) = service::identity::mint_setup(&uncounted).await?
    {
        println!(
            "Nobody has an account yet. Set up at {origin}/inrichten with this key, which works once:\n{key}"
        );
    }
    // As a make-service the routes are laid out once; as a router, half a megabyte per connection.
    let (serving, watched) = watch::channel(());
    let minding = letters
        .clone()
        .every_second(Work::LookAfter, watched.clone());
    let at_work = [
        tokio::spawn(live::hear_others(site.clone(), watched.clone())),
        tokio::spawn(tend::hourly(site.clone(), watched.clone())),
        tokio::spawn(trail::verify_daily(uncounted, files, watched.clone())),
        tokio::spawn(minding),
        tokio::spawn(letters.every_second(Work::Send, watched.clone())),
        tokio::spawn(trail::every_second(trail, watched)),
    ];
    let served = axum::serve(
        listener,
        router(site, settings).into_make_service_with_connect_info::<SocketAddr>(),
    )
    .with_graceful_shutdown(stopped())
    .await;
    drop(serving);
    try_join_all(at_work).await?;
    closing.close().await?;
    Ok(served?)
}

/// Brings the database up to date.
///
/// # Errors
/// When the database cannot be opened or a migration fails; a failed one leaves nothing behind.
pub async fn migrate(url: &str) -> Result<(), Failure> {
    let site = open(url).await?;
    service::migrate(&site.store).await?;
    Ok(site.store.close().await?)
}

/// Checks the database and prints `ok`.
///
/// # Errors
/// When something in it does not hold together; the message says what.
pub async fn check(url: &str) -> Result<(), Failure> {
    let site = open(url).await?;
    let problems = service::check::problems(&site.store).await?;
    site.store.close().await?;
    if problems.is_empty() {
        println!("ok");
        return Ok(());
    }
    Err(format!(
        "{}. Restore the latest backup and keep this file for research.",
        problems.join("; ")
    )
    .into())
}

/// Verifies the audit trail and tells what was found.
///
/// # Errors
/// When the trail is not whole, or its key is missing or another one.
pub async fn verify_audit(url: &str, files: &TrailFiles) -> Result<(), Failure> {
    // A server that is busy sealing is not waited for.
    let site = site_of(url, Store::open_to_look(url).await)?;
    let report = trail::verify(&site, &Files::of(url, files)).await?;
    site.store.close().await?;
    for line in report.tell()? {
        println!("{line}");
    }
    if report.whole() {
        return Ok(());
    }
    Err("the audit trail is not whole".into())
}

/// Has the trail go on with a new key, and tells where that is.
///
/// # Errors
/// When the key in use is missing or another one, or the new one cannot be written.
pub async fn rotate_audit_key(url: &str, files: &TrailFiles) -> Result<(), Failure> {
    let site = open(url).await?;
    let files = Files::of(url, files);
    let chains = trail::renew(&site, &files.key).await?;
    site.store.close().await?;
    println!(
        "De sleutel van het auditspoor is gewisseld, in {chains} keten(s). De nieuwe staat bovenaan in {}. \
         Bewaar een kopie buiten de database; de oude blijft nodig om eerdere regels na te rekenen.",
        files.key.display()
    );
    Ok(())
}

/// Loads the reference content and, when asked, made-up regions.
///
/// # Errors
/// When the database cannot be opened or holds real regions beside which no demo may stand.
pub async fn seed(url: &str, options: SeedOptions) -> Result<(), Failure> {
    let site = open(url).await?;
    service::migrate(&site.store).await?;
    service::seed::content(&site).await?;
    if options.demo {
        service::seed::demo(&site).await?;
    }
    if let Some(issuer) = options.issuer {
        service::seed::bind(&site, &issuer).await?;
    }
    if let Some(times) = options.size {
        service::seed::size(&site, times).await?;
    }
    // So that SQLite folds its newest pages in, and the file alone is the whole database.
    Ok(site.store.close().await?)
}

/// What taking in files takes: a process of this program to look, and the scanner that was named.
fn papers(options: &ServeOptions, vault: &Vault) -> Result<Desk, Failure> {
    if options.clamd.is_none() && !options.demo {
        tracing::warn!("files are not scanned for viruses until --clamd names a scanner");
    }
    let examiner = Examiner::Process(std::env::current_exe()?);
    Ok(Desk::new(vault.clone(), examiner, options.clamd.clone()))
}

/// Who carries letters: a server of mail where the operator names one, else the post of a demonstration.
fn carrier(options: &ServeOptions, vault: &Vault) -> Result<Option<Carrier>, Failure> {
    if let Some(smtp) = mail::ready(&options.mail, options.demo)? {
        return Ok(Some(Carrier::Mail(smtp, vault.clone())));
    }
    if !options.demo {
        tracing::warn!("no letter leaves until --smtp-url names a server of mail");
    }
    Ok(options.demo.then(|| Carrier::DemoPost(vault.clone())))
}

/// For how long a proof counts: what the rule says, but for a demo that wants to see it end.
fn proof(demo: bool, seconds: u16) -> TimeDelta {
    if demo {
        TimeDelta::seconds(i64::from(seconds)).min(PROOF)
    } else {
        PROOF
    }
}

async fn open(url: &str) -> Result<Site, Failure> {
    if let Some(path) = url.strip_prefix("sqlite:")
        && let Some(folder) = std::path::Path::new(path.trim_start_matches("//")).parent()
    {
        std::fs::create_dir_all(folder)?;
    }
    site_of(url, Store::open(url).await)
}

fn site_of(url: &str, opened: service::error::Result<Store>) -> Result<Site, Failure> {
    let store = opened.map_err(|error| {
        format!(
            "the database at {} does not open ({error}). Check DATABASE_URL.",
            without_password(url)
        )
    })?;
    Ok(Site {
        store,
        clock: Clock::System,
        live: Live::default(),
    })
}

fn refuse_open_gate(options: &ServeOptions) -> Result<(), Failure> {
    if options.no_limits && !options.addr.ip().is_loopback() {
        return Err(
            "--no-limits is for the bench on this machine. Leave it out, or listen on 127.0.0.1."
                .into(),
        );
    }
    Ok(())
}

async fn refuse_unsafe_demo(site: &Site, options: &ServeOptions) -> Result<(), Failure> {
    if !options.addr.ip().is_loopback() {
        return Err(format!(
            "demo mode lets everybody in, so it only listens on this machine, not on {}. Leave out --demo or use 127.0.0.1.",
            options.addr
        )
        .into());
    }
    if !is_demo_database(site).await? {
        return Err("demo mode only works on a database made by `ketentafel seed --demo`. This one holds something else.".into());
    }
    Ok(())
}

fn without_password(url: &str) -> String {
    match (url.find("://"), url.rfind('@')) {
        (Some(start), Some(at)) if at > start => format!("{}://…{}", &url[..start], &url[at..]),
        _ => url.to_owned(),
    }
}

async fn stopped() {
    let interrupt = tokio::signal::ctrl_c();
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = interrupt => {}
        () = terminate => {}
    }
}
