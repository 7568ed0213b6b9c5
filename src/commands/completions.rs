//! `tickler completions`: what makes a shell complete commands, flags, date words and names.
//!
//! The script that is printed only tells the shell to ask the program; what it answers then is known
//! at the edge, which sees the words on the command line.

use anyhow::Result;
use clap::Args;
use clap::builder::PossibleValuesParser;
use clap_complete::env::Shells;

use super::answer::{Answer, Reply};
use super::desk::Desk;

/// The environment variable by which a shell asks: it holds the shell's name.
pub const ASKS: &str = "TICKLER_COMPLETE";

/// The program's name, as it is typed.
const PROGRAM: &str = "tickler";

/// What is changed in the script of each shell: a piece of it, and the one in its place.
const CHANGED: [(&str, &str, &str); 7] = [
    // What is typed may be in quotes.
    (
        "bash",
        r"    COMPREPLY=( $( \",
        r#"    local quote="'"
    words=("${words[@]//[\\\"]/}")
    words=("${words[@]#$quote}")
    words=("${words[@]%$quote}")
    COMPREPLY=( $( \"#,
    ),
    // What is offered may be more than one word to the shell, or something that it would run. Where
    // a quote is open, what would need other quotes is not offered.
    (
        "bash",
        "        compopt -o nospace\n    fi\n}",
        r#"        compopt -o nospace
    fi
    if [[ "${COMPREPLY[*]}" != *[^[:alnum:]_.:/=@%+,"$IFS"-]* ]]; then
        return
    fi
    local at
    for at in "${!COMPREPLY[@]}"; do
        case "${COMP_WORDS[COMP_CWORD]}" in
            [\"\']*) [[ "${COMPREPLY[at]}" == *[\'\"\\\$\`!]* ]] && unset "COMPREPLY[at]" ;;
            \~*) COMPREPLY[at]="~$(printf %q "${COMPREPLY[at]#\~}")" ;;
            *) COMPREPLY[at]=$(printf %q "${COMPREPLY[at]}") ;;
        esac
    done
}"#,
    ),
    (
        "zsh",
        r#"tickler -- "${words[@]}""#,
        r#"tickler -- "${(@)${(@Q)words}#[\"\']}""#,
    ),
    // zsh would put a backslash before it.
    (
        "zsh",
        "    local _CLAP_COMPLETE_INDEX=",
        r"    if [[ $PREFIX == \~* ]]; then
        _files
        return
    fi
    local _CLAP_COMPLETE_INDEX=",
    ),
    // zsh's own matching would throw out clients whom a later word of their name has found, and
    // without it several who begin differently would take away what is typed, so then they are only
    // listed.
    (
        "zsh",
        "_describe -V 'values' other",
        r"_describe -V 'values' other -U
        if (( compstate[nmatches] > 1 )) && [[ $compstate[unambiguous] != ${PREFIX}* ]]; then
            compstate[insert]=
            compstate[list]='list force'
        fi",
    ),
    (
        "fish",
        "(commandline --current-token)",
        "(commandline --current-token | string unescape; or echo)",
    ),
    (
        "powershell",
        "::new($cmd, ",
        r#"::new($(if ($cmd -match '^[\w./:=+-]+$') { $cmd } else { "'" + $cmd.Replace("'", "''") + "'" }), "#,
    ),
];

/// What completes at the first Tab already where zsh has loaded the script from a folder of functions:
/// the file is itself the call then.
const ZSH_FIRST_TAB: &str = "
if [[ $funcstack[1] == _tickler ]]; then
    _clap_dynamic_completer_tickler \"$@\"
fi
";

/// A script for a shell.
#[derive(Clone, Debug)]
pub struct Script {
    /// The shell.
    pub shell: String,
    /// What it is to run when it starts.
    pub text: String,
}

/// A script for your shell: commands, flags, dates and clients are completed.
#[derive(Args, Debug)]
#[command(after_help = "What a shell is to run when it starts:
  bash, in ~/.bashrc
      source <(tickler completions bash)
  zsh, in ~/.zshrc, after compinit
      source <(tickler completions zsh)
  fish, in ~/.config/fish/config.fish
      tickler completions fish | source
  elvish, in ~/.config/elvish/rc.elv
      eval (tickler completions elvish | slurp)
  powershell, in $PROFILE
      tickler completions powershell | Out-String | Invoke-Expression")]
pub struct Completions {
    /// The shell
    #[arg(value_parser = PossibleValuesParser::new(["bash", "zsh", "fish", "powershell", "elvish"]))]
    shell: String,
}

impl Completions {
    pub(super) fn run(self, _desk: &Desk<'_>) -> Result<Reply> {
        let shells = Shells::builtins();
        let mut script = Vec::new();
        if let Some(shell) = shells.completer(&self.shell) {
            shell.write_registration(ASKS, PROGRAM, PROGRAM, PROGRAM, &mut script)?;
        }
        let mut text = String::from_utf8(script)?;
        for (_, lines, others) in CHANGED.iter().filter(|(of, ..)| *of == self.shell) {
            text = text.replace(lines, others);
        }
        if self.shell == "zsh" {
            text += ZSH_FIRST_TAB;
        }
        let shell = self.shell;
        Ok(Reply::new(Answer::Script(Script { shell, text })))
    }
}
