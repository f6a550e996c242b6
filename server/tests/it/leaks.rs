//! What leaked elsewhere in 2025 and 2026, by the vendors' own release notes and trackers, and the tests
//! that would see it here.

use ::entity::{action, bottleneck_step};
use form_urlencoded::Serializer;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, Set};

use crate::house::House;
use crate::tidy::tests_by_name;

/// The leak, by what went wrong, and the tests that hold it shut here.
const LEAKS: [(&str, &[&str]); 15] = [
    (
        "a link on an agenda gives away what it links to",
        &[
            "a_link_to_what_one_may_not_read_shows_nothing_of_it",
            "the_line_is_opaque_where_the_reader_may_not_look",
            "a_turn_that_does_not_open_is_a_dot_and_nothing_else",
        ],
    ),
    (
        "an item is put into any meeting by guessing the id of its parent",
        &[
            "a_child_is_found_through_its_parent",
            "whatever_people_try_nothing_of_another_region_comes_back",
        ],
    ),
    (
        "a filter tells that somebody exists",
        &["a_filter_on_a_stranger_says_as_little_as_one_on_nobody"],
    ),
    (
        "what waits to be sent keeps its text after access was withdrawn",
        &[
            "who_is_turned_away_gets_no_letter_and_no_way_in",
            "a_revoked_request_gets_no_letter",
        ],
    ),
    (
        "a list asks for the project and not for each row",
        &[
            "every_door_knows_how_somebody_stands_to_a_thing",
            "a_list_leads_only_to_items_that_open",
            "the_register_lists_what_the_lists_of_the_meetings_show_and_all_of_it_opens",
        ],
    ),
    (
        "a relation in a list gives away a title",
        &[
            "a_link_to_what_one_may_not_read_shows_nothing_of_it",
            "a_decision_on_a_hidden_item_does_not_exist",
        ],
    ),
    (
        "the code of a second factor can be guessed without end",
        &["a_code_counts_once_and_five_wrong_ones_need_another_letter"],
    ),
    (
        "a text in a CSV file is run as a formula",
        &["nothing_in_a_file_is_computed"],
    ),
    (
        "a series is managed without being asked for it",
        &["every_door_answers_everybody_as_the_roster_says"],
    ),
    (
        "a text of somebody becomes markup in the minutes of another",
        &[
            "what_somebody_typed_never_becomes_markup",
            "a_textarea_is_written_by_the_design_system_only",
        ],
    ),
    (
        "one's own trail is open to others",
        &[
            "the_trail_opens_on_a_ground_for_an_hour",
            "an_administrator_sees_the_machinery_and_a_director_only_numbers",
        ],
    ),
    (
        "an invitation gives more than the covenant",
        &[
            "a_guest_stays_a_guest",
            "the_door_is_shut_for_who_did_not_sign_and_opens_after_signing",
        ],
    ),
    (
        "people of elsewhere are offered when somebody is invited",
        &["whatever_people_try_nothing_of_another_region_comes_back"],
    ),
    (
        "everybody's address stands in everybody's calendar",
        &["nobody_but_the_receiver_is_named_in_a_calendar"],
    ),
    (
        "a report is gone before anybody looked",
        &[
            "what_is_due_is_proposed_once_and_nothing_before_its_day",
            "a_hold_takes_an_item_off_its_list_and_keeps_it_until_released",
            "nothing_of_a_case_is_left_and_the_rest_verifies",
        ],
    ),
];

#[test]
fn every_leak_of_elsewhere_has_its_tests() {
    let tests = tests_by_name();
    for (leak, names) in LEAKS {
        for name in names {
            assert!(tests.contains(*name), "{leak}: there is no test {name}");
        }
    }
}

/// The pages on which a thing may show beside others.
fn pages(house: &House) -> [String; 10] {
    [
        "/acties".to_owned(),
        "/knelpunten".to_owned(),
        "/besluiten".to_owned(),
        format!("/punt/{}", house.id("item.next.policy3")),
        "/regie".to_owned(),
        "/gast".to_owned(),
        "/convenant".to_owned(),
        format!("/overleg/{}", house.id("meeting.next")),
        format!("/overleg/{}/besluiten", house.id("meeting.past3")),
        format!("/routekaart/stap/{}", house.id("step.lindewaard.A1")),
    ]
}

#[tokio::test]
async fn a_link_to_what_one_may_not_read_shows_nothing_of_it() {
    let house = House::open().await;
    let writer = house.site.store.writer();
    // The action on a case moves a step that everybody follows, and is in the way of something.
    let step = house.id("step.lindewaard.A1");
    action::Entity::update_many()
        .col_expr(action::Column::StepId, Expr::value(step))
        .filter(action::Column::Id.eq(house.id("action.112")))
        .exec(writer)
        .await
        .unwrap();
    bottleneck_step::ActiveModel {
        bottleneck_id: Set(house.id("bottleneck.boys")),
        step_id: Set(step),
        region_id: Set(house.id("region.amstelrand")),
    }
    .insert(writer)
    .await
    .unwrap();
    let words = ["AR-7K2Q", "Vervolg bij casus"];
    let mut seen = 0;
    for page in pages(&house) {
        for who in [
            "om",
            "vrijwilliger",
            "adviseur",
            "stuurgroep",
            "beheerder",
            "fg",
        ] {
            let cookie = house.enter(who).await;
            let answer = house.get(&page, Some(&cookie)).await;
            seen += usize::from(answer.status.is_success());
            for word in words {
                assert!(!answer.body.contains(word), "{who} reads {word} on {page}");
            }
        }
    }
    assert!(seen > 15, "pages that opened: {seen}");
    // Who is named on it does read it there.
    let cookie = house.enter("politie").await;
    let [.., step] = pages(&house);
    let line = house.get(&step, Some(&cookie)).await;
    assert!(line.body.contains(words[1]), "{}", line.body);
}

#[tokio::test]
async fn a_child_is_found_through_its_parent() {
    let house = House::open().await;
    let director = house.enter("regisseur").await;
    let (next, later) = (house.id("meeting.next"), house.id("meeting.later"));
    let there = house.id("item.later.proposal1").to_string();
    for operation in ["arrange", "start", "call", "deal", "defer"] {
        let all = [
            ("id", next.to_string()),
            ("version", "1".to_owned()),
            ("item", there.clone()),
            ("to", "down".to_owned()),
        ];
        let fields = match operation {
            "arrange" => &all[..],
            "start" => &all[..1],
            _ => &all[..3],
        };
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let path = format!("/api/meetings/{operation}");
        let answer = house.post(&path, Some(&director), &command(&fields)).await;
        if operation == "start" {
            assert!(answer.status.is_redirection(), "{}", answer.body);
        } else {
            assert_eq!(answer.status.as_u16(), 404, "{operation}: {}", answer.body);
        }
    }
    // The item still stands where it stood.
    let row = ::entity::agenda_item::Entity::find_by_id(house.id("item.later.proposal1"));
    let row = row.one(house.site.store.reader()).await.unwrap().unwrap();
    assert_eq!(row.meeting_id, Some(later));
}

#[tokio::test]
async fn a_filter_on_a_stranger_says_as_little_as_one_on_nobody() {
    let house = House::open().await;
    let director = house.enter("regisseur").await;
    let nobody = service::clock::mint(house.site.clock.now());
    for (page, stranger) in [
        (
            "/acties?toon=organisatie&van=",
            house.id("organisation.politie_vechtdelta"),
        ),
        ("/overleg?serie=", house.id("series.delta")),
        ("/overleg/nieuw?serie=", house.id("series.delta")),
        (
            "/beheer/mensen?organisatie=",
            house.id("organisation.politie_vechtdelta"),
        ),
    ] {
        let mut said = Vec::new();
        for id in [stranger, nobody] {
            let answer = house.get(&format!("{page}{id}"), Some(&director)).await;
            let body = without_nonces(&answer.body.replace(&id.to_string(), "#"));
            said.push((answer.status, body));
        }
        assert_eq!(said[0], said[1], "{page}");
    }
}

#[tokio::test]
async fn what_somebody_typed_never_becomes_markup() {
    const MARKUP: &str = "</textarea><img src=x onerror=alert(1)><script>alert(2)</script>";
    let house = House::open().await;
    let secretary = house.enter("secretaris").await;
    let next = house.id("meeting.next").to_string();
    let item = house.id("item.next.policy1").to_string();
    for (operation, fields) in [
        ("meetings/start", vec![("id", next.as_str())]),
        (
            "meetings/note",
            vec![("id", &item), ("version", "0"), ("note", MARKUP)],
        ),
        (
            "meetings/capture",
            vec![
                ("id", &nowhere(&house)),
                ("item", &item),
                ("kind", "decision"),
                ("text", MARKUP),
            ],
        ),
    ] {
        let answer = house
            .post(
                &format!("/api/{operation}"),
                Some(&secretary),
                &command(&fields),
            )
            .await;
        assert!(
            answer.status.is_redirection(),
            "{operation}: {}",
            answer.body
        );
    }
    let mut shown = 0;
    for page in [
        format!("/punt/{item}"),
        format!("/overleg/{next}/live"),
        format!("/overleg/{next}/besluiten"),
    ] {
        for who in ["secretaris", "regisseur", "politie"] {
            let cookie = house.enter(who).await;
            let answer = house.get(&page, Some(&cookie)).await;
            shown += usize::from(answer.body.contains("onerror=alert(1)"));
            assert!(!answer.body.contains("<img src=x"), "{who} on {page}");
            assert!(!answer.body.contains("<script>alert"), "{who} on {page}");
        }
    }
    assert!(shown > 3, "pages that show it as text: {shown}");
}

fn nowhere(house: &House) -> String {
    service::clock::mint(house.site.clock.now()).to_string()
}

fn command(fields: &[(&str, &str)]) -> String {
    let named = fields
        .iter()
        .map(|(name, value)| (format!("command[{name}]"), *value));
    Serializer::new(String::new()).extend_pairs(named).finish()
}

/// A page without what is new on every one.
fn without_nonces(body: &str) -> String {
    body.split("nonce=\"")
        .map(|part| part.split_once('"').map_or(part, |(_, rest)| rest))
        .collect()
}
