//! Pictures without what they tell about where, when and by whom they were made: every block that is no
//! part of the picture is left out, and what hangs behind the picture as well.

use domain::papers::Flaw;
use domain::papers::sniff::is_packed;

/// The most points of a picture.
const MOST_POINTS: u64 = 100_000_000;

/// The blocks of a PNG that make the picture.
const PNG_BLOCKS: [&[u8; 4]; 11] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD",
    b"pHYs",
];

/// A PNG with nothing but its picture.
///
/// # Errors
/// [`Flaw::Broken`], [`Flaw::Bomb`] for too many points, [`Flaw::Polyglot`] for a file behind it.
pub fn png(bytes: &[u8]) -> Result<Vec<u8>, Flaw> {
    let mut clean = bytes.get(..8).ok_or(Flaw::Broken)?.to_vec();
    let mut at = 8;
    let mut first = true;
    loop {
        let length = bytes.get(at..at + 4).and_then(|four| four.try_into().ok());
        let length = length.map(u32::from_be_bytes).ok_or(Flaw::Broken)?;
        let length = usize::try_from(length).map_err(|_| Flaw::Broken)?;
        let end = (at + 12).checked_add(length).ok_or(Flaw::Broken)?;
        let block = bytes.get(at..end).ok_or(Flaw::Broken)?;
        let (body, crc) = block[4..].split_at(4 + length);
        if crc32fast::hash(body).to_be_bytes() != crc {
            return Err(Flaw::Broken);
        }
        let name = &body[..4];
        if first != (name == b"IHDR") {
            return Err(Flaw::Broken);
        }
        if first {
            few_points(body.get(4..8), body.get(8..12))?;
            first = false;
        }
        if PNG_BLOCKS.iter().any(|known| known.as_slice() == name) {
            clean.extend(block);
        } else if name[0].is_ascii_uppercase() {
            // A block without which the picture cannot be shown, and which we do not know.
            return Err(Flaw::Broken);
        }
        at = end;
        if name == b"IEND" {
            return nothing_behind(&bytes[at..]).map(|()| clean);
        }
    }
}

fn few_points(width: Option<&[u8]>, height: Option<&[u8]>) -> Result<(), Flaw> {
    let read = |side: Option<&[u8]>| {
        side.map(|bytes| {
            bytes
                .iter()
                .fold(0, |sum, byte| sum << 8 | u64::from(*byte))
        })
        .ok_or(Flaw::Broken)
    };
    let points = read(width)?.saturating_mul(read(height)?);
    match points {
        0 => Err(Flaw::Broken),
        many if many > MOST_POINTS => Err(Flaw::Bomb),
        _ => Ok(()),
    }
}

/// Cameras hang a second picture or notes behind the first; that goes. Another kind of file does not
/// come there by itself.
fn nothing_behind(rest: &[u8]) -> Result<(), Flaw> {
    let starts = |at: usize| is_packed(&rest[at..]) && !rest[at..].starts_with(b"MZ");
    let signs = [b"PK\x03\x04".as_slice(), b"%PDF-", b"Rar!", b"7z\xbc\xaf"];
    let held = |sign: &[u8]| rest.windows(sign.len()).any(|window| window == sign);
    if !rest.is_empty() && starts(0) || signs.iter().any(|sign| held(sign)) {
        Err(Flaw::Polyglot)
    } else {
        Ok(())
    }
}

/// A JPEG with nothing but its picture, and which side of it is up.
///
/// # Errors
/// As [`png`].
pub fn jpeg(bytes: &[u8]) -> Result<Vec<u8>, Flaw> {
    let mut clean = vec![0xff, 0xd8];
    let (mut at, mut has_frame, mut turned) = (2, false, None);
    loop {
        let (marker, from) = marker(bytes, at)?;
        match marker {
            0xd9 => {
                clean.extend([0xff, 0xd9]);
                if !has_frame {
                    return Err(Flaw::Broken);
                }
                nothing_behind(&bytes[from..])?;
                return Ok(upright(clean, turned));
            }
            // Marks without a body have no place between segments.
            0x00 | 0x01 | 0xd0..=0xd8 | 0xff => return Err(Flaw::Broken),
            _ => {}
        }
        let body = segment(bytes, from)?;
        let end = from + 2 + body.len();
        let is_frame = matches!(marker, 0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf);
        if is_frame {
            few_points(body.get(1..3), body.get(3..5))?;
            has_frame = true;
        }
        let keeps = match marker {
            0xc0..=0xcf | 0xda..=0xde => true,
            // How the colours of some are meant.
            0xee => body.starts_with(b"Adobe") && body.len() == 12,
            0xe1 => {
                turned = turned.or_else(|| orientation(body));
                false
            }
            _ => false,
        };
        if keeps {
            clean.extend([0xff, marker]);
            clean.extend(&bytes[from..end]);
        }
        at = end;
        if marker == 0xda {
            let scan = scan(&bytes[at..]);
            clean.extend(&bytes[at..at + scan]);
            at += scan;
        }
    }
}

/// The next mark, and where it ends; marks may be filled up in front.
fn marker(bytes: &[u8], mut at: usize) -> Result<(u8, usize), Flaw> {
    if bytes.get(at) != Some(&0xff) {
        return Err(Flaw::Broken);
    }
    while bytes.get(at) == Some(&0xff) {
        at += 1;
    }
    let marker = *bytes.get(at).ok_or(Flaw::Broken)?;
    Ok((marker, at + 1))
}

/// What stands in a segment, without its length.
fn segment(bytes: &[u8], from: usize) -> Result<&[u8], Flaw> {
    let length = bytes
        .get(from..from + 2)
        .and_then(|two| two.try_into().ok());
    let length = usize::from(length.map(u16::from_be_bytes).ok_or(Flaw::Broken)?);
    bytes.get(from + 2..from + length).ok_or(Flaw::Broken)
}

/// How long the points go on, up to the next mark that ends them.
fn scan(bytes: &[u8]) -> usize {
    let ends = |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0x00 | 0xd0..=0xd7 | 0xff);
    bytes.windows(2).position(ends).unwrap_or(bytes.len())
}

/// Which side is up, by the notes of the camera.
fn orientation(body: &[u8]) -> Option<u8> {
    let notes = body.strip_prefix(b"Exif\0\0")?;
    let little = notes.starts_with(b"II*\0");
    let half = |at: usize| {
        let two: [u8; 2] = notes.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little {
            u16::from_le_bytes(two)
        } else {
            u16::from_be_bytes(two)
        })
    };
    let four: [u8; 4] = notes.get(4..8)?.try_into().ok()?;
    let first = if little {
        u32::from_le_bytes(four)
    } else {
        u32::from_be_bytes(four)
    };
    let first = usize::try_from(first).ok()?;
    for entry in 0..usize::from(half(first)?) {
        let at = first.checked_add(2 + entry * 12)?;
        if half(at)? == 0x0112 {
            return u8::try_from(half(at + 8)?)
                .ok()
                .filter(|side| (2..=8).contains(side));
        }
    }
    None
}

/// Notes of the camera anew, with which side is up and nothing else.
fn upright(mut clean: Vec<u8>, turned: Option<u8>) -> Vec<u8> {
    let Some(side) = turned else { return clean };
    let mut notes = vec![0xff, 0xe1, 0, 34];
    notes.extend(b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0");
    notes.extend([side, 0, 0, 0, 0, 0, 0]);
    clean.splice(2..2, notes);
    clean
}
