//! What somebody asks, read so that nothing in it means anything to an engine: words, and phrases between
//! quotation marks. All have to be there; the last word may be the beginning of one.

use domain::fault::Code;
use domain::search::{LEAST, MOST};
use migration::fold::fold;

/// The marks that open and close a phrase.
const QUOTES: [char; 8] = ['"', '“', '”', '„', '‟', '«', '»', '\u{ff02}'];

/// Words that stand next to each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Small, and without marks.
    pub words: Vec<String>,
    /// Whether the last one may go on.
    pub open: bool,
}

/// A question that can be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// At least one.
    pub terms: Vec<Term>,
}

/// The words of a text: small, without marks, each with the bytes it takes.
pub fn words(text: &str) -> impl Iterator<Item = (std::ops::Range<usize>, String)> + '_ {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        while rest
            .next_if(|(_, letter)| !letter.is_alphanumeric())
            .is_some()
        {}
        let (start, _) = *rest.peek()?;
        let (mut end, mut word) = (start, String::new());
        while let Some((at, letter)) = rest.next_if(|(_, letter)| letter.is_alphanumeric()) {
            end = at + letter.len_utf8();
            word.extend(fold(letter));
        }
        Some((start..end, word))
    })
}

impl Question {
    /// Reads what was typed.
    ///
    /// # Errors
    /// [`Code::Empty`] without a letter or a digit; [`Code::TooLong`]; [`Code::TooShort`] when no word has
    /// [`LEAST`] of them.
    pub fn parse(typed: &str) -> Result<Self, Code> {
        if typed.chars().count() > MOST {
            return Err(Code::TooLong(MOST));
        }
        let mut terms = Vec::new();
        // Between two marks is a phrase; after a mark that nobody closed are words.
        let parts: Vec<&str> = typed.split(QUOTES).collect();
        let closed = parts.len() - 1 + parts.len() % 2;
        for (at, part) in parts.iter().enumerate() {
            let found: Vec<String> = words(part).map(|(_, word)| word).collect();
            if at % 2 == 1 && at < closed {
                if !found.is_empty() {
                    terms.push(Term {
                        words: found,
                        open: false,
                    });
                }
                continue;
            }
            terms.extend(found.into_iter().map(|word| Term {
                words: vec![word],
                open: false,
            }));
        }
        let ends_in_phrase = parts.len() > 2
            && parts
                .last()
                .is_some_and(|part| words(part).next().is_none());
        let Some(last) = terms.last_mut() else {
            return Err(Code::Empty);
        };
        let length = |word: &String| word.chars().count();
        // The beginning of nearly every word finds nearly everything.
        last.open = !ends_in_phrase && last.words.iter().all(|word| length(word) >= LEAST);
        let longest = terms.iter().flat_map(|term| &term.words).map(length).max();
        if longest.unwrap_or_default() < LEAST {
            return Err(Code::TooShort(LEAST));
        }
        Ok(Self { terms })
    }

    /// The question as FTS5 takes it: every word is a string.
    pub fn for_sqlite(&self) -> String {
        let term = |term: &Term| {
            let star = if term.open { " *" } else { "" };
            format!("\"{}\"{star}", term.words.join(" "))
        };
        let terms: Vec<String> = self.terms.iter().map(term).collect();
        terms.join(" AND ")
    }

    /// The question as a `tsquery`: every word is a lexeme between quotes.
    pub fn for_postgres(&self) -> String {
        let term = |term: &Term| {
            let words: Vec<String> = term.words.iter().map(|word| format!("'{word}'")).collect();
            let star = if term.open { ":*" } else { "" };
            format!("({}{star})", words.join(" <-> "))
        };
        let terms: Vec<String> = self.terms.iter().map(term).collect();
        terms.join(" & ")
    }
}

#[cfg(test)]
mod tests {
    use domain::fault::Code;
    use domain::search::{LEAST, MOST};

    use super::Question;

    fn sqlite(typed: &str) -> Result<String, Code> {
        Question::parse(typed).map(|question| question.for_sqlite())
    }

    #[test]
    fn the_last_word_is_a_beginning_and_a_phrase_is_not() {
        for (typed, read) in [
            ("overleg", "\"overleg\" *"),
            ("Signaal KETEN", "\"signaal\" AND \"keten\" *"),
            ("één", "\"een\" *"),
            ("\"veilig thuis\"", "\"veilig thuis\""),
            ("„veilig thuis” bel", "\"veilig thuis\" AND \"bel\" *"),
            (
                "bel \"veilig thuis",
                "\"bel\" AND \"veilig\" AND \"thuis\" *",
            ),
            ("overleg i", "\"overleg\" AND \"i\""),
            ("a\"b\"overleg", "\"a\" AND \"b\" AND \"overleg\" *"),
            (
                "NEAR(overleg) OR -x:y*",
                "\"near\" AND \"overleg\" AND \"or\" AND \"x\" AND \"y\"",
            ),
            (
                "{text} : ^over%leg\0",
                "\"text\" AND \"over\" AND \"leg\" *",
            ),
        ] {
            assert_eq!(sqlite(typed).as_deref(), Ok(read), "{typed:?}");
        }
        let question = Question::parse("\"veilig thuis\" bel").unwrap();
        assert_eq!(
            question.for_postgres(),
            "('veilig' <-> 'thuis') & ('bel':*)"
        );
    }

    #[test]
    fn what_is_no_question_is_refused_with_a_reason() {
        for nothing in ["", "   ", "\"\"", "'*%_\\;--", "\0\0\0"] {
            assert_eq!(sqlite(nothing), Err(Code::Empty), "{nothing:?}");
        }
        assert_eq!(sqlite("ab"), Err(Code::TooShort(LEAST)));
        assert_eq!(sqlite("a b \"c d\""), Err(Code::TooShort(LEAST)));
        assert_eq!(sqlite(&"a".repeat(10_000)), Err(Code::TooLong(MOST)));
        assert!(sqlite(&"é".repeat(MOST)).is_ok());
    }
}
