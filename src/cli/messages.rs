//! What a command says to people, in both languages of the program.

use std::path::Path;

use crate::diag::UiLang;

/// A sentence in both languages of the program.
pub(super) struct Bilingual {
    pub(super) en: String,
    pub(super) vi: String,
}

impl Bilingual {
    pub(super) fn of(&self, lang: UiLang) -> &str {
        match lang {
            UiLang::En => &self.en,
            UiLang::Vi => &self.vi,
        }
    }
}

/// That a folder to write into is, lies in or holds a part of the site itself.
pub(super) fn within_own(folder: &Path, own: &str) -> Bilingual {
    let folder = folder.display();
    Bilingual {
        en: format!(
            "{folder} is no folder to write into: it is, lies in or holds `{own}`, which belongs to the site's own files; name another with `--output`"
        ),
        vi: format!(
            "không ghi vào {folder} được: thư mục này trùng với, nằm trong hoặc chứa `{own}`, là phần nguồn của trang; hãy chỉ thư mục khác bằng `--output`"
        ),
    }
}

/// Why a command did nothing.
pub(super) enum Refusal {
    /// Somebody asked for what cannot be done.
    Content(Bilingual),
    /// The disk, the rights.
    Environment(String),
}

impl Refusal {
    /// There is nothing of this name; `en` and `vi` say what was looked for, `near` is what may have been meant.
    pub(super) fn unknown(en: &str, vi: &str, name: &str, near: Option<&str>) -> Refusal {
        let (near_en, near_vi) = near.map_or_else(Default::default, |near| {
            (format!(": did you mean `{near}`?"), format!(": có phải ý bạn là `{near}`?"))
        });
        Refusal::Content(Bilingual {
            en: format!("there is no {en} `{name}`{near_en}"),
            vi: format!("không có {vi} nào tên `{name}`{near_vi}"),
        })
    }
}
