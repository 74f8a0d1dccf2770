//! A ZIP archive (PKWARE APPNOTE 6.3) of a few files, whose bytes follow from what is in it and the day that it names.

use crate::fact::Date;

/// How hard to pack: the fastest by which markup becomes a tenth.
const LEVEL: u8 = 3;

/// Files being put into an archive.
pub(super) struct Zip {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
    /// The day as MS-DOS writes it.
    day: u16,
}

impl Zip {
    pub(super) fn of(day: Date) -> Zip {
        let (year, month, day) = day.first_day();
        let years = u16::try_from(year - 1980).unwrap_or_default().min(127);
        let day = years << 9 | u16::from(month) << 5 | u16::from(day);
        Zip { bytes: Vec::new(), directory: Vec::new(), count: 0, day }
    }

    /// Adds a file, packed.
    pub(super) fn add(&mut self, name: &str, content: &[u8]) {
        let packed = miniz_oxide::deflate::compress_to_vec(content, LEVEL);
        let start = self.bytes.len();
        let head = self.head(name, content, packed.len());
        self.bytes.extend(b"PK\x03\x04");
        self.bytes.extend(&head);
        self.bytes.extend(name.as_bytes());
        self.bytes.extend(&packed);
        // The same again, with what a directory says besides: made by version 2.0, no comment, first disk, no attributes.
        self.directory.extend(b"PK\x01\x02\x14\0");
        self.directory.extend(&head);
        self.directory.extend([0; 10]);
        self.directory.extend(four(start));
        self.directory.extend(name.as_bytes());
        self.count += 1;
    }

    /// What both heads of a file say: version 2.0, names in UTF-8, packed, when, its sum, its lengths.
    fn head(&self, name: &str, content: &[u8], packed: usize) -> Vec<u8> {
        let mut head = vec![0x14, 0, 0, 0x08, 8, 0, 0, 0];
        head.extend(self.day.to_le_bytes());
        head.extend(crc32fast::hash(content).to_le_bytes());
        head.extend(four(packed));
        head.extend(four(content.len()));
        head.extend(u16::try_from(name.len()).unwrap_or_default().to_le_bytes());
        head.extend([0; 2]);
        head
    }

    /// The archive.
    pub(super) fn finish(mut self) -> Vec<u8> {
        let start = self.bytes.len();
        self.bytes.extend(&self.directory);
        self.bytes.extend(b"PK\x05\x06\0\0\0\0");
        self.bytes.extend(self.count.to_le_bytes());
        self.bytes.extend(self.count.to_le_bytes());
        self.bytes.extend(four(self.directory.len()));
        self.bytes.extend(four(start));
        self.bytes.extend([0; 2]);
        self.bytes
    }
}

/// A length in four bytes; no workbook of a site comes near the four gigabytes that they hold.
fn four(length: usize) -> [u8; 4] {
    u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes()
}
