//! Files that are damaged, misnamed, too large or made to do harm.

use super::fixture::{self, Jpeg, graphic, photo, png, webp};
use super::*;
use crate::base::SourceSpan;
use crate::diag::UiLang;

/// The code and the help of the problem, after both of its texts were written in both languages.
fn refused(bytes: &[u8], path: &str) -> (&'static str, &'static str) {
    let path = SourcePath::new(path);
    told(probe(bytes, &path).expect_err("the picture passes"))
}

fn told(problem: PictureProblem) -> (&'static str, &'static str) {
    let (code, help) = (problem.code(), problem.help());
    let diagnostic = problem.diagnostic(SourceSpan::file(&SourcePath::new("content/pages/a/vi.md")));
    for lang in [UiLang::En, UiLang::Vi] {
        assert!(!diagnostic.message(lang).contains('{'));
        assert!(!diagnostic.help_text(lang).unwrap().contains('{'));
    }
    (code, help)
}

/// What becomes of a file that may or may not pass, without a panic and without waiting.
fn outcome(bytes: &[u8], path: &str) -> Result<usize, (&'static str, &'static str)> {
    let probe = probe(bytes, &SourcePath::new(path)).map_err(told)?;
    let made = render(bytes, &probe, &variants(&probe, Use::Card), &Memo::forgetful()).map_err(told)?;
    Ok(made.len())
}

#[test]
fn a_picture_under_a_wrong_name_is_told_its_right_one() {
    let bytes = png(&photo(20, 20));
    assert_eq!(refused(&bytes, "a.jpg"), ("image-wrong-extension", "rename"));
    assert_eq!(refused(&bytes, "a"), ("image-wrong-extension", "rename"));
    assert_eq!(refused(&fixture::jpeg(&photo(20, 20)), "a.png"), ("image-wrong-extension", "rename"));
    let problem = probe(&bytes, &SourcePath::new("x/Ảnh.bìa.JPG")).unwrap_err();
    let diagnostic = problem.diagnostic(SourceSpan::file(&SourcePath::new("vi.md")));
    assert_eq!(
        diagnostic.message(UiLang::En),
        "`x/Ảnh.bìa.JPG` holds a PNG picture, but its name ends otherwise"
    );
    assert_eq!(diagnostic.help_text(UiLang::En).unwrap(), "rename it to `Ảnh.bìa.png`");
    assert!(probe(&bytes, &SourcePath::new("A.PNG")).is_ok());
    assert!(probe(&fixture::jpeg(&photo(20, 20)), &SourcePath::new("a.jpeg")).is_ok());
}

#[test]
fn formats_that_are_not_published_come_with_advice() {
    assert_eq!(refused(b"", "a.jpg"), ("image-broken", "empty"));
    assert_eq!(refused(b"\xff\xd8", "a.jpg"), ("image-broken", "truncated"));
    assert_eq!(refused(b"hello", "a.jpg"), ("image-unsupported", "unknown"));
    assert_eq!(refused(b"<!doctype html><title>404</title>", "a.jpg"), ("image-unsupported", "unknown"));
    assert_eq!(refused(b"RIFF\x24\0\0\0WAVEfmt ", "a.webp"), ("image-unsupported", "unknown"));
    assert_eq!(refused(b"GIF89a\x01\0\x01\0", "a.gif"), ("image-unsupported", "gif"));
    assert_eq!(refused(b"\0\0\0\x18ftypheic\0\0\0\0", "IMG_1.HEIC"), ("image-unsupported", "heic"));
    assert_eq!(refused(b"\0\0\0\x1cftypavif\0\0\0\0", "a.avif"), ("image-unsupported", "convert"));
    assert_eq!(refused(b"II*\0\x08\0\0\0", "a.tif"), ("image-unsupported", "convert"));
    assert_eq!(refused(b"%PDF-1.7", "a.pdf"), ("image-unsupported", "document"));
    let animated = fixture::with_png_chunk(&png(&photo(9, 9)), b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0]);
    assert_eq!(refused(&animated, "a.png"), ("image-unsupported", "animated"));
}

#[test]
fn sizes_are_limited_before_anything_is_decoded() {
    let small = png(&photo(16, 16));
    let claims = |width, height| fixture::with_png_size(&small, width, height);
    assert_eq!(refused(&claims(60_000, 60_000), "a.png"), ("image-too-large", "pixels"));
    assert_eq!(refused(&claims(30_001, 1), "a.png"), ("image-too-large", "pixels"));
    assert_eq!(refused(&claims(u32::MAX, u32::MAX), "a.png"), ("image-too-large", "pixels"));
    assert_eq!(refused(&claims(10_001, 10_000), "a.png"), ("image-too-large", "pixels"));
    assert_eq!(refused(&claims(0, 16), "a.png"), ("image-broken", "no-size"));
    // Within the limit of pixels, but each takes eight bytes.
    let clear = fixture::with_png_size(&png(&graphic(16, 16)), 9_000, 9_000);
    assert_eq!(refused(&clear, "a.png"), ("image-too-large", "pixels"));

    let mut jpeg = fixture::jpeg(&photo(16, 16));
    let frame = jpeg.windows(2).position(|marker| marker == [0xff, 0xc0]).unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xff; 4]);
    assert_eq!(refused(&jpeg, "a.jpg"), ("image-too-large", "pixels"));
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0, 0, 0, 16]);
    assert_eq!(refused(&jpeg, "a.jpg"), ("image-broken", "no-size"));
}

#[test]
fn a_bomb_packed_into_a_small_file_does_not_go_off() {
    let zeros = png(&DynamicImage::new_luma8(9_000, 9_000));
    assert!(zeros.len() < 1_000_000, "81 MB of pixels in {} bytes", zeros.len());

    // All of it behind a header of 16 × 16: only the rows asked for are unpacked.
    let _ = outcome(&fixture::with_png_size(&zeros, 16, 16), "a.png");

    // The other way round: an honest size in the header, and hardly any pixels.
    let hollow = fixture::with_png_size(&png(&photo(16, 16)), 9_000, 9_000);
    assert_eq!(outcome(&hollow, "a.png"), Err(("image-broken", "damaged")));

    // As a colour profile: what goes beyond the limit is not unpacked, and not published.
    let packed = fixture::contains(&zeros, b"IDAT").then(|| idat(&zeros)).unwrap();
    let bomb =
        fixture::with_png_chunk(&png(&photo(16, 16)), b"iCCP", &[b"p\0\0", packed.as_slice()].concat());
    match outcome(&bomb, "a.png") {
        Ok(_) => {
            assert!(rendered(&bomb, "a.png", Use::Card).iter().all(|variant| variant.bytes.len() < 10_000))
        }
        Err(problem) => assert_eq!(problem.0, "image-broken"),
    }
}

/// All pixel data of a PNG, still packed.
fn idat(png: &[u8]) -> Vec<u8> {
    let mut data = Vec::new();
    let mut at = 8;
    while at < png.len() {
        let length = u32::from_be_bytes(png[at..at + 4].try_into().unwrap()) as usize;
        if &png[at + 4..at + 8] == b"IDAT" {
            data.extend(&png[at + 8..at + 8 + length]);
        }
        at += length + 12;
    }
    data
}

#[test]
fn a_file_that_ends_too_early_is_found_by_its_headers() {
    let pictures = [
        (fixture::jpeg(&photo(40, 30)), "a.jpg"),
        (Jpeg { progressive: true, ..Jpeg::of(&photo(40, 30)) }.encode(), "a.jpg"),
        (png(&photo(40, 30)), "a.png"),
        (webp(&photo(40, 30)), "a.webp"),
        (webp(&graphic(40, 30)), "a.webp"),
    ];
    for (bytes, path) in pictures {
        for length in 1..bytes.len() {
            let (code, help) = refused(&bytes[..length], path);
            // Four letters of `RIFF` could begin anything.
            let short = path == "a.webp" && (5..12).contains(&length);
            assert!(
                code == "image-broken" && help == "truncated" || short,
                "{path}, {length} bytes: {code}, {help}"
            );
        }
        assert_eq!(outcome(&bytes, path), Ok(2));
    }
}

#[test]
fn what_follows_the_end_is_not_published() {
    let pictures = [
        (fixture::jpeg(&photo(40, 30)), "a.jpg"),
        (png(&photo(40, 30)), "a.png"),
        (webp(&photo(40, 30)), "a.webp"),
    ];
    for (bytes, path) in pictures {
        let clean = rendered(&bytes, path, Use::Card);
        // A telephone's film, a second picture, a script.
        for tail in [b"<script>alert(1)</script>".as_slice(), &bytes, &[0; 1000]] {
            let longer = [bytes.as_slice(), tail].concat();
            let same = rendered(&longer, path, Use::Card).iter().zip(&clean).all(|(a, b)| a.bytes == b.bytes);
            assert!(same, "{path}");
        }
    }
}

#[test]
fn damage_anywhere_is_a_problem_or_a_picture_and_never_a_panic() {
    let pictures = [
        (fixture::jpeg(&photo(40, 30)), "a.jpg"),
        (Jpeg { progressive: true, ..Jpeg::of(&photo(40, 30)) }.encode(), "a.jpg"),
        (png(&photo(40, 30)), "a.png"),
        (webp(&photo(40, 30)), "a.webp"),
        (fixture::lossless_webp(&graphic(40, 30)), "a.webp"),
    ];
    for (bytes, path) in pictures {
        for at in 0..bytes.len().min(900) {
            for change in [0x01, 0xff] {
                let mut damaged = bytes.clone();
                damaged[at] ^= change;
                // Small claims only: this test is about structure, not about the patience of encoders.
                let probe = probe(&damaged, &SourcePath::new(path));
                if probe.as_ref().is_ok_and(|probe| probe.width * probe.height > 500_000) {
                    continue;
                }
                let _ = outcome(&damaged, path);
            }
        }
    }
}

#[test]
fn a_probe_of_another_file_is_noticed() {
    let bytes = fixture::jpeg(&photo(40, 30));
    let other = probed(&fixture::jpeg(&photo(30, 40)), "a.jpg");
    let problem = render(&bytes, &other, &variants(&other, Use::Card), &Memo::forgetful()).unwrap_err();
    assert_eq!(told(problem), ("image-broken", "damaged"));
}

#[test]
fn two_frames_in_one_jpeg_are_refused() {
    let bytes = fixture::jpeg(&photo(40, 30));
    let frame = bytes.windows(2).position(|marker| marker == [0xff, 0xc0]).unwrap();
    let segment = &bytes[frame..frame + 19];
    let doubled = [&bytes[..frame], segment, &bytes[frame..]].concat();
    assert_eq!(refused(&doubled, "a.jpg"), ("image-broken", "damaged"));
}
