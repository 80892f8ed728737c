//! What Trunk asks of the crate that opens the archives of tools it fetches, without the crate: Trunk.toml forbids it to
//! fetch any.

use std::{
    io::{Error, ErrorKind, Read},
    marker::PhantomData,
    path::PathBuf,
};

/// There is none: nothing is opened.
pub struct ZipArchive<R> {
    never: Never,
    reader: PhantomData<R>,
}

/// A file in an archive. There is none.
pub struct ZipFile(Never);

#[derive(Clone, Copy)]
enum Never {}

impl<R> ZipArchive<R> {
    /// Refuses, whereupon Trunk ends.
    pub fn new(_reader: R) -> Result<Self, Error> {
        Err(Error::new(
            ErrorKind::Unsupported,
            "this Trunk was built to fetch no tools, and opens no zip archives",
        ))
    }

    /// Never called.
    pub fn len(&self) -> usize {
        match self.never {}
    }

    /// Never called.
    pub fn is_empty(&self) -> bool {
        match self.never {}
    }

    /// Never called.
    pub fn by_index(&mut self, _index: usize) -> Result<ZipFile, Error> {
        match self.never {}
    }
}

impl ZipFile {
    /// Never called.
    pub fn unix_mode(&self) -> Option<u32> {
        match self.0 {}
    }

    /// Never called.
    pub fn enclosed_name(&self) -> Option<PathBuf> {
        match self.0 {}
    }
}

impl Read for ZipFile {
    fn read(&mut self, _out: &mut [u8]) -> Result<usize, Error> {
        match self.0 {}
    }
}
