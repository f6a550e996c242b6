//! Every kind of file, good and bad, made in the test.

use domain::papers::{Flaw, PaperKind, Place, Spot};

use super::super::samples::{self, CANARY};
use super::zip::{Entry, pack, unpack};
use super::{Examined, examine};

fn good(file: &[u8], kind: PaperKind) -> Examined {
    let examined = examine(file, Some(kind)).unwrap_or_else(|flaw| panic!("{kind:?}: {flaw:?}"));
    assert_eq!(examined.kind, kind);
    // What is kept passes again, is the same each time, and says nothing of who made it.
    let again = examine(&examined.clean, Some(kind)).unwrap();
    assert_eq!(again.parts, examined.parts, "{kind:?}");
    let once_more = examine(file, Some(kind)).unwrap();
    assert!(once_more.clean == examined.clean, "{kind:?}");
    assert!(!tells(&examined.clean), "{kind:?}");
    examined
}

/// Whether a file holds the canary, also in what is packed in it.
fn tells(file: &[u8]) -> bool {
    let holds = |bytes: &[u8]| {
        bytes
            .windows(CANARY.len())
            .any(|it| it == CANARY.as_bytes())
    };
    let inside = unpack(file).unwrap_or_default();
    holds(file) || inside.iter().any(|entry| holds(&entry.bytes))
}

fn text(examined: &Examined) -> String {
    examined
        .parts
        .iter()
        .map(|part| part.text.as_str())
        .collect()
}

#[test]
fn a_pdf_is_written_anew_without_who_made_it() {
    let file = samples::pdf(&["Beste partners", "Tweede bladzijde"]);
    assert!(tells(&file));
    let examined = good(&file, PaperKind::Pdf);
    assert!(!examined.unread);
    let page = |number| Place {
        spot: Spot::Page,
        number,
    };
    let places: Vec<Place> = examined.parts.iter().map(|part| part.place).collect();
    assert_eq!(places, [page(1), page(2)]);
    assert!(examined.parts[1].text.contains("Tweede bladzijde"));
}

#[test]
fn a_page_without_text_has_to_be_looked_at() {
    let file = samples::pdf(&["Beste partners", ""]);
    assert!(good(&file, PaperKind::Pdf).unread);
}

#[test]
fn office_files_lose_their_authors_and_keep_their_text() {
    let file = samples::docx(&["Beste &amp; partners", "Tot <w:br/> ziens"], &[]);
    assert!(tells(&file));
    let examined = good(&file, PaperKind::Docx);
    assert!(text(&examined).contains("Beste & partners"));
    assert!(text(&examined).contains("Akkoord"));
    assert!(!examined.unread);
    let examined = good(&samples::odt(&["Beste partners"]), PaperKind::Odt);
    assert!(text(&examined).contains("Beste partners"));
    assert!(text(&examined).contains("Akkoord"));
}

#[test]
fn a_picture_keeps_its_points_and_its_side_only() {
    let examined = good(&samples::png(), PaperKind::Png);
    assert!(examined.unread);
    let examined = good(&samples::jpeg(), PaperKind::Jpeg);
    assert!(examined.unread);
    let holds = |part: &[u8]| examined.clean.windows(part.len()).any(|it| it == part);
    assert!(!holds(b"GPS"));
    assert!(!holds(b"MotionPhoto"));
    assert!(holds(b"\x01\x12\0\x03\0\0\0\x01\0\x06"), "which side is up");
    assert!(examined.clean.ends_with(b"\xff\xd9"));
}

#[test]
fn a_text_is_kept_as_it_is() {
    let examined = good("\u{feff}Beste café".as_bytes(), PaperKind::Text);
    assert_eq!(examined.clean, "Beste café".as_bytes());
}

/// Looks through each and expects its flaw.
fn refuse(cases: Vec<(&str, Vec<u8>, PaperKind, Flaw)>) {
    for (name, file, promised, flaw) in cases {
        let found = examine(&file, Some(promised)).map(|_| ());
        assert_eq!(found, Err(flaw), "{name}");
    }
}

/// A text of a word processor with one more part.
fn with(name: &str, bytes: &[u8]) -> Vec<u8> {
    samples::docx(&["Beste"], &[(name, bytes)])
}

fn after(mut file: Vec<u8>, more: &[u8]) -> Vec<u8> {
    file.extend(more);
    file
}

#[test]
fn what_is_something_else_than_it_says_is_refused_by_its_name() {
    use PaperKind::{Docx, Jpeg, Odt, Pdf, Png, Text};
    let fine = samples::docx(&["Beste partners"], &[]);
    let pdf = || samples::pdf(&["Beste"]);
    let old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    let before = [b"GIF89a".as_slice(), &fine].concat();
    let zip_behind = after(samples::png(), &fine);
    let pdf_behind = after(samples::jpeg(), b"%PDF-1.4");
    refuse(vec![
        ("empty", Vec::new(), Pdf, Flaw::Nothing),
        ("renamed pdf", pdf(), Docx, Flaw::Renamed),
        ("renamed docx", fine.clone(), Odt, Flaw::Renamed),
        ("renamed text", b"Beste".to_vec(), Pdf, Flaw::Renamed),
        ("program", b"MZ\x90\0".to_vec(), Pdf, Flaw::UnknownKind),
        ("old office", old, Docx, Flaw::OldOffice),
        ("cut pdf", pdf()[..60].to_vec(), Pdf, Flaw::Broken),
        ("locked pdf", samples::pdf_locked(), Pdf, Flaw::Encrypted),
        ("locked docx", samples::locked(&fine), Docx, Flaw::Encrypted),
        ("behind", after(fine.clone(), b"more"), Docx, Flaw::Polyglot),
        ("before", before, Docx, Flaw::UnknownKind),
        ("zip behind a picture", zip_behind, Png, Flaw::Polyglot),
        ("pdf behind a photo", pdf_behind, Jpeg, Flaw::Polyglot),
        (
            "cut picture",
            samples::png()[..40].to_vec(),
            Png,
            Flaw::Broken,
        ),
        (
            "cut photo",
            samples::jpeg()[..30].to_vec(),
            Jpeg,
            Flaw::Broken,
        ),
        ("latin", b"Caf\xe9".to_vec(), Text, Flaw::NotUtf8),
        ("page", b"<html>".to_vec(), Text, Flaw::UnknownKind),
    ]);
}

#[test]
fn what_means_harm_is_refused_by_its_name() {
    use PaperKind::{Docx, Pdf};
    let fine = samples::docx(&["Beste partners"], &[]);
    let part = |text: &str| with("word/extra.xml", text.as_bytes());
    let rels = |kind: &str, target: &str| {
        let text = format!(
            "<Relationships><Relationship Id=\"r\" Type=\"http://x/{kind}\" Target=\"{target}\" \
             TargetMode=\"External\"/></Relationships>"
        );
        with("word/_rels/document.xml.rels", text.as_bytes())
    };
    let entities = part("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>");
    let utf16 = part("<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>");
    let order = part("<a><instrText>DDEAUTO c cmd</instrText></a>");
    let active = with("word/activeX/activeX1.xml", b"<a/>");
    let picture = rels("image", "http://example.org/a.png");
    refuse(vec![
        ("script", samples::pdf_with_script(), Pdf, Flaw::Active),
        ("file in pdf", samples::pdf_with_file(), Pdf, Flaw::Embedded),
        ("bomb", samples::bomb(32 << 20), Docx, Flaw::Bomb),
        (
            "macros",
            with("word/vbaProject.bin", b"x"),
            Docx,
            Flaw::Macros,
        ),
        ("active", active, Docx, Flaw::Active),
        (
            "embedded",
            with("word/embeddings/a.xlsx", &fine),
            Docx,
            Flaw::Embedded,
        ),
        (
            "nested",
            with("word/media/a.png", &fine),
            Docx,
            Flaw::Embedded,
        ),
        (
            "program",
            with("word/media/a.bin", b"MZ\x90"),
            Docx,
            Flaw::Embedded,
        ),
        ("entities", entities, Docx, Flaw::Active),
        ("not closed", part("<a><b></a>"), Docx, Flaw::Broken),
        ("utf-16", utf16, Docx, Flaw::Broken),
        ("order", order, Docx, Flaw::Active),
        ("outside picture", picture, Docx, Flaw::External),
        (
            "outside object",
            rels("oleObject", "file:///a"),
            Docx,
            Flaw::Embedded,
        ),
        ("way out", with("../a.xml", b"<a/>"), Docx, Flaw::Broken),
        ("from the root", with("/a.xml", b"<a/>"), Docx, Flaw::Broken),
    ]);
}

#[test]
fn links_and_templates_lead_nowhere_by_themselves() {
    let rels = "<Relationships><Relationship Id=\"a\" Type=\"http://x/attachedTemplate\" \
                Target=\"file:///C:\\Users\\verborgen\\Normal.dotm\" TargetMode=\"External\"/>\
                <Relationship Id=\"b\" Type=\"http://x/hyperlink\" Target=\"mailto:iemand@voorbeeld.nl\" \
                TargetMode=\"External\"/></Relationships>";
    let file = samples::docx(
        &["Beste"],
        &[("word/_rels/settings.xml.rels", rels.as_bytes())],
    );
    let examined = good(&file, PaperKind::Docx);
    let inside = unpack(&examined.clean).unwrap();
    let holds = |word: &[u8]| {
        let mut parts = inside.iter();
        parts.any(|entry| entry.bytes.windows(word.len()).any(|it| it == word))
    };
    assert!(!holds(b"verborgen"));
    assert!(text(&examined).contains("iemand@voorbeeld.nl"));
}

#[test]
fn a_zip_comes_back_as_it_was_packed() {
    let entry = |name: &str, bytes: &[u8]| Entry {
        name: name.to_owned(),
        bytes: bytes.to_vec(),
    };
    let entries = [
        entry("mimetype", b"a"),
        entry("b/c.xml", &[7; 5000]),
        entry("d", b""),
    ];
    let file = pack(&entries).unwrap();
    assert_eq!(unpack(&file).unwrap(), entries);
    // A name that comes twice is read differently by different programs.
    let twice = [entry("a", b"1"), entry("A", b"2")];
    assert_eq!(unpack(&pack(&twice).unwrap()), Err(Flaw::Broken));
    // What the list says and what is there have to agree.
    for at in 0..file.len() {
        let mut changed = file.clone();
        changed[at] ^= 0x55;
        if let Ok(read) = unpack(&changed) {
            assert_eq!(read, entries, "{at}");
        }
    }
}

#[test]
fn many_small_files_are_too_many() {
    let many: Vec<Entry> = (0..2001)
        .map(|number| Entry {
            name: number.to_string(),
            bytes: Vec::new(),
        })
        .collect();
    assert_eq!(unpack(&pack(&many).unwrap()), Err(Flaw::Bomb));
}
