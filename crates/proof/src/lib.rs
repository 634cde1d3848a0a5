//! Evidence about what protects the database.
