//! The two yardsticks along which actions and steps are laid.

use crate::people::words::words;

words! {
    /// The six links of the chain approach (`docs/domain.md#chain-links`).
    ChainLink {
        /// Voorkomen.
        Prevent = "prevent",
        /// Signaleren.
        Signal = "signal",
        /// Stoppen.
        Stop = "stop",
        /// Schade beperken.
        LimitHarm = "limit_harm",
        /// Opsporen.
        Investigate = "investigate",
        /// Bestraffen.
        Sanction = "sanction",
    }
}

words! {
    /// The three lines of the national programme of 2018 (`docs/domain.md#chain-links`).
    ActionLine {
        /// Eerder en beter in beeld.
        SoonerInView = "sooner_in_view",
        /// Stoppen en duurzaam oplossen.
        StopAndSolve = "stop_and_solve",
        /// Specifieke groepen.
        SpecificGroups = "specific_groups",
    }
}
