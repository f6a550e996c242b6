//! Numbers as SVG writes them, so that the same picture is always the same text.

/// At most two decimals, without trailing zeros: `12`, `0.5`, `27.56`.
pub fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let short = text.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" {
        "0".to_owned()
    } else {
        short.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_are_short() {
        assert_eq!(number(12.0), "12");
        assert_eq!(number(0.5), "0.5");
        assert_eq!(number(27.5649), "27.56");
        assert_eq!(number(-0.001), "0");
    }
}
