use crate::base::ids;

ids! {
    /// Where a collection stands among the collections.
    CollectionId;
    /// Where a field stands in its collection's schema.
    FieldId;
    /// Where a record stands among all records.
    RecordId;
    /// Where a vocabulary stands among the vocabularies.
    VocabularyId;
    /// Where an entry stands in its vocabulary.
    EntryId;
    /// Where a map stands among those of `_maps.toml`.
    NamedMapId;
    /// Where a layer stands among those that maps are drawn from.
    LayerId;
}
