use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

/// How many pages are kept: those of the tabs that somebody has open, and some more.
const MOST: usize = 64;

/// The last good HTML of pages that were asked for lately, with the number of the state that it is of.
#[derive(Default)]
pub(super) struct Kept {
    pages: HashMap<String, (u64, Arc<str>)>,
    /// Longest unused first.
    order: VecDeque<String>,
}

impl Kept {
    pub(super) fn get(&self, path: &str) -> Option<(u64, Arc<str>)> {
        self.pages.get(path).cloned()
    }

    pub(super) fn put(&mut self, path: &str, number: u64, html: Arc<str>) {
        self.order.retain(|other| other != path);
        self.order.push_back(path.to_owned());
        self.pages.insert(path.to_owned(), (number, html));
        if self.order.len() > MOST
            && let Some(oldest) = self.order.pop_front()
        {
            self.pages.remove(&oldest);
        }
    }
}
