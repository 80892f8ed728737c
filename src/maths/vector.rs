//! Four f32 side by side, the vector that every WebAssembly engine has. With SIMD it is one register; without, and
//! natively, an array: the same operations in the same order, so the same bits.

use core::ops::{Add, AddAssign, Div, Mul, Neg, Sub};

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
use simd::Quad;

/// Four numbers that are worked on at once.
#[derive(Clone, Copy, Debug)]
pub struct F32x4(Quad);

/// How many numbers stand side by side.
pub const LANES: usize = 4;

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
type Quad = [f32; LANES];

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod plain {
    use super::{F32x4, LANES};

    impl F32x4 {
        /// From four numbers.
        #[inline(always)]
        #[must_use]
        pub const fn new(numbers: [f32; LANES]) -> Self {
            Self(numbers)
        }

        /// The four numbers.
        #[inline(always)]
        #[must_use]
        pub const fn array(self) -> [f32; LANES] {
            self.0
        }

        #[inline(always)]
        pub(super) fn zip(self, other: Self, f: impl Fn(f32, f32) -> f32) -> Self {
            Self(core::array::from_fn(|i| f(self.0[i], other.0[i])))
        }

        /// The sums of four vectors, as a vector.
        #[inline(always)]
        #[must_use]
        pub fn sums(vectors: [Self; LANES]) -> Self {
            Self(vectors.map(|Self([a, b, c, d])| (a + c) + (b + d)))
        }
    }
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod simd {
    use core::arch::wasm32::{f32x4, f32x4_add, f32x4_extract_lane, i32x4_shuffle, v128};

    use super::{F32x4, LANES};

    pub(super) type Quad = v128;

    impl F32x4 {
        /// From four numbers.
        #[inline(always)]
        #[must_use]
        pub const fn new([a, b, c, d]: [f32; LANES]) -> Self {
            Self(f32x4(a, b, c, d))
        }

        /// The four numbers.
        #[inline(always)]
        #[must_use]
        pub fn array(self) -> [f32; LANES] {
            [
                f32x4_extract_lane::<0>(self.0),
                f32x4_extract_lane::<1>(self.0),
                f32x4_extract_lane::<2>(self.0),
                f32x4_extract_lane::<3>(self.0),
            ]
        }

        /// The sums of four vectors, as a vector: six shuffles where four sums alone would take eight.
        #[inline(always)]
        #[must_use]
        pub fn sums([a, b, c, d]: [Self; LANES]) -> Self {
            let halves = |a: v128, b: v128| {
                f32x4_add(
                    i32x4_shuffle::<0, 4, 1, 5>(a, b),
                    i32x4_shuffle::<2, 6, 3, 7>(a, b),
                )
            };
            let (ab, cd) = (halves(a.0, b.0), halves(c.0, d.0));
            Self(f32x4_add(
                i32x4_shuffle::<0, 1, 4, 5>(ab, cd),
                i32x4_shuffle::<2, 3, 6, 7>(ab, cd),
            ))
        }
    }
}

impl F32x4 {
    /// Nothing.
    pub const ZERO: Self = Self::new([0.0; LANES]);

    /// The same number four times.
    #[inline(always)]
    #[must_use]
    pub fn splat(number: f32) -> Self {
        #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
        return Self(core::arch::wasm32::f32x4_splat(number));
        #[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
        Self::new([number; LANES])
    }

    /// The square roots, correctly rounded everywhere.
    #[inline(always)]
    #[must_use]
    pub fn sqrt(self) -> Self {
        #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
        return Self(core::arch::wasm32::f32x4_sqrt(self.0));
        #[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
        Self(self.0.map(f32::sqrt))
    }

    /// Its four numbers added up.
    #[inline(always)]
    #[must_use]
    pub fn sum(self) -> f32 {
        let [a, b, c, d] = self.array();
        (a + c) + (b + d)
    }
}

macro_rules! operator {
    ($trait:ident, $method:ident, $intrinsic:ident, $sign:tt) => {
        impl $trait for F32x4 {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
                return Self(core::arch::wasm32::$intrinsic(self.0, other.0));
                #[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
                self.zip(other, |a, b| a $sign b)
            }
        }
    };
}
operator!(Add, add, f32x4_add, +);
operator!(Sub, sub, f32x4_sub, -);
operator!(Mul, mul, f32x4_mul, *);
operator!(Div, div, f32x4_div, /);

impl AddAssign for F32x4 {
    #[inline(always)]
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Neg for F32x4 {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        Self::ZERO - self
    }
}
