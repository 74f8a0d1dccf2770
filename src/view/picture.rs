//! The pictures of a record.

use super::Lens;
use super::model::Picture;
use crate::asset::image::Use;
use crate::base::SourcePath;
use crate::content::Record;

/// The cover of a record, with its text in the reader's language.
pub(super) fn cover(lens: &Lens<'_>, record: &Record, used: Use) -> Option<Picture> {
    let image = lens.meta(record).image.as_ref()?;
    let file = lens.site.file(&record.folder, &image.text)?;
    let caption = lens.meta(record).illustration.then(|| lens.string("illustration"));
    picture_of(lens, record, &file, &image.text, used).map(|picture| Picture { caption, ..picture })
}

/// A picture of a record, which calls it `name`, with its text in the reader's language.
pub(super) fn picture_of(
    lens: &Lens<'_>,
    record: &Record,
    file: &SourcePath,
    name: &str,
    used: Use,
) -> Option<Picture> {
    let mut picture = lens.media.picture(file, used, lens.root)?;
    let alt = lens.every_prose(record).find_map(|(lang, text)| Some((lang, text.alt.get(name)?)));
    if let Some((found, alt)) = alt {
        alt.text.clone_into(&mut picture.alt);
        picture.alt_tag = lens.other(found);
    }
    Some(picture)
}

pub(super) fn share_picture(lens: &Lens<'_>, record: &Record) -> Option<String> {
    let image = lens.meta(record).image.as_ref()?;
    lens.media.share(&lens.site.file(&record.folder, &image.text)?)
}
