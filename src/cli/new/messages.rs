//! What `new` says: what it made, or why it made nothing.
#![expect(clippy::print_stderr, reason = "this is where the program speaks")]

use std::path::PathBuf;

use crate::base::is_device;
use crate::cli::Outcome;
use crate::diag::UiLang;

/// What was made.
pub(super) enum Created {
    /// A site.
    Site { folder: PathBuf, files: usize },
    /// A record.
    Record(MadeRecord),
}

/// A record that was made.
pub(super) struct MadeRecord {
    /// Its folder.
    pub(super) folder: PathBuf,
    /// How many fields its collection has, and how many of them are required.
    pub(super) fields: (usize, usize),
    /// The file of the source language, and that language's name.
    pub(super) source: (String, String),
    /// The files of the other languages.
    pub(super) drafts: Vec<String>,
    /// Where its page will be.
    pub(super) address: String,
    /// The schemas were written again, because the site has some.
    pub(super) schemas: bool,
}

/// Why nothing was made.
pub(super) enum CreateRefusal {
    /// The name of the folder to be made works on some systems only.
    FolderName(String),
    /// Something is in the folder.
    FolderFull(PathBuf),
    /// A file has that name.
    FolderIsFile(PathBuf),
    /// There is no site here to add a record to.
    NoSite { root: PathBuf, what: String },
    /// The site's settings or the collection cannot be read.
    Broken(Vec<String>),
    /// There is no such collection.
    NoCollection { name: String, near: Option<String>, known: String },
    /// The record has no name.
    NoId(String),
    /// The id is none.
    BadId { collection: String, id: String, near: Option<String> },
    /// The id is taken.
    TakenId { id: String, by: String },
    /// The disk, the rights.
    Environment { path: String, error: String },
}

impl Created {
    /// What was made, and what to do next.
    pub(super) fn text(&self, lang: UiLang) -> String {
        match self {
            Created::Site { folder, files } => site(&folder.display().to_string(), *files, lang),
            Created::Record(made) => made.text(lang),
        }
    }
}

fn site(folder: &str, files: usize, lang: UiLang) -> String {
    match lang {
        UiLang::En => format!(
            "made a site in {folder}: {files} files, five languages\n\n\
             next, in that folder:\n  \
             portolan build            makes the pages, in public/\n  \
             portolan check            looks for mistakes\n  \
             portolan new projects/ID  adds a project\n\n\
             README.txt says where facts and texts go; everything in it is an example, to be replaced"
        ),
        UiLang::Vi => format!(
            "đã tạo một trang trong {folder}: {files} tệp, năm ngôn ngữ\n\n\
             việc tiếp theo, trong thư mục đó:\n  \
             portolan build            tạo các trang, trong public/\n  \
             portolan check            tìm lỗi\n  \
             portolan new projects/MÃ  thêm một dự án\n\n\
             README.txt cho biết ghi dữ kiện và bài viết vào đâu; mọi nội dung đều là ví dụ, hãy thay bằng nội dung thật"
        ),
    }
}

impl MadeRecord {
    fn text(&self, lang: UiLang) -> String {
        let folder = self.folder.display();
        let (fields, required) = self.fields;
        let (file, language) = &self.source;
        let drafts = self.drafts.join(" ");
        let address = &self.address;
        let mut text = match lang {
            UiLang::En => format!(
                "made {folder}\n  record.toml  the facts: {fields} fields, {required} of them required\n  {file}  the text in {language}\n"
            ),
            UiLang::Vi => format!(
                "đã tạo {folder}\n  record.toml  dữ kiện: {fields} trường, trong đó {required} trường bắt buộc\n  {file}  bài viết bằng {language}\n"
            ),
        };
        if !self.drafts.is_empty() {
            text += &match lang {
                UiLang::En => format!(
                    "  {drafts}  drafts: readers get the text of another language until they are finished\n"
                ),
                UiLang::Vi => {
                    format!("  {drafts}  bản nháp: khi chưa xong, người đọc thấy bản ở ngôn ngữ khác\n")
                }
            };
        }
        text += &match lang {
            UiLang::En => format!(
                "\nnext: replace each `…` in record.toml and {file}; `portolan check` shows what is still open\nits page will be /{address}"
            ),
            UiLang::Vi => format!(
                "\nviệc tiếp theo: thay từng dấu `…` trong record.toml và {file}; `portolan check` cho biết còn thiếu gì\ntrang sẽ nằm ở /{address}"
            ),
        };
        if self.schemas {
            text += match lang {
                UiLang::En => "\nthe schemas for editors know it now",
                UiLang::Vi => "\ncác lược đồ cho trình soạn thảo đã được cập nhật",
            };
        }
        text
    }
}

impl CreateRefusal {
    /// Says why, and what to do instead.
    pub(super) fn print(&self, lang: UiLang) {
        if let CreateRefusal::Broken(findings) = self {
            findings.iter().for_each(|finding| eprintln!("{finding}\n"));
        }
        let (problem, help) = self.sentences(lang);
        match lang {
            UiLang::En => eprintln!("error: {problem}"),
            UiLang::Vi => eprintln!("lỗi: {problem}"),
        }
        if let Some(help) = help {
            match lang {
                UiLang::En => eprintln!("help: {help}"),
                UiLang::Vi => eprintln!("gợi ý: {help}"),
            }
        }
    }

    /// A name is the author's to mend; a folder that is in the way is the world's.
    pub(super) fn outcome(&self) -> Outcome {
        match self {
            CreateRefusal::FolderName(_)
            | CreateRefusal::FolderFull(_)
            | CreateRefusal::FolderIsFile(_)
            | CreateRefusal::Environment { .. } => Outcome::Environment,
            _ => Outcome::Content,
        }
    }

    fn sentences(&self, lang: UiLang) -> (String, Option<String>) {
        match self {
            CreateRefusal::FolderName(_)
            | CreateRefusal::FolderFull(_)
            | CreateRefusal::FolderIsFile(_)
            | CreateRefusal::NoSite { .. }
            | CreateRefusal::Environment { .. } => self.about_folder(lang),
            _ => self.about_record(lang),
        }
    }

    fn about_folder(&self, lang: UiLang) -> (String, Option<String>) {
        let vi = lang == UiLang::Vi;
        match self {
            CreateRefusal::FolderName(name) if vi => (
                format!("`{name}` không làm tên thư mục được trên mọi hệ điều hành"),
                Some("hãy dùng chữ, chữ số, `-` và `_`; Windows không nhận < > : \" | ? * và các tên như con, nul".to_owned()),
            ),
            CreateRefusal::FolderName(name) => (
                format!("`{name}` cannot be a folder on every system"),
                Some("use letters, digits, `-` and `_`; Windows takes no < > : \" | ? * and no names such as con or nul".to_owned()),
            ),
            CreateRefusal::FolderFull(folder) if vi => (
                format!("thư mục {} đã có tệp; không tệp nào bị ghi đè", folder.display()),
                Some("hãy chọn một thư mục chưa có hoặc còn trống; muốn thêm bản ghi thì dùng `portolan new TUYỂN-TẬP/MÃ`".to_owned()),
            ),
            CreateRefusal::FolderFull(folder) => (
                format!("{} is not empty, and nothing is ever overwritten", folder.display()),
                Some("name a folder that does not exist or is empty; to add a record: `portolan new COLLECTION/ID`".to_owned()),
            ),
            CreateRefusal::FolderIsFile(path) if vi => (format!("{} là một tệp, không phải thư mục", path.display()), None),
            CreateRefusal::FolderIsFile(path) => (format!("{} is a file, not a folder", path.display()), None),
            CreateRefusal::NoSite { root, what } if vi => (
                format!("{} chưa phải là một trang (không có portolan.toml), nên chưa thêm được bản ghi", root.display()),
                Some(format!("hãy chỉ thư mục của trang bằng `--root`; muốn tạo trang mới trong thư mục đó thì viết `./{what}`")),
            ),
            CreateRefusal::NoSite { root, what } => (
                format!("{} is not a site (it has no portolan.toml), so no record can be added", root.display()),
                Some(format!("name the site's folder with `--root`; to start a site in a folder of that name, write `./{what}`")),
            ),
            CreateRefusal::Environment { path, error } if vi => (format!("không ghi được {path}: {error}"), None),
            CreateRefusal::Environment { path, error } => (format!("cannot write {path}: {error}"), None),
            _ => unreachable!("`sentences` sends only these here"),
        }
    }

    fn about_record(&self, lang: UiLang) -> (String, Option<String>) {
        let vi = lang == UiLang::Vi;
        match self {
            CreateRefusal::NoCollection { name, near: Some(near), .. } if vi => {
                (format!("không có tuyển tập `{name}`"), Some(format!("có phải ý bạn là `{near}`?")))
            }
            CreateRefusal::NoCollection { name, near: Some(near), .. } => {
                (format!("there is no collection `{name}`"), Some(format!("did you mean `{near}`?")))
            }
            CreateRefusal::NoCollection { name, known, .. } if vi => (
                format!("không có tuyển tập `{name}`"),
                Some(format!(
                    "các tuyển tập của trang: {known}; muốn tạo trang mới ở đây, hãy viết `./{name}`"
                )),
            ),
            CreateRefusal::NoCollection { name, known, .. } => (
                format!("there is no collection `{name}`"),
                Some(format!("the collections are: {known}; another site in here would be `./{name}`")),
            ),
            CreateRefusal::NoId(collection) if vi => (
                "bản ghi chưa có mã".to_owned(),
                Some(format!("hãy viết mã sau dấu gạch chéo: `portolan new {collection}/MÃ`")),
            ),
            CreateRefusal::NoId(collection) => (
                "the record has no id".to_owned(),
                Some(format!("write it after the slash: `portolan new {collection}/ID`")),
            ),
            CreateRefusal::BadId { id, .. } if is_device(id) && vi => {
                (format!("`{id}` không làm mã được: Windows dành tên này cho một thiết bị"), None)
            }
            CreateRefusal::BadId { id, .. } if is_device(id) => {
                (format!("`{id}` cannot be an id: Windows keeps the name for a device"), None)
            }
            CreateRefusal::BadId { collection, id, near } if vi => (
                format!("`{id}` không làm mã được: chỉ dùng chữ thường không dấu, chữ số và `-`"),
                near.as_ref().map(|near| format!("hãy viết `portolan new {collection}/{near}`")),
            ),
            CreateRefusal::BadId { collection, id, near } => (
                format!("`{id}` cannot be an id: only small letters without marks, digits and `-`"),
                near.as_ref().map(|near| format!("write `portolan new {collection}/{near}`")),
            ),
            CreateRefusal::TakenId { id, by } if vi => (
                format!("mã `{id}` đã dùng ở {by}"),
                Some("mỗi mã chỉ thuộc về một bản ghi trên toàn trang: hãy chọn mã khác".to_owned()),
            ),
            CreateRefusal::TakenId { id, by } => (
                format!("the id `{id}` is used by {by}"),
                Some("an id names one thing for ever, over the whole site: choose another".to_owned()),
            ),
            CreateRefusal::Broken(_) if vi => {
                ("cần sửa những lỗi trên trước khi thêm bản ghi".to_owned(), None)
            }
            CreateRefusal::Broken(_) => {
                ("these have to be mended before a record can be added".to_owned(), None)
            }
            _ => unreachable!("`sentences` sends only these here"),
        }
    }
}
