//! Everything about pixel pictures that are as they should be; the others stand in `hostile` and `vector`.

mod fixture;
mod hostile;
mod vector;

use std::io::Cursor;

use image::codecs::{jpeg::JpegDecoder, png::PngDecoder, webp::WebPDecoder};
use image::{DynamicImage, ImageDecoder};
use rayon::prelude::*;

use super::*;
use crate::base::fingerprint_bytes;
use crate::memo::{Memo, MemoTally};
use fixture::{Jpeg, exif, graphic, photo, png, profile, webp};

fn probed(bytes: &[u8], path: &str) -> Probe {
    probe(bytes, &SourcePath::new(path)).unwrap()
}

fn rendered(bytes: &[u8], path: &str, use_: Use) -> Vec<Variant> {
    let probe = probed(bytes, path);
    render(bytes, &probe, &variants(&probe, use_), &Memo::forgetful()).unwrap()
}

fn sizes(probe: &Probe, use_: Use) -> Vec<(Encoding, u32, u32)> {
    variants(probe, use_).iter().map(|spec| (spec.encoding, spec.width, spec.height)).collect()
}

fn decoder(bytes: &[u8]) -> Box<dyn ImageDecoder + '_> {
    let bytes = Cursor::new(bytes);
    match image::guess_format(bytes.get_ref()).unwrap() {
        image::ImageFormat::Jpeg => Box::new(JpegDecoder::new(bytes).unwrap()),
        image::ImageFormat::Png => Box::new(PngDecoder::new(bytes).unwrap()),
        _ => Box::new(WebPDecoder::new(bytes).unwrap()),
    }
}

fn opened(bytes: &[u8]) -> DynamicImage {
    DynamicImage::from_decoder(decoder(bytes)).unwrap()
}

#[test]
fn a_picture_stands_upright_whatever_way_the_camera_was_held() {
    for turn in 1..=8 {
        let upright = photo(64, 48);
        let stored = fixture::stored(&upright, turn);
        let tiff = exif(turn);
        let files = [
            (Jpeg { exif: Some(&tiff), ..Jpeg::of(&stored) }.encode(), "a.jpg"),
            (fixture::with_png_chunk(&png(&stored), b"eXIf", &tiff), "a.png"),
            (fixture::with_webp_exif(&webp(&stored), &tiff), "a.webp"),
        ];
        for (bytes, path) in files {
            let probe = probed(&bytes, path);
            assert_eq!((probe.width, probe.height), (64, 48), "{path}, orientation {turn}");
            for variant in rendered(&bytes, path, Use::Inline) {
                let shown = opened(&variant.bytes).into_rgb8();
                let far = fixture::difference(&upright.clone().into_rgb8(), &shown);
                assert!(far < 12, "{path}, orientation {turn}: colours are {far} apart");
            }
        }
    }
}

#[test]
fn a_large_picture_is_made_smaller_before_it_is_turned() {
    let upright = photo(2000, 1000);
    let tiff = exif(6);
    let bytes = Jpeg { exif: Some(&tiff), ..Jpeg::of(&fixture::stored(&upright, 6)) }.encode();
    for variant in rendered(&bytes, "a.jpg", Use::Card) {
        let shown = opened(&variant.bytes).into_rgb8();
        assert_eq!(shown.dimensions(), (variant.spec.width, variant.spec.height));
        let small =
            upright.resize_exact(shown.width(), shown.height(), image::imageops::Triangle).into_rgb8();
        assert!(fixture::difference(&small, &shown) < 12);
    }
}

#[test]
fn metadata_stays_at_home() {
    let tiff = [exif(1).as_slice(), b"Hai Phong GPS 20.86N serial 4711"].concat();
    let comment = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>4711</x:xmpmeta>";
    let picture = photo(500, 300);
    let files = [
        (Jpeg { exif: Some(&tiff), xmp: Some(comment), ..Jpeg::of(&picture) }.encode(), "a.jpg"),
        (fixture::with_png_chunk(&png(&picture), b"eXIf", &tiff), "a.png"),
        (fixture::with_png_chunk(&png(&picture), b"tEXt", b"Author\x004711"), "a.png"),
        (fixture::with_webp_exif(&webp(&picture), &tiff), "a.webp"),
    ];
    for (bytes, path) in files {
        assert!(fixture::contains(&bytes, b"4711"), "the fixture has metadata");
        let all = [Use::Cover, Use::Card, Use::Share].map(|use_| rendered(&bytes, path, use_)).concat();
        for variant in all {
            let mut decoder = decoder(&variant.bytes);
            assert_eq!(decoder.exif_metadata().unwrap(), None);
            assert_eq!(decoder.xmp_metadata().unwrap(), None);
            for trace in [b"4711".as_slice(), b"GPS", b"Exif", b"EXIF", b"eXIf", b"xmp"] {
                assert!(!fixture::contains(&variant.bytes, trace), "{path}: {}", variant.spec.width);
            }
        }
    }
}

#[test]
fn a_profile_of_wide_colours_is_kept_in_every_encoding() {
    let wide = profile(b"RGB ", b"Display P3");
    let files = [
        (Jpeg { profile: Some(&wide), ..Jpeg::of(&photo(500, 300)) }.encode(), "a.jpg"),
        (fixture::png_with_profile(&graphic(500, 300), &wide), "a.png"),
    ];
    for (bytes, path) in files {
        for variant in rendered(&bytes, path, Use::Inline) {
            let mut decoder = decoder(&variant.bytes);
            assert_eq!(decoder.icc_profile().unwrap().as_ref(), Some(&wide), "{path}: {:?}", variant.spec);
            let shown = DynamicImage::from_decoder(decoder).unwrap();
            assert_eq!((shown.width(), shown.height()), (variant.spec.width, variant.spec.height));
            assert_eq!(shown.color().has_alpha(), path == "a.png");
        }
    }
}

#[test]
fn profiles_that_say_nothing_or_something_wrong_are_dropped() {
    let mut torn = profile(b"RGB ", b"Display P3");
    torn.pop();
    let huge = [profile(b"RGB ", b"Scanner"), vec![7; 40_000]].concat();
    for profile in [profile(b"RGB ", b"sRGB IEC61966-2.1"), profile(b"CMYK", b"Coated"), torn, huge] {
        let bytes = Jpeg { profile: Some(&profile), ..Jpeg::of(&photo(300, 200)) }.encode();
        for variant in rendered(&bytes, "a.jpg", Use::Card) {
            assert_eq!(decoder(&variant.bytes).icc_profile().unwrap(), None);
        }
    }
}

#[test]
fn widths_go_up_to_the_original_and_never_beyond() {
    use Encoding::{Jpeg, Png, WebP};
    let of = |width, height| Probe { width, height, ..probed(&fixture::jpeg(&photo(8, 8)), "a.jpg") };
    assert_eq!(
        sizes(&of(4000, 3000), Use::Cover),
        [
            (Jpeg, 480, 360),
            (WebP, 480, 360),
            (Jpeg, 960, 720),
            (WebP, 960, 720),
            (Jpeg, 1600, 1200),
            (WebP, 1600, 1200)
        ]
    );
    let widths = |width, use_| {
        let mut widths: Vec<u32> = sizes(&of(width, 500), use_).iter().map(|size| size.1).collect();
        widths.dedup();
        widths
    };
    assert_eq!(widths(1000, Use::Inline), [480, 1000]);
    assert_eq!(widths(1200, Use::Inline), [480, 960, 1200]);
    assert_eq!(widths(480, Use::Inline), [480]);
    assert_eq!(widths(500, Use::Inline), [500], "480 would be nearly the same file");
    assert_eq!(widths(3, Use::Inline), [3]);
    assert_eq!(widths(2000, Use::Card), [320, 640]);

    assert_eq!(sizes(&of(4000, 3000), Use::Share), [(Jpeg, 1200, 630)]);
    assert_eq!(sizes(&of(800, 800), Use::Share), [(Jpeg, 800, 420)]);
    assert_eq!(sizes(&of(6000, 300), Use::Share), [(Jpeg, 571, 300)]);
    assert_eq!(sizes(&of(1, 1), Use::Share), [(Jpeg, 1, 1)]);
    let tall = variants(&of(400, 20_000), Use::Inline);
    assert!(tall.iter().all(|spec| spec.encoding != WebP), "WebP ends at 16383 pixels");
    let graphic = Probe { family: Family::Graphic, ..of(300, 200) };
    assert_eq!(sizes(&graphic, Use::Card), [(Png, 300, 200), (WebP, 300, 200)]);
}

#[test]
fn every_variant_has_the_size_that_it_promises() {
    let pictures = [(1601, 1201), (700, 333), (40, 30), (30, 400), (2500, 640), (3000, 500)];
    for (width, height) in pictures {
        let bytes = fixture::jpeg(&photo(width, height));
        let uses = [Use::Cover, Use::Card, Use::Inline, Use::Share];
        for variant in uses.map(|use_| rendered(&bytes, "a.jpg", use_)).concat() {
            let size = decoder(&variant.bytes).dimensions();
            assert_eq!(size, (variant.spec.width, variant.spec.height), "of {width} × {height}");
            assert!(size.0 <= width && size.1 <= height);
            assert!(
                image::guess_format(&variant.bytes).unwrap().to_mime_type()
                    == variant.spec.encoding.media_type()
            );
        }
    }
}

#[test]
fn sharing_cuts_off_equally_on_both_sides() {
    // Red, then green twice as wide, then red: the middle is green.
    let wide = DynamicImage::ImageRgb8(image::RgbImage::from_fn(2400, 630, |x, _| {
        image::Rgb(if (600..1800).contains(&x) { [0, 200, 0] } else { [200, 0, 0] })
    }));
    let shared = rendered(&fixture::jpeg(&wide), "a.jpg", Use::Share);
    let shown = opened(&shared[0].bytes).into_rgb8();
    assert_eq!(shown.dimensions(), (1200, 630));
    for x in [8, 600, 1191] {
        assert!(shown.get_pixel(x, 300).0[1] > 180, "green at {x}");
    }
}

#[test]
fn transparency_survives_and_turns_white_where_it_cannot() {
    let bytes = png(&graphic(400, 300));
    assert_eq!(probed(&bytes, "a.png").family, Family::Graphic);
    for variant in rendered(&bytes, "a.png", Use::Card) {
        let shown = opened(&variant.bytes).into_rgba8();
        assert_eq!(shown.get_pixel(0, 0).0[3], 0);
        assert_eq!(shown.get_pixel(shown.width() / 2, shown.height() / 2).0[3], 255);
    }
    let shared = opened(&rendered(&bytes, "a.png", Use::Share)[0].bytes).into_rgb8();
    assert!(shared.get_pixel(0, 0).0.iter().all(|colour| *colour > 250));
}

#[test]
fn photographs_and_drawings_are_told_apart_by_headers() {
    let noisy = fixture::noise(300, 200);
    let family = |bytes: &[u8], path| probed(bytes, path).family;
    assert_eq!(family(&fixture::jpeg(&noisy), "a.jpg"), Family::Photo);
    assert_eq!(family(&png(&noisy), "a.png"), Family::Photo);
    assert_eq!(family(&webp(&noisy), "a.webp"), Family::Photo);
    assert_eq!(family(&png(&DynamicImage::new_rgb8(300, 200)), "a.png"), Family::Graphic);
    assert_eq!(family(&webp(&graphic(300, 200)), "a.webp"), Family::Graphic);
    assert_eq!(family(&fixture::lossless_webp(&noisy), "a.webp"), Family::Graphic);
}

/// The WebP and the PNG of a drawing in its own size, with the colours that each shows.
fn both_encodings(drawing: &DynamicImage) -> [(Vec<u8>, image::RgbaImage); 2] {
    let made = rendered(&png(drawing), "a.png", Use::Card);
    let of = |encoding| {
        let bytes = made.iter().find(|made| made.spec.encoding == encoding).unwrap().bytes.clone();
        let shown = opened(&bytes).into_rgba8();
        (bytes, shown)
    };
    [of(Encoding::WebP), of(Encoding::Png)]
}

#[test]
fn flat_drawings_keep_every_colour() {
    let bars =
        |x: u32, y: u32| image::Rgb([(x / 20 * 37) as u8, (y / 30 * 91) as u8, (x / 20 * y / 30) as u8]);
    let drawing = DynamicImage::ImageRgb8(image::RgbImage::from_fn(300, 200, bars));
    let cut_out = DynamicImage::ImageRgba8(image::RgbaImage::from_fn(300, 200, |x, y| {
        let [red, green, blue] = bars(x, y).0;
        image::Rgba([red, green, blue, if x < 40 { 0 } else { 255 }])
    }));
    for drawing in [drawing, cut_out] {
        let [(webp, in_webp), (png, in_png)] = both_encodings(&drawing);
        assert!(fixture::contains(&webp, b"VP8L"), "lossless");
        assert!(webp.len() < png.len());
        let seen = |picture: &image::RgbaImage| -> Vec<_> {
            picture.pixels().map(|pixel| if pixel.0[3] == 0 { [0; 4] } else { pixel.0 }).collect()
        };
        assert!(seen(&in_webp) == seen(&in_png));
    }
}

#[test]
fn thin_coloured_lines_keep_their_colour_where_a_drawing_is_not_flat() {
    let drawing = DynamicImage::ImageRgb8(image::RgbImage::from_fn(300, 200, |x, y| {
        image::Rgb(if x % 8 == 3 && (x + y) % 50 > 5 {
            [220, 0, 0]
        } else {
            [255, 255 - (y % 7 + x % 5) as u8, 255]
        })
    }));
    let [(webp, shown), _] = both_encodings(&drawing);
    assert!(fixture::contains(&webp, b"VP8 "), "lossy");
    let line = shown.get_pixel(3, 110).0;
    assert!(line[0] > line[1].saturating_add(100), "the line is {line:?}");
}

#[test]
fn grey_and_deep_colours_come_out_as_eight_bits() {
    let grey = DynamicImage::ImageLuma8(photo(300, 200).into_luma8());
    let deep = DynamicImage::ImageRgba16(graphic(300, 200).into_rgba16());
    let files = [
        (fixture::jpeg(&grey), "a.jpg"),
        (png(&grey), "a.png"),
        (png(&DynamicImage::ImageLuma16(grey.to_luma16())), "a.png"),
        (png(&deep), "a.png"),
    ];
    for (bytes, path) in files {
        let original = opened(&bytes).into_rgb8();
        for variant in rendered(&bytes, path, Use::Card) {
            let shown = opened(&variant.bytes);
            assert!(shown.color().bytes_per_pixel() <= 4);
            if !shown.color().has_alpha() {
                assert!(fixture::difference(&original, &shown.into_rgb8()) < 12);
            }
        }
    }
}

#[test]
fn a_print_photograph_keeps_its_colours_roughly() {
    let bytes = fixture::cmyk_jpeg(320, 200, [0, 255, 255, 0]);
    for variant in rendered(&bytes, "a.jpg", Use::Card) {
        let [red, green, blue] = opened(&variant.bytes).into_rgb8().get_pixel(100, 100).0;
        assert!(red > 180 && green < 60 && blue < 60, "{red} {green} {blue}");
    }
}

#[test]
fn bytes_depend_on_source_and_parameters_only() {
    let bytes = fixture::jpeg(&photo(1700, 1100));
    let probe = probed(&bytes, "a.jpg");
    let specs = [variants(&probe, Use::Cover), variants(&probe, Use::Share)].concat();
    let all = render(&bytes, &probe, &specs, &Memo::forgetful()).unwrap();
    let in_threads = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let one =
            |spec: &VariantSpec| render(&bytes, &probe, &[*spec], &Memo::forgetful()).unwrap().remove(0);
        pool.install(|| specs.par_iter().map(one).collect::<Vec<_>>())
    };
    assert!(all == in_threads(1));
    assert!(all == in_threads(4));
}

#[test]
fn a_second_run_encodes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = fixture::jpeg(&photo(700, 500));
    let probe = probed(&bytes, "a.jpg");
    let specs = variants(&probe, Use::Inline);
    let run = || {
        let memo = Memo::on_disk(folder.path());
        let made = render(&bytes, &probe, &specs, &memo).unwrap();
        (made, memo.tally())
    };
    let (first, tally) = run();
    assert_eq!(tally, MemoTally { found: 0, made: specs.len() });
    let (second, tally) = run();
    assert_eq!(tally, MemoTally { found: specs.len(), made: 0 });
    assert!(first == second);

    let entries = walkdir::WalkDir::new(folder.path()).sort_by_file_name().into_iter().flatten();
    let damaged = entries.filter(|entry| entry.path().is_file()).nth(1).unwrap();
    let whole = std::fs::read(damaged.path()).unwrap();
    std::fs::write(damaged.path(), &whole[..whole.len() / 2]).unwrap();
    let (third, tally) = run();
    assert_eq!(tally, MemoTally { found: specs.len() - 1, made: 1 });
    assert!(first == third, "made again, the same bytes");
    assert_eq!(std::fs::read(damaged.path()).unwrap(), whole);
}

#[test]
fn file_names_are_safe_everywhere_and_tell_variants_apart() {
    let source = fingerprint_bytes(b"source");
    let spec = VariantSpec { encoding: Encoding::WebP, width: 960, height: 540, fit: Fit::Whole };
    let name = |stem: &str| spec.file_name(stem, source);
    let hash = spec.key(source).short(8);
    assert_eq!(name("layout"), format!("layout-960.{hash}.webp"));
    assert_eq!(name("Bản đồ KCN Đình Vũ (2)"), format!("ban-do-kcn-dinh-vu-2-960.{hash}.webp"));
    assert_eq!(name("../con"), format!("con-960.{hash}.webp"));
    assert_eq!(name("港口"), format!("image-960.{hash}.webp"));
    assert_eq!(name("Ｉｍｇ＿０１"), format!("img-01-960.{hash}.webp"));
    assert!(name(&"ờ".repeat(500)).len() < 100);

    let share = VariantSpec { width: 1200, height: 630, fit: Fit::Crop, encoding: Encoding::Jpeg };
    assert!(share.file_name("a", source).starts_with("a-1200x630."));
    let others = [
        VariantSpec { height: 541, ..spec }.file_name("layout", source),
        VariantSpec { fit: Fit::Crop, ..spec }.file_name("layout", source),
        spec.file_name("layout", fingerprint_bytes(b"another")),
    ];
    assert!(others.iter().all(|other| *other != name("layout")));
}

#[test]
fn memory_is_estimated_from_headers() {
    let million = |bytes: &[u8], path| probed(bytes, path).memory() as f64 / (300.0 * 200.0);
    assert_eq!(million(&fixture::jpeg(&photo(300, 200)), "a.jpg"), 3.0);
    assert_eq!(million(&Jpeg { progressive: true, ..Jpeg::of(&photo(300, 200)) }.encode(), "a.jpg"), 9.0);
    assert_eq!(million(&png(&graphic(300, 200)), "a.png"), 8.0);
}
