//! Points of a page, and how they are moved. Knows nothing of what stands there.

/// A point, in points from the upper left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

impl Point {
    /// The point as it is seen when what is turned by quarters to the right is turned upright again.
    pub(super) fn turned_back(self, turn: u8) -> Point {
        match turn % 4 {
            1 => Point { x: self.y, y: -self.x },
            2 => Point { x: -self.x, y: -self.y },
            3 => Point { x: -self.y, y: self.x },
            _ => self,
        }
    }
}

/// A way of moving points, as PDF writes it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    pub(super) const IDENTITY: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub(super) fn shift(x: f64, y: f64) -> Matrix {
        Matrix([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// This, and the other after it.
    pub(super) fn then(self, other: Matrix) -> Matrix {
        let ([a, b, c, d, e, f], [p, q, r, s, t, u]) = (self.0, other.0);
        Matrix([
            a * p + b * r,
            a * q + b * s,
            c * p + d * r,
            c * q + d * s,
            e * p + f * r + t,
            e * q + f * s + u,
        ])
    }

    pub(super) fn apply(self, point: Point) -> Point {
        let [a, b, c, d, e, f] = self.0;
        Point { x: a * point.x + c * point.y + e, y: b * point.x + d * point.y + f }
    }

    /// How much longer it makes what is neither level nor upright.
    pub(super) fn scale(self) -> f64 {
        let [a, b, c, d, ..] = self.0;
        (a * d - b * c).abs().sqrt()
    }
}
