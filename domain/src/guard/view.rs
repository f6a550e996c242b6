//! A text as the scanners see it: characters folded to what they look like, and words.
//!
//! Full-width and Arabic-Indic digits become plain ones, every kind of space a space, every
//! kind of dash a hyphen, and invisible characters vanish. Each character remembers its
//! place in the original, so that a finding can point at it.

use std::ops::Range;

use super::{Hit, Kind};

/// One visible character.
#[derive(Debug, Clone, Copy)]
pub struct Glyph {
    pub ch: char,
    start: usize,
    end: usize,
}

/// A run of letters and digits; a hyphen or apostrophe between letters belongs to it.
#[derive(Debug)]
pub struct Word {
    /// First glyph.
    pub from: usize,
    /// One past the last glyph.
    pub to: usize,
    /// In lower case and without accents.
    pub low: String,
    /// An upper-case letter followed by at least one lower-case letter.
    pub is_capital: bool,
}

#[derive(Debug)]
pub struct View {
    pub glyphs: Vec<Glyph>,
    pub words: Vec<Word>,
}

/// Words after which a full stop does not end the sentence.
const ABBREVIATIONS: &[&str] = &[
    "art", "bijv", "bsn", "bv", "ca", "dhr", "dr", "drs", "geb", "incl", "ing", "ir", "jr", "mevr",
    "mr", "mw", "no", "nr", "prof", "ref", "st", "tel", "zaaknr",
];

impl View {
    pub fn new(text: &str) -> Self {
        let glyphs: Vec<Glyph> = text
            .char_indices()
            .filter_map(|(start, ch)| {
                shape(ch).map(|shaped| Glyph {
                    ch: shaped,
                    start,
                    end: start + ch.len_utf8(),
                })
            })
            .collect();
        let words = words(&glyphs);
        Self { glyphs, words }
    }

    pub fn ch(&self, at: usize) -> Option<char> {
        self.glyphs.get(at).map(|glyph| glyph.ch)
    }

    /// The character before `at`.
    pub fn before(&self, at: usize) -> Option<char> {
        at.checked_sub(1).and_then(|prior| self.ch(prior))
    }

    pub fn is_digit(&self, at: usize) -> bool {
        self.ch(at).is_some_and(|ch| ch.is_ascii_digit())
    }

    /// A finding over the glyphs `from..to`; nothing for an empty range.
    pub fn hit(&self, kind: Kind, from: usize, to: usize) -> Option<Hit> {
        let first = self.glyphs.get(from)?;
        let last = self.glyphs.get(to.checked_sub(1)?)?;
        Some(Hit {
            kind,
            span: first.start..last.end,
        })
    }

    /// The number of words that end at or before glyph `at`.
    pub fn words_before(&self, at: usize) -> usize {
        self.words.partition_point(|word| word.to <= at)
    }

    /// The word at `index`, in folded form; empty outside the text.
    pub fn low(&self, index: usize) -> &str {
        self.words.get(index).map_or("", |word| word.low.as_str())
    }

    pub fn is_capital(&self, index: usize) -> bool {
        self.words.get(index).is_some_and(|word| word.is_capital)
    }

    /// What stands between word `index - 1` and word `index`.
    pub fn gap(&self, index: usize) -> impl Iterator<Item = char> + '_ {
        let from = index
            .checked_sub(1)
            .and_then(|i| self.words.get(i))
            .map_or(0, |w| w.to);
        let to = self
            .words
            .get(index)
            .map_or(self.glyphs.len(), |word| word.from);
        let range: Range<usize> = from..to.max(from);
        self.glyphs[range].iter().map(|glyph| glyph.ch)
    }

    /// Whether word `index` follows the one before it with nothing but one space between.
    pub fn is_joined(&self, index: usize) -> bool {
        index > 0 && index < self.words.len() && self.gap(index).eq([' '])
    }

    /// Whether a sentence ends between word `index - 1` and word `index`.
    pub fn ends_before(&self, index: usize) -> bool {
        let stop = index == 0
            || index >= self.words.len()
            || self.gap(index).any(|ch| matches!(ch, '!' | '?' | ';'));
        stop || (self.gap(index).any(|ch| ch == '.') && !self.is_abbreviation(index - 1))
    }

    /// Whether a capital on word `index` may be there only because of its place.
    pub fn opens(&self, index: usize) -> bool {
        let mark = |ch| {
            matches!(
                ch,
                ':' | '\n' | '"' | '“' | '‘' | '«' | '•' | '*' | '(' | '-' | '/'
            )
        };
        self.ends_before(index) || self.gap(index).any(mark)
    }

    fn is_abbreviation(&self, index: usize) -> bool {
        let low = self.low(index);
        low.chars().count() == 1 && !low.starts_with(|ch: char| ch.is_ascii_digit())
            || ABBREVIATIONS.contains(&low)
    }
}

fn words(glyphs: &[Glyph]) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = 0;
    while at < glyphs.len() {
        if !glyphs[at].ch.is_alphanumeric() {
            at += 1;
            continue;
        }
        let from = at;
        while at < glyphs.len() && (glyphs[at].ch.is_alphanumeric() || is_bridge(glyphs, at)) {
            at += 1;
        }
        let letters = &glyphs[from..at];
        words.push(Word {
            from,
            to: at,
            low: letters.iter().flat_map(|glyph| plain(glyph.ch)).collect(),
            is_capital: letters[0].ch.is_uppercase()
                && letters[1..].iter().any(|glyph| glyph.ch.is_lowercase()),
        });
    }
    words
}

fn is_bridge(glyphs: &[Glyph], at: usize) -> bool {
    let letter = |i: usize| glyphs.get(i).is_some_and(|glyph| glyph.ch.is_alphabetic());
    matches!(glyphs[at].ch, '-' | '\'' | '’') && letter(at.wrapping_sub(1)) && letter(at + 1)
}

/// What a character looks like; nothing when it is invisible.
fn shape(ch: char) -> Option<char> {
    let digit = |zero: u32| char::from_digit(u32::from(ch) - zero, 10);
    match ch {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe0f}' | '\u{feff}' | '\r' => None,
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\t' => {
            Some(' ')
        }
        '\u{2028}' | '\u{2029}' => Some('\n'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' => Some('-'),
        '\u{2024}' | '\u{3002}' => Some('.'),
        '\u{2044}' | '\u{2215}' => Some('/'),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(ch) - 0xfee0),
        '\u{660}'..='\u{669}' => digit(0x660),
        '\u{6f0}'..='\u{6f9}' => digit(0x6f0),
        '\u{1d7ce}'..='\u{1d7ff}' => char::from_digit((u32::from(ch) - 0x1d7ce) % 10, 10),
        _ => Some(ch),
    }
}

/// Lower case, and without the accents that occur in names in the Netherlands.
pub fn plain(ch: char) -> impl Iterator<Item = char> {
    ch.to_lowercase()
        .filter(|low| *low != '\u{307}')
        .map(|low| match low {
            'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
            'ç' | 'ć' | 'č' => 'c',
            'è'..='ë' | 'ē' | 'ę' | 'ě' => 'e',
            'ğ' => 'g',
            'ì'..='ï' | 'ı' | 'ī' => 'i',
            'ł' => 'l',
            'ñ' | 'ń' => 'n',
            'ò'..='ö' | 'ø' | 'ō' => 'o',
            'ś' | 'ş' | 'š' | 'ș' => 's',
            'ù'..='ü' | 'ū' => 'u',
            'ý' | 'ÿ' => 'y',
            'ź' | 'ż' | 'ž' => 'z',
            '’' => '\'',
            other => other,
        })
}
