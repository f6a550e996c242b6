//! Minutes against the length of a meeting: closed full height, open middle, guest low.

use leptos::prelude::*;

use super::svg::number;

/// How a stretch of time is drawn; the height says it, the colour repeats it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SegmentKind {
    Open,
    Guest,
    Closed,
}

/// One stretch of the bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    pub minutes: u32,
    pub kind: SegmentKind,
}

/// A rectangle of the bar, in minutes from the left.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Block {
    from: f64,
    to: f64,
    kind: SegmentKind,
    over: bool,
}

/// Lays the segments end to end and cuts what runs past `length`.
fn blocks(segments: &[Segment], length: u32) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(segments.len() + 1);
    let mut start = 0;
    for &Segment { minutes, kind } in segments {
        let end = start + minutes;
        let cut = end.min(length).max(start);
        for (from, to, over) in [(start, cut, false), (cut, end, true)] {
            if from < to {
                blocks.push(Block {
                    from: from.into(),
                    to: to.into(),
                    kind,
                    over,
                });
            }
        }
        start = end;
    }
    blocks
}

impl Block {
    fn class(self) -> &'static str {
        match (self.over, self.kind) {
            (true, _) => "kt-bar__over",
            (false, SegmentKind::Open) => "kt-bar__seg kt-bar__seg--open",
            (false, SegmentKind::Guest) => "kt-bar__seg kt-bar__seg--guest",
            (false, SegmentKind::Closed) => "kt-bar__seg kt-bar__seg--closed",
        }
    }

    /// Top and height.
    const fn extent(self) -> (&'static str, &'static str) {
        match self.kind {
            SegmentKind::Open => ("7", "17"),
            SegmentKind::Guest => ("14", "10"),
            SegmentKind::Closed => ("0", "24"),
        }
    }
}

/// The bar. `length` in minutes; past it everything is red and a line marks the end.
/// `label` says the same in words.
#[component]
pub fn BudgetBar(
    segments: Vec<Segment>,
    length: u32,
    #[prop(into)] label: String,
) -> impl IntoView {
    let total: u32 = segments.iter().map(|segment| segment.minutes).sum();
    let width = f64::from(total.max(length).max(1));
    let gap = width * 0.0013;
    let rects = blocks(&segments, length)
        .into_iter()
        .map(|block| {
            let (y, height) = block.extent();
            let wide = (block.to - block.from - 2.0 * gap).max(gap);
            view! {
                <rect class=block.class() x=number(block.from + gap) y=y width=number(wide) height=height></rect>
            }
        })
        .collect::<Vec<_>>();
    let limit = (total > length).then(|| {
        let x = number(f64::from(length) - gap);
        view! { <rect class="kt-bar__limit" x=x y="0" width=number(2.0 * gap) height="24"></rect> }
    });
    view! {
        <svg
            class="kt-bar"
            viewBox=format!("0 0 {} 24", number(width))
            preserveAspectRatio="none"
            role="img"
            aria-label=label
        >
            {rects}
            {limit}
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn open(minutes: u32) -> Segment {
        Segment {
            minutes,
            kind: SegmentKind::Open,
        }
    }

    #[test]
    fn a_segment_across_the_end_is_cut_in_two() {
        let found = blocks(&[open(88), open(4), open(2)], 90);
        let spans: Vec<_> = found
            .iter()
            .map(|block| (block.from, block.to, block.over))
            .collect();
        assert_eq!(
            spans,
            [
                (0.0, 88.0, false),
                (88.0, 90.0, false),
                (90.0, 92.0, true),
                (92.0, 94.0, true)
            ]
        );
    }

    #[test]
    fn nothing_is_red_within_the_length() {
        assert!(
            blocks(&[open(40), open(50)], 90)
                .iter()
                .all(|block| !block.over)
        );
        assert!(blocks(&[open(0)], 90).is_empty());
    }

    #[test]
    fn the_line_is_there_only_when_it_is_crossed() {
        let bar = |minutes| {
            view! { <BudgetBar segments=vec![open(minutes)] length=90 label="L" /> }.to_html()
        };
        assert!(!bar(90).contains("kt-bar__limit"));
        assert!(bar(94).contains("kt-bar__limit"));
        assert!(bar(60).contains(r#"viewBox="0 0 90 24""#));
        assert!(bar(94).contains(r#"viewBox="0 0 94 24""#));
    }
}
