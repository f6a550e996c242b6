//! An indicator over time: a line, and a band where the true number lies.

use leptos::prelude::*;

use super::svg::number;

/// One period: the value shown and the range it may lie in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sample {
    pub low: f64,
    pub value: f64,
    pub high: f64,
}

/// The picture is 300 by 112; the drawing keeps ten from each side and rests on 100.
const LEFT: f64 = 10.0;
const SPAN: f64 = 280.0;
const FLOOR: f64 = 100.0;
const RISE: f64 = 90.0;

/// Where sample `at` of `of` stands.
fn across(at: usize, of: usize) -> f64 {
    #[expect(
        clippy::cast_precision_loss,
        reason = "an indicator has tens of periods"
    )]
    let share = if of < 2 {
        1.0
    } else {
        at as f64 / (of - 1) as f64
    };
    LEFT + SPAN * share
}

/// Line and band as path data, and the height of the last value. Zero is always on the floor.
fn trace(samples: &[Sample]) -> (String, String, f64) {
    let top = samples.iter().fold(1.0_f64, |top, sample| {
        top.max(sample.high).max(sample.value)
    });
    let height = |value: f64| FLOOR - RISE * value.max(0.0) / top;
    let at = |index: usize, value: f64| {
        format!(
            "{} {}",
            number(across(index, samples.len())),
            number(height(value))
        )
    };
    let join = |points: Vec<String>| format!("M{}", points.join("L"));
    let line = samples
        .iter()
        .enumerate()
        .map(|(index, sample)| at(index, sample.value))
        .collect();
    let upper = samples
        .iter()
        .enumerate()
        .map(|(index, sample)| at(index, sample.high));
    let lower = samples
        .iter()
        .enumerate()
        .rev()
        .map(|(index, sample)| at(index, sample.low));
    let last = samples.last().map_or(FLOOR, |sample| height(sample.value));
    (join(line), join(upper.chain(lower).collect()) + "Z", last)
}

/// The line over the samples, oldest first; nothing without samples. `label` says it in words.
#[component]
pub fn Sparkline(samples: Vec<Sample>, #[prop(into)] label: String) -> impl IntoView {
    (!samples.is_empty()).then(|| {
        let (line, band, last) = trace(&samples);
        view! {
            <svg class="kt-spark" viewBox="0 0 300 112" role="img" aria-label=label>
                <path class="kt-spark__grid" d="M0 100H300M0 55H300M0 10H300"></path>
                <path class="kt-spark__band" d=band></path>
                <path class="kt-spark__line" d=line></path>
                <circle class="kt-spark__dot" cx="290" cy=number(last) r="4"></circle>
            </svg>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn sample(low: f64, value: f64, high: f64) -> Sample {
        Sample { low, value, high }
    }

    #[test]
    fn the_band_closes_round_the_line() {
        let (line, band, last) = trace(&[sample(0.0, 50.0, 100.0), sample(50.0, 75.0, 100.0)]);
        assert_eq!(line, "M10 55L290 32.5");
        assert_eq!(band, "M10 10L290 10L290 55L10 100Z");
        assert!((last - 32.5).abs() < 1e-9);
    }

    #[test]
    fn one_sample_stands_at_the_end() {
        assert_eq!(trace(&[sample(1.0, 1.0, 1.0)]).0, "M290 10");
    }
}
