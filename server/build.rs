//! A release embeds the site: compile again when it changed.

fn main() {
    println!("cargo::rerun-if-changed=../site");
}
