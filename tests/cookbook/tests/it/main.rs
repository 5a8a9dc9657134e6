//! What the pages cannot show: that none is forgotten, that what stands in their tables is true, and a deadlock.

mod deadlock;
mod forms;
mod pages;
