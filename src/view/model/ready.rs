use std::hash::{Hash, Hasher};
use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::Card;
use crate::base::{Digest, fingerprint};

/// The field of a card, its first one, that says its fingerprint.
pub(crate) const DIGEST: &str = "digest";

/// How many hexadecimal digits of its fingerprint a card says: half of them, which is enough to tell cards apart.
const DIGITS: usize = 32;

/// A card, which many pages show: fingerprinted once, and made into what templates take once.
///
/// A view is made into template values whenever its page is rendered. A value that is one already is not made again but
/// shared, which is what lists of cards spend most of their time on otherwise.
#[derive(Clone, Debug)]
pub struct Ready(Arc<(Digest, tera::Value)>);

impl Ready {
    /// The card, as templates see it, with its fingerprint.
    #[must_use]
    pub fn of(mut card: Card) -> Ready {
        card.digest.clear();
        let digest = fingerprint(&card);
        card.digest = digest.short(DIGITS);
        Ready(Arc::new((digest, tera::Value::from_serializable(&card))))
    }
}

impl Hash for Ready {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.0.hash(state);
    }
}

impl Serialize for Ready {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.1.serialize(serializer)
    }
}
