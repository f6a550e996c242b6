//! PDF: read object by object, without what does something by itself or hides another file, and written
//! anew, so that earlier versions, remarks about who made it and what nothing points at are gone.

use domain::papers::{Flaw, PaperKind, Place, Spot};
use lopdf::{Dictionary, Document, LoadOptions, Object, Stream};

use super::{Examined, Part, image, is_readable};

/// The most one stream may hold once unpacked, in bytes.
const MOST_UNPACKED: usize = 64 * 1024 * 1024;
/// The most objects and pages, and the deepest that objects may stand in one another.
const MOST_OBJECTS: usize = 200_000;
const MOST_PAGES: usize = 2_000;
const DEEPEST: usize = 64;

/// What a program would carry out, by the key of an object.
const ACTIVE: [&[u8]; 6] = [
    b"JS",
    b"JavaScript",
    b"XFA",
    b"RichMediaContent",
    b"Renditions",
    b"Launch",
];
/// What holds another file.
const FILES: [&[u8]; 5] = [
    b"EF",
    b"EmbeddedFiles",
    b"EmbeddedFile",
    b"AF",
    b"Collection",
];
/// What an action does, by its name.
const DEEDS: [&[u8]; 10] = [
    b"JavaScript",
    b"Launch",
    b"SubmitForm",
    b"ImportData",
    b"RichMediaExecute",
    b"Rendition",
    b"GoTo3DView",
    b"Movie",
    b"Sound",
    b"GoToE",
];
/// Notes on a page that are no notes.
const PLAYERS: [&[u8]; 6] = [
    b"RichMedia",
    b"Screen",
    b"Movie",
    b"Sound",
    b"3D",
    b"TrapNet",
];
/// What says who made something, when and with what.
const MADE_BY: [&[u8]; 7] = [
    b"Metadata",
    b"PieceInfo",
    b"LastModified",
    b"SpiderInfo",
    b"Thumb",
    b"Producer",
    b"Author",
];
/// The same of a note on a page.
const NOTED_BY: [&[u8]; 4] = [b"T", b"CreationDate", b"M", b"NM"];
/// Texts outside the pages that a reader shows.
const TOLD: [&[u8]; 9] = [
    b"Contents",
    b"RC",
    b"V",
    b"DV",
    b"TU",
    b"Alt",
    b"ActualText",
    b"Title",
    b"URI",
];

/// Reads a PDF and writes it anew.
///
/// # Errors
/// The first reason not to take it in.
pub fn clean(bytes: &[u8]) -> Result<Examined, Flaw> {
    let options = LoadOptions {
        max_decompressed_size: Some(MOST_UNPACKED),
        ..LoadOptions::default()
    };
    let locked = bytes.windows(8).any(|window| window == b"/Encrypt");
    let unread = |_| {
        if locked {
            Flaw::Encrypted
        } else {
            Flaw::Broken
        }
    };
    let mut doc = Document::load_mem_with_options(bytes, options).map_err(unread)?;
    if doc.is_encrypted() || doc.was_encrypted() {
        return Err(Flaw::Encrypted);
    }
    if doc.objects.len() > MOST_OBJECTS {
        return Err(Flaw::TooHard);
    }
    for key in [&b"Info"[..], b"ID", b"Prev", b"XRefStm", b"DocChecksum"] {
        doc.trailer.remove(key);
    }
    let mut told = String::new();
    for object in doc.objects.values_mut() {
        forget(object, 0)?;
    }
    doc.prune_objects();
    for object in doc.objects.values() {
        judge(object, 0, &mut told)?;
    }
    let (mut parts, mut unread) = pages(&doc)?;
    unread |= doc.objects.values().any(hides_text);
    if !told.trim().is_empty() {
        let place = Place::only(Spot::Elsewhere);
        parts.push(Part { place, text: told });
    }
    let mut clean = Vec::with_capacity(bytes.len());
    doc.save_to(&mut clean).map_err(|_| Flaw::Broken)?;
    Ok(Examined {
        kind: PaperKind::Pdf,
        clean,
        parts,
        unread,
    })
}

/// Takes away who made something.
fn forget(object: &mut Object, depth: usize) -> Result<(), Flaw> {
    if depth > DEEPEST {
        return Err(Flaw::TooHard);
    }
    match object {
        Object::Array(list) => list.iter_mut().try_for_each(|one| forget(one, depth + 1)),
        Object::Dictionary(dict) => forget_in(dict, depth),
        Object::Stream(stream) => {
            forget_in(&mut stream.dict, depth)?;
            photograph(stream)
        }
        _ => Ok(()),
    }
}

fn forget_in(dict: &mut Dictionary, depth: usize) -> Result<(), Flaw> {
    for key in MADE_BY {
        dict.remove(key);
    }
    if dict.has(b"Rect") && dict.has(b"Subtype") && !dict.has(b"FT") && !dict.has(b"Parent") {
        for key in NOTED_BY {
            dict.remove(key);
        }
    }
    dict.iter_mut()
        .try_for_each(|(_, value)| forget(value, depth + 1))
}

/// A photograph in a PDF is the file of the camera, with all its notes.
fn photograph(stream: &mut Stream) -> Result<(), Flaw> {
    let is_photo = stream
        .filters()
        .is_ok_and(|filters| filters == [b"DCTDecode"]);
    if is_photo {
        match image::jpeg(&stream.content) {
            Ok(clean) => stream.set_content(clean),
            Err(Flaw::Polyglot) => return Err(Flaw::Polyglot),
            // One that is a little off still shows; with notes in it, it does not stay.
            Err(_) if !holds(&stream.content, b"Exif\0") => {}
            Err(flaw) => return Err(flaw),
        }
    }
    Ok(())
}

fn judge(object: &Object, depth: usize, told: &mut String) -> Result<(), Flaw> {
    if depth > DEEPEST {
        return Err(Flaw::TooHard);
    }
    match object {
        Object::Array(list) => list.iter().try_for_each(|one| judge(one, depth + 1, told)),
        Object::Dictionary(dict) => judge_in(dict, depth, told),
        Object::Stream(stream) => {
            if stream.dict.has(b"F") || stream.dict.has(b"FFilter") {
                return Err(Flaw::External);
            }
            judge_in(&stream.dict, depth, told)
        }
        _ => Ok(()),
    }
}

fn judge_in(dict: &Dictionary, depth: usize, told: &mut String) -> Result<(), Flaw> {
    let named = |key: &[u8]| dict.get(key).and_then(Object::as_name).unwrap_or_default();
    if named(b"Subtype") == b"FileAttachment" || named(b"Type") == b"EmbeddedFile" {
        return Err(Flaw::Embedded);
    }
    if DEEDS.contains(&named(b"S")) || PLAYERS.contains(&named(b"Subtype")) {
        return Err(Flaw::Active);
    }
    if named(b"S") == b"GoToR" {
        return Err(Flaw::External);
    }
    for (key, value) in dict {
        if ACTIVE.contains(&key.as_slice()) {
            return Err(Flaw::Active);
        }
        if FILES.contains(&key.as_slice()) && !value.is_null() {
            return Err(Flaw::Embedded);
        }
        if TOLD.contains(&key.as_slice())
            && let Ok(bytes) = value.as_str()
        {
            told.push_str(&string(bytes));
            told.push('\n');
        }
        judge(value, depth + 1, told)?;
    }
    Ok(())
}

/// The text of each page, and whether a page has none that can be read.
fn pages(doc: &Document) -> Result<(Vec<Part>, bool), Flaw> {
    let pages = doc.get_pages();
    if pages.is_empty() {
        return Err(Flaw::Broken);
    }
    if pages.len() > MOST_PAGES {
        return Err(Flaw::TooHard);
    }
    let (mut parts, mut unread) = (Vec::new(), false);
    for number in pages.into_keys() {
        let text = doc.extract_text_with_limit(&[number], MOST_UNPACKED);
        let text = text.unwrap_or_default();
        unread |= !is_readable(&text) || text.contains("Unimplemented?");
        if !text.trim().is_empty() {
            let place = Place {
                spot: Spot::Page,
                number,
            };
            parts.push(Part { place, text });
        }
    }
    Ok((parts, unread))
}

/// Whether a drawing that pages use holds text of its own, which is not read with the page.
fn hides_text(object: &Object) -> bool {
    let Object::Stream(stream) = object else {
        return false;
    };
    let is_form = stream.dict.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Form");
    is_form
        && match stream.get_plain_content_with_limit(MOST_UNPACKED) {
            Ok(drawn) => holds(&drawn, b"Tj") || holds(&drawn, b"TJ"),
            Err(_) => true,
        }
}

/// A string outside the pages: in UTF-16 or UTF-8 when it begins so, else near enough Latin-1.
fn string(bytes: &[u8]) -> String {
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        let (pairs, _) = rest.as_chunks::<2>();
        let units = pairs.iter().map(|pair| u16::from_be_bytes(*pair));
        char::decode_utf16(units)
            .map(|letter| letter.unwrap_or('\u{fffd}'))
            .collect()
    } else if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        String::from_utf8_lossy(rest).into_owned()
    } else {
        bytes.iter().map(|byte| char::from(*byte)).collect()
    }
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
