//! The reference pages, and the theme of a municipality.

mod register;

use domain::people::command::ChooseTheme;
use service::error::Error;
use service::{people, programmes};

use crate::stage::{Stage, on_both};

#[tokio::test]
async fn the_reference_content_is_there_for_everybody() {
    on_both(async |stage: Stage| {
        for who in ["regisseur", "politie", "vrijwilliger", "beheerder"] {
            let ctx = stage.ctx(who).await;
            let measures = programmes::measures(&ctx).await.unwrap();
            assert_eq!(measures.measures.len(), 10);
            let (commitments, _) = programmes::commitments(&ctx).await.unwrap();
            assert_eq!(commitments.len(), 9);
            let (municipalities, _) = programmes::programmes(&ctx).await.unwrap();
            assert_eq!(municipalities.municipalities.len(), 10);
            let chain = programmes::classification(&ctx).await.unwrap();
            assert_eq!(
                (
                    chain.links.chain_links.len(),
                    chain.lines.action_lines.len()
                ),
                (6, 3)
            );
            assert_eq!(
                programmes::reporting_code(&ctx).await.unwrap().steps.len(),
                5
            );
            assert!(programmes::contact_points(&ctx).await.is_ok());
        }
    })
    .await;
}

#[tokio::test]
async fn a_vague_promise_is_honest_about_today() {
    on_both(async |stage: Stage| {
        let ctx = stage.ctx("regisseur").await;
        let (commitments, _) = programmes::commitments(&ctx).await.unwrap();
        let of = |key: &str| {
            let view = commitments.iter().find(|view| view.commitment.key == key);
            let view = view.unwrap();
            (view.state.word(), view.latest.map(|day| day.to_string()))
        };
        assert_eq!(of("coalitieakkoord").0, "settled");
        assert_eq!(of("werkinstructie-grenspersoneel"), ("open", None));
        assert_eq!(
            of("scholing-eerste-lijn"),
            ("overdue", Some("2024-03-31".to_owned()))
        );
        assert_eq!(
            of("preventieve-beschermingsbevelen"),
            ("overdue", Some("2024-06-30".to_owned()))
        );
    })
    .await;
}

#[tokio::test]
async fn a_director_chooses_the_theme_of_the_own_municipality() {
    on_both(async |stage: Stage| {
        let theme = |theme: &str| ChooseTheme {
            theme: theme.to_owned(),
        };
        let director = stage.ctx("regisseur").await;
        people::choose_theme(&director, theme("veenrijk"))
            .await
            .unwrap();
        assert_eq!(
            people::own_theme(&director).await.unwrap().word(),
            "veenrijk"
        );
        let deputy = stage.ctx("plaatsvervanger").await;
        assert_eq!(
            people::own_theme(&deputy).await.unwrap().word(),
            "lindewaard"
        );
        let wrong = people::choose_theme(&director, theme("paars")).await;
        assert!(matches!(wrong, Err(Error::Refused(_))));
        let secretary = stage.ctx("secretaris").await;
        let refused = people::choose_theme(&secretary, theme("lindewaard")).await;
        assert!(matches!(refused, Err(Error::NotAllowed)));
        let police = people::choose_theme(&stage.ctx("politie").await, theme("lindewaard")).await;
        assert!(matches!(police, Err(Error::NotFound)));
        assert_eq!(stage.audited("ChooseTheme").await, 1);
    })
    .await;
}
