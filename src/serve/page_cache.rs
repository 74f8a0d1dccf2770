//! The last good HTML of the pages that were opened lately.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use crate::base::SourcePath;

/// How many pages are kept: more than an editor has tabs open.
const MOST: usize = 64;

/// The last good HTML of a page.
#[derive(Clone)]
pub(super) struct Good {
    /// The number of the state that it is of.
    pub(super) number: u64,
    pub(super) html: Arc<str>,
    /// The files that it is written in.
    pub(super) sources: Vec<SourcePath>,
}

/// The last good HTML of pages that were asked for lately.
#[derive(Default)]
pub(super) struct PageCache {
    pages: HashMap<String, Good>,
    /// Longest unused first.
    order: VecDeque<String>,
}

impl PageCache {
    pub(super) fn get(&self, path: &str) -> Option<Good> {
        self.pages.get(path).cloned()
    }

    pub(super) fn put(&mut self, path: &str, good: Good) {
        self.order.retain(|other| other != path);
        self.order.push_back(path.to_owned());
        self.pages.insert(path.to_owned(), good);
        if self.order.len() > MOST
            && let Some(oldest) = self.order.pop_front()
        {
            self.pages.remove(&oldest);
        }
    }
}
