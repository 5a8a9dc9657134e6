//! The services against the server and a job table on disk.

mod bench;
mod faults;
mod keys;
mod limits;
mod outputs;
mod shutdown;
mod uploads;
