//! Puts a word into every text about a case.

use sea_orm::{ConnectionTrait, DatabaseConnection, Statement, Value};
use uuid::Uuid;

use super::super::{CASE, due};
use crate::stage::Stage;

/// What every canary begins with.
pub const CANARY: &str = "kanariezq";

/// Texts of what hangs on a case, by table: the columns that people write.
const TEXTS: [(&str, &str, &[&str]); 14] = [
    (
        "agenda_item",
        "id",
        &["title", "body", "question", "guard_reason", "note"],
    ),
    ("agenda_version_item", "item_id", &["title", "papers"]),
    ("minutes_item", "item_id", &["title", "text"]),
    ("minutes_revision", "item_id", &["text"]),
    ("decision", "item_id", &["text", "motivation"]),
    ("action", "item_id", &["title", "detail"]),
    ("advice", "item_id", &["text"]),
    ("capture", "item_id", &["text"]),
    ("exclusion", "item_id", &["why"]),
    ("contribution", "item_id", &["title", "body"]),
    ("bottleneck", "item_id", &["title", "detail"]),
    ("paper", "item_id", &["title"]),
    ("party_advice", "item_id", &["question", "text"]),
    ("stage_note", "item_id", &["text"]),
];

struct Planter {
    db: DatabaseConnection,
    item: Uuid,
    region: Uuid,
    meeting: Uuid,
    person: Uuid,
    organisation: Uuid,
    series: Uuid,
    planted: usize,
}

impl Planter {
    fn word(&mut self) -> String {
        self.planted += 1;
        format!("{CANARY}{:03}", self.planted)
    }

    async fn run(&self, sql: &str, values: Vec<Value>) -> u64 {
        let backend = self.db.get_database_backend();
        let statement = Statement::from_sql_and_values(backend, sql, values);
        let done = self.db.execute_raw(statement).await;
        done.unwrap_or_else(|error| panic!("{sql}: {error}"))
            .rows_affected()
    }

    /// Adds a row that hangs on the case: `columns` beside `id` and `region_id`.
    async fn add(&mut self, table: &str, columns: &[(&str, Value)]) -> Uuid {
        let id = service::clock::mint(due());
        let mut names = vec!["region_id".to_owned()];
        let mut values: Vec<Value> = vec![self.region.into()];
        let keyless = ["decision_position", "exclusion", "stage_note"];
        if !keyless.contains(&table) {
            names.push("id".to_owned());
            values.push(id.into());
        }
        for (name, value) in columns {
            names.push(format!("\"{name}\""));
            values.push(value.clone());
        }
        let places: Vec<_> = (1..=values.len()).map(|at| format!("${at}")).collect();
        let (names, places) = (names.join(", "), places.join(", "));
        let sql = format!("INSERT INTO {table} ({names}) VALUES ({places})");
        self.run(&sql, values).await;
        id
    }

    /// Rows that the demo has none of at this case.
    async fn grow(&mut self) {
        let (item, meeting, person) = (self.item, self.meeting, self.person);
        let organisation = self.organisation;
        let at: Value = due().into();
        let text = |planter: &mut Self| -> Value { planter.word().into() };
        let (one, two) = (text(self), text(self));
        let at_item = [("item_id", item.into()), ("person_id", person.into())];
        let by = [("organisation_id", organisation.into())];
        self.add(
            "advice",
            &[
                at_item.to_vec(),
                by.to_vec(),
                vec![("text", one), ("at", at.clone())],
            ]
            .concat(),
        )
        .await;
        self.add(
            "exclusion_hit",
            &[at_item.to_vec(), by.to_vec(), vec![("at", at.clone())]].concat(),
        )
        .await;
        self.add(
            "capture",
            &[
                ("item_id", item.into()),
                ("meeting_id", meeting.into()),
                ("kind", "decision".into()),
                ("text", two),
                ("created_at", at.clone()),
                ("created_by", person.into()),
            ],
        )
        .await;
        let (one, two) = (text(self), text(self));
        let correction = self
            .add(
                "minutes_correction",
                &[
                    ("item_id", item.into()),
                    ("meeting_id", meeting.into()),
                    ("organisation_id", organisation.into()),
                    ("person_id", person.into()),
                    ("text", one),
                    ("seen_version", 1.into()),
                    ("state_word", "declined".into()),
                    ("state", two),
                    ("version", 1.into()),
                    ("created_at", at.clone()),
                ],
            )
            .await;
        let (one, two) = (text(self), text(self));
        self.add(
            "minutes_note",
            &[
                ("item_id", item.into()),
                ("meeting_id", meeting.into()),
                ("text", one),
                ("why", two),
                ("at", at.clone()),
                ("by", person.into()),
            ],
        )
        .await;
        let one = text(self);
        self.add(
            "exclusion",
            &[
                ("item_id", item.into()),
                ("subject_id", organisation.into()),
                ("why", one),
                ("by", person.into()),
                ("at", at.clone()),
            ],
        )
        .await;
        self.come_from(correction).await;
    }

    /// What it was made of or gave rise to.
    async fn come_from(&mut self, correction: Uuid) {
        let (item, meeting, person) = (self.item, self.meeting, self.person);
        let (organisation, series) = (self.organisation, self.series);
        let (at, today): (Value, Value) = (due().into(), due().date_naive().into());
        let text = |planter: &mut Self| -> Value { planter.word().into() };
        let (one, two, three) = (text(self), text(self), text(self));
        let contribution = self
            .add(
                "contribution",
                &[
                    ("series_id", series.into()),
                    ("organisation_id", organisation.into()),
                    ("person_id", person.into()),
                    ("title", one),
                    ("body", two),
                    ("state", three),
                    ("state_word", "placed".into()),
                    ("item_id", item.into()),
                    ("answer_due", today.clone()),
                    ("version", 1.into()),
                    ("created_at", at.clone()),
                ],
            )
            .await;
        let (one, two, three) = (text(self), text(self), text(self));
        let bottleneck = self
            .add(
                "bottleneck",
                &[
                    ("number", 9001.into()),
                    ("title", one),
                    ("detail", two),
                    ("category", "law".into()),
                    ("state_word", "open".into()),
                    ("state", three),
                    ("item_id", item.into()),
                    ("class", "k3".into()),
                    ("version", 1.into()),
                    ("created_at", at.clone()),
                    ("created_by", person.into()),
                ],
            )
            .await;
        let (one, two) = (text(self), text(self));
        let decision = self
            .add(
                "decision",
                &[
                    ("meeting_id", meeting.into()),
                    ("item_id", item.into()),
                    ("number", 901.into()),
                    ("text", one),
                    ("motivation", two),
                    ("state_word", "confirmed".into()),
                    ("state", "{}".into()),
                    ("version", 1.into()),
                    ("created_at", at.clone()),
                    ("created_by", person.into()),
                ],
            )
            .await;
        let one = text(self);
        self.add(
            "decision_position",
            &[
                ("decision_id", decision.into()),
                ("organisation_id", organisation.into()),
                ("position", "agree".into()),
                ("note", one),
            ],
        )
        .await;
        self.asked().await;
        self.paper().await;
        self.around(&[item, correction, contribution, bottleneck, decision])
            .await;
    }

    /// What an organisation was asked, and what the chair wants to remember.
    async fn asked(&mut self) {
        let (at, item) = (due(), self.item);
        let (one, two, three): (Value, Value, Value) =
            (self.word().into(), self.word().into(), self.word().into());
        self.add(
            "party_advice",
            &[
                ("meeting_id", self.meeting.into()),
                ("item_id", item.into()),
                ("organisation_id", self.organisation.into()),
                ("asker_id", self.organisation.into()),
                ("asked_by", self.person.into()),
                ("question", one),
                ("due_on", at.date_naive().into()),
                ("state_word", "given".into()),
                ("state", two),
                ("version", 1.into()),
                ("created_at", at.into()),
                ("updated_at", at.into()),
            ],
        )
        .await;
        self.add(
            "stage_note",
            &[
                ("item_id", item.into()),
                ("text", three),
                ("version", 1.into()),
                ("at", at.into()),
                ("by", self.person.into()),
            ],
        )
        .await;
    }

    async fn paper(&mut self) {
        let one: Value = self.word().into();
        let content = service::clock::mint(due());
        self.add(
            "paper",
            &[
                ("item_id", self.item.into()),
                ("number", 77.into()),
                ("title", one),
                ("kind", "pdf".into()),
                ("size", 9.into()),
                ("sha256", "0".into()),
                ("content_id", content.into()),
                ("parts", 1.into()),
                ("looked_at", false.into()),
                ("scanned", false.into()),
                ("organisation_id", self.organisation.into()),
                ("person_id", self.person.into()),
                ("created_at", due().into()),
            ],
        )
        .await;
        let sealed = self.word().into_bytes();
        let sql =
            "INSERT INTO paper_part (content_id, number, region_id, sealed) VALUES ($1, 0, $2, $3)";
        let values = vec![content.into(), self.region.into(), sealed.into()];
        self.run(sql, values).await;
    }

    /// What others keep about these things: the guard, the post, proposals, evidence.
    async fn around(&mut self, things: &[Uuid]) {
        let at: Value = due().into();
        for thing in things {
            let one: Value = self.word().into();
            self.add(
                "guard_answer",
                &[
                    ("object", "item".into()),
                    ("object_id", (*thing).into()),
                    ("kinds", "name".into()),
                    ("reason", one),
                    ("person_id", self.person.into()),
                    ("at", at.clone()),
                ],
            )
            .await;
            let one: Value = self.word().into();
            self.add(
                "outbox",
                &[
                    ("purpose", one),
                    ("receiver_id", self.person.into()),
                    ("object_id", (*thing).into()),
                    ("at", at.clone()),
                    ("due_at", at.clone()),
                    ("attempts", 9.into()),
                    ("done_at", at.clone()),
                ],
            )
            .await;
        }
        let (one, two) = (self.word(), self.word());
        self.add(
            "approval",
            &[
                ("kind", "lower_class".into()),
                ("subject_id", self.item.into()),
                ("subject_print", "".into()),
                ("proposal", one.into()),
                ("why", two.into()),
                ("proposed_by", self.person.into()),
                ("proposed_account", self.person.into()),
                ("proposed_role", "director".into()),
                ("proposed_at", at.clone()),
                ("word", "withdrawn".into()),
                ("state", "{}".into()),
                ("changed_at", at),
                ("version", 1.into()),
            ],
        )
        .await;
    }

    /// Puts a word into every text of rows that are there; every one of these tables has one.
    async fn write(&mut self) {
        for (table, key, columns) in TEXTS {
            for column in columns {
                let word: Value = self.word().into();
                let sql = format!("UPDATE {table} SET {column} = $1 WHERE {key} = $2");
                let rows = self.run(&sql, vec![word, self.item.into()]).await;
                assert!(rows > 0, "{table} has nothing of the case");
            }
        }
        let of = "(SELECT id FROM action WHERE item_id = $2)";
        let events = format!("UPDATE action_event SET text = $1 WHERE action_id IN {of}");
        let of = "(SELECT id FROM decision WHERE item_id = $2)";
        let notes = format!("UPDATE decision_position SET note = $1 WHERE decision_id IN {of}");
        for sql in [events, notes] {
            let word: Value = self.word().into();
            self.run(&sql, vec![word, self.item.into()]).await;
        }
    }
}

pub async fn plant(stage: &Stage) -> usize {
    let mut planter = Planter {
        db: stage.owner().await,
        item: stage.id(CASE),
        region: stage.id("region.amstelrand"),
        meeting: stage.id("meeting.past2"),
        person: stage.id("person.politie"),
        organisation: stage.id("organisation.politie"),
        series: stage.id("series.kega"),
        planted: 0,
    };
    planter.grow().await;
    planter.write().await;
    planter.planted
}
