//! Regions stay apart. Six regions share a database, each with words of its own in every text; people of
//! all of them open pages and send forms at random, with ids of their own region and of others, also mixed
//! in one form. Whatever comes back, is kept, is sent on or is logged holds the own words only.
//!
//! `KETENTAFEL_ISOLATION` is how many operations each round takes: 500 in `make test`, 10 000 in
//! `make verify`, whose report is `docs/verification/isolation.md`.

mod chance;
mod log;
mod neighbourhood;
mod traces;

use std::collections::BTreeMap;

use axum::http::StatusCode;
use leptos_axum::generate_route_list;

use crate::house::House;
use crate::roster::samples;
use chance::Chance;
use log::Log;
use neighbourhood::{Engine, Neighbourhood, engines, is_sent_away};

/// Who takes part, and whether they work in the second region of their cast.
const PEOPLE: [(&str, usize); 12] = [
    ("regisseur", 0),
    ("plaatsvervanger", 0),
    ("secretaris", 0),
    ("politie", 0),
    ("om", 0),
    ("vrijwilliger", 0),
    ("adviseur", 0),
    ("stuurgroep", 0),
    ("beheerder", 0),
    ("fg", 0),
    ("regisseur_delta", 1),
    ("politie_delta", 1),
];

/// In this cast nobody does anything: what its people read has to stay as it was.
const QUIET: usize = 0;

/// Whose pages are compared there, and tried against the wall: who sees most, and who sees otherwise.
const READERS: [&str; 4] = ["regisseur", "politie", "vrijwilliger", "beheerder"];

/// What the demo shows everybody, by being a demo: who can be picked, and all letters.
const OF_THE_DEMO: [&str; 2] = ["/", "/postvak"];

fn rounds() -> usize {
    std::env::var("KETENTAFEL_ISOLATION").map_or(500, |said| said.parse().unwrap())
}

/// All doors: pages to open, and operations to send a form to.
struct Doors {
    pages: Vec<String>,
    operations: Vec<String>,
}

impl Doors {
    fn all(town: &Neighbourhood) -> Self {
        let pages = generate_route_list(app::pages::App);
        let pages = pages.iter().map(|route| route.path().to_owned());
        let pages = pages.chain(ketentafel::router::READS.map(str::to_owned));
        let operations = leptos::server_fn::axum::server_fn_paths();
        let operations = operations.map(|(path, _)| path.to_owned());
        let house = &town.houses[0];
        let mut all = Self {
            pages: pages
                .filter(|page| !OF_THE_DEMO.contains(&page.as_str()))
                .filter(|page| samples::page(house, page).is_some())
                .collect(),
            operations: operations
                .filter(|operation| samples::form(house, operation).is_some())
                .collect(),
        };
        // The same seed makes the same choices.
        all.pages.sort();
        all.operations.sort();
        all
    }
}

/// What was tried, and how it ended.
#[derive(Default)]
struct Tally {
    answers: BTreeMap<(&'static str, bool, u16), usize>,
    done: usize,
    /// How often somebody was asked who had lost their place.
    gone: usize,
}

impl Tally {
    fn add(&mut self, verb: &'static str, foreign: bool, status: StatusCode) {
        *self
            .answers
            .entry((verb, foreign, status.as_u16()))
            .or_default() += 1;
    }
}

/// One page or one form of somebody, at random. The ids come from the own region or another.
async fn knock(town: &mut Neighbourhood, doors: &Doors, chance: &mut Chance, tally: &mut Tally) {
    let cast = 1 + chance.below(town.houses.len() - 1);
    // Who may most comes more often, so that things get done.
    let (person, delta) = match chance.below(3) {
        0 => PEOPLE[0],
        _ => *chance.pick(&PEOPLE),
    };
    let Some(cookie) = town.cookie(cast, person).await else {
        tally.gone += 1;
        return;
    };
    let other = match chance.below(2) {
        0 => cast,
        _ => chance.below(town.houses.len()),
    };
    let own = format!("{person} of {cast}");
    if chance.below(2) == 0 {
        let page = chance.pick(&doors.pages);
        let address = samples::page(&town.houses[other], page).unwrap();
        let foreign = other != cast && address != *samples::page(&town.houses[cast], page).unwrap();
        let answer = town.houses[cast].get(&address, Some(&cookie)).await;
        tally.add("GET", foreign, answer.status);
        town.judge(
            &answer,
            (cast, delta, person),
            &format!("{own} opens {page} of {other}"),
        );
        assert!(
            !(foreign && answer.status.is_success()),
            "{own} may open {page} of {other}"
        );
    } else {
        let operation = chance.pick(&doors.operations);
        let (form, foreign) = mixed(town, operation, (cast, other), chance);
        let answer = town.houses[cast]
            .post(operation, Some(&cookie), &form)
            .await;
        tally.add("POST", foreign, answer.status);
        town.judge(
            &answer,
            (cast, delta, person),
            &format!("{own} sends {operation}: {form}"),
        );
        let done = answer.status.is_redirection() && !is_sent_away(&answer);
        tally.done += usize::from(done);
        assert!(!(foreign && done), "{own} did {operation} with {form}");
    }
}

/// A form whose fields come from two casts, and whether one of them is an id of another region.
fn mixed(
    town: &Neighbourhood,
    operation: &str,
    (cast, other): (usize, usize),
    chance: &mut Chance,
) -> (String, bool) {
    let fields = |which: usize| {
        let form = samples::form(&town.houses[which], operation).unwrap();
        let pairs = form_urlencoded::parse(form.as_bytes()).into_owned();
        let more = more(&town.houses[which], operation);
        let mut fields: Vec<(String, String)> = pairs.collect();
        fields.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
        fields.extend(more);
        fields
    };
    let fresh = service::clock::mint(town.site.clock.now()).to_string();
    let mut foreign = false;
    let mixed = fields(cast)
        .into_iter()
        .zip(fields(other))
        .map(|(own, theirs)| {
            let (name, value) = if chance.below(2) == 0 {
                own.clone()
            } else {
                theirs
            };
            foreign |= value != own.1;
            let value = value.replace("01900000-0000-7000-8000-000000000001", &fresh);
            (name, value)
        });
    let mixed: Vec<_> = mixed.collect();
    let form = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(mixed)
        .finish();
    (form, foreign)
}

/// The ids that a form may hold beside those of its sample.
fn more(house: &House, operation: &str) -> Vec<(String, String)> {
    let id = |name: &str| house.id(name).to_string();
    let fields = match operation {
        "/api/actions/block" => vec![("bottleneck", id("bottleneck.boys"))],
        "/api/covenants/draft" => vec![("parties][", id("organisation.om"))],
        "/api/meetings/capture" => vec![
            ("kind", "action".to_owned()),
            ("due", "2031-01-14".to_owned()),
            ("organisation", id("organisation.om")),
        ],
        "/api/meetings/close" => vec![("all", "yes".to_owned())],
        "/api/meetings/propose" => vec![
            ("kind", "case".to_owned()),
            ("class", "k3".to_owned()),
            ("question", "Welke hulp is nu mogelijk".to_owned()),
            ("named][", id("organisation.om")),
        ],
        "/api/roadmaps/add_evidence" => {
            vec![("source", format!("decision/{}", id("decision.past3.1")))]
        }
        "/api/roadmaps/answer_criterion" => {
            vec![("source", format!("meeting/{}", id("meeting.past3")))]
        }
        "/api/roadmaps/raise_bottleneck" => vec![("step", id("step.lindewaard.A1"))],
        "/api/people/grant_role" => vec![("series", id("series.kega"))],
        "/api/guests/request" => vec![("meeting", id("meeting.later"))],
        _ => Vec::new(),
    };
    let named = |(field, value)| (format!("command[{field}]"), value);
    fields.into_iter().map(named).collect()
}

#[tokio::test]
async fn whatever_people_try_nothing_of_another_region_comes_back() {
    let seed = std::env::var("KETENTAFEL_SEED").map_or(7, |said| said.parse().unwrap());
    for engine in engines() {
        let log = Log::keep();
        let mut town = Neighbourhood::new(engine, 3).await;
        let doors = Doors::all(&town);
        let (mut chance, mut tally) = (Chance::new(seed), Tally::default());
        let before = traces::quiet(&mut town, &doors.pages).await;
        for _ in 0..rounds() {
            knock(&mut town, &doors, &mut chance, &mut tally).await;
        }
        let after = traces::quiet(&mut town, &doors.pages).await;
        traces::compare(&before, &after);
        traces::nothing_points_into_another_region(&town).await;
        let logged = log.words();
        assert!(!logged.contains("kanarie"), "the log holds content");
        println!(
            "{engine:?}: {} of {} done; {:?}",
            tally.done,
            rounds(),
            tally.answers
        );
        assert!(
            tally.done > rounds() / 50,
            "too little worked to prove anything"
        );
    }
}

/// The application takes everybody for somebody of another region, as if its own rules were gone; then the
/// database alone keeps the regions apart.
#[tokio::test]
async fn the_wall_holds_when_the_application_is_wrong_about_the_region() {
    if !engines().contains(&Engine::Postgres) {
        return;
    }
    let mut town = Neighbourhood::new(Engine::Postgres, 2).await;
    let doors = Doors::all(&town);
    town.sign_in(&READERS).await;
    town.fix_the_wall(0).await;
    let mut opened = 0;
    for page in &doors.pages {
        for person in READERS {
            let cookie = town.cookie(1, person).await.unwrap();
            let address = samples::page(&town.houses[1], page).unwrap();
            let answer = town.houses[1].get(&address, Some(&cookie)).await;
            opened += usize::from(answer.status.is_success());
            assert!(
                !answer.body.contains("kanarie"),
                "{person} reads past the wall on {page}"
            );
        }
    }
    assert!(
        opened > 60,
        "pages opened, without anything on them: {opened}"
    );
}
