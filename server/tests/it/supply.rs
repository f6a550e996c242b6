//! What we let in from outside, read from Cargo.lock and `cargo metadata` without the network:
//! licences, banned crates, and the duplicates that break things silently. `deny.toml` says the
//! same for those who have cargo-deny.

#![expect(
    clippy::expect_used,
    reason = "A test that cannot ask cargo has to stop"
)]

mod spdx;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use serde::Deserialize;

/// Crates that must never come in, each with what to do instead.
const BANNED: [(&str, &str); 5] = [
    (
        "openssl-sys",
        "use rustls: find who brings it with `cargo tree -i openssl-sys` and change its features",
    ),
    (
        "native-tls",
        "use rustls: switch the default features of the crate that brings it off",
    ),
    (
        "axum-login",
        "it brings a second tower-sessions; sign-in is our own code in service",
    ),
    (
        "tower-sessions-sqlx-store",
        "it silently lowers SQLite; the session store is our own, in service",
    ),
    (
        "rusqlite",
        "SQL goes through SeaORM; it would fight sqlx over libsqlite3-sys",
    ),
];

/// Names that may occur once, because two copies compile and then do not fit each other.
const ONCE: [&str; 8] = [
    "axum",
    "leptos",
    "libsqlite3-sys",
    "sea-orm",
    "sqlx",
    "tower-sessions",
    "tower-sessions-core",
    "wasm-bindgen",
];

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
}

/// Name, version and source of every package of the lock file, for every platform.
fn locked() -> Vec<(String, String, Option<String>)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    let lock = std::fs::read_to_string(path).expect("the lock file can be read");
    let field = |entry: &str, name: &str| {
        let start = format!("{name} = \"");
        entry.lines().find_map(|line| {
            line.strip_prefix(start.as_str())?
                .strip_suffix('"')
                .map(str::to_owned)
        })
    };
    let entries = lock.split("[[package]]").skip(1);
    entries
        .filter_map(|entry| {
            Some((
                field(entry, "name")?,
                field(entry, "version")?,
                field(entry, "source"),
            ))
        })
        .collect()
}

/// What cargo knows of every package that a build for this machine or the browser may use.
fn packages() -> Vec<Package> {
    let rustc = Command::new("rustc")
        .arg("-vV")
        .output()
        .expect("rustc answers");
    let rustc = String::from_utf8_lossy(&rustc.stdout).into_owned();
    let host = rustc
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .expect("rustc names its host");
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))
        .args(["metadata", "--offline", "--locked", "--format-version", "1"]);
    for target in [host, "wasm32-unknown-unknown"] {
        cargo.args(["--filter-platform", target]);
    }
    let output = cargo.output().expect("cargo answers");
    assert!(
        output.status.success(),
        "cargo metadata failed; run `scripts/setup.sh test` once, which fetches the manifests:\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice::<Metadata>(&output.stdout)
        .expect("cargo metadata is JSON")
        .packages
}

#[test]
fn every_licence_is_one_we_accept() {
    let packages = packages();
    assert!(
        packages.len() > 100,
        "cargo metadata lists {} packages: too few to be all",
        packages.len()
    );
    let refused: Vec<String> = packages
        .iter()
        .filter(|package| !package.license.as_deref().is_some_and(spdx::accepted))
        .map(|package| {
            format!(
                "{} {}: {}",
                package.name,
                package.version,
                package.license.as_deref().unwrap_or("none named")
            )
        })
        .collect();
    assert!(
        refused.is_empty(),
        "\nTake it out, or accept its licence here and in deny.toml by decision:\n  {}\n",
        refused.join("\n  ")
    );
}

#[test]
fn nothing_banned_came_in() {
    let locked = locked();
    let found: Vec<String> = BANNED
        .iter()
        .filter(|(name, _)| locked.iter().any(|(locked, ..)| locked == name))
        .map(|(name, remedy)| format!("{name}: {remedy}"))
        .collect();
    assert!(found.is_empty(), "\nBanned:\n  {}\n", found.join("\n  "));
}

#[test]
fn what_must_be_single_is_single() {
    let mut versions: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let locked = locked();
    for (name, version, _) in &locked {
        versions.entry(name).or_default().push(version.clone());
    }
    let copies: Vec<String> = ONCE
        .iter()
        .filter_map(|name| {
            versions
                .get(name)
                .filter(|found| found.len() > 1)
                .map(|found| format!("{name}: {}", found.join(", ")))
        })
        .collect();
    assert!(
        copies.is_empty(),
        "\nTwo versions: see `cargo tree -d` and bring them together:\n  {}\n",
        copies.join("\n  ")
    );
}

#[test]
fn sqlite_was_not_lowered() {
    let versions: Vec<String> = locked()
        .into_iter()
        .filter(|(name, ..)| name == "libsqlite3-sys")
        .map(|found| found.1)
        .collect();
    assert_eq!(
        versions.len(),
        1,
        "exactly one libsqlite3-sys, found {versions:?}"
    );
    let mut parts = versions[0]
        .split('.')
        .map(|part| part.parse::<u32>().unwrap_or_default());
    let version = (
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
    );
    assert!(
        version >= (0, 37),
        "libsqlite3-sys {} is older than 0.37: some new dependency lowered SQLite",
        versions[0]
    );
}

#[test]
fn every_crate_comes_from_the_registry() {
    let strange: Vec<String> = locked()
        .into_iter()
        .filter_map(|(name, _, source)| source.map(|source| format!("{name} from {source}")))
        .filter(|line| !line.contains("from registry+"))
        .collect();
    assert!(
        strange.is_empty(),
        "\nOnly crates of the registry, no repositories:\n  {}\n",
        strange.join("\n  ")
    );
}
