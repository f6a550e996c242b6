//! The ring of seats, the sign of the house: filled is signed, dashed is waiting.

use std::f64::consts::{PI, TAU};

use leptos::prelude::*;

use super::svg::number;

/// One seat, clockwise from the top.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seat {
    Signed,
    Waiting,
}

/// Half the gap between two seats, in radians; smaller when there are many seats.
const GAP: f64 = 0.045;

/// A point on a circle round the middle, the angle measured clockwise from the top.
fn point(radius: f64, angle: f64) -> String {
    format!(
        "{} {}",
        number(50.0 + radius * angle.sin()),
        number(50.0 - radius * angle.cos())
    )
}

/// The outline of seat `at` of `of`. A waiting seat is a little thinner, so that its dashes fit.
fn outline(at: usize, of: usize, seat: Seat) -> String {
    let (outer, inner) = match seat {
        Seat::Signed => (46.0, 34.0),
        Seat::Waiting => (45.0, 35.0),
    };
    #[expect(
        clippy::cast_precision_loss,
        reason = "a table has tens of seats, not quadrillions"
    )]
    let (at, width) = (at as f64, TAU / of as f64);
    let gap = GAP.min(width * 0.15);
    let (from, to) = (at * width + gap, (at + 1.0) * width - gap);
    let large = u8::from(to - from > PI);
    format!(
        "M{}A{outer} {outer} 0 {large} 1 {}L{}A{inner} {inner} 0 {large} 0 {}Z",
        point(outer, from),
        point(outer, to),
        point(inner, to),
        point(inner, from),
    )
}

/// The ring. `label` says in words what it shows; `big` and `small` stand in the middle.
#[component]
pub fn TableRing(
    seats: Vec<Seat>,
    #[prop(into)] label: String,
    #[prop(into)] big: String,
    #[prop(into)] small: String,
) -> impl IntoView {
    let count = seats.len();
    let paths = seats
        .into_iter()
        .enumerate()
        .map(|(at, seat)| {
            let class = match seat {
                Seat::Signed => "kt-table__seat kt-table__seat--signed",
                Seat::Waiting => "kt-table__seat kt-table__seat--wait",
            };
            view! { <path class=class d=outline(at, count, seat)></path> }
        })
        .collect::<Vec<_>>();
    view! {
        <svg class="kt-table" viewBox="0 0 100 100" role="img" aria-label=label>
            {paths}
            <text class="kt-table__big" x="50" y="52" text-anchor="middle">{big}</text>
            <text class="kt-table__small" x="50" y="66" text-anchor="middle">{small}</text>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seats_of_eleven_are_those_of_the_look() {
        assert_eq!(
            outline(0, 11, Seat::Signed),
            "M52.07 4.05A46 46 0 0 1 73.1 10.22L67.08 20.6A34 34 0 0 0 51.53 16.03Z"
        );
        assert_eq!(
            outline(5, 11, Seat::Waiting),
            "M60.72 93.7A45 45 0 0 1 39.28 93.7L41.66 83.99A35 35 0 0 0 58.34 83.99Z"
        );
    }

    #[test]
    fn a_single_seat_goes_the_long_way_round() {
        assert!(outline(0, 1, Seat::Signed).contains("46 46 0 1 1"));
        assert!(outline(0, 2, Seat::Signed).contains("46 46 0 0 1"));
    }

    #[test]
    fn many_seats_keep_some_width() {
        let width = TAU / 200.0;
        assert!(width - 2.0 * GAP.min(width * 0.15) > 0.0);
    }

    #[test]
    fn the_ring_speaks() {
        let seats = vec![Seat::Signed, Seat::Waiting];
        let html = view! { <TableRing seats=seats label="L" big="1/2" small="s" /> }.to_html();
        assert!(
            html.contains(r#"role="img""#) && html.contains(r#"aria-label="L""#),
            "{html}"
        );
        assert_eq!(html.matches("kt-table__seat--signed").count(), 1);
        assert_eq!(html.matches("kt-table__seat--wait").count(), 1);
        assert!(!html.contains("style="));
    }
}
