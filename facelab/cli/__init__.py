"""The command line: one file a command. Importing it imports neither torch nor Qt."""

import sys
from io import TextIOWrapper


def main() -> None:
    """Run the command that the arguments name; Ctrl-C ends it quietly, even while it starts."""
    try:
        from facelab.cli.app import app

        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(errors="backslashreplace")  # a file's name need not be text
        app()
    except KeyboardInterrupt:
        sys.exit(130)
