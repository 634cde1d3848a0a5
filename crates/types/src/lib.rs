//! Ids, roles and the HTTP-free error every crate speaks.
