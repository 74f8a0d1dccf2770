use super::*;
use crate::search::{Document, FoldRules, Indexer, ShortAnswer, Words};
use proptest::prelude::*;

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn titled(title: &str) -> Document {
    Document { title: title.to_owned(), ..Document::default() }
}

/// A digest that a reader can check: how many bytes.
fn size(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).unwrap()
}

/// The scripts of an index by the names of its parts, without the call around them.
fn index(documents: &[Document], words: &Words) -> Vec<(String, String)> {
    let rules = FoldRules::of(words);
    let mut indexer = Indexer::new(&rules);
    let entries: Vec<SearchEntry> =
        documents.iter().map(|document| indexer.entry(document.clone())).collect();
    let collections = [("Dự án".to_owned(), 100), ("Hỏi – đáp".to_owned(), 90)];
    let facets = [("sector".to_owned(), texts(&["Cảng", "Điện"]))];
    let scope = Scope {
        lang: "vi",
        words,
        rules: &rules,
        collections: &collections,
        questions: Some(1),
        facets: &facets,
        ranges: &texts(&["area", "capital"]),
    };
    let parts = parts(&entries, &scope, size);
    let bare = |part: SearchPart| {
        let call = format!("portolanSearchPart(\"{}\",", part.name);
        let value = part.script.strip_prefix(&call).and_then(|script| script.strip_suffix(")\n")).unwrap();
        (part.name, value.to_owned())
    };
    parts.into_iter().map(bare).collect()
}

fn part<'p>(parts: &'p [(String, String)], wanted: &str) -> &'p str {
    parts.iter().find(|(name, _)| name == wanted).map(|(_, value)| &**value).unwrap()
}

/// The entries of terms, one by one.
fn entries(parts: &[(String, String)]) -> Vec<String> {
    let all = parts.iter().filter(|(name, _)| name.starts_with('t'));
    let text =
        all.map(|(_, value)| serde_json::from_str::<String>(value).unwrap()).collect::<Vec<_>>().join(",");
    text.split(',').filter(|entry| !entry.is_empty()).map(str::to_owned).collect()
}

#[test]
fn a_word_stands_with_the_records_that_have_it() {
    let parts = index(&[titled("Hóa chất"), titled("Hòa Bình"), titled("Hòa")], &Words::default());
    assert_eq!(
        entries(&parts),
        [
            "binh @1",
            "chat @0",
            // The one-word title counts most; `[` is the highest weight.
            "hoa [2@00",
            "hoa=hoa1 !10",
            "hoa=hoa2 !0",
            "hoa_binh @1",
            "hoa_chat @0",
        ]
    );
    assert_eq!(part(&parts, "s"), "\"binh=bình,chat=chất,hoa=hòa\"");
}

#[test]
fn a_name_counts_more_than_a_text() {
    let document = Document {
        summary: "Khu công nghiệp".to_owned(),
        facts: vec![("Quy mô".to_owned(), "1.329,1 ha".to_owned())],
        body: "Khu của 24\nnhà máy 2023".to_owned(),
        id: "n017".to_owned(),
        code: "763vdz".to_owned(),
        ..titled("Nam Cầu")
    };
    let words = Words { stop: texts(&["của"]), ..Words::default() };
    // A summary keeps every word; a text keeps neither what says little nor numbers that nobody looks for.
    let own = entries(&index(&[document], &words));
    assert_eq!(
        own.join(" "),
        "2023 #0 763vdz [0 cau @0 cong (0 ha $0 khu )0 may #0 mo $0 n017 -0 nam @0 nam_cau @0 nghiep (0 nha #0 quy $0"
    );
}

#[test]
fn one_word_of_a_group_finds_the_others() {
    let words = Words {
        same: vec![texts(&["kcn", "khu công nghiệp", "??"]), texts(&["fdi"])],
        ..Words::default()
    };
    let parts = index(&[titled("Khu công nghiệp"), titled("KCN"), titled("Khu")], &words);
    assert!(entries(&parts).contains(&"~0 [1@0".to_owned()), "{:?}", entries(&parts));
    assert!(!entries(&parts).iter().any(|entry| entry.starts_with("~1")));
}

#[test]
fn what_every_sixth_text_says_is_left_out() {
    let document = |at: usize| Document {
        title: format!("Dự án {at}"),
        body: if at.is_multiple_of(3) { "thành phố 海防".to_owned() } else { "làng".to_owned() },
        ..Document::default()
    };
    let of = |count| entries(&index(&(0..count).map(document).collect::<Vec<_>>(), &Words::default()));
    let has =
        |entries: &[String], term: &str| entries.iter().any(|entry| entry.split(' ').next() == Some(term));
    assert!(has(&of(57), "thanh") && has(&of(57), "海防") && !has(&of(60), "thanh") && has(&of(60), "du"));
    // Rare pairs go too where there are very many, for most are no words.
    let rare = |at: usize| Document {
        body: if at == 7 { "海防 Lạch".to_owned() } else { String::new() },
        ..document(at)
    };
    let of = |count| entries(&index(&(0..count).map(rare).collect::<Vec<_>>(), &Words::default()));
    assert!(has(&of(500), "海防") && !has(&of(501), "海防") && has(&of(501), "lach"));
}

#[test]
fn han_characters_of_names_may_be_typed_in_either_form() {
    let parts = index(&[titled("經濟區"), titled("海防")], &Words::default());
    assert_eq!(entries(&parts), ["区 @0", "济区 @0", "海防 [1", "经济 @0", "防 [1"]);
    let meta: serde_json::Value = serde_json::from_str(part(&parts, "meta")).unwrap();
    let [from, to] = [0, 1].map(|at| meta["han"][at].as_str().unwrap().chars().collect::<Vec<char>>());
    let rows: Vec<(char, char)> = from.into_iter().zip(to).collect();
    assert!(
        rows.contains(&('經', '经'))
            && rows.contains(&('區', '区'))
            && !rows.iter().any(|(_, to)| *to == '国')
    );
}

#[test]
fn results_show_what_they_are() {
    let answer = ShortAnswer {
        text: "Có.".to_owned(),
        basis: texts(&["Luật A", "Luật B"]),
        compiled: "20/11/2026".to_owned(),
    };
    let question = Document {
        url: "vi/hoi-dap/#a".to_owned(),
        answer: Some(answer),
        collection: 1,
        ..titled("Có thuế?")
    };
    let parts =
        index(&[question, Document { summary: "Tóm \"tắt\"".to_owned(), ..titled("B") }], &Words::default());
    assert_eq!(
        part(&parts, "d0"),
        r#"[["vi/hoi-dap/#a","Có thuế?","","Có.","Luật A; Luật B","20/11/2026"],["","B","Tóm \"tắt\""]]"#
    );
}

#[test]
fn facets_keep_the_order_of_the_language() {
    let document = |sectors: &[&str], area: Option<u64>| Document {
        facets: vec![("sector".to_owned(), texts(sectors))],
        ranges: area.map(|area| ("area".to_owned(), area)).into_iter().collect(),
        date: 2026_1120,
        ..titled("A")
    };
    let documents =
        [document(&["Điện"], Some(45_000)), document(&[], None), document(&["Gỗ", "Cảng", "Gỗ"], Some(7))];
    assert_eq!(
        part(&index(&documents, &Words::default()), "f"),
        concat!(
            r#"{"facets":{"sector":[["Cảng","2"],["Điện","0"],["Gỗ","2"]],"collection":[["Dự án","000"]]},"#,
            r#""ranges":{"area":["01",[45000,7]],"capital":["",[]]},"dates":[20261120,20261120,20261120]}"#
        )
    );
}

#[test]
fn the_first_part_says_what_the_index_is() {
    let words: Words = serde_json::from_str(
        r#"{"stem":"english","endings":["은","에서"],"ask":["^how"],"kinds":["project"]}"#,
    )
    .unwrap();
    let parts = index(&[titled("Ports"), Document { collection: 1, ..titled("Zones") }], &words);
    let sizes = |name: &str| {
        format!("{:08x}", format!("portolanSearchPart(\"{name}\",{})\n", part(&parts, name)).len())
    };
    assert_eq!(
        part(&parts, "meta"),
        format!(
            concat!(
                r#"{{"format":1,"lang":"vi","docs":2,"each":20,"firsts":["port"],"han":["",""],"stem":"english","stop":[],"#,
                r#""endings":["에서","은"],"ask":["^how"],"same":[],"kinds":["project"],"#,
                r#""collections":[["Dự án",100],["Hỏi – đáp",90]],"questions":1,"of":"01","#,
                r#""v":{{"t":"{}","d":"{}","s":"{}","f":"{}"}}}}"#
            ),
            sizes("t0"),
            sizes("d0"),
            sizes("s"),
            sizes("f")
        )
    );
}

#[test]
fn an_index_without_records_is_one() {
    let parts = index(&[], &Words::default());
    assert_eq!(parts.iter().map(|(name, _)| &**name).collect::<Vec<_>>(), ["s", "f", "meta"]);
    assert!(part(&parts, "meta").contains(r#""v":{"t":"","d":"","#));
}

#[test]
fn many_terms_fill_many_parts() {
    let documents: Vec<Document> = (0..900).map(|at| titled(&format!("word{at} x{at}"))).collect();
    let parts = index(&documents, &Words::default());
    let terms: Vec<&(String, String)> = parts.iter().filter(|(name, _)| name.starts_with('t')).collect();
    assert!(terms.len() > 3);
    // Of each part the entry with which it is full is the last.
    assert!(terms.iter().rev().skip(1).all(|(_, value)| (2669..2770).contains(&(value.len() - 2))));
    let meta: serde_json::Value = serde_json::from_str(part(&parts, "meta")).unwrap();
    for ((_, value), first) in terms.iter().zip(meta["firsts"].as_array().unwrap()) {
        assert!(value[1..].starts_with(&format!("{} ", first.as_str().unwrap())));
    }
    assert_eq!(parts.iter().filter(|(name, _)| name.starts_with('d')).count(), 45);
}

proptest! {
    #[test]
    fn any_texts_make_the_same_index_each_time(titles in proptest::collection::vec(any::<String>(), 0..6), body in any::<String>()) {
        let documents: Vec<Document> = titles.iter().map(|title| Document { body: body.clone(), former: vec![body.clone()], ..titled(title) }).collect();
        let words = Words { same: vec![titles.clone()], stop: titles.clone(), endings: titles, ..Words::default() };
        let once = index(&documents, &words);
        prop_assert_eq!(&once, &index(&documents, &words));
        for (_, value) in &once {
            prop_assert!(serde_json::from_str::<serde_json::Value>(value).is_ok());
            let ends_lines = value.contains("</") || value.contains(['\u{2028}', '\u{2029}']);
            prop_assert!(!ends_lines);
        }
        prop_assert!(entries(&once).is_sorted_by(|a, b| a.split(' ').next() != b.split(' ').next()));
    }
}
