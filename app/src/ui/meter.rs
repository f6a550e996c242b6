//! How much of a measure is used. Decorative: the words beside it say it too.

use leptos::prelude::*;

use super::Tone;

/// `value` of `max`; past it the rest is drawn apart, after a small gap.
#[component]
pub fn Meter(
    value: u32,
    max: u32,
    #[prop(optional)] tone: Tone,
    #[prop(optional)] tall: bool,
) -> impl IntoView {
    let max = max.max(1);
    // A thousand steps to the measure, so that the gap is a whole number.
    let scale = |minutes: u32| u64::from(minutes) * 1000 / u64::from(max);
    let (used, full) = (scale(value), 1000);
    let width = used.max(full);
    let tall = if tall { " kt-meter--tall" } else { "" };
    let over = (used > full).then(|| {
        view! {
            <rect class="kt-meter__fill" x=full + 4 width=(used - full).saturating_sub(4) height="8"></rect>
        }
    });
    let base = if used > full {
        "kt-meter__fill kt-meter__fill--base"
    } else {
        "kt-meter__fill"
    };
    view! {
        <svg
            class=format!("kt-meter{tall} kt-meter--{}", tone.word())
            viewBox=format!("0 0 {width} 8")
            preserveAspectRatio="none"
            aria-hidden="true"
            focusable="false"
        >
            <rect class="kt-meter__track" width=width height="8"></rect>
            <rect class=base width=used.min(full) height="8"></rect>
            {over}
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn past_the_measure_the_rest_is_apart() {
        let html = view! { <Meter value=117 max=100 tone=Tone::Critical tall=true /> }.to_html();
        assert!(html.contains(r#"viewBox="0 0 1170 8""#), "{html}");
        assert!(html.contains("kt-meter--tall kt-meter--critical"));
        assert!(html.contains(r#"x="1004" width="166""#), "{html}");
        let within = view! { <Meter value=11 max=14 /> }.to_html();
        assert!(
            !within.contains("--base") && within.contains(r#"width="785""#),
            "{within}"
        );
    }
}
