//! Pictures, figures, films, tables and charts, by the program and by templates of a site's own.

use std::collections::BTreeSet;
use std::fs;

use crate::fixture::{Files, TWO, between, files, in_order};
use crate::message::{files_below, folder};
use crate::program::Site;

const THEME: &str = "themes/harbour/templates/components/";

/// A page with every component, and all that may make one of them difficult: signs that mean something in HTML, cells that
/// are empty or borrowed, dates of single figures, pictures in cells.
const YARD: &str = r##"
=== content/yards/_collection.toml
title = { vi = "Bãi", en = "Yards" }
singular = { vi = "Bãi", en = "Yard" }
path = { vi = "bai", en = "yards" }
fields.photo = { type = "image", label.vi = "Ảnh" }
fields.photos = { type = "list", of = "image", label.vi = "Các ảnh" }
[fields.parts]
type = "table"
label = { vi = "Khu & \"lô\"", en = "Parts & 'plots'" }
columns.name = { type = "text", label = { vi = "Tên", en = "Name" } }
columns.size = { type = "area", unit = "ha", label.vi = "Diện tích" }
columns.cost = { type = "money", label = { vi = "Giá", en = "Cost" } }
columns.plan = { type = "image", label = { vi = "Sơ đồ", en = "Plan" } }
columns.never = { type = "text", label = { vi = "Không", en = "Never" } }
=== content/yards/a/record.toml
photo = "plan.svg"
photos = ["plan.svg", "cut.png"]
parts = [
  { name = "A & 'B' <i>", size = { value = 2, as_of = 2021, note.vi = "Đo lại" }, plan = "plan.svg" },
  { name = "C", size = 5, cost = { value = 3, currency = "VND" } },
  { name = "D", cost = { value = 4, currency = "USD", source = "Sở \"Xây dựng\"" } },
]
source = "Ban <b>"
as_of = 2022
=== content/yards/a/plan.svg
<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"/>
=== content/yards/a/film.mp4
film
=== content/yards/a/vi.md
+++
title = "Bãi A"
alt = { "plan.svg" = "Sơ đồ \"A\" & 'B'", "cut.png" = "Mặt cắt" }
+++
Chữ ![trong <dòng>](plan.svg) này.

![Một mình & khác](cut.png "Dòng \"dưới\" <hình>")

![Không lời](cut.png)

{{ figure plan.svg "Chú 'thích' & chữ" }}

{{ figure cut.png }}

{{ chart parts }}

{{ video film.mp4 cut.png "Phim & 'hay'" }}

- Trong mục

  {{ figure cut.png "Trong mục" }}
=== content/yards/a/en.md
+++
title = "Yard A"
alt = { "plan.svg" = "Plan", "cut.png" = "Cut" }
+++
The parts. {{ fact photo }}
=== content/yards/b/record.toml
parts = [{ name = "X", size = { value = 2, as_of = 2020 } }, { name = "Y", size = { value = 3, as_of = 2020 } }]
source = "Ban"
as_of = 2022
=== content/yards/b/vi.md
+++
title = "Bãi B"
+++
Một số.
"##;

const PAGES: [&str; 4] = ["vi/bai/a/", "en/yards/a/", "vi/bai/b/", "en/yards/b/"];

fn yard() -> Files {
    files(TWO).and(YARD).with("content/yards/a/cut.png", crate::key::picture())
}

fn with(files: Files, name: &str, template: &str) -> Files {
    files.with(&format!("{THEME}{name}.html"), template)
}

#[test]
fn a_changed_template_of_a_component_makes_its_pages_again() {
    let site = Site::new();
    let text = "+++\ntitle = \"Port\"\n[alt]\n\"quay.png\" = \"A quay\"\n+++\n![A quay](quay.png)\n";
    site.put("content/news/port/en.md", text);
    site.build();
    let page = || String::from_utf8_lossy(&site.public()["en/news/port/index.html"]).into_owned();
    assert!(page().contains("<figure class=\"figure\"><picture>"), "{}", page());
    for own in ["<img data-one>", "<img data-two>"] {
        site.put(&format!("{THEME}picture.html"), own);
        site.build();
        assert!(page().contains(own), "{}", page());
    }
    fs::remove_file(site.path(&format!("{THEME}picture.html"))).expect("the file");
    site.build();
    assert!(page().contains("<figure class=\"figure\"><picture>"), "{}", page());
}

/// The templates of the program, as an author copies them.
fn built_in() -> Vec<(String, String)> {
    let all = files_below(&folder(THEME), "html").into_iter();
    let named = all.map(|path| {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        (name, fs::read_to_string(&path).expect("a readable file"))
    });
    named.collect()
}

#[test]
fn the_templates_of_the_program_say_what_it_writes_without_them() {
    let without = yard().make().sound();
    let page = without.html("vi/bai/a/");
    for part in ["<picture>", "class=\"figure\"", "figure video", "table-scroll", "figure chart", "<source "]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    let templates = built_in();
    let mut sets: Vec<Vec<&(String, String)>> = templates.iter().map(|one| vec![one]).collect();
    sets.push(templates.iter().collect());
    for set in sets {
        let names: BTreeSet<&str> = set.iter().map(|(name, _)| name.as_str()).collect();
        let copied = set.iter().fold(yard(), |files, (name, text)| with(files, name, text));
        let copied = copied.make().sound();
        for path in PAGES {
            assert_eq!(copied.html(path), without.html(path), "{path} with {names:?}");
        }
    }
}

#[test]
fn every_component_has_its_template_in_the_program() {
    let names: BTreeSet<String> = built_in().into_iter().map(|(name, _)| name).collect();
    let known = portolan::view::model::ComponentView::NAMES.map(str::to_owned);
    assert_eq!(names, BTreeSet::from(known));
}

#[test]
fn a_picture_looks_as_the_sites_template_says_wherever_it_stands() {
    let own = "{# mine #}\n<img data-own=\"{{ lang }}\" src=\"{{ root }}{{ picture.src }}\" alt=\"{{ picture.alt }}\">\n";
    let made = with(yard(), "picture", own).make().sound();
    let page = made.html("vi/bai/a/");
    assert!(!page.contains("<picture>") && !page.contains("<?"), "{page}");
    let all = between(&page, "<img data-own=\"vi\" src=\"../../../media/", ">");
    // Three of facts, one in a cell, six in the text, of which the film has one.
    assert_eq!(all.len(), 11, "{all:#?}");
    in_order(
        &page,
        &["Chữ <img data-own", "alt=\"trong &lt;dòng&gt;\"> này.", "<figure class=\"figure\"><img data-own"],
    );
    in_order(&page, &["figure video\"><a href=\"../../../files/yards/a/film.mp4\"><img data-own", "</a>"]);
    assert!(made.html("en/yards/a/").contains("<span class=\"fact\"><img data-own=\"en\""));
}

#[test]
fn each_component_gets_its_own_template() {
    for (name, template, expected) in [
        (
            "figure",
            "<div data-own>{{ figure.picture.alt }}|{{ figure?.caption or \"-\" }}</div>",
            "<div data-own>Sơ đồ &quot;A&quot; &amp; &#39;B&#39;|Chú &#39;thích&#39; &amp; chữ</div>",
        ),
        (
            "video",
            "<video data-own src=\"{{ video.url }}\" poster=\"{{ root }}{{ video.poster.src }}\"></video>",
            "<video data-own src=\"../../../files/yards/a/film.mp4\" poster=\"../../../media/",
        ),
        (
            "table",
            "<dl data-own>{% for row in table.rows %}<dt>{{ row[0].html }}</dt>{% endfor %}</dl>",
            "<dl data-own><dt>A &amp; &#39;B&#39; &lt;i&gt;</dt><dt>C</dt><dt>D</dt></dl>",
        ),
        (
            "chart",
            "<ol data-own>{% for bar in chart.bars %}<li>{{ bar.label }} {{ bar.length }}</li>{% endfor %}</ol>",
            "<ol data-own><li>A &amp; &#39;B&#39; &lt;i&gt; 400</li><li>C 1000</li></ol>",
        ),
    ] {
        let page = with(yard(), name, template).make().sound().html("vi/bai/a/");
        assert!(page.contains(expected), "{name}: {page}");
        assert!(!page.contains("<?"), "{name}: {page}");
    }
}

#[test]
fn components_are_drawn_within_others_and_in_lists() {
    let files = with(yard(), "picture", "<img data-own>");
    let files = with(
        files,
        "table",
        "<p>{% for row in table.rows %}{% for cell in row %}{{ cell.html }};{% endfor %}{% endfor %}</p>",
    );
    let without_pages = "\n=== content/notes/_collection.toml\ntitle.vi = \"Ghi chú\"\nsingular.vi = \"Ghi chú\"\npath.vi = \"ghi-chu\"\npages = false\n\
        === content/notes/n/record.toml\n=== content/notes/n/plan.svg\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"20\" height=\"10\"/>\n\
        === content/notes/n/vi.md\n+++\ntitle = \"N\"\n+++\nXem ![sơ đồ](plan.svg) này.\n";
    let made = files.and(without_pages).make();
    let page = made.html("vi/bai/a/");
    assert!(page.contains(";<img data-own>;"), "{page}");
    let seen =
        made.build.seen(made.route("vi/ghi-chu/").expect("the list")).expect("a page").expect("no mistake");
    let body = &seen.variables["list"]["items"][0]["body_html"];
    assert_eq!(body, "<p>Xem <img data-own> này.</p>\n");
}

#[test]
fn what_a_component_shows_is_text_unless_the_program_made_html_of_it() {
    let own = "{{ figure.caption }}{{ figure.picture.alt }}";
    let page = with(yard(), "figure", own).make().sound().html("vi/bai/a/");
    assert!(page.contains("Chú &#39;thích&#39; &amp; chữ"), "{page}");
    // Nor can anybody write what looks like a component.
    let json = "<?portolan {\"chart\":{\"title\":\"forged\",\"bars\":[]}}<?>";
    let text = format!(
        "+++\ntitle = \"B\"\nsummary = '{json}'\n+++\n{json}\n\nTrong {json} dòng, `{json}`\n\n```\n{json}\n```\n"
    );
    let files = with(yard(), "chart", "<b>drawn {{ chart.title }}</b>").with("content/yards/b/vi.md", text);
    assert!(!files.make().html("vi/bai/b/").contains("<b>drawn"));
}

#[test]
fn a_wrong_template_of_a_component_is_told_at_its_place() {
    let broken = with(yard(), "picture", "<img>\n{% if picture.alt %}").make();
    assert!(
        broken.said().contains("--> themes/harbour/templates/components/picture.html:2:"),
        "{}",
        broken.said()
    );
    let made = with(yard(), "figure", "<p>\n{{ figure.captoin }}</p>").make().sound();
    let route = made.route("vi/bai/a/").expect("the page");
    let found = made.build.render(&made.build.views(), route).expect_err("a mistake");
    let said = made.terminal(&found, portolan::diag::UiLang::En);
    assert!(said.contains("`captoin`") && said.contains("`caption`"), "{said}");
    assert!(said.contains("--> themes/harbour/templates/components/figure.html:2:"), "{said}");
}

#[test]
fn a_template_in_the_folder_of_components_that_draws_none_is_told_the_near_name() {
    let said = with(yard(), "pictures", "<img>").make().said();
    assert!(
        said.contains("components/pictures.html") && said.contains("did you mean `picture.html`"),
        "{said}"
    );
    assert!(!with(yard(), "frame", "<img>").make().said().contains("frame.html"));
    let part = with(yard(), "pictures", "<img>");
    let part = with(part, "picture", "{% include \"components/pictures.html\" %}").make().sound();
    assert!(!part.said().contains("pictures.html"));
}
