//! The markup of a picture.

use super::model::Picture;
use crate::base::Html;

/// A picture in every form and width that there is of it.
pub(super) fn picture(html: &mut Html, shown: &Picture) {
    // The addresses in `srcset` already lead from the page; `src` is below the root and is the last of them.
    let largest =
        shown.srcset.rsplit(", ").next().and_then(|last| last.split(' ').next()).unwrap_or(&shown.src);
    html.write("<picture>", &[]);
    for source in &shown.sources {
        html.write(
            "<source type=\"{}\" srcset=\"{}\" sizes=\"{}\">",
            &[&source.r#type, &source.srcset, &shown.sizes],
        );
    }
    html.write(
        "<img src=\"{}\" srcset=\"{}\" sizes=\"{}\" width=\"{}\" height=\"{}\" alt=\"{}\" loading=\"lazy\" decoding=\"async\"></picture>",
        &[&largest, &shown.srcset, &shown.sizes, &shown.width, &shown.height, &shown.alt],
    );
}
