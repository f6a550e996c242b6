//! Actions on a real database: who sees what, and each operation in and out of turn.

mod assign;
