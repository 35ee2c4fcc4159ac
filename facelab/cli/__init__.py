"""The command line: one file a command. Importing it imports neither torch nor Qt."""

from collections.abc import Sequence


def main(words: Sequence[str]) -> int:
    """Run the command that the words name, and give its exit code."""
    from facelab.cli.app import app

    try:
        app(words, prog_name="facelab")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return 0
