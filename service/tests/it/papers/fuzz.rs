//! Files that were changed at random: whatever comes, there is one answer, in time, and what is kept passes
//! again. How many is said by `KETENTAFEL_FUZZ`; `make verify` runs many.

use std::time::{Duration, Instant};

use domain::papers::PaperKind;
use proptest::prelude::Rng;
use proptest::test_runner::{RngAlgorithm, TestRng};
use service::papers::examine::examine;
use service::papers::examine::zip::{Entry, pack, unpack};
use service::papers::samples;

/// The longest that one file may take, in a development build on a busy machine.
const LONGEST: Duration = Duration::from_secs(10);

/// What the fuzzer begins with: each kind, good and bad.
fn corpus() -> Vec<(PaperKind, Vec<u8>)> {
    use PaperKind::{Docx, Jpeg, Odt, Pdf, Png, Text};
    vec![
        (Pdf, samples::pdf(&["Beste partners", "Tweede"])),
        (Pdf, samples::pdf_with_script()),
        (Pdf, samples::pdf_with_file()),
        (Pdf, samples::pdf_locked()),
        (Docx, samples::docx(&["Beste partners"], &[])),
        (Docx, samples::locked(&samples::docx(&["Beste"], &[]))),
        (Odt, samples::odt(&["Beste partners"])),
        (Png, samples::png()),
        (Jpeg, samples::jpeg()),
        (Text, b"Beste partners,\r\n112 bellen".to_vec()),
    ]
}

struct Chance(TestRng);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.0.next_u64() % most.max(1) as u64).unwrap()
    }

    /// Changes a few bytes, or cuts, doubles, moves a stretch of them.
    fn change(&mut self, bytes: &mut Vec<u8>) {
        for _ in 0..=self.below(6) {
            let at = self.below(bytes.len());
            let length = self.below(32).min(bytes.len() - at);
            match self.below(7) {
                0 | 1 if !bytes.is_empty() => bytes[at] = self.0.next_u32().to_le_bytes()[0],
                2 if !bytes.is_empty() => bytes[at] ^= 1 << self.below(8),
                3 => drop(bytes.drain(at..at + length)),
                4 => {
                    let stretch = bytes[at..at + length].to_vec();
                    let to = self.below(bytes.len() + 1);
                    bytes.splice(to..to, stretch);
                }
                5 => {
                    // Numbers that are the first or the last of their kind.
                    let extreme = [0, 1, 0x7f, 0x80, 0xff][self.below(5)];
                    bytes[at..at + length.min(4)].fill(extreme);
                }
                _ => bytes.truncate(at.max(1)),
            }
        }
    }
}

#[test]
fn whatever_comes_is_answered() {
    let count = std::env::var("KETENTAFEL_FUZZ");
    let count: usize = count.ok().and_then(|it| it.parse().ok()).unwrap_or(2000);
    let mut seed = [7; 32];
    if let Some(other) = std::env::var("KETENTAFEL_FUZZ_SEED")
        .ok()
        .and_then(|it| it.parse().ok())
    {
        seed[0] = other;
    }
    let mut chance = Chance(TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
    let corpus = corpus();
    let (mut taken, mut refused, mut slowest) = (0_usize, 0_usize, Duration::ZERO);
    for number in 0..count {
        let (kind, file) = &corpus[chance.below(corpus.len())];
        let mut file = file.clone();
        // Half of what is packed is changed inside, so that what unpacks it is passed.
        let inside = unpack(&file).ok().filter(|_| chance.below(2) == 0);
        if let Some(mut entries) = inside {
            let at = chance.below(entries.len());
            chance.change(&mut entries[at].bytes);
            let entries: Vec<Entry> = entries;
            file = pack(&entries).unwrap();
        } else {
            chance.change(&mut file);
        }
        let began = Instant::now();
        match examine(&file, Some(*kind)) {
            Ok(examined) => {
                taken += 1;
                let again = examine(&examined.clean, Some(*kind));
                assert!(again.is_ok(), "{number}: {again:?}");
            }
            Err(_) => refused += 1,
        }
        slowest = slowest.max(began.elapsed());
        assert!(slowest < LONGEST, "{number} took {slowest:?}");
    }
    println!("fuzz: {count} files, {taken} taken in, {refused} refused, slowest {slowest:?}");
    assert!(taken > 0 && refused > 0);
}
