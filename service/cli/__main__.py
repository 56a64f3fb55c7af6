"""`python -m service.cli` is `ctcl`."""

from service.cli import main

main()
