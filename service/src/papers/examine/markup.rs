//! Reads XML piece by piece, as far as office programs write it. No definitions of its own, so nothing in
//! it can grow or fetch something.

use domain::papers::Flaw;

/// The deepest that elements may stand in one another.
const DEEPEST: usize = 256;

/// A piece of a text in XML.
#[derive(Debug)]
pub enum Piece<'a> {
    /// An element begins, ends, or both.
    Tag(Tag<'a>),
    /// Text between elements, as it is written.
    Text(&'a str),
    /// Text that was marked as such.
    Marked(&'a str),
    /// The line at the top.
    Top(&'a str),
}

/// The mark of an element.
#[derive(Debug)]
pub struct Tag<'a> {
    /// The whole name.
    pub name: &'a str,
    /// What it says of the element: name and value, as written.
    pub says: Vec<(&'a str, &'a str)>,
    /// Whether the element ends here.
    pub closes: bool,
    /// Whether it begins and ends at once.
    pub empty: bool,
}

impl Tag<'_> {
    /// The name without the letters for whose word it is.
    pub fn word(&self) -> &str {
        local(self.name)
    }

    /// What it says under this name, with the signs put back.
    pub fn said(&self, word: &str) -> Option<String> {
        let found = self.says.iter().find(|(name, _)| local(name) == word);
        found.map(|(_, value)| plain(value))
    }
}

/// A name without the letters for whose word it is.
pub fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, word)| word)
}

/// Goes through a text in XML.
///
/// # Errors
/// [`Flaw::Broken`] for what is none, [`Flaw::Active`] for definitions of its own, and whatever `see` says.
pub fn walk<'a>(
    bytes: &'a [u8],
    mut see: impl FnMut(Piece<'a>) -> Result<(), Flaw>,
) -> Result<(), Flaw> {
    let text = std::str::from_utf8(bytes).map_err(|_| Flaw::Broken)?;
    let mut rest = text.trim_start_matches('\u{feff}');
    let mut inside: Vec<&str> = Vec::new();
    while !rest.is_empty() {
        let Some(at) = rest.find('<') else {
            return if rest.trim().is_empty() && inside.is_empty() {
                Ok(())
            } else {
                Err(Flaw::Broken)
            };
        };
        if at > 0 {
            see(Piece::Text(&rest[..at]))?;
            rest = &rest[at..];
        }
        if let Some(after) = rest.strip_prefix("<!--") {
            rest = behind(after, "-->")?.1;
        } else if let Some(after) = rest.strip_prefix("<![CDATA[") {
            let (marked, after) = behind(after, "]]>")?;
            see(Piece::Marked(marked))?;
            rest = after;
        } else if rest.starts_with("<!") {
            return Err(Flaw::Active);
        } else if rest.starts_with("<?") {
            let (top, after) = behind(&rest[2..], "?>")?;
            let lower = top.to_ascii_lowercase();
            let is_top = lower.starts_with("xml ");
            if is_top && lower.contains("encoding") && !lower.contains("utf-8") {
                return Err(Flaw::Broken);
            }
            // A hint for a program; what asks for a style sheet or a script is left out.
            if is_top {
                see(Piece::Top(top))?;
            }
            rest = after;
        } else {
            let (tag, after) = tag(&rest[1..])?;
            if tag.closes {
                if inside.pop() != Some(tag.name) {
                    return Err(Flaw::Broken);
                }
            } else if !tag.empty {
                inside.push(tag.name);
                if inside.len() > DEEPEST {
                    return Err(Flaw::Bomb);
                }
            }
            see(Piece::Tag(tag))?;
            rest = after;
        }
    }
    if inside.is_empty() {
        Ok(())
    } else {
        Err(Flaw::Broken)
    }
}

fn behind<'a>(text: &'a str, end: &str) -> Result<(&'a str, &'a str), Flaw> {
    text.split_once(end).ok_or(Flaw::Broken)
}

fn is_name(name: &str) -> bool {
    let fits = |letter: char| letter.is_alphanumeric() || matches!(letter, ':' | '_' | '-' | '.');
    !name.is_empty() && name.chars().all(fits)
}

fn tag(text: &str) -> Result<(Tag<'_>, &str), Flaw> {
    let (closes, text) = text
        .strip_prefix('/')
        .map_or((false, text), |it| (true, it));
    let end = text.find(|letter: char| letter.is_whitespace() || matches!(letter, '>' | '/'));
    let (name, mut rest) = text.split_at(end.ok_or(Flaw::Broken)?);
    let mut says = Vec::new();
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix('>') {
            let fits = is_name(name) && (!closes || says.is_empty());
            let tag = Tag {
                name,
                says,
                closes,
                empty: false,
            };
            return if fits {
                Ok((tag, after))
            } else {
                Err(Flaw::Broken)
            };
        }
        if let Some(after) = rest.strip_prefix("/>") {
            let tag = Tag {
                name,
                says,
                closes,
                empty: true,
            };
            return if is_name(name) && !closes {
                Ok((tag, after))
            } else {
                Err(Flaw::Broken)
            };
        }
        let (word, after) = rest.split_once('=').ok_or(Flaw::Broken)?;
        let (word, after) = (word.trim_end(), after.trim_start());
        let quote = after
            .chars()
            .next()
            .filter(|sign| matches!(sign, '"' | '\''));
        let quote = quote.ok_or(Flaw::Broken)?;
        let (value, after) = after[1..].split_once(quote).ok_or(Flaw::Broken)?;
        if !is_name(word) || value.contains('<') {
            return Err(Flaw::Broken);
        }
        says.push((word, value));
        rest = after;
    }
}

/// Writes the mark of an element; `value` gives what it says instead, where that changes.
pub fn write(out: &mut String, tag: &Tag<'_>, value: impl Fn(&str, &str) -> Option<String>) {
    out.push('<');
    if tag.closes {
        out.push('/');
    }
    out.push_str(tag.name);
    for (name, said) in &tag.says {
        let said = value(name, said).unwrap_or_else(|| (*said).to_owned());
        out.push(' ');
        out.push_str(name);
        // What was quoted once may hold the other quote.
        out.push_str("=\"");
        out.push_str(&said.replace('"', "&quot;"));
        out.push('"');
    }
    out.push_str(if tag.empty { "/>" } else { ">" });
}

/// A text with the signs put back that stand for others.
pub fn plain(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let sign = after.split_once(';').filter(|(word, _)| word.len() <= 8);
        let Some((word, behind)) = sign else {
            out.push('&');
            rest = after;
            continue;
        };
        match letter(word) {
            Some(letter) => out.push(letter),
            None => out.push(' '),
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

fn letter(word: &str) -> Option<char> {
    match word {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = word.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}
