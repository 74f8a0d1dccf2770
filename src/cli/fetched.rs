//! What is said while packages of a theme are installed.

use std::time::Duration;

use super::report::Report;
use crate::diag::UiLang;
use crate::install::{Lack, NpmNotice};

/// Says how an installation goes.
pub(super) fn say(notice: &NpmNotice<'_>, lang: UiLang) {
    match *notice {
        NpmNotice::Begins(theme) => say_begin(theme, lang),
        NpmNotice::Done(theme, took) => say_done(theme, took, lang),
        NpmNotice::Lacks(lack, mark) => say_lack(lack, mark, lang),
    }
}

fn say_begin(theme: &str, lang: UiLang) {
    Report::done(&match lang {
        UiLang::En => format!("fetching from npm what the theme `{theme}` takes from there …"),
        UiLang::Vi => format!("đang lấy từ npm các tệp mà giao diện `{theme}` cần …"),
    });
}

fn say_done(theme: &str, took: Duration, lang: UiLang) {
    let ms = took.as_millis();
    Report::done(&match lang {
        UiLang::En => format!("installed into .portolan/npm/{theme}, in {ms} ms"),
        UiLang::Vi => format!("đã cài vào .portolan/npm/{theme}, trong {ms} ms"),
    });
}

fn say_lack(lack: &Lack, name: &str, lang: UiLang) {
    let problem = match (lack, lang) {
        (Lack::Stopped, _) => return,
        (Lack::NoNpm, UiLang::En) => "npm is not on this machine".to_owned(),
        (Lack::NoNpm, UiLang::Vi) => "máy này không có npm".to_owned(),
        (Lack::Slow, UiLang::En) => {
            format!("npm took too long and is not asked again until .portolan/npm/{name} is deleted")
        }
        (Lack::Slow, UiLang::Vi) => {
            format!(
                "npm mất quá nhiều thời gian và sẽ không được gọi lại cho đến khi xoá .portolan/npm/{name}"
            )
        }
        (Lack::Resting, UiLang::En) => {
            format!("npm failed less than a day ago; delete .portolan/npm/{name} to ask it again at once")
        }
        (Lack::Resting, UiLang::Vi) => {
            format!("npm đã không cài được trong vòng một ngày qua; xoá .portolan/npm/{name} để gọi lại ngay")
        }
        (Lack::Failed(problem), UiLang::En) => {
            format!(
                "npm could not install it ({problem}) and is not asked again for a day, unless .portolan/npm/{name} is deleted"
            )
        }
        (Lack::Failed(problem), UiLang::Vi) => {
            format!(
                "npm không cài được ({problem}) và sẽ không được gọi lại trong một ngày, trừ khi xoá .portolan/npm/{name}"
            )
        }
    };
    Report::done(&match lang {
        UiLang::En => format!("{problem}; going on without: maps are complete, but do not move"),
        UiLang::Vi => {
            format!("{problem}; tiếp tục mà không có phần này: bản đồ vẫn đầy đủ nhưng không tương tác")
        }
    });
}
