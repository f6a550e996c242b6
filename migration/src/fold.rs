//! Letters that count as one another when somebody searches: those with a mark as those without. The
//! embedded engine folds them by itself (`unicode61`), PostgreSQL by this list, and a question by it as well.

/// Small letters with a mark; [`TO`] has the letter of each at the same place.
pub const FROM: &str =
    "àáâãäåāăąçćĉċčďèéêëēĕėęěĝğġģĥìíîïĩīĭįĵķĺļľñńņňòóôõöōŏőŕŗřśŝşšţťùúûüũūŭůűųŵýÿŷźżž";

/// The letters without their marks.
pub const TO: &str =
    "aaaaaaaaacccccdeeeeeeeeegggghiiiiiiiijklllnnnnoooooooorrrssssttuuuuuuuuuuwyyyzzz";

/// A letter as it is compared: small, and without a mark.
pub fn fold(letter: char) -> impl Iterator<Item = char> {
    letter.to_lowercase().map(plain)
}

fn plain(letter: char) -> char {
    let at = FROM.chars().position(|known| known == letter);
    at.and_then(|at| TO.chars().nth(at)).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::{FROM, TO, fold};

    #[test]
    fn every_letter_has_its_plain_one() {
        assert_eq!(FROM.chars().count(), TO.chars().count());
        let folded: String = "Één KÖNIG, Šárka ß".chars().flat_map(fold).collect();
        assert_eq!(folded, "een konig, sarka ß");
    }
}
