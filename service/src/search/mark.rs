//! The words that were found, marked in the text they stand in.

use std::ops::Range;

use super::question::{Question, Term, words};

/// How many words stand before the first that was found.
const BEFORE: usize = 8;
/// How many words a snippet has.
const WORDS: usize = 34;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What it says.
    pub text: String,
    /// Whether it was asked for.
    pub hit: bool,
}

type Word = (Range<usize>, String);

impl Question {
    /// A text with what was asked for marked.
    pub fn marked(&self, text: &str) -> Vec<Piece> {
        let found: Vec<Word> = words(text).collect();
        cut(text, 0..text.len(), &self.hits(&found))
    }

    /// The words around the first that was asked for, with all of those marked; the beginning of the text
    /// where it has none.
    pub fn snippet(&self, text: &str) -> Vec<Piece> {
        let found: Vec<Word> = words(text).collect();
        let hits = self.hits(&found);
        let first = found.iter().position(|(range, _)| {
            hits.iter()
                .any(|hit| hit.start <= range.start && range.end <= hit.end)
        });
        let from = first.unwrap_or_default().saturating_sub(BEFORE);
        let (Some((start, _)), Some((end, _))) = (
            found.get(from),
            found.get((from + WORDS).min(found.len()).saturating_sub(1)),
        ) else {
            return Vec::new();
        };
        // The signs before the first word and after the last belong to them.
        let start = if from == 0 { 0 } else { start.start };
        let whole = from + WORDS >= found.len();
        let end = if whole { text.len() } else { end.end };
        let mut pieces = cut(text, start..end, &hits);
        if from > 0 {
            pieces.insert(0, plain("… "));
        }
        if !whole {
            pieces.push(plain(" …"));
        }
        pieces
    }

    /// Where the text says what was asked for.
    fn hits(&self, found: &[Word]) -> Vec<Range<usize>> {
        let mut hits = Vec::new();
        for at in 0..found.len() {
            let length = self
                .terms
                .iter()
                .filter_map(|term| term.at(&found[at..]))
                .max();
            if let Some(length) = length {
                hits.push(found[at].0.start..found[at + length - 1].0.end);
            }
        }
        hits
    }
}

impl Term {
    /// How many words of it stand at the beginning of these; nothing unless all do.
    fn at(&self, found: &[Word]) -> Option<usize> {
        let length = self.words.len();
        let here = found.get(..length)?;
        let mut pairs = here.iter().zip(&self.words).enumerate();
        let fits = pairs.all(|(at, ((_, said), asked))| {
            said == asked || (self.open && at + 1 == length && said.starts_with(asked.as_str()))
        });
        fits.then_some(length)
    }
}

fn plain(text: &str) -> Piece {
    Piece {
        text: text.to_owned(),
        hit: false,
    }
}

/// Cuts a part of a text where hits begin and end.
fn cut(text: &str, part: Range<usize>, hits: &[Range<usize>]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = part.start;
    for hit in hits {
        let (start, end) = (hit.start.max(at), hit.end.min(part.end));
        if start >= end {
            continue;
        }
        if at < start {
            pieces.push(plain(&text[at..start]));
        }
        pieces.push(Piece {
            text: text[start..end].to_owned(),
            hit: true,
        });
        at = end;
    }
    if at < part.end {
        pieces.push(plain(&text[at..part.end]));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::Question;

    fn shown(asked: &str, text: &str) -> String {
        let question = Question::parse(asked).unwrap();
        let pieces = question.snippet(text).into_iter();
        let pieces = pieces.map(|piece| {
            if piece.hit {
                format!("[{}]", piece.text)
            } else {
                piece.text
            }
        });
        pieces.collect()
    }

    #[test]
    fn what_was_asked_for_is_marked_where_it_stands() {
        for (asked, text, marked) in [
            (
                "keten",
                "Het Ketenoverleg, de keten.",
                "Het [Ketenoverleg], de [keten].",
            ),
            ("een", "Eén ding.", "[Eén] ding."),
            (
                "\"veilig thuis\"",
                "Thuis: Veilig Thuis!",
                "Thuis: [Veilig Thuis]!",
            ),
            ("bel thuis", "Bel naar thuis", "[Bel] naar [thuis]"),
            ("niets", "Een <b>tekst</b>", "Een <b>tekst</b>"),
            ("niets", "", ""),
        ] {
            assert_eq!(shown(asked, text), marked);
        }
        let long = format!("{}doel {}", "voor ".repeat(50), "na ".repeat(50));
        let found = shown("doel", &long);
        assert!(
            found.starts_with("… voor ") && found.ends_with("na …"),
            "{found}"
        );
        assert!(found.contains("voor [doel] na"), "{found}");
    }
}
