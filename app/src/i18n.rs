//! Every sentence of the pages, from `app/locales`, as code made by `build.rs`.

#![expect(missing_docs, reason = "the key of a sentence says what it is for")]

include!(concat!(env!("OUT_DIR"), "/sentences.rs"));

/// The language of a page: from the request in pages, a prop in islands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Locale {
    /// Dutch.
    #[default]
    Nl,
}

/// A sentence: `say!(l, actions.title)`, or with its values `say!(l, actions.late, days = 3)`.
#[macro_export]
macro_rules! say {
    ($locale:expr, $slice:ident.$key:ident) => {
        $crate::i18n::$slice::$key::text($locale)
    };
    ($locale:expr, $slice:ident.$key:ident, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::i18n::$slice::$key::Values { $($name: &$value),+ }.text($locale)
    };
}
