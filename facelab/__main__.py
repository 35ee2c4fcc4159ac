"""``python -m facelab``: the command line."""

from facelab.cli import main

if __name__ == "__main__":
    main()
