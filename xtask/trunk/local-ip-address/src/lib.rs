//! What Trunk asks of the crate that lists the addresses of this machine, without the crate: Trunk.toml says where to serve.

use std::net::IpAddr;

/// Refuses, whereupon Trunk knows the machine by its loopback address alone.
pub fn list_afinet_netifas() -> Result<Vec<(String, IpAddr)>, &'static str> {
    Err("this Trunk was built to look for no addresses")
}
