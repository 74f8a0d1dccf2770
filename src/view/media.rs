use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use rayon::prelude::*;
use typed_index_collections::TiVec;

use super::model::{Picture, PictureSource};
use crate::asset::image::{self, Encoding, Probe, Use, VariantSpec};
use crate::base::{Digest, SourcePath, SourceSpan};
use crate::content::{Name, Record, RecordId, Value};
use crate::diag::{Diagnostic, Reported};
use crate::markdown::{Body, Component};
use crate::site::Site;
use crate::source::Snapshot;

/// The folder below the output that pictures are published in.
const FOLDER: &str = "media";

/// The pictures that the site shows: what each is, and for what it is used. Read from their headers only.
#[derive(Clone, Debug, Default)]
pub struct Media {
    pictures: Arc<BTreeMap<SourcePath, Shown>>,
}

/// A picture that the site shows.
#[derive(Clone, Debug)]
struct Shown {
    probe: Probe,
    digest: Digest,
    /// The files of each use, named once: a name is made from fingerprints, and a picture stands on many pages.
    uses: BTreeMap<Use, Vec<(VariantSpec, String)>>,
}

impl Shown {
    fn new(path: &SourcePath, probe: Probe, digest: Digest, uses: BTreeSet<Use>) -> Shown {
        let files = |used: Use| {
            let specs = image::variants(&probe, used).into_iter();
            specs.map(|spec| (spec, file(path, digest, spec))).collect()
        };
        let uses = uses.into_iter().map(|used| (used, files(used))).collect();
        Shown { probe, digest, uses }
    }
}

/// What was seen of a site's pictures when it was made last.
#[derive(Debug, Default)]
pub struct Probes {
    /// The pictures that each record shows, and how.
    wanted: TiVec<RecordId, Vec<(SourcePath, Use)>>,
    /// What their headers say, with the fingerprint of each.
    seen: BTreeMap<SourcePath, (Digest, Probe)>,
    /// What came of it, when nothing was wrong.
    media: Option<Media>,
}

impl Media {
    /// Looks at the header of every picture that a record or a text shows; one that cannot be shown is reported where it
    /// is asked for. `changed` names the records that differ from those of the last time, when nothing else does.
    #[must_use]
    pub fn of(
        site: &Site,
        snapshot: &Snapshot,
        changed: Option<&BTreeSet<RecordId>>,
        probes: &mut Probes,
    ) -> Reported<Media> {
        let same = |record: &RecordId| {
            let wanted = of_record(site, &site.content.records[*record]);
            wanted
                .iter()
                .map(|(path, used, _)| (path, used))
                .eq(probes.wanted[*record].iter().map(|(p, u)| (p, u)))
        };
        if let (Some(changed), Some(media)) = (changed, &probes.media)
            && changed.iter().all(same)
        {
            return Reported::new(media.clone(), Vec::new());
        }
        let of_records: Vec<Vec<WantedPicture>> =
            site.content.records.iter().map(|record| of_record(site, record)).collect();
        let rest = of_rest(site);
        let mut uses: BTreeMap<SourcePath, (BTreeSet<Use>, SourceSpan)> = BTreeMap::new();
        for (path, used, place) in of_records.iter().flatten().chain(&rest) {
            uses.entry(path.clone()).or_insert_with(|| (BTreeSet::new(), place.clone())).0.insert(*used);
        }
        let probed: Vec<Result<(SourcePath, Shown), Box<Diagnostic>>> =
            uses.into_par_iter().map(|(path, used)| probe(snapshot, path, used, probes)).collect();
        let mut pictures = BTreeMap::new();
        let mut diagnostics = Vec::new();
        for picture in probed {
            match picture {
                Ok((path, shown)) => {
                    pictures.insert(path, shown);
                }
                Err(problem) => diagnostics.push(*problem),
            }
        }
        let seen = pictures
            .iter()
            .map(|(path, shown): (&SourcePath, &Shown)| (path.clone(), (shown.digest, shown.probe.clone())));
        probes.seen = seen.collect();
        let unplaced =
            |wanted: Vec<WantedPicture>| wanted.into_iter().map(|(path, used, _)| (path, used)).collect();
        probes.wanted = of_records.into_iter().map(unplaced).collect();
        let media = Media { pictures: Arc::new(pictures) };
        probes.media = diagnostics.is_empty().then(|| media.clone());
        Reported::new(media, diagnostics)
    }

    /// Every picture with the files that it is published as.
    pub fn files(&self) -> impl Iterator<Item = (&SourcePath, &Probe, Vec<(VariantSpec, String)>)> {
        self.pictures.iter().map(|(path, shown)| {
            let files: BTreeMap<VariantSpec, String> = shown.uses.values().flatten().cloned().collect();
            (path, &shown.probe, files.into_iter().collect())
        })
    }

    /// A picture as one use shows it; `None` when it cannot be shown and has been reported.
    pub(super) fn picture(&self, path: &SourcePath, used: Use, root: &str) -> Option<Picture> {
        let files = self.pictures.get(path)?.uses.get(&used)?;
        let is_modern = |spec: &VariantSpec| spec.encoding == Encoding::WebP;
        let set = |modern: bool| {
            let mut set = String::new();
            for (spec, file) in files.iter().filter(|(spec, _)| is_modern(spec) == modern) {
                let comma = if set.is_empty() { "" } else { ", " };
                let _ = write!(set, "{comma}{root}{file} {}w", spec.width);
            }
            set
        };
        let (largest, src) = files.iter().rfind(|(spec, _)| !is_modern(spec))?;
        let modern = Some(set(true)).filter(|set| !set.is_empty());
        let webp = modern.map(|srcset| PictureSource { r#type: Encoding::WebP.media_type().into(), srcset });
        Some(Picture {
            width: largest.width,
            height: largest.height,
            alt: String::new(),
            alt_tag: None,
            sources: webp.into_iter().collect(),
            src: src.clone(),
            srcset: set(false),
            sizes: sizes(used).into(),
            caption: None,
        })
    }

    /// The file of a picture that is shown beside shared links.
    pub(super) fn share(&self, path: &SourcePath) -> Option<String> {
        let (_, file) = self.pictures.get(path)?.uses.get(&Use::Share)?.first()?;
        Some(file.clone())
    }
}

fn file(path: &SourcePath, digest: Digest, spec: VariantSpec) -> String {
    let name = path.file_name();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    // Pictures are often called `cover`; the folder's name says whose.
    let owner = path.folder().rsplit('/').next().unwrap_or_default();
    format!("{FOLDER}/{}", spec.file_name(&format!("{owner}-{stem}"), digest))
}

/// How wide the default theme shows a picture.
fn sizes(used: Use) -> &'static str {
    match used {
        Use::Card => "(min-width: 64rem) 37rem, (min-width: 44rem) 47vw, 92vw",
        Use::Cover => "(min-width: 64rem) 51rem, 94vw",
        Use::Inline | Use::Share => "(min-width: 64rem) 51rem, 92vw",
    }
}

fn probe(
    snapshot: &Snapshot,
    path: SourcePath,
    (uses, place): (BTreeSet<Use>, SourceSpan),
    probes: &Probes,
) -> Result<(SourcePath, Shown), Box<Diagnostic>> {
    let file = snapshot.get(&path).expect("pictures are named only when the content has them");
    if let Some((digest, probe)) = probes.seen.get(&path)
        && *digest == file.digest
    {
        let shown = Shown::new(&path, probe.clone(), file.digest, uses);
        return Ok((path, shown));
    }
    let bytes = file.bytes().map_err(|error| {
        Diagnostic::error("unreadable", place.clone()).with("path", &path).with("problem", error)
    })?;
    let probe = image::probe(&bytes, &path).map_err(|problem| Box::new(problem.diagnostic(place)))?;
    let shown = Shown::new(&path, probe, file.digest, uses);
    Ok((path, shown))
}

/// A picture that is asked for, with its use and the place of the asking.
type WantedPicture = (SourcePath, Use, SourceSpan);

/// The pictures that a record asks for.
fn of_record(site: &Site, record: &Record) -> Vec<WantedPicture> {
    let mut wanted = Vec::new();
    let mut want = |folder: &str, path: &str, used: &[Use], place: &SourceSpan| {
        if let Some(file) = site.file(folder, path) {
            wanted.extend(used.iter().map(|used| (file.clone(), *used, place.clone())));
        }
    };
    if let Some(Name { text, place }) = &record.meta.image {
        want(&record.folder, text, &[Use::Cover, Use::Card, Use::Share], place);
    }
    for fact in record.facts.values() {
        fact.value.walk(&mut |value| {
            if let Value::Image(name) = value {
                want(&record.folder, &name.text, &[Use::Inline], &name.place);
            }
        });
    }
    for (_, text) in record.texts.iter() {
        for body in text.bodies() {
            in_body(body, |path, span| {
                want(
                    text.place.path.folder(),
                    path,
                    &[Use::Inline],
                    &SourceSpan::new(&text.place.path, span),
                );
            });
        }
    }
    wanted
}

/// The pictures that the home page and lists ask for.
fn of_rest(site: &Site) -> Vec<WantedPicture> {
    let mut wanted = Vec::new();
    for (_, text) in site.content.intros.iter().chain([&site.content.home]).flat_map(|texts| texts.iter()) {
        in_body(&text.body, |path, span| {
            if let Some(file) = site.file(text.place.path.folder(), path) {
                wanted.push((file, Use::Inline, SourceSpan::new(&text.place.path, span)));
            }
        });
    }
    wanted
}

fn in_body(body: &Body, mut want: impl FnMut(&str, crate::base::Span)) {
    for part in &body.components {
        match &part.component {
            Component::Image { image } => want(&body.images[*image].path, part.span.clone()),
            Component::Figure { path, .. } => want(path, part.span.clone()),
            Component::Video { poster, .. } => want(poster, part.span.clone()),
            Component::Chart { .. } => {}
        }
    }
}
