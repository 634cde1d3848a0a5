// This file was generated with `clorinde`. Do not modify.

pub mod departments;
pub mod employees;
pub mod positions;
pub mod reporting_lines;
pub mod sites;
pub mod structure;
