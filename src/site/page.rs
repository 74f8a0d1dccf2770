//! The pages and files that a site consists of.

use std::collections::HashMap;

use typed_index_collections::TiVec;

use super::address::Addressed;
use super::redirect::{by_path, redirects};
use super::{Route, RouteId, former, routes};
use crate::diag::Diagnostic;

/// Every page and file, and what leads there.
#[derive(Debug)]
pub struct Pages {
    /// In the order in which they are made.
    pub routes: TiVec<RouteId, Route>,
    /// The pages and files by address below the root. Of two with one address, which is an error, the first counts.
    pub by_path: HashMap<String, RouteId>,
    /// Former addresses, each with the page that is there instead.
    pub redirects: Vec<(String, Route)>,
    /// What was found wrong in the making.
    pub diagnostics: Vec<Diagnostic>,
}

impl Pages {
    /// Those of a site.
    pub(super) fn of(site: &Addressed) -> Pages {
        let mut diagnostics = Vec::new();
        let routes: TiVec<RouteId, Route> = routes::routes(site).into();
        let mut redirects = redirects(site, &mut diagnostics);
        let by_path = by_path(site, &routes, &redirects, &mut diagnostics);
        let former = former::former(site, &by_path, &redirects, &mut diagnostics);
        redirects.extend(former);
        Pages { routes, by_path, redirects, diagnostics }
    }
}
