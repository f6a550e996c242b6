//! Files of office programs: a zip with texts in XML and pictures. What they are is written inside; it is
//! taken apart, each part gone through, and packed anew.

use std::fmt::Write as _;

use domain::papers::sniff::is_packed;
use domain::papers::{Flaw, PaperKind, Place, Spot};

use super::markup::{Piece, walk, write};
use super::words::{Gone, go_through};
use super::zip::{Entry, pack, unpack};
use super::{Examined, Part, image, is_readable};

const TYPES: &str = "[Content_Types].xml";
const OPEN_TYPE: &str = "mimetype";

/// What stands in the place of what says who made a file.
const BLANK: [(&str, &str); 4] = [
    (
        "docProps/core.xml",
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\"/>",
    ),
    (
        "docProps/app.xml",
        "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"/>",
    ),
    (
        "docProps/custom.xml",
        "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\"/>",
    ),
    (
        "meta.xml",
        "<office:document-meta xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" office:version=\"1.3\"><office:meta/></office:document-meta>",
    ),
];

/// Takes a container apart and puts together what is kept of it.
///
/// # Errors
/// The first reason not to take it in.
pub fn clean(bytes: &[u8], promised: Option<PaperKind>) -> Result<Examined, Flaw> {
    let entries = unpack(bytes)?;
    let kind = kind(&entries)?;
    if promised != Some(kind) {
        return Err(Flaw::Renamed);
    }
    let (mut kept, mut parts) = (Vec::with_capacity(entries.len()), Vec::new());
    let mut pictures = false;
    for entry in entries {
        judge_name(&entry.name)?;
        let (bytes, text) = part(&entry)?;
        pictures |= is_picture(&entry.bytes);
        if !text.trim().is_empty() {
            let place = place(&entry.name);
            parts.push(Part { place, text });
        }
        kept.push(Entry {
            name: entry.name,
            bytes,
        });
    }
    parts.sort_by_key(|part| part.place);
    let all: String = parts.iter().map(|part| part.text.as_str()).collect();
    Ok(Examined {
        kind,
        clean: pack(&kept)?,
        unread: pictures && !is_readable(&all),
        parts,
    })
}

/// Which program a container is for; a template, an add-in or anything with macros is for none.
fn kind(entries: &[Entry]) -> Result<PaperKind, Flaw> {
    let find = |name: &str| entries.iter().find(|entry| entry.name == name);
    if let Some(open) = find(OPEN_TYPE) {
        if find("META-INF/manifest.xml").is_some_and(|it| holds(&it.bytes, b"encryption-data")) {
            return Err(Flaw::Encrypted);
        }
        return match open.bytes.as_slice() {
            b"application/vnd.oasis.opendocument.text" => Ok(PaperKind::Odt),
            b"application/vnd.oasis.opendocument.spreadsheet" => Ok(PaperKind::Ods),
            b"application/vnd.oasis.opendocument.presentation" => Ok(PaperKind::Odp),
            _ => Err(Flaw::UnknownKind),
        };
    }
    let types = find(TYPES).ok_or(Flaw::UnknownKind)?;
    let (mut found, mut macros) = (None, false);
    walk(&types.bytes, |piece| {
        if let Piece::Tag(tag) = piece
            && let Some(said) = tag.said("ContentType")
        {
            macros |= said.contains("macroEnabled") || said.contains("vbaProject");
            let known = [
                ("wordprocessingml.document.main+xml", PaperKind::Docx),
                ("spreadsheetml.sheet.main+xml", PaperKind::Xlsx),
                ("presentationml.presentation.main+xml", PaperKind::Pptx),
            ];
            let kind = known.into_iter().find(|(end, _)| said.ends_with(end));
            found = found.or(kind.map(|(_, kind)| kind));
        }
        Ok(())
    })?;
    if macros {
        return Err(Flaw::Macros);
    }
    found.ok_or(Flaw::UnknownKind)
}

/// What a part is by its name.
fn judge_name(name: &str) -> Result<(), Flaw> {
    let lower = name.to_lowercase();
    let begins = |folders: &[&str]| folders.iter().any(|folder| lower.starts_with(folder));
    let holds = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if holds(&["vbaproject", "vbadata", "macrosheets/", "dialogsheets/"])
        || begins(&["basic/", "scripts/", "dialogs/"])
    {
        return Err(Flaw::Macros);
    }
    if holds(&["activex/", "webextensions/", "customui/"]) {
        return Err(Flaw::Active);
    }
    if holds(&["embeddings/"]) {
        return Err(Flaw::Embedded);
    }
    if holds(&["externallinks/", "querytables/"]) || lower.ends_with("connections.xml") {
        return Err(Flaw::External);
    }
    Ok(())
}

/// What is kept of a part, and its text.
fn part(entry: &Entry) -> Result<(Vec<u8>, String), Flaw> {
    let lower = entry.name.to_lowercase();
    if let Some((_, blank)) = BLANK.iter().find(|(name, _)| *name == entry.name) {
        let top = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
        return Ok((format!("{top}{blank}").into_bytes(), String::new()));
    }
    if entry.name == OPEN_TYPE {
        return Ok((entry.bytes.clone(), String::new()));
    }
    let ends = |ends: &[&str]| ends.iter().any(|end| lower.ends_with(end));
    if ends(&[".rels"]) {
        return ties(&entry.bytes);
    }
    if ends(&[".xml", ".svg", ".rdf", ".vml"]) {
        let Gone { clean, text } = go_through(&entry.bytes)?;
        let told = !lower.ends_with("content_types].xml") && !lower.starts_with("meta-inf/");
        return Ok((clean.into_bytes(), if told { text } else { String::new() }));
    }
    if entry.bytes.starts_with(b"\x89PNG") {
        return Ok((image::png(&entry.bytes)?, String::new()));
    }
    if entry.bytes.starts_with(b"\xff\xd8\xff") {
        return Ok((image::jpeg(&entry.bytes)?, String::new()));
    }
    if is_packed(&entry.bytes) {
        return Err(Flaw::Embedded);
    }
    let known = [
        ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emf", ".wmf", ".odttf", ".fntdata", ".ttf",
        ".otf", ".bin", ".dat",
    ];
    let is_open = entry.name.starts_with("ObjectReplacements/");
    if !is_open && !ends(&known) {
        return Err(Flaw::Embedded);
    }
    // Settings of a printer, and what else a program keeps for itself: it is named, so it stays, but empty.
    let own = ends(&[".bin", ".dat"]);
    Ok((
        if own { Vec::new() } else { entry.bytes.clone() },
        String::new(),
    ))
}

/// How parts hang together: only a link for a person may lead out of the file.
fn ties(bytes: &[u8]) -> Result<(Vec<u8>, String), Flaw> {
    let (mut clean, mut text) = (String::new(), String::new());
    walk(bytes, |piece| {
        match piece {
            Piece::Top(top) => write!(clean, "<?{top}?>").map_err(|_| Flaw::Broken)?,
            Piece::Tag(tag) => {
                let kind = tag.said("Type").unwrap_or_default();
                let end = kind.rsplit('/').next().unwrap_or_default();
                let leads_out = tag
                    .said("TargetMode")
                    .is_some_and(|mode| mode == "External");
                let template = end == "attachedTemplate";
                match end {
                    "vbaProject" | "wordVbaData" | "keyMapCustomizations" => {
                        return Err(Flaw::Macros);
                    }
                    "oleObject" | "package" => return Err(Flaw::Embedded),
                    "control" | "activeXControlBinary" => return Err(Flaw::Active),
                    "hyperlink" if leads_out => {
                        text.push_str(&tag.said("Target").unwrap_or_default());
                        text.push('\n');
                    }
                    _ if leads_out && !template => return Err(Flaw::External),
                    _ => {}
                }
                write(&mut clean, &tag, |name, _| {
                    // The way to a template tells whose machine it was.
                    (template && name == "Target").then(|| "Normal.dotm".to_owned())
                });
            }
            Piece::Text(_) | Piece::Marked(_) => {}
        }
        Ok(())
    })?;
    Ok((clean.into_bytes(), text))
}

fn place(name: &str) -> Place {
    let file = name.rsplit('/').next().unwrap_or(name);
    let numbered = |begin: &str| {
        let number = file.strip_prefix(begin)?.strip_suffix(".xml")?;
        number.parse().ok()
    };
    let of = |spot, number| Place { spot, number };
    if let Some(number) = numbered("slide") {
        of(Spot::Slide, number)
    } else if let Some(number) = numbered("sheet") {
        of(Spot::Sheet, number)
    } else if file == "document.xml" || file == "content.xml" {
        Place::only(Spot::Text)
    } else if file.contains("omment") {
        Place::only(Spot::Comments)
    } else if file.starts_with("header") || file.starts_with("footer") || file == "styles.xml" {
        Place::only(Spot::Edge)
    } else {
        Place::only(Spot::Elsewhere)
    }
}

fn is_picture(bytes: &[u8]) -> bool {
    let begins: [&[u8]; 5] = [b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"\x01\0\0\0"];
    begins.iter().any(|begin| bytes.starts_with(begin))
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
