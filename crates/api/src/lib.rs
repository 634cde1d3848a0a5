//! The HTTP contract: poem-openapi resources, problems and limits.
