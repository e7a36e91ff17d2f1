//! Where an entry stands and comes from, and what it refers to by its position.

use std::fmt;
use std::ops::{Index, IndexMut, Shl};

/// Byte range of an entry in the scenario file.
pub type Span = std::ops::Range<usize>;

/// A position in a list of the scenario, which no other position can stand in for.
macro_rules! position {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name(pub usize);

        impl $name {
            /// The same as a number, from 0.
            #[inline]
            pub const fn index(self) -> usize {
                self.0
            }

            /// The first `count` positions, in order.
            #[inline]
            pub fn all(count: usize) -> std::iter::Map<std::ops::Range<usize>, fn(usize) -> Self> {
                (0..count).map(Self as fn(usize) -> Self)
            }
        }

        impl From<usize> for $name {
            #[inline]
            fn from(index: usize) -> Self {
                Self(index)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }

        impl PartialEq<usize> for $name {
            #[inline]
            fn eq(&self, number: &usize) -> bool {
                self.0 == *number
            }
        }

        impl PartialEq<$name> for usize {
            #[inline]
            fn eq(&self, at: &$name) -> bool {
                *self == at.0
            }
        }

        impl<T> Index<$name> for [T] {
            type Output = T;

            #[inline]
            fn index(&self, at: $name) -> &T {
                &self[at.0]
            }
        }

        impl<T> IndexMut<$name> for [T] {
            #[inline]
            fn index_mut(&mut self, at: $name) -> &mut T {
                &mut self[at.0]
            }
        }

        impl<T> Index<$name> for Vec<T> {
            type Output = T;

            #[inline]
            fn index(&self, at: $name) -> &T {
                &self[at.0]
            }
        }

        impl<T> IndexMut<$name> for Vec<T> {
            #[inline]
            fn index_mut(&mut self, at: $name) -> &mut T {
                &mut self[at.0]
            }
        }

        /// `1 << party`: a set of positions as bits.
        impl Shl<$name> for u32 {
            type Output = u32;

            #[inline]
            fn shl(self, at: $name) -> u32 {
                self << at.0
            }
        }

        impl Shl<&$name> for u32 {
            type Output = u32;

            #[inline]
            fn shl(self, at: &$name) -> u32 {
                self << at.0
            }
        }
    };
}

position! {
    /// Position of a party in `Scenario::parties`.
    PartyIndex
}

position! {
    /// Position of an issue in `Scenario::issues`.
    IssueIndex
}

position! {
    /// Position of a level in `Issue::levels`.
    LevelIndex
}

/// Where an entry comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum Provenance {
    /// A source says it: `stated(at: "H§10", by: "Vladimir Putin")`.
    Stated {
        /// Source and paragraph, e.g. `H§10`; several are separated by a comma.
        at: String,
        /// Who says it, in that paragraph.
        by: String,
    },
    /// Nobody says it: `assumed(because: "…", range: "…")`, or `assumed(from: a, to: b, because: "…")`.
    Assumed {
        /// Why this and not something else.
        because: String,
        /// What else it could be, in words (for numbers: the two ends).
        range: String,
        /// What is done about what else it could be.
        tried: Tried,
    },
    /// Not written in the file: the format's own default, which counts as assumed.
    Default,
}

/// What is done about the alternatives that the `range` of an assumption words: numbers and statements are drawn, the rest is run as a
/// variant or said not to be.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tried {
    /// Names of the variants of the file that take an alternative.
    pub variants: Vec<String>,
    /// Why no variant does, or why some alternative is in none.
    pub no_variant: Option<String>,
}

impl Tried {
    /// Whether nothing is said about the alternatives.
    pub fn is_silent(&self) -> bool {
        self.variants.is_empty() && self.no_variant.is_none()
    }
}
