//! What can be found by searching: which text of which table, and what an entry says beside it.

/// The columns of an entry, in the order of [`Source::selection`].
pub const COLUMNS: &str = "region_id, kind, object_id, item_id, parent_id, series_id, meeting_id, class, at, \
     title, text";

/// What moves all entries of an item along with it.
pub const PLACE_OF: &str = "class, series_id, meeting_id";

/// One kind of thing that can be found.
#[derive(Debug, Clone, Copy)]
pub struct Source {
    /// The word of the kind.
    pub kind: &'static str,
    /// Where its text stands; `s` in what follows.
    pub table: &'static str,
    /// The column that says which one it is.
    pub key: &'static str,
    /// The columns on which its entry depends.
    pub watched: &'static str,
    /// What else has to be looked at.
    joins: &'static str,
    /// Which rows can be found.
    keep: &'static str,
    /// The item, what it belongs to, the series, the meeting, the class, the instant, the title, the text.
    said: [&'static str; 8],
}

const NONE: &str = "CAST(NULL AS uuid)";
const ITEM: &str = " JOIN agenda_item i ON i.id = s.item_id";

/// All of them.
pub const SOURCES: [Source; 11] = [
    Source {
        kind: "item",
        table: "agenda_item",
        key: "id",
        watched: "title, body, question",
        joins: "",
        keep: "1 = 1",
        said: [
            "s.id",
            "s.id",
            "s.series_id",
            "s.meeting_id",
            "s.class",
            "s.created_at",
            "s.title",
            "s.body || ' ' || COALESCE(s.question, '')",
        ],
    },
    Source {
        kind: "note",
        table: "agenda_item",
        key: "id",
        watched: "note",
        joins: "",
        keep: "s.note <> ''",
        said: [
            "s.id",
            "s.id",
            "s.series_id",
            "s.meeting_id",
            "s.class",
            "COALESCE(s.note_at, s.created_at)",
            "''",
            "s.note",
        ],
    },
    Source {
        kind: "minutes",
        table: "minutes_item",
        key: "item_id",
        watched: "title, text",
        joins: ITEM,
        keep: "s.text <> ''",
        said: [
            "s.item_id",
            "s.meeting_id",
            "i.series_id",
            "s.meeting_id",
            "i.class",
            "s.updated_at",
            "s.title",
            "s.text",
        ],
    },
    Source {
        kind: "rectification",
        table: "minutes_note",
        key: "id",
        watched: "text, why",
        joins: ITEM,
        keep: "1 = 1",
        said: [
            "s.item_id",
            "s.meeting_id",
            "i.series_id",
            "s.meeting_id",
            "i.class",
            "s.at",
            "''",
            "s.text || ' ' || s.why",
        ],
    },
    Source {
        kind: "decision",
        table: "decision",
        key: "id",
        watched: "text, motivation, state_word",
        joins: ITEM,
        keep: "s.state_word = 'confirmed'",
        said: [
            "s.item_id",
            "s.item_id",
            "i.series_id",
            "s.meeting_id",
            "i.class",
            "s.created_at",
            "''",
            "s.text || ' ' || s.motivation",
        ],
    },
    Source {
        kind: "action",
        table: "action",
        key: "id",
        watched: "title, detail, class, item_id, series_id, meeting_id",
        joins: "",
        keep: "1 = 1",
        said: [
            "s.item_id",
            "s.item_id",
            "s.series_id",
            "s.meeting_id",
            "s.class",
            "s.created_at",
            "s.title",
            // Of an action in a case nobody reads more than the title.
            "CASE WHEN s.class = 'k3' THEN '' ELSE s.detail END",
        ],
    },
    Source {
        kind: "paper",
        table: "paper",
        key: "id",
        watched: "title, removed_at",
        joins: ITEM,
        keep: "s.removed_at IS NULL",
        said: [
            "s.item_id",
            "s.item_id",
            "i.series_id",
            "i.meeting_id",
            "i.class",
            "s.created_at",
            "s.title",
            "''",
        ],
    },
    Source {
        kind: "covenant",
        table: "covenant",
        key: "id",
        watched: "title, purpose",
        joins: "",
        keep: "1 = 1",
        said: [
            NONE,
            "s.id",
            NONE,
            NONE,
            "'k0'",
            "s.created_at",
            "s.title",
            "s.purpose",
        ],
    },
    Source {
        kind: "clause",
        table: "clause",
        key: "id",
        watched: "heading, text",
        joins: " JOIN covenant_version v ON v.id = s.version_id",
        keep: "1 = 1",
        said: [
            NONE,
            "v.covenant_id",
            NONE,
            NONE,
            "'k0'",
            "v.created_at",
            "s.heading",
            "s.text",
        ],
    },
    Source {
        kind: "bottleneck",
        table: "bottleneck",
        key: "id",
        watched: "title, detail, class, item_id, meeting_id",
        joins: "",
        keep: "1 = 1",
        said: [
            "s.item_id",
            "s.id",
            NONE,
            "s.meeting_id",
            "s.class",
            "s.created_at",
            "s.title",
            "s.detail",
        ],
    },
    Source {
        kind: "step",
        table: "roadmap_step",
        key: "id",
        watched: "title, why",
        joins: "",
        keep: "1 = 1",
        said: [
            NONE,
            "s.roadmap_id",
            NONE,
            NONE,
            "'k0'",
            "s.updated_at",
            "s.title",
            "s.why",
        ],
    },
];

impl Source {
    /// What the index has to hold of this kind, as a statement.
    pub fn selection(&self) -> String {
        let Self { kind, key, .. } = self;
        let [item, parent, series, meeting, class, at, title, text] = self.said;
        format!(
            "SELECT s.region_id, '{kind}' AS kind, s.{key} AS object_id, {item} AS item_id, \
             {parent} AS parent_id, {series} AS series_id, {meeting} AS meeting_id, {class} AS class, \
             {at} AS at, {title} AS title, {text} AS text {}",
            self.from()
        )
    }

    fn from(&self) -> String {
        format!("FROM {} s{} WHERE {}", self.table, self.joins, self.keep)
    }

    /// What a trigger does when the row is new or changed.
    pub(crate) fn keep_up(&self) -> String {
        let Self { kind, key, .. } = self;
        let selection = self.selection();
        let from = self.from();
        format!(
            "INSERT INTO search_entry ({COLUMNS}) {selection} AND s.{key} = NEW.{key} \
             ON CONFLICT (kind, object_id) DO UPDATE SET item_id = excluded.item_id, \
             parent_id = excluded.parent_id, series_id = excluded.series_id, \
             meeting_id = excluded.meeting_id, class = excluded.class, at = excluded.at, \
             title = excluded.title, text = excluded.text; \
             DELETE FROM search_entry WHERE kind = '{kind}' AND object_id = NEW.{key} \
             AND NOT EXISTS (SELECT 1 {from} AND s.{key} = NEW.{key});"
        )
    }

    /// What a trigger does when the row goes.
    pub(crate) fn forget(&self) -> String {
        let Self { kind, key, .. } = self;
        format!("DELETE FROM search_entry WHERE kind = '{kind}' AND object_id = OLD.{key};")
    }
}

/// The kinds that are as confidential as their item, and stand where it stands.
const OF_ITEM: &str = "'item', 'note', 'minutes', 'rectification', 'decision', 'paper'";

/// What a trigger does when an item gets another class or place. Minutes and decisions stay at the meeting
/// where they were made.
pub(crate) fn place() -> String {
    format!(
        "UPDATE search_entry SET class = NEW.class, series_id = NEW.series_id WHERE item_id = NEW.id \
         AND kind IN ({OF_ITEM}); \
         UPDATE search_entry SET meeting_id = NEW.meeting_id WHERE item_id = NEW.id \
         AND kind IN ('item', 'note', 'paper');"
    )
}

/// What a trigger does when an item goes: what is read by it goes along.
pub(crate) fn forget_item() -> String {
    format!("DELETE FROM search_entry WHERE item_id = OLD.id AND kind IN ({OF_ITEM});")
}
