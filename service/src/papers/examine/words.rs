//! The text of one part of an office file, and that part without who wrote it.

use domain::papers::Flaw;

use super::markup::{Piece, Tag, local, plain, walk, write};

/// What an element says of who wrote it, in either family of files.
const WHO: [&str; 12] = [
    "author",
    "initials",
    "lastModifiedBy",
    "userId",
    "userName",
    "providerId",
    "displayName",
    "presenceInfo",
    "sender-initials",
    "creator-initials",
    "printed-by",
    "absPath",
];
/// Elements in which somebody is named by `name`.
const PEOPLE: [&str; 4] = ["cmAuthor", "author", "person", "userInfo"];
/// Elements whose text says who wrote something, or on which machine.
const NAMES: [&str; 10] = [
    "creator",
    "initial-creator",
    "printed-by",
    "creator-initials",
    "sender-initials",
    "author",
    "author-name",
    "author-initials",
    "sender-firstname",
    "sender-lastname",
];
/// After these a text goes on somewhere else.
const ENDS: [&str; 21] = [
    "p",
    "h",
    "tr",
    "tc",
    "row",
    "si",
    "c",
    "is",
    "br",
    "cr",
    "tab",
    "s",
    "line-break",
    "table-cell",
    "table-row",
    "list-item",
    "cell",
    "comment",
    "annotation",
    "v",
    "txBody",
];
/// What does something, or asks for something that does.
const ACTIVE: [&str; 8] = [
    "oleObject",
    "control",
    "ddeLink",
    "applet",
    "plugin",
    "forms-control",
    "connection",
    "webExtension",
];
const MACROS: [&str; 3] = ["event-listener", "script", "libraries"];
/// What shows something from an address.
const SHOWS: [&str; 6] = [
    "image",
    "object",
    "object-ole",
    "floating-frame",
    "fill-image",
    "blip",
];
/// What a person reads of a picture or where a link goes.
const TOLD: [&str; 4] = ["descr", "alt", "tooltip", "href"];

/// A part that was gone through.
#[derive(Debug, Default)]
pub struct Gone {
    /// It, written anew.
    pub clean: String,
    /// Its text.
    pub text: String,
}

/// Goes through one part.
///
/// # Errors
/// What may not be in it.
pub fn go_through(bytes: &[u8]) -> Result<Gone, Flaw> {
    let mut going = Going::default();
    walk(bytes, |piece| going.see(piece))?;
    let order = going.orders.to_uppercase();
    if order.contains("DDE") {
        return Err(Flaw::Active);
    }
    if order.contains("INCLUDETEXT") || order.contains("INCLUDEPICTURE") {
        return Err(Flaw::External);
    }
    Ok(going.gone)
}

#[derive(Debug, Default)]
struct Going {
    gone: Gone,
    /// How deep inside an element that names somebody.
    named: usize,
    /// Whether the text is an order to the program.
    ordering: bool,
    orders: String,
}

impl Going {
    fn see(&mut self, piece: Piece<'_>) -> Result<(), Flaw> {
        match piece {
            Piece::Top(top) => {
                for piece in ["<?", top, "?>"] {
                    self.gone.clean.push_str(piece);
                }
            }
            Piece::Text(text) => {
                if self.named == 0 {
                    self.gone.clean.push_str(text);
                    self.tell(&plain(text));
                }
            }
            Piece::Marked(text) => {
                if self.named == 0 {
                    let text_of = text.replace('&', "&amp;").replace('<', "&lt;");
                    self.gone.clean.push_str(&text_of);
                    self.tell(text);
                }
            }
            Piece::Tag(tag) => self.tag(&tag)?,
        }
        Ok(())
    }

    fn tell(&mut self, text: &str) {
        if self.ordering {
            self.orders.push_str(text);
        }
        self.gone.text.push_str(text);
    }

    fn tag(&mut self, tag: &Tag<'_>) -> Result<(), Flaw> {
        let word = tag.word();
        judge(tag)?;
        if word == "instrText" || word == "delInstrText" {
            self.ordering = !tag.closes && !tag.empty;
        }
        if word == "fldSimple"
            && let Some(order) = tag.said("instr")
        {
            self.orders.push_str(&order);
        }
        let names = NAMES.contains(&word) || word == "config-item" && is_machine(tag);
        // Everything inside goes too: a name can stand in an element of its own.
        if self.named > 0 || names && !tag.empty && !tag.closes {
            if !tag.closes && !tag.empty {
                self.named += 1;
                if self.named > 1 {
                    return Ok(());
                }
            } else if tag.closes {
                self.named -= 1;
                if self.named > 0 {
                    return Ok(());
                }
            } else {
                return Ok(());
            }
        }
        let people = PEOPLE.contains(&word);
        write(&mut self.gone.clean, tag, |name, _| {
            let name = local(name);
            let who = WHO.contains(&name) || people && name == "name";
            let path = word == "absPath" && name == "url";
            (who || path).then(String::new)
        });
        for told in TOLD {
            if let Some(said) = tag.said(told) {
                self.gone.text.push_str(&said);
                self.gone.text.push('\n');
            }
        }
        if ENDS.contains(&word) && (tag.closes || tag.empty) {
            self.gone.text.push('\n');
        }
        Ok(())
    }
}

/// A setting of the machine on which a file was made.
fn is_machine(tag: &Tag<'_>) -> bool {
    tag.said("name")
        .is_some_and(|name| name.starts_with("Printer"))
}

fn judge(tag: &Tag<'_>) -> Result<(), Flaw> {
    let word = tag.word();
    if ACTIVE.contains(&word) {
        return Err(Flaw::Active);
    }
    if MACROS.contains(&word) {
        return Err(Flaw::Macros);
    }
    let away = |said: String| {
        said.contains("://") || said.starts_with(['/', '\\']) || said.starts_with("..")
    };
    if SHOWS.contains(&word) && tag.said("href").is_some_and(away) {
        return Err(Flaw::External);
    }
    Ok(())
}
