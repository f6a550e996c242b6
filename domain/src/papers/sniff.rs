//! What a file is by its first and last bytes, never by its name. What holds within a container is for
//! whoever unpacks it (`service::papers`).

use super::Flaw;
use super::PaperKind;

/// What the bytes are on the outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sniffed {
    /// One kind, certainly.
    Kind(PaperKind),
    /// A container of an office program; which one is written inside.
    Container,
}

/// The beginning of what office programs wrote before 2007, of mail, and of locked new files.
const OLE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
/// The beginning of a zip with something in it.
pub const ZIP: &[u8] = b"PK\x03\x04";
/// The end of the list of a zip.
const ZIP_END: &[u8] = b"PK\x05\x06";
/// The beginning of a PDF.
const PDF: &[u8] = b"%PDF-";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const JPEG: &[u8] = b"\xff\xd8\xff";
const BOM: &[u8] = b"\xef\xbb\xbf";

/// How texts begin that another program would run or show as something else.
const MARKUP: [&str; 8] = [
    "<!doctype",
    "<html",
    "<?xml",
    "<?php",
    "<svg",
    "<script",
    "{\\rtf",
    "#!",
];

/// Says what a file is by its content.
///
/// # Errors
/// [`Flaw::Nothing`], [`Flaw::OldOffice`], [`Flaw::Polyglot`] for what two programs would each take for
/// their own, [`Flaw::NotUtf8`], [`Flaw::UnknownKind`] for all else.
pub fn sniff(bytes: &[u8]) -> Result<Sniffed, Flaw> {
    if bytes.is_empty() {
        return Err(Flaw::Nothing);
    }
    if bytes.starts_with(OLE) {
        return Err(Flaw::OldOffice);
    }
    let kind = if bytes.starts_with(PDF) {
        PaperKind::Pdf
    } else if bytes.starts_with(PNG) {
        PaperKind::Png
    } else if bytes.starts_with(JPEG) {
        PaperKind::Jpeg
    } else if bytes.starts_with(ZIP) {
        // A PDF may begin within the first kilobyte; a reader of PDF would take it for one.
        let head = &bytes[..bytes.len().min(1024)];
        return if contains(head, PDF) {
            Err(Flaw::Polyglot)
        } else {
            Ok(Sniffed::Container)
        };
    } else {
        return text(bytes).map(|()| Sniffed::Kind(PaperKind::Text));
    };
    // A zip is read from its end, so one can hang behind anything.
    if has_zip_end(bytes) {
        return Err(Flaw::Polyglot);
    }
    Ok(Sniffed::Kind(kind))
}

/// Whether another file is packed in these bytes, by how they begin: an archive, a program, an old
/// office file.
pub fn is_packed(bytes: &[u8]) -> bool {
    let begins: [&[u8]; 10] = [
        ZIP,
        OLE,
        PDF,
        b"Rar!",
        b"7z\xbc\xaf\x27\x1c",
        b"\x1f\x8b",
        b"BZh",
        b"\xfd7zXZ",
        b"MZ",
        b"\x7fELF",
    ];
    begins.iter().any(|begin| bytes.starts_with(begin))
}

/// Whether the list of a zip ends within reach of a reader of zips, and is no chance: its last field
/// says how long the remark behind it is, and that is all there is behind it.
fn has_zip_end(bytes: &[u8]) -> bool {
    const LENGTH: usize = 22;
    let reach = bytes.len().saturating_sub(LENGTH + usize::from(u16::MAX));
    let tail = &bytes[reach..];
    tail.windows(ZIP_END.len())
        .enumerate()
        .filter(|(_, window)| *window == ZIP_END)
        .any(|(at, _)| {
            let remark = tail.get(at + 20..at + LENGTH);
            remark.is_some_and(|two| {
                let length = usize::from(u16::from_le_bytes([two[0], two[1]]));
                at + LENGTH + length <= tail.len()
            })
        })
}

fn text(bytes: &[u8]) -> Result<(), Flaw> {
    let bytes = bytes.strip_prefix(BOM).unwrap_or(bytes);
    let strange = |byte: &u8| *byte < b' ' && !matches!(byte, b'\n' | b'\r' | b'\t' | 0x0c);
    if bytes.iter().any(strange) {
        return Err(Flaw::UnknownKind);
    }
    let head = &bytes[..bytes.len().min(1024)];
    let shown = String::from_utf8_lossy(head);
    let shown = shown.trim_start().to_lowercase();
    if MARKUP.iter().any(|begin| shown.starts_with(begin)) || contains(head, PDF) {
        return Err(Flaw::UnknownKind);
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => Ok(()),
        Err(_) => Err(Flaw::NotUtf8),
    }
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ending(begin: &[u8]) -> Vec<u8> {
        let mut bytes = begin.to_vec();
        bytes.extend(ZIP_END);
        bytes.extend([0; 18]);
        bytes
    }

    #[test]
    fn a_file_is_what_its_bytes_say() {
        use PaperKind::*;
        let kinds: [(&[u8], Result<Sniffed, Flaw>); 21] = [
            (b"", Err(Flaw::Nothing)),
            (b"%PDF-1.7\n", Ok(Sniffed::Kind(Pdf))),
            (b" %PDF-1.7\n", Err(Flaw::UnknownKind)),
            (PNG, Ok(Sniffed::Kind(Png))),
            (b"\xff\xd8\xff\xe1", Ok(Sniffed::Kind(Jpeg))),
            (b"PK\x03\x04", Ok(Sniffed::Container)),
            (b"PK\x03\x04..%PDF-1.4", Err(Flaw::Polyglot)),
            (b"PK\x05\x06", Err(Flaw::UnknownKind)),
            (OLE, Err(Flaw::OldOffice)),
            (b"Beste partners,\r\n", Ok(Sniffed::Kind(Text))),
            (b"\xef\xbb\xbfBeste", Ok(Sniffed::Kind(Text))),
            ("Café".as_bytes(), Ok(Sniffed::Kind(Text))),
            (b"Caf\xe9", Err(Flaw::NotUtf8)),
            (b"MZ\x90\x00", Err(Flaw::UnknownKind)),
            (b"<!DOCTYPE html><p>", Err(Flaw::UnknownKind)),
            (b"  <HTML>", Err(Flaw::UnknownKind)),
            (b"<?xml version", Err(Flaw::UnknownKind)),
            (b"#!/bin/sh", Err(Flaw::UnknownKind)),
            (b"{\\rtf1", Err(Flaw::UnknownKind)),
            (b"GIF89a\x00", Err(Flaw::UnknownKind)),
            (b"Rar!\x1a\x07", Err(Flaw::UnknownKind)),
        ];
        for (bytes, kind) in kinds {
            assert_eq!(sniff(bytes), kind, "{bytes:?}");
        }
        for begin in [&b"%PDF-1.7\n"[..], PNG, JPEG] {
            assert_eq!(sniff(&ending(begin)), Err(Flaw::Polyglot));
        }
    }

    #[test]
    fn what_is_packed_is_seen_by_its_beginning() {
        assert!(is_packed(b"PK\x03\x04 and more"));
        assert!(is_packed(OLE));
        assert!(!is_packed(b"<?xml version='1.0'?>"));
        assert!(!is_packed(b""));
    }

    proptest! {
        #[test]
        fn any_bytes_are_judged(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            // Whatever comes, one answer and no panic; what passes as text is text.
            if sniff(&bytes) == Ok(Sniffed::Kind(PaperKind::Text)) {
                prop_assert!(std::str::from_utf8(&bytes).is_ok());
            }
        }
    }
}
