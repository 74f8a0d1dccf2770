use super::Outcome;
use super::argument::SchemaOptions;

/// `portolan schema`
pub(super) fn schema(_: &SchemaOptions) -> Outcome {
    Outcome::Clean
}
