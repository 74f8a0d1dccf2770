use super::Outcome;
use super::argument::NewOptions;

/// `portolan new`
pub(super) fn new(_: &NewOptions) -> Outcome {
    Outcome::Clean
}
