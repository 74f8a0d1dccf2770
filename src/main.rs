//! The `portolan` program.

use std::process::ExitCode;

use clap::Parser as _;
use portolan::cli::{self, Arguments};

// A build is mostly strings made and dropped by the million, on every thread: what comes with the system spends a tenth of it
// on that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::run(&Arguments::parse()).into()
}
