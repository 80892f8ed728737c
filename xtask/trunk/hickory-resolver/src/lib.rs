//! What Trunk asks of the crate that finds the names of addresses, without the crate: Trunk.toml asks for no names.

use std::net::IpAddr;

/// Why no name is found.
const REFUSED: &str = "this Trunk was built without a resolver";

/// There is none: no name is looked for.
pub enum TokioResolver {}

/// Makes none.
pub enum Builder {}

impl TokioResolver {
    /// Refuses, whereupon Trunk says so and goes on.
    pub fn builder_tokio() -> Result<Builder, &'static str> {
        Err(REFUSED)
    }

    /// Never called.
    pub async fn reverse_lookup(&self, _address: IpAddr) -> Result<Vec<String>, &'static str> {
        match *self {}
    }
}

impl Builder {
    /// Never called.
    pub fn build(self) -> TokioResolver {
        match self {}
    }
}
