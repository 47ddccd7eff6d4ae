//! The program that the page starts. Everything is in the library.

fn main() {
    #[cfg(target_arch = "wasm32")]
    nianbao::ui::start();
}
