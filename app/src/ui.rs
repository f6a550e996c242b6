//! Design-system components: the markup of the look, without one word of the field.
//!
//! Every sentence comes in as a prop, every class is one of NL Design System or of `style/`,
//! and nothing here sets an inline style: bars and rings are SVG with attributes.

mod breadcrumbs;
mod budget_bar;
mod button;
mod class_badge;
mod date_block;
mod diff;
mod empty;
mod error_summary;
mod facts;
mod field;
mod figures;
mod head;
mod icon;
mod line;
mod mark;
mod meter;
mod notice;
mod panel;
mod ring;
mod rows;
mod spark;
mod status;
mod svg;
mod table;
mod tone;

pub use breadcrumbs::{Breadcrumbs, Crumb};
pub use budget_bar::{BudgetBar, Segment, SegmentKind};
pub use button::{Button, ButtonKind, IconButton, LinkButton};
pub use class_badge::ClassBadge;
pub use date_block::DateBlock;
pub use diff::{Change, Diff, DiffLine, Tag};
pub use empty::Empty;
pub use error_summary::{ErrorSummary, FieldError};
pub use facts::{Fact, Facts};
pub use field::{Choice, Field, FileField, RadioGroup, SelectField, TextArea, TextField, Wiring};
pub use figures::{Figure, Figures};
pub use head::{Head, SectionHead};
pub use icon::Icon;
pub use line::{LifeLine, Path, Phase, Step};
pub use mark::{Arms, Mark};
pub use meter::Meter;
pub use notice::{Lines, Notice};
pub use panel::{Panel, PanelKind};
pub use ring::{Seat, TableRing};
pub use rows::{Row, Rows};
pub use spark::{Sample, Sparkline};
pub use status::Status;
pub use table::{Cell, Column, DenseTable, NameCell, TableRow, TableShape};
pub use tone::Tone;
