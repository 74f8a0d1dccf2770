//! The short name of an entry stands where there is little room, and nowhere that the whole one is wanted.

use crate::fixture::{FIVE, between, files, in_order, main_text, visible};

const SITE: &str = r#"
=== content/_data/organisations.toml
[vocabulary]
title = { vi = "Cơ quan", en = "Organisations", ja = "機関", ko = "기관", zh = "机构" }
path = { vi = "co-quan", en = "organisations", ja = "organisations", ko = "organisations", zh = "organisations" }
pages = true
[[entry]]
id = "committee"
name = { vi = "Ủy ban nhân dân tỉnh", en = "Provincial People’s Committee", ja = "省人民委員会", ko = "성 인민위원회" }
short = { vi = "UBND tỉnh", en = "PPC", ko = "인민위" }
[[entry]]
id = "council"
name = { vi = "Hội đồng <nhân dân>", en = "Provincial People’s Council" }
short = { vi = "HĐND", en = "PPC" }
[[entry]]
id = "finance"
name = { vi = "Sở Tài chính tỉnh", en = "Department of Finance" }
short = { vi = "Sở TC", en = "DOF" }
[[entry.former]]
name = { vi = "Sở Kế hoạch", en = "Department of Planning" }
until = "2020"
=== content/papers/_collection.toml
title = { vi = "Văn bản", en = "Papers", ja = "文書", ko = "문서", zh = "文件" }
path = { vi = "van-ban", en = "papers", ja = "papers", ko = "papers", zh = "papers" }
date = "day"
[fields.day]
type = "date"
label.vi = "Ngày"
[fields.issuer]
type = "term"
vocabulary = "organisations"
label.vi = "Cơ quan ban hành"
label.en = "Issued by"
card = true
facet = true
[fields.steps]
type = "table"
label.vi = "Các bước"
label.en = "Steps"
[fields.steps.columns.step]
type = "text"
label.vi = "Bước"
[fields.steps.columns.by]
type = "term"
vocabulary = "organisations"
label.vi = "Do"
label.en = "By"
=== content/papers/papers.toml
[[record]]
id = "one"
issuer = "committee"
steps = [{ step = "1", by = "committee" }, { step = "2", by = "council" }]
title = { vi = "Một", en = "One", ja = "一", ko = "하나", zh = "一" }
body.en = "As {{ fact issuer }} says."
[[record]]
id = "two"
issuer = "council"
title = { vi = "Hai", en = "Two" }
[[record]]
id = "three"
day = 2019-05-01
issuer = "finance"
title = { vi = "Ba", en = "Three" }
[[record]]
id = "four"
issuer = "finance"
title = { vi = "Bốn", en = "Four" }
"#;

fn cards(html: &str) -> Vec<String> {
    between(html, "<dd", "</dd>").iter().map(|card| visible(&format!("<dd{card}"))).collect()
}

#[test]
fn a_card_has_the_short_name_unless_another_was_borne_then() {
    let made = files(FIVE).and(SITE).on_day("2026-11-30").make().sound();
    let mut english = cards(&made.html("en/papers/"));
    english.sort();
    let former = "DOF (formerly Department of Planning)";
    assert_eq!(english, [former, "Department of Planning (until 2020)", "PPC", "PPC"]);
    assert!(cards(&made.html("vi/van-ban/")).contains(&"UBND tỉnh".to_owned()));
    // A foreign abbreviation says less than a name in the reader's language, or one that is borrowed whole.
    assert!(cards(&made.html("ja/papers/")).contains(&"省人民委員会".to_owned()));
    assert!(cards(&made.html("ko/papers/")).contains(&"인민위".to_owned()));
}

#[test]
fn filters_have_short_names_that_tell_their_values_apart() {
    let made = files(FIVE).and(SITE).on_day("2026-11-30").make().sound();
    let facets = |address: &str| {
        visible(between(&made.html(address), "<div class=\"facets\"", "</details>").first().expect("filters"))
    };
    in_order(&facets("vi/van-ban/"), &["UBND tỉnh", "HĐND", "Sở TC"]);
    let english = facets("en/papers/");
    in_order(&english, &["Provincial People’s Committee", "Provincial People’s Council", "DOF"]);
    assert!(!english.contains("PPC"), "{english}");
    // What a narrowed list is about is said in full.
    let is_narrowed = |address: &&String| address.starts_with("en/papers/") && address.ends_with("/finance/");
    let addresses = made.addresses();
    let narrowed = made.html(addresses.iter().find(is_narrowed).expect("a narrowed list"));
    assert!(between(&narrowed, "<h1", "</h1>")[0].contains("Department of Finance"), "{narrowed}");
}

#[test]
fn a_cell_has_the_short_name_and_tells_the_whole_one() {
    let made = files(FIVE).and(SITE).on_day("2026-11-30").make().sound();
    let page = made.html("vi/van-ban/one/");
    let table = between(&page, "<tbody>", "</table>").concat();
    assert!(table.contains(">HĐND</abbr></a>"), "{table}");
    assert!(table.contains("<abbr title=\"Hội đồng &lt;nhân dân&gt;\">"), "{table}");
    // A fact of its own, and a sentence, have room.
    let page = main_text(&made.html("en/papers/one/"));
    in_order(
        &page,
        &["Issued by", "Provincial People’s Committee", "As Provincial People’s Committee says."],
    );
}

#[test]
fn the_page_of_an_entry_says_its_short_name() {
    let made = files(FIVE).and(SITE).on_day("2026-11-30").make().sound();
    in_order(
        &main_text(&made.html("en/organisations/council/")),
        &["Provincial People’s Council", "Short name: PPC"],
    );
    in_order(
        &main_text(&made.html("vi/co-quan/committee/")),
        &["Ủy ban nhân dân tỉnh", "Tên gọi tắt: UBND tỉnh"],
    );
}
