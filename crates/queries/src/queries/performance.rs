// This file was generated with `clorinde`. Do not modify.

pub mod calibration;
pub mod cycles;
pub mod goals;
pub mod grades;
pub mod reviews;
pub mod setup;
