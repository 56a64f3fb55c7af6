"""What pages share: fields, answers, deadlines, faults, what was posted."""
