//! What the operator can say: every setting as an option and as an environment variable.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Ketentafel: agenda, convenant, acties en routekaart van een ketenoverleg.
#[derive(Debug, Parser)]
#[command(name = "ketentafel", version, about, long_about = None)]
pub struct Cli {
    /// Where the data is: sqlite:PATH (a missing file is made) or `postgres://USER@HOST/NAME`.
    #[arg(
        long,
        env = "DATABASE_URL",
        default_value = "sqlite:data/ketentafel.db",
        global = true
    )]
    pub database_url: String,

    /// Write the log as one JSON object per line.
    #[arg(long, env = "KETENTAFEL_LOG_JSON", global = true)]
    pub log_json: bool,

    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The things the binary can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Bring the database up to date and serve the site.
    Serve(ServeOptions),
    /// Bring the database up to date and stop.
    Migrate,
    /// Check the database: the file, the references, and an audit row for every agenda item.
    Check,
    /// Load the reference content, and with --demo or --size made-up regions.
    Seed(SeedOptions),
}

/// How to serve.
#[derive(Debug, Clone, Args)]
pub struct ServeOptions {
    /// The address to listen on. Demo mode is refused on any address but a loopback one.
    #[arg(long, env = "KETENTAFEL_ADDR", default_value = "127.0.0.1:3000")]
    pub addr: SocketAddr,

    /// The origin people type, for the check against forged forms. Default: localhost and the port of --addr.
    #[arg(long, env = "KETENTAFEL_ORIGIN")]
    pub origin: Option<String>,

    /// Let everybody sign in as a demo person. Only on a demo database and a loopback address.
    #[arg(long, env = "KETENTAFEL_DEMO")]
    pub demo: bool,

    /// A TOML file with the sign-in providers of the organisations.
    #[arg(long, env = "KETENTAFEL_PROVIDERS", value_name = "FILE")]
    pub providers: Option<PathBuf>,

    /// Tell in a header how many SQL statements an answer took; for the bench.
    #[arg(long, env = "KETENTAFEL_COUNT_SQL")]
    pub count_sql: bool,
}

/// What to seed.
#[derive(Debug, Clone, Args)]
pub struct SeedOptions {
    /// Also make the demo regions, with dates around today.
    #[arg(long, conflicts_with = "size")]
    pub demo: bool,

    /// Let the people of the demo sign in at this provider, each by the short name of their part.
    #[arg(long, value_name = "ISSUER", requires = "demo")]
    pub issuer: Option<String>,

    /// Also make a region with N times the amount of a demo region, for the bench; with 0 one
    /// that has people and has yet to begin.
    #[arg(long, value_name = "N")]
    pub size: Option<u32>,
}
