//! What the crate for the names of hosts asks of Unicode, without its tables: a name beyond ASCII is refused. Trunk is told
//! of no host but this machine.

/// What stands in a name for what is not allowed there.
const REFUSED: char = char::REPLACEMENT_CHARACTER;

/// See `RefusedMask`.
pub const LEFT_OR_DUAL_JOINING_MASK: JoiningTypeMask = RefusedMask;
/// See `RefusedMask`.
pub const RIGHT_OR_DUAL_JOINING_MASK: JoiningTypeMask = RefusedMask;
/// See `RefusedMask`.
pub const RTL_MASK: BidiClassMask = RefusedMask;
/// See `RefusedMask`.
pub const FIRST_BC_MASK: BidiClassMask = RefusedMask;
/// See `RefusedMask`.
pub const LAST_LTR_MASK: BidiClassMask = RefusedMask;
/// See `RefusedMask`.
pub const LAST_RTL_MASK: BidiClassMask = RefusedMask;
/// See `RefusedMask`.
pub const MIDDLE_LTR_MASK: BidiClassMask = RefusedMask;
/// See `RefusedMask`.
pub const MIDDLE_RTL_MASK: BidiClassMask = RefusedMask;

/// How a character joins others.
pub type JoiningType = Refused;
/// Several ways to do so.
pub type JoiningTypeMask = RefusedMask;
/// Which way a character is written.
pub type BidiClass = Refused;
/// Several ways.
pub type BidiClassMask = RefusedMask;

/// What is known of a character that is refused: nothing.
#[derive(Clone, Copy)]
pub struct Refused;

/// A set in which no such character is.
#[derive(Clone, Copy)]
pub struct RefusedMask;

impl Refused {
    /// The set of those that are alike.
    pub fn to_mask(self) -> RefusedMask {
        RefusedMask
    }

    /// Never.
    pub fn is_transparent(self) -> bool {
        false
    }

    /// Never.
    pub fn is_ltr(self) -> bool {
        false
    }

    /// Never.
    pub fn is_nonspacing_mark(self) -> bool {
        false
    }

    /// Never.
    pub fn is_european_number(self) -> bool {
        false
    }

    /// Never.
    pub fn is_arabic_number(self) -> bool {
        false
    }
}

impl RefusedMask {
    /// Never.
    pub fn intersects(self, _other: Self) -> bool {
        false
    }
}

/// Knows ASCII alone.
#[derive(Default)]
pub struct Adapter;

impl Adapter {
    /// One.
    pub const fn new() -> Self {
        Self
    }

    /// Never.
    pub fn is_virama(&self, _c: char) -> bool {
        false
    }

    /// Never.
    pub fn is_mark(&self, _c: char) -> bool {
        false
    }

    /// Nothing is known.
    pub fn bidi_class(&self, _c: char) -> BidiClass {
        Refused
    }

    /// Nothing is known.
    pub fn joining_type(&self, _c: char) -> JoiningType {
        Refused
    }

    /// Each character is refused.
    pub fn map_normalize<'a, I: Iterator<Item = char> + 'a>(
        &'a self,
        name: I,
    ) -> impl Iterator<Item = char> + 'a {
        name.map(|_| REFUSED)
    }

    /// Each character is refused.
    pub fn normalize_validate<'a, I: Iterator<Item = char> + 'a>(
        &'a self,
        name: I,
    ) -> impl Iterator<Item = char> + 'a {
        name.map(|_| REFUSED)
    }
}
