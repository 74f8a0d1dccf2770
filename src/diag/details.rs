use std::ops::{Deref, DerefMut};
use std::sync::Arc;

/// A short list that is copied only when one of its copies is changed: what was found is kept by the file that it was found in,
/// by the site and by whoever tells it, and there may be very much of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Details<T>(Option<Arc<Vec<T>>>);

impl<T> Default for Details<T> {
    fn default() -> Details<T> {
        Details(None)
    }
}

impl<T: Clone> Details<T> {
    /// Adds one, and no room for more.
    pub fn push(&mut self, item: T) {
        let list = self.own();
        list.reserve_exact(1);
        list.push(item);
    }

    fn own(&mut self) -> &mut Vec<T> {
        Arc::make_mut(self.0.get_or_insert_default())
    }
}

impl<T> Deref for Details<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.0.as_ref().map_or(&[], |list| list.as_slice())
    }
}

impl<T: Clone> DerefMut for Details<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        self.own()
    }
}

impl<T: Clone> Extend<T> for Details<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        items.into_iter().for_each(|item| self.push(item));
    }
}

impl<T: Clone> FromIterator<T> for Details<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Details<T> {
        let mut list = Details::default();
        list.extend(items);
        list
    }
}

impl<'s, T> IntoIterator for &'s Details<T> {
    type Item = &'s T;
    type IntoIter = std::slice::Iter<'s, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::Details;

    #[test]
    fn a_copy_that_is_changed_leaves_the_other() {
        let mut one: Details<&str> = ["a"].into_iter().collect();
        let mut other = one.clone();
        assert!(std::ptr::eq(&raw const one[0], &raw const other[0]), "nothing is copied");
        other.push("b");
        one[0] = "c";
        assert_eq!((&*one, &*other), (&["c"][..], &["a", "b"][..]));
        assert_eq!(Details::<u8>::default(), std::iter::empty().collect());
    }
}
