//! The trail is sealed while the house is open, and can be verified from outside.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use chrono::TimeDelta;
use ketentafel::config::TrailFiles;
use ketentafel::trail::{self, Files};
use sea_orm::ConnectionTrait;
use service::clock::Clock;
use tokio::sync::watch;

use crate::house::House;

/// The two files in a folder of their own, which goes with them.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let name = format!("kt_trail_{}_{name}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir(&folder).unwrap();
        Self(folder)
    }

    fn files(&self) -> Files {
        Files {
            key: self.0.join("key"),
            heads: self.0.join("heads.log"),
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

#[tokio::test]
async fn what_was_done_is_sealed_and_signed_when_the_house_closes() {
    let (house, folder) = (House::open().await, Folder::new("sealed"));
    let files = folder.files();
    // What was done in the demo before anybody came.
    let before = house.audited().await;
    for _ in 0..2 {
        let trail = trail::open(&house.site, files.clone()).await.unwrap();
        let (serving, watched) = watch::channel(());
        let sealing = tokio::spawn(trail::every_second(trail, watched));
        house.enter("regisseur").await;
        house.enter("secretaris").await;
        drop(serving);
        sealing.await.unwrap();
    }
    let report = trail::verify(&house.site, &files).await.unwrap();
    assert!(report.whole(), "{report:?}");
    assert_eq!((report.sealed, report.pending), (before + 4, 0));
    let heads = fs::read_to_string(&files.heads).unwrap();
    assert!((2..=4).contains(&heads.lines().count()), "{heads}");
    for file in [&files.key, &files.heads] {
        let mode = fs::metadata(file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", file.display());
    }

    // An end that is cut off the file is noticed as well as one that is cut off the chain.
    fs::write(&files.heads, &heads[..heads.len() - 9]).unwrap();
    let report = trail::verify(&house.site, &files).await.unwrap();
    assert!(!report.whole());
}

#[tokio::test]
async fn a_trail_is_opened_with_the_key_it_began_with() {
    let (house, folder) = (House::open().await, Folder::new("opened"));
    let files = folder.files();
    let refused = trail::verify(&house.site, &files).await.unwrap_err();
    assert!(refused.to_string().contains("never sealed"), "{refused}");
    trail::open(&house.site, files.clone()).await.unwrap();
    trail::open(&house.site, files.clone()).await.unwrap();

    let kept = fs::read(&files.key).unwrap();
    fs::remove_file(&files.key).unwrap();
    let refused = trail::open(&house.site, files.clone()).await.unwrap_err();
    assert!(refused.to_string().contains("Put it back"), "{refused}");
    assert!(!files.key.exists(), "a new key was drawn");
    let refused = trail::verify(&house.site, &files).await.unwrap_err();
    assert!(refused.to_string().contains("no audit key"), "{refused}");
    fs::write(&files.key, "iets anders").unwrap();
    let refused = trail::open(&house.site, files.clone()).await.unwrap_err();
    assert!(
        refused.to_string().contains("not an audit key"),
        "{refused}"
    );

    let stranger = House::open().await;
    fs::remove_file(&files.key).unwrap();
    trail::open(&stranger.site, files.clone()).await.unwrap();
    for refused in [
        trail::open(&house.site, files.clone()).await.map(drop),
        trail::verify(&house.site, &files).await.map(drop),
    ] {
        let refused = refused.unwrap_err().to_string();
        assert!(refused.contains("another key"), "{refused}");
    }
    fs::write(&files.key, kept).unwrap();
    trail::open(&house.site, files).await.unwrap();
}

#[test]
fn the_files_stand_beside_the_database_unless_they_are_named() {
    let of = |url: &str| Files::of(url, &TrailFiles::default());
    let lite = of("sqlite:data/ketentafel.db?mode=rwc");
    assert_eq!(lite.key, PathBuf::from("data/ketentafel.audit-key"));
    assert_eq!(lite.heads, PathBuf::from("data/ketentafel.audit-heads.log"));
    let absolute = of("sqlite:///srv/region.db");
    assert_eq!(absolute.key, PathBuf::from("/srv/region.audit-key"));
    let post = of("postgres://kt@db.example:5432/noord?sslmode=require");
    assert_eq!(post.key, PathBuf::from("data/noord.audit-key"));
    let named = TrailFiles {
        audit_key_file: Some("/run/secrets/audit".into()),
        audit_heads_file: None,
    };
    let named = Files::of("sqlite:/srv/region.db", &named);
    assert_eq!(named.key, PathBuf::from("/run/secrets/audit"));
    assert_eq!(named.heads, PathBuf::from("/srv/region.audit-heads.log"));
}

#[tokio::test]
async fn the_house_verifies_by_itself_once_a_day_and_tells() {
    let (house, folder) = (House::open().await, Folder::new("watched"));
    let files = folder.files();
    let health = async || {
        let answer = house.get("/health/trail", None).await;
        (answer.status.as_u16(), answer.body)
    };
    assert_eq!(health().await, (200, "not verified yet".to_owned()));
    let trail = trail::open(&house.site, files.clone()).await.unwrap();
    let officer = house.enter("fg").await;
    let (serving, watched) = watch::channel(());
    drop(serving);
    trail::every_second(trail, watched).await;

    let first = trail::verify_once(&house.site, &files, true).await.unwrap();
    assert!(first.unwrap().whole());
    assert!(health().await.1.starts_with("whole "));
    let page = house.get("/toezicht", Some(&officer)).await.body;
    assert!(page.contains("Ongeschonden"), "{page}");
    let administrator = house.enter("beheerder").await;
    let page = house.get("/toezicht", Some(&administrator)).await.body;
    assert!(page.contains("Logboek nagerekend: ongeschonden"), "{page}");
    // Not again, neither as time goes by nor when another node starts.
    for starting in [true, false] {
        let again = trail::verify_once(&house.site, &files, starting).await;
        assert!(again.unwrap().is_none());
    }

    // A day later somebody was at it.
    let database = house.site.store.writer();
    for sql in [
        "DROP TRIGGER audit_no_update",
        "UPDATE audit SET role = 'guest' WHERE id = (SELECT audit_id FROM audit_seal LIMIT 1)",
    ] {
        database.execute_unprepared(sql).await.unwrap();
    }
    let later = service::ctx::Site {
        clock: Clock::fixed(Clock::System.now() + TimeDelta::days(1)),
        ..house.site.clone()
    };
    let found = trail::verify_once(&later, &files, false).await.unwrap();
    assert!(!found.unwrap().whole());
    let (status, told) = health().await;
    assert_eq!(status, 503);
    assert!(told.starts_with("broken "), "{told}");
    let page = house.get("/toezicht", Some(&officer)).await.body;
    assert!(
        page.contains("de regel of zijn zegel is veranderd"),
        "{page}"
    );
    for (who, path) in [("fg", "/beheer"), ("beheerder", "/beheer")] {
        let cookie = house.enter(who).await;
        let page = house.get(path, Some(&cookie)).await.body;
        assert!(page.contains("Het logboek is geschonden."), "{who}");
    }
    let page = house.get("/toezicht", Some(&administrator)).await.body;
    assert!(page.contains("Geschonden"), "{page}");
    assert!(!page.contains("de regel of zijn zegel is veranderd"));
    let cookie = house.enter("regisseur").await;
    let page = house.get("/beheer", Some(&cookie)).await.body;
    assert!(!page.contains("Het logboek is geschonden."));
}

#[tokio::test]
async fn the_key_is_changed_while_the_house_is_open() {
    let (house, folder) = (House::open().await, Folder::new("renewed"));
    let files = folder.files();
    let trail = trail::open(&house.site, files.clone()).await.unwrap();
    let (serving, watched) = watch::channel(());
    let sealing = tokio::spawn(trail::every_second(trail, watched));
    house.enter("regisseur").await;
    // The sealer may be at work at this very moment; then one tries again.
    let old = fs::read_to_string(&files.key).unwrap();
    let chains = trail::renew(&house.site, &files.key).await.unwrap();
    assert!(chains > 0);
    let new = fs::read_to_string(&files.key).unwrap();
    assert_eq!(
        new.lines().nth(1),
        old.lines().next(),
        "the old key stays, below"
    );
    assert_eq!(new.lines().count(), 2);
    house.enter("secretaris").await;
    drop(serving);
    sealing.await.unwrap();
    let report = trail::verify(&house.site, &files).await.unwrap();
    assert!(report.whole(), "{report:?}");

    // Cut short after the database knew: the next to read the file puts it right.
    let next = files.key.with_extension("new");
    fs::rename(&files.key, &next).unwrap();
    fs::write(&files.key, old).unwrap();
    let report = trail::verify(&house.site, &files).await.unwrap();
    assert!(report.whole(), "{report:?}");
    assert_eq!(fs::read_to_string(&files.key).unwrap(), new);
    assert!(!next.exists());
}
