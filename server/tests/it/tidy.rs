//! The rules of the house that a machine can see, each as a test that says what to do.
//! `ARCHITECTURE.md` lists the invariants; this file holds them.

mod interface;
mod itself;
mod source;

pub(crate) use source::tests_by_name;
use source::{Source, lines_with, root, rust_files};

/// Fails with every place at once, under one sentence that says what to do.
fn expect_none(places: &[String], remedy: &str) {
    assert!(places.is_empty(), "\n{remedy}\n  {}\n", places.join("\n  "));
}

/// The places where `lines` finds something, in the files that `which` picks.
fn places(which: impl Fn(&Source) -> bool, lines: impl Fn(&Source) -> Vec<usize>) -> Vec<String> {
    let files = rust_files();
    files
        .iter()
        .filter(|file| which(file))
        .flat_map(|file| {
            lines(file)
                .into_iter()
                .map(|line| format!("{}:{line}", file.path))
        })
        .collect()
}

#[test]
fn no_file_is_longer_than_the_wall() {
    let long = |file: &Source| {
        (file.text.lines().count() > 400)
            .then_some(400)
            .into_iter()
            .collect()
    };
    expect_none(
        &places(|_| true, long),
        "Over 400 lines: split the file by operation (`foo/close.rs`).",
    );
}

#[test]
fn every_module_says_why_it_exists() {
    let mute = |file: &Source| {
        if file.text.starts_with("//!") {
            vec![]
        } else {
            vec![1]
        }
    };
    expect_none(
        &places(|_| true, mute),
        "Open the file with `//!` and one sentence on why it exists.",
    );
}

#[test]
fn modules_are_files_with_their_own_name() {
    let walls = places(|file| file.path.ends_with("/mod.rs"), |_| vec![1]);
    expect_none(
        &walls,
        "Name the file after its module: `foo.rs` beside the folder `foo/`.",
    );
}

#[test]
fn nothing_is_left_for_later() {
    let words = [
        "todo!",
        "unimplemented!",
        "dbg!",
        "#[ignore",
        "#[should_panic",
    ];
    // An attribute follows a space or a line start, so the same search finds macros and attributes.
    let found = places(|_| true, |file| lines_with(&file.code, &words));
    expect_none(
        &found,
        "Finish it or take it out; test a refusal by its value, and never skip a test.",
    );
}

#[test]
fn nobody_sleeps() {
    let found = places(
        |_| true,
        |file| lines_with(&file.code, &["sleep(", "sleep_until("]),
    );
    expect_none(
        &found,
        "Wait for the thing itself: a channel, a notification, an interval, a moved clock.",
    );
}

#[test]
fn conditional_compilation_has_one_address() {
    let found = places(
        |file| file.path != "app/src/lib.rs",
        |file| lines_with(&file.code, &["feature ="]),
    );
    expect_none(
        &found,
        "Only app/src/lib.rs asks for a feature: put server imports inside the body of the function.",
    );
}

#[test]
fn nobody_asks_for_a_role_outside_the_policy() {
    let allowed = |file: &Source| {
        // `words` names roles for a reader and decides nothing.
        ["domain/", "service/src/seed", "app/src/words"]
            .iter()
            .any(|at| file.path.starts_with(at))
    };
    let variants = |file: &Source| {
        let code = file.shipped();
        // `Role::parse` and `Role::ALL` read and list roles; only a variant judges.
        let judges = |line: &str| {
            line.match_indices("Role::").any(|(at, word)| {
                let mut next = line[at + word.len()..].chars();
                next.next().is_some_and(char::is_uppercase)
                    && next.next().is_some_and(char::is_lowercase)
            })
        };
        code.lines()
            .enumerate()
            .filter(|(_, line)| judges(line))
            .map(|(at, _)| at + 1)
            .collect()
    };
    let found = places(|file| !allowed(file), variants);
    expect_none(
        &found,
        "Ask the policy in domain (actor, operation, resource) instead of comparing roles.",
    );
}

#[test]
fn the_domain_is_pure() {
    let impure = [
        "async ",
        ".await",
        "Utc::now",
        "Local::now",
        "SystemTime",
        "Instant::now",
        "rand::",
        "tokio",
        "sea_orm",
        "leptos",
        "std::fs",
        "std::net",
        "std::env",
        "std::process",
        "std::thread",
        "println!",
        "eprintln!",
    ];
    let found = places(
        |file| file.path.starts_with("domain/src/"),
        |file| file.shipped_lines_with(&impure),
    );
    expect_none(
        &found,
        "Give it as a parameter: the domain knows no time, chance, input or output.",
    );

    let manifest =
        std::fs::read_to_string(root().join("domain/Cargo.toml")).expect("domain has a manifest");
    let section = manifest.split("[dependencies]").nth(1).unwrap_or_default();
    let section = section.split("\n[").next().unwrap_or_default();
    let known = ["chrono", "serde", "thiserror", "uuid"];
    let names = section
        .lines()
        .filter_map(|line| line.split(['.', ' ', '=']).next())
        .filter(|name| !name.is_empty());
    let new: Vec<String> = names
        .filter(|name| !known.contains(name) && !name.starts_with('#'))
        .map(str::to_owned)
        .collect();
    expect_none(
        &new,
        "A new dependency of domain also goes to the browser: write the reason down here first.",
    );
}

#[test]
fn every_route_is_named_where_the_roster_finds_it() {
    let routes = [".route(", ".route_service(", ".nest(", ".nest_service("];
    let found = places(
        |file| file.path.starts_with("server/src/") && file.path != "server/src/doors.rs",
        |file| file.shipped_lines_with(&routes),
    );
    expect_none(
        &found,
        "Name the door with `Doors`, so that the roster of the tests knocks on it.",
    );
}

#[test]
fn only_service_speaks_sql() {
    let outside = |file: &Source| {
        ["app/", "domain/", "server/"]
            .iter()
            .any(|place| file.path.starts_with(place))
    };
    let found = places(outside, |file| {
        file.shipped_lines_with(&["sea_orm", "sqlx", "DatabaseConnection"])
    });
    expect_none(
        &found,
        "Move the query into service: app and server call its functions.",
    );
}

#[test]
fn the_trail_has_one_way_in() {
    let outside = |file: &Source| {
        file.path.starts_with("service/src/") && !file.path.starts_with("service/src/audit")
    };
    let ways = [
        "audit::ActiveModel",
        "audit::Entity::insert",
        "audit_pending",
        "audit_seal",
        "audit_head",
    ];
    let found = places(outside, |file| file.shipped_lines_with(&ways));
    expect_none(
        &found,
        "Write through `audit::record` or `audit::append`: a row that comes in otherwise is never sealed.",
    );
}

#[test]
fn only_doors_and_jobs_look_over_the_wall() {
    // At the door nobody knows a region yet; a job and the trail work for all of them.
    let doors_and_jobs = [
        "audit",
        "calendar/door.rs",
        "calendar/feed.rs",
        "check.rs",
        "db.rs",
        "guests/accounts/expire.rs",
        "guests/accounts/forget.rs",
        "guests/door.rs",
        "guests/letters",
        "identity",
        "lease.rs",
        "lib.rs",
        "live/wire.rs",
        "limits.rs",
        "mail",
        "outbox.rs",
        "retention/propose.rs",
        "seed",
        "vault.rs",
    ];
    let outside = |file: &Source| {
        file.path.strip_prefix("service/src/").is_some_and(|path| {
            !doors_and_jobs
                .iter()
                .any(|allowed| path.starts_with(allowed))
        })
    };
    let ways = [
        "begin_read()",
        "begin_write()",
        "begin_snapshot()",
        "reader()",
        "writer()",
    ];
    let found = places(outside, |file| file.shipped_lines_with(&ways));
    expect_none(
        &found,
        "Read through `ctx.read()` or `ctx.write()`: those stay within one region.",
    );
}
