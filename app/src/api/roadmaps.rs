//! The operations of the routekaart, as thin adapters.

use domain::roadmaps::command as form;
use leptos::prelude::*;

use crate::error::AppError;

/// Makes the template the routekaart of a municipality.
#[server(prefix = "/api", endpoint = "roadmaps/adopt")]
pub async fn adopt_roadmap(command: form::AdoptRoadmap) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::roadmaps::adopt(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/routekaart/{id}"));
    Ok(())
}

/// Answers a criterion.
#[server(prefix = "/api", endpoint = "roadmaps/answer_criterion")]
pub async fn answer_criterion(command: form::AnswerCriterion) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::roadmaps::answer_criterion(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/routekaart/stap/{id}"));
    Ok(())
}

/// Adds evidence to a criterion.
#[server(prefix = "/api", endpoint = "roadmaps/add_evidence")]
pub async fn add_evidence(command: form::AddEvidence) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::roadmaps::add_evidence(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/routekaart/stap/{id}"));
    Ok(())
}

/// Takes evidence away.
#[server(prefix = "/api", endpoint = "roadmaps/remove_evidence")]
pub async fn remove_evidence(command: form::RemoveEvidence) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::roadmaps::remove_evidence(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/routekaart/stap/{id}"));
    Ok(())
}

/// Says who carries a step and when it is due.
#[server(prefix = "/api", endpoint = "roadmaps/plan_step")]
pub async fn plan_step(command: form::PlanStep) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::roadmaps::plan_step(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/routekaart/stap/{id}"));
    Ok(())
}

/// Records that the criteria of a step are met.
#[server(prefix = "/api", endpoint = "roadmaps/verify_step")]
pub async fn verify_step(command: form::VerifyStep) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::roadmaps::verify_step(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/routekaart/stap/{id}"));
    Ok(())
}

/// Records that a verified step is secured.
#[server(prefix = "/api", endpoint = "roadmaps/embed_step")]
pub async fn embed_step(command: form::EmbedStep) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::roadmaps::embed_step(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/routekaart/stap/{id}"));
    Ok(())
}

/// Leaves a step out.
#[server(prefix = "/api", endpoint = "roadmaps/set_aside")]
pub async fn set_aside(command: form::SetAside) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::roadmaps::set_aside(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/routekaart/stap/{id}"));
    Ok(())
}

/// Takes a step that was left out back in.
#[server(prefix = "/api", endpoint = "roadmaps/take_up")]
pub async fn take_up(command: form::TakeUp) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::roadmaps::take_up(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/routekaart/stap/{id}"));
    Ok(())
}

/// Names a bottleneck.
#[server(prefix = "/api", endpoint = "roadmaps/raise_bottleneck")]
pub async fn raise_bottleneck(command: form::RaiseBottleneck) -> Result<(), AppError> {
    use crate::bridge;
    service::roadmaps::raise_bottleneck(&bridge::ctx()?, command).await?;
    bridge::go("/knelpunten");
    Ok(())
}

/// Gives a bottleneck to an organisation.
#[server(prefix = "/api", endpoint = "roadmaps/own_bottleneck")]
pub async fn own_bottleneck(command: form::OwnBottleneck) -> Result<(), AppError> {
    use crate::bridge;
    service::roadmaps::own_bottleneck(&bridge::ctx()?, command).await?;
    bridge::go("/knelpunten");
    Ok(())
}

/// Records how a bottleneck was solved.
#[server(prefix = "/api", endpoint = "roadmaps/resolve_bottleneck")]
pub async fn resolve_bottleneck(command: form::ResolveBottleneck) -> Result<(), AppError> {
    use crate::bridge;
    service::roadmaps::resolve_bottleneck(&bridge::ctx()?, command).await?;
    bridge::go("/knelpunten");
    Ok(())
}

/// Records that a bottleneck stays.
#[server(prefix = "/api", endpoint = "roadmaps/accept_bottleneck")]
pub async fn accept_bottleneck(command: form::AcceptBottleneck) -> Result<(), AppError> {
    use crate::bridge;
    service::roadmaps::accept_bottleneck(&bridge::ctx()?, command).await?;
    bridge::go("/knelpunten");
    Ok(())
}
