//! What Trunk asks of the crate that opens the archives of tools it fetches, without the crate: Trunk.toml forbids it to
//! fetch any.

use std::{
    borrow::Cow,
    convert::Infallible,
    io::{Error, ErrorKind, Read},
    marker::PhantomData,
    path::Path,
};

/// What is not looked into.
pub struct Archive<R>(R);

/// The files in an archive. There are none.
pub struct Entries<'a, R> {
    never: Infallible,
    archive: PhantomData<&'a R>,
}

/// A file in an archive. There is none.
pub struct Entry<'a, R> {
    never: Infallible,
    archive: PhantomData<&'a R>,
}

/// What an archive says of a file. There is none.
pub struct Header(Infallible);

impl<R> Archive<R> {
    /// Keeps what it is given.
    pub fn new(reader: R) -> Self {
        Self(reader)
    }

    /// Refuses, whereupon Trunk ends.
    pub fn entries(&mut self) -> Result<Entries<'_, R>, Error> {
        Err(Error::new(
            ErrorKind::Unsupported,
            "this Trunk was built to fetch no tools, and opens no tar archives",
        ))
    }

    /// What it was given.
    pub fn into_inner(self) -> R {
        self.0
    }
}

impl<'a, R> Iterator for Entries<'a, R> {
    type Item = Result<Entry<'a, R>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.never {}
    }
}

impl<R> Entry<'_, R> {
    /// Never called.
    pub fn path(&self) -> Result<Cow<'_, Path>, Error> {
        match self.never {}
    }

    /// Never called.
    pub fn header(&self) -> &Header {
        match self.never {}
    }
}

impl<R> Read for Entry<'_, R> {
    fn read(&mut self, _out: &mut [u8]) -> Result<usize, Error> {
        match self.never {}
    }
}

impl Header {
    /// Never called.
    pub fn mode(&self) -> Result<u32, Error> {
        match self.0 {}
    }
}
