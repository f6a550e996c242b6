//! Unpacks a zip, and packs one. Strict on purpose: a zip can be read from its front and from its end,
//! and what two programs read differently is how things are smuggled in. What is unusual is refused.

use std::collections::HashSet;

use domain::papers::Flaw;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};

/// The most files in one container.
const MOST_ENTRIES: usize = 2000;
/// The most they may hold together once unpacked, in bytes.
const MOST_UNPACKED: u64 = 100 * 1024 * 1024;
/// How many times smaller something may be packed, once it is larger than [`WORTH_ASKING`].
const MOST_TIMES: u64 = 200;
const WORTH_ASKING: u64 = 1024 * 1024;
/// What may lie between two files: a note about the sizes of the one before.
const MOST_BETWEEN: usize = 24;

const LOCAL: u32 = 0x0403_4b50;
const LISTED: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
const END_LENGTH: usize = 22;
const LOCAL_LENGTH: usize = 30;
const LISTED_LENGTH: usize = 46;
/// The kind of file, where a name was made on a Unix.
const KIND: u32 = 0xf000;
const LINK: u32 = 0xa000;

/// One file of a container.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name, which is no path out of the container.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// As the list at the end has it.
struct Listed<'a> {
    name: &'a str,
    locked: bool,
    method: u16,
    crc: u32,
    packed: usize,
    size: usize,
    at: usize,
}

/// Everything in a zip, in the order of its list.
///
/// # Errors
/// [`Flaw::Encrypted`], [`Flaw::Bomb`], [`Flaw::Polyglot`] for what stands before or behind it,
/// [`Flaw::Broken`] for all that is not plainly as it should be.
pub fn unpack(file: &[u8]) -> Result<Vec<Entry>, Flaw> {
    let list = list(file)?;
    if list.iter().any(|entry| entry.locked) {
        return Err(Flaw::Encrypted);
    }
    let mut together = 0;
    for entry in &list {
        let (size, packed) = (entry.size as u64, entry.packed as u64);
        together += size;
        if size > WORTH_ASKING && size > packed.saturating_mul(MOST_TIMES) {
            return Err(Flaw::Bomb);
        }
    }
    if together > MOST_UNPACKED {
        return Err(Flaw::Bomb);
    }
    let places = places(file, &list)?;
    let mut entries = Vec::with_capacity(list.len());
    for (entry, packed) in list.iter().zip(places) {
        if !entry.name.ends_with('/') {
            entries.push(Entry {
                name: entry.name.to_owned(),
                bytes: inflate(entry, packed)?,
            });
        }
    }
    Ok(entries)
}

fn list(file: &[u8]) -> Result<Vec<Listed<'_>>, Flaw> {
    let at = file.len().checked_sub(END_LENGTH).ok_or(Flaw::Broken)?;
    if word(file, at)? != END {
        // Its end lies elsewhere: something stands behind it, or it was cut off.
        let has_end = file.windows(4).any(|four| four == END.to_le_bytes());
        return Err(if has_end {
            Flaw::Polyglot
        } else {
            Flaw::Broken
        });
    }
    let count = usize::from(half(file, at + 10)?);
    let (size, begin) = (whole(file, at + 12)?, whole(file, at + 16)?);
    let one_disk = half(file, at + 4)? == 0 && half(file, at + 6)? == 0;
    if !one_disk || usize::from(half(file, at + 8)?) != count || begin.checked_add(size) != Some(at)
    {
        return Err(Flaw::Broken);
    }
    if count > MOST_ENTRIES {
        return Err(Flaw::Bomb);
    }
    let mut list = Vec::with_capacity(count);
    let (mut names, mut from) = (HashSet::new(), begin);
    for _ in 0..count {
        let (entry, next) = listed(file, from, at)?;
        if !is_plain(entry.name) || !names.insert(entry.name.to_lowercase()) {
            return Err(Flaw::Broken);
        }
        list.push(entry);
        from = next;
    }
    if from == at {
        Ok(list)
    } else {
        Err(Flaw::Broken)
    }
}

fn listed(file: &[u8], from: usize, end: usize) -> Result<(Listed<'_>, usize), Flaw> {
    if word(file, from)? != LISTED {
        return Err(Flaw::Broken);
    }
    let length = |at| half(file, from + at).map(usize::from);
    let name_end = from + LISTED_LENGTH + length(28)?;
    let next = name_end + length(30)? + length(32)?;
    let name = file.get(from + LISTED_LENGTH..name_end);
    let name = name.and_then(|name| std::str::from_utf8(name).ok());
    let is_link = (word(file, from + 38)? >> 16) & KIND == LINK;
    let (Some(name), false, true) = (name, is_link, next <= end) else {
        return Err(Flaw::Broken);
    };
    // Locked, locked more strongly, or with a locked list.
    let locked = half(file, from + 8)? & (1 | 1 << 6 | 1 << 13) != 0;
    let entry = Listed {
        name,
        locked,
        method: half(file, from + 10)?,
        crc: word(file, from + 16)?,
        packed: whole(file, from + 20)?,
        size: whole(file, from + 24)?,
        at: whole(file, from + 42)?,
    };
    Ok((entry, next))
}

/// A name that leads nowhere but into the container.
fn is_plain(name: &str) -> bool {
    let strange = |letter: char| letter.is_control() || matches!(letter, '\\' | ':');
    let path = name.strip_suffix('/').unwrap_or(name);
    !name.chars().any(strange)
        && name.len() <= 400
        && path
            .split('/')
            .all(|step| !step.is_empty() && step != "." && step != "..")
}

/// Where each file lies packed; they fill the container from its first byte, one behind the other.
fn places<'a>(file: &'a [u8], list: &[Listed<'_>]) -> Result<Vec<&'a [u8]>, Flaw> {
    let mut places = Vec::with_capacity(list.len());
    let mut taken = Vec::with_capacity(list.len());
    for entry in list {
        if word(file, entry.at)? != LOCAL {
            return Err(Flaw::Broken);
        }
        let name_at = entry.at + LOCAL_LENGTH;
        let name_end = name_at + usize::from(half(file, entry.at + 26)?);
        let begin = name_end + usize::from(half(file, entry.at + 28)?);
        let end = begin.checked_add(entry.packed).ok_or(Flaw::Broken)?;
        let same_name = file.get(name_at..name_end) == Some(entry.name.as_bytes());
        let same_method = half(file, entry.at + 8)? == entry.method;
        let packed = file.get(begin..end).ok_or(Flaw::Broken)?;
        if !same_name || !same_method {
            return Err(Flaw::Broken);
        }
        places.push(packed);
        taken.push((entry.at, end));
    }
    taken.sort_unstable();
    let mut free = 0;
    for (at, (begin, end)) in taken.into_iter().enumerate() {
        let between = begin.checked_sub(free).ok_or(Flaw::Broken)?;
        if at == 0 && between > 0 {
            return Err(Flaw::Polyglot);
        }
        if between > MOST_BETWEEN {
            return Err(Flaw::Broken);
        }
        free = end;
    }
    Ok(places)
}

fn inflate(entry: &Listed<'_>, packed: &[u8]) -> Result<Vec<u8>, Flaw> {
    let bytes = match entry.method {
        0 => packed.to_vec(),
        8 => decompress_to_vec_with_limit(packed, entry.size).map_err(|error| {
            if error.status == TINFLStatus::HasMoreOutput {
                Flaw::Bomb
            } else {
                Flaw::Broken
            }
        })?,
        _ => return Err(Flaw::Broken),
    };
    if bytes.len() == entry.size && crc32fast::hash(&bytes) == entry.crc {
        Ok(bytes)
    } else {
        Err(Flaw::Broken)
    }
}

/// Packs files as one zip, the same bytes each time: without dates, owners and remarks.
pub fn pack(entries: &[Entry]) -> Result<Vec<u8>, Flaw> {
    let (mut file, mut list) = (Vec::new(), Vec::new());
    for entry in entries {
        // The first file of an open document says what it is, where a program looks for it.
        let stored = entry.name == "mimetype";
        let packed = if stored {
            entry.bytes.clone()
        } else {
            compress_to_vec(&entry.bytes, 6)
        };
        let number = |size: usize| u32::try_from(size).map_err(|_| Flaw::TooLarge);
        let at = number(file.len())?;
        let name = u16::try_from(entry.name.len()).map_err(|_| Flaw::Broken)?;
        let mut about = Vec::with_capacity(26);
        about.extend(20_u16.to_le_bytes());
        about.extend((1_u16 << 11).to_le_bytes());
        about.extend(if stored { 0_u16 } else { 8 }.to_le_bytes());
        // The first of January 1980, the earliest there is.
        about.extend([0, 0, 0x21, 0]);
        about.extend(crc32fast::hash(&entry.bytes).to_le_bytes());
        about.extend(number(packed.len())?.to_le_bytes());
        about.extend(number(entry.bytes.len())?.to_le_bytes());
        about.extend(name.to_le_bytes());
        about.extend([0, 0]);
        file.extend(LOCAL.to_le_bytes());
        file.extend(&about);
        file.extend(entry.name.as_bytes());
        file.extend(packed);
        list.extend(LISTED.to_le_bytes());
        list.extend(20_u16.to_le_bytes());
        list.extend(&about);
        list.extend([0; 10]);
        list.extend(at.to_le_bytes());
        list.extend(entry.name.as_bytes());
    }
    let begin = u32::try_from(file.len()).map_err(|_| Flaw::TooLarge)?;
    let size = u32::try_from(list.len()).map_err(|_| Flaw::TooLarge)?;
    let count = u16::try_from(entries.len()).map_err(|_| Flaw::Bomb)?;
    file.extend(list);
    file.extend(END.to_le_bytes());
    file.extend([0; 4]);
    file.extend(count.to_le_bytes());
    file.extend(count.to_le_bytes());
    file.extend(size.to_le_bytes());
    file.extend(begin.to_le_bytes());
    file.extend([0; 2]);
    Ok(file)
}

fn half(file: &[u8], at: usize) -> Result<u16, Flaw> {
    let two = file.get(at..at.saturating_add(2));
    let two = two.and_then(|two| two.try_into().ok());
    two.map(u16::from_le_bytes).ok_or(Flaw::Broken)
}

fn word(file: &[u8], at: usize) -> Result<u32, Flaw> {
    let four = file.get(at..at.saturating_add(4));
    let four = four.and_then(|four| four.try_into().ok());
    four.map(u32::from_le_bytes).ok_or(Flaw::Broken)
}

/// A size or a place; what is larger than four bytes is not for us.
fn whole(file: &[u8], at: usize) -> Result<usize, Flaw> {
    match word(file, at)? {
        u32::MAX => Err(Flaw::Broken),
        size => usize::try_from(size).map_err(|_| Flaw::Broken),
    }
}
