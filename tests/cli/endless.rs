//! Files and input that never end: each is refused in a sentence, and nothing stays behind.

use super::{House, program, run_on, text};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn pipe(path: PathBuf) -> PathBuf {
    let made = Command::new("mkfifo").arg(&path).status().unwrap();
    assert!(made.success());
    path
}

/// An export in a folder of the house, in which this table, or the manifest, is something else.
fn export_with(house: &House, form: &str, name: &str, is: &dyn Fn(&Path)) -> Output {
    let folder = house.folder.path().join(format!("{form}-{name}"));
    let mut arguments = vec!["export", folder.to_str().unwrap()];
    if form == "jsonl" {
        arguments.push("--json");
    }
    let made = house.run(arguments, "");
    assert!(made.status.success(), "{}", text(&made));
    let path = folder.join(name);
    std::fs::remove_file(&path).unwrap();
    is(&path);
    let target = house.folder.path().join("new.swing");
    let out = run_on(&target, ["restore".as_ref(), folder.as_os_str()], b"");
    assert!(!target.exists());
    assert!(!out.status.success());
    let said = text(&out);
    assert!(said.contains(name) && said.len() < 400, "{said}");
    std::fs::remove_dir_all(&folder).unwrap();
    out
}

#[test]
fn an_export_with_a_table_that_never_ends_is_refused() {
    let house = House::new();
    for form in ["csv", "jsonl"] {
        let table = format!("staff.{form}");
        export_with(&house, form, &table, &|path| drop(pipe(path.to_owned())));
        export_with(&house, form, &table, &|path| {
            std::os::unix::fs::symlink("/dev/zero", path).unwrap();
        });
        // A line without an end that takes no room on the disk.
        export_with(&house, form, &table, &|path| {
            let file = std::fs::File::create(path).unwrap();
            file.set_len(1 << 40).unwrap();
        });
        // More rows than were written.
        export_with(&house, form, &format!("counter.{form}"), &|path| {
            let row = if form == "csv" { "series,next\n" } else { "" };
            let one = if form == "csv" {
                "X,1\n"
            } else {
                "{\"series\":\"X\",\"next\":1}\n"
            };
            std::fs::write(path, format!("{row}{}", one.repeat(1000))).unwrap();
        });
    }
}

#[test]
fn an_export_whose_manifest_never_ends_is_refused() {
    let house = House::new();
    let file = |path: &Path| {
        let file = std::fs::File::create(path).unwrap();
        file.set_len(1 << 40).unwrap();
    };
    export_with(&house, "csv", "office.json", &file);
}

#[test]
fn a_backup_that_is_a_pipe_or_a_device_is_refused() {
    let house = House::new();
    let pipe = pipe(house.folder.path().join("pipe"));
    let target = house.folder.path().join("new.swing");
    for from in [pipe.as_path(), Path::new("/dev/zero")] {
        let out = run_on(&target, ["restore".as_ref(), from.as_os_str()], b"");
        assert_eq!(out.status.code(), Some(4), "{}", text(&out));
        assert!(!target.exists());
        for command in [&["check"][..], &["backup"], &["list", "order"]] {
            let out = run_on(from, command, b"");
            assert_eq!(out.status.code(), Some(4), "{}", text(&out));
        }
    }
}

#[test]
fn input_that_never_ends_is_refused() {
    let house = House::new();
    let endless = |arguments: &[&str], file: &Path| {
        let out = program(file)
            .args(arguments)
            .stdin(Stdio::from(std::fs::File::open("/dev/zero").unwrap()))
            .output()
            .unwrap();
        assert!(!out.status.success(), "{}", text(&out));
        assert!(text(&out).len() < 400, "{}", text(&out));
    };
    let new = house.folder.path().join("new.swing");
    let init = ["init", "--office", "Office", "--manager", "Marie Doe"];
    endless(&init, &new);
    assert!(!new.exists());
    endless(&["do", "--as", "MD"], &house.path());
}

#[test]
fn a_column_map_that_was_kept_and_is_a_pipe_is_left_alone() {
    let house = House::new();
    pipe(PathBuf::from(format!(
        "{}.customers-map.toml",
        house.path().display()
    )));
    let file = house.folder.path().join("own.csv");
    std::fs::write(&file, "code,name\nKOS,Kosovi\n").unwrap();
    let file = file.to_str().unwrap();
    let out = house.run(["import", "customers", file, "--as", "MD"], "");
    assert!(out.status.success(), "{}", text(&out));
}

#[test]
fn a_rule_that_keeps_no_backup_is_refused_with_how_one_is_written() {
    let house = House::new();
    let out = house.run(["backup", "--keep", "0d0w0m"], "");
    assert_eq!(out.status.code(), Some(2), "{}", text(&out));
    let said = text(&out);
    assert!(
        said.contains("7d4w12m") && said.contains("Backups kept"),
        "{said}"
    );
}
