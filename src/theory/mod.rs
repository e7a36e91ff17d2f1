//! What theory predicts: one file per published model or closed form.
