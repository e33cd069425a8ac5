use std::io::{Cursor, Write};

use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use super::Error;

/// A zip archive in memory. Its members carry the archive format's first moment, so that the same members are the same bytes.
pub(super) struct Pack {
    zip: ZipWriter<Cursor<Vec<u8>>>,
}

impl Pack {
    pub fn new() -> Pack {
        Pack { zip: ZipWriter::new(Cursor::new(Vec::new())) }
    }

    pub fn add(&mut self, name: &str, bytes: impl AsRef<[u8]>) -> Result<(), Error> {
        self.put(name, bytes.as_ref(), CompressionMethod::Deflated)
    }

    /// As it is: what is packed already, and what has to be read without unpacking.
    pub fn add_plain(&mut self, name: &str, bytes: impl AsRef<[u8]>) -> Result<(), Error> {
        self.put(name, bytes.as_ref(), CompressionMethod::Stored)
    }

    pub fn finish(self) -> Result<Vec<u8>, Error> {
        Ok(self.zip.finish().map_err(std::io::Error::from)?.into_inner())
    }

    fn put(&mut self, name: &str, bytes: &[u8], method: CompressionMethod) -> Result<(), Error> {
        let options = SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::DEFAULT);
        self.zip.start_file(name, options).map_err(std::io::Error::from)?;
        self.zip.write_all(bytes)?;
        Ok(())
    }
}
