//! `ketentafel`: the one binary. Reads its configuration, then serves, migrates or seeds.

use std::process::ExitCode;

use clap::Parser;
use ketentafel::config::{AuditKeyCommand, Cli, Command};
use ketentafel::{commands, examine, log};

/// A page is many small strings; this allocator spends less time on them than the one of the system.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    if let Command::ExaminePaper { promised } = &cli.command {
        return examine::run(promised);
    }
    log::start(cli.log_json);
    let done = match cli.command {
        Command::Serve(options) => commands::serve(&cli.database_url, *options).await,
        Command::Migrate => commands::migrate(&cli.database_url).await,
        Command::Check => commands::check(&cli.database_url).await,
        Command::VerifyAudit(files) => commands::verify_audit(&cli.database_url, &files).await,
        Command::AuditKey(AuditKeyCommand::Rotate(files)) => {
            commands::rotate_audit_key(&cli.database_url, &files).await
        }
        // Done above, before anything else is begun.
        Command::ExaminePaper { .. } => Ok(()),
        Command::Seed(options) => commands::seed(&cli.database_url, options).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("ketentafel: {error}");
            ExitCode::FAILURE
        }
    }
}
