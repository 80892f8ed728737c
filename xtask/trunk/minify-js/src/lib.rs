//! What Trunk asks of its minifier of scripts, without the minifier: Trunk.toml asks for no minifying.

/// What a run needs to remember: nothing.
pub struct Session;

impl Session {
    /// The only one there is.
    pub fn new() -> Self {
        Self
    }
}

impl Default for Session {
    fn default() -> Self {
        Self::new()
    }
}

/// What a script is.
#[derive(Clone, Copy)]
pub enum TopLevelMode {
    /// A classic script.
    Global,
    /// A module.
    Module,
}

/// Refuses, whereupon Trunk says so and takes the script as it is.
pub fn minify(
    _session: &Session,
    _mode: TopLevelMode,
    _script: &[u8],
    _out: &mut Vec<u8>,
) -> Result<(), &'static str> {
    Err("this Trunk was built without its minifier of scripts")
}
