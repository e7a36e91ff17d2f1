//! The engine from outside, one file a subject. They are one program, so that it is linked once and both cores are at work to its end.

#[path = "../common/mod.rs"]
mod common;

mod after_signature;
mod asked;
mod benchmark;
mod benefit;
mod bounds;
mod check_and_run;
mod class;
mod closed_form;
mod composites;
mod decisions;
mod demands;
mod enforcement;
mod enumeration;
mod exact;
mod facts;
mod front_door;
mod korea_history;
mod korea_signs;
mod ktab_data;
mod large;
mod leaving;
mod library_data;
mod mediation;
mod placebos;
mod reference_cases;
mod reference_model_engine;
mod rules;
mod scenarios_pass;
mod short_forms;
mod streams;
mod switches;
mod takes;
mod teaching_ladder;
mod toys;
mod ultimatum;
mod verdicts;
mod worlds_csv;
