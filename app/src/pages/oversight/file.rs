//! The files that whoever oversees takes out: the trail, and what an account touched. In the words of the
//! pages, on the clocks of the Netherlands.

use service::audit::csv::File;
use service::audit::{TouchedThing, TrailFile, TrailLine};
use service::clock::local_stamp;

use super::deed;
use super::lines::{outcome, who};
use crate::i18n::Locale;
use crate::say;
use crate::words;

/// The trail as a file of values; its last line says so when there is more.
pub fn trail_file(found: &TrailFile) -> String {
    let l = Locale::Nl;
    let mut file = File::new(&[
        say!(l, oversight.when),
        say!(l, oversight.who),
        say!(l, oversight.organisation),
        say!(l, oversight.file_role),
        say!(l, oversight.what),
        say!(l, oversight.object),
        say!(l, oversight.file_about),
        say!(l, oversight.outcome),
        say!(l, oversight.file_way),
        say!(l, oversight.file_ground),
        say!(l, oversight.file_purpose),
        say!(l, oversight.file_thing_id),
        say!(l, oversight.file_person_id),
        say!(l, oversight.file_line_id),
        say!(l, oversight.file_detail),
    ]);
    for line in &found.lines {
        row(&mut file, line);
    }
    if found.more {
        file.row(&[say!(l, oversight.file_more)]);
    }
    file.done()
}

fn row(file: &mut File, taken: &TrailLine) {
    let line = &taken.line;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let name = line.function.clone().unwrap_or_else(|| who(line));
    file.row(&[
        &local_stamp(line.at),
        &name,
        &text(&line.organisation),
        line.role.map(words::role).unwrap_or_default(),
        deed(line.deed),
        words::oversight::thing(&line.object),
        &text(&line.about),
        outcome(&line.result),
        &words::oversight::origin(&line.origin),
        &text(&line.ground),
        &taken.purpose,
        &id(line.object_id),
        &id(taken.person),
        &line.id.to_string(),
        &taken.detail,
    ]);
}

/// What an account touched, thing by thing, as a file of values.
pub fn breach_file(found: &[TouchedThing]) -> String {
    let l = Locale::Nl;
    let mut file = File::new(&[
        say!(l, oversight.what),
        say!(l, oversight.object),
        say!(l, oversight.outcome),
        say!(l, oversight.breach_times),
        say!(l, oversight.breach_first),
        say!(l, oversight.breach_last),
        say!(l, oversight.file_thing_id),
    ]);
    for thing in found {
        let one = &thing.touched;
        file.row(&[
            deed(one.deed),
            words::oversight::thing(&one.object),
            outcome(&one.result),
            &one.times.to_string(),
            &local_stamp(one.first),
            &local_stamp(one.last),
            &id(thing.id),
        ]);
    }
    file.done()
}

fn id(id: Option<impl ToString>) -> String {
    id.map(|id| id.to_string()).unwrap_or_default()
}
