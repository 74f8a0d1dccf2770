//! Where links lead.

use super::Lens;
use crate::base::Lang;
use crate::content::Text;
use crate::markdown::Target;
use crate::site::{Own, split};

/// Where a whole address leads from this page: one of this very site is to work offline as well.
pub(super) fn web_address(lens: &Lens<'_>, address: &str) -> String {
    let own = lens.site.below(address).and_then(|below| own_url(lens, below));
    own.map_or_else(|| address.to_owned(), |below| format!("{}{below}", lens.root))
}

/// The address below the root of what an address of this site's own leads to, with its query and fragment.
fn own_url(lens: &Lens<'_>, address: &str) -> Option<String> {
    let rest = split(address).1;
    match lens.site.own(address)? {
        Own::Page(route) => {
            let url = route.href(lens.site);
            // The root itself, from the root.
            let url = if url.is_empty() && lens.root.is_empty() { "./".to_owned() } else { url };
            // A record without a page of its own is an anchor itself.
            Some(if url.contains('#') { url } else { url + rest })
        }
        Own::File(file) => Some(lens.file_url(&file) + rest),
        Own::Other => None,
    }
}

/// The address that a link leads to from this page.
pub(super) fn of(lens: &Lens<'_>, target: &Target, text: &Text, written: Lang) -> String {
    let below = match target {
        Target::Record { id, anchor } => {
            let Some((index, record)) = lens.site.record(id) else {
                let list = lens.site.withheld.get(id).filter(|record| lens.site.collection_of(record).list);
                let home = || crate::site::Route::Home(lens.lang).href(lens.site);
                return format!(
                    "{}{}",
                    lens.root,
                    list.map_or_else(home, |record| lens.list_url(record.collection))
                );
            };
            let url = lens.record_url(index);
            let lent = lens.title(record).0 == Lens { lang: written, ..*lens }.title(record).0;
            match anchor {
                // A record without a page of its own is an anchor itself.
                Some(anchor) if lent => format!("{}#{anchor}", url.split('#').next().unwrap_or_default()),
                _ => url,
            }
        }
        Target::Collection { name } => match lens.site.content.collections.get_index_of(name) {
            Some(collection) => lens.list_url(collection),
            None => return "#".to_owned(),
        },
        Target::Anchor(anchor) => return format!("#{anchor}"),
        Target::External(address) => return address.clone(),
        Target::Own(address) => match own_url(lens, address) {
            Some(below) => below,
            None => return lens.site.config.base_url.join(address),
        },
        Target::Path(path) => {
            let folder = text.place.path.folder();
            let (file, part) = lens.site.file_and_part(folder, path);
            match (lens.site.record_at(folder, path), lens.site.file(folder, file)) {
                (Some(index), _) => {
                    let anchor =
                        path.split_once('#').map_or(String::new(), |(_, anchor)| format!("#{anchor}"));
                    lens.record_url(index) + &anchor
                }
                (None, Some(file)) => {
                    lens.file_url(&file) + &part.map_or(String::new(), |part| format!("#{part}"))
                }
                (None, None) => return "#".to_owned(),
            }
        }
    };
    format!("{}{below}", lens.root)
}
