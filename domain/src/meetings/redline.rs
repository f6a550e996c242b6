//! What changed between two texts, word by word.

/// A piece of one of two texts, or of both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Stands in both.
    Same(String),
    /// Stands only in the old text.
    Gone(String),
    /// Stands only in the new text.
    New(String),
}

/// How many comparisons of words are made at most; beyond that what lies between the same beginning and the
/// same end counts as replaced.
const MOST: usize = 4_000_000;

/// Compares two texts word by word; the pieces in order, so that [`Piece::Same`] with [`Piece::Gone`] is the
/// old text and [`Piece::Same`] with [`Piece::New`] the new one, space for space.
pub fn redline(old: &str, new: &str) -> Vec<Piece> {
    let (old, new) = (words(old), words(new));
    let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let ends = old[start..].iter().rev().zip(new[start..].iter().rev());
    let end = ends.take_while(|(a, b)| a == b).count();
    let (mid_old, mid_new) = (&old[start..old.len() - end], &new[start..new.len() - end]);
    let mut line = Line::default();
    for word in &old[..start] {
        line.add(Kind::Same, word);
    }
    if mid_old.len().saturating_mul(mid_new.len()) > MOST {
        for word in mid_old {
            line.add(Kind::Gone, word);
        }
        for word in mid_new {
            line.add(Kind::New, word);
        }
    } else {
        between(&mut line, mid_old, mid_new);
    }
    for word in &old[old.len() - end..] {
        line.add(Kind::Same, word);
    }
    line.pieces
}

/// Words, spaces and line ends, each by itself.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let alike = |ch: char| match first {
            '\n' => false,
            _ if first.is_whitespace() => ch != '\n' && ch.is_whitespace(),
            _ => !ch.is_whitespace(),
        };
        let tail = &rest[first.len_utf8()..];
        let length = tail.find(|ch| !alike(ch)).unwrap_or(tail.len());
        let (word, after) = rest.split_at(first.len_utf8() + length);
        words.push(word);
        rest = after;
    }
    words
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Same,
    Gone,
    New,
}

#[derive(Default)]
struct Line {
    pieces: Vec<Piece>,
}

impl Line {
    /// Adds a word to the piece before, when that is of the same kind.
    fn add(&mut self, kind: Kind, word: &str) {
        let last = self.pieces.last_mut();
        match (kind, last) {
            (Kind::Same, Some(Piece::Same(text)))
            | (Kind::Gone, Some(Piece::Gone(text)))
            | (Kind::New, Some(Piece::New(text))) => text.push_str(word),
            (Kind::Same, _) => self.pieces.push(Piece::Same(word.to_owned())),
            (Kind::Gone, _) => self.pieces.push(Piece::Gone(word.to_owned())),
            (Kind::New, _) => self.pieces.push(Piece::New(word.to_owned())),
        }
    }
}

/// The longest common subsequence of words stays.
fn between(line: &mut Line, old: &[&str], new: &[&str]) {
    let width = new.len() + 1;
    let mut longest = vec![0_u32; (old.len() + 1) * width];
    for a in (0..old.len()).rev() {
        for b in (0..new.len()).rev() {
            let at = a * width + b;
            longest[at] = if old[a] == new[b] {
                longest[at + width + 1] + 1
            } else {
                longest[at + width].max(longest[at + 1])
            };
        }
    }
    let (mut a, mut b) = (0, 0);
    while a < old.len() || b < new.len() {
        let at = a * width + b;
        if a < old.len() && b < new.len() && old[a] == new[b] {
            line.add(Kind::Same, old[a]);
            (a, b) = (a + 1, b + 1);
        } else if b == new.len() || a < old.len() && longest[at + width] >= longest[at + 1] {
            line.add(Kind::Gone, old[a]);
            a += 1;
        } else {
            line.add(Kind::New, new[b]);
            b += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Piece::{Gone, New, Same};
    use super::*;

    fn side(pieces: &[Piece], keep: fn(&Piece) -> Option<&str>) -> String {
        pieces.iter().filter_map(keep).collect()
    }

    #[test]
    fn only_what_changed_is_marked() {
        let pieces = redline(
            "De politie meldt dit morgen.",
            "De politie meldt dit vandaag.",
        );
        let expected = [
            Same("De politie meldt dit ".to_owned()),
            Gone("morgen.".to_owned()),
            New("vandaag.".to_owned()),
        ];
        assert_eq!(pieces, expected);
        assert_eq!(redline("gelijk", "gelijk"), [Same("gelijk".to_owned())]);
        assert_eq!(redline("", ""), []);
        assert_eq!(redline("", "nieuw"), [New("nieuw".to_owned())]);
    }

    #[test]
    fn both_texts_can_be_read_back() {
        let long = "woord ".repeat(3000);
        let other = "ander ".repeat(3000);
        let texts = [
            "",
            "a b\n\nc",
            "b\nc  d",
            "é ü\nz",
            long.as_str(),
            other.as_str(),
        ];
        for old in texts {
            for new in texts {
                let pieces = redline(old, new);
                let was = side(&pieces, |piece| match piece {
                    Same(text) | Gone(text) => Some(text),
                    New(_) => None,
                });
                let is = side(&pieces, |piece| match piece {
                    Same(text) | New(text) => Some(text),
                    Gone(_) => None,
                });
                assert!(was == old && is == new);
            }
        }
    }
}
