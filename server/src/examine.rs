//! The process that looks through one file: `ketentafel examine-paper KIND`, the file on the standard input,
//! the answer on the standard output. It takes from itself what it does not need before it reads a byte.

use std::io::{Read, Write};
use std::process::ExitCode;

use domain::papers::{LARGEST, PaperKind};
use rustix::process::{Resource, Rlimit, setrlimit};

/// What the process may use: memory in bytes, time on the processor in seconds.
const MEMORY: u64 = 2 << 30;
const SECONDS: u64 = 15;

/// Reads, looks, answers.
pub fn run(promised: &str) -> ExitCode {
    match look(PaperKind::parse(promised)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn look(promised: Option<PaperKind>) -> std::io::Result<()> {
    for (resource, most) in [
        (Resource::As, MEMORY),
        (Resource::Cpu, SECONDS),
        // Writes no file, opens none beyond what it has, leaves no image of its memory.
        (Resource::Fsize, 0),
        (Resource::Nofile, 16),
        (Resource::Core, 0),
    ] {
        let most = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        setrlimit(resource, most)?;
    }
    let mut file = Vec::new();
    let most = u64::try_from(LARGEST).unwrap_or(u64::MAX);
    std::io::stdin().lock().take(most).read_to_end(&mut file)?;
    let answer = service::papers::answer(&file, promised);
    let mut out = std::io::stdout().lock();
    out.write_all(&answer)?;
    out.flush()
}
