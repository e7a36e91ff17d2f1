//! Many worlds through many formats: blocks, threads, records, the store.
