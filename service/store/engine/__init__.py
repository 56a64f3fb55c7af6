"""How the database is reached: connections, one writer at a time, migrations, errors."""
