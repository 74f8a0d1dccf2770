//! A site in the browser while it is written: every page made when it is asked for, and changed in place when a file is
//! saved.
//!
//! [`Watch`] tells which files changed, [`Session`] makes the site of them and answers for every address, [`Server`] speaks
//! HTTP. A page is made by the same code as in a build, and comes with one script more. Nothing is written to the disk but
//! pictures, which are remembered where a build remembers them.
//!
//! What holds whatever the content or a browser does:
//!
//! - **The site is the only thing served.** An address is looked up among those of the site, never made into a path.
//! - **The server lives on.** A stage that panics gives a diagnostic, and pages stay as they last were.
//! - **The latest state wins.** While a build runs, further changes gather; the next build takes them all.

mod address;
mod answer;
mod client;
mod connection;
mod content_type;
mod edition;
mod editor;
mod events;
mod guard;
mod http;
mod inject;
mod page_cache;
mod page_status;
mod query;
mod random;
mod range;
mod renames;
mod server;
mod session;
mod sources;
mod watch;

pub use answer::Answer;
pub use edition::{Change, PreviewState, Visibility};
pub use editor::{Editor, browse};
pub use server::{Server, Settings};
pub use session::{Opening, Session, StageCalls};
pub use watch::{Batch, Watch};

use std::sync::{Mutex, MutexGuard, PoisonError};

/// What is kept behind a lock is changed by single calls, and so is whole after a panic elsewhere.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
