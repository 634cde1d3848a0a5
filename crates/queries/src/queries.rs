// This file was generated with `clorinde`. Do not modify.

pub mod app;
pub mod audit;
pub mod identity;
pub mod lifecycle;
pub mod people;
pub mod performance;
pub mod platform;
