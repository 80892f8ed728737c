//! Four f32 side by side, the vector that every WebAssembly engine has. With SIMD it is one register; without, and
//! natively, an array: the same operations in the same order, so the same bits.

use core::ops::{Add, AddAssign, BitXor, Div, Mul, Neg, Sub};

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
use plain::{Flags, Quad};
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
use simd::{Flags, Quad};

/// Four numbers that are worked on at once.
#[derive(Clone, Copy, Debug)]
pub struct F32x4(Quad);

/// Yes or no for each of four numbers.
#[derive(Clone, Copy, Debug)]
pub struct Mask(Flags);

/// How many numbers stand side by side.
pub const LANES: usize = 4;

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod plain {
    use core::array::from_fn;

    use super::{F32x4, LANES, Mask};

    pub(super) type Quad = [f32; LANES];
    pub(super) type Flags = [bool; LANES];

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

        /// The same number four times.
        #[inline(always)]
        #[must_use]
        pub const fn splat(number: f32) -> Self {
            Self([number; LANES])
        }

        /// The sums of four vectors, as a vector.
        #[inline(always)]
        #[must_use]
        pub fn sums(vectors: [Self; LANES]) -> Self {
            Self(vectors.map(|Self([a, b, c, d])| (a + c) + (b + d)))
        }

        #[inline(always)]
        pub(super) fn zip(self, other: Self, f: impl Fn(f32, f32) -> f32) -> Self {
            Self(from_fn(|i| f(self.0[i], other.0[i])))
        }

        #[inline(always)]
        fn compare(self, other: Self, f: impl Fn(&f32, &f32) -> bool) -> Mask {
            Mask(from_fn(|i| f(&self.0[i], &other.0[i])))
        }

        /// The square roots, correctly rounded everywhere.
        #[inline(always)]
        #[must_use]
        pub fn sqrt(self) -> Self {
            Self(self.0.map(f32::sqrt))
        }

        /// |x|
        #[inline(always)]
        #[must_use]
        pub fn abs(self) -> Self {
            Self(self.0.map(f32::abs))
        }

        #[inline(always)]
        pub(super) fn negated(self) -> Self {
            Self(self.0.map(|x| -x))
        }

        /// Where `least` is the larger, `least`; NaN passes.
        #[inline(always)]
        #[must_use]
        pub fn at_least(self, least: Self) -> Self {
            self.zip(least, |x, least| if x < least { least } else { x })
        }

        /// Where `most` is the smaller, `most`; NaN passes.
        #[inline(always)]
        #[must_use]
        pub fn at_most(self, most: Self) -> Self {
            self.zip(most, |x, most| if most < x { most } else { x })
        }

        /// With the signs of `sign`.
        #[inline(always)]
        #[must_use]
        pub fn copysign(self, sign: Self) -> Self {
            self.zip(sign, f32::copysign)
        }

        /// Where it is greater; nowhere with NaN.
        #[inline(always)]
        #[must_use]
        pub fn greater(self, other: Self) -> Mask {
            self.compare(other, f32::gt)
        }

        /// Where it is less or equal; nowhere with NaN.
        #[inline(always)]
        #[must_use]
        pub fn at_or_below(self, other: Self) -> Mask {
            self.compare(other, f32::le)
        }

        /// Where they are equal; nowhere with NaN.
        #[inline(always)]
        #[must_use]
        pub fn equal(self, other: Self) -> Mask {
            self.compare(other, f32::eq)
        }

        /// Where bit `n` is set.
        #[inline(always)]
        #[must_use]
        pub fn bit(self, n: u32) -> Mask {
            Mask(self.0.map(|x| x.to_bits() >> n & 1 != 0))
        }

        /// 2ⁿ, where n is the integer in the lowest bits.
        #[inline(always)]
        #[must_use]
        pub fn power_of_low_bits(self) -> Self {
            let power = |x: f32| f32::from_bits((x.to_bits() << 23).wrapping_add(127 << 23));
            Self(self.0.map(power))
        }

        /// NaN where `like` is NaN.
        #[inline(always)]
        #[must_use]
        pub fn nan_like(self, like: Self) -> Self {
            self.zip(like, |x, like| {
                if like.is_nan() {
                    f32::from_bits(u32::MAX)
                } else {
                    x
                }
            })
        }
    }

    impl Mask {
        /// `then` where it is true, else `otherwise`.
        #[inline(always)]
        #[must_use]
        pub fn pick(self, then: F32x4, otherwise: F32x4) -> F32x4 {
            let pick = |i| {
                let (then, otherwise): (f32, f32) = (then.0[i], otherwise.0[i]);
                if self.0[i] { then } else { otherwise }
            };
            F32x4(from_fn(pick))
        }

        #[inline(always)]
        pub(super) fn xor(self, other: Self) -> Self {
            Self(from_fn(|i| self.0[i] ^ other.0[i]))
        }
    }
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod simd {
    use core::arch::wasm32::*;

    use super::{F32x4, LANES, Mask};

    pub(super) type Quad = v128;
    pub(super) type Flags = v128;

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

        /// The same number four times.
        #[inline(always)]
        #[must_use]
        pub fn splat(number: f32) -> Self {
            Self(f32x4_splat(number))
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

        /// The square roots, correctly rounded everywhere.
        #[inline(always)]
        #[must_use]
        pub fn sqrt(self) -> Self {
            Self(f32x4_sqrt(self.0))
        }

        /// |x|
        #[inline(always)]
        #[must_use]
        pub fn abs(self) -> Self {
            Self(f32x4_abs(self.0))
        }

        #[inline(always)]
        pub(super) fn negated(self) -> Self {
            Self(f32x4_neg(self.0))
        }

        /// Where `least` is the larger, `least`; NaN passes.
        #[inline(always)]
        #[must_use]
        pub fn at_least(self, least: Self) -> Self {
            Self(f32x4_pmax(self.0, least.0))
        }

        /// Where `most` is the smaller, `most`; NaN passes.
        #[inline(always)]
        #[must_use]
        pub fn at_most(self, most: Self) -> Self {
            Self(f32x4_pmin(self.0, most.0))
        }

        /// With the signs of `sign`.
        #[inline(always)]
        #[must_use]
        pub fn copysign(self, sign: Self) -> Self {
            Self(v128_bitselect(sign.0, self.0, u32x4_splat(1 << 31)))
        }

        /// Where it is greater; nowhere with NaN.
        #[inline(always)]
        #[must_use]
        pub fn greater(self, other: Self) -> Mask {
            Mask(f32x4_gt(self.0, other.0))
        }

        /// Where it is less or equal; nowhere with NaN.
        #[inline(always)]
        #[must_use]
        pub fn at_or_below(self, other: Self) -> Mask {
            Mask(f32x4_le(self.0, other.0))
        }

        /// Where they are equal; nowhere with NaN.
        #[inline(always)]
        #[must_use]
        pub fn equal(self, other: Self) -> Mask {
            Mask(f32x4_eq(self.0, other.0))
        }

        /// Where bit `n` is set.
        #[inline(always)]
        #[must_use]
        pub fn bit(self, n: u32) -> Mask {
            let bit = u32x4_splat(1 << n);
            Mask(u32x4_eq(v128_and(self.0, bit), bit))
        }

        /// 2ⁿ, where n is the integer in the lowest bits.
        #[inline(always)]
        #[must_use]
        pub fn power_of_low_bits(self) -> Self {
            Self(u32x4_add(u32x4_shl(self.0, 23), u32x4_splat(127 << 23)))
        }

        /// NaN where `like` is NaN.
        #[inline(always)]
        #[must_use]
        pub fn nan_like(self, like: Self) -> Self {
            // All bits set are a NaN.
            Self(v128_or(self.0, f32x4_ne(like.0, like.0)))
        }
    }

    impl Mask {
        /// `then` where it is true, else `otherwise`.
        #[inline(always)]
        #[must_use]
        pub fn pick(self, then: F32x4, otherwise: F32x4) -> F32x4 {
            F32x4(v128_bitselect(then.0, otherwise.0, self.0))
        }

        #[inline(always)]
        pub(super) fn xor(self, other: Self) -> Self {
            Self(v128_xor(self.0, other.0))
        }
    }
}

impl F32x4 {
    /// Nothing.
    pub const ZERO: Self = Self::new([0.0; LANES]);

    /// 1/x
    #[inline(always)]
    #[must_use]
    pub fn recip(self) -> Self {
        Self::splat(1.0) / self
    }

    /// Within `low` and `high`; NaN passes.
    #[inline(always)]
    #[must_use]
    pub fn limit(self, low: f32, high: f32) -> Self {
        self.at_least(Self::splat(low)).at_most(Self::splat(high))
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

        impl $trait<f32> for F32x4 {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: f32) -> Self {
                self $sign Self::splat(other)
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
        self.negated()
    }
}

impl BitXor for Mask {
    type Output = Self;
    #[inline(always)]
    fn bitxor(self, other: Self) -> Self {
        self.xor(other)
    }
}
