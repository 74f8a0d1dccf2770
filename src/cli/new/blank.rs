//! A record to be filled in: every field of its collection in order, with what an author has to know to write it.
//!
//! Lines that begin with `# ` explain. A line that begins with `#` and a letter is a fact that may stay away: without the
//! `#`, it is of the right form. A fact that the collection requires stands as [`BLANK`], which `check` reports until
//! somebody has written it, so that nothing invented is ever published.

use std::fmt::Write as _;

use crate::base::Lang;
use crate::content::{BLANK, Collection, Field, FieldType};
use crate::diag::UiLang;
use crate::editor::Guide;
use crate::fact::Date;

/// The longest line of a comment.
const WIDTH: usize = 110;

/// More choices than these stand side by side instead of one below the other.
const LISTED: usize = 24;

/// A record to be made.
pub(super) struct Blank<'a> {
    /// What the author is told.
    pub(super) guide: Guide<'a>,
    /// Where the record belongs.
    pub(super) collection: &'a Collection,
    /// What it is called.
    pub(super) id: &'a str,
    /// The day on which it is made.
    pub(super) today: Date,
}

impl Blank<'_> {
    /// `record.toml`
    pub(super) fn facts(&self) -> String {
        let mut out = String::new();
        self.head(&mut out);
        self.meta(&mut out);
        let mut group = None;
        for (name, field) in self.collection.fields.iter().filter(|(_, field)| !field.per_language) {
            if field.group != group {
                group.clone_from(&field.group);
                self.heading(&mut out, group.as_deref());
            }
            self.field(&mut out, name, field);
        }
        out
    }

    fn head(&self, out: &mut String) {
        let singular = self.guide.label(&self.collection.name, &self.collection.singular);
        let code = &self.guide.config.language(Lang(0)).code;
        let lines: &[&str] = match self.guide.lang {
            UiLang::En => &[
                "The facts, each once for all languages; the texts are in the files beside this one.",
                "- Write what is known instead of every `…`: the collection requires it.",
                "- A line that begins with `#` and no space is a fact that may stay away: take the `#` off and write the value.",
                "- Decimals stand after a point and in quotes: \"1329.1\". Thousands have no mark.",
                "- A figure may say more of itself: { value = 407, approx = \"about\", as_of = 2023-06-19, source = \"…\" },",
                "  or be a range: { min = 500, max = 550 }.",
            ],
            UiLang::Vi => &[
                "Dữ kiện, ghi một lần cho mọi ngôn ngữ; bài viết nằm trong các tệp bên cạnh.",
                "- Thay mỗi dấu `…` bằng điều đã biết: tuyển tập bắt buộc phải có.",
                "- Dòng bắt đầu bằng `#` mà không có dấu cách là dữ kiện có thể bỏ trống: muốn ghi thì bỏ dấu `#` và viết giá trị.",
                "- Phần thập phân đứng sau dấu chấm và đặt trong ngoặc kép: \"1329.1\". Hàng nghìn không có dấu.",
                "- Con số có thể kèm thông tin: { value = 407, approx = \"about\", as_of = 2023-06-19, source = \"…\" },",
                "  hoặc là một khoảng: { min = 500, max = 550 }.",
            ],
        };
        let note = match self.guide.lang {
            UiLang::En => format!("- A remark is written per language: note.{code} = \"…\"."),
            UiLang::Vi => format!("- Ghi chú viết theo từng ngôn ngữ: note.{code} = \"…\"."),
        };
        let _ = writeln!(out, "# {singular}: {}\n#", self.id);
        for line in lines.iter().copied().chain([note.as_str()]) {
            let _ = writeln!(out, "# {line}");
        }
    }

    /// What every record may say of itself.
    fn meta(&self, out: &mut String) {
        let code = &self.guide.config.language(Lang(0)).code;
        let updated = self.today.iso();
        let keys = [
            ("draft", true, "true"),
            ("updated", false, updated.as_str()),
            ("source", true, "\"…\""),
            ("as_of", true, "2023-06-19"),
            ("image", true, "\"cover.jpg\""),
            ("illustration", true, "true"),
            ("weight", true, "10"),
            ("featured", true, "true"),
            ("publish_on", true, "2030-01-01"),
            ("expires_on", true, "2030-12-31"),
        ];
        for (key, optional, value) in keys {
            let mark = if optional { "#" } else { "" };
            out.push('\n');
            self.comment(out, &self.guide.sentence(&format!("meta-{key}")));
            let _ = writeln!(out, "{mark}{key} = {value}");
        }
        out.push('\n');
        self.comment(out, &self.guide.sentence("meta-former"));
        let _ = writeln!(out, "#former = [{{ name.{code} = \"…\", until = \"2022\" }}]");
    }

    fn heading(&self, out: &mut String, group: Option<&str>) {
        let label = self.collection.groups.iter().find(|(key, _)| Some(key.as_str()) == group);
        if let Some((key, label)) = label {
            let _ = writeln!(out, "\n# ---- {} ----", self.guide.label(key, label));
        }
    }

    /// A fact, with what an author has to know of it.
    fn field(&self, out: &mut String, name: &str, field: &Field) {
        out.push('\n');
        let (label, hint) = (self.guide.label(name, &field.label), self.guide.hint(&field.kind));
        let example = self.guide.example(&field.kind);
        if field.required {
            let required = self.guide.say("required", &[]);
            let says = if example.contains(BLANK) {
                String::new()
            } else {
                format!("; {}: {example}", self.guide.say("example", &[]))
            };
            self.comment(out, &format!("{label} ({required}): {hint}{says}"));
        } else {
            self.comment(out, &format!("{label}: {hint}"));
        }
        self.choices(out, &field.kind);
        if let FieldType::Table(columns) = &field.kind {
            for (name, column) in columns {
                let label = self.guide.label(name, &column.label);
                self.comment(out, &format!("  {name}: {label}, {}", self.guide.hint(&column.kind)));
                self.choices(out, &column.kind);
            }
        }
        let _ = if field.required {
            writeln!(out, "{name} = {}", open(&field.kind))
        } else {
            writeln!(out, "#{name} = {example}")
        };
    }

    /// What there is to choose from.
    fn choices(&self, out: &mut String, kind: &FieldType) {
        let choices = self.guide.choices(kind).unwrap_or_default();
        if choices.len() > LISTED {
            let ids: Vec<&str> = choices.iter().map(|(id, _)| *id).collect();
            self.comment(out, &format!("  {}", ids.join(", ")));
            return;
        }
        let widest = choices.iter().map(|(id, _)| id.len()).max().unwrap_or_default();
        for (id, name) in choices {
            let _ = writeln!(out, "#   {id:widest$}  {name}");
        }
    }

    /// Comment lines of a decent length. Spaces at the beginning are kept on every line.
    fn comment(&self, out: &mut String, text: &str) {
        let indent = &text[..text.len() - text.trim_start().len()];
        let mut line = String::new();
        for word in text.split_whitespace() {
            if !line.is_empty() && line.chars().count() + word.chars().count() > WIDTH {
                let _ = writeln!(out, "# {indent}{line}");
                line.clear();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        let _ = writeln!(out, "# {indent}{line}");
    }

    /// The text in one language. A translation is a draft until somebody says that it is finished.
    pub(super) fn text(&self, lang: Lang) -> String {
        let mut out = String::from("+++\n");
        let required = self.guide.say("required", &[]);
        self.comment(&mut out, &format!("{} ({required})", self.guide.sentence("text-title")));
        let _ = writeln!(out, "title = \"{BLANK}\"");
        self.comment(&mut out, &self.guide.sentence("text-summary"));
        let _ = writeln!(out, "#summary = \"{BLANK}\"");
        for (name, field) in self.collection.fields.iter().filter(|(_, field)| field.per_language) {
            let (label, hint) = (self.guide.label(name, &field.label), self.guide.hint(&field.kind));
            let (mark, required) =
                if field.required { ("", format!(" ({required})")) } else { ("#", String::new()) };
            self.comment(&mut out, &format!("{label}{required}: {hint}"));
            let _ = writeln!(out, "{mark}{name} = \"{BLANK}\"");
        }
        if lang != Lang(0) {
            self.comment(&mut out, self.words(
                "Take this line out when the translation is finished: until then readers get the text of another language.",
                "Bỏ dòng này khi bản dịch đã xong: trước đó người đọc thấy bản ở ngôn ngữ khác.",
            ));
            out.push_str("status = \"draft\"\n");
        }
        self.comment(
            &mut out,
            self.words(
                "What each picture shows, for those who cannot see it.",
                "Trong mỗi ảnh có gì, dành cho người không nhìn thấy ảnh.",
            ),
        );
        let _ = writeln!(out, "#[alt]\n#\"cover.jpg\" = \"{BLANK}\"");
        self.comment(&mut out, self.words(
            "Below the next line comes the text, in Markdown. A figure is quoted from the facts: {{ fact NAME }}; a record is linked by its id: [](@ID).",
            "Dưới dòng tiếp theo là bài viết, bằng Markdown. Con số lấy từ dữ kiện: {{ fact TÊN }}; nhắc đến bản ghi khác bằng mã: [](@MÃ).",
        ));
        out.push_str("+++\n\n");
        out
    }

    fn words(&self, en: &'static str, vi: &'static str) -> &'static str {
        match self.guide.lang {
            UiLang::En => en,
            UiLang::Vi => vi,
        }
    }
}

/// A value of this type in which everything is still to be written.
fn open(kind: &FieldType) -> String {
    match kind {
        FieldType::List(of) => format!("[{}]", open(of)),
        FieldType::Table(columns) => {
            let needed = columns.iter().filter(|(_, column)| column.required);
            let cells: Vec<String> =
                needed.map(|(name, column)| format!("{name} = {}", open(&column.kind))).collect();
            match (cells.is_empty(), columns.first()) {
                (true, Some((name, column))) => format!("[{{ {name} = {} }}]", open(&column.kind)),
                _ => format!("[{{ {} }}]", cells.join(", ")),
            }
        }
        _ => format!("\"{BLANK}\""),
    }
}
