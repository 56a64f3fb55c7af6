"""Reports over many records: the register and the record list as a sheet."""
