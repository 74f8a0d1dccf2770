use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::{Index, Range};

use indexmap::{Equivalent, IndexMap};
use serde::{Deserialize, Serialize};

/// Where something stands in a list.
pub trait Id: Copy + Ord + From<usize> + Into<usize> {}

/// Ids that lie side by side, from the first up to, but not including, the second.
#[derive(Clone, Copy, Debug)]
pub struct IdRange<K> {
    first: usize,
    end: usize,
    position: PhantomData<fn() -> K>,
}

impl<K: Id> IdRange<K> {
    /// Those from `first` up to, but not including, `end`.
    #[must_use]
    pub fn between(first: K, end: K) -> IdRange<K> {
        IdRange { first: first.into(), end: end.into(), position: PhantomData }
    }

    /// How far behind the first of them a position lies.
    #[must_use]
    pub fn offset(&self, position: K) -> usize {
        let position: usize = position.into();
        position - self.first
    }

    /// The same as a part of a list.
    #[must_use]
    pub fn range(&self) -> Range<K> {
        K::from(self.first)..K::from(self.end)
    }
}

impl<K: Id> Iterator for IdRange<K> {
    type Item = K;

    fn next(&mut self) -> Option<K> {
        (self.first < self.end).then(|| {
            self.first += 1;
            K::from(self.first - 1)
        })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.end - self.first;
        (left, Some(left))
    }
}

impl<K: Id> ExactSizeIterator for IdRange<K> {}

/// Declares positions in lists, each as a type of its own, so that the position of a record is never taken for that of
/// its collection. A list that is indexed by one is a `TiVec`, or, where things have names, a [`ByName`].
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
        )]
        pub struct $name(u32);

        impl crate::base::Id for $name {}

        impl From<usize> for $name {
            fn from(position: usize) -> $name {
                $name(u32::try_from(position).expect("no list of a site has more than four thousand million entries"))
            }
        }

        impl From<$name> for usize {
            fn from(position: $name) -> usize {
                position.0 as usize
            }
        }
    )+};
}
pub(crate) use ids;

/// Things by name, in the order of their declaration; each also has a position of the type `K`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ByName<K, V> {
    entries: IndexMap<String, V>,
    #[serde(skip)]
    position: PhantomData<fn() -> K>,
}

impl<K: Id, V> ByName<K, V> {
    /// The thing of this name.
    #[must_use]
    pub fn get<Q: ?Sized + Hash + Equivalent<String>>(&self, name: &Q) -> Option<&V> {
        self.entries.get(name)
    }

    /// The thing of this name, with its position.
    #[must_use]
    pub fn get_full(&self, name: &str) -> Option<(K, &String, &V)> {
        let (position, name, value) = self.entries.get_full(name)?;
        Some((K::from(position), name, value))
    }

    /// The thing of this name, with its name as it is kept.
    #[must_use]
    pub fn get_key_value(&self, name: &str) -> Option<(&String, &V)> {
        self.entries.get_key_value(name)
    }

    /// The position of the thing of this name.
    #[must_use]
    pub fn get_index_of(&self, name: &str) -> Option<K> {
        self.entries.get_index_of(name).map(K::from)
    }

    /// Whether there is a thing of this name.
    #[must_use]
    pub fn contains_key(&self, name: &str) -> bool {
        self.entries.contains_key(name)
    }

    /// Puts a thing in; the former one of this name is returned, whose position the new one takes.
    pub fn insert(&mut self, name: String, value: V) -> Option<V> {
        self.entries.insert(name, value)
    }

    /// The name of the thing at a position.
    #[must_use]
    pub fn name(&self, position: K) -> &str {
        self.entries.get_index(position.into()).expect("positions are made by the list itself").0
    }

    /// The names and things in their order.
    pub fn iter(&self) -> indexmap::map::Iter<'_, String, V> {
        self.entries.iter()
    }

    /// The names in their order.
    pub fn keys(&self) -> indexmap::map::Keys<'_, String, V> {
        self.entries.keys()
    }

    /// The things in their order.
    pub fn values(&self) -> indexmap::map::Values<'_, String, V> {
        self.entries.values()
    }

    /// The positions in their order.
    #[must_use]
    pub fn positions(&self) -> IdRange<K> {
        IdRange { first: 0, end: self.entries.len(), position: PhantomData }
    }

    /// The things with their positions.
    pub fn iter_enumerated(&self) -> impl DoubleEndedIterator<Item = (K, &V)> {
        self.entries.values().enumerate().map(|(position, value)| (K::from(position), value))
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl<K: Id, V> ByName<K, V> {
    /// The name and the thing at a position that may come from another state of the site.
    #[must_use]
    pub fn get_index(&self, position: K) -> Option<(&String, &V)> {
        self.entries.get_index(position.into())
    }
}

impl<K: Id, V> Index<K> for ByName<K, V> {
    type Output = V;

    fn index(&self, position: K) -> &V {
        &self.entries[position.into()]
    }
}

impl<K, V> Index<&str> for ByName<K, V> {
    type Output = V;

    fn index(&self, name: &str) -> &V {
        &self.entries[name]
    }
}

impl<K, V> Default for ByName<K, V> {
    fn default() -> Self {
        ByName { entries: IndexMap::new(), position: PhantomData }
    }
}

impl<K, V: PartialEq> PartialEq for ByName<K, V> {
    /// In the same order, too: it is the order of menus and lists.
    fn eq(&self, other: &Self) -> bool {
        self.entries.as_slice() == other.entries.as_slice()
    }
}

impl<K, V: Eq> Eq for ByName<K, V> {}

impl<K, V: Hash> Hash for ByName<K, V> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.entries.as_slice().hash(state);
    }
}

impl<'a, K, V> IntoIterator for &'a ByName<K, V> {
    type Item = (&'a String, &'a V);
    type IntoIter = indexmap::map::Iter<'a, String, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.iter()
    }
}

impl<K, V> FromIterator<(String, V)> for ByName<K, V> {
    fn from_iter<I: IntoIterator<Item = (String, V)>>(entries: I) -> Self {
        ByName { entries: entries.into_iter().collect(), position: PhantomData }
    }
}
