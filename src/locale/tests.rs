//! What each language writes, as one table: a fact, then vi, en, ja, ko, zh.
//!
//! The rows are the vectors of the specification and the edges around them. Spaces of the table stand for non-breaking
//! spaces too; where those must stand has tests of its own.

use std::borrow::Cow;
use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::fact::{Amount, Approx, Date, Decimal, Money, Period, Quantity, Scale};

const CODES: [(&str, &str, &[usize]); 5] = [
    ("vi", "vi", &[]),
    ("en", "en", &[0]),
    ("ja", "ja", &[1, 0]),
    ("ko", "ko", &[1, 0]),
    ("zh", "zh-Hans", &[1, 0]),
];

const FILES: [&str; 5] = [
    include_str!("../../i18n/format/vi.toml"),
    include_str!("../../i18n/format/en.toml"),
    include_str!("../../i18n/format/ja.toml"),
    include_str!("../../i18n/format/ko.toml"),
    include_str!("../../i18n/format/zh.toml"),
];

static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(|| {
    let mut all: Vec<Locale> = Vec::new();
    for ((code, tag, chain), text) in CODES.into_iter().zip(FILES) {
        let path = SourcePath::new(&format!("i18n/format/{code}.toml"));
        let chain: Vec<Locale> = chain.iter().map(|at| all[*at].clone()).collect();
        let read = Locale::parse(&RuleFile { code, tag, path: &path, text }, &chain);
        assert_eq!(read.diagnostics, [], "{code}");
        all.push(read.value);
    }
    all
});

fn vi() -> &'static Locale {
    &LOCALES[0]
}

fn en() -> &'static Locale {
    &LOCALES[1]
}

fn decimal(text: &str) -> Decimal {
    Decimal::from_str_exact(text).expect(text)
}

fn amount(text: &str) -> Amount {
    match text.split_once("..") {
        Some((low, high)) => Amount::Range(decimal(low), decimal(high)),
        None => Amount::One(decimal(text)),
    }
}

/// Takes the claim of exactness from the front: `nearly 3.3`.
fn claim(text: &str) -> (Option<Approx>, &str) {
    let claims = [
        ("about ", Approx::About),
        ("nearly ", Approx::Nearly),
        ("more-than ", Approx::MoreThan),
        ("less-than ", Approx::LessThan),
        ("up-to ", Approx::UpTo),
    ];
    let found = claims.iter().find_map(|(word, claim)| Some((Some(*claim), text.strip_prefix(word)?)));
    found.unwrap_or((None, text))
}

/// `nearly USD 3.3 billion`, `USD 5..6 per m2 month`.
fn money(text: &str) -> Money {
    let (approx, text) = claim(text);
    let (sum, per) = text.split_once(" per ").unwrap_or((text, ""));
    let mut words = sum.split(' ');
    let currency = words.next().expect(text).to_string();
    let amount = amount(words.next().expect(text));
    let scale = match words.next() {
        None => Scale::One,
        Some("thousand") => Scale::Thousand,
        Some("million") => Scale::Million,
        Some("billion") => Scale::Billion,
        Some("trillion") => Scale::Trillion,
        Some(other) => panic!("no scale {other}"),
    };
    Money { amount, scale, currency, per: per.split_whitespace().map(String::from).collect(), approx }
}

/// `about 401 ha`.
fn quantity(text: &str) -> Quantity {
    let (approx, text) = claim(text);
    let (figure, unit) = text.split_once(' ').unwrap_or((text, ""));
    Quantity { amount: amount(figure), unit: unit.to_string(), approx }
}

type Rows = [(&'static str, [&'static str; 5])];

/// Compares a table with what the languages write, and shows every difference at once.
fn check(rows: &Rows, write: impl Fn(&Locale, &str) -> String) {
    let mut wrong = String::new();
    for (fact, expected) in rows {
        for (locale, expected) in LOCALES.iter().zip(expected) {
            let written = write(locale, fact).replace('\u{a0}', " ");
            if written != *expected {
                wrong += &format!("{fact}, {}: wrote `{written}`, expected `{expected}`\n", locale.code());
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[rustfmt::skip]
const NUMBERS: &Rows = &[
    ("3623.22", ["3.623,22", "3,623.22", "3,623.22", "3,623.22", "3,623.22"]),
    ("10970", ["10.970", "10,970", "10,970", "10,970", "10,970"]),
    ("1329.1", ["1.329,1", "1,329.1", "1,329.1", "1,329.1", "1,329.1"]),
    ("22540", ["22.540", "22,540", "22,540", "22,540", "22,540"]),
    ("0.5", ["0,5", "0.5", "0.5", "0.5", "0.5"]),
    ("0", ["0", "0", "0", "0", "0"]),
    ("-0.00", ["0", "0", "0", "0", "0"]),
    ("1", ["1", "1", "1", "1", "1"]),
    ("999", ["999", "999", "999", "999", "999"]),
    ("1000", ["1.000", "1,000", "1,000", "1,000", "1,000"]),
    ("1500.500", ["1.500,5", "1,500.5", "1,500.5", "1,500.5", "1,500.5"]),
    ("-1234567.05", ["-1.234.567,05", "-1,234,567.05", "-1,234,567.05", "-1,234,567.05", "-1,234,567.05"]),
    ("500..550", ["500–550", "500–550", "500〜550", "500~550", "500—550"]),
    ("2..2.5", ["2–2,5", "2–2.5", "2〜2.5", "2~2.5", "2—2.5"]),
    ("-5..-3", ["-5 đến -3", "-5 to -3", "-5から-3", "-5에서 -3", "-5至-3"]),
    ("79228162514264337593543950335",
        ["79.228.162.514.264.337.593.543.950.335", "79,228,162,514,264,337,593,543,950,335",
         "79,228,162,514,264,337,593,543,950,335", "79,228,162,514,264,337,593,543,950,335",
         "79,228,162,514,264,337,593,543,950,335"]),
];

#[rustfmt::skip]
const PERCENTAGES: &Rows = &[
    ("63.8", ["63,8%", "63.8%", "63.8%", "63.8%", "63.8%"]),
    ("147.76", ["147,76%", "147.76%", "147.76%", "147.76%", "147.76%"]),
    ("nearly 38.9", ["gần 38,9%", "nearly 38.9%", "38.9%近く", "38.9% 가까이", "近38.9%"]),
    ("5..6", ["5–6%", "5–6%", "5〜6%", "5~6%", "5%—6%"]),
];

#[rustfmt::skip]
const SUMS: &Rows = &[
    ("USD 3623.22 million", ["3.623,22 triệu USD", "USD 3,623.22 million", "36億2,322万米ドル", "36억 2,322만 달러", "36.2322亿美元"]),
    ("USD 2082.6 million", ["2.082,6 triệu USD", "USD 2,082.6 million", "20億8,260万米ドル", "20억 8,260만 달러", "20.826亿美元"]),
    ("USD 1577.71 million", ["1.577,71 triệu USD", "USD 1,577.71 million", "15億7,771万米ドル", "15억 7,771만 달러", "15.7771亿美元"]),
    ("USD 2014.97 million", ["2.014,97 triệu USD", "USD 2,014.97 million", "20億1,497万米ドル", "20억 1,497만 달러", "20.1497亿美元"]),
    ("USD 30.54 million", ["30,54 triệu USD", "USD 30.54 million", "3,054万米ドル", "3,054만 달러", "3054万美元"]),
    ("USD 12.05 million", ["12,05 triệu USD", "USD 12.05 million", "1,205万米ドル", "1,205만 달러", "1205万美元"]),
    ("USD 196.4 million", ["196,4 triệu USD", "USD 196.4 million", "1億9,640万米ドル", "1억 9,640만 달러", "1.964亿美元"]),
    ("USD 3.9 billion", ["3,9 tỷ USD", "USD 3.9 billion", "39億米ドル", "39억 달러", "39亿美元"]),
    ("nearly USD 3.3 billion", ["gần 3,3 tỷ USD", "nearly USD 3.3 billion", "33億米ドル近く", "33억 달러 가까이", "近33亿美元"]),
    ("USD 2..2.5 billion", ["2–2,5 tỷ USD", "USD 2–2.5 billion", "20億〜25億米ドル", "20억~25억 달러", "20亿—25亿美元"]),
    ("VND 10970 million", ["10.970 triệu đồng", "VND 10,970 million (10.97 billion)", "109億7,000万ドン", "109억 7,000만 동", "109.7亿越南盾"]),
    ("VND 3300 million", ["3.300 triệu đồng", "VND 3,300 million", "33億ドン", "33억 동", "33亿越南盾"]),
    ("VND 150 million", ["150 triệu đồng", "VND 150 million", "1億5,000万ドン", "1억 5,000만 동", "1.5亿越南盾"]),
    ("VND 4597 billion", ["4.597 tỷ đồng", "VND 4,597 billion (4.597 trillion)", "4兆5,970億ドン", "4조 5,970억 동", "4.597万亿越南盾"]),
    ("USD 5..6 per m2 month", ["5–6 USD/m²/tháng", "USD 5–6/m²/month", "5〜6米ドル/㎡/月", "5~6달러/㎡/월", "5—6美元/平方米/月"]),
    // The claims of exactness.
    ("about USD 732 million", ["khoảng 732 triệu USD", "about USD 732 million", "約7億3,200万米ドル", "약 7억 3,200만 달러", "约7.32亿美元"]),
    ("more-than USD 1 billion", ["hơn 1 tỷ USD", "more than USD 1 billion", "10億米ドル超", "10억 달러 이상", "逾10亿美元"]),
    ("less-than USD 1 billion", ["dưới 1 tỷ USD", "under USD 1 billion", "10億米ドル未満", "10억 달러 미만", "不足10亿美元"]),
    ("up-to USD 1 billion", ["tối đa 1 tỷ USD", "up to USD 1 billion", "最大10億米ドル", "최대 10억 달러", "最多10亿美元"]),
    // Nothing, one, the steps themselves, and just below them.
    ("USD 0", ["0 USD", "USD 0", "0米ドル", "0달러", "0美元"]),
    ("USD 0 million", ["0 triệu USD", "USD 0 million", "0米ドル", "0달러", "0美元"]),
    ("USD 1", ["1 USD", "USD 1", "1米ドル", "1달러", "1美元"]),
    ("USD 9999", ["9.999 USD", "USD 9,999", "9,999米ドル", "9,999달러", "9999美元"]),
    ("USD 10000", ["10.000 USD", "USD 10,000", "1万米ドル", "1만 달러", "1万美元"]),
    ("USD 100000000", ["100.000.000 USD", "USD 100,000,000", "1億米ドル", "1억 달러", "1亿美元"]),
    ("USD 100 million", ["100 triệu USD", "USD 100 million", "1億米ドル", "1억 달러", "1亿美元"]),
    ("VND 1 trillion", ["1 nghìn tỷ đồng", "VND 1 trillion", "1兆ドン", "1조 동", "1万亿越南盾"]),
    ("VND 1200 trillion", ["1.200 nghìn tỷ đồng", "VND 1,200 trillion", "1,200兆ドン", "1,200조 동", "1200万亿越南盾"]),
    ("VND 12000 trillion", ["12.000 nghìn tỷ đồng", "VND 12,000 trillion", "12,000兆ドン", "12,000조 동", "12000万亿越南盾"]),
    // Digits below the last step: the currency follows a digit, in Korean without a space.
    ("USD 12345", ["12.345 USD", "USD 12,345", "1万2,345米ドル", "1만 2,345달러", "1.2345万美元"]),
    ("USD 100000005", ["100.000.005 USD", "USD 100,000,005", "1億5米ドル", "1억 5달러", "10000.0005万美元"]),
    ("USD 10000.5", ["10.000,5 USD", "USD 10,000.5", "1万0.5米ドル", "1만 0.5달러", "10000.5美元"]),
    ("USD 0.05 per kwh", ["0,05 USD/kWh", "USD 0.05/kWh", "0.05米ドル/kWh", "0.05달러/kWh", "0.05美元/千瓦时"]),
    // Chinese takes the next smaller step rather than round; at last it writes the digits out.
    ("USD 3623.223456 million", ["3.623,223456 triệu USD", "USD 3,623.223456 million", "36億2,322万3,456米ドル", "36억 2,322만 3,456달러", "362322.3456万美元"]),
    ("USD 3623223456.78", ["3.623.223.456,78 USD", "USD 3,623,223,456.78", "36億2,322万3,456.78米ドル", "36억 2,322만 3,456.78달러", "3623223456.78美元"]),
    // English says again what is hard to take in.
    ("VND 9999 million", ["9.999 triệu đồng", "VND 9,999 million", "99億9,900万ドン", "99억 9,900만 동", "99.99亿越南盾"]),
    ("VND 10000 million", ["10.000 triệu đồng", "VND 10,000 million (10 billion)", "100億ドン", "100억 동", "100亿越南盾"]),
    ("VND 999 billion", ["999 tỷ đồng", "VND 999 billion", "9,990億ドン", "9,990억 동", "9990亿越南盾"]),
    ("VND 1500000 million", ["1.500.000 triệu đồng", "VND 1,500,000 million (1.5 trillion)", "1兆5,000億ドン", "1조 5,000억 동", "1.5万亿越南盾"]),
    ("nearly VND 10970 million", ["gần 10.970 triệu đồng", "nearly VND 10,970 million (10.97 billion)", "109億7,000万ドン近く", "109억 7,000만 동 가까이", "近109.7亿越南盾"]),
    ("VND 10970.12345 million", ["10.970,12345 triệu đồng", "VND 10,970.12345 million", "109億7,012万3,450ドン", "109억 7,012만 3,450동", "1097012.345万越南盾"]),
    ("USD -3.5 million", ["-3,5 triệu USD", "USD -3.5 million", "-350万米ドル", "-350만 달러", "-350万美元"]),
    ("USD 50..120 million", ["50–120 triệu USD", "USD 50–120 million", "5,000万〜1億2,000万米ドル", "5,000만~1억 2,000만 달러", "5000万—1.2亿美元"]),
    ("USD 25 thousand", ["25 nghìn USD", "USD 25 thousand", "2万5,000米ドル", "2만 5,000달러", "2.5万美元"]),
    ("XYZ 5 million", ["5 triệu XYZ", "XYZ 5 million", "500万XYZ", "500만 XYZ", "500万XYZ"]),
];

#[rustfmt::skip]
const QUANTITIES: &Rows = &[
    ("401 ha", ["401 ha", "401 ha", "401ヘクタール", "401헥타르", "401公顷"]),
    ("22540 ha", ["22.540 ha", "22,540 ha", "22,540ヘクタール", "22,540헥타르", "22,540公顷"]),
    ("500..550 ha", ["500–550 ha", "500–550 ha", "500〜550ヘクタール", "500~550헥타르", "500—550公顷"]),
    ("about 100 m2", ["khoảng 100 m²", "about 100 m²", "約100㎡", "약 100㎡", "约100平方米"]),
    ("1 km2", ["1 km²", "1 km²", "1㎢", "1㎢", "1平方公里"]),
    ("14 m", ["14 m", "14 m", "14m", "14m", "14米"]),
    ("5.6 km", ["5,6 km", "5.6 km", "5.6km", "5.6km", "5.6公里"]),
    ("110 kv", ["110 kV", "110 kV", "110kV", "110kV", "110kV"]),
    ("63 mva", ["63 MVA", "63 MVA", "63MVA", "63MVA", "63MVA"]),
    ("600 mw", ["600 MW", "600 MW", "600MW", "600MW", "600MW"]),
    ("10 kwh", ["10 kWh", "10 kWh", "10kWh", "10kWh", "10千瓦时"]),
    ("20000 m3", ["20.000 m³", "20,000 m³", "20,000㎥", "20,000㎥", "20,000立方米"]),
    ("20000 m3-day", ["20.000 m³/ngày đêm", "20,000 m³/day", "20,000㎥/日", "20,000㎥/일", "20,000立方米/日"]),
    ("132000 dwt", ["132.000 DWT", "132,000 DWT", "132,000DWT", "132,000DWT", "132,000DWT"]),
    ("18000 teu", ["18.000 TEU", "18,000 TEU", "18,000TEU", "18,000TEU", "18,000TEU"]),
    ("3 tonne", ["3 tấn", "3 tonnes", "3トン", "3톤", "3吨"]),
    ("63.8 percent", ["63,8%", "63.8%", "63.8%", "63.8%", "63.8%"]),
    ("1 person", ["1 người", "1 person", "1人", "1명", "1人"]),
    ("2 person", ["2 người", "2 people", "2人", "2명", "2人"]),
    ("1 project", ["1 dự án", "1 project", "1件", "1건", "1个项目"]),
    ("2 project", ["2 dự án", "2 projects", "2件", "2건", "2个项目"]),
    ("0 project", ["0 dự án", "0 projects", "0件", "0건", "0个项目"]),
    ("1.50 year", ["1,5 năm", "1.5 years", "1.5年", "1.5년", "1.5年"]),
    ("1.0 year", ["1 năm", "1 year", "1年", "1년", "1年"]),
    ("1..2 year", ["1–2 năm", "1–2 years", "1〜2年", "1~2년", "1—2年"]),
    ("30 delegation", ["30 đoàn", "30 delegations", "30団", "30개 대표단", "30个代表团"]),
    ("1.74 times", ["1,74 lần", "1.74 times", "1.74倍", "1.74배", "1.74倍"]),
    ("30 increase", ["30 lượt", "30 capital increases", "30件", "30건", "30项次"]),
    ("31 transaction", ["31 lượt", "31 transactions", "31件", "31건", "31笔"]),
    ("6 month", ["6 tháng", "6 months", "6か月", "6개월", "6个月"]),
    ("15 day", ["15 ngày", "15 days", "15日", "15일", "15天"]),
    ("2 hour", ["2 giờ", "2 hours", "2時間", "2시간", "2小时"]),
    ("45 minute", ["45 phút", "45 minutes", "45分", "45분", "45分钟"]),
    ("7 enterprise", ["7 doanh nghiệp", "7 enterprises", "7社", "7개 기업", "7家企业"]),
    ("3 document", ["3 văn bản", "3 documents", "3件", "3건", "3份文件"]),
    ("42 country", ["42 quốc gia", "42 countries", "42か国", "42개국", "42个国家"]),
    ("4 type", ["4 loại", "4 types", "4種類", "4종", "4种"]),
    ("7 group", ["7 nhóm", "7 groups", "7グループ", "7개 그룹", "7组"]),
    ("1000", ["1.000", "1,000", "1,000", "1,000", "1,000"]),
    ("5 furlong", ["5 furlong", "5 furlong", "5furlong", "5furlong", "5furlong"]),
];

#[rustfmt::skip]
const LONG_DATES: &Rows = &[
    ("2024-02-06", ["ngày 06 tháng 02 năm 2024", "6 February 2024", "2024年2月6日", "2024년 2월 6일", "2024年2月6日"]),
    ("2023-03-06", ["ngày 06 tháng 3 năm 2023", "6 March 2023", "2023年3月6日", "2023년 3월 6일", "2023年3月6日"]),
    ("2022-12-20", ["ngày 20 tháng 12 năm 2022", "20 December 2022", "2022年12月20日", "2022년 12월 20일", "2022年12月20日"]),
    ("2022-12-20..2022-12-23", ["từ ngày 20 đến ngày 23/12/2022", "20–23 December 2022", "2022年12月20日〜23日", "2022년 12월 20일~23일", "2022年12月20日至23日"]),
    ("2023-02", ["tháng 02 năm 2023", "February 2023", "2023年2月", "2023년 2월", "2023年2月"]),
    ("2024-Q1", ["Quý I năm 2024", "Q1 2024", "2024年第1四半期", "2024년 1분기", "2024年第一季度"]),
    ("Q2, Q4", ["Quý II, quý IV", "Q2 and Q4", "第2・第4四半期", "2분기, 4분기", "第二、第四季度"]),
    ("2024-all", ["Cả năm 2024", "full year 2024", "2024年通年", "2024년 연중", "2024年全年"]),
    ("2023..2025", ["giai đoạn 2023-2025", "2023–2025", "2023〜2025年", "2023~2025년", "2023—2025年"]),
    // Around them.
    ("2023-04-30", ["ngày 30 tháng 4 năm 2023", "30 April 2023", "2023年4月30日", "2023년 4월 30일", "2023年4月30日"]),
    ("2024", ["năm 2024", "2024", "2024年", "2024년", "2024年"]),
    ("2024-H1", ["6 tháng đầu năm 2024", "first half of 2024", "2024年上半期", "2024년 상반기", "2024年上半年"]),
    ("2024-H2", ["6 tháng cuối năm 2024", "second half of 2024", "2024年下半期", "2024년 하반기", "2024年下半年"]),
    ("2018-Q2", ["Quý II năm 2018", "Q2 2018", "2018年第2四半期", "2018년 2분기", "2018年第二季度"]),
    ("2024-Q2, 2024-Q4", ["Quý II, quý IV năm 2024", "Q2 and Q4 2024", "2024年第2・第4四半期", "2024년 2분기, 4분기", "2024年第二、第四季度"]),
    ("Q1, Q2, Q3", ["Quý I, quý II, quý III", "Q1, Q2 and Q3", "第1・第2・第3四半期", "1분기, 2분기, 3분기", "第一、第二、第三季度"]),
    ("2024-Q2..2024-Q4", ["Quý II đến quý IV năm 2024", "Q2–Q4 2024", "2024年第2〜第4四半期", "2024년 2분기~4분기", "2024年第二至第四季度"]),
    ("2022-12-20..2022-12-20", ["ngày 20 tháng 12 năm 2022", "20 December 2022", "2022年12月20日", "2022년 12월 20일", "2022年12月20日"]),
    ("2022-02-20..2022-03-05", ["từ ngày 20/02 đến ngày 05/3/2022", "20 February – 5 March 2022", "2022年2月20日〜3月5日", "2022년 2월 20일~3월 5일", "2022年2月20日至3月5日"]),
    ("1973-09-21..2023-09-21", ["từ ngày 21 tháng 9 năm 1973 đến ngày 21 tháng 9 năm 2023", "21 September 1973 – 21 September 2023", "1973年9月21日〜2023年9月21日", "1973년 9월 21일~2023년 9월 21일", "1973年9月21日至2023年9月21日"]),
    ("2023-02..2023-04", ["từ tháng 02 đến tháng 4 năm 2023", "February–April 2023", "2023年2月〜4月", "2023년 2월~4월", "2023年2月至4月"]),
    ("2023-11..2024-02", ["từ tháng 11 năm 2023 đến tháng 02 năm 2024", "November 2023 – February 2024", "2023年11月〜2024年2月", "2023년 11월~2024년 2월", "2023年11月至2024年2月"]),
    ("2023-Q4..2024-Q1", ["từ quý IV năm 2023 đến quý I năm 2024", "Q4 2023 – Q1 2024", "2023年第4四半期〜2024年第1四半期", "2023년 4분기~2024년 1분기", "2023年第四季度至2024年第一季度"]),
    ("2013..", ["Từ năm 2013 đến nay", "Since 2013", "2013年から現在まで", "2013년부터 현재까지", "2013年至今"]),
    ("..2022-12-20", ["từ đầu năm đến ngày 20/12/2022", "1 January – 20 December 2022", "2022年初から12月20日まで", "2022년 초부터 12월 20일까지", "2022年初至12月20日"]),
    ("..2023-11", ["từ đầu năm đến hết tháng 11/2023", "January to end of November 2023", "2023年初から11月末まで", "2023년 초부터 11월 말까지", "2023年初至11月底"]),
    ("..2023-Q3", ["Quý I đến quý III năm 2023", "Q1–Q3 2023", "2023年第1〜第3四半期", "2023년 1분기~3분기", "2023年第一至第三季度"]),
    ("..2023-H1", ["6 tháng đầu năm 2023", "first half of 2023", "2023年上半期", "2023년 상반기", "2023年上半年"]),
    ("..2023", ["Cả năm 2023", "full year 2023", "2023年通年", "2023년 연중", "2023年全年"]),
];

#[rustfmt::skip]
const SHORT_DATES: &Rows = &[
    ("2018-06..", ["Từ tháng 6 năm 2018 đến nay", "Since June 2018", "2018年6月〜", "2018년 6월~", "2018年6月至今"]),
    ("2024-02-06", ["06/02/2024", "6 February 2024", "2024年2月6日", "2024년 2월 6일", "2024年2月6日"]),
    ("2023-03-06", ["06/3/2023", "6 March 2023", "2023年3月6日", "2023년 3월 6일", "2023年3月6日"]),
    ("2022-12-20", ["20/12/2022", "20 December 2022", "2022年12月20日", "2022년 12월 20일", "2022年12月20日"]),
    ("2022-12-20..2022-12-23", ["20–23/12/2022", "20–23 December 2022", "2022年12月20日〜23日", "2022년 12월 20일~23일", "2022年12月20日至23日"]),
    ("2023-02", ["Tháng 02/2023", "February 2023", "2023年2月", "2023년 2월", "2023年2月"]),
    ("2023-09", ["Tháng 9/2023", "September 2023", "2023年9月", "2023년 9월", "2023年9月"]),
    ("2024-Q1", ["Quý I/2024", "Q1 2024", "2024年第1四半期", "2024년 1분기", "2024年第一季度"]),
    ("2022-Q3", ["Quý III/2022", "Q3 2022", "2022年第3四半期", "2022년 3분기", "2022年第三季度"]),
    ("Q1", ["Quý I", "Q1", "第1四半期", "1분기", "第一季度"]),
    ("2024-Q2, 2024-Q4", ["Quý II, quý IV/2024", "Q2 and Q4 2024", "2024年第2・第4四半期", "2024년 2분기, 4분기", "2024年第二、第四季度"]),
    ("2024-Q2..2024-Q4", ["Quý II–quý IV/2024", "Q2–Q4 2024", "2024年第2〜第4四半期", "2024년 2분기~4분기", "2024年第二至第四季度"]),
    ("2024-H2", ["6 tháng cuối năm 2024", "H2 2024", "2024年下半期", "2024년 하반기", "2024年下半年"]),
    ("2024", ["2024", "2024", "2024年", "2024년", "2024年"]),
    ("2023..2025", ["2023–2025", "2023–2025", "2023〜2025年", "2023~2025년", "2023—2025年"]),
    ("2022-02-20..2022-03-05", ["20/02–05/3/2022", "20 February – 5 March 2022", "2022年2月20日〜3月5日", "2022년 2월 20일~3월 5일", "2022年2月20日至3月5日"]),
    ("1973-09-21..2023-09-21", ["21/9/1973 – 21/9/2023", "21 September 1973 – 21 September 2023", "1973年9月21日〜2023年9月21日", "1973년 9월 21일~2023년 9월 21일", "1973年9月21日至2023年9月21日"]),
    ("2023-02..2023-04", ["Tháng 02–4/2023", "February–April 2023", "2023年2月〜4月", "2023년 2월~4월", "2023年2月至4月"]),
];

#[rustfmt::skip]
const WEEKDAYS: &Rows = &[
    ("2024-02-06", ["Thứ Ba", "Tuesday", "火曜日", "화요일", "星期二"]),
    ("2024-02-11", ["Chủ Nhật", "Sunday", "日曜日", "일요일", "星期日"]),
];

#[rustfmt::skip]
const LISTS: &Rows = &[
    ("", ["", "", "", "", ""]),
    ("A", ["A", "A", "A", "A", "A"]),
    ("A|B", ["A và B", "A and B", "A、B", "A 및 B", "A和B"]),
    ("A|B|C", ["A, B và C", "A, B and C", "A、B、C", "A, B 및 C", "A、B和C"]),
];

#[rustfmt::skip]
const QUOTES: &Rows = &[("x", ["“x”", "“x”", "「x」", "“x”", "“x”"])];
#[rustfmt::skip]
const QUOTES_WITHIN: &Rows = &[("x", ["‘x’", "‘x’", "『x』", "‘x’", "‘x’"])];
#[rustfmt::skip]
const TITLES: &Rows = &[
    ("2024年海防市投资促进计划", ["“2024年海防市投资促进计划”", "“2024年海防市投资促进计划”", "「2024年海防市投资促进计划」", "「2024年海防市投资促进计划」", "《2024年海防市投资促进计划》"]),
];

#[test]
fn numbers_have_the_marks_of_their_language() {
    check(NUMBERS, |locale, text| locale.amount(&amount(text), None));
    assert_eq!(vi().number(decimal("3623.22")), "3.623,22");
    assert_eq!(vi().number(10_970), "10.970");
}

#[test]
fn percentages_stand_by_their_sign() {
    check(PERCENTAGES, |locale, text| {
        let (approx, figure) = claim(text);
        locale.percent(&amount(figure), approx)
    });
}

#[test]
fn sums_keep_every_digit() {
    check(SUMS, |locale, text| locale.money(&money(text)));
}

#[test]
fn quantities_have_their_units() {
    check(QUANTITIES, |locale, text| locale.quantity(&quantity(text)));
    assert!(vi().knows_unit("m3-day") && !vi().knows_unit("furlong"));
    assert_eq!(vi().unit_name("m3-day"), "m³/ngày đêm");
    let units: Vec<&str> = vi().units().collect();
    assert!(LOCALES.iter().all(|locale| locale.units().eq(units.iter().copied())), "a language lacks a unit");
}

#[test]
fn dates_are_as_precise_as_their_source() {
    let period = |text: &str| Period::parse(text).expect(text);
    check(LONG_DATES, |locale, text| locale.period(&period(text), DateStyle::Long));
    check(SHORT_DATES, |locale, text| locale.period(&period(text), DateStyle::Short));
    let day = |text: &str| Date::parse(text).expect(text);
    assert_eq!(vi().date(day("2023-03-06"), DateStyle::Short), "06/3/2023");
    // After a label there is no capital, and nothing else is different.
    for (text, expected) in
        [("2023-12", "tháng 12/2023"), ("2024-Q1", "quý I/2024"), ("2023-03-06", "06/3/2023")]
    {
        assert_eq!(vi().date(day(text), DateStyle::ShortWithin), expected);
        let english = en().date(day(text), DateStyle::ShortWithin);
        assert_eq!(english, en().date(day(text), DateStyle::Short));
    }
    check(WEEKDAYS, |locale, text| locale.weekday(day(text)).expect(text).to_string());
    assert_eq!(vi().weekday(day("2024-02")), None);
}

#[test]
fn lists_and_quotes_have_their_marks() {
    let items = |text: &str| -> Vec<String> {
        text.split('|').filter(|item| !item.is_empty()).map(String::from).collect()
    };
    check(LISTS, |locale, text| locale.list(&items(text)));
    check(QUOTES, |locale, text| locale.quote(text));
    check(QUOTES_WITHIN, |locale, text| locale.quote_within(text));
    check(TITLES, |locale, text| locale.mark_document_title(text));
    assert_eq!(LOCALES[2].quote_marks(), ["「", "」", "『", "』"]);
    assert_eq!([0, 1, 2, 3, 4].map(|n| LOCALES[n].smart_punctuation()), [true, true, false, true, false]);
}

#[test]
fn a_number_does_not_part_from_its_unit() {
    assert_eq!(vi().quantity(&quantity("401 ha")), "401\u{a0}ha");
    assert_eq!(en().quantity(&quantity("about 401 ha")), "about 401\u{a0}ha");
    assert_eq!(vi().money(&money("USD 3623.22 million")), "3.623,22\u{a0}triệu\u{a0}USD");
    assert_eq!(vi().money(&money("VND 5 trillion")), "5\u{a0}nghìn tỷ\u{a0}đồng");
    let again = "VND\u{a0}10,970\u{a0}million (10.97\u{a0}billion)";
    assert_eq!(en().money(&money("VND 10970 million")), again);
    assert_eq!(vi().percent(&amount("63.8"), None), "63,8%");
    // Chinese and Japanese figures have no space, and the spaces of Korean are ordinary ones.
    assert!(
        LOCALES[2..].iter().all(|locale| !locale.money(&money("USD 3623.22 million")).contains('\u{a0}'))
    );
}

#[test]
fn plural_categories_are_those_of_the_language() {
    let category = |locale: &Locale, text: &str| locale.plural(decimal(text));
    assert_eq!(
        ["0", "1", "1.5", "1.0", "2"].map(|n| category(en(), n)),
        ["other", "one", "other", "one", "other"]
    );
    assert_eq!(LOCALES[2].plural(1), "other");
    let path = SourcePath::new("i18n/format/pl.toml");
    let polish = Locale::parse(&RuleFile { code: "pl", tag: "pl", path: &path, text: "" }, &[]).value;
    assert_eq!(
        ["1", "2", "5", "22", "1.5"].map(|n| category(&polish, n)),
        ["one", "few", "many", "few", "other"]
    );
}

#[test]
#[rustfmt::skip]
fn vietnamese_names_sort_as_vietnamese_readers_expect() {
    let sorted = [
        "An Dương", "An Lão", "Áp phích", "Ăn mòn", "Âu cảng", "Dương Kinh", "Đình Vũ", "Đồ Sơn", "ma", "mà", "mả", "mã", "má", "mạ",
        "Nam Cầu Kiền", "Nam Đình Vũ", "Nomura", "O", "Ô", "Ơn", "Thủy Nguyên", "Tiên Thanh", "Tràng Cát", "Tràng Duệ", "VSIP",
    ];
    let mut by_comparison = sorted;
    by_comparison.reverse();
    by_comparison.sort_by(|a, b| vi().compare(a, b));
    assert_eq!(by_comparison, sorted);
    let mut by_key = sorted;
    by_key.reverse();
    by_key.sort_by_cached_key(|name| vi().sort_key(name));
    assert_eq!(by_key, sorted);
    assert_ne!(
        vi().compare("Thủy", "Thu\u{309}y"),
        std::cmp::Ordering::Equal,
        "ties are broken by code point"
    );
}

#[rustfmt::skip]
const SLUGS: &[(&str, &str)] = &[
    ("Khu công nghiệp Tràng Duệ", "khu-cong-nghiep-trang-due"),
    ("Đình Vũ – Cát Hải", "dinh-vu-cat-hai"),
    ("Quyết định số 408/QĐ-UBND", "quyet-dinh-so-408-qd-ubnd"),
    ("Dự án sản xuất bình ắc quy", "du-an-san-xuat-binh-ac-quy"),
    ("đường Nguyễn Đức Cảnh", "duong-nguyen-duc-canh"),
    ("Thủy", "thuy"), ("Thuỷ", "thuy"), ("Hòa", "hoa"), ("Hoà", "hoa"),
    ("Tra\u{300}ng Due\u{302}\u{323}", "trang-due"),
    ("  --ＶＳＩＰ, 10 m²!  ", "vsip-10-m2"), ("Straße", "strasse"), ("ハイフォン 海防 하이퐁", ""), ("", ""),
];

#[rustfmt::skip]
const FOLDS: &[(&str, &str)] = &[
    ("ĐƯỜNG Điện", "duong dien"), ("hòa", "hoa"), ("hoà", "hoa"), ("úy", "uy"), ("uý", "uy"), ("ﾊｲﾌｫﾝ", "ハイフォン"),
    ("ｶﾞ", "ガ"), ("が", "が"), ("산업 단지", "산업 단지"), ("工業區", "工業區"), ("ＫＣＮ", "kcn"), ("ASCII", "ascii"),
];

#[test]
fn names_stand_under_the_letters_of_their_language() {
    for locale in LOCALES.iter() {
        let headings = &locale.rules().index.headings;
        let rise = headings.is_sorted_by(|(_, a), (_, b)| locale.collator().compare(a, b).is_lt());
        assert!(rise, "{}: the headings of the index are not in the order of the language", locale.code());
    }
    #[rustfmt::skip]
    let rows = [
        ("vi", "Đình Vũ", "Đ"), ("vi", "Ông", "Ô"), ("vi", "Ưu đãi", "Ư"), ("vi", "ải", "A"), ("vi", "408/QĐ", "0–9"),
        ("en", "Éclair", "E"), ("ja", "カットハイ", "か"), ("ja", "がんばる", "か"), ("ja", "工業団地", "漢字"), ("ja", "VSIP", "A–Z"),
        ("ko", "까치", "ㄱ"), ("ko", "하이퐁", "ㅎ"), ("ko", "DEEP C", "A–Z"), ("zh", "海防", "H"), ("zh", "投资", "T"),
        ("zh", "NHIZ", "A–Z"), ("zh", "2023年", "0–9"),
    ];
    for (code, name, heading) in rows {
        let locale = LOCALES.iter().find(|locale| locale.code() == code).expect("the language");
        assert_eq!(locale.index_heading(name), heading, "{code}: {name}");
    }
}

#[test]
fn slugs_and_folds_are_as_specified() {
    for (title, expected) in SLUGS {
        assert_eq!(slug(title), *expected, "{title}");
    }
    for (text, expected) in FOLDS {
        assert_eq!(fold(text), *expected, "{text}");
    }
}

#[test]
fn text_is_put_into_normal_form_c() {
    let (composed, decomposed) = ("Tràng Duệ", "Tra\u{300}ng Due\u{323}\u{302}");
    assert_eq!((composed.chars().count(), decomposed.chars().count()), (9, 12));
    assert_eq!(nfc(Cow::Borrowed(decomposed)), composed);
    assert!(matches!(nfc(Cow::Borrowed(composed)), Cow::Borrowed(_)), "normal text is not copied");
}

/// What a Vietnamese document prints, and what it means.
#[rustfmt::skip]
const FIGURES: &[(&str, &str)] = &[
    ("1.657,098", "1657.098"), ("3.300", "3300"), ("1.500", "1500"), ("1.500.000", "1500000"), ("-0,5", "-0.5"), ("02", "2"), ("06", "6"),
    ("2-2,5", "2..2.5"), ("500 – 550", "500..550"), ("1\u{a0}750", "1750"), ("1\u{2009}750,5", "1750.5"),
    ("khoảng 100", "about 100"), ("gần 3,3", "nearly 3.3"), ("Trên 20", "more-than 20"), ("hơn 20", "more-than 20"), ("tối đa 5", "up-to 5"),
];

/// The same without the document's language being declared: what has one reading all the same.
#[rustfmt::skip]
const UNDECLARED: &[(&str, &str)] = &[
    ("1.657,098", "1657.098"), ("1,657.098", "1657.098"), ("2-2,5", "2..2.5"), ("1.500.000", "1500000"), ("0.500", "0.5"),
    ("1234.567", "1234.567"), ("500", "500"), ("1 750", "1750"), ("khoảng 100", "about 100"),
];

const NO_FIGURES: [&str; 12] =
    ["", "1.5", "12.34,5", "1,2,3", "abc", "1.", "5-3", "1 75", "khoảng", "1e5", "+5", "1.234,"];

#[test]
fn figures_are_read_as_documents_print_them() {
    for (style, figures) in [(vi().number_style(), FIGURES), (vi().undeclared_style(), UNDECLARED)] {
        for (text, expected) in figures {
            let (approx, figure) = claim(expected);
            assert_eq!(parse_figure(text, &style), Ok((amount(figure), approx)), "{text}");
        }
    }
    for text in NO_FIGURES {
        assert_eq!(parse_figure(text, &vi().number_style()), Err(FigureError::NotAFigure), "{text}");
    }
    let english = en().number_style();
    assert_eq!(parse_figure("nearly 1,657.098", &english), Ok((amount("1657.098"), Some(Approx::Nearly))));
    assert_eq!(parse_figure("1.500", &english), Ok((amount("1.5"), None)));
}

#[test]
fn a_figure_of_two_readings_is_not_guessed() {
    for (text, decimal, thousands) in [("1.500", "1.5", "1500"), ("3,300", "3.3", "3300")] {
        let (decimal, thousands) = (amount(decimal).low(), amount(thousands).low());
        let expected = Err(FigureError::Ambiguous { decimal, thousands });
        assert_eq!(parse_figure(text, &vi().undeclared_style()), expected, "{text}");
    }
}

proptest! {
    #[test]
    fn a_slug_is_ascii_and_its_own_slug(title in "\\PC{0,40}") {
        let once = slug(&title);
        prop_assert!(once.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'));
        prop_assert!(!once.starts_with('-') && !once.ends_with('-') && !once.contains("--"));
        prop_assert_eq!(slug(&once), once);
    }

    #[test]
    fn a_fold_is_its_own_fold(text in "\\PC{0,40}") {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn what_is_written_can_be_read_back(mantissa in -10_i64.pow(15)..10_i64.pow(15), places in 0_u32..12) {
        let value = Decimal::new(mantissa, places);
        for locale in LOCALES.iter() {
            let written = locale.number(value);
            prop_assert_eq!(parse_figure(&written, &locale.number_style()), Ok((Amount::One(value), None)), "{}", written);
        }
    }

    #[test]
    fn no_text_makes_reading_panic(text in "\\PC{0,20}|[0-9.,\u{a0}–-]{0,12}") {
        let _ = parse_figure(&text, &vi().number_style());
        let _ = parse_figure(&text, &vi().undeclared_style());
    }
}
