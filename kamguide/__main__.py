"""``python -m kamguide`` is the ``kamguide`` command."""

from kamguide.cli import main

if __name__ == "__main__":
    main()
