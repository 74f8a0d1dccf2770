use crate::base::SourcePath;

/// Something that texts, facts and settings refer to, and that nobody can know of while a mistake hides it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// Whatever a file says, or all files of a folder say; what that is, `content` knows.
    File(SourcePath),
    /// Which languages the site has.
    Languages,
    /// How units and currencies are written.
    Formats,
    /// A collection.
    Collection(String),
    /// What a collection declares under this name.
    Field {
        /// The collection.
        collection: String,
        /// The name.
        field: String,
    },
    /// A record.
    Record(String),
    /// What a record says under this name.
    Fact {
        /// The record.
        record: String,
        /// The name.
        field: String,
    },
    /// The text of a record in a language.
    Text {
        /// The record.
        record: String,
        /// The language's code.
        lang: String,
    },
    /// A vocabulary.
    Vocabulary(String),
    /// Words of a file: those of a key, or those in a language.
    Words {
        /// The file.
        path: SourcePath,
        /// The key, or the language's code.
        of: String,
    },
    /// An entry of a vocabulary.
    Entry {
        /// The vocabulary.
        vocabulary: String,
        /// The entry.
        id: String,
    },
}

impl Subject {
    /// What a file says under a key, or in a language.
    #[must_use]
    pub fn words(path: &SourcePath, of: &str) -> Subject {
        Subject::Words { path: path.clone(), of: of.to_owned() }
    }

    /// What a collection declares under a name.
    #[must_use]
    pub fn field(collection: &str, field: &str) -> Subject {
        Subject::Field { collection: collection.to_owned(), field: field.to_owned() }
    }

    /// What a record says under a name.
    #[must_use]
    pub fn fact(record: &str, field: &str) -> Subject {
        Subject::Fact { record: record.to_owned(), field: field.to_owned() }
    }

    /// The text of a record in a language.
    #[must_use]
    pub fn text(record: &str, lang: &str) -> Subject {
        Subject::Text { record: record.to_owned(), lang: lang.to_owned() }
    }

    /// An entry of a vocabulary.
    #[must_use]
    pub fn entry(vocabulary: &str, id: &str) -> Subject {
        Subject::Entry { vocabulary: vocabulary.to_owned(), id: id.to_owned() }
    }

    /// What it is a part of, and hidden with.
    #[must_use]
    pub fn whole(&self) -> Option<Subject> {
        match self {
            Subject::Field { collection, .. } => Some(Subject::Collection(collection.clone())),
            Subject::Fact { record, .. } => Some(Subject::Record(record.clone())),
            Subject::Entry { vocabulary, .. } => Some(Subject::Vocabulary(vocabulary.clone())),
            _ => None,
        }
    }
}
