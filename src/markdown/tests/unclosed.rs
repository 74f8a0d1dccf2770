//! Code blocks and HTML that nothing closes.

use super::super::{Options, parse};
use super::{html, options, origin};
use crate::diag::Severity;

/// Code, help and the text that each finding is about, with that of its second place.
fn told(text: &str) -> Vec<(&'static str, &'static str, &str, &str)> {
    let covered = |place: &crate::base::SourceSpan| &text[place.span.0..place.span.1];
    let found = parse(text, &origin(), &options("vi")).diagnostics;
    let one = |found: crate::diag::Diagnostic| {
        let other = found.other.as_ref().map(covered).unwrap_or_default();
        (found.code, found.help.unwrap_or_default(), covered(found.place.as_ref().expect("a place")), other)
    };
    found.into_iter().map(one).collect()
}

#[test]
fn a_code_block_that_takes_the_rest_of_the_text_is_told() {
    for (text, help, at, other) in [
        ("Chạy:\n\n```\ncargo build\n\nCảng có hai bến.\n", "before", "```", "Cảng có hai bến."),
        ("~~~ sh\nls\n\n深水泊位有两个。", "before", "~~~ sh", "深水泊位有两个。"),
        ("````\nls\n```\n", "close", "````", ""),
        ("```\nls\n    ```\n", "close", "```", ""),
        ("Một.\n\n```", "close", "```", ""),
        ("> ```\n> ls\n>\n> Cảng có hai bến.\n\nHai.", "before", "```", "Cảng có hai bến."),
        ("- ```\n  ls\n\n  항구는 두 개 있다.\n\nHai.", "before", "```", "항구는 두 개 있다."),
        ("```\nls\n\nCảng có hai bến.\n\n```rust\nls\n```\n\nBa.", "before", "```", "Cảng có hai bến."),
        ("```\nls\n\nCảng có hai bến.\n\n```\nls\n```\n", "earlier", "```", "```"),
        ("1. Chạy:\n   ```\nls\n```\n\nCảng có hai bến.", "before", "```", "Cảng có hai bến."),
        ("1. Chạy:\n   ```\nls\n```\n", "earlier", "```", "```"),
    ] {
        assert_eq!(told(text), [("code-unclosed", help, at, other)], "{text}");
    }
}

#[test]
fn code_that_ends_where_it_shall_is_left_alone() {
    for text in [
        "```\nls\n```",
        "~~~\nls\n```\n~~~\n",
        "````\n```rust\nls\n```\n````\n",
        "```md\nMột câu của văn bản này.\n```\n",
        "- ```\n  ls\n  ```\n- hai",
        "> ```\n> ls\n> ```",
        "- ```\n  ls\n- hai",
        "> ```\n> ls\n\nhai",
        "-   ```\n    ls\n    ```\n",
        "[^1]\n\n[^1]: Chạy:\n\n    ```\n    ls\n    ```\n",
        "```\n```\n",
    ] {
        assert_eq!(told(text), [], "{text}");
    }
}

#[test]
fn html_that_nothing_closes_is_told() {
    for (text, at) in [
        ("<!-- ghi chú\n\nCảng có **hai** bến.", "<!--"),
        ("<!-- một\n\nCảng có hai bến.\n\n<!-- hai -->\n", "<!--"),
        ("> <!-- ghi chú\n> hai\n\nba", "<!--"),
        ("<div class=\"a\n\nba", "<div"),
        ("<pre>\nls\n\nCảng có **hai** bến.", "<pre"),
        ("<?ghi chú\n\nba", "<?ghi"),
    ] {
        assert_eq!(told(text), [("html-unclosed", "close", at, "")], "{text}");
    }
    assert_eq!(told("a <!-- b\n\nc"), [("looks-like-markdown", "comment", "<!", "")]);
    assert!(html("vi", "<!-- ghi chú\n\nCảng có hai bến.").contains("Cảng có hai bến."));
    for text in ["<!-- một -->\n\nhai\n\n<!-- ba -->", "<pre>\na\n\nb</pre>", "<pre>a</pre> b", "a \\<!-- b"]
    {
        assert_eq!(told(text), [], "{text}");
    }
}

#[test]
fn html_that_would_take_the_rest_of_the_page_is_an_error() {
    let trusted = Options { trusted_html: true, ..options("vi") };
    for text in ["<!-- ghi chú\n\nhai", "<script>\n\nhai", "<style>a", "<div class=\"a\n\nhai"] {
        let found = parse(text, &origin(), &trusted).diagnostics;
        let found: Vec<_> = found.iter().map(|found| (found.code, found.severity)).collect();
        assert_eq!(found, [("html-unclosed", Severity::Error)], "{text}");
    }
}
