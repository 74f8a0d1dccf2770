use super::check::{self, CodeProblem};
use super::line::{escaped, folded};
use super::{Appointment, ContactCard, Level, QUIET, Symbol, Tagged};

fn tagged(text: &str, tag: &str) -> Tagged {
    Tagged { text: text.to_owned(), tag: tag.to_owned() }
}

fn symbol(text: &str) -> Symbol {
    Symbol::of(text, Level::M).expect("short enough")
}

#[test]
fn the_demo_s_addresses_make_the_symbols_that_the_rules_for_print_were_made_for() {
    let symbol = symbol("https://haiphongdipi.gov.vn/q/n017");
    assert_eq!((symbol.version(), symbol.whole()), (3, 37));
    assert_eq!("https://haiphongdipi.gov.vn/ja/q/xxxxxx/".len(), 40);
}

#[test]
fn every_version_is_read_back_from_both_files() {
    let mut seen = [false; 41];
    for length in (1..2300).step_by(20) {
        let text: String =
            "https://example.vn/ja/q/".chars().chain("0b7-".chars().cycle()).take(length).collect();
        let symbol = symbol(&text);
        if std::mem::replace(&mut seen[symbol.version()], true) {
            continue;
        }
        assert_eq!(check::svg(&symbol.svg("a & b")), Ok(symbol.clone()), "{length}");
        // As narrow as modules may be: five dots.
        let mm = (u32::try_from(symbol.whole()).expect("few") * 43).div_ceil(100);
        assert_eq!(check::png(&symbol.png(mm).expect("large enough")), Ok(symbol.clone()), "{length}");
        assert_eq!(check::text(&symbol, &text), Ok(()), "version {} of {length} bytes", symbol.version());
    }
    assert!(seen[1..].iter().all(|seen| *seen), "{seen:?}");
}

#[test]
fn every_level_and_script_is_read_back() {
    for text in [
        "Hải Phòng, cảng nước sâu",
        "ハイフォン投資促進ポータル",
        "하이퐁 투자 유치",
        "海防投资促进门户",
        "HTTPS://X.VN/Q/7",
    ] {
        for level in [Level::L, Level::M, Level::Q, Level::H] {
            let symbol = Symbol::of(text, level).expect("short enough");
            assert_eq!(check::text(&symbol, text), Ok(()), "{text} {}", level.letter());
        }
    }
}

#[test]
fn a_print_is_as_wide_as_asked_or_a_little_narrower() {
    let symbol = symbol("https://haiphongdipi.gov.vn/ja/q/xxxxxx/");
    for mm in [20, 25, 30, 40, 60] {
        let bytes = symbol.png(mm).expect("large enough");
        let info =
            ::png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().expect("a PNG").info().clone();
        let (scale, side) = (symbol.pixels_per_module(mm), info.width as usize);
        assert_eq!((info.width, info.bit_depth), (info.height, ::png::BitDepth::One));
        assert_eq!(side, symbol.whole() * scale);
        let most = mm as usize * 300 * 10 / 254;
        assert!(side <= most && most < side + symbol.whole(), "{mm} mm: {side} of {most} pixels");
        let dense = info.pixel_dims.expect("the resolution is said");
        assert_eq!((dense.xppu, dense.yppu, dense.unit), (11_811, 11_811, ::png::Unit::Meter));
    }
    assert_eq!(symbol.png(3), None);
}

#[test]
fn a_damaged_code_is_found_out() {
    let text = "https://example.vn/q/n017/";
    let symbol = symbol(text);
    let svg = symbol.svg("title");
    assert_eq!(
        check::text(&symbol, "https://example.vn/q/n018/"),
        Err(CodeProblem::OtherText(text.to_owned()))
    );
    let mut scratched = symbol.clone();
    let middle = scratched.side / 2;
    for at in 0..scratched.side * 8 {
        let (x, y) = (at % scratched.side, middle - 4 + at / scratched.side);
        scratched.dark[y * scratched.side + x] ^= (x + y) % 2 == 0;
    }
    assert_eq!(check::text(&scratched, text), Err(CodeProblem::Unreadable));
    // What a camera finds it by must be there, though the rest could be read without.
    for (x, y) in [
        (0, 0),
        (3, 3),
        (7, 2),
        (symbol.side - 1, 6),
        (symbol.side - 8, 0),
        (6, symbol.side - 2),
        (10, 6),
        (6, 11),
    ] {
        let mut lost = symbol.clone();
        lost.dark[y * lost.side + x] ^= true;
        assert_eq!(check::text(&lost, text), Err(CodeProblem::Unreadable), "{x} {y}");
    }
    assert_eq!(check::svg(&svg.replace("#000", "#999")), Err(CodeProblem::Contrast));
    assert_eq!(
        check::svg(&svg.replace("#000", "#fff").replace("fill=\"#fff", "fill=\"#000")),
        Err(CodeProblem::Contrast)
    );
    assert_eq!(check::svg(&svg.replace("M0 .5m4 4", "M0 .5m2 4")), Err(CodeProblem::Shape));
    assert_eq!(check::svg("<svg/>"), Err(CodeProblem::Shape));
    assert_eq!(check::svg(&svg.replacen("h7", "h999999999", 1)), Err(CodeProblem::Shape));
    let png = symbol.png(30).expect("large enough");
    assert_eq!(check::png(&png[..png.len() / 2]), Err(CodeProblem::Shape));
    // 20 mm for a code of 57 modules is a width that a telephone loses.
    let long = Symbol::of(&"x".repeat(200), Level::M).expect("short enough");
    assert!(matches!(check::png(&long.png(20).expect("a pixel or more")), Err(CodeProblem::Narrow(_))));
}

#[test]
fn the_drawing_has_whole_coordinates_white_around_it_and_a_title_that_cannot_break_out() {
    let symbol = symbol("https://example.vn/q/n017/");
    let svg = symbol.svg("<script>&\u{1}");
    assert!(svg.contains("<title>&lt;script&gt;&amp;</title>"), "{svg}");
    // Whatever a title holds, it is well-formed XML; a drawing that is not is refused.
    let strange = symbol.svg("Bad\u{1} \u{FFFE}\u{ffff}\u{0} ]]> \u{1f6a2}");
    assert!(strange.contains("<title>Bad  ]]&gt; \u{1f6a2}</title>"), "{strange}");
    assert_eq!(check::svg(&strange), Ok(symbol.clone()));
    for bad in ["Bad\u{1}", "\u{FFFE}", "<b>", "&"] {
        assert_eq!(check::svg(&svg.replace("&lt;script&gt;&amp;", bad)), Err(CodeProblem::Shape), "{bad:?}");
    }
    assert!(svg.contains(&format!("viewBox=\"0 0 {0} {0}\"", symbol.side + 2 * QUIET)), "{svg}");
    let path = svg.split("d=\"M0 .5").nth(1).expect("the path");
    assert!(!path.split('"').next().expect("its data").contains('.'), "{path}");
    assert!(svg.len() < 3500, "{}", svg.len());
}

#[test]
fn cards_are_escaped_and_folded() {
    assert_eq!(escaped("a;b,c\\d\ne\rf\u{7}"), "a\\;b\\,c\\\\d\\nef");
    let long = format!("FN:{}", "投資".repeat(40));
    let file = folded(std::slice::from_ref(&long));
    assert!(file.ends_with("\r\n"));
    assert!(file.split("\r\n").all(|line| line.len() <= 75), "{file}");
    assert_eq!(file.replace("\r\n ", ""), format!("{long}\r\n"));
    let card = ContactCard {
        name: tagged("Japan Desk; Hai Phong", "en"),
        organisation: Some(tagged("Trung tâm, Hải Phòng", "vi")),
        emails: vec!["japan@example.org".to_owned()],
        phones: vec!["+842253123456".to_owned()],
        url: "https://example.vn/ja/q/abc/".to_owned(),
        tag: "ja".to_owned(),
        changed: Some("20260102".to_owned()),
    };
    assert_eq!(
        card.short(),
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Japan Desk\\; Hai Phong\r\nFN:Japan Desk\\; Hai Phong\r\n\
         ORG:Trung tâm\\, Hải Phòng\r\nEMAIL:japan@example.org\r\nTEL:+842253123456\r\n\
         URL:https://example.vn/ja/q/abc/\r\nEND:VCARD"
    );
    assert_eq!(
        card.file(),
        "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:org\r\nFN;LANGUAGE=en:Japan Desk\\; Hai Phong\r\n\
         ORG;LANGUAGE=vi:Trung tâm\\, Hải Phòng\r\nEMAIL;TYPE=work:japan@example.org\r\n\
         TEL;VALUE=uri;TYPE=work:tel:+842253123456\r\nURL:https://example.vn/ja/q/abc/\r\nLANG:ja\r\n\
         REV:20260102T000000Z\r\nEND:VCARD\r\n"
    );
}

#[test]
fn appointments_take_whole_days_and_name_no_clock() {
    let event = Appointment {
        sequence: 7,
        uid: "n017@example.vn".to_owned(),
        title: tagged("Hội nghị, 2026", "vi"),
        summary: Some(tagged("Một câu.\nHai câu.", "vi")),
        place: Some(tagged("12 Minh Khai, Haiphong", "en")),
        url: "https://example.vn/vi/q/n017/".to_owned(),
        first: "20221220".to_owned(),
        after: "20221224".to_owned(),
        changed: "20221101".to_owned(),
        status: None,
    };
    assert_eq!(
        event.short(),
        "BEGIN:VEVENT\r\nSUMMARY:Hội nghị\\, 2026\r\nDTSTART;VALUE=DATE:20221220\r\nDTEND;VALUE=DATE:20221224\r\n\
         LOCATION:12 Minh Khai\\, Haiphong\r\nURL:https://example.vn/vi/q/n017/\r\nEND:VEVENT"
    );
    let file = event.file();
    for line in [
        "BEGIN:VCALENDAR",
        "PRODID:-//Portolan//Portolan//EN",
        "UID:n017@example.vn",
        "DTSTAMP:20221101T000000Z",
        "SUMMARY;LANGUAGE=vi:Hội nghị\\, 2026",
        "DESCRIPTION;LANGUAGE=vi:Một câu.\\nHai câu.",
        "LOCATION;LANGUAGE=en:12 Minh Khai\\, Haiphong",
        "END:VCALENDAR",
    ] {
        assert!(file.split("\r\n").any(|own| own == line), "{line} in {file}");
    }
}
