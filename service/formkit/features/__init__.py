"""What only some forms have, each a rule object that a form lists among its `features`.

To add one, declare a `Feature` here: no other file of formkit knows it by name. Whoever acts on it
asks `form.feature(ThatRule)`; what it needs of the form it checks in `faults`.
"""
