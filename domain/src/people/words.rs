//! Macros that keep an enum and its stored words together, so that they cannot drift, and one for
//! what forms send.

/// Declares a small enum whose values are known by one word each, in `snake_case`.
///
/// The word is what is stored, sent and looked up in the locale file.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$item:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize,
        )]
        pub enum $name {
            $($(#[$item])* #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: [Self; [$($word),+].len()] = [$(Self::$variant),+];

            /// The stored word.
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            /// The value known by this word; nothing for any other text.
            pub fn parse(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    };
}

/// Gives a state that carries facts its words.
macro_rules! state_words {
    ($name:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        impl $name {
            /// Every word [`Self::word`] can answer, in the order of a life without trouble.
            pub const WORDS: [&'static str; [$($word),+].len()] = [$($word),+];

            /// The word stored beside the state, for lists and indexes.
            pub const fn word(&self) -> &'static str {
                match self {
                    $(Self::$variant { .. } => $word,)+
                }
            }
        }
    };
}

/// Gives a state machine its words and its way of saying no.
macro_rules! machine_words {
    ($name:ident { $($words:tt)+ }) => {
        crate::people::words::state_words!($name { $($words)+ });

        impl $name {
            const fn refuse<T>(&self, operation: &'static str) -> Result<T, crate::fault::NotNow> {
                Err(crate::fault::NotNow { state: self.word(), operation })
            }
        }
    };
}

/// Declares what forms send: raw texts, each field of which may be left out.
macro_rules! commands {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $kind:ty),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(
            Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize,
        )]
        #[serde(default)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $kind,)+
        }
    )+};
}

pub(crate) use {commands, machine_words, state_words, words};
