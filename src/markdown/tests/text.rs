//! Plain text, counts, segments, punctuation.

use super::super::{Gap, Options, Quotes, SegmentKind, parse};
use super::{options, origin, shown};
use crate::base::{ShortDigest, fingerprint_bytes};

#[test]
fn plain_text_has_one_line_a_block_and_gaps_to_fill() {
    let text = "# Vốn *mới*\n\nĐạt {{ fact v }} theo [](@a), xem `x`.\nDòng hai\n\n- một\n  - hai\n\n| a | b |\n|---|---|\n\
                | c | d |\n\n```\ncode\n```\n\n<b>đậm</b> ![ảnh](a.jpg \"Chú thích\")\n\n<details>\n<summary>Thêm\nnữa</summary>\n\nchi tiết";
    let body = parse(text, &origin(), &options("vi")).value;
    let filled = body.plain.fill(|gap| match gap {
        Gap::Fact(slot) => format!("[{}]", body.facts[slot].field),
        Gap::LinkText(slot) => format!("({:?})", body.links[slot].span),
    });
    assert_eq!(
        filled,
        "Vốn mới\nĐạt [v] theo (42..48), xem x. Dòng hai\nmột\nhai\na\nb\nc\nd\nđậm\nThêm nữa\nchi tiết"
    );
}

#[test]
fn segments_are_blocks_and_a_figure_changes_none() {
    let text = "## Giá\n\nGiá {{ fact price }} USD\n\n- một\n\n  hai\n- ba\n\n| a |\n|---|\n| b |\n\nKCN\n: khu\n\n\
                ![ảnh](a.jpg \"chú\")\n\n{{ figure b.jpg \"mặt bằng\" }}";
    let segments = parse(text, &origin(), &options("vi")).value.segments;
    let seen: Vec<(SegmentKind, ShortDigest)> = segments.iter().map(|it| (it.kind, it.mark)).collect();
    use SegmentKind::{Alt, Caption, Cell, Definition, Heading, Paragraph, Term};
    let of =
        |(kind, text): (SegmentKind, &str)| (kind, ShortDigest::from(fingerprint_bytes(text.as_bytes())));
    assert_eq!(
        seen,
        [
            (Heading, "Giá"),
            (Paragraph, "Giá {{ fact price }} USD"),
            (Paragraph, "một"),
            (Paragraph, "hai"),
            (Paragraph, "ba"),
            (Cell, "a"),
            (Cell, "b"),
            (Term, "KCN"),
            (Definition, "khu"),
            (Alt, "ảnh"),
            (Caption, "chú"),
            (Caption, "mặt bằng"),
        ]
        .map(of)
    );
    let digest = |text: &str| parse(text, &origin(), &options("vi")).value.segments[0].mark;
    assert_eq!(digest("Giá **{{ fact price }}** USD"), digest("Giá {{fact price}} USD"));
    assert_eq!(digest("- một"), digest("* một"));
    assert_eq!(digest("một"), digest("# một"));
    assert_ne!(digest("một"), digest("hai"));
}

#[test]
fn punctuation_is_typographic_where_the_language_wants_it() {
    let quotes = Quotes { open: '“', close: '”', open_single: '‘', close_single: '’' };
    let options = Options { smart: Some(quotes), ..options("en") };
    let write = |text: &str| shown(&parse(text, &origin(), &options).value);
    assert_eq!(write("*\"It's\"* -- `\"x\"`..."), "<p><em>“It’s”</em> – <code>\"x\"</code>…</p>\n");
    assert_eq!(write("a\\\"b\\\" {{ fact x }} \\\"c\\\" \"d\""), "<p>a\"b\" {fact 0} \"c\" “d”</p>\n");
    assert_eq!(write("{{ figure a.jpg \"b\" }}"), "{component 0}\n");
    assert_eq!(super::html("vi", "\"a\" -- b..."), "<p>\"a\" -- b...</p>\n");
}

#[test]
fn quotation_marks_open_and_close_over_the_parts_of_a_block() {
    let quotes = Quotes { open: '“', close: '”', open_single: '‘', close_single: '’' };
    let options = |tag| Options { smart: Some(quotes), ..options(tag) };
    let write = |tag, text: &str| shown(&parse(text, &origin(), &options(tag)).value);
    assert_eq!(
        write("ko", "표지판에\"**About me**\"라고, 또\"예\"라고"),
        "<p>표지판에“<strong>About me</strong>”라고, 또“예”라고</p>\n"
    );
    assert_eq!(
        write("vi", "Ông nói\"đầu tư\"và\"*phát triển*\".\n\nÔng nói\"mở"),
        "<p>Ông nói“đầu tư”và“<em>phát triển</em>”.</p>\n<p>Ông nói“mở</p>\n"
    );
    assert_eq!(write("en", "20&deg;51'43\"N, \"a\""), "<p>20°51′43″N, “a”</p>\n");
    for tag in ["zh-Hans", "ja"] {
        assert_eq!(super::html(tag, "北緯20°51'43\"，\"港\""), "<p>北緯20°51′43″，\"港\"</p>\n");
    }
}

#[test]
fn a_line_break_is_no_space_beside_the_marks_that_scripts_share() {
    for tag in ["zh-Hans", "ja"] {
        for (text, expected) in [
            ("他说：\n“海防”", "他说：“海防”"),
            ("称为“\n海防”", "称为“海防”"),
            ("称为“\nDEEP C”区", "称为“DEEP C”区"),
            ("称为“DEEP C\n”区", "称为“DEEP C”区"),
            ("“海防”\n港", "“海防”港"),
            ("在DEEP C\n“港”\nABC", "在DEEP C“港”ABC"),
            ("海防——\n港", "海防——港"),
            ("等等……\n——海防", "等等……——海防"),
            ("海防\n·港", "海防·港"),
            ("称‘海\n’港", "称‘海’港"),
            ("见\n[](@a)", "见<a href=\"{link 0}\">{text of 0}</a>"),
            ("见[](@a)\n和", "见<a href=\"{link 0}\">{text of 0}</a>和"),
            ("见\n{{ fact a }}", "见{fact 0}"),
        ] {
            super::check(tag, text, &format!("<p>{expected}</p>"));
        }
        super::check(tag, "海防\nDEEP C\n·港", "<p>海防\nDEEP C\n·港</p>");
    }
    super::check("ko", "하이퐁\n“항구”", "<p>하이퐁\n“항구”</p>");
    super::check(
        "vi",
        "Cảng\n“Hải Phòng” …\n[](@a)",
        "<p>Cảng\n“Hải Phòng” …\n<a href=\"{link 0}\">{text of 0}</a></p>",
    );
}

#[test]
fn what_may_change_the_result_is_hashed() {
    use crate::base::fingerprint;
    let base = options("vi");
    let same = Options { slug: str::to_owned, ..options("vi") };
    assert_eq!(fingerprint(&base), fingerprint(&same));
    for other in [
        Options { trusted_html: true, ..base.clone() },
        Options { heading_shift: 1, ..base.clone() },
        Options { id_prefix: "a".into(), ..base.clone() },
        Options { own: vec!["a.vn".into()], ..base.clone() },
        options("en"),
    ] {
        assert_ne!(fingerprint(&base), fingerprint(&other));
    }
}
