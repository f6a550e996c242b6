//! The routekaart: steps, criteria, evidence, and the bottlenecks that hold steps up.

mod adopt;
mod answer;
pub(crate) mod bottlenecks;
mod evidence;
mod facts;
mod find;
mod found;
mod handle;
mod line;
mod municipality;
mod plan;
mod raise;
mod record;
mod region;
mod sources;
mod step;
pub(crate) mod visible;

pub use adopt::adopt;
pub use answer::answer_criterion;
pub use bottlenecks::{BottleneckList, BottleneckView, PAGE, bottlenecks};
pub use evidence::{add_evidence, remove_evidence};
pub(crate) use facts::SETTLED;
pub(crate) use found::{are_for, found};
pub use handle::{accept_bottleneck, own_bottleneck, resolve_bottleneck};
pub use line::{ActionNode, Node};
pub use municipality::{MunicipalityView, PhaseView, StepLine, municipality};
pub use plan::plan_step;
pub use raise::{NewBottleneck, raise, raise_bottleneck};
pub use record::{embed_step, set_aside, take_up, verify_step};
pub use region::{BottleneckBrief, MatrixCell, MatrixRow, Municipality, RegionView, region};
pub use sources::{SourceRef, Sources};
pub use step::{CriterionView, EvidenceView, LossView, RecordedView, StepView, locate, step};
