//! The sizes of futures: a line for each key, `KEY OURS HAND OURS HAND OURS HAND`, by the three bodies.

use crate::keys;
use crate::service::Service;

pub fn print() {
    for key in keys::sizes(Box::leak(Box::new(Service::new(false)))) {
        let sizes = key.bodies.map(|(ours, hand)| format!("{ours} {hand}"));
        println!("{} {}", key.name, sizes.join(" "));
    }
}
