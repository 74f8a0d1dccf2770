//! Vector pictures: passed through whole, or refused.

use super::*;

const HEAD: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30">"#;

fn checked(svg: &str) -> Result<(u32, u32), (&'static str, &'static str)> {
    let probe = probe(svg.as_bytes(), &SourcePath::new("a.svg"));
    probe.map(|probe| (probe.width, probe.height)).map_err(|problem| (problem.code(), problem.help()))
}

fn inside(content: &str) -> Result<(u32, u32), (&'static str, &'static str)> {
    checked(&format!("{HEAD}{content}</svg>"))
}

#[test]
fn a_drawing_is_published_byte_for_byte() {
    let svg = format!("{HEAD}<path d=\"M0 0h40v30\"/></svg>\n");
    let probe = probed(svg.as_bytes(), "logo.svg");
    let specs = variants(&probe, Use::Card);
    assert_eq!(specs, variants(&probe, Use::Cover));
    assert!(variants(&probe, Use::Share).is_empty());
    let made = render(svg.as_bytes(), &probe, &specs, &Memo::forgetful()).unwrap();
    assert_eq!(made.len(), 1);
    assert_eq!(made[0].bytes, svg.as_bytes());
    let name = made[0].spec.file_name("con", fingerprint_bytes(svg.as_bytes()));
    assert!(name.starts_with("con-40.") && name.ends_with(".svg"), "{name}");
}

#[test]
fn what_drawing_programs_write_passes() {
    let inkscape = r##"<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape (http://www.inkscape.org/) -->
<svg width="210mm" height="297mm" viewBox="0 0 210 297" xmlns="http://www.w3.org/2000/svg"
   xmlns:svg="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" inkscape:export-filename="C:\Users\an\ban-do.png">
  <metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><dc:source
     xmlns:dc="http://purl.org/dc/elements/1.1/" rdf:resource="http://example.vn/"/></rdf:RDF></metadata>
  <defs><linearGradient id="a"><stop offset="0" stop-color="#fff"/></linearGradient>
  <linearGradient id="b" xlink:href="#a"/></defs>
  <style>.a{fill:url(#b);font-family:'Noto Sans\, Bold'}</style>
  <rect style="fill:url('#b')" clip-path="url(#c)" width="10" height="10"/>
  <text>Hải Phòng &amp; Cát Bà &#8211; 海防</text>
  <image href="data:image/png;base64,iVBORw0KGgo="/>
</svg>"##;
    assert_eq!(checked(inkscape), Ok((794, 1123)));
    let illustrator = r#"<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"
  "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg xmlns="http://www.w3.org/2000/svg" width="8" height="9">
  <style type="text/css"><![CDATA[ .st0{fill:#F00;} ]]></style><g id="Layer_1"/><?xpacket end='w'?></svg>"#;
    assert_eq!(checked(illustrator), Ok((8, 9)));
    assert_eq!(checked(&format!("\u{feff}{HEAD}</svg>")), Ok((40, 30)));
}

#[test]
fn the_size_comes_from_the_root() {
    let size = |attributes: &str| {
        checked(&format!(r#"<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>"#)).unwrap()
    };
    assert_eq!(size(r#"width="120" height="60""#), (120, 60));
    assert_eq!(size(r#"width="2in" viewBox="0,0,10,5""#), (192, 96));
    assert_eq!(size(r#"width="100%" height="100%" viewBox="0 0 640 480""#), (640, 480));
    assert_eq!(size(r#"height="1e9" viewBox="0 0 1 1""#), (30_000, 30_000));
    assert_eq!(size(r#"width="NaN" height="-3" viewBox="0 0 0 0""#), (300, 150));
    assert_eq!(size(""), (300, 150));
}

#[test]
fn whatever_runs_is_refused() {
    let active = Err(("svg-unsafe", "active"));
    for content in [
        "<script>alert(1)</script>",
        "<SCRIPT/>",
        r#"<script href="a.js"/>"#,
        r#"<s:script xmlns:s="http://www.w3.org/2000/svg"/>"#,
        "<g onclick=\"alert(1)\"/>",
        "<g ONload = 'alert(1)'/>",
        "<foreignObject><p/></foreignObject>",
        "<iframe/>",
        r#"<g xmlns:h="http://www.w3.org/1999/xhtml"/>"#,
        r#"<g xmlns:h="http://www.w3.org/1999/xhtm&#108;"/>"#,
        r#"<a><animate attributeName="href" values="javascript:alert(1)"/></a>"#,
        r##"<a><set attributeName="xlink:href" to="#a"/></a>"##,
        r#"<set attributeName="onclick" to="alert(1)"/>"#,
        r#"<rect style="fill:\75rl(https://example.com/)"/>"#,
        r#"<style>a{font-family:'B\, C';b:\75rl(https://example.com/)}</style>"#,
    ] {
        assert_eq!(inside(content), active, "{content}");
    }
}

#[test]
fn whatever_leads_outside_is_refused() {
    let external = Err(("svg-unsafe", "external"));
    for content in [
        r#"<image href="https://example.com/a.png"/>"#,
        r#"<image xlink:href="a.png" xmlns:xlink="http://www.w3.org/1999/xlink"/>"#,
        r#"<use href="//example.com/a.svg#b"/>"#,
        r#"<use x:href="other.svg#b" xmlns:x="http://www.w3.org/1999/xlink"/>"#,
        r#"<a href="&#106;avascript:alert(1)"><text>x</text></a>"#,
        r#"<a href=" java&#10;script:alert(1)"/>"#,
        r#"<a href="https://example.com/"/>"#,
        r#"<image href="data:image/svg+xml;base64,AAAA"/>"#,
        r#"<image href="data:text/html,x"/>"#,
        r#"<g xml:base="https://example.com/"/>"#,
        r#"<rect fill="url(https://example.com/a.svg#b)"/>"#,
        r#"<rect fill="URL( &quot;a.svg#b&quot; )"/>"#,
        r#"<style>@import "a.css";</style>"#,
        r#"<style>@im<!-- -->port "a.css";</style>"#,
        r#"<style>a{b:u<![CDATA[rl(a.png)]]>}</style>"#,
        r#"<style>a{b:image-set("a.png" 1x)}</style>"#,
        r#"<style>@font-face{src:url(https://example.com/a.woff2)}</style>"#,
        r#"<?xml-stylesheet href="a.css"?>"#,
        r#"<set attributeName="fill" to="url(//example.com/#a)"/>"#,
    ] {
        assert_eq!(inside(content), external, "{content}");
    }
}

#[test]
fn what_is_not_understood_is_refused() {
    let broken = Err(("image-broken", "svg"));
    for svg in [
        "<svg",
        "<svg>",
        "<svg></svg>",
        HEAD,
        &format!("{HEAD}</g></svg>"),
        &format!("{HEAD}</svg><svg/>"),
        &format!("{HEAD}</svg>text"),
        &format!("{HEAD}<g a=b/></svg>"),
        &format!("{HEAD}<g a=\"1\"b=\"2\"/></svg>"),
        &format!("{HEAD}<g a=\"<script>\"/></svg>"),
        &format!("{HEAD}&unknown;</svg>"),
        &format!("{HEAD}&#xD800;</svg>"),
        &format!("{HEAD}<style><g/></style></svg>"),
        &format!("{HEAD}<!-- </svg>"),
        &format!("<?xml version='1.0' encoding='UTF-7'?>{HEAD}</svg>"),
        "<!-- <svg --><p/>",
    ] {
        assert_eq!(checked(svg), broken, "{svg}");
    }
    let entity = format!("<!DOCTYPE svg [<!ENTITY a '<script/>'>]>{HEAD}&a;</svg>");
    assert_eq!(checked(&entity), Err(("svg-unsafe", "declaration")));
    let mut bytes = HEAD.as_bytes().to_vec();
    bytes.extend(b"\xe9</svg>");
    assert_eq!(probe(&bytes, &SourcePath::new("a.svg")).unwrap_err().help(), "svg");
    let heavy = format!("{HEAD}{}</svg>", " ".repeat(MAX_SVG));
    assert_eq!(checked(&heavy), Err(("image-too-large", "bytes")));
}

#[test]
fn a_drawing_that_ends_too_early_is_refused() {
    let whole = format!(
        "<?xml version='1.0'?><!--c-->{HEAD}<style>a{{b:url(#c)}}</style><g a='đ&amp;'/><![CDATA[x]]></svg>"
    );
    assert!(checked(&whole).is_ok());
    for length in 1..whole.len() {
        assert!(probe(&whole.as_bytes()[..length], &SourcePath::new("a.svg")).is_err(), "{length} bytes");
    }
}

#[test]
fn a_drawing_of_any_depth_is_read() {
    let deep = format!("{HEAD}{}{}</svg>", "<g>".repeat(100_000), "</g>".repeat(100_000));
    assert_eq!(checked(&deep), Ok((40, 30)));
}
