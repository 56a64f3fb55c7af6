"""Word into PDF and page pictures by LibreOffice, kept warm and on a leash."""
