"""Excel sheets that come in, read as a person sees them in Excel: the one reader for all of them.

`read_table` returns the rows under the heads one asks for, from every sheet that is shown, and says
what it left out. openpyxl is not the reader: in none of its modes does it give a formula together
with the value kept for it, or merged cells together with hidden rows, and it refuses a good file
for a filter it cannot read. Its knowledge of number formats is used.
"""
