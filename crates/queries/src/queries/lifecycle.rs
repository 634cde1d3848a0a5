// This file was generated with `clorinde`. Do not modify.

pub mod exports;
pub mod imports;
pub mod jobs;
pub mod rights;
