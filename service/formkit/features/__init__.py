"""What only some forms have, each a rule object of the form: recurrence, reports, continuation."""
