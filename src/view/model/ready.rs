use std::hash::{Hash, Hasher};
use std::sync::Arc;

use serde::{Serialize, Serializer};

use crate::base::{Digest, fingerprint};

/// A part that many pages show, such as a card: fingerprinted once, and made into what templates take once.
///
/// A view is made into template values whenever its page is rendered. A value that is one already is not made again but
/// shared, which is what lists of cards spend most of their time on otherwise.
#[derive(Clone, Debug)]
pub struct SharedValue(Arc<(Digest, tera::Value)>);

impl SharedValue {
    /// The part, as templates see it.
    ///
    /// # Panics
    /// When a part of a view cannot be serialised: a map with keys that are no texts.
    #[must_use]
    pub fn of(part: &(impl Hash + Serialize)) -> SharedValue {
        SharedValue(Arc::new((fingerprint(part), tera::Value::from_serializable(part))))
    }
}

impl Hash for SharedValue {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.0.hash(state);
    }
}

impl Serialize for SharedValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.1.serialize(serializer)
    }
}
