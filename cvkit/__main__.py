"""Where the command starts, as `cvkit` and as `python -m cvkit`."""

import gc
import os
import signal
import sys

from cvkit import __version__

INTERRUPTED = 130


def main() -> None:
    """Run the command, however early it is stopped; its version is told without loading what parses command lines."""
    _be_stopped_politely()
    try:
        if sys.argv[1:] == ["--version"]:
            _tell_version()
            return
        from cvkit.cli import main as run

        run()
    except KeyboardInterrupt:  # while the command itself was being loaded
        sys.exit(INTERRUPTED)
    finally:
        _give_up_what_cannot_be_printed()
        gc.freeze()  # else all that lives would be looked through once more before the process ends


def _tell_version() -> None:
    try:
        print(f"cvkit, version {__version__}", flush=True)  # noqa: T201  click is what is not loaded
    except OSError as error:
        print(f"error: cannot print: {error.strerror}", file=sys.stderr)  # noqa: T201  the same
        sys.exit(1)


def _be_stopped_politely() -> None:
    """Let a signal that asks the process to end do so by way of all that is to be cleared up."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # nohup ignores one of them
            signal.signal(number, _leave)


def _leave(number: int, frame: object) -> None:
    signal.signal(number, signal.SIG_IGN)
    sys.exit(128 + number)


def _give_up_what_cannot_be_printed() -> None:
    """Let go of what is left in the output, of which Python would complain once more when it flushes at exit."""
    if sys.stdout is not None:
        try:
            sys.stdout.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
