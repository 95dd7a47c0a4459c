"""Where the command starts, as `cvkit` and as `python -m cvkit`."""

import gc
import sys

from cvkit import __version__


def main() -> None:
    """Run the command; its version is told at once, without loading what parses command lines."""
    if sys.argv[1:] == ["--version"]:
        print(f"cvkit, version {__version__}")  # noqa: T201  click is what is not loaded
        return
    from cvkit.cli import main as run

    try:
        run()
    finally:
        gc.freeze()  # else all that lives would be looked through once more before the process ends


if __name__ == "__main__":
    main()
