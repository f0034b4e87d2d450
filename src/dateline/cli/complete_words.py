"""`dateline completion`: the shell completes commands, options and file names."""

from typing import Final

import click
from click.shell_completion import get_completion_class

_EPILOG: Final = """\b
Examples:
  dateline completion bash > ~/.local/share/bash-completion/completions/dateline
  dateline completion zsh > ~/.zfunc/_dateline
  dateline completion fish > ~/.config/fish/completions/dateline.fish
"""


@click.command("completion", epilog=_EPILOG, short_help="Print the script for shell completion.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def complete_words(context: click.Context, *, shell: str) -> None:
    """Print the script that makes SHELL complete the words of dateline."""
    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(f"{shell} is not known; give bash, zsh or fish")
    root = context.find_root().command
    click.echo(found(root, {}, "dateline", "_DATELINE_COMPLETE").source())
