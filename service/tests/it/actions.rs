//! Actions on a real database: who sees what, and each operation in and out of turn.

mod assign;
mod direct;
mod judge;
mod respond;
mod sight;
mod work;

use domain::actions::command::{MoveAction, TellAction};
use domain::id::ActionId;
use service::actions::{ActionRecord, read};
use service::ctx::Ctx;

use crate::stage::Stage;

/// An action of the cast, as somebody sees it.
async fn seen(stage: &Stage, ctx: &Ctx, number: i32) -> ActionRecord {
    read(ctx, id(stage, number)).await.unwrap()
}

fn id(stage: &Stage, number: i32) -> ActionId {
    ActionId(stage.id(&format!("action.{number}")))
}

/// The word of the state an action is in.
async fn state(stage: &Stage, number: i32) -> &'static str {
    let ctx = stage.ctx("regisseur").await;
    seen(stage, &ctx, number).await.action.state.word()
}

fn step(stage: &Stage, number: i32) -> MoveAction {
    MoveAction {
        id: id(stage, number).to_string(),
        version: 1,
    }
}

fn tell(stage: &Stage, number: i32, text: &str) -> TellAction {
    TellAction {
        id: id(stage, number).to_string(),
        version: 1,
        text: text.to_owned(),
        reason: String::new(),
    }
}
