//! The `portolan` program.

use std::process::ExitCode;

use clap::Parser as _;
use portolan::cli::{self, Arguments};

fn main() -> ExitCode {
    cli::run(&Arguments::parse()).into()
}
