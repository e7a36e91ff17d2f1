//! Solution points on finite sets of packages.
