//! Small files of each kind, good ones and bad ones, made here so that none has to be kept: for tests, and
//! as what the fuzzer begins with.

use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use super::examine::zip::{Entry, pack};

/// What is written in the notes of every sample, and must be found in no paper that is kept.
pub const CANARY: &str = "Kanarie Verborgen";

/// A PDF with these texts, a page each; written by [`CANARY`].
pub fn pdf(pages: &[&str]) -> Vec<u8> {
    pdf_with(pages, |_, _| {})
}

/// The same, with something added to its catalogue.
pub fn pdf_with(pages: &[&str], add: impl FnOnce(&mut Document, &mut Dictionary)) -> Vec<u8> {
    let mut doc = Document::with_version("1.5");
    let tree = doc.new_object_id();
    let font = doc.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica",
        "Encoding" => "WinAnsiEncoding",
    });
    let fonts = dictionary! { "Font" => dictionary! { "F1" => font } };
    let resources = doc.add_object(fonts);
    let mut kids = Vec::new();
    for page in pages {
        let drawn = format!("BT /F1 12 Tf 50 700 Td ({page}) Tj ET");
        let drawn = Stream::new(Dictionary::new(), drawn.into_bytes());
        let drawn = doc.add_object(drawn);
        let page = doc.add_object(dictionary! {
            "Type" => "Page", "Parent" => tree, "Contents" => drawn,
            "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        });
        kids.push(Object::Reference(page));
    }
    let count = i64::try_from(kids.len()).unwrap_or_default();
    let tree_of = dictionary! {
        "Type" => "Pages", "Kids" => kids, "Count" => count, "Resources" => resources,
    };
    doc.objects.insert(tree, Object::Dictionary(tree_of));
    let notes = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let notes = Stream::new(
        notes,
        format!("<dc:creator>{CANARY}</dc:creator>").into_bytes(),
    );
    let notes = doc.add_object(notes);
    let mut catalogue = dictionary! { "Type" => "Catalog", "Pages" => tree, "Metadata" => notes };
    add(&mut doc, &mut catalogue);
    let catalogue = doc.add_object(catalogue);
    doc.trailer.set("Root", catalogue);
    let about = dictionary! { "Author" => Object::string_literal(CANARY) };
    let about = doc.add_object(about);
    doc.trailer.set("Info", about);
    let mut file = Vec::new();
    // Writing to memory does not fail.
    doc.save_to(&mut file).unwrap_or_default();
    file
}

/// A PDF that runs a script when it is opened.
pub fn pdf_with_script() -> Vec<u8> {
    pdf_with(&["Beste partners"], |_, catalogue| {
        let action = dictionary! {
            "S" => "JavaScript", "JS" => Object::string_literal("app.alert(1)"),
        };
        catalogue.set("OpenAction", action);
    })
}

/// A PDF with another file in it.
pub fn pdf_with_file() -> Vec<u8> {
    pdf_with(&["Beste partners"], |doc, catalogue| {
        let kind = dictionary! { "Type" => "EmbeddedFile" };
        let file = doc.add_object(Stream::new(kind, b"MZ".to_vec()));
        let spec = dictionary! { "Type" => "Filespec", "EF" => dictionary! { "F" => file } };
        let names = vec![Object::string_literal("a"), spec.into()];
        let names = dictionary! { "EmbeddedFiles" => dictionary! { "Names" => names } };
        catalogue.set("Names", names);
    })
}

/// A PDF that says that it is locked with a password.
pub fn pdf_locked() -> Vec<u8> {
    pdf_with(&["Beste partners"], |doc, _| {
        let word = || Object::string_literal("01234567890123456789012345678901");
        let lock = dictionary! {
            "Filter" => "Standard", "V" => 1, "R" => 2, "P" => -4, "O" => word(), "U" => word(),
        };
        let lock = doc.add_object(lock);
        doc.trailer.set("Encrypt", lock);
        doc.trailer.set("ID", vec![word(), word()]);
    })
}

/// A text of a word processor as Microsoft keeps it, with these paragraphs and more parts; the author and
/// a remark are of [`CANARY`].
pub fn docx(paragraphs: &[&str], more: &[(&str, &[u8])]) -> Vec<u8> {
    const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let body: Vec<String> = paragraphs
        .iter()
        .map(|text| format!("<w:p><w:ins w:author=\"{CANARY}\" w:id=\"1\"><w:r><w:t>{text}</w:t></w:r></w:ins></w:p>"))
        .collect();
    let body = body.concat();
    let mut parts = vec![
        (
            "[Content_Types].xml",
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
             <Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
             <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
             <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
             </Types>"
                .to_owned(),
        ),
        (
            "_rels/.rels",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
             <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
             </Relationships>"
                .to_owned(),
        ),
        (
            "word/document.xml",
            format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"{W}\"><w:body>{body}</w:body></w:document>"),
        ),
        (
            "docProps/core.xml",
            format!("<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\"><dc:creator>{CANARY}</dc:creator></cp:coreProperties>"),
        ),
        (
            "word/comments.xml",
            format!("<w:comments xmlns:w=\"{W}\"><w:comment w:id=\"0\" w:author=\"{CANARY}\" w:initials=\"KV\"><w:p><w:r><w:t>Akkoord</w:t></w:r></w:p></w:comment></w:comments>"),
        ),
    ];
    parts.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
    let mut entries: Vec<Entry> = parts
        .into_iter()
        .map(|(name, text)| Entry {
            name: name.to_owned(),
            bytes: text.into_bytes(),
        })
        .collect();
    entries.extend(more.iter().map(|(name, bytes)| Entry {
        name: (*name).to_owned(),
        bytes: bytes.to_vec(),
    }));
    pack(&entries).unwrap_or_default()
}

/// A text of a word processor by the open standard; the author and a remark are of [`CANARY`].
pub fn odt(paragraphs: &[&str]) -> Vec<u8> {
    let body: Vec<String> = paragraphs
        .iter()
        .map(|text| format!("<text:p>{text}</text:p>"))
        .collect();
    let body = body.concat();
    let entries = [
        (
            "mimetype",
            "application/vnd.oasis.opendocument.text".to_owned(),
        ),
        (
            "content.xml",
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content xmlns:office=\"o\" \
                 xmlns:text=\"t\" xmlns:dc=\"d\"><office:scripts/><office:body><office:text>{body}\
                 <text:p><office:annotation><dc:creator>{CANARY}</dc:creator><text:p>Akkoord</text:p>\
                 </office:annotation></text:p></office:text></office:body></office:document-content>"
            ),
        ),
        (
            "meta.xml",
            format!(
                "<office:document-meta xmlns:office=\"o\" xmlns:m=\"m\"><m:initial-creator>{CANARY}</m:initial-creator></office:document-meta>"
            ),
        ),
        (
            "META-INF/manifest.xml",
            "<m:manifest xmlns:m=\"m\"><m:file-entry m:full-path=\"/\"/></m:manifest>".to_owned(),
        ),
    ];
    let entries = entries.map(|(name, text)| Entry {
        name: name.to_owned(),
        bytes: text.into_bytes(),
    });
    pack(&entries).unwrap_or_default()
}

/// A zip of which a small part grows to `size` bytes.
pub fn bomb(size: usize) -> Vec<u8> {
    docx(
        &["Beste partners"],
        &[("word/media/image1.png", &vec![0; size])],
    )
}

/// A container that is locked: the mark of it is set on every part.
pub fn locked(file: &[u8]) -> Vec<u8> {
    let mut locked = file.to_vec();
    for at in 0..locked.len().saturating_sub(10) {
        match &locked[at..at + 4] {
            b"PK\x03\x04" => locked[at + 6] |= 1,
            b"PK\x01\x02" => locked[at + 8] |= 1,
            _ => {}
        }
    }
    locked
}

/// A picture of one point with a note of [`CANARY`].
pub fn png() -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut block = |name: &[u8; 4], body: &[u8]| {
        let length = u32::try_from(body.len()).unwrap_or_default();
        let whole = [name.as_slice(), body].concat();
        file.extend(length.to_be_bytes());
        file.extend(&whole);
        file.extend(crc32fast::hash(&whole).to_be_bytes());
    };
    block(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
    block(b"tEXt", format!("Author\0{CANARY}").as_bytes());
    let points = miniz_oxide::deflate::compress_to_vec_zlib(&[0, 0], 6);
    block(b"IDAT", &points);
    block(b"IEND", &[]);
    file
}

/// A photograph in form: with notes of the camera about a place, written by [`CANARY`], and on its side.
pub fn jpeg() -> Vec<u8> {
    let mut file = vec![0xff, 0xd8];
    let mut segment = |marker: u8, body: &[u8]| {
        let length = u16::try_from(body.len() + 2).unwrap_or_default();
        file.extend([0xff, marker]);
        file.extend(length.to_be_bytes());
        file.extend(body);
    };
    let mut notes =
        b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
    notes.extend(format!("GPS 52.37 4.89 {CANARY}").as_bytes());
    segment(0xe1, &notes);
    segment(0xfe, CANARY.as_bytes());
    segment(0xdb, &[1; 65]);
    segment(0xc0, &[8, 0, 1, 0, 1, 1, 1, 0x11, 0]);
    segment(0xc4, &[0; 17]);
    segment(0xda, &[1, 1, 0, 0, 63, 0]);
    file.extend([0x12, 0x34, 0xff, 0x00, 0x56]);
    file.extend([0xff, 0xd9]);
    // What a camera hangs behind the picture.
    file.extend(format!("MotionPhoto {CANARY}").as_bytes());
    file
}
