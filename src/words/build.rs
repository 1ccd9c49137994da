//! Makes one typed function of every message in `assets/words`, and fails the build where English and Czech differ
//! in their messages or in the variables of one. Puts the job cards of `assets/cards` into one list.

use fluent_syntax::ast;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

type Messages = BTreeMap<String, (BTreeSet<String>, String)>;

fn main() {
    println!("cargo:rerun-if-changed=assets/words");
    println!("cargo:rerun-if-changed=assets/cards");
    println!("cargo:rerun-if-changed=src/words/build.rs");
    let english = read(Path::new("assets/words/en"));
    let czech = read(Path::new("assets/words/cs"));
    let mut faults = Vec::new();
    for (id, (variables, _)) in &english.1 {
        match czech.1.get(id) {
            None => faults.push(format!("{id}: missing in Czech")),
            Some((other, _)) if other != variables => faults.push(format!(
                "{id}: variables {variables:?} in English, {other:?} in Czech"
            )),
            Some(_) => {}
        }
    }
    faults.extend(
        czech
            .1
            .keys()
            .filter(|id| !english.1.contains_key(*id))
            .map(|id| format!("{id}: missing in English")),
    );
    assert!(
        faults.is_empty(),
        "the word files differ:\n  {}",
        faults.join("\n  ")
    );
    let out = std::env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    std::fs::write(Path::new(&out).join("words.rs"), code(&english, &czech))
        .expect("OUT_DIR can be written");
    std::fs::write(Path::new(&out).join("cards.rs"), cards()).expect("OUT_DIR can be written");
}

/// The list of job cards: language, name, text.
fn cards() -> String {
    let mut code = String::from("static OURS: &[(&str, &str, &str)] = &[\n");
    for lang in ["en", "cs"] {
        let folder = Path::new("assets/cards").join(lang);
        let mut files: Vec<_> = std::fs::read_dir(folder)
            .expect("the cards of a language")
            .map(|entry| entry.expect("a card").path())
            .collect();
        files.sort();
        for file in files {
            let name = file.file_stem().unwrap_or_default().to_string_lossy();
            let text = std::fs::read_to_string(&file).expect("a card");
            let _ = writeln!(code, "    ({lang:?}, {name:?}, {text:?}),");
        }
    }
    code.push_str("];\n");
    code
}

fn code(english: &(String, Messages), czech: &(String, Messages)) -> String {
    let mut code = String::new();
    let _ = writeln!(
        code,
        "const ENGLISH: &str = {:?};\nconst CZECH: &str = {:?};",
        english.0, czech.0
    );
    code.push_str(
        "/// Every message and its variables.\npub static MESSAGES: &[(&str, &[&str])] = &[\n",
    );
    for (id, (variables, _)) in &english.1 {
        let _ = writeln!(
            code,
            "    ({id:?}, &{:?}),",
            variables.iter().collect::<Vec<_>>()
        );
    }
    code.push_str("];\nimpl Words {\n");
    for (id, (variables, text)) in &english.1 {
        let name = id.replace('-', "_");
        let _ = writeln!(code, "    /// {}", text.replace('\n', " "));
        let _ = writeln!(code, "    #[must_use]");
        if variables.is_empty() {
            let _ = writeln!(
                code,
                "    pub fn {name}(&self) -> String {{ self.say({id:?}, None) }}"
            );
            continue;
        }
        let parameters: Vec<_> = variables
            .iter()
            .map(|variable| match variables.len() {
                1 => format!("{variable}: impl Into<FluentValue<'a>>"),
                _ => format!(
                    "named::{}({variable}): named::{0}<impl Into<FluentValue<'a>>>",
                    type_name(variable)
                ),
            })
            .collect();
        let _ = writeln!(
            code,
            "    pub fn {name}<'a>(&self, {}) -> String {{",
            parameters.join(", ")
        );
        let _ = writeln!(
            code,
            "        let mut args = FluentArgs::with_capacity({});",
            variables.len()
        );
        for variable in variables {
            let _ = writeln!(code, "        args.set({variable:?}, {variable});");
        }
        let _ = writeln!(code, "        self.say({id:?}, Some(&args))\n    }}");
    }
    code.push_str("}\n");
    code.push_str(&named(&english.1));
    code
}

/// A type for each variable of a message that has several, so that no two of them can be given in the wrong order.
fn named(messages: &Messages) -> String {
    let several = messages
        .values()
        .map(|(variables, _)| variables)
        .filter(|variables| variables.len() > 1);
    let all: BTreeSet<&String> = several.flatten().collect();
    let mut code = String::from(
        "/// The variables of messages that have several, by their names.\npub mod named {\n",
    );
    for variable in all {
        let _ = writeln!(
            code,
            "    /// `{variable}` of a message.\n    #[derive(Debug, Clone, Copy)]\n    pub struct {}<T>(pub T);",
            type_name(variable)
        );
    }
    code.push_str("}\n");
    code
}

/// The name of a variable as that of a type: `picked-by` becomes `PickedBy`.
fn type_name(variable: &str) -> String {
    variable
        .split(['_', '-'])
        .map(|word| {
            let (first, rest) = word.split_at(1);
            first.to_uppercase() + rest
        })
        .collect()
}

fn read(folder: &Path) -> (String, Messages) {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the words of a language")
        .map(|entry| entry.expect("a word file").path())
        .collect();
    files.sort();
    let mut all = String::new();
    let mut messages = Messages::new();
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a word file");
        let resource = match fluent_syntax::parser::parse(text.as_str()) {
            Ok(resource) => resource,
            Err((_, errors)) => panic!("{}: {errors:?}", file.display()),
        };
        for entry in &resource.body {
            let ast::Entry::Message(message) = entry else {
                continue;
            };
            let Some(pattern) = &message.value else {
                panic!("{}: {} says nothing", file.display(), message.id.name)
            };
            let mut variables = BTreeSet::new();
            let mut sample = String::new();
            walk(pattern, &mut variables, &mut sample);
            let known = messages.insert(message.id.name.to_owned(), (variables, sample));
            assert!(
                known.is_none(),
                "{}: {} stands twice",
                file.display(),
                message.id.name
            );
        }
        all.push_str(&text);
        all.push('\n');
    }
    (all, messages)
}

fn walk(pattern: &ast::Pattern<&str>, variables: &mut BTreeSet<String>, sample: &mut String) {
    for element in &pattern.elements {
        match element {
            ast::PatternElement::TextElement { value } => sample.push_str(value),
            ast::PatternElement::Placeable { expression } => {
                walk_expression(expression, variables, sample)
            }
        }
    }
}

fn walk_expression(
    expression: &ast::Expression<&str>,
    variables: &mut BTreeSet<String>,
    sample: &mut String,
) {
    match expression {
        ast::Expression::Inline(inline) => walk_inline(inline, variables, sample),
        ast::Expression::Select { selector, variants } => {
            walk_inline(selector, variables, &mut String::new());
            for variant in variants {
                let mut text = String::new();
                walk(&variant.value, variables, &mut text);
                if variant.default {
                    sample.push_str(&text);
                }
            }
        }
    }
}

fn walk_inline(
    inline: &ast::InlineExpression<&str>,
    variables: &mut BTreeSet<String>,
    sample: &mut String,
) {
    match inline {
        ast::InlineExpression::VariableReference { id } => {
            variables.insert(id.name.to_owned());
            let _ = write!(sample, "`{}`", id.name);
        }
        ast::InlineExpression::Placeable { expression } => {
            walk_expression(expression, variables, sample)
        }
        ast::InlineExpression::StringLiteral { value } => sample.push_str(value),
        _ => {}
    }
}
