//! Any bytes as a file: whatever they pretend to be, reading and recognising ends without a panic. The seeds
//! decide which reader is reached; `make fuzz` runs it once for each kind of file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nianbao::import::answer::Answer;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(read) = Answer::to("示例", bytes) {
        let _ = read.recognised.report(&[], &[]);
    }
});
