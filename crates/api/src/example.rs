//! Ids for the examples of the contract: recognisable, and nobody's.

use uuid::Uuid;

pub(crate) const fn id(number: u128) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + number)
}
