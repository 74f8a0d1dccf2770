//! Whatever signs meet at the start of lines, no letter and no figure is gone from the page unless it is told.

use super::super::{Target, parse};
use super::{options, origin, shown};

const SIGNS: &[&str] = &[
    "",
    "",
    "",
    "- ",
    "+ ",
    "* ",
    "** ",
    "1. ",
    "2. ",
    "2024. ",
    "3) ",
    "a) ",
    "① ",
    "第1条 ",
    "제1조 ",
    "Điều 5. ",
    "Bước 1: ",
    "第一步：",
    "2단계: ",
    "#",
    "# ",
    "## ",
    "> ",
    "> - ",
    "• ",
    "– ",
    "※ ",
    "(*) ",
    "*) ",
    "- - ",
    "- 1. ",
    ": ",
    ":",
    "| ",
    "    ",
    "  ",
    "−",
    "+",
    "-",
    "[1] ",
    "1.1. ",
    "\\- ",
    "[ ] ",
    "- [ ] ",
];

const WORDS: &[&str] = &[
    "3,2 %",
    "5 °C",
    "84 225 3842 614",
    "Số liệu sơ bộ",
    "Vốn đăng ký*",
    "Khởi công (*)",
    "港湾の概要",
    "第二章 总则",
    "항만 3개",
    "2024. 3. 15. 기준",
    "15. tháng 3",
    "Land of 20*30*5 m",
    "500~550 ha",
    "~~600~~ 700",
    "a_b_c __d__",
    "**Gồm:**",
    "*nhấn*",
    "“trích” và \"dẫn\"",
    "Diện tích {ha}",
    "xem www.a.vn/b_c",
    "x | y",
    "2^10 < 5 > 3 & 4",
    "`mã *x*`",
    "\\*thoát",
    "a \\| b",
    "Năm 2023:",
    "!",
    "KCN: 100 ha.",
];

const LINES: &[&str] =
    &["---", "===", "-", "=", "|---|---|", "| a | b |", "~~~", "***", ">", "[a]: đích", "```", "<!-- a -->"];

/// What may be gone when one of these was told.
const TOLD: &[&str] = &[
    "definition-unused",
    "definition-twice",
    "table-cells",
    "html-unclosed",
    "html-removed",
    "code-unclosed",
];

/// The numbers of a generator that is the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn text(&mut self) -> String {
        let mut text = String::new();
        for _ in 0..=self.below(6) {
            if self.below(5) == 0 {
                text.push_str(LINES[self.below(LINES.len())]);
            } else {
                text.push_str(SIGNS[self.below(SIGNS.len())]);
                text.push_str(WORDS[self.below(WORDS.len())]);
            }
            text.push_str(["\n", "\n\n", "\n  "][self.below(3)]);
        }
        text
    }
}

/// How often each letter and figure stands in a text.
fn letters(text: &str) -> std::collections::BTreeMap<char, usize> {
    let mut count = std::collections::BTreeMap::new();
    text.chars().filter(|c| c.is_alphanumeric()).for_each(|c| *count.entry(c).or_default() += 1);
    count
}

/// What a reader sees of HTML, the numbers of lists included.
fn seen(html: &str) -> String {
    let mut seen = String::new();
    let mut counts: Vec<Option<(usize, bool)>> = Vec::new();
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        seen.push_str(text);
        let (tag, behind) = after.split_once('>').expect("sound HTML");
        rest = behind;
        let value = |name: &str| {
            tag.split_once(&format!(" {name}=\"")).map(|(_, value)| value.split('"').next().unwrap())
        };
        match tag.split(' ').next().unwrap() {
            "ul" => counts.push(None),
            "ol" => {
                let start = value("start").map_or(1, |start| start.parse().unwrap());
                counts.push(Some((start, value("class") == Some("leading-zero"))));
            }
            "/ul" | "/ol" => drop(counts.pop()),
            "li" => {
                if let Some(Some((next, zero))) = counts.last_mut() {
                    let number = value("value").map_or(*next, |value| value.parse().unwrap());
                    *next = number + 1;
                    seen.push_str(&if *zero { format!(" {number:02} ") } else { format!(" {number} ") });
                }
            }
            _ => {}
        }
    }
    seen.push_str(rest);
    seen.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

#[test]
fn no_letter_and_no_figure_vanishes_in_silence() {
    let mut dice = Dice(12);
    for _ in 0..1_500 {
        let text = dice.text();
        for tag in ["vi", "en", "ja", "ko", "zh-Hans"] {
            let parsed = parse(&text, &origin(), &options(tag));
            let html = shown(&parsed.value);
            let seen = letters(&seen(&html));
            // A comment is for who reads the source.
            let mut written = letters(&text.replace("<!-- a -->", ""));
            written.retain(|c, count| seen.get(c).is_none_or(|seen| *seen < *count));
            let is_told = parsed.diagnostics.iter().any(|found| TOLD.contains(&found.code))
                // An address written apart that a link has.
                || parsed.value.links.iter().any(|link| matches!(link.target, Target::Path(_)));
            assert!(written.is_empty() || is_told, "{tag}: {written:?} of {text:?}\n{html}");
        }
    }
}

#[test]
fn a_lone_sign_before_a_figure_never_vanishes_in_silence() {
    let mut dice = Dice(5);
    for _ in 0..2_000 {
        let sign = ["- ", "+ "][dice.below(2)];
        let figure = ["3,2 %", "5 °C", "12 ℃", "３％", "0.5 %p", "$5"][dice.below(6)];
        let words = ["Văn bản", "概要", "개요", "## Mục", "> trích", "Gồm:", "Hết.", ""];
        let (before, after) = (words[dice.below(8)], words[dice.below(7)]);
        let gap = ["\n", "\n\n"][dice.below(2)];
        let text = format!("{before}{gap}{sign}{figure}\n\n{after}\n");
        let parsed = parse(&text, &origin(), &options("vi"));
        let html = shown(&parsed.value);
        let is_told = parsed.diagnostics.iter().any(|found| found.code == "bullet-sign");
        assert!(html.contains(&format!("{sign}{figure}")) || is_told, "{text:?}\n{html}");
    }
}
