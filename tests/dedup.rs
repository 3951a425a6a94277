//! `kollate dedup` as a process.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::process::Output;
use std::process::Stdio;

/// A corpus: two versions of a story, a copy with a correction, a contained one, and something else.
fn corpus() -> String {
    let story = |count: u32| {
        let body: Vec<String> = (0..80).map(|word| format!("wort{word}")).collect();
        format!("Bei dem „Brand“ in Wedel wurden {count} Menschen verletzt. {}", body.join(" "))
    };
    let records = [
        ("a", "2024-06-10", story(12)),
        ("b", "2024-06-09", story(12).to_uppercase()),
        ("c", "2024-06-11", story(14)),
        ("d", "2024-06-12", format!("{} Nachtrag: {}", story(12), "mehr dazu später ".repeat(2))),
        ("e", "2020-01-01", "Etwas ganz anderes:\n\nEs regnet seit Tagen im Allgäu.".to_owned()),
    ];
    let line = |(id, date, text): (&str, &str, String)| {
        format!("{{\"id\": \"{id}\",  \"date\":\"{date}\", \"text\":{}}}\n", Value::from(text))
    };
    records.map(line).concat()
}

fn kollate(folder: &Path, arguments: &[&str], input: Option<&[u8]>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kollate"));
    command.current_dir(folder).arg("dedup").args(arguments).stdin(Stdio::piped());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(input.unwrap_or_default()).unwrap();
    drop(stdin);
    child.wait_with_output().unwrap()
}

fn decisions(output: &Output) -> Vec<Value> {
    let lines = String::from_utf8(output.stdout.clone()).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Ids with what was decided.
fn decided(output: &Output) -> Vec<(String, String)> {
    let word = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    decisions(output).iter().map(|value| (word(value, "id"), word(value, "decision"))).collect()
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.jsonl"), corpus()).unwrap();
    folder
}

fn expect(output: &Output, kept: &[&str]) {
    let found: Vec<String> =
        decided(output).into_iter().filter(|(_, decision)| decision == "kept").map(|(id, _)| id).collect();
    assert_eq!(found, kept, "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn decisions_pairs_and_records() {
    let folder = folder();
    let run = kollate(folder.path(), &["a.jsonl", "--kept", "kept.jsonl", "--pairs", "pairs.jsonl"], None);
    assert_eq!(run.status.code(), Some(0));
    expect(&run, &["c", "d", "e"]);
    let found = decisions(&run);
    assert_eq!(found[0]["keeper"], "d");
    assert_eq!(found[2]["values_changed"], true);
    assert_eq!(found[4].as_object().unwrap().len(), 2);
    let kept = fs::read_to_string(folder.path().join("kept.jsonl")).unwrap();
    let corpus = corpus();
    let expected: Vec<&str> = corpus.split_inclusive('\n').skip(2).collect();
    assert_eq!(kept, expected.concat());
    let pairs = fs::read_to_string(folder.path().join("pairs.jsonl")).unwrap();
    let pairs: Vec<Value> = pairs.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let sides: Vec<String> = pairs
        .iter()
        .map(|pair| format!("{}{}", pair["left"].as_str().unwrap(), pair["right"].as_str().unwrap()))
        .collect();
    assert!(sides.is_sorted() && sides.contains(&"ab".to_owned()), "{sides:?}");
    assert_eq!(pairs[0]["relation"], "identical");
    assert_eq!(pairs[0]["jaccard"], 1);
}

#[test]
fn settings_decide() {
    let folder = folder();
    expect(&kollate(folder.path(), &["a.jsonl", "--no-guard"], None), &["d", "e"]);
    expect(&kollate(folder.path(), &["a.jsonl", "--no-guard", "--keep", "earliest"], None), &["b", "e"]);
    expect(&kollate(folder.path(), &["a.jsonl", "--no-guard", "--keep", "first"], None), &["a", "e"]);
    expect(&kollate(folder.path(), &["a.jsonl", "--drop", "identical"], None), &["b", "c", "d", "e"]);
    expect(&kollate(folder.path(), &["a.jsonl", "--no-guard", "--within", "0"], None), &["a", "b", "c", "d", "e"]);
    for wrong in [&["--jaccard", "1.5"][..], &["--jaccard", "0"], &["--memory", "viel"], &["--keep", "all"]] {
        assert_eq!(kollate(folder.path(), &[&["a.jsonl"], wrong].concat(), None).status.code(), Some(2), "{wrong:?}");
    }
}

#[test]
fn what_cannot_be_read_twice_is_spooled() {
    let folder = folder();
    let plain = kollate(folder.path(), &["a.jsonl"], None);
    let piped = kollate(folder.path(), &["-", "--kept", "kept.jsonl"], Some(corpus().as_bytes()));
    assert_eq!(piped.stdout, plain.stdout);
    let mut encoder = flate2::write::GzEncoder::new(vec![], flate2::Compression::fast());
    encoder.write_all(corpus().as_bytes()).unwrap();
    fs::write(folder.path().join("b.jsonl.gz"), encoder.finish().unwrap()).unwrap();
    assert_eq!(kollate(folder.path(), &["b.jsonl.gz"], None).stdout, plain.stdout);
    let list = format!("[{}]", corpus().trim_end().replace('\n', ","));
    fs::write(folder.path().join("c.json"), list).unwrap();
    assert_eq!(kollate(folder.path(), &["c.json"], None).stdout, plain.stdout);
}

#[test]
fn versions_of_a_story_are_both_kept() {
    let folder = tempfile::tempdir().unwrap();
    let story = "Bei dem Brand in der Lagerhalle am Hafen von Wedel wurden am Montag Menschen verletzt.";
    let item = |version: u32, more: &str| {
        format!("{{\"uri\":\"n-1\",\"version\":\"{version}\",\"body_text\":\"{story}{more}\"}}")
    };
    let items = [item(2, ""), item(1, " Die Ursache blieb zunächst unklar."), item(10, "")];
    fs::write(folder.path().join("a.jsonl"), items.join("\n")).unwrap();
    fs::write(folder.path().join("b.json"), format!("[{}]", items.join(",\n"))).unwrap();
    for name in ["a.jsonl", "b.json"] {
        let run = kollate(folder.path(), &[name, "--no-guard"], None);
        expect(&run, &["n-1#2", "n-1", "n-1#10"]);
        let found = decisions(&run);
        assert_eq!((&found[2]["relation"], &found[2]["values_changed"]), (&"versions".into(), &false.into()));
        let newest = ["--drop", "versions", "--format", "text"];
        expect(&kollate(folder.path(), &[name, "--drop", "versions"], None), &["n-1#10"]);
        let text = kollate(folder.path(), &[&[name], &newest[..]].concat(), None);
        assert!(String::from_utf8(text.stdout).unwrap().contains("drop  n-1  versions of n-1#10"), "{name}");
    }
}

/// What `--kept` writes of an input in a folder of its own.
fn kept(name: &str, bytes: &[u8]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    let run = kollate(folder.path(), &[name, "--kept", "kept"], None);
    assert_eq!(run.status.code(), Some(0), "{name}: {}", String::from_utf8_lossy(&run.stderr));
    let of_file = fs::read(folder.path().join("kept")).unwrap();
    let format = name.split('.').nth(1).unwrap();
    let piped = ["-", "--kept", "piped", "--input-format", if format == "rss" { "feed" } else { format }];
    let run = kollate(folder.path(), &piped, Some(bytes));
    assert_eq!(run.status.code(), Some(0), "{name}: {}", String::from_utf8_lossy(&run.stderr));
    assert_eq!(fs::read(folder.path().join("piped")).unwrap(), of_file, "{name}");
    of_file
}

/// A file of the texts of these numbers.
type Shape<'s> = &'s dyn Fn(&[usize]) -> String;

#[test]
fn what_is_kept_has_the_shape_of_its_input() {
    let story = "Bei dem Brand in der Lagerhalle am Hafen von Wedel wurden am Montag zwölf Menschen verletzt.";
    let other = "Es regnet seit Tagen im Allgäu, und die Iller steigt langsam über ihre Ufer.";
    let texts = [story, other, story];
    let list = |kept: &[usize]| {
        let record = |at: &usize| format!("  {{ \"plaintext\" : \"{}\",\n    \"n\": {at} }}", texts[*at]);
        format!("[\n{}\n]\n", kept.iter().map(record).collect::<Vec<_>>().join(",\n"))
    };
    let table = |kept: &[usize]| {
        let row = |at: &usize| format!("{at};\"{}\"\r\n", texts[*at]);
        format!("nummer;text\r\n{}", kept.iter().map(row).collect::<Vec<_>>().concat())
    };
    let feed = |kept: &[usize]| {
        let item = |at: &usize| format!("\n  <item><guid>g{at}</guid><description>{}</description></item>", texts[*at]);
        let items = kept.iter().map(item).collect::<Vec<_>>().concat();
        format!("<?xml version=\"1.0\"?>\n<rss><channel><title>Bote</title>{items}\n</channel></rss>\n")
    };
    let lines = |kept: &[usize]| {
        let line = |at: &usize| format!("{{\"text\": \"{}\" ,\"n\":{at}}}\n", texts[*at]);
        kept.iter().map(line).collect::<Vec<_>>().concat()
    };
    let shapes: [(&str, Shape); 4] = [("a.json", &list), ("a.csv", &table), ("a.rss", &feed), ("a.jsonl", &lines)];
    for (name, shape) in shapes {
        let whole = shape(&[0, 1, 2]);
        let wanted = shape(&[0, 1]);
        assert_eq!(String::from_utf8(kept(name, whole.as_bytes())).unwrap(), wanted, "{name}");
        let mut encoder = flate2::write::GzEncoder::new(vec![], flate2::Compression::fast());
        encoder.write_all(whole.as_bytes()).unwrap();
        let packed = kept(&format!("{name}.gz"), &encoder.finish().unwrap());
        assert_eq!(String::from_utf8(packed).unwrap(), wanted, "{name}.gz");
        let packed = kept(&format!("{name}.zst"), &zstd::encode_all(whole.as_bytes(), 1).unwrap());
        assert_eq!(String::from_utf8(packed).unwrap(), wanted, "{name}.zst");
    }
}

#[test]
fn several_inputs_keep_their_shapes_in_a_folder() {
    let story = "Bei dem Brand in der Lagerhalle am Hafen von Wedel wurden am Montag zwölf Menschen verletzt.";
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join("in").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    };
    let other = "Es regnet seit Tagen im Allgäu, und die Iller steigt langsam über ihre Ufer.";
    write("a.csv", format!("n;text\r\n1;{story}\r\n2;{other}\r\n").as_bytes());
    let list = |items: &[&str]| format!("[ {} ]\n", items.join(" , "));
    let record = |text: &str| format!("{{\"text\" : \"{text}\"}}");
    write("b.json.zst", &zstd::encode_all(list(&[&record(story), &record("Ganz anderes.")]).as_bytes(), 1).unwrap());
    write("c.jsonl", format!("{}\n{}\n", record("Noch etwas."), record(story)).as_bytes());
    write("x/d.txt", story.as_bytes());
    write("x/e.txt", b"Der Hafen bleibt offen.");
    let run = kollate(folder.path(), &["in", "--kept", "out"], None);
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(run.status.code() == Some(2) && said.contains("--kept out/"), "{said}");
    assert!(run.stdout.is_empty() && !folder.path().join("out").exists());
    let run = kollate(folder.path(), &["in", "--kept", "out/"], None);
    assert_eq!(run.status.code(), Some(0), "{}", String::from_utf8_lossy(&run.stderr));
    let kept = |name: &str| fs::read_to_string(folder.path().join("out").join(name)).unwrap();
    assert_eq!(kept("a.csv"), fs::read_to_string(folder.path().join("in/a.csv")).unwrap());
    assert_eq!(kept("b.json"), list(&[&record("Ganz anderes.")]));
    assert_eq!(kept("c.jsonl"), format!("{}\n", record("Noch etwas.")));
    assert_eq!(names(&folder.path().join("out")), ["a.csv", "b.json", "c.jsonl", "e.txt"]);
    write("b.json", b"[]");
    let run = kollate(folder.path(), &["in", "--kept", "out/"], None);
    assert!(String::from_utf8_lossy(&run.stderr).contains("two inputs to b.json"));
}

#[test]
fn packages_are_refused_before_anything_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let archive = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/formats/wacz/crawl.wacz");
    let run = kollate(folder.path(), &[archive, "--kept", "kept", "--output", "out"], None);
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(run.status.code() == Some(2) && said.contains("unpack it"), "{said}");
    let run = kollate(folder.path(), &["-", "--kept", "kept"], Some(&fs::read(archive).unwrap()));
    assert!(run.status.code() == Some(2) && names(folder.path()).is_empty());
}

#[test]
fn memory_and_threads_change_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut lines = String::new();
    for number in 0..3_000_u32 {
        let words: Vec<String> =
            (0..40).map(|word| format!("w{}", number / 3 * 1_000 + word * (1 + number % 2))).collect();
        lines.extend([format!("{{\"id\":{number},\"text\":\"{}\"}}\n", words.join(" "))]);
    }
    fs::write(folder.path().join("a.jsonl"), lines).unwrap();
    let plain = kollate(folder.path(), &["a.jsonl", "--pairs", "p1"], None);
    assert!(decided(&plain).iter().filter(|(_, decision)| decision == "dropped").count() >= 900);
    let spilled = kollate(folder.path(), &["a.jsonl", "--pairs", "p2", "--memory", "10K", "--tmp", "."], None);
    let alone = kollate(folder.path(), &["a.jsonl", "--pairs", "p3", "--threads", "1"], None);
    assert!(plain.stdout == spilled.stdout && plain.stdout == alone.stdout);
    let pairs = |name: &str| fs::read(folder.path().join(name)).unwrap();
    assert!(pairs("p1") == pairs("p2") && pairs("p1") == pairs("p3"));
    let mut names: Vec<String> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, ["a.jsonl", "p1", "p2", "p3"], "temporary files are gone");
}

#[test]
fn damage_is_named_and_the_rest_goes_on() {
    let folder = folder();
    let mut lines = corpus();
    lines.push_str("{\"id\": \"a\", \"text\": \"noch einmal\"}\n{\"text\": 7}\n{\"text\": \"kaputt\n");
    lines.push_str("{\"text\": \"Ein Satz ohne Namen.\"}");
    fs::write(folder.path().join("a.jsonl"), lines).unwrap();
    let run = kollate(folder.path(), &["a.jsonl"], None);
    assert_eq!(run.status.code(), Some(3));
    assert_eq!(decided(&run).last().unwrap().0, "a.jsonl#9");
    let said = String::from_utf8(run.stderr).unwrap();
    assert!(said.contains("a second article with the id a") && said.contains("no text"), "{said}");
    assert_eq!(kollate(folder.path(), &["missing.jsonl"], None).status.code(), Some(2));
}

#[test]
fn tables_and_text() {
    let folder = folder();
    let table = kollate(folder.path(), &["a.jsonl", "--format", "csv", "--fingerprints"], None);
    let table = String::from_utf8(table.stdout).unwrap();
    let columns: Vec<usize> = table.lines().map(|line| line.split(',').count()).collect();
    assert_eq!(columns, [14; 6], "{table}");
    let text = kollate(folder.path(), &["a.jsonl", "--format", "text"], None);
    let text = String::from_utf8(text.stdout).unwrap();
    assert!(text.contains("3 kept, 2 dropped, 1 clusters, 1 kept because their values differ"), "{text}");
}

#[test]
fn a_file_that_cannot_be_written_leaves_nothing() {
    let folder = folder();
    let run = kollate(folder.path(), &["a.jsonl", "--kept", "missing/kept.jsonl", "--output", "out.jsonl"], None);
    assert_eq!(run.status.code(), Some(2));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

/// What lies in a folder.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[cfg(unix)]
#[test]
fn an_interrupt_leaves_nothing() {
    let folder = folder();
    let mut command = Command::new(env!("CARGO_BIN_EXE_kollate"));
    command.current_dir(folder.path()).args(["dedup", "-", "--tmp", ".", "--output", "out.jsonl", "--kept", "kept"]);
    let mut child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // It waits for more of its input, with its files open, when the interrupt comes.
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(corpus().as_bytes()).unwrap();
    for _ in 0..500 {
        if names(folder.path()).len() >= 3 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert_eq!(names(folder.path()).len(), 3, "the input and two unfinished files");
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let ended = child.wait_with_output().unwrap();
    drop(stdin);
    assert_eq!(ended.status.code(), Some(130));
    assert!(String::from_utf8_lossy(&ended.stderr).contains("interrupted"));
    assert_eq!(names(folder.path()), ["a.jsonl"]);
}

/// Runs with files limited to 16 KiB, as if the disk were full beyond.
#[cfg(unix)]
fn on_a_full_disk(folder: &Path, arguments: &str) -> Output {
    let script = format!("trap '' XFSZ; ulimit -f 32; exec '{}' dedup {arguments}", env!("CARGO_BIN_EXE_kollate"));
    Command::new("sh").current_dir(folder).args(["-c", &script]).stdin(Stdio::null()).output().unwrap()
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let text = |from: u32| (from..from + 40).fold(String::new(), |text, word| text + &format!("wort{word} "));
    let line = |number: u32| format!("{{\"id\":{number},\"text\":\"{}\"}}\n", text(1_000 * number));
    let lines: Vec<String> = (0..400).map(line).collect();
    let lines = lines.concat();
    fs::write(folder.path().join("a.jsonl"), lines).unwrap();
    let cases = [
        ("a.jsonl --output out.jsonl --kept kept.jsonl", "kept.jsonl"),
        ("a.jsonl --output out.jsonl --memory 1K --tmp .", "temporary file"),
        ("- --output out.jsonl --tmp . < a.jsonl", "temporary file"),
    ];
    for (arguments, named) in cases {
        let run = on_a_full_disk(folder.path(), arguments);
        let said = String::from_utf8_lossy(&run.stderr);
        assert_eq!(run.status.code(), Some(2), "{arguments}: {said}");
        assert!(said.contains(named), "{arguments}: {said}");
        assert_eq!(names(folder.path()), ["a.jsonl"], "{arguments}");
    }
}
