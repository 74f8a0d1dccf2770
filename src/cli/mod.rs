//! The command line: arguments, the commands, what is printed.
//!
//! Data goes to standard output, everything said about it to standard error. Exit codes: 0 clean, 1 the author has to mend
//! something, 2 the world is in the way.

mod argument;
mod build;
mod confirm;
mod explain;
mod fetched;
mod language;
mod new;
mod qr;
mod report;
mod messages;
mod schema;
mod serve;
mod theme;

use std::process::ExitCode;

pub use argument::Arguments;

use crate::fact::Date;
use argument::Command;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing to mend.
    Clean,
    /// Somebody has to mend the content.
    Content,
    /// The disk, the network or the rights are in the way.
    Environment,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        match outcome {
            Outcome::Clean => ExitCode::SUCCESS,
            Outcome::Content => ExitCode::from(1),
            Outcome::Environment => ExitCode::from(2),
        }
    }
}

/// Runs the command that was asked for.
#[must_use]
pub fn run(arguments: &Arguments) -> Outcome {
    match &arguments.command {
        Command::Build(options) => build::build(options),
        Command::Check(options) => build::check(options),
        Command::Confirm(options) => confirm::confirm(options),
        Command::Explain(options) => explain::explain(options),
        Command::Language(options) => language::language(options),
        Command::Qr(options) => qr::qr(options),
        Command::New(options) => new::new(options),
        Command::Schema(options) => schema::schema(options),
        Command::Serve(options) => serve::serve(options),
        Command::Theme(options) => theme::theme(options),
    }
}

/// The day by the machine's clock, at Greenwich.
fn today() -> Date {
    let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let part = |part: i8| u8::try_from(part).expect("months and days are positive");
    Date::Day { year: today.year(), month: part(today.month()), day: part(today.day()) }
}
