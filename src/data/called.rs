//! Keys by what people call them: `tieu_de` for `title`, `ảnh bìa` for `image`.

use crate::locale::name_key;

/// Keys with their other names, in the form in which names are compared. A name may be that of several keys, of which a
/// table mostly knows one.
const CALLED: &[(&str, &[&str])] = &[
    (
        "title",
        &[
            "tieude",
            "tuade",
            "tua",
            "ten",
            "tengoi",
            "name",
            "headline",
            "heading",
            "標題",
            "标题",
            "題名",
            "タイトル",
            "제목",
        ],
    ),
    ("name", &["ten", "tengoi", "tieude", "title", "名称", "이름"]),
    ("label", &["nhan", "ten", "tengoi", "tieude", "title", "name"]),
    ("singular", &["soit"]),
    (
        "summary",
        &["tomtat", "mota", "trichyeu", "sapo", "description", "excerpt", "abstract", "摘要", "要約", "요약"],
    ),
    ("body", &["noidung", "vanban", "content", "text", "本文", "본문"]),
    (
        "image",
        &[
            "anh",
            "hinh",
            "hinhanh",
            "anhbia",
            "hinhbia",
            "anhdaidien",
            "cover",
            "picture",
            "photo",
            "thumbnail",
            "画像",
            "图片",
            "사진",
        ],
    ),
    ("alt", &["motaanh", "chuthichanh", "vanbanthaythe"]),
    ("illustration", &["minhhoa", "anhminhhoa"]),
    ("weight", &["thutu", "trongso", "sothutu", "order", "sort"]),
    ("featured", &["noibat", "tieubieu", "ghim", "pinned"]),
    ("draft", &["nhap", "bannhap"]),
    ("updated", &["capnhat", "ngaycapnhat", "ngaysua", "lastmod", "modified"]),
    ("as_of", &["tinhden", "tinhdenngay", "thoidiem", "sotinhden"]),
    ("source", &["nguon", "nguontin", "trichnguon", "出典", "来源", "출처"]),
    ("aliases", &["bidanh", "diachicu", "duongdancu", "alias", "redirect", "redirects"]),
    ("slug", &["duongdan", "diachi", "permalink", "url"]),
    ("path", &["duongdan", "tep", "tentep", "file"]),
    ("publish_on", &["ngaydang", "dangngay", "xuatban", "publishdate"]),
    ("expires_on", &["ngayhethan", "hethan", "ngaygo", "expirydate"]),
    ("withdrawn", &["thuhoi", "ngaythuhoi", "rutlai", "dago"]),
    ("successor", &["thaythe", "thaythebang", "banghithaythe"]),
    ("valid_from", &["hieuluctu", "cohieuluctu", "ngayhieuluc"]),
    ("valid_to", &["hieulucden", "hethieuluc", "ngayhethieuluc"]),
    ("former", &["tencu", "truocday", "tengoicu"]),
    ("search_words", &["tukhoa", "tukhoatimkiem", "keywords", "tags", "synonyms"]),
    ("until", &["den", "denngay"]),
    ("status", &["trangthai", "tinhtrang"]),
    ("code", &["ma", "maso"]),
    ("id", &["ma", "madinhdanh", "dinhdanh"]),
    ("type", &["loai", "kieu", "kieudulieu"]),
    ("unit", &["donvi", "donvitinh"]),
    ("currency", &["tiente", "loaitien", "dongtien"]),
    ("scale", &["thangdo", "quymo"]),
    ("value", &["giatri", "so", "soluong"]),
    ("values", &["giatri", "cacgiatri", "luachon"]),
    ("min", &["tu", "toithieu", "nhonhat"]),
    ("max", &["den", "toida", "lonnhat"]),
    ("approx", &["khoang", "xapxi", "uocchung"]),
    ("note", &["ghichu", "chuthich"]),
    ("required", &["batbuoc"]),
    ("url", &["diachiweb", "lienket", "website", "link"]),
    ("parent", &["tructhuoc", "capren", "captren", "thuoc"]),
    ("position", &["vitri", "toado"]),
    ("lang", &["ngonngu", "language"]),
];

/// The key of `known` that has this other name.
pub(super) fn called<'k>(key: &str, known: &'k [String]) -> Option<&'k str> {
    let wanted = name_key(key);
    let keys = CALLED.iter().filter(|(_, names)| names.contains(&wanted.as_str())).map(|(key, _)| *key);
    let mut found = keys.filter_map(|key| known.iter().find(|known| *known == key));
    found.next().map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::{CALLED, called};
    use crate::locale::name_key;

    #[test]
    fn names_stand_in_the_form_in_which_they_are_compared() {
        for name in CALLED.iter().flat_map(|(_, names)| *names) {
            assert_eq!(name_key(name), *name);
        }
    }

    #[test]
    fn a_key_is_known_by_its_other_names() {
        let known = ["title", "summary", "image"].map(str::to_owned);
        for (key, meant) in [
            ("tieu_de", Some("title")),
            ("Tiêu đề", Some("title")),
            ("tên", Some("title")),
            ("mô-tả", Some("summary")),
            ("Ảnh bìa", Some("image")),
            ("nguon", None),
        ] {
            assert_eq!(called(key, &known), meant, "{key}");
        }
    }
}
