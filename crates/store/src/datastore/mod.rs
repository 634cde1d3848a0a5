//! One file per resource: which generated statement serves it, and what its rows mean.

pub mod demo;
pub mod employees;
pub mod exports;
pub mod imports;
pub mod jobs;
pub mod members;
pub mod provisioning;
pub mod rights;
pub mod sessions;
