//! What the operator can say: every setting as an option and as an environment variable.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use ipnet::IpNet;

use clap::{Args, Parser, Subcommand};

use crate::mail::MailOptions;
use service::papers::Scanner;

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
    Serve(Box<ServeOptions>),
    /// Bring the database up to date and stop.
    Migrate,
    /// Check the database: the file, the references, and an audit row for every agenda item.
    Check,
    /// Check that nobody changed, removed or added anything in the audit trail. Tells in Dutch what it
    /// found, first the first row that is wrong; ends with 1 when something is.
    VerifyAudit(TrailFiles),
    /// Look after the key that seals the audit trail.
    #[command(subcommand)]
    AuditKey(AuditKeyCommand),
    /// Look through the file on the standard input: for a process of its own, without keys or database.
    #[command(hide = true)]
    ExaminePaper {
        /// The kind that its name promises.
        promised: String,
    },
    /// Load the reference content, and with --demo or --size made-up regions.
    Seed(SeedOptions),
}

/// What can be done with the key of the trail.
#[derive(Debug, Subcommand)]
pub enum AuditKeyCommand {
    /// Draw a new key and have every chain go on with it, also while the server runs. The old one stays
    /// in the file, because what it sealed can be verified with it alone.
    Rotate(TrailFiles),
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

    /// After how many minutes without a sign of life somebody is signed out, from 2 to 30.
    #[arg(long, env = "KETENTAFEL_IDLE_MINUTES", default_value_t = 30,
        value_parser = clap::value_parser!(u8).range(2..=30))]
    pub idle_minutes: u8,

    /// For how many seconds somebody has proven who they are, from 1 to 900: shorter than the quarter of
    /// an hour of the rule, so that a journey meets its end. In demo mode only.
    #[arg(long, env = "KETENTAFEL_PROOF_SECONDS", requires = "demo", default_value_t = 900,
        value_parser = clap::value_parser!(u16).range(1..=900))]
    pub proof_seconds: u16,

    /// A proxy that stands before this server, as an address or a network (10.0.0.0/8). Only what such
    /// a proxy says in X-Forwarded-For about who asks is believed.
    #[arg(long, env = "KETENTAFEL_TRUSTED_PROXY", value_name = "CIDR", value_delimiter = ',',
        value_parser = network)]
    pub trusted_proxy: Vec<IpNet>,

    /// Let an address ask as often as it likes; for the bench, on a loopback address only.
    #[arg(long, env = "KETENTAFEL_NO_LIMITS")]
    pub no_limits: bool,

    /// Where somebody who found a weakness can write: mailto:, tel: or https:. Without one,
    /// security.txt names the page /beveiliging.
    #[arg(long, env = "KETENTAFEL_SECURITY_CONTACT", value_name = "URI", value_parser = contact)]
    pub security_contact: Option<String>,

    /// Tell in a header how many SQL statements an answer took; for the bench.
    #[arg(long, env = "KETENTAFEL_COUNT_SQL")]
    pub count_sql: bool,

    /// The virus scanner clamd, as `unix:/run/clamav/clamd.ctl` or `tcp:127.0.0.1:3310`. Every file is scanned
    /// before it is kept; while the scanner does not answer, no file is taken in.
    #[arg(long, env = "KETENTAFEL_CLAMD", value_name = "WHERE", value_parser = scanner)]
    pub clamd: Option<Scanner>,

    /// How letters leave.
    #[command(flatten)]
    pub mail: MailOptions,

    /// Where the trail is kept safe.
    #[command(flatten)]
    pub trail: TrailFiles,

    /// The file with the key for secrets such as those of codes to sign in with; made at the first
    /// start when it is not there. All nodes on one database need the same. Default: beside the
    /// database file, or in data/ for PostgreSQL.
    #[arg(long, env = "KETENTAFEL_SECRETS_KEY_FILE", value_name = "PATH")]
    pub secrets_key_file: Option<PathBuf>,
}

/// The two files that keep the audit trail safe, outside the database.
#[derive(Debug, Clone, Default, Args)]
pub struct TrailFiles {
    /// The file with the secret that seals the audit trail; made at the first start when it is not
    /// there. All nodes on one database need the same. Default: beside the database file, or in
    /// data/ for PostgreSQL.
    #[arg(long, env = "KETENTAFEL_AUDIT_KEY_FILE", value_name = "PATH")]
    pub audit_key_file: Option<PathBuf>,

    /// The file to which the signed heads of the trail are appended every five minutes; best on
    /// another disk. Default: beside the database file, or in data/ for PostgreSQL.
    #[arg(long, env = "KETENTAFEL_AUDIT_HEADS_FILE", value_name = "PATH")]
    pub audit_heads_file: Option<PathBuf>,
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

/// A network, or an address as the smallest one.
fn network(text: &str) -> Result<IpNet, String> {
    let address = || text.parse::<IpAddr>().map(IpNet::from);
    let found = text.parse::<IpNet>().or_else(|_| address());
    found.map_err(|_| "write an address or a network, such as 10.0.0.0/8".to_owned())
}

/// Where a virus scanner is.
fn scanner(text: &str) -> Result<Scanner, String> {
    let found = Scanner::parse(text);
    found.ok_or_else(|| "write unix: and the path of its socket, or tcp:HOST:PORT".to_owned())
}

/// An address to write to, on one line.
fn contact(text: &str) -> Result<String, String> {
    let known = ["mailto:", "tel:", "https://"];
    let plain = text.bytes().all(|byte| byte.is_ascii_graphic());
    if plain && known.iter().any(|scheme| text.starts_with(scheme)) {
        Ok(text.to_owned())
    } else {
        Err("write mailto:, tel: or https:// and the address".to_owned())
    }
}
