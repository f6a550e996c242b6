//! The page somebody wanted before they signed in, on the way by a provider.

use axum::http::header;

use super::{Begun, Scene};
use crate::house::Answer;

fn to(answer: &Answer) -> &str {
    answer.headers[header::LOCATION].to_str().unwrap()
}

/// Comes back from the provider with all that belongs to it.
async fn come_back(scene: &Scene, begun: &Begun) -> Answer {
    let token = scene.evil.key.sign(&super::header(), &scene.claims(begun));
    scene.gives(&token);
    let back = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(scene.back(begun))
        .finish();
    let back = format!("/aanmelden/proef/terug?{back}");
    scene.house.get(&back, Some(&begun.cookie)).await
}

#[tokio::test]
async fn the_own_provider_and_its_refusals_keep_the_page() {
    let scene = Scene::open(|_| {}).await;
    let begun = scene.begin_to("/acties?toon=alles").await;
    let entered = come_back(&scene, &begun).await;
    assert_eq!(to(&entered), "/acties?toon=alles");

    let begun = scene.begin_to("/acties").await;
    let declined = form_urlencoded::Serializer::new(String::new())
        .append_pair("error", "access_denied")
        .append_pair("state", &begun.asked["state"])
        .append_pair("iss", &scene.evil.issuer)
        .finish();
    let declined = format!("/aanmelden/proef/terug?{declined}");
    let declined = scene.house.get(&declined, Some(&begun.cookie)).await;
    assert_eq!(to(&declined), "/?waarom=declined&next=%2Facties");

    let begun = scene.begin_to("//elders.example").await;
    assert_eq!(to(&come_back(&scene, &begun).await), "/regie");
}
