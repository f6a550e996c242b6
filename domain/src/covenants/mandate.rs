//! On what ground somebody signs for an organisation.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::fault::{Code, Faults};

/// What a form about a mandate holds before it is checked.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct MandateDraft {
    /// The function that represents the organisation, such as "burgemeester"; not a name.
    pub representative_function: String,
    /// In what quality: by office, by mandate, by power of attorney.
    pub capacity: String,
    /// The body that decided to take part.
    pub deciding_body: String,
    /// When it decided.
    pub decision_date: Option<NaiveDate>,
    /// Where it is signed.
    pub place: String,
}

/// A complete mandate; only [`Mandate::new`] makes one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Mandate {
    /// The function that represents the organisation.
    pub representative_function: String,
    /// In what quality.
    pub capacity: String,
    /// The body that decided.
    pub deciding_body: String,
    /// When it decided.
    pub decision_date: NaiveDate,
    /// Where it is signed.
    pub place: String,
}

impl Mandate {
    /// Checks that every field is there and that the decision was taken by `today`.
    ///
    /// The fields are those of the signature block of such covenants (`docs/domain.md#mandate`).
    pub fn new(draft: MandateDraft, today: NaiveDate) -> Result<Self, Faults> {
        let mut faults = Faults::default();
        let function = faults.keep(
            "representative_function",
            filled(&draft.representative_function),
        );
        let capacity = faults.keep("capacity", filled(&draft.capacity));
        let body = faults.keep("deciding_body", filled(&draft.deciding_body));
        let date = faults.keep("decision_date", decided(draft.decision_date, today));
        let place = faults.keep("place", filled(&draft.place));
        match (function, capacity, body, date, place) {
            (Some(function), Some(capacity), Some(body), Some(date), Some(place)) => Ok(Self {
                representative_function: function,
                capacity,
                deciding_body: body,
                decision_date: date,
                place,
            }),
            _ => Err(faults),
        }
    }
}

fn filled(text: &str) -> Result<String, Code> {
    let text = text.trim();
    if text.is_empty() {
        Err(Code::Empty)
    } else {
        Ok(text.to_owned())
    }
}

fn decided(date: Option<NaiveDate>, today: NaiveDate) -> Result<NaiveDate, Code> {
    match date {
        None => Err(Code::Empty),
        // Signing cannot come before the decision it rests on.
        Some(date) if date > today => Err(Code::InTheFuture),
        Some(date) => Ok(date),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();

    fn draft() -> MandateDraft {
        MandateDraft {
            representative_function: "burgemeester".into(),
            capacity: "bij mandaat".into(),
            deciding_body: "college van B en W".into(),
            decision_date: Some(TODAY),
            place: " Amstelrand ".into(),
        }
    }

    fn refused(draft: MandateDraft) -> Vec<(String, Code)> {
        Mandate::new(draft, TODAY)
            .err()
            .map_or_else(Vec::new, |faults| {
                faults
                    .into_vec()
                    .into_iter()
                    .map(|fault| (fault.field, fault.code))
                    .collect()
            })
    }

    #[test]
    fn a_complete_mandate_is_taken() {
        assert_eq!(Mandate::new(draft(), TODAY).unwrap().place, "Amstelrand");
    }

    #[test]
    fn every_missing_field_is_named_at_once() {
        let fields: Vec<_> = refused(MandateDraft::default())
            .into_iter()
            .map(|f| f.0)
            .collect();
        assert_eq!(
            fields,
            [
                "representative_function",
                "capacity",
                "deciding_body",
                "decision_date",
                "place"
            ]
        );
    }

    #[test]
    fn the_decision_comes_before_the_signature() {
        let late = MandateDraft {
            decision_date: TODAY.succ_opt(),
            ..draft()
        };
        assert_eq!(
            refused(late),
            [("decision_date".to_owned(), Code::InTheFuture)]
        );
    }
}
