//! Logs to standard error: events and kinds, never content.

use tracing_subscriber::EnvFilter;

/// Starts logging; `RUST_LOG` sets the level, `info` when it is not set.
pub fn start(json: bool) {
    let filter = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn,sea_orm_migration=warn"));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    if json {
        log.json().init();
    } else {
        log.compact().init();
    }
}
