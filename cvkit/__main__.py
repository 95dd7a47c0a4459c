"""Run the command as `python -m cvkit`."""

from cvkit.cli import main

main()
